// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask bench`: the table of measurements.

use anyhow::Result;

use crate::{
    arguments::Arguments,
    assets, progress,
    root::{self, Root},
};

/// The folder with the programs that cases are counted beside, in the versions of `benches/peers.txt`; made
/// if it is not there.
fn peers(root: &Root) -> Result<String> {
    println!("What cases are counted beside: pac-synth, DuckDB, Polars");
    let mut node = root.program("node");
    node.env("CARGO_TARGET_DIR", root.target());
    node.args(["e2e/python.mjs", "benches/peers.txt"]);
    Ok(String::from_utf8(root::output(&mut node)?)?
        .trim()
        .to_owned())
}

/// Builds and runs the measurements. They print their own table, also for a goal that is not met.
pub fn run(root: &Root, arguments: Arguments) -> Result<()> {
    arguments.finish()?;
    assets::install(root)?;
    println!("The program and the measurements, optimised; a first build takes some minutes");
    // In one call, so that both are made of the same crates with the same features.
    let words = "--release --workspace --bin wegmarke --bin wegmarke-cases --bin wegmarke-benches";
    progress::build(root, &words.split(' ').collect::<Vec<_>>())?;
    let mut benches = root.program(root.target().join("release/wegmarke-benches"));
    match peers(root) {
        Ok(folder) => {
            benches.env("WEGMARKE_PEERS", folder);
        }
        // What is beside them is left out, and the table says so.
        Err(error) => println!("What cases are counted beside cannot be installed: {error:#}"),
    }
    root::run(&mut benches)
}
