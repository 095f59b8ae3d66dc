// SPDX-License-Identifier: EUPL-1.2
//! Bytes to rows: a heading and numbered rows of texts, whatever the file format was.

pub(crate) mod archive;
pub(crate) mod csv;
pub(crate) mod encoding;
pub(crate) mod grid;
mod ods;
mod page;
mod row;
pub(crate) mod spreadsheet;

pub(crate) use page::{Page, Wanted};
pub(crate) use row::{Row, heading};

use std::sync::Arc;

use crate::ReadError;

/// A table as a person sees it in a spreadsheet.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// Name of the sheet; nothing for files that are one table.
    pub(crate) name: Option<String>,
    /// Headings, trimmed; empty for columns without one. Two columns may have the same.
    pub(crate) heading: Vec<Arc<str>>,
    /// Row of the (last line of the) headings as a spreadsheet counts it.
    pub(crate) heading_row: u32,
    pub(crate) rows: Vec<Row>,
}

/// How the profile wants a table to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format<'a> {
    /// Sheets of a spreadsheet.
    pub(crate) sheets: Wanted<'a>,
    pub(crate) delimiter: Option<u8>,
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,
    /// Rows of the headings as a spreadsheet counts them; none: the first that is not blank.
    pub(crate) heading_rows: &'a [u32],
}

impl Default for Format<'_> {
    fn default() -> Self {
        Self {
            sheets: Wanted::First,
            delimiter: None,
            encoding: None,
            heading_rows: &[],
        }
    }
}

/// Reads the tables of a file by what its bytes look like; the file name is only used in errors. A
/// file with nothing in it is an error.
pub(crate) fn sheets(
    file: &str,
    bytes: &[u8],
    format: Format<'_>,
) -> Result<Vec<Sheet>, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty { file: file.into() });
    }
    let sheets = match foreign(bytes) {
        Some(Foreign::Zip) => {
            let sheets = spreadsheet::sheets(file, bytes, format.sheets)?;
            let sheets = sheets.into_iter();
            sheets.map(|(name, rows)| (Some(name), rows)).collect()
        }
        Some(Foreign::Other(what)) => {
            return Err(ReadError::NotATable {
                file: file.into(),
                why: format!("it is {what}"),
            });
        }
        None => {
            let text = encoding::decode(file, bytes, format.encoding)?;
            vec![(None, csv::rows(file, &text, format.delimiter)?)]
        }
    };
    if sheets.is_empty() {
        return Err(ReadError::Empty { file: file.into() });
    }
    let sheets = sheets.into_iter();
    sheets
        .map(|(name, rows)| headed(file, name, rows, format.heading_rows))
        .collect()
}

enum Foreign {
    Zip,
    Other(&'static str),
}

/// What a file is that cannot be a spreadsheet.
pub(crate) fn other_than_zip(bytes: &[u8]) -> Option<&'static str> {
    match foreign(bytes) {
        Some(Foreign::Zip) => None,
        Some(Foreign::Other(what)) => Some(what),
        None => Some("a plain text"),
    }
}

/// Formats that announce themselves with their first bytes.
fn foreign(bytes: &[u8]) -> Option<Foreign> {
    const OTHERS: [(&[u8], &str); 7] = [
        (b"%PDF", "a PDF document"),
        (
            b"\xD0\xCF\x11\xE0",
            "an old Excel or Word file; save it as XLSX",
        ),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"\x1F\x8B", "a gzip file; unpack it first"),
        (b"SQLite format 3", "a database"),
        (b"{\\rtf", "a text document"),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(Foreign::Zip);
    }
    if let Some((_, what)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(Foreign::Other(what));
    }
    let start = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii_start();
    let start = start
        .get(..start.len().min(14))
        .unwrap_or_default()
        .to_ascii_lowercase();
    if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") {
        return Some(Foreign::Other("a web page; download the file behind it"));
    }
    if start.starts_with(b"<?xml") {
        return Some(Foreign::Other("an XML file"));
    }
    None
}

/// Tells headings from the rows below them.
fn headed(
    file: &str,
    name: Option<String>,
    mut rows: Vec<Row>,
    wanted: &[u32],
) -> Result<Sheet, ReadError> {
    let last = match wanted.iter().max() {
        Some(last) => rows.iter().position(|row| row.number == *last),
        None => rows.iter().position(|row| !row.is_blank()),
    };
    let Some(last) = last else {
        return Err(match wanted.iter().max() {
            Some(row) => ReadError::NoHeadingRow {
                file: file.into(),
                row: *row,
            },
            None => ReadError::Empty { file: file.into() },
        });
    };
    let body = rows.split_off(last + 1);
    let heading_row = rows.last().map_or(1, |row| row.number);
    let mut lines: Vec<&Row> = rows
        .iter()
        .filter(|row| wanted.contains(&row.number))
        .collect();
    if wanted.is_empty() {
        lines.extend(rows.last());
    }
    let rows = body.into_iter().filter(|row| !row.is_blank()).collect();
    Ok(Sheet {
        name,
        heading: joined(&lines),
        heading_row,
        rows,
    })
}

/// Headings of one or several lines. What stands above a group of columns stands in the first of them
/// only: it goes on to the right as long as the lines below it say something.
fn joined(lines: &[&Row]) -> Vec<Arc<str>> {
    let width = lines.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut headings = vec![String::new(); width];
    for (at, line) in lines.iter().enumerate() {
        let mut above = String::new();
        for (column, joined) in headings.iter_mut().enumerate() {
            let cell = |line: &&Row| line.cells.get(column).map(|text| heading(text));
            let own = cell(line).unwrap_or_default();
            let below = lines.iter().skip(at + 1);
            let goes_on = below.filter_map(cell).any(|text| !text.is_empty());
            if !own.is_empty() || !goes_on {
                above = own;
            }
            if !joined.is_empty() && !above.is_empty() {
                joined.push(' ');
            }
            joined.push_str(&above);
        }
    }
    headings.into_iter().map(Arc::from).collect()
}
