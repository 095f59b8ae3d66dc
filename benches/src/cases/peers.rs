// SPDX-License-Identifier: EUPL-1.2
//! Case data beside pac-synth and DuckDB: counting every combination of values, and counts with noise. The
//! peers are those that `WEGMARKE_PEERS` names, a folder made by `cargo xtask bench`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use wegmarke_noise::{Counts, Kind, Privacy, draw};
use wegmarke_stats::count::{Columns, Options, for_each_block};
use wegmarke_stats::noisy::{Noisy, agree};

use super::invent::{COLUMNS, Case, invent, write};
use crate::Results;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cases/peers.py");
const PRIVACY: Privacy = Privacy {
    epsilon: 4.0,
    delta: 1e-6,
};
/// Pairs of columns of which tables are wanted.
const PAIRS: [(usize, usize); 15] = [
    (0, 1),
    (0, 5),
    (1, 2),
    (1, 5),
    (1, 6),
    (2, 5),
    (3, 5),
    (4, 5),
    (5, 6),
    (5, 7),
    (5, 8),
    (5, 9),
    (5, 11),
    (8, 9),
    (10, 11),
];
/// Cells from here on are compared.
const LEAST: u32 = 10;
/// How often noise is drawn.
const REPEATED: u32 = 5;

/// Counting, beside both.
pub(super) fn run(results: &mut Results) -> Result<()> {
    let Some(folder) = find(results, "counting cases beside pac-synth and DuckDB (P14)") else {
        return Ok(());
    };
    let here = tempfile::tempdir()?;
    beside_pac_synth(&folder, here.path(), results)?;
    beside_duckdb(&folder, here.path(), results)
}

/// The folder of the peers; without one it is said what is left out.
fn find(results: &mut Results, what: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("WEGMARKE_PEERS").map(PathBuf::from);
    if folder.is_none() {
        results.skip(
            what,
            "WEGMARKE_PEERS is not set; `cargo xtask bench` installs them",
        );
    }
    folder
}

/// What a peer, or a program run by it, says.
fn ask(folder: &Path, words: &[&str]) -> Result<Value> {
    let output = Command::new(folder.join("bin/python"))
        .arg(SCRIPT)
        .args(words)
        .output()?;
    ensure!(
        output.status.success(),
        "{words:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn number(value: &Value, name: &str) -> Result<f64> {
    value[name]
        .as_f64()
        .with_context(|| format!("no {name} in {value}"))
}

/// Our own program, beside this one.
fn count(folder: &Path, file: &str, out: &str) -> Result<Value> {
    let program = std::env::current_exe()?.with_file_name("wegmarke-cases");
    let program = program.to_string_lossy().into_owned();
    ask(
        folder,
        &[
            "run",
            &program,
            "--lang",
            "en",
            "count",
            file,
            "--length",
            "4",
            "--threads",
            "2",
            "--out",
            out,
        ],
    )
}

/// Whether both counted the same: combinations, and people in all of them.
fn agrees(ours: &Value, peer: &Value) -> Result<()> {
    let said = ours["said"].as_str().unwrap_or_default();
    for name in ["combinations", "sum"] {
        let told = peer[name].as_u64().context("a count")?;
        let digits: String = said
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == ' ')
            .collect();
        ensure!(
            digits.split(' ').any(|word| word == told.to_string()),
            "{name}: {told} is not in “{said}”"
        );
    }
    Ok(())
}

fn beside_pac_synth(folder: &Path, here: &Path, results: &mut Results) -> Result<()> {
    let (file, out) = (here.join("100k.csv"), here.join("100k-all.csv"));
    write(&invent(100_000, 1), &file)?;
    let (file, out) = (file.to_string_lossy(), out.to_string_lossy());
    let ours = count(folder, &file, &out)?;
    let peer = ask(folder, &["pac-synth", &file, "4"])?;
    agrees(&ours, &peer)?;
    let (seconds, memory) = (number(&ours, "seconds")?, number(&ours, "megabytes")?);
    let faster = number(&peer, "seconds")? / seconds;
    let smaller = number(&peer, "megabytes")? / memory;
    results.add(
        "counting 100,000 cases, length 4: times faster than pac-synth 0.0.8, whole process",
        "at least 150",
        format!("{faster:.0} ({seconds:.2} s)"),
        faster >= 150.0,
    );
    results.add(
        "its memory, beside that of pac-synth",
        "at most 1/50",
        format!("1/{smaller:.0} ({memory:.0} MB)"),
        smaller >= 50.0,
    );
    Ok(())
}

fn beside_duckdb(folder: &Path, here: &Path, results: &mut Results) -> Result<()> {
    let (file, out) = (here.join("1m.csv"), here.join("1m-all.csv"));
    let cases = invent(1_000_000, 2);
    write(&cases, &file)?;
    let (file, out) = (file.to_string_lossy(), out.to_string_lossy());
    let ours = count(folder, &file, &out)?;
    let peer = ask(folder, &["duckdb", &file, "4"])?;
    agrees(&ours, &peer)?;
    let counting = counting(&cases)?;
    let (seconds, memory) = (number(&ours, "seconds")?, number(&ours, "megabytes")?);
    let whole = number(&peer, "seconds")? / seconds;
    let inner = number(&peer, "counting")? / counting;
    for (what, goal, times, least) in [
        ("end to end", "at least 5", whole, 5.0),
        ("in counting", "at least 20", inner, 20.0),
    ] {
        results.add(
            &format!("counting 1,000,000 cases, length 4: times faster than DuckDB 2.0.0 {what}"),
            goal,
            format!("{times:.1}"),
            times >= least,
        );
    }
    results.add(
        "counting 1,000,000 cases, length 4, from CSV to all rows written",
        "at most 2 s, 200 MB",
        format!("{seconds:.2} s, {memory:.0} MB"),
        seconds <= 2.0 && memory <= 200.0,
    );
    Ok(())
}

/// Seconds of counting alone.
fn counting(cases: &[Case]) -> Result<f64> {
    let columns: Vec<Vec<u16>> = (0..COLUMNS.len())
        .map(|at| cases.iter().map(|case| case[at]).collect())
        .collect();
    let columns = Columns::new(columns)?;
    let combinations = AtomicU64::new(0);
    let options = Options {
        length: 4,
        ..Options::default()
    };
    let since = Instant::now();
    for_each_block(&columns, options, |block| {
        let mut found = 0;
        block.for_each(|_, _| found += 1);
        combinations.fetch_add(found, Ordering::Relaxed);
    });
    let took = since.elapsed().as_secs_f64();
    ensure!(combinations.into_inner() > 0, "nothing was counted");
    Ok(took)
}

/// Tables as somebody would want them: each column, and the pairs.
fn tables(cases: &[Case]) -> Vec<(Vec<usize>, Vec<u32>)> {
    let one = (0..COLUMNS.len()).map(|at| vec![at]);
    let two = PAIRS.iter().map(|(a, b)| vec![*a, *b]);
    let count = |columns: Vec<usize>| {
        let size = |at: &usize| usize::from(COLUMNS[*at].1) + 1;
        let mut counts = vec![0; columns.iter().map(size).product()];
        for case in cases {
            let cell = columns
                .iter()
                .fold(0, |cell, at| cell * size(at) + usize::from(case[*at]));
            counts[cell] += 1;
        }
        (columns, counts)
    };
    one.chain(two).map(count).collect()
}

/// Relative error of the cells that have enough people, for tables of one and of two columns; cells of which
/// something is not recorded are left out, for pac-synth does not tell them.
fn errors(
    tables: &[(Vec<usize>, Vec<u32>)],
    told: impl Fn(usize, &[usize], &[u16]) -> Option<f64>,
) -> [f64; 2] {
    let mut sums = [(0.0, 0.0); 2];
    for (at, (columns, counts)) in tables.iter().enumerate() {
        for (cell, count) in counts.iter().enumerate() {
            let codes = codes(columns, cell);
            if *count < LEAST || codes.contains(&0) {
                continue;
            }
            // What is not told is off by all of it.
            let told = told(at, columns, &codes).unwrap_or(0.0);
            let off = (told - f64::from(*count)).abs() / f64::from(*count);
            let held = &mut sums[columns.len() - 1];
            *held = (held.0 + off, held.1 + 1.0);
        }
    }
    sums.map(|(sum, n)| sum / n)
}

fn codes(columns: &[usize], mut cell: usize) -> Vec<u16> {
    let mut codes = Vec::new();
    for at in columns.iter().rev() {
        let size = usize::from(COLUMNS[*at].1) + 1;
        codes.push(u16::try_from(cell % size).unwrap_or_default());
        cell /= size;
    }
    codes.reverse();
    codes
}

/// Counts with noise, beside those of pac-synth.
pub(super) fn noise(results: &mut Results) -> Result<()> {
    let Some(folder) = find(results, "noise beside pac-synth") else {
        return Ok(());
    };
    let here = tempfile::tempdir()?;
    let cases = invent(10_000, 3);
    let file = here.path().join("10k.csv");
    write(&cases, &file)?;
    let tables = tables(&cases);
    let (mut ours, mut peers) = ([0.0; 2], [0.0; 2]);
    for _ in 0..REPEATED {
        let drawn = ours_of(&tables)?;
        let found = errors(&tables, |at, columns, codes| {
            let cell = columns.iter().zip(codes).fold(0, |cell, (at, code)| {
                cell * (usize::from(COLUMNS[*at].1) + 1) + usize::from(*code)
            });
            drawn[at].counts.get(cell).map(|count| count.round())
        });
        let (epsilon, delta) = (PRIVACY.epsilon.to_string(), PRIVACY.delta.to_string());
        let said = ask(
            &folder,
            &["noise", &file.to_string_lossy(), &epsilon, &delta],
        )?;
        let counts: BTreeMap<String, f64> = serde_json::from_value(said["counts"].clone())?;
        let of_peer = errors(&tables, |_, columns, codes| {
            let parts = columns.iter().zip(codes);
            let parts: Vec<String> = parts
                .map(|(at, code)| format!("{}:v{code}", COLUMNS[*at].0))
                .collect();
            let mut turned = parts.clone();
            turned.reverse();
            let found = counts
                .get(&parts.join(";"))
                .or_else(|| counts.get(&turned.join(";")));
            found.copied()
        });
        for at in 0..2 {
            ours[at] += found[at] / f64::from(REPEATED);
            peers[at] += of_peer[at] / f64::from(REPEATED);
        }
    }
    for (at, what, goal, most) in [
        (
            0,
            "12 tables of one column",
            "at most 1/3 of pac-synth's",
            1.0 / 3.0,
        ),
        (
            1,
            "15 tables of two columns",
            "at most 1/1.9 of pac-synth's",
            1.0 / 1.9,
        ),
    ] {
        let ratio = ours[at] / peers[at];
        results.add(
            &format!(
                "noise at ε 4, δ 1e-6, 10,000 cases, {what}: relative error of cells of 10 and more"
            ),
            goal,
            format!(
                "{:.4} beside {:.4}: 1/{:.1}",
                ours[at],
                peers[at],
                1.0 / ratio
            ),
            ratio <= most,
        );
    }
    Ok(())
}

/// Noisy tables as a release has them.
fn ours_of(tables: &[(Vec<usize>, Vec<u32>)]) -> Result<Vec<Noisy>> {
    let wanted: Vec<Counts<'_>> = tables
        .iter()
        .map(|(_, counts)| Counts { counts, at_once: 1 })
        .collect();
    let drawn = draw(Kind::Gaussian, PRIVACY, &wanted)?;
    let mut noisy: Vec<Noisy> = tables
        .iter()
        .zip(drawn)
        .map(|((columns, _), drawn)| Noisy {
            variables: columns.clone(),
            sizes: columns
                .iter()
                .map(|at| usize::from(COLUMNS[*at].1) + 1)
                .collect(),
            counts: drawn.counts.iter().map(|count| as_f64(*count)).collect(),
            variance: drawn.deviation * drawn.deviation,
        })
        .collect();
    agree(&mut noisy);
    Ok(noisy)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts with noise are far below 2^53"
)]
const fn as_f64(count: i64) -> f64 {
    count as f64
}
