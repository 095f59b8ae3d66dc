// SPDX-License-Identifier: EUPL-1.2
//! What a page can be seen by: links side by side, one of them the one that is shown.

use askama::Template;

use super::Link;

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chosen {
    /// Where it leads.
    pub link: Link,
    /// Whether it is the one that is shown.
    pub here: bool,
}

/// Choices that exclude each other.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/choices.html")]
pub(crate) struct Choices {
    /// What is chosen; it stands before the choices.
    pub label: String,
    /// The choices.
    pub all: Vec<Chosen>,
}
