// SPDX-License-Identifier: EUPL-1.2
//! One thing as somebody typed it in a form: the file and the profile that give it, so that a form is a
//! table of one row and goes the way of every table.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};
use toml::{Table, Value};
use wegmarke_domain::draft::list_slots;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::text::Lang;

/// What somebody typed about one thing.
#[derive(Clone, Debug)]
pub struct Typed<'a> {
    /// What it is.
    pub noun: Noun,
    /// The language of texts.
    pub language: Lang,
    /// Attributes as a profile names them (`title.de`), and their values: texts, or numbers where they
    /// are some, or lists of texts. `None`: nothing is said of it, so that what was said before goes.
    pub cells: BTreeMap<String, Option<Json>>,
    /// The text that stands for "there is none".
    pub none: &'a str,
    /// Whether it corrects the newest version of a plan, and is no new one.
    pub same_version: bool,
    /// The day of a new version of a plan, as `2026-12-31`; empty: the day it is recorded.
    pub dated_on: &'a str,
    /// Why it is otherwise than on record; empty: nobody says.
    pub reason: &'a str,
}

impl Typed<'_> {
    /// The bytes of its JSON file.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let cells = self.cells.iter();
        let cells = cells.map(|(name, value)| (key(name), json!(value)));
        let row: Map<String, Json> = cells.collect();
        json!([row]).to_string().into_bytes()
    }

    /// The text of its profile.
    #[must_use]
    pub fn to_profile(&self) -> String {
        let slots = list_slots(self.noun);
        let column = |name: &String| {
            let is_list = slots
                .iter()
                .any(|slot| slot.is_meant(name) && slot.is_list());
            let column = match is_list {
                false => Value::String(key(name)),
                true => Value::Table(Table::from_iter([
                    ("column".to_owned(), Value::String(key(name))),
                    ("split".to_owned(), Value::String("\n".to_owned())),
                ])),
            };
            (name.clone(), column)
        };
        let columns: Table = self.cells.keys().map(column).collect();
        let record = Table::from_iter([
            ("noun".to_owned(), Value::String(self.noun.to_string())),
            ("columns".to_owned(), Value::Table(columns)),
        ]);
        let tree = Table::from_iter([
            ("file".to_owned(), Value::String("*".to_owned())),
            (
                "record".to_owned(),
                Value::Array(vec![Value::Table(record)]),
            ),
        ]);
        let mut profile = Table::from_iter([
            ("name".to_owned(), Value::String("typed".to_owned())),
            (
                "language".to_owned(),
                Value::String(self.language.as_str().to_owned()),
            ),
            ("complete".to_owned(), Value::Boolean(false)),
            ("same_version".to_owned(), Value::Boolean(self.same_version)),
            (
                "stated_as_none".to_owned(),
                Value::Array(vec![Value::String(self.none.to_owned())]),
            ),
            ("tree".to_owned(), Value::Array(vec![Value::Table(tree)])),
        ]);
        if !self.dated_on.is_empty() {
            let day = Value::String(self.dated_on.to_owned());
            profile.insert("dated_on".to_owned(), day);
        }
        if !self.reason.is_empty() {
            let reason = Value::String(self.reason.to_owned());
            profile.insert("reason".to_owned(), reason);
        }
        // Texts, flags, lists and tables: their TOML is always to be had.
        toml::to_string(&profile).unwrap_or_default()
    }
}

/// A key without points: they lead into other keys.
fn key(name: &str) -> String {
    name.replace('.', "_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Profile, read_bytes};

    #[test]
    fn what_is_typed_is_read_as_a_row() {
        let cells = [
            ("plan", Some(json!("p"))),
            ("id", Some(json!("m"))),
            ("title.de", Some(json!("Beratung; überall"))),
            ("lead", Some(json!(["bmas", "bmi"]))),
            ("description.de", None),
            ("goal", Some(json!("keins"))),
        ];
        let typed = Typed {
            noun: Noun::Measure,
            language: Lang::DE,
            cells: cells.map(|(name, value)| (name.to_owned(), value)).into(),
            none: "keins",
            same_version: true,
            dated_on: "2026-03-01",
            reason: "Tippfehler",
        };
        let profile = Profile::parse(&typed.to_profile(), "typed").unwrap();
        assert!(profile.same_version && !profile.complete);
        assert_eq!(profile.reason.unwrap().find(Lang::DE), Some("Tippfehler"));
        let profile = Profile::parse(&typed.to_profile(), "typed").unwrap();
        let read = read_bytes("m.json", &typed.to_json(), &profile).unwrap();
        assert!(read.doubts.is_empty(), "{:?}", read.doubts);
        let [draft] = &read.drafts[..] else {
            panic!("{:?}", read.drafts)
        };
        let mut told: Vec<_> = draft
            .cells
            .iter()
            .map(|cell| (&*cell.attribute, cell.text.as_str()))
            .collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [
                ("goal", "\u{0}none"),
                ("id", "m"),
                ("lead", "bmas"),
                ("lead", "bmi"),
                ("plan", "p"),
                ("title.de", "Beratung; überall"),
            ]
        );
        assert!(draft.told.find("description").is_some());
    }
}
