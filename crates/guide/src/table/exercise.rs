// SPDX-License-Identifier: EUPL-1.2
//! Exercises as rows, and back.

use std::collections::{BTreeMap, BTreeSet};

use super::row::{Made, Row, Table, TableProblem, Writing, fill, languages_of, list, quoted, rows};
use crate::content::Content;
use crate::indicator::Exercise;

/// The columns of a language; questions have a line each.
const PARTS: [&str; 4] = ["title", "case", "questions", "answer"];

/// The headings for these languages.
fn headings(languages: &[&str]) -> Vec<String> {
    let mut all = vec!["id".to_owned(), "indicators".to_owned()];
    for lang in languages {
        all.extend(PARTS.iter().map(|part| format!("{lang}.{part}")));
    }
    all
}

/// All exercises.
pub(super) fn from_exercises(content: &Content) -> Table {
    let all = content.exercises.values();
    let has: BTreeSet<&str> = all
        .flat_map(|one| one.words.keys().map(String::as_str))
        .collect();
    let headings = headings(&languages_of(content, &has));
    fill(&headings, content.exercises.values().map(values))
}

fn values(one: &Exercise) -> BTreeMap<String, String> {
    let mut values = BTreeMap::from([
        ("id".to_owned(), one.id.clone()),
        ("indicators".to_owned(), one.indicators.clone()),
    ]);
    for (lang, words) in &one.words {
        let texts = [
            words.title.clone(),
            words.case.clone(),
            words.questions.join("\n"),
            words.answer.clone(),
        ];
        for (part, text) in PARTS.into_iter().zip(texts) {
            values.insert(format!("{lang}.{part}"), text);
        }
    }
    values
}

/// Rows as files, `exercises/ID.toml`.
pub(super) fn to_files(table: &[Vec<String>], languages: &[&str]) -> Result<Made, TableProblem> {
    let mut files = Made::new();
    for row in rows(table, &headings(languages), &["id", "indicators"])? {
        let id = row.id("id")?;
        let text = to_toml(&row, languages);
        if files.insert(format!("exercises/{id}.toml"), text).is_some() {
            return Err(TableProblem::Twice(id.to_owned()));
        }
    }
    Ok(files)
}

fn to_toml(row: &Row<'_>, languages: &[&str]) -> String {
    let mut file = Writing::new();
    if let Some(list) = row.find("indicators") {
        file.line("indicators", &quoted(list));
    }
    for lang in languages {
        let parts = PARTS.iter();
        let parts = parts.filter_map(|part| Some((*part, row.find(&format!("{lang}.{part}"))?)));
        let parts: Vec<_> = parts.collect();
        if parts.is_empty() {
            continue;
        }
        file.heading(&format!("[{lang}]"));
        for (part, value) in parts {
            let written = match part {
                "questions" => list(value, '\n'),
                _ => quoted(value),
            };
            file.line(part, &written);
        }
    }
    file.0
}
