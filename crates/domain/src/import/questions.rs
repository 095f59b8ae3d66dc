// SPDX-License-Identifier: EUPL-1.2
//! Whether a thing is still the same: what is asked, and what was answered.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::noun::Subject;

/// A thing of which everything changed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Question {
    /// The thing on record.
    pub thing: Subject,
    /// What of it differs, as it is on record.
    pub before: BTreeMap<String, Value>,
    /// The same attributes as the file gives them.
    pub after: BTreeMap<String, Value>,
    /// What somebody answered; nothing is written while it is open.
    pub answer: Option<Answer>,
}

/// Whether it is still the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// It is: the differences are changes.
    Same,
    /// It is another one: it gets an id of its own, and what was there is dropped.
    Another,
}

impl Answer {
    /// Stable code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Another => "another",
        }
    }
}

/// Answers to such questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Answers {
    /// For all things that are not named.
    pub all: Option<Answer>,
    /// By thing: `measure/plan/1`, or its id alone.
    pub each: BTreeMap<String, Answer>,
}

impl Answers {
    /// The answer for a thing.
    #[must_use]
    pub fn find(&self, thing: &Subject) -> Option<Answer> {
        let named = self.each.get(&thing.to_string());
        named
            .or_else(|| self.each.get(&*thing.id))
            .copied()
            .or(self.all)
    }
}
