// SPDX-License-Identifier: EUPL-1.2
//! Worlds that are found along networks ([`crate::flow`]) and by rectangles ([`crate::swap`]), with amounts
//! instead of people: in a fraction of the time of a linear programme, which is asked only for what is not
//! found here.
//!
//! What is proposed is not believed: it is added up along every row in whole numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::SumFinding;
use super::field::{Field, as_f64};
use crate::flow::{Costs, Search};
use crate::network::Networks;
use crate::swap::pile_up;
use crate::system::System;
use crate::worlds::Changes;

/// The networks of a field.
#[derive(Debug)]
pub(super) struct Ways {
    /// The field's, with amounts in its cells and sums.
    system: System,
    networks: Networks,
    costs: Costs,
    /// Sums over which nobody is, as everybody knows.
    is_nothing: Vec<bool>,
    /// What is known of each unknown, and the rows in which it is.
    fixed: Vec<Option<u32>>,
    rows_of: Vec<Vec<usize>>,
}

impl Ways {
    /// `None` if amounts are too large for networks.
    pub(super) fn of(field: &Field<'_>) -> Option<Self> {
        let mut system = field.system.clone();
        let fixed = system.settle();
        let is_nothing: Vec<bool> = fixed[system.cells..]
            .iter()
            .map(|number| *number == Some(0))
            .collect();
        for space in &mut system.spaces {
            for (at, truth) in space.truth.iter_mut().enumerate() {
                *truth = u32::try_from(field.total_of_cell(space.first + at)).ok()?;
            }
        }
        for (number, sum) in system.sums.iter_mut().enumerate() {
            sum.truth = u32::try_from(field.total(system.cells + number)).ok()?;
            sum.within = None;
        }
        system
            .rows
            .retain(|row| row.members.iter().any(|cell| field.is_looked_at(*cell)));
        let costs = is_nothing.iter().enumerate();
        let costs = costs.map(|(sum, nothing)| field.cost(sum).filter(|_| !nothing));
        let unknowns = system.cells + system.sums.len();
        let mut rows_of = vec![Vec::new(); unknowns];
        for (number, row) in system.rows.iter().enumerate() {
            for member in &row.members {
                rows_of[*member].push(number);
            }
        }
        let fixed = (0..unknowns).map(|unknown| {
            let is_known = unknown < system.cells && !field.is_open(unknown);
            is_known.then(|| system.truth(unknown))
        });
        Some(Self {
            fixed: fixed.collect(),
            rows_of,
            networks: Networks::of(&system, field.neutral()),
            costs: costs.collect(),
            is_nothing,
            system,
        })
    }

    /// Takes over what is told by now.
    pub(super) fn follow(&mut self, field: &Field<'_>) {
        for (number, sum) in self.system.sums.iter_mut().enumerate() {
            let is_told = field.published(number).is_some() || self.is_nothing[number];
            sum.published = is_told.then_some(sum.truth);
            self.fixed[field.system.cells + number] = sum.published;
        }
    }

    /// A world in which an unknown is this much more, or less: by how much each cell is not as in truth.
    pub(super) fn find(
        &self,
        field: &Field<'_>,
        unknown: usize,
        by: i64,
        centre: Option<u16>,
    ) -> Option<Vec<f64>> {
        let (changes, _) = self.search(field, (unknown, by), centre, None)?;
        let mut moved = vec![0.0; field.system.cells];
        for (cell, change) in changes {
            moved[cell] = signed(change);
        }
        Some(moved)
    }

    /// The cheapest sums along networks to hide so that a group can be as much more and less as it must.
    pub(super) fn find_remedy(
        &self,
        field: &Field<'_>,
        finding: &SumFinding,
    ) -> Option<BTreeSet<usize>> {
        let (less, more) = finding.move_by;
        let mut all = BTreeSet::new();
        for by in [i64::try_from(more).ok()?, -i64::try_from(less).ok()?] {
            if by != 0 {
                let target = (finding.unknown, by);
                let (_, hidden) =
                    self.search(field, target, finding.attacker, Some(&self.costs))?;
                all.extend(hidden);
            }
        }
        Some(all)
    }

    fn search(
        &self,
        field: &Field<'_>,
        (unknown, by): (usize, i64),
        centre: Option<u16>,
        costs: Option<&Costs>,
    ) -> Option<(Changes, BTreeSet<usize>)> {
        let own = |cell: usize| centre.map_or(0, |centre| field.own(cell, centre));
        let floor = |cell: usize| u32::try_from(own(cell)).unwrap_or(u32::MAX);
        let search = Search {
            system: &self.system,
            networks: &self.networks,
            neutral: field.neutral(),
            floor: &floor,
            costs,
        };
        let members = field.members(unknown);
        let is_right = |(changes, hidden): &(Changes, BTreeSet<usize>)| {
            let moved = members.iter().filter_map(|cell| changes.get(cell));
            moved.sum::<i64>() == by && holds(field, changes, hidden, &own)
        };
        let found = search.find(unknown, by);
        let found = found.map(|found| (found.changes, found.hidden));
        found.filter(is_right).or_else(|| {
            let target = (unknown, by);
            let piled = pile_up(&self.system, &self.fixed, &self.rows_of, target, &floor)?;
            Some((piled, BTreeSet::new())).filter(is_right)
        })
    }
}

/// Whether a world meets all that is told, once these sums are not: nobody's own part is less than it is, cells
/// that are known keep what they have, and spaces agree on what they share.
fn holds(
    field: &Field<'_>,
    changes: &Changes,
    hidden: &BTreeSet<usize>,
    own: &dyn Fn(usize) -> u64,
) -> bool {
    let stays = |cell: usize, change: i64| {
        let left = i128::from(field.total_of_cell(cell)) + i128::from(change);
        change == 0 || (field.is_open(cell) && left >= i128::from(own(cell)))
    };
    let mut of_sum: BTreeMap<usize, i64> = BTreeMap::new();
    changes.iter().all(|(cell, change)| stays(*cell, *change))
        && field.rows().all(|(cells, sum)| {
            let change = cells.iter().filter_map(|cell| changes.get(cell)).sum();
            let is_told = field.published(sum).is_some() && !hidden.contains(&sum);
            (!is_told || change == 0) && *of_sum.entry(sum).or_insert(change) == change
        })
}

fn signed(amount: i64) -> f64 {
    let size = as_f64(amount.unsigned_abs());
    if amount < 0 { -size } else { size }
}
