// SPDX-License-Identifier: EUPL-1.2
//! What a person would see at once: files without a licence (REUSE), and slips of the pen (typos).

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::root::{self, Root};

/// The programs that look, every version fixed.
const TOOLS: &str = "xtask/words.txt";
/// What tests run besides.
const REQUIREMENTS: [&str; 4] = [
    "crates/cli/tests/python/cryptography.txt",
    "e2e/moto.txt",
    "e2e/schemathesis.txt",
    "e2e/subscribers.txt",
];

/// An error if a file says no licence, or a word is written wrong.
pub fn check(root: &Root) -> Result<()> {
    let folders = install(root, &[TOOLS])?;
    let folder = folders.first().context("the tools were not installed")?;
    let mut failures = Vec::new();
    for words in [
        &["reuse", "lint", "--lines"][..],
        &["typos", "--format", "brief"],
    ] {
        let mut tool = root.program(folder.join("bin").join(words[0]));
        let outcome = root::run(tool.args(&words[1..]));
        failures.extend(outcome.err().map(|error| format!("{error:#}")));
    }
    if failures.is_empty() {
        return Ok(());
    }
    bail!("{}", failures.join("; "))
}

/// Installs what the browser tests run from the Python package index.
pub fn install_programs(root: &Root) -> Result<()> {
    install(root, &REQUIREMENTS).map(|_| ())
}

/// The folders with the programs that these files list.
fn install(root: &Root, files: &[&str]) -> Result<Vec<PathBuf>> {
    let mut node = root.program("node");
    let said = root::output(node.arg("e2e/python.mjs").args(files))?;
    let said = String::from_utf8(said)?;
    Ok(said.lines().map(PathBuf::from).collect())
}
