// SPDX-License-Identifier: EUPL-1.2
//! In which order a date is written, and why a text gives none.

/// Which of two numbers is the day, where a date is written with slashes or dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// `31/12/2026`
    DayFirst,
    /// `12/31/2026`
    MonthFirst,
    /// Nobody knows: only what can mean one thing is read.
    Unproven,
}

/// Why a text gives no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// It looks like a date, but there is no such day.
    #[error("there is no such day")]
    Impossible,
    /// It is not written like a date.
    #[error("not written like a date")]
    NotADate,
    /// Day and month could be either way round.
    #[error("day and month could be either way round")]
    Ambiguous,
}
