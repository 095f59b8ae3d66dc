// SPDX-License-Identifier: EUPL-1.2
//! Which measure a row is about, where files give measures no ids of their own.

use std::sync::Arc;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::read::Row;
use super::stage::Object;
use super::{Request, Work};
use crate::id::slug;
use crate::measure::Measure;
use crate::noun::{Noun, Subject};
use crate::plan::Field;
use crate::record;
use crate::register::Register;
use crate::statement::{Act, Entry, Statement};

/// What tells measures apart, from the surest on.
struct Marks {
    field: String,
    number: String,
    title: String,
    /// Everything that the profile maps.
    whole: String,
}

impl Marks {
    fn of(object: &Object, request: &Request) -> Self {
        let plain = |attribute: &str| {
            object
                .get(attribute)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let title = object.get("title").and_then(Value::as_object);
        let title = title
            .and_then(|title| title.values().next())
            .and_then(Value::as_str);
        Self {
            field: plain("field"),
            number: plain("number"),
            title: title.unwrap_or_default().trim().to_lowercase(),
            whole: whole(object, request),
        }
    }

    /// Keys under which a row and a recorded measure may meet: all of it; field, number and title;
    /// field and title; title; field and number.
    fn keys(&self) -> [Option<String>; 5] {
        let Self {
            field,
            number,
            title,
            whole,
        } = self;
        [
            Some(format!("w|{field}|{number}|{title}|{whole}")),
            Some(format!("a|{field}|{number}|{title}")),
            (!title.is_empty()).then(|| format!("b|{field}|{title}")),
            (!title.is_empty()).then(|| format!("c|{title}")),
            (!number.is_empty() && !field.is_empty()).then(|| format!("d|{field}|{number}")),
        ]
    }
}

/// Gives every row without an id the id of the measure on record that it is about, or a new one.
pub(super) fn measures(work: &mut Work<'_>, rows: &mut [Row]) {
    let register = work.register;
    let mut open: BTreeMap<String, Marks> = BTreeMap::new();
    let mut taken: BTreeSet<String> = register
        .measures
        .list_kept()
        .map(|kept| kept.record.id.to_string())
        .collect();
    let plans: BTreeSet<String> = rows
        .iter()
        .filter_map(|row| row.id.strip_suffix('/'))
        .map(str::to_owned)
        .collect();
    for plan in &plans {
        for measure in register.measures.list_of(plan) {
            let marks = Marks::of(&record::attributes(measure), work.request);
            open.insert(measure.id.to_string(), marks);
        }
    }
    for row in rows.iter().filter(|row| !row.id.ends_with('/')) {
        taken.insert(row.id.clone());
        open.remove(&row.id);
    }
    let nameless: Vec<bool> = rows.iter().map(|row| row.id.ends_with('/')).collect();
    for step in 0..5 {
        let mut by_key: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (id, marks) in &open {
            if let Some(key) = &marks.keys()[step] {
                by_key
                    .entry(format!("{}|{key}", plan_of(id)))
                    .or_default()
                    .push(id.clone());
            }
        }
        for ids in by_key.values_mut() {
            ids.sort_by(by_age);
        }
        let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, row) in rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.id.ends_with('/'))
        {
            if let Some(key) = &Marks::of(&row.object, work.request).keys()[step] {
                wanted
                    .entry(format!("{}|{key}", plan_of(&row.id)))
                    .or_default()
                    .push(at);
            }
        }
        for (key, at) in wanted {
            // Only what is beyond doubt on both sides. Equal rows are paired in their order; those
            // too many are new, or else each import of them would make new ones.
            let surely = |ids: &&Vec<String>| match step {
                0 | 1 => true,
                2 | 3 => ids.len() == at.len(),
                _ => ids.len() == 1 && at.len() == 1,
            };
            if let Some(ids) = by_key.get(&key).filter(surely) {
                for (at, id) in at.into_iter().zip(ids) {
                    rows[at].id.clone_from(id);
                    open.remove(id);
                }
            }
        }
    }
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in 0..rows.len() {
        if nameless[at] {
            let row = &mut rows[at];
            if row.id.ends_with('/') {
                row.id = mint(&row.id, &row.object, &mut taken);
            }
            let key = Marks::of(&row.object, work.request).keys()[0].take();
            let key = format!("{}|{}", plan_of(&row.id), key.unwrap_or_default());
            alike.entry(key).or_default().push(at);
        }
    }
    // Rows that say the same have their ids in the order in which they will be paired again.
    for at in alike.into_values().filter(|at| at.len() > 1) {
        let mut ids: Vec<String> = at.iter().map(|at| rows[*at].id.clone()).collect();
        ids.sort_by(by_age);
        for (at, id) in at.into_iter().zip(ids) {
            rows[at].id = id;
        }
    }
}

/// Ids from the same words, the older one first: `advice`, `advice-2`, `advice-10`.
fn by_age(a: &String, b: &String) -> std::cmp::Ordering {
    (a.len(), a).cmp(&(b.len(), b))
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

fn plan_of(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

/// A new id from the words of the title. Ids are never used again, not even of dropped measures.
fn mint(prefix: &str, object: &Object, taken: &mut BTreeSet<String>) -> String {
    let title = object.get("title").and_then(Value::as_object);
    let title = title
        .and_then(|title| title.values().next())
        .and_then(Value::as_str);
    let words = match slug(title.unwrap_or_default()) {
        slug if slug.is_empty() => "measure".to_owned(),
        slug => slug,
    };
    let mut id = format!("{prefix}{words}");
    let mut count = 1;
    while !taken.insert(id.clone()) {
        count += 1;
        id = format!("{prefix}{words}-{count}");
    }
    id
}

/// A small register that holds the plan's fields and measures as this import states them: what
/// citations in the same import are resolved against.
pub(super) fn view(work: &mut Work<'_>, plan: &str) -> Register {
    if let Some(view) = work.views.get(plan) {
        return view.clone();
    }
    let view = build_view(work, plan);
    work.views.insert(plan.to_owned(), view.clone());
    view
}

fn build_view(work: &Work<'_>, plan: &str) -> Register {
    let mut view = Register::default();
    let prefix = format!("{plan}/");
    for (id, thing) in work
        .staged
        .of(Noun::Field)
        .filter(|(id, _)| id.starts_with(&prefix))
    {
        if let Ok(field) = serde_json::from_value(Value::Object(thing.object.clone())) {
            say(
                &mut view,
                Subject::new(Noun::Field, id.as_str()),
                Act::<Field>::Stated(field).into(),
            );
        }
    }
    for (id, thing) in work
        .staged
        .of(Noun::Measure)
        .filter(|(id, _)| id.starts_with(&prefix))
    {
        if let Ok(measure) = serde_json::from_value(Value::Object(thing.object.clone())) {
            say(
                &mut view,
                Subject::new(Noun::Measure, id.as_str()),
                Act::<Measure>::Stated(measure).into(),
            );
        }
    }
    for field in work
        .register
        .fields
        .list_of(plan)
        .filter(|field| view.fields.find(field.id.as_str()).is_none() && !work.drops(*field))
        .cloned()
        .collect::<Vec<_>>()
    {
        say(
            &mut view,
            field.id.subject(),
            Act::Stated(Arc::new(field)).into(),
        );
    }
    let rest = work.register.measures.list_of(plan);
    for measure in rest
        .filter(|measure| {
            view.measures.find(measure.id.as_str()).is_none() && !work.drops(*measure)
        })
        .cloned()
        .collect::<Vec<_>>()
    {
        say(
            &mut view,
            measure.id.subject(),
            Act::Stated(Arc::new(measure)).into(),
        );
    }
    view
}

fn say(view: &mut Register, subject: Subject, statement: Statement) {
    view.apply_leniently(&Entry {
        seq: view.size(),
        at: jiff::Timestamp::UNIX_EPOCH,
        by: crate::id::OrganisationId::new(""),
        kind: statement.kind().into(),
        subject,
        dated_on: None,
        version: None,
        invented: false,
        statement: Some(statement),
    });
}

/// Shortest words that are looked for in titles, in characters.
const SHORTEST_TITLE_WORDS: usize = 8;

/// Measures whose title holds the words of a citation (without a bracket at its end), if they all
/// have the same title: "Faire Integration (1-3)".
pub(super) fn by_title(view: &Register, plan: &str, words: &str) -> Vec<String> {
    let words = words
        .split('(')
        .next()
        .unwrap_or(words)
        .trim()
        .to_lowercase();
    if words.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST_TITLE_WORDS {
        return Vec::new();
    }
    let mut titles = BTreeSet::new();
    let mut ids = Vec::new();
    for measure in view.measures.list_of(plan) {
        if measure
            .title
            .iter()
            .any(|(_, title)| title.to_lowercase().contains(&words))
        {
            titles.insert(&measure.title);
            ids.push(measure.id.to_string());
        }
    }
    if titles.len() == 1 { ids } else { Vec::new() }
}
