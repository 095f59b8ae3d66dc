// SPDX-License-Identifier: EUPL-1.2
//! What is possible: the range of numbers that an unknown can have under everything that is known.
//!
//! A range counts as wide only on proof: two worlds of whole numbers, both of which fit all facts. The truth
//! is one such world; ways through networks give most others (`flow`), rectangles and linear programmes the
//! rest, and each world speaks for every unknown that it changes. So the verdict "protected" never rests on
//! rounding, and few programmes are needed.

use std::collections::BTreeMap;

use microlp::OptimizationDirection;

use crate::flow::Search;
use crate::network::Networks;
use crate::programme::{Ask, Floor, Part, list_parts, solve};
use crate::swap::find_swap;
use crate::system::System;
use crate::worlds::{Changes, Worlds};

/// Answers for one set of facts.
#[derive(Debug)]
pub(crate) struct Bounds<'a> {
    system: &'a System,
    networks: &'a Networks,
    neutral: &'a [usize],
    pub(crate) worlds: &'a mut Worlds,
    pub(crate) fixed: Vec<Option<u32>>,
    parts: Vec<Part>,
    /// The part of each unknown that is open.
    part_of: Vec<Option<usize>>,
    /// How many programmes were solved.
    pub(crate) solved: usize,
    /// Whether only linear programmes are asked, which tests compare with.
    pub(crate) by_programme_alone: bool,
}

/// How often many unknowns are moved at once before each is looked at alone.
const SPREADS: usize = 6;

impl<'a> Bounds<'a> {
    pub(crate) fn of(
        system: &'a System,
        networks: &'a Networks,
        neutral: &'a [usize],
        worlds: &'a mut Worlds,
    ) -> Self {
        let fixed = system.settle();
        let (parts, part_of) = list_parts(system, &fixed);
        Self {
            system,
            networks,
            neutral,
            worlds,
            fixed,
            parts,
            part_of,
            solved: 0,
            by_programme_alone: false,
        }
    }

    fn seen(&self, unknown: usize, floor: Floor<'_>) -> (u32, u32) {
        match floor {
            None => self.worlds.seen(unknown),
            Some(floor) => self.worlds.seen_above(unknown, floor),
        }
    }

    /// Whether at least `values` numbers are possible for `unknown`; the range that was found.
    pub(crate) fn range(&mut self, unknown: usize, values: u32, floor: Floor<'_>) -> (u32, u32) {
        let wide = |(least, most): (u32, u32)| most - least + 1 >= values;
        let by_all = self.worlds.seen_by_all(unknown);
        if wide(by_all) || self.part_of[unknown].is_none() {
            return by_all;
        }
        let mut seen = self.seen(unknown, floor);
        if wide(seen) {
            return seen;
        }
        self.walk(unknown, values, floor.unwrap_or(&|_| 0));
        // A world in which all but one space is as in truth, then any.
        for near in [true, false] {
            for direction in [
                OptimizationDirection::Maximize,
                OptimizationDirection::Minimize,
            ] {
                seen = self.seen(unknown, floor);
                if wide(seen) {
                    return seen;
                }
                self.look(&[unknown], direction, floor, near, None);
            }
        }
        self.seen(unknown, floor)
    }

    /// Looks for worlds in which each of these is more than in truth, by as much as it needs, and every
    /// centre finds its own cases.
    pub(crate) fn spread(&mut self, wanted: &[(usize, u32)]) {
        let largest = self.worlds.largest.clone();
        let floor = |unknown: usize| largest[unknown];
        let mut groups: BTreeMap<(usize, usize), Vec<(usize, u32)>> = BTreeMap::new();
        for (unknown, needed) in wanted {
            let Some(part) = self.part_of[*unknown] else {
                continue;
            };
            self.walk(*unknown, *needed, &floor);
            if !self.is_wide(*unknown, *needed) {
                let key = (part, self.home(*unknown));
                groups.entry(key).or_default().push((*unknown, *needed));
            }
        }
        for mut group in groups.into_values() {
            for _ in 0..SPREADS {
                group.retain(|(unknown, needed)| !self.is_wide(*unknown, *needed));
                if group.is_empty() {
                    break;
                }
                let unknowns: Vec<usize> = group.iter().map(|(unknown, _)| *unknown).collect();
                let reach = group.iter().map(|(_, needed)| *needed).max();
                let up = OptimizationDirection::Maximize;
                if !self.look(&unknowns, up, Some(&floor), true, reach) {
                    break;
                }
            }
        }
    }

    fn is_wide(&self, unknown: usize, needed: u32) -> bool {
        let (least, most) = self.worlds.seen_by_all(unknown);
        most - least + 1 >= needed
    }

    /// Ways through networks and rectangles, as far as they are needed.
    fn walk(&mut self, unknown: usize, needed: u32, floor: &dyn Fn(usize) -> u32) {
        if self.by_programme_alone {
            return;
        }
        let reached = |bounds: &Self| {
            let (least, most) = bounds.worlds.seen_above(unknown, floor);
            i64::from(most - least)
        };
        let needed = i64::from(needed.saturating_sub(1));
        if reached(self) >= needed {
            return;
        }
        for sign in [1, -1] {
            // What was reached the other way need not be reached again.
            let mut by = if sign > 0 {
                needed
            } else {
                needed - reached(self)
            };
            while by > 0 {
                let search = Search {
                    system: self.system,
                    networks: self.networks,
                    neutral: self.neutral,
                    floor,
                    costs: None,
                };
                let found = search.find(unknown, sign * by);
                if found.is_some_and(|found| self.worlds.keep(self.system, &found.changes)) {
                    break;
                }
                by -= 1;
            }
            if reached(self) >= needed {
                return;
            }
        }
        let by = u32::try_from(needed).unwrap_or(u32::MAX);
        let rows_of = &self.worlds.rows_of;
        let swap = find_swap(self.system, &self.fixed, rows_of, (unknown, by), floor);
        if let Some(changes) = swap {
            self.worlds.keep(self.system, &changes);
        }
    }

    fn home(&self, unknown: usize) -> usize {
        match unknown.checked_sub(self.system.cells) {
            None => self.system.space_of(unknown),
            Some(sum) => self.system.sums[sum].space,
        }
    }

    /// Asks a linear programme for one more world; near: only what lies in the space of the wanted ones
    /// moves. Whether there is one.
    fn look(
        &mut self,
        wanted: &[usize],
        direction: OptimizationDirection,
        floor: Floor<'_>,
        near: bool,
        reach: Option<u32>,
    ) -> bool {
        let Some(part) = wanted.first().and_then(|first| self.part_of[*first]) else {
            return false;
        };
        self.solved += 1;
        let ask = Ask {
            system: self.system,
            fixed: &self.fixed,
            part: &self.parts[part],
            wanted,
            direction,
            floor,
            home: near.then(|| self.home(wanted[0])),
            reach,
        };
        let changes: Option<Changes> = solve(&ask);
        changes.is_some_and(|changes| self.worlds.keep(self.system, &changes))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rand::{Rng as _, SeedableRng as _};
    use rand_chacha::ChaCha8Rng;

    use super::Bounds;
    use crate::audit::judge;
    use crate::gate::list_facts;
    use crate::network::Networks;
    use crate::rule::Rules;
    use crate::system::System;
    use crate::table::{Axis, Condition, Design, Fact, Records};
    use crate::worlds::Worlds;

    /// Two years, three variables, two or three tables that share margins, some of which are hidden.
    fn invent(rng: &mut ChaCha8Rng) -> (Vec<Fact>, Records, Vec<usize>) {
        let radices = [3_u16, rng.gen_range(3..=5), rng.gen_range(3..=5), 4];
        let mut records = Records {
            columns: vec![Vec::new(); 4],
            centres: Vec::new(),
        };
        for _ in 0..rng.gen_range(40..160) {
            for (column, radix) in records.columns.iter_mut().zip(radices) {
                column.push(rng.gen_range(1..radix).min(rng.gen_range(1..radix)));
            }
            records.centres.push(rng.gen_range(0..5));
        }
        let axis = |variable: usize| Axis {
            categories: (1..radices[variable])
                .map(|code| (variable, BTreeSet::from([code])))
                .collect(),
        };
        let mut designs = Vec::new();
        for year in 1..=2 {
            for (a, b) in [(1, 2), (1, 3), (2, 3)] {
                designs.push(Design {
                    name: String::new(),
                    population: Condition::default().with(0, BTreeSet::from([year])),
                    axes: vec![axis(a), axis(b)],
                });
            }
        }
        let mut facts = list_facts(&designs, &records);
        let hide: BTreeSet<Condition> = facts
            .iter()
            .filter(|fact| fact.value < Some(5) || rng.gen_range(0..4) == 0)
            .map(|fact| fact.condition.clone())
            .collect();
        for fact in facts
            .iter_mut()
            .filter(|fact| hide.contains(&fact.condition))
        {
            fact.value = None;
        }
        (facts, records, radices.map(usize::from).to_vec())
    }

    #[test]
    fn shortcuts_say_what_linear_programmes_say() {
        let (mut open, mut saved) = (0, 0);
        for seed in 0..60 {
            let (facts, records, radices) = invent(&mut ChaCha8Rng::seed_from_u64(seed));
            let rules = Rules {
                neutral: vec![0],
                // Spaces are not joined, so that networks are what is asked.
                joint: 1,
                ..Rules::new(5, 4)
            };
            let system = System::of(&facts, &radices, &records, (rules.joint, rules.most)).unwrap();
            let networks = Networks::of(&system, &rules.neutral);
            let answer = |by_programme_alone: bool| {
                let mut worlds = Worlds::of(&system);
                let mut bounds = Bounds::of(&system, &networks, &rules.neutral, &mut worlds);
                bounds.by_programme_alone = by_programme_alone;
                judge(&system, &facts, &rules, &|_| true, &mut bounds)
            };
            let (quick, slow) = (answer(false), answer(true));
            let name = |report: &crate::audit::Report| -> BTreeSet<(usize, Option<u16>)> {
                let all = report.findings.iter();
                all.map(|finding| (finding.unknown, finding.attacker))
                    .collect()
            };
            assert_eq!(name(&quick), name(&slow), "seed {seed}");
            open += slow.findings.len();
            saved += slow.solved - quick.solved.min(slow.solved);
        }
        assert!(
            open > 200 && saved > 200,
            "{open} open, {saved} programmes saved"
        );
    }
}
