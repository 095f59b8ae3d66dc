// SPDX-License-Identifier: EUPL-1.2
//! A TOML file to values, with the place of everything that is wrong. All problems of a file are told at
//! once; what could not be read has an empty value meanwhile, which nobody sees, because nothing is built.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::Problem;

/// No file of content is longer, in bytes.
const LONGEST_FILE: usize = 1 << 20;
/// No text in a file is longer, in letters.
const LONGEST_TEXT: usize = 8_000;

/// Where problems are collected.
pub type Problems = RefCell<Vec<Problem>>;

/// Reads a file and hands its top table on. `None` if there is no table to speak of; that is a problem told.
pub fn read_file<T>(
    file: &str,
    bytes: &[u8],
    problems: &Problems,
    read: impl FnOnce(&mut Fields<'_>) -> T,
) -> Option<T> {
    let refuse = |code, line, about: &str| {
        let problem = Problem {
            line,
            ..Problem::error(file, code, about)
        };
        problems.borrow_mut().push(problem);
        None
    };
    if bytes.len() > LONGEST_FILE {
        return refuse("file-too-long", 0, "");
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return refuse("not-utf8", 0, "");
    };
    match DeTable::parse(text) {
        Err(error) => {
            let line = line_of(text, error.span().unwrap_or_default());
            refuse("not-toml", line, error.message())
        }
        Ok(table) => {
            let mut fields = Fields {
                file,
                text,
                path: String::new(),
                table: table.get_ref(),
                line: 1,
                asked: BTreeSet::new(),
                problems,
            };
            let value = read(&mut fields);
            fields.finish();
            Some(value)
        }
    }
}

fn line_of(text: &str, span: Range<usize>) -> usize {
    let before = text.get(..span.start).unwrap_or(text);
    before.matches('\n').count() + 1
}

/// A table that is being read.
pub struct Fields<'a> {
    file: &'a str,
    text: &'a str,
    path: String,
    table: &'a DeTable<'a>,
    line: usize,
    asked: BTreeSet<String>,
    problems: &'a Problems,
}

impl<'a> Fields<'a> {
    /// Tells something about a key of this table.
    pub fn tell(&self, key: &str, code: &'static str, about: impl Into<String>) {
        let line = self
            .table
            .get(key)
            .map_or(self.line, |value| self.line(value));
        self.problems.borrow_mut().push(Problem {
            line,
            key: self.path_of(key),
            ..Problem::error(self.file, code, about)
        });
    }

    fn line(&self, value: &Spanned<DeValue<'_>>) -> usize {
        line_of(self.text, value.span())
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() || key.is_empty() {
            format!("{}{key}", self.path)
        } else {
            format!("{}.{key}", self.path)
        }
    }

    fn find(&mut self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.insert(key.to_owned());
        self.table.get(key)
    }

    /// Whether the file has this key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The keys of this table, in the order of the file.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        self.table
            .keys()
            .map(|key| key.get_ref().to_string())
            .collect()
    }

    fn of_kind<T>(
        &mut self,
        key: &str,
        kind: &'static str,
        read: impl FnOnce(&DeValue<'a>) -> Option<T>,
    ) -> Option<T> {
        let value = self.find(key)?;
        let found = read(value.get_ref());
        if found.is_none() {
            self.tell(key, kind, value.get_ref().type_str());
        }
        found
    }

    /// A text that may be absent.
    pub fn find_text(&mut self, key: &str) -> Option<String> {
        let text = self.of_kind(key, "want-text", |value| value.as_str().map(str::to_owned))?;
        if text.chars().count() > LONGEST_TEXT {
            self.tell(key, "text-too-long", LONGEST_TEXT.to_string());
        }
        // What turns the order of letters round could make a page say something else than the file.
        if text.chars().any(is_unseen) {
            self.tell(key, "text-unseen", "");
        }
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A text that must be there.
    pub fn text(&mut self, key: &str) -> String {
        let found = self.find_text(key);
        if found.is_none()
            && self
                .table
                .get(key)
                .is_none_or(|value| value.get_ref().is_str())
        {
            self.tell(key, "missing", key);
        }
        found.unwrap_or_default()
    }

    /// A yes or no; absent is no.
    pub fn flag(&mut self, key: &str) -> bool {
        self.of_kind(key, "want-flag", DeValue::as_bool)
            .unwrap_or_default()
    }

    /// A whole number from 0 that may be absent.
    pub fn find_number(&mut self, key: &str) -> Option<u32> {
        self.of_kind(key, "want-number", |value| {
            let number = value.as_integer()?;
            u32::from_str_radix(number.as_str(), number.radix()).ok()
        })
    }

    /// A day that may be absent; with or without quotation marks.
    pub fn find_day(&mut self, key: &str) -> Option<Date> {
        self.of_kind(key, "want-day", |value| match value {
            DeValue::Datetime(day) if day.time.is_none() => day.to_string().parse().ok(),
            DeValue::String(text) => text.parse().ok(),
            _ => None,
        })
    }

    /// A moment that may be absent.
    pub fn find_moment(&mut self, key: &str) -> Option<Timestamp> {
        self.of_kind(key, "want-moment", |value| match value {
            DeValue::Datetime(at) => at.to_string().parse().ok(),
            DeValue::String(text) => text.parse().ok(),
            _ => None,
        })
    }

    /// Texts in a list; an absent list is empty.
    pub fn list(&mut self, key: &str) -> Vec<String> {
        let read = |value: &DeValue<'_>| {
            let all = value.as_array()?.iter();
            all.map(|one| one.get_ref().as_str().map(|text| text.trim().to_owned()))
                .collect()
        };
        self.of_kind(key, "want-list", read).unwrap_or_default()
    }

    /// A word of a closed list that may be absent.
    pub fn find_word(&mut self, key: &str, known: &[&'static str]) -> Option<&'static str> {
        let text = self.find_text(key)?;
        let found = known.iter().find(|word| **word == text);
        if found.is_none() {
            self.tell(key, "unknown-word", known.join(", "));
        }
        found.copied()
    }

    /// A word of a closed list that must be there.
    pub fn word(&mut self, key: &str, known: &[&'static str]) -> &'static str {
        if !self.has(key) {
            self.tell(key, "missing", key);
        }
        self.find_word(key, known).unwrap_or_default()
    }

    /// Words of a closed list.
    pub fn words(&mut self, key: &str, known: &[&'static str]) -> Vec<&'static str> {
        let mut found = Vec::new();
        for text in self.list(key) {
            match known.iter().find(|word| **word == text) {
                Some(word) if found.contains(word) => self.tell(key, "twice", text),
                Some(word) => found.push(*word),
                None => self.tell(key, "unknown-word", known.join(", ")),
            }
        }
        found
    }

    /// A table inside this one, if it is there.
    pub fn table<T>(&mut self, key: &str, read: impl FnOnce(&mut Fields<'_>) -> T) -> Option<T> {
        let value = self.find(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.tell(key, "want-table", value.get_ref().type_str());
            return None;
        };
        Some(self.inside(key, value, table, read))
    }

    /// Tables under one name, written `[[name]]`.
    pub fn tables<T>(&mut self, key: &str, mut read: impl FnMut(&mut Fields<'_>) -> T) -> Vec<T> {
        let Some(value) = self.find(key) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let all = value.get_ref().as_array();
        for one in all.into_iter().flatten() {
            match one.get_ref().as_table() {
                Some(table) => found.push(self.inside(key, one, table, &mut read)),
                None => self.tell(key, "want-tables", key),
            }
        }
        if all.is_none() {
            self.tell(key, "want-tables", key);
        }
        found
    }

    fn inside<T>(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        table: &DeTable<'_>,
        read: impl FnOnce(&mut Fields<'_>) -> T,
    ) -> T {
        let mut fields = Fields {
            file: self.file,
            text: self.text,
            path: self.path_of(key),
            table,
            line: self.line(value),
            asked: BTreeSet::new(),
            problems: self.problems,
        };
        let found = read(&mut fields);
        fields.finish();
        found
    }

    /// Every key that nobody asked for is told: a key that is spelt wrong is a word that is lost.
    fn finish(&self) {
        for (key, value) in self.table {
            let name = key.get_ref();
            if self.asked.contains(&**name) {
                continue;
            }
            let near = self
                .asked
                .iter()
                .map(|known| (strsim::damerau_levenshtein(known, name), known));
            let near = near.filter(|(far, _)| *far <= 2).min();
            let (code, about) = match near {
                _ if matches!(&**name, "address" | "street" | "adresse") => {
                    ("no-address", String::new())
                }
                Some((_, known)) => ("unknown-key-near", known.clone()),
                None => (
                    "unknown-key",
                    self.asked.iter().cloned().collect::<Vec<_>>().join(", "),
                ),
            };
            self.problems.borrow_mut().push(Problem {
                line: self.line(value),
                key: self.path_of(name),
                ..Problem::error(self.file, code, about)
            });
        }
    }
}

/// Signs that nobody sees and that reorder or hide what stands beside them; the joiners of Persian are no such.
fn is_unseen(c: char) -> bool {
    let is_control = c.is_control() && c != '\n' && c != '\t' && c != '\r';
    is_control
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}
