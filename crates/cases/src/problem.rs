// SPDX-License-Identifier: EUPL-1.2
//! What is wrong with a file, and what to do: told by place and reason, in the reader's language. A problem
//! never repeats what a cell holds, for that could be a name.

use wegmarke_l10n::{Arg, Locale};

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line of the file as spreadsheets count, from 1; `None`: the whole file.
    pub row: Option<usize>,
    /// Heading of the column.
    pub column: Option<String>,
    /// Key of the sentence that says what is wrong and what to do.
    pub key: &'static str,
    /// A value in the sentence: something of the codebook, never of the file.
    pub about: String,
}

impl Problem {
    /// One of the whole file.
    #[must_use]
    pub const fn of_file(key: &'static str) -> Self {
        Self {
            row: None,
            column: None,
            key,
            about: String::new(),
        }
    }

    /// The sentence.
    #[must_use]
    pub fn tell(&self, locale: &Locale) -> String {
        let what = locale.t_with(self.key, &[("about", Arg::from(&self.about))]);
        match (self.row, &self.column) {
            (Some(row), Some(column)) => locale.t_with(
                "cases-at-cell",
                &[
                    ("row", row.into()),
                    ("column", column.into()),
                    ("what", what.into()),
                ],
            ),
            (Some(row), None) => locale.t_with(
                "cases-at-row",
                &[("row", row.into()), ("what", what.into())],
            ),
            _ => what,
        }
    }
}
