// SPDX-License-Identifier: EUPL-1.2
//! How many people no list has: multiple systems estimation from the overlap of lists.
//!
//! Cases are counted by which lists they are on. A Poisson log-linear model of these counts says how many
//! people would be on none (Bishop, Fienberg and Holland 1975). Lists often share nobody; what then exists,
//! and is identifiable, is decided before anything is fitted (Chan, Silverman and Vincent 2021; Fienberg and
//! Rinaldo 2012). Which lists depend on each other is chosen in two ways, and both answers are given:
//! forward by p ≤ 0.02, and by BIC. Intervals come from a bootstrap that repeats the choice (BCa: Efron
//! 1987).
//!
//! The dissent belongs to every answer: that such estimates do not suit lists of this kind at all (Whitehead,
//! Jackson, Balch and Francis 2021). No caller gets one number alone.
//!
//! # Map
//! [`Overlap`]: the counts; `fit`: one model; [`choose`]: which model; [`interval`]: how far it can be trusted

pub mod choose;
mod fit;
pub mod interval;

use std::collections::{BTreeMap, BTreeSet};

pub use self::choose::Way;
pub use self::fit::Refusal;

/// A pair of lists, the smaller index first.
pub type Pair = (usize, usize);

/// Lists beyond this would need more cells than fit.
pub const MOST_LISTS: usize = 12;

/// How many cases are on exactly these lists. The set of lists is written as bits, the first list lowest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    lists: usize,
    counts: BTreeMap<u32, u32>,
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

    fn count(&self, set: u32) -> u32 {
        self.counts.get(&set).copied().unwrap_or_default()
    }

    fn pairs(&self) -> Vec<Pair> {
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

/// Fits the model in which these pairs of lists depend on each other.
///
/// # Errors
/// [`Refusal`] where no estimate exists, or data cannot tell one from another.
pub fn estimate(overlap: &Overlap, pairs: &BTreeSet<Pair>) -> Result<Estimate, Refusal> {
    fit::fit(overlap, pairs)
}
