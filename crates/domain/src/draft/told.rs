// SPDX-License-Identifier: EUPL-1.2
//! Of what a row speaks: the attributes, and the parts of them, that its table gives.

use std::collections::{BTreeMap, BTreeSet};

use super::list_told;
use crate::noun::Noun;
use crate::shape::{self, Kind};

/// Of which attributes the rows of one record of a profile speak, whatever a single row says. What is
/// not told is left as it is on record, and so is what is not told of an attribute: another language,
/// the address of a source, an item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    always: BTreeMap<Box<str>, Scope>,
    only_new: BTreeMap<Box<str>, Scope>,
}

/// How much of an attribute is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Whole,
    /// These parts: languages of a text, parts of a time or a source.
    Parts(BTreeSet<Box<str>>),
    /// Whether these items are in a list.
    Items(BTreeSet<Box<str>>),
}

impl Scope {
    fn extend(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Parts(parts), Self::Parts(more)) | (Self::Items(parts), Self::Items(more)) => {
                parts.extend(more);
            }
            (Self::Whole, _) => {}
            (held, _) => *held = Self::Whole,
        }
    }
}

impl Told {
    /// A slot, see [`super::list_slots`], is told: `number`, `title.de`, `period.from`. A name without
    /// its part means all of the attribute.
    pub fn tell(&mut self, noun: Noun, slot: &str, only_new: bool) {
        let (name, part) = match slot.split_once('.') {
            Some((name, part)) => (name, Some(part)),
            None => (slot, None),
        };
        let side = if only_new {
            &mut self.only_new
        } else {
            &mut self.always
        };
        for attribute in list_told(noun, name) {
            let kind = shape::find(noun.attributes(), attribute).map(|known| known.kind);
            let part = match (kind, part) {
                // The words of a time stand for it.
                (Some(Kind::Span), None) => Some("as_written"),
                (_, None | Some("*")) => None,
                (_, part) => part,
            };
            let scope = part.map_or(Scope::Whole, |part| Scope::Parts([part.into()].into()));
            add(side, attribute, scope);
        }
    }

    /// Whether an item is in a list is told, and nothing of its other items.
    pub fn tell_item(&mut self, noun: Noun, slot: &str, item: &str) {
        for attribute in list_told(noun, slot) {
            add(
                &mut self.always,
                attribute,
                Scope::Items([item.into()].into()),
            );
        }
    }

    /// Takes in what other rows of the same thing speak of.
    pub fn extend(&mut self, other: &Self) {
        for (attribute, scope) in &other.always {
            add(&mut self.always, attribute, scope.clone());
        }
        for (attribute, scope) in &other.only_new {
            add(&mut self.only_new, attribute, scope.clone());
        }
    }

    /// How much of an attribute of a record is told, whether the thing is new or not.
    #[must_use]
    pub fn find(&self, attribute: &str) -> Option<&Scope> {
        self.always.get(attribute)
    }

    /// Whether an attribute is told of new things only.
    #[must_use]
    pub fn is_only_new(&self, attribute: &str) -> bool {
        self.only_new.contains_key(attribute) && !self.always.contains_key(attribute)
    }
}

fn add(side: &mut BTreeMap<Box<str>, Scope>, attribute: &str, scope: Scope) {
    match side.get_mut(attribute) {
        Some(held) => held.extend(scope),
        None => {
            side.insert(attribute.into(), scope);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, Told};
    use crate::noun::Noun;

    #[test]
    fn a_part_is_no_whole() {
        let mut told = Told::default();
        told.tell(Noun::Measure, "title.en", false);
        told.tell(Noun::Measure, "title.it", false);
        told.tell(Noun::Measure, "lead", true);
        let parts = Scope::Parts(["en".into(), "it".into()].into());
        assert_eq!(told.find("title"), Some(&parts));
        assert_eq!(told.find("lead"), None);
        assert!(told.is_only_new("lead"));
        let mut more = Told::default();
        more.tell(Noun::Measure, "title", false);
        more.tell(Noun::Measure, "lead", false);
        told.extend(&more);
        assert_eq!(told.find("title"), Some(&Scope::Whole));
        assert!(!told.is_only_new("lead"));
    }

    #[test]
    fn what_follows_from_a_slot_is_told_with_it() {
        let mut told = Told::default();
        told.tell(Noun::Organisation, "kind", false);
        told.tell(Noun::Evidence, "measure", false);
        for attribute in ["kind", "voice", "measures", "cited"] {
            assert_eq!(told.find(attribute), Some(&Scope::Whole), "{attribute}");
        }
    }
}
