// SPDX-License-Identifier: EUPL-1.2
//! Lists of signs as rows, and back: a row for each list, and below it one for each of its signs. Who has the list of
//! somebody else as a table brings it in so.

use std::collections::{BTreeMap, BTreeSet};

use super::row::{
    Made, Row, Table, TableProblem, Writing, bare, fill, languages_of, number, quoted, rows,
    standing_cells,
};
use crate::content::Content;
use crate::indicator::{DIMENSIONS, Indicators};

/// Columns before those of the languages; those of a list are empty for a sign, and the other way round.
const COLUMNS: [&str; 11] = [
    "list",
    "kind",
    "dimension",
    "number",
    "whole",
    "own",
    "mark",
    "checked_on",
    "checked_by",
    "lawyer",
    "sources",
];
const LIST: &str = "list";
const SIGN: &str = "sign";

/// The headings for these languages: how many items the source has in each dimension, title and text of a list; the
/// text of a sign is what one notices.
fn headings(languages: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = COLUMNS.iter().map(|name| (*name).to_owned()).collect();
    all.extend(DIMENSIONS.iter().map(|name| format!("of.{name}")));
    for lang in languages {
        all.extend(["title", "text"].map(|part| format!("{lang}.{part}")));
    }
    all
}

/// All lists with their signs.
pub(super) fn from_lists(content: &Content) -> Table {
    let all = content.indicators.values();
    let has: BTreeSet<&str> = all
        .flat_map(|one| {
            let signs = one.items.iter().flat_map(|sign| sign.words.keys());
            one.words.keys().chain(signs).map(String::as_str)
        })
        .collect();
    let headings = headings(&languages_of(content, &has));
    fill(&headings, content.indicators.values().flat_map(values))
}

fn values(one: &Indicators) -> Vec<BTreeMap<String, String>> {
    let text = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
    let row = |kind: &str| {
        BTreeMap::from([
            ("list".to_owned(), one.id.clone()),
            ("kind".to_owned(), kind.to_owned()),
        ])
    };
    let mut first = row(LIST);
    first.extend(standing_cells(&one.standing));
    first.insert("whole".to_owned(), text(one.whole));
    first.insert(
        "own".to_owned(),
        if one.is_own { "true" } else { "" }.to_owned(),
    );
    for (dimension, count) in &one.counts {
        first.insert(format!("of.{dimension}"), count.to_string());
    }
    for (lang, (title, text)) in &one.words {
        first.insert(format!("{lang}.title"), title.clone());
        first.insert(format!("{lang}.text"), text.clone());
    }
    let signs = one.items.iter().map(|sign| {
        let mut values = row(SIGN);
        values.insert("dimension".to_owned(), sign.dimension.to_owned());
        values.insert("number".to_owned(), text(sign.number));
        for (lang, words) in &sign.words {
            values.insert(format!("{lang}.text"), words.clone());
        }
        values
    });
    [vec![first], signs.collect()].concat()
}

/// Rows as files, `indicators/ID.toml`. Signs may stand anywhere; they keep their order.
pub(super) fn to_files(table: &[Vec<String>], languages: &[&str]) -> Result<Made, TableProblem> {
    let mut lists: BTreeMap<&str, Row<'_>> = BTreeMap::new();
    let mut signs: BTreeMap<&str, Vec<Row<'_>>> = BTreeMap::new();
    for row in rows(table, &headings(languages), &["list", "kind"])? {
        let id = row.id("list")?;
        match row.find("kind") {
            Some(LIST) => {
                if lists.insert(id, row).is_some() {
                    return Err(TableProblem::Twice(id.to_owned()));
                }
            }
            Some(SIGN) => signs.entry(id).or_default().push(row),
            _ => return Err(TableProblem::NoKind(row.at)),
        }
    }
    if let Some(id) = signs.keys().find(|id| !lists.contains_key(*id)) {
        return Err(TableProblem::NoList((*id).to_owned()));
    }
    let files = lists.iter().map(|(id, row)| {
        let signs = signs.get(id).map_or(&[][..], Vec::as_slice);
        let text = to_toml(row, signs, languages);
        (format!("indicators/{id}.toml"), text)
    });
    Ok(files.collect())
}

fn to_toml(list: &Row<'_>, signs: &[Row<'_>], languages: &[&str]) -> String {
    let mut file = Writing::new();
    file.standing(list);
    if let Some(whole) = list.find("whole") {
        file.line("whole", &number(whole));
    }
    if let Some(own) = list.find("own") {
        file.line("own", &bare(own, matches!(own, "true" | "false")));
    }
    file.sources(list);
    let counts = DIMENSIONS.iter();
    let counts = counts.filter_map(|name| Some((*name, list.find(&format!("of.{name}"))?)));
    let counts: Vec<_> = counts.collect();
    if !counts.is_empty() {
        file.heading("[counts]");
        for (name, count) in counts {
            file.line(name, &number(count));
        }
    }
    for lang in languages {
        let parts = ["title", "text"];
        let parts = parts
            .into_iter()
            .filter_map(|part| Some((part, list.find(&format!("{lang}.{part}"))?)));
        let parts: Vec<_> = parts.collect();
        if !parts.is_empty() {
            file.heading(&format!("[{lang}]"));
            for (part, value) in parts {
                file.line(part, &quoted(value));
            }
        }
    }
    for sign in signs {
        file.heading("[[sign]]");
        if let Some(dimension) = sign.find("dimension") {
            file.line("dimension", &quoted(dimension));
        }
        if let Some(item) = sign.find("number") {
            file.line("number", &number(item));
        }
        for lang in languages {
            if let Some(text) = sign.find(&format!("{lang}.text")) {
                file.line(lang, &quoted(text));
            }
        }
    }
    file.0
}
