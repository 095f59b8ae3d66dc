// SPDX-License-Identifier: EUPL-1.2
//! The size of the German network: five years of 1,000 cases each, 40 tables a year.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use wegmarke_stats::audit::audit;
use wegmarke_stats::gate::{Request, Shown, pass};
use wegmarke_stats::rule::{Rules, Zeros};
use wegmarke_stats::table::{Axis, Condition, Design, Fact, Records};

/// Codes of each variable and one more; the first one is the year.
const RADICES: [u16; 12] = [6, 5, 10, 13, 17, 7, 12, 7, 4, 4, 4, 4];

fn invent() -> Records {
    let mut rng = ChaCha8Rng::seed_from_u64(14);
    let mut records = Records {
        columns: vec![Vec::new(); RADICES.len()],
        centres: Vec::new(),
    };
    for _ in 0..5_000 {
        for (column, radix) in records.columns.iter_mut().zip(RADICES) {
            column.push(rng.gen_range(1..radix).min(rng.gen_range(1..radix)));
        }
        records.centres.push(rng.gen_range(0..16));
    }
    records
}

fn tables(year: u16) -> Vec<Design> {
    let axis = |variable: usize| Axis {
        categories: (1..RADICES[variable])
            .map(|code| (variable, BTreeSet::from([code])))
            .collect(),
    };
    let pairs = (1..RADICES.len()).flat_map(|a| (a + 1..RADICES.len()).map(move |b| (a, b)));
    let table = |(a, b): (usize, usize)| Design {
        name: format!("{a}×{b}"),
        population: Condition::default().with(0, BTreeSet::from([year])),
        axes: vec![axis(a), axis(b)],
    };
    pairs.take(40).map(table).collect()
}

/// A development build on a busy machine is several times slower than what is promised; what took half a
/// minute is found out all the same.
const PATIENCE: Duration = Duration::from_secs(15);

#[test]
fn five_years_of_forty_tables_are_checked_in_time() {
    let records = invent();
    let radices = RADICES.map(usize::from);
    let rules = Rules {
        neutral: vec![0],
        of_variable: vec![0, 0, 0, 10, 10],
        zeros: Zeros::Show,
        ..Rules::new(5, RADICES.len())
    };
    let none = BTreeSet::new();
    let mut before: Vec<Fact> = Vec::new();
    for year in 1..=5 {
        let designs = tables(year);
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
        .unwrap();
        let gate = since.elapsed();
        let hidden =
            |wanted: fn(&Shown) -> bool| outcome.shown.iter().filter(|s| wanted(s)).count();
        println!(
            "year {year}: gate {:.2} s, {} rounds, {} programmes, {} cells, {} hidden by rule, {} for others, {} findings",
            gate.as_secs_f64(),
            outcome.rounds,
            outcome.report.solved,
            outcome.shown.len(),
            hidden(|shown| matches!(shown, Shown::Rule(_))),
            hidden(|shown| matches!(shown, Shown::Other)),
            outcome.report.findings.len(),
        );
        assert!(outcome.report.findings.is_empty());
        before.extend(outcome.facts.into_iter().map(|fact| Fact {
            table: fact.table + 1_000 * usize::from(year),
            ..fact
        }));
        let since = Instant::now();
        let report = audit(&before, &records, &radices, &rules).unwrap();
        println!(
            "  audit of all so far {:.2} s, {} groups, {} programmes",
            since.elapsed().as_secs_f64(),
            report.checked,
            report.solved
        );
        assert!(report.findings.is_empty());
        assert!(gate < PATIENCE && since.elapsed() < PATIENCE, "too slow");
    }
}
