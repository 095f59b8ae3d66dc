// SPDX-License-Identifier: EUPL-1.2
//! A form as three sheets of cells. Both writers draw the same sheets, so both files say the same.

mod names;
mod sheet;
mod sides;

pub(super) use sheet::{Check, Entry, Format, HEAD_ROWS, Look, Rule, Sheet, Slot, cut, labels};

use jiff::Timestamp;
use rust_decimal::Decimal;

use self::sheet::{Track, fitting, text_entry, units};
use super::{Cell, CellFault, Column, ColumnKind, FIRST_DAY, Fault, Form, FormError, HEADING, ID};
use super::{REVISION, clean, line};

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
            is_hidden: column.hidden,
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
