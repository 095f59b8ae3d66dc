// SPDX-License-Identifier: EUPL-1.2
//! The program from outside.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails where something is missing"
)]

mod classes;
mod program;
