// SPDX-License-Identifier: EUPL-1.2
//! The binary formats of Excel: `.xls` until 2003, `.xlsb` after it. They are read without number
//! formats, links and what is hidden in a sheet, which is told.

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Sheet, SheetVisible, Xls, XlsError, Xlsb, XlsbError};

use super::archive::broken;
use super::grid::{CellType, Grid, Merged, Meter};
use super::number_format::NumberFormat;
use super::page::{Book, Page, SheetInfo, Wanted};
use super::xlsx::value;
use crate::ReadError;

fn infos(sheets: &[Sheet]) -> Vec<SheetInfo> {
    let sheets = sheets.iter().map(|sheet| SheetInfo {
        name: sheet.name.clone(),
        is_hidden: sheet.visible != SheetVisible::Visible,
        has_content: false,
    });
    sheets.collect()
}

fn shown(data: &Data) -> (String, CellType) {
    value(data, NumberFormat::default())
}

/// Reads the wanted sheets of a file that was measured.
pub(super) fn old_book(
    file: &str,
    bytes: &[u8],
    wanted: Wanted<'_>,
    meter: Meter,
) -> Result<Book, ReadError> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => ReadError::Locked { file: file.into() },
        error => broken(file, "XLS", error),
    })?;
    let (mut sheets, mut pages, mut meter) = (infos(book.sheets_metadata()), Vec::new(), meter);
    for sheet in &mut sheets {
        // Charts are sheets too, without cells.
        let Ok(range) = book.worksheet_range(&sheet.name) else {
            continue;
        };
        sheet.has_content = range
            .used_cells()
            .any(|(_, _, data)| !shown(data).0.trim().is_empty());
        if !wanted.takes(sheet, &pages) {
            continue;
        }
        let mut grid = Grid::new(meter, &sheet.name);
        for (at, data) in cells(&range) {
            let (text, kind) = shown(data);
            grid.put(file, at, (1, 1), (&text, kind))?;
        }
        let formulas = book.worksheet_formula(&sheet.name).unwrap_or_default();
        for (at, formula) in cells(&formulas).filter(|(_, formula)| !formula.is_empty()) {
            grid.put_formula(file, at, (1, 1), (formula, "1"))?;
        }
        for merged in book
            .merge_cells_by_sheet_name(&sheet.name)
            .unwrap_or_default()
        {
            let (first, last) = (merged.start, merged.end);
            grid.merge(Merged { first, last });
        }
        meter = grid.meter();
        pages.push(Page {
            name: sheet.name.clone(),
            grid,
        });
    }
    Ok(Book {
        pages,
        sheets,
        is_from_1904: book.has_1904_epoch(),
    })
}

/// The cells that hold something, with their places in the sheet.
fn cells<T: calamine::CellType>(range: &Range<T>) -> impl Iterator<Item = ((u32, u32), &T)> {
    let (row, column) = range.start().unwrap_or_default();
    range.used_cells().map(move |(at_row, at_column, data)| {
        let place =
            |first: u32, at: usize| first.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        ((place(row, at_row), place(column, at_column)), data)
    })
}

/// Reads the wanted sheets of a binary file in an archive.
pub(super) fn binary_book(
    file: &str,
    bytes: &[u8],
    wanted: Wanted<'_>,
    meter: Meter,
) -> Result<Book, ReadError> {
    let broken = |error: XlsbError| broken(file, "XLSB", error);
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(broken)?;
    let (mut sheets, mut pages, mut meter) = (infos(book.sheets_metadata()), Vec::new(), meter);
    for sheet in &mut sheets {
        let takes = wanted.takes(sheet, &pages);
        let mut grid = Grid::new(meter, &sheet.name);
        // Charts are sheets too, without cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&sheet.name) else {
            continue;
        };
        while let Some(cell) = reader.next_cell().map_err(broken)? {
            let at = cell.get_position();
            let (text, kind) = shown(&Data::from(cell.get_value().clone()));
            grid.put(file, at, (1, 1), (&text, kind))?;
            if !takes && !grid.is_empty() {
                break;
            }
        }
        drop(reader);
        sheet.has_content = !grid.is_empty();
        if !takes {
            continue;
        }
        let mut reader = book.worksheet_cells_reader(&sheet.name).map_err(broken)?;
        while let Some(cell) = reader.next_formula().map_err(broken)? {
            if !cell.get_value().is_empty() {
                let words = cell.get_value().as_str();
                grid.put_formula(file, cell.get_position(), (1, 1), (words, "1"))?;
            }
        }
        meter = grid.meter();
        pages.push(Page {
            name: sheet.name.clone(),
            grid,
        });
    }
    Ok(Book {
        pages,
        sheets,
        is_from_1904: book.has_1904_epoch(),
    })
}
