// SPDX-License-Identifier: EUPL-1.2
//! Why a form cannot be written.

use jiff::civil::Date;

/// A form cannot be written. Nothing is cut or left out silently.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// A key, id or label that could not be found again.
    #[error("{what} “{name}” of the form is {why}; give every one a name of its own")]
    Name {
        /// What carries it: "key", "id", "revision" or "label".
        what: &'static str,
        /// The name.
        name: String,
        /// "blank", "there twice", "reserved" or "not clean".
        why: &'static str,
    },
    /// More than a form may have.
    #[error("the form has more than {limit} {what}; split it into several forms")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// A row with more or fewer cells than there are columns.
    #[error("row {row} of the form has {met} cells for {wanted} columns")]
    Width {
        /// Row as the user would see it.
        row: u32,
        /// Cells met.
        met: usize,
        /// Columns of the form.
        wanted: usize,
    },
    /// Cells that no spreadsheet can hold: all of them.
    #[error("the form cannot hold {}", told(.0))]
    Cells(Vec<CellFault>),
    /// The writer of the file refuses.
    #[error("the form cannot be written: {0}")]
    Writer(String),
}

impl FormError {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Name { .. } => "form_name",
            Self::TooMany { .. } => "form_too_many",
            Self::Width { .. } => "form_width",
            Self::Cells(_) => "form_cells",
            Self::Writer(_) => "form_writer",
        }
    }
}

/// One cell that cannot be written.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("row {row}, column “{column}”: {fault}")]
pub struct CellFault {
    /// Row as the user would see it.
    pub row: u32,
    /// Heading of the column, or name of the sheet of help.
    pub column: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Fault {
    /// Longer than any spreadsheet cell.
    #[error("a text of {length} characters, where a cell takes {limit}; shorten it")]
    TooLong {
        /// Length in UTF-16 units.
        length: usize,
        /// The limit.
        limit: usize,
    },
    /// A value of another kind than the column.
    #[error("a value of another kind than its column")]
    WrongKind,
    /// A code that is none of the choices.
    #[error("“{0}”, which is none of the choices")]
    UnknownChoice(String),
    /// A day before the first that a form can hold.
    #[error("{0}, a day before 1906")]
    TooEarly(Date),
}

fn told(faults: &[CellFault]) -> String {
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    told.join("; ")
}
