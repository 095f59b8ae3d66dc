// SPDX-License-Identifier: EUPL-1.2
//! What a file seems to hold, and how wordings are compared.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
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

/// Small letters without accents, cut at everything that is neither letter nor digit. Umlauts
/// count as their plain vowels, however they are written.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let plain: String = text
        .to_lowercase()
        .replace('ß', "ss")
        .nfd()
        .filter(|sign| !is_combining_mark(*sign))
        .collect();
    let plain = plain
        .replace("ae", "a")
        .replace("oe", "o")
        .replace("ue", "u");
    let words = plain.split(|sign: char| !sign.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}
