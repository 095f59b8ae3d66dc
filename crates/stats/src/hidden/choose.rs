// SPDX-License-Identifier: EUPL-1.2
//! Which lists depend on each other.

use std::collections::BTreeSet;

use statrs::distribution::{DiscreteCDF as _, Poisson};

use super::fit::{Fit, Refusal, estimate, fit, settle};
use super::overlap::{Estimate, Overlap, Pair};
use super::threshold::list_kept;

/// Effects enter while they improve the fit at this level.
pub const LEVEL: f64 = 0.02;
/// Up to this many lists every model of pairs is compared; for more, the way leads downhill.
const ALL_MODELS: usize = 5;

/// A way to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// Forward: the pair that improves most, while p ≤ 0.02.
    Stepwise,
    /// The least BIC: among all models up to five lists, else downhill from independence.
    Bic,
    /// Bayesian thresholding: pairs at least two posterior standard deviations away from none.
    Threshold,
}

/// All, for which every answer is given.
pub const WAYS: [Way; 3] = [Way::Stepwise, Way::Bic, Way::Threshold];

/// Chooses and fits.
///
/// # Errors
/// [`Refusal`] if not even the model without dependence has an estimate.
pub fn choose(overlap: &Overlap, way: Way) -> Result<Estimate, Refusal> {
    match way {
        Way::Stepwise => stepwise(overlap),
        Way::Bic if overlap.lists() <= ALL_MODELS => all_models(overlap),
        Way::Bic => downhill(overlap),
        Way::Threshold => threshold(overlap),
    }
}

/// The pairs that Bayesian thresholding keeps; where their model has no estimate, without the least clear
/// ones.
fn threshold(overlap: &Overlap) -> Result<Estimate, Refusal> {
    let kept = list_kept(overlap).ok_or(Refusal::DidNotSettle)?;
    let mut last = estimate(overlap, &BTreeSet::new());
    for most in (1..=kept.len()).rev() {
        let pairs = kept.iter().take(most).map(|(pair, _)| *pair).collect();
        let found = estimate(overlap, &pairs);
        if found.is_ok() {
            last = found;
            break;
        }
    }
    last
}

fn stepwise(overlap: &Overlap) -> Result<Estimate, Refusal> {
    let mut held = settle(overlap, &BTreeSet::new())?;
    loop {
        let candidates = overlap
            .pairs()
            .into_iter()
            .filter(|pair| !held.estimate.pairs.contains(pair));
        let judged = candidates.filter_map(|pair| Some((p_value(overlap, &held, &pair)?, pair)));
        let mut judged: Vec<(f64, Pair)> = judged.filter(|(p, _)| *p <= LEVEL).collect();
        judged.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        // The most surprising one whose model has an estimate.
        let next = judged
            .into_iter()
            .find_map(|(_, pair)| settle(overlap, &with(&held.estimate.pairs, pair)).ok());
        let Some(next) = next else {
            return Ok(held.estimate);
        };
        held = next;
    }
}

/// How surprising it is, in the model held so far, how many cases the two lists of a pair share: twice the
/// smaller tail of a Poisson distribution. It needs no fit of the larger model, whose effect may be infinite.
fn p_value(overlap: &Overlap, held: &Fit, pair: &Pair) -> Option<f64> {
    let shared = u64::from(overlap.shared((1 << pair.0) | (1 << pair.1)));
    let poisson = Poisson::new(held.shared(pair)).ok()?;
    let below = poisson.cdf(shared);
    let above = if shared == 0 {
        1.0
    } else {
        poisson.sf(shared - 1)
    };
    Some((2.0 * below.min(above)).min(1.0))
}

fn all_models(overlap: &Overlap) -> Result<Estimate, Refusal> {
    let pairs = overlap.pairs();
    let held = estimate(overlap, &BTreeSet::new())?;
    let models = (1_u32..1 << pairs.len()).map(|bits| {
        let chosen = pairs
            .iter()
            .enumerate()
            .filter(|(at, _)| bits & (1 << at) != 0);
        chosen.map(|(_, pair)| *pair).collect()
    });
    Ok(least(overlap, models, held.bic).unwrap_or(held))
}

fn downhill(overlap: &Overlap) -> Result<Estimate, Refusal> {
    let mut held = estimate(overlap, &BTreeSet::new())?;
    loop {
        let neighbours = overlap.pairs().into_iter().map(|pair| {
            let mut other = held.pairs.clone();
            if !other.remove(&pair) {
                other.insert(pair);
            }
            other
        });
        match least(overlap, neighbours, held.bic) {
            Some(better) => held = better,
            None => return Ok(held),
        }
    }
}

/// The model with the least BIC below `limit` whose estimate exists: asked from the least on, for fitting is
/// cheap and asking is not.
fn least(
    overlap: &Overlap,
    models: impl Iterator<Item = BTreeSet<Pair>>,
    limit: f64,
) -> Option<Estimate> {
    let fitted = models.filter_map(|pairs| fit(overlap, &pairs).ok());
    let mut better: Vec<Fit> = fitted.filter(|fit| fit.estimate.bic < limit).collect();
    better.sort_by(|a, b| a.estimate.bic.total_cmp(&b.estimate.bic));
    let found = better.into_iter().find(Fit::is_reached);
    found.map(|fit| fit.estimate)
}

fn with(pairs: &BTreeSet<Pair>, pair: Pair) -> BTreeSet<Pair> {
    let mut more = pairs.clone();
    more.insert(pair);
    more
}
