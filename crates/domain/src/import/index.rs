// SPDX-License-Identifier: EUPL-1.2
//! How things are pointed at: by number and by title, as they stand after this import. Made once for
//! all things of a noun in a plan, so that a hundred thousand rows may name a hundred thousand things.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::alike::{self, likeness};
use super::staged::Object;
use crate::rules::citation::Numbering;

/// Things of one noun in one plan (or all, of nouns that are not of a plan).
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) ids: Vec<String>,
    at: HashMap<String, usize>,
    pub(super) by_number: HashMap<String, Vec<usize>>,
    by_title: HashMap<String, Vec<usize>>,
    /// Titles as they are searched, with the thing each belongs to.
    titles: Vec<(usize, String)>,
    /// Beginnings of words in titles, in the order of what follows them.
    beginnings: OnceCell<Vec<(u32, u32)>>,
    numbers: Vec<Option<String>>,
    /// The title of each thing in all its languages.
    wholes: Vec<String>,
    /// Numbers by field, for citations of measures.
    pub(super) numbering: Numbering,
    /// Whether one number means one measure of the plan, whatever its field.
    pub(super) is_plan_wide: bool,
}

/// Most things that words inside of titles may name before they name none.
const MOST: usize = 200;

/// Words as they are searched in titles.
fn words(text: &str) -> String {
    let lower = crate::text::tidy(text).to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ")
}

impl Index {
    pub(super) fn add(&mut self, id: &str, object: &Object) {
        let at = self.ids.len();
        self.ids.push(id.to_owned());
        self.at.insert(id.to_owned(), at);
        let number = object.get("number").and_then(Value::as_str);
        if let Some(number) = number {
            self.by_number.entry(likeness(number)).or_default().push(at);
        }
        self.numbers.push(number.map(likeness));
        let titles = object.get("title").and_then(Value::as_object);
        self.wholes.push(
            object
                .get("title")
                .map(|title| likeness(&title.to_string()))
                .unwrap_or_default(),
        );
        for title in titles.into_iter().flat_map(|titles| titles.values()) {
            if let Some(title) = title.as_str() {
                let same = self.by_title.entry(alike::title(title)).or_default();
                if same.last() != Some(&at) {
                    same.push(at);
                }
                self.titles.push((at, words(title)));
            }
        }
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.at.contains_key(id)
    }

    pub(super) fn ids(&self, all: &[usize]) -> Vec<String> {
        all.iter().map(|at| self.ids[*at].clone()).collect()
    }

    pub(super) fn numbered(&self, number: &str) -> &[usize] {
        self.by_number
            .get(&likeness(number))
            .map_or(&[], Vec::as_slice)
    }

    pub(super) fn titled(&self, title: &str) -> &[usize] {
        let title = alike::title(title);
        self.by_title.get(&title).map_or(&[], Vec::as_slice)
    }

    pub(super) fn number_of(&self, at: usize) -> Option<&str> {
        self.numbers.get(at)?.as_deref()
    }

    /// Things whose title holds these words from the beginning of a word on, if they all have one title.
    pub(super) fn holding(&self, text: &str) -> Vec<usize> {
        let sought = words(text);
        let beginnings = self.beginnings();
        let rest = |(title, from): (u32, u32)| {
            let (_, title) = &self.titles[title as usize];
            title.get(from as usize..).unwrap_or_default()
        };
        let first = beginnings.partition_point(|at| rest(*at) < sought.as_str());
        let holding = beginnings[first..].iter().copied();
        let holding = holding.take_while(|at| rest(*at).starts_with(&sought));
        let mut found = BTreeSet::new();
        let mut title: Option<&str> = None;
        for (at, _) in holding {
            let (thing, _) = &self.titles[at as usize];
            let own = self.wholes[*thing].as_str();
            if *title.get_or_insert(own) != own || found.len() > MOST {
                return Vec::new();
            }
            found.insert(*thing);
        }
        found.into_iter().collect()
    }

    fn beginnings(&self) -> &[(u32, u32)] {
        self.beginnings.get_or_init(|| {
            let mut all: Vec<(u32, u32)> = Vec::new();
            for (at, (_, title)) in self.titles.iter().enumerate() {
                let mut before = ' ';
                for (from, c) in title.char_indices() {
                    if c.is_alphanumeric() && !before.is_alphanumeric() {
                        let place = (u32::try_from(at), u32::try_from(from));
                        if let (Ok(at), Ok(from)) = place {
                            all.push((at, from));
                        }
                    }
                    before = c;
                }
            }
            all.sort_by(|(one, from), (other, to)| {
                let one = &self.titles[*one as usize].1[*from as usize..];
                one.cmp(&self.titles[*other as usize].1[*to as usize..])
            });
            all
        })
    }
}

/// What words point at.
pub(super) enum Pointed {
    One(String),
    Several(Vec<String>),
    Nothing,
}
