// SPDX-License-Identifier: EUPL-1.2
//! What an import reads before it means anything: cells under attribute names.
//!
//! `exchange` makes drafts out of files; [`crate::import`] gives the attributes their meaning.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::Severity;
use crate::noun::Noun;

/// One thing as one row of a file gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What the row is about.
    pub noun: Noun,
    /// File (or sheet) name without folders.
    pub file: Arc<str>,
    /// Row as a spreadsheet counts it: the heading is row 1. For trees the running node number.
    pub row: u32,
    /// One id may stand in several rows, whose lists are united.
    pub repeats: bool,
    /// What the row states. Attributes that are absent are not stated.
    pub cells: Vec<Cell>,
}

/// One stated value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Attribute of the noun, see [`attributes`].
    pub attribute: Arc<str>,
    /// The trimmed text, never empty, or [`Cell::NONE_STATED`].
    pub text: String,
    /// Heading of the column it came from; `None` for constants of the profile.
    pub column: Option<Arc<str>>,
}

impl Cell {
    /// Stands in `text` for "the source says there is none".
    pub const NONE_STATED: &'static str = "\u{0}none";
}

/// A problem met while reading, before any meaning: it becomes a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable code, see [`crate::finding::codes`].
    pub code: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// File (or sheet) name without folders.
    pub file: Arc<str>,
    /// Row as a spreadsheet counts it.
    pub row: Option<u32>,
    /// Heading of the column.
    pub column: Option<Arc<str>>,
    /// Facts for the message, by name.
    pub args: BTreeMap<String, String>,
}

/// Attribute names of a noun that a profile may map. `title.*` stands for `title.de`, `title.en`
/// and every other two-letter language.
#[must_use]
pub const fn attributes(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Organisation => &["id", "name.*", "short.*", "kind", "voice", "level"],
        Noun::Plan => &[
            "id",
            "short.*",
            "title.*",
            "adopted_on",
            "period.as_written",
            "period.from",
            "period.until",
            "period.derived",
            "lead",
            "coordination",
            "measures_stated",
            "fields_stated",
            "living_document",
            "source.document",
            "source.locator",
            "source.url",
        ],
        Noun::Fact => &[
            "plan",
            "name",
            "value",
            "source.document",
            "source.locator",
            "source.url",
        ],
        Noun::Field => &[
            "plan",
            "id",
            "number",
            "title.*",
            "parent",
            "measures_stated",
        ],
        Noun::Goal => &["plan", "field", "id", "title.*"],
        Noun::Measure => &[
            "plan",
            "field",
            "number",
            "id",
            "goal",
            "title.*",
            "description.*",
            "lead",
            "partners",
            "output_indicator.*",
            "outcome_indicator.*",
            "nature",
            "commitment",
            "themes",
            "groups",
            "forms",
            "level",
            "funding.*",
            "period.as_written",
            "period.from",
            "period.until",
            "period.derived",
            "cited_as",
            "source.document",
            "source.locator",
            "source.url",
            "note.*",
        ],
        Noun::Milestone => &[
            "plan",
            "id",
            "measures",
            "type",
            "title.*",
            "description.*",
            "lead",
            "indicator.*",
            "unit",
            "baseline",
            "goal",
            "direction",
            "verification.*",
            "due.as_written",
            "due.from",
            "due.until",
            "due.year",
            "due.quarter",
            "note.*",
        ],
        Noun::Recommendation => &[
            "id",
            "issuer",
            "topics",
            "title.*",
            "description.*",
            "addressee",
            "issued_on",
            "years",
            "source.document",
            "source.locator",
            "source.url",
        ],
        Noun::Obligation => &[
            "id",
            "instrument",
            "article",
            "title.*",
            "basis",
            "checked_by_lawyer",
        ],
        Noun::Response => &["recommendation", "by", "position", "text.*", "on"],
        Noun::Coverage => &[
            "recommendation",
            "plan",
            "field",
            "measures_cited",
            "degree",
            "note.*",
            "author",
            "dated_on",
        ],
        Noun::Evidence => &[
            "id",
            "dated_on",
            "plan",
            "measure",
            "milestone",
            "claim.*",
            "kind",
            "speaker",
            "source.document",
            "source.locator",
            "source.url",
            "note.*",
        ],
        // Findings are made here, the rest is said in rounds or by forms.
        Noun::Finding
        | Noun::Indicator
        | Noun::Value
        | Noun::Funding
        | Noun::Round
        | Noun::Report
        | Noun::Assessment
        | Noun::Practice
        | Noun::Reply => &[],
    }
}
