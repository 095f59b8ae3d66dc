// SPDX-License-Identifier: EUPL-1.2
//! Worlds that were found, each told by how it differs from the truth.
//!
//! - **precondition**: none; whoever proposes a world may be wrong.
//! - **procedure**: the changes of cells are added up along every row in whole numbers; a world in which no
//!   published sum changes, every space agrees on what it shares, and nobody is fewer than none, is kept.
//! - **postcondition**: every kept world meets all facts. It still does when more is hidden, so it is found
//!   once and serves every later round.

use std::collections::BTreeMap;

use crate::system::System;

/// Changes of cells, by their number.
pub(crate) type Changes = BTreeMap<usize, i64>;

/// Worlds, and what they say about each unknown.
#[derive(Debug)]
pub(crate) struct Worlds {
    all: Vec<Vec<(usize, i64)>>,
    /// The worlds in which an unknown is not as in truth.
    of_unknown: Vec<Vec<usize>>,
    /// The least and the greatest number of each unknown over all worlds.
    seen: Vec<(u32, u32)>,
    /// The same over those in which every centre finds all of its own cases.
    seen_by_all: Vec<(u32, u32)>,
    /// The rows of each unknown: of a cell those that add it up, of a sum those that give it.
    pub(crate) rows_of: Vec<Vec<usize>>,
    /// The truth about each unknown.
    pub(crate) truth: Vec<u32>,
    /// The most that one centre has of each unknown.
    pub(crate) largest: Vec<u32>,
}

impl Worlds {
    pub(crate) fn of(system: &System) -> Self {
        let unknowns = system.cells + system.sums.len();
        let mut rows_of = vec![Vec::new(); unknowns];
        for (number, row) in system.rows.iter().enumerate() {
            rows_of[row.total].push(number);
            for member in &row.members {
                rows_of[*member].push(number);
            }
        }
        let truth: Vec<u32> = (0..unknowns).map(|unknown| system.truth(unknown)).collect();
        let largest = (0..unknowns).map(|unknown| {
            let own = system.by_centre(unknown).values();
            own.copied().max().unwrap_or_default()
        });
        let seen: Vec<(u32, u32)> = truth.iter().map(|value| (*value, *value)).collect();
        Self {
            all: Vec::new(),
            of_unknown: vec![Vec::new(); unknowns],
            seen_by_all: seen.clone(),
            seen,
            rows_of,
            largest: largest.collect(),
            truth,
        }
    }

    /// Keeps a world if it meets all facts; whether it does.
    pub(crate) fn keep(&mut self, system: &System, cells: &Changes) -> bool {
        let Some(changes) = self.check(system, cells) else {
            return false;
        };
        let by_all = changes
            .iter()
            .all(|(unknown, change)| self.leaves(*unknown, *change, self.largest[*unknown]));
        let number = self.all.len();
        for (unknown, change) in &changes {
            let value = i64::from(self.truth[*unknown]) + change;
            let value = u32::try_from(value).unwrap_or_default();
            widen(&mut self.seen[*unknown], value);
            if by_all {
                widen(&mut self.seen_by_all[*unknown], value);
            }
            self.of_unknown[*unknown].push(number);
        }
        self.all.push(changes);
        true
    }

    /// All changes of a world, those of sums too; `None` if it does not meet all facts.
    fn check(&self, system: &System, cells: &Changes) -> Option<Vec<(usize, i64)>> {
        let mut rows: BTreeMap<usize, i64> = BTreeMap::new();
        let mut changes = Vec::with_capacity(cells.len() * 2);
        for (cell, change) in cells.iter().filter(|(_, change)| **change != 0) {
            if !self.leaves(*cell, *change, 0) {
                return None;
            }
            changes.push((*cell, *change));
            for row in &self.rows_of[*cell] {
                *rows.entry(*row).or_default() += change;
            }
        }
        let mut sums: BTreeMap<usize, i64> = BTreeMap::new();
        for (row, change) in rows.iter().filter(|(_, change)| **change != 0) {
            sums.insert(system.rows[*row].total, *change);
        }
        for (total, change) in sums {
            let of_rows = self.rows_of[total].iter();
            let mut changed = of_rows.map(|row| rows.get(row).copied().unwrap_or_default());
            let sum = &system.sums[total - system.cells];
            let allowed = sum.within.is_none_or(|(least, most)| {
                let value = i64::from(sum.truth) + change;
                (i64::from(least)..=i64::from(most)).contains(&value)
            });
            let is_told = sum.published.is_some() || !allowed;
            if is_told || changed.any(|other| other != change) {
                return None;
            }
            changes.push((total, change));
        }
        (!changes.is_empty()).then_some(changes)
    }

    fn leaves(&self, unknown: usize, change: i64, least: u32) -> bool {
        i64::from(self.truth[unknown]) + change >= i64::from(least)
    }

    /// The range that remains of an unknown for all if this sum is known after all.
    pub(crate) fn seen_without(&self, unknown: usize, sum: usize) -> (u32, u32) {
        let mut range = (self.truth[unknown], self.truth[unknown]);
        let lost = &self.of_unknown[sum];
        let left = self.of_unknown[unknown].iter();
        for world in left.filter(|world| !lost.contains(world)) {
            let world = &self.all[*world];
            if let Some(change) = self.change_for_all(world, unknown) {
                let value = i64::from(self.truth[unknown]) + change;
                widen(&mut range, u32::try_from(value).unwrap_or_default());
            }
        }
        range
    }

    /// How an unknown changes in a world in which every centre finds all of its own cases.
    fn change_for_all(&self, world: &[(usize, i64)], unknown: usize) -> Option<i64> {
        let by_all = world
            .iter()
            .all(|(other, change)| self.leaves(*other, *change, self.largest[*other]));
        let change = world.iter().find(|(other, _)| *other == unknown);
        change.filter(|_| by_all).map(|(_, change)| *change)
    }

    /// Gives up all worlds in which this sum is not as in truth: it is known after all.
    pub(crate) fn give_up(&mut self, sum: usize) {
        let lost = std::mem::take(&mut self.of_unknown[sum]);
        let mut concerned: Vec<usize> = Vec::new();
        for world in &lost {
            let changes = std::mem::take(&mut self.all[*world]);
            concerned.extend(changes.iter().map(|(unknown, _)| *unknown));
        }
        concerned.sort_unstable();
        concerned.dedup();
        for unknown in concerned {
            self.of_unknown[unknown].retain(|world| !lost.contains(world));
            let truth = self.truth[unknown];
            self.seen[unknown] = (truth, truth);
            self.seen_by_all[unknown] = (truth, truth);
            for world in self.of_unknown[unknown].clone() {
                let world = &self.all[world];
                let change = world.iter().find(|(other, _)| *other == unknown);
                let value = i64::from(truth) + change.map_or(0, |(_, change)| *change);
                let for_all = self.change_for_all(world, unknown).is_some();
                let value = u32::try_from(value).unwrap_or_default();
                widen(&mut self.seen[unknown], value);
                if for_all {
                    widen(&mut self.seen_by_all[unknown], value);
                }
            }
        }
    }

    /// The least and the greatest number seen of an unknown, by anybody.
    pub(crate) fn seen(&self, unknown: usize) -> (u32, u32) {
        self.seen[unknown]
    }

    /// The same in worlds in which every centre finds all of its own cases.
    pub(crate) fn seen_by_all(&self, unknown: usize) -> (u32, u32) {
        self.seen_by_all[unknown]
    }

    /// The same in worlds in which every unknown is at least its floor.
    pub(crate) fn seen_above(&self, unknown: usize, floor: &dyn Fn(usize) -> u32) -> (u32, u32) {
        let mut range = self.seen_by_all[unknown];
        for world in self.of_unknown[unknown].iter().map(|at| &self.all[*at]) {
            let fits = world
                .iter()
                .all(|(other, change)| *change > 0 || self.leaves(*other, *change, floor(*other)));
            let change = world.iter().find(|(other, _)| *other == unknown);
            if let Some((_, change)) = change.filter(|_| fits) {
                let value = i64::from(self.truth[unknown]) + change;
                widen(&mut range, u32::try_from(value).unwrap_or_default());
            }
        }
        range
    }
}

fn widen(range: &mut (u32, u32), value: u32) {
    *range = (range.0.min(value), range.1.max(value));
}
