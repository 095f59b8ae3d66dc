// SPDX-License-Identifier: EUPL-1.2
//! Envelopes, canonical form, tiles, checkpoints, verification.
//!
//! The log is the one of C2SP [tlog-tiles](https://c2sp.org/tlog-tiles): a Merkle tree over
//! envelopes, whose head is a signed [checkpoint](https://c2sp.org/tlog-checkpoint). Hashing comes
//! from `tlog_tiles`, signatures from `signed_note`; no Merkle code is written here.
//!
//! Must never know SQL, HTTP, or what a body says.
//!
//! # To add an attribute to the envelope
//! Don't. Every old leaf would have another hash. What is new belongs in a body.
//!
//! # Map
//! [`envelope`]: one entry without its body; [`body`]: salt and hash; [`tree`]: the hashes;
//! [`tile`]: paths and bundles; [`checkpoint`]: the signed head and its key; [`verify`]: the check
//! that a stranger makes.

pub mod body;
pub mod checkpoint;
pub mod envelope;
pub mod tile;
pub mod tree;
pub mod verify;

pub use body::{BodyHash, Salt};
pub use checkpoint::{Checkpoint, LogKey, LogVerifier};
pub use envelope::Envelope;
pub use tlog_tiles::Hash;
pub use tree::Tree;

/// The canonical JSON (RFC 8785) of a value.
///
/// # Errors
/// If the value is no JSON, such as a map with keys that are not text.
pub fn canonical<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    serde_jcs::to_vec(value)
}
