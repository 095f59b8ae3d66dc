// SPDX-License-Identifier: EUPL-1.2
//! Scattered cells of one sheet, and how they become rows.

use std::collections::BTreeMap;

pub(crate) use super::kind::CellType;
use super::row::{self, Row};
use crate::{ReadError, limits};

/// Row and column, from 0.
pub(crate) type At = (u32, u32);

/// One cell that is not blank.
#[derive(Clone, Debug)]
pub(crate) struct RawCell {
    pub(crate) text: Box<str>,
    pub(crate) kind: CellType,
}

/// Cells that were made one: the first and the last of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merged {
    pub(crate) first: At,
    pub(crate) last: At,
}

/// How much was taken in so far, and how much may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meter {
    cells: usize,
    /// Bytes of all texts.
    bytes: u64,
    limit_cells: usize,
    limit_bytes: u64,
    limit_merged: usize,
}

impl Meter {
    pub(super) const TABLE: Self = Self::new(limits::CELLS, limits::UNPACKED_BYTES, limits::MERGED);
    pub(super) const FORM: Self = Self::new(
        limits::FORM_CELLS_READ,
        limits::FORM_TEXT_BYTES,
        limits::FORM_MERGED,
    );

    const fn new(limit_cells: usize, limit_bytes: u64, limit_merged: usize) -> Self {
        Self {
            cells: 0,
            bytes: 0,
            limit_cells,
            limit_bytes,
            limit_merged,
        }
    }
}

/// Cells by row and column. Blank cells take no place, however many a file claims.
#[derive(Debug)]
pub(crate) struct Grid {
    pub(crate) cells: BTreeMap<u32, BTreeMap<u32, RawCell>>,
    /// Merged cells, at most one more than is allowed.
    pub(crate) merged: Vec<Merged>,
    /// Rows that the program hides.
    pub(super) hidden_rows: Vec<u32>,
    /// Runs of columns that the program hides, with both ends.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// Addresses behind cells.
    pub(super) links: BTreeMap<At, Box<str>>,
    meter: Meter,
    has_values: bool,
    /// The name of the sheet, for errors.
    sheet: Box<str>,
}

impl Grid {
    /// A grid that counts on from what other sheets of the file took.
    pub(super) fn new(meter: Meter, sheet: &str) -> Self {
        Self {
            sheet: sheet.into(),
            cells: BTreeMap::new(),
            merged: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            links: BTreeMap::new(),
            meter,
            has_values: false,
        }
    }

    pub(super) fn meter(&self) -> Meter {
        self.meter
    }

    /// Whether no cell shows anything.
    pub(super) fn is_empty(&self) -> bool {
        !self.has_values
    }

    /// Takes in `rows` times `columns` cells of the same text; blank ones are left out.
    pub(super) fn put(
        &mut self,
        file: &str,
        at: At,
        times: (u32, u32),
        (text, kind): (&str, CellType),
    ) -> Result<(), ReadError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.has_values = true;
        self.spread(file, at, times, (text, kind))
    }

    /// Takes in a computed cell: the words of its formula in place of what it shows.
    pub(super) fn put_formula(
        &mut self,
        file: &str,
        at: At,
        times: (u32, u32),
        (words, shown): (&str, &str),
    ) -> Result<(), ReadError> {
        self.has_values |= !shown.trim().is_empty();
        let words = words.trim_start_matches("of:").trim_start_matches('=');
        let words: String = words.chars().take(limits::FORMULA_CHARS).collect();
        self.spread(file, at, times, (&format!("={words}"), CellType::Formula))
    }

    pub(super) fn merge(&mut self, merged: Merged) {
        if self.merged.len() <= self.meter.limit_merged {
            self.merged.push(merged);
        }
    }

    /// Takes in the address behind those cells that hold something.
    pub(super) fn link(&mut self, cells: Merged, address: &str) {
        let Merged { first, last } = cells;
        let fits = address.len() <= limits::CELL_BYTES && first.0 <= last.0 && first.1 <= last.1;
        let rows = fits.then(|| self.cells.range(first.0..=last.0));
        for (row, cells) in rows.into_iter().flatten() {
            for column in cells.range(first.1..=last.1).map(|(column, _)| *column) {
                let more = self.meter.bytes.saturating_add(address.len() as u64);
                if more > self.meter.limit_bytes || self.links.len() >= self.meter.limit_cells {
                    return;
                }
                self.meter.bytes = more;
                self.links.insert((*row, column), address.into());
            }
        }
    }

    fn spread(
        &mut self,
        file: &str,
        (row, column): At,
        (rows, columns): (u32, u32),
        (text, kind): (&str, CellType),
    ) -> Result<(), ReadError> {
        // Counted before anything is repeated: a claim of a billion ends here.
        let (last_row, last_column) = (
            u64::from(row) + u64::from(rows),
            u64::from(column) + u64::from(columns),
        );
        let more = u64::from(rows) * u64::from(columns);
        let meter = &mut self.meter;
        for (count, what, limit) in [
            (last_row, "rows", limits::ROWS),
            (last_column, "columns", limits::COLUMNS),
            (meter.cells as u64 + more, "cells", meter.limit_cells),
        ] {
            if count > limit as u64 {
                return Err(ReadError::too_many(file, what, limit));
            }
        }
        if text.len() > limits::CELL_BYTES {
            let column = column as usize + 1;
            let error = ReadError::cell_too_long(file, row.saturating_add(1), column);
            return Err(error.in_sheet(&self.sheet));
        }
        meter.bytes = meter
            .bytes
            .saturating_add((text.len() as u64).saturating_mul(more));
        if meter.bytes > meter.limit_bytes {
            return Err(ReadError::TooLarge {
                file: file.to_owned(),
                limit: meter.limit_bytes,
            });
        }
        for row in row..row + rows {
            let cells = self.cells.entry(row).or_default();
            for column in column..column + columns {
                let text = text.into();
                if cells.insert(column, RawCell { text, kind }).is_none() {
                    meter.cells += 1;
                }
            }
        }
        Ok(())
    }

    /// Rows as wide as the widest; rows without any cell are left out, their numbers are not.
    pub(super) fn rows(self, file: &str) -> Result<Vec<Row>, ReadError> {
        let all = self.cells.iter();
        let mut all = all.flat_map(|(row, cells)| cells.iter().map(move |cell| (*row, cell)));
        if let Some((row, (column, formula))) =
            all.find(|(_, cell)| cell.1.kind == CellType::Formula)
        {
            let heading = self.cells.values().next();
            let heading = heading.and_then(|first| first.get(column));
            let error = ReadError::Formula {
                file: file.to_owned(),
                row: row.saturating_add(1),
                column: heading.map_or_else(
                    || column.saturating_add(1).to_string(),
                    |name| row::heading(&name.text),
                ),
                text: formula.text.to_string(),
            };
            return Err(error.in_sheet(&self.sheet));
        }
        let columns = self.cells.values().filter_map(|row| row.last_key_value());
        let width = columns.map(|(column, _)| *column as usize + 1).max();
        let width = width.unwrap_or(0);
        if width.saturating_mul(self.cells.len()) > limits::CELLS {
            return Err(ReadError::too_many(file, "cells", limits::CELLS));
        }
        let rows = self.cells.into_iter().map(|(number, row)| {
            let mut cells = vec![String::new(); width];
            let mut kinds = vec![CellType::Text; width];
            for (column, value) in row {
                let column = column as usize;
                if let (Some(cell), Some(kind)) = (cells.get_mut(column), kinds.get_mut(column)) {
                    (*cell, *kind) = (value.text.into_string(), value.kind);
                }
            }
            Row {
                number: number.saturating_add(1),
                cells,
                kinds,
            }
        });
        Ok(rows.collect())
    }
}
