// SPDX-License-Identifier: EUPL-1.2
//! What is wrong with content, or missing from it, before it is in any language.

/// One thing to be told to who keeps the content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// File, below the folder of the content.
    pub file: String,
    /// Line, from 1; 0 if it is about the file.
    pub line: usize,
    /// The key it is about, with the tables it lies in; may be empty.
    pub key: String,
    /// Which sentence tells it: `way-problem-CODE`.
    pub code: &'static str,
    /// What the sentence names.
    pub about: String,
    /// Whether nothing is built while this is so. Else it is a gap: true, told, and no hindrance.
    pub is_error: bool,
}

impl Problem {
    /// Something that hinders.
    #[must_use]
    pub fn error(file: &str, code: &'static str, about: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: 0,
            key: String::new(),
            code,
            about: about.into(),
            is_error: true,
        }
    }

    /// Something that is told.
    #[must_use]
    pub fn gap(file: &str, key: &str, code: &'static str, about: impl Into<String>) -> Self {
        Self {
            key: key.to_owned(),
            is_error: false,
            ..Self::error(file, code, about)
        }
    }
}
