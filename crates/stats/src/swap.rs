// SPDX-License-Identifier: EUPL-1.2
//! The cheapest world that differs from the truth: four cells at the corners of a rectangle, two of which
//! gain what the others lose. Every sum along either side stays; so most groups are shown to be protected
//! without a linear programme.

use std::collections::BTreeMap;

use crate::system::System;
use crate::worlds::Changes;

/// Members of a group from which is tried.
const MOST_TRIED: usize = 12;

/// Looks for a rectangle that raises `target` by `by`, in which no cell falls below its floor and no sum
/// that is known, or that another space holds, changes.
pub(crate) fn find_swap(
    system: &System,
    fixed: &[Option<u32>],
    rows_of: &[Vec<usize>],
    (target, by): (usize, u32),
    floor: &dyn Fn(usize) -> u32,
) -> Option<Changes> {
    let members = members_of(system, target)?;
    let is_open = |cell: usize| fixed[cell].is_none();
    let can_lose = |cell: usize| is_open(cell) && system.truth(cell) >= floor(cell) + by;
    for first in members
        .iter()
        .take(MOST_TRIED)
        .copied()
        .filter(|cell| is_open(*cell))
    {
        for [b, c, fourth] in rectangles(system, first, &can_lose) {
            if !can_lose(c) || !is_open(fourth) {
                continue;
            }
            let corners = [(first, 1), (fourth, 1), (b, -1), (c, -1)];
            if raises(&members, &corners) && keeps_sums(system, fixed, rows_of, &corners) {
                let all = corners.into_iter();
                return Some(all.map(|(u, sign)| (u, sign * i64::from(by))).collect());
            }
        }
    }
    None
}

/// Piles up rectangles until `target` is as much more as `by`, or less if negative, each as far as its cells
/// can lose. For amounts, of which one cell seldom has enough.
pub(crate) fn pile_up(
    system: &System,
    fixed: &[Option<u32>],
    rows_of: &[Vec<usize>],
    (target, by): (usize, i64),
    floor: &dyn Fn(usize) -> u32,
) -> Option<Changes> {
    let members = members_of(system, target)?;
    let gain = by.signum();
    let mut left = by.abs();
    let mut changes = Changes::new();
    let room = |changes: &Changes, cell: usize, sign: i64| {
        if fixed[cell].is_some() {
            0
        } else if sign > 0 {
            i64::MAX
        } else {
            let change = changes.get(&cell).copied().unwrap_or_default();
            i64::from(system.truth(cell)) - i64::from(floor(cell)) + change
        }
    };
    let untouched = Changes::new();
    let is_usable = |cell: usize| room(&untouched, cell, -gain) > 0;
    for first in members.iter().take(MOST_TRIED).copied() {
        for [b, c, fourth] in rectangles(system, first, &is_usable) {
            let corners = [(first, gain), (fourth, gain), (b, -gain), (c, -gain)];
            let rooms = corners
                .iter()
                .map(|(cell, sign)| room(&changes, *cell, *sign));
            let step = rooms.min().unwrap_or_default().min(left);
            let as_raised = corners.map(|(cell, sign)| (cell, sign * gain));
            if step <= 0
                || !raises(&members, &as_raised)
                || !keeps_sums(system, fixed, rows_of, &as_raised)
            {
                continue;
            }
            for (cell, sign) in corners {
                *changes.entry(cell).or_default() += sign * step;
            }
            left -= step;
            if left == 0 {
                return Some(changes);
            }
        }
    }
    None
}

/// The cells of an unknown; `None` for a sum that several spaces hold.
fn members_of(system: &System, target: usize) -> Option<Vec<usize>> {
    match target.checked_sub(system.cells) {
        None => Some(vec![target]),
        Some(sum) if system.sums[sum].spaces == 1 => Some(system.sums[sum].members.clone()),
        Some(_) => None,
    }
}

/// Of all rectangles at a cell the other three corners: one neighbour that is usable, the other neighbour, and
/// the one across.
fn rectangles<'s>(
    system: &'s System,
    first: usize,
    is_usable: &'s dyn Fn(usize) -> bool,
) -> impl Iterator<Item = [usize; 3]> + 's {
    let space = &system.spaces[system.space_of(first)];
    let at = space.coordinates(first - space.first);
    let steps = steps_of(&space.sizes);
    let along = move |p: usize, cell: usize| {
        let (from, step) = (cell - at[p] * steps[p], steps[p]);
        let others = (0..space.sizes[p]).filter(|i| *i != at[p]);
        others.map(|i| from + i * step).collect::<Vec<usize>>()
    };
    (0..space.sizes.len()).flat_map(move |p| {
        let mut found = Vec::new();
        for b in along(p, first).into_iter().filter(|b| is_usable(*b)) {
            for q in p + 1..space.sizes.len() {
                let pairs = along(q, first).into_iter().zip(along(q, b));
                found.extend(pairs.map(|(c, fourth)| [b, c, fourth]));
            }
        }
        found
    })
}

/// Whether a group as a whole gains what its corners gain once.
fn raises(members: &[usize], corners: &[(usize, i64)]) -> bool {
    let own = corners.iter().filter(|(cell, _)| members.contains(cell));
    own.map(|(_, sign)| sign).sum::<i64>() == 1
}

/// Whether no sum changes that must not.
fn keeps_sums(
    system: &System,
    fixed: &[Option<u32>],
    rows_of: &[Vec<usize>],
    corners: &[(usize, i64)],
) -> bool {
    let mut rows: BTreeMap<usize, i64> = BTreeMap::new();
    for (cell, sign) in corners {
        for row in &rows_of[*cell] {
            *rows.entry(*row).or_default() += sign;
        }
    }
    let mut changed = rows.into_iter().filter(|(_, change)| *change != 0);
    changed.all(|(row, _)| {
        let total = system.rows[row].total;
        fixed[total].is_none() && system.sums[total - system.cells].spaces == 1
    })
}

/// How far the number of a cell moves with one step along each side.
fn steps_of(sizes: &[usize]) -> Vec<usize> {
    let mut steps = vec![1; sizes.len()];
    for at in (1..sizes.len()).rev() {
        steps[at - 1] = steps[at] * sizes[at];
    }
    steps
}
