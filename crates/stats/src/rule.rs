// SPDX-License-Identifier: EUPL-1.2
//! Which numbers may not be known: the rules for one cell.
//!
//! Names as in τ-Argus (Hundepool et al., *Statistical Disclosure Control*, 2012): minimum frequency,
//! (n, k) dominance, p %; defaults as in ACRO. The rule for centres is ours: a centre knows its own cases,
//! so a number that is nearly all of one centre tells that centre about the rest, and everybody about it.

use std::collections::BTreeMap;

/// No plan may go below it.
pub const LEAST_THRESHOLD: u32 = 5;
/// The smallest number shown where citizenship or region is told apart.
pub const SENSITIVE_THRESHOLD: u32 = 10;

/// What happens to cells in which there is nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zeros {
    /// Hidden like small ones: that a group is empty says something about everybody in its row.
    #[default]
    Hide,
    /// Shown as "none", but for a row in which everybody shares one value.
    Show,
}

/// The rules of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Smallest number shown.
    pub threshold: u32,
    /// Smallest number shown where this variable is told apart, by its index; 0: no other one.
    pub of_variable: Vec<u32>,
    /// What happens to empty cells.
    pub zeros: Zeros,
    /// The share of one centre above which a number is hidden, in per cent; `None`: there are no centres.
    pub share: Option<u32>,
    /// Variables along which a full row says nothing about anybody, such as the year.
    pub neutral: Vec<usize>,
    /// Spaces are joined up to this many cells.
    pub joint: usize,
    /// No table may need more cells than this.
    pub most: usize,
}

impl Rules {
    /// The defaults for `variables` variables.
    #[must_use]
    pub fn new(threshold: u32, variables: usize) -> Self {
        Self {
            threshold: threshold.max(LEAST_THRESHOLD),
            of_variable: vec![0; variables],
            zeros: Zeros::Hide,
            share: Some(80),
            neutral: Vec::new(),
            joint: 64,
            most: 200_000,
        }
    }

    /// The smallest number shown where these variables are told apart.
    #[must_use]
    pub fn threshold(&self, variables: impl Iterator<Item = usize>) -> u32 {
        variables
            .filter_map(|variable| self.of_variable.get(variable))
            .fold(self.threshold, |most, own| most.max(*own))
    }

    /// Why a count may not be known, apart from full rows.
    #[must_use]
    pub fn of_count(
        &self,
        count: u32,
        threshold: u32,
        by_centre: &BTreeMap<u16, u32>,
    ) -> Option<Why> {
        if count == 0 {
            return (self.zeros == Zeros::Hide).then_some(Why::Empty);
        }
        if count < threshold {
            return Some(Why::Small);
        }
        let share = self.share?;
        let largest = by_centre.values().copied().max().unwrap_or_default();
        if largest == count {
            return Some(Why::OneCentre);
        }
        (u64::from(largest) * 100 > u64::from(count) * u64::from(share)).then_some(Why::Dominated)
    }
}

/// Why a number may not be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Fewer people than the smallest number shown.
    Small,
    /// Nobody, where that is hidden.
    Empty,
    /// Everybody in a row shares one value.
    FullRow,
    /// All from one centre.
    OneCentre,
    /// Nearly all from one centre.
    Dominated,
    /// A sum that is nearly all of the few largest contributions.
    Dominance,
    /// A sum from which somebody who knows a part of it can tell one contribution too closely.
    PPercent,
}

impl Why {
    /// Its word in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Empty => "empty",
            Self::FullRow => "full_row",
            Self::OneCentre => "one_centre",
            Self::Dominated => "dominated",
            Self::Dominance => "dominance",
            Self::PPercent => "p_percent",
        }
    }
}

/// Dominance: whether the `n` largest of these contributions are more than `k` of their sum.
#[must_use]
pub fn is_dominated(contributions: &[f64], n: usize, k: f64) -> bool {
    let sorted = descending(contributions);
    let sum: f64 = sorted.iter().sum();
    sum > 0.0 && sorted.iter().take(n).sum::<f64>() > k * sum
}

/// p %: whether the second largest contributor can estimate the largest one to within `p` of it, by taking
/// its own and the sum: what remains of the sum is less than `p` of the largest.
#[must_use]
pub fn fails_p_percent(contributions: &[f64], p: f64) -> bool {
    let sorted = descending(contributions);
    let Some(largest) = sorted.first() else {
        return false;
    };
    let rest: f64 = sorted.iter().skip(2).sum();
    *largest > 0.0 && rest < p * largest
}

fn descending(contributions: &[f64]) -> Vec<f64> {
    let mut sorted = contributions.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    sorted
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Rules, Why, Zeros, fails_p_percent, is_dominated};

    #[test]
    fn a_count_is_judged_by_size_and_by_centres() {
        let rules = Rules::new(3, 2);
        assert_eq!(rules.threshold, 5, "never below 5");
        let of = |pairs: &[(u16, u32)]| {
            let by_centre: BTreeMap<u16, u32> = pairs.iter().copied().collect();
            rules.of_count(by_centre.values().sum(), 5, &by_centre)
        };
        for (pairs, want) in [
            (&[][..], Some(Why::Empty)),
            (&[(0, 2), (1, 2)], Some(Why::Small)),
            (&[(0, 5)], Some(Why::OneCentre)),
            (&[(0, 81), (1, 19)], Some(Why::Dominated)),
            (&[(0, 80), (1, 20)], None),
        ] {
            assert_eq!(of(pairs), want, "{pairs:?}");
        }
        let shown = Rules {
            zeros: Zeros::Show,
            ..rules.clone()
        };
        assert_eq!(shown.of_count(0, 5, &BTreeMap::new()), None);
    }

    #[test]
    fn sums_are_judged_by_their_largest_contributors() {
        assert!(is_dominated(&[50.0, 45.0, 5.0], 2, 0.90));
        assert!(!is_dominated(&[50.0, 40.0, 10.0], 2, 0.90));
        assert!(fails_p_percent(&[100.0, 50.0, 9.0], 0.10));
        assert!(!fails_p_percent(&[100.0, 50.0, 10.0], 0.10));
        assert!(
            fails_p_percent(&[100.0], 0.10),
            "one contributor is known exactly"
        );
        assert!(!fails_p_percent(&[], 0.10) && !is_dominated(&[], 2, 0.9));
    }
}
