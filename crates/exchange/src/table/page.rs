// SPDX-License-Identifier: EUPL-1.2
//! The sheets of a spreadsheet, whatever program wrote it, and which of them are asked for.

use super::grid::Grid;
use crate::pattern;

/// A whole file.
pub(crate) struct Book {
    /// The sheets that were asked for.
    pub(crate) pages: Vec<Page>,
    /// All sheets.
    pub(crate) sheets: Vec<SheetInfo>,
    /// Whether a bare number for a day counts from 1904, as files of old programs do.
    pub(crate) is_from_1904: bool,
}

/// One sheet with its name.
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) grid: Grid,
}

/// What is known of a sheet that may not be read.
#[derive(Clone, Debug)]
pub(crate) struct SheetInfo {
    pub(crate) name: String,
    pub(crate) is_hidden: bool,
    pub(crate) has_content: bool,
}

/// The sheets to read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted<'a> {
    /// The first that is seen and not blank.
    First,
    /// Those whose names fit one of the patterns.
    Named(&'a [String]),
    All,
}

impl Wanted<'_> {
    /// Whether a sheet is taken in, after these.
    pub(super) fn takes(self, sheet: &SheetInfo, before: &[Page]) -> bool {
        match self {
            Self::First => !sheet.is_hidden && before.iter().all(|page| page.grid.is_empty()),
            Self::Named(_) => self.is_named(&sheet.name),
            Self::All => true,
        }
    }

    /// Whether a sheet is one of those that are asked for by name.
    pub(super) fn is_named(self, name: &str) -> bool {
        match self {
            Self::Named(patterns) => patterns.iter().any(|wanted| pattern::fits(wanted, name)),
            Self::First | Self::All => false,
        }
    }
}
