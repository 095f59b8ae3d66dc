// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask stress`: what must hold whatever happens, tried out on a running program.

use anyhow::Result;

use crate::{
    arguments::Arguments,
    assets, debian, progress,
    root::{self, Root},
};

/// Built as for the tests and the demo, so that nothing is built twice; `--release` is what operators run.
const BINARIES: &str = "--workspace --bin wegmarke --bin wegmarke-benches";

/// Builds and tries. What is tried prints its own table, and fails if something does not hold.
pub fn run(root: &Root, mut arguments: Arguments) -> Result<()> {
    let (release, quick) = (arguments.flag("--release"), arguments.flag("--quick"));
    let only = arguments.option("--only")?;
    arguments.finish()?;
    // What is missing is no reason to try nothing: it is skipped, and said so.
    if let Err(error) = debian::install_missing(root, &debian::STRESS) {
        println!("Something will be skipped: {error:#}");
    }
    assets::install(root)?;
    let mut words: Vec<&str> = BINARIES.split(' ').collect();
    words.extend(release.then_some("--release"));
    progress::build(root, &words)?;
    let folder = if release { "release" } else { "debug" };
    let mut command = root.program(root.target().join(folder).join("wegmarke-benches"));
    command
        .arg("stress")
        .args(quick.then_some("--quick"))
        .args(only);
    println!("Some ten minutes; `--quick` takes one. Nothing leaves this machine.");
    root::run(&mut command)
}
