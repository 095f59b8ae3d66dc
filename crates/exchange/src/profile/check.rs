// SPDX-License-Identifier: EUPL-1.2
//! From the TOML text to a checked profile: every word is one of the vocabulary.

mod column;
mod record;
mod table;
mod test;

use std::ops::Range;

use toml::Spanned;
use unicode_normalization::UnicodeNormalization as _;
use wegmarke_domain::draft::list_slots;
use wegmarke_domain::message::{Family, Message};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::text::{Lang, Text};
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
        // As headings and cells are compared: with letters that are composed.
        let text = &text.nfc().collect::<String>();
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
        wanted: Message,
        advice: Message,
    ) -> ProfileError {
        ProfileError::Unknown {
            at: self.at(span),
            given: given.to_owned(),
            wanted: Box::new(wanted),
            advice: Box::new(advice),
        }
    }

    fn contradiction(&self, span: &Range<usize>, what: Message) -> ProfileError {
        ProfileError::Contradiction {
            at: self.at(span),
            what: Box::new(what),
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
            return self.unknown(&span, given, wanted("key"), advice(given, allowed));
        }
        let key = message.strip_prefix("missing field `");
        let key = key.and_then(|rest| rest.strip_suffix('`'));
        let what = match key {
            Some(key) => fault("missing_key").with("key", key),
            None if message.starts_with("duplicate key") => fault("key_twice"),
            None if message.starts_with("invalid type") => {
                let expected = message
                    .rsplit_once("expected ")
                    .map(|(_, expected)| expected);
                match expected {
                    Some("a string") => fault("not_a_text"),
                    Some("a boolean") => fault("not_true_or_false"),
                    Some("a sequence") => fault("not_a_list"),
                    _ => fault("wrong_type"),
                }
            }
            None if message.starts_with("invalid value") => fault("wrong_type"),
            None => fault("not_toml"),
        };
        ProfileError::Syntax {
            at: self.at(&span),
            what: Box::new(what.with("detail", message.replace('\n', " "))),
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
                    let what = fault("not_a_day").with("given", day.as_ref());
                    self.contradiction(&day.span(), what)
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
            return Err(self.contradiction(&shape.name.span(), fault("reads_nothing")));
        }
        if let Some(plan) = &self.plan {
            // Before the others, which name it.
            for table in &mut tables {
                table.records.insert(0, plan.record.clone());
            }
        }
        let lang: Lang = language.as_ref().parse().map_err(|_| {
            self.unknown(
                &language.span(),
                language.as_ref(),
                wanted("language"),
                Message::new(Family::ReadAdvice, "language"),
            )
        })?;
        Ok(Profile {
            language: lang,
            name: shape.name.into_inner(),
            title: shape.title,
            complete: shape.complete,
            same_version: shape.same_version,
            reason: shape.reason.and_then(|reason| Text::new(lang, &reason)),
            dated_on,
            day_order: self.day_order(shape.dates)?,
            signed_by: shape.signed_by.0,
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
            return Err(self.contradiction(&span, fault("plan_without_id")));
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
                Err(self.unknown(&text.span(), other, wanted("day_order"), advice))
            }
        }
    }

    /// A text of one character.
    fn sign(&self, text: Option<Spanned<String>>) -> Result<Option<char>, ProfileError> {
        let Some(text) = text else { return Ok(None) };
        let mut chars = text.as_ref().chars();
        match (chars.next(), chars.next()) {
            (Some(sign), None) => Ok(Some(sign)),
            _ => {
                let what = fault("not_one_sign").with("given", text.as_ref());
                Err(self.contradiction(&text.span(), what))
            }
        }
    }
}

/// What does not fit together.
const fn fault(code: &'static str) -> Message {
    Message::new(Family::ProfileFault, code)
}

/// What a word should name.
const fn wanted(code: &'static str) -> Message {
    Message::new(Family::ProfileWanted, code)
}

fn lower(words: Vec<String>) -> Vec<String> {
    words
        .iter()
        .map(|word| word.trim().to_lowercase())
        .collect()
}
