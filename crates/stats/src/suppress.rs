// SPDX-License-Identifier: EUPL-1.2
//! Complementary suppression: what else must be hidden so that a small number cannot be worked out, with
//! the least loss.
//!
//! For a number that is not protected, a linear programme looks for the cheapest way to move it by as much
//! as is wanted while every sum stays right. What has to move is hidden (Fischetti and Salazar, 1999, pose
//! the exact problem; this is the one-step form of Kelly, Golden and Assad, 1992, cell by cell). Whether
//! that was enough is never decided here, but by the audit.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use crate::audit::Finding;
use crate::flow::Costs;
use crate::system::System;

/// Less than this is not moved.
const STILL: f64 = 1e-6;
/// How often other tables that share a moved sum are taken in.
const EXPANSIONS: usize = 4;

/// How far a remedy is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// In the tables of the finding's own variables; what others share with them is dear.
    Near,
    /// In every table that shares a sum which has to move.
    Wide,
}

/// How much dearer it is to move what other spaces share, while they are not looked at.
const SHARED: f64 = 20.0;

/// Sums that are to be hidden for this finding; `None`: there is no way.
pub(crate) fn find_remedy(
    system: &System,
    finding: &Finding,
    costs: &Costs,
    neutral: &[usize],
    scope: Scope,
) -> Option<Vec<usize>> {
    let (members, home) = match finding.unknown.checked_sub(system.cells) {
        None => (vec![finding.unknown], system.space_of(finding.unknown)),
        Some(sum) => (system.sums[sum].members.clone(), system.sums[sum].space),
    };
    let mut spaces = BTreeSet::from([home]);
    let slice = slice_of(system, home, &members, neutral);
    if scope == Scope::Near {
        return solve(system, finding, &members, &spaces, &slice, costs);
    }
    if let Some(sum) = finding.unknown.checked_sub(system.cells) {
        let holds = |at: &usize| system.spaces[*at].holds(&system.sums[sum].cell);
        spaces.extend((0..system.spaces.len()).filter(holds));
    }
    for _ in 0..EXPANSIONS {
        let moved = solve(system, finding, &members, &spaces, &slice, costs)?;
        let before = spaces.len();
        for sum in &moved {
            let holds = |at: &usize| system.spaces[*at].holds(&system.sums[*sum].cell);
            spaces.extend((0..system.spaces.len()).filter(holds));
        }
        if spaces.len() == before {
            return Some(moved);
        }
    }
    solve(system, finding, &members, &spaces, &slice, costs)
}

/// The atoms of neutral variables (the year) in which the finding lies: nothing else needs to move.
fn slice_of(
    system: &System,
    space: usize,
    members: &[usize],
    neutral: &[usize],
) -> BTreeMap<usize, BTreeSet<usize>> {
    let space = &system.spaces[space];
    let mut slice: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for member in members {
        let coordinates = space.coordinates(member - space.first);
        for (variable, atom) in space.variables.iter().zip(coordinates) {
            if neutral.contains(variable) {
                slice.entry(*variable).or_default().insert(atom);
            }
        }
    }
    slice
}

/// A cell that may move: up and down.
struct Moving {
    up: Variable,
    down: Variable,
}

fn solve(
    system: &System,
    finding: &Finding,
    members: &[usize],
    spaces: &BTreeSet<usize>,
    slice: &BTreeMap<usize, BTreeSet<usize>>,
    costs: &Costs,
) -> Option<Vec<usize>> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    problem.set_time_limit(Duration::from_secs(2));
    let alone: BTreeMap<usize, usize> = system
        .sums
        .iter()
        .enumerate()
        .filter(|(_, sum)| sum.members.len() == 1 && !sum.facts.is_empty())
        .map(|(number, sum)| (sum.members[0], number))
        .collect();
    // While one space is looked at, a sum that another one holds is left alone if it can be.
    let near = spaces.len() == 1;
    let tied = |sum: usize| i32::from(system.sums[sum].spaces > 1);
    let price = |sum: usize| match system.sums[sum].published {
        // Hidden, or never published: it moves for nothing.
        None => Some(0.0),
        Some(_) => costs[sum].map(|cost| {
            if near {
                cost * SHARED.powi(tied(sum))
            } else {
                cost
            }
        }),
    };
    let least = |unknown: usize| {
        let own = finding
            .attacker
            .and_then(|centre| system.by_centre(unknown).get(&centre));
        f64::from(own.copied().unwrap_or_default())
    };
    let mut moving: BTreeMap<usize, Moving> = BTreeMap::new();
    for at in spaces {
        let space = &system.spaces[*at];
        for number in 0..space.truth.len() {
            let coordinates = space.coordinates(number);
            let outside = space
                .variables
                .iter()
                .zip(&coordinates)
                .any(|(variable, atom)| {
                    slice
                        .get(variable)
                        .is_some_and(|atoms| !atoms.contains(atom))
                });
            let cell = space.first + number;
            let Some(cost) = alone.get(&cell).map_or(Some(0.0), |sum| price(*sum)) else {
                continue;
            };
            if outside {
                continue;
            }
            // A little, so that nothing moves without need.
            let cost = cost + 1e-4;
            let room = (f64::from(space.truth[number]) - least(cell)).max(0.0);
            moving.insert(
                cell,
                Moving {
                    up: problem.add_var(cost, (0.0, f64::INFINITY)),
                    down: problem.add_var(cost, (0.0, room)),
                },
            );
        }
    }
    let mut sums: BTreeMap<usize, Moving> = BTreeMap::new();
    for row in &system.rows {
        let sum = row.total - system.cells;
        let Some(first) = row.members.first() else {
            continue;
        };
        let is_alone = row.members.len() == 1 && alone.get(first) == Some(&sum);
        if is_alone || !spaces.contains(&system.space_of(*first)) {
            continue;
        }
        let mut terms: Vec<(Variable, f64)> = Vec::new();
        for cell in row.members.iter().filter_map(|member| moving.get(member)) {
            terms.push((cell.up, 1.0));
            terms.push((cell.down, -1.0));
        }
        if terms.is_empty() {
            continue;
        }
        if let Some(cost) = price(sum) {
            let own = sums.entry(sum).or_insert_with(|| Moving {
                up: problem.add_var(cost, (0.0, f64::INFINITY)),
                down: problem.add_var(cost, (0.0, f64::from(system.sums[sum].truth))),
            });
            terms.push((own.up, -1.0));
            terms.push((own.down, 1.0));
        }
        problem.add_constraint(terms, ComparisonOp::Eq, 0.0);
    }
    let mut wanted = Vec::new();
    for cell in members.iter().filter_map(|member| moving.get(member)) {
        wanted.push((cell.up, 1.0));
        wanted.push((cell.down, -1.0));
    }
    if wanted.is_empty() {
        return None;
    }
    problem.add_constraint(
        wanted,
        ComparisonOp::Eq,
        f64::from(finding.needed.saturating_sub(1)),
    );
    let solution = problem.solve().ok()?.into_solution().ok()?;
    let moves = |moving: &Moving| {
        solution.var_value(moving.up) > STILL || solution.var_value(moving.down) > STILL
    };
    let cells = moving.iter().filter(|(_, cell)| moves(cell));
    let mut moved: Vec<usize> = cells
        .filter_map(|(cell, _)| alone.get(cell).copied())
        .collect();
    moved.extend(
        sums.iter()
            .filter(|(_, sum)| moves(sum))
            .map(|(sum, _)| *sum),
    );
    Some(moved)
}
