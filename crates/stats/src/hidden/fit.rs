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

/// A model with the cells that it explains.
struct Model {
    /// The lists of each cell.
    sets: Vec<u32>,
    /// Which parameters apply to each cell: columns of zeros and ones.
    rows: Vec<Vec<f64>>,
    counts: Vec<f64>,
}

/// A pair that shares nobody has an effect of minus infinity: its cells are zero for certain and leave the
/// table, and so does its parameter.
fn lay_out(overlap: &Overlap, pairs: &BTreeSet<Pair>) -> Model {
    let bits = |(a, b): &Pair| (1_u32 << a) | (1 << b);
    let (kept, empty): (Vec<Pair>, Vec<Pair>) = pairs
        .iter()
        .partition(|pair| overlap.shared(bits(pair)) > 0);
    let sets = 1..1_u32 << overlap.lists();
    let sets = sets.filter(|set| !empty.iter().any(|pair| set & bits(pair) == bits(pair)));
    let mut model = Model {
        sets: Vec::new(),
        rows: Vec::new(),
        counts: Vec::new(),
    };
    for set in sets {
        let mut row = vec![1.0];
        row.extend((0..overlap.lists()).map(|list| f64::from((set >> list) & 1)));
        row.extend(
            kept.iter()
                .map(|pair| f64::from(u8::from(set & bits(pair) == bits(pair)))),
        );
        model.sets.push(set);
        model.rows.push(row);
        model.counts.push(f64::from(overlap.count(set)));
    }
    model
}

/// Fits the model in which these pairs of lists depend on each other.
///
/// # Errors
/// [`Refusal`] where no estimate exists, or data cannot tell one from another.
pub fn estimate(overlap: &Overlap, pairs: &BTreeSet<Pair>) -> Result<Estimate, Refusal> {
    let found = match fit(overlap, pairs) {
        // What does not settle mostly does not exist.
        Err(Refusal::DidNotSettle) if !has_estimate(overlap, pairs) => {
            return Err(Refusal::DoesNotExist);
        }
        found => found?,
    };
    if has_estimate(overlap, pairs) {
        Ok(found)
    } else {
        Err(Refusal::DoesNotExist)
    }
}

/// Whether the largest likelihood of this model is reached.
pub(super) fn has_estimate(overlap: &Overlap, pairs: &BTreeSet<Pair>) -> bool {
    exists(&lay_out(overlap, pairs))
}

/// Fits without asking whether the estimate exists: for finding the best of many, which is then asked.
pub(super) fn fit(overlap: &Overlap, pairs: &BTreeSet<Pair>) -> Result<Estimate, Refusal> {
    let model = lay_out(overlap, pairs);
    let width = model.rows.first().map_or(0, Vec::len);
    if rank(&model.rows) < width {
        return Err(Refusal::NotIdentifiable);
    }
    let fitted = newton(&model).ok_or(Refusal::DidNotSettle)?;
    let observed = f64::from(overlap.observed());
    #[expect(clippy::cast_precision_loss, reason = "a few dozen parameters at most")]
    let parameters = (1 + overlap.lists() + pairs.len()) as f64;
    Ok(Estimate {
        total: observed + fitted.effects[0].exp(),
        pairs: pairs.clone(),
        deviance: fitted.deviance,
        bic: parameters * observed.ln() - 2.0 * fitted.log_likelihood,
    })
}

/// How many cases on both lists of a pair this model expects.
pub(super) fn expect_shared(overlap: &Overlap, pairs: &BTreeSet<Pair>, pair: Pair) -> Option<f64> {
    let model = lay_out(overlap, pairs);
    let fitted = newton(&model)?;
    let both = (1_u32 << pair.0) | (1 << pair.1);
    let cells = model.sets.iter().zip(&fitted.means);
    Some(
        cells
            .filter(|(set, _)| **set & both == both)
            .map(|(_, mean)| mean)
            .sum(),
    )
}

/// A model after fitting.
struct Fitted {
    effects: Vec<f64>,
    means: Vec<f64>,
    deviance: f64,
    log_likelihood: f64,
}

/// Fisher's information of cells with these parameters and means.
pub(super) fn information_of(rows: &[Vec<f64>], means: &[f64]) -> Vec<Vec<f64>> {
    let width = rows.first().map_or(0, Vec::len);
    let mut matrix = vec![vec![0.0; width]; width];
    for (row, mean) in rows.iter().zip(means) {
        for a in (0..width).filter(|a| row[*a] > 0.0) {
            for b in (0..width).filter(|b| row[*b] > 0.0) {
                matrix[a][b] += mean;
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
    let width = model.rows.first().map_or(0, Vec::len);
    for column in 0..width {
        let met = cells
            .iter()
            .zip(&model.rows)
            .filter(|(_, row)| row[column] > 0.0);
        let terms: Vec<_> = met.map(|(cell, _)| (*cell, 1.0)).collect();
        let sum = model
            .rows
            .iter()
            .zip(&model.counts)
            .map(|(row, count)| row[column] * count)
            .sum();
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
fn newton(model: &Model) -> Option<Fitted> {
    let width = model.rows.first()?.len();
    // Starts as iteratively reweighted least squares usually do: from the counts themselves.
    let mut means: Vec<f64> = model.counts.iter().map(|count| count + 0.1).collect();
    let mut before = f64::INFINITY;
    for _ in 0..MOST_ROUNDS {
        let matrix = information_of(&model.rows, &means);
        let mut right = vec![0.0; width];
        for ((row, count), mean) in model.rows.iter().zip(&model.counts).zip(&means) {
            let target = mean.ln() + (count - mean) / mean;
            for a in (0..width).filter(|a| row[*a] > 0.0) {
                right[a] += mean * target;
            }
        }
        let effects = solve(matrix, right)?;
        for (mean, row) in means.iter_mut().zip(&model.rows) {
            let power: f64 = row.iter().zip(&effects).map(|(x, effect)| x * effect).sum();
            *mean = power.clamp(-60.0, 60.0).exp();
        }
        let cells = model.counts.iter().zip(&means);
        let deviance: f64 = cells
            .map(|(count, mean)| 2.0 * (term(*count, *mean) - (count - mean)))
            .sum();
        if (before - deviance).abs() < SETTLED * (1.0 + deviance.abs()) {
            let cells = model.counts.iter().zip(&means);
            let likelihood =
                cells.map(|(count, mean)| count * mean.ln() - mean - ln_factorial(*count));
            let log_likelihood = likelihood.sum();
            return Some(Fitted {
                effects,
                means,
                deviance,
                log_likelihood,
            });
        }
        before = deviance;
    }
    None
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

/// Solves a symmetric positive system (Cholesky).
pub(super) fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let width = right.len();
    for column in 0..width {
        for row in column..width {
            let below: f64 = (0..column)
                .map(|k| matrix[row][k] * matrix[column][k])
                .sum();
            let rest = matrix[row][column] - below;
            if row == column {
                if rest <= 1e-12 {
                    return None;
                }
                matrix[row][column] = rest.sqrt();
            } else {
                matrix[row][column] = rest / matrix[column][column];
            }
        }
    }
    for row in 0..width {
        let done: f64 = (0..row).map(|k| matrix[row][k] * right[k]).sum();
        right[row] = (right[row] - done) / matrix[row][row];
    }
    for row in (0..width).rev() {
        let done: f64 = (row + 1..width).map(|k| matrix[k][row] * right[k]).sum();
        right[row] = (right[row] - done) / matrix[row][row];
    }
    Some(right)
}

/// How many columns are independent.
fn rank(rows: &[Vec<f64>]) -> usize {
    let mut rows = rows.to_vec();
    let width = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..width {
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
