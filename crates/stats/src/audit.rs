// SPDX-License-Identifier: EUPL-1.2
//! The audit: what everything that is published, and was ever published, gives away together.
//!
//! Somebody who reads all tables knows their sums, and may know more: a centre knows its own cases. For
//! every group that may not be known (see [`crate::rule`]) the audit asks which numbers are still possible.
//! Fewer than the smallest number shown, and the release is stopped.
//!
//! - **precondition**: the facts agree with the records; records of all releases are there, told apart by a
//!   variable that says in which releases a record was (`presence`), so that the difference of two releases
//!   is a group like any other.
//! - **procedure**: atoms and spaces (`space`), sums and what follows at once (`system`), then for each
//!   sensitive unknown two worlds that are far enough apart (`bounds`).
//! - **postcondition**: without a finding, for every sensitive cell of every space, every published sum and
//!   every sum that two spaces share, worlds with enough different numbers exist and meet all facts.
//!
//! Limits: combinations of more variables than a joined space holds ([`Rules::joint`]) are seen through the
//! sums that spaces share, not through the existence of one common table.

use std::collections::BTreeSet;

use crate::bounds::Bounds;
use crate::network::Networks;
use crate::rule::{Rules, Why};
use crate::system::{System, Unfit};
use crate::table::{Fact, Records};
use crate::worlds::Worlds;

/// What could be found out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Why it may not be known.
    pub why: Why,
    /// The tables that lead to it, by their index.
    pub tables: BTreeSet<usize>,
    /// Facts that are this very group, by their index; none: it follows from a difference.
    pub facts: Vec<usize>,
    /// The variables that describe the group.
    pub variables: Vec<usize>,
    /// How many different numbers remain possible.
    pub possible: u32,
    /// How many must.
    pub needed: u32,
    /// The centre that finds it out by its own cases; `None`: everybody can.
    pub attacker: Option<u16>,
    /// Number of the unknown, for who looks for a remedy.
    pub(crate) unknown: usize,
}

/// The answer of an audit.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// What could be found out; none: nothing stands against it.
    pub findings: Vec<Finding>,
    /// How many groups were checked.
    pub checked: usize,
    /// How many linear programmes were solved.
    pub solved: usize,
}

/// Audits facts.
///
/// # Errors
/// [`Unfit`] if a table is too wide, or if facts contradict the records.
pub fn audit(
    facts: &[Fact],
    records: &Records,
    radices: &[usize],
    rules: &Rules,
) -> Result<Report, Unfit> {
    let system = System::of(facts, radices, records, (rules.joint, rules.most))?;
    let networks = Networks::of(&system, &rules.neutral);
    let mut worlds = Worlds::of(&system);
    let mut bounds = Bounds::of(&system, &networks, &rules.neutral, &mut worlds);
    Ok(judge(&system, facts, rules, &|_| true, &mut bounds))
}

/// Everything that may not be known, and why; with the smallest number shown there.
pub(crate) fn list_sensitive(system: &System, rules: &Rules) -> Vec<(usize, Why, u32)> {
    let alone: BTreeSet<usize> = system
        .sums
        .iter()
        .filter(|sum| sum.members.len() == 1)
        .map(|sum| sum.members[0])
        .collect();
    let cells = (0..system.cells)
        .filter(|cell| !alone.contains(cell))
        .map(|cell| {
            let space = &system.spaces[system.space_of(cell)];
            (cell, space.variables.as_slice(), false)
        });
    let sums: Vec<(usize, Vec<usize>, bool)> = system
        .sums
        .iter()
        .enumerate()
        .map(|(at, sum)| {
            let variables = sum.cell.0.keys().copied().collect();
            (system.cells + at, variables, !sum.facts.is_empty())
        })
        .collect();
    let sums = sums
        .iter()
        .map(|(at, variables, is_fact)| (*at, variables.as_slice(), *is_fact));
    let mut found = Vec::new();
    for (unknown, variables, is_fact) in cells.chain(sums) {
        let threshold = rules.threshold(variables.iter().copied());
        let why = rules.of_count(system.truth(unknown), threshold, system.by_centre(unknown));
        // An empty group that no table names is no news, unless a whole row shares one value.
        let why = why.filter(|why| *why != Why::Empty || is_fact);
        if let Some(why) =
            why.or_else(|| in_full_row(system, unknown, rules).then_some(Why::FullRow))
        {
            found.push((unknown, why, threshold));
        }
    }
    found
}

/// Whether an empty cell lies in a row in which all people share one value.
fn in_full_row(system: &System, unknown: usize, rules: &Rules) -> bool {
    let cell = match unknown.checked_sub(system.cells) {
        None => unknown,
        Some(sum) => match system.sums[sum].members.as_slice() {
            [one] => *one,
            _ => return false,
        },
    };
    if system.truth(cell) > 0 {
        return false;
    }
    let space = &system.spaces[system.space_of(cell)];
    let number = cell - space.first;
    let coordinates = space.coordinates(number);
    let mut step = 1;
    for at in (0..space.sizes.len()).rev() {
        let size = space.sizes[at];
        if !rules.neutral.contains(&space.variables[at]) {
            let start = number - coordinates[at] * step;
            let filled = (0..size).filter(|i| space.truth[start + i * step] > 0);
            if filled.count() == 1 {
                return true;
            }
        }
        step *= size;
    }
    false
}

/// The verdict about the unknowns that `concerns` names.
pub(crate) fn judge(
    system: &System,
    facts: &[Fact],
    rules: &Rules,
    concerns: &dyn Fn(usize) -> bool,
    bounds: &mut Bounds<'_>,
) -> Report {
    let mut sensitive = list_sensitive(system, rules);
    sensitive.retain(|(unknown, ..)| concerns(*unknown));
    let all: Vec<(usize, u32)> = sensitive
        .iter()
        .map(|(unknown, _, needed)| (*unknown, *needed))
        .collect();
    // Worlds in which every centre finds its own cases speak to the public and to each centre at once.
    bounds.spread(&all);
    let mut findings = Vec::new();
    let mut hidden = Vec::new();
    for (unknown, why, needed) in &sensitive {
        let (least, most) = bounds.range(*unknown, *needed, None);
        let possible = most - least + 1;
        if possible < *needed {
            findings.push(name(
                system,
                facts,
                *unknown,
                *why,
                (possible, *needed),
                None,
            ));
        } else {
            hidden.push((*unknown, *why, *needed));
        }
    }
    if rules.share.is_some() {
        for centre in list_centres(system) {
            attack(system, facts, centre, &hidden, bounds, &mut findings);
        }
    }
    Report {
        checked: sensitive.len(),
        solved: bounds.solved,
        findings,
    }
}

fn list_centres(system: &System) -> BTreeSet<u16> {
    let all = system.spaces.iter().flat_map(|space| &space.by_centre);
    all.flat_map(|by_centre| by_centre.keys().copied())
        .collect()
}

/// What a centre finds out that subtracts its own cases. It knows a part of each number, so the range is
/// narrower for it; half of the numbers must remain.
fn attack(
    system: &System,
    facts: &[Fact],
    centre: u16,
    hidden: &[(usize, Why, u32)],
    bounds: &mut Bounds<'_>,
    findings: &mut Vec<Finding>,
) {
    let own = |unknown: usize| {
        let own = system.by_centre(unknown).get(&centre);
        own.copied().unwrap_or_default()
    };
    for (unknown, why, needed) in hidden {
        let (truth, own_here) = (system.truth(*unknown), own(*unknown));
        if own_here == 0 || truth == own_here || truth - own_here >= *needed {
            continue;
        }
        let half = needed.div_ceil(2).max(2);
        let (least, most) = bounds.range(*unknown, half, Some(&own));
        let possible = most - least + 1;
        if possible < half {
            let numbers = (possible, half);
            findings.push(name(system, facts, *unknown, *why, numbers, Some(centre)));
        }
    }
}

fn name(
    system: &System,
    facts: &[Fact],
    unknown: usize,
    why: Why,
    (possible, needed): (u32, u32),
    attacker: Option<u16>,
) -> Finding {
    let (members, space, own) = match unknown.checked_sub(system.cells) {
        None => (vec![unknown], system.space_of(unknown), Vec::new()),
        Some(at) => {
            let sum = &system.sums[at];
            (sum.members.clone(), sum.space, sum.facts.clone())
        }
    };
    let mut members: BTreeSet<usize> = members.into_iter().collect();
    let home = &system.spaces[space];
    let published: Vec<(&crate::system::Sum, Vec<usize>)> = system
        .sums
        .iter()
        .filter(|sum| sum.published.is_some() && home.holds(&sum.cell))
        .map(|sum| {
            (
                sum,
                home.members(&sum.cell)
                    .into_iter()
                    .map(|at| home.first + at)
                    .collect(),
            )
        })
        .collect();
    // A difference takes what is whole and what is left of it: both touch the group or its neighbours.
    let whole = published
        .iter()
        .filter(|(_, held)| held.iter().any(|member| members.contains(member)))
        .min_by_key(|(_, held)| held.len());
    if let Some((_, held)) = whole {
        members.extend(held);
    }
    let mut tables: BTreeSet<usize> = own.iter().map(|fact| facts[*fact].table).collect();
    for (sum, held) in &published {
        if held.iter().any(|member| members.contains(member)) {
            tables.extend(sum.facts.iter().map(|fact| facts[*fact].table));
        }
    }
    let variables = match unknown.checked_sub(system.cells) {
        None => system.spaces[space].variables.clone(),
        Some(at) => system.sums[at].cell.0.keys().copied().collect(),
    };
    Finding {
        why,
        tables,
        facts: own,
        variables,
        possible,
        needed,
        attacker,
        unknown,
    }
}
