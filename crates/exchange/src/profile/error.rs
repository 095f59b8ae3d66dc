// SPDX-License-Identifier: EUPL-1.2
//! What is wrong with a profile, and where.

use std::fmt;

/// A position in a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// File name as given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
}

impl Position {
    /// The position of a byte offset in `text`.
    pub(super) fn of(file: &str, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        Self {
            file: file.to_owned(),
            line,
            column,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A profile cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// Not TOML, or a value of the wrong type.
    #[error("{at}: {what}; see docs/profiles.md for the keys")]
    Syntax {
        /// Where.
        at: Position,
        /// What the reader says.
        what: String,
    },
    /// A key, noun, attribute, language or encoding that does not exist.
    #[error("{at}: “{given}” is not {wanted}; {advice}")]
    Unknown {
        /// Where.
        at: Position,
        /// The word as written.
        given: String,
        /// What was expected, such as "an attribute of measure".
        wanted: String,
        /// "did you mean …?", or what is allowed.
        advice: String,
    },
    /// Parts that do not fit together.
    #[error("{at}: {what}; {advice}")]
    Contradiction {
        /// Where.
        at: Position,
        /// What does not fit.
        what: String,
        /// What to do.
        advice: String,
    },
}

impl ProfileError {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "profile_syntax",
            Self::Unknown { .. } => "profile_unknown",
            Self::Contradiction { .. } => "profile_contradiction",
        }
    }

    /// Where it is.
    #[must_use]
    pub const fn at(&self) -> &Position {
        match self {
            Self::Syntax { at, .. } | Self::Unknown { at, .. } | Self::Contradiction { at, .. } => {
                at
            }
        }
    }
}

/// "did you mean …?" for the nearest of the allowed words, or all of them.
pub(crate) fn advice<'a>(given: &str, allowed: impl IntoIterator<Item = &'a str>) -> String {
    let allowed: Vec<&str> = allowed.into_iter().collect();
    let near = allowed
        .iter()
        .map(|word| (distance(&given.to_lowercase(), &word.to_lowercase()), *word))
        .min();
    match near {
        Some((far, word)) if far <= 1 + given.chars().count() / 3 => {
            format!("did you mean “{word}”?")
        }
        _ => format!("allowed: {}", allowed.join(", ")),
    }
}

/// Edit distance, counting characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
