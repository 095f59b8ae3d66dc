// SPDX-License-Identifier: EUPL-1.2
//! How far an estimate can be trusted: a bootstrap in which the choice of the model is made anew each time,
//! with the correction for bias and skew (BCa, Efron 1987).

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha12Rng;
use statrs::distribution::{ContinuousCDF as _, Normal};

use super::choose::{Way, choose};
use super::fit::Refusal;
use super::overlap::{Estimate, Overlap};

/// An estimate with its interval.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    /// The estimate.
    pub estimate: Estimate,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Repetitions in which an estimate existed.
    pub repetitions: usize,
    /// Repetitions in which none did; they count for neither end, so many of them are a warning.
    pub without: usize,
}

/// The interval that holds `level` (such as 0.95) of what could have been, from `repetitions` draws.
///
/// # Errors
/// [`Refusal`] if there is no estimate.
pub fn interval(
    overlap: &Overlap,
    way: Way,
    level: f64,
    (repetitions, seed): (usize, u64),
) -> Result<Interval, Refusal> {
    let estimate = choose(overlap, way)?;
    let mut rng = ChaCha12Rng::seed_from_u64(seed);
    let again: Vec<Overlap> = (0..repetitions).map(|_| draw(overlap, &mut rng)).collect();
    let mut drawn = choose_each(&again, way);
    drawn.sort_by(f64::total_cmp);
    if drawn.is_empty() {
        return Err(Refusal::DoesNotExist);
    }
    let (bias, skew) = (bias(&drawn, estimate.total), skew(overlap, way));
    let end = |share: f64| quantile(&drawn, correct(share, bias, skew));
    Ok(Interval {
        low: end((1.0 - level) / 2.0),
        high: end((1.0 + level) / 2.0),
        repetitions: drawn.len(),
        without: repetitions - drawn.len(),
        estimate,
    })
}

/// What is chosen for each, on all cores; what has no estimate is left out.
fn choose_each(drawn: &[Overlap], way: Way) -> Vec<f64> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let total = |overlap: &Overlap| choose(overlap, way).ok().map(|chosen| chosen.total);
    std::thread::scope(|scope| {
        let parts: Vec<_> = drawn
            .chunks(drawn.len().div_ceil(threads).max(1))
            .map(|part| scope.spawn(move || part.iter().filter_map(total).collect::<Vec<f64>>()))
            .collect();
        let done = parts.into_iter().map(|part| match part.join() {
            Ok(totals) => totals,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.flatten().collect()
    })
}

/// As many cases again, each drawn from those there are.
fn draw(overlap: &Overlap, rng: &mut ChaCha12Rng) -> Overlap {
    let mut counts = overlap.counts.clone();
    for count in counts.values_mut() {
        *count = 0;
    }
    let observed = overlap.observed();
    for _ in 0..observed {
        let mut at = rng.gen_range(0..observed);
        for (set, count) in &overlap.counts {
            if at < *count {
                *counts.entry(*set).or_default() += 1;
                break;
            }
            at -= count;
        }
    }
    Overlap {
        lists: overlap.lists,
        counts,
    }
}

#[expect(clippy::cast_precision_loss, reason = "some thousand repetitions")]
fn bias(drawn: &[f64], total: f64) -> f64 {
    let below = drawn.iter().filter(|value| **value < total).count() as f64;
    let same = drawn
        .iter()
        .filter(|value| (**value - total).abs() < 1e-9)
        .count() as f64;
    normal_quantile((below + same / 2.0) / drawn.len() as f64)
}

/// Acceleration from leaving out one case at a time; cases on the same lists are alike.
fn skew(overlap: &Overlap, way: Way) -> f64 {
    let mut values = Vec::new();
    for (set, count) in overlap.counts.iter().filter(|(_, count)| **count > 0) {
        let mut fewer = overlap.clone();
        fewer.counts.insert(*set, count - 1);
        if let Ok(estimate) = choose(&fewer, way) {
            values.push((estimate.total, f64::from(*count)));
        }
    }
    let weight: f64 = values.iter().map(|(_, count)| count).sum();
    let mean = values
        .iter()
        .map(|(value, count)| value * count)
        .sum::<f64>()
        / weight.max(1.0);
    let power = |exponent: i32| -> f64 {
        values
            .iter()
            .map(|(value, count)| count * (mean - value).powi(exponent))
            .sum()
    };
    let spread = power(2).powf(1.5);
    if spread > 0.0 {
        power(3) / (6.0 * spread)
    } else {
        0.0
    }
}

fn correct(share: f64, bias: f64, skew: f64) -> f64 {
    let moved = bias + normal_quantile(share);
    normal_share(bias + moved / (1.0 - skew * moved))
}

fn normal_quantile(share: f64) -> f64 {
    Normal::new(0.0, 1.0).map_or(0.0, |normal| {
        normal.inverse_cdf(share.clamp(1e-6, 1.0 - 1e-6))
    })
}

fn normal_share(value: f64) -> f64 {
    Normal::new(0.0, 1.0).map_or(0.5, |normal| normal.cdf(value))
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of some thousand repetitions"
)]
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share.clamp(0.0, 1.0) * (sorted.len() - 1) as f64;
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    sorted[below] + (sorted[above] - sorted[below]) * place.fract()
}
