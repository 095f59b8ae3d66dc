// SPDX-License-Identifier: EUPL-1.2
//! What is possible: the range of numbers that an unknown can have under everything that is known.
//!
//! A range counts as wide only on proof: two worlds of whole numbers, both of which fit all facts. The truth
//! is one such world; linear programmes give others, and each of them speaks for every unknown at once. So
//! the verdict "protected" never rests on rounding, and few programmes are needed.

use std::collections::BTreeMap;
use std::time::Duration;

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use crate::swap::find_swap;
use crate::system::{Row, System};

/// Unknowns that hang together.
#[derive(Debug, Clone, Default)]
struct Part {
    unknowns: Vec<usize>,
    rows: Vec<usize>,
    /// Worlds: a number for each unknown of the part.
    worlds: Vec<Vec<u32>>,
    /// The least and the greatest number of each unknown over all worlds seen.
    seen: Vec<(u32, u32)>,
    /// The same over those in which every centre finds all of its own cases.
    seen_by_all: Vec<(u32, u32)>,
}

/// Answers for one set of facts.
#[derive(Debug)]
pub(crate) struct Bounds<'a> {
    system: &'a System,
    pub(crate) fixed: Vec<Option<u32>>,
    parts: Vec<Part>,
    /// Part and place in it, of each unknown that is open.
    place: BTreeMap<usize, (usize, usize)>,
    /// The rows of each cell.
    rows_of: Vec<Vec<usize>>,
    /// How many programmes were solved.
    pub(crate) solved: usize,
}

/// The least that each unknown can be for somebody who knows a part of it.
pub(crate) type Floor<'f> = Option<&'f dyn Fn(usize) -> u32>;

/// How far above the truth an unknown is followed; nothing depends on more.
const REACH: u32 = 1_000;
/// How often many unknowns are moved at once before each is looked at alone.
const SPREADS: usize = 6;
/// Worlds kept for a part.
const MOST_WORLDS: usize = 400;
/// How long one programme of whole numbers may take.
const PATIENCE: Duration = Duration::from_millis(200);

impl<'a> Bounds<'a> {
    pub(crate) fn of(system: &'a System) -> Self {
        let fixed = system.settle();
        let mut parent: Vec<usize> = (0..fixed.len()).collect();
        let open = |row: &Row| -> Vec<usize> {
            let all = row.members.iter().chain([&row.total]).copied();
            all.filter(|unknown| fixed[*unknown].is_none()).collect()
        };
        let rows: Vec<Vec<usize>> = system.rows.iter().map(open).collect();
        for row in &rows {
            for pair in row.windows(2) {
                let (a, b) = (root(&mut parent, pair[0]), root(&mut parent, pair[1]));
                parent[a] = b;
            }
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut of_root: BTreeMap<usize, usize> = BTreeMap::new();
        let mut place = BTreeMap::new();
        for unknown in (0..fixed.len()).filter(|unknown| fixed[*unknown].is_none()) {
            let part = *of_root
                .entry(root(&mut parent, unknown))
                .or_insert_with(|| {
                    parts.push(Part::default());
                    parts.len() - 1
                });
            place.insert(unknown, (part, parts[part].unknowns.len()));
            parts[part].unknowns.push(unknown);
        }
        for (number, row) in rows.iter().enumerate() {
            if let Some((part, _)) = row.first().and_then(|unknown| place.get(unknown)) {
                parts[*part].rows.push(number);
            }
        }
        for part in &mut parts {
            let truth = part.unknowns.iter().map(|unknown| system.truth(*unknown));
            let truth: Vec<u32> = truth.collect();
            part.seen = truth.iter().map(|value| (*value, *value)).collect();
            part.seen_by_all.clone_from(&part.seen);
            part.worlds.push(truth);
        }
        let mut rows_of: Vec<Vec<usize>> = vec![Vec::new(); system.cells];
        for (number, row) in system.rows.iter().enumerate() {
            for member in &row.members {
                rows_of[*member].push(number);
            }
        }
        Self {
            system,
            fixed,
            parts,
            place,
            rows_of,
            solved: 0,
        }
    }

    /// The least and the greatest number known to be possible for an unknown, in worlds in which each
    /// unknown is at least its `floor`.
    fn seen(&self, unknown: usize, floor: Floor<'_>) -> (u32, u32) {
        let Some((part, at)) = self.place.get(&unknown) else {
            let value = self.fixed[unknown].unwrap_or_default();
            return (value, value);
        };
        let part = &self.parts[*part];
        let Some(floor) = floor else {
            return part.seen[*at];
        };
        let fits = |world: &&Vec<u32>| {
            let mut pairs = part.unknowns.iter().zip(world.iter());
            pairs.all(|(unknown, value)| *value >= floor(*unknown))
        };
        let values = part.worlds.iter().filter(fits).map(|world| world[*at]);
        let range = values.fold(None, |range: Option<(u32, u32)>, value| {
            let (least, most) = range.unwrap_or((value, value));
            Some((least.min(value), most.max(value)))
        });
        range.unwrap_or_default()
    }

    /// Whether at least `values` numbers are possible for `unknown`; the range that was found.
    pub(crate) fn range(&mut self, unknown: usize, values: u32, floor: Floor<'_>) -> (u32, u32) {
        let wide = |(least, most): (u32, u32)| most - least + 1 >= values;
        if let (Some(_), Some((part, at))) = (floor, self.place.get(&unknown)) {
            let by_all = self.parts[*part].seen_by_all[*at];
            if wide(by_all) {
                return by_all;
            }
        }
        let mut seen = self.seen(unknown, floor);
        // Most are settled by moving what lies in one space; a world in which the rest is as in truth.
        for near in [true, false] {
            for direction in [
                OptimizationDirection::Maximize,
                OptimizationDirection::Minimize,
            ] {
                if wide(seen) || !self.place.contains_key(&unknown) {
                    return seen;
                }
                self.look(&[unknown], direction, floor, near, None);
                seen = self.seen(unknown, floor);
            }
        }
        seen
    }

    /// Looks for worlds in which many unknowns are larger at once than in truth, by as much as each needs;
    /// each unknown is at least its floor.
    pub(crate) fn spread(&mut self, wanted: &[(usize, u32)], floor: &dyn Fn(usize) -> u32) {
        for (unknown, needed) in wanted {
            self.swap((*unknown, *needed), floor);
        }
        let mut groups: BTreeMap<(usize, usize), Vec<(usize, u32)>> = BTreeMap::new();
        for (unknown, needed) in wanted {
            if let Some((part, _)) = self.place.get(unknown) {
                let key = (*part, self.home(*unknown));
                groups.entry(key).or_default().push((*unknown, *needed));
            }
        }
        for mut group in groups.into_values() {
            for _ in 0..SPREADS {
                group.retain(|(unknown, needed)| {
                    let (least, most) = self.seen_by_all(*unknown);
                    most - least + 1 < *needed
                });
                if group.is_empty() {
                    break;
                }
                let unknowns: Vec<usize> = group.iter().map(|(unknown, _)| *unknown).collect();
                let reach = group.iter().map(|(_, needed)| *needed).max();
                let part = self.place.get(&unknowns[0]).map(|(part, _)| *part);
                let before = part.map_or(0, |part| self.parts[part].worlds.len());
                self.look(
                    &unknowns,
                    OptimizationDirection::Maximize,
                    Some(floor),
                    true,
                    reach,
                );
                let Some(part) = part.filter(|part| self.parts[*part].worlds.len() > before) else {
                    break;
                };
                if let Some(world) = self.parts[part].worlds.last().cloned() {
                    widen(&mut self.parts[part].seen_by_all, &world);
                }
            }
        }
    }

    fn seen_by_all(&self, unknown: usize) -> (u32, u32) {
        match self.place.get(&unknown) {
            Some((part, at)) => self.parts[*part].seen_by_all[*at],
            None => self.seen(unknown, None),
        }
    }

    /// Tries the cheapest world, if there is none yet that is far enough from the truth.
    fn swap(&mut self, (unknown, needed): (usize, u32), floor: &dyn Fn(usize) -> u32) {
        let (least, most) = self.seen_by_all(unknown);
        let Some((number, _)) = self.place.get(&unknown).copied() else {
            return;
        };
        if most - least + 1 >= needed {
            return;
        }
        let wanted = (unknown, needed.saturating_sub(1));
        let found = find_swap(self.system, &self.fixed, &self.rows_of, wanted, floor);
        let Some(changes) = found else { return };
        let mut world = self.parts[number].worlds[0].clone();
        for (unknown, change) in changes {
            if let Some((_, at)) = self.place.get(&unknown) {
                let value = i64::from(world[*at]) + change;
                world[*at] = u32::try_from(value).unwrap_or_default();
            }
        }
        if self.fits(&self.parts[number], &world) {
            widen(&mut self.parts[number].seen_by_all, &world);
            self.keep(number, world);
        }
    }

    fn keep(&mut self, number: usize, world: Vec<u32>) {
        let part = &mut self.parts[number];
        widen(&mut part.seen, &world);
        if part.worlds.len() == MOST_WORLDS {
            part.worlds.remove(1);
        }
        part.worlds.push(world);
    }

    fn home(&self, unknown: usize) -> usize {
        match unknown.checked_sub(self.system.cells) {
            None => self.system.space_of(unknown),
            Some(sum) => self.system.sums[sum].space,
        }
    }

    /// Looks for one more world; near: only what lies in the space of the wanted ones moves.
    fn look(
        &mut self,
        wanted: &[usize],
        direction: OptimizationDirection,
        floor: Floor<'_>,
        near: bool,
        reach: Option<u32>,
    ) {
        let Some((number, _)) = wanted
            .first()
            .and_then(|unknown| self.place.get(unknown))
            .copied()
        else {
            return;
        };
        self.solved += 1;
        let home = near.then(|| self.home(wanted[0]));
        let found = self.solve(number, wanted, direction, floor, (home, false), reach);
        let found = match found {
            Some(Solved::Between) => {
                self.solve(number, wanted, direction, floor, (home, true), reach)
            }
            found => found,
        };
        if let Some(Solved::Whole(world)) = found {
            self.keep(number, world);
        }
    }

    fn solve(
        &self,
        number: usize,
        wanted: &[usize],
        direction: OptimizationDirection,
        floor: Floor<'_>,
        (home, whole): (Option<usize>, bool),
        reach: Option<u32>,
    ) -> Option<Solved> {
        let part = &self.parts[number];
        // Near, a sum moves only if no other space holds it.
        let moves = |unknown: usize| {
            home.is_none_or(|home| match unknown.checked_sub(self.system.cells) {
                None => self.system.space_of(unknown) == home,
                Some(sum) => self.system.held_only_by(sum, home),
            })
        };
        // A sum that one space alone holds is what its members are: no variable, and no row.
        let is_told = |unknown: usize| {
            let sum = unknown.checked_sub(self.system.cells);
            sum.is_some_and(|sum| self.system.sums[sum].spaces == 1)
        };
        let mut weights: BTreeMap<usize, f64> = BTreeMap::new();
        for unknown in wanted {
            match unknown.checked_sub(self.system.cells) {
                Some(sum) if is_told(*unknown) => {
                    for member in &self.system.sums[sum].members {
                        *weights.entry(*member).or_default() += 1.0;
                    }
                }
                _ => *weights.entry(*unknown).or_default() += 1.0,
            }
        }
        let mut problem = Problem::new(direction);
        problem.set_time_limit(PATIENCE);
        let mut variables: BTreeMap<usize, Variable> = BTreeMap::new();
        for unknown in part
            .unknowns
            .iter()
            .copied()
            .filter(|unknown| moves(*unknown))
        {
            if is_told(unknown) {
                continue;
            }
            let truth = self.system.truth(unknown);
            let weight = weights.get(&unknown).copied().unwrap_or_default();
            let least = floor.map_or(0, |floor| floor(unknown));
            let most = truth + reach.filter(|_| weight > 0.0).unwrap_or(REACH);
            let variable = if whole {
                let bound = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
                problem.add_integer_var(weight, (bound(least), bound(most)))
            } else {
                problem.add_var(weight, (f64::from(least), f64::from(most)))
            };
            variables.insert(unknown, variable);
        }
        // What does not move is as in truth, which is also what is fixed.
        for row in part.rows.iter().map(|row| &self.system.rows[*row]) {
            if self.fixed[row.total].is_none() && is_told(row.total) {
                continue;
            }
            let mut terms = Vec::with_capacity(row.members.len() + 1);
            let mut right = 0.0;
            match variables.get(&row.total) {
                Some(total) => terms.push((*total, -1.0)),
                None => right += f64::from(self.system.truth(row.total)),
            }
            for member in &row.members {
                match variables.get(member) {
                    Some(variable) => terms.push((*variable, 1.0)),
                    None => right -= f64::from(self.system.truth(*member)),
                }
            }
            if !terms.is_empty() {
                problem.add_constraint(terms, ComparisonOp::Eq, right);
            }
        }
        let solution = problem.solve().ok()?.into_solution().ok()?;
        let value = |unknown: usize| match variables.get(&unknown) {
            Some(variable) => solution.var_value(*variable),
            None => f64::from(self.system.truth(unknown)),
        };
        let values: Vec<f64> = part
            .unknowns
            .iter()
            .map(|unknown| match unknown.checked_sub(self.system.cells) {
                Some(sum) if is_told(*unknown) => self.system.sums[sum]
                    .members
                    .iter()
                    .map(|member| value(*member))
                    .sum(),
                _ => value(*unknown),
            })
            .collect();
        if values
            .iter()
            .any(|value| (value - value.round()).abs() > 1e-5)
        {
            return Some(Solved::Between);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and the truth plus REACH"
        )]
        let world: Vec<u32> = values
            .iter()
            .map(|value| value.round().max(0.0) as u32)
            .collect();
        Some(if self.fits(part, &world) {
            Solved::Whole(world)
        } else {
            Solved::Between
        })
    }

    /// Whether a world of whole numbers meets every row exactly.
    fn fits(&self, part: &Part, world: &[u32]) -> bool {
        let of = |unknown: usize| {
            self.fixed[unknown]
                .or_else(|| self.place.get(&unknown).map(|(_, at)| world[*at]))
                .unwrap_or_default()
        };
        part.rows
            .iter()
            .map(|row| &self.system.rows[*row])
            .all(|row| row.members.iter().map(|member| of(*member)).sum::<u32>() == of(row.total))
    }
}

enum Solved {
    Whole(Vec<u32>),
    /// Numbers that are not whole.
    Between,
}

/// Takes a world into the ranges.
fn widen(ranges: &mut [(u32, u32)], world: &[u32]) {
    for (range, value) in ranges.iter_mut().zip(world) {
        *range = (range.0.min(*value), range.1.max(*value));
    }
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}
