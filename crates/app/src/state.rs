// SPDX-License-Identifier: EUPL-1.2
//! What readers hold: register, tree and checkpoint of the same moment.

use std::sync::Arc;

use wegmarke_domain::register::Register;
use wegmarke_ledger::Tree;

/// One moment of a ledger. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct State {
    /// What all entries say.
    pub register: Register,
    /// Hashes of all entries.
    pub tree: Tree,
    /// The signed checkpoint of this tree; empty for an empty log.
    pub checkpoint: Arc<[u8]>,
}

impl State {
    /// Before the first entry.
    #[must_use]
    pub fn empty() -> Self {
        Self { register: Register::default(), tree: Tree::default(), checkpoint: Arc::from([]) }
    }

    /// How many entries it rests on: the version of everything that is shown.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.tree.size()
    }
}
