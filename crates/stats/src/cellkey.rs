// SPDX-License-Identifier: EUPL-1.2
//! Cell keys: numbers that are a little off, always in the same way for the same people.
//!
//! Every record has a random key; the key of a cell is the sum of those of its records, so whoever asks for
//! the same group in another table gets the same number, and averaging over tables gains nothing. How far
//! off is looked up in a table: for each count the distribution of greatest entropy with mean 0 and the
//! given variance, on what is allowed there. Nobody stays nobody, and no number from 1 to below the smallest
//! number shown is ever told. (The method is that of the Australian Bureau of Statistics: Fraser and
//! Wooton 2005; the entropy that of Giessing 2016.)
//!
//! The greatest deviation is a secret. The audit takes it for known all the same: nothing that it lets
//! through rests on it.

use thiserror::Error;

mod release;

pub use release::{Noise, pass_with_keys};

/// What no table of deviations can be made of.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum Unsuited {
    /// Small counts could not be told from none and from the smallest number shown.
    #[error("the greatest deviation must be at least the smallest number shown, {0}")]
    Deviation(u32),
    /// Not positive, or larger than the square of the deviation.
    #[error("the variance must be above 0 and below the square of the greatest deviation")]
    Variance,
}

/// How far each count is off, by the key of its cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Deviations {
    greatest: u32,
    least_shown: u32,
    /// For each count (the last one: for all above) its deviations, and the keys below which each holds.
    rows: Vec<Vec<(i64, u64)>>,
}

/// One more than the greatest key.
const KEYS: f64 = 4_294_967_296.0;

impl Deviations {
    /// Deviations up to `greatest` with this variance, where numbers below `least_shown` are not told. For
    /// small counts the variance is the nearest one that is possible.
    ///
    /// # Errors
    /// [`Unsuited`].
    pub fn new(greatest: u32, variance: f64, least_shown: u32) -> Result<Self, Unsuited> {
        if greatest < least_shown.max(1) {
            return Err(Unsuited::Deviation(least_shown));
        }
        let widest = f64::from(greatest) * f64::from(greatest);
        if variance.is_nan() || variance <= 0.0 || variance >= widest {
            return Err(Unsuited::Variance);
        }
        let row = |count: u32| {
            let values = list_deviations(count, greatest, least_shown);
            let mut below = 0.0;
            let shares = spread(&values, variance);
            let mut row: Vec<(i64, u64)> = Vec::new();
            for (value, share) in values.iter().zip(shares) {
                below += share;
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "shares are between 0 and 1"
                )]
                row.push((*value, (below * KEYS).round() as u64));
            }
            if let Some(last) = row.last_mut() {
                last.1 = 1 << 32;
            }
            row
        };
        Ok(Self {
            greatest,
            least_shown,
            rows: (0..=greatest + least_shown).map(row).collect(),
        })
    }

    /// What is told of a count.
    #[must_use]
    pub fn tell(&self, count: u32, key: u32) -> u32 {
        let at = (count as usize).min(self.rows.len() - 1);
        let row = &self.rows[at];
        let deviation = row
            .iter()
            .find(|(_, below)| u64::from(key) < *below)
            .map_or(0, |(value, _)| *value);
        u32::try_from(i64::from(count) + deviation).unwrap_or_default()
    }

    /// The counts that can stand behind what is told, for who knows the greatest deviation.
    #[must_use]
    pub fn behind(&self, told: u32) -> (u32, u32) {
        if told < self.least_shown {
            return (0, self.greatest);
        }
        (
            told.saturating_sub(self.greatest).max(1),
            told + self.greatest,
        )
    }
}

/// What a count may be off by.
fn list_deviations(count: u32, greatest: u32, least_shown: u32) -> Vec<i64> {
    if count == 0 {
        return vec![0];
    }
    let (count, greatest) = (i64::from(count), i64::from(greatest));
    let told = |value: &i64| count + value == 0 || count + value >= i64::from(least_shown);
    (-greatest..=greatest).filter(told).collect()
}

/// The shares of greatest entropy with mean 0 and a variance: exp(b v + c v²), found by Newton's method.
fn spread(values: &[i64], variance: f64) -> Vec<f64> {
    if values.len() < 2 {
        return vec![1.0; values.len()];
    }
    #[expect(clippy::cast_precision_loss, reason = "deviations are small")]
    let values: Vec<f64> = values.iter().map(|value| *value as f64).collect();
    // The least variance around 0 needs the values next to it, the greatest those farthest away.
    let below = values
        .iter()
        .copied()
        .filter(|v| *v <= 0.0)
        .fold(f64::MIN, f64::max);
    let above = values
        .iter()
        .copied()
        .filter(|v| *v >= 0.0)
        .fold(f64::MAX, f64::min);
    let (least, most) = (-below * above, -values[0] * values[values.len() - 1]);
    let slack = (most - least) * 0.01;
    let variance = variance.clamp(least + slack, most - slack);
    let scale = values
        .iter()
        .fold(1.0_f64, |most, value| most.max(value.abs()));
    let (mut b, mut c) = (0.0, 0.0);
    for _ in 0..500 {
        let shares = shares_of(&values, scale, b, c);
        let moment = |power: i32| -> f64 {
            let terms = values.iter().zip(&shares);
            terms
                .map(|(value, share)| (value / scale).powi(power) * share)
                .sum()
        };
        let (m1, m2, m3, m4) = (moment(1), moment(2), moment(3), moment(4));
        let (g1, g2) = (m1, m2 - variance / (scale * scale));
        if g1.abs() < 1e-13 && g2.abs() < 1e-13 {
            break;
        }
        let (h11, h12, h22) = (m2 - m1 * m1, m3 - m1 * m2, m4 - m2 * m2);
        let det = h11.mul_add(h22, -(h12 * h12));
        if det.abs() < 1e-300 {
            break;
        }
        let (db, dc) = ((h22 * g1 - h12 * g2) / det, (h11 * g2 - h12 * g1) / det);
        // Steps are shortened while they lead uphill.
        let target = variance / (scale * scale);
        let start = height(&values, scale, b, c, target);
        let mut step = 1.0;
        while step > 1e-9 && height(&values, scale, b - step * db, c - step * dc, target) > start {
            step /= 2.0;
        }
        b -= step * db;
        c -= step * dc;
    }
    shares_of(&values, scale, b, c)
}

fn exponents(values: &[f64], scale: f64, b: f64, c: f64) -> Vec<f64> {
    let exponent = |value: &f64| {
        let v = value / scale;
        b.mul_add(v, c * v * v)
    };
    values.iter().map(exponent).collect()
}

fn shares_of(values: &[f64], scale: f64, b: f64, c: f64) -> Vec<f64> {
    let exponents = exponents(values, scale, b, c);
    let top = exponents.iter().copied().fold(f64::MIN, f64::max);
    let weights: Vec<f64> = exponents.iter().map(|e| (e - top).exp()).collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

/// What Newton's method goes down on: ln ∑ exp(b v + c v²) − c · variance.
fn height(values: &[f64], scale: f64, b: f64, c: f64, variance: f64) -> f64 {
    let exponents = exponents(values, scale, b, c);
    let top = exponents.iter().copied().fold(f64::MIN, f64::max);
    let sum: f64 = exponents.iter().map(|e| (e - top).exp()).sum();
    top + sum.ln() - c * variance
}

#[cfg(test)]
mod tests {
    use super::{Deviations, Unsuited, list_deviations, spread};

    #[test]
    fn deviations_have_mean_zero_and_the_wanted_variance() {
        for (greatest, variance, least_shown) in
            [(5, 3.0, 5), (10, 8.0, 10), (8, 20.0, 5), (5, 2.0, 1)]
        {
            for count in 1..=(greatest + least_shown) {
                let values = list_deviations(count, greatest, least_shown);
                let shares = spread(&values, variance);
                let moment = |power: u32| -> f64 {
                    let terms = values.iter().zip(&shares);
                    terms.map(|(v, share)| v.pow(power) as f64 * share).sum()
                };
                assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                assert!(
                    moment(1).abs() < 1e-6,
                    "{greatest} {count}: mean {}",
                    moment(1)
                );
                let is_free = count >= greatest + least_shown;
                assert!(
                    !is_free || (moment(2) - variance).abs() < 1e-6,
                    "{greatest} {count}: variance {}",
                    moment(2)
                );
            }
        }
    }

    /// Any other distribution with the same mean and variance has less entropy.
    #[test]
    fn no_other_distribution_has_more_entropy() {
        let values = list_deviations(7, 8, 5);
        let shares = spread(&values, 6.0);
        let entropy = |shares: &[f64]| -> f64 {
            let terms = shares.iter().filter(|share| **share > 0.0);
            -terms.map(|share| share * share.ln()).sum::<f64>()
        };
        // A third difference changes neither sum nor mean nor variance of neighbours.
        let mut tried = 0;
        for start in 0..values.len() - 3 {
            let is_row = (0..3).all(|at| values[start + at] + 1 == values[start + at + 1]);
            for by in [1e-4, -1e-4] {
                let mut other = shares.clone();
                for (at, weight) in [1.0, -3.0, 3.0, -1.0].into_iter().enumerate() {
                    other[start + at] += by * weight;
                }
                if is_row && other.iter().all(|share| *share > 0.0) {
                    assert!(entropy(&other) < entropy(&shares), "{start} {by}");
                    tried += 1;
                }
            }
        }
        assert!(tried > 6, "{tried}");
    }

    #[test]
    fn nobody_stays_nobody_and_small_numbers_are_never_told() {
        let deviations = Deviations::new(6, 4.0, 5).unwrap();
        for key in (0..=u32::MAX).step_by(65_537) {
            assert_eq!(deviations.tell(0, key), 0);
            for count in 1..60 {
                let told = deviations.tell(count, key);
                assert!(told == 0 || told >= 5, "{count} {told}");
                assert!(told.abs_diff(count) <= 6);
                let (least, most) = deviations.behind(told);
                assert!((least..=most).contains(&count), "{count} {told}");
            }
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        assert_eq!(Deviations::new(4, 2.0, 5), Err(Unsuited::Deviation(5)));
        for variance in [0.0, -1.0, 36.0, f64::NAN] {
            assert_eq!(Deviations::new(6, variance, 5), Err(Unsuited::Variance));
        }
    }
}
