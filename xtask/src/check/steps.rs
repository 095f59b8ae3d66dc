// SPDX-License-Identifier: EUPL-1.2
//! What the steps are, in their order: what fails within seconds stands first.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result, bail};

use super::step::{Report, Step};
use super::{compiler, licences, runner, unused, words};
use crate::{
    assets, debian,
    root::{self, Root},
};

pub const STEPS: [Step; 13] = [
    Step {
        name: "tools",
        what: "Node.js and Python are installed",
        needs: &[],
        is_beside: false,
        run: |root, _| debian::install_missing(root, &debian::TOOLS),
    },
    Step {
        name: "debian",
        what: "Chromium, PostgreSQL, LibreOffice, Go, age and faketime are installed",
        needs: &["tools"],
        is_beside: true,
        run: |root, _| debian::install_missing(root, &debian::SERVERS),
    },
    Step {
        name: "assets",
        what: "The design system is in assets/vendor/",
        needs: &["tools"],
        is_beside: true,
        run: |root, _| assets::install(root),
    },
    Step {
        name: "format",
        what: "Every file is formatted",
        needs: &[],
        is_beside: false,
        run: |root, _| root::run(root.cargo().args(["fmt", "--all", "--check"])),
    },
    Step {
        name: "unused",
        what: "Every dependency is used",
        needs: &[],
        is_beside: false,
        run: |root, _| unused::check(root),
    },
    Step {
        name: "licences",
        what: "Licences, bans and sources are those of deny.toml",
        needs: &[],
        is_beside: false,
        run: |root, _| licences::check(root),
    },
    Step {
        name: "words",
        what: "Every file says its licence, and no word is written wrong",
        needs: &["tools"],
        is_beside: false,
        run: |root, _| words::check(root),
    },
    Step {
        name: "python",
        what: "What the browser tests take from the Python package index is installed",
        needs: &["tools"],
        is_beside: true,
        run: |root, _| words::install_programs(root),
    },
    Step {
        name: "lint",
        what: "Everything compiles, and no lint speaks up",
        needs: &["assets"],
        is_beside: false,
        run: lint,
    },
    Step {
        name: "doc",
        what: "The documentation has no gap and no broken link",
        needs: &["lint"],
        is_beside: false,
        run: |root, _| compiler::judge_documentation(root),
    },
    Step {
        name: "unit",
        what: "Tests of every crate",
        needs: &["debian", "assets"],
        is_beside: false,
        run: run_unit_tests,
    },
    Step {
        name: "doctest",
        what: "Examples in the documentation",
        needs: &["assets"],
        is_beside: false,
        run: |root, report| {
            let mut cargo = root.cargo();
            compiler::apply(root, &mut cargo)?;
            runner::run(cargo.args(["test", "--doc", "--workspace"]), report, |_| ())
        },
    },
    Step {
        name: "browser",
        what: "Pages in a real browser",
        needs: &["debian", "assets", "python"],
        is_beside: false,
        run: run_browser_tests,
    },
];

/// Compiles everything that tests need, with all lints. A lint is a warning here, so that tests run
/// all the same; the step fails if there was one.
fn lint(root: &Root, report: &mut Report) -> Result<()> {
    let mut warned = Vec::new();
    runner::run(&mut build(root)?, report, |line| {
        // Cargo's last word on a crate, also when nothing of it had to be compiled anew.
        if line.starts_with("warning: `") && line.contains(" generated ") {
            warned.push(line.trim_start_matches("warning: ").to_owned());
        }
    })?;
    if warned.is_empty() {
        return Ok(());
    }
    bail!("{}", warned.join("; "))
}

/// Everything at once, always: with fewer crates or targets, cargo would choose other features for
/// what they depend on, and compile it anew.
fn build(root: &Root) -> Result<Command> {
    let mut cargo = root.cargo();
    compiler::apply(root, &mut cargo)?;
    cargo.args(["build", "--workspace", "--all-targets", "--keep-going"]);
    Ok(cargo)
}

/// With nextest if it is there, because it runs each test in a process of its own, else without.
fn run_unit_tests(root: &Root, report: &mut Report) -> Result<()> {
    let mut cargo = root.cargo();
    compiler::apply(root, &mut cargo)?;
    if root::is_on_path("cargo-nextest") {
        cargo.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
    } else {
        cargo.args(["test", "--workspace", "--all-targets", "--no-fail-fast"]);
    }
    let database = Database::start(root)?;
    cargo.env("WEGMARKE_TEST_POSTGRES", &database.address);
    runner::run_some(&mut cargo, report)
}

/// One PostgreSQL for all tests. It ends when its input is closed: with this value, or with us.
struct Database {
    child: Child,
    address: String,
}

impl Database {
    fn start(root: &Root) -> Result<Self> {
        root::run(&mut build(root)?)?;
        let mut child = root
            .program(root.target().join("debug/wegmarke-postgres"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut address = String::new();
        let output = child.stdout.take().context("it has no output")?;
        BufReader::new(output).read_line(&mut address)?;
        let address = address.trim().to_owned();
        if address.is_empty() {
            bail!("PostgreSQL did not start");
        }
        Ok(Self { child, address })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn run_browser_tests(root: &Root, report: &mut Report) -> Result<()> {
    root::run(&mut build(root)?)?;
    let stage = root.target().join("e2e-stage");
    root::run(node(root).arg("e2e/stage.mjs").arg(&stage))?;
    let mut files: Vec<_> = std::fs::read_dir(root.join("e2e"))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    let mut node = node(root);
    // Each file has a server of its own. One more than there are cores: they wait for letters, for codes
    // that are good once in half a minute, and for what is saved after a while.
    node.args(["--test", "--test-concurrency=3", "--test-reporter=spec"]);
    node.env("WEGMARKE_STAGE", stage);
    runner::run_some(node.args(files), report)
}

fn node(root: &Root) -> Command {
    let mut node = root.program("node");
    // Where the program is that was just built.
    node.env("CARGO_TARGET_DIR", root.target());
    node
}
