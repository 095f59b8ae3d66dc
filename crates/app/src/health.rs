// SPDX-License-Identifier: EUPL-1.2
//! Whether everything is in order that a running server needs: for those who watch it.
//!
//! Who asks may be anybody. So it is told what is wrong, and nothing that helps to do harm: no path, no
//! address, no number of the machine.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use wegmarke_domain::register::Register;
use wegmarke_domain::round::RoundState;
use wegmarke_ledger::checkpoint::LogVerifier;
use wegmarke_store::disk::RESERVE_BYTES;
use wegmarke_store::{Head, Room, StoreError};

use crate::witness::{Trouble, Witnessing};
use crate::{App, AppError, seal_check};

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How far the clock may be behind the last entry, and a round behind the clock.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(2);

/// Whether one thing is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Whether it is.
    pub ok: bool,
    /// Why it is not, or is not much longer.
    pub why: Option<String>,
}

impl Check {
    const fn fine() -> Self {
        Self {
            ok: true,
            why: None,
        }
    }

    fn wrong(why: impl Into<String>) -> Self {
        Self {
            ok: false,
            why: Some(why.into()),
        }
    }
}

/// What a server needs, each with whether it is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// The clock.
    pub clock: Check,
    /// The database.
    pub database: Check,
    /// The disk of the embedded database.
    pub disk: Check,
    /// The key of the log and that of what is sealed.
    pub keys: Check,
    /// Rounds that the clock moves on.
    pub rounds: Check,
    /// When a round was revealed last; `None`: none was.
    pub revealed_at: Option<Timestamp>,
    /// Those who witness the log.
    pub witnesses: Check,
    /// When one of them cosigned last; `None`: none did.
    pub cosigned_at: Option<Timestamp>,
}

impl Health {
    /// All checks with their names, by name.
    #[must_use]
    pub const fn list(&self) -> [(&'static str, &Check); 6] {
        [
            ("clock", &self.clock),
            ("database", &self.database),
            ("disk", &self.disk),
            ("keys", &self.keys),
            ("last_reveal", &self.rounds),
            ("witnesses", &self.witnesses),
        ]
    }

    /// Whether all of it is in order.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.list().iter().all(|(_, check)| check.ok)
    }
}

impl App {
    /// Looks at everything that a running server needs. Answers within a few seconds whatever is wrong.
    pub async fn look_at_health(&self) -> Health {
        let state = self.state();
        let register = &state.register;
        let now = self.clock.now();
        let last = register.log().last().map(|line| line.at);
        let (database, keys) = match tokio::time::timeout(PATIENCE, self.look_at_keys()).await {
            Ok(Ok(keys)) => (Check::fine(), keys),
            Ok(Err(error)) => (
                Check::wrong(format!(
                    "it does not answer as it should ({})",
                    error.code()
                )),
                Check::wrong("they cannot be compared while the database does not answer"),
            ),
            Err(_) => (
                Check::wrong("it does not answer in time"),
                Check::wrong("they cannot be compared while the database does not answer"),
            ),
        };
        let seen = self.list_witnesses();
        Health {
            witnesses: witnesses(&seen),
            cosigned_at: seen.iter().filter_map(|one| Some(one.last?.1)).max(),
            clock: clock(self.doubt().is_some(), now, last),
            database,
            disk: disk(self.store.find_room()),
            keys,
            rounds: rounds(now, self.next_move()),
            revealed_at: last_reveal(register),
        }
    }

    /// Whether the keys at hand are those of the database.
    async fn look_at_keys(&self) -> Result<Check, AppError> {
        let head = self.store.head().await?;
        if !self.has_signed(&head) {
            return Ok(Check::wrong("the log was signed with another key"));
        }
        match seal_check::must_fit(&self.store, &self.seal).await {
            Ok(_) => Ok(Check::fine()),
            Err(AppError::Seal(_)) => Ok(Check::wrong("the database was sealed with another key")),
            Err(other) => Err(other),
        }
    }

    fn has_signed(&self, head: &Head) -> bool {
        let verifier = LogVerifier::parse(self.key.verifier_key());
        head.checkpoint.is_empty()
            || verifier.is_ok_and(|verifier| verifier.open(&head.checkpoint).is_ok())
    }
}

fn clock(is_doubted: bool, now: Timestamp, last: Option<Timestamp>) -> Check {
    if is_doubted {
        return Check::wrong("it is not believed, and rounds stand still");
    }
    match last {
        Some(last) if last.duration_since(now) > TOLERANCE => {
            Check::wrong("it shows a time before that of the last entry")
        }
        _ => Check::fine(),
    }
}

/// A disk that is low only warns: what is written still fits, and readers need none of it.
fn disk(room: Result<Option<Room>, StoreError>) -> Check {
    match room {
        Ok(Some(room)) if room.free < RESERVE_BYTES => Check::wrong("it is full"),
        Ok(Some(room)) if room.is_low() => Check {
            why: Some("it is nearly full".to_owned()),
            ..Check::fine()
        },
        Ok(_) => Check::fine(),
        Err(_) => Check::wrong("it cannot be looked at"),
    }
}

fn rounds(now: Timestamp, next: Option<Timestamp>) -> Check {
    match next {
        Some(due) if now.duration_since(due) > TOLERANCE => {
            Check::wrong(format!("a round should have moved on at {due}"))
        }
        _ => Check::fine(),
    }
}

/// A witness that is away is another machine's trouble: it is told, and readers are served. One that says
/// that the log does not go on from what it saw is ours.
fn witnesses(seen: &[Witnessing]) -> Check {
    let count = |is: fn(&Witnessing) -> bool| seen.iter().filter(|one| is(one)).count();
    let all = seen.len();
    let refusing = count(|one| one.trouble.as_ref().is_some_and(Trouble::is_about_past));
    if refusing > 0 {
        return Check::wrong(format!(
            "{refusing} of {all} say that the log does not go on from what they cosigned"
        ));
    }
    let missing = count(|one| one.trouble.is_some());
    Check {
        why: (missing > 0).then(|| format!("{missing} of {all} do not cosign")),
        ..Check::fine()
    }
}

/// When a round was revealed last.
fn last_reveal(register: &Register) -> Option<Timestamp> {
    let moves = register
        .rounds
        .list()
        .filter_map(|round| register.find_progress(&round.id))
        .flat_map(|progress| &progress.moves);
    moves
        .filter(|(_, _, advance)| advance.to == RoundState::Closing)
        .map(|(_, at, _)| *at)
        .max()
}

#[cfg(test)]
mod tests {
    use super::{Check, disk};
    use wegmarke_store::Room;

    #[test]
    fn a_disk_that_is_low_warns_and_a_full_one_is_out_of_order() {
        let of = |free: u64| {
            let total = 100 << 30;
            disk(Ok(Some(Room { free, total })))
        };
        assert_eq!(of(50 << 30), Check::fine());
        let low = of(200 << 20);
        assert!(low.ok && low.why.is_some());
        assert!(!of(31 << 20).ok);
        // PostgreSQL has a disk of its own.
        assert_eq!(disk(Ok(None)), Check::fine());
    }
}
