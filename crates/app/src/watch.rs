// SPDX-License-Identifier: EUPL-1.2
//! The clock is watched: alone it decides nothing that cannot be taken back.
//!
//! A clock that is wrong for three seconds would reveal every sealed statement, and date the next entry
//! years ahead. So it is compared: with a clock that only counts what passes, each time it is asked;
//! with that of the database, where it has one; with the last entry, at the start. If it is more than
//! two minutes off, time goes on as the other says, and rounds stand still, until it agrees again or
//! whoever runs the register says that it is right.
//!
//! On an embedded database a doubt is kept across restarts, since a new process has nothing to compare
//! with. On PostgreSQL the database's clock is asked anew, by each server for itself.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use wegmarke_store::document::Expect;

use crate::cabinet::{Drawer, Kind, Private, delete, kind};
use crate::{App, AppError, Clock};

/// How far off a clock may be.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(2);

/// With what a clock was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// What has passed since.
    Passing,
    /// The clock of the database.
    Database,
    /// The last entry.
    LastEntry,
}

impl Against {
    /// Stable word, also of message keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passing => "passing",
            Self::Database => "database",
            Self::LastEntry => "last-entry",
        }
    }
}

/// Why a clock is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// How far it is ahead; negative: behind.
    pub by: SignedDuration,
    /// Of what.
    pub against: Against,
}

impl Doubt {
    /// How many minutes it is off, in either direction.
    #[must_use]
    pub const fn minutes(&self) -> u64 {
        self.by.as_mins().unsigned_abs()
    }
}

/// What a clock is compared with.
#[derive(Clone, Copy, Debug, Default)]
struct Compared {
    /// What both clocks showed when they agreed, or were said to.
    base: Option<(Timestamp, Duration)>,
    /// How far it was ahead of that of the database.
    database: Option<SignedDuration>,
    /// How far it may be ahead of it, as somebody said.
    accepted: Option<SignedDuration>,
    /// The last entry at the start, if it is later than the clock showed.
    last_entry: Option<Timestamp>,
    /// How far it was ahead when it was doubted before this process began.
    before: Option<SignedDuration>,
}

fn is_off(by: SignedDuration) -> bool {
    by.abs() > TOLERANCE
}

impl Compared {
    fn doubt(&self, wall: Timestamp, steady: Duration) -> Option<Doubt> {
        let jumped = self.base.and_then(|(then, at)| {
            let passed = SignedDuration::try_from(steady.saturating_sub(at)).ok()?;
            Some(wall.duration_since(then) - passed)
        });
        let jumped = jumped.map(|by| by + self.before.unwrap_or_default());
        let database = self.database.filter(|by| {
            let accepted = self
                .accepted
                .is_some_and(|accepted| !is_off(*by - accepted));
            !accepted
        });
        let behind = self.last_entry.map(|last| wall.duration_since(last));
        let behind = behind.filter(|by| by.is_negative());
        [
            (database, Against::Database),
            (jumped, Against::Passing),
            (behind, Against::LastEntry),
        ]
        .into_iter()
        .filter_map(|(by, against)| Some(Doubt { by: by?, against }))
        .find(|doubt| is_off(doubt.by))
    }
}

/// A clock that is compared with others whenever it is asked.
pub(crate) struct Watched {
    clock: Arc<dyn Clock>,
    compared: Mutex<Compared>,
}

impl Watched {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        let base = clock.steady().map(|steady| (clock.now(), steady));
        let compared = Compared {
            base,
            ..Compared::default()
        };
        Self {
            clock,
            compared: Mutex::new(compared),
        }
    }

    fn compared(&self) -> MutexGuard<'_, Compared> {
        self.compared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Why it is not believed now; never for a clock that counts nothing.
    fn doubt(&self) -> Option<Doubt> {
        let steady = self.clock.steady()?;
        self.compared().doubt(self.clock.now(), steady)
    }
}

impl Clock for Watched {
    fn now(&self) -> Timestamp {
        let wall = self.clock.now();
        let Some(steady) = self.clock.steady() else {
            return wall;
        };
        match self.compared().doubt(wall, steady) {
            // Nobody knows what time it is; entries come after the last one anyway.
            None
            | Some(Doubt {
                against: Against::LastEntry,
                ..
            }) => wall,
            Some(doubt) => wall.checked_sub(doubt.by).unwrap_or(wall),
        }
    }

    fn zone(&self) -> TimeZone {
        self.clock.zone()
    }

    fn steady(&self) -> Option<Duration> {
        self.clock.steady()
    }
}

/// A doubt that outlives the process, in milliseconds.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct KeptDoubt {
    /// What the clock showed.
    wall: Timestamp,
    /// How far it was ahead.
    ahead_ms: i64,
}

impl Private for KeptDoubt {
    const KIND: &'static str = "clock-doubt";
}

/// Somebody said that a clock is right.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct SaidRight {
    /// What it showed.
    wall: Timestamp,
    /// How far it was ahead of that of the database, in milliseconds.
    ahead_ms: Option<i64>,
    /// The last entry may be as late as this.
    last_entry: Timestamp,
}

impl Private for SaidRight {
    const KIND: &'static str = "clock-right";
}

/// For looking whether they read.
pub(crate) const KINDS: [Kind; 2] = [kind::<KeptDoubt>(), kind::<SaidRight>()];

/// There is one of each.
const ID: &str = "1";

/// What this process told and knows of doubts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Told {
    doubt: Option<Doubt>,
    /// How often somebody said that the clock is right, when the doubt began.
    said: u64,
}

impl App {
    /// Why the clock is not believed, and rounds stand still; `None`: it is.
    #[must_use]
    pub fn doubt(&self) -> Option<Doubt> {
        self.watched.doubt()
    }

    /// Looks at what is known from before this process began: the last entry, and an earlier doubt.
    pub(crate) async fn begin_watch(&self) -> Result<(), AppError> {
        if self.watched.steady().is_none() {
            return Ok(());
        }
        let wall = self.watched.clock.now();
        let right = self.find_private::<SaidRight>(ID).await?;
        let right = right.map(|held| held.value);
        let last = self.state().register.log().last().map(|line| line.at);
        let accepted = right.map(|right| right.last_entry);
        {
            let mut compared = self.watched.compared();
            compared.accepted = right
                .and_then(|right| right.ahead_ms)
                .map(SignedDuration::from_millis);
            compared.last_entry = last.filter(|last| accepted.is_none_or(|until| *last > until));
        }
        if self.store.find_time().await?.is_none()
            && let Some(kept) = self.find_private::<KeptDoubt>(ID).await?
        {
            let ahead = SignedDuration::from_millis(kept.value.ahead_ms);
            let seen = kept.value.wall;
            // It was set right meanwhile if it shows less than then, or had to catch up and did.
            let is_set = match ahead.is_negative() {
                true => seen.checked_sub(ahead).is_ok_and(|right| wall >= right),
                false => wall < seen,
            };
            if is_set {
                self.write_private(vec![delete::<KeptDoubt>(ID, Expect::Anything)])
                    .await?;
            } else {
                self.watched.compared().before = Some(ahead);
            }
        }
        self.look_at_clock().await.map(|_| ())
    }

    /// Compares the clock, says so where it is not believed any more or again, and hears whoever says
    /// that it is right. Gives the doubt there is.
    ///
    /// # Errors
    /// What the store says.
    pub async fn look_at_clock(&self) -> Result<Option<Doubt>, AppError> {
        if self.watched.steady().is_none() {
            return Ok(None);
        }
        if let Some(database) = self.store.find_time().await? {
            let database = Timestamp::from_millisecond(database)
                .map_err(|error| AppError::Internal(error.to_string()))?;
            let ahead = self.watched.clock.now().duration_since(database);
            self.watched.compared().database = Some(ahead);
        }
        let mut told = self.told.lock().await;
        if self.watched.doubt().is_some() {
            self.hear(&told).await?;
        }
        let doubt = self.watched.doubt();
        match (told.doubt, doubt) {
            (None, Some(doubt)) => {
                let (seconds, against) = (doubt.by.as_secs(), doubt.against.as_str());
                tracing::error!(
                    seconds,
                    against,
                    "the clock is off by so much; reporting rounds stand still until it agrees again, \
                     or until somebody checks it and says “wegmarke round advance --clock-is-right”"
                );
                told.said = self.count_said().await?;
                self.keep_doubt(&doubt).await?;
            }
            (Some(_), None) => {
                tracing::warn!("the clock is believed again; reporting rounds go on");
                let gone = delete::<KeptDoubt>(ID, Expect::Anything);
                self.write_private(vec![gone]).await?;
            }
            _ => {}
        }
        told.doubt = doubt;
        Ok(doubt)
    }

    async fn count_said(&self) -> Result<u64, AppError> {
        let held = self.find_private::<SaidRight>(ID).await?;
        Ok(held.map_or(0, |held| held.revision))
    }

    async fn keep_doubt(&self, doubt: &Doubt) -> Result<(), AppError> {
        if doubt.against != Against::Passing || self.store.find_time().await?.is_some() {
            return Ok(());
        }
        let kept = KeptDoubt {
            wall: self.watched.clock.now(),
            ahead_ms: milliseconds(doubt.by),
        };
        let drawer = Drawer {
            id: ID,
            owner: None,
            expires_at: None,
        };
        let put = self.keep(&drawer, &kept, Expect::Anything)?;
        self.write_private(vec![put]).await
    }

    /// Believes the clock if somebody said so since it was doubted, and meant this one: theirs showed
    /// the same.
    async fn hear(&self, told: &Told) -> Result<(), AppError> {
        let Some(held) = self.find_private::<SaidRight>(ID).await? else {
            return Ok(());
        };
        if told.doubt.is_none() || held.revision == told.said {
            return Ok(());
        }
        let right = held.value;
        let is_same = match (self.watched.compared().database, right.ahead_ms) {
            (Some(ours), Some(theirs)) => !is_off(ours - SignedDuration::from_millis(theirs)),
            _ => !is_off(self.watched.clock.now().duration_since(right.wall)),
        };
        if is_same {
            self.believe(&right);
        }
        Ok(())
    }

    fn believe(&self, right: &SaidRight) {
        let base = self
            .watched
            .steady()
            .map(|steady| (self.watched.clock.now(), steady));
        let mut compared = self.watched.compared();
        *compared = Compared {
            base,
            accepted: right.ahead_ms.map(SignedDuration::from_millis),
            last_entry: None,
            before: None,
            ..*compared
        };
    }

    /// Somebody who runs the register looked at the clock of this machine and says that it is right.
    /// Servers whose clocks show the same hear it within a second, and rounds go on.
    ///
    /// # Errors
    /// What the store says.
    pub async fn accept_clock(&self) -> Result<(), AppError> {
        self.look_at_clock().await?;
        let last = self.state().register.log().last().map(|line| line.at);
        let right = SaidRight {
            wall: self.watched.clock.now(),
            ahead_ms: self.watched.compared().database.map(milliseconds),
            last_entry: last.unwrap_or(Timestamp::UNIX_EPOCH),
        };
        let drawer = Drawer {
            id: ID,
            owner: None,
            expires_at: None,
        };
        let puts = vec![
            self.keep(&drawer, &right, Expect::Anything)?,
            delete::<KeptDoubt>(ID, Expect::Anything),
        ];
        self.write_private(puts).await?;
        self.believe(&right);
        self.look_at_clock().await.map(|_| ())
    }
}

fn milliseconds(duration: SignedDuration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
