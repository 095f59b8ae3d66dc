// SPDX-License-Identifier: EUPL-1.2
//! What is told of a file as a whole: sheets, rows, columns and files that do not enter, and what
//! would else be said at every row.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use wegmarke_domain::draft::Doubt;
use wegmarke_domain::finding::{Severity, codes};

use super::group::Group;
use crate::pattern;
use crate::table::{Note, SheetInfo, list_rows};

/// More of one kind in one column are told together.
const TOLD: usize = 5;

pub(super) fn doubt(
    file: &Arc<str>,
    (code, severity): (&'static str, Severity),
    row: Option<u32>,
    column: Option<Arc<str>>,
    args: Vec<(&str, String)>,
) -> Doubt {
    let args = args.into_iter();
    Doubt {
        code,
        severity,
        file: Arc::clone(file),
        row,
        column,
        args: args.map(|(name, value)| (name.to_owned(), value)).collect(),
    }
}

/// What was met in a file, as it is told.
pub(super) fn note(file: &Arc<str>, note: Note) -> Doubt {
    let kind = (note.code, note.severity);
    doubt(file, kind, note.row, note.column, note.args)
}

/// Cells of a column that have something in common.
pub(super) fn group(
    file: &Arc<str>,
    kind: (&'static str, Severity),
    column: &Arc<str>,
    group: &Group,
) -> Doubt {
    let column = Some(Arc::clone(column));
    doubt(file, kind, Some(group.first_row), column, group.args())
}

/// Rows of which nothing was read.
pub(super) fn unread_rows(file: &Arc<str>, rows: &[u32]) -> Option<Doubt> {
    let args = vec![("count", rows.len().to_string()), ("rows", list_rows(rows))];
    let kind = (codes::UNREAD_ROW, Severity::Warning);
    Some(doubt(file, kind, Some(*rows.first()?), None, args))
}

/// The sheets of a file, and which of them somebody read or left out on purpose.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    all: Arc<[SheetInfo]>,
    read: BTreeSet<String>,
    ignored: BTreeSet<String>,
}

impl Sheets {
    pub(super) fn take(
        &mut self,
        all: &Arc<[SheetInfo]>,
        read: Option<&String>,
        ignore: &[String],
    ) {
        self.all = Arc::clone(all);
        self.read.extend(read.cloned());
        self.ignored.extend(ignore.iter().cloned());
    }

    pub(super) fn unread(&self, file: &Arc<str>) -> Vec<Doubt> {
        let is_ignored = |name: &str| self.ignored.iter().any(|one| pattern::fits(one, name));
        let unread = self.all.iter().filter(|sheet| {
            sheet.has_content && !self.read.contains(&sheet.name) && !is_ignored(&sheet.name)
        });
        let told = unread.map(|sheet| {
            let args = vec![("sheet", sheet.name.clone())];
            doubt(
                file,
                (codes::UNREAD_SHEET, Severity::Note),
                None,
                None,
                args,
            )
        });
        told.collect()
    }
}

/// Many doubts of one kind about one column become one with their count, at the first of them.
pub(super) fn fold(doubts: Vec<Doubt>) -> Vec<Doubt> {
    let key = |doubt: &Doubt| {
        let is_of_row = [
            codes::ROW_WIDTH,
            codes::SPREADSHEET_ERROR,
            codes::CELL_UNFIT,
            codes::ROW_UNMATCHED,
            codes::DOUBTFUL_LETTER,
            codes::SWALLOWED_ROWS,
        ];
        let told = is_of_row.contains(&doubt.code);
        told.then(|| (doubt.code, Arc::clone(&doubt.file), doubt.column.clone()))
    };
    let mut rows: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    let mut words: BTreeMap<_, Group> = BTreeMap::new();
    for doubt in &doubts {
        let Some(key) = key(doubt) else { continue };
        let row = doubt.row.unwrap_or_default();
        rows.entry(key.clone()).or_default().push(row);
        let value = doubt.args.get("value").map_or("", String::as_str);
        words.entry(key).or_default().take(row, value);
    }
    let mut folded = Vec::new();
    for mut doubt in doubts {
        let Some(key) = key(&doubt) else {
            folded.push(doubt);
            continue;
        };
        match rows.get_mut(&key) {
            Some(all) if all.len() > TOLD => {
                let numbers = std::mem::take(all);
                doubt.args = words
                    .get(&key)
                    .map(Group::args)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect();
                doubt.args.insert("rows".to_owned(), list_rows(&numbers));
                folded.push(doubt);
            }
            // Its kind was told already.
            Some(all) if all.is_empty() => {}
            _ => folded.push(doubt),
        }
    }
    folded
}
