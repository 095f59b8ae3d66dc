// SPDX-License-Identifier: EUPL-1.2
//! Which measure a row is about, where files give measures no ids of their own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::desk::Desk;
use super::request::Request;
use super::staged::{Object, Row, first_words};
use crate::id::slug;
use crate::noun::Noun;
use crate::record;

/// What tells measures apart, from the surest on.
struct Marks {
    plan: String,
    field: String,
    number: String,
    title: String,
    /// Everything that the profile maps.
    whole: String,
}

/// Steps of the pairing, see [`Marks::key`].
const STEPS: usize = 5;

impl Marks {
    fn of(plan: &str, object: &Object, request: &Request) -> Self {
        let plain = |attribute: &str| {
            let words = object.get(attribute).and_then(Value::as_str);
            words.unwrap_or_default().to_owned()
        };
        let title = first_words(object, "title");
        Self {
            plan: plan.to_owned(),
            field: plain("field"),
            number: plain("number"),
            title: title.unwrap_or_default().trim().to_lowercase(),
            whole: whole(object, request),
        }
    }

    /// The key under which a row and a recorded measure may meet in a step: all of it; field, number
    /// and title; field and title; title; field and number.
    fn key(&self, step: usize) -> Option<String> {
        let Self {
            plan,
            field,
            number,
            title,
            whole,
        } = self;
        let titled = !title.is_empty();
        let numbered = !number.is_empty() && !field.is_empty();
        match step {
            0 => Some(format!("{plan}|{field}|{number}|{title}|{whole}")),
            1 => Some(format!("{plan}|{field}|{number}|{title}")),
            2 => titled.then(|| format!("{plan}|{field}|{title}")),
            3 => titled.then(|| format!("{plan}|{title}")),
            _ => numbered.then(|| format!("{plan}|{field}|{number}")),
        }
    }
}

/// What a row and a record of the same contents have in common, whatever is not mapped.
fn whole(object: &Object, request: &Request) -> String {
    let Some(mapped) = request.mapped.get(&Noun::Measure) else {
        return String::new();
    };
    let told = object
        .iter()
        .filter(|(name, _)| mapped.contains(*name) && *name != "id");
    let told: BTreeMap<&String, Value> = told
        .map(|(name, value)| {
            let mut value = value.clone();
            value.sort_all_objects();
            (name, value)
        })
        .collect();
    format!("{told:?}")
}

/// Gives every row without an id the id of the measure on record that it is about, or a new one.
///
/// Sources renumber, reword and reorder, and nothing in them says which measure is meant. So rows and
/// records are paired in steps, the surest first: what says the same is the same; a measure that was
/// only moved or renumbered still has its title; one that was only reworded still has its number.
/// Each step takes what it pairs off the table, so that a weaker likeness never takes a measure from
/// the row that is surely about it, and a step that leaves a doubt on either side pairs nothing there:
/// a wrong pair would rewrite the history of a measure, while a measure too many is seen and can be
/// put right.
pub(super) fn measures(desk: &Desk<'_>, rows: &mut [Row]) {
    let nameless: Vec<usize> = (0..rows.len())
        .filter(|at| rows[*at].id.is_none())
        .collect();
    let mut open = open(desk, rows);
    for step in 0..STEPS {
        pair(step, desk.request, rows, &mut open);
    }
    let kept = desk.register.measures.list_kept();
    let mut taken: BTreeSet<String> = kept.map(|kept| kept.record.id.to_string()).collect();
    taken.extend(rows.iter().filter_map(|row| row.id.clone()));
    for at in &nameless {
        let row = &mut rows[*at];
        if row.id.is_none() {
            row.id = Some(mint(&row.plan, &row.object, &mut taken));
        }
    }
    put_in_order(desk.request, rows, &nameless);
}

/// The measures on record that a row without an id may be about: those of its plan that no row names.
fn open(desk: &Desk<'_>, rows: &[Row]) -> BTreeMap<String, Marks> {
    let nameless = rows.iter().filter(|row| row.id.is_none());
    let plans: BTreeSet<&str> = nameless.map(|row| row.plan.as_str()).collect();
    let mut open = BTreeMap::new();
    for plan in plans {
        for measure in desk.register.measures.list_of(plan) {
            let marks = Marks::of(plan, &record::attributes(measure), desk.request);
            open.insert(measure.id.to_string(), marks);
        }
    }
    for id in rows.iter().filter_map(|row| row.id.as_ref()) {
        open.remove(id);
    }
    open
}

/// One step of the pairing.
fn pair(step: usize, request: &Request, rows: &mut [Row], open: &mut BTreeMap<String, Marks>) {
    let mut by_key: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, marks) in &*open {
        if let Some(key) = marks.key(step) {
            by_key.entry(key).or_default().push(id.clone());
        }
    }
    // The map gives ids by their letters, and `x-10` would come before `x-2`.
    for ids in by_key.values_mut() {
        ids.sort_by(by_age);
    }
    let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if row.id.is_none()
            && let Some(key) = Marks::of(&row.plan, &row.object, request).key(step)
        {
            wanted.entry(key).or_default().push(at);
        }
    }
    for (key, at) in wanted {
        // Only what is beyond doubt on both sides. Equal rows are paired in their order; those too
        // many are new, or else each import of them would make new ones.
        let surely = |ids: &&Vec<String>| match step {
            0 | 1 => true,
            2 | 3 => ids.len() == at.len(),
            _ => ids.len() == 1 && at.len() == 1,
        };
        if let Some(ids) = by_key.get(&key).filter(surely) {
            for (at, id) in at.into_iter().zip(ids) {
                rows[at].id = Some(id.clone());
                open.remove(id);
            }
        }
    }
}

/// Rows that say the same get their ids in the order in which they will be paired again: otherwise
/// importing the same file a second time would exchange them, and say so.
fn put_in_order(request: &Request, rows: &mut [Row], nameless: &[usize]) {
    let mut alike: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    for at in nameless {
        let row = &rows[*at];
        let key = Marks::of(&row.plan, &row.object, request).key(0);
        alike.entry(key).or_default().push(*at);
    }
    for at in alike.into_values().filter(|at| at.len() > 1) {
        let mut ids: Vec<String> = at.iter().filter_map(|at| rows[*at].id.clone()).collect();
        ids.sort_by(by_age);
        for (at, id) in at.into_iter().zip(ids) {
            rows[at].id = Some(id);
        }
    }
}

/// Ids from the same words, the older one first: `advice`, `advice-2`, `advice-10`.
fn by_age(a: &String, b: &String) -> std::cmp::Ordering {
    (a.len(), a).cmp(&(b.len(), b))
}

/// A new id from the words of the title. Ids are never used again, not even of dropped measures.
fn mint(plan: &str, object: &Object, taken: &mut BTreeSet<String>) -> String {
    let words = match slug(first_words(object, "title").unwrap_or_default()) {
        slug if slug.is_empty() => "measure".to_owned(),
        slug => slug,
    };
    let mut id = format!("{plan}/{words}");
    let mut count = 1;
    while !taken.insert(id.clone()) {
        count += 1;
        id = format!("{plan}/{words}-{count}");
    }
    id
}
