// SPDX-License-Identifier: EUPL-1.2
//! How many cases are on which lists, and what a model says of them.

use std::collections::{BTreeMap, BTreeSet};

/// A pair of lists, the smaller index first.
pub type Pair = (usize, usize);

/// Lists beyond this would need more cells than fit.
pub const MOST_LISTS: usize = 12;

/// How many cases are on exactly these lists. The set of lists is written as bits, the first list lowest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    pub(super) lists: usize,
    pub(super) counts: BTreeMap<u32, u32>,
}

impl Overlap {
    /// Takes counts; `None` if there are fewer than two lists or too many, or a set has no list or one that
    /// is not there.
    #[must_use]
    pub fn new(lists: usize, counts: impl IntoIterator<Item = (u32, u32)>) -> Option<Self> {
        if !(2..=MOST_LISTS).contains(&lists) {
            return None;
        }
        let mut all = BTreeMap::new();
        for (set, count) in counts {
            if set == 0 || set >= 1 << lists {
                return None;
            }
            *all.entry(set).or_default() += count;
        }
        Some(Self { lists, counts: all })
    }

    /// How many lists.
    #[must_use]
    pub const fn lists(&self) -> usize {
        self.lists
    }

    /// How many cases are on any list.
    #[must_use]
    pub fn observed(&self) -> u32 {
        self.counts.values().sum()
    }

    /// How many are on all of these lists, and perhaps on others.
    #[must_use]
    pub fn shared(&self, lists: u32) -> u32 {
        let met = self.counts.iter().filter(|(set, _)| **set & lists == lists);
        met.map(|(_, count)| count).sum()
    }

    pub(super) fn count(&self, set: u32) -> u32 {
        self.counts.get(&set).copied().unwrap_or_default()
    }

    pub(super) fn pairs(&self) -> Vec<Pair> {
        let firsts = 0..self.lists;
        firsts
            .flat_map(|a| (a + 1..self.lists).map(move |b| (a, b)))
            .collect()
    }
}

/// What one model says.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Everybody: those on a list and those on none.
    pub total: f64,
    /// Pairs of lists that depend on each other in the model.
    pub pairs: BTreeSet<Pair>,
    /// How badly it fits: deviance.
    pub deviance: f64,
    /// Deviance and a penalty for each parameter: ln of the number of cases.
    pub bic: f64,
}
