// SPDX-License-Identifier: EUPL-1.2
//! Staging: rows become objects of attributes, one per id.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use serde_json::Value;

use super::desk::{Desk, scope};
use super::request::Request;
use super::staged::{Object, Row, Thing};
use super::{evidence, identify, merge, own, read, same};
use crate::draft::{Told, list_slots};
use crate::finding::{Severity, codes};
use crate::noun::{Noun, Subject};
use crate::record::{self, Record};
use crate::shape::{self, Kind, Presence};
use crate::table::Table;

/// Reads and stages all drafts of a noun. Nouns are staged in the order in which they name
/// each other, so that names are known when they are needed.
pub(super) fn noun(desk: &mut Desk<'_>, noun: Noun) {
    own::settle_ids(desk, noun);
    match noun {
        Noun::Organisation => own::settle_names(desk),
        Noun::Evidence => evidence::settle(desk),
        _ => {}
    }
    let request = desk.request;
    let mut rows: Vec<Row> = Vec::new();
    for draft in request.drafts.iter().filter(|draft| draft.noun == noun) {
        if let Some(row) = read::row(desk, draft) {
            rows.push(row);
        }
    }
    // All rows first: which measure one is about depends on what the others claim.
    if noun == Noun::Measure {
        identify::measures(desk, &mut rows);
    }
    for row in rows {
        stage_row(desk, noun, row);
    }
    same::ask(desk, noun);
    // After staging and before the next noun: rows of other nouns name these by what they are called
    // after this import.
    learn_names(desk, noun);
    let scopes = desk.staged.of(noun);
    let scopes = scopes.filter(|(_, thing)| covers(noun, &thing.told));
    let scopes = scopes.filter_map(|(id, thing)| scope(noun, id, || thing.object.clone()));
    let scopes = scopes.collect();
    desk.staged.scopes.insert(noun, scopes);
}

/// Whether rows that speak of this much are a list of all there is: they could state a new thing. A table
/// that only adds something to things, such as how far they are, does not say that others are gone.
fn covers(noun: Noun, told: &Told) -> bool {
    // The id is made from these, or from what stands in their place.
    let named = |name: &str| matches!(name, "id" | "plan" | "number");
    shape::leaves(noun.attributes()).iter().all(|attribute| {
        attribute.presence != Presence::Required
            || attribute.column.is_none()
            || named(attribute.name)
            || told.find(attribute.name).is_some()
    })
}

/// Names are those after this import: a name that it takes away means nobody.
fn learn_names(desk: &mut Desk<'_>, noun: Noun) {
    match noun {
        Noun::Organisation => {
            let standing = list_after(desk, &desk.register.organisations);
            desk.names.know_organisations(&standing);
            desk.names.know_former(desk.register);
            let names = list_bodies(desk.request);
            desk.names.reserve(names.into_iter());
        }
        Noun::Plan => {
            let standing = list_after(desk, &desk.register.plans);
            desk.names.know_plans(&standing);
        }
        _ => {}
    }
}

/// Names of bodies that rows of any noun give, and who imports.
fn list_bodies(request: &Request) -> Vec<&str> {
    let mut columns: BTreeMap<Noun, Vec<String>> = BTreeMap::new();
    let mut names = vec![request.by.as_str()];
    for draft in &request.drafts {
        let columns = columns.entry(draft.noun).or_insert_with(|| {
            let slots = list_slots(draft.noun).into_iter();
            let bodies = slots.filter(|slot| match slot.kind {
                Kind::Link(Noun::Organisation) => true,
                Kind::List(kind) => matches!(kind, Kind::Link(Noun::Organisation)),
                _ => false,
            });
            bodies.map(|slot| slot.name.into_owned()).collect()
        });
        let cells = draft.cells.iter();
        let bodies = cells.filter(|cell| columns.iter().any(|column| **column == *cell.attribute));
        // Signs alone name nobody.
        let named = bodies.filter(|cell| cell.text.chars().any(char::is_alphanumeric));
        names.extend(named.map(|cell| cell.text.as_str()));
    }
    names
}

/// The things of a noun as they stand after this import. Nothing of it is ever dropped.
fn list_after<T: Record>(desk: &Desk<'_>, table: &Table<T>) -> Vec<Object> {
    let staged = desk.staged.of(T::NOUN);
    let staged = staged.map(|(id, thing)| {
        let known = table.find(id).map(record::attributes);
        desk.overlay(T::NOUN, known, thing)
    });
    let rest = table.list().filter(|record| {
        let id: &str = record.id().borrow();
        desk.staged.find(T::NOUN, id).is_none()
    });
    staged.chain(rest.map(record::attributes)).collect()
}

fn stage_row(desk: &mut Desk<'_>, noun: Noun, row: Row) {
    let Row {
        id,
        mut object,
        place,
        repeats,
        told,
        doubtful,
        called,
        ..
    } = row;
    let Some(id) = id else { return };
    object.insert("id".to_owned(), Value::String(id.clone()));
    let subject = Subject::new(noun, id.as_str());
    let row = place.row.map(|row| (Arc::clone(&place.file), row));
    if let Some(row) = &row {
        let stated = desk.staged.rows.entry(row.clone()).or_default();
        stated.push((noun, id.clone()));
    }
    let things = desk.staged.things.entry(noun).or_default();
    let held = match things.entry(id.clone()) {
        Entry::Vacant(vacant) => {
            vacant.insert(Arc::new(Thing {
                object,
                place,
                told,
                doubtful,
                rows: row.into_iter().collect(),
                called,
            }));
            return;
        }
        Entry::Occupied(held) => Arc::make_mut(held.into_mut()),
    };
    if !repeats {
        // Two rows that say the same are told once and for all; the first one holds.
        let first = held
            .place
            .row
            .map_or_else(String::new, |row| row.to_string());
        let mut args = vec![("id", id.clone()), ("first_row", first)];
        let doubles = desk.staged.doubles.entry((noun, id)).or_default();
        *doubles += 1;
        // The first of them is known by its id; each further one is one more row that did not enter.
        if *doubles > 1 {
            args.extend(place.row.map(|row| ("row", row.to_string())));
        }
        desk.find(
            codes::DUPLICATE_ID,
            Severity::Error,
            &place,
            Some(subject),
            &args,
        );
        return;
    }
    if held.told != told {
        Arc::make_mut(&mut held.told).extend(&told);
    }
    held.doubtful.extend(doubtful);
    held.rows.extend(row);
    for (attribute, first, other) in unite(noun, &mut held.object, object) {
        let (code, severity) = if attribute == "lead" {
            (codes::TWO_LEADS, Severity::Error)
        } else {
            (codes::TWO_CONTENTS, Severity::Warning)
        };
        let args = [
            ("id", id.clone()),
            ("attribute", attribute),
            ("first", first),
            ("other", other),
        ];
        desk.find(code, severity, &place, Some(subject.clone()), &args);
    }
}

/// Unites a further row of an id with the first one; gives attributes whose contents differ.
fn unite(noun: Noun, held: &mut Object, row: Object) -> Vec<(String, String, String)> {
    let mut conflicts = Vec::new();
    for (attribute, value) in row {
        let Some(first) = held.get_mut(&attribute) else {
            held.insert(attribute, value);
            continue;
        };
        let kind =
            shape::find(noun.attributes(), &attribute).map_or(Kind::Line, |known| known.kind);
        let before = words(first);
        let count = first.as_array().map(Vec::len);
        let other = words(&value);
        let clash = merge::unite(kind, first, value);
        // One body answers for a thing: a second one is told, though both are kept.
        let joined = attribute == "lead" && first.as_array().map(Vec::len) != count;
        if clash.is_some() || joined {
            conflicts.push((attribute, before, other));
        }
    }
    conflicts
}

/// A value as a reader of a message wants it: texts without their JSON signs.
pub(super) fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Object(map) => map.values().map(words).collect::<Vec<_>>().join(" / "),
        other => other.to_string(),
    }
}
