// SPDX-License-Identifier: EUPL-1.2
//! Documents for people among the tables that are brought: what was read of them is looked at by a person,
//! corrected, and only then goes the way of a table.

use serde::{Deserialize, Serialize};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::register::Register;
use wegmarke_exchange::paper::grid::review::Review;
use wegmarke_exchange::paper::grid::{Drawing, Drawn, Known};
use wegmarke_exchange::paper::{PaperError, Words, read_tables, to_xlsx};

use crate::AppError;
use crate::import::ImportError;

/// Most rows of a document that are reviewed: a hundred times what anybody does in an afternoon.
const MOST_ROWS: usize = 10_000;

/// A document whose tables somebody reviews.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Paper {
    /// What was read, and what somebody made of it.
    pub review: Review,
    /// What somebody drew: one drawing for each table of the review that was drawn, in their order.
    #[serde(default)]
    pub drawings: Vec<Drawing>,
    /// Counts what somebody did.
    pub(super) edits: u64,
    /// What columns without heading are called: once the review is over.
    pub(super) words: Option<SheetWords>,
}

/// Headings of the columns that a document does not have itself, in the language of who reviewed it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SheetWords {
    /// Name of a table; its number follows.
    pub table: String,
    /// The title of a card, where the card gives it no label.
    pub title: String,
    /// The number, where the document has no column for it.
    pub number: String,
    /// A column without heading; its number follows.
    pub column: String,
    /// A heading above the row; its level follows.
    pub heading: String,
    /// Pages on which the row stands.
    pub page: String,
}

impl Paper {
    /// Whether the review is over.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        self.words.is_some()
    }

    /// The drawing of a table, if it was drawn.
    #[must_use]
    pub fn find_drawing(&self, table: usize) -> Option<&Drawing> {
        let at = self.review.drawn().position(|drawn| drawn == table)?;
        self.drawings.get(at)
    }

    /// Puts a drawn table in, in place of another one that was drawn.
    pub(super) fn put_drawn(&mut self, drawing: Drawing, drawn: Drawn, instead: Option<usize>) {
        if let Some(table) = instead {
            self.remove_drawn(table);
        }
        self.review.put_drawn(drawn);
        self.drawings.push(drawing);
    }

    /// Takes a drawn table away.
    pub(super) fn remove_drawn(&mut self, table: usize) {
        let at = self.review.drawn().position(|drawn| drawn == table);
        if let Some(at) = at.filter(|at| *at < self.drawings.len()) {
            self.review.remove_drawn(table);
            self.drawings.remove(at);
        }
    }

    /// The rows as a spreadsheet.
    pub(super) fn to_sheet(&self) -> Result<Vec<u8>, AppError> {
        let words = self.words.as_ref();
        let words = words.ok_or_else(|| AppError::NotFound("a review that is over".to_owned()))?;
        let words = Words {
            table: &words.table,
            title: &words.title,
            number: &words.number,
            column: &words.column,
            heading: &words.heading,
            page: &words.page,
            // Of no use in the register; the whole of it is told as JSON.
            place: "",
            finding: "",
            name_of: &str::to_owned,
        };
        to_xlsx(&self.review.finish(), &words).map_err(refused)
    }
}

/// What is asked for is no document that is reviewed.
pub(super) fn no_review() -> AppError {
    AppError::NotFound("a review".to_owned())
}

/// Why a document was not taken.
pub(super) fn refused(error: PaperError) -> AppError {
    match error {
        PaperError::Read(error) => ImportError::from(error).into(),
        PaperError::Drawing(error) => AppError::Drawing(error),
        other => AppError::Paper(other.code()),
    }
}

/// Names of all bodies on record: whoever leads something is one of them.
pub(super) fn known(register: &Register) -> Known {
    let bodies = register.organisations.list().flat_map(|body| {
        let short = body.short.value();
        let names = body
            .name
            .iter()
            .chain(short.into_iter().flat_map(|it| it.iter()));
        names
            .map(|(_, name)| name.to_owned())
            .collect::<Vec<String>>()
    });
    Known {
        bodies: bodies.collect(),
    }
}

/// Reads the tables of a document.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    reader: &std::path::Path,
    known: &Known,
) -> Result<Paper, AppError> {
    let reading = read_tables(name, bytes, reader, known).map_err(refused)?;
    let rows: usize = reading.tables.iter().map(|table| table.rows.len()).sum();
    // Where words stand on pages, somebody may draw the columns.
    let is_drawable = reading.pages > 0 && reading.account.read > 0;
    match rows {
        0 if !is_drawable => Err(AppError::Paper("no-table")),
        rows if rows > MOST_ROWS => {
            let problem = Problem::new("file", codes::FILE_TOO_LARGE);
            Err(AppError::Invalid(vec![problem]))
        }
        _ => Ok(Paper {
            review: Review::new(reading),
            drawings: Vec::new(),
            edits: 0,
            words: None,
        }),
    }
}
