// SPDX-License-Identifier: EUPL-1.2
//! Statements that are signed at once: the root over them, who signs it, and the way back to it.

use tlog_tiles::Hash;
use tlog_tiles::tlog::{RecordProof, check_record};

use super::document::{Document, Proof};
use super::key::{self, Fingerprint, PublicKey, SecretKey};
use super::passkey;
use super::statement::{Leaf, Misfit};
use crate::tree::Tree;

/// Separates acts from anything else that a key of a program signs.
const ACT: &[u8] = b"wegmarke/act/v1\n";
/// Most statements of one act: a path of 20 hashes.
pub const MOST: u64 = 1 << 20;

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

impl SecretKey {
    /// Signs an act.
    #[must_use]
    pub fn sign(&self, act: &Act) -> Proof {
        Proof::Ed25519(self.sign_bytes(&to_sign(&act.root())))
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
