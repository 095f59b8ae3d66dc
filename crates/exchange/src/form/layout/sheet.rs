// SPDX-License-Identifier: EUPL-1.2
//! A sheet of cells, as both writers draw it.

use std::borrow::Cow;

use jiff::civil::Date;

use super::super::{CellFault, ColumnKind, Fault, Label};
use crate::limits;

/// Rows above the first one to fill in: keys and headings.
pub(in crate::form) const HEAD_ROWS: u32 = 2;
/// Hidden columns before the first one: id and revision.
pub(super) const HEAD_COLUMNS: usize = 2;
pub(in crate::form) struct Sheet {
    pub(in crate::form) name: String,
    pub(in crate::form) tracks: Vec<Track>,
    pub(in crate::form) rows: Vec<Vec<Slot>>,
}

/// A column of a sheet.
pub(in crate::form) struct Track {
    pub(in crate::form) width: u8,
    pub(in crate::form) is_hidden: bool,
    /// What the cells below the headings may hold.
    pub(in crate::form) check: Option<Check>,
}

/// What a program checks while a cell is typed, and what it tells before.
pub(in crate::form) struct Check {
    pub(in crate::form) title: String,
    pub(in crate::form) message: String,
    pub(in crate::form) rule: Rule,
}

#[derive(Clone, Copy)]
pub(in crate::form) enum Rule {
    Any,
    /// One of the labels in this column of the hidden sheet, from its second row on.
    List {
        column: u16,
        labels: u32,
    },
    Day,
    Number,
    Whole,
}

/// One cell.
pub(in crate::form) struct Slot {
    pub(in crate::form) entry: Entry,
    pub(in crate::form) look: Look,
}

pub(in crate::form) enum Entry {
    Blank,
    Text(String),
    Number(f64),
    Day(Date),
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::form) enum Look {
    Heading,
    Plain,
    /// Only to be read.
    Locked(Format),
    /// To be filled in.
    Open(Format),
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::form) enum Format {
    Text,
    Day,
    Number,
    Whole,
}

impl Look {
    pub(in crate::form) const ALL: [Self; 10] = [
        Self::Heading,
        Self::Plain,
        Self::Locked(Format::Text),
        Self::Locked(Format::Day),
        Self::Locked(Format::Number),
        Self::Locked(Format::Whole),
        Self::Open(Format::Text),
        Self::Open(Format::Day),
        Self::Open(Format::Number),
        Self::Open(Format::Whole),
    ];
}

/// Codes and labels of a kind that is chosen from a list.
pub(in crate::form) fn labels(kind: &ColumnKind) -> impl Iterator<Item = (&str, &Label)> {
    let (choices, flag): (&[(String, Label)], _) = match kind {
        ColumnKind::Choice { choices } => (choices, None),
        ColumnKind::Flag { yes, no } => (&[], Some([("true", yes), ("false", no)])),
        _ => (&[], None),
    };
    let choices = choices.iter().map(|(code, label)| (code.as_str(), label));
    choices.chain(flag.into_iter().flatten())
}

/// The beginning of a text: at most so many UTF-16 units.
pub(in crate::form) fn cut(text: &str, limit: usize) -> String {
    let mut length = 0;
    let fits = text.chars().take_while(|sign| {
        length += sign.len_utf16();
        length <= limit
    });
    fits.collect()
}

pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

pub(super) fn text_entry(text: Cow<'_, str>) -> Entry {
    if text.is_empty() {
        Entry::Blank
    } else {
        Entry::Text(text.into_owned())
    }
}

/// A text as an entry; too long a one is told, and not cut.
pub(super) fn fitting(
    text: Cow<'_, str>,
    row: u32,
    column: &str,
    faults: &mut Vec<CellFault>,
) -> Entry {
    let (length, limit) = (units(&text), limits::FORM_CELL_UNITS);
    if length > limit {
        faults.push(CellFault {
            row,
            column: column.to_owned(),
            fault: Fault::TooLong { length, limit },
        });
        return Entry::Blank;
    }
    text_entry(text)
}
