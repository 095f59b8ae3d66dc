// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask test`: everything that must hold, step by step.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
    sync::mpsc::{Sender, channel},
    thread,
    time::Instant,
};

use anyhow::{Context, Result, bail};

use crate::{
    arguments::Arguments,
    assets, debian,
    root::{self, Root},
    tally::Tally,
};

/// One step. `run` gives the tests that ran in it, and whether the step held.
struct Step {
    name: &'static str,
    what: &'static str,
    /// Steps without which this one cannot be judged.
    needs: &'static [&'static str],
    run: fn(&Root, &mut Tally) -> Result<()>,
}

const STEPS: [Step; 9] = [
    Step {
        name: "debian",
        what: "Chromium, PostgreSQL, LibreOffice and Python's venv are installed",
        needs: &[],
        run: |root, _| debian::install_missing(root),
    },
    Step {
        name: "assets",
        what: "The design system is in assets/vendor/",
        needs: &[],
        run: |root, _| assets::install(root),
    },
    Step {
        name: "format",
        what: "Every file is formatted",
        needs: &[],
        run: |root, _| root::run(root.cargo().args(["fmt", "--all", "--check"])),
    },
    Step {
        name: "lint",
        what: "No lint speaks up",
        needs: &["assets"],
        run: |root, _| {
            let words = "clippy --workspace --all-targets -- --deny warnings";
            root::run(root.cargo().args(words.split(' ')))
        },
    },
    Step {
        name: "build",
        what: "The program builds",
        needs: &["assets"],
        run: |root, _| root::run(root.cargo().args(["build", "--package", "wegmarke-cli"])),
    },
    Step {
        name: "unit",
        what: "Tests of every crate",
        needs: &["debian", "assets"],
        run: run_unit_tests,
    },
    Step {
        name: "doctest",
        what: "Examples in the documentation",
        needs: &["assets"],
        run: |root, tally| run_tallied(root.cargo().args(["test", "--doc", "--workspace"]), tally),
    },
    Step {
        name: "doc",
        what: "The documentation has no gap and no broken link",
        needs: &["assets"],
        run: |root, _| {
            // Contributors read the inside too, and the maps of the crates link to it.
            let flags = "--deny warnings --allow rustdoc::private-intra-doc-links";
            let words = "doc --workspace --no-deps --document-private-items";
            let mut cargo = root.cargo();
            root::run(cargo.args(words.split(' ')).env("RUSTDOCFLAGS", flags))
        },
    },
    Step {
        name: "browser",
        what: "Pages in a real browser",
        needs: &["debian", "assets", "build"],
        run: run_browser_tests,
    },
];

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
    let (tally, failures) = run_steps(root, STEPS.iter().filter(chosen));

    println!();
    for (name, reason) in &failures {
        println!("FAILED {name}: {reason}");
        println!("       again: cargo xtask test --only {name}");
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if !failures.is_empty() {
        bail!("{} of the steps did not hold", failures.len());
    }
    Ok(())
}

/// The names of the steps, in their order.
pub fn list_steps() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.name).collect()
}

/// The tests that ran, and name and reason of each step that did not hold.
fn run_steps<'a>(
    root: &Root,
    steps: impl Iterator<Item = &'a Step>,
) -> (Tally, Vec<(&'static str, String)>) {
    let mut total = Tally::default();
    let mut failures: Vec<(&'static str, String)> = Vec::new();
    for step in steps {
        println!("\n=== {}: {}", step.name, step.what);
        let missing = |(name, _): &&(&str, String)| step.needs.contains(name);
        if let Some((name, _)) = failures.iter().find(missing) {
            println!("--- {}: not run, it needs `{name}`", step.name);
            failures.push((step.name, format!("not run, it needs `{name}`")));
            continue;
        }
        let begun = Instant::now();
        let mut tally = Tally::default();
        let outcome = (step.run)(root, &mut tally);
        total += tally;
        let seconds = begun.elapsed().as_secs_f64();
        match outcome {
            Ok(()) => println!("--- {}: holds, {seconds:.1} s", step.name),
            Err(error) => {
                println!("--- {}: FAILED, {seconds:.1} s: {error:#}", step.name);
                failures.push((step.name, format!("{error:#}")));
            }
        }
    }
    (total, failures)
}

/// With nextest if it is there, because it runs each test in a process of its own, else without.
fn run_unit_tests(root: &Root, tally: &mut Tally) -> Result<()> {
    let mut cargo = root.cargo();
    if root::is_on_path("cargo-nextest") {
        cargo.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
    } else {
        cargo.args(["test", "--workspace", "--all-targets", "--no-fail-fast"]);
    }
    run_tallied(&mut cargo, tally)?;
    require_some(*tally)
}

fn run_browser_tests(root: &Root, tally: &mut Tally) -> Result<()> {
    let mut files: Vec<_> = std::fs::read_dir(root.join("e2e"))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    let mut node = root.program("node");
    // One file at a time: each starts a server and a browser, and timing tests nothing here.
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]);
    run_tallied(node.args(files), tally)?;
    require_some(*tally)
}

/// A runner that ends well without running anything has shown nothing.
fn require_some(tally: Tally) -> Result<()> {
    if tally.passed == 0 {
        bail!("no test ran");
    }
    Ok(())
}

/// Runs to the end, shows every line as it comes, and adds what the closing lines count.
fn run_tallied(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let line = root::spelled(command);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{line}` could not be started; is it installed?"))?;
    let (sender, lines) = channel();
    let errors = child
        .stderr
        .take()
        .map(|pipe| pass_on(pipe, sender.clone()));
    let output = child.stdout.take().map(|pipe| pass_on(pipe, sender));
    for line in lines {
        println!("{line}");
        tally.read_line(&line);
    }
    for thread in [errors, output].into_iter().flatten() {
        if thread.join().is_err() {
            bail!("the output of `{line}` could not be read");
        }
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// Reads a pipe line by line until it closes; bytes that are not UTF-8 do not stop it.
fn pass_on(pipe: impl Read + Send + 'static, lines: Sender<String>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut bytes = Vec::new();
        while reader
            .read_until(b'\n', &mut bytes)
            .is_ok_and(|read| read > 0)
        {
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            bytes.clear();
            if lines.send(line).is_err() {
                return;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::{Root, STEPS, Step, Tally, require_some, run_steps, run_tallied};

    #[test]
    fn a_failed_step_does_not_hide_the_next_and_stops_what_needs_it() {
        let steps = [
            Step {
                name: "first",
                what: "fails",
                needs: &[],
                run: |_, tally| {
                    *tally = Tally {
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
                run: |_, _| panic!("must not run"),
            },
            Step {
                name: "third",
                what: "stands alone",
                needs: &[],
                run: |_, tally| {
                    tally.passed = 4;
                    Ok(())
                },
            },
        ];
        let (tally, failures) = run_steps(&Root::find().unwrap(), steps.iter());
        assert_eq!((tally.passed, tally.failed), (5, 2));
        let names: Vec<_> = failures.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["first", "second"]);
    }

    #[test]
    fn every_need_is_an_earlier_step() {
        for (at, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                assert!(STEPS[..at].iter().any(|step| step.name == *need), "{need}");
            }
        }
    }

    #[test]
    fn both_pipes_are_counted_and_a_bad_end_is_an_error() {
        let root = Root::find().unwrap();
        let script = "echo 'test result: ok. 2 passed; 0 failed;'; \
                      echo 'test result: FAILED. 0 passed; 1 failed;' >&2; exit 3";
        let mut tally = Tally::default();
        let message = run_tallied(root.program("sh").args(["-c", script]), &mut tally)
            .unwrap_err()
            .to_string();
        assert_eq!((tally.passed, tally.failed), (2, 1));
        assert!(message.contains('3'), "{message}");
    }

    #[test]
    fn a_runner_without_tests_has_shown_nothing() {
        assert!(require_some(Tally::default()).is_err());
    }
}
