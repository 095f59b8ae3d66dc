// SPDX-License-Identifier: EUPL-1.2
//! Forms: a table that leaves as a spreadsheet, is filled in offline, and comes back.
//!
//! [`Form::to_xlsx`] and [`Form::to_ods`] write the same content: a sheet with one row for each
//! thing asked about, a sheet of help, and a hidden sheet with the [`Stamp`] and the choices.
//! [`read()`] takes either back, and [`Filled::answers`] gives the cells their types, with
//! everything that does not fit told at once.
//!
//! Rows are found again by their id and columns by their key, both in hidden cells; so people may
//! sort, move and hide, and change headings. Only answer cells can be written to. The protection
//! has no password: it guards against slips, and nothing that comes back is trusted.
//!
//! This module must never know what a column means. To add one more kind of answer: a variant of
//! [`ColumnKind`] and of [`Cell`], how it is written in `layout`, and how it is understood in `value`.
//!
//! | module | what |
//! | --- | --- |
//! | `layout` | a form as three sheets of cells, and everything that forbids to write it |
//! | `xlsx`, `ods` | these sheets as a file |
//! | `read` | a file back to cells under ids and keys |
//! | `answers`, `trouble` | cells to answers, and all problems |
//! | `value` | one cell to its type |

mod answers;
mod error;
mod layout;
mod ods;
mod read;
mod trouble;
mod value;
mod xlsx;

pub use answers::{Answers, FilledCell, FilledRow, FormProblem};
pub use error::{CellFault, Fault, FormError};
pub(crate) use ods::pack as pack_ods;
pub use read::{Filled, read};
pub use trouble::Trouble;

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use wegmarke_domain::text::tidy;

/// The first day a form can hold. A year typed into a cell for days becomes a day of 1905.
pub const FIRST_DAY: Date = jiff::civil::date(1906, 1, 1);

/// Key of the hidden column of ids.
const ID: &str = "_id";
/// Key of the hidden column of revisions.
const REVISION: &str = "_revision";
/// What stands for an id in the row of the headings.
const HEADING: &str = "_heading";
/// First cell of the stamp.
const STAMP: &str = "_form";
/// Heading of codes beside the labels of a choice.
const CODES: &str = "_codes";

/// A form to be filled in. The same form gives the same bytes.
#[derive(Clone, Debug)]
pub struct Form {
    /// Title of the document, of its help, and of each printed page.
    pub title: String,
    /// What the sheets are called.
    pub sheets: SheetNames,
    /// Columns in the order shown.
    pub columns: Vec<Column>,
    /// Rows in the order shown.
    pub rows: Vec<FormRow>,
    /// What the second sheet explains.
    pub help: Vec<HelpLine>,
    /// What the form belongs to.
    pub stamp: Stamp,
    /// The date of the document, to the second.
    pub created_at: Timestamp,
}

/// Names of the three sheets, in the reader's language. What spreadsheets do not allow in a name
/// is left out: `[ ] : * ? / \`, quotes at either end, more than 31 characters, the same name twice.
#[derive(Clone, Debug)]
pub struct SheetNames {
    /// The sheet to fill in.
    pub form: String,
    /// The sheet of help.
    pub help: String,
    /// The hidden sheet.
    pub stamp: String,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Stable name for machines, of ours only: not blank, without `_` in front.
    pub key: String,
    /// Heading in the reader's language.
    pub heading: String,
    /// What is shown beside a chosen cell. Cut at 255 characters: the help has room for more.
    pub note: Option<String>,
    /// What it holds.
    pub kind: ColumnKind,
    /// Whether it is only there to be read.
    pub locked: bool,
    /// Whether people need not see it.
    pub hidden: bool,
    /// Width in characters.
    pub width: u8,
}

/// What a column holds.
#[derive(Clone, Debug)]
pub enum ColumnKind {
    /// Words.
    Text {
        /// Whether it may have several lines. If not, line breaks become blanks.
        multiline: bool,
    },
    /// One of several, chosen from a list.
    Choice {
        /// Codes with their labels, in the order shown.
        choices: Vec<(String, Label)>,
    },
    /// A day, [`FIRST_DAY`] or later.
    Date,
    /// A number.
    Decimal,
    /// A whole number.
    Integer,
    /// Yes or no.
    Flag {
        /// Label of yes.
        yes: Label,
        /// Label of no.
        no: Label,
    },
}

/// A label, and what else is understood as the same.
#[derive(Clone, Debug)]
pub struct Label {
    /// What is written.
    pub text: String,
    /// What is read as well, such as the label in other languages.
    pub also: Vec<String>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct FormRow {
    /// Stable id, of ours only: not blank, without `_` in front, given once.
    pub id: String,
    /// What the row rests on, told back when the form is read.
    pub revision: Option<String>,
    /// As many cells as there are columns.
    pub cells: Vec<Option<Cell>>,
}

/// One value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// Code of a choice.
    Choice(String),
    /// A day.
    Date(Date),
    /// A number.
    Decimal(Decimal),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Flag(bool),
}

/// One line of the help.
#[derive(Clone, Debug)]
pub struct HelpLine {
    /// What it is about, such as the heading of a column.
    pub heading: String,
    /// The explanation.
    pub text: String,
}

/// What a form belongs to. It comes back as anybody may have changed it: check it like any input.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stamp {
    /// Which form this is.
    pub form: String,
    /// Edition of its columns.
    pub schema: u32,
    /// The plan.
    pub plan: String,
    /// The round of reporting, if the form is of one.
    pub round: Option<String>,
    /// The organisation it was made for.
    pub organisation: String,
    /// Entries of the register when it was made.
    pub register_size: u64,
}

impl Column {
    /// What comes back when nobody touched the cell: compare with this to see what was changed.
    /// Texts come back trimmed, without control characters, with `\n` for every line break and a
    /// blank for every tab.
    #[must_use]
    pub fn untouched(&self, cell: &Cell) -> Option<Cell> {
        match cell {
            Cell::Text(text) => {
                let text = self.clean(text);
                (!text.is_empty()).then(|| Cell::Text(text.into_owned()))
            }
            other => Some(other.clone()),
        }
    }

    fn clean<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.kind {
            ColumnKind::Text { multiline: true } => clean(text),
            _ => line(text),
        }
    }
}

/// A text as spreadsheets can hold it. LibreOffice loses tabs, so they become blanks.
fn clean(text: &str) -> Cow<'_, str> {
    match tidy(text) {
        Cow::Borrowed(text) if !text.contains('\t') => Cow::Borrowed(text.trim()),
        tidied => Cow::Owned(tidied.replace('\t', " ").trim().to_owned()),
    }
}

/// A text on one line.
fn line(text: &str) -> Cow<'_, str> {
    let text = clean(text);
    if text.contains('\n') {
        Cow::Owned(text.replace('\n', " "))
    } else {
        text
    }
}
