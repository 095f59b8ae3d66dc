// SPDX-License-Identifier: EUPL-1.2
//! Names as people write them, and the ids behind them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Place;
use super::stage::{Object, Staged, Thing};
use crate::id::{OrganisationId, slug};
use crate::noun::Noun;
use crate::record;
use crate::register::Register;
use crate::text::Lang;

/// What names stand for.
#[derive(Debug, Default)]
pub(super) struct Names {
    organisations: BTreeMap<String, OrganisationId>,
    plans: BTreeMap<String, String>,
    taken: std::collections::BTreeSet<String>,
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
    pub(super) fn of(register: &Register) -> Self {
        let mut names = Self::default();
        for organisation in register.organisations.list() {
            names.learn_organisation(&record::attributes(organisation));
        }
        for kept in register.organisations.list_kept() {
            names.taken.insert(kept.record.id.to_string());
        }
        for plan in register.plans.list() {
            names.learn_plan(&record::attributes(plan));
        }
        names
    }

    /// Takes in the names of staged things.
    pub(super) fn learn(&mut self, noun: Noun, staged: &Staged) {
        for (_, thing) in staged.of(noun) {
            match noun {
                Noun::Organisation => self.learn_organisation(&thing.object),
                Noun::Plan => self.learn_plan(&thing.object),
                _ => return,
            }
        }
    }

    fn learn_organisation(&mut self, object: &Object) {
        let Some(id) = object.get("id").and_then(Value::as_str) else {
            return;
        };
        self.taken.insert(id.to_owned());
        for name in names_in(object, &["id", "short", "name"]) {
            self.organisations
                .entry(name)
                .or_insert_with(|| OrganisationId::new(id));
        }
    }

    fn learn_plan(&mut self, object: &Object) {
        let Some(id) = object.get("id").and_then(Value::as_str) else {
            return;
        };
        for name in names_in(object, &["id", "short", "title"]) {
            self.plans.entry(name).or_insert_with(|| id.to_owned());
        }
    }

    pub(super) fn find_organisation(&self, name: &str) -> Option<OrganisationId> {
        self.organisations.get(&fold(name)).cloned()
    }

    pub(super) fn find_plan(&self, name: &str) -> Option<String> {
        self.plans.get(&fold(name)).cloned()
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
        while self.taken.contains(&id) {
            count += 1;
            id = format!("{base}-{count}");
        }
        let mut object = Object::new();
        object.insert("id".to_owned(), json!(id));
        object.insert("name".to_owned(), json!({ language.as_str(): name.trim() }));
        self.learn_organisation(&object);
        self.organisations
            .insert(fold(name), OrganisationId::new(id.as_str()));
        let thing = Thing {
            object,
            place: place.clone(),
        };
        staged
            .things
            .entry(Noun::Organisation)
            .or_default()
            .insert(id.clone(), thing);
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
