// SPDX-License-Identifier: EUPL-1.2
//! The sheets of a spreadsheet, whatever program wrote it, and which of them are asked for.

use super::grid::Grid;
use crate::pattern;

/// One sheet with its name.
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) grid: Grid,
}

/// The sheets to read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted<'a> {
    /// The first that is not blank.
    First,
    /// Those whose names fit one of the patterns.
    Named(&'a [String]),
    All,
}

impl Wanted<'_> {
    /// Whether a sheet is one of those that are asked for by name.
    pub(crate) fn is_named(self, name: &str) -> bool {
        match self {
            Self::Named(patterns) => patterns.iter().any(|wanted| pattern::fits(wanted, name)),
            Self::First | Self::All => false,
        }
    }
}
