// SPDX-License-Identifier: EUPL-1.2
//! Gaps both ways: demand without a measure, measure without a demand.

use std::collections::BTreeMap;

use crate::coverage::{Coverage, Degree};
use crate::id::{MeasureId, PlanId, RecommendationId};
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

/// Recommendations with no judgement "met" or "partial" for a plan by anyone, and measures that
/// no judgement and so no recommendation points at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Topic -> plan -> cell. Recommendations without a topic stand under "".
    pub matrix: BTreeMap<Box<str>, BTreeMap<PlanId, Cell>>,
    /// Demand without measure: per plan, recommendations judged, but by nobody as met or partly met.
    pub demand: BTreeMap<PlanId, Vec<RecommendationId>>,
    /// Measure without demand: per plan, measures that no judgement cites.
    pub supply: BTreeMap<PlanId, Vec<MeasureId>>,
}

/// Finds the gaps for all plans that somebody judged.
#[must_use]
pub fn find(register: &Register) -> Gaps {
    let mut by_pair: BTreeMap<(&str, &PlanId), Vec<&Coverage>> = BTreeMap::new();
    for coverage in register.coverages.list() {
        by_pair
            .entry((coverage.recommendation.as_str(), &coverage.plan))
            .or_default()
            .push(coverage);
    }
    let mut plans: Vec<&PlanId> = by_pair.keys().map(|(_, plan)| *plan).collect();
    plans.sort();
    plans.dedup();
    let judged_issuers: std::collections::BTreeSet<_> = by_pair
        .keys()
        .filter_map(|(id, _)| register.recommendations.find(id))
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
        for plan in &plans {
            let judgements = by_pair.get(&(recommendation.id.as_str(), *plan));
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
            let met =
                |coverage: &&&Coverage| matches!(coverage.degree, Degree::Met | Degree::Partial);
            if judgements.is_some_and(|judgements| judgements.iter().find(met).is_none()) {
                gaps.demand
                    .entry((*plan).clone())
                    .or_default()
                    .push(recommendation.id.clone());
            }
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
