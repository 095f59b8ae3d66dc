// SPDX-License-Identifier: EUPL-1.2
//! Closed lists of words, as data.

/// A closed list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// The type that holds them, such as `MilestoneType`.
    pub name: &'static str,
    /// The words in their order, each with its meaning.
    pub list: &'static [(&'static str, &'static str)],
}

impl Words {
    /// The family of its translations: `milestone-type`.
    #[must_use]
    pub fn family(&self) -> String {
        let mut family = String::new();
        for c in self.name.chars() {
            if c.is_ascii_uppercase() && !family.is_empty() {
                family.push('-');
            }
            family.push(c.to_ascii_lowercase());
        }
        family
    }

    /// Where a word stands in the list, however it is written: `Not met` is `not-met`.
    ///
    /// # Errors
    /// [`UnknownWord`] with what is allowed.
    pub fn position(&self, text: &str) -> Result<usize, UnknownWord> {
        let word = text.trim().to_lowercase().replace([' ', '_'], "-");
        let found = self.list.iter().position(|(known, _)| *known == word);
        found.ok_or_else(|| UnknownWord {
            given: text.to_owned(),
            allowed: self.join(),
        })
    }

    /// The word that a text means.
    ///
    /// # Errors
    /// [`UnknownWord`] with what is allowed.
    pub fn read(&self, text: &str) -> Result<&'static str, UnknownWord> {
        self.position(text).map(|at| self.list[at].0)
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.list.iter().map(|(word, _)| *word)
    }

    /// All of them for a reader: `new, continued, extended`.
    #[must_use]
    pub fn join(&self) -> String {
        self.iter().collect::<Vec<_>>().join(", ")
    }

    /// Whether a word is one of them.
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        self.list.iter().any(|(known, _)| *known == word)
    }
}

/// A word that is not in the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not one of: {allowed}")]
pub struct UnknownWord {
    /// The word as given.
    pub given: String,
    /// The words of the vocabulary.
    pub allowed: String,
}
