// SPDX-License-Identifier: EUPL-1.2
//! Signed files of numbers about people: released by a pool of cases, or counted by a centre. They come by hand;
//! this register has no connection with the programs that make them.
//!
//! Whether the signatures hold is computed where files are read. Here stands whose they are.

use wegmarke_derive::shape;

use crate::id::OrganisationId;
use crate::words::words;

words! {
    /// What is known of the keys of a bundle. The signatures hold in any case: else nothing of it is read.
    Checked {
        /// One of them is a key that was named when it was brought.
        Given => "given",
        /// One of them is a key of an organisation on record.
        Known => "known",
        /// Nobody said whose they have to be.
        Unchecked => "unchecked",
    }
}

/// A signed file.
#[shape]
pub struct Bundle {
    /// SHA-256 of what is signed, 64 hexadecimal digits: of the file itself, or of its list `SHA256SUMS`.
    pub sha256: Box<str>,
    /// What is known of its keys.
    pub checked: Checked,
    /// The organisation whose key one of them is.
    pub signed_by: Option<OrganisationId>,
    /// The public keys that signed it (Ed25519, 64 hexadecimal digits).
    pub keys: Vec<Box<str>>,
}
