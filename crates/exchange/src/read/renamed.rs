// SPDX-License-Identifier: EUPL-1.2
//! Headings that are gone, and new ones that hold the same kind of values at the same place.

use std::collections::{BTreeMap, BTreeSet};

use wegmarke_domain::draft::list_slots;
use wegmarke_domain::shape::Kind;

use super::headings::Headings;
use super::lines::{Lines, kin};
use crate::content::Content;
use crate::pattern;
use crate::profile::{Profile, Record, Table};
use crate::renamed::Renamed;
use crate::table::heading;
use crate::wording::alike_headings;

impl Profile {
    /// Accepts new headings beside those that they replace. What the profile is called stays.
    pub fn accept(&mut self, renamed: &[Renamed]) {
        for one in renamed {
            let mut meet = |names: &mut Vec<String>| {
                if names
                    .last()
                    .is_some_and(|last| heading(last) == heading(&one.gone))
                {
                    names.push(one.new.clone());
                }
            };
            for table in &mut self.tables {
                table.each_names(&mut meet);
            }
        }
    }
}

/// A heading that is wanted and not there.
struct Gone<'p> {
    names: &'p [String],
    reads: String,
    /// What its cells have to hold; `None` if any will do.
    holds: Option<(Kind, &'p BTreeMap<String, String>)>,
}

/// How well a new heading takes the place of an old one; below this it does not.
const ENOUGH: u32 = 100;

/// Proposes new headings for those that a table lacks.
pub(super) fn propose(file: &str, table: &Table, lines: &Lines) -> Vec<Renamed> {
    let headings = Headings::new(file, &lines.heading, lines.own);
    let lacks = |names: &[String]| {
        let made = names
            .iter()
            .any(|name| kin(name).is_some() || name.contains("each."));
        !made && matches!(headings.find(names), Ok(None))
    };
    let gone: Vec<Gone<'_>> = list_wanted(table)
        .into_iter()
        .filter(|one| lacks(one.names))
        .collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let free = list_free(table, lines);
    let mut pairs = Vec::new();
    for (old, one) in gone.iter().enumerate() {
        for at in &free {
            let content = Content::of(
                lines
                    .lines
                    .iter()
                    .filter_map(|line| line.cells.get(*at).map(String::as_str)),
            );
            if one
                .holds
                .is_some_and(|(kind, values)| !holds(&content, kind, values))
            {
                continue;
            }
            let name = lines.heading.get(*at).map_or("", |name| &**name);
            let alike = one
                .names
                .iter()
                .map(|gone| alike_headings(gone, name))
                .max()
                .unwrap_or(0);
            let place = is_at_place(table, lines, one.names, *at);
            let points = alike + if place { ENOUGH } else { 40 };
            pairs.push((points, old, *at, place, content));
        }
    }
    pairs.sort_by_key(|(points, old, at, _, _)| (std::cmp::Reverse(*points), *old, *at));
    let (mut told, mut used) = (BTreeSet::new(), BTreeSet::new());
    let mut proposed = Vec::new();
    for (points, old, at, same_place, content) in pairs {
        if points < ENOUGH || told.contains(&old) || used.contains(&at) {
            continue;
        }
        let (Some(one), Some(new)) = (gone.get(old), lines.heading.get(at)) else {
            continue;
        };
        told.insert(old);
        used.insert(at);
        proposed.push(Renamed {
            file: file.to_owned(),
            gone: one.names.last().cloned().unwrap_or_default(),
            new: new.to_string(),
            reads: one.reads.clone(),
            same_place,
            examples: content.examples(3),
        });
    }
    proposed
}

/// Every list of accepted headings that has to be met.
fn list_wanted(table: &Table) -> Vec<Gone<'_>> {
    let mut all = Vec::new();
    for record in &table.records {
        all.extend(list_of_record(record));
    }
    for names in table.list_test_names() {
        all.push(Gone {
            names,
            reads: "when".to_owned(),
            holds: None,
        });
    }
    // Several attributes read one column: the first says what it holds.
    let mut wanted: Vec<Gone<'_>> = Vec::new();
    for one in all {
        if !wanted
            .iter()
            .any(|known| known.names.last() == one.names.last())
        {
            wanted.push(one);
        }
    }
    wanted
}

fn list_of_record(record: &Record) -> Vec<Gone<'_>> {
    let slots = list_slots(record.noun);
    let columns = record.columns.iter().filter(|column| !column.optional);
    columns
        .flat_map(|column| {
            let slot = slots.iter().find(|slot| slot.is_meant(&column.attribute));
            let is_part = column.pattern.is_some()
                || column.after.is_some()
                || column.before.is_some()
                || column.part.is_some();
            let holds = slot
                .filter(|_| !is_part && !column.flags)
                .map(|slot| (slot.kind, &column.values));
            let reads = format!("{} {}", record.noun, column.attribute);
            column.sources.iter().map(move |names| Gone {
                names,
                reads: reads.clone(),
                holds,
            })
        })
        .collect()
}

/// Columns of the file that nothing of the profile names.
fn list_free(table: &Table, lines: &Lines) -> Vec<usize> {
    let asked: BTreeSet<String> = table
        .list_names()
        .iter()
        .map(|name| heading(name))
        .collect();
    let ignored: Vec<String> = table.ignore.iter().map(|name| heading(name)).collect();
    let own = lines.heading.iter().take(lines.own).enumerate();
    own.filter(|(_, name)| {
        !name.is_empty()
            && !asked.contains(&***name)
            && !ignored
                .iter()
                .any(|one| **one == ***name || pattern::fits(one, name))
    })
    .map(|(at, _)| at)
    .collect()
}

/// Whether a column stands where the old one stood: between the same headings that stayed, and there as
/// the same one of those that went.
fn is_at_place(table: &Table, lines: &Lines, names: &[String], at: usize) -> bool {
    let order: Vec<String> = table.headings.iter().map(|name| heading(name)).collect();
    let is_old = |known: &String| names.iter().any(|name| heading(name) == *known);
    let Some(stood) = order.iter().position(is_old) else {
        return false;
    };
    let own: Vec<&str> = lines
        .heading
        .iter()
        .take(lines.own)
        .map(|name| &**name)
        .collect();
    let find = |known: &String| own.iter().position(|name| name == known);
    let (before, after) = order.split_at(stood);
    let left = before.iter().rev().find_map(find);
    let right = after.iter().skip(1).find_map(find).unwrap_or(own.len());
    let first = left.map_or(0, |left| left + 1);
    let gone = |list: &mut dyn Iterator<Item = &String>| {
        list.take_while(|known| find(known).is_none()).count()
    };
    let gone_before = gone(&mut before.iter().rev());
    let gone_all = gone_before + 1 + gone(&mut after.iter().skip(1));
    let is_between = (first..right).contains(&at);
    // As many new ones as old ones: each takes the place of its own.
    is_between && (right - first != gone_all || at - first == gone_before)
}

/// Whether cells hold what an attribute wants, in the words of the source.
fn holds(content: &Content, kind: Kind, values: &BTreeMap<String, String>) -> bool {
    if content.filled == 0 {
        return false;
    }
    if !values.is_empty() {
        let known = |word: &str| {
            values
                .keys()
                .any(|known| known.to_lowercase() == word.to_lowercase())
        };
        let met = content
            .distinct
            .iter()
            .filter(|(word, _)| known(word))
            .map(|(_, count)| count)
            .sum::<usize>();
        return met * 5 >= content.filled * 4;
    }
    content.suits(kind)
}
