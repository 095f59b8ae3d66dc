// SPDX-License-Identifier: EUPL-1.2
//! What a release says, as it stands in its files.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::codebook::{Both, Codebook, Kind};
use crate::plan::{Category, Plan};
use crate::synthetic::Drawn;

/// A cell as it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// This many.
    Number(u32),
    /// Nobody.
    None,
    /// Not told.
    Suppressed,
}

impl Cell {
    /// What is told; `None`: suppressed.
    #[must_use]
    pub const fn number(self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(number),
            Self::None => Some(0),
            Self::Suppressed => None,
        }
    }
}

/// An axis of a published table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedAxis {
    /// The variable.
    pub variable: String,
    /// Its title.
    pub title: BothText,
    /// Whether somebody can be in several categories, so that they do not add up.
    pub several: bool,
    /// Its categories; the total follows.
    pub categories: Vec<Category>,
}

/// A text in both languages, as it stands in files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BothText {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl From<&Both> for BothText {
    fn from(both: &Both) -> Self {
        Self {
            de: both.de.clone(),
            en: both.en.clone(),
        }
    }
}

/// A published table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedTable {
    /// Its name in files.
    pub id: String,
    /// Its title.
    pub title: BothText,
    /// Its axes.
    pub axes: Vec<PublishedAxis>,
    /// Its cells in row order, the total of each axis last.
    pub cells: Vec<Cell>,
    /// The sums beside them, where the plan asks for any: the cells then count those who have an amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<PublishedSum>,
}

/// Sums beside the counts of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedSum {
    /// The variable that is summed.
    pub variable: String,
    /// Its title.
    pub title: BothText,
    /// As many as the table has cells, in their order.
    pub cells: Vec<SumCell>,
}

/// A sum as it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SumCell {
    /// This much.
    Number(u64),
    /// Nobody is behind it.
    None,
    /// Not told.
    Suppressed,
}

/// What stands against a release, by the names of the tables.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Objection {
    /// Why it may not be known.
    pub why: String,
    /// The tables that lead to it.
    pub tables: Vec<String>,
    /// How many numbers remain possible; of a sum, how far the least and the greatest possible are apart.
    pub possible: u64,
    /// How many must.
    pub needed: u64,
    /// Whether it takes a centre's knowledge of its own cases.
    pub to_a_centre: bool,
    /// Whether it is a sum that can be told too closely.
    #[serde(default, skip_serializing_if = "is_false")]
    pub of_a_sum: bool,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands on a reference"
)]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// The audit as it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audited {
    /// Groups that were checked.
    pub checked: usize,
    /// How often the gate went round.
    pub rounds: usize,
    /// Tables of earlier releases that were taken into account.
    pub earlier_tables: usize,
    /// Cells, and how many of them are suppressed by rule and for the sake of others.
    pub cells: usize,
    /// By a rule for single cells.
    pub by_rule: usize,
    /// For the sake of others.
    pub for_others: usize,
    /// What stands against it.
    pub objections: Vec<Objection>,
}

/// What is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Its number, from 1.
    pub number: usize,
    /// Its title.
    pub title: BothText,
    /// Codebook with version.
    pub codebook: String,
    /// Where the codebook's variables come from.
    pub source: String,
    /// The years counted.
    pub years: BTreeSet<u16>,
    /// Class of the release.
    pub class: String,
    /// Parameters by name.
    pub parameters: BTreeMap<String, String>,
    /// Its tables.
    pub tables: Vec<PublishedTable>,
    /// Synthetic records, where it is made of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub synthetic: Option<Drawn>,
    /// The audit.
    pub audit: Audited,
}

/// The axis of a table by a variable.
#[must_use]
pub fn axis_of(book: &Codebook, plan: &Plan, name: &str) -> PublishedAxis {
    let variable = book.find(name);
    let empty = BothText {
        de: String::new(),
        en: String::new(),
    };
    PublishedAxis {
        variable: name.to_owned(),
        title: variable.map_or(empty, |variable| (&variable.title).into()),
        several: variable.is_some_and(|v| v.kind == Kind::Answers),
        categories: plan
            .categories(book, name)
            .into_iter()
            .map(|(category, _)| category)
            .collect(),
    }
}
