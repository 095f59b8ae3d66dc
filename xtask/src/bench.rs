// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask bench`: the table of measurements.

use anyhow::Result;

use crate::{
    arguments::Arguments,
    assets,
    root::{self, Root},
};

/// Builds and runs the measurements. They print their own table, also for a goal that is not met.
pub fn run(root: &Root, arguments: Arguments) -> Result<()> {
    arguments.finish()?;
    assets::install(root)?;
    // The pages are measured on the program as it is installed.
    root::run(
        root.cargo()
            .args(["build", "--release", "--package", "wegmarke-cli"]),
    )?;
    root::run(
        root.cargo()
            .args(["run", "--release", "--package", "wegmarke-benches"]),
    )
}
