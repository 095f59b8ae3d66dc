// SPDX-License-Identifier: EUPL-1.2
//! XLSX and ODS. Both are ZIP files: their size is checked before anything believes them.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader, Xlsx, XlsxError, XlsxFormulaMetadata};

use super::archive::{self, damaged};
use super::grid::{CellType, Grid, Merged, Meter};
use super::ods;
use super::page::{Page, Wanted};
use super::row::Row;
use crate::ReadError;
use crate::profile::advice;

/// A whole file.
pub(crate) struct Book {
    pub(crate) pages: Vec<Page>,
    /// Whether a bare number for a day counts from 1904, as files of old programs do.
    pub(crate) is_from_1904: bool,
}

/// The rows of the wanted sheets that are not blank, from their first row that is not blank.
pub(crate) fn sheets(
    file: &str,
    bytes: &[u8],
    wanted: Wanted<'_>,
) -> Result<Vec<(String, Vec<Row>)>, ReadError> {
    let book = open(file, bytes, wanted, Meter::TABLE)?;
    let pages = book.pages.into_iter().filter(|page| !page.grid.is_empty());
    let sheets = pages.map(|page| Ok((page.name, page.grid.rows(file)?)));
    match wanted {
        Wanted::First => sheets.take(1).collect(),
        Wanted::Named(_) | Wanted::All => sheets.collect(),
    }
}

/// All sheets of a file that may be a form.
pub(crate) fn book(file: &str, bytes: &[u8]) -> Result<Book, ReadError> {
    open(file, bytes, Wanted::All, Meter::FORM)
}

fn open(file: &str, bytes: &[u8], wanted: Wanted<'_>, meter: Meter) -> Result<Book, ReadError> {
    let mut archive = archive::open(file, bytes)?;
    if archive.index_for_name("xl/workbook.xml").is_some() {
        // This reader is not ours, and a panic in it must not end the program.
        let read = catch_unwind(AssertUnwindSafe(|| xlsx(file, bytes, wanted, meter)));
        read.unwrap_or_else(|_| Err(damaged(file, "its parts do not fit together")))
    } else if archive.index_for_name("content.xml").is_some() {
        let xml = archive::part(file, &mut archive, "content.xml")?;
        let (pages, names) = ods::pages(file, &xml, wanted, meter)?;
        chosen(file, &names, wanted)?;
        Ok(Book {
            pages,
            is_from_1904: false,
        })
    } else {
        Err(ReadError::NotATable {
            file: file.to_owned(),
            why: "it is a ZIP file without a spreadsheet; unpack it first".to_owned(),
        })
    }
}

fn xlsx(file: &str, bytes: &[u8], wanted: Wanted<'_>, meter: Meter) -> Result<Book, ReadError> {
    let broken = |error: XlsxError| damaged(file, error);
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let (mut pages, mut meter) = (Vec::new(), meter);
    for name in chosen(file, &book.sheet_names(), wanted)? {
        let mut grid = Grid::new(meter);
        match fill(file, &mut book, &name, &mut grid) {
            // Charts and macros are sheets too, without cells.
            Err(Unfit::Xlsx(XlsxError::WorksheetNotFound(_)))
                if !matches!(wanted, Wanted::Named(_)) => {}
            Err(Unfit::Xlsx(error)) => return Err(broken(error)),
            Err(Unfit::Limit(error)) => return Err(error),
            Ok(()) => {}
        }
        meter = grid.meter();
        let is_last = matches!(wanted, Wanted::First) && !grid.is_empty();
        if matches!(wanted, Wanted::All) {
            for merged in book.merge_cells_by_sheet_name(&name).unwrap_or_default() {
                let (first, last) = (merged.start, merged.end);
                grid.merge(Merged { first, last });
            }
        }
        pages.push(Page { name, grid });
        if is_last {
            break;
        }
    }
    Ok(Book {
        pages,
        is_from_1904: book.has_1904_epoch(),
    })
}

/// Why the cells of a sheet cannot be had.
enum Unfit {
    Xlsx(XlsxError),
    Limit(ReadError),
}

impl From<XlsxError> for Unfit {
    fn from(error: XlsxError) -> Self {
        Self::Xlsx(error)
    }
}

impl From<ReadError> for Unfit {
    fn from(error: ReadError) -> Self {
        Self::Limit(error)
    }
}

/// Cell by cell: the size that a sheet claims, or two cells far apart, must cost nothing.
fn fill(
    file: &str,
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    grid: &mut Grid,
) -> Result<(), Unfit> {
    let mut cells = book.worksheet_cells_reader(name)?;
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        let (text, kind) = value(&Data::from(cell.value));
        let words = match &cell.formula {
            None => {
                grid.put(file, cell.pos, (1, 1), (&text, kind))?;
                continue;
            }
            Some(
                XlsxFormulaMetadata::Normal { formula }
                | XlsxFormulaMetadata::Shared { formula, .. },
            ) => formula,
            Some(_) => "…",
        };
        grid.put_formula(file, cell.pos, (1, 1), (words, &text))?;
    }
    Ok(())
}

/// The named sheet, or all of them: the first that is not empty can be any.
fn chosen(file: &str, names: &[String], wanted: Wanted<'_>) -> Result<Vec<String>, ReadError> {
    match wanted {
        Wanted::First | Wanted::All => Ok(names.to_vec()),
        Wanted::Named(patterns) => {
            let named = names.iter().filter(|name| wanted.is_named(name));
            let named: Vec<String> = named.cloned().collect();
            if !named.is_empty() {
                return Ok(named);
            }
            let sheet = patterns.join("” or “");
            Err(ReadError::MissingSheet {
                file: file.to_owned(),
                advice: advice(&sheet, names.iter().map(String::as_str)),
                sheet,
            })
        }
    }
}

/// A value as the file's reader would type it: days as ISO dates, whole numbers without a point.
fn value(data: &Data) -> (String, CellType) {
    match data {
        Data::Empty => (String::new(), CellType::Text),
        Data::String(text) | Data::DurationIso(text) => (text.clone(), CellType::Text),
        Data::DateTimeIso(text) => (text.clone(), CellType::Day),
        Data::Int(number) => (number.to_string(), CellType::Number),
        Data::Float(number) => (number.to_string(), CellType::Number),
        Data::Bool(answer) => (answer.to_string(), CellType::Truth),
        Data::Error(error) => (error.to_string(), CellType::Error),
        Data::DateTime(time) if time.is_duration() => (time.as_f64().to_string(), CellType::Number),
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let mut text = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) != (0, 0, 0) {
                text.push_str(&format!("T{hour:02}:{minute:02}:{second:02}"));
            }
            (text, CellType::Day)
        }
    }
}
