// SPDX-License-Identifier: EUPL-1.2
//! Looks for a world in which one unknown is more, or less, than in truth: along the cheapest ways through
//! networks, and through further networks where a hidden sum moves that several share.
//!
//! What is found here is never believed: `worlds` checks it against every row. What is not found here is
//! not known to be impossible: `bounds` asks a linear programme then.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque};

use crate::network::{Network, Networks, Slice, slice_of};
use crate::system::System;
use crate::worlds::Changes;

/// What hiding a sum costs; `None`: it cannot be hidden any more, for it is out already.
pub(crate) type Costs = Vec<Option<f64>>;

/// What is looked for, and what may be done for it.
#[derive(Clone, Copy)]
pub(crate) struct Search<'s> {
    pub(crate) system: &'s System,
    pub(crate) networks: &'s Networks,
    pub(crate) neutral: &'s [usize],
    /// The least that each cell can be.
    pub(crate) floor: &'s dyn Fn(usize) -> u32,
    /// What hiding each sum costs; `None`: nothing more is hidden.
    pub(crate) costs: Option<&'s Costs>,
}

/// A world, and the published sums that have to be hidden for it.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) changes: Changes,
    pub(crate) hidden: BTreeSet<usize>,
}

/// Costs are whole numbers of this part.
const PART: f64 = 1_000.0;
/// A step that costs nothing else.
const STEP: u64 = 1;
/// What it costs to move a hidden sum that other spaces share: they have to follow.
const FOLLOW: u64 = 4_000;
/// How much dearer it is to hide a sum that others share.
const SHARED: u64 = 4;
/// Spaces that may have to follow one change.
const MOST_SPACES: usize = 64;
/// Slices of a group in which is looked.
const MOST_SLICES: usize = 3;

/// Farther than anything moves.
const FAR: i64 = 1 << 40;

/// How an arc may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leeway {
    Shut,
    Costs(u64),
}

impl Search<'_> {
    /// A world in which `target` is `by` more than in truth (or less, if negative).
    pub(crate) fn find(&self, target: usize, by: i64) -> Option<Found> {
        let members = match target.checked_sub(self.system.cells) {
            None => vec![target],
            Some(sum) => self.system.sums[sum].members.clone(),
        };
        let slices = members
            .iter()
            .map(|member| slice_of(self.system, *member, self.neutral));
        let slices: BTreeSet<Slice> = slices.collect();
        slices
            .iter()
            .take(MOST_SLICES)
            .find_map(|slice| self.find_in(slice, target, by))
    }

    fn find_in(&self, slice: &Slice, target: usize, by: i64) -> Option<Found> {
        let mut forced: BTreeMap<usize, BTreeMap<usize, i64>> = BTreeMap::new();
        let mut waiting = VecDeque::new();
        match target.checked_sub(self.system.cells) {
            None => {
                let space = self.system.space_of(target);
                let arc = *self.networks.find(space, slice)?.of_cell.get(&target)?;
                forced.entry(space).or_default().insert(arc, by);
                waiting.push_back(space);
            }
            Some(sum) => {
                for space in &self.networks.holders[sum] {
                    let arc = *self.networks.find(*space, slice)?.of_sum.get(&sum)?;
                    forced.entry(*space).or_default().insert(arc, by);
                    waiting.push_back(*space);
                }
            }
        }
        let mut found = Found::default();
        let mut solved: BTreeSet<usize> = BTreeSet::new();
        while let Some(space) = waiting.pop_front() {
            if solved.len() == MOST_SPACES || !solved.insert(space) {
                return None;
            }
            let network = self.networks.find(space, slice)?;
            let given = forced.remove(&space)?;
            let flow = Flow::through(self, network, &given, &solved, space)?;
            for (arc, amount) in network.arcs.iter().zip(&flow) {
                if *amount == 0 {
                    continue;
                }
                if let Some(cell) = arc.cell {
                    found.changes.insert(cell, *amount);
                }
                for sum in &arc.sums {
                    if self.system.sums[*sum].published.is_some() {
                        found.hidden.insert(*sum);
                    }
                    for other in self.networks.holders[*sum]
                        .iter()
                        .filter(|at| **at != space)
                    {
                        if solved.contains(other) {
                            continue;
                        }
                        let follows = self.networks.find(*other, slice)?;
                        let arc = *follows.of_sum.get(sum)?;
                        let told = forced.entry(*other).or_default();
                        if told
                            .insert(arc, *amount)
                            .is_some_and(|before| before != *amount)
                        {
                            return None;
                        }
                        if !waiting.contains(other) {
                            waiting.push_back(*other);
                        }
                    }
                }
            }
        }
        Some(found)
    }

    /// Whether and at which cost an arc may carry something, once these spaces are settled.
    fn leeway(
        &self,
        sums: &[usize],
        solved: &BTreeSet<usize>,
        space: usize,
        is_forced: bool,
    ) -> Leeway {
        let mut cost = STEP;
        for sum in sums {
            let shared = self.networks.holders[*sum].len() > 1;
            let mut others = self.networks.holders[*sum]
                .iter()
                .filter(|at| **at != space);
            if shared && !is_forced && others.any(|at| solved.contains(at)) {
                return Leeway::Shut;
            }
            match self.system.sums[*sum].published {
                None if shared => cost += FOLLOW,
                None => {}
                Some(_) => match self.costs.and_then(|costs| costs[*sum]) {
                    None => return Leeway::Shut,
                    Some(own) => {
                        let own = in_parts(own);
                        cost += if shared { own * SHARED + FOLLOW } else { own };
                    }
                },
            }
        }
        Leeway::Costs(cost)
    }
}

/// Costs as whole numbers.
fn in_parts(cost: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "costs are positive and small"
    )]
    let parts = (cost * PART).round() as u64;
    parts
}

/// Amounts on the way through one network.
struct Flow<'n> {
    network: &'n Network,
    /// What flows along each arc.
    amounts: Vec<i64>,
    /// How far each arc can fall below the truth, and rise above it; `None`: it is not used at all.
    room: Vec<Option<(i64, i64)>>,
    costs: Vec<u64>,
}

impl<'n> Flow<'n> {
    /// What flows where `given` flows: along the cheapest ways, whole.
    fn through(
        search: &Search<'_>,
        network: &'n Network,
        given: &BTreeMap<usize, i64>,
        solved: &BTreeSet<usize>,
        space: usize,
    ) -> Option<Vec<i64>> {
        let mut flow = Self {
            network,
            amounts: vec![0; network.arcs.len()],
            room: vec![None; network.arcs.len()],
            costs: vec![0; network.arcs.len()],
        };
        for (at, arc) in network.arcs.iter().enumerate() {
            let is_forced = given.contains_key(&at);
            let Leeway::Costs(cost) = search.leeway(&arc.sums, solved, space, is_forced) else {
                if is_forced {
                    return None;
                }
                continue;
            };
            let (mut falls, mut rises) = (FAR, FAR);
            if let Some(cell) = arc.cell {
                let truth = i64::from(search.system.truth(cell));
                falls = truth - i64::from((search.floor)(cell));
            }
            for sum in arc.sums.iter().map(|sum| &search.system.sums[*sum]) {
                if let Some((least, most)) = sum.within {
                    falls = falls.min(i64::from(sum.truth) - i64::from(least));
                    rises = rises.min(i64::from(most) - i64::from(sum.truth));
                }
            }
            flow.costs[at] = cost;
            // What is given flows as it is.
            flow.room[at] = (!is_forced).then_some((falls, rises));
            if let Some(amount) = given.get(&at)
                && !(-falls..=rises).contains(amount)
            {
                return None;
            }
        }
        let mut excess = vec![0_i64; network.at.len()];
        for (at, amount) in given {
            let arc = &network.arcs[*at];
            flow.amounts[*at] = *amount;
            excess[arc.head] += amount;
            excess[arc.tail] -= amount;
        }
        while let Some(from) = (0..excess.len()).find(|node| excess[*node] > 0) {
            let way = flow.find_way(from, &excess)?;
            let end = way.last().map(|(arc, forward)| {
                let arc = &network.arcs[*arc];
                if *forward { arc.head } else { arc.tail }
            })?;
            let mut amount = excess[from].min(-excess[end]);
            for (arc, forward) in &way {
                amount = amount.min(flow.left(*arc, *forward));
            }
            for (arc, forward) in &way {
                flow.amounts[*arc] += if *forward { amount } else { -amount };
                // Once it is hidden it costs nothing to move it further.
                flow.costs[*arc] = STEP;
            }
            excess[from] -= amount;
            excess[end] += amount;
        }
        Some(flow.amounts)
    }

    /// How much more can go along an arc in one direction.
    fn left(&self, arc: usize, forward: bool) -> i64 {
        self.room[arc].map_or(0, |(falls, rises)| {
            if forward {
                rises - self.amounts[arc]
            } else {
                falls + self.amounts[arc]
            }
        })
    }

    /// The cheapest way from a node to one that lacks something.
    fn find_way(&self, from: usize, excess: &[i64]) -> Option<Vec<(usize, bool)>> {
        let mut costs = vec![u64::MAX; excess.len()];
        let mut came: Vec<Option<(usize, bool)>> = vec![None; excess.len()];
        let mut waiting = BinaryHeap::from([Reverse((0_u64, from))]);
        costs[from] = 0;
        while let Some(Reverse((cost, node))) = waiting.pop() {
            if cost > costs[node] {
                continue;
            }
            if excess[node] < 0 {
                return Some(self.trace(&came, node));
            }
            for (arc, leaves) in &self.network.at[node] {
                if self.left(*arc, *leaves) <= 0 {
                    continue;
                }
                let ends = &self.network.arcs[*arc];
                let next = if *leaves { ends.head } else { ends.tail };
                let total = cost + self.costs[*arc];
                if total < costs[next] {
                    costs[next] = total;
                    came[next] = Some((*arc, *leaves));
                    waiting.push(Reverse((total, next)));
                }
            }
        }
        None
    }

    fn trace(&self, came: &[Option<(usize, bool)>], mut node: usize) -> Vec<(usize, bool)> {
        let mut way = Vec::new();
        while let Some((arc, forward)) = came[node] {
            way.push((arc, forward));
            let ends = &self.network.arcs[arc];
            node = if forward { ends.tail } else { ends.head };
        }
        way.reverse();
        way
    }
}
