// SPDX-License-Identifier: EUPL-1.2
//! Tables that readers take along: CSV (RFC 4180), XLSX, ODS (OpenDocument 1.3) and JSON.

use std::fmt::Write as _;

use quick_xml::escape::escape;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::Serialize;

use crate::form::pack_ods;

/// A table as a reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// What it shows.
    pub name: String,
    /// Headings.
    pub head: Vec<String>,
    /// Rows, each with a cell for each heading.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// A whole number.
    Number(i64),
    /// Words.
    Text(String),
}

/// Characters of a sheet's name that spreadsheets take.
const SHEET_NAME: usize = 31;

impl Cell {
    /// Its words. What a spreadsheet would take for a formula gets an apostrophe before it: these are
    /// other people's words.
    fn safe(&self) -> String {
        match self {
            Self::Number(n) => n.to_string(),
            Self::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
                format!("'{text}")
            }
            Self::Text(text) => text.clone(),
        }
    }
}

impl Taken {
    /// As CSV: UTF-8 with its mark, so that spreadsheets know it; commas; CR LF.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut csv = String::from('\u{FEFF}');
        let head = self.head.iter().cloned();
        push_line(&mut csv, head);
        for row in &self.rows {
            push_line(&mut csv, row.iter().map(Cell::safe));
        }
        csv
    }
}

fn push_line(csv: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            csv.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            // Writing to a string cannot fail.
            let _ = write!(csv, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            csv.push_str(&cell);
        }
    }
    csv.push_str("\r\n");
}

/// Names of sheets: short, without what a spreadsheet refuses, each once.
fn sheet_names(tables: &[Taken]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        let plain = |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
        let plain: String = table.name.chars().filter(|c| plain(*c)).collect();
        let cut = |room: usize| plain.trim().chars().take(room).collect::<String>();
        let mut name = cut(SHEET_NAME);
        let mut number = 2;
        while name.is_empty() || names.iter().any(|one| one.eq_ignore_ascii_case(&name)) {
            name = format!("{} {number}", cut(SHEET_NAME - 5));
            number += 1;
        }
        names.push(name);
    }
    names
}

/// Tables as XLSX, a sheet for each.
///
/// # Errors
/// More rows or longer cells than a spreadsheet holds.
pub fn to_xlsx(tables: &[Taken]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same table gives the same bytes.
    let properties = rust_xlsxwriter::DocProperties::new()
        .set_creation_datetime(&rust_xlsxwriter::ExcelDateTime::from_timestamp(0)?);
    book.set_properties(&properties);
    let bold = Format::new().set_bold().set_text_wrap();
    for (table, name) in tables.iter().zip(sheet_names(tables)) {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        for (column, head) in (0..).zip(&table.head) {
            sheet.write_string_with_format(0, column, head, &bold)?;
        }
        for (number, row) in (1..).zip(&table.rows) {
            for (column, cell) in (0..).zip(row) {
                match cell {
                    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
                    Cell::Number(n) => sheet.write_number(number, column, *n as f64)?,
                    // As a string: never a formula.
                    Cell::Text(text) => sheet.write_string(number, column, text)?,
                };
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofit();
    }
    book.save_to_buffer()
}

/// Tables as ODS, a sheet for each.
///
/// # Errors
/// The packer's own words.
pub fn to_ods(tables: &[Taken]) -> Result<Vec<u8>, String> {
    let mut body = String::new();
    for (table, name) in tables.iter().zip(sheet_names(tables)) {
        // Writing to a string cannot fail.
        let _ = write!(body, r#"<table:table table:name="{}">"#, escape(&name));
        let head = table.head.iter().cloned().map(Cell::Text);
        push_row(&mut body, &head.collect::<Vec<_>>());
        table.rows.iter().for_each(|row| push_row(&mut body, row));
        body.push_str("</table:table>");
    }
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.3"><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"#
    );
    pack_ods(&[("content.xml", content)])
}

fn push_row(body: &mut String, row: &[Cell]) {
    body.push_str("<table:table-row>");
    for cell in row {
        let words = match cell {
            Cell::Number(n) => {
                let _ = write!(
                    body,
                    r#"<table:table-cell office:value-type="float" office:value="{n}"><text:p>{n}</text:p></table:table-cell>"#
                );
                continue;
            }
            Cell::Text(text) => text,
        };
        body.push_str(r#"<table:table-cell office:value-type="string">"#);
        for line in words.split('\n') {
            let _ = write!(body, "<text:p>{}</text:p>", escape(line));
        }
        body.push_str("</table:table-cell>");
    }
    body.push_str("</table:table-row>");
}

/// Tables as JSON: a list of objects with `name`, `head` and `rows`.
#[must_use]
pub fn to_json(tables: &[Taken]) -> String {
    let tables: Vec<_> = tables
        .iter()
        .map(
            |table| serde_json::json!({"name": table.name, "head": table.head, "rows": table.rows}),
        )
        .collect();
    serde_json::Value::from(tables).to_string()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader as _, open_workbook_auto_from_rs};

    use super::{Cell, Taken, to_json, to_ods, to_xlsx};

    /// Names and cells of the sheets, as another program reads them.
    fn sheets_of(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<String>>)> {
        let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
        let sheets = book.worksheets().into_iter();
        let sheets = sheets.map(|(name, range)| {
            let row = |row: &[calamine::Data]| row.iter().map(ToString::to_string).collect();
            (name, range.rows().map(row).collect())
        });
        sheets.collect()
    }

    fn tables() -> Vec<Taken> {
        let table = |name: &str| Taken {
            name: name.to_owned(),
            head: vec!["Maßnahme, Nr.".to_owned(), "n".to_owned()],
            rows: vec![
                vec![Cell::Text("=1+1".to_owned()), Cell::Number(-3)],
                vec![
                    Cell::Text("„so“ & \"so\"\nweiter".to_owned()),
                    Cell::Number(1200),
                ],
            ],
        };
        vec![table("Was/überfällig: ist?"), table("was überfällig ist")]
    }

    #[test]
    fn words_stay_words_in_every_format() {
        let tables = tables();
        let csv = tables[0].to_csv();
        assert_eq!(
            csv,
            "\u{FEFF}\"Maßnahme, Nr.\",n\r\n'=1+1,-3\r\n\"„so“ & \"\"so\"\"\nweiter\",1200\r\n"
        );
        for bytes in [to_xlsx(&tables).unwrap(), to_ods(&tables).unwrap()] {
            let book = sheets_of(bytes);
            assert_eq!(book.len(), 2, "{book:?}");
            assert_ne!(book[0].0.to_lowercase(), book[1].0.to_lowercase());
            assert_eq!(book[0].1[1], ["=1+1", "-3"]);
            assert_eq!(book[0].1[2], ["„so“ & \"so\"\nweiter", "1200"]);
        }
        let json: serde_json::Value = serde_json::from_str(&to_json(&tables)).unwrap();
        assert_eq!(json[0]["rows"][0], serde_json::json!(["=1+1", -3]));
    }
}
