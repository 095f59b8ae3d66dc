// SPDX-License-Identifier: EUPL-1.2
//! Which numbers remain possible for a hidden one, for somebody who knows all others and the sum of every row and
//! column.
//!
//! - **precondition**: a table of numbers, and which of them are hidden. A row or column of one place has no sum but
//!   that number itself: nobody is assumed to know it.
//! - **procedure**: hidden numbers can only change around closed ways: one up, the next in its row down, the next in
//!   that column up, and so on. So the most that one can go up is the largest flow from its row to its column over the
//!   others, where going down is limited by the number; and the most it can go down likewise.
//! - **postcondition**: both ends are reached by whole numbers that fit all sums, for sums of rows and columns have
//!   whole corners. Nothing between them can be excluded.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Row and column.
pub(super) type At = (usize, usize);

/// Larger than any sum that is counted.
const FREE: u64 = u64::MAX / 4;

/// A table with its hidden places.
pub(super) struct Table<'t> {
    pub(super) numbers: &'t BTreeMap<At, u64>,
    pub(super) hidden: &'t BTreeSet<At>,
}

/// A row or a column; those of one place are all the same: whatever flows there is not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Line {
    Row(usize),
    Column(usize),
    Unseen,
}

impl Table<'_> {
    /// How many numbers remain possible for a hidden place.
    pub(super) fn possible(&self, at: At) -> u64 {
        let number = self.numbers.get(&at).copied().unwrap_or_default();
        let up = self.flow(at, true);
        let down = self.flow(at, false).min(number);
        up.saturating_add(down).saturating_add(1)
    }

    fn lines(&self, (row, column): At) -> (Line, Line) {
        let count =
            |is_in: &dyn Fn(&At) -> bool| self.numbers.keys().filter(|at| is_in(at)).count();
        let of_row = match count(&|at| at.0 == row) {
            1 => Line::Unseen,
            _ => Line::Row(row),
        };
        let of_column = match count(&|at| at.1 == column) {
            1 => Line::Unseen,
            _ => Line::Column(column),
        };
        (of_row, of_column)
    }

    /// How much a place can go up (or down) while all others make up for it.
    fn flow(&self, at: At, up: bool) -> u64 {
        let (from, to) = self.lines(at);
        if from == to {
            return FREE;
        }
        let mut room: BTreeMap<(Line, Line), u64> = BTreeMap::new();
        for other in self.hidden.iter().filter(|other| **other != at) {
            let (row, column) = self.lines(*other);
            let number = self.numbers.get(other).copied().unwrap_or_default();
            // What makes up for it in its row goes the other way, and by the column back up.
            let (there, back) = if up { (number, FREE) } else { (FREE, number) };
            for (way, size) in [((row, column), there), ((column, row), back)] {
                let known = room.entry(way).or_default();
                *known = known.saturating_add(size).min(FREE);
            }
        }
        let mut flow = 0_u64;
        while let Some(way) = shortest(&room, from, to) {
            let steps = || way.iter().zip(way.iter().skip(1));
            let least = steps().filter_map(|(a, b)| room.get(&(*a, *b))).min();
            let least = least.copied().unwrap_or_default();
            for (a, b) in steps() {
                if let Some(there) = room.get_mut(&(*a, *b)) {
                    *there -= least;
                }
                let back = room.entry((*b, *a)).or_default();
                *back = back.saturating_add(least).min(FREE);
            }
            flow = flow.saturating_add(least);
            if flow >= FREE {
                return FREE;
            }
        }
        flow
    }
}

/// The shortest way on which something can flow.
fn shortest(room: &BTreeMap<(Line, Line), u64>, from: Line, to: Line) -> Option<Vec<Line>> {
    let mut before: BTreeMap<Line, Line> = BTreeMap::new();
    let mut queue = VecDeque::from([from]);
    while let Some(line) = queue.pop_front() {
        if line == to {
            let mut way = vec![to];
            while let Some(last) = way.last().and_then(|last| before.get(last)) {
                way.push(*last);
            }
            way.reverse();
            return Some(way);
        }
        for ((_, next), size) in room.iter().filter(|((a, _), _)| *a == line) {
            if *size > 0 && *next != from && !before.contains_key(next) {
                before.insert(*next, line);
                queue.push_back(*next);
            }
        }
    }
    None
}
