// SPDX-License-Identifier: EUPL-1.2
//! Which row is the heading, and what the rows below it say that does not stand in their cells.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use wegmarke_domain::finding::{Severity, codes};

use super::grid::{CellType, Merged};
use super::row::{Row, heading};
use super::sheet::{Format, Note, Sheet, Source, list_rows};
use crate::wording::find_years;
use crate::{ReadError, limits};

/// Rows among which the heading is looked for.
const LOOKED_AT: usize = 50;
/// Characters of lines above the heading that are told.
const QUOTED: usize = 200;
/// What is put behind the heading of a column to name the addresses behind its cells.
const LINK: &str = " (link)";

/// The table below its heading.
pub(super) fn sheet(file: &str, source: Source, format: Format<'_>) -> Result<Sheet, ReadError> {
    let Source {
        rows,
        mut notes,
        name,
        sheets,
        merged,
        hidden_rows,
        hidden_columns,
        links,
        is_from_1904,
    } = source;
    let mut rows: Vec<Row> = rows.into_iter().filter(|row| !row.is_blank()).collect();
    let last = last_line(file, &rows, format)?;
    let mut body = rows.split_off(last + 1);
    let heading_row = rows.last().map_or(1, |row| row.number);
    let is_heading = |row: &Row| match format.heading_rows {
        [] => row.number == heading_row,
        wanted => wanted.contains(&row.number),
    };
    let (lines, above): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| is_heading(row));
    // Nobody has to be told what the profile says itself.
    if format.heading_rows.is_empty() {
        notes.extend(title_lines(&above));
    }
    let mut heading = joined(&lines);
    let below = merged.iter().filter(|one| one.first.0 >= heading_row);
    let below: Vec<Merged> = below.copied().collect();
    notes.extend(merged_columns(&body, &below));
    fill_down(&mut body, &below);
    notes.extend(hidden(&body, &hidden_rows));
    let hides = |at: usize| {
        let mut runs = hidden_columns.iter();
        runs.any(|(first, last)| (*first as usize..=*last as usize).contains(&at))
    };
    let is_filled = |at: usize| {
        let mut cells = body.iter().filter_map(|row| row.cells.get(at));
        cells.any(|cell| !cell.trim().is_empty())
    };
    let hidden_columns = (0..heading.len()).filter(|at| hides(*at) && is_filled(*at));
    let hidden_columns = hidden_columns.collect();
    add_links(&mut heading, &mut body, &links);
    Ok(Sheet {
        name,
        sheets,
        heading,
        heading_row,
        rows: body,
        hidden_columns,
        is_from_1904,
        notes,
    })
}

/// The place of the last line of the heading among rows that are not blank.
fn last_line(file: &str, rows: &[Row], format: Format<'_>) -> Result<usize, ReadError> {
    let empty = || ReadError::Empty { file: file.into() };
    match format.heading_rows.iter().max() {
        None if rows.is_empty() => Err(empty()),
        None => Ok(find_heading(rows, format.known)),
        Some(wanted) => {
            let at = rows.iter().position(|row| row.number == *wanted);
            at.ok_or_else(|| ReadError::NoHeadingRow {
                file: file.into(),
                row: *wanted,
            })
        }
    }
}

/// Headings of one or several lines. What stands above a group of columns stands in the first of them
/// only: it goes on to the right as long as the lines below it say something.
fn joined(lines: &[&Row]) -> Vec<Arc<str>> {
    let width = lines.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut headings = vec![String::new(); width];
    for (at, line) in lines.iter().enumerate() {
        let mut above = String::new();
        for (column, joined) in headings.iter_mut().enumerate() {
            let cell = |line: &&Row| line.cells.get(column).map(|text| heading(text));
            let own = cell(line).unwrap_or_default();
            let below = lines.iter().skip(at + 1);
            let goes_on = below.filter_map(cell).any(|text| !text.is_empty());
            if !own.is_empty() || !goes_on {
                above = own;
            }
            if !joined.is_empty() && !above.is_empty() {
                joined.push(' ');
            }
            joined.push_str(&above);
        }
    }
    headings.into_iter().map(Arc::from).collect()
}

/// Whether one of the first rows has a heading that the profile asks for.
pub(super) fn knows(source: &Source, known: &[String]) -> bool {
    let rows = source.rows.iter().filter(|row| !row.is_blank());
    let mut cells = rows.take(LOOKED_AT).flat_map(|row| &row.cells);
    cells.any(|cell| !cell.is_empty() && known.contains(&heading(cell)))
}

/// The place of the heading among rows that are not blank.
fn find_heading(rows: &[Row], known: &[String]) -> usize {
    let known: BTreeSet<&str> = known.iter().map(String::as_str).collect();
    let named = |row: &Row| {
        let cells = row.cells.iter().filter(|cell| !cell.is_empty());
        let names: BTreeSet<String> = cells.map(|cell| heading(cell)).collect();
        names
            .iter()
            .filter(|name| known.contains(name.as_str()))
            .count()
    };
    let full = |row: &Row| {
        row.cells
            .iter()
            .filter(|cell| !cell.trim().is_empty())
            .count()
    };
    let start = rows.get(..rows.len().min(LOOKED_AT)).unwrap_or(rows);
    let most = start.iter().map(named).max().unwrap_or(0);
    if most > 0 {
        return start.iter().position(|row| named(row) == most).unwrap_or(0);
    }
    if !known.is_empty() {
        return 0;
    }
    // Nobody knows a heading: lines with one cell or two above a wide table are its title.
    let widest = start.iter().map(full).max().unwrap_or(0);
    // Years over several columns each are none.
    let years = |row: &Row| {
        let cells = row.cells.iter();
        cells
            .filter(|cell| find_years(cell).next().is_some())
            .count()
    };
    start
        .iter()
        .position(|row| full(row) * 2 >= widest || years(row) > 1)
        .unwrap_or(0)
}

fn title_lines(rows: &[&Row]) -> Option<Note> {
    let first = rows.first()?;
    let cells = rows.iter().flat_map(|row| &row.cells);
    let words = cells
        .map(|cell| heading(cell))
        .filter(|cell| !cell.is_empty());
    let words = words.collect::<Vec<_>>().join(" · ");
    let numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
    Some(Note {
        code: codes::TITLE_LINES,
        severity: Severity::Note,
        row: Some(first.number),
        column: None,
        args: vec![
            ("rows", list_rows(&numbers)),
            ("words", words.chars().take(QUOTED).collect()),
        ],
    })
}

/// Rows from the first to the last of merged cells.
fn span<'r>(rows: &'r mut [Row], merged: &Merged) -> &'r mut [Row] {
    let first = rows.partition_point(|row| row.number <= merged.first.0);
    let last = rows.partition_point(|row| row.number <= merged.last.0.saturating_add(1));
    rows.get_mut(first..last).unwrap_or_default()
}

/// What is merged over several rows holds for each of them.
fn fill_down(rows: &mut [Row], merged: &[Merged]) {
    // Spans that lie over each other, which no program makes, must not take for ever.
    let mut left = limits::CELLS;
    for one in merged.iter().filter(|one| one.last.0 > one.first.0) {
        let column = one.first.1 as usize;
        let rows = span(rows, one);
        left = left.saturating_sub(rows.len());
        let Some((first, rest)) = rows.split_first_mut().filter(|_| left > 0) else {
            continue;
        };
        if first.number != one.first.0.saturating_add(1) {
            continue;
        }
        let kind = first.kind(column);
        let Some(text) = first.cells.get(column).filter(|text| !text.is_empty()) else {
            continue;
        };
        for row in rest {
            if let Some(cell) = row.cells.get_mut(column).filter(|cell| cell.is_empty()) {
                cell.clone_from(text);
                if let Some(known) = row.kinds.get_mut(column) {
                    *known = kind;
                }
            }
        }
    }
}

/// What is merged over several columns holds for the first of them only, and is told.
fn merged_columns(rows: &[Row], merged: &[Merged]) -> Option<Note> {
    let wide = merged.iter().filter(|one| one.last.1 > one.first.1);
    let numbers: BTreeSet<u32> = wide
        .filter_map(|one| {
            let number = one.first.0.checked_add(1)?;
            let at = rows.binary_search_by_key(&number, |row| row.number).ok()?;
            let cell = rows.get(at)?.cells.get(one.first.1 as usize)?;
            (!cell.trim().is_empty()).then_some(number)
        })
        .collect();
    let numbers: Vec<u32> = numbers.into_iter().collect();
    told_rows(codes::MERGED_CELLS, Severity::Note, &numbers)
}

fn hidden(rows: &[Row], hidden: &[u32]) -> Option<Note> {
    let hidden: BTreeSet<u32> = hidden.iter().map(|row| row.saturating_add(1)).collect();
    let numbers = rows.iter().map(|row| row.number);
    let numbers: Vec<u32> = numbers.filter(|row| hidden.contains(row)).collect();
    told_rows(codes::HIDDEN_ROWS, Severity::Warning, &numbers)
}

fn told_rows(code: &'static str, severity: Severity, rows: &[u32]) -> Option<Note> {
    Some(Note {
        code,
        severity,
        row: Some(*rows.first()?),
        column: None,
        args: vec![("count", rows.len().to_string()), ("rows", list_rows(rows))],
    })
}

/// The addresses behind the cells of a column become a column of their own, unless they are what its
/// cells say.
fn add_links(
    heading: &mut Vec<Arc<str>>,
    rows: &mut [Row],
    links: &BTreeMap<super::grid::At, Box<str>>,
) {
    let mut columns: BTreeMap<u32, BTreeMap<usize, &str>> = BTreeMap::new();
    for ((row, column), address) in links {
        let number = row.saturating_add(1);
        let Ok(at) = rows.binary_search_by_key(&number, |row| row.number) else {
            continue;
        };
        columns.entry(*column).or_default().insert(at, address);
    }
    for (column, addresses) in columns {
        let name = heading.get(column as usize).filter(|name| !name.is_empty());
        let Some(name) = name.map(|name| format!("{name}{LINK}")) else {
            continue;
        };
        let says = |at: &usize| rows.get(*at).and_then(|row| row.cells.get(column as usize));
        let told = addresses
            .iter()
            .all(|(at, address)| says(at).is_some_and(|text| bare(text) == bare(address)));
        let is_there = heading.iter().any(|known| **known == *name);
        if told || is_there || heading.len() >= limits::COLUMNS {
            continue;
        }
        let width = heading.len();
        heading.push(name.into());
        for (at, row) in rows.iter_mut().enumerate() {
            row.cells.resize(width.max(row.cells.len()), String::new());
            row.cells.insert(
                width,
                addresses
                    .get(&at)
                    .map(|address| (*address).to_owned())
                    .unwrap_or_default(),
            );
            if row.kinds.len() > width {
                row.kinds.insert(width, CellType::Text);
            }
        }
    }
}

/// An address without what browsers add to it.
fn bare(text: &str) -> &str {
    let text = text.trim().trim_end_matches('/');
    let starts = ["mailto:", "https://", "http://", "www."];
    starts
        .iter()
        .fold(text, |text, start| text.strip_prefix(start).unwrap_or(text))
}

/// The name of the column of addresses that belongs to a heading.
pub(crate) fn link_of(name: &str) -> String {
    format!("{name}{LINK}")
}
