// SPDX-License-Identifier: EUPL-1.2
//! Case data: the gate and the audit at the size of the German network, five years of 5,000 cases in all
//! and 40 tables; and beside the programs that others count with (`peers`).

use std::collections::BTreeSet;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use rand::{Rng as _, SeedableRng as _};
use wegmarke_stats::audit::audit;
use wegmarke_stats::gate::{Request, pass};
use wegmarke_stats::rule::{Rules, Zeros};
use wegmarke_stats::table::{Axis, Condition, Design, Fact, Records};

use crate::Results;

mod invent;
mod peers;

const CASES: usize = 5_000;
const TABLES: usize = 40;
const YEARS: u16 = 5;
/// Codes of each variable, that for "not recorded" among them; the first one is the year.
const RADICES: [u16; 12] = [6, 5, 10, 13, 17, 7, 12, 7, 4, 4, 4, 4];
const CENTRES: u16 = 16;

fn records() -> Records {
    let mut rng = rand::rngs::StdRng::seed_from_u64(14);
    let mut records = Records {
        columns: vec![Vec::new(); RADICES.len()],
        centres: Vec::new(),
    };
    for _ in 0..CASES {
        for (column, radix) in records.columns.iter_mut().zip(RADICES) {
            // Low codes are more frequent, as real ones are.
            let code = rng.gen_range(1..radix).min(rng.gen_range(1..radix));
            column.push(code);
        }
        records.centres.push(rng.gen_range(0..CENTRES));
    }
    records
}

fn axis(variable: usize) -> Axis {
    let radix = RADICES.get(variable).copied().unwrap_or(1);
    Axis {
        categories: (1..radix)
            .map(|code| (variable, std::iter::once(code).collect()))
            .collect(),
    }
}

/// Counts with noise: how far off, beside those of others.
pub(crate) fn noise(results: &mut Results) -> Result<()> {
    peers::noise(results)
}

pub(crate) fn run(results: &mut Results) -> Result<()> {
    let records = records();
    let radices = RADICES.map(usize::from);
    let pairs = (1..RADICES.len()).flat_map(|a| (a + 1..RADICES.len()).map(move |b| (a, b)));
    let pairs: Vec<(usize, usize)> = pairs.take(TABLES).collect();
    let rules = Rules {
        neutral: vec![0],
        of_variable: vec![0, 0, 0, 10, 10],
        zeros: Zeros::Show,
        ..Rules::new(5, RADICES.len())
    };
    let mut before: Vec<Fact> = Vec::new();
    let (mut gate, mut checked) = (0.0, 0.0);
    for year in 1..=YEARS {
        let designs: Vec<Design> = pairs
            .iter()
            .map(|(a, b)| Design {
                name: format!("{a}×{b}"),
                population: Condition::default().with(0, std::iter::once(year).collect()),
                axes: vec![axis(*a), axis(*b)],
            })
            .collect();
        let none = BTreeSet::new();
        let since = Instant::now();
        let outcome = pass(Request {
            designs: &designs,
            before: &before,
            records: &records,
            radices: &radices,
            rules: &rules,
            familiar: &none,
            pinned: &none,
        })
        .ok()
        .context("a release is checked")?;
        gate = since.elapsed().as_secs_f64();
        ensure!(outcome.report.findings.is_empty(), "a release stays open");
        let place = 1_000 * usize::from(year);
        before.extend(outcome.facts.iter().cloned().map(|fact| Fact {
            table: fact.table + place,
            ..fact
        }));
        let since = Instant::now();
        let report = audit(&before, &records, &radices, &rules).ok();
        checked = since.elapsed().as_secs_f64();
        let report = report.context("all releases are checked")?;
        ensure!(report.findings.is_empty(), "what was released is open");
    }
    for (what, took) in [
        ("audit of all releases", checked),
        ("gate of the last release", gate),
    ] {
        results.add(
            &format!("case data, 5,000 cases, 40 tables, 5 years: {what}"),
            "at most 2 s",
            format!("{took:.2} s"),
            took <= 2.0,
        );
    }
    peers::run(results)
}
