// SPDX-License-Identifier: EUPL-1.2
//! Spreadsheets of every kind. Most are ZIP files: their size is checked before anything believes
//! them. Others were measured, or are refused in words.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use wegmarke_domain::finding::{Severity, codes};

use super::archive::{self, Archive, damaged};
use super::compound::{self, Kind};
use super::grid::Meter;
use super::page::{Book, Page, SheetInfo, Wanted};
use super::sheet::{Note, Source};
use super::{ods, xls, xlsx};
use crate::ReadError;
use crate::profile::advice;
use crate::reason::reason;

/// The wanted sheets that are not blank, or the first that is seen and not blank.
pub(super) fn sources(
    file: &str,
    bytes: &[u8],
    wanted: Wanted<'_>,
) -> Result<Vec<Source>, ReadError> {
    from_book(file, wanted, |wanted| {
        open(file, bytes, wanted, Meter::TABLE)
    })
}

/// The same of an old Office file.
pub(super) fn old_sources(
    file: &str,
    bytes: &[u8],
    wanted: Wanted<'_>,
) -> Result<Vec<Source>, ReadError> {
    match compound::kind(file, bytes)? {
        Kind::Workbook => {}
        Kind::Locked => return Err(ReadError::Locked { file: file.into() }),
        Kind::Other(what) => return Err(not_a_table(file, what)),
    }
    from_book(file, wanted, |wanted| {
        let read = || xls::old_book(file, bytes, wanted, Meter::TABLE);
        let book = guarded(file, read)?;
        Ok((chosen(file, book, wanted)?, true))
    })
}

/// All sheets of a file that may be a form.
pub(crate) fn book(file: &str, bytes: &[u8]) -> Result<Book, ReadError> {
    open(file, bytes, Wanted::All, Meter::FORM).map(|(book, _)| book)
}

fn from_book(
    file: &str,
    wanted: Wanted<'_>,
    open: impl Fn(Wanted<'_>) -> Result<(Book, bool), ReadError>,
) -> Result<Vec<Source>, ReadError> {
    let (mut book, mut is_old) = open(wanted)?;
    let is_first = matches!(wanted, Wanted::First);
    let is_blank = book.pages.iter().all(|page| page.grid.is_empty());
    let mut hidden = book.sheets.iter();
    let hidden = hidden.find(|sheet| sheet.is_hidden && sheet.has_content);
    // Nothing can be seen: rather what is hidden, and say so.
    if let Some(name) = hidden
        .map(|sheet| sheet.name.clone())
        .filter(|_| is_first && is_blank)
    {
        (book, is_old) = open(Wanted::Named(&[name]))?;
    }
    let Book {
        pages,
        sheets,
        is_from_1904,
    } = book;
    let sheets: Arc<[SheetInfo]> = sheets.into();
    let pages = pages.into_iter().filter(|page| !page.grid.is_empty());
    let pages = pages.take(if is_first { 1 } else { usize::MAX });
    let sources = pages.map(|Page { name, mut grid }| {
        let mut notes: Vec<Note> = is_old.then(old_format).into_iter().collect();
        if sheets
            .iter()
            .any(|sheet| sheet.name == name && sheet.is_hidden)
        {
            notes.push(Note {
                code: codes::HIDDEN_SHEET,
                severity: Severity::Warning,
                row: None,
                column: None,
                args: vec![("sheet", name.clone())],
            });
        }
        Ok(Source {
            notes,
            name: Some(name),
            sheets: Arc::clone(&sheets),
            merged: std::mem::take(&mut grid.merged),
            hidden_rows: std::mem::take(&mut grid.hidden_rows),
            hidden_columns: std::mem::take(&mut grid.hidden_columns),
            links: std::mem::take(&mut grid.links),
            rows: grid.rows(file)?,
            is_from_1904,
        })
    });
    sources.collect()
}

fn old_format() -> Note {
    Note {
        code: codes::OLD_FORMAT,
        severity: Severity::Note,
        row: None,
        column: None,
        args: Vec::new(),
    }
}

/// The readers are not all ours, and a panic in one must not end the program.
fn guarded<T>(file: &str, read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    let read = catch_unwind(AssertUnwindSafe(read));
    read.unwrap_or_else(|_| Err(damaged(file, reason("parts_do_not_fit"))))
}

fn not_a_table(file: &str, what: &'static str) -> ReadError {
    ReadError::not_a_table(file, reason(what))
}

/// A file in an archive, and whether its format is one that tells less.
fn open(
    file: &str,
    bytes: &[u8],
    wanted: Wanted<'_>,
    meter: Meter,
) -> Result<(Book, bool), ReadError> {
    let mut archive = archive::open(file, bytes)?;
    let has = |archive: &Archive<'_>, name: &str| archive.index_for_name(name).is_some();
    if has(&archive, "xl/workbook.xml") {
        let read = || xlsx::book(file, bytes, &mut archive, wanted, meter);
        let book = guarded(file, read)?;
        return Ok((chosen(file, book, wanted)?, false));
    }
    if has(&archive, "xl/workbook.bin") {
        let book = guarded(file, || xls::binary_book(file, bytes, wanted, meter))?;
        return Ok((chosen(file, book, wanted)?, true));
    }
    if !has(&archive, "content.xml") {
        return Err(not_a_table(file, other_archive(&archive)));
    }
    let read = |archive: &mut Archive<'_>, name: &str| archive::part(file, archive, name);
    if has(&archive, "META-INF/manifest.xml")
        && read(&mut archive, "META-INF/manifest.xml")?.contains("encryption-data")
    {
        return Err(ReadError::Locked { file: file.into() });
    }
    let mimetype = match has(&archive, "mimetype") {
        true => read(&mut archive, "mimetype")?,
        false => String::new(),
    };
    if let Some(what) = other_document(&mimetype) {
        return Err(not_a_table(file, what));
    }
    let xml = read(&mut archive, "content.xml")?;
    let book = ods::book(file, &xml, wanted, meter)?;
    Ok((chosen(file, book, wanted)?, false))
}

fn other_archive(archive: &Archive<'_>) -> &'static str {
    let names: Vec<String> = archive
        .file_names()
        .filter_map(Result::ok)
        .map(|name| name.to_lowercase())
        .collect();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("word/") {
        "is_word"
    } else if has("ppt/") {
        "is_presentation"
    } else if has("index/") || has("index.zip") {
        "is_numbers"
    } else {
        "is_zip"
    }
}

fn other_document(mimetype: &str) -> Option<&'static str> {
    let kind = mimetype
        .trim()
        .strip_prefix("application/vnd.oasis.opendocument.")?;
    if kind.starts_with("text") {
        Some("is_text_document")
    } else if kind.starts_with("presentation") {
        Some("is_presentation")
    } else {
        None
    }
}

/// The book, if a named sheet is in it.
fn chosen(file: &str, book: Book, wanted: Wanted<'_>) -> Result<Book, ReadError> {
    let Wanted::Named(patterns) = wanted else {
        return Ok(book);
    };
    if book.sheets.iter().any(|known| wanted.is_named(&known.name)) {
        return Ok(book);
    }
    let sheet = patterns.first().map_or("", String::as_str);
    let names = book.sheets.iter().map(|known| known.name.as_str());
    Err(ReadError::MissingSheet {
        file: file.to_owned(),
        advice: Box::new(advice(sheet, names)),
        sheets: patterns.to_vec(),
    })
}
