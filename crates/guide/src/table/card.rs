// SPDX-License-Identifier: EUPL-1.2
//! Cards as rows, and back.

use std::collections::{BTreeMap, BTreeSet};

use super::row::{
    Made, Row, Table, TableProblem, Writing, bare, fill, languages_of, list, number, quoted, rows,
    standing_cells,
};
use crate::card::{BRANCHES, Card, CardWords};
use crate::content::Content;

/// Columns before those of the languages.
const COLUMNS: [&str; 13] = [
    "id",
    "kind",
    "version",
    "statute",
    "offices",
    "needs_authority",
    "needs_cooperation",
    "statement",
    "period",
    "mark",
    "checked_on",
    "checked_by",
    "lawyer",
];

/// The headings for these languages.
fn headings(languages: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = COLUMNS.iter().map(|name| (*name).to_owned()).collect();
    all.extend(BRANCHES.iter().map(|(name, _)| format!("for.{name}")));
    all.push("sources".to_owned());
    for lang in languages {
        let parts = CardWords::default();
        let parts = parts.parts();
        all.extend(parts.iter().map(|(part, _)| format!("{lang}.{part}")));
    }
    all
}

/// All cards.
pub(super) fn from_cards(content: &Content) -> Table {
    let all = content.cards.values();
    let has: BTreeSet<&str> = all
        .flat_map(|card| card.words.keys().map(String::as_str))
        .collect();
    let headings = headings(&languages_of(content, &has));
    fill(&headings, content.cards.values().map(values))
}

fn values(card: &Card) -> BTreeMap<String, String> {
    let flag = |yes: bool| if yes { "true" } else { "" }.to_owned();
    let period = card.period.map(|p| format!("{} {}", p.number(), p.unit()));
    let all = [
        ("id", card.id.clone()),
        ("kind", card.kind.to_owned()),
        ("version", card.version.to_string()),
        ("statute", card.statute.clone().unwrap_or_default()),
        ("offices", card.offices.join(", ")),
        ("needs_authority", flag(card.needs_authority)),
        ("needs_cooperation", flag(card.needs_cooperation)),
        ("statement", flag(card.has_statement)),
        ("period", period.unwrap_or_default()),
    ];
    let all = all
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    let mut values: BTreeMap<String, String> = all.collect();
    values.extend(standing_cells(&card.standing));
    for (name, answers) in &card.branches {
        values.insert(format!("for.{name}"), answers.join(", "));
    }
    for (lang, words) in &card.words {
        for (part, text) in words.parts() {
            values.insert(format!("{lang}.{part}"), text.to_owned());
        }
    }
    values
}

/// Rows as files, `cards/ID.toml`.
pub(super) fn to_files(table: &[Vec<String>], languages: &[&str]) -> Result<Made, TableProblem> {
    let mut files = Made::new();
    for row in rows(table, &headings(languages), &["id", "kind", "mark"])? {
        let id = row.id("id")?;
        let text = to_toml(&row, languages);
        if files.insert(format!("cards/{id}.toml"), text).is_some() {
            return Err(TableProblem::Twice(id.to_owned()));
        }
    }
    Ok(files)
}

/// A row as a card's file.
fn to_toml(row: &Row<'_>, languages: &[&str]) -> String {
    let mut file = Writing::new();
    for name in [
        "kind",
        "version",
        "statute",
        "offices",
        "needs_authority",
        "needs_cooperation",
        "statement",
    ] {
        let Some(value) = row.find(name) else {
            continue;
        };
        let written = match name {
            "offices" => list(value, ','),
            "version" => number(value),
            "needs_authority" | "needs_cooperation" | "statement" => {
                bare(value, matches!(value, "true" | "false"))
            }
            _ => quoted(value),
        };
        file.line(name, &written);
    }
    file.standing(row);
    file.sources(row);
    if let Some(period) = row.find("period") {
        let (count, unit) = period.split_once(' ').unwrap_or((period, "months"));
        let unit = unit.trim().replace('-', "_");
        let is_name = crate::text::is_id(&unit.replace('_', "-"));
        file.heading("[period]");
        file.line(&bare(&unit, is_name), &number(count));
    }
    let branches = BRANCHES.iter();
    let branches =
        branches.filter_map(|(name, _)| Some((*name, row.find(&format!("for.{name}"))?)));
    let branches: Vec<_> = branches.collect();
    if !branches.is_empty() {
        file.heading("[for]");
        for (name, answers) in branches {
            file.line(name, &list(answers, ','));
        }
    }
    for lang in languages {
        let parts = CardWords::default();
        let parts = parts.parts();
        let parts = parts
            .iter()
            .filter_map(|(part, _)| Some((*part, row.find(&format!("{lang}.{part}"))?)));
        let parts: Vec<_> = parts.collect();
        if !parts.is_empty() {
            file.heading(&format!("[{lang}]"));
            for (part, value) in parts {
                file.line(part, &quoted(value));
            }
        }
    }
    file.0
}
