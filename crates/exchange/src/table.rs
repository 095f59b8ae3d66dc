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

pub(crate) use page::Page;
pub(crate) use row::{Row, heading};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ReadError;

/// A table as a person sees it in a spreadsheet.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// Headings, trimmed; empty for columns without one.
    pub(crate) heading: Vec<Arc<str>>,
    /// Row of the headings as a spreadsheet counts it.
    pub(crate) heading_row: u32,
    pub(crate) rows: Vec<Row>,
}

/// How the profile wants a table to be read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Format<'a> {
    pub(crate) sheet: Option<&'a str>,
    pub(crate) delimiter: Option<u8>,
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,
}

/// Reads a table by what its bytes look like; the file name is only used in errors.
pub(crate) fn sheet(file: &str, bytes: &[u8], format: Format<'_>) -> Result<Sheet, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty { file: file.into() });
    }
    let rows = match foreign(bytes) {
        Some(Foreign::Zip) => spreadsheet::rows(file, bytes, format.sheet)?,
        Some(Foreign::Other(what)) => {
            return Err(ReadError::NotATable {
                file: file.into(),
                why: format!("it is {what}"),
            });
        }
        None => {
            let text = encoding::decode(file, bytes, format.encoding)?;
            csv::rows(file, &text, format.delimiter)?
        }
    };
    headed(file, rows)
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

/// The first row that is not blank is the heading.
fn headed(file: &str, mut rows: Vec<Row>) -> Result<Sheet, ReadError> {
    let Some(first) = rows.iter().position(|row| !row.is_blank()) else {
        return Err(ReadError::Empty { file: file.into() });
    };
    let body = rows.split_off(first + 1);
    let head = rows.pop();
    let heading_row = head.as_ref().map_or(1, |row| row.number);
    let heading: Vec<Arc<str>> = head
        .map(|row| row.cells.iter().map(|cell| heading(cell).into()).collect())
        .unwrap_or_default();
    let mut seen = BTreeMap::new();
    for (at, name) in heading
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.is_empty())
    {
        if let Some(first) = seen.insert(Arc::clone(name), at) {
            return Err(ReadError::DuplicateHeading {
                file: file.into(),
                heading: name.to_string(),
                first: first + 1,
                second: at + 1,
            });
        }
    }
    let rows = body.into_iter().filter(|row| !row.is_blank()).collect();
    Ok(Sheet {
        heading,
        heading_row,
        rows,
    })
}
