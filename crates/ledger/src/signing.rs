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
//! [`key`]: keys, their fingerprints and files; [`document`]: the signature of one entry as a file of the
//! log; `passkey`: what a browser signs.

pub mod document;
pub mod key;
mod passkey;

use serde::Serialize;
use tlog_tiles::Hash;
use tlog_tiles::tlog::{RecordProof, check_record, record_hash};

pub use self::document::{Document, MalformedDocument, Proof, split_bundle};
pub use self::key::{BadKey, Fingerprint, PublicKey, SecretKey};
use crate::body::BodyHash;
use crate::envelope::Envelope;
use crate::jcs;
use crate::tree::Tree;

/// Separates statements from anything else that is hashed.
const STATEMENT: &[u8] = b"wegmarke/statement/v1\n";
/// Separates acts from anything else that a key of a program signs.
const ACT: &[u8] = b"wegmarke/act/v1\n";
/// Most statements of one act: a path of 20 hashes.
pub const MOST: u64 = 1 << 20;

/// The hash of one statement as a leaf of an act, 32 bytes.
pub type Leaf = [u8; 32];

/// What an organisation signs of one entry.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    /// Name of the log.
    pub log: &'a str,
    /// Id of the organisation that states it.
    pub by: &'a str,
    /// Its kind, such as `measure.stated`.
    pub kind: &'a str,
    /// Schema version of the body.
    pub schema: u16,
    /// What it is about.
    pub subject: &'a str,
    /// Hash of salt and body.
    pub body: BodyHash,
    /// The leaf of the statement that the organisation signed before; `None`: it is its first one.
    pub previous: Option<Leaf>,
}

#[derive(Serialize)]
struct Form<'a> {
    body: BodyHash,
    by: &'a str,
    kind: &'a str,
    log: &'a str,
    previous: Option<String>,
    schema: u16,
    subject: &'a str,
}

impl<'a> Statement<'a> {
    /// The statement of an entry.
    #[must_use]
    pub fn of(log: &'a str, envelope: &'a Envelope, previous: Option<Leaf>) -> Self {
        Self {
            log,
            by: &envelope.by,
            kind: &envelope.kind,
            schema: envelope.schema,
            subject: &envelope.subject,
            body: envelope.body,
            previous,
        }
    }

    /// The bytes whose hash is the leaf: `wegmarke/statement/v1`, a line feed, canonical JSON.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let form = Form {
            body: self.body,
            by: self.by,
            kind: self.kind,
            log: self.log,
            previous: self.previous.map(hex::encode),
            schema: self.schema,
            subject: self.subject,
        };
        let mut bytes = STATEMENT.to_vec();
        // Strings and a whole number always serialize.
        bytes.extend(jcs::canonical(&form).unwrap_or_default());
        bytes
    }

    /// The leaf: SHA-256 of a zero byte and [`Statement::to_bytes`], as RFC 6962 has it.
    #[must_use]
    pub fn leaf(&self) -> Leaf {
        record_hash(&self.to_bytes()).0
    }
}

/// Statements that are signed at once.
#[derive(Clone, Debug)]
pub struct Act {
    leaves: Vec<Leaf>,
    before: Option<Leaf>,
    tree: Tree,
}

impl Act {
    /// Statements by their leaves, each made with the one before as its `previous`; `before`: that of the
    /// first.
    #[must_use]
    pub fn new(before: Option<Leaf>, leaves: Vec<Leaf>) -> Self {
        let mut tree = Tree::default();
        for leaf in &leaves {
            tree.push_hash(Hash(*leaf));
        }
        Self {
            leaves,
            before,
            tree,
        }
    }

    /// The root over all leaves: what a passkey has as its challenge.
    #[must_use]
    pub fn root(&self) -> Leaf {
        self.tree.root().0
    }

    /// The leaves, in their order.
    #[must_use]
    pub fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    /// The signature of each statement.
    #[must_use]
    pub fn documents(&self, key: Fingerprint, proof: &Proof) -> Vec<Document> {
        let size = self.leaves.len() as u64;
        let before = std::iter::once(self.before).chain(self.leaves.iter().copied().map(Some));
        (0..size)
            .zip(before)
            .map(|(index, previous)| Document {
                key,
                index,
                size,
                // Every index is in the tree.
                path: self.tree.prove_entry(size, index).unwrap_or_default(),
                previous,
                proof: proof.clone(),
            })
            .collect()
    }
}

/// What a key of a program signs: `wegmarke/act/v1`, a line feed, the 32 bytes of the root.
#[must_use]
pub fn to_sign(root: &Leaf) -> Vec<u8> {
    [ACT, root].concat()
}

/// Why a signature does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The document is of another entry, or was changed.
    #[error("its signature is not the one that its envelope names")]
    Swapped,
    /// It is not there, or does not read.
    #[error("its envelope names a signature, and there is none that reads")]
    Missing,
    /// What stands in the document leads to no root.
    #[error("its signature names a place that its act does not have")]
    NoPlace,
    /// The key did not sign this.
    #[error(
        "its signature does not hold: it was made by another key, or for something else (another text, \
         subject, organisation or log)"
    )]
    NotSigned,
    /// The browser did not sign it for this site, or without asking its owner.
    #[error("its signature was made by a passkey at another site, or without its owner")]
    Elsewhere,
}

impl Misfit {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Swapped => "signature_swapped",
            Self::Missing => "signature_missing",
            Self::NoPlace => "signature_no_place",
            Self::NotSigned => "signature_not_signed",
            Self::Elsewhere => "signature_elsewhere",
        }
    }
}

/// The root of the act that an entry belongs to, worked out from its statement and the path in its
/// signature.
///
/// # Errors
/// [`Misfit::NoPlace`] if there is no act in which it lies so.
pub fn root_of(leaf: Leaf, document: &Document) -> Result<Leaf, Misfit> {
    let root = climb(leaf, document).ok_or(Misfit::NoPlace)?;
    // The library's own check, of what was found by climbing.
    let proof: &RecordProof = &document.path;
    check_record(proof, document.size, Hash(root), document.index, Hash(leaf))
        .map_err(|_| Misfit::NoPlace)?;
    Ok(root)
}

/// From a leaf to the root, along its path (RFC 9162, 2.1.3.2).
fn climb(leaf: Leaf, document: &Document) -> Option<Leaf> {
    if document.index >= document.size || document.size > MOST {
        return None;
    }
    let (mut at, mut last) = (document.index, document.size - 1);
    let mut hash = Hash(leaf);
    for beside in &document.path {
        if last == 0 {
            return None;
        }
        if at % 2 == 1 || at == last {
            hash = tlog_tiles::tlog::node_hash(*beside, hash);
            while at != 0 && at.is_multiple_of(2) {
                at /= 2;
                last /= 2;
            }
        } else {
            hash = tlog_tiles::tlog::node_hash(hash, *beside);
        }
        at /= 2;
        last /= 2;
    }
    (last == 0).then_some(hash.0)
}

/// A key, and where it signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// The key.
    pub key: PublicKey,
    /// For a passkey the id of the site at which it signs, such as `example.org`.
    pub site: Option<String>,
}

impl Signatory {
    /// Whether this key signed an act.
    ///
    /// # Errors
    /// [`Misfit`] if it did not.
    pub fn check(&self, root: &Leaf, proof: &Proof) -> Result<(), Misfit> {
        match (&self.key, proof) {
            (PublicKey::Ed25519(key), Proof::Ed25519(signature)) => {
                key::check_ed25519(key, &to_sign(root), signature)
            }
            (PublicKey::Es256(key), Proof::Passkey(made)) => {
                passkey::check(key, self.site.as_deref().unwrap_or_default(), root, made)
            }
            _ => Err(Misfit::NotSigned),
        }
    }
}
