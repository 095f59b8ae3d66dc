// SPDX-License-Identifier: EUPL-1.2
//! What is made of counts with noise, without looking at anybody again: tables that agree with each other,
//! and records that agree with the tables.
//!
//! Several tables tell the same number, each with noise of its own: the margin of a table of two variables
//! is the table of one. [`agree`] takes the mean of what they tell, weighted by how surely each tells it, and
//! gives every table its part of the difference (least squares, one variable after the other); numbers
//! below nothing become none, at the cost of the others. [`draw_records`] draws records by each variable's
//! own numbers, and then changes records of combinations that are too many into ones that are too few,
//! table by table. Both rest on the noisy numbers alone, so they cost no privacy.

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// A table of counts with noise; all of its axes are of one answer each.
#[derive(Debug, Clone, PartialEq)]
pub struct Noisy {
    /// The variable of each axis.
    pub variables: Vec<usize>,
    /// How many categories each has; the same for a variable in every table.
    pub sizes: Vec<usize>,
    /// Row by row, without totals.
    pub counts: Vec<f64>,
    /// The variance of the noise on each.
    pub variance: f64,
}

/// How often all tables are gone through.
const ROUNDS: usize = 40;

impl Noisy {
    /// The category of a cell on an axis.
    fn category(&self, cell: usize, axis: usize) -> usize {
        let behind: usize = self.sizes.iter().skip(axis + 1).product();
        cell / behind.max(1) % self.sizes.get(axis).copied().unwrap_or(1)
    }

    /// The numbers of one axis, the others added up.
    fn margin(&self, axis: usize) -> Vec<f64> {
        let mut margin = vec![0.0; self.sizes.get(axis).copied().unwrap_or_default()];
        for (cell, count) in self.counts.iter().enumerate() {
            if let Some(place) = margin.get_mut(self.category(cell, axis)) {
                *place += count;
            }
        }
        margin
    }

    /// How many cells are added up to one number of an axis.
    fn width(&self, axis: usize) -> f64 {
        let size = self.sizes.get(axis).copied().unwrap_or(1).max(1);
        as_f64(self.counts.len() / size)
    }

    fn total(&self) -> f64 {
        self.counts.iter().sum()
    }

    /// Adds to each category of an axis, its cells alike.
    fn shift(&mut self, axis: usize, by: &[f64]) {
        let width = self.width(axis);
        for cell in 0..self.counts.len() {
            let category = self.category(cell, axis);
            if let (Some(count), Some(by)) = (self.counts.get_mut(cell), by.get(category)) {
                *count += by / width;
            }
        }
    }

    /// Numbers below nothing become none, and the others pay for it, so that the total stays.
    fn fill_up(&mut self) {
        for _ in 0..ROUNDS {
            let below: f64 = self.counts.iter().filter(|count| **count < 0.0).sum();
            let above = self.counts.iter().filter(|count| **count > 0.0).count();
            if below == 0.0 {
                return;
            }
            for count in &mut self.counts {
                *count = if *count > 0.0 {
                    *count + below / as_f64(above)
                } else {
                    0.0
                };
            }
        }
        for count in &mut self.counts {
            *count = count.max(0.0);
        }
    }
}

/// How often tables are made to agree again after numbers below nothing became none.
const AGREED: usize = 12;

/// Makes tables agree on what they tell twice, and tell nothing below none.
pub fn agree(tables: &mut [Noisy]) {
    for _ in 0..AGREED {
        share(tables);
        tables.iter_mut().for_each(Noisy::fill_up);
    }
}

/// Gives every table its part of what all tell together.
fn share(tables: &mut [Noisy]) {
    let variables: Vec<usize> = {
        let mut all: Vec<usize> = tables.iter().flat_map(|t| t.variables.clone()).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    // The total first: every table tells it.
    let weights: f64 = tables.iter().map(|t| weight(t, t.counts.len())).sum();
    let sums = tables.iter().map(|t| weight(t, t.counts.len()) * t.total());
    let total: f64 = sums.sum::<f64>() / weights;
    for table in tables.iter_mut() {
        let by = (total - table.total()) / as_f64(table.counts.len());
        table.counts.iter_mut().for_each(|count| *count += by);
    }
    for variable in variables {
        let axis = |table: &Noisy| table.variables.iter().position(|v| *v == variable);
        let mut mean: Vec<f64> = Vec::new();
        let mut weights = 0.0;
        for table in tables.iter() {
            let Some(axis) = axis(table) else { continue };
            let margin = table.margin(axis);
            let weight = 1.0 / (table.variance * table.width(axis));
            mean.resize(margin.len(), 0.0);
            for (sum, number) in mean.iter_mut().zip(margin) {
                *sum += weight * number;
            }
            weights += weight;
        }
        mean.iter_mut().for_each(|number| *number /= weights);
        for table in tables.iter_mut() {
            let Some(axis) = axis(table) else { continue };
            let margin = table.margin(axis);
            let by: Vec<f64> = mean.iter().zip(margin).map(|(a, b)| a - b).collect();
            table.shift(axis, &by);
        }
    }
}

/// How surely a table tells its total.
fn weight(table: &Noisy, cells: usize) -> f64 {
    1.0 / (table.variance * as_f64(cells))
}

/// Draws `records` records over the variables of the tables, by a seed: the code of each is its category.
/// Gives for each variable of the tables, in ascending order, one column.
#[must_use]
pub fn draw_records(tables: &[Noisy], records: usize, seed: u64) -> Vec<(usize, Vec<usize>)> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut columns: Vec<(usize, Vec<usize>)> = Vec::new();
    for table in tables {
        for (axis, variable) in table.variables.iter().enumerate() {
            if columns.iter().any(|(known, _)| known == variable) {
                continue;
            }
            // Of all tables that have it the one that tells it most surely.
            let surest = tables
                .iter()
                .filter_map(|t| Some((t, t.variables.iter().position(|v| v == variable)?)))
                .min_by(|a, b| {
                    let variance = |(t, axis): &(&Noisy, usize)| t.variance * t.width(*axis);
                    variance(a).total_cmp(&variance(b))
                });
            let margin = surest.map_or_else(|| table.margin(axis), |(t, axis)| t.margin(axis));
            columns.push((*variable, spread(&margin, records, &mut rng)));
        }
    }
    columns.sort_by_key(|(variable, _)| *variable);
    let wide: Vec<&Noisy> = tables.iter().filter(|t| t.variables.len() > 1).collect();
    for round in 0..ROUNDS {
        // Later rounds change less: so what one table wants does not undo what all others want.
        let part = 1.0 / (1.0 + as_f64(round) / 8.0);
        for table in &wide {
            approach(table, &mut columns, part, &mut rng);
        }
    }
    columns
}

/// As many records of each category as the numbers say, in any order.
fn spread(margin: &[f64], records: usize, rng: &mut ChaCha8Rng) -> Vec<usize> {
    let total: f64 = margin.iter().map(|number| number.max(0.0)).sum();
    let mut column = Vec::with_capacity(records);
    let mut due = 0.0;
    for (category, number) in margin.iter().enumerate() {
        due += number.max(0.0) / total.max(f64::MIN_POSITIVE) * as_f64(records);
        while as_f64(column.len()) + 0.5 <= due && column.len() < records {
            column.push(category);
        }
    }
    let last = column.last().copied().unwrap_or_default();
    column.resize(records, last);
    for at in (1..column.len()).rev() {
        column.swap(at, rng.gen_range(0..=at));
    }
    column
}

/// Changes records of combinations that are too many into ones that are too few.
fn approach(table: &Noisy, columns: &mut [(usize, Vec<usize>)], part: f64, rng: &mut ChaCha8Rng) {
    let places: Vec<usize> = table
        .variables
        .iter()
        .filter_map(|variable| columns.iter().position(|(known, _)| known == variable))
        .collect();
    let records = columns.first().map_or(0, |(_, column)| column.len());
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); table.counts.len()];
    for record in 0..records {
        let cell = places
            .iter()
            .zip(&table.sizes)
            .fold(0, |cell, (place, size)| {
                cell * size + columns[*place].1[record]
            });
        held[cell].push(record);
    }
    let scale = as_f64(records) / table.total().max(f64::MIN_POSITIVE);
    let mut free: Vec<usize> = Vec::new();
    let mut wanted: Vec<usize> = Vec::new();
    for (cell, count) in table.counts.iter().enumerate() {
        let off = part * (count * scale - as_f64(held[cell].len()));
        let whole = off.abs().floor() + f64::from(u8::from(rng.gen_bool(off.abs().fract())));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number of records, not negative"
        )]
        let whole = whole as usize;
        if off > 0.0 {
            wanted.extend(std::iter::repeat_n(cell, whole));
        } else {
            for _ in 0..whole.min(held[cell].len()) {
                let at = rng.gen_range(0..held[cell].len());
                free.push(held[cell].swap_remove(at));
            }
        }
    }
    for at in (1..wanted.len()).rev() {
        wanted.swap(at, rng.gen_range(0..=at));
    }
    for (record, cell) in free.into_iter().zip(wanted) {
        // Half of them become like somebody who is there, with all other answers: that keeps what the other
        // tables say; where nobody is, only these answers change.
        let like = (!held[cell].is_empty() && rng.gen_bool(0.5))
            .then(|| held[cell][rng.gen_range(0..held[cell].len())]);
        match like {
            Some(other) => {
                for (_, column) in columns.iter_mut() {
                    column[record] = column[other];
                }
            }
            None => {
                for (axis, place) in places.iter().enumerate() {
                    columns[*place].1[record] = table.category(cell, axis);
                }
            }
        }
    }
}

/// How near records come to tables of one number of variables.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearness {
    /// How many variables the tables have.
    pub length: usize,
    /// Numbers of at least the size that is asked about.
    pub told: usize,
    /// How many of them some record has.
    pub there: usize,
    /// Cells that are told to be empty, and some record has them.
    pub invented: usize,
    /// Mean relative error of these numbers.
    pub error: f64,
}

/// How near records come to the tables, for numbers of at least `least`.
#[must_use]
pub fn judge(tables: &[Noisy], columns: &[(usize, Vec<usize>)], least: f64) -> Vec<Nearness> {
    let longest = tables.iter().map(|table| table.variables.len()).max();
    let records = columns.first().map_or(0, |(_, column)| column.len());
    let of_length = |length: usize| {
        let mut found = Nearness {
            length,
            told: 0,
            there: 0,
            invented: 0,
            error: 0.0,
        };
        for table in tables
            .iter()
            .filter(|table| table.variables.len() == length)
        {
            let mut counts = vec![0_usize; table.counts.len()];
            for record in 0..records {
                let axes = table.variables.iter().zip(&table.sizes);
                let cell = axes.fold(0, |cell, (variable, size)| {
                    let column = columns.iter().find(|(known, _)| known == variable);
                    cell * size + column.map_or(0, |(_, column)| column[record])
                });
                counts[cell] += 1;
            }
            let scale = table.total() / as_f64(records.max(1));
            for (told, count) in table.counts.iter().zip(counts) {
                found.invented += usize::from(*told < 0.5 && count > 0);
                if *told >= least {
                    found.told += 1;
                    found.there += usize::from(count > 0);
                    found.error += (as_f64(count) * scale - told).abs() / told;
                }
            }
        }
        found.error /= as_f64(found.told.max(1));
        found
    };
    let lengths = 1..=longest.unwrap_or_default();
    lengths
        .map(of_length)
        .filter(|found| found.told > 0)
        .collect()
}

/// Numbers of cells and records are far below what this loses.
fn as_f64(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use rand::{Rng as _, SeedableRng as _};
    use rand_chacha::ChaCha8Rng;

    use super::{Noisy, agree, draw_records, judge};

    /// Two variables that go together, each alone and both, with noise.
    fn tables(noise: f64, seed: u64) -> (Vec<Noisy>, Vec<Vec<f64>>) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let both = [400.0, 20.0, 0.0, 30.0, 300.0, 50.0];
        let exact = [
            (vec![0], vec![2], vec![420.0, 380.0]),
            (vec![1], vec![3], vec![430.0, 320.0, 50.0]),
            (vec![0, 1], vec![2, 3], both.to_vec()),
        ];
        let truth = exact.iter().map(|(.., counts)| counts.clone()).collect();
        let noisy = exact.map(|(variables, sizes, counts)| Noisy {
            variables,
            sizes,
            counts: counts
                .iter()
                .map(|c| c + rng.gen_range(-noise..=noise))
                .collect(),
            variance: noise * noise / 3.0,
        });
        (noisy.to_vec(), truth)
    }

    #[test]
    fn tables_agree_and_are_nearer_to_the_truth_than_each_alone() {
        let (mut before, mut after) = (0.0, 0.0);
        for seed in 0..200 {
            let (mut tables, truth) = tables(12.0, seed);
            let off = |tables: &[Noisy]| -> f64 {
                let all = tables.iter().zip(&truth);
                all.flat_map(|(t, truth)| t.counts.iter().zip(truth))
                    .map(|(a, b)| (a - b) * (a - b))
                    .sum()
            };
            before += off(&tables);
            agree(&mut tables);
            after += off(&tables);
            assert!(
                tables
                    .iter()
                    .all(|t| t.counts.iter().all(|count| *count >= 0.0))
            );
            let totals: Vec<f64> = tables.iter().map(Noisy::total).collect();
            assert!((totals[0] - totals[2]).abs() < 1e-6, "{totals:?}");
        }
        assert!(after < 0.85 * before, "{after} {before}");
    }

    #[test]
    fn records_say_what_the_tables_say_and_the_same_seed_the_same() {
        let (mut tables, _) = tables(1.0, 1);
        agree(&mut tables);
        let columns = draw_records(&tables, 800, 3);
        assert_eq!(columns, draw_records(&tables, 800, 3));
        assert_ne!(columns, draw_records(&tables, 800, 4));
        assert_eq!(columns.len(), 2);
        for found in judge(&tables, &columns, 10.0) {
            assert!(found.error < 0.05 && found.told == found.there, "{found:?}");
        }
        // Independent columns would be far off.
        let mut apart = columns;
        apart[1].1.rotate_left(400);
        apart[1].1.sort_unstable();
        let worse = judge(&tables, &apart, 10.0);
        assert!(worse[1].error > 0.2, "{worse:?}");
    }
}
