// SPDX-License-Identifier: EUPL-1.2
//! Fixtures, a fake clock, and servers for tests.
//!
//! Must never be a dependency of anything but tests.
//!
//! # Map
//! [`postgres`]: a private PostgreSQL server; [`node`]: someone else's server in Node.js; [`data`]:
//! real inputs; [`clock`]: time that tests set.

pub mod clock;
pub mod data;
pub mod node;
pub mod postgres;

use std::io::Write as _;

/// Says that something is not here without which a test says nothing. A person goes on without it;
/// in CI, where everything must be checked, the test fails.
///
/// # Panics
/// In CI, that is where the variable `CI` is `true`.
pub fn missing(what: &str) {
    let told = format!("NOT TESTED: {what}");
    assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{told}");
    // Past the capture of the test's output: this must be seen.
    let _ = std::io::stderr().write_all(format!("\n{told}\n").as_bytes());
}
