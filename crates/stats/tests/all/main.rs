// SPDX-License-Identifier: EUPL-1.2
//! The crate from outside.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails where something is missing"
)]
#![expect(
    clippy::print_stdout,
    reason = "what was tried and what was given up is said"
)]

mod cellkey;
mod counting;
mod gate;
mod hidden;
mod size;
mod sums;
mod synthetic;
