// SPDX-License-Identifier: EUPL-1.2
//! Bytes to rows: a heading and numbered rows of texts, whatever the file format was.

pub(crate) mod archive;
mod compound;
pub(crate) mod csv;
pub(crate) mod encoding;
mod foreign;
pub(crate) mod grid;
mod headed;
mod kind;
mod number_format;
mod ods;
mod page;
mod row;
mod sheet;
mod shown;
pub(crate) mod spreadsheet;
mod xls;
mod xlsx;
mod xml;

pub(crate) use foreign::other_than_zip;
pub(crate) use headed::link_of;
pub(crate) use kind::CellType;
pub(crate) use page::{Page, SheetInfo, Wanted};
pub(crate) use row::{Row, heading};
use sheet::Source;
pub(crate) use sheet::{Format, Note, Sheet, list_rows};

use self::foreign::Foreign;
use crate::reason::reason;
use crate::{ReadError, bundle};

/// Sheets behind a cover that are looked at.
const COVERED: usize = 10;

/// The name of a sheet, if it has one, and its rows.
pub(crate) type Raw = (Option<String>, Vec<Row>);

/// Reads the tables of a file by what its bytes look like; the file name is only used in errors. A
/// file with nothing in it is an error.
pub(crate) fn sheets(
    file: &str,
    bytes: &[u8],
    format: Format<'_>,
) -> Result<Vec<Sheet>, ReadError> {
    let sources = sources(file, bytes, format)?;
    let sources = match (format.sheets, sources.as_slice()) {
        (Wanted::First, [first]) => match behind_cover(file, bytes, first, format.known)? {
            Some(behind) => vec![behind],
            None => sources,
        },
        _ => sources,
    };
    let sources = sources.into_iter();
    sources
        .map(|source| {
            let name = source.name.clone().unwrap_or_default();
            headed::sheet(file, source, format).map_err(|error| error.in_sheet(&name))
        })
        .collect()
}

/// The rows of sheets, with whatever stands above their headings.
pub(crate) fn raw(file: &str, bytes: &[u8], format: Format<'_>) -> Result<Vec<Raw>, ReadError> {
    let sources = sources(file, bytes, format)?.into_iter();
    Ok(sources.map(|source| (source.name, source.rows)).collect())
}

fn sources(file: &str, bytes: &[u8], format: Format<'_>) -> Result<Vec<Source>, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty { file: file.into() });
    }
    if let Some(bundle) = bundle::find(file, bytes)? {
        let rows = (1..).zip(bundle.cells).map(|(number, cells)| Row {
            number,
            cells,
            kinds: Vec::new(),
        });
        return Ok(vec![Source::plain(rows.collect(), Vec::new())]);
    }
    let sources = match foreign::look(file, bytes) {
        Some(Foreign::Zip) => spreadsheet::sources(file, bytes, format.sheets)?,
        Some(Foreign::Compound) => spreadsheet::old_sources(file, bytes, format.sheets)?,
        Some(Foreign::Other(what)) => {
            return Err(ReadError::not_a_table(file, reason(what)));
        }
        None => {
            refuse_json(file, bytes)?;
            let decoded = encoding::decode(file, bytes, format.encoding)?;
            vec![csv::source(file, &decoded, format.delimiter)?]
        }
    };
    match sources.is_empty() {
        true => Err(ReadError::Empty { file: file.into() }),
        false => Ok(sources),
    }
}

/// Refuses JSON: it would be taken for a text of one column.
fn refuse_json(file: &str, bytes: &[u8]) -> Result<(), ReadError> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = text.trim_ascii();
    if !file.to_lowercase().ends_with(".json") || !matches!(text.first(), Some(b'{' | b'[')) {
        return Ok(());
    }
    match serde_json::from_slice::<serde::de::IgnoredAny>(text) {
        Ok(_) => Err(ReadError::not_a_table(file, reason("is_tree"))),
        Err(error) => Err(ReadError::Damaged {
            file: file.to_owned(),
            why: reason("json")
                .with("row", error.line().to_string())
                .with("column", error.column().to_string()),
        }),
    }
}

/// The sheet that has headings the profile asks for, where the first one is a cover without any.
fn behind_cover(
    file: &str,
    bytes: &[u8],
    first: &Source,
    known: &[String],
) -> Result<Option<Source>, ReadError> {
    if known.is_empty() || headed::knows(first, known) {
        return Ok(None);
    }
    let name = first.name.clone().unwrap_or_default();
    let others = first
        .sheets
        .iter()
        .filter(|sheet| !sheet.is_hidden && sheet.name != name);
    for sheet in others.take(COVERED) {
        let named = Wanted::Named(std::slice::from_ref(&sheet.name));
        let found = match foreign::look(file, bytes) {
            Some(Foreign::Compound) => spreadsheet::old_sources(file, bytes, named),
            _ => spreadsheet::sources(file, bytes, named),
        };
        // What is wrong with a sheet that nobody asked for is of no interest.
        let found = found.unwrap_or_default().into_iter();
        let mut found = found.filter(|source| headed::knows(source, known));
        if let Some(source) = found.next() {
            return Ok(Some(source));
        }
    }
    Ok(None)
}
