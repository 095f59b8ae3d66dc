// SPDX-License-Identifier: EUPL-1.2
//! Recognising: signs by situation, and cases to practise on. Neither ever adds up to a score.

use std::collections::BTreeMap;

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
        Self {
            id: id.to_owned(),
            file: file.to_owned(),
            standing: Standing::read(fields),
            words: read_languages(fields, languages, |fields| {
                (fields.text("title"), fields.text("text"))
            }),
            whole: fields.find_number("whole"),
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
        }
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
