// SPDX-License-Identifier: EUPL-1.2
//! Why a form cannot be written.

use std::fmt;

use jiff::civil::Date;
use wegmarke_domain::message::{Family, Message};

use crate::reason::reason;

/// A form cannot be written. Nothing is cut or left out silently.
#[derive(Debug)]
pub enum FormError {
    /// A key, id or label that could not be found again.
    Name {
        /// What carries it: "key", "id", "revision" or "label".
        what: &'static str,
        /// The name.
        name: String,
        /// "blank", "twice", "reserved" or "not_clean".
        why: &'static str,
    },
    /// More than a form may have.
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// A row with more or fewer cells than there are columns.
    Width {
        /// Row as the user would see it.
        row: u32,
        /// Cells met.
        met: usize,
        /// Columns of the form.
        wanted: usize,
    },
    /// Cells that no spreadsheet can hold: all of them.
    Cells(Vec<CellFault>),
    /// The writer of the file refuses.
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

    /// What a person is told.
    #[must_use]
    pub fn message(&self) -> Message {
        let message = Message::new(Family::FormError, self.code());
        match self {
            Self::Name { what, name, why } => message
                .with("name", name)
                .with("what", Message::new(Family::FormError, what))
                .with("why", Message::new(Family::FormError, why)),
            Self::TooMany { what, limit } => message
                .with("what", Message::new(Family::ReadMany, what))
                .with("limit", limit.to_string()),
            Self::Width { row, met, wanted } => message
                .with("row", row.to_string())
                .with("met", met.to_string())
                .with("wanted", wanted.to_string()),
            Self::Cells(faults) => {
                let all = faults.iter().map(CellFault::message).collect();
                message.with("cells", wegmarke_domain::message::Fact::All(all))
            }
            Self::Writer(detail) => message.with("detail", detail),
        }
    }
}

/// One cell that cannot be written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CellFault {
    /// Row as the user would see it.
    pub row: u32,
    /// Heading of the column, or name of the sheet of help.
    pub column: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Fault {
    /// Longer than any spreadsheet cell.
    TooLong {
        /// Length in UTF-16 units.
        length: usize,
        /// The limit.
        limit: usize,
    },
    /// A value of another kind than the column.
    WrongKind,
    /// A code that is none of the choices.
    UnknownChoice(String),
    /// A day before the first that a form can hold.
    TooEarly(Date),
}

impl CellFault {
    fn message(&self) -> Message {
        let fault = match &self.fault {
            Fault::TooLong { length, limit } => reason("cell_too_long")
                .with("length", length.to_string())
                .with("limit", limit.to_string()),
            Fault::WrongKind => reason("cell_wrong_kind"),
            Fault::UnknownChoice(given) => reason("cell_unknown_choice").with("given", given),
            Fault::TooEarly(day) => reason("cell_too_early").with("day", day.to_string()),
        };
        reason("cell")
            .with("row", self.row.to_string())
            .with("column", &self.column)
            .with("fault", fault)
    }
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for FormError {}
