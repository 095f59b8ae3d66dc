// SPDX-License-Identifier: EUPL-1.2
//! Names as people write them, and the ids behind them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};

use super::staged::{Object, Place, Staged, Thing};
use crate::id::{OrganisationId, slug};
use crate::noun::Noun;
use crate::register::Register;
use crate::text::Lang;

/// What names stand for.
#[derive(Debug, Default)]
pub(super) struct Names {
    organisations: Known,
    plans: Known,
    /// Ids of organisations, also of those that are no longer on record.
    taken: BTreeSet<String>,
}

/// The things of one noun by what people call them. Which one a name means does not depend on what
/// was on record first: the same files mean the same after their import.
#[derive(Debug, Default)]
struct Known {
    ids: BTreeSet<String>,
    names: BTreeMap<String, String>,
    /// Ids as people write them: weaker than names.
    loose: BTreeMap<String, String>,
}

impl Known {
    fn learn(&mut self, object: &Object, names: &[&str]) {
        let Some(id) = object.get("id").and_then(Value::as_str) else {
            return;
        };
        self.ids.insert(id.to_owned());
        let called = |by: &mut BTreeMap<String, String>, name: String| {
            let held = by.entry(name).or_insert_with(|| id.to_owned());
            // Two of one name: the smaller id, whichever was learnt first. Else the meaning of a file would
            // depend on the order of earlier imports.
            if id < held.as_str() {
                id.clone_into(held);
            }
        };
        called(&mut self.loose, fold(id));
        for name in names_in(object, names) {
            called(&mut self.names, name);
        }
    }

    fn find(&self, name: &str) -> Option<&str> {
        let name = name.trim();
        let folded = fold(name);
        // An exact id before any name: whoever writes an id means it, also where some body is called so.
        let by_name = || self.names.get(&folded).or_else(|| self.loose.get(&folded));
        self.ids.get(name).or_else(by_name).map(String::as_str)
    }
}

/// A name without what people write differently: case, spaces, signs.
fn fold(name: &str) -> String {
    let lower = name.to_lowercase();
    let folded: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    // Signs are all there is to "–".
    if folded.is_empty() {
        lower.trim().to_owned()
    } else {
        folded
    }
}

impl Names {
    pub(super) fn know_organisations(&mut self, register: &Register, standing: &[Object]) {
        for object in standing {
            self.organisations.learn(object, &["short", "name"]);
        }
        let kept = register.organisations.list_kept();
        self.taken
            .extend(kept.map(|kept| kept.record.id.to_string()));
    }

    pub(super) fn know_plans(&mut self, standing: &[Object]) {
        for object in standing {
            self.plans.learn(object, &["short", "title"]);
        }
    }

    pub(super) fn find_organisation(&self, name: &str) -> Option<OrganisationId> {
        self.organisations.find(name).map(OrganisationId::new)
    }

    pub(super) fn find_plan(&self, name: &str) -> Option<String> {
        self.plans.find(name).map(str::to_owned)
    }

    /// Registers an organisation of which nothing is known but its name.
    pub(super) fn introduce(
        &mut self,
        name: &str,
        language: Lang,
        staged: &mut Staged,
        place: &Place,
    ) -> OrganisationId {
        let base = match slug(name) {
            slug if slug.is_empty() => "organisation".to_owned(),
            slug => slug,
        };
        let mut id = base.clone();
        let mut count = 1;
        // Nor an id that already means somebody else.
        while self.taken.contains(&id) || self.organisations.find(&id).is_some() {
            count += 1;
            id = format!("{base}-{count}");
        }
        let mut object = Object::new();
        object.insert("id".to_owned(), json!(id));
        object.insert("name".to_owned(), json!({ language.as_str(): name.trim() }));
        self.organisations.learn(&object, &["name"]);
        let thing = Thing {
            object,
            place: place.clone(),
            told: Arc::default(),
            doubtful: BTreeSet::new(),
        };
        staged
            .things
            .entry(Noun::Organisation)
            .or_default()
            .insert(id.clone(), Arc::new(thing));
        OrganisationId::new(id)
    }
}

fn names_in(object: &Object, attributes: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    for attribute in attributes {
        match object.get(*attribute) {
            Some(Value::String(name)) => names.push(fold(name)),
            Some(Value::Object(texts)) => {
                names.extend(texts.values().filter_map(Value::as_str).map(fold));
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}
