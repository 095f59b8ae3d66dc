// SPDX-License-Identifier: EUPL-1.2
//! Time that tests set.

use std::sync::Mutex;

use jiff::{Span, Timestamp};

/// A clock that stands still until it is told otherwise.
#[derive(Debug)]
pub struct FakeClock(Mutex<Timestamp>);

impl FakeClock {
    /// A clock that shows an instant, such as `2025-12-31T12:00:00Z`.
    ///
    /// # Panics
    /// If the text is no instant.
    #[must_use]
    pub fn at(instant: &str) -> Self {
        #[expect(clippy::expect_used, reason = "a fixture: the test is wrong")]
        Self(Mutex::new(instant.parse().expect("an instant")))
    }

    /// What it shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        *self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Moves it, backwards too.
    pub fn advance(&self, by: Span) {
        let mut now = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *now = now.checked_add(by).unwrap_or(*now);
    }
}
