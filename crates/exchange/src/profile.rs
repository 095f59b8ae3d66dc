// SPDX-License-Identifier: EUPL-1.2
//! What the columns of a source mean: a profile, checked against the vocabulary.

mod check;
mod embedded;
mod error;
mod shape;

use std::collections::BTreeMap;

use jiff::civil::Date;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::text::Lang;

pub use embedded::{find_profile, profiles};
pub(crate) use error::advice;
pub use error::{Position, ProfileError};

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
    /// The day the source carries.
    pub dated_on: Option<Date>,
    pub(crate) notation: Notation,
    pub(crate) tables: Vec<Table>,
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
    /// Headings left out on purpose.
    pub(crate) ignore: Vec<String>,
    pub(crate) arrangement: Arrangement,
    pub(crate) records: Vec<Record>,
}

#[derive(Clone, Debug)]
pub(crate) enum Arrangement {
    Rows {
        sheet: Option<String>,
        delimiter: Option<u8>,
        encoding: Option<&'static encoding_rs::Encoding>,
    },
    Tree {
        children: String,
    },
}

/// What one row states about one thing.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) noun: Noun,
    pub(crate) repeats: bool,
    /// Depths of the nodes it is read from; `None`: all.
    pub(crate) depth: Option<Vec<u32>>,
    pub(crate) leaf: Option<bool>,
    pub(crate) tests: Vec<Test>,
    pub(crate) constants: Vec<(String, String)>,
    pub(crate) columns: Vec<Column>,
}

/// Where one attribute's text stands and how it is read.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) attribute: String,
    /// It is a number, which the source may write with its own signs.
    pub(crate) number: bool,
    /// One list of accepted headings for each cell.
    pub(crate) sources: Vec<Vec<String>>,
    pub(crate) split: Option<String>,
    /// Stands between the cells that become one text.
    pub(crate) join: Option<String>,
    pub(crate) optional: bool,
    /// States new things only: what is on record is left alone.
    pub(crate) only_new: bool,
    pub(crate) prefix: String,
    pub(crate) after: Option<String>,
    pub(crate) before: Option<String>,
    pub(crate) tests: Vec<Test>,
    pub(crate) values: BTreeMap<String, String>,
}

/// A test on one cell of the row.
#[derive(Clone, Debug)]
pub(crate) struct Test {
    /// Accepted headings; empty: the column the test is written at.
    pub(crate) column: Vec<String>,
    pub(crate) ask: Ask,
    /// What the answer has to be.
    pub(crate) expect: bool,
    /// A second question; only if both are answered with yes, the answer is yes.
    pub(crate) and: Option<Box<Self>>,
}

#[derive(Clone, Debug)]
pub(crate) enum Ask {
    Equals(Vec<String>),
    StartsWith(Vec<String>),
    Present(bool),
}

impl Test {
    /// Headings of this and further questions.
    pub(crate) fn list_columns(&self) -> Vec<&String> {
        let and = self.and.iter().flat_map(|and| and.list_columns());
        self.column.iter().chain(and).collect()
    }

    /// What this cell answers, without the second question and what is expected.
    pub(crate) fn answer(&self, text: &str) -> bool {
        match &self.ask {
            Ask::Equals(words) => words.iter().any(|word| word == text),
            Ask::StartsWith(words) => words.iter().any(|word| text.starts_with(word.as_str())),
            Ask::Present(present) => text.is_empty() != *present,
        }
    }
}
