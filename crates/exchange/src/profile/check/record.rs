// SPDX-License-Identifier: EUPL-1.2
//! What a row states: nouns, attributes, constants.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use wegmarke_domain::draft::{Slot, list_slots};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::shape::Kind;

use super::{Checker, fault, wanted};
use crate::profile::error::advice;
use crate::profile::{ProfileError, Record, shape};

/// What the rows of a table are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Rows,
    /// Rows that name the rows above them.
    Kin,
    Nodes,
}

impl Checker<'_> {
    pub(super) fn records(
        &self,
        span: &Range<usize>,
        shapes: Vec<Spanned<shape::Record>>,
        sort: Sort,
    ) -> Result<Vec<Record>, ProfileError> {
        if shapes.is_empty() {
            return Err(self.contradiction(span, fault("no_records")));
        }
        shapes
            .into_iter()
            .map(|shape| self.record(shape, sort))
            .collect()
    }

    fn record(&self, shape: Spanned<shape::Record>, sort: Sort) -> Result<Record, ProfileError> {
        let span = shape.span();
        let shape = shape.into_inner();
        let noun = self.noun(&shape.noun)?;
        let slots = list_slots(noun);
        self.times(shape.constants.keys().chain(shape.columns.keys()))?;
        self.places(&shape, sort)?;
        let mut constants = Vec::new();
        for (attribute, text) in shape.constants {
            let (name, slot) = self.slot(noun, &slots, &attribute)?;
            self.word(&attribute.span(), slot, &text)?;
            constants.push((name, text));
        }
        let mut values = self.values(&shape.columns, shape.values)?;
        let mut columns = Vec::new();
        for (attribute, column) in shape.columns {
            let (name, slot) = self.slot(noun, &slots, &attribute)?;
            if constants.iter().any(|(known, _)| *known == name) {
                let what = fault("constant_and_column").with("attribute", attribute.as_ref());
                return Err(self.contradiction(&attribute.span(), what));
            }
            let values = values.remove(attribute.as_ref()).unwrap_or_default();
            columns.push(self.column((name, slot), &slots, column, values)?);
        }
        if columns.is_empty() && constants.is_empty() {
            return Err(self.contradiction(&span, fault("states_nothing")));
        }
        let is_named = constants.iter().any(|(name, _)| name == "plan")
            || columns.iter().any(|column| column.attribute == "plan");
        if let Some(plan) = self.plan.as_ref().filter(|_| !is_named)
            && slots.iter().any(|slot| slot.name == "plan")
        {
            constants.push(("plan".to_owned(), plan.id.clone()));
        }
        Ok(Record {
            noun,
            repeats: shape.repeats,
            depth: shape.depth.map(|depth| depth.into_inner().0),
            leaf: shape.leaf.map(Spanned::into_inner),
            under: shape
                .under
                .map(|keys| keys.into_inner().0)
                .unwrap_or_default(),
            each: shape.each.0,
            tests: self.tests(shape.when, shape.unless)?,
            constants,
            columns,
        })
    }

    /// Keys that ask where a node stands are for nodes.
    fn places(&self, shape: &shape::Record, sort: Sort) -> Result<(), ProfileError> {
        let depth = shape.depth.as_ref().map(Spanned::span);
        let leaf = shape.leaf.as_ref().map(Spanned::span);
        if let Some(at) = depth.or(leaf).filter(|_| sort == Sort::Rows) {
            return Err(self.contradiction(&at, fault("rows_without_depth")));
        }
        if let Some(under) = shape.under.as_ref().filter(|_| sort != Sort::Nodes) {
            return Err(self.contradiction(&under.span(), fault("rows_under_no_key")));
        }
        Ok(())
    }

    /// Translations by the name of their column, as it is written there.
    fn values(
        &self,
        columns: &BTreeMap<Spanned<String>, Spanned<shape::Column>>,
        values: BTreeMap<Spanned<String>, BTreeMap<String, String>>,
    ) -> Result<BTreeMap<String, BTreeMap<String, String>>, ProfileError> {
        let mut checked = BTreeMap::new();
        for (attribute, translation) in values {
            if !columns.keys().any(|key| key.as_ref() == attribute.as_ref()) {
                let given = columns.keys().map(|key| key.as_ref().as_str());
                let what = fault("values_of_no_column").with("attribute", attribute.as_ref());
                let what = what.with("advice", advice(attribute.as_ref(), given));
                return Err(self.contradiction(&attribute.span(), what));
            }
            checked.insert(attribute.into_inner(), translation);
        }
        Ok(checked)
    }

    /// Refuses what the list of an attribute does not have; empty: not stated.
    pub(super) fn word(
        &self,
        span: &Range<usize>,
        slot: &Slot,
        given: &str,
    ) -> Result<(), ProfileError> {
        let words = match slot.kind {
            Kind::Word(words) | Kind::List(&Kind::Word(words)) => words,
            _ => return Ok(()),
        };
        if given.trim().is_empty() || words.read(given).is_ok() {
            return Ok(());
        }
        let wanted = wanted("word").with("attribute", &*slot.name);
        Err(self.unknown(span, given, wanted, advice(given, words.iter())))
    }

    fn noun(&self, given: &Spanned<String>) -> Result<Noun, ProfileError> {
        let known = || Noun::list_imported().filter(|noun| *noun != Noun::Finding);
        known()
            .find(|noun| noun.as_str() == given.as_ref())
            .ok_or_else(|| {
                let advice = advice(given.as_ref(), known().map(Noun::as_str));
                self.unknown(&given.span(), given.as_ref(), wanted("noun"), advice)
            })
    }

    /// The slot that a profile means, and its name: with the language of the profile if it has none.
    pub(super) fn slot<'s>(
        &self,
        noun: Noun,
        slots: &'s [Slot],
        given: &Spanned<String>,
    ) -> Result<(String, &'s Slot), ProfileError> {
        let asked = given.as_ref();
        if let Some(slot) = slots.iter().find(|slot| slot.is_meant(asked)) {
            return Ok((asked.clone(), slot));
        }
        let lacks_language = |slot: &&Slot| slot.name.strip_suffix(".*") == Some(asked);
        if let Some(slot) = slots.iter().find(lacks_language) {
            return Ok((format!("{asked}.{}", self.language), slot));
        }
        // In the language that was asked for, so that only the word itself differs.
        let language = asked.rsplit_once('.').map(|(_, language)| language);
        let language = language.filter(|language| language.len() == 2);
        let language = language.unwrap_or("*");
        let known = slots.iter().map(|slot| slot.name.replace('*', language));
        let known: Vec<String> = known.collect();
        Err(self.unknown(
            &given.span(),
            asked,
            wanted("attribute").with("noun", noun.as_str()),
            advice(asked, known.iter().map(String::as_str)),
        ))
    }

    /// A time in one cell and its words in another would be told twice.
    fn times<'s>(
        &self,
        named: impl Iterator<Item = &'s Spanned<String>> + Clone,
    ) -> Result<(), ProfileError> {
        for words in named.clone() {
            let Some(time) = words.as_ref().strip_suffix(".as_written") else {
                continue;
            };
            if named.clone().any(|name| name.as_ref() == time) {
                let what = fault("words_twice").with("time", time);
                return Err(self.contradiction(&words.span(), what));
            }
        }
        Ok(())
    }
}
