// SPDX-License-Identifier: EUPL-1.2
//! Cards, lists of signs and exercises as tables with a row for each, for editors who know spreadsheets; and rows as
//! files again. What comes back is read by the same rules as a file that somebody typed.

mod card;
mod exercise;
mod row;
mod sign;

use crate::content::Content;

pub use row::{Made, Table, TableProblem};

/// What goes into a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A row for each card.
    Cards,
    /// A row for each list, and one for each of its signs.
    Signs,
    /// A row for each exercise.
    Exercises,
}

impl Kind {
    /// Its code, also that of its words.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::Signs => "signs",
            Self::Exercises => "exercises",
        }
    }
}

/// All content of a kind.
#[must_use]
pub fn from_content(kind: Kind, content: &Content) -> Table {
    match kind {
        Kind::Cards => card::from_cards(content),
        Kind::Signs => sign::from_lists(content),
        Kind::Exercises => exercise::from_exercises(content),
    }
}

/// Rows as files. Empty rows are none.
///
/// # Errors
/// The first thing that is wrong with the table.
pub fn to_files(
    kind: Kind,
    table: &[Vec<String>],
    content: &Content,
) -> Result<Made, TableProblem> {
    let all = content.site.languages.iter();
    let languages: Vec<&str> = all.map(|language| language.tag.as_str()).collect();
    match kind {
        Kind::Cards => card::to_files(table, &languages),
        Kind::Signs => sign::to_files(table, &languages),
        Kind::Exercises => exercise::to_files(table, &languages),
    }
}
