// SPDX-License-Identifier: EUPL-1.2
//! Private things that change, beside the ledger: accounts, sessions, drafts, letters to send.
//! The store does not know what they hold: their values come encrypted.

/// A stored document.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// What kind of thing, such as `draft`.
    pub kind: String,
    /// Its id, unique within the kind.
    pub id: String,
    /// Whose it is, for listing: an organisation, an account; `None`: nobody's.
    pub owner: Option<String>,
    /// Encrypted content.
    pub value: Vec<u8>,
    /// Counts its writes, from 1.
    pub revision: u64,
    /// When it may be purged, in seconds since 1970; `None`: never.
    pub expires_at: Option<i64>,
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Document")
            .field("kind", &self.kind)
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}

/// The state a document must be in for a write to go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// It is not there yet.
    Absent,
    /// It has this revision.
    Revision(u64),
    /// Whatever it is in.
    Anything,
}

impl Expect {
    /// Whether a document of this revision (`None`: absent) is in that state.
    pub(crate) fn holds(self, revision: Option<u64>) -> bool {
        match self {
            Self::Absent => revision.is_none(),
            Self::Revision(expected) => revision == Some(expected),
            Self::Anything => true,
        }
    }
}

/// One write to a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// It has this content now. The document's `revision` is ignored: the store counts.
    Set(Document, Expect),
    /// It is gone.
    Delete {
        /// Its kind.
        kind: String,
        /// Its id.
        id: String,
        /// The state it must be in.
        expect: Expect,
    },
}

impl Put {
    /// Kind and id.
    #[must_use]
    pub fn key(&self) -> (&str, &str) {
        match self {
            Self::Set(document, _) => (&document.kind, &document.id),
            Self::Delete { kind, id, .. } => (kind, id),
        }
    }

    pub(crate) const fn expect(&self) -> Expect {
        match self {
            Self::Set(_, expect) | Self::Delete { expect, .. } => *expect,
        }
    }
}
