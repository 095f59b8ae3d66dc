// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask wegweiser`: the German example of the Wegweiser, built and served on loopback.

use std::os::unix::process::CommandExt as _;

use anyhow::{Context as _, Result};

use crate::{
    arguments::Arguments,
    assets, progress,
    root::{self, Root},
};

/// What is built, below the workspace.
const CONTENT: &str = "example/wegweiser";
/// Where the site goes, below the workspace.
const SITE: &str = "wegmarke-wegweiser-site";

/// Builds the program and the site, and becomes the server: whoever stops the task stops it.
pub fn run(root: &Root, mut arguments: Arguments) -> Result<()> {
    let port = arguments.option("--port")?;
    arguments.finish()?;
    println!("1/4  The scripts from npm");
    assets::install(root)?;
    println!("2/4  The program");
    progress::build(root, &["--workspace", "--bin", "wegmarke-wegweiser"])?;
    println!("3/4  The site, from {CONTENT} into {SITE}");
    let program = || root.program(root.target().join("debug/wegmarke-wegweiser"));
    root::run(program().args(["build", CONTENT, SITE]))?;
    println!("4/4  Served on this computer only. Ctrl+C stops it.");
    let port = port.as_deref().unwrap_or("8095");
    let mut server = program();
    server.args(["serve", SITE, "--port", port]);
    // Comes back only if it could not start.
    Err(server.exec()).context("the program was built but could not be started")
}
