// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke mail`, and how letters are sent: through one SMTP server.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use wegmarke_app::Clock as _;
use wegmarke_app::letter::{Handing, Letter, Mailer, NotTaken};
use wegmarke_l10n::Locale;
use wegmarke_pages::{Ctx, Site, letter};
use wegmarke_post::{PostError, SmtpSettings};

use crate::Whereabouts;

/// Longest time for one letter, below the wait for the next attempt.
const PATIENCE: Duration = Duration::from_secs(200);

#[derive(Clone, Debug, Args)]
#[group(id = "mail")]
pub(crate) struct Options {
    /// The mail server: `smtps://user:password@host` or `smtp://user:password@host:587`. A password
    /// belongs into the variable and not among the arguments, which others on the machine can see.
    #[arg(
        long,
        env = "WEGMARKE_SMTP_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    smtp_url: Option<String>,
    /// Who letters are from: `Wegmarke <post@example.org>`.
    #[arg(long, env = "WEGMARKE_MAIL_FROM", value_name = "ADDRESS")]
    mail_from: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Send one letter and say what the server replied.
    Test {
        /// To whom.
        address: String,
        #[command(flatten)]
        options: Options,
    },
}

impl Options {
    fn smtp(&self, locale: &Locale) -> anyhow::Result<Option<Smtp>> {
        let (url, from) = match (&self.smtp_url, &self.mail_from) {
            (Some(url), Some(from)) => (url, from),
            (None, None) => return Ok(None),
            _ => return Err(anyhow!("{}", locale.t("cli-mail-missing"))),
        };
        let settings = SmtpSettings {
            url: url.clone(),
            from: from.clone(),
        };
        Ok(Some(Smtp(wegmarke_post::Mailer::new(&settings)?)))
    }

    /// Who sends letters; `None` without settings.
    pub(crate) fn mailer(&self, locale: &Locale) -> anyhow::Result<Option<Arc<dyn Mailer>>> {
        Ok(self
            .smtp(locale)?
            .map(|smtp| Arc::new(smtp) as Arc<dyn Mailer>))
    }
}

/// One SMTP server.
struct Smtp(wegmarke_post::Mailer);

impl Mailer for Smtp {
    fn send<'a>(&'a self, letter: &'a Letter, now: Timestamp) -> Handing<'a> {
        let letter = wegmarke_post::Letter {
            to: &letter.to,
            subject: &letter.subject,
            text: &letter.text,
            message_id: &letter.message_id,
            ends_at: letter.ends_at.as_deref(),
        };
        Box::pin(async move {
            let late = PostError::Later("it took too long".to_owned());
            let sent = tokio::time::timeout(PATIENCE, self.0.send(&letter, now)).await;
            match sent.unwrap_or(Err(late)) {
                Ok(_) => Ok(()),
                Err(error) => Err(NotTaken {
                    code: error.code(),
                    is_final: error.is_final(),
                }),
            }
        })
    }
}

pub(crate) async fn run(place: &Whereabouts, command: &Command) -> anyhow::Result<ExitCode> {
    let Command::Test { address, options } = command;
    let locale = place.locale();
    let smtp = options.smtp(locale)?;
    let smtp = smtp.ok_or_else(|| anyhow!("{}", locale.t("cli-mail-missing")))?;
    let ctx = Ctx::new(Arc::new(Site::default()), locale.lang(), "/", "");
    let words = letter::test(&ctx);
    let now = place.clock().now();
    let letter = wegmarke_post::Letter {
        to: address,
        subject: &words.subject,
        text: &words.text,
        message_id: &format!("<test-{}@wegmarke.invalid>", now.as_microsecond()),
        ends_at: None,
    };
    let sent = smtp.0.send(&letter, now).await;
    let sent = sent.with_context(|| address.clone())?;
    let args = [("to", address.into()), ("reply", sent.reply.into())];
    println!("{}", locale.t_with("cli-mail-taken", &args));
    Ok(ExitCode::SUCCESS)
}
