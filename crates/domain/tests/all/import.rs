// SPDX-License-Identifier: EUPL-1.2
//! The rule of an import, on rows written by hand: what it says, what it finds, and that saying it
//! twice says nothing.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

mod codes;
mod figures;
mod findings;
mod issuers;
mod measures;
mod mechanism;
mod organisations;
mod pointed;
mod properties;
mod sheet;
mod slots;
mod times;
mod versions;
