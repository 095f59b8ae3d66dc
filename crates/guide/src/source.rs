// SPDX-License-Identifier: EUPL-1.2
//! Where something is from, and who looked at it when.

use jiff::civil::Date;

use crate::read::Fields;

/// `read`: in a stored public source. `known`: believed, and still to be confirmed.
pub const MARKS: [&str; 2] = ["read", "known"];

/// A source that anybody can open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// What it calls itself.
    pub title: String,
    /// The language of that; the original one of the content, if absent.
    pub lang: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The day it was read or is of.
    pub dated_on: Option<Date>,
}

/// What is known about how true something is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// One of [`MARKS`].
    pub mark: &'static str,
    /// When it was last compared with its sources.
    pub checked_on: Option<Date>,
    /// Who did; nobody yet, if absent.
    pub checked_by: Option<String>,
    /// The lawyer who read it; absent: none did.
    pub lawyer: Option<String>,
    /// Sources.
    pub sources: Vec<Source>,
}

impl Standing {
    /// Reads the keys that cards, services and lists have in common.
    pub fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            mark: fields.word("mark", &MARKS),
            checked_on: fields.find_day("checked_on"),
            checked_by: fields.find_text("checked_by"),
            lawyer: fields.find_text("lawyer"),
            sources: fields.tables("source", |fields| Source {
                title: fields.text("title"),
                lang: fields.find_text("lang"),
                url: find_url(fields, "url"),
                dated_on: fields.find_day("dated_on"),
            }),
        }
    }
}

/// An address of the web. Anything else (`javascript:` for one) is no link.
pub fn find_url(fields: &mut Fields<'_>, key: &str) -> Option<String> {
    let url = fields.find_text(key)?;
    let is_web = url.starts_with("https://") && url.len() > "https://".len();
    if !is_web || url.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\')) {
        fields.tell(key, "want-url", "");
        return None;
    }
    Some(url)
}
