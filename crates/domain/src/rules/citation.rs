// SPDX-License-Identifier: EUPL-1.2
//! Citations such as "II 30-34" or "HF II, Maßnahme 13", resolved against a plan version.

use std::collections::HashMap;

use crate::id::{FieldId, MeasureId};
use crate::measure::Measure;
use crate::register::Register;

/// A citation as read: a field, if one is named, and numbers as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Number of the field in Arabic digits, if one is named.
    pub field: Option<u32>,
    /// Numbers of measures, in the order cited.
    pub numbers: Vec<u32>,
}

/// What one cited number means in one plan version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// One measure, beyond doubt.
    Found(MeasureId),
    /// Several measures carry this number.
    Ambiguous(Vec<MeasureId>),
    /// The citation names no field, and measures of several fields could be meant, or none is sure.
    NoField(Vec<MeasureId>),
    /// The plan says the field has fewer measures. Measures recorded under it all the same are
    /// given: somebody cited them.
    Impossible {
        /// How many measures the field has, as the plan says.
        stated: u32,
        /// Measures recorded under the number.
        recorded: Vec<MeasureId>,
    },
    /// The number may exist, but nothing is recorded under it here.
    NotRecorded,
    /// The plan version has no such field.
    UnknownField,
}

/// Longest range of numbers that is read as one.
const LONGEST_RANGE: u32 = 500;

impl Citation {
    /// Reads a citation; `None` if it holds no number.
    ///
    /// Understood: an optional field as Roman or Arabic number before a space, comma, slash or
    /// point ("II", "HF 2", "Handlungsfeld III", "field 2"), then single numbers and ranges
    /// ("9, 13", "30–34", "8 und 11", "2;3;8").
    #[must_use]
    pub fn parse(words: &str) -> Option<Self> {
        let tokens = tokens(words);
        let (field, rest) = read_field(&tokens);
        let mut numbers: Vec<u32> = Vec::new();
        let mut at = 0;
        while at < rest.len() {
            match &rest[at..] {
                [Token::Number(first), Token::Dash, Token::Number(last), ..]
                    if first <= last && last - first < LONGEST_RANGE =>
                {
                    numbers.extend(*first..=*last);
                    at += 3;
                }
                [Token::Number(number), ..] => {
                    numbers.push(*number);
                    at += 1;
                }
                _ => at += 1,
            }
        }
        (!numbers.is_empty()).then_some(Self { field, numbers })
    }

    /// What each cited number means in a version of a plan (0: as it stands now).
    #[must_use]
    pub fn resolve(&self, register: &Register, plan: &str, version: u32) -> Vec<(u32, Resolution)> {
        let mut numbering = Numbering::default();
        for field in register.fields.list_of(plan) {
            let stated = field.measures_stated.value().copied();
            numbering.add_field(field.id.as_str(), stated);
        }
        for measure in measures_at(register, plan, version) {
            if let Some(number) = measure.number.value() {
                let field = measure.field.value().map(FieldId::as_str);
                numbering.add(measure.id.clone(), field, number);
            }
        }
        self.resolve_in(&numbering, plan)
    }

    /// What each cited number means among numbers that were gathered before.
    #[must_use]
    pub fn resolve_in(&self, numbering: &Numbering, plan: &str) -> Vec<(u32, Resolution)> {
        let numbers = self.numbers.iter();
        numbers
            .map(|number| (*number, self.resolve_number(numbering, plan, *number)))
            .collect()
    }

    fn resolve_number(&self, numbering: &Numbering, plan: &str, number: u32) -> Resolution {
        let printed = number.to_string();
        let Some(cited) = self.field else {
            return Resolution::NoField(numbering.list(None, &printed));
        };
        let field = format!("{plan}/{cited}");
        let Some(stated) = numbering.fields.get(&field) else {
            return Resolution::UnknownField;
        };
        let mut found = numbering.list(Some(&field), &printed);
        if let Some(stated) = stated
            && (number > *stated || number == 0)
        {
            return Resolution::Impossible {
                stated: *stated,
                recorded: found,
            };
        }
        match found.len() {
            0 => Resolution::NotRecorded,
            1 => Resolution::Found(found.remove(0)),
            _ => Resolution::Ambiguous(found),
        }
    }
}

/// Measures of a plan by their numbers, and its fields with how many measures each says it has.
#[derive(Debug, Default)]
pub struct Numbering {
    fields: HashMap<String, Option<u32>>,
    by_field: HashMap<(String, String), Vec<MeasureId>>,
    by_number: HashMap<String, Vec<MeasureId>>,
}

impl Numbering {
    /// Adds a field by its id.
    pub fn add_field(&mut self, id: &str, measures_stated: Option<u32>) {
        self.fields.insert(id.to_owned(), measures_stated);
    }

    /// Adds a measure with the field it stands in.
    pub fn add(&mut self, id: MeasureId, field: Option<&str>, number: &str) {
        if let Some(field) = field {
            let key = (field.to_owned(), number.to_owned());
            self.by_field.entry(key).or_default().push(id.clone());
        }
        self.by_number
            .entry(number.to_owned())
            .or_default()
            .push(id);
    }

    fn list(&self, field: Option<&str>, number: &str) -> Vec<MeasureId> {
        let found = match field {
            Some(field) => self.by_field.get(&(field.to_owned(), number.to_owned())),
            None => self.by_number.get(number),
        };
        found.cloned().unwrap_or_default()
    }
}

fn measures_at(register: &Register, plan: &str, version: u32) -> Vec<Measure> {
    if version == 0 || version >= register.newest_version(plan) {
        return register.measures.list_of(plan).cloned().collect();
    }
    register
        .measures
        .list_kept_of(plan)
        .filter_map(|kept| kept.at_version(version))
        .collect()
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Number(u32),
    Roman(u32),
    Word(String),
    Dash,
    Separator,
}

fn tokens(words: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_digit() || c.is_alphabetic() {
            let digits = c.is_ascii_digit();
            let mut word = String::from(c);
            while let Some(next) = chars.next_if(|next| {
                if digits {
                    next.is_ascii_digit()
                } else {
                    next.is_alphabetic()
                }
            }) {
                word.push(next);
            }
            tokens.push(match (word.parse::<u32>(), roman(&word)) {
                (Ok(number), _) => Token::Number(number),
                (_, Some(number)) => Token::Roman(number),
                _ => Token::Word(word.to_lowercase()),
            });
        } else if matches!(c, '-' | '–' | '—' | '‑') {
            tokens.push(Token::Dash);
        } else if matches!(c, ',' | ';' | '/' | '.' | ':') {
            tokens.push(Token::Separator);
        }
    }
    // "30 bis 34" is a range; "8 und 11" is a list and needs nothing.
    for token in &mut tokens {
        if matches!(token, Token::Word(word) if word == "bis" || word == "to") {
            *token = Token::Dash;
        }
    }
    tokens
}

/// A Roman number in capitals, up to 39: fields are few.
fn roman(word: &str) -> Option<u32> {
    let mut total = 0;
    let mut last = 0;
    for c in word.chars().rev() {
        let value = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => return None,
        };
        if value < last {
            total -= value;
        } else {
            total += value;
            last = value;
        }
    }
    (1..40).contains(&total).then_some(total)
}

fn read_field(tokens: &[Token]) -> (Option<u32>, &[Token]) {
    let is_field_word = |word: &str| {
        matches!(
            word,
            "hf" | "handlungsfeld" | "feld" | "field" | "fields" | "area"
        )
    };
    match tokens {
        [
            Token::Word(word),
            Token::Number(field) | Token::Roman(field),
            rest @ ..,
        ] if is_field_word(word) => (Some(*field), rest),
        [Token::Roman(field), rest @ ..] => (Some(*field), rest),
        // "3/16" and "2.13" name a field; "2;3;8", "9, 13" and "1-3" are lists and ranges.
        _ => (None, tokens),
    }
}

#[cfg(test)]
mod tests {
    use super::Citation;

    #[test]
    fn citations_are_read_as_people_write_them() {
        for (words, field, numbers) in [
            ("II 30-34", Some(2), vec![30, 31, 32, 33, 34]),
            ("HF II, Maßnahme 13", Some(2), vec![13]),
            ("III/2-5", Some(3), vec![2, 3, 4, 5]),
            ("II Nr. 9, 13", Some(2), vec![9, 13]),
            ("III Maßnahmen 2–5", Some(3), vec![2, 3, 4, 5]),
            ("Maßnahmen 8 und 11", None, vec![8, 11]),
            ("2;3;8;11", None, vec![2, 3, 8, 11]),
            ("1-3", None, vec![1, 2, 3]),
            (
                "Handlungsfeld 2, Maßnahmen 30 bis 32",
                Some(2),
                vec![30, 31, 32],
            ),
            ("field 4 measure 7", Some(4), vec![7]),
            ("IV 5", Some(4), vec![5]),
        ] {
            let citation = Citation::parse(words).unwrap();
            assert_eq!(
                (citation.field, citation.numbers),
                (field, numbers),
                "{words}"
            );
        }
        for words in ["", "whole plan", "II", "annual BAMF/KOK meetings"] {
            assert_eq!(Citation::parse(words), None, "{words}");
        }
        let backwards = Citation::parse("II 34-30").unwrap();
        assert_eq!(backwards.numbers, [34, 30]);
        assert_eq!(
            Citation::parse("I 1-4000000000").unwrap().numbers,
            [1, 4_000_000_000]
        );
    }
}
