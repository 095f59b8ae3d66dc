// SPDX-License-Identifier: EUPL-1.2
//! Why an entry does not follow from those before it.

use crate::noun::Subject;
use crate::record::ChangeError;

/// Why an entry does not follow from the ones before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// Entries are applied one after the other.
    #[error("entry {given} came where entry {expected} belongs")]
    OutOfOrder {
        /// Number of the next entry.
        expected: u64,
        /// Number given.
        given: u64,
    },
    /// The record's id is not the entry's subject.
    #[error("entry {0} is about something else than its envelope says")]
    WrongSubject(u64),
    /// The thing is already on record.
    #[error("entry {seq}: {subject} is already on record")]
    AlreadyStated {
        /// The entry.
        seq: u64,
        /// The thing.
        subject: Subject,
    },
    /// The thing is not on record.
    #[error("entry {seq}: {subject} is not on record")]
    NotStated {
        /// The entry.
        seq: u64,
        /// The thing.
        subject: Subject,
    },
    /// The change does not fit.
    #[error("entry {seq}: {subject}: {error}")]
    Change {
        /// The entry.
        seq: u64,
        /// The thing.
        subject: Subject,
        /// Why.
        error: ChangeError,
    },
    /// Rounds move one state at a time.
    #[error("entry {0} moves a round where it cannot go")]
    WrongMove(u64),
    /// Plan versions are counted without gaps.
    #[error("entry {0} opens a plan version out of order")]
    WrongVersion(u64),
}
