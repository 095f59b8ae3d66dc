// SPDX-License-Identifier: EUPL-1.2
//! What does not fit in a filled form.

/// What does not fit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Trouble {
    /// A row that was added: it has texts and no id.
    RowWithoutId,
    /// A row with an id that nobody gave out, or a formula in its place.
    UnknownId,
    /// An id that an earlier row has already. Only the first is read.
    DoubleId,
    /// A column of the form is not in the file.
    MissingColumn,
    /// A key that an earlier column has already. Only the first is read.
    DoubleColumn,
    /// A column that was added has texts; they are not read.
    UnknownColumn,
    /// The sheet was copied. Only the first is read.
    SecondSheet,
    /// A formula where a value is expected.
    Formula,
    /// Cells that were made one: which of them is meant is not known.
    Merged,
    /// A mistake of the program, such as `#REF!`.
    ErrorValue,
    /// None of the choices.
    NotAChoice,
    /// No day that can be told for sure.
    NotADay,
    /// A day before 1906: most likely a year was typed.
    DayTooEarly,
    /// No number.
    NotANumber,
    /// A number that may be a thousand times larger or smaller: `1.234`.
    UnclearNumber,
    /// A number with a fraction, or too large, where a whole one is expected.
    NotWhole,
    /// More problems than are listed.
    More,
}

impl Trouble {
    /// A stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::RowWithoutId => "row_without_id",
            Self::UnknownId => "unknown_id",
            Self::DoubleId => "double_id",
            Self::MissingColumn => "missing_column",
            Self::DoubleColumn => "double_column",
            Self::UnknownColumn => "unknown_column",
            Self::SecondSheet => "second_sheet",
            Self::Formula => "formula",
            Self::Merged => "merged",
            Self::ErrorValue => "error_value",
            Self::NotAChoice => "not_a_choice",
            Self::NotADay => "not_a_day",
            Self::DayTooEarly => "day_too_early",
            Self::NotANumber => "not_a_number",
            Self::UnclearNumber => "unclear_number",
            Self::NotWhole => "not_whole",
            Self::More => "more_problems",
        }
    }
}
