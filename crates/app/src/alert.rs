// SPDX-License-Identifier: EUPL-1.2
//! Following something by letter, without an account: asked for with an address, confirmed by a letter to it,
//! ended with one click. Address and secret lie in an encrypted document; ended is deleted.

use jiff::{SignedDuration, Timestamp, Zoned};
use serde::{Deserialize, Serialize};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::register::Register;
use wegmarke_domain::reminder::is_daytime;
use wegmarke_domain::rules::following::Followed;
use wegmarke_domain::rules::question::Asking;
use wegmarke_identity::token::{Token, TokenKind};
use wegmarke_store::document::{Expect, Put};

use crate::account::typed::{mail_problem, plain_mail};
use crate::cabinet::{Drawer, Held, Kind, Private, delete, kind};
use crate::letter::Written;
use crate::{App, AppError};

/// How long an address may take to be confirmed.
const PATIENCE: SignedDuration = SignedDuration::from_hours(2 * 24);
/// What an address may follow, and how much may wait for it to be confirmed: so that nobody fills
/// somebody else's mailbox.
const MOST_OF_ADDRESS: usize = 20;
const MOST_WAITING_OF_ADDRESS: usize = 3;
/// What may wait to be confirmed in all.
const MOST_WAITING: usize = 1_000;

/// How often somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Often {
    /// Once a day at most.
    Daily,
    /// Once in seven days at most.
    Weekly,
}

impl Often {
    /// The least time between two letters: a little less than the whole, so that they do not wander.
    const fn gap(self) -> SignedDuration {
        match self {
            Self::Daily => SignedDuration::from_hours(20),
            Self::Weekly => SignedDuration::from_hours(7 * 24 - 4),
        }
    }
}

/// What somebody follows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Alert {
    /// As [`Followed`] writes it.
    followed: String,
    mail: String,
    /// Code of the language of letters.
    pub lang: String,
    /// How often they are told.
    pub often: Often,
    /// The secret in the links of its letters.
    token: String,
    /// Whether the address was confirmed.
    pub confirmed: bool,
    /// Entries from this number on were not told yet.
    seen: u64,
    /// The answer that was told last, of a question.
    answer: Option<String>,
    last_at: Option<Timestamp>,
}

impl std::fmt::Debug for Alert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Alert")
            .field("followed", &self.followed)
            .field("often", &self.often)
            .field("confirmed", &self.confirmed)
            .finish_non_exhaustive()
    }
}

impl Private for Alert {
    const KIND: &'static str = "alert";
}

/// For looking whether it reads.
pub(crate) const KIND: Kind = kind::<Alert>();

impl Alert {
    /// What is followed; `None`: nothing that can be followed any more.
    #[must_use]
    pub fn followed(&self) -> Option<Followed> {
        self.followed.parse().ok()
    }
}

/// Puts alerts into words. `lang` is the code of a language; `token` goes into the links that confirm and
/// end.
pub trait Writer: Send + Sync {
    /// Asks whether an address wants this.
    fn confirmation(
        &self,
        register: &Register,
        lang: &str,
        followed: &Followed,
        token: &str,
    ) -> Written;

    /// What is new: entries by their numbers; of a question none.
    fn news(
        &self,
        register: &Register,
        lang: &str,
        followed: &Followed,
        entries: &[u64],
        token: &str,
    ) -> Written;
}

impl App {
    /// Notes what somebody wants to follow, and writes them a letter to confirm it. Who has asked too often
    /// gets none, and is not told: nobody learns whether an address is known here. `false`: too many wait to be
    /// confirmed, and nothing was noted.
    ///
    /// # Errors
    /// [`AppError::Invalid`] where `mail` is no address or nothing of the kind can be followed; what the
    /// store says.
    pub async fn ask_alert(
        &self,
        writer: &dyn Writer,
        (followed, mail): (&str, &str),
        often: Often,
        lang: &str,
    ) -> Result<bool, AppError> {
        let state = self.state();
        let followed: Option<Followed> = followed.parse().ok();
        let followed = followed.filter(|one| one.is_there(&state.register));
        let mut problems: Vec<Problem> = mail_problem(mail).into_iter().collect();
        let Some(followed) = followed else {
            problems.push(Problem::new("what", codes::UNKNOWN));
            return Err(AppError::Invalid(problems));
        };
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let mail = plain_mail(mail);
        let all = self.list_private::<Alert>(None).await?;
        let waiting = all.iter().filter(|held| !held.value.confirmed).count();
        if waiting >= MOST_WAITING {
            return Ok(false);
        }
        let own = all.iter().filter(|held| held.value.mail == mail);
        let words = followed.to_string();
        let (mut count, mut unconfirmed) = (0, 0);
        for held in own {
            count += 1;
            unconfirmed += usize::from(!held.value.confirmed);
            // Asked again: the letter that is on its way, or the letters that come, are enough.
            if held.value.followed == words && held.value.confirmed {
                return Ok(true);
            }
        }
        if count >= MOST_OF_ADDRESS || unconfirmed >= MOST_WAITING_OF_ADDRESS {
            return Ok(true);
        }
        let token = self.token(TokenKind::Alert);
        let alert = Alert {
            answer: answer(&state.register, &followed, self.today()),
            followed: words,
            mail: mail.clone(),
            lang: lang.to_owned(),
            often,
            token: token.to_text(),
            confirmed: false,
            seen: state.register.size(),
            last_at: None,
        };
        let expires_at = Some((self.clock.now() + PATIENCE).as_second());
        let drawer = Drawer {
            id: &token.digest().to_hex(),
            owner: None,
            expires_at,
        };
        let letter = writer.confirmation(&state.register, lang, &followed, &token.to_text());
        let puts = vec![
            self.keep(&drawer, &alert, Expect::Absent)?,
            self.letter(&mail, None, letter)?,
        ];
        self.write_private(puts).await?;
        Ok(true)
    }

    /// What a secret is for; `None`: nothing, or nothing any more.
    ///
    /// # Errors
    /// What the store says.
    pub async fn find_alert(&self, secret: &str) -> Result<Option<Alert>, AppError> {
        Ok(self.hold_alert(secret).await?.map(|held| held.value))
    }

    async fn hold_alert(&self, secret: &str) -> Result<Option<Held<Alert>>, AppError> {
        match Token::parse(TokenKind::Alert, secret) {
            Ok(token) => self.find_private::<Alert>(&token.digest().to_hex()).await,
            Err(_) => Ok(None),
        }
    }

    /// Letters will come from now on. Says whether the secret was for anything.
    ///
    /// # Errors
    /// What the store says.
    pub async fn confirm_alert(&self, secret: &str) -> Result<bool, AppError> {
        let Some(mut held) = self.hold_alert(secret).await? else {
            return Ok(false);
        };
        held.value.confirmed = true;
        self.write_private(vec![self.keep_alert(&held)?]).await?;
        Ok(true)
    }

    /// Deletes what a secret is for: the address with it. What is gone already stays gone.
    ///
    /// # Errors
    /// What the store says.
    pub async fn end_alert(&self, secret: &str) -> Result<(), AppError> {
        let Ok(token) = Token::parse(TokenKind::Alert, secret) else {
            return Ok(());
        };
        let id = token.digest().to_hex();
        self.write_private(vec![delete::<Alert>(&id, Expect::Anything)])
            .await
    }

    /// The write that keeps one that is confirmed: it does not expire.
    fn keep_alert(&self, held: &Held<Alert>) -> Result<Put, AppError> {
        let drawer = Drawer {
            id: &held.id,
            owner: None,
            expires_at: None,
        };
        self.keep(&drawer, &held.value, held.expect())
    }

    /// Writes letters about what is new to those who follow it; says how many. Safe to call at any time, in
    /// any number of processes: what was told is kept in the write that puts the letter into the outbox.
    ///
    /// # Errors
    /// What the store says.
    pub async fn write_alerts(&self, writer: &dyn Writer) -> Result<usize, AppError> {
        let now = self.clock.now().to_zoned(self.clock.zone());
        if !is_daytime(&now) {
            return Ok(0);
        }
        let state = self.state();
        let mut written = 0;
        for held in self.list_private::<Alert>(None).await? {
            let due = held
                .value
                .last_at
                .is_none_or(|last| now.timestamp().duration_since(last) >= held.value.often.gap());
            if held.value.confirmed && due {
                written += usize::from(
                    self.write_alert(writer, &state.register, held, &now)
                        .await?,
                );
            }
        }
        Ok(written)
    }

    async fn write_alert(
        &self,
        writer: &dyn Writer,
        register: &Register,
        mut held: Held<Alert>,
        now: &Zoned,
    ) -> Result<bool, AppError> {
        let alert = &mut held.value;
        let Some(followed) = alert.followed() else {
            return Ok(false);
        };
        let mut entries = followed.list_entries(register);
        entries.retain(|seq| *seq >= alert.seen);
        let answer = answer(register, &followed, now.date());
        if entries.is_empty() && answer == alert.answer {
            return Ok(false);
        }
        (alert.seen, alert.answer) = (register.size(), answer);
        alert.last_at = Some(now.timestamp());
        let letter = writer.news(register, &alert.lang, &followed, &entries, &alert.token);
        let puts = vec![
            self.keep_alert(&held)?,
            self.letter(&held.value.mail, None, letter)?,
        ];
        match self.write_private(puts).await {
            Ok(()) => Ok(true),
            // Another process was faster, or the reader ended it at this moment.
            Err(error) if error.code() == "stale" => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn today(&self) -> jiff::civil::Date {
        self.clock.now().to_zoned(self.clock.zone()).date()
    }
}

/// The answer to a question as text, to be compared; `None` where no question is followed.
fn answer(register: &Register, followed: &Followed, today: jiff::civil::Date) -> Option<String> {
    let Followed::Question(question) = followed else {
        return None;
    };
    let asking = Asking {
        register,
        plan: None,
        between: None,
        today,
    };
    let answer = asking.answer(*question);
    // How much of something is not what the list names: days overdue grow by themselves.
    let rows = answer.rows.iter().map(|row| row.on.to_string());
    Some(rows.collect::<Vec<_>>().join("\n"))
}
