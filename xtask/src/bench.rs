// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask bench`: the table of measurements.

use anyhow::Result;

use crate::{
    arguments::Arguments,
    assets, progress,
    root::{self, Root},
};

/// Builds and runs the measurements. They print their own table, also for a goal that is not met.
pub fn run(root: &Root, arguments: Arguments) -> Result<()> {
    arguments.finish()?;
    assets::install(root)?;
    println!("The program and the measurements, optimised; a first build takes some minutes");
    // In one call, so that both are made of the same crates with the same features.
    let words = "--release --workspace --bin wegmarke --bin wegmarke-benches";
    progress::build(root, &words.split(' ').collect::<Vec<_>>())?;
    root::run(&mut root.program(root.target().join("release/wegmarke-benches")))
}
