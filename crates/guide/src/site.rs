// SPDX-License-Identifier: EUPL-1.2
//! What holds for the whole site: its languages, its way out.

use std::collections::BTreeMap;

use crate::read::Fields;
use crate::source::find_url;

/// Scripts that run from right to left, by the language's tag.
const RIGHT_TO_LEFT: [&str; 6] = ["ar", "fa", "he", "ps", "ckb", "ur"];

/// A language of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its tag, also in addresses: `de`, `de-simple`.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    /// Whether directory, cards and sheet are told in it, and not the guide alone.
    pub is_whole: bool,
}

impl Language {
    /// For the attribute `dir`.
    #[must_use]
    pub fn dir(&self) -> &'static str {
        let first = self.tag.split('-').next().unwrap_or_default();
        if RIGHT_TO_LEFT.contains(&first) {
            "rtl"
        } else {
            "ltr"
        }
    }
}

/// `site.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// Counts up with each edition.
    pub version: u32,
    /// Who answers for what is said; told on the site.
    pub editor: String,
    /// Where the quick exit leads: a page nobody wonders about.
    pub exit: String,
    /// Languages; the first one is the original of all others.
    pub languages: Vec<Language>,
    /// Names, in themselves, of languages that services speak and the site does not.
    pub names: BTreeMap<String, String>,
}

impl Site {
    /// Reads `site.toml`.
    pub fn read(fields: &mut Fields<'_>) -> Self {
        let site = Self {
            names: fields.table("names", read_names).unwrap_or_default(),
            version: fields.find_number("version").unwrap_or(1),
            editor: fields.text("editor"),
            exit: find_url(fields, "exit").unwrap_or_default(),
            languages: fields.tables("language", |fields| {
                let tag = fields.text("tag");
                let fits = |c: char| c.is_ascii_lowercase() || c == '-';
                if !tag.chars().all(fits) || tag.starts_with('-') || tag.len() > 20 {
                    fields.tell("tag", "want-tag", tag.clone());
                }
                Language {
                    tag,
                    name: fields.text("name"),
                    is_whole: fields.flag("whole"),
                }
            }),
        };
        if site.exit.is_empty() && !fields.has("exit") {
            fields.tell("exit", "missing", "exit");
        }
        match site.languages.first() {
            None => fields.tell("language", "missing", "language"),
            Some(first) if !first.is_whole => {
                fields.tell("language", "first-not-whole", first.tag.clone())
            }
            Some(_) => {}
        }
        for (at, one) in site.languages.iter().enumerate() {
            if site.languages[..at]
                .iter()
                .any(|other| other.tag == one.tag)
            {
                fields.tell("language", "twice", one.tag.clone());
            }
        }
        site
    }

    /// A language's name in itself; its tag where nobody wrote it down.
    #[must_use]
    pub fn name<'a>(&'a self, tag: &'a str) -> &'a str {
        let known = self.languages.iter().find(|language| language.tag == tag);
        let known = known.map(|language| &language.name);
        known
            .or_else(|| self.names.get(tag))
            .map_or(tag, String::as_str)
    }

    /// The tag of the language that all others are translated from.
    #[must_use]
    pub fn original(&self) -> &str {
        self.languages.first().map_or("", |language| &language.tag)
    }
}

fn read_names(fields: &mut Fields<'_>) -> BTreeMap<String, String> {
    let tags = fields.keys().into_iter();
    tags.map(|tag| {
        let name = fields.text(&tag);
        (tag, name)
    })
    .collect()
}
