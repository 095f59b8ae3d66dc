// SPDX-License-Identifier: EUPL-1.2
//! The cells of a filled form to answers, with everything that does not fit told at once.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{Cells, Filled};
use super::{Cell, Column, HEADING, ID, REVISION, Trouble, line};
use crate::limits;
use crate::table::grid::{CellType, Merged, RawCell};

/// Characters of a given text that a problem repeats.
const GIVEN_CHARS: usize = 80;

/// What a filled form says.
#[derive(Debug, Default)]
pub struct Answers {
    /// Rows in the order of the file. Rows that were deleted are not there.
    pub rows: Vec<FilledRow>,
    /// What does not fit, in the order of the file: at most 1,000, then one that says so.
    pub problems: Vec<FormProblem>,
}

/// One row, found by its id.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FilledRow {
    /// Row as the user sees it.
    pub row: u32,
    /// Its id.
    pub id: String,
    /// What it rested on when the form was made.
    pub revision: Option<String>,
    /// Cells by key. A cell with a problem and a column that is missing are not there: nothing is
    /// known of them, while a cell without value was there and blank.
    pub cells: BTreeMap<String, FilledCell>,
}

/// One cell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FilledCell {
    /// Letters of the column, as the user sees them.
    pub column: String,
    /// The value, none if the cell is blank.
    pub value: Option<Cell>,
}

/// Something that does not fit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FormProblem {
    /// Row as the user sees it.
    pub row: Option<u32>,
    /// Letters of the column, as the user sees them.
    pub column: Option<String>,
    /// Key of the column.
    pub key: Option<String>,
    /// What it is.
    pub trouble: Trouble,
    /// The beginning of the text given.
    pub given: String,
}

impl Filled {
    /// Gives the cells the types of the columns. `is_known` says which ids were given out.
    ///
    /// Columns that are locked are read like all others: compare them, they may have been changed.
    #[must_use]
    pub fn answers(&self, columns: &[Column], is_known: impl Fn(&str) -> bool) -> Answers {
        let mut desk = Desk {
            filled: self,
            purposes: BTreeMap::new(),
            answers: Answers::default(),
        };
        desk.assign(columns);
        desk.tell_merged();
        let mut seen = BTreeSet::new();
        for (row, cells) in &self.rows {
            if *row != self.key_row {
                desk.row(*row, cells, &mut seen, &is_known);
            }
        }
        desk.answers
    }
}

/// What a column of the file is for.
#[derive(Clone, Copy)]
enum Purpose<'a> {
    Id,
    Revision,
    Answer(&'a Column),
}

struct Desk<'a> {
    filled: &'a Filled,
    purposes: BTreeMap<u32, Purpose<'a>>,
    answers: Answers,
}

impl<'a> Desk<'a> {
    /// Finds the columns by their keys.
    fn assign(&mut self, columns: &'a [Column]) {
        let filled = self.filled;
        if let Some(sheet) = &filled.second {
            self.tell(Trouble::SecondSheet, (None, None), sheet);
        }
        let wanted = columns
            .iter()
            .map(|column| (&*column.key, Purpose::Answer(column)));
        let hidden = [(ID, Purpose::Id), (REVISION, Purpose::Revision)];
        let wanted: BTreeMap<&str, Purpose<'a>> = hidden.into_iter().chain(wanted).collect();
        let mut found = BTreeSet::new();
        for (at, value) in filled.rows.get(&filled.key_row).into_iter().flatten() {
            let key = line(&value.text);
            let Some((key, purpose)) = wanted.get_key_value(&*key) else {
                continue;
            };
            if found.insert(*key) {
                self.purposes.insert(*at, *purpose);
            } else {
                self.tell(
                    Trouble::DoubleColumn,
                    (Some(filled.key_row), Some(*at)),
                    key,
                );
            }
        }
        let all = [ID, REVISION]
            .into_iter()
            .chain(columns.iter().map(|column| &*column.key));
        for key in all.filter(|key| !found.contains(key)) {
            self.push(FormProblem {
                row: None,
                column: None,
                key: Some(key.to_owned()),
                trouble: Trouble::MissingColumn,
                given: String::new(),
            });
        }
        self.tell_unknown();
    }

    /// Names each column that has no key of ours and texts below the keys.
    fn tell_unknown(&mut self) {
        let mut first = BTreeMap::new();
        for (row, cells) in &self.filled.rows {
            for (at, value) in cells {
                let is_heading = *row == self.filled.key_row;
                if !self.purposes.contains_key(at) && !is_heading {
                    first.entry(*at).or_insert((*row, value));
                }
            }
        }
        for (at, (row, value)) in first {
            self.tell(Trouble::UnknownColumn, (Some(row), Some(at)), &value.text);
        }
    }

    fn tell_merged(&mut self) {
        for Merged { first, last } in &self.filled.merged {
            if self
                .purposes
                .range(first.1..=last.1.max(first.1))
                .next()
                .is_some()
            {
                let range = format!(
                    "{}{}:{}{}",
                    letters(first.1),
                    seen_row(first.0),
                    letters(last.1),
                    seen_row(last.0)
                );
                self.tell(Trouble::Merged, (Some(first.0), Some(first.1)), &range);
            }
        }
    }

    fn row(
        &mut self,
        row: u32,
        cells: &'a Cells,
        seen: &mut BTreeSet<String>,
        is_known: &impl Fn(&str) -> bool,
    ) {
        let find = |wanted: fn(&Purpose<'_>) -> bool| {
            let mut purposes = self.purposes.iter();
            let (at, _) = purposes.find(|(_, purpose)| wanted(purpose))?;
            Some((*at, cells.get(at)?))
        };
        let id = find(|purpose| matches!(purpose, Purpose::Id));
        let revision = find(|purpose| matches!(purpose, Purpose::Revision));
        let Some((id_at, id)) = id else {
            if let Some((at, value)) = cells.iter().find(|(at, _)| self.purposes.contains_key(at)) {
                self.tell(Trouble::RowWithoutId, (Some(row), Some(*at)), &value.text);
            }
            return;
        };
        let place = (Some(row), Some(id_at));
        let name = line(&id.text);
        if matches!(&*name, ID | HEADING) {
            return;
        }
        if id.kind == CellType::Formula || !is_known(&name) {
            return self.tell(Trouble::UnknownId, place, &name);
        }
        if !seen.insert(name.clone().into_owned()) {
            return self.tell(Trouble::DoubleId, place, &name);
        }
        let mut filled = FilledRow {
            row: seen_row(row),
            id: name.into_owned(),
            revision: revision
                .map(|(_, value)| line(&value.text).into_owned())
                .filter(|revision| !revision.is_empty()),
            cells: BTreeMap::new(),
        };
        self.cells(row, cells, &mut filled);
        self.answers.rows.push(filled);
    }

    fn cells(&mut self, row: u32, cells: &Cells, filled: &mut FilledRow) {
        let merged = self.filled.merged.iter();
        let merged = merged.filter(|merged| (merged.first.0..=merged.last.0).contains(&row));
        let merged: Vec<&Merged> = merged.collect();
        let is_merged = |at: u32| {
            let mut merged = merged.iter();
            merged.any(|merged| (merged.first.1..=merged.last.1).contains(&at))
        };
        let mut troubles = Vec::new();
        for (at, purpose) in self.purposes.iter().filter(|(at, _)| !is_merged(**at)) {
            let Purpose::Answer(column) = purpose else {
                continue;
            };
            let met = cells.get(at);
            let read = |value: &RawCell| self.filled.dialect.cell(column, value);
            match met.map_or(Ok(None), read) {
                Ok(value) => {
                    let cell = FilledCell {
                        column: letters(*at),
                        value,
                    };
                    filled.cells.insert(column.key.clone(), cell);
                }
                Err(trouble) => troubles.push((trouble, *at, met.map_or("", |value| &value.text))),
            }
        }
        for (trouble, at, given) in troubles {
            self.tell(trouble, (Some(row), Some(at)), given);
        }
    }

    fn tell(&mut self, trouble: Trouble, (row, column): (Option<u32>, Option<u32>), given: &str) {
        let purpose = column.and_then(|column| self.purposes.get(&column));
        let key = purpose.map(|purpose| match purpose {
            Purpose::Id => ID,
            Purpose::Revision => REVISION,
            Purpose::Answer(column) => &column.key,
        });
        let key = key.map(str::to_owned);
        self.push(FormProblem {
            row: row.map(seen_row),
            column: column.map(letters),
            key,
            trouble,
            given: given.chars().take(GIVEN_CHARS).collect(),
        });
    }

    fn push(&mut self, problem: FormProblem) {
        let problems = &mut self.answers.problems;
        if problems.len() < limits::FORM_PROBLEMS {
            problems.push(problem);
        } else if problems.len() == limits::FORM_PROBLEMS {
            problems.push(FormProblem {
                trouble: Trouble::More,
                given: String::new(),
                ..problem
            });
        }
    }
}

fn seen_row(row: u32) -> u32 {
    row.saturating_add(1)
}

fn letters(column: u32) -> String {
    let column = u16::try_from(column).unwrap_or(u16::MAX);
    rust_xlsxwriter::utility::column_number_to_name(column)
}
