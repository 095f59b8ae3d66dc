// SPDX-License-Identifier: EUPL-1.2
//! Which measure a row is about, where files give measures no ids of their own.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use serde_json::Value;

use super::alike::{self, likeness};
use super::desk::Desk;
use super::staged::{Object, Row};
use crate::draft::{Scope, Told};
use crate::id::slug;
use crate::record;

/// What tells measures apart, from the surest on.
#[derive(Clone)]
struct Marks {
    plan: String,
    field: String,
    number: String,
    title: String,
    /// Everything that the rows tell.
    whole: String,
}

/// Steps of the pairing, see [`Marks::key`].
const STEPS: usize = 5;

impl Marks {
    fn of(plan: &str, object: &Object, sight: &Sight) -> Self {
        let plain = |attribute: &str| {
            let words = object.get(attribute).and_then(Value::as_str);
            words.map(likeness).unwrap_or_default()
        };
        Self {
            plan: plan.to_owned(),
            field: plain("field"),
            number: plain("number"),
            title: sight.title(object).map(alike::title).unwrap_or_default(),
            whole: sight.whole(object),
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

/// What rows without ids let one see of a measure.
struct Sight {
    /// Of what any of them speaks.
    told: Told,
    /// The language of their titles.
    lang: Option<String>,
}

impl Sight {
    fn of(rows: &[Row]) -> Self {
        let mut told = Told::default();
        let mut lang: Option<&String> = None;
        let mut last: Option<&Arc<Told>> = None;
        for row in rows.iter().filter(|row| row.id.is_none()) {
            if !last.is_some_and(|last| Arc::ptr_eq(last, &row.told)) {
                told.extend(&row.told);
                last = Some(&row.told);
            }
            let own = row.object.get("title").and_then(Value::as_object);
            let own = own.and_then(|title| title.keys().next());
            // The least of them, whichever row comes first.
            lang = match (lang, own) {
                (Some(lang), Some(own)) => Some(lang.min(own)),
                (lang, own) => lang.or(own),
            };
        }
        Self {
            told,
            lang: lang.cloned(),
        }
    }

    fn title<'o>(&self, object: &'o Object) -> Option<&'o str> {
        let title = object.get("title")?.as_object()?;
        let own = self.lang.as_ref().and_then(|lang| title.get(lang));
        own.or_else(|| title.values().next())?.as_str()
    }

    /// What a row and a record of the same contents have in common, whatever is not told.
    fn whole(&self, object: &Object) -> String {
        let mut whole = String::new();
        for (name, value) in object {
            if name == "id" {
                continue;
            }
            let Some(scope) = self.told.find(name) else {
                continue;
            };
            whole.push_str(name);
            whole.push('=');
            match (scope, value) {
                (Scope::Parts(parts), Value::Object(value)) => {
                    let told = value.iter().filter(|(part, _)| {
                        // A time is seen as a whole: its words and its days belong together.
                        value.contains_key("as_written") || parts.contains(part.as_str())
                    });
                    for (part, value) in told {
                        whole.push_str(part);
                        whole.push(':');
                        whole.push_str(&likeness(&value.to_string()));
                    }
                }
                (_, value) => whole.push_str(&likeness(&value.to_string())),
            }
            whole.push('|');
        }
        whole
    }
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
    let sight = Sight::of(rows);
    let mut nameless: Vec<(usize, Marks)> = (0..rows.len())
        .filter(|at| rows[*at].id.is_none())
        .map(|at| (at, Marks::of(&rows[at].plan, &rows[at].object, &sight)))
        .collect();
    // In the order of what they say: where rows stand in a file decides nothing.
    nameless.sort_by_cached_key(|(at, marks)| {
        let Marks {
            plan,
            field,
            number,
            title,
            whole,
        } = marks;
        (
            [plan, field, number, title, whole].map(|words| natural(words)),
            *at,
        )
    });
    let mut open = open(desk, rows, &sight);
    for step in 0..STEPS {
        pair(step, rows, &nameless, &mut open);
    }
    let kept = desk.register.measures.list_kept();
    let mut taken: HashSet<String> = kept.map(|kept| kept.record.id.to_string()).collect();
    taken.extend(rows.iter().filter_map(|row| row.id.clone()));
    let mut next = HashMap::new();
    for (at, _) in &nameless {
        let row = &mut rows[*at];
        if row.id.is_none() {
            let words = sight.title(&row.object).unwrap_or_default();
            row.id = Some(mint(&row.plan, words, &mut taken, &mut next));
        }
    }
    put_in_order(rows, &nameless);
}

/// The measures on record that a row without an id may be about: those of its plan that no row names.
fn open(desk: &Desk<'_>, rows: &[Row], sight: &Sight) -> BTreeMap<String, Marks> {
    let nameless = rows.iter().filter(|row| row.id.is_none());
    let plans: BTreeSet<&str> = nameless.map(|row| row.plan.as_str()).collect();
    let mut open = BTreeMap::new();
    for plan in plans {
        for measure in desk.register.measures.list_of(plan) {
            let marks = Marks::of(plan, &record::attributes(measure), sight);
            open.insert(measure.id.to_string(), marks);
        }
    }
    for id in rows.iter().filter_map(|row| row.id.as_ref()) {
        open.remove(id);
    }
    open
}

/// One step of the pairing.
fn pair(
    step: usize,
    rows: &mut [Row],
    nameless: &[(usize, Marks)],
    open: &mut BTreeMap<String, Marks>,
) {
    let mut by_key: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, marks) in &*open {
        if let Some(key) = marks.key(step) {
            by_key.entry(key).or_default().push(id.clone());
        }
    }
    if by_key.is_empty() {
        return;
    }
    // The map gives ids by their letters, and `x-10` would come before `x-2`.
    for ids in by_key.values_mut() {
        ids.sort_by(by_age);
    }
    let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, marks) in nameless {
        if rows[*at].id.is_none()
            && let Some(key) = marks.key(step)
        {
            wanted.entry(key).or_default().push(*at);
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
fn put_in_order(rows: &mut [Row], nameless: &[(usize, Marks)]) {
    let mut alike: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    for (at, marks) in nameless {
        alike.entry(marks.key(0)).or_default().push(*at);
    }
    for at in alike.into_values().filter(|at| at.len() > 1) {
        let mut ids: Vec<String> = at.iter().filter_map(|at| rows[*at].id.clone()).collect();
        ids.sort_by(by_age);
        for (at, id) in at.into_iter().zip(ids) {
            rows[at].id = Some(id);
        }
    }
}

/// Words whose numbers are in the order of numbers when the words are compared.
fn natural(words: &str) -> String {
    let mut key = String::with_capacity(words.len());
    let mut digits = String::new();
    for c in words.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            key.push_str(&format!("{digits:0>12}"));
            digits.clear();
        }
        key.push(c);
    }
    key
}

/// Ids from the same words, the older one first: `advice`, `advice-2`, `advice-10`.
fn by_age(a: &String, b: &String) -> std::cmp::Ordering {
    (a.len(), a).cmp(&(b.len(), b))
}

/// A new id from the words of the title. Ids are never used again, not even of dropped measures.
fn mint(
    plan: &str,
    title: &str,
    taken: &mut HashSet<String>,
    next: &mut HashMap<String, u32>,
) -> String {
    let words = match slug(title) {
        slug if slug.is_empty() => "measure".to_owned(),
        slug => slug,
    };
    let base = format!("{plan}/{words}");
    if taken.insert(base.clone()) {
        return base;
    }
    // Where it went on last time: ten thousand measures of one title do not count from 2 each.
    let count = next.entry(base.clone()).or_insert(1);
    loop {
        *count += 1;
        let id = format!("{base}-{count}");
        if taken.insert(id.clone()) {
            return id;
        }
    }
}
