// SPDX-License-Identifier: EUPL-1.2
//! Texts in sections: the guide, the statement of a counselling centre. `texts/NAME.LANG.toml` has a table
//! for each section; the order, and what stands beside them, is that of the original.

use std::collections::BTreeMap;

use crate::read::Fields;

/// A text in all its languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// Ids of the sections, in their order.
    pub order: Vec<String>,
    /// Services named under a section.
    pub contacts: BTreeMap<String, Vec<String>>,
    /// Sections by language and id.
    pub languages: BTreeMap<String, BTreeMap<String, Section>>,
}

/// A section in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// Paragraphs, parted by empty lines; lines that begin with `- ` are a list.
    pub text: String,
    /// One sentence for the card that is folded into a pocket.
    pub card: String,
    /// What it does not promise.
    pub limit: String,
}

impl Section {
    /// The keys of a section, with the text.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, &str); 4] {
        [
            ("title", &self.title),
            ("text", &self.text),
            ("card", &self.card),
            ("limit", &self.limit),
        ]
    }
}

/// A paragraph or a list, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// The items of a list.
    List(Vec<String>),
}

/// Parts a text.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    for part in text
        .split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let mut words = Vec::new();
        let mut items: Vec<String> = Vec::new();
        for line in part.lines().map(str::trim) {
            match (line.strip_prefix("- "), items.last_mut()) {
                (Some(item), _) => items.push(item.trim().to_owned()),
                (None, Some(item)) => {
                    item.push(' ');
                    item.push_str(line);
                }
                (None, None) => words.push(line),
            }
        }
        if !words.is_empty() {
            found.push(Block::Paragraph(words.join(" ")));
        }
        if !items.is_empty() {
            found.push(Block::List(items));
        }
    }
    found
}

/// From so many underscores on they are a line to write on.
const RULE: &str = "_____";

/// What stands before and after lines to write on, and whether a line follows: whoever listens to a page is not read
/// forty underscores, and on a narrow screen a line is as long as there is room.
#[must_use]
pub fn ruled(text: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(RULE) {
        found.push((&rest[..at], true));
        rest = rest[at..].trim_start_matches('_');
    }
    if !rest.is_empty() {
        found.push((rest, false));
    }
    found
}

/// The sections of one file, in its order, with the services each of them names.
pub type Sections = Vec<(String, Section, Vec<String>)>;

/// Reads one file.
pub fn read_sections(fields: &mut Fields<'_>) -> Sections {
    let mut found = Vec::new();
    for id in fields.keys() {
        if !is_id(&id) {
            fields.tell(&id, "want-id", id.clone());
        }
        let read = |fields: &mut Fields<'_>| {
            let contacts = fields.list("contacts");
            let section = Section {
                title: fields.text("title"),
                text: fields.text("text"),
                card: fields.find_text("card").unwrap_or_default(),
                limit: fields.find_text("limit").unwrap_or_default(),
            };
            (section, contacts)
        };
        if let Some((section, contacts)) = fields.table(&id, read) {
            found.push((id, section, contacts));
        }
    }
    found
}

/// Whether this can stand in an address.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.len() <= 60 && text.chars().all(fits) && !text.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::{Block, blocks, ruled};

    #[test]
    fn underscores_are_lines_to_write_on() {
        assert_eq!(
            ruled("Tag: ________ Ort: _____"),
            [("Tag: ", true), (" Ort: ", true)]
        );
        assert_eq!(ruled("_____ (Name)"), [("", true), (" (Name)", false)]);
        assert_eq!(ruled("a_b __c"), [("a_b __c", false)]);
        assert_eq!(ruled(""), []);
    }

    #[test]
    fn paragraphs_and_lists_are_parted() {
        let text = "One\nsentence.\n\nBefore:\n- a\n  and more\n- b\n\n\n";
        assert_eq!(
            blocks(text),
            [
                Block::Paragraph("One sentence.".to_owned()),
                Block::Paragraph("Before:".to_owned()),
                Block::List(vec!["a and more".to_owned(), "b".to_owned()]),
            ]
        );
    }
}
