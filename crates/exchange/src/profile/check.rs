// SPDX-License-Identifier: EUPL-1.2
//! From the TOML text to a checked profile: every word is one of the vocabulary.

mod column;
mod record;
mod table;
mod test;

use std::ops::Range;

use toml::Spanned;
use wegmarke_domain::draft::list_slots;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::time::DayOrder;

use super::error::{Position, advice};
use super::{Notation, Profile, ProfileError, Record, shape};

/// The text that is being checked, to name places in it.
struct Checker<'a> {
    file: &'a str,
    text: &'a str,
    /// Language of texts without a mark.
    language: String,
    /// The plan that everything belongs to, if the profile names one.
    plan: Option<Plan>,
}

/// The plan of a whole profile.
struct Plan {
    id: String,
    record: Record,
}

impl Profile {
    /// Reads a profile; `file` is only used in errors.
    ///
    /// # Errors
    /// If the text is not TOML, has unknown keys, nouns or attributes, or contradicts itself; with
    /// line and column.
    pub fn parse(text: &str, file: &str) -> Result<Self, ProfileError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut checker = Checker {
            file,
            text,
            language: String::new(),
            plan: None,
        };
        let shape: shape::File = toml::from_str(text).map_err(|error| checker.syntax(&error))?;
        checker.file(shape)
    }
}

impl Checker<'_> {
    fn at(&self, span: &Range<usize>) -> Position {
        Position::of(self.file, self.text, span.start)
    }

    fn unknown(
        &self,
        span: &Range<usize>,
        given: &str,
        wanted: impl Into<String>,
        advice: String,
    ) -> ProfileError {
        ProfileError::Unknown {
            at: self.at(span),
            given: given.to_owned(),
            wanted: wanted.into(),
            advice,
        }
    }

    fn contradiction(
        &self,
        span: &Range<usize>,
        what: impl Into<String>,
        advice: impl Into<String>,
    ) -> ProfileError {
        ProfileError::Contradiction {
            at: self.at(span),
            what: what.into(),
            advice: advice.into(),
        }
    }

    /// An error of the TOML reader; unknown keys get a suggestion.
    fn syntax(&self, error: &toml::de::Error) -> ProfileError {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().trim();
        if let Some(rest) = message.strip_prefix("unknown field `") {
            let mut words = rest.split('`').step_by(2);
            let given = words.next().unwrap_or_default();
            let allowed: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
            return self.unknown(&span, given, "a key of this part", advice(given, allowed));
        }
        ProfileError::Syntax {
            at: self.at(&span),
            what: message.replace('\n', " "),
        }
    }

    fn file(&mut self, shape: shape::File) -> Result<Profile, ProfileError> {
        let language = shape.language;
        language.as_ref().clone_into(&mut self.language);
        self.plan = shape.plan.map(|plan| self.plan(plan)).transpose()?;
        let dated_on = shape
            .dated_on
            .map(|day| {
                day.as_ref().parse().map_err(|_| {
                    let what = format!("“{}” is not a day", day.as_ref());
                    self.contradiction(&day.span(), what, "write it as \"2025-06-23\"")
                })
            })
            .transpose()?;
        let mut tables = Vec::new();
        for table in shape.table {
            tables.push(self.table(table)?);
        }
        for tree in shape.tree {
            tables.push(self.tree(tree)?);
        }
        if tables.is_empty() {
            return Err(self.contradiction(
                &shape.name.span(),
                "the profile reads nothing",
                "add a [[table]] or a [[tree]]",
            ));
        }
        if let Some(plan) = &self.plan {
            // Before the others, which name it.
            for table in &mut tables {
                table.records.insert(0, plan.record.clone());
            }
        }
        Ok(Profile {
            language: language.as_ref().parse().map_err(|_| {
                self.unknown(
                    &language.span(),
                    language.as_ref(),
                    "a language",
                    "write two small letters, such as \"de\"".to_owned(),
                )
            })?,
            name: shape.name.into_inner(),
            title: shape.title,
            complete: shape.complete,
            dated_on,
            day_order: self.day_order(shape.dates)?,
            ignore_files: shape.ignore_files,
            notation: Notation {
                not_stated: lower(shape.not_stated),
                stated_as_none: lower(shape.stated_as_none),
                decimal: self.sign(shape.decimal)?,
                thousands: self.sign(shape.thousands)?,
            },
            tables,
        })
    }

    /// The plan of the whole profile, which is stated once for each file.
    fn plan(
        &self,
        shape: Spanned<std::collections::BTreeMap<Spanned<String>, String>>,
    ) -> Result<Plan, ProfileError> {
        let span = shape.span();
        let slots = list_slots(Noun::Plan);
        let mut constants = Vec::new();
        for (attribute, text) in shape.into_inner() {
            constants.push((self.slot(Noun::Plan, &slots, &attribute)?.0, text));
        }
        let id = constants.iter().find(|(attribute, _)| attribute == "id");
        let Some((_, id)) = id else {
            let advice = "add id = \"…\" to it";
            return Err(self.contradiction(&span, "the plan has no id", advice));
        };
        Ok(Plan {
            id: id.clone(),
            record: Record {
                noun: Noun::Plan,
                repeats: true,
                depth: None,
                leaf: None,
                under: Vec::new(),
                each: Vec::new(),
                tests: Vec::new(),
                constants,
                columns: Vec::new(),
            },
        })
    }

    /// The order of day and month.
    fn day_order(&self, text: Option<Spanned<String>>) -> Result<Option<DayOrder>, ProfileError> {
        let Some(text) = text else { return Ok(None) };
        match text.as_ref().as_str() {
            "day-first" => Ok(Some(DayOrder::DayFirst)),
            "month-first" => Ok(Some(DayOrder::MonthFirst)),
            other => {
                let advice = advice(other, ["day-first", "month-first"]);
                Err(self.unknown(&text.span(), other, "an order of day and month", advice))
            }
        }
    }

    /// A text of one character.
    fn sign(&self, text: Option<Spanned<String>>) -> Result<Option<char>, ProfileError> {
        let Some(text) = text else { return Ok(None) };
        let mut chars = text.as_ref().chars();
        match (chars.next(), chars.next()) {
            (Some(sign), None) => Ok(Some(sign)),
            _ => Err(self.contradiction(
                &text.span(),
                format!("“{}” is not one character", text.as_ref()),
                "write exactly one, such as \",\"",
            )),
        }
    }
}

fn lower(words: Vec<String>) -> Vec<String> {
    words
        .iter()
        .map(|word| word.trim().to_lowercase())
        .collect()
}
