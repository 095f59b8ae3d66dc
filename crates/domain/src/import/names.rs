// SPDX-License-Identifier: EUPL-1.2
//! Names as people write them, and the ids behind them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;

use super::staged::{Object, Place, Staged, Thing};
use crate::id::{OrganisationId, slug};
use crate::noun::Noun;
use crate::register::Register;
use crate::rules::organising::list_renamings;
use crate::text::{Lang, tidy};

/// What names stand for.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Ids of organisations before this import, and who was called what.
    recorded: BTreeSet<String>,
    called: BTreeMap<String, BTreeSet<String>>,
    organisations: Known,
    plans: Known,
    /// Ids of organisations, also of those that are no longer on record.
    taken: BTreeSet<String>,
    /// Id and name of those that are registered once they are named, by their folded names.
    reserved: BTreeMap<String, (String, String)>,
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
    let lower: String = tidy(name).to_lowercase().nfc().collect();
    let folded: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    // Signs are all there is to "–".
    if folded.is_empty() {
        lower.trim().to_owned()
    } else {
        folded
    }
}

impl Names {
    /// Who is called what before this import.
    pub(super) fn know_recorded(&mut self, register: &Register) {
        for organisation in register.organisations.list() {
            let id = organisation.id.to_string();
            for (_, name) in organisation.name.iter() {
                let called = self.called.entry(fold(name)).or_default();
                called.insert(id.clone());
            }
            self.recorded.insert(id);
        }
        let kept = register.organisations.list_kept();
        self.taken
            .extend(kept.map(|kept| kept.record.id.to_string()));
    }

    /// Gives ids to bodies of which rows give only names: who has the name in these files, or on record;
    /// who is there under the id that the name makes, unless that one is named as well; else a new one.
    pub(super) fn settle_rows<'n>(
        &mut self,
        names: &BTreeSet<&'n str>,
        stated: &BTreeMap<String, BTreeSet<&str>>,
    ) -> BTreeMap<&'n str, String> {
        let mut in_files: BTreeMap<String, &String> = BTreeMap::new();
        for (id, names) in stated {
            for name in names {
                in_files.entry(fold(name)).or_insert(id);
            }
        }
        let is_called = |id: &str, name: &str| {
            let called = self.called.get(&fold(name));
            called.is_some_and(|ids| ids.contains(id))
        };
        let mut by_words: BTreeMap<String, u32> = BTreeMap::new();
        let mut given = BTreeMap::new();
        for name in names {
            let words = slug(name);
            let named = self.called.get(&fold(name)).into_iter().flatten();
            let known = match in_files.get(&fold(name)) {
                Some(id) => Some((*id).clone()),
                None if is_called(&words, name) => Some(words.clone()),
                None => named.filter(|id| !stated.contains_key(*id)).min().cloned(),
            };
            if let Some(known) = known {
                given.insert(*name, known);
            } else {
                *by_words.entry(words).or_default() += 1;
            }
        }
        let claimed: BTreeSet<String> = given.values().cloned().collect();
        for name in names {
            let words = slug(name);
            let renamed = self.recorded.contains(&words)
                && by_words.get(&words) == Some(&1)
                && !claimed.contains(&words)
                && !stated.contains_key(&words);
            if renamed && !given.contains_key(name) {
                given.insert(*name, words);
            }
        }
        self.taken.extend(stated.keys().cloned());
        let new = names.iter().filter(|name| !given.contains_key(*name));
        self.reserve(new.copied());
        for name in names {
            if let Some((id, _)) = self.reserved.get(&fold(name)) {
                given.entry(name).or_insert_with(|| id.clone());
            }
        }
        given
    }

    pub(super) fn know_organisations(&mut self, standing: &[Object]) {
        for object in standing {
            self.organisations.learn(object, &["short", "name"]);
            let id = object.get("id").and_then(Value::as_str);
            self.taken.extend(id.map(str::to_owned));
        }
    }

    /// Names that organisations had before they were renamed: late files still use them.
    pub(super) fn know_former(&mut self, register: &Register) {
        let renamed = register.list_successions();
        let renamed = renamed.filter(|(_, one)| one.before == one.after);
        for id in renamed.flat_map(|(_, one)| &one.before) {
            for renaming in list_renamings(register, id) {
                for (_, name) in renaming.from.iter() {
                    let loose = &mut self.organisations.loose;
                    loose.entry(fold(name)).or_insert_with(|| id.to_string());
                }
            }
        }
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

    /// Gives ids to names that nobody knows yet, all at once: which of two that read the same has the
    /// shorter id, and how a name is written that is written in several ways, depends on the names
    /// alone.
    pub(super) fn reserve<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        let mut spellings: BTreeMap<String, BTreeMap<&str, u32>> = BTreeMap::new();
        for name in names.map(str::trim) {
            let folded = fold(name);
            if !self.reserved.contains_key(&folded) && self.organisations.find(name).is_none() {
                *spellings
                    .entry(folded)
                    .or_default()
                    .entry(name)
                    .or_default() += 1;
            }
        }
        let mut folded: Vec<&String> = spellings.keys().collect();
        // A name that is its own id comes first.
        folded.sort_by_key(|folded| (!folded.is_ascii(), *folded));
        let all: BTreeSet<&String> = spellings.keys().collect();
        for folded in folded {
            let written = spellings[folded].iter();
            let most = written.max_by_key(|(name, count)| (**count, std::cmp::Reverse(**name)));
            let Some((name, _)) = most else { continue };
            let id = self.free_id(name, |id| id != folded && all.contains(id));
            self.taken.insert(id.clone());
            self.reserved
                .insert(folded.clone(), (id, (*name).to_owned()));
        }
    }

    /// An id from a name that means nobody yet, and will mean none of the others.
    fn free_id(&self, name: &str, is_other: impl Fn(&String) -> bool) -> String {
        let base = match slug(name) {
            slug if slug.is_empty() => "organisation".to_owned(),
            slug => slug,
        };
        let mut id = base.clone();
        let mut count = 1;
        // Nor an id that already means somebody else.
        while self.taken.contains(&id)
            || self.organisations.find(&id).is_some()
            || is_other(&fold(&id))
        {
            count += 1;
            id = format!("{base}-{count}");
        }
        id
    }

    /// Registers an organisation of which nothing is known but its name.
    pub(super) fn introduce(
        &mut self,
        name: &str,
        language: Lang,
        staged: &mut Staged,
        place: &Place,
    ) -> OrganisationId {
        let reserved = self.reserved.get(&fold(name));
        let (id, name) = reserved.cloned().unwrap_or_else(|| {
            let id = self.free_id(name, |_| false);
            (id, name.to_owned())
        });
        let mut object = Object::new();
        object.insert("id".to_owned(), json!(id));
        object.insert("name".to_owned(), json!({ language.as_str(): name.trim() }));
        self.organisations.learn(&object, &["name"]);
        let thing = Thing {
            object,
            place: place.clone(),
            told: Arc::default(),
            doubtful: BTreeSet::new(),
            rows: Vec::new(),
            called: None,
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
