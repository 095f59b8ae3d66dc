// SPDX-License-Identifier: EUPL-1.2
//! Tables as networks: where the published sums of a slice of a space split into two nested families (rows
//! and columns, groups of rows, a grand total), each cell is an arc from its innermost group of the one
//! family to its innermost group of the other, and each group an arc to the one around it. What may change
//! while all sums hold is then a circulation (Gusfield 1988), and whole numbers come by themselves.
//!
//! A slice has one value of each neutral variable (year, releases); only inside it something moves.

use std::collections::BTreeMap;

use crate::system::System;

/// One arc: the number that flows along it is how much its cell or group is more than in truth.
#[derive(Debug, Clone)]
pub(crate) struct Arc {
    pub(crate) tail: usize,
    pub(crate) head: usize,
    /// The cell, if it is one.
    pub(crate) cell: Option<usize>,
    /// The sums that change with it, by their index.
    pub(crate) sums: Vec<usize>,
}

/// A slice of a space.
#[derive(Debug, Clone, Default)]
pub(crate) struct Network {
    pub(crate) arcs: Vec<Arc>,
    /// For each node its arcs, and whether they leave it.
    pub(crate) at: Vec<Vec<(usize, bool)>>,
    /// The arc of each cell.
    pub(crate) of_cell: BTreeMap<usize, usize>,
    /// The arc of each sum.
    pub(crate) of_sum: BTreeMap<usize, usize>,
}

/// One value of each neutral variable that a space has.
pub(crate) type Slice = Vec<(usize, usize)>;

/// The networks of all spaces.
#[derive(Debug, Default)]
pub(crate) struct Networks {
    all: BTreeMap<(usize, Slice), Network>,
    /// The spaces that hold each sum.
    pub(crate) holders: Vec<Vec<usize>>,
}

impl Networks {
    pub(crate) fn of(system: &System, neutral: &[usize]) -> Self {
        let mut rows_of: Vec<Vec<usize>> = vec![Vec::new(); system.spaces.len()];
        let mut holders = vec![Vec::new(); system.sums.len()];
        for (number, row) in system.rows.iter().enumerate() {
            if let Some(first) = row.members.first() {
                let space = system.space_of(*first);
                rows_of[space].push(number);
                holders[row.total - system.cells].push(space);
            }
        }
        let mut all = BTreeMap::new();
        for (at, rows) in rows_of.iter().enumerate() {
            let space = &system.spaces[at];
            let mut slices: BTreeMap<Slice, Vec<usize>> = BTreeMap::new();
            for number in 0..space.truth.len() {
                let cell = space.first + number;
                let slice = slice_of(system, cell, neutral);
                slices.entry(slice).or_default().push(cell);
            }
            for (slice, cells) in slices {
                if let Some(network) = Network::of(system, rows, &cells) {
                    all.insert((at, slice), network);
                }
            }
        }
        Self { all, holders }
    }

    /// The network of a slice of a space, if it is one.
    pub(crate) fn find(&self, space: usize, slice: &Slice) -> Option<&Network> {
        self.all.get(&(space, slice.clone()))
    }
}

/// The slice of a cell.
pub(crate) fn slice_of(system: &System, cell: usize, neutral: &[usize]) -> Slice {
    let space = &system.spaces[system.space_of(cell)];
    let coordinates = space.coordinates(cell - space.first);
    let both = space.variables.iter().copied().zip(coordinates);
    both.filter(|(variable, _)| neutral.contains(variable))
        .collect()
}

/// A group of cells of the slice, by their place in it.
struct Group {
    holds: Vec<bool>,
    size: usize,
    sums: Vec<usize>,
}

impl Network {
    fn of(system: &System, rows: &[usize], cells: &[usize]) -> Option<Self> {
        let place: BTreeMap<usize, usize> = cells
            .iter()
            .enumerate()
            .map(|(at, cell)| (*cell, at))
            .collect();
        let mut known: BTreeMap<Vec<bool>, Vec<usize>> = BTreeMap::new();
        for row in rows.iter().map(|row| &system.rows[*row]) {
            let mut holds = vec![false; cells.len()];
            let mut is_any = false;
            for at in row.members.iter().filter_map(|member| place.get(member)) {
                holds[*at] = true;
                is_any = true;
            }
            if is_any {
                known
                    .entry(holds)
                    .or_default()
                    .push(row.total - system.cells);
            }
        }
        let mut groups: Vec<Group> = known
            .into_iter()
            .map(|(holds, sums)| Group {
                size: holds.iter().filter(|held| **held).count(),
                holds,
                sums,
            })
            .collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.size));
        let families = split(&groups)?;
        Some(Self::lay(cells, &groups, &families))
    }

    /// Nodes: 0 and 1 are the roots of the two families, then one for each group of more than one cell and
    /// fewer than all.
    fn lay(cells: &[usize], groups: &[Group], families: &[bool]) -> Self {
        let mut network = Self::default();
        let mut whole = Vec::new();
        let mut alone: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        // Larger groups come first, so the last one that holds a cell is the innermost.
        let mut innermost = [vec![0; cells.len()], vec![1; cells.len()]];
        let mut nodes = 2;
        let mut arcs = Vec::new();
        for (group, second) in groups.iter().zip(families) {
            let mut held = (0..cells.len()).filter(|at| group.holds[*at]);
            if group.size == cells.len() && cells.len() > 1 {
                whole.extend(&group.sums);
            } else if let Some(first) = held.next() {
                if group.size == 1 {
                    alone.entry(first).or_default().extend(&group.sums);
                    continue;
                }
                let family = &mut innermost[usize::from(*second)];
                let around = family[first];
                family[first] = nodes;
                for at in held {
                    family[at] = nodes;
                }
                let (tail, head) = if *second {
                    (around, nodes)
                } else {
                    (nodes, around)
                };
                arcs.push(Arc {
                    tail,
                    head,
                    cell: None,
                    sums: group.sums.clone(),
                });
                nodes += 1;
            }
        }
        arcs.push(Arc {
            tail: 0,
            head: 1,
            cell: None,
            sums: whole,
        });
        for (at, cell) in cells.iter().enumerate() {
            arcs.push(Arc {
                tail: innermost[1][at],
                head: innermost[0][at],
                cell: Some(*cell),
                sums: alone.remove(&at).unwrap_or_default(),
            });
        }
        network.at = vec![Vec::new(); nodes];
        for (number, arc) in arcs.iter().enumerate() {
            network.at[arc.tail].push((number, true));
            network.at[arc.head].push((number, false));
            if let Some(cell) = arc.cell {
                network.of_cell.insert(cell, number);
            }
            for sum in &arc.sums {
                network.of_sum.insert(*sum, number);
            }
        }
        network.arcs = arcs;
        network
    }
}

/// Splits groups into two families, inside each of which no two cross; for each group whether it is in the
/// second. `None`: there is no such split, and the slice is no network.
fn split(groups: &[Group]) -> Option<Vec<bool>> {
    let crosses = |one: &Group, other: &Group| {
        let both = one.holds.iter().zip(&other.holds);
        let common = both.filter(|(a, b)| **a && **b).count();
        common > 0 && common < one.size.min(other.size)
    };
    let mut crossing: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    for (at, group) in groups.iter().enumerate() {
        for (other, against) in groups.iter().enumerate().skip(at + 1) {
            if crosses(group, against) {
                crossing[at].push(other);
                crossing[other].push(at);
            }
        }
    }
    let mut family: Vec<Option<bool>> = vec![None; groups.len()];
    for start in 0..groups.len() {
        if family[start].is_some() {
            continue;
        }
        family[start] = Some(false);
        let mut waiting = vec![start];
        while let Some(at) = waiting.pop() {
            let wanted = family[at].map(|second| !second);
            for other in &crossing[at] {
                if family[*other].is_none() {
                    family[*other] = wanted;
                    waiting.push(*other);
                } else if family[*other] != wanted {
                    return None;
                }
            }
        }
    }
    Some(
        family
            .into_iter()
            .map(|second| second == Some(true))
            .collect(),
    )
}
