// SPDX-License-Identifier: EUPL-1.2
//! The hashes of the tree, in memory: 64 bytes an entry. Cloning is cheap (shared chunks), so a
//! reader keeps the tree of the register it reads while a writer goes on.

use imbl::Vector;
use tlog_tiles::tlog::{self, HashReader};
use tlog_tiles::{Hash, Tile};

use crate::tile::{TILE_HEIGHT, TILE_WIDTH};

/// All stored hashes of a log, in the order of `tlog_tiles`.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    size: u64,
    hashes: Vector<Hash>,
}

/// The hashes of some leaves, worked out beside the tree that they will be in: up to [`TILE_WIDTH`]
/// of them, the first one at a whole multiple of it.
///
/// There a subtree has the same hashes in the same order wherever it stands, up to the one over all
/// of its leaves; so threads can work out a bundle each, and the tree takes them one after the other.
#[derive(Debug, Default)]
pub struct Subtree {
    /// All stored hashes but those that the last leaf makes.
    hashes: Vec<Hash>,
    size: u64,
    last: Option<Hash>,
}

impl HashReader for Subtree {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog::Error> {
        read_hashes(indexes, |index| self.hashes.get(index))
    }
}

impl Subtree {
    /// The hashes of these leaves, given by their record hashes; what is behind the first
    /// [`TILE_WIDTH`] is left out.
    pub fn of(leaves: impl IntoIterator<Item = Hash>) -> Self {
        let mut subtree = Self {
            hashes: Vec::with_capacity(2 * usize::from(TILE_WIDTH)),
            ..Self::default()
        };
        for leaf in leaves.into_iter().take(usize::from(TILE_WIDTH)) {
            if let Some(before) = subtree.last.replace(leaf) {
                let made = tlog::stored_hashes_for_record_hash(subtree.size, before, &subtree);
                // Reading fails only outside the tree, which completed subtrees never are.
                subtree.hashes.extend(made.unwrap_or_default());
                subtree.size += 1;
            }
        }
        subtree
    }
}

fn read_hashes<'a>(
    indexes: &[u64],
    find: impl Fn(usize) -> Option<&'a Hash>,
) -> Result<Vec<Hash>, tlog::Error> {
    let found = indexes.iter().map(|index| {
        let found = usize::try_from(*index).ok().and_then(&find);
        found.copied().ok_or(tlog::Error::IndexesNotInTree)
    });
    found.collect()
}

/// What was asked lies outside the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the log has {size} entries; ask for less")]
pub struct OutsideTree {
    /// Entries in the log.
    pub size: u64,
}

/// The hash of a leaf.
#[must_use]
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    tlog::record_hash(leaf)
}

impl HashReader for Tree {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog::Error> {
        read_hashes(indexes, |index| self.hashes.get(index))
    }
}

impl Tree {
    /// How many entries it holds.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf; gives its hash.
    pub fn push(&mut self, leaf: &[u8]) -> Hash {
        let hash = tlog::record_hash(leaf);
        self.push_hash(hash);
        hash
    }

    /// Adds a leaf by its record hash.
    pub fn push_hash(&mut self, leaf: Hash) {
        // Reading fails only outside the tree, which completed subtrees never are.
        if let Ok(hashes) = tlog::stored_hashes_for_record_hash(self.size, leaf, self) {
            self.hashes.extend(hashes);
            self.size += 1;
        }
    }

    /// Adds leaves whose hashes were worked out beside it.
    ///
    /// # Errors
    /// [`OutsideTree`] if the tree does not end with a whole bundle; nothing was added then.
    pub fn push_subtree(&mut self, subtree: Subtree) -> Result<(), OutsideTree> {
        // Anywhere else its leaves would meet others in the same subtree, and the hashes differ.
        if !self.size.is_multiple_of(u64::from(TILE_WIDTH)) {
            return Err(OutsideTree { size: self.size });
        }
        self.hashes.extend(subtree.hashes);
        self.size += subtree.size;
        // The last leaf may complete subtrees that reach beyond this one.
        if let Some(last) = subtree.last {
            self.push_hash(last);
        }
        Ok(())
    }

    /// Hash of the leaf of entry `seq`; `None` if it is not in the tree.
    #[must_use]
    pub fn find_leaf(&self, seq: u64) -> Option<Hash> {
        if seq >= self.size {
            return None;
        }
        let index = usize::try_from(tlog::stored_hash_index(0, seq)).ok()?;
        self.hashes.get(index).copied()
    }

    /// Hash of the whole tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.root_at(self.size)
            .unwrap_or(tlog_tiles::tlog::EMPTY_HASH)
    }

    /// Hash of the tree when it had `size` entries.
    ///
    /// # Errors
    /// [`OutsideTree`] if it never had so many.
    pub fn root_at(&self, size: u64) -> Result<Hash, OutsideTree> {
        if size > self.size {
            return Err(OutsideTree { size: self.size });
        }
        tlog::tree_hash(size, self).map_err(|_| OutsideTree { size: self.size })
    }

    /// Bytes of a hash tile: `width` hashes of 32 bytes.
    ///
    /// # Errors
    /// [`OutsideTree`] if the tree does not hold them all.
    pub fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>, OutsideTree> {
        let outside = OutsideTree { size: self.size };
        let levels_above = u32::from(level) * u32::from(TILE_HEIGHT);
        let held = self.size.checked_shr(levels_above).unwrap_or(0);
        let last = index
            .checked_mul(256)
            .and_then(|first| first.checked_add(u64::from(width)));
        if width == 0 || width > 256 || level > 6 || last.is_none_or(|last| last > held) {
            return Err(outside);
        }
        let tile = Tile::new(TILE_HEIGHT, level, index, u32::from(width), false);
        tile.read_data(self).map_err(|_| outside)
    }

    /// Proof that entry `seq` is in the tree of `size` entries.
    ///
    /// # Errors
    /// [`OutsideTree`] if it is not.
    pub fn prove_entry(&self, size: u64, seq: u64) -> Result<Vec<Hash>, OutsideTree> {
        if size > self.size || seq >= size {
            return Err(OutsideTree { size: self.size });
        }
        tlog::prove_record(size, seq, self).map_err(|_| OutsideTree { size: self.size })
    }

    /// Proof that the tree of `size` entries begins with the one of `older` entries.
    ///
    /// # Errors
    /// [`OutsideTree`] if there is no such tree.
    pub fn prove_growth(&self, size: u64, older: u64) -> Result<Vec<Hash>, OutsideTree> {
        if size > self.size || older > size || older == 0 {
            return Err(OutsideTree { size: self.size });
        }
        tlog::prove_tree(size, older, self).map_err(|_| OutsideTree { size: self.size })
    }
}

#[cfg(test)]
mod tests {
    use super::{Subtree, Tree};
    use ct_merkle::mem_backed_tree::MemoryBackedTree;
    use tlog_tiles::tlog::{check_record, check_tree, record_hash};

    #[test]
    fn roots_agree_with_an_independent_implementation() {
        let mut tree = Tree::default();
        let mut oracle: MemoryBackedTree<sha2::Sha256, Vec<u8>> = MemoryBackedTree::new();
        for n in 0_u32..600 {
            let leaf = format!("leaf {n}").into_bytes();
            tree.push(&leaf);
            oracle.push(leaf);
            assert_eq!(
                tree.root().0.as_slice(),
                oracle.root().as_bytes().as_slice(),
                "{n}"
            );
        }
    }

    #[test]
    fn subtrees_make_the_same_tree_as_leaves() {
        let leaf = |n: u32| record_hash(&n.to_be_bytes());
        for size in [0, 1, 2, 3, 255, 256, 257, 511, 512, 600, 1025] {
            let (mut one_by_one, mut by_bundle) = (Tree::default(), Tree::default());
            (0..size).for_each(|n| one_by_one.push_hash(leaf(n)));
            for first in (0..size).step_by(256) {
                let leaves = (first..size.min(first + 256)).map(leaf);
                by_bundle.push_subtree(Subtree::of(leaves)).unwrap();
            }
            assert_eq!(by_bundle.size(), u64::from(size));
            assert_eq!(by_bundle.hashes, one_by_one.hashes, "{size}");
            assert_eq!(by_bundle.root().0, one_by_one.root().0, "{size}");
            let more = by_bundle.push_subtree(Subtree::of([leaf(size)]));
            assert_eq!(more.is_ok(), size % 256 == 0, "{size}");
        }
    }

    #[test]
    fn proofs_hold_for_every_entry_and_size() {
        let mut tree = Tree::default();
        for n in 0_u32..70 {
            tree.push(&n.to_be_bytes());
        }
        for size in 1..=70 {
            let root = tree.root_at(size).unwrap();
            for seq in 0..size {
                let proof = tree.prove_entry(size, seq).unwrap();
                let leaf = record_hash(&u32::try_from(seq).unwrap().to_be_bytes());
                check_record(&proof, size, root, seq, leaf).unwrap();
                assert_eq!(tree.find_leaf(seq).map(|found| found.0), Some(leaf.0));
                let other = record_hash(b"other");
                assert!(check_record(&proof, size, root, seq, other).is_err());
            }
            for older in 1..=size {
                let proof = tree.prove_growth(size, older).unwrap();
                check_tree(&proof, size, root, older, tree.root_at(older).unwrap()).unwrap();
            }
        }
        assert!(tree.find_leaf(70).is_none());
        assert!(tree.prove_entry(71, 0).is_err());
        assert!(tree.prove_entry(70, 70).is_err());
        assert!(tree.tile(0, 0, 71).is_err());
        assert_eq!(tree.tile(0, 0, 70).unwrap().len(), 70 * 32);
        assert!(tree.tile(0, u64::MAX, 1).is_err());
    }
}
