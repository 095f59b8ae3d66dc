// SPDX-License-Identifier: EUPL-1.2
//! The gate: tables and records in, tables that may be published out, or a refusal with its reasons.
//!
//! Small numbers are hidden by rule; then the audit looks at all that is known, new and old; for each
//! finding the cheapest remedy is hidden too; until the audit finds nothing, or nothing is left to hide.
//! What is out already is never hidden again: where it, together with the new release, gives somebody away,
//! the new release pays.

use std::collections::BTreeSet;

use crate::audit::{Report, judge, list_sensitive};
use crate::bounds::Bounds;
use crate::flow::Costs;
use crate::network::Networks;
use crate::rule::{Rules, Why};
use crate::shelter::Shelter;
use crate::suppress::{Scope, find_remedy};
use crate::system::{System, Unfit};
use crate::table::{Design, Fact, Records};
use crate::worlds::Worlds;

/// A new fact as the gate leaves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// This number.
    Number(u32),
    /// Hidden, by a rule for single cells.
    Rule(Why),
    /// Hidden, for otherwise another cell could be worked out.
    Other,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The new facts in the order of tables and places.
    pub facts: Vec<Fact>,
    /// How each is shown.
    pub shown: Vec<Shown>,
    /// The last audit; with a finding, nothing may be published.
    pub report: Report,
    /// How often was audited.
    pub rounds: usize,
}

/// What goes into the gate.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The tables of the new release.
    pub designs: &'a [Design],
    /// Everything published before; their table indices are behind those of the new ones.
    pub before: &'a [Fact],
    /// All records of all releases.
    pub records: &'a Records,
    /// For each variable one more than its highest code.
    pub radices: &'a [usize],
    /// The rules.
    pub rules: &'a Rules,
    /// New facts (by their index) that were hidden at the same place last time: hidden again rather than
    /// others, so that the pattern stays.
    pub familiar: &'a BTreeSet<usize>,
    /// New facts that must be shown: where one of them gives somebody away, the release is stopped.
    pub pinned: &'a BTreeSet<usize>,
}

/// Rounds after which it is given up.
const MOST_ROUNDS: usize = 60;
/// How much dearer it is to hide a total than a cell.
const TOTAL: f64 = 6.0;
/// How much cheaper it is to hide what was hidden before.
const FAMILIAR: f64 = 0.3;

/// All facts of tables, nothing hidden, with the numbers of the records.
#[must_use]
pub fn list_facts(designs: &[Design], records: &Records) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (table, design) in designs.iter().enumerate() {
        let counts = count_places(design, records, |_| 0);
        for (place, (count, _)) in design.places().into_iter().zip(counts) {
            facts.push(Fact {
                table,
                condition: design.condition(&place),
                place,
                value: Some(count),
                within: None,
            });
        }
    }
    facts
}

/// The counts of all places of a table, in their order, and the sums of the keys of who is counted: each
/// record is looked at once.
pub(crate) fn count_places(
    design: &Design,
    records: &Records,
    key: impl Fn(usize) -> u32,
) -> Vec<(u32, u32)> {
    let sizes = design.axes.iter().map(|axis| axis.categories.len() + 1);
    let mut counts = vec![(0, 0_u32); sizes.product()];
    for row in 0..records.len() {
        let code = |variable: usize| records.columns[variable][row];
        if !design.population.holds(code) {
            continue;
        }
        let mut places = vec![0];
        for axis in &design.axes {
            let size = axis.categories.len();
            let met = axis.categories.iter().enumerate();
            let met = met.filter(|(_, (variable, codes))| codes.contains(&code(*variable)));
            let met: Vec<usize> = met.map(|(at, _)| at).chain([size]).collect();
            places = places
                .iter()
                .flat_map(|place| met.iter().map(move |at| place * (size + 1) + at))
                .collect();
        }
        for place in places {
            counts[place].0 += 1;
            counts[place].1 = counts[place].1.wrapping_add(key(row));
        }
    }
    counts
}

/// Sends tables through the gate.
///
/// # Errors
/// [`Unfit`] if a table is too wide, or if what is out already contradicts the records.
pub fn pass(request: Request<'_>) -> Result<Outcome, Unfit> {
    let mut facts = list_facts(request.designs, request.records);
    let new = facts.len();
    facts.extend_from_slice(request.before);
    let rules = request.rules;
    let limits = (rules.joint, rules.most);
    let mut system = System::of(&facts, request.radices, request.records, limits)?;
    let costs = price(&system, &facts, new, request);
    let mut why: Vec<Option<Why>> = vec![None; system.sums.len()];
    let sensitive = list_sensitive(&system, rules);
    for (unknown, reason, _) in sensitive.iter().copied() {
        if let Some(sum) = unknown.checked_sub(system.cells) {
            why[sum] = Some(reason);
            if costs[sum].is_some() {
                system.sums[sum].published = None;
            }
        }
    }
    let touched = system.list_touched(0..new);
    let networks = Networks::of(&system, &rules.neutral);
    let mut worlds = Worlds::of(&system);
    let wanted = sensitive
        .iter()
        .filter(|(unknown, ..)| touched[*unknown])
        .map(|(unknown, _, needed)| (*unknown, *needed));
    let mut shelter = Shelter {
        system: &mut system,
        networks: &networks,
        neutral: &rules.neutral,
        costs: &costs,
        worlds: &mut worlds,
        wanted: wanted.collect(),
        hidden: BTreeSet::new(),
    };
    shelter.hide_along_ways();
    shelter.show_what_can_be();
    let mut rounds = 0;
    let report = loop {
        rounds += 1;
        let mut bounds = Bounds::of(&system, &networks, &rules.neutral, &mut worlds);
        let concerns = |unknown: usize| touched[unknown];
        let report = judge(&system, &facts, rules, &concerns, &mut bounds);
        if report.findings.is_empty() || rounds == MOST_ROUNDS {
            break report;
        }
        let mut hidden_any = false;
        for finding in &report.findings {
            let remedy = find_remedy(&system, finding, &costs, &rules.neutral, Scope::Near)
                .unwrap_or_else(|| fall_back(&system, finding.unknown, &costs));
            hidden_any |= hide(&mut system, &remedy, &costs);
        }
        if !hidden_any {
            for finding in &report.findings {
                let remedy = find_remedy(&system, finding, &costs, &rules.neutral, Scope::Wide);
                hidden_any |= hide(&mut system, &remedy.unwrap_or_default(), &costs);
            }
        }
        if !hidden_any {
            // What the programme thinks of as movable is not: hide around it.
            for finding in &report.findings {
                let remedy = fall_back(&system, finding.unknown, &costs);
                hidden_any |= hide(&mut system, &remedy, &costs);
            }
        }
        if !hidden_any {
            break report;
        }
    };
    facts.truncate(new);
    let shown = facts.iter_mut().enumerate().map(|(at, fact)| {
        let sum = system.of_fact[at];
        fact.value = system.sums[sum].published;
        match (fact.value, why[sum]) {
            (Some(value), _) => Shown::Number(value),
            (None, Some(why)) => Shown::Rule(why),
            (None, None) => Shown::Other,
        }
    });
    Ok(Outcome {
        shown: shown.collect(),
        facts,
        report,
        rounds,
    })
}

/// Hides what can be hidden; whether anything was.
fn hide(system: &mut System, sums: &[usize], costs: &Costs) -> bool {
    let mut hidden_any = false;
    for sum in sums.iter().filter(|sum| costs[**sum].is_some()) {
        hidden_any |= system.sums[*sum].published.take().is_some();
    }
    hidden_any
}

/// What hiding each sum costs.
fn price(system: &System, facts: &[Fact], new: usize, request: Request<'_>) -> Costs {
    let costs = system.sums.iter().map(|sum| {
        let is_out = |fact: &usize| *fact >= new && facts[*fact].value.is_some();
        let is_pinned = |fact: &usize| request.pinned.contains(fact);
        if sum.facts.is_empty() || sum.facts.iter().any(is_out) || sum.facts.iter().any(is_pinned) {
            return None;
        }
        let totals = sum.facts.iter().map(|fact| {
            let place = facts[*fact].place.iter();
            place.filter(|choice| choice.is_none()).count()
        });
        let totals = i32::try_from(totals.max().unwrap_or_default()).unwrap_or(i32::MAX);
        let value = 1.0 + f64::from(sum.truth).ln_1p();
        let familiar = sum.facts.iter().any(|fact| request.familiar.contains(fact));
        Some(value * TOTAL.powi(totals) * if familiar { FAMILIAR } else { 1.0 })
    });
    costs.collect()
}

/// The cheapest published sum that touches the group; where the programme found no way.
fn fall_back(system: &System, unknown: usize, costs: &Costs) -> Vec<usize> {
    let (members, space): (BTreeSet<usize>, usize) = match unknown.checked_sub(system.cells) {
        None => (BTreeSet::from([unknown]), system.space_of(unknown)),
        Some(sum) => (
            system.sums[sum].members.iter().copied().collect(),
            system.sums[sum].space,
        ),
    };
    let touching = system.sums.iter().enumerate().filter(|(at, sum)| {
        let touches = sum.members.iter().any(|member| members.contains(member));
        sum.published.is_some() && costs[*at].is_some() && sum.space == space && touches
    });
    let cost = |at: usize| costs[at].unwrap_or(f64::INFINITY);
    let cheapest = touching
        .map(|(at, _)| at)
        .min_by(|a, b| cost(*a).total_cmp(&cost(*b)));
    cheapest.into_iter().collect()
}
