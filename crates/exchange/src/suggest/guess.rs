// SPDX-License-Identifier: EUPL-1.2
//! What a table seems to hold: its noun, and what each column gives.

use std::collections::BTreeSet;

use super::assign::choose;
use super::layout;
use super::line::{From, Record};
use super::see::Seen;
use crate::pattern::fits;

/// What one table seems to hold.
pub(super) struct Guess {
    /// Whether any column was recognised.
    pub(super) is_recognised: bool,
    /// In the order in which they name each other.
    pub(super) records: Vec<Record>,
    pub(super) unmatched: Vec<String>,
    /// Headings that are years, with numbers below them.
    pub(super) series: Vec<String>,
}

/// Guesses what a table holds.
pub(super) fn guess(seen: &Seen, language: &'static str) -> Guess {
    let choice = choose(seen);
    let mut records = Vec::new();
    if seen.parent.is_some() {
        layout::kin(seen, &choice, language, &mut records);
    } else {
        layout::flat(seen, &choice, language, &mut records);
    }
    let is_recognised = !choice.pairs.is_empty();
    let mut used = used(seen, &records);
    if !is_recognised {
        // What only holds the place is not recognised, either.
        used.clear();
    }
    let each: Vec<&String> = records.iter().flat_map(|record| &record.each).collect();
    let is_year = |name: &str| {
        name.len() == 4
            && name.starts_with(['1', '2'])
            && name.bytes().all(|byte| byte.is_ascii_digit())
    };
    let free = seen
        .columns
        .iter()
        .filter(|column| !used.contains(column.name.as_str()))
        .filter(|column| !each.iter().any(|pattern| fits(pattern, &column.name)));
    let (mut unmatched, mut series) = (Vec::new(), Vec::new());
    for column in free {
        if is_year(&column.heading) && (column.content.is_number() || column.content.filled == 0) {
            series.push(column.name.clone());
        } else if !column.heading.is_empty() || column.content.filled > 0 {
            unmatched.push(column.name.clone());
        }
    }
    Guess {
        is_recognised,
        records,
        unmatched,
        series,
    }
}

fn used<'g>(seen: &'g Seen, records: &'g [Record]) -> BTreeSet<&'g str> {
    let mut used = BTreeSet::new();
    for record in records {
        used.extend(record.each.iter().map(String::as_str));
        for line in &record.lines {
            match &line.from {
                From::One(name) | From::Split(name, _) => {
                    used.insert(name.as_str());
                }
                From::Many(names, _) | From::Flags(names) | From::Joined(names, _) => {
                    used.extend(names.iter().map(String::as_str));
                }
                From::Cut(name, ..) => {
                    used.insert(name.as_str());
                }
            }
        }
    }
    if let Some((parent, _)) = seen.parent {
        used.extend(seen.columns.get(parent).map(|column| column.name.as_str()));
    }
    used
}
