// SPDX-License-Identifier: EUPL-1.2
//! What is wrong with a profile, and where.

use std::fmt;

use wegmarke_domain::message::{Family, Message};

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

/// A profile cannot be used. Its words are those of [`ProfileError::message`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileError {
    /// Not TOML, or a value of the wrong type.
    Syntax {
        /// Where.
        at: Position,
        /// What is wrong.
        what: Box<Message>,
    },
    /// A key, noun, attribute, language or encoding that does not exist.
    Unknown {
        /// Where.
        at: Position,
        /// The word as written.
        given: String,
        /// What was expected, such as an attribute of a noun.
        wanted: Box<Message>,
        /// What could be meant, or what is allowed.
        advice: Box<Message>,
    },
    /// Parts that do not fit together.
    Contradiction {
        /// Where.
        at: Position,
        /// What does not fit, and what to do.
        what: Box<Message>,
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

    /// What a person is told, with file, line and column.
    #[must_use]
    pub fn message(&self) -> Message {
        let message = Message::new(Family::ProfileError, self.code());
        let message = message.with("at", self.at().to_string());
        match self {
            Self::Syntax { what, .. } | Self::Contradiction { what, .. } => {
                message.with("what", &**what)
            }
            Self::Unknown {
                given,
                wanted,
                advice,
                ..
            } => message
                .with("given", given)
                .with("wanted", &**wanted)
                .with("advice", &**advice),
        }
    }
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for ProfileError {}

/// The nearest of the allowed words, or all of them.
pub(crate) fn advice<'a>(given: &str, allowed: impl IntoIterator<Item = &'a str>) -> Message {
    let allowed: Vec<&str> = allowed.into_iter().collect();
    let near = allowed
        .iter()
        .map(|word| (distance(&given.to_lowercase(), &word.to_lowercase()), *word))
        .min();
    match near {
        Some((far, word)) if far <= 1 + given.chars().count() / 3 => {
            Message::new(Family::ReadAdvice, "near").with("name", word)
        }
        _ => Message::new(Family::ReadAdvice, "allowed").with("names", allowed.join(", ")),
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
