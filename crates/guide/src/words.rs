// SPDX-License-Identifier: EUPL-1.2
//! The words between the texts: `words/LANG.ftl`. They are content like the texts, so that a language is
//! added without touching the program.

use std::collections::BTreeMap;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::problem::Problem;

/// Words that every language needs begin so; all others only languages in which the whole site is told.
pub const EVERYWHERE: [&str; 2] = ["base-", "guide-"];

/// The words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    texts: BTreeMap<String, String>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.texts.len()).finish()
    }
}

impl Words {
    /// Reads a file. What does not parse is told by its line.
    pub fn read(lang: &str, file: &str, bytes: &[u8], problems: &mut Vec<Problem>) -> Self {
        let id: LanguageIdentifier = lang.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        let mut texts = BTreeMap::new();
        match std::str::from_utf8(bytes) {
            Err(_) => problems.push(Problem::error(file, "not-utf8", "")),
            Ok(text) => {
                let resource = match FluentResource::try_new(text.to_owned()) {
                    Ok(resource) => resource,
                    Err((resource, errors)) => {
                        for error in errors {
                            let before = text.get(..error.pos.start).unwrap_or(text);
                            problems.push(Problem {
                                line: before.matches('\n').count() + 1,
                                ..Problem::error(file, "not-fluent", "")
                            });
                        }
                        resource
                    }
                };
                texts = list_messages(text);
                bundle.add_resource_overriding(resource);
            }
        }
        Self { bundle, texts }
    }

    /// The keys, with their texts as written.
    #[must_use]
    pub const fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    /// The word with this key; `⟪key⟫` where there is none, which the check has told before.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.t_with(key, &[])
    }

    /// The word with values in it.
    #[must_use]
    pub fn t_with(&self, key: &str, values: &[(&'static str, &str)]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
        else {
            return format!("⟪{key}⟫");
        };
        let mut args = FluentArgs::new();
        for (name, value) in values {
            match value.parse::<u32>() {
                Ok(number) => args.set(*name, FluentValue::from(number)),
                Err(_) => args.set(*name, FluentValue::from((*value).to_owned())),
            }
        }
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(&args), &mut errors)
            .into_owned()
    }

    /// A word of a closed list.
    #[must_use]
    pub fn word(&self, family: &str, code: &str) -> String {
        self.t(&format!("{family}-{code}"))
    }

    /// A day, as readers of this language write it.
    #[must_use]
    pub fn day(&self, day: jiff::civil::Date) -> String {
        let month = self.t(&format!("month-{}", day.month()));
        let (number, year) = (day.day().to_string(), day.year().to_string());
        // Not as a number: a year has no digits to be grouped.
        self.t_with(
            "month-day",
            &[
                ("day", &format!("{number}\u{2060}")),
                ("month", &month),
                ("year", &format!("{year}\u{2060}")),
            ],
        )
        .replace('\u{2060}', "")
    }
}

/// Key, and the text as written.
fn list_messages(text: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut key = None;
    for line in text.lines() {
        let begins = line.starts_with(|c: char| c.is_ascii_lowercase());
        match line.split_once('=').filter(|_| begins) {
            Some((name, rest)) => {
                key = Some(name.trim().to_owned());
                found.insert(name.trim().to_owned(), rest.trim().to_owned());
            }
            None if line.starts_with(' ') => {
                if let Some(text) = key.as_ref().and_then(|key| found.get_mut(key)) {
                    text.push('\n');
                    text.push_str(line.trim());
                }
            }
            None => key = None,
        }
    }
    found
}
