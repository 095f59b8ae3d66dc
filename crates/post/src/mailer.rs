// SPDX-License-Identifier: EUPL-1.2
//! One SMTP server, asked with TLS unless it is this machine.

use std::{error::Error, fmt, time::Duration};

use jiff::Timestamp;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{
        self,
        authentication::Credentials,
        client::{Tls, TlsParameters},
        extension::ClientId,
    },
};
use percent_encoding::percent_decode_str;
use url::{Host, Url};

use crate::{
    PostError,
    letter::{Letter, plain},
};

/// Longest wait for each answer of the server.
const PATIENCE: Duration = Duration::from_secs(30);

/// Replies that refuse us, not the letter: authentication is required, too weak, failed, or needs TLS
/// (RFC 4954, 6). With other credentials the same letter will pass.
const OUR_FAULT: [u16; 4] = [530, 534, 535, 538];

/// Where letters are handed over, and who writes them.
#[derive(Clone)]
pub struct SmtpSettings {
    /// `smtps://user:password@host:465`, or `smtp://user:password@host:587` for STARTTLS, which is
    /// required except on this machine. User and password may be absent; in them, signs other than
    /// letters and digits are percent-encoded.
    pub url: String,
    /// `Wegmarke <post@wegmarke.example>`.
    pub from: String,
}

impl fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

/// The server has taken a letter; it may still come back later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What the server said, often with its own number for the letter.
    pub reply: String,
}

/// Sends letters. Each goes over a connection of its own, so that this can be shared freely.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer")
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

impl Mailer {
    /// Reads the settings; asks nobody.
    ///
    /// # Errors
    /// [`PostError::BadSettings`]; it repeats nothing of user or password.
    pub fn new(settings: &SmtpSettings) -> Result<Self, PostError> {
        let bad = |why: &str| PostError::BadSettings(why.to_owned());
        let from: Mailbox = settings
            .from
            .parse()
            .map_err(|_| bad("“from” is not an address"))?;
        let from = Mailbox {
            email: plain(&from.email).map_err(bad)?,
            ..from
        };
        let url = Url::parse(&settings.url).map_err(|error| bad(&error.to_string()))?;
        let host = read_host(&url).ok_or_else(|| bad("the address has no host"))?;
        let security =
            security(url.scheme(), &host).ok_or_else(|| bad("use smtps:// or smtp://"))?;
        // Without the brackets of an IPv6 address, which belong to the URL.
        let host = match host {
            Host::Ipv6(address) => address.to_string(),
            other => other.to_string(),
        };
        let parameters =
            TlsParameters::new_rustls(host.clone()).map_err(|error| bad(&with_causes(&error)))?;
        let (tls, port) = match security {
            Security::FromTheStart => (Tls::Wrapper(parameters), 465),
            Security::StartTls => (Tls::Required(parameters), 587),
            Security::OnThisMachine => (Tls::None, 25),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&host)
            .port(url.port().unwrap_or(port))
            .tls(tls)
            .timeout(Some(PATIENCE))
            .hello_name(ClientId::Domain(from.email.domain().to_owned()));
        if let Some(credentials) = read_credentials(&url)? {
            builder = builder.credentials(credentials);
        }
        Ok(Self {
            transport: builder.build(),
            from,
        })
    }

    /// Hands one letter to the server, dated `now`. When this returns [`Sent`], the server has
    /// promised to deliver it or to report.
    ///
    /// # Errors
    /// [`PostError`]; see [`PostError::is_final`].
    pub async fn send(&self, letter: &Letter<'_>, now: Timestamp) -> Result<Sent, PostError> {
        let message = letter.write(&self.from, now)?;
        match self.transport.send(message).await {
            Ok(response) => Ok(Sent {
                reply: printable(&response.message().collect::<Vec<_>>().join(" ")),
            }),
            Err(error) => Err(judge(&error)),
        }
    }
}

/// How the way to a server is kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Security {
    FromTheStart,
    StartTls,
    OnThisMachine,
}

/// The host; for schemes that it does not know, `url` itself leaves IPv4 addresses as names.
fn read_host(url: &Url) -> Option<Host> {
    match url.host()? {
        Host::Domain(name) => Host::parse(name).ok(),
        Host::Ipv4(address) => Some(Host::Ipv4(address)),
        Host::Ipv6(address) => Some(Host::Ipv6(address)),
    }
}

fn security(scheme: &str, host: &Host) -> Option<Security> {
    let here = match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    match (scheme, here) {
        ("smtps", _) => Some(Security::FromTheStart),
        ("smtp", false) => Some(Security::StartTls),
        ("smtp", true) => Some(Security::OnThisMachine),
        _ => None,
    }
}

fn read_credentials(url: &Url) -> Result<Option<Credentials>, PostError> {
    let read = |text: &str| {
        percent_decode_str(text)
            .decode_utf8()
            .map(|text| text.into_owned())
            .map_err(|_| PostError::BadSettings("user or password is not UTF-8".to_owned()))
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (user, Some(password)) if !user.is_empty() => {
            Ok(Some(Credentials::new(read(user)?, read(password)?)))
        }
        _ => Err(PostError::BadSettings(
            "give both user and password, or neither".to_owned(),
        )),
    }
}

fn judge(error: &smtp::Error) -> PostError {
    let why = printable(&with_causes(error));
    let refused_for_good = error.is_permanent()
        && error
            .status()
            .is_none_or(|code| !OUR_FAULT.contains(&code.into()));
    if refused_for_good {
        PostError::Never(why)
    } else {
        PostError::Later(why)
    }
}

/// An error and what caused it, in one line.
fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.ends_with(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    text
}

/// What others wrote, fit for a line of a log.
fn printable(text: &str) -> String {
    text.chars()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .take(300)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Mailer, Security, SmtpSettings, read_host, security};
    use url::Url;

    #[test]
    fn only_this_machine_is_asked_without_tls() {
        for (url, expected) in [
            ("smtps://mail.example", Some(Security::FromTheStart)),
            ("smtps://localhost", Some(Security::FromTheStart)),
            ("smtp://mail.example:25", Some(Security::StartTls)),
            ("smtp://192.0.2.1", Some(Security::StartTls)),
            ("smtp://localhost.example", Some(Security::StartTls)),
            ("smtp://[::ffff:127.0.0.1]", Some(Security::StartTls)),
            ("smtp://localhost:1025", Some(Security::OnThisMachine)),
            ("smtp://127.0.0.1:1025", Some(Security::OnThisMachine)),
            ("smtp://127.9", Some(Security::OnThisMachine)),
            ("smtp://[::1]:1025", Some(Security::OnThisMachine)),
            ("http://localhost", None),
        ] {
            let url = Url::parse(url).unwrap();
            let host = read_host(&url).unwrap();
            assert_eq!(security(url.scheme(), &host), expected, "{url}");
        }
    }

    #[test]
    fn settings_that_cannot_work_are_refused_without_repeating_secrets() {
        let new = |url: &str, from: &str| {
            Mailer::new(&SmtpSettings {
                url: url.to_owned(),
                from: from.to_owned(),
            })
        };
        let from = "Wegmarke <post@wegmarke.example>";
        for url in [
            "",
            "mail.example",
            "http://mail.example",
            "smtp://",
            "smtp:mail.example",
            "smtp://us3r@mail.example",
            "smtp://:s3cret@mail.example",
            "smtp://us3r:%ff-s3cret@mail.example",
            "smtp://us3r:s3cret@mail.example:99999",
        ] {
            let error = new(url, from).unwrap_err();
            assert_eq!(error.code(), "post_bad_settings", "{url}");
            let told = error.to_string();
            assert!(!told.contains("s3cret") && !told.contains("us3r"), "{told}");
        }
        for from in [
            "",
            "wegmarke",
            "Wegmarke post@wegmarke.example",
            "a@b\r\nBcc: c@d",
        ] {
            assert!(new("smtps://mail.example", from).is_err(), "{from}");
        }
        let mailer = new("smtps://us3r:s3cret@mail.example", from).unwrap();
        assert!(!format!("{mailer:?}").contains("s3cret"));
        assert!(new("smtps://us3r:a%20b%C3%A4@mail.example", from).is_ok());
    }
}
