// SPDX-License-Identifier: EUPL-1.2
//! Time and chance are parameters: tests choose them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rand::RngCore as _;

/// Tells the time, and how it is told where the plans are made.
pub trait Clock: Send + Sync {
    /// The instant now.
    fn now(&self) -> Timestamp;

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
