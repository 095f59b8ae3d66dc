// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask test`: everything that must hold, step by step.
//!
//! | module | what |
//! | --- | --- |
//! | [`step`], [`steps`] | what a step is, and all of them |
//! | [`beside`] | steps that wait for others, while cargo compiles |
//! | [`compiler`] | one pass over our crates: compiled, linted and documented |
//! | [`runner`] | programs that run tests: shown, and counted |
//! | [`times`] | how long each test took |
//! | [`licences`], [`unused`], [`words`] | cheap questions, asked first |

mod beside;
mod compiler;
mod licences;
mod runner;
mod step;
mod steps;
mod times;
mod unused;
mod words;

use std::time::Instant;

use anyhow::{Result, bail};

use self::beside::Beside;
use self::step::{Report, Step};
use crate::{arguments::Arguments, root::Root, tally::Tally};

pub use self::compiler::run_if_called;

/// How a run went.
#[derive(Default)]
struct Outcome {
    report: Report,
    /// Name and reason of each step that did not hold.
    failures: Vec<(&'static str, String)>,
    /// Name and seconds of each step.
    seconds: Vec<(&'static str, f64)>,
}

/// How many of the slowest tests are told.
const SLOWEST: usize = 10;

/// Runs every step, also after one failed, so that one run tells everything. With `--only STEP`
/// just that one, without what it needs.
pub fn run(root: &Root, mut arguments: Arguments) -> Result<()> {
    let only = arguments.option("--only")?;
    arguments.finish()?;
    let names = list_steps();
    if let Some(only) = only.as_deref()
        && !names.contains(&only)
    {
        bail!("there is no step `{only}`; there are: {}", names.join(", "));
    }
    let chosen = |step: &&Step| only.as_deref().is_none_or(|only| only == step.name);
    let begun = Instant::now();
    let outcome = run_steps(root, steps::STEPS.iter().filter(chosen), only.is_none());
    tell_times(&outcome, begun.elapsed().as_secs_f64());

    println!();
    for (name, reason) in &outcome.failures {
        println!("FAILED {name}: {reason}");
        println!("       again: cargo xtask test --only {name}");
    }
    let Tally { passed, failed } = outcome.report.tally;
    println!("{passed} passed, {failed} failed");
    if !outcome.failures.is_empty() {
        bail!("{} of the steps did not hold", outcome.failures.len());
    }
    Ok(())
}

/// The names of the steps, in their order.
pub fn list_steps() -> Vec<&'static str> {
    steps::STEPS.iter().map(|step| step.name).collect()
}

/// Runs these steps; those that may run beside the others do so if there are others.
fn run_steps<'a>(root: &Root, steps: impl Iterator<Item = &'a Step>, has_others: bool) -> Outcome {
    let mut outcome = Outcome::default();
    let (mut beside, others): (Vec<_>, Vec<_>) =
        steps.partition(|step| step.is_beside && has_others);
    let mut running: Vec<Running> = Vec::new();
    for step in others {
        let ready = |one: &mut &Step| one.needs.iter().all(|need| outcome.holds(need));
        for one in beside.extract_if(.., ready) {
            println!("... {}, beside the others: {}", one.name, one.what);
            running.push((one, Instant::now(), Beside::start(one.name)));
        }
        while let Some(at) = running
            .iter()
            .position(|(one, ..)| step.needs.contains(&one.name))
        {
            finish(running.remove(at), &mut outcome);
        }
        run_step(root, step, &mut outcome);
    }
    for one in running {
        finish(one, &mut outcome);
    }
    for step in beside {
        outcome.leave_out(step, "what it needs");
    }
    outcome
}

type Running<'a> = (&'a Step, Instant, Result<Beside>);

fn run_step(root: &Root, step: &Step, outcome: &mut Outcome) {
    println!("\n=== {}: {}", step.name, step.what);
    let failed = |need: &&&str| outcome.failures.iter().any(|(name, _)| name == *need);
    if let Some(need) = step.needs.iter().find(failed) {
        outcome.leave_out(step, need);
        return;
    }
    let begun = Instant::now();
    let mut report = Report::default();
    let held = (step.run)(root, &mut report);
    outcome.report.tally += report.tally;
    outcome.report.times.add(step.name, report.times);
    let seconds = begun.elapsed().as_secs_f64();
    outcome.seconds.push((step.name, seconds));
    match held {
        Ok(()) => println!("--- {}: holds, {seconds:.1} s", step.name),
        Err(error) => {
            println!("--- {}: FAILED, {seconds:.1} s: {error:#}", step.name);
            outcome.failures.push((step.name, format!("{error:#}")));
        }
    }
}

impl Outcome {
    fn holds(&self, step: &str) -> bool {
        let failed = self.failures.iter().any(|(name, _)| *name == step);
        self.seconds.iter().any(|(name, _)| *name == step) && !failed
    }

    fn leave_out(&mut self, step: &Step, need: &str) {
        println!("--- {}: not run, it needs `{need}`", step.name);
        let reason = format!("not run, it needs `{need}`");
        self.failures.push((step.name, reason));
    }
}

/// Waits for a step that ran beside the others. What it says, and how long it took, it says itself.
fn finish((step, begun, beside): Running, outcome: &mut Outcome) {
    if let Err(error) = beside.and_then(Beside::finish) {
        outcome.failures.push((step.name, format!("{error:#}")));
    }
    outcome
        .seconds
        .push((step.name, begun.elapsed().as_secs_f64()));
}

fn tell_times(outcome: &Outcome, all: f64) {
    println!("\nTime of each step; some ran beside others");
    for (name, seconds) in &outcome.seconds {
        println!("{seconds:>8.1} s  {name}");
    }
    println!("{all:>8.1} s  in all");
    let slowest = outcome.report.times.list_slowest(SLOWEST);
    if !slowest.is_empty() {
        println!("\nThe slowest tests");
    }
    for test in slowest {
        println!("{:>8.1} s  {}", test.seconds, test.name);
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::{Root, Step, Tally, run_steps, steps::STEPS};

    #[test]
    fn a_failed_step_does_not_hide_the_next_and_stops_what_needs_it() {
        let steps = [
            Step {
                name: "first",
                what: "fails",
                needs: &[],
                is_beside: false,
                run: |_, report| {
                    report.tally = Tally {
                        passed: 1,
                        failed: 2,
                    };
                    bail!("broken")
                },
            },
            Step {
                name: "second",
                what: "needs the first",
                needs: &["first"],
                is_beside: false,
                run: |_, _| panic!("must not run"),
            },
            Step {
                name: "third",
                what: "stands alone",
                needs: &[],
                // There is nothing beside which it could run.
                is_beside: true,
                run: |_, report| {
                    report.tally.passed = 4;
                    Ok(())
                },
            },
        ];
        let outcome = run_steps(&Root::find().unwrap(), steps.iter(), false);
        let Tally { passed, failed } = outcome.report.tally;
        assert_eq!((passed, failed), (5, 2));
        let names: Vec<_> = outcome.failures.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["first", "second"]);
        let timed: Vec<_> = outcome.seconds.iter().map(|(name, _)| *name).collect();
        assert_eq!(timed, ["first", "third"]);
    }

    #[test]
    fn every_need_is_an_earlier_step() {
        for (at, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                assert!(STEPS[..at].iter().any(|step| step.name == *need), "{need}");
            }
        }
    }
}
