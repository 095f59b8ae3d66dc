// SPDX-License-Identifier: EUPL-1.2
//! Tables on their way: cells hold lines until all pages are read, for a word may cross a page.

use crate::finding::{Cause, Finding};
use crate::number::{is_number, key};
use crate::page::Place;
use crate::piece::plain;
use crate::role::role;
use crate::sheet::{Filled, Sheet};
use crate::table::{Cell, Column, Kind, Role, Row, Table};
use crate::text::{Change, Line, Manner, compose};

/// A cell on its way.
#[derive(Clone, Debug, Default)]
pub(crate) struct DraftCell {
    pub lines: Vec<Line>,
    pub places: Vec<Place>,
    pub changed: Vec<Change>,
    /// First and second reading, where they differ.
    pub readings: Vec<(String, String)>,
    /// Text that was decided already; `lines` keeps the words.
    pub text: Option<String>,
}

impl DraftCell {
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(crate) fn add(&mut self, sheet: &Sheet, one: &Filled) {
        self.lines.extend(one.lines.iter().cloned());
        self.places.push(sheet.place(one.area));
        if let Some(other) = &one.other {
            self.readings.push((one.words(), other.clone()));
        }
    }

    /// Puts what stands on the next page after what stands on this one.
    pub(crate) fn go_on(&mut self, next: Self) {
        if next.is_empty() {
            return;
        }
        if !self.is_empty() {
            self.changed.push(Change::OverPage);
        }
        self.lines.extend(next.lines);
        self.places.extend(next.places);
        self.changed.extend(next.changed);
        self.readings.extend(next.readings);
        if let Some(text) = next.text {
            let before = self.text.take().map(|text| text + " ").unwrap_or_default();
            self.text = Some(before + &text);
        }
    }

    pub(crate) fn words(&self) -> String {
        let words: Vec<&str> = self
            .lines
            .iter()
            .flatten()
            .map(|piece| &*piece.text)
            .collect();
        words.join(" ")
    }
}

/// A row on its way.
#[derive(Clone, Debug, Default)]
pub(crate) struct DraftRow {
    pub cells: Vec<DraftCell>,
    pub headings: Vec<String>,
    pub places: Vec<Place>,
    /// Whether it is the first thing of its table on its page.
    pub starts_page: bool,
    /// Cells that span columns: the first and the last of them.
    pub spans: Vec<(usize, usize)>,
    /// A number found elsewhere than in a column of numbers.
    pub number: Option<String>,
}

impl DraftRow {
    pub(crate) fn is_over_page(&self) -> bool {
        self.places
            .windows(2)
            .any(|pair| pair[0].page != pair[1].page)
    }
}

/// A table on its way.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub kind: Kind,
    pub titles: Vec<String>,
    pub rows: Vec<DraftRow>,
    pub findings: Vec<Finding>,
    /// The column of numbers, by its heading or by what it holds.
    pub numbers: Option<usize>,
}

impl Draft {
    /// The table, with what was met while making it.
    pub(crate) fn finish(
        self,
        index: usize,
        manners: &dyn Fn(u32) -> Manner,
    ) -> (Table, Vec<Finding>) {
        let mut findings: Vec<Finding> = self.findings;
        for finding in &mut findings {
            finding.table = Some(index);
        }
        let mut columns: Vec<Column> = Vec::new();
        for (number, title) in self.titles.iter().enumerate() {
            let meant = if self.numbers == Some(number) {
                Some(Role::Number)
            } else {
                role(title).filter(|meant| *meant != Role::Number || self.numbers.is_none())
            };
            let is_new = |column: &Column| column.role != meant;
            columns.push(Column {
                title: title.clone(),
                role: meant.filter(|_| columns.iter().all(is_new)),
            });
        }
        let mut rows = Vec::new();
        for (at, row) in self.rows.into_iter().enumerate() {
            let over = row.is_over_page().then(|| {
                Finding::new(Cause::RowOverPage)
                    .at(&row.places)
                    .row(index, at)
            });
            findings.extend(over);
            for &(from, to) in &row.spans {
                let cell = &row.cells[from];
                let finding = Finding::new(Cause::SpansColumns)
                    .at(&cell.places)
                    .row(index, at);
                let titles = self.titles[from..=to].join(" | ");
                findings.push(finding.column(from).words([cell.words(), titles]));
            }
            let mut cells = Vec::new();
            for (column, cell) in row.cells.into_iter().enumerate() {
                let is_number = self.numbers == Some(column);
                let manner = manners_of(&cell, manners);
                let (cell, told) = finish_cell(cell, &manner, is_number);
                findings.extend(
                    told.into_iter()
                        .map(|finding| finding.at(&cell.places).row(index, at).column(column)),
                );
                cells.push(cell);
            }
            let printed = self
                .numbers
                .and_then(|column| cells.get(column))
                .map(|cell| &cell.text);
            let number = row
                .number
                .or_else(|| printed.filter(|text| !text.is_empty()).cloned());
            rows.push(Row {
                key: number.as_deref().map(key),
                number,
                headings: row.headings,
                cells,
                places: row.places,
            });
        }
        let table = Table {
            kind: self.kind,
            columns,
            rows,
        };
        (table, findings)
    }

    /// Finds the column of numbers: the first whose heading says so, else whose cells are ones.
    pub(crate) fn find_numbers(&self) -> Option<usize> {
        let by_title = self
            .titles
            .iter()
            .position(|title| role(title) == Some(Role::Number));
        by_title.or_else(|| {
            (0..self.titles.len()).find(|&column| {
                let cells = self.rows.iter().filter_map(|row| row.cells.get(column));
                let texts: Vec<String> = cells
                    .filter(|cell| !cell.is_empty())
                    .map(DraftCell::words)
                    .collect();
                let numbers = texts.iter().filter(|text| is_number(text)).count();
                let mut distinct: Vec<String> = texts.iter().map(|text| plain(text)).collect();
                distinct.sort();
                distinct.dedup();
                // A column of marks or years has few that differ.
                texts.len() > 2
                    && numbers * 10 >= texts.len() * 6
                    && distinct.len() * 10 >= texts.len() * 8
            })
        })
    }
}

fn manners_of(cell: &DraftCell, manners: &dyn Fn(u32) -> Manner) -> Manner {
    let mut places = cell.places.iter();
    let mut manner = places
        .next()
        .map(|place| manners(place.page))
        .unwrap_or_default();
    for place in places {
        manner.notes.extend(manners(place.page).notes);
    }
    manner
}

fn finish_cell(cell: DraftCell, manner: &Manner, is_number: bool) -> (Cell, Vec<Finding>) {
    let made = compose(&cell.lines, manner, is_number);
    let mut findings = Vec::new();
    let changed: Vec<String> = made
        .changed
        .iter()
        .map(|change| change.what().to_owned())
        .collect();
    if !changed.is_empty() {
        findings.push(Finding::new(Cause::TextChanged).words(changed));
    }
    if !made.raised.is_empty() {
        findings.push(Finding::new(Cause::RaisedKept).words(made.raised));
    }
    for (first, second) in cell.readings {
        findings.push(Finding::new(Cause::ReadersDiffer).words([first, second]));
    }
    let mut changed = made.changed;
    changed.extend(cell.changed);
    let raw = cell.lines.iter().map(|line| {
        let words: Vec<&str> = line.iter().map(|piece| &*piece.text).collect();
        words.join(" ")
    });
    let cell = Cell {
        text: cell.text.unwrap_or(made.text),
        raw: raw.collect(),
        changed,
        places: cell.places,
        confirmed_by: None,
    };
    (cell, findings)
}
