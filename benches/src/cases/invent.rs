// SPDX-License-Identifier: EUPL-1.2
//! Invented cases for comparisons: twelve columns, some of which go together, with gaps as centres leave them.

use std::io::Write as _;
use std::path::Path;

use anyhow::Result;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Name of each column, how many values it has, and how many of a hundred cells are empty.
pub(super) const COLUMNS: [(&str, u16, u32); 12] = [
    ("year", 12, 0),
    ("gender", 4, 0),
    ("age", 9, 4),
    ("citizenship", 60, 3),
    ("land", 16, 0),
    ("form", 6, 0),
    ("sector", 21, 15),
    ("recruiter", 6, 38),
    ("debt", 2, 30),
    ("threats", 2, 22),
    ("documents", 2, 33),
    ("violence", 2, 24),
];
const FORM: usize = 5;

/// The codes of one case; 0: not recorded.
pub(super) type Case = [u16; COLUMNS.len()];

/// Cases by a seed.
pub(super) fn invent(rows: usize, seed: u64) -> Vec<Case> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut all = Vec::with_capacity(rows);
    for _ in 0..rows {
        let mut case: Case = [0; COLUMNS.len()];
        let form = pick(&mut rng, 6, 3);
        let hardship = rng.gen_range(0..100_u32);
        for (at, (_, values, empty)) in COLUMNS.into_iter().enumerate() {
            let value = match at {
                FORM => form,
                // What goes with a form: the values are turned by it.
                1 | 2 | 6 => (pick(&mut rng, values, 3) + form * values / 6) % values,
                8.. => u16::from(rng.gen_range(0..100) < hardship),
                _ => pick(&mut rng, values, 2),
            };
            if rng.gen_range(0..100) >= empty {
                case[at] = value + 1;
            }
        }
        all.push(case);
    }
    all
}

/// One of `values`, the first ones more often: the least of so many draws.
fn pick(rng: &mut ChaCha8Rng, values: u16, draws: usize) -> u16 {
    let drawn = (0..draws).map(|_| rng.gen_range(0..values));
    drawn.min().unwrap_or_default()
}

/// Writes them as CSV; an empty cell is not recorded.
pub(super) fn write(cases: &[Case], path: &Path) -> Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    let heading: Vec<&str> = COLUMNS.iter().map(|(name, ..)| *name).collect();
    writeln!(file, "{}", heading.join(","))?;
    for case in cases {
        for (at, code) in case.iter().enumerate() {
            let before = if at == 0 { "" } else { "," };
            match code {
                0 => write!(file, "{before}")?,
                code => write!(file, "{before}v{code}")?,
            }
        }
        writeln!(file)?;
    }
    Ok(file.flush()?)
}
