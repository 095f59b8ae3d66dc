// SPDX-License-Identifier: EUPL-1.2
//! Headings that a mapping reads: those of the edition it was made for, and the new ones of a later edition.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::Mapping;
use crate::table::heading;

impl Mapping {
    /// Whether it reads headings that are none of these.
    #[must_use]
    pub fn lacks(&self, headings: &[&str]) -> bool {
        let known: BTreeSet<String> = headings.iter().map(|name| heading(name)).collect();
        let lacks = |names: &[&str]| {
            !names.is_empty() && !names.iter().any(|name| known.contains(&heading(name)))
        };
        let columns = self
            .records()
            .filter_map(super::columns_of)
            .flat_map(Table::values);
        if columns.map(accepted).any(|names| lacks(&names)) {
            return true;
        }
        let mut named = Vec::new();
        if let Some(table) = self.table() {
            let asked = table.iter().filter(|(key, _)| ASKS.contains(&&***key));
            asked.for_each(|(_, part)| list_asked(part, &mut named));
        }
        named.iter().any(|names| lacks(names))
    }

    /// Remembers the headings of the file it was made for, in their order: where one is gone in the next edition,
    /// another is looked for at its place. A mapping that reads headings which the file lacks remembers what it did.
    pub fn remember_headings(&mut self, headings: &[&str]) {
        if self.is_tree() || self.lacks(headings) {
            return;
        }
        if let Some(table) = self.table_mut() {
            table.insert("headings".to_owned(), headings.to_vec().into());
        }
    }

    /// Takes a new heading beside the one that is gone, as [`crate::Profile::accept`] does.
    pub fn accept(&mut self, gone: &str, new: &str) {
        for record in self.records_mut() {
            if let Some(Value::Table(columns)) = record.get_mut("columns") {
                for (_, column) in columns.iter_mut() {
                    take_beside(column, gone, new);
                }
            }
        }
        if let Some(table) = self.table_mut() {
            let asked = table.iter_mut();
            let asked = asked.filter(|(key, _)| ASKS.contains(&key.as_str()));
            for (_, part) in asked {
                each_asked(part, &mut |names| take_beside(names, gone, new));
            }
        }
        self.set_ignored(new, false);
    }
}

/// The headings that a column of the profile accepts, as far as it is one column; the newest last.
fn accepted(column: &Value) -> Vec<&str> {
    match column {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        Value::Table(spelled) => spelled.get("column").map(accepted).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn take_beside(column: &mut Value, gone: &str, new: &str) {
    let is_gone = accepted(column)
        .last()
        .is_some_and(|last| heading(last) == heading(gone));
    if is_gone {
        also_read(column, new);
    }
}

fn also_read(column: &mut Value, new: &str) {
    match column {
        Value::String(name) => *column = vec![name.as_str(), new].into(),
        Value::Array(names) => names.push(new.into()),
        Value::Table(spelled) => {
            if let Some(column) = spelled.get_mut("column") {
                also_read(column, new);
            }
        }
        _ => {}
    }
}

/// Keys of a profile under which a test or a kinship may stand.
const ASKS: [&str; 8] = [
    "record", "skip", "when", "unless", "and", "or", "parent", "lookup",
];

/// Keys of these parts that name headings.
const NAMES: [&str; 2] = ["column", "id"];

/// The headings that tests and kinships ask for, below a part of a table.
fn list_asked<'a>(part: &'a Value, found: &mut Vec<Vec<&'a str>>) {
    match part {
        Value::Array(parts) => parts.iter().for_each(|part| list_asked(part, found)),
        Value::Table(table) => {
            let is_optional = table.get("optional").and_then(Value::as_bool) == Some(true);
            let names = NAMES.iter().filter_map(|key| table.get(*key));
            found.extend(names.filter(|_| !is_optional).map(accepted));
            let parts = table.iter().filter(|(key, _)| ASKS.contains(&&***key));
            parts.for_each(|(_, part)| list_asked(part, found));
        }
        _ => {}
    }
}

/// Changes them.
fn each_asked(part: &mut Value, change: &mut dyn FnMut(&mut Value)) {
    match part {
        Value::Array(parts) => parts.iter_mut().for_each(|part| each_asked(part, change)),
        Value::Table(table) => {
            for key in NAMES {
                if let Some(names) = table.get_mut(key) {
                    change(names);
                }
            }
            let parts = table.iter_mut();
            let parts = parts.filter(|(key, _)| ASKS.contains(&key.as_str()));
            for (_, part) in parts {
                each_asked(part, change);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::Mapping;

    const TEXT: &str = r#"
        name = "ours"
        language = "de"
        complete = false
        [[table]]
        file = "a.csv"
        skip = { column = "Stand", equals = "alt" }
        [[table.record]]
        noun = "measure"
        when = { column = "Nr.", present = true, or = { column = "Art", present = true } }
        [table.record.columns]
        "number" = "Nr."
        "lead" = { column = ["Wer", "Amt"], split = ";" }
    "#;

    #[test]
    fn what_was_there_is_remembered_while_nothing_is_gone() {
        let mut mapping = Mapping::parse(TEXT).unwrap();
        mapping.remember_headings(&["Nr.", "Art", "Amt", "Stand"]);
        mapping.remember_headings(&["Nr.", "Art", "Leitung", "Stand"]);
        assert!(mapping.lacks(&["Nr.", "Art", "Leitung", "Stand"]));
        assert!(
            mapping.lacks(&["Nr.", "Kind", "Amt", "Stand"]),
            "a test asks for it"
        );
        let met = mapping.to_toml();
        assert!(
            met.contains("headings = [\n") && met.contains("\"Amt\",\n    \"Stand\""),
            "{met}"
        );
        mapping.profile().unwrap();
    }

    #[test]
    fn a_new_heading_is_taken_wherever_the_old_one_is_asked_for() {
        let mut mapping = Mapping::parse(TEXT).unwrap();
        mapping.accept("Amt", "Leitung");
        mapping.accept("Stand", "Status");
        mapping.accept("Art", "Form");
        mapping.accept("Nr.", "Nummer");
        assert!(!mapping.lacks(&["Nummer", "Form", "Leitung", "Status"]));
        mapping.profile().unwrap();
    }
}
