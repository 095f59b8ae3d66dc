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
    /// The plan whose text it is part of; `None`: it is no text of a plan.
    #[must_use]
    pub fn plan(&self) -> Option<&str> {
        let name = match self.noun {
            Noun::Plan => "id",
            noun if noun.is_plan_text() => "plan",
            _ => return None,
        };
        self.cells.get(name)?.as_ref()?.as_str()
    }

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

/// A new version of a plan, as somebody typed it.
#[derive(Clone, Copy, Debug)]
pub struct TypedVersion<'a> {
    /// Its day, as `2026-12-31`.
    pub on: &'a str,
    /// Why there is one.
    pub reason: &'a str,
}

/// Puts things that were typed one by one into one file, so that they are looked at and written together, as
/// a new version of their plan: its bytes and the text of its profile. `None` if one of them was not typed.
///
/// The file is a list with a row for each. A key begins with the number of its row, and each record reads
/// the keys of its own row only.
#[must_use]
pub fn gather(parts: &[(Vec<u8>, String)], version: TypedVersion<'_>) -> Option<(Vec<u8>, String)> {
    let (mut rows, mut records, mut none) = (Vec::new(), Vec::new(), Vec::new());
    let mut whole = None;
    for (at, (bytes, text)) in parts.iter().enumerate() {
        let mut profile: Table = text.parse().ok()?;
        let typed: Vec<Map<String, Json>> = serde_json::from_slice(bytes).ok()?;
        for row in typed {
            let keys = row.into_iter();
            let row: Map<String, Json> = keys
                .map(|(key, value)| (numbered(at, &key), value))
                .collect();
            rows.push(Json::Object(row));
        }
        let Some(Value::Array(trees)) = profile.remove("tree") else {
            return None;
        };
        let trees = trees.into_iter().filter_map(|tree| match tree {
            Value::Table(mut tree) => tree.remove("record"),
            _ => None,
        });
        let read = trees.filter_map(|records| match records {
            Value::Array(records) => Some(records),
            _ => None,
        });
        for mut record in read.flatten() {
            let columns = record.get_mut("columns")?.as_table_mut()?;
            for (_, column) in columns.iter_mut() {
                let key = match column {
                    Value::Table(column) => column.get_mut("column")?,
                    plain => plain,
                };
                *key = Value::String(numbered(at, key.as_str()?));
            }
            records.push(record);
        }
        if let Some(Value::Array(words)) = profile.get("stated_as_none") {
            none.extend(
                words
                    .iter()
                    .filter(|word| !none.contains(*word))
                    .cloned()
                    .collect::<Vec<_>>(),
            );
        }
        whole.get_or_insert(profile);
    }
    let mut profile = whole?;
    let tree = Table::from_iter([
        ("file".to_owned(), Value::String("*".to_owned())),
        ("record".to_owned(), Value::Array(records)),
    ]);
    for (name, value) in [
        ("same_version", Value::Boolean(false)),
        ("dated_on", Value::String(version.on.to_owned())),
        ("reason", Value::String(version.reason.to_owned())),
        ("stated_as_none", Value::Array(none)),
        ("tree", Value::Array(vec![Value::Table(tree)])),
    ] {
        profile.insert(name.to_owned(), value);
    }
    let text = toml::to_string(&profile).ok()?;
    Some((Json::Array(rows).to_string().into_bytes(), text))
}

fn numbered(at: usize, key: &str) -> String {
    format!("{}_{key}", at + 1)
}

/// A key without points: they lead into other keys.
fn key(name: &str) -> String {
    name.replace('.', "_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Profile, read_bytes};

    fn typed<'a>(noun: Noun, cells: &[(&str, Option<Json>)]) -> Typed<'a> {
        let cells = cells.iter().cloned();
        Typed {
            noun,
            language: Lang::DE,
            cells: cells
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            none: "keins",
            same_version: true,
            dated_on: "",
            reason: "Einzeln",
        }
    }

    #[test]
    fn what_is_typed_one_by_one_is_read_together() {
        let all = [
            typed(
                Noun::Measure,
                &[
                    ("plan", Some(json!("p"))),
                    ("id", Some(json!("m"))),
                    ("title.de", Some(json!("Beratung"))),
                    ("description.de", None),
                ],
            ),
            typed(
                Noun::Goal,
                &[
                    ("plan", Some(json!("p"))),
                    ("id", Some(json!("g"))),
                    ("title.de", Some(json!("Schutz"))),
                ],
            ),
        ];
        let parts: Vec<_> = all
            .iter()
            .map(|one| (one.to_json(), one.to_profile()))
            .collect();
        let version = TypedVersion {
            on: "2026-03-01",
            reason: "Fortschreibung",
        };
        let (bytes, text) = gather(&parts, version).unwrap();
        let profile = Profile::parse(&text, "typed").unwrap();
        assert!(!profile.same_version && !profile.complete);
        assert_eq!(profile.dated_on.unwrap().to_string(), "2026-03-01");
        let profile = Profile::parse(&text, "typed").unwrap();
        let read = read_bytes("v.json", &bytes, &profile).unwrap();
        assert!(read.doubts.is_empty(), "{:?}", read.doubts);
        let told: Vec<_> = read
            .drafts
            .iter()
            .map(|draft| {
                let title = draft
                    .cells
                    .iter()
                    .find(|cell| &*cell.attribute == "title.de");
                (draft.noun, title.map(|cell| cell.text.as_str()))
            })
            .collect();
        assert_eq!(
            told,
            [
                (Noun::Measure, Some("Beratung")),
                (Noun::Goal, Some("Schutz"))
            ]
        );
        // What the form left blank still goes, and nothing of the others does.
        assert!(read.drafts[0].told.find("description").is_some());
        assert_eq!(gather(&[(b"[]".to_vec(), "x".to_owned())], version), None);
    }

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
