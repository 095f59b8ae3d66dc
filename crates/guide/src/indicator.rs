// SPDX-License-Identifier: EUPL-1.2
//! Recognising: signs by situation, and cases to practise on. Neither ever adds up to a score.

use std::collections::{BTreeMap, BTreeSet};

use crate::card::read_languages;
use crate::read::Fields;
use crate::source::Standing;

/// The dimensions of the lists of the ILO and the European Commission.
pub const DIMENSIONS: [&str; 6] = [
    "deception",
    "coercive-recruitment",
    "abuse-recruitment",
    "conditions",
    "coercion",
    "vulnerability",
];

/// Signs in one situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicators {
    /// Its name: that of its file.
    pub id: String,
    /// Its file.
    pub file: String,
    /// How true it is.
    pub standing: Standing,
    /// Title and introduction, by language.
    pub words: BTreeMap<String, (String, String)>,
    /// How many items the list in the source has, if it has numbered ones; lists of one source share it.
    pub whole: Option<u32>,
    /// How many of them there are in each dimension, if that is known.
    pub counts: BTreeMap<&'static str, u32>,
    /// Whether the signs are in words of our own, and not in those of the source.
    pub is_own: bool,
    /// Signs.
    pub items: Vec<Sign>,
}

/// A sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// One of [`DIMENSIONS`].
    pub dimension: &'static str,
    /// The item of the source that it words, where somebody compared it.
    pub number: Option<u32>,
    /// What one notices, by language.
    pub words: BTreeMap<String, String>,
}

impl Indicators {
    /// Reads `indicators/ID.toml`.
    pub fn read(id: &str, file: &str, languages: &[String], fields: &mut Fields<'_>) -> Self {
        let one = Self {
            id: id.to_owned(),
            file: file.to_owned(),
            standing: Standing::read(fields),
            words: read_languages(fields, languages, |fields| {
                (fields.text("title"), fields.text("text"))
            }),
            whole: fields.find_number("whole"),
            counts: fields.table("counts", read_counts).unwrap_or_default(),
            is_own: fields.flag("own"),
            items: fields.tables("sign", |fields| {
                let words = languages
                    .iter()
                    .filter_map(|lang| Some((lang.clone(), fields.find_text(lang)?)));
                Sign {
                    words: words.collect(),
                    dimension: fields.word("dimension", &DIMENSIONS),
                    number: fields.find_number("number"),
                }
            }),
        };
        one.find_faults(fields);
        one
    }

    /// Numbers that the list of the source cannot have.
    fn find_faults(&self, fields: &Fields<'_>) {
        let whole = self.whole.unwrap_or_default();
        let sum: u32 = self.counts.values().fold(0, |a, b| a.saturating_add(*b));
        if !self.counts.is_empty() && sum != whole {
            fields.tell("counts", "counts-not-whole", format!("{sum}/{whole}"));
        }
        let mut known = BTreeSet::new();
        for number in self.items.iter().filter_map(|sign| sign.number) {
            if !(1..=whole).contains(&number) {
                fields.tell("sign", "number-beyond", number.to_string());
            } else if !known.insert(number) {
                fields.tell("sign", "twice", number.to_string());
            }
        }
    }

    /// How many items of the source are worded and were compared with it.
    #[must_use]
    pub fn compared(&self) -> usize {
        self.items
            .iter()
            .filter(|sign| sign.number.is_some())
            .count()
    }

    /// Everything it says in a language.
    #[must_use]
    pub fn text(&self, lang: &str) -> Option<String> {
        let (title, text) = self.words.get(lang)?;
        let signs = self.items.iter().filter_map(|sign| sign.words.get(lang));
        Some(
            [title, text]
                .into_iter()
                .chain(signs)
                .cloned()
                .collect::<Vec<_>>()
                .join("\n"),
        )
    }
}

fn read_counts(fields: &mut Fields<'_>) -> BTreeMap<&'static str, u32> {
    let all = DIMENSIONS.iter();
    all.filter_map(|name| Some((*name, fields.find_number(name)?)))
        .collect()
}

/// A case to practise on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exercise {
    /// Its name: that of its file.
    pub id: String,
    /// Its file.
    pub file: String,
    /// The list it is for.
    pub indicators: String,
    /// What it says, by language.
    pub words: BTreeMap<String, ExerciseWords>,
}

/// An exercise in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExerciseWords {
    /// Title.
    pub title: String,
    /// The case; invented.
    pub case: String,
    /// What to talk about.
    pub questions: Vec<String>,
    /// What could be said; on a page of its own.
    pub answer: String,
}

impl Exercise {
    /// Reads `exercises/ID.toml`.
    pub fn read(id: &str, file: &str, languages: &[String], fields: &mut Fields<'_>) -> Self {
        Self {
            id: id.to_owned(),
            file: file.to_owned(),
            indicators: fields.text("indicators"),
            words: read_languages(fields, languages, |fields| ExerciseWords {
                title: fields.text("title"),
                case: fields.text("case"),
                questions: fields.list("questions"),
                answer: fields.text("answer"),
            }),
        }
    }

    /// Everything it says in a language.
    #[must_use]
    pub fn text(&self, lang: &str) -> Option<String> {
        let words = self.words.get(lang)?;
        let all = [&words.title, &words.case]
            .into_iter()
            .chain(&words.questions);
        Some(
            all.chain([&words.answer])
                .cloned()
                .collect::<Vec<_>>()
                .join("\n"),
        )
    }
}
