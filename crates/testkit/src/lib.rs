// SPDX-License-Identifier: EUPL-1.2
//! Fixtures, a fake clock, and servers for tests.
//!
//! Must never be a dependency of anything but tests.
//!
//! # Map
//! [`postgres`]: a private PostgreSQL server; [`data`]: real inputs; [`clock`]: time that tests set.

pub mod clock;
pub mod data;
pub mod postgres;
