// SPDX-License-Identifier: EUPL-1.2
//! Tables with cell keys, through the same audit as exact ones: what is told of a number is that it lies
//! between two others, and what may not be known must not follow from that either.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::{Finding, judge, list_sensitive};
use crate::bounds::Bounds;
use crate::cellkey::{Deviations, Unsuited};
use crate::gate::{Outcome, Request, Shown, count_places, list_facts};
use crate::network::Networks;
use crate::rule::{Rules, Why};
use crate::system::{System, Unfit};
use crate::table::{Condition, Design, Fact};
use crate::worlds::Worlds;

/// Rounds after which it is given up.
const MOST_ROUNDS: usize = 20;

/// How far numbers are off.
#[derive(Debug, Clone)]
pub struct Noise {
    by_threshold: BTreeMap<u32, Deviations>,
    /// Whether totals are made of the parts that are told, and so add up.
    additive: bool,
}

impl Noise {
    /// Deviations up to `greatest` with this variance, for all smallest numbers shown that rules know.
    ///
    /// # Errors
    /// [`Unsuited`].
    pub fn new(
        greatest: u32,
        variance: f64,
        thresholds: impl IntoIterator<Item = u32>,
        additive: bool,
    ) -> Result<Self, Unsuited> {
        let mut by_threshold = BTreeMap::new();
        for threshold in thresholds {
            by_threshold.insert(threshold, Deviations::new(greatest, variance, threshold)?);
        }
        Ok(Self {
            by_threshold,
            additive,
        })
    }

    fn of(&self, condition: &Condition, rules: &Rules) -> Option<&Deviations> {
        let threshold = rules.threshold(condition.0.keys().copied());
        self.by_threshold.get(&threshold)
    }

    /// What the cells of a release say about the counts behind them; `told` in the order of tables and
    /// places, `None`: suppressed.
    pub fn read(
        &self,
        facts: &mut [Fact],
        designs: &[Design],
        told: &[Option<u32>],
        rules: &Rules,
    ) {
        for (fact, told) in facts.iter_mut().zip(told) {
            fact.value = None;
            let made_of_parts = self.additive
                && designs
                    .get(fact.table)
                    .is_some_and(|design| adds_up(design, &fact.place));
            fact.within = told
                .filter(|_| !made_of_parts)
                .and_then(|told| Some(self.of(&fact.condition, rules)?.behind(told)));
        }
    }
}

/// Whether a place is the total of an axis whose categories exclude each other.
fn adds_up(design: &Design, place: &[Option<usize>]) -> bool {
    let mut axes = design.axes.iter().zip(place);
    axes.any(|(axis, choice)| choice.is_none() && is_one_variable(axis))
}

fn is_one_variable(axis: &crate::table::Axis) -> bool {
    axis.categories
        .windows(2)
        .all(|pair| pair[0].0 == pair[1].0)
}

/// Sends tables through the gate with cell keys; `keys`: that of each record.
///
/// # Errors
/// [`Unfit`] if a table is too wide, or if what is out already contradicts the records.
pub fn pass_with_keys(request: Request<'_>, keys: &[u32], noise: &Noise) -> Result<Outcome, Unfit> {
    let rules = request.rules;
    let mut facts = list_facts(request.designs, request.records);
    let new = facts.len();
    let mut told: Vec<Option<u32>> = Vec::with_capacity(new);
    let mut cell_keys = Vec::with_capacity(new);
    for design in request.designs {
        let counted = count_places(design, request.records, |row| keys[row]);
        cell_keys.extend(counted.into_iter().map(|(_, key)| key));
    }
    for (fact, key) in facts.iter().zip(cell_keys) {
        let deviations = noise.of(&fact.condition, rules);
        told.push(deviations.map(|d| d.tell(fact.value.unwrap_or_default(), key)));
    }
    noise.read(&mut facts, request.designs, &told, rules);
    facts.extend_from_slice(request.before);
    let limits = (rules.joint, rules.most);
    let mut system = System::of(&facts, request.radices, request.records, limits)?;
    let before = known_before(&system, &facts, new);
    let mut why: Vec<Option<Why>> = vec![None; system.sums.len()];
    let mut hidden = vec![false; system.sums.len()];
    for (unknown, reason, _) in list_sensitive(&system, rules) {
        if let Some(sum) = unknown.checked_sub(system.cells)
            && matches!(reason, Why::OneCentre | Why::Dominated)
        {
            why[sum] = Some(reason);
            hide(&mut system, &mut hidden, &before, sum);
        }
    }
    let touched = system.list_touched(0..new);
    let networks = Networks::of(&system, &rules.neutral);
    let mut worlds = Worlds::of(&system);
    let mut rounds = 0;
    let report = loop {
        rounds += 1;
        let mut bounds = Bounds::of(&system, &networks, &rules.neutral, &mut worlds);
        let concerns = |unknown: usize| touched[unknown];
        let report = judge(&system, &facts, rules, &concerns, &mut bounds);
        let mut hidden_any = false;
        for finding in &report.findings {
            for sum in list_remedies(&system, finding, new) {
                hidden_any |= !hidden[sum] && hide(&mut system, &mut hidden, &before, sum);
            }
        }
        if !hidden_any || rounds == MOST_ROUNDS {
            break report;
        }
    };
    facts.truncate(new);
    let mut shown = Vec::with_capacity(new);
    for (at, fact) in facts.iter_mut().enumerate() {
        let sum = system.of_fact[at];
        if hidden[sum] {
            fact.within = None;
        }
        shown.push(match told[at].filter(|_| !hidden[sum]) {
            Some(number) => Shown::Number(number),
            None => why[sum].map_or(Shown::Other, Shown::Rule),
        });
    }
    if noise.additive {
        add_up(request.designs, &mut shown);
    }
    Ok(Outcome {
        shown,
        facts,
        report,
        rounds,
    })
}

/// What was known of each sum before.
fn known_before(system: &System, facts: &[Fact], new: usize) -> Vec<Option<(u32, u32)>> {
    let known = system.sums.iter().map(|sum| {
        let old = sum.facts.iter().filter(|fact| **fact >= new);
        old.filter_map(|fact| facts[*fact].within)
            .reduce(|one, other| (one.0.max(other.0), one.1.min(other.1)))
    });
    known.collect()
}

/// Tells nothing new about a sum; whether something was told.
fn hide(
    system: &mut System,
    hidden: &mut [bool],
    before: &[Option<(u32, u32)>],
    sum: usize,
) -> bool {
    hidden[sum] = true;
    let was = std::mem::replace(&mut system.sums[sum].within, before[sum]);
    was != before[sum]
}

/// New sums that tell of the group, the smallest first; its own one if there is one.
fn list_remedies(system: &System, finding: &Finding, new: usize) -> Vec<usize> {
    let own: BTreeSet<usize> = finding
        .facts
        .iter()
        .filter(|fact| **fact < new)
        .map(|fact| system.of_fact[*fact])
        .collect();
    let members: BTreeSet<usize> = match finding.unknown.checked_sub(system.cells) {
        None => BTreeSet::from([finding.unknown]),
        Some(sum) => system.sums[sum].members.iter().copied().collect(),
    };
    let is_told = |sum: &&usize| system.sums[**sum].within.is_some();
    if own.iter().any(|sum| is_told(&sum)) {
        return own.into_iter().collect();
    }
    let touching = system.sums.iter().enumerate().filter(|(_, sum)| {
        sum.within.is_some()
            && sum.facts.iter().any(|fact| *fact < new)
            && sum.members.iter().any(|member| members.contains(member))
    });
    let smallest = touching.min_by_key(|(_, sum)| sum.members.len());
    smallest.map(|(at, _)| at).into_iter().collect()
}

/// Makes totals of what is told of their parts; where a part is suppressed, the total is, too.
fn add_up(designs: &[Design], shown: &mut [Shown]) {
    let mut first = 0;
    for design in designs {
        let places = design.places();
        let at: BTreeMap<&Vec<Option<usize>>, usize> = places
            .iter()
            .enumerate()
            .map(|(at, place)| (place, first + at))
            .collect();
        // Fewest totals first, so that parts that are totals themselves are settled.
        let mut order: Vec<&Vec<Option<usize>>> = places.iter().collect();
        order.sort_by_key(|place| place.iter().filter(|choice| choice.is_none()).count());
        for place in order {
            if matches!(shown[at[place]], Shown::Rule(_)) {
                continue;
            }
            let axis = (0..place.len())
                .find(|axis| place[*axis].is_none() && is_one_variable(&design.axes[*axis]));
            let Some(axis) = axis else { continue };
            let mut parts = (0..design.axes[axis].categories.len()).map(|category| {
                let mut part = place.clone();
                part[axis] = Some(category);
                shown[at[&part]]
            });
            let sum = parts.try_fold(0_u32, |sum, part| match part {
                Shown::Number(number) => Some(sum + number),
                Shown::Rule(_) | Shown::Other => None,
            });
            shown[at[place]] = sum.map_or(Shown::Other, Shown::Number);
        }
        first += places.len();
    }
}
