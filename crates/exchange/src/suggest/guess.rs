// SPDX-License-Identifier: EUPL-1.2
//! What a file seems to hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use wegmarke_domain::draft::Slot;
use wegmarke_domain::noun::Noun;

/// What one file seems to hold.
pub(super) struct Guess {
    pub(super) file: String,
    /// The key of the lists of nodes, if it is a tree.
    pub(super) children: Option<String>,
    pub(super) noun: Noun,
    pub(super) columns: Vec<Match>,
    pub(super) unmatched: Vec<Arc<str>>,
    /// How often the headings speak each language.
    pub(super) languages: BTreeMap<&'static str, u32>,
}

/// A column, and the attribute that its heading seems to name.
pub(super) struct Match {
    pub(super) slot: Slot,
    pub(super) heading: Arc<str>,
    /// Language that the heading names itself, as in `title_en`.
    pub(super) language: Option<&'static str>,
    pub(super) split: Option<&'static str>,
    /// Words of the cells that are not in the closed list of the attribute.
    pub(super) foreign: BTreeSet<String>,
}
