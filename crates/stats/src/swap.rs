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
    let members: Vec<usize> = match target.checked_sub(system.cells) {
        None => vec![target],
        Some(sum) if system.sums[sum].spaces == 1 => system.sums[sum].members.clone(),
        Some(_) => return None,
    };
    let is_open = |cell: usize| fixed[cell].is_none();
    let can_lose = |cell: usize| is_open(cell) && system.truth(cell) >= floor(cell) + by;
    for first in members
        .iter()
        .take(MOST_TRIED)
        .copied()
        .filter(|cell| is_open(*cell))
    {
        let space = &system.spaces[system.space_of(first)];
        let number = first - space.first;
        let at = space.coordinates(number);
        let steps = steps_of(&space.sizes);
        for p in 0..at.len() {
            for i in (0..space.sizes[p]).filter(|i| *i != at[p]) {
                let b = space.first + number - at[p] * steps[p] + i * steps[p];
                if !can_lose(b) {
                    continue;
                }
                for q in p + 1..at.len() {
                    for j in (0..space.sizes[q]).filter(|j| *j != at[q]) {
                        let c = first - at[q] * steps[q] + j * steps[q];
                        let fourth = b - at[q] * steps[q] + j * steps[q];
                        if !can_lose(c) || !is_open(fourth) {
                            continue;
                        }
                        let corners = [(first, 1), (fourth, 1), (b, -1), (c, -1)];
                        let raised: i64 = corners
                            .iter()
                            .filter(|(cell, _)| members.contains(cell))
                            .map(|(_, sign)| sign)
                            .sum();
                        if raised == 1 && keeps_sums(system, fixed, rows_of, &corners) {
                            let all = corners.into_iter();
                            return Some(all.map(|(u, sign)| (u, sign * i64::from(by))).collect());
                        }
                    }
                }
            }
        }
    }
    None
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
