// SPDX-License-Identifier: EUPL-1.2
//! What a person makes of a reading: rows looked at, corrected, joined, taken apart, left out.
//!
//! What the file says stays beside it: the raw words, the places and the findings are those of the
//! reading. Findings follow their rows.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::drawn::Drawn;
use crate::finding::{Cause, Finding, Grade};
use crate::table::{Cell, Kind, Reading, Row, Table};

/// Rows without a doubt that have to be looked at all the same.
const SAMPLE: usize = 10;
/// Rows that stand on one leaf where the document has no pages.
const LEAF: usize = 12;

/// A row: its table and its place in it, both from 0.
pub type At = (usize, usize);

/// How far somebody is with a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Somebody looked at it.
    pub looked: bool,
    /// It is left out, for this reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<String>,
    /// It is one of those without a doubt that are looked at to see how good the reading is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
}

/// What is seen at once: the rows of a page, or some rows of a document without pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaf {
    /// The page; 0: the document has none.
    pub page: u32,
    /// Its rows, in the order of the document.
    pub rows: Vec<At>,
}

/// A reading, and what somebody made of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Review {
    reading: Reading,
    states: Vec<Vec<State>>,
    /// Findings about no row that somebody looked at.
    seen: BTreeSet<usize>,
    /// Tables that do not enter.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    left_out: BTreeSet<usize>,
}

impl Review {
    /// Nobody looked at anything yet.
    #[must_use]
    pub fn new(reading: Reading) -> Self {
        let rows = reading.tables.iter().map(|table| table.rows.len());
        let mut review = Self {
            states: rows.map(|rows| vec![State::default(); rows]).collect(),
            reading,
            seen: BTreeSet::new(),
            left_out: BTreeSet::new(),
        };
        review.draw_sample();
        review
    }

    /// Draws from all over the document; which rows, only the file decides.
    fn draw_sample(&mut self) {
        let all = self.rows().filter(|at| !self.is_left_out(at.0));
        let clean: Vec<At> = all.filter(|at| !self.findings_of(*at).any(asks)).collect();
        let step = (clean.len() / SAMPLE).max(1);
        let hash = self.reading.file_hash.bytes();
        let chance = hash.fold(0_usize, |sum, byte| {
            sum.wrapping_mul(31).wrapping_add(usize::from(byte))
        });
        for (table, row) in clean
            .into_iter()
            .skip(chance % step)
            .step_by(step)
            .take(SAMPLE)
        {
            if let Some(state) = self.state_mut((table, row)) {
                state.sample = true;
            }
        }
    }

    /// Puts a table in that somebody drew, behind the others. Gives its number, from 0.
    pub fn put_drawn(&mut self, drawn: Drawn) -> usize {
        let at = self.reading.tables.len();
        let rows = drawn.table.rows.len();
        self.states.push(vec![State::default(); rows]);
        self.reading.tables.push(drawn.table);
        let told = drawn.findings.into_iter().map(|mut finding| {
            finding.table = Some(at);
            finding
        });
        self.reading.findings.extend(told);
        self.draw_sample();
        at
    }

    /// Takes a table that somebody drew away. Whether it is one.
    pub fn remove_drawn(&mut self, table: usize) -> bool {
        if !self.drawn().any(|drawn| drawn == table) {
            return false;
        }
        self.reading.tables.remove(table);
        self.states.remove(table);
        let below = |at: usize| if at > table { at - 1 } else { at };
        let left_out = self.left_out.iter().filter(|at| **at != table);
        self.left_out = left_out.map(|at| below(*at)).collect();
        let findings = std::mem::take(&mut self.reading.findings);
        let seen = std::mem::take(&mut self.seen);
        for (number, mut finding) in findings.into_iter().enumerate() {
            if finding.table == Some(table) {
                continue;
            }
            finding.table = finding.table.map(below);
            if seen.contains(&number) {
                self.seen.insert(self.reading.findings.len());
            }
            self.reading.findings.push(finding);
        }
        true
    }

    /// The tables that somebody drew, in the order in which they were.
    pub fn drawn(&self) -> impl Iterator<Item = usize> {
        let tables = self.reading.tables.iter().enumerate();
        let drawn = tables.filter(|(_, table)| table.kind == Kind::Drawn);
        drawn.map(|(at, _)| at)
    }

    /// Whether a table that somebody drew answers a finding that asks for one.
    fn is_drawn(&self, finding: &Finding) -> bool {
        let asks = [
            Cause::ColumnsToDraw,
            Cause::PageWithoutTable,
            Cause::NoTable,
        ];
        let tables = || self.drawn().map(|at| &self.reading.tables[at]);
        let stands_on = |page: u32| {
            let mut places = tables()
                .flat_map(|table| &table.rows)
                .flat_map(|row| &row.places);
            places.any(|place| place.page == page)
        };
        let mut pages = finding.places.iter().map(|place| place.page);
        asks.contains(&finding.cause) && tables().next().is_some() && pages.all(stands_on)
    }

    /// All that was read, without the findings that drawn tables answer.
    #[must_use]
    pub fn into_reading(mut self) -> Reading {
        let mut findings = std::mem::take(&mut self.reading.findings);
        findings.retain(|one| !self.is_drawn(one));
        self.reading.findings = findings;
        self.reading
    }

    /// Chooses the tables that enter; the others are left out, and nobody has to look at their rows.
    pub fn choose(&mut self, entering: &BTreeSet<usize>) {
        let all = 0..self.reading.tables.len();
        self.left_out = all.filter(|table| !entering.contains(table)).collect();
        // Ten rows of what enters are looked at, whatever was drawn before.
        self.draw_sample();
    }

    /// Whether a table is left out.
    #[must_use]
    pub fn is_left_out(&self, table: usize) -> bool {
        self.left_out.contains(&table)
    }

    /// The first table before this one that has the same headings and enters: both enter as one.
    #[must_use]
    pub fn first_alike(&self, table: usize) -> Option<usize> {
        let tables = &self.reading.tables;
        let own = tables.get(table).and_then(heads)?;
        let mut before = (0..table).filter(|at| !self.is_left_out(*at));
        before.find(|at| tables.get(*at).and_then(heads).as_ref() == Some(&own))
    }

    /// What is read, as it is corrected so far; also rows that are left out.
    #[must_use]
    pub const fn reading(&self) -> &Reading {
        &self.reading
    }

    /// All rows, in the order of the document.
    pub fn rows(&self) -> impl Iterator<Item = At> + use<> {
        let lengths: Vec<usize> = self.states.iter().map(Vec::len).collect();
        let tables = lengths.into_iter().enumerate();
        tables.flat_map(|(table, rows)| (0..rows).map(move |row| (table, row)))
    }

    /// A row.
    #[must_use]
    pub fn find(&self, (table, row): At) -> Option<(&Row, &State)> {
        let of = self.reading.tables.get(table)?.rows.get(row)?;
        Some((of, self.states.get(table)?.get(row)?))
    }

    fn state_mut(&mut self, (table, row): At) -> Option<&mut State> {
        self.states.get_mut(table)?.get_mut(row)
    }

    fn row_mut(&mut self, (table, row): At) -> Option<&mut Row> {
        self.reading.tables.get_mut(table)?.rows.get_mut(row)
    }

    /// The findings of a row.
    pub fn findings_of(&self, (table, row): At) -> impl Iterator<Item = &Finding> {
        let findings = self.reading.findings.iter();
        findings.filter(move |one| one.table == Some(table) && one.row == Some(row))
    }

    /// Findings about no row, with their numbers, and whether somebody looked at them.
    pub fn whole_findings(&self) -> impl Iterator<Item = (usize, &Finding, bool)> {
        let findings = self.reading.findings.iter().enumerate();
        let whole = findings.filter(|(_, one)| match one.table {
            Some(table) => one.row.is_none() && !self.is_left_out(table),
            None => true,
        });
        whole.map(|(number, one)| {
            let seen = self.seen.contains(&number) || self.is_drawn(one);
            (number, one, seen)
        })
    }

    /// Whether somebody still has to look at a row.
    #[must_use]
    pub fn is_open(&self, at: At) -> bool {
        let Some((_, state)) = self.find(at).filter(|_| !self.is_left_out(at.0)) else {
            return false;
        };
        let asked = state.sample || self.findings_of(at).any(asks);
        !state.looked && state.dropped.is_none() && asked
    }

    /// Whether nothing goes on before somebody decides about a row.
    #[must_use]
    pub fn stops(&self, at: At) -> bool {
        self.is_open(at) && self.findings_of(at).any(|one| one.grade == Grade::Stop)
    }

    /// Whether any row enters.
    #[must_use]
    pub fn has_rows(&self) -> bool {
        let mut rows = self.rows().filter(|at| !self.is_left_out(at.0));
        rows.any(|at| {
            self.find(at)
                .is_some_and(|(_, state)| state.dropped.is_none())
        })
    }

    /// How many rows and other findings somebody still has to look at.
    #[must_use]
    pub fn count_open(&self) -> usize {
        let rows = self.rows().filter(|at| self.is_open(*at)).count();
        let whole = self.whole_findings();
        rows + whole.filter(|(_, one, seen)| asks(one) && !seen).count()
    }

    /// The rows as they are seen at once.
    #[must_use]
    pub fn leaves(&self) -> Vec<Leaf> {
        let mut leaves: Vec<Leaf> = Vec::new();
        for at in self.rows().filter(|at| !self.is_left_out(at.0)) {
            let places = self.find(at).map(|(row, _)| &row.places);
            let first = places.and_then(|places| places.first());
            let page = first.map_or(0, |place| place.page);
            match leaves.last_mut() {
                Some(leaf) if leaf.page == page && (page > 0 || leaf.rows.len() < LEAF) => {
                    leaf.rows.push(at);
                }
                _ => leaves.push(Leaf {
                    page,
                    rows: vec![at],
                }),
            }
        }
        leaves
    }

    /// Says that somebody looked at a row, and for whom.
    pub fn look(&mut self, at: At, by: &str) {
        if let Some(state) = self.state_mut(at) {
            state.looked = true;
        }
        if let Some(row) = self.row_mut(at) {
            for cell in &mut row.cells {
                cell.confirmed_by = Some(by.to_owned());
            }
        }
    }

    /// Says that somebody looked at a finding about no row.
    pub fn look_at_whole(&mut self, number: usize) {
        self.seen.insert(number);
    }

    /// Writes another text into a cell. Whether it is another one.
    pub fn correct(&mut self, at: At, column: usize, text: &str) -> bool {
        let text = text.replace("\r\n", "\n");
        let text = text.trim();
        let numbers = self.reading.tables.get(at.0);
        let numbers = numbers.and_then(|table| table.find_column(crate::table::Role::Number));
        let Some(row) = self.row_mut(at) else {
            return false;
        };
        let Some(cell) = row.cells.get_mut(column).filter(|cell| cell.text != text) else {
            return false;
        };
        text.clone_into(&mut cell.text);
        if numbers == Some(column) {
            row.number = (!text.is_empty()).then(|| text.to_owned());
            row.key = row.number.as_deref().map(crate::number::key);
        }
        true
    }

    /// Leaves a row out.
    pub fn drop_row(&mut self, at: At, reason: &str) {
        if let Some(state) = self.state_mut(at) {
            state.dropped = Some(reason.to_owned());
        }
    }

    /// Takes a row in again that was left out.
    pub fn take_back(&mut self, at: At) {
        if let Some(state) = self.state_mut(at) {
            state.dropped = None;
        }
    }

    /// Puts a row behind the one above it: the texts of its cells one after another. Whether there is one above it.
    pub fn join(&mut self, (table, row): At) -> bool {
        let above = row.checked_sub(1);
        let Some(rows) = self.reading.tables.get_mut(table).map(|it| &mut it.rows) else {
            return false;
        };
        let Some(above) = above.filter(|_| row < rows.len()) else {
            return false;
        };
        let gone = rows.remove(row);
        if let Some(kept) = rows.get_mut(above) {
            for (cell, more) in kept.cells.iter_mut().zip(gone.cells) {
                join_cells(cell, more);
            }
            kept.places.extend(gone.places);
            kept.number = kept.number.take().or(gone.number);
            kept.key = kept.key.take().or(gone.key);
        }
        if let Some(states) = self.states.get_mut(table) {
            let gone = states.remove(row);
            if let Some(kept) = states.get_mut(above) {
                // It is another row now.
                kept.looked = false;
                kept.sample |= gone.sample;
            }
        }
        self.move_findings(table, |of| if of >= row { of - 1 } else { of });
        true
    }

    /// Takes a row apart at the blank line in each of its cells: what stands below it becomes a row of its own. Whether
    /// a cell has one.
    pub fn split(&mut self, (table, row): At) -> bool {
        let Some(rows) = self.reading.tables.get_mut(table).map(|it| &mut it.rows) else {
            return false;
        };
        let Some(first) = rows.get_mut(row) else {
            return false;
        };
        if !first.cells.iter().any(|cell| cell.text.contains("\n\n")) {
            return false;
        }
        let mut second = first.clone();
        (second.number, second.key) = (None, None);
        for (cell, below) in first.cells.iter_mut().zip(&mut second.cells) {
            let (before, after) = match cell.text.split_once("\n\n") {
                Some((before, after)) => (before.trim().to_owned(), after.trim().to_owned()),
                None => (cell.text.clone(), String::new()),
            };
            (cell.text, below.text) = (before, after);
        }
        rows.insert(row + 1, second);
        self.renumber(table, row);
        self.renumber(table, row + 1);
        if let Some(states) = self.states.get_mut(table) {
            let looked = State {
                // It is in nobody's file like this: both are looked at as what they are now.
                sample: true,
                ..State::default()
            };
            if let Some(state) = states.get_mut(row) {
                *state = looked.clone();
            }
            states.insert(row + 1, looked);
        }
        self.move_findings(table, |of| if of > row { of + 1 } else { of });
        true
    }

    fn renumber(&mut self, table: usize, row: usize) {
        let Some(column) = self
            .reading
            .tables
            .get(table)
            .and_then(|table| table.find_column(crate::table::Role::Number))
        else {
            return;
        };
        if let Some(row) = self.row_mut((table, row)) {
            let text = row.cells.get(column).map(|cell| cell.text.clone());
            row.number = text.filter(|text| !text.is_empty());
            row.key = row.number.as_deref().map(crate::number::key);
        }
    }

    fn move_findings(&mut self, table: usize, to: impl Fn(usize) -> usize) {
        let findings = self.reading.findings.iter_mut();
        for finding in findings.filter(|one| one.table == Some(table)) {
            finding.row = finding.row.map(&to);
        }
    }

    /// What goes on: rows and tables that are not left out, those with the same headings as one, and no
    /// findings, for a person looked at them.
    #[must_use]
    pub fn finish(&self) -> Reading {
        let mut reading = self.reading.clone();
        for (table, states) in reading.tables.iter_mut().zip(&self.states) {
            let mut states = states.iter();
            table
                .rows
                .retain(|_| states.next().is_none_or(|state| state.dropped.is_none()));
        }
        let tables = std::mem::take(&mut reading.tables);
        let mut places: Vec<Option<usize>> = Vec::new();
        for (at, table) in tables.into_iter().enumerate() {
            let alike = self
                .first_alike(at)
                .and_then(|first| places.get(first).copied().flatten());
            let place = match alike {
                _ if self.is_left_out(at) => None,
                Some(place) => {
                    if let Some(first) = reading.tables.get_mut(place) {
                        first.rows.extend(table.rows);
                    }
                    Some(place)
                }
                None => {
                    reading.tables.push(table);
                    Some(reading.tables.len() - 1)
                }
            };
            places.push(place);
        }
        reading.findings.clear();
        reading
    }
}

/// The headings of a table, as they are compared; `None` if it has none.
fn heads(table: &Table) -> Option<Vec<String>> {
    let plain = |title: &str| -> String {
        let words = title.split_whitespace().map(str::to_lowercase);
        words.collect::<Vec<_>>().join(" ")
    };
    let heads: Vec<String> = table
        .columns
        .iter()
        .map(|column| plain(&column.title))
        .collect();
    heads.iter().any(|head| !head.is_empty()).then_some(heads)
}

fn asks(finding: &Finding) -> bool {
    finding.grade != Grade::Show
}

fn join_cells(cell: &mut Cell, more: Cell) {
    if !cell.text.is_empty() && !more.text.is_empty() {
        cell.text.push('\n');
    }
    cell.text.push_str(&more.text);
    cell.raw.extend(more.raw);
    cell.changed.extend(more.changed);
    cell.places.extend(more.places);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Area, Place};
    use crate::table::{Column, Role};

    fn row(number: &str, title: &str, page: u32) -> Row {
        let cell = |text: &str| Cell {
            text: text.to_owned(),
            raw: vec![text.to_owned()],
            ..Cell::default()
        };
        Row {
            number: Some(number.to_owned()),
            cells: vec![cell(number), cell(title)],
            places: vec![Place {
                page,
                area: Area::new(0.0, 0.0, 1.0, 1.0),
            }],
            ..Row::default()
        }
    }

    fn review(rows: usize) -> Review {
        let column = |title: &str, role| Column {
            title: title.to_owned(),
            role: Some(role),
        };
        let rows =
            (0..rows).map(|at| row(&at.to_string(), "words", u32::try_from(at / 4).unwrap() + 1));
        let table = Table {
            kind: Kind::Ruled,
            columns: vec![column("Nr", Role::Number), column("Was", Role::Title)],
            rows: rows.collect(),
        };
        Review::new(Reading {
            tables: vec![table],
            findings: vec![
                Finding::new(Cause::LeadEmpty).row(0, 2),
                Finding::new(Cause::TextChanged).row(0, 3),
                Finding::new(Cause::NumberGap).row(0, 5),
                Finding::new(Cause::PageWithoutText),
            ],
            ..Reading::default()
        })
    }

    #[test]
    fn doubtful_rows_and_ten_others_are_looked_at() {
        let mut review = review(40);
        let open: Vec<At> = review.rows().filter(|at| review.is_open(*at)).collect();
        assert_eq!(open.len(), 12, "two with findings, ten without");
        assert_eq!(review.count_open(), 13);
        assert!(review.stops((0, 2)) && !review.stops((0, 5)));
        for at in open {
            review.look(at, "bmas");
        }
        assert_eq!(review.count_open(), 1);
        let (number, ..) = review.whole_findings().next().unwrap();
        review.look_at_whole(number);
        assert_eq!(review.count_open(), 0);
        let cell = &review.find((0, 2)).unwrap().0.cells[0];
        assert_eq!(cell.confirmed_by.as_deref(), Some("bmas"));
        assert_eq!(review.leaves().len(), 10);
        assert_eq!(review.finish().tables[0].rows.len(), 40);
    }

    #[test]
    fn a_drawn_table_answers_what_asks_for_it_and_goes_without_a_trace() {
        let mut review = review(8);
        let mut reading = review.reading.clone();
        let place = Place {
            page: 7,
            area: Area::new(0.0, 0.0, 1.0, 1.0),
        };
        let findings = &mut reading.findings;
        findings.push(Finding::new(Cause::ColumnsToDraw).at(&[place]));
        findings.push(Finding::new(Cause::TotalDiffers));
        review = Review::new(reading);
        let before = review.clone();
        let open = review.count_open();
        let drawn = |page| Drawn {
            table: Table {
                kind: Kind::Drawn,
                rows: (0..3)
                    .map(|at| row(&format!("d{at}"), "drawn", page))
                    .collect(),
                ..review.reading.tables[0].clone()
            },
            findings: vec![
                Finding::new(Cause::LeadEmpty).row(0, 1),
                Finding::new(Cause::WordsUnassigned),
            ],
        };
        let (first, second) = (drawn(7), drawn(8));
        assert_eq!(review.put_drawn(first.clone()), 1);
        let answered = |review: &Review, cause| {
            let mut whole = review.whole_findings();
            whole.any(|(_, one, seen)| one.cause == cause && seen)
        };
        assert!(answered(&review, Cause::ColumnsToDraw));
        assert!(!answered(&review, Cause::PageWithoutText));
        // A row and a finding of its own instead of the one that asked for it, and all of its rows as samples.
        assert_eq!(review.count_open(), open - 1 + 3 + 1);
        assert!(review.stops((1, 1)));
        assert_eq!(review.put_drawn(second), 2);
        let whole: Vec<usize> = review.whole_findings().map(|it| it.0).collect();
        review.look_at_whole(whole[whole.len() - 1]);
        assert!(!review.remove_drawn(0), "nobody drew it");
        assert!(review.remove_drawn(1));
        assert!(
            answered(&review, Cause::WordsUnassigned),
            "of the second one"
        );
        assert!(!answered(&review, Cause::ColumnsToDraw));
        assert!(review.stops((1, 1)));
        assert!(review.remove_drawn(1));
        assert_eq!(review.reading, before.reading);
        assert_eq!(review.put_drawn(first), 1);
        assert_eq!(review.finish().tables.len(), 1, "the same headings");
    }

    #[test]
    fn tables_are_chosen_and_those_with_like_headings_enter_as_one() {
        let mut review = review(30);
        let mut reading = review.reading.clone();
        let (mut like, mut other) = (reading.tables[0].clone(), reading.tables[0].clone());
        like.columns[1].title = "was ".to_owned();
        other.columns[1].title = "Anderes".to_owned();
        reading.tables.extend([other, like]);
        review = Review::new(reading);
        assert_eq!(
            (review.first_alike(1), review.first_alike(2)),
            (None, Some(0))
        );
        let shape = |review: &Review| -> Vec<usize> {
            review
                .finish()
                .tables
                .iter()
                .map(|table| table.rows.len())
                .collect()
        };
        assert_eq!(shape(&review), [60, 30]);
        review.choose(&BTreeSet::from([2]));
        assert_eq!(shape(&review), [30]);
        assert!(review.is_left_out(0) && !review.is_open((0, 2)));
        let open: Vec<At> = review.rows().filter(|at| review.is_open(*at)).collect();
        assert!(open.iter().all(|(table, _)| *table == 2));
        assert!(
            open.len() >= 10,
            "ten of them are looked at: {}",
            open.len()
        );
        assert!(
            review
                .leaves()
                .iter()
                .all(|leaf| leaf.rows.iter().all(|at| at.0 == 2))
        );
        review.choose(&BTreeSet::from([0, 1, 2]));
        assert_eq!(shape(&review), [60, 30]);
    }

    #[test]
    fn rows_are_corrected_joined_taken_apart_and_left_out() {
        let mut review = review(8);
        assert!(!review.correct((0, 2), 1, " words\r\n"), "the same");
        assert!(review.correct((0, 2), 0, "2\n\n2a"));
        assert!(review.correct((0, 2), 1, "one\r\n\r\ntwo"));
        assert!(!review.split((0, 3)), "no blank line");
        assert!(review.split((0, 2)));
        let titles = |review: &Review, at| {
            let (row, _) = review.find((0, at)).unwrap();
            (row.number.clone().unwrap(), row.cells[1].text.clone())
        };
        assert_eq!(titles(&review, 2), ("2".to_owned(), "one".to_owned()));
        assert_eq!(titles(&review, 3), ("2a".to_owned(), "two".to_owned()));
        assert!(
            review
                .findings_of((0, 6))
                .any(|one| one.cause == Cause::NumberGap)
        );
        assert!(review.is_open((0, 3)));
        assert!(review.join((0, 3)));
        assert_eq!(titles(&review, 2).1, "one\ntwo");
        assert!(
            review
                .findings_of((0, 5))
                .any(|one| one.cause == Cause::NumberGap)
        );
        assert!(!review.join((0, 0)));
        review.drop_row((0, 2), "a remark");
        assert!(!review.is_open((0, 2)));
        assert_eq!(review.finish().tables[0].rows.len(), 7);
        review.take_back((0, 2));
        assert!(review.is_open((0, 2)));
    }
}
