// SPDX-License-Identifier: EUPL-1.2
//! A table: its headings and rows, what is known beside them, and how it is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use wegmarke_domain::finding::Severity;

use super::grid::{At, Merged};
use super::page::{SheetInfo, Wanted};
use super::row::Row;

/// A table as a person sees it in a spreadsheet.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// Name of the sheet; nothing for files that are one table.
    pub(crate) name: Option<String>,
    /// All sheets of the file.
    pub(crate) sheets: Arc<[SheetInfo]>,
    /// Headings, trimmed; empty for columns without one. Two columns may have the same.
    pub(crate) heading: Vec<Arc<str>>,
    /// Row of the (last line of the) headings as a spreadsheet counts it.
    pub(crate) heading_row: u32,
    pub(crate) rows: Vec<Row>,
    /// Columns with a heading that the program hides.
    pub(crate) hidden_columns: Vec<usize>,
    /// Whether bare numbers for days count from 1904.
    pub(crate) is_from_1904: bool,
    /// What has to be told whatever the profile reads.
    pub(crate) notes: Vec<Note>,
}

/// Something met in a file that is told as a finding.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    pub(crate) code: &'static str,
    pub(crate) severity: Severity,
    pub(crate) row: Option<u32>,
    pub(crate) column: Option<Arc<str>>,
    pub(crate) args: Vec<(&'static str, String)>,
}

/// How the profile wants a table to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format<'a> {
    /// Sheets of a spreadsheet.
    pub(crate) sheets: Wanted<'a>,
    pub(crate) delimiter: Option<u8>,
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,
    /// Rows of the headings as a spreadsheet counts them; none: found by what the profile asks for.
    pub(crate) heading_rows: &'a [u32],
    /// Headings that the profile asks for, as `heading` writes them: the row that has most of them
    /// is the heading.
    pub(crate) known: &'a [String],
}

impl Default for Format<'_> {
    fn default() -> Self {
        Self {
            sheets: Wanted::First,
            delimiter: None,
            encoding: None,
            heading_rows: &[],
            known: &[],
        }
    }
}

/// All rows of a table as they stand in the file, with what is known of them.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) rows: Vec<Row>,
    pub(super) notes: Vec<Note>,
    pub(super) name: Option<String>,
    pub(super) sheets: Arc<[SheetInfo]>,
    pub(super) merged: Vec<Merged>,
    pub(super) hidden_rows: Vec<u32>,
    pub(super) hidden_columns: Vec<(u32, u32)>,
    pub(super) links: BTreeMap<At, Box<str>>,
    pub(super) is_from_1904: bool,
}

impl Source {
    /// Rows of a text.
    pub(super) fn plain(rows: Vec<Row>, notes: Vec<Note>) -> Self {
        Self {
            rows,
            notes,
            name: None,
            sheets: Arc::new([]),
            merged: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            links: BTreeMap::new(),
            is_from_1904: false,
        }
    }
}

/// Row numbers as people write them: `3, 5, 7–12`; a long list ends with an ellipsis.
pub(crate) fn list_rows(rows: &[u32]) -> String {
    const LISTED: usize = 20;
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*row) => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let more = if runs.len() > LISTED { ", …" } else { "" };
    let written = runs
        .iter()
        .take(LISTED)
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first}–{last}"),
        });
    let written: Vec<String> = written.collect();
    format!("{}{more}", written.join(", "))
}

/// The letters that spreadsheets have for a column.
pub(crate) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let at = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + at));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_are_named_as_in_a_spreadsheet() {
        assert_eq!(list_rows(&[3, 5, 6, 8, 9, 10]), "3, 5, 6, 8–10");
        assert!(list_rows(&(0..90).map(|at| at * 2).collect::<Vec<_>>()).ends_with(", …"));
        for (at, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_letters(at), letters);
        }
    }
}
