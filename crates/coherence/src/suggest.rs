// SPDX-License-Identifier: EUPL-1.2
//! Suggestions as readers get them: with what people said of them, measures of one title once, and
//! with what is left without a counterpart.

use std::collections::{BTreeMap, BTreeSet};

use wegmarke_domain::coverage::Judged as Demand;
use wegmarke_domain::id::MeasureId;
use wegmarke_domain::measure::Measure;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::relation::{Relation, RelationKind};
use wegmarke_domain::rules::relating;

use crate::{Coherence, Pair};

/// Two measures that could belong together, and what stands on record about them.
#[derive(Clone, Debug)]
pub struct Suggestion<'a> {
    /// The first one.
    pub one: &'a Measure,
    /// The second one.
    pub other: &'a Measure,
    /// How alike they are, from 0 to 1; 0 if the words do not suggest it and somebody says it.
    pub score: f32,
    /// Everything that organisations say about the two.
    pub said: Vec<&'a Relation>,
    /// Further pairs of measures of the same two titles about which nobody said anything.
    pub more: usize,
}

/// What became of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judged {
    /// Nobody said anything yet.
    Open,
    /// Somebody says how they go together.
    Related,
    /// All who said something say that they do not belong together.
    Dismissed,
}

impl Judged {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Open, Self::Related, Self::Dismissed];

    /// The word in addresses and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Related => "related",
            Self::Dismissed => "dismissed",
        }
    }
}

impl Suggestion<'_> {
    /// What became of it.
    #[must_use]
    pub fn judged(&self) -> Judged {
        let dismisses = |one: &&Relation| one.kind == RelationKind::Unrelated;
        match self.said.is_empty() {
            true => Judged::Open,
            false if self.said.iter().all(dismisses) => Judged::Dismissed,
            false => Judged::Related,
        }
    }
}

/// What could belong to a measure, best first.
#[must_use]
pub fn list_of<'a>(
    register: &'a Register,
    coherence: &Coherence,
    measure: &MeasureId,
) -> Vec<Suggestion<'a>> {
    let near = coherence.near(measure.as_str());
    let mut known = seen(register, &near);
    let about = measure.subject();
    let ids = register.list_referrers(&about, Noun::Relation);
    let stated = ids.filter_map(|id| register.relations.find(id));
    let stated = stated.filter_map(|relation| {
        let (one, other) = (&relation.measure, relation.other.value()?);
        Some(match one == measure {
            true => (one, other),
            false => (other, one),
        })
    });
    known.extend(said(register, &near, stated));
    collapse(known)
}

/// Pairs of measures of two plans, or within one, that could belong together or of which somebody says
/// something: those best first that the words suggest, then the others.
#[must_use]
pub fn list_between<'a>(
    register: &'a Register,
    coherence: &Coherence,
    one: &str,
    other: &str,
) -> Vec<Suggestion<'a>> {
    let pairs = coherence.between(one, other);
    let mut known = seen(register, &pairs);
    let stated = register.relations.list().filter_map(|relation| {
        let (from, to) = (&relation.measure, relation.other.value()?);
        match (from.plan(), to.plan()) {
            (a, b) if a == one && b == other => Some((from, to)),
            (a, b) if a == other && b == one => Some((to, from)),
            _ => None,
        }
    });
    known.extend(said(register, &pairs, stated));
    collapse(known)
}

fn seen<'a>(register: &'a Register, pairs: &[Pair]) -> Vec<Suggestion<'a>> {
    let known = pairs.iter().filter_map(|pair| {
        let [one, other] = [&pair.ids[0], &pair.ids[1]].map(|id| register.measures.find(id));
        let (one, other) = (one?, other?);
        Some(Suggestion {
            said: relating::list_between(register, &one.id, &other.id),
            one,
            other,
            score: pair.score,
            more: 0,
        })
    });
    known.collect()
}

/// Pairs that are on record and that the words do not suggest.
fn said<'a>(
    register: &'a Register,
    suggested: &[Pair],
    stated: impl Iterator<Item = (&'a MeasureId, &'a MeasureId)>,
) -> Vec<Suggestion<'a>> {
    let mut known: BTreeSet<[&str; 2]> = suggested
        .iter()
        .map(|pair| sorted([&pair.ids[0], &pair.ids[1]]))
        .collect();
    let others = stated.filter(|(one, other)| known.insert(sorted([one.as_str(), other.as_str()])));
    let found = others.filter_map(|(one, other)| {
        Some(Suggestion {
            one: register.measures.find(one.as_str())?,
            other: register.measures.find(other.as_str())?,
            score: 0.0,
            said: relating::list_between(register, one, other),
            more: 0,
        })
    });
    found.collect()
}

fn sorted(mut ids: [&str; 2]) -> [&str; 2] {
    ids.sort_unstable();
    ids
}

/// A measure that is printed under several numbers is several measures of one title: the same two
/// titles stand once, if nobody said anything of the others.
fn collapse(all: Vec<Suggestion<'_>>) -> Vec<Suggestion<'_>> {
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    let mut kept: Vec<Suggestion<'_>> = Vec::new();
    for one in all {
        let plans = (one.one.plan(), one.other.plan());
        let key = (plans, &one.one.title, &one.other.title);
        let is_open = one.said.is_empty();
        match first.get(&key) {
            Some(at) if is_open => kept[*at].more += 1,
            _ => {
                if is_open {
                    first.insert(key, kept.len());
                }
                kept.push(one);
            }
        }
    }
    kept
}

/// Measures of the first plan to which nothing of the second one could belong, by words or by what
/// anybody says; what was turned down does not count.
#[must_use]
pub fn list_lone<'a>(
    register: &'a Register,
    coherence: &Coherence,
    one: &str,
    other: &str,
) -> Vec<&'a Measure> {
    let mut paired: BTreeSet<&str> = BTreeSet::new();
    let pairs = coherence.between(one, other);
    for suggestion in seen(register, &pairs) {
        if suggestion.judged() != Judged::Dismissed {
            paired.extend([suggestion.one.id.as_str(), suggestion.other.id.as_str()]);
        }
    }
    for (relation, to) in relating::list_related(register) {
        let plans = [relation.measure.plan(), to.plan()];
        if plans == [one, other] || plans == [other, one] {
            paired.extend([relation.measure.as_str(), to.as_str()]);
        }
    }
    let all = register.measures.list_of(one);
    all.filter(|measure| !paired.contains(measure.id.as_str()))
        .collect()
}

/// Which plans have which measures on a theme: what measures state, and what the demands are about to
/// which somebody sees them as an answer.
#[must_use]
pub fn list_themes(
    register: &Register,
) -> BTreeMap<Box<str>, BTreeMap<&str, BTreeSet<&MeasureId>>> {
    let mut themes: BTreeMap<Box<str>, BTreeMap<&str, BTreeSet<&MeasureId>>> = BTreeMap::new();
    let mut note = |theme: &str, id| {
        let measure = register.measures.find(MeasureId::as_str(id));
        if let Some(measure) = measure {
            let plans = themes.entry(theme.into()).or_default();
            plans.entry(measure.plan()).or_default().insert(&measure.id);
        }
    };
    for measure in register.measures.list() {
        for theme in measure.themes.value().into_iter().flatten() {
            note(theme, &measure.id);
        }
    }
    for coverage in register.coverages.list() {
        let demand = match &coverage.demand {
            Demand::Recommendation(id) => register.recommendations.find(id.as_str()),
            Demand::Obligation(_) => None,
        };
        for topic in demand.into_iter().flat_map(|demand| demand.topics.iter()) {
            for measure in &coverage.measures {
                note(topic, measure);
            }
        }
    }
    themes
}
