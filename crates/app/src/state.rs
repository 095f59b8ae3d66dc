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
    /// Bodies that were erased so far.
    pub erasures: u64,
}

/// What tells one state from another: entries, and erased bodies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// Entries.
    pub size: u64,
    /// Bodies that were erased so far.
    pub erasures: u64,
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.erasures {
            0 => write!(f, "{}", self.size),
            erasures => write!(f, "{}.{erasures}", self.size),
        }
    }
}

impl State {
    /// Before the first entry.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            register: Register::default(),
            tree: Tree::default(),
            checkpoint: Arc::from([]),
            erasures: 0,
        }
    }

    /// How many entries it rests on: the version of everything that is shown.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.tree.size()
    }

    /// Which state it is.
    #[must_use]
    pub const fn version(&self) -> Version {
        Version {
            size: self.size(),
            erasures: self.erasures,
        }
    }
}
