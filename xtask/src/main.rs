// SPDX-License-Identifier: EUPL-1.2
//! Developer tasks: `cargo xtask <task>`.
//!
//! What it is: the commands of the README, each in its own file, written so that a person on a
//! fresh machine reads what happens and what to do when a step fails.
//! What it must never know: anything of our crates. It starts programs, it never links them; so it
//! builds within seconds and works while the rest of the workspace does not.
//!
//! To add a task: a file with `pub fn run(&Root, Arguments) -> Result<()>`, one line in [`TASKS`].
//!
//! | module | what |
//! | --- | --- |
//! | [`root`] | where the workspace is, and programs started in it |
//! | [`arguments`] | the command line |
//! | [`debian`] | what is taken from Debian, and how it gets here |
//! | [`assets`] | the design system from npm into `assets/vendor/` |
//! | `asvs` (tests) | the table of ASVS names what is there |
//! | [`demo`] | the German example, served |
//! | [`wegweiser`] | the Wegweiser's German example, built and served |
//! | [`progress`] | a build that says how far it is |
//! | [`check`] | everything that must hold |
//! | [`tally`] | how many tests really ran, read from the runners' own closing lines |
//! | `edges` (tests) | which crate may depend on which |
//! | `documents` (tests) | links, commands and settings in the documents are those there are |
//! | [`mod@bench`] | the table of measurements |
//! | [`stress`] | what must hold whatever happens, tried out |
//! | [`fuzz`] | foreign files of any kind, for some minutes |
#![expect(
    clippy::print_stdout,
    reason = "a command line tool talks to the person who called it"
)]

mod arguments;
mod assets;
#[cfg(test)]
mod asvs;
mod bench;
mod check;
#[cfg(test)]
mod circles;
mod debian;
mod demo;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod edges;
mod fuzz;
mod progress;
mod root;
mod stress;
mod tally;
mod wegweiser;

use std::process::ExitCode;

use anyhow::{Result, bail};
use arguments::Arguments;
use root::Root;

/// One task: its name, what it does in one line, and the function.
struct Task {
    name: &'static str,
    summary: &'static str,
    run: fn(&Root, Arguments) -> Result<()>,
}

const TASKS: [Task; 7] = [
    Task {
        name: "demo",
        summary: "serve the German example  [--port 8080] [--fresh] [--release] [--database-url URL]; --cases: invented cases",
        run: demo::run,
    },
    Task {
        name: "wegweiser",
        summary: "build and serve the German example of the Wegweiser  [--port 8095]",
        run: wegweiser::run,
    },
    Task {
        name: "test",
        summary: "run everything that must hold  [--only STEP]",
        run: check::run,
    },
    Task {
        name: "assets",
        summary: "fetch the design system into assets/vendor/",
        run: assets::run,
    },
    Task {
        name: "bench",
        summary: "measure, and print one table",
        run: bench::run,
    },
    Task {
        name: "stress",
        summary: "try what must hold whatever happens, and print one table  [--quick] [--only TRIAL] [--release]",
        run: stress::run,
    },
    Task {
        name: "fuzz",
        summary: "feed what reads foreign files with anything  [--minutes 5] [--only TARGET]",
        run: fuzz::run,
    },
];

fn main() -> ExitCode {
    if let Some(code) = check::run_if_called() {
        return code;
    }
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("\nFailed: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    if matches!(name.as_str(), "" | "help" | "--help" | "-h") {
        print_help();
        return Ok(());
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        print_help();
        bail!("there is no task `{name}`");
    };
    (task.run)(&Root::find()?, Arguments::new(words.collect()))
}

fn print_help() {
    println!("cargo xtask TASK\n");
    for task in &TASKS {
        println!("  {:<11}{}", task.name, task.summary);
    }
}
