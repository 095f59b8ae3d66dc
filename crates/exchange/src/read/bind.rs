// SPDX-License-Identifier: EUPL-1.2
//! The records of a profile, bound to the headings of one file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use wegmarke_domain::draft::{Cell, Told};

use super::cells;
use crate::ReadError;
use crate::profile::{Column, Notation, Record, Table, Test, advice};
use crate::table::heading;

/// A record whose columns are found.
pub(super) struct Bound<'p> {
    pub(super) record: &'p Record,
    pub(super) constants: Vec<Cell>,
    /// Of what its rows speak: the file may lack columns that are optional.
    pub(super) told: Arc<Told>,
    tests: Vec<BoundTest<'p>>,
    columns: Vec<BoundColumn<'p>>,
}

struct BoundColumn<'p> {
    column: &'p Column,
    attribute: Arc<str>,
    /// Where the cells stand, with their headings as in the file.
    sources: Vec<(usize, Arc<str>)>,
    tests: Vec<BoundTest<'p>>,
}

struct BoundTest<'p> {
    test: &'p Test,
    /// Where the cell stands; `None`: the cell that is being read.
    at: Option<usize>,
    and: Option<Box<Self>>,
}

impl BoundTest<'_> {
    fn answer(&self, cells: &[String], own: &str) -> bool {
        let text = self
            .at
            .map_or(own, |at| cells.get(at).map_or("", String::as_str));
        let and = self.and.as_ref();
        self.test.answer(text) && and.is_none_or(|and| and.answer(cells, own))
    }

    fn uses(&self) -> impl Iterator<Item = usize> {
        let and = self.and.iter().filter_map(|and| and.at);
        self.at.into_iter().chain(and)
    }
}

/// Headings of a file by name.
struct Headings<'h> {
    file: &'h str,
    all: &'h [Arc<str>],
    by_name: BTreeMap<&'h str, usize>,
}

/// Finds the columns of all records.
pub(super) fn records<'p>(
    file: &str,
    table: &'p Table,
    all: &[Arc<str>],
) -> Result<Vec<Bound<'p>>, ReadError> {
    let by_name = all.iter().enumerate().map(|(at, name)| (&**name, at));
    let headings = Headings {
        file,
        all,
        by_name: by_name.collect(),
    };
    let bind = |record| headings.record(record);
    table.records.iter().map(bind).collect()
}

impl Headings<'_> {
    fn find(&self, names: &[String]) -> Option<usize> {
        names
            .iter()
            .find_map(|name| self.by_name.get(heading(name).as_str()).copied())
    }

    fn missing(&self, record: &Record, attribute: &str, names: &[String]) -> ReadError {
        let headings = self.all.iter().filter(|name| !name.is_empty());
        let headings: Vec<&str> = headings.map(|name| &**name).collect();
        // Most likely the wrong sign between columns was guessed; naming a missing column would mislead.
        if headings.len() < 2 && names.len() < 2 {
            let start: String = headings.concat().chars().take(40).collect();
            return ReadError::NotATable {
                file: self.file.to_owned(),
                why: format!("its first row is “{start}”, which separates no columns"),
            };
        }
        let near = names.first().map_or("", String::as_str);
        ReadError::MissingColumn {
            file: self.file.to_owned(),
            wanted: names.join("” or “"),
            noun: record.noun.to_string(),
            attribute: attribute.to_owned(),
            advice: advice(near, headings),
        }
    }

    fn record<'p>(&self, record: &'p Record) -> Result<Bound<'p>, ReadError> {
        let mut columns = Vec::new();
        for column in &record.columns {
            let found: Vec<_> = column
                .sources
                .iter()
                .filter_map(|names| self.find(names))
                .filter_map(|at| self.all.get(at).map(|name| (at, Arc::clone(name))))
                .collect();
            if found.is_empty() {
                if column.optional {
                    continue;
                }
                let names = column.sources.first().map_or(&[][..], Vec::as_slice);
                return Err(self.missing(record, &column.attribute, names));
            }
            columns.push(BoundColumn {
                column,
                attribute: column.attribute.as_str().into(),
                sources: found,
                tests: self.tests(record, &column.attribute, &column.tests)?,
            });
        }
        let constants = record.constants.iter().map(|(attribute, text)| Cell {
            attribute: attribute.as_str().into(),
            text: text.clone(),
            column: None,
        });
        let mut told = Told::default();
        for (attribute, _) in &record.constants {
            told.tell(record.noun, attribute, false);
        }
        for bound in &columns {
            told.tell(record.noun, &bound.attribute, bound.column.only_new);
        }
        Ok(Bound {
            record,
            constants: constants.collect(),
            told: Arc::new(told),
            tests: self.tests(record, "when", &record.tests)?,
            columns,
        })
    }

    fn tests<'p>(
        &self,
        record: &Record,
        of: &str,
        tests: &'p [Test],
    ) -> Result<Vec<BoundTest<'p>>, ReadError> {
        tests
            .iter()
            .map(|test| self.test(record, of, test))
            .collect()
    }

    fn test<'p>(
        &self,
        record: &Record,
        of: &str,
        test: &'p Test,
    ) -> Result<BoundTest<'p>, ReadError> {
        let at = if test.column.is_empty() {
            None
        } else {
            let missing = || self.missing(record, of, &test.column);
            Some(self.find(&test.column).ok_or_else(missing)?)
        };
        let and = test.and.as_ref().map(|and| self.test(record, of, and));
        Ok(BoundTest {
            test,
            at,
            and: and.transpose()?.map(Box::new),
        })
    }
}

impl Bound<'_> {
    /// Whether it says the same for every row.
    pub(super) fn is_constant(&self) -> bool {
        self.record.columns.is_empty() && self.tests.is_empty() && self.record.depth.is_none()
    }

    /// Whether this row (or node of a depth) is one of this record.
    pub(super) fn is_for(&self, cells: &[String], node: Option<(u32, bool)>) -> bool {
        let fits = node.is_none_or(|(depth, leaf)| {
            let depths = self.record.depth.as_ref();
            depths.is_none_or(|depths| depths.contains(&depth))
                && self.record.leaf.is_none_or(|wanted| wanted == leaf)
        });
        fits && pass(&self.tests, cells, "")
    }

    /// The cells that state something.
    pub(super) fn cells(&self, cells: &[String], notation: &Notation) -> Vec<Cell> {
        let mut stated = Vec::new();
        for column in &self.columns {
            let texts = column.sources.iter().filter_map(|(at, name)| {
                let text = cells.get(*at).map_or("", String::as_str);
                let kept = !cells::is_spreadsheet_error(text) && pass(&column.tests, cells, text);
                kept.then_some((text, name))
            });
            if let Some(join) = &column.column.join {
                let mut texts = texts
                    .filter(|(text, _)| {
                        !text.is_empty() && !cells::is_among(&notation.not_stated, text)
                    })
                    .peekable();
                let Some((_, name)) = texts.peek() else {
                    continue;
                };
                let name = Arc::clone(name);
                let texts: Vec<&str> = texts.map(|(text, _)| text).collect();
                let text = texts.join(join);
                cells::state(column.column, &text, notation, |text| {
                    stated.push(Cell {
                        attribute: Arc::clone(&column.attribute),
                        text,
                        column: Some(Arc::clone(&name)),
                    });
                });
                continue;
            }
            for (text, name) in texts {
                cells::state(column.column, text, notation, |text| {
                    stated.push(Cell {
                        attribute: Arc::clone(&column.attribute),
                        text,
                        column: Some(Arc::clone(name)),
                    });
                });
            }
        }
        stated
    }

    fn uses(&self) -> impl Iterator<Item = usize> {
        let own = self.tests.iter().flat_map(BoundTest::uses);
        own.chain(self.columns.iter().flat_map(|column| {
            let sources = column.sources.iter().map(|(at, _)| *at);
            sources.chain(column.tests.iter().flat_map(BoundTest::uses))
        }))
    }
}

fn pass(tests: &[BoundTest<'_>], cells: &[String], own: &str) -> bool {
    tests
        .iter()
        .all(|test| test.answer(cells, own) == test.test.expect)
}

/// Headings that no record reads and that are not left out on purpose.
pub(super) fn list_unmapped(
    table: &Table,
    all: &[Arc<str>],
    records: &[Bound<'_>],
) -> Vec<Arc<str>> {
    let used: BTreeSet<usize> = records.iter().flat_map(Bound::uses).collect();
    let ignored: BTreeSet<String> = table.ignore.iter().map(|name| heading(name)).collect();
    let left = all
        .iter()
        .enumerate()
        .filter(|(at, name)| !name.is_empty() && !used.contains(at) && !ignored.contains(&***name));
    left.map(|(_, name)| Arc::clone(name)).collect()
}
