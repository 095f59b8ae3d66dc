// SPDX-License-Identifier: EUPL-1.2
//! A form as three sheets of cells. Both writers draw the same sheets, so both files say the same.

mod names;
mod sides;

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Cell, CellFault, Column, ColumnKind, FIRST_DAY, Fault, Form, FormError, HEADING, ID};
use super::{Label, REVISION, clean, line};
use crate::limits;

/// Rows above the first one to fill in: keys and headings.
pub(super) const HEAD_ROWS: u32 = 2;
/// Hidden columns before the first one: id and revision.
const HEAD_COLUMNS: usize = 2;
/// Significant digits that every spreadsheet keeps.
const DIGITS: i128 = 1_000_000_000_000_000;

/// A form, ready to be drawn.
pub(super) struct Layout {
    pub(super) title: String,
    pub(super) created_at: Timestamp,
    pub(super) form: Sheet,
    pub(super) help: Sheet,
    pub(super) stamp: Sheet,
}

pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) tracks: Vec<Track>,
    pub(super) rows: Vec<Vec<Slot>>,
}

/// A column of a sheet.
pub(super) struct Track {
    pub(super) width: u8,
    pub(super) is_hidden: bool,
    /// What the cells below the headings may hold.
    pub(super) check: Option<Check>,
}

/// What a program checks while a cell is typed, and what it tells before.
pub(super) struct Check {
    pub(super) title: String,
    pub(super) message: String,
    pub(super) rule: Rule,
}

#[derive(Clone, Copy)]
pub(super) enum Rule {
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
pub(super) struct Slot {
    pub(super) entry: Entry,
    pub(super) look: Look,
}

pub(super) enum Entry {
    Blank,
    Text(String),
    Number(f64),
    Day(Date),
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Look {
    Heading,
    Plain,
    /// Only to be read.
    Locked(Format),
    /// To be filled in.
    Open(Format),
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Format {
    Text,
    Day,
    Number,
    Whole,
}

impl Look {
    pub(super) const ALL: [Self; 10] = [
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

impl Layout {
    /// Everything checked: what cannot be written or not be found again is an error.
    pub(super) fn of(form: &Form) -> Result<Self, FormError> {
        names::check_names(form)?;
        names::check_size(form)?;
        let wanted = &form.sheets;
        let [name, help, stamp] = names::sheet_names([&wanted.form, &wanted.help, &wanted.stamp]);
        let mut faults = Vec::new();
        let form_sheet = form_sheet(form, name, &mut faults);
        let help_sheet = sides::help_sheet(form, help, &mut faults);
        let stamp_sheet = sides::stamp_sheet(form, stamp, &mut faults);
        if !faults.is_empty() {
            return Err(FormError::Cells(faults));
        }
        Ok(Self {
            title: line(&form.title).into_owned(),
            created_at: form.created_at,
            form: form_sheet,
            help: help_sheet,
            stamp: stamp_sheet,
        })
    }
}

/// Codes and labels of a kind that is chosen from a list.
pub(super) fn labels(kind: &ColumnKind) -> impl Iterator<Item = (&str, &Label)> {
    let (choices, flag): (&[(String, Label)], _) = match kind {
        ColumnKind::Choice { choices } => (choices, None),
        ColumnKind::Flag { yes, no } => (&[], Some([("true", yes), ("false", no)])),
        _ => (&[], None),
    };
    let choices = choices.iter().map(|(code, label)| (code.as_str(), label));
    choices.chain(flag.into_iter().flatten())
}

// --- the sheet to fill in ---

fn form_sheet(form: &Form, name: String, faults: &mut Vec<CellFault>) -> Sheet {
    let hidden = || Track {
        width: 20,
        is_hidden: true,
        check: None,
    };
    let mut tracks = vec![hidden(), hidden()];
    let mut lists = sides::CHOICES_FROM;
    for column in &form.columns {
        tracks.push(Track {
            width: column.width.max(1),
            is_hidden: false,
            check: check(column, lists),
        });
        if labels(&column.kind).next().is_some() {
            lists += 2;
        }
    }
    let keys = form.columns.iter().map(|column| column.key.as_str());
    let keys = [ID, REVISION].into_iter().chain(keys);
    let mut headings = vec![locked(HEADING), locked("")];
    for column in &form.columns {
        let text = fitting(line(&column.heading), HEAD_ROWS, &column.key, faults);
        headings.push(Slot {
            entry: text,
            look: Look::Heading,
        });
    }
    let mut rows = vec![keys.map(locked).collect(), headings];
    for (number, row) in (HEAD_ROWS + 1..).zip(&form.rows) {
        let mut slots = vec![
            locked(&row.id),
            locked(row.revision.as_deref().unwrap_or_default()),
        ];
        for (column, cell) in form.columns.iter().zip(&row.cells) {
            slots.push(slot(column, cell.as_ref(), number, faults));
        }
        rows.push(slots);
    }
    Sheet { name, tracks, rows }
}

fn locked(text: &str) -> Slot {
    Slot {
        entry: text_entry(text.into()),
        look: Look::Locked(Format::Text),
    }
}

fn check(column: &Column, list: u16) -> Option<Check> {
    if column.locked {
        return None;
    }
    let rule = match &column.kind {
        ColumnKind::Text { .. } => Rule::Any,
        ColumnKind::Choice { .. } | ColumnKind::Flag { .. } => {
            let labels = u32::try_from(labels(&column.kind).count()).unwrap_or(u32::MAX);
            match labels {
                0 => Rule::Any,
                labels => Rule::List {
                    column: list,
                    labels,
                },
            }
        }
        ColumnKind::Date => Rule::Day,
        ColumnKind::Decimal => Rule::Number,
        ColumnKind::Integer => Rule::Whole,
    };
    let message = column.note.as_deref().map(clean).unwrap_or_default();
    if matches!(rule, Rule::Any) && message.is_empty() {
        return None;
    }
    // Excel's limits; longer ones make it call the whole file damaged.
    let title = if message.is_empty() {
        ""
    } else {
        &*column.heading
    };
    Some(Check {
        title: shortened(&line(title), 32),
        message: shortened(&message, 255),
        rule,
    })
}

/// A text of at most so many UTF-16 units, with a mark where it was cut.
fn shortened(text: &str, limit: usize) -> String {
    if units(text) <= limit {
        return text.to_owned();
    }
    let mut short = cut(text, limit - 1);
    short.push('…');
    short
}

/// The beginning of a text: at most so many UTF-16 units.
pub(super) fn cut(text: &str, limit: usize) -> String {
    let mut length = 0;
    let fits = text.chars().take_while(|sign| {
        length += sign.len_utf16();
        length <= limit
    });
    fits.collect()
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn slot(column: &Column, cell: Option<&Cell>, row: u32, faults: &mut Vec<CellFault>) -> Slot {
    let format = match column.kind {
        ColumnKind::Text { .. } | ColumnKind::Choice { .. } | ColumnKind::Flag { .. } => {
            Format::Text
        }
        ColumnKind::Date => Format::Day,
        ColumnKind::Decimal => Format::Number,
        ColumnKind::Integer => Format::Whole,
    };
    let look = if column.locked {
        Look::Locked(format)
    } else {
        Look::Open(format)
    };
    let entry = match cell.map_or(Ok(Entry::Blank), |cell| entry(column, cell)) {
        Ok(Entry::Text(text)) => fitting(text.into(), row, &column.heading, faults),
        Ok(entry) => entry,
        Err(fault) => {
            faults.push(CellFault {
                row,
                column: column.heading.clone(),
                fault,
            });
            Entry::Blank
        }
    };
    Slot { entry, look }
}

fn entry(column: &Column, cell: &Cell) -> Result<Entry, Fault> {
    let choice = |code: &str| {
        let mut labels = labels(&column.kind);
        let found = labels.find(|(met, _)| *met == code);
        let (_, label) = found.ok_or_else(|| Fault::UnknownChoice(code.to_owned()))?;
        Ok(Entry::Text(line(&label.text).into_owned()))
    };
    Ok(match (&column.kind, cell) {
        (ColumnKind::Text { .. }, Cell::Text(text)) => text_entry(column.clean(text)),
        (ColumnKind::Choice { .. }, Cell::Choice(code)) => choice(code)?,
        (ColumnKind::Flag { .. }, Cell::Flag(flag)) => {
            choice(if *flag { "true" } else { "false" })?
        }
        (ColumnKind::Date, Cell::Date(day)) if *day < FIRST_DAY => {
            return Err(Fault::TooEarly(*day));
        }
        (ColumnKind::Date, Cell::Date(day)) => Entry::Day(*day),
        (ColumnKind::Decimal, Cell::Decimal(number)) => number_entry(*number),
        (ColumnKind::Integer, Cell::Integer(number)) => number_entry(Decimal::from(*number)),
        _ => return Err(Fault::WrongKind),
    })
}

/// A number as a number, or as text when spreadsheets would round it.
fn number_entry(number: Decimal) -> Entry {
    let text = number.normalize().to_string();
    match text.parse() {
        Ok(float) if number.normalize().mantissa().abs() < DIGITS => Entry::Number(float),
        _ => Entry::Text(text),
    }
}

fn text_entry(text: Cow<'_, str>) -> Entry {
    if text.is_empty() {
        Entry::Blank
    } else {
        Entry::Text(text.into_owned())
    }
}

fn fitting(text: Cow<'_, str>, row: u32, column: &str, faults: &mut Vec<CellFault>) -> Entry {
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
