// SPDX-License-Identifier: EUPL-1.2
//! What became of what an organisation asked for: who answered, how far which plan meets it as whom
//! judged, by which measures, and what was recorded about all of that since a day.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::coverage::Coverage;
use crate::id::{MeasureId, OrganisationId};
use crate::noun::Noun;
use crate::recommendation::{Recommendation, Response};
use crate::record::Record as _;
use crate::register::{Register, utc_day};
use crate::rules::following::{entries_of_measure, steps_of};

/// A demand, and what became of it.
#[derive(Clone, Debug)]
pub struct Demand<'a> {
    /// What is demanded.
    pub demand: &'a Recommendation,
    /// What was answered.
    pub responses: Vec<&'a Response>,
    /// How far plans meet it, as somebody judged.
    pub judgements: Vec<&'a Coverage>,
    /// The measures that the judgements cite, sorted.
    pub measures: Vec<MeasureId>,
    /// Entries since the day about the demand, its answers and judgements, and those measures with what
    /// was said about them in rounds; the newest first.
    pub changed: Vec<u64>,
}

/// The demands of an organisation, also those it made with others, by id. Changes are those since a day.
#[must_use]
pub fn list_demands<'a>(
    register: &'a Register,
    of: &OrganisationId,
    since: Date,
) -> Vec<Demand<'a>> {
    let about = of.subject();
    let ids: Vec<&str> = register
        .list_referrers(&about, Noun::Recommendation)
        .collect();
    let all = ids
        .into_iter()
        .filter_map(|id| register.recommendations.find(id));
    let own = all.filter(|demand| demand.issuers().any(|issuer| issuer == of));
    own.map(|demand| follow(register, demand, since)).collect()
}

fn follow<'a>(register: &'a Register, demand: &'a Recommendation, since: Date) -> Demand<'a> {
    let about = demand.subject();
    let responses = register.list_referrers(&about, Noun::Response);
    let responses: Vec<&Response> = responses
        .filter_map(|id| register.responses.find(id))
        .collect();
    let judgements = register.list_referrers(&about, Noun::Coverage);
    let judgements: Vec<&Coverage> = judgements
        .filter_map(|id| register.coverages.find(id))
        .collect();
    let cited = judgements.iter().flat_map(|one| &one.measures).cloned();
    let measures: Vec<MeasureId> = cited.collect::<BTreeSet<_>>().into_iter().collect();
    let mut named = vec![about];
    named.extend(responses.iter().map(|one| one.subject()));
    named.extend(judgements.iter().map(|one| one.subject()));
    let mut changed: BTreeSet<u64> = BTreeSet::new();
    for subject in &named {
        changed.extend(steps_of(register, subject));
    }
    for measure in &measures {
        changed.extend(entries_of_measure(register, &measure.subject()));
    }
    changed.retain(|seq| {
        let line = register.find_line(*seq);
        line.is_some_and(|line| utc_day(line.at) >= since)
    });
    Demand {
        demand,
        responses,
        judgements,
        measures,
        changed: changed.into_iter().rev().collect(),
    }
}
