// SPDX-License-Identifier: EUPL-1.2
//! What must hold whatever happens, tried out on a running program: `cargo xtask stress`.
//!
//! Everything is on this machine: servers on the loopback, in folders of their own, ended by their own
//! process ids. A row of the table says what was done, what is promised, what was measured, and
//! whether it held. What cannot be tried here is skipped, loudly.
//!
//! # To add something
//! A module with `run(&Site or Frame, …, &mut Results)`, one line in [`run`].
//!
//! # Map
//! [`site`]: the example, served; [`writers`]: those who write, and whether what they were told is
//! true; the rest is what is tried.

mod clock;
mod disk;
mod idle;
mod import;
mod kills;
mod memory;
pub(crate) mod site;
mod two;
mod writers;

use std::time::Duration;

use anyhow::{Result, bail};

use crate::Results;

/// How much of everything.
#[derive(Clone, Copy)]
struct Scale {
    kills: u32,
    connections: usize,
    /// How long readers read, and two servers are written to.
    reading: Duration,
    together: Duration,
    /// Questions that were made up; more than there is room for, if each were kept.
    questions: u32,
    /// Rows of a large import.
    rows: u32,
}

const WHOLE: Scale = Scale {
    kills: 100,
    connections: 10_000,
    reading: Duration::from_secs(15),
    together: Duration::from_secs(60),
    questions: 6_000,
    rows: 100_000,
};

/// To see that it works.
const QUICK: Scale = Scale {
    kills: 5,
    connections: 1_000,
    reading: Duration::from_secs(3),
    together: Duration::from_secs(5),
    questions: 2_000,
    rows: 5_000,
};

type Trial = fn(&Scale, &mut Results) -> Result<()>;

const TRIALS: [(&str, Trial); 7] = [
    ("kills", kills::run),
    ("disk", disk::run),
    ("clock", clock::run),
    ("idle", idle::run),
    ("import", import::run),
    ("two", two::run),
    ("memory", memory::run),
];

/// Tries everything, or what is named; with `--quick` little of it.
pub(crate) fn run(words: &[String], results: &mut Results) -> Result<()> {
    let mut scale = WHOLE;
    let mut named = Vec::new();
    for word in words {
        match TRIALS.iter().find(|(name, _)| name == word) {
            Some((name, _)) => named.push(*name),
            None if word == "--quick" => scale = QUICK,
            None => {
                let names = TRIALS.map(|(name, _)| name).join(", ");
                bail!("`{word}` is not understood here; there are {names}, and --quick");
            }
        }
    }
    for (name, trial) in TRIALS {
        if !named.is_empty() && !named.contains(&name) {
            continue;
        }
        let begun = std::time::Instant::now();
        eprintln!("{name} …");
        // What breaks off did not hold, and the rest is tried all the same.
        if let Err(error) = trial(&scale, results) {
            results.add(name, "it can be tried", format!("{error:#}"), false);
        }
        eprintln!("{name}: {:.0} s", begun.elapsed().as_secs_f64());
    }
    Ok(())
}
