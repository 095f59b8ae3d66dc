// SPDX-License-Identifier: EUPL-1.2
//! What all tables have in common: rows by their headings, and the lines of a file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::LICENCE;
use crate::content::Content;
use crate::source::{Source, Standing};

/// A table: headings, then rows.
pub type Table = Vec<Vec<String>>;

/// Files by their names.
pub type Made = BTreeMap<String, String>;

/// What stands between the parts of a source, in one line for each source.
const BETWEEN: &str = " | ";

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
    /// The row is neither a list nor a sign; row from 1.
    NoKind(usize),
    /// Signs of a list that has no row of its own.
    NoList(String),
}

/// The languages that have columns: those in which everything is told, and those that something is told in.
pub(super) fn languages_of<'c>(content: &'c Content, has: &BTreeSet<&str>) -> Vec<&'c str> {
    let all = content.site.languages.iter();
    all.filter(|language| language.is_whole || has.contains(language.tag.as_str()))
        .map(|language| language.tag.as_str())
        .collect()
}

/// Headings and a row for each set of values.
pub(super) fn fill(
    headings: &[String],
    all: impl Iterator<Item = BTreeMap<String, String>>,
) -> Table {
    let rows = all.map(|values| {
        let cells = headings.iter();
        cells
            .map(|heading| values.get(heading).cloned().unwrap_or_default())
            .collect()
    });
    [vec![headings.to_vec()], rows.collect()].concat()
}

/// One row by its headings, and where it stands.
pub(super) struct Row<'t> {
    pub(super) at: usize,
    cells: BTreeMap<&'t str, &'t str>,
}

impl<'t> Row<'t> {
    pub(super) fn find(&self, name: &str) -> Option<&'t str> {
        let cell = self.cells.get(name).copied();
        cell.filter(|value| !value.is_empty())
    }

    /// The cell that names a file.
    pub(super) fn id(&self, name: &str) -> Result<&'t str, TableProblem> {
        let id = self.find(name).unwrap_or_default();
        let is_good = crate::text::is_id(id);
        is_good.then_some(id).ok_or(TableProblem::NoId(self.at))
    }
}

/// The rows of a table whose headings are known and not without those that must be there.
pub(super) fn rows<'t>(
    table: &'t [Vec<String>],
    known: &[String],
    must: &[&'static str],
) -> Result<Vec<Row<'t>>, TableProblem> {
    let first = table.first().map_or(&[][..], Vec::as_slice);
    let first: Vec<&str> = first.iter().map(|heading| heading.trim()).collect();
    if let Some(unknown) = first
        .iter()
        .find(|name| !name.is_empty() && !known.iter().any(|known| known == *name))
    {
        return Err(TableProblem::UnknownColumn((*unknown).to_owned()));
    }
    if let Some(missing) = must.iter().find(|name| !first.contains(name)) {
        return Err(TableProblem::MissingColumn(missing));
    }
    let rows = table.iter().enumerate().skip(1);
    let rows = rows.filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
    let rows = rows.map(|(at, row)| Row {
        at: at + 1,
        cells: first
            .iter()
            .copied()
            .zip(row.iter().map(|cell| cell.trim()))
            .collect(),
    });
    Ok(rows.collect())
}

/// How true something is, as cells.
pub(super) fn standing_cells(standing: &Standing) -> [(String, String); 5] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = standing.checked_on.map(|day| day.to_string());
    let sources: Vec<String> = standing.sources.iter().map(source_line).collect();
    [
        ("mark", standing.mark.to_owned()),
        ("checked_on", day.unwrap_or_default()),
        ("checked_by", text(&standing.checked_by)),
        ("lawyer", text(&standing.lawyer)),
        ("sources", sources.join("\n")),
    ]
    .map(|(name, value)| (name.to_owned(), value))
}

pub(super) fn source_line(source: &Source) -> String {
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

pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Texts as a list, parted by a sign.
pub(super) fn list(text: &str, between: char) -> String {
    let all = text.split(between).map(str::trim);
    let all = all.filter(|one| !one.is_empty()).map(quoted);
    format!("[{}]", all.collect::<Vec<_>>().join(", "))
}

/// A number, a yes or a day stays what it is if it reads as such; else the reader tells what it wants.
pub(super) fn bare(value: &str, is_bare: bool) -> String {
    if is_bare {
        value.to_owned()
    } else {
        quoted(value)
    }
}

pub(super) fn number(value: &str) -> String {
    bare(value, value.parse::<u32>().is_ok())
}

/// A file that is being written.
pub(super) struct Writing(pub(super) String);

impl Writing {
    pub(super) fn new() -> Self {
        Self(format!("# {LICENCE}\n"))
    }

    pub(super) fn line(&mut self, name: &str, value: &str) {
        let _infallible = writeln!(self.0, "{name} = {value}");
    }

    pub(super) fn heading(&mut self, name: &str) {
        let _infallible = writeln!(self.0, "\n{name}");
    }

    /// What stands in the first lines of a file about how true it is.
    pub(super) fn standing(&mut self, row: &Row<'_>) {
        for name in ["mark", "checked_on", "checked_by", "lawyer"] {
            if let Some(value) = row.find(name) {
                let is_day = name == "checked_on" && value.parse::<jiff::civil::Date>().is_ok();
                self.line(name, &bare(value, is_day));
            }
        }
    }

    pub(super) fn sources(&mut self, row: &Row<'_>) {
        let all = row.find("sources").unwrap_or_default().lines();
        for source in all.filter(|line| !line.trim().is_empty()) {
            let mut parts = source.split('|').map(str::trim);
            self.heading("[[source]]");
            for name in ["title", "url", "dated_on", "lang"] {
                if let Some(value) = parts.next().filter(|value| !value.is_empty()) {
                    self.line(name, &quoted(value));
                }
            }
        }
    }
}
