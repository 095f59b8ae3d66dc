// SPDX-License-Identifier: EUPL-1.2
//! Coherence: how many of the measures that belong together are suggested, beside two plain ways to
//! find them, and how long it takes for many.

mod held_out;
mod judge;
mod sets;

use std::time::Instant;

use anyhow::{Context as _, Result};
use wegmarke_coherence::Coherence;
use wegmarke_testkit::data;

use crate::Results;

/// Measures that are compared for the time it takes.
const MANY: usize = 10_000;

/// Whether the first way finds more than each of the others, by both measures.
fn is_best(judged: &[(&'static str, judge::Score)]) -> bool {
    judged.split_first().is_some_and(|((_, ours), others)| {
        let is_more = |(_, other): &(&str, judge::Score)| {
            ours.precision > other.precision && ours.recall > other.recall
        };
        others.iter().all(is_more)
    })
}

pub(crate) fn run(results: &mut Results) -> Result<()> {
    let mut sets = vec![sets::german()?, sets::languages()?];
    let italy = "italy-recovery-plan/PNRR_MeT_OA_programmazione.csv";
    let italy = data::find_shared(italy);
    if let Some(file) = &italy {
        sets.push(sets::italian(file)?);
    }
    println!(
        "{:<46} {:<22} {:>6} {:>6} {:>6}",
        "labelled set", "found by", "P@5", "R@10", "first"
    );
    for set in &sets {
        let judged = judge::judge(set)?;
        for (by, score) in &judged {
            println!(
                "{:<46} {by:<22} {:>6.2} {:>6.2} {:>6.2}",
                set.name, score.precision, score.recall, score.first
            );
        }
        let [ours, overlap, engine] = &judged[..] else {
            anyhow::bail!("three ways are compared");
        };
        results.add(
            &format!("coherence, {}: precision at 5, recall at 10", set.name),
            "above both baselines",
            format!(
                "{:.2}, {:.2} (overlap {:.2}, {:.2}; search {:.2}, {:.2})",
                ours.1.precision,
                ours.1.recall,
                overlap.1.precision,
                overlap.1.recall,
                engine.1.precision,
                engine.1.recall
            ),
            is_best(&judged),
        );
    }
    let held_out = held_out::list()?;
    if held_out.is_empty() {
        results.skip("coherence, held out", "the test data is not here");
    }
    for set in &held_out {
        let judged = judge::judge(set)?;
        let told = judged.iter().map(|(by, score)| {
            println!(
                "{:<46} {by:<22} {:>6.2} {:>6.2} {:>6.2}",
                set.name, score.precision, score.recall, score.first
            );
            format!("{by} {:.2}, {:.2}", score.precision, score.recall)
        });
        let told: Vec<String> = told.collect();
        results.add(
            &format!(
                "coherence, {}, {} asked: precision at 5, recall at 10",
                set.name,
                set.wanted.len()
            ),
            // A goal here would be met by choosing weights for it.
            "told as it is",
            told.join("; "),
            true,
        );
    }
    let Some(file) = italy else {
        results.skip(
            "suggestions for 10,000 measures",
            "the test data is not here",
        );
        return Ok(());
    };
    let register = sets::many(&file, MANY)?;
    let since = Instant::now();
    let coherence = Coherence::build(&register);
    let took = since.elapsed().as_secs_f64();
    anyhow::ensure!(coherence.len() == MANY, "{} measures", coherence.len());
    results.add(
        "coherence suggestions for 10,000 measures (P9)",
        "below 10 s",
        format!("{took:.2} s"),
        took < 10.0,
    );
    let changed = sets::change(&register).context("a measure changes")?;
    let since = Instant::now();
    let after = coherence.after(&changed);
    let took = since.elapsed().as_secs_f64() * 1_000.0;
    anyhow::ensure!(after.len() == MANY, "{} measures", after.len());
    results.add(
        "the same after one of them changed (P9)",
        "below 50 ms",
        format!("{took:.1} ms"),
        took < 50.0,
    );
    Ok(())
}
