// SPDX-License-Identifier: EUPL-1.2
//! The sheets of a spreadsheet, whatever program wrote it, and which of them are asked for.

use super::grid::Grid;

/// One sheet with its name.
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) grid: Grid,
}

/// The sheets to read.
#[derive(Clone, Copy)]
pub(crate) enum Wanted<'a> {
    /// The first that is not blank.
    First,
    Named(&'a str),
    All,
}
