// SPDX-License-Identifier: EUPL-1.2
//! Signatures of organisations: what is signed of an entry, and how several entries are signed at once.
//!
//! What an organisation signs is its **statement**: the log's name, who states it, kind and schema, what it
//! is about, the salted hash of the body, and the leaf of the statement that the same organisation signed
//! before. So a signature cannot be moved to another log, organisation, thing or body, none can be left out
//! between two others, and no two can change places. Number and time of the entry are not in it: they are
//! the log's word, and its own signature stands under them.
//!
//! Statements that are made by one act are the leaves of a small Merkle tree (RFC 6962, as that of the
//! log), and its root is signed once. Bytes and test vectors: decision 0025.
//!
//! # Map
//! `statement`: what is signed of one entry; `act`: several of them at once, and who signs them; [`key`]: keys,
//! their fingerprints and files; [`document`]: the signature of one entry as a file of the log; `passkey`: what
//! a browser signs.

mod act;
pub mod document;
pub mod key;
mod passkey;
mod statement;

pub use self::act::{Act, MOST, Signatory, root_of, to_sign};
pub use self::document::{Document, MalformedDocument, Proof, split_bundle};
pub use self::key::{BadKey, Fingerprint, PublicKey, SecretKey};
pub use self::statement::{Leaf, Misfit, Statement};
