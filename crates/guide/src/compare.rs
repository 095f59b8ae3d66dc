// SPDX-License-Identifier: EUPL-1.2
//! What differs between two versions of content, value by value, in the names of the files.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::{DeTable, DeValue};

use crate::content::Files;
use crate::words::Words;

/// One value that differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// File.
    pub file: String,
    /// The key with the tables it lies in; empty if the whole file came or went.
    pub key: String,
    /// What it said.
    pub old: Option<String>,
    /// What it says.
    pub new: Option<String>,
}

/// Everything that differs, by file. A file that does not read is compared as a whole.
#[must_use]
pub fn compare(old: &Files, new: &Files) -> Vec<Difference> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut found = Vec::new();
    for name in names {
        let (before, after) = (old.get(name), new.get(name));
        if before == after {
            continue;
        }
        let values =
            |bytes: Option<&Vec<u8>>| bytes.map(|bytes| flatten(name, bytes)).unwrap_or_default();
        let (before, after) = (values(before), values(after));
        let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for key in keys {
            let (old, new) = (before.get(key), after.get(key));
            if old != new {
                found.push(Difference {
                    file: name.clone(),
                    key: key.clone(),
                    old: old.cloned(),
                    new: new.cloned(),
                });
            }
        }
    }
    found
}

/// Values by their keys. What is no TOML and no Fluent is one value: its mark.
fn flatten(name: &str, bytes: &[u8]) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    if name.ends_with(".ftl") {
        let words = Words::read("en", name, bytes, &mut Vec::new());
        return words.texts().clone();
    }
    let text = String::from_utf8_lossy(bytes);
    match DeTable::parse(&text)
        .ok()
        .filter(|_| name.ends_with(".toml"))
    {
        Some(table) => add_table(table.get_ref(), "", &mut values),
        None => {
            values.insert(String::new(), crate::state::mark(&text));
        }
    }
    values
}

fn add_table(table: &DeTable<'_>, path: &str, values: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let key = key.get_ref();
        let path = if path.is_empty() {
            key.to_string()
        } else {
            format!("{path}.{key}")
        };
        add(value.get_ref(), path, values);
    }
}

fn add(value: &DeValue<'_>, path: String, values: &mut BTreeMap<String, String>) {
    let text = match value {
        DeValue::Table(table) => return add_table(table, &path, values),
        DeValue::Array(all) if all.iter().any(|one| one.get_ref().is_table()) => {
            for (at, one) in all.iter().enumerate() {
                add(one.get_ref(), format!("{path} {}", at + 1), values);
            }
            return;
        }
        DeValue::Array(all) => {
            let all: Vec<&str> = all
                .iter()
                .filter_map(|one| one.get_ref().as_str())
                .collect();
            all.join(", ")
        }
        DeValue::String(text) => text.trim().to_owned(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Datetime(at) => at.to_string(),
    };
    values.insert(path, text);
}

#[cfg(test)]
mod tests {
    use super::{Difference, compare};
    use crate::content::Files;

    #[test]
    fn each_value_that_differs_is_told_and_no_other() {
        let files = |all: &[(&str, &str)]| -> Files {
            all.iter()
                .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
                .collect()
        };
        let old = files(&[
            (
                "cards/a.toml",
                "kind = \"rule\"\n[de]\ntitle = \"A\"\ntext = \"x\"\n[[source]]\ntitle = \"S\"\n",
            ),
            ("words/de.ftl", "a = 1\nb = 2\n"),
            ("cards/gone.toml", "kind = \"rule\"\n"),
        ]);
        let new = files(&[
            (
                "cards/a.toml",
                "kind = \"rule\"\n[de]\ntext = \"y\"\ntitle = \"A\"\n[[source]]\ntitle = \"S\"\n",
            ),
            ("words/de.ftl", "a = 1\nb = 3\n"),
            ("cards/new.toml", "offices = [\"a\", \"b\"]\n"),
        ]);
        let one = |file: &str, key: &str, old: Option<&str>, new: Option<&str>| Difference {
            file: file.to_owned(),
            key: key.to_owned(),
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        };
        assert_eq!(
            compare(&old, &new),
            [
                one("cards/a.toml", "de.text", Some("x"), Some("y")),
                one("cards/gone.toml", "kind", Some("rule"), None),
                one("cards/new.toml", "offices", None, Some("a, b")),
                one("words/de.ftl", "b", Some("2"), Some("3")),
            ]
        );
        assert_eq!(compare(&old, &old), []);
    }
}
