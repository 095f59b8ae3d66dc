// SPDX-License-Identifier: EUPL-1.2
//! What an import reads before it means anything: cells under attribute names.
//!
//! `exchange` makes drafts out of files; [`crate::import`] gives the attributes their meaning.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

mod told;

pub use self::told::{Scope, Told};

use crate::finding::Severity;
use crate::noun::Noun;
use crate::shape::{Attribute, Kind, Own, leaves};

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
    /// Of what the rows of this record speak; shared by all of them.
    pub told: Arc<Told>,
    /// What the row states. Attributes that are absent are not stated.
    pub cells: Vec<Cell>,
}

/// One stated value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Attribute of the noun, see [`list_slots`].
    pub attribute: Arc<str>,
    /// The trimmed text, never empty, or [`Cell::NONE_STATED`].
    pub text: String,
    /// Heading of the column it came from; `None` for constants of the profile.
    pub column: Option<Arc<str>>,
}

/// A constant of a profile that names the thing that the same row states.
pub const THIS_ROW: &str = "this row";

impl Cell {
    /// Stands in `text` for "the source says there is none".
    pub const NONE_STATED: &'static str = "\u{0}none";
}

/// A doubt met while reading, before any meaning: it becomes a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
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

/// What a cell of a file may give: an attribute of a noun, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Its name in profiles: `number`, `period.from`; `title.*` stands for `title.de`, `title.en` and
    /// every other two-letter language.
    pub name: Cow<'static, str>,
    /// What a cell of it holds.
    pub kind: Kind,
    /// What the attribute is, in one sentence.
    pub doc: &'static str,
}

impl Slot {
    /// Whether a name means this slot, where `title.*` stands for any language.
    #[must_use]
    pub fn is_meant(&self, given: &str) -> bool {
        match self.name.strip_suffix('*') {
            None => self.name == given,
            Some(stem) => given.strip_prefix(stem).is_some_and(|lang| {
                lang.len() == 2 && lang.bytes().all(|byte| byte.is_ascii_lowercase())
            }),
        }
    }

    /// Whether several cells of a row may give it, as the items of one list.
    #[must_use]
    pub const fn is_list(&self) -> bool {
        matches!(self.kind, Kind::List(_))
    }

    /// Whether it holds a number.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(
            self.kind,
            Kind::Number | Kind::Count | Kind::Own(Own::Reading | Own::Euro)
        )
    }
}

/// The parts of a time, and what a cell of each holds.
pub const SPAN_PARTS: [(&str, Kind); 6] = [
    ("as_written", Kind::Line),
    ("from", Kind::Day),
    ("until", Kind::Day),
    ("derived", Kind::Flag),
    ("year", Kind::Year),
    ("quarter", Kind::Line),
];

/// The parts of a source, and what a cell of each holds.
pub const SOURCE_PARTS: [(&str, Kind); 3] = [
    ("document", Kind::Line),
    ("locator", Kind::Line),
    ("url", Kind::List(&Kind::Line)),
];

/// What a profile may map of a noun, in the order of its attributes. Nothing for nouns that no file
/// brings.
#[must_use]
pub fn list_slots(noun: Noun) -> Vec<Slot> {
    let mut slots = Vec::new();
    if !Noun::list_imported().any(|imported| imported == noun) {
        return slots;
    }
    let attributes = leaves(noun.attributes());
    let names_plan = attributes.iter().any(|attribute| attribute.name == "plan");
    if noun.is_in_plan() && !names_plan {
        slots.push(Slot {
            name: "plan".into(),
            kind: Kind::Link(Noun::Plan),
            doc: "The plan it belongs to.",
        });
    }
    for attribute in attributes {
        if let Some(column) = attribute.column {
            add_slots(&mut slots, column, attribute);
        }
        // Its list takes the others.
        if find_others(noun, attribute.name).is_some()
            && let (Kind::Link(Noun::Organisation), Some(slot)) = (attribute.kind, slots.last_mut())
        {
            slot.kind = Kind::List(&Kind::Link(Noun::Organisation));
        }
    }
    slots
}

/// The attribute that takes all but one of the bodies that a cell names for an attribute of one body.
pub(crate) const fn find_others(noun: Noun, attribute: &str) -> Option<&'static str> {
    match (noun, attribute.as_bytes()) {
        (Noun::Recommendation, b"issuer") => Some("co_issuers"),
        _ => None,
    }
}

fn add_slots(slots: &mut Vec<Slot>, column: &'static str, attribute: &Attribute) {
    let mut add = |name: Cow<'static, str>, kind| {
        slots.push(Slot {
            name,
            kind,
            doc: attribute.doc,
        });
    };
    let kind = attribute.kind;
    match kind {
        Kind::Text => add(format!("{column}.*").into(), kind),
        Kind::Span => {
            add(column.into(), kind);
            for (part, kind) in SPAN_PARTS {
                add(format!("{column}.{part}").into(), kind);
            }
        }
        Kind::Source => {
            for (part, kind) in SOURCE_PARTS {
                add(format!("{column}.{part}").into(), kind);
            }
        }
        Kind::Line
        | Kind::Word(_)
        | Kind::Count
        | Kind::Year
        | Kind::Number
        | Kind::Flag
        | Kind::Day
        | Kind::Instant
        | Kind::Link(_)
        | Kind::Subject
        | Kind::Own(Own::Reading | Own::Euro) => add(column.into(), kind),
        // "Name: reading", each in a cell or line of its own.
        Kind::List(Kind::Own(Own::Part)) => add(column.into(), kind),
        // A row is no cell, and several of them are none either.
        Kind::List(Kind::Row(_) | Kind::Own(_)) => {}
        Kind::List(_) => add(column.into(), kind),
        // They do not fit into cells.
        Kind::Row(_) | Kind::Own(_) => {}
    }
}

/// Attributes on record of which a file speaks when it gives a slot (named without language or part):
/// the one of that column, and those that follow from it, even where they come to nothing.
pub fn list_told(noun: Noun, slot: &str) -> impl Iterator<Item = &'static str> {
    let attributes = leaves(noun.attributes()).into_iter();
    let own = attributes.filter(move |attribute| attribute.column == Some(slot));
    let own: Vec<&str> = own.map(|attribute| attribute.name).collect();
    let follows = match (noun, slot) {
        (Noun::Organisation, "kind") => Some("voice"),
        (Noun::Coverage, "measures_cited") | (Noun::Evidence, "measure") => Some("cited"),
        (Noun::Evidence, "speaker") => Some("organisation"),
        (Noun::Value, "on") => Some("period"),
        (Noun::Value, "reading") | (Noun::Evidence, "id") => Some("bundles"),
        (noun, slot) => find_others(noun, slot),
    };
    own.into_iter().chain(follows)
}
