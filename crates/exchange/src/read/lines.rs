// SPDX-License-Identifier: EUPL-1.2
//! Rows as records read them: groups filled down, rows below rows, cells of second files, and columns
//! that no file has, such as the name of the file.

use std::collections::BTreeMap;
use std::sync::Arc;

use wegmarke_domain::finding::codes;

use super::cells::Met;
use super::headings::Headings;
use crate::profile::{Kinship, Rows, Table};
use crate::table::{CellType, Note, Sheet};
use crate::{ReadError, limits};

/// Rows below rows: more levels than any plan has, and an end for rows that name each other.
const LEVELS: usize = 100;

/// Rows or nodes, ready for records.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// Headings of the file, then those of columns made here.
    pub(super) heading: Vec<Arc<str>>,
    /// How many headings are the file's.
    pub(super) own: usize,
    pub(super) lines: Vec<Line>,
    pub(super) told: Vec<Told>,
    /// Rows whose columns slipped, kind by kind.
    pub(super) shifted: Vec<Vec<u32>>,
    /// What was met in the texts of columns.
    pub(super) met: Met,
    /// What has to be told beside the lines.
    pub(super) notes: Vec<Note>,
    /// Whether bare numbers for days count from 1904.
    pub(super) is_from_1904: bool,
}

/// One row or node with its cleaned cells.
#[derive(Debug)]
pub(super) struct Line {
    /// Row as a spreadsheet counts it, or running number of the node.
    pub(super) number: u32,
    pub(super) cells: Vec<String>,
    /// What a program took them for; those that are missing are texts.
    pub(super) kinds: Vec<CellType>,
    /// Where it stands among nodes; `None`: rows stand below each other only.
    pub(super) place: Option<Place>,
}

impl Line {
    pub(super) fn kind(&self, at: usize) -> CellType {
        self.kinds.get(at).copied().unwrap_or_default()
    }
}

/// Where a node stands.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) depth: u32,
    pub(super) leaf: bool,
    /// The key of the list it stands in.
    pub(super) under: Arc<str>,
}

/// What did not fit while rows were put in order.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) code: &'static str,
    pub(super) row: u32,
    pub(super) column: Arc<str>,
    pub(super) value: String,
}

/// Which node a name such as `parent.title` means.
pub(super) enum Kin {
    /// So many levels above.
    Up(usize),
    Root,
}

/// What `parent.KEY`, `parent.parent.KEY` and `root.KEY` mean.
pub(super) fn kin(name: &str) -> Option<(Kin, &str)> {
    if let Some(key) = name.strip_prefix("root.") {
        return Some((Kin::Root, key));
    }
    let (mut up, mut rest) = (0, name);
    while let Some(key) = rest.strip_prefix("parent.") {
        (up, rest) = (up + 1, key);
    }
    (up > 0).then_some((Kin::Up(up), rest))
}

impl Lines {
    /// The rows of a sheet as the profile wants them.
    pub(super) fn of_sheet(
        file: &str,
        sheet: Sheet,
        rows: &Rows,
        table: Option<&Table>,
    ) -> Result<Self, ReadError> {
        let mut lines = Self {
            own: sheet.heading.len(),
            heading: sheet.heading,
            is_from_1904: sheet.is_from_1904,
            ..Self::default()
        };
        let width = lines.own;
        for mut row in sheet.rows {
            let cells = row.cells.iter().enumerate();
            let cells = cells.map(|(at, cell)| lines.met.clean(row.number, at, cell));
            let mut cells: Vec<String> = cells.collect();
            cells.resize(width, String::new());
            row.kinds.truncate(width);
            lines.lines.push(Line {
                number: row.number,
                cells,
                kinds: row.kinds,
                place: None,
            });
        }
        lines.section(rows.section.as_deref());
        lines.fill_down(file, &rows.fill_down)?;
        let asked = |name: &str| {
            table.is_none_or(|table| table.list_names().iter().any(|asked| *asked == name))
        };
        let sheet_name = sheet.name.unwrap_or_default();
        for (name, text) in [("file.name", file), ("sheet.name", &sheet_name)] {
            if asked(name) {
                lines.add(file, name, |_, _| text.to_owned())?;
            }
        }
        if asked("row.number") {
            lines.add(file, "row.number", |at, _| (at + 1).to_string())?;
        }
        if let (Some(parent), Some(table)) = (&rows.parent, table) {
            lines.stand_below(file, parent, table)?;
        }
        Ok(lines)
    }

    /// A further column, made from each line.
    pub(super) fn add(
        &mut self,
        file: &str,
        name: &str,
        text: impl Fn(usize, &Line) -> String,
    ) -> Result<(), ReadError> {
        if self.heading.iter().any(|known| &**known == name) {
            return Ok(());
        }
        self.heading.push(name.into());
        // What is repeated for many rows must not fill the memory.
        if self.heading.len().saturating_mul(self.lines.len()) > limits::CELLS {
            return Err(ReadError::too_many(file, "cells", limits::CELLS));
        }
        for (at, line) in self.lines.iter_mut().enumerate() {
            let text = text(at, line);
            line.cells.push(text);
        }
        Ok(())
    }

    fn find(&self, file: &str, names: &[String]) -> Result<usize, ReadError> {
        let headings = Headings::new(file, &self.heading, self.own);
        headings
            .find(names)?
            .ok_or_else(|| headings.lacks(names, "table"))
    }

    /// Rows of one text alone become the cells of a column of the rows below.
    fn section(&mut self, name: Option<&str>) {
        let Some(name) = name else { return };
        self.heading.push(name.into());
        let mut section = String::new();
        self.lines.retain_mut(|line| {
            let mut said = line.cells.iter().filter(|cell| !cell.is_empty());
            if let (Some(text), None) = (said.next(), said.next()) {
                section.clone_from(text);
                return false;
            }
            line.cells.push(section.clone());
            true
        });
    }

    fn fill_down(&mut self, file: &str, names: &[String]) -> Result<(), ReadError> {
        for name in names {
            let at = self.find(file, std::slice::from_ref(name))?;
            let mut above = String::new();
            for line in &mut self.lines {
                let Some(cell) = line.cells.get_mut(at) else {
                    continue;
                };
                if cell.is_empty() {
                    cell.clone_from(&above);
                } else {
                    above.clone_from(cell);
                }
            }
        }
        Ok(())
    }

    /// Rows that name the row above them get a place, and the columns of their relatives.
    fn stand_below(
        &mut self,
        file: &str,
        parent: &Kinship,
        table: &Table,
    ) -> Result<(), ReadError> {
        let (column, id) = (
            self.find(file, &parent.column)?,
            self.find(file, &parent.id)?,
        );
        let mut by_id = BTreeMap::new();
        for (at, line) in self.lines.iter().enumerate() {
            let id = line.cells.get(id).cloned().unwrap_or_default();
            by_id.entry(id).or_insert(at);
        }
        let above: Vec<Option<Option<usize>>> = self
            .lines
            .iter()
            .map(
                |line| match line.cells.get(column).map_or("", String::as_str) {
                    "" => Some(None),
                    named => by_id.get(named).map(|at| Some(*at)),
                },
            )
            .collect();
        let paths: Vec<Option<Vec<usize>>> = (0..above.len()).map(|at| path(&above, at)).collect();
        let mut has_below = vec![false; above.len()];
        for at in above.iter().flatten().flatten() {
            if let Some(has) = has_below.get_mut(*at) {
                *has = true;
            }
        }
        for (at, line) in self.lines.iter_mut().enumerate() {
            let depth = paths.get(at).and_then(Option::as_ref).map(Vec::len);
            line.place = depth.map(|depth| Place {
                depth: u32::try_from(depth).unwrap_or(u32::MAX),
                leaf: !has_below.get(at).copied().unwrap_or_default(),
                under: "".into(),
            });
        }
        self.relatives(file, table, &paths)?;
        let heading = self.heading.get(column).cloned().unwrap_or_default();
        let told = &mut self.told;
        self.lines.retain(|line| {
            if line.place.is_none() {
                told.push(Told {
                    code: codes::ROW_UNMATCHED,
                    row: line.number,
                    column: Arc::clone(&heading),
                    value: line.cells.get(column).cloned().unwrap_or_default(),
                });
            }
            line.place.is_some()
        });
        Ok(())
    }

    fn relatives(
        &mut self,
        file: &str,
        table: &Table,
        paths: &[Option<Vec<usize>>],
    ) -> Result<(), ReadError> {
        for name in table.list_names() {
            let Some((kin, key)) = kin(name) else {
                continue;
            };
            let at = self.find(file, &[key.to_owned()])?;
            let texts: Vec<String> = paths
                .iter()
                .enumerate()
                .map(|(own, path)| {
                    let path = path.as_deref().unwrap_or_default();
                    let one = match kin {
                        Kin::Up(up) => path.get(up - 1),
                        Kin::Root => path.last().or(Some(&own)),
                    };
                    let cells = one
                        .and_then(|one| self.lines.get(*one))
                        .map(|line| &line.cells);
                    cells
                        .and_then(|cells| cells.get(at))
                        .cloned()
                        .unwrap_or_default()
                })
                .collect();
            self.add(file, name, |line, _| {
                texts.get(line).cloned().unwrap_or_default()
            })?;
        }
        Ok(())
    }
}

/// The rows above a row, the nearest first; `None` if one of them is missing or they run in a circle.
fn path(above: &[Option<Option<usize>>], of: usize) -> Option<Vec<usize>> {
    let (mut path, mut at) = (Vec::new(), of);
    while let Some(next) = (*above.get(at)?)? {
        if path.len() >= LEVELS {
            return None;
        }
        path.push(next);
        at = next;
    }
    Some(path)
}
