// SPDX-License-Identifier: EUPL-1.2
//! Scattered cells of one sheet, and how they become rows.

use std::collections::BTreeMap;

use super::Row;
use crate::{ReadError, limits};

/// Row and column, from 0.
pub(super) type At = (u32, u32);

/// Cells by row and column. Blank cells take no place, however many a file claims.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: BTreeMap<u32, BTreeMap<u32, String>>,
    count: usize,
    /// Bytes of all texts.
    bytes: u64,
    formula: Option<(At, String)>,
}

impl Grid {
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Takes in `rows` times `columns` cells of the same text; blank ones are left out.
    pub(super) fn put(
        &mut self,
        file: &str,
        (row, column): At,
        (rows, columns): (u32, u32),
        text: &str,
    ) -> Result<(), ReadError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        // Counted before anything is repeated: a claim of a billion ends here.
        let (last_row, last_column) = (
            u64::from(row) + u64::from(rows),
            u64::from(column) + u64::from(columns),
        );
        let more = u64::from(rows) * u64::from(columns);
        for (count, what, limit) in [
            (last_row, "rows", limits::ROWS),
            (last_column, "columns", limits::COLUMNS),
            (self.count as u64 + more, "cells", limits::CELLS),
        ] {
            if count > limit as u64 {
                return Err(super::too_many(file, what, limit));
            }
        }
        if text.len() > limits::CELL_BYTES {
            let column = column as usize + 1;
            return Err(super::cell_too_long(file, row.saturating_add(1), column));
        }
        self.bytes = self
            .bytes
            .saturating_add((text.len() as u64).saturating_mul(more));
        if self.bytes > limits::UNPACKED_BYTES {
            return Err(ReadError::TooLarge {
                file: file.to_owned(),
                limit: limits::UNPACKED_BYTES,
            });
        }
        for row in row..row + rows {
            let cells = self.cells.entry(row).or_default();
            for column in column..column + columns {
                if cells.insert(column, text.to_owned()).is_none() {
                    self.count += 1;
                }
            }
        }
        Ok(())
    }

    /// Notes that a cell is computed; the first one is told.
    pub(super) fn mark_formula(&mut self, at: At, words: &str) {
        self.formula.get_or_insert_with(|| {
            let words = words.trim_start_matches("of:").trim_start_matches('=');
            (at, format!("={words}"))
        });
    }

    /// Rows as wide as the widest; rows without any cell are left out, their numbers are not.
    pub(super) fn rows(self, file: &str) -> Result<Vec<Row>, ReadError> {
        if let Some(((row, column), words)) = &self.formula {
            let heading = self.cells.values().next();
            let heading = heading.and_then(|first| first.get(column));
            return Err(ReadError::Formula {
                file: file.to_owned(),
                row: row.saturating_add(1),
                column: heading.map_or_else(
                    || column.saturating_add(1).to_string(),
                    |name| super::heading(name),
                ),
                text: words.chars().take(40).collect(),
            });
        }
        let columns = self.cells.values().filter_map(|row| row.last_key_value());
        let width = columns.map(|(column, _)| *column as usize + 1).max();
        let width = width.unwrap_or(0);
        if width.saturating_mul(self.cells.len()) > limits::CELLS {
            return Err(super::too_many(file, "cells", limits::CELLS));
        }
        let rows = self.cells.into_iter().map(|(number, row)| {
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
}
