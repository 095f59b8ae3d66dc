// SPDX-License-Identifier: EUPL-1.2
//! XLSX and ODS. Both are ZIP files: their size is checked before anything believes them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Ods, Range, Reader, Xlsx};
use zip::ZipArchive;

use super::Row;
use crate::ReadError;
use crate::profile::advice;

/// Bytes that all parts together may unpack to.
const UNPACKED_LIMIT: u64 = 256 * 1024 * 1024;
/// Packed tables shrink to a fiftieth at most; bombs to a thousandth.
const RATIO_LIMIT: u64 = 200;
/// Below this the ratio says nothing.
const RATIO_FROM: u64 = 16 * 1024 * 1024;
/// Columns of a spreadsheet program.
const COLUMN_LIMIT: usize = 16_384;
/// Cells that are read at most, blank ones between others included.
const CELL_LIMIT: usize = 20_000_000;

#[derive(Clone, Copy)]
enum Format {
    Xlsx,
    Ods,
}

/// Cells of one sheet by row and column, from 0.
type Grid = BTreeMap<u32, BTreeMap<u32, String>>;

/// All rows from the first, blank ones too.
pub(crate) fn rows(file: &str, bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Row>, ReadError> {
    let format = inspect(file, bytes)?;
    // The reader of spreadsheets is not ours, and a panic in it must not end the program.
    let read = catch_unwind(AssertUnwindSafe(|| match format {
        Format::Xlsx => xlsx(file, bytes, wanted),
        Format::Ods => ods(file, bytes, wanted),
    }));
    let grid = read.unwrap_or_else(|_| Err(damaged(file, "its parts do not fit together")))?;
    dense(file, grid)
}

fn damaged(file: &str, why: impl ToString) -> ReadError {
    ReadError::Damaged {
        file: file.to_owned(),
        why: why.to_string(),
    }
}

/// Checks what the archive claims, and what it really holds, against the limits.
fn inspect(file: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    let packed = bytes.len() as u64;
    let limit = UNPACKED_LIMIT.min(packed.saturating_mul(RATIO_LIMIT).max(RATIO_FROM));
    let too_much = |claimed: u64| ReadError::ZipClaimsTooMuch {
        file: file.to_owned(),
        claimed,
        limit,
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(file, error))?;
    let mut claimed = 0u64;
    let mut format = None;
    for at in 0..archive.len() {
        let part = archive
            .by_index_raw(at)
            .map_err(|error| damaged(file, error))?;
        claimed = claimed.saturating_add(part.size());
        match part.name_raw() {
            b"xl/workbook.xml" => format = Some(Format::Xlsx),
            b"content.xml" => format = format.or(Some(Format::Ods)),
            _ => {}
        }
    }
    if claimed > limit {
        return Err(too_much(claimed));
    }
    // A claim can be a lie: count what really comes out, without keeping it.
    let mut met = 0u64;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| damaged(file, error))?;
        let mut part = part.take(limit.saturating_sub(met).saturating_add(1));
        met +=
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|error| damaged(file, error))?;
        if met > limit {
            return Err(too_much(met));
        }
    }
    format.ok_or_else(|| ReadError::NotATable {
        file: file.to_owned(),
        why: "it is a ZIP file without a spreadsheet; unpack it first".to_owned(),
    })
}

fn xlsx(file: &str, bytes: &[u8], wanted: Option<&str>) -> Result<Grid, ReadError> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(file, error))?;
    let names = chosen(file, &book.sheet_names(), wanted)?;
    for name in &names {
        let mut cells = book
            .worksheet_cells_reader(name)
            .map_err(|error| damaged(file, error))?;
        let mut grid = Grid::new();
        let mut formula = None;
        while let Some(cell) = cells
            .next_cell_with_formula()
            .map_err(|error| damaged(file, error))?
        {
            let text = text(&Data::from(cell.value));
            if let Some(words) = cell.formula.filter(|words| !words.is_empty()) {
                formula.get_or_insert((cell.pos, words));
            }
            put(&mut grid, cell.pos, text);
        }
        if let Some((at, words)) = formula {
            return Err(formula_at(file, &grid, at, &words));
        }
        if !grid.is_empty() {
            return Ok(grid);
        }
    }
    Ok(Grid::new())
}

fn ods(file: &str, bytes: &[u8], wanted: Option<&str>) -> Result<Grid, ReadError> {
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|error| damaged(file, error))?;
    let names = chosen(file, &book.sheet_names(), wanted)?;
    for name in &names {
        let range: Range<Data> = book
            .worksheet_range(name)
            .map_err(|error| damaged(file, error))?;
        let (top, left) = range.start().unwrap_or_default();
        let mut grid = Grid::new();
        for (row, column, data) in range.used_cells() {
            let at = (offset(top, row), offset(left, column));
            put(&mut grid, at, text(data));
        }
        let formulas = book
            .worksheet_formula(name)
            .map_err(|error| damaged(file, error))?;
        let (top, left) = formulas.start().unwrap_or_default();
        let mut found = formulas
            .used_cells()
            .filter(|(_, _, words)| !words.is_empty());
        if let Some((row, column, words)) = found.next() {
            let at = (offset(top, row), offset(left, column));
            return Err(formula_at(file, &grid, at, words));
        }
        if !grid.is_empty() {
            return Ok(grid);
        }
    }
    Ok(Grid::new())
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

fn put(grid: &mut Grid, (row, column): (u32, u32), text: String) {
    if !text.trim().is_empty() && (column as usize) < COLUMN_LIMIT {
        grid.entry(row).or_default().insert(column, text);
    }
}

fn offset(start: u32, steps: usize) -> u32 {
    start.saturating_add(u32::try_from(steps).unwrap_or(u32::MAX))
}

fn formula_at(file: &str, grid: &Grid, (row, column): (u32, u32), words: &str) -> ReadError {
    let heading = grid.values().next().and_then(|first| first.get(&column));
    ReadError::Formula {
        file: file.to_owned(),
        row: row.saturating_add(1),
        column: heading.map_or_else(|| (column + 1).to_string(), |name| super::heading(name)),
        text: format!("={}", words.trim_start_matches('='))
            .chars()
            .take(40)
            .collect(),
    }
}

/// Rows as wide as the widest; rows without any cell are left out, their numbers are not.
fn dense(file: &str, grid: Grid) -> Result<Vec<Row>, ReadError> {
    let columns = grid.values().filter_map(|row| row.last_key_value());
    let width = columns
        .map(|(column, _)| *column as usize + 1)
        .max()
        .unwrap_or(0);
    let cells = width.saturating_mul(grid.len());
    if cells > CELL_LIMIT {
        return Err(ReadError::NotATable {
            file: file.to_owned(),
            why: format!(
                "it has {width} columns and {} rows, nearly all of them blank",
                grid.len()
            ),
        });
    }
    let rows = grid.into_iter().map(|(number, row)| {
        let mut cells = vec![String::new(); width];
        for (column, text) in row {
            if let Some(cell) = cells.get_mut(column as usize) {
                *cell = text;
            }
        }
        Row {
            number: number.saturating_add(1),
            cells,
        }
    });
    Ok(rows.collect())
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
