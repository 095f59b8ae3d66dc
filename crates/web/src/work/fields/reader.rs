// SPDX-License-Identifier: EUPL-1.2
//! One field at a time, and everything that does not read.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;
use wegmarke_domain::file::File;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::shape::Words;
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::{Lang, Text, tidy};
use wegmarke_domain::time::parse_day;
use wegmarke_pages::parts::form::Values;

use super::parse_number;

/// What a field says.
pub(super) enum Typed {
    Is(Value),
    Blank,
    /// It does not read, which is told.
    Wrong,
    /// It says nothing new, or no field asks for it.
    AsBefore,
}

impl<T: Serialize> From<Stated<T>> for Typed {
    fn from(stated: Stated<T>) -> Self {
        let value = stated.value().map(serde_json::to_value);
        value.and_then(Result::ok).map_or(Self::Blank, Self::Is)
    }
}

/// Reads the fields of a form, and notes everything that does not read.
pub(in crate::work) struct Reader<'a> {
    pub(in crate::work) values: &'a Values,
    pub(super) files: &'a [File],
    pub(in crate::work) lang: Lang,
    pub(in crate::work) problems: Vec<Problem>,
    /// For each list, the row each of its items was typed in.
    pub(super) rows: BTreeMap<&'static str, Vec<Option<usize>>>,
}

impl<'a> Reader<'a> {
    /// A reader of texts in this language.
    pub(in crate::work) const fn new(values: &'a Values, lang: Lang) -> Self {
        Self {
            values,
            files: &[],
            lang,
            problems: Vec::new(),
            rows: BTreeMap::new(),
        }
    }

    /// Notes that a field is blank.
    pub(in crate::work) fn required(&mut self, name: &str) {
        if self.values.get(name).trim().is_empty() {
            self.problems.push(Problem::new(name, codes::REQUIRED));
        }
    }

    /// Notes that a field does not read, with what was given.
    pub(in crate::work) fn wrong(&mut self, name: &str, code: &'static str) {
        self.does_not_read(name, code, self.values.get(name));
    }

    fn does_not_read(&mut self, name: &str, code: &'static str, given: &str) {
        let given: String = given.chars().take(60).collect();
        self.problems.push(Problem::new(name, code).with(given));
    }

    /// A text in the language of the form; in other languages it stays as it was.
    pub(in crate::work) fn text(&self, name: &str, before: &Stated<Text>) -> Stated<Text> {
        let kept = before.value().into_iter().flat_map(Text::iter);
        let kept = kept
            .filter(|(lang, _)| *lang != self.lang)
            .map(|(lang, words)| (lang, words.to_owned()));
        let typed = clean(self.values.get(name));
        Text::from_parts(kept.chain([(self.lang, typed)])).into()
    }

    pub(in crate::work) fn word<T: FromStr>(&mut self, name: &str) -> Stated<T> {
        let given = self.values.get(name).trim().to_owned();
        if given.is_empty() {
            return Stated::NotStated;
        }
        match given.parse() {
            Ok(word) => Stated::Value(word),
            Err(_) => {
                self.wrong(name, codes::NOT_A_CHOICE);
                Stated::NotStated
            }
        }
    }

    /// All that were ticked of a closed list. A word that the list does not have is told, never
    /// left out.
    pub(in crate::work) fn choices<T: FromStr + Ord>(&mut self, name: &str) -> BTreeSet<T> {
        let values = self.values;
        let mut chosen = BTreeSet::new();
        for given in values.all(name) {
            match given.parse() {
                Ok(word) => {
                    chosen.insert(word);
                }
                Err(_) => self.does_not_read(name, codes::NOT_A_CHOICE, given),
            }
        }
        chosen
    }

    /// As [`Reader::choices`], where the list is only known as data.
    pub(super) fn words_of(&mut self, name: &str, words: &'static Words) -> Vec<&'static str> {
        let values = self.values;
        let known = words.list.iter().map(|(word, _)| *word);
        let ticked = known.filter(|word| values.all(name).any(|given| given == *word));
        for given in values.all(name).filter(|given| !words.holds(given)) {
            self.does_not_read(name, codes::NOT_A_CHOICE, given);
        }
        ticked.collect()
    }

    /// A field that gave no value: blank, or wrong, which is told already.
    pub(super) fn unread(&self, name: &str) -> Typed {
        match self.values.get(name).trim() {
            "" => Typed::Blank,
            _ => Typed::Wrong,
        }
    }

    pub(in crate::work) fn day(&mut self, name: &str) -> Stated<Date> {
        let given = self.values.get(name).trim().to_owned();
        if given.is_empty() {
            return Stated::NotStated;
        }
        match parse_day(&given) {
            Ok(day) => Stated::Value(day),
            Err(_) => {
                self.wrong(name, codes::NOT_A_DATE);
                Stated::NotStated
            }
        }
    }

    pub(in crate::work) fn number(&mut self, name: &str) -> Stated<Decimal> {
        let given = self.values.get(name).trim().to_owned();
        if given.is_empty() {
            return Stated::NotStated;
        }
        match parse_number(&given) {
            Some(number) => Stated::Value(number),
            None => {
                self.wrong(name, codes::NOT_A_NUMBER);
                Stated::NotStated
            }
        }
    }

    pub(in crate::work) fn words(&self, name: &str) -> Stated<Box<str>> {
        let given = clean(self.values.get(name));
        let given = given.trim();
        if given.is_empty() {
            Stated::NotStated
        } else {
            Stated::Value(given.into())
        }
    }

    pub(super) fn is_blank(&self, names: &[String]) -> bool {
        names
            .iter()
            .all(|name| self.values.get(name).trim().is_empty())
    }

    /// The file whose hash a field names.
    pub(super) fn file(&self, name: &str) -> Option<File> {
        let sha256 = self.values.get(name);
        let of = |file: &&File| *file.sha256 == *sha256;
        self.files.iter().find(of).cloned()
    }
}

/// A text as it goes on record.
pub(super) fn clean(text: &str) -> String {
    tidy(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn control_characters_do_not_come_in() {
        assert_eq!(clean("a\r\nb\u{0}\u{7}c\t"), "a\nbc\t");
        assert_eq!(clean("a\u{b}b\u{1e}c\u{202e}d"), "a\nb-cd");
    }
}
