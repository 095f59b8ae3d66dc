// SPDX-License-Identifier: EUPL-1.2
//! Time and chance are parameters: tests choose them.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rand::RngCore as _;
use rustix::time::ClockId;

/// Tells the time, and how it is told where the plans are made.
pub trait Clock: Send + Sync {
    /// The instant now.
    fn now(&self) -> Timestamp;

    /// How long it has been since some moment, as a clock counts that nobody sets. `None`: there is none
    /// to compare with, and the time is believed as it is told.
    fn steady(&self) -> Option<Duration> {
        None
    }

    /// The time zone in which days begin and end.
    fn zone(&self) -> TimeZone;

    /// The day it is there.
    fn today(&self) -> Date {
        self.now().to_zoned(self.zone()).date()
    }
}

/// Gives random bytes for salts.
pub trait Dice: Send + Sync {
    /// Fills `bytes` with what nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's clock, read in a time zone.
#[derive(Clone, Debug)]
pub struct SystemClock(pub TimeZone);

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the clock is read"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn steady(&self) -> Option<Duration> {
        // It counts on while the machine sleeps, as the time does.
        let passed = rustix::time::clock_gettime(ClockId::Boottime);
        let nanoseconds = u32::try_from(passed.tv_nsec).ok()?;
        Some(Duration::new(
            u64::try_from(passed.tv_sec).ok()?,
            nanoseconds,
        ))
    }

    fn zone(&self) -> TimeZone {
        self.0.clone()
    }
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsDice;

impl Dice for OsDice {
    fn fill(&self, bytes: &mut [u8]) {
        rand::rngs::OsRng.fill_bytes(bytes);
    }
}
