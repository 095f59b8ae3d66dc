// SPDX-License-Identifier: EUPL-1.2
//! Bayesian thresholding: of the model in which every pair of lists depends on each other, the pairs are kept
//! whose effect is at least two posterior standard deviations away from none.
//!
//! Every effect of a pair has a normal prior around none, so that pairs which share nobody have a posterior,
//! too. The posterior is that of Laplace: its mode, and the curvature there.

use super::fit::{information_of, solve};
use super::overlap::{Overlap, Pair};

/// How many standard deviations away from none an effect is kept.
const KEPT: f64 = 2.0;
/// Standard deviation of the prior of a pair's effect: one of e³ to e⁻³ is nothing unusual.
const PRIOR: f64 = 3.0;
/// Weight of the prior of all other effects, which say how long the lists are.
const FLAT: f64 = 1e-6;
/// Rounds of Newton's method.
const MOST_ROUNDS: usize = 100;

/// The pairs that are kept, the clearest first, with mean over standard deviation; `None`: the computation
/// does not settle.
pub(super) fn list_kept(overlap: &Overlap) -> Option<Vec<(Pair, f64)>> {
    let posterior = posterior(overlap)?;
    let ratios = posterior
        .into_iter()
        .map(|(pair, mean, deviation)| (pair, mean / deviation));
    let mut kept: Vec<(Pair, f64)> = ratios.filter(|(_, ratio)| ratio.abs() >= KEPT).collect();
    kept.sort_by(|(_, a), (_, b)| b.abs().total_cmp(&a.abs()));
    Some(kept)
}

/// Mean and standard deviation of the effect of each pair.
fn posterior(overlap: &Overlap) -> Option<Vec<(Pair, f64, f64)>> {
    let pairs = overlap.pairs();
    let first = 1 + overlap.lists();
    let width = first + pairs.len();
    let mut rows = Vec::new();
    let mut counts = Vec::new();
    for set in 1..1_u32 << overlap.lists() {
        let lists = (0..overlap.lists()).filter(|list| (set >> list) & 1 == 1);
        let met = pairs.iter().enumerate();
        let met = met.filter(|(_, (a, b))| (set >> a) & (set >> b) & 1 == 1);
        let row = std::iter::once(0).chain(lists.map(|list| 1 + list));
        rows.push(
            row.chain(met.map(|(at, _)| first + at))
                .collect::<Vec<usize>>(),
        );
        counts.push(f64::from(overlap.count(set)));
    }
    let weight = |at: usize| {
        if at < first {
            FLAT
        } else {
            1.0 / (PRIOR * PRIOR)
        }
    };
    let mean = |row: &[usize], effects: &[f64]| {
        let power: f64 = row.iter().map(|at| effects[*at]).sum();
        power.clamp(-60.0, 60.0)
    };
    let height = |effects: &[f64]| -> f64 {
        let cells = rows.iter().zip(&counts).map(|(row, count)| {
            let power = mean(row, effects);
            count * power - power.exp()
        });
        let prior = effects.iter().enumerate();
        let prior: f64 = prior
            .map(|(at, effect)| weight(at) * effect * effect / 2.0)
            .sum();
        cells.sum::<f64>() - prior
    };
    let mut effects = vec![0.0; width];
    effects[0] = f64::from(overlap.observed().max(1)).ln() - 1.0;
    let curvature = |effects: &[f64]| {
        let means: Vec<f64> = rows.iter().map(|row| mean(row, effects).exp()).collect();
        let mut matrix = information_of(&rows, &means, width);
        for (at, line) in matrix.iter_mut().enumerate() {
            line[at] += weight(at);
        }
        (matrix, means)
    };
    let mut is_settled = false;
    for _ in 0..MOST_ROUNDS {
        let (matrix, means) = curvature(&effects);
        let mut slope = vec![0.0; width];
        for ((row, count), mean) in rows.iter().zip(&counts).zip(&means) {
            for at in row {
                slope[*at] += count - mean;
            }
        }
        for (at, part) in slope.iter_mut().enumerate() {
            *part -= weight(at) * effects[at];
        }
        let step = solve(matrix, slope)?;
        let before = height(&effects);
        let mut length = 1.0;
        let further = loop {
            let tried: Vec<f64> = effects
                .iter()
                .zip(&step)
                .map(|(effect, step)| effect + length * step)
                .collect();
            if height(&tried) >= before || length < 1e-6 {
                break tried;
            }
            length /= 2.0;
        };
        effects = further;
        if step.iter().all(|step| step.abs() < 1e-9) {
            is_settled = true;
            break;
        }
    }
    if !is_settled {
        return None;
    }
    let (matrix, _) = curvature(&effects);
    let mut all = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.into_iter().enumerate() {
        let mut unit = vec![0.0; width];
        unit[first + at] = 1.0;
        let variance = solve(matrix.clone(), unit)?[first + at];
        all.push((pair, effects[first + at], variance.max(0.0).sqrt()));
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::{list_kept, posterior};
    use crate::hidden::Overlap;

    /// The counts that three lists of these shares have on average, where the first two depend on each other.
    fn expect(effect: f64) -> Overlap {
        let cells = (1..8_u32).map(|set| {
            let on = f64::from(set.count_ones());
            let both = f64::from(u8::from(set & 3 == 3));
            let mean = (6.0 - 1.2 * on + effect * both).exp();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "small and positive"
            )]
            let count = mean.round() as u32;
            (set, count)
        });
        Overlap::new(3, cells).unwrap()
    }

    #[test]
    fn what_depends_is_kept_and_nothing_else() {
        assert_eq!(list_kept(&expect(0.0)).unwrap(), []);
        for effect in [1.8, -2.5] {
            let kept = list_kept(&expect(effect)).unwrap();
            assert_eq!(kept.len(), 1, "{effect}: {kept:?}");
            assert_eq!(kept[0].0, (0, 1));
            assert_eq!(kept[0].1 > 0.0, effect > 0.0);
        }
    }

    /// A pair that shares nobody has a posterior, and the prior keeps it finite.
    #[test]
    fn a_pair_that_shares_nobody_has_a_posterior() {
        let overlap = Overlap::new(3, [(1, 40), (2, 50), (4, 30), (5, 12), (6, 9)]).unwrap();
        let found = posterior(&overlap).unwrap();
        let (_, mean, deviation) = found[0];
        assert!(mean < -0.5 && mean > -20.0 && deviation > 0.1, "{found:?}");
    }
}
