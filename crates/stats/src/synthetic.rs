// SPDX-License-Identifier: EUPL-1.2
//! Synthetic records: invented people, of whom every combination of up to R values is one that enough real
//! people have.
//!
//! - **precondition**: records as codes, 0 for "not recorded".
//! - **procedure**: all combinations of up to R values are counted, with the centres they come from; those
//!   that rules would show are allowed. A record is drawn value by value in random order: each by how many
//!   real people have it together with the R − 1 values drawn last, among those that stay allowed with all
//!   that was drawn; what is not allowed becomes "not recorded".
//! - **postcondition**: k-anonymous by construction. [`prove`] checks it anew, from the records alone.
//!
//! The same records, rules and seed give the same synthetic records.

use std::collections::{BTreeMap, BTreeSet};

use rand::seq::SliceRandom as _;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;

use crate::rule::{Rules, Why};
use crate::table::Records;

/// What is drawn.
#[derive(Debug, Clone)]
pub struct Order<'o> {
    /// The columns, by their index in the records.
    pub columns: &'o [usize],
    /// The longest combination that is protected.
    pub length: usize,
    /// How many records.
    pub records: usize,
    /// Whoever gives it again gets the same records.
    pub seed: u64,
}

/// A combination: columns, ascending, with their codes.
pub type Combination = Vec<(usize, u16)>;

/// How many real people have a combination, and of how many centres they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    /// People.
    pub count: u32,
    /// Of each centre.
    pub by_centre: BTreeMap<u16, u32>,
}

/// All combinations of up to some length, with who has them.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    all: BTreeMap<Combination, Support>,
    people: u32,
}

impl Counts {
    /// Counts the rows that `takes` names.
    #[must_use]
    pub fn of(
        records: &Records,
        columns: &[usize],
        length: usize,
        takes: &dyn Fn(usize) -> bool,
    ) -> Self {
        let mut counts = Self::default();
        for row in (0..records.len()).filter(|row| takes(*row)) {
            counts.people += 1;
            let told = told_of(columns, |column| records.columns[column][row]);
            for combination in list_parts(&told, length) {
                let support = counts.all.entry(combination).or_default();
                support.count += 1;
                *support.by_centre.entry(records.centres[row]).or_default() += 1;
            }
        }
        counts
    }

    fn count(&self, combination: &Combination) -> u32 {
        self.all.get(combination).map_or(0, |support| support.count)
    }

    /// Whether enough people of more than one centre have it.
    fn allows(&self, combination: &Combination, rules: &Rules) -> bool {
        self.all.get(combination).is_some_and(|support| {
            let threshold = rules.threshold(combination.iter().map(|(column, _)| *column));
            rules
                .of_count(support.count, threshold, &support.by_centre)
                .is_none()
        })
    }
}

/// The columns of a record that say something.
fn told_of(columns: &[usize], code: impl Fn(usize) -> u16) -> Combination {
    let all = columns.iter().map(|column| (*column, code(*column)));
    let mut told: Combination = all.filter(|(_, code)| *code > 0).collect();
    told.sort_unstable();
    told
}

/// All parts of a combination with one to `length` values.
fn list_parts(told: &Combination, length: usize) -> Vec<Combination> {
    let mut parts: Vec<Combination> = vec![Vec::new()];
    for pair in told {
        for at in 0..parts.len() {
            if parts[at].len() < length {
                let mut longer = parts[at].clone();
                longer.push(*pair);
                parts.push(longer);
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Draws records; each has a code for every column of the order, 0 for "not recorded".
#[must_use]
pub fn draw(counts: &Counts, rules: &Rules, order: &Order<'_>) -> Vec<Vec<u16>> {
    let allowed: BTreeSet<&Combination> = counts
        .all
        .keys()
        .filter(|combination| counts.allows(combination, rules))
        .collect();
    let codes: BTreeMap<usize, Vec<u16>> = order
        .columns
        .iter()
        .map(|column| {
            let of_column = allowed.iter().filter(|c| c.len() == 1 && c[0].0 == *column);
            (*column, of_column.map(|c| c[0].1).collect())
        })
        .collect();
    let mut rng = ChaCha20Rng::seed_from_u64(order.seed);
    let mut all = Vec::with_capacity(order.records);
    let mut columns = order.columns.to_vec();
    for _ in 0..order.records {
        columns.shuffle(&mut rng);
        let mut drawn: Combination = Vec::new();
        for column in &columns {
            let near = &drawn[drawn.len().saturating_sub(order.length - 1)..];
            let mut context = near.to_vec();
            context.sort_unstable();
            let mut known = drawn.clone();
            known.sort_unstable();
            let parts = list_parts(&known, order.length - 1);
            let weights: Vec<u32> = codes[column]
                .iter()
                .map(|code| {
                    let with = |part: &Combination| joined(part, (*column, *code));
                    let stays = parts.iter().all(|part| allowed.contains(&with(part)));
                    if stays {
                        counts.count(&with(&context))
                    } else {
                        0
                    }
                })
                .collect();
            // Those who have the context and no allowed value here.
            let all_here = if context.is_empty() {
                counts.people
            } else {
                counts.count(&context)
            };
            let told: u32 = weights.iter().sum();
            let total = all_here.max(told);
            if total == 0 {
                continue;
            }
            let mut at = rng.gen_range(0..total);
            for (code, weight) in codes[column].iter().zip(weights) {
                if at < weight {
                    drawn.push((*column, *code));
                    break;
                }
                at -= weight;
            }
        }
        let code = |column: &usize| {
            let found = drawn.iter().find(|(other, _)| other == column);
            found.map_or(0, |(_, code)| *code)
        };
        all.push(order.columns.iter().map(code).collect());
    }
    all
}

fn joined(part: &Combination, pair: (usize, u16)) -> Combination {
    let mut longer = part.clone();
    let at = longer.partition_point(|other| *other < pair);
    longer.insert(at, pair);
    longer
}

/// The proof for the auditor: every combination that stands in the synthetic records, with the real people
/// who have it. It is never published.
///
/// # Errors
/// The first combination that too few people have, or too few of other centres, and why.
pub fn prove(
    counts: &Counts,
    rules: &Rules,
    order: &Order<'_>,
    drawn: &[Vec<u16>],
) -> Result<BTreeMap<Combination, Support>, (Combination, Why)> {
    let mut proof = BTreeMap::new();
    for record in drawn {
        for part in parts_of(record, order) {
            if proof.contains_key(&part) {
                continue;
            }
            let support = counts.all.get(&part).cloned().unwrap_or_default();
            let threshold = rules.threshold(part.iter().map(|(column, _)| *column));
            if support.count == 0 {
                return Err((part, Why::Empty));
            }
            if let Some(why) = rules.of_count(support.count, threshold, &support.by_centre) {
                return Err((part, why));
            }
            proof.insert(part, support);
        }
    }
    Ok(proof)
}

fn parts_of(record: &[u16], order: &Order<'_>) -> Vec<Combination> {
    let place: BTreeMap<usize, u16> = order
        .columns
        .iter()
        .copied()
        .zip(record.iter().copied())
        .collect();
    list_parts(
        &told_of(order.columns, |column| place[&column]),
        order.length,
    )
}

/// How good synthetic records are, for combinations of one length.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Quality {
    /// How many values are combined.
    pub length: usize,
    /// Combinations that enough people have.
    pub allowed: usize,
    /// How many of them the synthetic records have, too.
    pub preserved: usize,
    /// Combinations of the synthetic records that nobody has.
    pub fabricated: usize,
    /// Combinations of the synthetic records that too few people have.
    pub leaked: usize,
    /// Mean relative error of the counts of allowed combinations, scaled to as many records.
    pub error: f64,
}

/// The quality by length.
#[must_use]
pub fn judge(
    counts: &Counts,
    rules: &Rules,
    order: &Order<'_>,
    drawn: &[Vec<u16>],
) -> Vec<Quality> {
    let mut found: BTreeMap<Combination, u32> = BTreeMap::new();
    for record in drawn {
        for part in parts_of(record, order) {
            *found.entry(part).or_default() += 1;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "numbers of people are small")]
    let scale = if drawn.is_empty() {
        0.0
    } else {
        f64::from(counts.people) / drawn.len() as f64
    };
    let of_length = |length: usize| {
        let mut quality = Quality {
            length,
            ..Quality::default()
        };
        let mut errors = 0.0;
        for (combination, support) in counts.all.iter().filter(|(c, _)| c.len() == length) {
            if !counts.allows(combination, rules) {
                continue;
            }
            let drawn = found.get(combination).copied().unwrap_or_default();
            quality.allowed += 1;
            quality.preserved += usize::from(drawn > 0);
            errors += f64::from(drawn)
                .mul_add(scale, -f64::from(support.count))
                .abs()
                / f64::from(support.count);
        }
        for combination in found.keys().filter(|c| c.len() == length) {
            let is_real = counts.all.contains_key(combination);
            quality.fabricated += usize::from(!is_real);
            quality.leaked += usize::from(is_real && !counts.allows(combination, rules));
        }
        #[expect(clippy::cast_precision_loss, reason = "combinations are few")]
        let allowed = quality.allowed.max(1) as f64;
        quality.error = errors / allowed;
        quality
    };
    (1..=order.length).map(of_length).collect()
}
