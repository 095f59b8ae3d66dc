// SPDX-License-Identifier: EUPL-1.2
//! What a row seems to state: attributes, and the columns in which they stand.

use std::collections::BTreeMap;

use wegmarke_domain::draft::{Slot, list_slots};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::shape::Kind;

use super::see::Seen;
use super::words::{MEANINGS, marked};

/// What a row seems to state about one thing.
pub(super) struct Record {
    pub(super) noun: Noun,
    pub(super) repeats: bool,
    pub(super) depth: Option<u32>,
    /// The columns for which it is stated one by one.
    pub(super) each: Vec<String>,
    pub(super) constants: Vec<(String, String)>,
    pub(super) lines: Vec<Line>,
}

/// Where the text of an attribute seems to stand.
pub(super) struct Line {
    pub(super) attribute: String,
    pub(super) from: From,
    /// Words of the source that are none of the list, with what they seem to mean.
    pub(super) meanings: BTreeMap<String, Option<&'static str>>,
    pub(super) slot: Slot,
    pub(super) decimal: Option<char>,
}

pub(super) enum From {
    One(String),
    Split(String, Vec<&'static str>),
    Many(Vec<String>, Vec<&'static str>),
    Flags(Vec<String>),
    /// Several cells as one text, with this between them.
    Joined(Vec<String>, &'static str),
    /// What stands after the first mark and before the second.
    Cut(String, Option<String>, Option<String>),
}

impl Record {
    /// A record that stands for itself.
    pub(super) const fn of(noun: Noun, lines: Vec<Line>) -> Self {
        Self {
            noun,
            repeats: false,
            depth: None,
            each: Vec::new(),
            constants: Vec::new(),
            lines,
        }
    }

    /// One more attribute.
    pub(super) fn add(&mut self, attribute: &str, from: From) {
        self.lines
            .extend(Line::of(self.noun, attribute, from, None));
    }
}

impl Line {
    /// A line for an attribute of a noun, if it has it.
    pub(super) fn of(
        noun: Noun,
        attribute: &str,
        from: From,
        decimal: Option<char>,
    ) -> Option<Self> {
        let stem = attribute
            .split_once('.')
            .map_or(attribute, |(stem, _)| stem);
        let slots = list_slots(noun);
        let any_language = format!("{stem}.*");
        let mut found = slots
            .into_iter()
            .filter(|slot| slot.name == attribute || slot.name == any_language);
        Some(Self {
            attribute: attribute.to_owned(),
            from,
            meanings: BTreeMap::new(),
            slot: found.next()?,
            decimal,
        })
    }
}

/// Words of a closed list of which a proposal asks what they mean.
const FOREIGN: usize = 20;

/// The line of a profile for a column that gives a slot.
pub(super) fn line(seen: &Seen, at: usize, slot: &Slot, language: &str) -> Option<Line> {
    let column = seen.columns.get(at)?;
    let attribute = match slot.name.strip_suffix(".*") {
        Some(stem) => match marked(&column.heading) {
            Some(own) => format!("{stem}.{own}"),
            None => format!("{stem}.{language}"),
        },
        None => slot.name.to_string(),
    };
    let split = separators(slot, column.content.distinct.keys());
    let from = if split.is_empty() {
        From::One(column.name.clone())
    } else {
        From::Split(column.name.clone(), split)
    };
    let decimal = slot.is_number().then(|| column.content.decimal()).flatten();
    Some(Line {
        attribute,
        from,
        meanings: meanings(slot, column.content.distinct.keys()),
        slot: slot.clone(),
        decimal: decimal.filter(|sign| *sign == ','),
    })
}

/// What separates the items of a list, if its cells show it.
fn separators<'c>(
    slot: &Slot,
    cells: impl Iterator<Item = &'c String> + Clone,
) -> Vec<&'static str> {
    let is_list = slot.is_list() || slot.name == "source.url";
    if !is_list {
        return Vec::new();
    }
    let signs = [";", "\n", "|", ", "].into_iter();
    let found: Vec<&str> = signs
        .filter(|sign| {
            let with = cells.clone().filter(|cell| cell.trim().contains(sign));
            // A comma may be part of a name: only where most cells have one.
            with.count()
                * if *sign == ", " {
                    2
                } else {
                    usize::MAX / 4_000_000
                }
                >= cells.clone().count().max(1)
        })
        .collect();
    // The strongest sign; lines may be mixed with it.
    match found.as_slice() {
        [] => Vec::new(),
        [first, second, ..] if *second == "\n" => vec![*first, *second],
        [first, ..] => vec![*first],
    }
}

/// Words in the cells of a closed list that are none of it, with what they seem to mean.
fn meanings<'c>(
    slot: &Slot,
    cells: impl Iterator<Item = &'c String>,
) -> BTreeMap<String, Option<&'static str>> {
    let Kind::Word(words) = slot.kind else {
        return BTreeMap::new();
    };
    let foreign = cells.filter(|cell| words.read(cell).is_err());
    let meant = |cell: &str| {
        let asked = cell.to_lowercase();
        let known = MEANINGS
            .iter()
            .filter(|(family, _, _)| *family == words.family());
        let mut known = known.filter(|(_, _, ways)| ways.split('|').any(|way| way == asked));
        known.next().map(|(_, word, _)| *word)
    };
    foreign
        .take(FOREIGN)
        .map(|cell| (cell.clone(), meant(cell)))
        .collect()
}
