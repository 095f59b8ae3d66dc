// SPDX-License-Identifier: EUPL-1.2
//! Releases of synthetic records: what is drawn, how good it is, and the proof that stays in the pool.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};
use wegmarke_stats::synthetic::{Combination, Counts, Order, Support, draw, judge, prove};

use crate::encode::{Encoded, WHEN};
use crate::plan::{Plan, Synthetic};

/// Synthetic records as they are published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// Their variables.
    pub variables: Vec<String>,
    /// Their codes; empty: not recorded.
    pub records: Vec<Vec<String>>,
    /// How good they are, by the number of values that are combined.
    pub quality: Vec<Judged>,
}

/// The quality of combinations of one length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// How many values are combined.
    pub length: usize,
    /// Combinations that enough people have.
    pub allowed: usize,
    /// How many of them are preserved.
    pub preserved: usize,
    /// Combinations that nobody has.
    pub fabricated: usize,
    /// Combinations that too few people have.
    pub leaked: usize,
    /// Mean relative error of the counts, in per cent.
    pub error: u32,
}

/// One line of the proof: a combination, and the people who have it. Never published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proven {
    /// The combination.
    pub values: BTreeMap<String, String>,
    /// How many people.
    pub people: u32,
    /// Of how many centres.
    pub centres: usize,
}

/// Draws the records of a plan and proves them.
///
/// # Errors
/// If a variable is not there, or what was drawn shows too much.
pub fn draw_records(
    plan: &Plan,
    order: &Synthetic,
    encoded: &Encoded,
    release: usize,
) -> Result<(Drawn, Vec<Proven>)> {
    let mut columns = Vec::new();
    let mut words: BTreeMap<usize, (&String, BTreeMap<u16, String>)> = BTreeMap::new();
    for name in &order.variables {
        let (column, codes) = encoded
            .find_column(name)
            .with_context(|| format!("the pool has no “{name}”"))?;
        columns.push(column);
        words.insert(column, (name, codes));
    }
    let rules = encoded.rules(plan);
    let moments = encoded.counted(plan, release);
    let takes = |row: usize| moments.contains(&encoded.records.columns[WHEN][row]);
    let counts = Counts::of(&encoded.records, &columns, order.length, &takes);
    let wanted = Order {
        columns: &columns,
        length: order.length,
        records: order.records,
        seed: order.seed,
    };
    let drawn = draw(&counts, &rules, &wanted);
    // Drawn and checked by different code: nothing rests on the drawing.
    let proof = match prove(&counts, &rules, &wanted, &drawn) {
        Ok(proof) => proof,
        Err((_, why)) => bail!("the synthetic records show too much ({})", why.as_str()),
    };
    let word = |column: usize, code: u16| {
        let codes = words.get(&column).and_then(|(_, codes)| codes.get(&code));
        codes.cloned().unwrap_or_default()
    };
    let record = |codes: &Vec<u16>| {
        let both = columns.iter().zip(codes);
        both.map(|(column, code)| word(*column, *code)).collect()
    };
    let line = |(combination, support): (&Combination, &Support)| Proven {
        values: combination
            .iter()
            .map(|(column, code)| (words[column].0.clone(), word(*column, *code)))
            .collect(),
        people: support.count,
        centres: support.by_centre.len(),
    };
    let quality = judge(&counts, &rules, &wanted, &drawn);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share in per cent"
    )]
    let quality = quality.iter().map(|of_length| Judged {
        length: of_length.length,
        allowed: of_length.allowed,
        preserved: of_length.preserved,
        fabricated: of_length.fabricated,
        leaked: of_length.leaked,
        error: (of_length.error * 100.0).round() as u32,
    });
    let drawn = Drawn {
        variables: order.variables.clone(),
        quality: quality.collect(),
        records: drawn.iter().map(record).collect(),
    };
    Ok((drawn, proof.iter().map(line).collect()))
}
