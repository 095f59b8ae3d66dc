// SPDX-License-Identifier: EUPL-1.2
//! Coverage, both ways: each demand and each binding duty against each plan that somebody judged, with every
//! judgement there is, by whoever gave it; and each measure with the demands that it answers.
//!
//! Several authors may differ: nothing is decided between them and nothing is added up under one word. What
//! nobody judged is a line, too.

use std::collections::{BTreeMap, BTreeSet};

use crate::coverage::{Coverage, Degree};
use crate::id::{MeasureId, OrganisationId, PlanId};
use crate::noun::{Noun, Subject};
use crate::organisation::Voice;
use crate::recommendation::{Obligation, Recommendation};
use crate::record::Record as _;
use crate::register::Register;
use crate::rules::permission::voice_of;
use crate::words::words;

words! {
    /// What the lines are sorted by.
    By {
        /// The plan that is judged.
        Plan => "plan",
        /// What it is about.
        Topic => "topic",
        /// Who demands it.
        Issuer => "issuer",
        /// The voice of who demands it.
        Voice => "voice",
        /// Who judges.
        Author => "author",
    }
}

/// What is asked of a plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Demand<'a> {
    /// A demand of a named issuer.
    Recommendation(&'a Recommendation),
    /// A binding duty.
    Obligation(&'a Obligation),
}

impl Demand<'_> {
    /// The thing itself.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Self::Recommendation(one) => one.subject(),
            Self::Obligation(one) => one.subject(),
        }
    }
}

/// One demand against one plan: a judgement of it, or that nobody gave one.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// What is asked.
    pub demand: Demand<'a>,
    /// Of which plan.
    pub plan: &'a PlanId,
    /// What somebody says to it; `None`: nobody judged it for this plan.
    pub judgement: Option<&'a Coverage>,
}

/// In the place of a word: nothing is named, nobody judged.
pub const NOTHING: &str = "-";
/// The topic of a binding duty.
pub const LAW: &str = "-law";

impl<'a> Line<'a> {
    /// Under what a line stands; a demand of two topics or two issuers stands under both.
    #[must_use]
    pub fn keys(&self, register: &Register, by: By) -> Vec<Box<str>> {
        let known = |keys: Vec<Box<str>>, nothing: &str| match keys.is_empty() {
            true => vec![nothing.into()],
            false => keys,
        };
        match (by, self.demand) {
            (By::Plan, _) => vec![self.plan.as_str().into()],
            (By::Author, _) => {
                let author = self.judgement.map(|one| one.author.as_str());
                vec![author.unwrap_or(NOTHING).into()]
            }
            (By::Topic | By::Issuer | By::Voice, Demand::Obligation(_)) => vec![LAW.into()],
            (By::Topic, Demand::Recommendation(one)) => known(one.topics.clone(), NOTHING),
            (By::Issuer, Demand::Recommendation(one)) => {
                let issuers = one.issuers().map(|issuer| issuer.as_str().into());
                known(issuers.collect(), NOTHING)
            }
            (By::Voice, Demand::Recommendation(one)) => {
                let voices = one
                    .issuers()
                    .filter_map(|issuer| voice_of(register, issuer));
                let voices: BTreeSet<Voice> = voices.collect();
                let words = voices.into_iter().map(|voice| voice.as_str().into());
                known(words.collect(), NOTHING)
            }
        }
    }

    /// The word of its judgement; [`NOTHING`] where nobody judged.
    #[must_use]
    pub fn degree(&self) -> &'static str {
        self.judgement.map_or(NOTHING, |one| one.degree.as_str())
    }

    /// Whether its judgement names a measure.
    #[must_use]
    pub fn cites(&self) -> bool {
        self.judgement.is_some_and(|one| !one.measures.is_empty())
    }
}

/// Every line, by demand, then plan, then author; duties last.
///
/// Demands of issuers whom nobody ever judged against a plan are no demands on these plans yet: without a
/// judgement they have no line.
#[must_use]
pub fn list_lines(register: &Register) -> Vec<Line<'_>> {
    let mut judged: BTreeMap<(Subject, &PlanId), Vec<&Coverage>> = BTreeMap::new();
    for coverage in register.coverages.list() {
        let key = (coverage.demand.subject(), &coverage.plan);
        judged.entry(key).or_default().push(coverage);
    }
    let plans: BTreeSet<&PlanId> = judged.keys().map(|(_, plan)| *plan).collect();
    let known = judged
        .keys()
        .filter(|(demand, _)| demand.noun == Noun::Recommendation)
        .filter_map(|(demand, _)| register.recommendations.find(&demand.id));
    let issuers: BTreeSet<&OrganisationId> = known.flat_map(Recommendation::issuers).collect();
    let (mut demands, mut lines) = (Vec::new(), Vec::new());
    for one in register.recommendations.list() {
        if !one.issuers().any(|issuer| issuers.contains(issuer)) {
            continue;
        }
        demands.push(Demand::Recommendation(one));
    }
    demands.extend(register.obligations.list().map(Demand::Obligation));
    for demand in demands {
        let subject = demand.subject();
        for plan in &plans {
            let judgements = judged.get(&(subject.clone(), *plan));
            push(
                &mut lines,
                demand,
                plan,
                judgements.map_or(&[], Vec::as_slice),
            );
        }
    }
    lines
}

fn push<'a>(
    lines: &mut Vec<Line<'a>>,
    demand: Demand<'a>,
    plan: &'a PlanId,
    judgements: &[&'a Coverage],
) {
    let line = |judgement| Line {
        demand,
        plan,
        judgement,
    };
    if judgements.is_empty() {
        lines.push(line(None));
    }
    lines.extend(judgements.iter().map(|one| line(Some(*one))));
}

/// One row of the matrix: lines by what is judged; under `None`, those that nobody judged.
pub type Row = BTreeMap<Option<Degree>, usize>;

/// How often what is judged, sorted by one thing.
#[must_use]
pub fn matrix(register: &Register, lines: &[Line<'_>], by: By) -> BTreeMap<Box<str>, Row> {
    let mut rows: BTreeMap<Box<str>, Row> = BTreeMap::new();
    for line in lines {
        for key in line.keys(register, by) {
            let row = rows.entry(key).or_default();
            let degree = line.judgement.map(|one| one.degree);
            *row.entry(degree).or_default() += 1;
        }
    }
    rows
}

/// Where authors differ about one demand and one plan: all their judgements.
#[must_use]
pub fn list_differing<'a>(lines: &[Line<'a>]) -> Vec<Vec<Line<'a>>> {
    let same =
        |a: &Line<'_>, b: &Line<'_>| a.plan == b.plan && a.demand.subject() == b.demand.subject();
    let groups = lines.chunk_by(same);
    let differing = groups.filter(|group| {
        let degrees: BTreeSet<_> = group.iter().map(Line::degree).collect();
        degrees.len() > 1
    });
    differing.map(<[Line<'a>]>::to_vec).collect()
}

/// The measures of one plan, from their side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supply {
    /// The plan.
    pub plan: PlanId,
    /// Its measures.
    pub measures: usize,
    /// Those that a judgement names.
    pub cited: Vec<MeasureId>,
    /// Those that none does.
    pub uncited: Vec<MeasureId>,
}

/// Whether a judgement of a demand names a measure.
#[must_use]
pub fn is_cited(register: &Register, measure: &Subject) -> bool {
    let mut citing = register.list_referrers(measure, Noun::Coverage);
    citing.next().is_some()
}

/// The plans that somebody judged, from the side of their measures.
#[must_use]
pub fn list_supply(register: &Register) -> Vec<Supply> {
    let judged = register.coverages.list().map(|one| &one.plan);
    let plans: BTreeSet<&PlanId> = judged.collect();
    let supply = plans.into_iter().map(|plan| {
        let all = register.measures.list_of(plan.as_str());
        let (cited, uncited): (Vec<_>, Vec<_>) = all
            .map(|one| one.id.clone())
            .partition(|id| is_cited(register, &id.subject()));
        Supply {
            plan: plan.clone(),
            measures: cited.len() + uncited.len(),
            cited,
            uncited,
        }
    });
    supply.collect()
}
