// SPDX-License-Identifier: EUPL-1.2
//! How a person proves who they are.
//!
//! Everything kept is a value that the caller stores, encrypted, and hands back. Time and
//! randomness are parameters. What is compared is compared in constant time, and what is kept of a
//! secret is its hash wherever that is enough.
//!
//! Must never know SQL, HTTP, HTML, or what a person may do.
//!
//! # To add a way to prove it
//! 1. `src/<way>.rs` with what is kept, and a check that says yes or no.
//! 2. Where an account keeps it: `app/src/account.rs`.
//!
//! # Map
//! [`password`], [`totp`] with [`recovery`] codes, opaque [`token`]s, and [`throttle`]: how often
//! one may try.

pub mod password;
pub mod recovery;
pub mod throttle;
pub mod token;
pub mod totp;

/// Gives random bytes that nobody can guess.
pub trait Dice {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}
