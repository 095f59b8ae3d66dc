// SPDX-License-Identifier: EUPL-1.2
//! XLSX and ODS. Both are ZIP files: their size is checked before anything believes them.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader, Xlsx, XlsxError, XlsxFormulaMetadata};

use super::Row;
use super::archive::{self, damaged};
use super::grid::Grid;
use super::ods;
use crate::ReadError;
use crate::profile::advice;

/// All rows from the first that is not blank.
pub(crate) fn rows(file: &str, bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Row>, ReadError> {
    let mut archive = archive::open(file, bytes)?;
    let grid = if archive.index_for_name("xl/workbook.xml").is_some() {
        // This reader is not ours, and a panic in it must not end the program.
        let read = catch_unwind(AssertUnwindSafe(|| xlsx(file, bytes, wanted)));
        read.unwrap_or_else(|_| Err(damaged(file, "its parts do not fit together")))?
    } else if archive.index_for_name("content.xml").is_some() {
        let xml = archive::part(file, &mut archive, "content.xml")?;
        let (grid, names) = ods::grid(file, &xml, wanted)?;
        chosen(file, &names, wanted)?;
        grid
    } else {
        return Err(ReadError::NotATable {
            file: file.to_owned(),
            why: "it is a ZIP file without a spreadsheet; unpack it first".to_owned(),
        });
    };
    grid.rows(file)
}

fn xlsx(file: &str, bytes: &[u8], wanted: Option<&str>) -> Result<Grid, ReadError> {
    let broken = |error: XlsxError| damaged(file, error);
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    for name in chosen(file, &book.sheet_names(), wanted)? {
        // Cell by cell: the size that a sheet claims, or two cells far apart, must cost nothing.
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // Charts and macros are sheets too, without cells.
            Err(XlsxError::WorksheetNotFound(_)) if wanted.is_none() => continue,
            Err(error) => return Err(broken(error)),
        };
        let mut grid = Grid::default();
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(broken)? {
            let text = text(&Data::from(cell.value));
            grid.put(file, cell.pos, (1, 1), &text)?;
            match &cell.formula {
                None => {}
                Some(
                    XlsxFormulaMetadata::Normal { formula }
                    | XlsxFormulaMetadata::Shared { formula, .. },
                ) => grid.mark_formula(cell.pos, formula),
                Some(_) => grid.mark_formula(cell.pos, "…"),
            }
        }
        if !grid.is_empty() {
            return Ok(grid);
        }
    }
    Ok(Grid::default())
}

/// The wanted sheet, or all of them to find the first that is not empty.
fn chosen(file: &str, names: &[String], wanted: Option<&str>) -> Result<Vec<String>, ReadError> {
    match wanted {
        None => Ok(names.to_vec()),
        Some(sheet) if names.iter().any(|name| name == sheet) => Ok(vec![sheet.to_owned()]),
        Some(sheet) => Err(ReadError::MissingSheet {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            advice: advice(sheet, names.iter().map(String::as_str)),
        }),
    }
}

/// A value as the file's reader would type it: days as ISO dates, whole numbers without a point.
fn text(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(answer) => answer.to_string(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            if time.is_duration() {
                return time.as_f64().to_string();
            }
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
            }
        }
    }
}
