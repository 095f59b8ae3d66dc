// SPDX-License-Identifier: EUPL-1.2
//! Kinds of cells.

/// What a program took a cell for. The text of a formula cell is the formula.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum CellType {
    #[default]
    Text,
    Number,
    /// A number that is shown in thousands or millions.
    Scaled,
    Day,
    Truth,
    Error,
    Formula,
}
