// SPDX-License-Identifier: EUPL-1.2
//! Cards as a table with a row for each, for editors who know spreadsheets; and rows as card files again. What
//! comes back is read by the same rules as a file that somebody typed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::LICENCE;
use crate::card::{BRANCHES, Card, CardWords};
use crate::content::Content;
use crate::source::Source;

/// A table: headings, then rows.
pub type Table = Vec<Vec<String>>;

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
/// What stands between the parts of a source, in one line for each source.
const BETWEEN: &str = " | ";

/// The headings for these languages.
fn headings(languages: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = COLUMNS.iter().map(|name| (*name).to_owned()).collect();
    all.extend(BRANCHES.iter().map(|(name, _)| format!("for.{name}")));
    all.push("sources".to_owned());
    for lang in languages {
        let parts = CardWords::default();
        all.extend(
            parts
                .parts()
                .iter()
                .map(|(part, _)| format!("{lang}.{part}")),
        );
    }
    all
}

/// All cards.
#[must_use]
pub fn from_cards(content: &Content) -> Table {
    let languages: Vec<&str> = content
        .whole()
        .map(|language| language.tag.as_str())
        .collect();
    let headings = headings(&languages);
    let rows = content.cards.values().map(|card| {
        let values = values(card);
        headings
            .iter()
            .map(|heading| values.get(heading).cloned().unwrap_or_default())
            .collect()
    });
    let rows: Table = rows.collect();
    [vec![headings.clone()], rows].concat()
}

fn values(card: &Card) -> BTreeMap<String, String> {
    let standing = &card.standing;
    let flag = |yes: bool| {
        if yes {
            "true".to_owned()
        } else {
            String::new()
        }
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let all = [
        ("id", card.id.clone()),
        ("kind", card.kind.to_owned()),
        ("version", card.version.to_string()),
        ("statute", text(&card.statute)),
        ("offices", card.offices.join(", ")),
        ("needs_authority", flag(card.needs_authority)),
        ("needs_cooperation", flag(card.needs_cooperation)),
        ("statement", flag(card.has_statement)),
        (
            "period",
            card.period
                .map(|p| format!("{} {}", p.number(), p.unit()))
                .unwrap_or_default(),
        ),
        ("mark", standing.mark.to_owned()),
        (
            "checked_on",
            standing
                .checked_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
        ),
        ("checked_by", text(&standing.checked_by)),
        ("lawyer", text(&standing.lawyer)),
        (
            "sources",
            standing
                .sources
                .iter()
                .map(source_line)
                .collect::<Vec<_>>()
                .join("\n"),
        ),
    ];
    let mut values: BTreeMap<String, String> = all
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
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

fn source_line(source: &Source) -> String {
    let url = source.url.clone().unwrap_or_default();
    let day = source
        .dated_on
        .map(|day| day.to_string())
        .unwrap_or_default();
    let lang = source.lang.clone().unwrap_or_default();
    [source.title.clone(), url, day, lang]
        .join(BETWEEN)
        .trim_end_matches([' ', '|'])
        .to_owned()
}

/// What is wrong with a table as such; what is wrong with a card is told when its file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableProblem {
    /// There is no such column.
    UnknownColumn(String),
    /// This column must be there.
    MissingColumn(&'static str),
    /// The row has no id, or one that cannot be a file's name; row from 1.
    NoId(usize),
    /// The id stands twice.
    Twice(String),
}

/// Rows as files, `cards/ID.toml`. Empty rows are none.
///
/// # Errors
/// The first thing that is wrong with the table.
pub fn to_files(
    table: &[Vec<String>],
    content: &Content,
) -> Result<BTreeMap<String, String>, TableProblem> {
    let languages: Vec<&str> = content
        .whole()
        .map(|language| language.tag.as_str())
        .collect();
    let known = headings(&languages);
    let Some((first, rows)) = table.split_first() else {
        return Err(TableProblem::MissingColumn("id"));
    };
    let first: Vec<&str> = first.iter().map(|heading| heading.trim()).collect();
    if let Some(unknown) = first
        .iter()
        .find(|name| !name.is_empty() && !known.iter().any(|known| known == *name))
    {
        return Err(TableProblem::UnknownColumn((*unknown).to_owned()));
    }
    if let Some(missing) = ["id", "kind", "mark"]
        .into_iter()
        .find(|name| !first.contains(name))
    {
        return Err(TableProblem::MissingColumn(missing));
    }
    let mut files = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let values: BTreeMap<&str, &str> = first
            .iter()
            .copied()
            .zip(row.iter().map(|cell| cell.trim()))
            .collect();
        let id = values.get("id").copied().unwrap_or_default();
        if !crate::text::is_id(id) {
            return Err(TableProblem::NoId(at + 2));
        }
        if files
            .insert(format!("cards/{id}.toml"), to_toml(&values, &languages))
            .is_some()
        {
            return Err(TableProblem::Twice(id.to_owned()));
        }
    }
    Ok(files)
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn list(text: &str) -> String {
    let all = text
        .split(',')
        .map(str::trim)
        .filter(|one| !one.is_empty())
        .map(quoted);
    format!("[{}]", all.collect::<Vec<_>>().join(", "))
}

/// A row as a card's file.
fn to_toml(values: &BTreeMap<&str, &str>, languages: &[&str]) -> String {
    let find = |name: &str| values.get(name).copied().filter(|value| !value.is_empty());
    let mut text = format!("# {LICENCE}\n");
    let line = |text: &mut String, name: &str, value: String| {
        let _infallible = writeln!(text, "{name} = {value}");
    };
    for name in [
        "kind",
        "version",
        "statute",
        "offices",
        "needs_authority",
        "needs_cooperation",
        "statement",
        "mark",
        "checked_on",
        "checked_by",
        "lawyer",
    ] {
        let Some(value) = find(name) else {
            continue;
        };
        // A number and a yes stay what they are if they read as such; else the reader tells what it wants.
        let is_bare = match name {
            "version" => value.parse::<u32>().is_ok(),
            "needs_authority" | "needs_cooperation" | "statement" => {
                matches!(value, "true" | "false")
            }
            "checked_on" => value.parse::<jiff::civil::Date>().is_ok(),
            _ => false,
        };
        let written = match name {
            "offices" => list(value),
            _ if is_bare => value.to_owned(),
            _ => quoted(value),
        };
        line(&mut text, name, written);
    }
    for source in find("sources")
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        let mut parts = source.split('|').map(str::trim);
        let _infallible = writeln!(text, "\n[[source]]");
        for name in ["title", "url", "dated_on", "lang"] {
            if let Some(value) = parts.next().filter(|value| !value.is_empty()) {
                line(&mut text, name, quoted(value));
            }
        }
    }
    if let Some(period) = find("period") {
        let (number, unit) = period.split_once(' ').unwrap_or((period, "months"));
        let unit = unit.trim().replace('-', "_");
        let number = if number.parse::<u32>().is_ok() {
            number.to_owned()
        } else {
            quoted(number)
        };
        let unit = if crate::text::is_id(&unit.replace('_', "-")) {
            unit
        } else {
            quoted(&unit)
        };
        let _infallible = writeln!(text, "\n[period]");
        line(&mut text, &unit, number);
    }
    let branches = BRANCHES
        .iter()
        .filter_map(|(name, _)| Some((*name, find(&format!("for.{name}"))?)));
    let branches: Vec<_> = branches.collect();
    if !branches.is_empty() {
        let _infallible = writeln!(text, "\n[for]");
        for (name, answers) in branches {
            line(&mut text, name, list(answers));
        }
    }
    for lang in languages {
        let parts = CardWords::default();
        let parts = parts.parts();
        let parts = parts
            .iter()
            .filter_map(|(part, _)| Some((*part, find(&format!("{lang}.{part}"))?)));
        let parts: Vec<_> = parts.collect();
        if !parts.is_empty() {
            let _infallible = writeln!(text, "\n[{lang}]");
            for (part, value) in parts {
                line(&mut text, part, quoted(value));
            }
        }
    }
    text
}
