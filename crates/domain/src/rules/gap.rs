// SPDX-License-Identifier: EUPL-1.2
//! Gaps both ways: demand without a measure, measure without a demand.

use std::collections::BTreeMap;

use crate::coverage::{Coverage, Degree, Judged};
use crate::id::{MeasureId, PlanId};
use crate::noun::Noun;
use crate::record::Record;
use crate::register::Register;

/// One cell of the matrix topic x plan: how the topic's recommendations are judged for the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Judgements by degree.
    pub judged: BTreeMap<Degree, usize>,
    /// Recommendations of the topic that nobody judged for this plan.
    pub silent: usize,
}

/// Demands with no judgement "met" or "partial" for a plan by anyone, and measures that no judgement and so
/// no demand points at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Topic -> plan -> cell. Recommendations without a topic stand under "".
    pub matrix: BTreeMap<Box<str>, BTreeMap<PlanId, Cell>>,
    /// Demand without measure: per plan, recommendations and then obligations that were judged, but by nobody
    /// as met or partly met.
    pub demand: BTreeMap<PlanId, Vec<Judged>>,
    /// Measure without demand: per plan, measures that no judgement cites.
    pub supply: BTreeMap<PlanId, Vec<MeasureId>>,
}

/// Finds the gaps for all plans that somebody judged.
#[must_use]
pub fn find(register: &Register) -> Gaps {
    let mut by_pair: BTreeMap<(&Judged, &PlanId), Vec<&Coverage>> = BTreeMap::new();
    for coverage in register.coverages.list() {
        by_pair
            .entry((&coverage.demand, &coverage.plan))
            .or_default()
            .push(coverage);
    }
    let mut plans: Vec<&PlanId> = by_pair.keys().map(|(_, plan)| *plan).collect();
    plans.sort();
    plans.dedup();
    let judged_issuers: std::collections::BTreeSet<_> = by_pair
        .keys()
        .filter_map(|(demand, _)| match demand {
            Judged::Recommendation(id) => register.recommendations.find(id.as_str()),
            Judged::Obligation(_) => None,
        })
        .flat_map(|recommendation| recommendation.issuers().cloned())
        .collect();
    let mut gaps = Gaps::default();
    for recommendation in register.recommendations.list() {
        // Of issuers whom nobody ever judged against a plan it is no demand on these plans yet.
        let mut issuers = recommendation.issuers();
        if !issuers.any(|issuer| judged_issuers.contains(issuer)) {
            continue;
        }
        let none: Box<str> = "".into();
        let topics = if recommendation.topics.is_empty() {
            std::slice::from_ref(&none)
        } else {
            &recommendation.topics[..]
        };
        let demand = Judged::Recommendation(recommendation.id.clone());
        for plan in &plans {
            let judgements = by_pair.get(&(&demand, *plan));
            for topic in topics {
                let row = gaps.matrix.entry(topic.clone()).or_default();
                let cell = row.entry((*plan).clone()).or_default();
                match judgements {
                    None => cell.silent += 1,
                    Some(judgements) => {
                        for judgement in judgements {
                            *cell.judged.entry(judgement.degree).or_default() += 1;
                        }
                    }
                }
            }
        }
    }
    for ((demand, plan), judgements) in &by_pair {
        let met = |coverage: &&Coverage| matches!(coverage.degree, Degree::Met | Degree::Partial);
        if register.stands(&demand.subject()) && !judgements.iter().any(met) {
            let unmet = gaps.demand.entry((*plan).clone()).or_default();
            unmet.push((*demand).clone());
        }
    }
    for plan in plans {
        let uncited = register.measures.list_of(plan.as_str()).filter(|measure| {
            register
                .list_referrers(&measure.subject(), Noun::Coverage)
                .next()
                .is_none()
        });
        gaps.supply.insert(
            plan.clone(),
            uncited.map(|measure| measure.id.clone()).collect(),
        );
    }
    gaps
}
