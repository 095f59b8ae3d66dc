// SPDX-License-Identifier: EUPL-1.2
//! What the columns of a source mean: a profile, checked against the vocabulary.

mod check;
mod embedded;
mod error;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use wegmarke_domain::draft::list_slots;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::text::{Lang, Text};
use wegmarke_domain::time::DayOrder;

pub use embedded::{find_profile, profiles};
pub(crate) use error::advice;
pub use error::{Position, ProfileError};
pub use shape::{Key, PARTS, Part};

/// How the files of one source are read.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Name, as in `profiles/<name>.toml`.
    pub name: String,
    /// What the source is, in one line.
    pub title: Option<String>,
    /// Language of texts without a mark.
    pub language: Lang,
    /// What a file of this source does not mention any more is dropped from the plan.
    pub complete: bool,
    /// What is different corrects the newest version of the plan, and is no new one.
    pub same_version: bool,
    /// Why things are otherwise than they are on record.
    pub reason: Option<Text>,
    /// The day the source carries.
    pub dated_on: Option<Date>,
    /// How the source writes dates with slashes.
    pub day_order: Option<DayOrder>,
    /// Of these one has to have signed a bundle: public keys, or organisations with keys on record. None:
    /// nobody says.
    pub signed_by: Vec<String>,
    /// Files of a folder that are left out on purpose, also as patterns.
    pub(crate) ignore_files: Vec<String>,
    pub(crate) notation: Notation,
    pub(crate) tables: Vec<Table>,
}

impl Profile {
    /// Whether a file of this name is one of those that the profile reads: its name without folders, with
    /// or without a sheet behind it.
    #[must_use]
    pub fn reads(&self, file: &str) -> bool {
        let file = file.split_once(" [").map_or(file, |(file, _)| file);
        let mut patterns = self.tables.iter().flat_map(|table| &table.files);
        patterns.any(|pattern| crate::pattern::fits(pattern, file))
    }

    /// Records that name no plan belong to this one.
    pub fn set_plan(&mut self, plan: &str) {
        let records = self.tables.iter_mut().flat_map(|table| &mut table.records);
        for record in records {
            let slots = list_slots(record.noun);
            let mut given = record.constants.iter().map(|(name, _)| name);
            let mut columns = record.columns.iter().map(|column| &column.attribute);
            let names_plan = given.any(|name| name == "plan") || columns.any(|name| name == "plan");
            if !names_plan && slots.iter().any(|slot| slot.name == "plan") {
                record.constants.push(("plan".to_owned(), plan.to_owned()));
            }
        }
    }

    /// Whether a file of any name may be meant: a profile of one table reads all.
    #[must_use]
    pub const fn reads_all(&self) -> bool {
        self.tables.len() == 1
    }
}

/// How texts and numbers are written in the source.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notation {
    /// Notation for "nothing is said here", lower case.
    pub(crate) not_stated: Vec<String>,
    /// Notation for "the source says there is none", lower case.
    pub(crate) stated_as_none: Vec<String>,
    pub(crate) decimal: Option<char>,
    pub(crate) thousands: Option<char>,
}

/// One kind of file, table or tree.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) files: Vec<String>,
    pub(crate) optional: bool,
    /// Headings left out on purpose, also as patterns.
    pub(crate) ignore: Vec<String>,
    /// Headings of the edition that the profile was written for, in their order.
    pub(crate) headings: Vec<String>,
    pub(crate) arrangement: Arrangement,
    pub(crate) lookups: Vec<Lookup>,
    /// Rows whose columns slipped; the first that fits holds.
    pub(crate) shifted: Vec<Shifted>,
    /// What rows have to pass that are not left out on purpose.
    pub(crate) skip: Vec<Condition>,
    pub(crate) records: Vec<Record>,
}

#[derive(Clone, Debug)]
pub(crate) enum Arrangement {
    Rows(Rows),
    Tree(Nodes),
}

/// How rows are read from a sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    /// Patterns of sheets; none: the first that is not blank.
    pub(crate) sheets: Vec<String>,
    pub(crate) delimiter: Option<u8>,
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,
    /// Rows of the headings; none: the first that is not blank.
    pub(crate) heading_rows: Vec<u32>,
    /// Columns in which a blank cell means the text above it.
    pub(crate) fill_down: Vec<String>,
    /// Name of the column that rows of one text alone give to the rows below them.
    pub(crate) section: Option<String>,
    /// Rows name the row that they stand below.
    pub(crate) parent: Option<Kinship>,
    /// Sheets that are left out on purpose, also as patterns.
    pub(crate) ignore_sheets: Vec<String>,
}

/// The accepted headings of the column that names another row, and of the one in which it is named.
#[derive(Clone, Debug)]
pub(crate) struct Kinship {
    pub(crate) column: Vec<String>,
    pub(crate) id: Vec<String>,
}

/// How nodes are found in a JSON document.
#[derive(Clone, Debug)]
pub(crate) struct Nodes {
    /// Keys on the way to the uppermost nodes.
    pub(crate) start: Vec<String>,
    /// Keys that hold the nodes below a node.
    pub(crate) children: Vec<String>,
}

/// A second file whose rows are found by what a cell says.
#[derive(Clone, Debug)]
pub(crate) struct Lookup {
    /// Its columns are called `name.HEADING`.
    pub(crate) name: String,
    pub(crate) files: Vec<String>,
    /// Accepted headings of the cell that names the row.
    pub(crate) column: Vec<String>,
    /// Accepted headings of the cell by which the row is found.
    pub(crate) by: Vec<String>,
    pub(crate) rows: Rows,
}

/// Rows in which columns slipped.
#[derive(Clone, Debug)]
pub(crate) struct Shifted {
    pub(crate) tests: Vec<Condition>,
    /// Headings, and those under which their cells stand in these rows; nothing: they are blank.
    pub(crate) columns: Vec<(String, Option<String>)>,
}

/// What one row states about one thing.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) noun: Noun,
    pub(crate) repeats: bool,
    /// Depths of the nodes it is read from; `None`: all.
    pub(crate) depth: Option<Vec<u32>>,
    pub(crate) leaf: Option<bool>,
    /// Keys of the lists whose nodes it is read from; none: all.
    pub(crate) under: Vec<String>,
    /// Stated once for every column whose heading fits one of these patterns.
    pub(crate) each: Vec<String>,
    pub(crate) tests: Vec<Condition>,
    pub(crate) constants: Vec<(String, String)>,
    pub(crate) columns: Vec<Column>,
}

/// Where one attribute's text stands and how it is read.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) attribute: String,
    /// What its attribute holds.
    pub(crate) holds: Holds,
    /// One list of accepted headings for each cell.
    pub(crate) sources: Vec<Vec<String>>,
    /// A pattern means all columns that fit, not the first.
    pub(crate) several: bool,
    /// Its cells say yes or no, and the headings of those that say yes are the items.
    pub(crate) flags: bool,
    /// Any of these separates items.
    pub(crate) split: Vec<String>,
    /// Which of the items; negative: counted from the end.
    pub(crate) part: Option<i32>,
    pub(crate) pattern: Option<regex::Regex>,
    /// Stands between the cells that become one text.
    pub(crate) join: Option<String>,
    pub(crate) optional: bool,
    /// States new things only: what is on record is left alone.
    pub(crate) only_new: bool,
    pub(crate) prefix: String,
    pub(crate) after: Option<String>,
    pub(crate) before: Option<String>,
    pub(crate) decimal: Option<char>,
    pub(crate) thousands: Option<char>,
    pub(crate) tests: Vec<Condition>,
    pub(crate) values: BTreeMap<String, String>,
}

/// What the attribute of a column holds, as far as it matters for reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A number, which the source may write with its own signs.
    Number,
    Time,
    Text,
    /// The address of a page.
    Address,
    /// A number as printed, an id, a word, a name.
    Other,
}

/// A test on one cell of the row.
#[derive(Clone, Debug)]
pub(crate) struct Test {
    /// Accepted headings; empty: the column the test is written at.
    pub(crate) column: Vec<String>,
    pub(crate) ask: Ask,
    /// The answer is turned round.
    pub(crate) not: bool,
    /// The file may lack the column.
    pub(crate) optional: bool,
    pub(crate) more: More,
}

/// A test that has to be passed, or must not be.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub(crate) test: Test,
    pub(crate) expect: bool,
}

/// A further question of a test.
#[derive(Clone, Debug)]
pub(crate) enum More {
    None,
    /// Both have to be answered with yes.
    And(Box<Test>),
    /// One of them has to be.
    Or(Box<Test>),
}

#[derive(Clone, Debug)]
pub(crate) enum Ask {
    Equals(Vec<String>),
    StartsWith(Vec<String>),
    EndsWith(Vec<String>),
    Contains(Vec<String>),
    Present(bool),
}

impl Test {
    /// Headings of this and further questions.
    pub(crate) fn list_columns(&self) -> Vec<&String> {
        let further = match &self.more {
            More::None => None,
            More::And(test) | More::Or(test) => Some(test),
        };
        let further = further.into_iter().flat_map(|test| test.list_columns());
        self.column.iter().chain(further).collect()
    }
}

impl Condition {
    /// Headings of its questions.
    pub(crate) fn list_columns(&self) -> Vec<&String> {
        self.test.list_columns()
    }
}

impl Ask {
    /// What this cell answers.
    pub(crate) fn answer(&self, text: &str) -> bool {
        let any = |words: &[String], is: fn(&str, &str) -> bool| {
            words.iter().any(|word| is(text, word.as_str()))
        };
        match self {
            Self::Equals(words) => any(words, |text, word| text == word),
            Self::StartsWith(words) => any(words, |text, word| text.starts_with(word)),
            Self::EndsWith(words) => any(words, |text, word| text.ends_with(word)),
            Self::Contains(words) => any(words, |text, word| text.contains(word)),
            Self::Present(present) => text.is_empty() != *present,
        }
    }
}

impl Test {
    fn each_names(&mut self, meet: &mut dyn FnMut(&mut Vec<String>)) {
        meet(&mut self.column);
        match &mut self.more {
            More::None => {}
            More::And(test) | More::Or(test) => test.each_names(meet),
        }
    }

    fn list_names(&self) -> Vec<&[String]> {
        let further = match &self.more {
            More::None => None,
            More::And(test) | More::Or(test) => Some(test),
        };
        let is_asked = !self.column.is_empty() && !self.optional;
        let own = is_asked.then_some(self.column.as_slice());
        let further = further.into_iter().flat_map(|test| test.list_names());
        own.into_iter().chain(further).collect()
    }
}

impl Table {
    /// Every condition of it.
    fn list_conditions(&self) -> impl Iterator<Item = &Condition> {
        let records = self.records.iter().flat_map(|record| {
            let columns = record.columns.iter().filter(|column| !column.optional);
            record
                .tests
                .iter()
                .chain(columns.flat_map(|column| &column.tests))
        });
        let shifted = self.shifted.iter().flat_map(|shifted| &shifted.tests);
        self.skip.iter().chain(shifted).chain(records)
    }

    /// The accepted headings of every question.
    pub(crate) fn list_test_names(&self) -> Vec<&[String]> {
        self.list_conditions()
            .flat_map(|condition| condition.test.list_names())
            .collect()
    }

    /// Lets every list of accepted headings be changed.
    pub(crate) fn each_names(&mut self, meet: &mut dyn FnMut(&mut Vec<String>)) {
        let shifted = self.shifted.iter_mut().flat_map(|one| &mut one.tests);
        for condition in self.skip.iter_mut().chain(shifted) {
            condition.test.each_names(meet);
        }
        for record in &mut self.records {
            for condition in &mut record.tests {
                condition.test.each_names(meet);
            }
            for column in &mut record.columns {
                column.sources.iter_mut().for_each(&mut *meet);
                for condition in &mut column.tests {
                    condition.test.each_names(meet);
                }
            }
        }
        for lookup in &mut self.lookups {
            meet(&mut lookup.column);
        }
        if let Arrangement::Rows(Rows {
            parent: Some(parent),
            ..
        }) = &mut self.arrangement
        {
            meet(&mut parent.column);
            meet(&mut parent.id);
        }
    }

    /// Every name of a column that is asked for, as written.
    pub(crate) fn list_names(&self) -> BTreeSet<&String> {
        let mut names: BTreeSet<&String> =
            self.skip.iter().flat_map(Condition::list_columns).collect();
        for record in &self.records {
            names.extend(record.tests.iter().flat_map(Condition::list_columns));
            for column in &record.columns {
                names.extend(column.sources.iter().flatten());
                names.extend(column.tests.iter().flat_map(Condition::list_columns));
            }
        }
        for lookup in &self.lookups {
            names.extend(&lookup.column);
        }
        for shifted in &self.shifted {
            names.extend(shifted.tests.iter().flat_map(Condition::list_columns));
            let columns = shifted.columns.iter();
            names.extend(columns.flat_map(|(to, from)| std::iter::once(to).chain(from)));
        }
        if let Arrangement::Rows(rows) = &self.arrangement {
            names.extend(&rows.fill_down);
            let parent = rows.parent.iter();
            names.extend(parent.flat_map(|parent| parent.column.iter().chain(&parent.id)));
        }
        names
    }
}
