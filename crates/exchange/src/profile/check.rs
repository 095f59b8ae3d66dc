// SPDX-License-Identifier: EUPL-1.2
//! From the TOML text to a checked profile: every word is one of the vocabulary.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use wegmarke_domain::draft::{Slot, list_slots};
use wegmarke_domain::noun::Noun;

use super::error::{Position, advice};
use super::{
    Arrangement, Ask, Column, Notation, Profile, ProfileError, Record, Table, Test, shape,
};

/// The text that is being checked, to name places in it.
struct Checker<'a> {
    file: &'a str,
    text: &'a str,
}

impl Profile {
    /// Reads a profile; `file` is only used in errors.
    ///
    /// # Errors
    /// If the text is not TOML, has unknown keys, nouns or attributes, or contradicts itself; with
    /// line and column.
    pub fn parse(text: &str, file: &str) -> Result<Self, ProfileError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let checker = Checker { file, text };
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

    fn file(&self, shape: shape::File) -> Result<Profile, ProfileError> {
        let language = shape.language;
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
            notation: Notation {
                not_stated: lower(shape.not_stated),
                stated_as_none: lower(shape.stated_as_none),
                decimal: self.sign(shape.decimal)?,
                thousands: self.sign(shape.thousands)?,
            },
            tables,
        })
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

    fn table(&self, shape: Spanned<shape::Table>) -> Result<Table, ProfileError> {
        let span = shape.span();
        let shape = shape.into_inner();
        let delimiter =
            match self.sign(shape.delimiter.clone())? {
                None => None,
                Some(sign) => Some(u8::try_from(sign).ok().filter(u8::is_ascii).ok_or_else(
                    || {
                        let span = shape.delimiter.as_ref().map_or(0..0, Spanned::span);
                        self.contradiction(
                            &span,
                            format!("“{sign}” cannot separate cells"),
                            "use \",\", \";\", \"\\t\" or \"|\"",
                        )
                    },
                )?),
            };
        let encoding = shape
            .encoding
            .map(|label| {
                encoding_rs::Encoding::for_label(label.as_ref().as_bytes()).ok_or_else(|| {
                    self.unknown(
                        &label.span(),
                        label.as_ref(),
                        "an encoding",
                        advice(
                            label.as_ref(),
                            ["utf-8", "utf-16le", "windows-1252", "macintosh"],
                        ),
                    )
                })
            })
            .transpose()?;
        let arrangement = Arrangement::Rows {
            sheet: shape.sheet,
            delimiter,
            encoding,
        };
        let records = self.records(&span, shape.record, false)?;
        self.assemble(
            &span,
            shape.file.0,
            shape.optional,
            shape.ignore,
            arrangement,
            records,
        )
    }

    fn tree(&self, shape: Spanned<shape::Tree>) -> Result<Table, ProfileError> {
        let span = shape.span();
        let shape = shape.into_inner();
        let children = shape.children.into_inner();
        let mut ignore = shape.ignore;
        ignore.push(children.clone());
        let records = self.records(&span, shape.record, true)?;
        let arrangement = Arrangement::Tree { children };
        self.assemble(
            &span,
            shape.file.0,
            shape.optional,
            ignore,
            arrangement,
            records,
        )
    }

    fn assemble(
        &self,
        span: &Range<usize>,
        files: Vec<String>,
        optional: bool,
        ignore: Vec<String>,
        arrangement: Arrangement,
        records: Vec<Record>,
    ) -> Result<Table, ProfileError> {
        if files.is_empty() {
            let advice = "name at least one, such as file = \"measures.csv\"";
            return Err(self.contradiction(span, "the list of files is empty", advice));
        }
        Ok(Table {
            files,
            optional,
            ignore,
            arrangement,
            records,
        })
    }

    fn records(
        &self,
        span: &Range<usize>,
        shapes: Vec<Spanned<shape::Record>>,
        tree: bool,
    ) -> Result<Vec<Record>, ProfileError> {
        if shapes.is_empty() {
            return Err(self.contradiction(
                span,
                "nothing is read from these files",
                "add a [[table.record]] (or [[tree.record]]) with its noun and columns",
            ));
        }
        shapes
            .into_iter()
            .map(|shape| self.record(shape, tree))
            .collect()
    }

    fn record(&self, shape: Spanned<shape::Record>, tree: bool) -> Result<Record, ProfileError> {
        let span = shape.span();
        let shape = shape.into_inner();
        let noun = self.noun(&shape.noun)?;
        let slots = list_slots(noun);
        self.times(shape.constants.keys().chain(shape.columns.keys()))?;
        for at in [
            shape.depth.as_ref().map(Spanned::span),
            shape.leaf.as_ref().map(Spanned::span),
        ] {
            if let Some(at) = at.filter(|_| !tree) {
                let advice = "use `when` to choose rows of a table";
                return Err(self.contradiction(&at, "a table has no depth and no leaves", advice));
            }
        }
        let mut constants = Vec::new();
        for (attribute, text) in shape.constants {
            self.slot(noun, &slots, &attribute)?;
            constants.push((attribute.into_inner(), text));
        }
        let mut values = BTreeMap::new();
        for (attribute, translation) in shape.values {
            if !shape
                .columns
                .keys()
                .any(|key| key.as_ref() == attribute.as_ref())
            {
                return Err(self.contradiction(
                    &attribute.span(),
                    format!(
                        "values are translated for “{}”, which no column gives",
                        attribute.as_ref()
                    ),
                    advice(
                        attribute.as_ref(),
                        shape.columns.keys().map(|key| key.as_ref().as_str()),
                    ),
                ));
            }
            values.insert(attribute.into_inner(), translation);
        }
        let mut columns = Vec::new();
        for (attribute, column) in shape.columns {
            if constants
                .iter()
                .any(|(known, _)| known == attribute.as_ref())
            {
                return Err(self.contradiction(
                    &attribute.span(),
                    format!("“{}” is both a constant and a column", attribute.as_ref()),
                    "keep one of them",
                ));
            }
            let values = values.remove(attribute.as_ref()).unwrap_or_default();
            columns.push(self.column(noun, attribute, column, values)?);
        }
        if columns.is_empty() && constants.is_empty() {
            let advice = "add a columns or a constants table";
            return Err(self.contradiction(&span, "the record states nothing", advice));
        }
        Ok(Record {
            noun,
            repeats: shape.repeats,
            depth: shape.depth.map(Spanned::into_inner),
            leaf: shape.leaf.map(Spanned::into_inner),
            tests: self.tests(shape.when, shape.unless)?,
            constants,
            columns,
        })
    }

    fn noun(&self, given: &Spanned<String>) -> Result<Noun, ProfileError> {
        let known = || Noun::list_imported().filter(|noun| *noun != Noun::Finding);
        known()
            .find(|noun| noun.as_str() == given.as_ref())
            .ok_or_else(|| {
                let advice = advice(given.as_ref(), known().map(Noun::as_str));
                self.unknown(&given.span(), given.as_ref(), "a noun", advice)
            })
    }

    /// The slot that a profile means.
    fn slot<'s>(
        &self,
        noun: Noun,
        slots: &'s [Slot],
        given: &Spanned<String>,
    ) -> Result<&'s Slot, ProfileError> {
        let asked = given.as_ref();
        if let Some(slot) = slots.iter().find(|slot| slot.is_meant(asked)) {
            return Ok(slot);
        }
        let lacks_language = |slot: &Slot| slot.name.strip_suffix(".*") == Some(asked);
        let advice = if slots.iter().any(lacks_language) {
            format!("say in which language: “{asked}.de”")
        } else {
            // In the language that was asked for, so that only the word itself differs.
            let language = asked.rsplit_once('.').map(|(_, language)| language);
            let language = language.filter(|language| language.len() == 2);
            let language = language.unwrap_or("*");
            let known = slots.iter().map(|slot| slot.name.replace('*', language));
            let known: Vec<String> = known.collect();
            advice(asked, known.iter().map(String::as_str))
        };
        Err(self.unknown(
            &given.span(),
            asked,
            format!("an attribute of {noun}"),
            advice,
        ))
    }

    /// A time in one cell and its words in another would be told twice.
    fn times<'s>(
        &self,
        named: impl Iterator<Item = &'s Spanned<String>> + Clone,
    ) -> Result<(), ProfileError> {
        for words in named.clone() {
            let Some(time) = words.as_ref().strip_suffix(".as_written") else {
                continue;
            };
            if named.clone().any(|name| name.as_ref() == time) {
                return Err(self.contradiction(
                    &words.span(),
                    format!("“{time}” and “{time}.as_written” are the same words"),
                    "keep one of them",
                ));
            }
        }
        Ok(())
    }

    fn column(
        &self,
        noun: Noun,
        attribute: Spanned<String>,
        shape: Spanned<shape::Column>,
        values: BTreeMap<String, String>,
    ) -> Result<Column, ProfileError> {
        let slots = list_slots(noun);
        let slot = self.slot(noun, &slots, &attribute)?;
        let attribute = attribute.into_inner();
        let span = shape.span();
        let shape = shape.into_inner().0;
        let sources = match (shape.column, shape.columns) {
            (Some(names), columns) if columns.is_empty() && !names.0.is_empty() => vec![names.0],
            (None, columns) if !columns.is_empty() => {
                columns.into_iter().map(|name| vec![name]).collect()
            }
            _ => {
                return Err(self.contradiction(
                    &span,
                    format!("“{attribute}” needs either `column` or `columns`"),
                    "`column` is one heading (or several accepted ones), `columns` are several cells of one list",
                ));
            }
        };
        if let Some(join) = &shape.join {
            if sources.len() < 2 || shape.split.is_some() {
                return Err(self.contradiction(
                    &span,
                    format!("“{join}” joins nothing"),
                    "`join` is for several `columns` and not for `split`",
                ));
            }
        } else if !slot.is_list() && (sources.len() > 1 || shape.split.is_some()) {
            let lists = slots.iter().filter(|slot| slot.is_list());
            let lists: Vec<&str> = lists.map(|slot| &*slot.name).collect();
            let lists = lists.join(", ");
            return Err(self.contradiction(
                &span,
                format!("“{attribute}” is not a list"),
                format!("`split`, and `columns` without `join`, are for {lists}"),
            ));
        }
        if shape.split.as_deref() == Some("") {
            return Err(self.contradiction(
                &span,
                "`split` is empty",
                "name the separator, such as \";\"",
            ));
        }
        let test = |test: Option<shape::Test>| test.map(|test| Spanned::new(span.clone(), test));
        Ok(Column {
            number: slot.is_number(),
            attribute,
            sources,
            split: shape.split,
            join: shape.join,
            optional: shape.optional,
            only_new: shape.only_new,
            prefix: shape.prefix.unwrap_or_default(),
            after: shape.after,
            before: shape.before,
            tests: self.cell_tests(test(shape.when), test(shape.unless))?,
            values,
        })
    }

    /// Tests of a record: they have to name a column.
    fn tests(
        &self,
        when: Option<Spanned<shape::Test>>,
        unless: Option<Spanned<shape::Test>>,
    ) -> Result<Vec<Test>, ProfileError> {
        for test in when.iter().chain(&unless) {
            if test.as_ref().column.is_none() {
                let advice = "add column = \"…\" to it";
                return Err(self.contradiction(&test.span(), "the test names no column", advice));
            }
        }
        self.cell_tests(when, unless)
    }

    fn cell_tests(
        &self,
        when: Option<Spanned<shape::Test>>,
        unless: Option<Spanned<shape::Test>>,
    ) -> Result<Vec<Test>, ProfileError> {
        let mut tests = Vec::new();
        for (test, expect) in [(when, true), (unless, false)] {
            let Some(test) = test else { continue };
            let span = test.span();
            tests.push(self.test(&span, test.into_inner(), expect)?);
        }
        Ok(tests)
    }

    fn test(
        &self,
        span: &Range<usize>,
        shape: shape::Test,
        expect: bool,
    ) -> Result<Test, ProfileError> {
        let ask = match (shape.equals, shape.starts_with, shape.present) {
            (Some(words), None, None) => Ask::Equals(words.0),
            (None, Some(words), None) => Ask::StartsWith(words.0),
            (None, None, Some(present)) => Ask::Present(present),
            _ => {
                return Err(self.contradiction(
                    span,
                    "the test asks nothing, or several things",
                    "use exactly one of equals, starts_with, present; a second question goes into `and`",
                ));
            }
        };
        let and = shape.and.map(|and| {
            if and.column.is_none() {
                let advice = "add column = \"…\" to it";
                return Err(self.contradiction(
                    span,
                    "the `and` of a test names no column",
                    advice,
                ));
            }
            self.test(span, *and, true).map(Box::new)
        });
        Ok(Test {
            column: shape.column.unwrap_or_default().0,
            ask,
            expect,
            and: and.transpose()?,
        })
    }
}

fn lower(words: Vec<String>) -> Vec<String> {
    words
        .iter()
        .map(|word| word.trim().to_lowercase())
        .collect()
}
