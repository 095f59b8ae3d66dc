// SPDX-License-Identifier: EUPL-1.2
//! Linear programmes over sums: how much less and more one can be, and what must be hidden so that it can.

use std::collections::BTreeMap;
use std::time::Duration;

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::asked::SumFinding;
use super::field::{Field, as_f64};
use super::ways::Ways;

/// How long one programme may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// A programme that gives this much less gives enough; amounts are whole.
const CLOSE: f64 = 1e-4;
/// Less than this is not moved.
const STILL: f64 = 1e-6;

/// How much less and more each unknown was found to be able to be: what was found once stays possible when
/// more is hidden.
#[derive(Debug)]
pub(super) struct Ranges {
    /// For the public, and for each centre that was asked about.
    seen: BTreeMap<Option<u16>, Vec<(f64, f64)>>,
    unknowns: usize,
    /// The cells of each unknown.
    members: Vec<Vec<usize>>,
    /// `None`: programmes alone.
    ways: Option<Ways>,
}

impl Ranges {
    pub(super) fn of(field: &Field<'_>) -> Self {
        let unknowns = field.system.cells + field.system.sums.len();
        Self {
            seen: BTreeMap::new(),
            unknowns,
            members: (0..unknowns)
                .map(|unknown| field.members(unknown))
                .collect(),
            ways: Ways::of(field),
        }
    }

    /// Takes over what is told by now; less than before.
    pub(super) fn follow(&mut self, field: &Field<'_>) {
        if let Some(ways) = &mut self.ways {
            ways.follow(field);
        }
    }

    /// How much less and more an unknown can be, looked for as far as `wanted`.
    pub(super) fn reach(
        &mut self,
        field: &Field<'_>,
        unknown: usize,
        wanted: (u64, u64),
        centre: Option<u16>,
    ) -> (u64, u64) {
        for (is_more, wanted) in [(false, wanted.0), (true, wanted.1)] {
            let (less, more) = self.seen(unknown, centre);
            let so_far = if is_more { more } else { less };
            if so_far + CLOSE >= as_f64(wanted) {
                continue;
            }
            let by = i64::try_from(wanted).unwrap_or(i64::MAX);
            let by = if is_more { by } else { -by };
            let ways = self.ways.as_ref();
            let world = ways
                .and_then(|ways| ways.find(field, unknown, by, centre))
                .or_else(|| find_world(field, &self.members[unknown], (is_more, wanted), centre));
            let Some(world) = world else {
                continue;
            };
            let seen = self.seen.entry(centre);
            let seen = seen.or_insert_with(|| vec![(0.0, 0.0); self.unknowns]);
            for (held, members) in seen.iter_mut().zip(&self.members) {
                let moved: f64 = members.iter().map(|cell| world[*cell]).sum();
                held.0 = held.0.max(-moved);
                held.1 = held.1.max(moved);
            }
        }
        let (less, more) = self.seen(unknown, centre);
        (whole(less), whole(more))
    }

    /// How much less and more it was found to be able to be.
    fn seen(&self, unknown: usize, centre: Option<u16>) -> (f64, f64) {
        let seen = self.seen.get(&centre).and_then(|seen| seen.get(unknown));
        seen.copied().unwrap_or_default()
    }

    /// The cheapest sums to hide so that a group can be as much more and less as it must be able to be.
    pub(super) fn find_remedy(&self, field: &Field<'_>, finding: &SumFinding) -> Vec<usize> {
        let ways = self.ways.as_ref();
        let found = ways.and_then(|ways| ways.find_remedy(field, finding));
        found.map_or_else(
            || find_remedy(field, finding),
            |found| found.into_iter().collect(),
        )
    }
}

/// Whole units that are surely reached.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "amounts below 2^53, not negative"
)]
fn whole(amount: f64) -> u64 {
    (amount + CLOSE).max(0.0).floor() as u64
}

/// A cell or sum that may move: up and down.
struct Moving {
    up: Variable,
    down: Variable,
}

/// A world that fits all that is told, and in which these cells together are as much more, or less, as can
/// be, up to `wanted`: by how much each cell is not as in truth.
fn find_world(
    field: &Field<'_>,
    wanted_cells: &[usize],
    (is_more, wanted): (bool, u64),
    centre: Option<u16>,
) -> Option<Vec<f64>> {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    problem.set_time_limit(PATIENCE);
    let sign = if is_more { 1.0 } else { -1.0 };
    let mut moving: BTreeMap<usize, Variable> = BTreeMap::new();
    for cell in field.part_of(wanted_cells) {
        let own = centre.map_or(0, |centre| field.own(cell, centre));
        let least = as_f64(own) - as_f64(field.total_of_cell(cell));
        let weight = if wanted_cells.contains(&cell) {
            sign
        } else {
            0.0
        };
        moving.insert(cell, problem.add_var(weight, (least, f64::INFINITY)));
    }
    let mut ties: BTreeMap<usize, Variable> = BTreeMap::new();
    for (cells, sum) in field.rows() {
        let mut terms: Vec<(Variable, f64)> = cells
            .iter()
            .filter_map(|c| Some((*moving.get(c)?, 1.0)))
            .collect();
        if terms.is_empty() {
            continue;
        }
        if field.published(sum).is_none() {
            // What one space alone holds ties nothing.
            if field.system.sums[sum].spaces == 1 {
                continue;
            }
            let range = (f64::NEG_INFINITY, f64::INFINITY);
            let tie = ties
                .entry(sum)
                .or_insert_with(|| problem.add_var(0.0, range));
            terms.push((*tie, -1.0));
        }
        problem.add_constraint(terms, ComparisonOp::Eq, 0.0);
    }
    let target: Vec<(Variable, f64)> = wanted_cells
        .iter()
        .filter_map(|cell| Some((*moving.get(cell)?, sign)))
        .collect();
    if target.is_empty() {
        return None;
    }
    problem.add_constraint(target, ComparisonOp::Le, as_f64(wanted));
    let solution = problem.solve().ok()?.into_solution().ok()?;
    let mut moved = vec![0.0; field.system.cells];
    for (cell, variable) in moving {
        moved[cell] = solution.var_value(variable);
    }
    Some(moved)
}

/// The same by linear programmes.
fn find_remedy(field: &Field<'_>, finding: &SumFinding) -> Vec<usize> {
    let (less, more) = finding.move_by;
    let mut all = Vec::new();
    for (by, sign) in [(more, 1.0), (less, -1.0)] {
        if by > 0 {
            all.extend(find_moved(field, finding, as_f64(by) * sign).unwrap_or_default());
        }
    }
    all
}

fn find_moved(field: &Field<'_>, finding: &SumFinding, by: f64) -> Option<Vec<usize>> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    problem.set_time_limit(PATIENCE);
    let members = field.members(finding.unknown);
    let mut moving: BTreeMap<usize, Moving> = BTreeMap::new();
    for cell in field.part_of(&members) {
        let own = finding.attacker.map_or(0, |centre| field.own(cell, centre));
        let room = as_f64(field.total_of_cell(cell)) - as_f64(own);
        // A little, so that nothing moves without need.
        moving.insert(
            cell,
            Moving {
                up: problem.add_var(1e-4, (0.0, f64::INFINITY)),
                down: problem.add_var(1e-4, (0.0, room)),
            },
        );
    }
    let mut sums: BTreeMap<usize, Moving> = BTreeMap::new();
    for (cells, sum) in field.rows() {
        let mut terms = Vec::new();
        for cell in cells.iter().filter_map(|cell| moving.get(cell)) {
            terms.push((cell.up, 1.0));
            terms.push((cell.down, -1.0));
        }
        if terms.is_empty() {
            continue;
        }
        if let Some(cost) = field.price(sum) {
            let own = sums.entry(sum).or_insert_with(|| Moving {
                up: problem.add_var(cost, (0.0, f64::INFINITY)),
                down: problem.add_var(cost, (0.0, f64::INFINITY)),
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
    problem.add_constraint(wanted, ComparisonOp::Eq, by);
    let solution = problem.solve().ok()?.into_solution().ok()?;
    let moves = |moving: &Moving| {
        solution.var_value(moving.up) > STILL || solution.var_value(moving.down) > STILL
    };
    let moved = sums.iter().filter(|(_, sum)| moves(sum));
    Some(moved.map(|(sum, _)| *sum).collect())
}
