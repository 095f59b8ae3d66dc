// SPDX-License-Identifier: EUPL-1.2
//! Rows in which columns slipped: their cells go under the headings where those of other rows stand.

use std::sync::Arc;

use wegmarke_domain::finding::codes;

use super::bind::Tests;
use super::headings::Headings;
use super::lines::{Line, Lines, Told};
use crate::profile::Shifted;
use crate::table::heading;
use crate::{ReadError, limits};

/// Where a cell goes, and where it stands.
struct Way {
    to: usize,
    from: Option<usize>,
}

/// One kind of such rows, bound to the headings of a file.
struct Kind<'p> {
    tests: Tests<'p>,
    ways: Vec<Way>,
}

impl Lines {
    /// Puts the cells of rows that slipped where they belong. Notes which rows these are, and cells that have no
    /// heading any more.
    pub(super) fn shift(&mut self, file: &str, shifted: &[Shifted]) -> Result<(), ReadError> {
        if shifted.is_empty() {
            return Ok(());
        }
        let mut made: Vec<Arc<str>> = Vec::new();
        let mut kinds = Vec::new();
        {
            let headings = Headings::new(file, &self.heading, self.own);
            for one in shifted {
                kinds.push(Kind {
                    tests: Tests::bind(&headings, "shifted when", &one.tests)?,
                    ways: list_ways(&headings, one, &mut made)?,
                });
            }
        }
        let width = self.heading.len() + made.len();
        if width.saturating_mul(self.lines.len()) > limits::CELLS {
            return Err(ReadError::too_many(file, "cells", limits::CELLS));
        }
        self.heading.extend(made);
        let mut rows = vec![Vec::new(); kinds.len()];
        for line in &mut self.lines {
            let of = kinds.iter().position(|kind| kind.tests.pass(&line.cells));
            line.cells.resize(width, String::new());
            let Some((kind, rows)) = of.and_then(|at| Some((kinds.get(at)?, rows.get_mut(at)?)))
            else {
                continue;
            };
            rows.push(line.number);
            let lost = kind.list_lost(line);
            self.told.extend(lost.into_iter().map(|(at, value)| Told {
                code: codes::CELL_UNFIT,
                row: line.number,
                column: self.heading.get(at).cloned().unwrap_or_default(),
                value,
            }));
            kind.put(line, width);
        }
        rows.retain(|rows| !rows.is_empty());
        self.shifted = rows;
        Ok(())
    }
}

fn list_ways(
    headings: &Headings<'_>,
    shifted: &Shifted,
    made: &mut Vec<Arc<str>>,
) -> Result<Vec<Way>, ReadError> {
    let mut ways = Vec::new();
    for (to, from) in &shifted.columns {
        let from = match from {
            None => None,
            Some(from) => {
                let names = std::slice::from_ref(from);
                let found = headings.find(names)?;
                Some(found.ok_or_else(|| headings.lacks(names, "shifted columns"))?)
            }
        };
        let to = match headings.find(std::slice::from_ref(to))? {
            Some(at) => at,
            None => {
                let name = heading(to);
                let known = made.iter().position(|known| **known == *name);
                let at = known.unwrap_or_else(|| {
                    made.push(name.into());
                    made.len() - 1
                });
                headings.all.len() + at
            }
        };
        ways.push(Way { to, from });
    }
    Ok(ways)
}

impl Kind<'_> {
    /// Cells that another one takes the place of, and that go nowhere.
    fn list_lost(&self, line: &Line) -> Vec<(usize, String)> {
        let goes = |at: usize| self.ways.iter().any(|way| way.from == Some(at));
        let taken = self.ways.iter().filter(|way| way.from.is_some());
        let lost = taken.filter_map(|way| {
            let cell = line.cells.get(way.to)?;
            (!cell.is_empty() && !goes(way.to)).then(|| (way.to, cell.clone()))
        });
        lost.collect()
    }

    fn put(&self, line: &mut Line, width: usize) {
        line.kinds.resize(width, crate::table::CellType::default());
        let (cells, kinds) = (line.cells.clone(), line.kinds.clone());
        for way in &self.ways {
            let cell = way.from.and_then(|from| cells.get(from));
            let kind = way.from.and_then(|from| kinds.get(from));
            if let Some(to) = line.cells.get_mut(way.to) {
                *to = cell.cloned().unwrap_or_default();
            }
            if let Some(to) = line.kinds.get_mut(way.to) {
                *to = kind.copied().unwrap_or_default();
            }
        }
    }
}
