// SPDX-License-Identifier: EUPL-1.2
//! In which state a text is: `states.toml`, written by `wegmarke-wegweiser checked` and read by everybody.
//! It holds what the original said when the translation was made, and what the translation said when
//! somebody checked it: whichever changes, the state is void.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use crate::LICENCE;
use crate::read::Fields;

/// The state of one text in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// Mark of the original it was made from; empty for originals.
    pub of: String,
    /// Mark of the text itself when it was checked.
    pub is: String,
    /// Who checked it; absent: a draft.
    pub checked_by: Option<String>,
    /// When.
    pub checked_on: Option<Date>,
}

/// By language, then by item.
pub type States = BTreeMap<String, BTreeMap<String, State>>;

/// What a reader is told of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Nobody checked it.
    Draft,
    /// It was checked, and the original said something else since.
    Outdated,
    /// By whom, and when.
    Checked(String, Option<Date>),
}

/// What a text is recognised by: the first eight bytes of its SHA-256, hexadecimal. It guards against
/// forgetting, not against attack.
#[must_use]
pub fn mark(text: &str) -> String {
    hex::encode(&Sha256::digest(text)[..8])
}

/// Reads `states.toml`.
pub fn read_states(languages: &[String], fields: &mut Fields<'_>) -> States {
    let mut found = States::new();
    for lang in languages {
        let read = |fields: &mut Fields<'_>| {
            let mut states = BTreeMap::new();
            for item in fields.keys() {
                let state = fields.table(&item, |fields| State {
                    of: fields.find_text("of").unwrap_or_default(),
                    is: fields.find_text("is").unwrap_or_default(),
                    checked_by: fields.find_text("checked_by"),
                    checked_on: fields.find_day("checked_on"),
                });
                states.extend(state.map(|state| (item, state)));
            }
            states
        };
        found.extend(
            fields
                .table(lang, read)
                .map(|states| (lang.clone(), states)),
        );
    }
    found
}

/// The content of `states.toml`.
#[must_use]
pub fn write_states(states: &States) -> String {
    let mut text = format!(
        "# {LICENCE}\n# Written by `wegmarke-wegweiser checked`: which original each translation was made from, and who checked it.\n",
    );
    for (lang, items) in states {
        for (item, state) in items {
            let _infallible = write!(text, "\n[{lang}.\"{item}\"]\n");
            for (key, value) in [("of", &state.of), ("is", &state.is)] {
                if !value.is_empty() {
                    let _infallible = writeln!(text, "{key} = \"{value}\"");
                }
            }
            if let Some(by) = &state.checked_by {
                let _infallible =
                    writeln!(text, "checked_by = {}", toml::Value::String(by.clone()));
            }
            if let Some(on) = state.checked_on {
                let _infallible = writeln!(text, "checked_on = {on}");
            }
        }
    }
    text
}
