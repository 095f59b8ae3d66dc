// SPDX-License-Identifier: EUPL-1.2
//! Tables of a document as a spreadsheet for the ordinary import, and as JSON.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};
use wegmarke_grid::{Column, Grade, Reading, Role, Row, Table};

use super::PaperError;
use crate::limits;

/// Headings of the columns that a document does not have itself, in the reader's language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// Name of a sheet; its number follows.
    pub table: &'a str,
    /// The title of a card, where the card gives it no label.
    pub title: &'a str,
    /// The number, where the document has no column for it.
    pub number: &'a str,
    /// A column without heading; its number follows.
    pub column: &'a str,
    /// A heading above the row; its level follows.
    pub heading: &'a str,
    /// Pages on which the row stands.
    pub page: &'a str,
    /// Where on them it stands; empty: not told.
    pub place: &'a str,
    /// What somebody has to look at; empty: not told.
    pub finding: &'a str,
    /// Names of findings by their code.
    pub name_of: &'a dyn Fn(&str) -> String,
}

/// The reading as JSON: each cell with its places, raw words and changes, and all findings.
///
/// # Errors
/// Never in practice: everything in it has a JSON form.
pub fn to_json(reading: &Reading) -> Result<Vec<u8>, PaperError> {
    serde_json::to_vec_pretty(reading).map_err(|error| PaperError::Writer(error.to_string()))
}

/// The reading as XLSX: one sheet for each table; behind its own columns the headings above the row,
/// page, place, and what is to be looked at.
///
/// # Errors
/// A cell that no spreadsheet can hold.
pub fn to_xlsx(reading: &Reading, words: &Words<'_>) -> Result<Vec<u8>, PaperError> {
    for (cell, place) in reading
        .tables
        .iter()
        .flat_map(|table| &table.rows)
        .flat_map(|row| row.cells.iter().map(|cell| (cell, row.places.first())))
    {
        if cell.text.encode_utf16().count() > limits::FORM_CELL_UNITS {
            let page = place.map_or(0, |place| place.page);
            return Err(PaperError::Writer(format!(
                "{page}: {} …",
                head(&cell.text)
            )));
        }
    }
    book(reading, words).map_err(|error| PaperError::Writer(error.to_string()))
}

fn head(text: &str) -> String {
    text.chars().take(40).collect()
}

fn book(reading: &Reading, words: &Words<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same document gives the same bytes.
    let properties = rust_xlsxwriter::DocProperties::new();
    book.set_properties(
        &properties.set_creation_datetime(&rust_xlsxwriter::ExcelDateTime::from_timestamp(0)?),
    );
    let bold = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let plain = Format::new()
        .set_num_format("@")
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    for (index, table) in reading.tables.iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(format!("{} {}", words.table, index + 1))?;
        sheet.set_freeze_panes(1, 0)?;
        let levels = table
            .rows
            .iter()
            .map(|row| row.headings.len())
            .max()
            .unwrap_or_default();
        for (column, heading) in (0_u16..).zip(headings(table, levels, words)) {
            sheet.set_column_width(column, 24)?;
            sheet.write_string_with_format(0, column, heading, &bold)?;
        }
        for (at, row) in table.rows.iter().enumerate() {
            let line = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let told = told(reading, index, at, words);
            for (column, text) in (0_u16..).zip(texts(table, row, levels, words, told)) {
                sheet.write_string_with_format(line, column, clean(&text), &plain)?;
            }
        }
    }
    if reading.tables.is_empty() {
        book.add_worksheet().set_name(words.table)?;
    }
    book.save_to_buffer()
}

/// Signs that no XML can hold.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\t'))
        .collect()
}

fn has_own_numbers(table: &Table) -> bool {
    table.find_column(Role::Number).is_some() || table.rows.iter().all(|row| row.number.is_none())
}

/// One heading for each column, none of them twice.
fn headings(table: &Table, levels: usize, words: &Words<'_>) -> Vec<String> {
    let of_column = |(at, column): (usize, &Column)| match (&*column.title, column.role) {
        ("", Some(Role::Title)) => words.title.to_owned(),
        ("", _) if table.kind == wegmarke_grid::Kind::Cards => words.title.to_owned(),
        ("", _) => format!("{} {}", words.column, at + 1),
        (title, _) => title.replace('\n', " "),
    };
    let mut wanted: Vec<String> = table.columns.iter().enumerate().map(of_column).collect();
    if !has_own_numbers(table) {
        wanted.push(words.number.to_owned());
    }
    wanted.extend((1..=levels).map(|level| format!("{} {level}", words.heading)));
    let known = [words.page, words.place, words.finding].into_iter();
    wanted.extend(known.filter(|name| !name.is_empty()).map(str::to_owned));
    let mut unique: Vec<String> = Vec::new();
    for heading in wanted {
        let again = |number: usize| match number {
            1 => heading.clone(),
            number => format!("{heading} ({number})"),
        };
        let free = (1..).map(again).find(|name| !unique.contains(name));
        unique.extend(free);
    }
    unique
}

fn texts(table: &Table, row: &Row, levels: usize, words: &Words<'_>, told: String) -> Vec<String> {
    let mut texts: Vec<String> = row.cells.iter().map(|cell| cell.text.clone()).collect();
    if !has_own_numbers(table) {
        texts.push(row.number.clone().unwrap_or_default());
    }
    texts.extend((0..levels).map(|level| row.headings.get(level).cloned().unwrap_or_default()));
    let pages: Vec<String> = row
        .places
        .iter()
        .map(|place| place.page.to_string())
        .collect();
    let places: Vec<String> = row
        .places
        .iter()
        .map(|place| {
            let edges: [f32; 4] = place.area.into();
            edges.map(|edge| format!("{edge:.0}")).join(" ")
        })
        .collect();
    let known = [
        (words.page, pages.join(", ")),
        (words.place, places.join(", ")),
        (words.finding, told),
    ];
    let known = known.into_iter().filter(|(name, _)| !name.is_empty());
    texts.extend(known.map(|(_, text)| text));
    texts
}

/// The findings of a row that ask for somebody.
fn told(reading: &Reading, table: usize, row: usize, words: &Words<'_>) -> String {
    let mut told: Vec<String> = Vec::new();
    for finding in &reading.findings {
        if finding.table == Some(table) && finding.row == Some(row) && finding.grade != Grade::Show
        {
            let name = (words.name_of)(finding.cause.code());
            if !told.contains(&name) {
                told.push(name);
            }
        }
    }
    told.join("\n")
}
