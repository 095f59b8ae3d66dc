// SPDX-License-Identifier: EUPL-1.2
//! What tells pieces of evidence of the same words from each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::alike::likeness;
use super::staged::Object;
use crate::noun::Noun;
use crate::time::Timespan;

/// What tells a piece of evidence from others of the same words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Mark {
    pub(super) date: String,
    pub(super) urls: BTreeSet<String>,
}

/// How far a row and a record fit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Same,
    /// One of them says less.
    Perhaps,
    Another,
}

impl Mark {
    pub(super) fn fits(&self, object: &Object) -> Fit {
        let date = object.get("dated_on");
        let date = date.and_then(|date| serde_json::from_value::<Timespan>(date.clone()).ok());
        let dates = match (self.date.is_empty(), &date) {
            (true, None) => Fit::Same,
            (true, Some(_)) | (false, None) => Fit::Perhaps,
            (false, Some(date)) => {
                let read = Timespan::parse(&self.date).ok();
                let read = read.filter(|read| read.from.is_some() || read.until.is_some());
                let same = likeness(&date.as_written) == self.date
                    || read.is_some_and(|read| {
                        (read.from, read.until) == (date.from, date.until)
                            || (read.from.is_some() && read.from == date.from)
                    });
                if same { Fit::Same } else { Fit::Another }
            }
        };
        let urls = object.get("source").and_then(|source| source.get("urls"));
        let urls = urls.and_then(Value::as_array).into_iter().flatten();
        let urls: BTreeSet<String> = urls.filter_map(Value::as_str).map(likeness).collect();
        let places = if urls == self.urls {
            Fit::Same
        } else if urls.is_subset(&self.urls) || self.urls.is_subset(&urls) {
            Fit::Perhaps
        } else {
            Fit::Another
        };
        match (dates, places) {
            (Fit::Another, _) | (_, Fit::Another) => Fit::Another,
            (Fit::Same, Fit::Same) => Fit::Same,
            _ => Fit::Perhaps,
        }
    }
}

/// Ids of rows that are not simply those of their words.
#[derive(Debug, Default)]
pub(super) struct Pieces(pub(super) HashMap<(String, Mark), String>);

/// Contents of what is on record, for rows that say the same in other signs: white space, quotes.
#[derive(Debug, Default)]
pub(super) struct Known(pub(super) BTreeMap<Noun, HashMap<String, Option<String>>>);
