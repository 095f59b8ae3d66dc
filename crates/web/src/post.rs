// SPDX-License-Identifier: EUPL-1.2
//! Letters: put into words by `pages`, sent by whoever the program was given.

use std::sync::Arc;
use std::time::Duration;

use wegmarke_app::App;
use wegmarke_app::alert;
use wegmarke_app::letter::{Mailer, Written};
use wegmarke_app::reminder::{self, Writer};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::following::Followed;
use wegmarke_domain::task::Task;
use wegmarke_l10n::Lang;
use wegmarke_pages::letter::{self, Behind, Letter};
use wegmarke_pages::{Ctx, Site};

/// How often the outbox is looked at.
const TICK: Duration = Duration::from_secs(10);
/// How many looks at the outbox there are for one look at who is to be reminded.
const TICKS: u32 = 60;

/// Writes letters of one site.
#[derive(Clone, Debug)]
pub struct Secretary(pub Arc<Site>);

impl Secretary {
    /// In the language of who gets the letter.
    pub(crate) fn ctx(&self, lang: &str) -> Ctx {
        let lang = Lang::find(lang).unwrap_or(Lang::De);
        Ctx::new(Arc::clone(&self.0), lang, "/", "")
    }
}

/// A letter for the outbox.
pub(crate) fn written(letter: Letter) -> Written {
    Written {
        subject: letter.subject,
        text: letter.text,
        ends_at: letter.ends_at,
    }
}

impl Writer for Secretary {
    fn digest(
        &self,
        register: &Register,
        lang: &str,
        organisation: &OrganisationId,
        rounds: &[(&Round, Vec<Task>)],
    ) -> Written {
        let ctx = self.ctx(lang);
        written(letter::digest(register, &ctx, organisation, rounds))
    }

    fn escalation(
        &self,
        register: &Register,
        lang: &str,
        round: &Round,
        behind: &[reminder::Behind],
    ) -> Written {
        let behind: Vec<Behind<'_>> = behind
            .iter()
            .map(|one| Behind {
                organisation: &one.organisation,
                silent: one.silent,
                late: one.late,
            })
            .collect();
        written(letter::escalation(
            register,
            &self.ctx(lang),
            round,
            &behind,
        ))
    }
}

impl alert::Writer for Secretary {
    fn confirmation(
        &self,
        register: &Register,
        lang: &str,
        followed: &Followed,
        token: &str,
    ) -> Written {
        let ctx = self.ctx(lang);
        written(letter::alert_confirmation(register, &ctx, followed, token))
    }

    fn news(
        &self,
        register: &Register,
        lang: &str,
        followed: &Followed,
        entries: &[u64],
        token: &str,
    ) -> Written {
        let ctx = self.ctx(lang);
        written(letter::alert_news(register, &ctx, followed, entries, token))
    }
}

/// Writes reminders and sends letters, for ever. Nothing else waits for it: a mail server that does
/// not answer delays no round.
pub(crate) async fn keep_post(app: Arc<App>, secretary: Secretary, mailer: Arc<dyn Mailer>) {
    let mut ticks = 0_u32;
    loop {
        if ticks.is_multiple_of(TICKS)
            && let Err(error) = app.write_reminders(&secretary).await
        {
            tracing::error!(
                code = error.code(),
                "reminders could not be written; they are tried again"
            );
        }
        if ticks.is_multiple_of(TICKS)
            && let Err(error) = app.write_alerts(&secretary).await
        {
            tracing::error!(
                code = error.code(),
                "alerts could not be written; they are tried again"
            );
        }
        ticks = ticks.wrapping_add(1);
        if let Err(error) = app.send_letters(&*mailer).await {
            tracing::error!(
                code = error.code(),
                "letters could not be sent; they are tried again"
            );
        }
        tokio::time::sleep(TICK).await;
    }
}
