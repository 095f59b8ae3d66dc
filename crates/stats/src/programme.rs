// SPDX-License-Identifier: EUPL-1.2
//! Linear programmes: the least or the greatest number that an unknown can have, and a world in which it
//! has it.

use std::collections::BTreeMap;
use std::time::Duration;

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use crate::system::{Row, System};
use crate::worlds::Changes;

/// The least that each unknown can be for somebody who knows a part of it.
pub(crate) type Floor<'f> = Option<&'f dyn Fn(usize) -> u32>;

/// Unknowns that hang together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part {
    unknowns: Vec<usize>,
    rows: Vec<usize>,
}

/// How far above the truth an unknown is followed; nothing depends on more.
const REACH: u32 = 1_000;
/// How long one programme may take.
const PATIENCE: Duration = Duration::from_millis(200);

/// The parts, and the part of each unknown that is not fixed.
pub(crate) fn list_parts(
    system: &System,
    fixed: &[Option<u32>],
) -> (Vec<Part>, Vec<Option<usize>>) {
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
    let mut part_of = vec![None; fixed.len()];
    for unknown in (0..fixed.len()).filter(|unknown| fixed[*unknown].is_none()) {
        let part = *of_root
            .entry(root(&mut parent, unknown))
            .or_insert_with(|| {
                parts.push(Part::default());
                parts.len() - 1
            });
        part_of[unknown] = Some(part);
        parts[part].unknowns.push(unknown);
    }
    for (number, row) in rows.iter().enumerate() {
        if let Some(part) = row.first().and_then(|unknown| part_of[*unknown]) {
            parts[part].rows.push(number);
        }
    }
    (parts, part_of)
}

/// What is asked.
#[derive(Clone, Copy)]
pub(crate) struct Ask<'q> {
    pub(crate) system: &'q System,
    pub(crate) fixed: &'q [Option<u32>],
    pub(crate) part: &'q Part,
    pub(crate) wanted: &'q [usize],
    pub(crate) direction: OptimizationDirection,
    pub(crate) floor: Floor<'q>,
    /// The only space in which something moves.
    pub(crate) home: Option<usize>,
    /// How far above the truth the wanted ones are followed.
    pub(crate) reach: Option<u32>,
}

/// The changes of cells in the world that is best by what is asked.
pub(crate) fn solve(ask: &Ask<'_>) -> Option<Changes> {
    match try_to_solve(ask, false)? {
        Solved::Whole(changes) => Some(changes),
        Solved::Between => match try_to_solve(ask, true)? {
            Solved::Whole(changes) => Some(changes),
            Solved::Between => None,
        },
    }
}

enum Solved {
    Whole(Changes),
    /// Numbers that are not whole.
    Between,
}

fn try_to_solve(ask: &Ask<'_>, whole: bool) -> Option<Solved> {
    let (system, part) = (ask.system, ask.part);
    // Near, a sum moves only if no other space holds it.
    let moves = |unknown: usize| {
        ask.home
            .is_none_or(|home| match unknown.checked_sub(system.cells) {
                None => system.space_of(unknown) == home,
                Some(sum) => system.held_only_by(sum, home),
            })
    };
    // A sum that one space alone holds is what its members are: no variable, and no row.
    let is_told = |unknown: usize| {
        let sum = unknown.checked_sub(system.cells);
        sum.is_some_and(|sum| system.sums[sum].spaces == 1)
    };
    let mut weights: BTreeMap<usize, f64> = BTreeMap::new();
    for unknown in ask.wanted {
        match unknown.checked_sub(system.cells) {
            Some(sum) if is_told(*unknown) => {
                for member in &system.sums[sum].members {
                    *weights.entry(*member).or_default() += 1.0;
                }
            }
            _ => *weights.entry(*unknown).or_default() += 1.0,
        }
    }
    let mut problem = Problem::new(ask.direction);
    problem.set_time_limit(PATIENCE);
    let mut variables: BTreeMap<usize, Variable> = BTreeMap::new();
    let open = part.unknowns.iter().copied();
    for unknown in open.filter(|unknown| moves(*unknown) && !is_told(*unknown)) {
        let truth = system.truth(unknown);
        let weight = weights.get(&unknown).copied().unwrap_or_default();
        let least = ask.floor.map_or(0, |floor| floor(unknown));
        let most = truth + ask.reach.filter(|_| weight > 0.0).unwrap_or(REACH);
        let variable = if whole {
            let bound = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
            problem.add_integer_var(weight, (bound(least), bound(most)))
        } else {
            problem.add_var(weight, (f64::from(least), f64::from(most)))
        };
        variables.insert(unknown, variable);
    }
    for sum in system.sums.iter().filter(|sum| sum.within.is_some()) {
        let terms: Vec<(Variable, f64)> = sum
            .members
            .iter()
            .filter_map(|member| variables.get(member).map(|variable| (*variable, 1.0)))
            .collect();
        let still = sum
            .members
            .iter()
            .filter(|member| !variables.contains_key(member));
        let still: u32 = still.map(|member| system.truth(*member)).sum();
        if let Some((least, most)) = sum.within.filter(|_| !terms.is_empty()) {
            let least = f64::from(least) - f64::from(still);
            problem.add_constraint(terms.clone(), ComparisonOp::Ge, least);
            problem.add_constraint(terms, ComparisonOp::Le, f64::from(most) - f64::from(still));
        }
    }
    // What does not move is as in truth, which is also what is fixed.
    for row in part.rows.iter().map(|row| &system.rows[*row]) {
        if ask.fixed[row.total].is_none() && is_told(row.total) {
            continue;
        }
        let mut terms = Vec::with_capacity(row.members.len() + 1);
        let mut right = 0.0;
        match variables.get(&row.total) {
            Some(total) => terms.push((*total, -1.0)),
            None => right += f64::from(system.truth(row.total)),
        }
        for member in &row.members {
            match variables.get(member) {
                Some(variable) => terms.push((*variable, 1.0)),
                None => right -= f64::from(system.truth(*member)),
            }
        }
        if !terms.is_empty() {
            problem.add_constraint(terms, ComparisonOp::Eq, right);
        }
    }
    let solution = problem.solve().ok()?.into_solution().ok()?;
    let mut changes = Changes::new();
    for (unknown, variable) in variables.range(..system.cells) {
        let value = solution.var_value(*variable);
        if (value - value.round()).abs() > 1e-5 {
            return Some(Solved::Between);
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "between 0 and the truth plus REACH"
        )]
        let change = value.round() as i64 - i64::from(system.truth(*unknown));
        if change != 0 {
            changes.insert(*unknown, change);
        }
    }
    Some(Solved::Whole(changes))
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}
