// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke serve`: the public site and the log.

use std::net::IpAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use clap::{Args, ValueEnum};
use tokio::net::TcpListener;
use wegmarke_app::App;
use wegmarke_pages::work::DemoButton;
use wegmarke_pages::{Operator, Site};
use wegmarke_web::{Hsts, Web};

use crate::{Whereabouts, mail, open, witnesses};

#[derive(Clone, Debug, Args)]
pub(crate) struct Options {
    /// Port; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Address to listen on. Put a reverse proxy with TLS before it to serve others.
    #[arg(long, default_value = "127.0.0.1")]
    address: IpAddr,
    /// Name of the site.
    #[arg(long, env = "WEGMARKE_NAME", default_value = "Wegmarke")]
    name: String,
    /// The address readers use, such as `https://example.org`; letters, passkeys and
    /// the logins of organisations need it.
    #[arg(long, env = "WEGMARKE_BASE_URL", value_name = "URL", value_parser = plain_address)]
    base_url: Option<String>,
    /// A proxy stands in front and tells the reader's address as the last part of X-Forwarded-For.
    #[arg(long, env = "WEGMARKE_BEHIND_PROXY")]
    behind_proxy: bool,
    /// Let the logins of organisations live on this machine or beside it, for trying out. Without it
    /// nobody can make the server ask its neighbours.
    #[arg(long, env = "WEGMARKE_ALLOW_LOCAL_PROVIDERS")]
    allow_local_providers: bool,
    /// For which hosts browsers are told to use TLS only, where `--base-url` is https: this one, all
    /// below it too, or none.
    #[arg(
        long,
        env = "WEGMARKE_HSTS",
        value_enum,
        value_name = "HOSTS",
        default_value = "subdomains"
    )]
    hsts: TlsOnly,
    #[command(flatten)]
    mail: mail::Options,
    #[command(flatten)]
    witnesses: witnesses::Options,
    /// Who answers for the site, for the imprint.
    #[arg(long, env = "WEGMARKE_OPERATOR", value_name = "NAME")]
    operator: Option<String>,
    /// Postal address of the operator; lines separated by a vertical bar.
    #[arg(long, env = "WEGMARKE_OPERATOR_ADDRESS", value_name = "LINES")]
    operator_address: Option<String>,
    /// E-mail address of the operator.
    #[arg(long, env = "WEGMARKE_OPERATOR_EMAIL", value_name = "ADDRESS")]
    operator_email: Option<String>,
    /// Telephone number of the operator.
    #[arg(long, env = "WEGMARKE_OPERATOR_PHONE", value_name = "NUMBER")]
    operator_phone: Option<String>,
}

/// For which hosts browsers are told to use TLS only.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum TlsOnly {
    Subdomains,
    Host,
    Off,
}

impl From<TlsOnly> for Hsts {
    fn from(given: TlsOnly) -> Self {
        match given {
            TlsOnly::Subdomains => Self::Subdomains,
            TlsOnly::Host => Self::Host,
            TlsOnly::Off => Self::Off,
        }
    }
}

/// The address as browsers tell it: a domain with umlauts in its plain form.
fn plain_address(given: &str) -> Result<String, String> {
    let refused = |why: &str| Err(format!("{why}; it is written as in https://example.org"));
    let read = match url::Url::parse(given) {
        Ok(read) => read,
        Err(why) => return refused(&why.to_string()),
    };
    if !matches!(read.scheme(), "https" | "http") {
        return refused("it begins with https:// or http://");
    }
    if read.host_str().is_none_or(str::is_empty) {
        return refused("it names no host");
    }
    // Pages, files and the log are at the root of their host.
    let bare = read.path() == "/" && read.query().is_none() && read.fragment().is_none();
    if !bare || !read.username().is_empty() || read.password().is_some() {
        return refused("it is scheme and host only, with a port if need be");
    }
    Ok(read.as_str().trim_end_matches('/').to_owned())
}

impl Options {
    /// Whether only who sits at this machine is served: it listens here, and nothing says that others
    /// come through something in front.
    const fn is_for_this_machine(&self, listens: IpAddr) -> bool {
        listens.is_loopback() && !self.behind_proxy && self.base_url.is_none()
    }

    fn site(&self) -> Site {
        let lines = self
            .operator_address
            .as_deref()
            .unwrap_or_default()
            .split('|');
        Site {
            name: self.name.clone(),
            base_url: self.base_url.clone(),
            operator: Operator {
                name: self.operator.clone(),
                address: lines
                    .map(str::trim)
                    .filter(|line| !line.is_empty())
                    .map(str::to_owned)
                    .collect(),
                email: self.operator_email.clone(),
                phone: self.operator_phone.clone(),
                responsible: None,
            },
            ..Site::default()
        }
    }
}

pub(crate) async fn run(place: &Whereabouts, options: &Options) -> anyhow::Result<ExitCode> {
    let app = open::app(place).await?;
    serve(place, app, options, Vec::new()).await
}

/// Serves until the process is asked to stop. One click signs in as one of `demo`, if it listens on
/// this machine only and nothing stands in front.
pub(crate) async fn serve(
    place: &Whereabouts,
    app: App,
    options: &Options,
    demo: Vec<(DemoButton, String)>,
) -> anyhow::Result<ExitCode> {
    let app = app.with_local_providers(options.allow_local_providers);
    let app = Arc::new(app.with_witnesses(options.witnesses.named()?).await);
    let locale = place.locale();
    let mailer = options.mail.mailer(locale)?;
    match (&mailer, &options.base_url) {
        (None, _) => println!("{}", locale.t("cli-mail-off")),
        (Some(_), None) => return Err(anyhow!("{}", locale.t("cli-mail-base-url"))),
        (Some(_), Some(_)) => {}
    }
    let wanted = (options.address, options.port);
    let listener = TcpListener::bind(wanted)
        .await
        .with_context(|| format!("{}:{}", wanted.0, wanted.1))?;
    let address = wegmarke_web::address(&listener)?;
    let web = Web::new(Arc::clone(&app), options.site()).behind_proxy(options.behind_proxy);
    let web = if options.is_for_this_machine(address.ip()) {
        web.with_demo(demo)
    } else {
        web
    };
    let web = web.with_mailer(mailer).with_hsts(options.hsts.into());
    let web = Arc::new(web);
    // A test or a script waits for this line: it stays as it is in every language.
    println!("listening on http://{address}");
    wegmarke_web::serve(listener, web, stopped()).await;
    app.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Done when the process is asked to stop, by keyboard or by service manager.
pub(crate) async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Options, plain_address};

    #[derive(Parser)]
    struct Typed {
        #[command(flatten)]
        options: Options,
    }

    #[test]
    fn a_demonstration_opens_for_this_machine_only() {
        for (words, listens, open) in [
            (&[][..], "127.0.0.1", true),
            (&[], "::1", true),
            (&[], "0.0.0.0", false),
            (&[], "::", false),
            (&[], "192.0.2.1", false),
            (&["--behind-proxy"], "127.0.0.1", false),
            (&["--base-url", "https://example.org"], "127.0.0.1", false),
        ] {
            let words = ["wegmarke"].iter().chain(words);
            let typed = Typed::try_parse_from(words).unwrap();
            let found = typed.options.is_for_this_machine(listens.parse().unwrap());
            assert_eq!(found, open, "{listens}");
        }
    }

    #[test]
    fn an_address_is_scheme_and_host() {
        for (given, taken) in [
            ("https://example.org", Some("https://example.org")),
            ("https://example.org/", Some("https://example.org")),
            ("http://localhost:8080", Some("http://localhost:8080")),
            ("https://Grün.example", Some("https://xn--grn-ioa.example")),
            ("", None),
            ("example.org", None),
            ("nonsense", None),
            ("https://", None),
            ("ftp://example.org", None),
            ("javascript:alert(1)", None),
            ("https://example.org/wegmarke", None),
            ("https://example.org?x", None),
            ("https://me:secret@example.org", None),
        ] {
            assert_eq!(plain_address(given).ok().as_deref(), taken, "{given}");
        }
    }
}
