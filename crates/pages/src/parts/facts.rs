// SPDX-License-Identifier: EUPL-1.2
//! Definition lists and source lines.

use askama::Template;

use super::{Link, Value};

/// One key with its value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The key as it is to be read.
    pub key: String,
    /// The value.
    pub value: Value,
    /// Where it stands; `None` if the same source holds for all of them.
    pub source: Option<SourceLine>,
}

impl Fact {
    /// A fact without a source of its own.
    #[must_use]
    pub const fn new(key: String, value: Value) -> Self {
        Self {
            key,
            value,
            source: None,
        }
    }
}

/// A definition list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/facts.html")]
pub struct Facts {
    /// The facts in reading order.
    pub facts: Vec<Fact>,
}

/// A document, the place in it, and its addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/source.html")]
pub struct SourceLine {
    /// The word "Source".
    pub label: String,
    /// Document and place as one text; `None` where an address says all.
    pub words: Option<String>,
    /// Addresses that may be links.
    pub links: Vec<Link>,
    /// Addresses that may not be links, kept as text.
    pub unlinked: Vec<String>,
}
