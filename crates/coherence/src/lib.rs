// SPDX-License-Identifier: EUPL-1.2
//! Which measures could belong together, within a plan and across plans, by what they say.
//!
//! Words are compared by their stems, German compounds by their parts, words of German and English
//! that mean the same as one, and what is left by groups of four letters; shared leads, groups, forms
//! and themes count beside them. Rare words count more than common ones. It only suggests: whether two
//! measures belong together a person says, as a relation.
//!
//! Everything is in the program: no model, no file, no network. The same register gives the same
//! suggestions, but for one thing: in a large register a few changed measures are compared with the
//! weights that words had before ([`Coherence::after`]).
//!
//! Must never know HTML, HTTP, SQL, the clock.
//!
//! # Map
//! [`Coherence`]: all measures compared; [`suggest`]: what is made of it for readers; `document`: one
//! measure as features; `words`: words and their stems; `compound`: parts of German words; `concept`:
//! words of two languages that mean the same; `index`: who has which feature.

mod compound;
mod concept;
mod document;
mod index;
pub mod suggest;
mod words;

use std::collections::HashMap;
use std::sync::Arc;

use wegmarke_domain::measure::Measure;
use wegmarke_domain::plan::Field;
use wegmarke_domain::register::Register;

use crate::document::{Doc, Reader};
pub use crate::index::KEPT;
use crate::index::{Index, Near};

/// Registers of up to so many measures are always compared anew: it takes less than a second.
const SMALL: usize = 2_000;

/// Of more measures, one in so many may have changed before all are compared anew.
const ONE_IN: usize = 50;

/// All measures of a register, compared with each other. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Coherence {
    held: Arc<Held>,
}

#[derive(Clone, Debug, Default)]
struct Held {
    reader: Arc<Reader>,
    docs: Vec<Arc<Doc>>,
    /// Fields, whose titles are compared, too.
    fields: Vec<Arc<Field>>,
    by_id: Arc<HashMap<Box<str>, u32>>,
    index: Index,
    /// The most alike of each measure.
    near: Vec<Arc<Near>>,
    /// How many measures were compared with other weights than a new start would give them.
    stale: usize,
}

/// Two measures that could belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Ids of both.
    pub ids: [Box<str>; 2],
    /// How alike they are, from 0 to 1. It orders suggestions and says nothing else.
    pub score: f32,
}

/// What led to a suggestion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// Words of the one and of the other that are taken for one, what counts most first.
    pub words: Vec<[Box<str>; 2]>,
    /// What both state: names of attributes.
    pub shared: Vec<&'static str>,
}

impl Coherence {
    /// Compares all measures of a register.
    #[must_use]
    pub fn build(register: &Register) -> Self {
        let measures = list(register);
        let reader = Reader::new(&measures);
        let read = |one| Arc::new(reader.read(register, one));
        let docs: Vec<Arc<Doc>> = measures.iter().map(read).collect();
        let index = Index::new(&docs);
        let near = index.near_all(&docs);
        Self::of(Held {
            by_id: Arc::default(),
            fields: list_fields(register),
            reader: Arc::new(reader),
            docs,
            index,
            near,
            stale: 0,
        })
    }

    fn of(mut held: Held) -> Self {
        let ids = (0..).zip(&held.docs);
        held.by_id = Arc::new(ids.map(|(at, doc)| (doc.id().into(), at)).collect());
        Self {
            held: Arc::new(held),
        }
    }

    /// The same for a later state of the register. Nothing is done if no measure changed; few changed
    /// measures of many are compared alone, with the weights that words had before.
    #[must_use]
    pub fn after(&self, register: &Register) -> Self {
        let measures = list(register);
        let changed = self.changed(&measures);
        let fields = list_fields(register);
        let same = |(one, other): (&Arc<Field>, &Arc<Field>)| Arc::ptr_eq(one, other);
        let same_fields = fields.len() == self.held.fields.len()
            && fields.iter().zip(&self.held.fields).all(same);
        if !same_fields {
            return Self::build(register);
        }
        if changed.is_empty() && measures.len() == self.held.docs.len() {
            return self.clone();
        }
        let stale = self.held.stale + changed.len();
        let few = measures.len() > SMALL && stale * ONE_IN <= measures.len();
        // A measure that is gone, or new between others, moves the numbers of all behind it.
        let in_place = measures.len() == self.held.docs.len()
            && measures
                .iter()
                .zip(&self.held.docs)
                .all(|(one, doc)| one.id.as_str() == doc.id());
        if !few || !in_place {
            return Self::build(register);
        }
        let mut held = Held::clone(&self.held);
        held.stale = stale;
        for (at, measure) in changed {
            let doc = held.reader.read(register, measure);
            held.index.replace(&mut held.docs, at, doc);
            held.index.renew(&held.docs, at, &mut held.near);
        }
        Self {
            held: Arc::new(held),
        }
    }

    /// Measures that are others than before, with their numbers; only of lists of the same length.
    fn changed<'a>(&self, measures: &'a [Arc<Measure>]) -> Vec<(usize, &'a Arc<Measure>)> {
        let pairs = measures.iter().zip(&self.held.docs).enumerate();
        let other = pairs.filter(|(_, (now, before))| !Arc::ptr_eq(now, before.measure()));
        other.map(|(at, (now, _))| (at, now)).collect()
    }

    /// How many measures were compared.
    #[must_use]
    pub fn len(&self) -> usize {
        self.held.docs.len()
    }

    /// Whether there was nothing to compare.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.held.docs.is_empty()
    }

    /// The measures that are most like one, best first: at most [`KEPT`] of its own plan and as many of
    /// all others.
    #[must_use]
    pub fn near(&self, id: &str) -> Vec<Pair> {
        let Some(at) = self.held.by_id.get(id) else {
            return Vec::new();
        };
        let near = &self.held.near[*at as usize];
        let mut all: Vec<(u32, f32)> = near.own.iter().chain(&near.other).copied().collect();
        all.sort_by(index::best_first);
        let pair = |(other, score): (u32, f32)| Pair {
            ids: [id.into(), self.held.docs[other as usize].id().into()],
            score,
        };
        all.into_iter().map(pair).collect()
    }

    /// Pairs of measures of two plans, or of one plan, the best first, each once: those of which one is
    /// among the most alike of the other.
    #[must_use]
    pub fn between(&self, one: &str, other: &str) -> Vec<Pair> {
        let mut found: Vec<(u32, u32, f32)> = Vec::new();
        for (at, doc) in (0_u32..).zip(&self.held.docs) {
            let wanted = match doc.plan() {
                plan if plan == one => other,
                plan if plan == other => one,
                _ => continue,
            };
            let near = &self.held.near[at as usize];
            for (to, score) in near.own.iter().chain(&near.other) {
                if self.held.docs[*to as usize].plan() != wanted {
                    continue;
                }
                let first = doc.plan() == one && (one != other || at < *to);
                found.push(if first {
                    (at, *to, *score)
                } else {
                    (*to, at, *score)
                });
            }
        }
        found.sort_by_key(|(one, other, _)| (*one, *other));
        found.dedup_by_key(|(one, other, _)| (*one, *other));
        found.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
        let id = |at: u32| self.held.docs[at as usize].id().into();
        let pairs = found.into_iter();
        pairs
            .map(|(one, other, score)| Pair {
                ids: [id(one), id(other)],
                score,
            })
            .collect()
    }

    /// What two measures have in common.
    #[must_use]
    pub fn why(&self, one: &str, other: &str) -> Why {
        let doc = |id: &str| {
            let at = self.held.by_id.get(id)?;
            self.held.docs.get(*at as usize).map(|doc| &**doc)
        };
        match (doc(one), doc(other)) {
            (Some(one), Some(other)) => self.held.index.why(one, other),
            _ => Why::default(),
        }
    }
}

fn list_fields(register: &Register) -> Vec<Arc<Field>> {
    let kept = register.fields.list_kept().filter(|kept| kept.stands);
    kept.map(|kept| Arc::clone(&kept.record)).collect()
}

fn list(register: &Register) -> Vec<Arc<Measure>> {
    let kept = register.measures.list_kept().filter(|kept| kept.stands);
    kept.map(|kept| Arc::clone(&kept.record)).collect()
}
