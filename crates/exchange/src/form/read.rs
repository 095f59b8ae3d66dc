// SPDX-License-Identifier: EUPL-1.2
//! A filled form back to cells under ids and keys, wherever they stand by now.

use std::collections::{BTreeMap, BTreeSet};

use wegmarke_domain::message::Message;

use super::value::{Dialect, OwnLabels, fold};
use super::{CODES, ID, REVISION, STAMP, Stamp, line};
use crate::reason::reason;
use crate::table::grid::{CellType, Grid, Merged, RawCell};
use crate::table::{Page, spreadsheet};
use crate::{ReadError, limits, table};

pub(super) type Cells = BTreeMap<u32, RawCell>;

/// A form as it came back. [`Filled::answers`] gives its cells their types.
#[derive(Debug)]
pub struct Filled {
    /// What the file says it belongs to. Anybody may have changed it.
    pub stamp: Stamp,
    pub(super) rows: BTreeMap<u32, Cells>,
    pub(super) merged: Vec<Merged>,
    /// Row of the keys.
    pub(super) key_row: u32,
    /// A second sheet with keys, as when the sheet was copied.
    pub(super) second: Option<String>,
    pub(super) dialect: Dialect,
}

/// Reads a filled form, XLSX or ODS by what its bytes are. `file` names it in errors only.
///
/// # Errors
/// The file is no spreadsheet, too large, damaged, or was not made by [`super::Form`].
pub fn read(file: &str, bytes: &[u8]) -> Result<Filled, ReadError> {
    if bytes.len() as u64 > limits::FORM_BYTES {
        return Err(ReadError::TooLarge {
            file: file.to_owned(),
            limit: limits::FORM_BYTES,
        });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty { file: file.into() });
    }
    if let Some(what) = table::other_than_zip(file, bytes) {
        return Err(not_a_form(file, reason(what)));
    }
    let book = spreadsheet::book(file, bytes).map_err(|error| match error {
        ReadError::NotATable { why, .. } => not_a_form(file, why),
        other => other,
    })?;
    let stamped = book.pages.iter().enumerate();
    let mut stamped = stamped.filter_map(|(at, page)| Some((at, find_stamp(&page.grid)?)));
    let Some((stamp_at, (stamp, own_labels))) = stamped.next() else {
        return Err(not_a_form(file, reason("no_hidden_sheet")));
    };
    let pages = book.pages.into_iter().enumerate();
    let pages = pages
        .filter(|(at, _)| *at != stamp_at)
        .map(|(_, page)| page);
    let mut keyed = pages.filter_map(|page| Some((find_key_row(&page.grid)?, page)));
    let Some((key_row, Page { grid, .. })) = keyed.next() else {
        return Err(not_a_form(file, reason("no_row_of_keys")));
    };
    let second = keyed.next().map(|(_, page)| page.name);
    if grid.merged.len() > limits::FORM_MERGED {
        return Err(ReadError::too_many(file, "merged", limits::FORM_MERGED));
    }
    Ok(Filled {
        stamp,
        rows: grid.cells,
        merged: grid.merged,
        key_row,
        second,
        dialect: Dialect::new(own_labels, book.is_from_1904),
    })
}

fn not_a_form(file: &str, why: Message) -> ReadError {
    ReadError::NotAForm {
        file: file.to_owned(),
        why,
    }
}

/// The row of keys: one with both hidden columns, or else one with ids.
fn find_key_row(grid: &Grid) -> Option<u32> {
    let has = |cells: &Cells, key: &str| cells.values().any(|value| is(value, key));
    let rows = || grid.cells.iter();
    let mut with_ids = rows().filter(|(_, cells)| has(cells, ID));
    let mut with_both = with_ids.clone().filter(|(_, cells)| has(cells, REVISION));
    let found = with_both.next().or_else(|| with_ids.next());
    found.map(|(row, _)| *row)
}

fn is(value: &RawCell, text: &str) -> bool {
    value.kind == CellType::Text && line(&value.text) == text
}

/// The stamp and the labels of the choices, if this is the sheet that has them.
fn find_stamp(grid: &Grid) -> Option<(Stamp, OwnLabels)> {
    let all = grid.cells.iter();
    let mut all = all.flat_map(|(row, cells)| cells.iter().map(move |cell| (*row, cell)));
    let (first, (names, _)) = all.find(|(_, (_, value))| is(value, STAMP))?;
    let facts = column(grid, first, *names).filter_map(|(row, name)| {
        let fact = grid.cells.get(&row)?.get(&names.checked_add(1)?)?;
        Some((name, line(&fact.text).into_owned()))
    });
    let mut facts: BTreeMap<String, String> = facts.collect();
    let stamp = Stamp {
        form: facts.remove(STAMP)?,
        schema: facts.remove("schema")?.parse().ok()?,
        plan: facts.remove("plan").unwrap_or_default(),
        round: facts.remove("round"),
        organisation: facts.remove("organisation").unwrap_or_default(),
        register_size: facts.remove("register_size")?.parse().ok()?,
    };
    Some((stamp, own_labels(grid, first)))
}

/// The labels that stand left of their codes, below the key of their column.
fn own_labels(grid: &Grid, first: u32) -> OwnLabels {
    let headings = grid.cells.get(&first).into_iter().flatten();
    let codes: BTreeSet<u32> = headings
        .filter(|(_, value)| is(value, CODES))
        .map(|(at, _)| *at)
        .collect();
    let mut labels = OwnLabels::new();
    let mut keys = BTreeMap::new();
    for (row, cells) in grid.cells.range(first..) {
        for (at, value) in cells.iter().filter(|(at, _)| codes.contains(at)) {
            let Some(label) = at.checked_sub(1).and_then(|at| cells.get(&at)) else {
                continue;
            };
            if *row == first {
                keys.insert(*at, line(&label.text).into_owned());
            } else if let Some(key) = keys.get(at) {
                let labels = labels.entry(key.clone()).or_default();
                labels.insert(fold(&label.text), line(&value.text).into_owned());
            }
        }
    }
    labels
}

/// The texts of one column from a row on.
fn column(grid: &Grid, from: u32, column: u32) -> impl Iterator<Item = (u32, String)> {
    grid.cells.range(from..).filter_map(move |(row, cells)| {
        let value = cells.get(&column)?;
        Some((*row, line(&value.text).into_owned()))
    })
}
