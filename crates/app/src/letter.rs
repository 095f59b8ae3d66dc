// SPDX-License-Identifier: EUPL-1.2
//! Letters on their way: an outbox of encrypted documents.
//!
//! A letter is written in one transaction with what it is about, and handed over later, as often as
//! it takes. Before it is handed over its next attempt is put off: that is the claim. Whoever wrote
//! it first may try; if the process dies then, the letter waits for its next attempt and goes out
//! with the same Message-ID, so that a second copy is known as one.

use std::pin::Pin;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use wegmarke_domain::id::OrganisationId;
use wegmarke_store::StoreError;
use wegmarke_store::document::{Expect, Put};

use crate::account::Account;
use crate::cabinet::{Drawer, Held, Private, delete};
use crate::{App, AppError};

/// The first wait for another attempt; it doubles each time. Longer than any attempt takes.
const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(5);
/// The longest wait for another attempt.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(12);
/// After this time a letter is given up.
const PATIENCE: SignedDuration = SignedDuration::from_hours(3 * 24);
/// When a letter nobody got rid of may be purged, in seconds after it was written.
const EXPIRES: i64 = 4 * 24 * 3600;
/// After so many failures in a row the server is left alone until the next pass.
const FAILURES: usize = 3;

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The address that ends what the letter comes from with one click; `None`: nothing does.
    pub ends_at: Option<String>,
}

/// A letter in the outbox.
#[derive(Clone, Serialize, Deserialize)]
pub struct Letter {
    /// The address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The address that ends what the letter comes from.
    #[serde(default)]
    pub ends_at: Option<String>,
    /// `<…@…>`, the same for every attempt.
    pub message_id: String,
    /// The account it is for, if there is one.
    account: Option<String>,
    written_at: Timestamp,
    /// When it may be tried next.
    next_at: Timestamp,
    /// Attempts so far.
    tries: u32,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter")
            .field("message_id", &self.message_id)
            .field("tries", &self.tries)
            .finish_non_exhaustive()
    }
}

impl Private for Letter {
    const KIND: &'static str = "letter";
}

/// An account whose address takes no letters.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Unreachable {
    at: Timestamp,
}

impl Private for Unreachable {
    const KIND: &'static str = "unreachable";
}

/// Why a letter was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the letter was not taken ({code})")]
pub struct NotTaken {
    /// Stable code. Names nobody: what a mail server says often repeats the address.
    pub code: &'static str,
    /// Whether trying again is in vain.
    pub is_final: bool,
}

/// A letter being handed over.
pub type Handing<'a> = Pin<Box<dyn Future<Output = Result<(), NotTaken>> + Send + 'a>>;

/// Hands letters over.
pub trait Mailer: Send + Sync {
    /// Hands over one letter, dated `now`. Gives up within four minutes. `Ok`: it will be delivered or
    /// come back; an error that is not final: it may have arrived all the same.
    fn send<'a>(&'a self, letter: &'a Letter, now: Timestamp) -> Handing<'a>;
}

/// What became of the letters that were due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posted {
    /// Handed over.
    pub sent: usize,
    /// To be tried again.
    pub later: usize,
    /// Refused for good, or given up.
    pub dropped: usize,
}

/// How long to wait after a number of attempts.
fn wait_after(tries: u32) -> SignedDuration {
    let doubled = FIRST_WAIT.checked_mul(1 << tries.min(16));
    doubled.unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)
}

impl App {
    /// Puts a letter to an address into the outbox. When it returns, the letter is durable.
    ///
    /// # Errors
    /// What the store says.
    pub async fn write_letter(&self, to: &str, written: Written) -> Result<(), AppError> {
        let put = self.letter(to, None, written)?;
        self.write_private(vec![put]).await
    }

    /// The write that puts a letter into the outbox.
    pub(crate) fn letter(
        &self,
        to: &str,
        account: Option<&str>,
        written: Written,
    ) -> Result<Put, AppError> {
        let mut random = [0; 16];
        self.dice.fill(&mut random);
        let id = hex::encode(random);
        let now = self.clock.now();
        let letter = Letter {
            to: to.to_owned(),
            subject: written.subject,
            text: written.text,
            ends_at: written.ends_at,
            message_id: format!("<{id}@{}>", host(self.origin())),
            account: account.map(str::to_owned),
            written_at: now,
            next_at: now,
            tries: 0,
        };
        self.keep(&drawer_of(&id, &letter), &letter, Expect::Absent)
    }

    /// Hands over every letter that is due. Safe to call at any time, in any number of processes: a
    /// letter is tried by whoever claims it first.
    ///
    /// # Errors
    /// What the store says.
    pub async fn send_letters(&self, mailer: &dyn Mailer) -> Result<Posted, AppError> {
        let mut posted = Posted::default();
        let mut failures = 0;
        for held in self.list_private::<Letter>(None).await? {
            if held.value.next_at > self.clock.now() {
                continue;
            }
            let Some(held) = self.claim(held).await? else {
                continue;
            };
            let outcome = mailer.send(&held.value, self.clock.now()).await;
            let now = self.clock.now();
            let old = now.duration_since(held.value.written_at) >= PATIENCE;
            let id = &held.value.message_id;
            match outcome {
                Ok(()) => {
                    posted.sent += 1;
                    failures = 0;
                    self.drop_letter(&held, false).await?;
                }
                Err(NotTaken { code, is_final }) if is_final || old => {
                    posted.dropped += 1;
                    tracing::warn!(code, message_id = id, "a letter was given up");
                    self.drop_letter(&held, is_final).await?;
                }
                Err(NotTaken { code, .. }) => {
                    posted.later += 1;
                    failures += 1;
                    tracing::info!(code, message_id = id, "a letter is tried again later");
                    if failures >= FAILURES {
                        break;
                    }
                }
            }
        }
        Ok(posted)
    }

    /// Puts the next attempt off; `None` if somebody else did, or if that is not sure.
    async fn claim(&self, mut held: Held<Letter>) -> Result<Option<Held<Letter>>, AppError> {
        let letter = &mut held.value;
        letter.next_at = self.clock.now() + wait_after(letter.tries);
        letter.tries += 1;
        let put = self.keep(
            &drawer_of(&held.id, &held.value),
            &held.value,
            held.expect(),
        )?;
        match self.write_private(vec![put]).await {
            Ok(()) => {
                held.revision += 1;
                Ok(Some(held))
            }
            // Where nobody knows whether it was claimed it counts as claimed by another: it goes out a little
            // later, rather than twice.
            Err(AppError::Store(StoreError::Stale | StoreError::Unknown(_))) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Deletes a letter; `refused`: notes that its account cannot be reached.
    async fn drop_letter(&self, held: &Held<Letter>, refused: bool) -> Result<(), AppError> {
        let mut puts = vec![delete::<Letter>(&held.id, Expect::Anything)];
        let account = held.value.account.as_deref().filter(|_| refused);
        if let Some(id) = account
            && let Some(account) = self.find_private::<Account>(id).await?
        {
            let drawer = Drawer {
                id,
                owner: Some(account.value.organisation.as_str()),
                expires_at: None,
            };
            let unreachable = Unreachable {
                at: self.clock.now(),
            };
            puts.push(self.keep(&drawer, &unreachable, Expect::Anything)?);
        }
        // A second time, because a letter that was sent and stays would be sent again.
        match self.write_private(puts.clone()).await {
            Err(AppError::Store(StoreError::Unknown(_))) => self.write_private(puts).await,
            other => other,
        }
    }

    /// Addresses of an organisation's accounts that take no letters.
    ///
    /// # Errors
    /// What the store says.
    pub async fn list_unreachable(
        &self,
        organisation: &OrganisationId,
    ) -> Result<Vec<String>, AppError> {
        let owner = Some(organisation.as_str());
        let mut mails = Vec::new();
        for held in self.list_private::<Unreachable>(owner).await? {
            let account = self.find_private::<Account>(&held.id).await?;
            mails.extend(account.map(|account| account.value.mail));
        }
        mails.sort();
        Ok(mails)
    }
}

fn drawer_of<'a>(id: &'a str, letter: &Letter) -> Drawer<'a> {
    Drawer {
        id,
        owner: None,
        expires_at: Some(letter.written_at.as_second() + EXPIRES),
    }
}

/// The part of a log's name that can stand in a Message-ID.
fn host(origin: &str) -> String {
    let host = origin.split('/').next().unwrap_or_default();
    let host = idna::domain_to_ascii(host).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    if !host.is_empty() && host.chars().all(plain) {
        host
    } else {
        "wegmarke.invalid".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{host, wait_after};

    #[test]
    fn waits_grow_from_minutes_to_half_a_day() {
        let minutes: Vec<_> = (0..10).map(|tries| wait_after(tries).as_mins()).collect();
        assert_eq!(minutes, [5, 10, 20, 40, 80, 160, 320, 640, 720, 720]);
        assert_eq!(wait_after(u32::MAX).as_hours(), 12);
    }

    #[test]
    fn a_message_id_has_a_host() {
        assert_eq!(host("log.example/one"), "log.example");
        assert_eq!(host("ü.example/log"), "xn--tda.example");
        for odd in ["", "/x", "a b", "a>b"] {
            assert_eq!(host(odd), "wegmarke.invalid");
        }
    }
}
