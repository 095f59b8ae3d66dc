// SPDX-License-Identifier: EUPL-1.2
//! Complementary suppression along the ways of networks: what has to be hidden so that a number is not known,
//! found way by way, and afterwards shown again where nobody needs it hidden any more.
//!
//! Every way is a world that the audit need not look for again. What has no way is left to `suppress`.

use std::collections::BTreeSet;

use crate::flow::{Costs, Found, Search};
use crate::network::Networks;
use crate::system::System;
use crate::worlds::Worlds;

/// What is protected, and with what.
pub(crate) struct Shelter<'s> {
    pub(crate) system: &'s mut System,
    pub(crate) networks: &'s Networks,
    pub(crate) neutral: &'s [usize],
    pub(crate) costs: &'s Costs,
    pub(crate) worlds: &'s mut Worlds,
    /// What may not be known, and how many numbers must remain possible.
    pub(crate) wanted: Vec<(usize, u32)>,
    /// Sums that were hidden here.
    pub(crate) hidden: BTreeSet<usize>,
}

impl Shelter<'_> {
    /// Hides along the cheapest ways until as much as possible is protected.
    pub(crate) fn hide_along_ways(&mut self) {
        // What several tables share first: what it takes serves them all.
        let (cells, networks) = (self.system.cells, self.networks);
        self.wanted.sort_by_key(|(unknown, needed)| {
            let sum = unknown.checked_sub(cells);
            let holders = sum.map_or(1, |sum| networks.holders[sum].len());
            (std::cmp::Reverse(holders), std::cmp::Reverse(*needed))
        });
        for (unknown, needed) in self.wanted.clone() {
            let missing = self.missing(unknown, needed);
            if missing <= 0 || self.find_free(unknown, needed) {
                continue;
            }
            let missing = self.missing(unknown, needed);
            let ways = [missing, -missing].into_iter().filter_map(|by| {
                let found = self.search(unknown, by, Some(self.costs))?;
                Some((self.cost(&found), found))
            });
            let best = ways.min_by(|(one, _), (other, _)| one.total_cmp(other));
            if let Some((_, found)) = best {
                for sum in &found.hidden {
                    self.system.sums[*sum].published = None;
                }
                self.hidden.extend(&found.hidden);
                self.worlds.keep(self.system, &found.changes);
            }
        }
    }

    /// Shows again what was hidden on the way and is not needed any more, the dearest first.
    pub(crate) fn show_what_can_be(&mut self) {
        let mut hidden: Vec<usize> = self.hidden.iter().copied().collect();
        let cost = |sum: usize| self.costs[sum].unwrap_or_default();
        hidden.sort_by(|one, other| cost(*other).total_cmp(&cost(*one)));
        for sum in hidden {
            let unknown = self.system.cells + sum;
            let wanted = self.wanted.iter().copied();
            let lost: Vec<(usize, u32)> = wanted
                .filter(|(wanted, needed)| {
                    let wide = |(least, most): (u32, u32)| most - least + 1 >= *needed;
                    wide(self.worlds.seen_by_all(*wanted))
                        && !wide(self.worlds.seen_without(*wanted, unknown))
                })
                .collect();
            let truth = self.system.sums[sum].truth;
            self.system.sums[sum].published = Some(truth);
            let mut found = Vec::new();
            let all = lost.iter().all(|(wanted, needed)| {
                let by = i64::from(*needed) - 1;
                let way = [by, -by]
                    .into_iter()
                    .find_map(|by| self.search(*wanted, by, None));
                way.map(|way| found.push(way)).is_some()
            });
            if all {
                self.worlds.give_up(unknown);
                for way in found {
                    self.worlds.keep(self.system, &way.changes);
                }
                self.hidden.remove(&sum);
            } else {
                self.system.sums[sum].published = None;
            }
        }
    }

    /// How much further an unknown must be able to move.
    fn missing(&self, unknown: usize, needed: u32) -> i64 {
        let (least, most) = self.worlds.seen_by_all(unknown);
        i64::from(needed) - 1 - i64::from(most - least)
    }

    /// Whether it is protected by what is hidden already.
    fn find_free(&mut self, unknown: usize, needed: u32) -> bool {
        for sign in [1, -1] {
            let mut by = self.missing(unknown, needed);
            while by > 0 {
                let found = self.search(unknown, sign * by, None);
                if found.is_some_and(|found| self.worlds.keep(self.system, &found.changes)) {
                    break;
                }
                by -= 1;
            }
            if self.missing(unknown, needed) <= 0 {
                return true;
            }
        }
        false
    }

    fn search(&self, unknown: usize, by: i64, costs: Option<&Costs>) -> Option<Found> {
        let search = Search {
            system: self.system,
            networks: self.networks,
            neutral: self.neutral,
            floor: &|unknown| self.worlds.largest[unknown],
            costs,
        };
        search.find(unknown, by)
    }

    fn cost(&self, found: &Found) -> f64 {
        let costs = found.hidden.iter().filter_map(|sum| self.costs[*sum]);
        costs.sum()
    }
}
