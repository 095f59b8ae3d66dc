// SPDX-License-Identifier: EUPL-1.2
//! Staging: rows become objects of attributes, one per id.

use std::borrow::Borrow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Place, Work, identify, read};
use crate::finding::{Severity, codes};
use crate::noun::{Noun, Subject};
use crate::record::{self, Record};
use crate::table::Table;

/// The JSON form of a record that is not checked yet.
pub(super) type Object = Map<String, Value>;

/// One thing as the files state it.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    pub(super) object: Object,
    pub(super) place: Place,
}

/// Everything the files state, by noun and id.
#[derive(Debug, Default)]
pub(super) struct Staged {
    pub(super) things: BTreeMap<Noun, BTreeMap<String, Thing>>,
    /// What the files speak about, see [`scope`].
    scopes: BTreeMap<Noun, BTreeSet<String>>,
    /// The recommendation that a row states, for responses in the same row.
    pub(super) recommendations: BTreeMap<(Arc<str>, u32), String>,
}

impl Staged {
    pub(super) fn of(&self, noun: Noun) -> impl Iterator<Item = (&String, &Thing)> {
        self.things.get(&noun).into_iter().flatten()
    }

    pub(super) fn find(&self, noun: Noun, id: &str) -> Option<&Thing> {
        self.things.get(&noun)?.get(id)
    }
}

/// What a complete source speaks about by stating a thing: its plan, or whose words it gives.
/// `None` if nothing of the noun is ever dropped.
fn scope(noun: Noun, id: &str, object: impl FnOnce() -> Object) -> Option<String> {
    let words = |object: &Object, attribute: &str| {
        let words = object.get(attribute).and_then(Value::as_str);
        words.unwrap_or_default().to_owned()
    };
    match noun {
        Noun::Plan => None,
        Noun::Recommendation => Some(words(&object(), "issuer")),
        Noun::Coverage => {
            let object = object();
            Some(format!(
                "{} {}",
                words(&object, "author"),
                words(&object, "plan")
            ))
        }
        noun if noun.is_versioned() => Some(id.split('/').next().unwrap_or_default().to_owned()),
        _ => None,
    }
}

/// Attributes that are lists without an order: rows of one id unite them.
const UNITED: [&str; 8] = [
    "lead",
    "measures",
    "milestones",
    "partners",
    "themes",
    "groups",
    "forms",
    "topics",
];

impl Work<'_> {
    /// Reads and stages all drafts of a noun. Nouns are staged in the order in which they name
    /// each other, so that names are known when they are needed.
    pub(super) fn stage_noun(&mut self, noun: Noun) {
        let request = self.request;
        let mut read: Vec<read::Row> = Vec::new();
        for draft in request.drafts.iter().filter(|draft| draft.noun == noun) {
            if let Some(row) = read::row(self, draft) {
                read.push(row);
            }
        }
        if noun == Noun::Measure {
            identify::measures(self, &mut read);
        }
        for row in read {
            self.stage_row(noun, row);
        }
        self.learn_names(noun);
        let scopes = self.staged.of(noun);
        let scopes = scopes.filter_map(|(id, thing)| scope(noun, id, || thing.object.clone()));
        let scopes = scopes.collect();
        self.staged.scopes.insert(noun, scopes);
    }

    /// The staged attributes over those on record: what the profile does not map, or gives for new
    /// things only, is not touched.
    pub(super) fn overlay(&self, noun: Noun, known: Option<Object>, staged: &Object) -> Object {
        let mut object = staged.clone();
        let Some(known) = known else { return object };
        let request = self.request;
        for attribute in request.only_new.get(&noun).into_iter().flatten() {
            object.remove(attribute);
        }
        let mapped = request.mapped.get(&noun);
        for (attribute, value) in known {
            let is_mapped = mapped.is_some_and(|mapped| mapped.contains(&attribute));
            if !is_mapped && !object.contains_key(&attribute) {
                object.insert(attribute, value);
            }
        }
        object
    }

    /// Whether this import drops what is on record: a complete source that speaks about such
    /// things does not mention it any more. To be asked once the noun is staged.
    pub(super) fn drops<T: Record>(&self, record: &T) -> bool {
        let (noun, id) = (T::NOUN, record.id().borrow());
        self.request.complete
            && self.staged.find(noun, id).is_none()
            && scope(noun, id, || record::attributes(record)).is_some_and(|scope| {
                let scopes = self.staged.scopes.get(&noun);
                scopes.is_some_and(|scopes| scopes.contains(&scope))
            })
    }

    /// Whether a thing stands once this import is done, so that others may name it.
    pub(super) fn stands<T: Record>(&self, table: &Table<T>, id: &str) -> bool {
        self.staged.find(T::NOUN, id).is_some()
            || table.find(id).is_some_and(|record| !self.drops(record))
    }

    /// Names are those after this import: a name that it takes away means nobody.
    fn learn_names(&mut self, noun: Noun) {
        match noun {
            Noun::Organisation => {
                let standing = self.list_after(&self.register.organisations);
                self.names.know_organisations(self.register, &standing);
            }
            Noun::Plan => {
                let standing = self.list_after(&self.register.plans);
                self.names.know_plans(&standing);
            }
            _ => {}
        }
    }

    /// The things of a noun as they stand after this import. Nothing of it is ever dropped.
    fn list_after<T: Record>(&self, table: &Table<T>) -> Vec<Object> {
        let staged = self.staged.of(T::NOUN);
        let staged = staged.map(|(id, thing)| {
            let known = table.find(id).map(record::attributes);
            self.overlay(T::NOUN, known, &thing.object)
        });
        let rest = table.list().filter(|record| {
            let id: &str = record.id().borrow();
            self.staged.find(T::NOUN, id).is_none()
        });
        staged.chain(rest.map(record::attributes)).collect()
    }

    fn stage_row(&mut self, noun: Noun, row: read::Row) {
        let read::Row {
            id,
            mut object,
            place,
            repeats,
        } = row;
        object.insert("id".to_owned(), Value::String(id.clone()));
        let subject = Subject::new(noun, id.as_str());
        if let (Noun::Recommendation, Some(row)) = (noun, place.row) {
            self.staged
                .recommendations
                .insert((Arc::clone(&place.file), row), id.clone());
        }
        let things = self.staged.things.entry(noun).or_default();
        let held = match things.entry(id.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(Thing { object, place });
                return;
            }
            Entry::Occupied(held) => held.into_mut(),
        };
        if !repeats {
            // Two rows that say the same are told once and for all; the first one holds.
            let first = held
                .place
                .row
                .map_or_else(String::new, |row| row.to_string());
            let args = [("id", id), ("first_row", first)];
            self.find(
                codes::DUPLICATE_ID,
                Severity::Error,
                &place,
                Some(subject),
                &args,
            );
            return;
        }
        let conflicts = unite(&mut held.object, object);
        for (attribute, first, other) in conflicts {
            let code = if attribute == "lead" {
                codes::TWO_LEADS
            } else {
                codes::TWO_CONTENTS
            };
            let severity = if attribute == "lead" {
                Severity::Error
            } else {
                Severity::Warning
            };
            let args = [
                ("id", id.clone()),
                ("attribute", attribute),
                ("first", first),
                ("other", other),
            ];
            self.find(code, severity, &place, Some(subject.clone()), &args);
        }
    }
}

/// Unites a further row of an id with the first one; gives attributes whose contents differ.
fn unite(held: &mut Object, row: Object) -> Vec<(String, String, String)> {
    let mut conflicts = Vec::new();
    for (attribute, value) in row {
        match held.get_mut(&attribute) {
            None => {
                held.insert(attribute, value);
            }
            Some(first) if *first == value => {}
            Some(Value::Array(list)) if UNITED.contains(&attribute.as_str()) => {
                let before = words(&Value::Array(list.clone()));
                let other = words(&value);
                let mut grew = false;
                for item in value.as_array().into_iter().flatten() {
                    if !list.contains(item) {
                        list.push(item.clone());
                        grew = true;
                    }
                }
                list.sort_by_key(ToString::to_string);
                if grew && attribute == "lead" {
                    conflicts.push((attribute, before, other));
                }
            }
            Some(first) => conflicts.push((attribute, words(first), words(&value))),
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
