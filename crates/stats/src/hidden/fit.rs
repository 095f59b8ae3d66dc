// SPDX-License-Identifier: EUPL-1.2
//! One log-linear model: whether its estimate exists, and what it is.

use std::collections::BTreeSet;

use microlp::{ComparisonOp, OptimizationDirection, Problem};

use super::overlap::{Estimate, Overlap, Pair};

/// Why there is no estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The largest likelihood is reached nowhere.
    #[error("no estimate exists for this model")]
    DoesNotExist,
    /// Different numbers explain the lists equally well.
    #[error("the lists cannot tell the numbers of this model apart")]
    NotIdentifiable,
    /// The computation does not settle.
    #[error("the computation did not settle")]
    DidNotSettle,
}

/// Rounds of Newton's method.
const MOST_ROUNDS: usize = 200;
/// Change of the deviance below which it has settled.
const SETTLED: f64 = 1e-10;
/// Times as much as may change when it has settled: a fitted cell above that is not on its way to zero, for
/// such cells shrink until they change the deviance no more.
const CLEARLY: f64 = 1e4;
/// Share of its diagonal below which a pivot asks whether the columns are independent.
const DOUBTFUL: f64 = 1e-9;

/// A model with the cells that it explains.
struct Model {
    /// The lists of each cell.
    sets: Vec<u32>,
    /// Which parameters apply to each cell.
    rows: Vec<Vec<usize>>,
    counts: Vec<f64>,
    /// How many parameters.
    width: usize,
}

/// A pair that shares nobody has an effect of minus infinity: its cells are zero for certain and leave the
/// table, and so does its parameter.
fn lay_out(overlap: &Overlap, pairs: &BTreeSet<Pair>) -> Model {
    let (kept, empty): (Vec<u32>, Vec<u32>) = pairs
        .iter()
        .map(bits)
        .partition(|pair| overlap.shared(*pair) > 0);
    let sets = 1..1_u32 << overlap.lists();
    let sets: Vec<u32> = sets
        .filter(|set| !empty.iter().any(|pair| set & pair == *pair))
        .collect();
    let first = 1 + overlap.lists();
    let row_of = |set: &u32| {
        let lists = (0..overlap.lists()).filter(|list| (set >> list) & 1 == 1);
        let met = kept
            .iter()
            .enumerate()
            .filter(|(_, pair)| set & **pair == **pair);
        std::iter::once(0)
            .chain(lists.map(|list| 1 + list))
            .chain(met.map(|(at, _)| first + at))
            .collect()
    };
    Model {
        rows: sets.iter().map(row_of).collect(),
        counts: sets
            .iter()
            .map(|set| f64::from(overlap.count(*set)))
            .collect(),
        sets,
        width: first + kept.len(),
    }
}

const fn bits((a, b): &Pair) -> u32 {
    (1 << *a) | (1 << *b)
}

/// Fits the model in which these pairs of lists depend on each other.
///
/// # Errors
/// [`Refusal`] where no estimate exists, or data cannot tell one from another.
pub fn estimate(overlap: &Overlap, pairs: &BTreeSet<Pair>) -> Result<Estimate, Refusal> {
    settle(overlap, pairs).map(|fit| fit.estimate)
}

/// The same with what the model expects.
pub(super) fn settle(overlap: &Overlap, pairs: &BTreeSet<Pair>) -> Result<Fit, Refusal> {
    match fit(overlap, pairs) {
        Ok(fit) if !fit.is_reached() => Err(Refusal::DoesNotExist),
        // What does not settle mostly does not exist.
        Err(Refusal::DidNotSettle) if !exists(&lay_out(overlap, pairs)) => {
            Err(Refusal::DoesNotExist)
        }
        found => found,
    }
}

/// A model after fitting.
pub(super) struct Fit {
    pub(super) estimate: Estimate,
    model: Model,
    means: Vec<f64>,
}

impl Fit {
    /// How many cases on both lists of a pair this model expects.
    pub(super) fn shared(&self, pair: &Pair) -> f64 {
        let both = bits(pair);
        let cells = self.model.sets.iter().zip(&self.means);
        let met = cells.filter(|(set, _)| **set & both == both);
        met.map(|(_, mean)| mean).sum()
    }

    /// Whether the largest likelihood of this model is reached. The fitted table has the sums of the one
    /// observed; if none of its cells is near zero it is itself the table that [`exists`] looks for.
    pub(super) fn is_reached(&self) -> bool {
        self.is_clear() || exists(&self.model)
    }

    fn is_clear(&self) -> bool {
        let small = CLEARLY * settled(self.estimate.deviance);
        self.means.iter().all(|mean| *mean > small)
    }
}

/// Fits without asking whether the estimate exists: for finding the best of many, which is then asked.
pub(super) fn fit(overlap: &Overlap, pairs: &BTreeSet<Pair>) -> Result<Fit, Refusal> {
    let model = lay_out(overlap, pairs);
    let fitted = newton(&model)?;
    let observed = f64::from(overlap.observed());
    #[expect(clippy::cast_precision_loss, reason = "a few dozen parameters at most")]
    let parameters = (1 + overlap.lists() + pairs.len()) as f64;
    Ok(Fit {
        estimate: Estimate {
            total: observed + fitted.effects[0].exp(),
            pairs: pairs.clone(),
            deviance: fitted.deviance,
            bic: parameters * observed.ln() - 2.0 * fitted.log_likelihood,
        },
        model,
        means: fitted.means,
    })
}

/// What Newton's method ends with.
struct Fitted {
    effects: Vec<f64>,
    means: Vec<f64>,
    deviance: f64,
    log_likelihood: f64,
}

/// Fisher's information of cells with these parameters and means: the lower half, the upper one is zero.
pub(super) fn information_of(rows: &[Vec<usize>], means: &[f64], width: usize) -> Vec<Vec<f64>> {
    let mut matrix = vec![vec![0.0; width]; width];
    for (row, mean) in rows.iter().zip(means) {
        for (at, a) in row.iter().enumerate() {
            for b in &row[..=at] {
                matrix[*a][*b] += mean;
            }
        }
    }
    matrix
}

/// The largest likelihood is reached if some table without any zero has the same sums as the one observed
/// (Fienberg and Rinaldo 2012): a linear programme for the smallest cell of such a table.
fn exists(model: &Model) -> bool {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let most = model.counts.iter().sum::<f64>() + 1.0;
    let least = problem.add_var(1.0, (0.0, most));
    let cells: Vec<_> = model
        .rows
        .iter()
        .map(|_| problem.add_var(0.0, (0.0, most)))
        .collect();
    for column in 0..model.width {
        let met = || {
            let rows = model.rows.iter().enumerate();
            rows.filter(move |(_, row)| row.contains(&column))
                .map(|(at, _)| at)
        };
        let terms: Vec<_> = met().map(|at| (cells[at], 1.0)).collect();
        let sum = met().map(|at| model.counts[at]).sum();
        problem.add_constraint(terms, ComparisonOp::Eq, sum);
    }
    for cell in &cells {
        problem.add_constraint([(*cell, 1.0), (least, -1.0)], ComparisonOp::Ge, 0.0);
    }
    let solved = problem
        .solve()
        .ok()
        .and_then(|outcome| outcome.into_solution().ok());
    solved.is_some_and(|solution| solution.var_value(least) > 1e-7)
}

/// The largest likelihood.
fn newton(model: &Model) -> Result<Fitted, Refusal> {
    // Starts as iteratively reweighted least squares usually do: from the counts themselves.
    let mut means: Vec<f64> = model.counts.iter().map(|count| count + 0.1).collect();
    let mut before = f64::INFINITY;
    for round in 0..MOST_ROUNDS {
        let mut right = vec![0.0; model.width];
        for ((row, count), mean) in model.rows.iter().zip(&model.counts).zip(&means) {
            let target = mean * mean.ln() + (count - mean);
            for a in row {
                right[*a] += target;
            }
        }
        let matrix = information_of(&model.rows, &means, model.width);
        let factor = factor(matrix, if round == 0 { DOUBTFUL } else { 0.0 });
        // Only columns that depend on each other, or almost, leave so little at the counts themselves.
        let Some(factor) = factor else {
            return Err(if rank(model) < model.width {
                Refusal::NotIdentifiable
            } else {
                Refusal::DidNotSettle
            });
        };
        let effects = substitute(&factor, right);
        for (mean, row) in means.iter_mut().zip(&model.rows) {
            let power: f64 = row.iter().map(|at| effects[*at]).sum();
            *mean = power.clamp(-60.0, 60.0).exp();
        }
        let cells = model.counts.iter().zip(&means);
        let deviance: f64 = cells
            .map(|(count, mean)| 2.0 * (term(*count, *mean) - (count - mean)))
            .sum();
        if (before - deviance).abs() < settled(deviance) {
            let cells = model.counts.iter().zip(&means);
            let likelihood =
                cells.map(|(count, mean)| count * mean.ln() - mean - ln_factorial(*count));
            let log_likelihood = likelihood.sum();
            return Ok(Fitted {
                effects,
                means,
                deviance,
                log_likelihood,
            });
        }
        before = deviance;
    }
    Err(Refusal::DidNotSettle)
}

/// How much this deviance may change when it has settled.
fn settled(deviance: f64) -> f64 {
    SETTLED * (1.0 + deviance.abs())
}

fn term(count: f64, mean: f64) -> f64 {
    if count > 0.0 {
        count * (count / mean).ln()
    } else {
        0.0
    }
}

fn ln_factorial(count: f64) -> f64 {
    statrs::function::gamma::ln_gamma(count + 1.0)
}

/// Solves a symmetric positive system, of which the lower half is given.
pub(super) fn solve(matrix: Vec<Vec<f64>>, right: Vec<f64>) -> Option<Vec<f64>> {
    Some(substitute(&factor(matrix, 0.0)?, right))
}

/// Cholesky's factor; `None` where a pivot leaves no more than `share` of its diagonal, or nothing.
fn factor(mut matrix: Vec<Vec<f64>>, share: f64) -> Option<Vec<Vec<f64>>> {
    for row in 0..matrix.len() {
        let (above, rest) = matrix.split_at_mut(row);
        let line = rest.first_mut()?;
        for (column, other) in above.iter().enumerate() {
            let below: f64 = line[..column].iter().zip(other).map(|(a, b)| a * b).sum();
            line[column] = (line[column] - below) / other[column];
        }
        let below: f64 = line[..row].iter().map(|value| value * value).sum();
        let pivot = line[row] - below;
        if pivot <= (share * line[row]).max(1e-12) {
            return None;
        }
        line[row] = pivot.sqrt();
    }
    Some(matrix)
}

fn substitute(factor: &[Vec<f64>], mut right: Vec<f64>) -> Vec<f64> {
    for row in 0..right.len() {
        let line = factor[row].iter().zip(&right[..row]);
        let done: f64 = line.map(|(a, b)| a * b).sum();
        right[row] = (right[row] - done) / factor[row][row];
    }
    for row in (0..right.len()).rev() {
        right[row] /= factor[row][row];
        let value = right[row];
        for (below, a) in right[..row].iter_mut().zip(&factor[row]) {
            *below -= a * value;
        }
    }
    right
}

/// How many columns are independent.
fn rank(model: &Model) -> usize {
    let mut rows = vec![vec![0.0_f64; model.width]; model.rows.len()];
    for (row, of_model) in rows.iter_mut().zip(&model.rows) {
        for at in of_model {
            row[*at] = 1.0;
        }
    }
    let mut rank = 0;
    for column in 0..model.width {
        let best = (rank..rows.len())
            .max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()));
        let Some(best) = best.filter(|best| rows[*best][column].abs() > 1e-9) else {
            continue;
        };
        rows.swap(rank, best);
        let pivot = rows[rank].clone();
        for row in rows.iter_mut().skip(rank + 1) {
            let factor = row[column] / pivot[column];
            for (value, of_pivot) in row.iter_mut().zip(&pivot) {
                *value -= factor * of_pivot;
            }
        }
        rank += 1;
    }
    rank
}

#[cfg(test)]
mod tests {
    use rand::{Rng as _, SeedableRng as _};
    use rand_chacha::ChaCha8Rng;

    use super::{exists, fit};
    use crate::hidden::Overlap;

    /// What is told from the fitted cells is what the linear programme tells.
    #[test]
    fn a_fit_whose_cells_are_clear_of_zero_is_reached() {
        let mut rng = ChaCha8Rng::seed_from_u64(27);
        let (mut clear, mut not_reached) = (0, 0);
        for _ in 0..5_000 {
            let lists = rng.gen_range(3..=5);
            let counts = (1..1_u32 << lists).map(|set| {
                let is_empty = rng.gen_bool(0.5);
                (set, if is_empty { 0 } else { rng.gen_range(1..20) })
            });
            let overlap = Overlap::new(lists, counts.collect::<Vec<_>>()).unwrap();
            let pairs = overlap
                .pairs()
                .into_iter()
                .filter(|_| rng.gen_bool(0.5))
                .collect();
            let Ok(fit) = fit(&overlap, &pairs) else {
                continue;
            };
            clear += usize::from(fit.is_clear());
            let is_reached = exists(&fit.model);
            not_reached += usize::from(!is_reached);
            assert!(is_reached || !fit.is_clear(), "{overlap:?} {pairs:?}");
        }
        assert!(clear > 1_000 && not_reached > 300, "{clear} {not_reached}");
    }
}
