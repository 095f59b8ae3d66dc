// SPDX-License-Identifier: EUPL-1.2
//! What a pattern of the net is, and what it found.

use std::ops::Range;

use regex::Captures;

use super::plain::Plain;
use crate::problem::codes;

/// What is hinted at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    Name,
    BirthDate,
    Phone,
    Address,
    FileNumber,
    Person,
}

/// How sure it is that a person is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    /// Nobody writes this of many: it is to be taken out.
    Sure,
    /// A second look decides.
    Doubtful,
}

impl Hint {
    pub(super) const fn code(self, certainty: Certainty) -> &'static str {
        match (self, certainty) {
            (Self::Name, Certainty::Sure) => codes::HOLDS_NAME,
            (Self::Name, Certainty::Doubtful) => codes::MAY_HOLD_NAME,
            (Self::BirthDate, Certainty::Sure) => codes::HOLDS_BIRTH_DATE,
            (Self::BirthDate, Certainty::Doubtful) => codes::MAY_HOLD_BIRTH_DATE,
            (Self::Phone, Certainty::Sure) => codes::HOLDS_PHONE,
            (Self::Phone, Certainty::Doubtful) => codes::MAY_HOLD_PHONE,
            (Self::Address, Certainty::Sure) => codes::HOLDS_ADDRESS,
            (Self::Address, Certainty::Doubtful) => codes::MAY_HOLD_ADDRESS,
            (Self::FileNumber, Certainty::Sure) => codes::HOLDS_FILE_NUMBER,
            (Self::FileNumber, Certainty::Doubtful) => codes::MAY_HOLD_FILE_NUMBER,
            (Self::Person, _) => codes::MAY_MEAN_PERSON,
        }
    }
}

/// Which spelling of a text a rule reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// All of it.
    Text,
    /// Without numbers that are of nobody.
    Masked,
}

/// A pattern, what it hints at, and what else must hold.
pub(super) struct Rule {
    pub(super) hint: Hint,
    pub(super) certainty: Certainty,
    pub(super) side: Side,
    pub(super) pattern: String,
    pub(super) holds: fn(&Plain, &Captures<'_>) -> bool,
}

/// Something that was found.
pub(super) struct Find {
    pub(super) range: Range<usize>,
    pub(super) hint: Hint,
    pub(super) certainty: Certainty,
}
