// SPDX-License-Identifier: EUPL-1.2
//! A folder of content, read: everything that is in it, and everything that is wrong with it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::card::Card;
use crate::indicator::{Exercise, Indicators};
use crate::problem::Problem;
use crate::read::{Problems, read_file};
use crate::service::Service;
use crate::site::{Language, Site};
use crate::state::{State, States, Told, mark, read_states};
use crate::text::{Text, is_id, read_sections};
use crate::words::Words;

/// Files by their names below a folder, with `/`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The content of a site.
#[derive(Debug)]
pub struct Content {
    /// What holds for the whole site.
    pub site: Site,
    /// Words between the texts, by language.
    pub words: BTreeMap<String, Words>,
    /// Texts by name.
    pub texts: BTreeMap<String, Text>,
    /// Cards by id.
    pub cards: BTreeMap<String, Card>,
    /// Services by id.
    pub services: BTreeMap<String, Service>,
    /// Signs by id.
    pub indicators: BTreeMap<String, Indicators>,
    /// Exercises by id.
    pub exercises: BTreeMap<String, Exercise>,
    /// States of texts.
    pub states: States,
    /// Recordings, as `guide.fr.ogg`.
    pub audio: BTreeMap<String, Vec<u8>>,
}

/// One text that is translated as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// `texts/guide/rights`, `cards/ID`.
    pub id: String,
    /// Language.
    pub lang: String,
    /// Everything it says.
    pub text: String,
}

/// What texts the program shows; one of another name is a slip of the pen.
pub const TEXTS: [&str; 2] = ["guide", "statement"];
/// Kinds of recording that browsers play.
const AUDIO: [&str; 3] = ["ogg", "mp3", "m4a"];

impl Content {
    /// Reads all files. Problems come sorted by file and line.
    #[must_use]
    pub fn read(files: &Files) -> (Self, Vec<Problem>) {
        let problems: Problems = RefCell::default();
        let site = match files.get("site.toml") {
            Some(bytes) => read_file("site.toml", bytes, &problems, Site::read).unwrap_or_default(),
            None => {
                problems
                    .borrow_mut()
                    .push(Problem::error("site.toml", "no-site", ""));
                Site::default()
            }
        };
        let languages: Vec<String> = site
            .languages
            .iter()
            .map(|language| language.tag.clone())
            .collect();
        let mut content = Self {
            site,
            words: BTreeMap::new(),
            texts: BTreeMap::new(),
            cards: BTreeMap::new(),
            services: BTreeMap::new(),
            indicators: BTreeMap::new(),
            exercises: BTreeMap::new(),
            states: States::new(),
            audio: BTreeMap::new(),
        };
        for (file, bytes) in files {
            content.take(file, bytes, &languages, &problems);
        }
        content.order_texts();
        let mut problems = problems.into_inner();
        content.find_dangling(&mut problems);
        problems.sort();
        problems.dedup();
        (content, problems)
    }

    fn take(&mut self, file: &str, bytes: &[u8], languages: &[String], problems: &Problems) {
        let refuse = |code, about: &str| {
            problems
                .borrow_mut()
                .push(Problem::error(file, code, about))
        };
        let (folder, name) = file.split_once('/').unwrap_or(("", file));
        let Some((stem, ending)) = name.rsplit_once('.').filter(|_| !name.contains('/')) else {
            return refuse("unknown-file", "");
        };
        match (folder, ending) {
            ("", "toml") if stem == "site" => {}
            ("", "toml") if stem == "states" => {
                let states = read_file(file, bytes, problems, |fields| {
                    read_states(languages, fields)
                });
                self.states = states.unwrap_or_default();
            }
            // What `sign` and `take-entry` read; nothing of it is shown.
            ("", "md") | ("", "toml") if ["README", "keys"].contains(&stem) => {}
            ("", "sig") if stem == "content" => {}
            ("words", "ftl") => {
                if !languages.iter().any(|lang| lang == stem) {
                    return refuse("unknown-language", stem);
                }
                let words = Words::read(stem, file, bytes, &mut problems.borrow_mut());
                self.words.insert(stem.to_owned(), words);
            }
            ("texts", "toml") => {
                let Some((text, lang)) = stem.split_once('.') else {
                    return refuse("text-without-language", stem);
                };
                if !TEXTS.contains(&text) {
                    return refuse("unknown-text", &TEXTS.join(", "));
                }
                if !languages.iter().any(|known| known == lang) {
                    return refuse("unknown-language", lang);
                }
                let sections = read_file(file, bytes, problems, read_sections).unwrap_or_default();
                let all = self.texts.entry(text.to_owned()).or_default();
                if lang == self.site.original() {
                    all.order = sections.iter().map(|(id, ..)| id.clone()).collect();
                    let contacts = sections
                        .iter()
                        .map(|(id, _, contacts)| (id.clone(), contacts.clone()));
                    all.contacts = contacts.collect();
                }
                let sections = sections.into_iter().map(|(id, section, _)| (id, section));
                all.languages.insert(lang.to_owned(), sections.collect());
            }
            ("audio", ending) if AUDIO.contains(&ending) => {
                self.audio.insert(name.to_owned(), bytes.to_vec());
            }
            ("cards" | "services" | "indicators" | "exercises", "toml") => {
                if !is_id(stem) {
                    return refuse("want-id", stem);
                }
                let id = stem.to_owned();
                match folder {
                    "cards" => self.cards.extend(
                        read_file(file, bytes, problems, |f| {
                            Card::read(stem, file, languages, f)
                        })
                        .map(|it| (id, it)),
                    ),
                    "services" => self.services.extend(
                        read_file(file, bytes, problems, |f| {
                            Service::read(stem, file, languages, f)
                        })
                        .map(|it| (id, it)),
                    ),
                    "indicators" => self.indicators.extend(
                        read_file(file, bytes, problems, |f| {
                            Indicators::read(stem, file, languages, f)
                        })
                        .map(|it| (id, it)),
                    ),
                    _ => self.exercises.extend(
                        read_file(file, bytes, problems, |f| {
                            Exercise::read(stem, file, languages, f)
                        })
                        .map(|it| (id, it)),
                    ),
                }
            }
            _ => refuse("unknown-file", ""),
        }
    }

    /// Sections that only translations have follow at the end, so that nothing written is lost from sight.
    fn order_texts(&mut self) {
        for text in self.texts.values_mut() {
            let known: BTreeSet<String> = text.order.iter().cloned().collect();
            let all = text.languages.values().flat_map(BTreeMap::keys).cloned();
            let more: BTreeSet<String> = all.filter(|id| !known.contains(id)).collect();
            text.order.extend(more);
        }
    }

    /// Names of something that is not there.
    fn find_dangling(&self, problems: &mut Vec<Problem>) {
        let is_office = |id: &String| {
            self.cards
                .get(id)
                .is_some_and(|card| card.kind == "consequence")
        };
        let mut dangle = |file: &str, key: &str, id: &str| {
            problems.push(Problem {
                key: key.to_owned(),
                ..Problem::error(file, "names-nothing", id)
            });
        };
        for card in self.cards.values() {
            for id in card.offices.iter().filter(|id| !is_office(id)) {
                dangle(&card.file, "offices", id);
            }
        }
        for service in self.services.values() {
            for id in service.office.iter().filter(|id| !is_office(id)) {
                dangle(&service.file, "office", id);
            }
        }
        for exercise in self.exercises.values() {
            if !self.indicators.contains_key(&exercise.indicators)
                && !exercise.indicators.is_empty()
            {
                dangle(&exercise.file, "indicators", &exercise.indicators);
            }
        }
        for (name, text) in &self.texts {
            let file = format!("texts/{name}.{}.toml", self.site.original());
            for (section, ids) in &text.contacts {
                for id in ids.iter().filter(|id| !self.services.contains_key(*id)) {
                    dangle(&file, &format!("{section}.contacts"), id);
                }
            }
        }
    }

    /// Languages in which everything is told.
    pub fn whole(&self) -> impl Iterator<Item = &Language> {
        self.site
            .languages
            .iter()
            .filter(|language| language.is_whole)
    }

    /// Every text that is translated as a whole, in every language that has it.
    #[must_use]
    pub fn items(&self) -> Vec<Item> {
        let mut found = Vec::new();
        let mut add = |id: String, lang: &str, text: String| {
            found.push(Item {
                id,
                lang: lang.to_owned(),
                text,
            });
        };
        for language in &self.site.languages {
            let lang = language.tag.as_str();
            for (name, text) in &self.texts {
                for (id, section) in text.languages.get(lang).into_iter().flatten() {
                    add(format!("texts/{name}/{id}"), lang, join(&section.parts()));
                }
            }
            for (id, card) in &self.cards {
                if let Some(words) = card.words.get(lang) {
                    add(format!("cards/{id}"), lang, join(&words.parts()));
                }
            }
            for (id, service) in &self.services {
                if let Some(words) = service.words.get(lang) {
                    add(format!("services/{id}"), lang, join(&words.parts()));
                }
            }
            for (id, one) in &self.indicators {
                if let Some(text) = one.text(lang) {
                    add(format!("indicators/{id}"), lang, text);
                }
            }
            for (id, one) in &self.exercises {
                if let Some(text) = one.text(lang) {
                    add(format!("exercises/{id}"), lang, text);
                }
            }
            if let Some(words) = self.words.get(lang) {
                let all: Vec<String> = words
                    .texts()
                    .iter()
                    .map(|(key, text)| format!("{key}={text}"))
                    .collect();
                add("words".to_owned(), lang, all.join("\n"));
            }
        }
        found
    }

    /// The state of one text in one language.
    #[must_use]
    pub fn find_state(&self, lang: &str, item: &str) -> Option<&State> {
        self.states.get(lang)?.get(item)
    }
}

/// What is recorded of a text, judged by what it and its original say now.
#[must_use]
pub fn told(state: Option<&State>, text: &str, original: Option<&str>) -> Told {
    let Some(state) = state else {
        return Told::Draft;
    };
    let Some(by) = &state.checked_by else {
        return Told::Draft;
    };
    let is_same = state.is == mark(text) && original.is_none_or(|text| state.of == mark(text));
    if is_same {
        Told::Checked(by.clone(), state.checked_on)
    } else {
        Told::Outdated
    }
}

fn join(parts: &[(&'static str, &str)]) -> String {
    let all: Vec<String> = parts
        .iter()
        .map(|(key, text)| format!("{key}={text}"))
        .collect();
    all.join("\n")
}
