// SPDX-License-Identifier: EUPL-1.2
//! Which sums may not be known, and how far from the truth they must stay possible.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::SumRules;
use super::field::{Contribution, Field, as_f64};
use crate::rule::{Rules, Why, fails_p_percent, is_dominated};

/// A sum that may not be known.
#[derive(Debug, Clone)]
pub(super) struct Sensitive {
    pub(super) unknown: usize,
    pub(super) why: Why,
    /// How much less it must be able to be.
    pub(super) low: u64,
    /// How much more.
    pub(super) high: u64,
    /// Centres that could subtract their own cases, and how far the rest must stay open for each.
    pub(super) for_centres: Vec<(u16, u64)>,
}

/// All of them.
pub(super) fn list_sensitive(
    field: &Field<'_>,
    rules: &Rules,
    sum_rules: SumRules,
) -> Vec<Sensitive> {
    let groups = field.groups();
    let judge = |unknown: usize| {
        let all = field.contributions(unknown);
        let threshold = rules.threshold(field.variables(unknown).into_iter());
        let (why, wide) = judge(&all, threshold, rules, sum_rules)?;
        if why == Why::Empty && !field.is_fact(unknown) {
            return None;
        }
        let total: u64 = all.iter().map(|(amount, _)| amount).sum();
        let centres: BTreeSet<u16> = all.iter().map(|(_, centre)| *centre).collect();
        let for_centres = centres.into_iter().filter_map(|centre| {
            let rest: Vec<Contribution> = all
                .iter()
                .copied()
                .filter(|(_, of)| *of != centre)
                .collect();
            let largest = rest.iter().map(|(amount, _)| *amount).max()?;
            let needed = share_of(largest, sum_rules.p);
            is_open_to_one(&rest, threshold, sum_rules).then_some((centre, needed))
        });
        Some(Sensitive {
            unknown,
            why,
            // Where few people are behind it, that there is nobody must stay possible.
            low: if why == Why::Small {
                total
            } else {
                wide.min(total)
            },
            high: wide,
            for_centres: match rules.share {
                Some(_) => for_centres.collect(),
                None => Vec::new(),
            },
        })
    };
    groups.into_iter().filter_map(judge).collect()
}

/// Whether the rest of a sum gives one of its people away.
fn is_open_to_one(rest: &[Contribution], threshold: u32, rules: SumRules) -> bool {
    let largest = rest.iter().map(|(amount, _)| *amount).max();
    let sum: u64 = rest.iter().map(|(amount, _)| amount).sum();
    let few = rest.len() < threshold as usize;
    few || largest.is_some_and(|x| as_f64(sum - x) < rules.p * as_f64(x))
}

/// Why a sum may not be known, and how far it must stay open.
fn judge(
    all: &[Contribution],
    threshold: u32,
    rules: &Rules,
    sum_rules: SumRules,
) -> Option<(Why, u64)> {
    let amounts: Vec<f64> = all.iter().map(|(amount, _)| as_f64(*amount)).collect();
    let total: u64 = all.iter().map(|(amount, _)| amount).sum();
    let largest = all.iter().map(|(amount, _)| *amount).max().unwrap_or(0);
    let mut people: BTreeMap<u16, u32> = BTreeMap::new();
    let mut sums: BTreeMap<u16, u64> = BTreeMap::new();
    for (amount, centre) in all {
        *people.entry(*centre).or_default() += 1;
        *sums.entry(*centre).or_default() += amount;
    }
    let of_one = share_of(largest, sum_rules.p);
    let of_centre = sums.values().max().copied().unwrap_or(0);
    let for_centre = share_of(of_centre, sum_rules.p);
    let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
    if let Some(why) = rules.of_count(count, threshold, &people) {
        let by_centre = matches!(why, Why::OneCentre | Why::Dominated);
        return Some((why, if by_centre { for_centre } else { of_one }));
    }
    if count == 0 {
        return None;
    }
    if total == 0 {
        return Some((Why::FullRow, 1));
    }
    if let Some(share) = rules.share
        && u128::from(of_centre) * 100 > u128::from(total) * u128::from(share)
    {
        return Some((Why::Dominated, for_centre));
    }
    let (n, k) = sum_rules.dominance;
    let dominated = is_dominated(&amounts, n, k);
    let told = fails_p_percent(&amounts, sum_rules.p);
    let mut sorted = amounts;
    sorted.sort_by(|a, b| b.total_cmp(a));
    let top: f64 = sorted.iter().take(n).sum();
    let first_two: f64 = sorted.iter().take(2).sum();
    if dominated {
        // As far as the share would have to go down to be allowed; no less than for p %.
        let by_share = whole(top / k - as_f64(total));
        return Some((Why::Dominance, by_share.max(of_one)));
    }
    if told {
        let short = sum_rules.p * as_f64(largest) - (as_f64(total) - first_two);
        return Some((Why::PPercent, whole(short)));
    }
    // A centre knows all of its own: what is left of a sum must not be one person's.
    let rest = |centre: u16| -> Vec<Contribution> {
        all.iter()
            .copied()
            .filter(|(_, of)| *of != centre)
            .collect()
    };
    let is_open = rules.share.is_some()
        && people.keys().any(|centre| {
            let rest = rest(*centre);
            let largest = rest.iter().map(|(amount, _)| *amount).max();
            let sum: u64 = rest.iter().map(|(amount, _)| amount).sum();
            largest.is_some_and(|x| as_f64(sum - x) < sum_rules.p * as_f64(x))
        });
    is_open.then_some((Why::PPercent, of_one))
}

/// A share of an amount, in whole units, at least one.
fn share_of(amount: u64, share: f64) -> u64 {
    whole(as_f64(amount) * share)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of an amount below 2^53, not negative"
)]
fn whole(amount: f64) -> u64 {
    amount.max(1.0).ceil() as u64
}

#[cfg(test)]
mod tests {
    use super::{SumRules, judge};
    use crate::rule::{Rules, Why};

    #[test]
    fn a_sum_is_judged_by_people_by_centres_and_by_its_largest_contributions() {
        let rules = Rules::new(5, 1);
        let of = |all: &[(u64, u16)]| judge(all, 5, &rules, SumRules::default());
        let even: Vec<(u64, u16)> = (0..10).map(|at| (10, at % 4)).collect();
        assert_eq!(of(&even), None);
        assert_eq!(of(&even[..4]), Some((Why::Small, 1)));
        let with = |amounts: &[(u64, u16)]| [amounts, even.as_slice()].concat();
        // 950 and 40 of 1,090 are more than nine tenths.
        let (why, wide) = of(&with(&[(950, 0), (40, 1)])).unwrap();
        assert_eq!(
            (why, wide),
            (Why::Dominated, 98),
            "nearly all of one centre"
        );
        let (why, wide) = of(&with(&[(550, 0), (500, 1)])).unwrap();
        assert_eq!(why, Why::Dominance);
        assert_eq!(wide, 55, "1,050 / 0.9 − 1,150 is less than a tenth of 550");
        // Three large ones: the two largest are below nine tenths, the third hides the first.
        assert_eq!(of(&with(&[(500, 0), (500, 1), (500, 2)])), None);
        // All but one person are of centre 0: it knows what the one has.
        let one_else: Vec<(u64, u16)> = (0..8).map(|_| (10, 0)).chain([(10, 1), (10, 2)]).collect();
        assert_eq!(of(&one_else), None, "two others");
        let one_else: Vec<(u64, u16)> = (0..4).map(|_| (10, 0)).chain([(15, 1)]).collect();
        assert_eq!(of(&one_else).map(|(why, _)| why), Some(Why::PPercent));
        let nothing: Vec<(u64, u16)> = (0..8).map(|at| (0, at % 3)).collect();
        assert_eq!(of(&nothing), Some((Why::FullRow, 1)), "all have nothing");
    }
}
