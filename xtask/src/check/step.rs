// SPDX-License-Identifier: EUPL-1.2
//! What a step is, and what it reports.

use anyhow::Result;

use super::times::Times;
use crate::{root::Root, tally::Tally};

/// One step. `run` tells the tests that ran in it, and whether the step held.
pub struct Step {
    pub name: &'static str,
    pub what: &'static str,
    /// Steps without which this one cannot be judged.
    pub needs: &'static [&'static str],
    /// It waits for others most of the time, and may run while the rest goes on.
    pub is_beside: bool,
    pub run: fn(&Root, &mut Report) -> Result<()>,
}

/// What runners told.
#[derive(Default)]
pub struct Report {
    pub tally: Tally,
    pub times: Times,
}
