// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask fuzz`: what reads foreign files is fed with anything, for some minutes each.
//!
//! With a nightly compiler and cargo-fuzz the targets in `fuzz/` run. Without them the property tests of
//! the same idea do, again and again with other cases, until the time is over.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::{
    arguments::Arguments,
    root::{self, Root},
};

/// Minutes for each target.
const MINUTES: u64 = 5;
/// Cases of one round of property tests.
const CASES: &str = "4096";

/// A target in `fuzz/fuzz_targets/`, and the property tests that do the same on a stable compiler.
const TARGETS: [(&str, &str); 2] = [
    ("read_table", "hostile::"),
    ("profile", "profile_reference::"),
];

/// Feeds every target, or the named one.
pub fn run(root: &Root, mut arguments: Arguments) -> Result<()> {
    let minutes = arguments.option("--minutes")?;
    let minutes = minutes.map(|text| text.parse::<u64>()).transpose();
    let minutes = minutes.context("`--minutes` needs a whole number")?;
    let only = arguments.option("--only")?;
    arguments.finish()?;
    let time = Duration::from_secs(60 * minutes.unwrap_or(MINUTES));
    let targets = TARGETS
        .iter()
        .filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name));
    let targets: Vec<_> = targets.collect();
    if targets.is_empty() {
        let names = TARGETS.map(|(name, _)| name).join(", ");
        bail!("there is no such target; there are {names}");
    }
    let has_nightly = can_fuzz(root);
    if !has_nightly {
        println!("No nightly compiler with cargo-fuzz: the property tests run in their place");
    }
    for (name, tests) in targets {
        println!("{name}, for {} seconds", time.as_secs());
        if has_nightly {
            let mut command = root.program("cargo");
            command.args(["+nightly", "fuzz", "run", name, "--"]);
            command.arg(format!("-max_total_time={}", time.as_secs()));
            root::run(&mut command)?;
        } else {
            repeat(root, tests, time)?;
        }
    }
    Ok(())
}

fn can_fuzz(root: &Root) -> bool {
    let mut command = root.program("cargo");
    command.args(["+nightly", "fuzz", "--version"]);
    root::output(&mut command).is_ok()
}

/// Runs property tests with new cases until the time is over.
fn repeat(root: &Root, tests: &str, time: Duration) -> Result<()> {
    let start = Instant::now();
    let mut rounds = 0;
    while rounds == 0 || start.elapsed() < time {
        let mut command = root.cargo();
        command.args([
            "test",
            "--quiet",
            "-p",
            "wegmarke-exchange",
            "--test",
            "all",
        ]);
        // Those that try anything: the others are the same every time.
        command.args([
            "--",
            &format!("{tests}arbitrary"),
            &format!("{tests}changed"),
        ]);
        command.env("PROPTEST_CASES", CASES);
        root::run(&mut command)?;
        rounds += 1;
    }
    println!("{rounds} rounds of {CASES} cases");
    Ok(())
}
