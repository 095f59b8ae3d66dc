// SPDX-License-Identifier: EUPL-1.2
//! What a person is told, before it is in any language: a code, for which the language files have words,
//! and what stands in them.

use std::fmt;

/// A sentence, or a part of one, without a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The family of its words in the language files.
    pub family: Family,
    /// Stable code in the family, such as `open_quote`.
    pub code: &'static str,
    /// What stands in its words, by name.
    pub facts: Vec<(&'static str, Fact)>,
}

/// Families of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Why a file cannot be read.
    ReadError,
    /// Why it is no table, or how it is damaged.
    ReadReason,
    /// What there is too much of.
    ReadMany,
    /// What could be meant instead.
    ReadAdvice,
    /// Why a form cannot be written.
    FormError,
    /// What is wrong with a profile.
    ProfileError,
    /// What does not fit together in a profile.
    ProfileFault,
    /// What a profile should name.
    ProfileWanted,
    /// What stands beside the lines of a proposed profile.
    ProfileNote,
}

/// What stands in the words of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// As it is: the name of a file, words of a source.
    Words(String),
    /// A part that has words of its own.
    Part(Box<Message>),
    /// Several messages, one after the other.
    All(Vec<Message>),
    /// Names of which any is meant.
    Any(Vec<String>),
}

impl Family {
    /// With what the keys of its words begin.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadError => "read-error",
            Self::ReadReason => "read-reason",
            Self::ReadMany => "read-many",
            Self::ReadAdvice => "read-advice",
            Self::FormError => "form-error",
            Self::ProfileError => "profile-error",
            Self::ProfileFault => "profile-fault",
            Self::ProfileWanted => "profile-wanted",
            Self::ProfileNote => "profile-note",
        }
    }
}

impl Message {
    /// A message in which nothing stands yet.
    #[must_use]
    pub const fn new(family: Family, code: &'static str) -> Self {
        Self {
            family,
            code,
            facts: Vec::new(),
        }
    }

    /// The same with a fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<Fact>) -> Self {
        self.facts.push((name, fact.into()));
        self
    }

    /// The words of it. `say` gives those of a family and code, in which texts stand by name.
    pub fn told(&self, say: &Say<'_>) -> String {
        let facts = self.facts.iter().map(|(name, fact)| {
            let text = match fact {
                Fact::Words(words) => words.clone(),
                Fact::Part(part) => part.told(say),
                Fact::All(parts) => {
                    let parts: Vec<String> = parts.iter().map(|part| part.told(say)).collect();
                    parts.join("; ")
                }
                Fact::Any(names) => any(names, say),
            };
            (*name, text)
        });
        say(self.family, self.code, &facts.collect::<Vec<_>>())
    }
}

/// Gives the words of a family and code.
pub type Say<'s> = dyn Fn(Family, &str, &[(&'static str, String)]) -> String + 's;

/// „a“ oder „b“.
fn any(names: &[String], say: &Say<'_>) -> String {
    let quoted = |name: &String| say(Family::ReadAdvice, "name", &[("name", name.clone())]);
    let all = names.iter().map(quoted);
    let all = all.reduce(|first, other| {
        say(
            Family::ReadAdvice,
            "or",
            &[("first", first), ("other", other)],
        )
    });
    all.unwrap_or_default()
}

/// For logs: nobody reads it who does not know the codes.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)?;
        for (at, (name, fact)) in self.facts.iter().enumerate() {
            f.write_str(if at == 0 { " (" } else { ", " })?;
            write!(f, "{name}: {fact}")?;
        }
        f.write_str(if self.facts.is_empty() { "" } else { ")" })
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Part(part) => part.fmt(f),
            Self::All(parts) => {
                let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
                f.write_str(&parts.join("; "))
            }
            Self::Any(names) => f.write_str(&names.join(" | ")),
        }
    }
}

impl From<String> for Fact {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<&String> for Fact {
    fn from(words: &String) -> Self {
        Self::Words(words.clone())
    }
}

impl From<&str> for Fact {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<Message> for Fact {
    fn from(part: Message) -> Self {
        Self::Part(Box::new(part))
    }
}

impl From<&Message> for Fact {
    fn from(part: &Message) -> Self {
        Self::Part(Box::new(part.clone()))
    }
}
