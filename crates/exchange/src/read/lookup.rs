// SPDX-License-Identifier: EUPL-1.2
//! Cells of a second file, found by what a cell of the row says.

use std::collections::BTreeMap;
use std::sync::Arc;

use wegmarke_domain::finding::codes;

use super::headings::Headings;
use super::lines::{Lines, Told};
use crate::ReadError;
use crate::profile::{Lookup, Table};

/// Adds the columns that the table asks for from the rows of a second file.
pub(super) fn add(
    file: &str,
    lookup: &Lookup,
    table: &Table,
    lines: &mut Lines,
    (second, rows): (&str, &Lines),
) -> Result<(), ReadError> {
    let theirs = Headings::new(second, &rows.heading, rows.own);
    let who = format!("the lookup “{}”", lookup.name);
    let by = theirs
        .find(&lookup.by)?
        .ok_or_else(|| theirs.lacks(&lookup.by, &who))?;
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, line) in rows.lines.iter().enumerate() {
        let key = line.cells.get(by).map_or("", String::as_str);
        known.entry(key).or_insert(at);
    }
    let ours = Headings::new(file, &lines.heading, lines.own);
    let column = ours
        .find(&lookup.column)?
        .ok_or_else(|| ours.lacks(&lookup.column, &who))?;
    let heading = lines.heading.get(column).cloned().unwrap_or_default();
    let mut found: Vec<Option<usize>> = Vec::new();
    for line in &lines.lines {
        let key = line.cells.get(column).map_or("", String::as_str);
        let row = known.get(key).copied().filter(|_| !key.is_empty());
        if row.is_none() && !key.is_empty() {
            lines.told.push(Told {
                code: codes::ROW_UNMATCHED,
                row: line.number,
                column: Arc::clone(&heading),
                value: key.to_owned(),
            });
        }
        found.push(row);
    }
    for name in table.list_names() {
        let Some(wanted) = name.strip_prefix(lookup.name.as_str()) else {
            continue;
        };
        let Some(wanted) = wanted.strip_prefix('.') else {
            continue;
        };
        let wanted = [wanted.to_owned()];
        let at = theirs
            .find(&wanted)?
            .ok_or_else(|| theirs.lacks(&wanted, &who))?;
        lines.add(file, name, |line, _| {
            let row = found.get(line).copied().flatten();
            let cells = row
                .and_then(|row| rows.lines.get(row))
                .map(|row| &row.cells);
            cells
                .and_then(|cells| cells.get(at))
                .cloned()
                .unwrap_or_default()
        })?;
    }
    Ok(())
}
