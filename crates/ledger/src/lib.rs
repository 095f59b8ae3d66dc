// SPDX-License-Identifier: EUPL-1.2
//! Envelopes, canonical form, tiles, checkpoints, verification.
//!
//! The log is the one of C2SP [tlog-tiles](https://c2sp.org/tlog-tiles): a Merkle tree over
//! envelopes, whose head is a signed [checkpoint](https://c2sp.org/tlog-checkpoint). Hashing comes
//! from `tlog_tiles`, signatures from `signed_note`; no Merkle code is written here.
//!
//! Must never know SQL, HTTP, or what a body says; but for how the log's own key is replaced.
//!
//! # To add an attribute to the envelope
//! Think twice: what is new belongs in a body. One that most envelopes do not have, and that is left out
//! there, leaves every old leaf as it is; `hand` and `signature` are such ones.
//!
//! # Map
//! [`envelope`]: one entry without its body; [`body`]: salt and hash; [`tree`]: the hashes;
//! [`tile`]: paths and bundles; `jcs`: canonical JSON; [`checkpoint`]: the signed head and its key;
//! [`rekey`]: how that key is replaced; [`cosignature`]: what a witness says of it, [`quorum`]: how many of them are demanded, [`witness`]: what a
//! witness may say yes to; [`signing`]: what organisations sign; [`verify`]: the check that a stranger makes.

pub mod body;
pub mod checkpoint;
pub mod cosignature;
pub mod envelope;
mod jcs;
pub mod quorum;
pub mod rekey;
pub mod signing;
pub mod tile;
pub mod tree;
pub mod verify;
pub mod witness;

pub use body::{BodyHash, Salt};
pub use checkpoint::{Checkpoint, LogKey, LogVerifier};
pub use envelope::{Envelope, Hand};
pub use jcs::{canonical, is_canonical};
pub use rekey::Replacement;
pub use tlog_tiles::Hash;
pub use tree::{Subtree, Tree};
