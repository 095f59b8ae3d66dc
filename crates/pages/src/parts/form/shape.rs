// SPDX-License-Identifier: EUPL-1.2
//! Attributes as fields of a form, by their kind. Fields are named like the attributes, so that
//! whoever reads them back needs no second list. A hint stands under `hint-{noun}-{name}`, or under
//! `hint-{name}` for all nouns, where one is needed; `hint-rows-{list}` stands above a list of rows.

use wegmarke_domain::file::File;
use wegmarke_domain::indicator::Level;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::scale::{Check, Judged};
use wegmarke_domain::shape::{self, Attribute, Kind, Own};

use super::rows::Rows;
use super::{Control, FormField, Group, Maker};
use crate::attribute::name_of;
use crate::{Ctx, file, subject};

/// The fields of one attribute: one, or none where a kind is not asked for so, or three of a source.
pub(crate) fn field(maker: &Maker<'_>, noun: Noun, name: &str) -> Vec<FormField> {
    let ctx = maker.ctx;
    let Some(attribute) = shape::find(noun.attributes(), name) else {
        return Vec::new();
    };
    if attribute.kind == Kind::Source {
        return vec![
            maker.line("source.document", ctx.t("figure-document"), "", "text"),
            maker.line("source.locator", ctx.t("figure-locator"), "", "text"),
            maker.line("source.url", ctx.t("figure-url"), "", "text"),
        ];
    }
    let label = name_of(ctx, noun, name);
    let hint = hint_key(ctx, noun, name);
    let hint = hint.as_deref().unwrap_or_default();
    one(maker, attribute, name, label, hint)
        .into_iter()
        .collect()
}

/// The field of a value that fits in one.
fn one(
    maker: &Maker<'_>,
    attribute: &Attribute,
    name: &str,
    label: String,
    hint: &str,
) -> Option<FormField> {
    let ctx = maker.ctx;
    Some(match attribute.kind {
        Kind::Text if !is_line(attribute) => maker.area(name, label, hint, 5),
        Kind::Day => maker.line(name, label, hint, "date"),
        Kind::Word(words) => maker.select(name, label, hint, choices(ctx, words)),
        Kind::List(Kind::Word(words)) => maker.checks(name, label, hint, choices(ctx, words)),
        Kind::Flag => {
            let choices = ["yes", "no"].map(|word| (word.to_owned(), ctx.t(word)));
            maker.select(name, label, hint, choices)
        }
        Kind::Text
        | Kind::Line
        | Kind::Count
        | Kind::Year
        | Kind::Number
        | Kind::Span
        | Kind::Link(_)
        | Kind::Subject
        | Kind::List(Kind::Text)
        | Kind::Own(Own::Euro) => maker.line(name, label, hint, "text"),
        Kind::Instant | Kind::Source | Kind::Row(_) | Kind::List(_) | Kind::Own(_) => return None,
    })
}

/// The codes of a closed list with their words.
#[must_use]
pub fn choices(ctx: &Ctx, words: &shape::Words) -> Vec<(String, String)> {
    let family = words.family();
    let list = words.list.iter();
    list.map(|(word, _)| ((*word).to_owned(), ctx.word(&family, word)))
        .collect()
}

/// The key of the hint for an attribute, where it has one.
fn hint_key(ctx: &Ctx, noun: Noun, name: &str) -> Option<String> {
    let name = name.replace('_', "-");
    let codes = [format!("{noun}-{name}"), name];
    let mut codes = codes.into_iter();
    let code = codes.find(|code| ctx.locale().find_word("hint", code).is_some())?;
    Some(format!("hint-{code}"))
}

/// What helps to answer, where it is needed.
#[must_use]
pub fn hint(ctx: &Ctx, noun: Noun, name: &str) -> Option<String> {
    hint_key(ctx, noun, name).map(|key| ctx.t(&key))
}

/// What a part of a row asks for.
#[must_use]
pub fn part_label(ctx: &Ctx, rows: &Rows, part: &str) -> String {
    let of_list = format!("{}-{part}", rows.list);
    let own = ctx.locale().find_word("part", &of_list);
    own.unwrap_or_else(|| crate::attribute::name(ctx, part))
}

/// What a numbered row is called: "Beleg 2".
#[must_use]
pub fn row_label(ctx: &Ctx, rows: &Rows, at: usize) -> String {
    let n = [("n", (at + 1).into())];
    ctx.locale().word_with("row", rows.list, &n)
}

/// What a level is called in a form: its name, since its place may change.
#[must_use]
pub fn level_code(level: &Level) -> &str {
    level.name.iter().next().map_or("", |(_, name)| name)
}

/// Whether a text fits in a line: it names something, while others tell something.
#[must_use]
pub fn is_line(attribute: &Attribute) -> bool {
    const LINES: [&str; 5] = ["title", "name", "unit", "verification", "group"];
    attribute.kind != Kind::Text || LINES.contains(&attribute.name)
}

/// Things to choose from, several at once.
pub(crate) fn links(
    register: &Register,
    maker: &Maker<'_>,
    noun: Noun,
    name: &str,
    choices: impl Iterator<Item = Subject>,
) -> FormField {
    let ctx = maker.ctx;
    let hint = hint_key(ctx, noun, name);
    let hint = hint.as_deref().unwrap_or_default();
    let choices = choices.map(|about| {
        let name = subject::name(register, ctx, &about).words;
        (about.id.to_string(), name)
    });
    maker.checks(name, name_of(ctx, noun, name), hint, choices)
}

/// What a whole form needs beside its values.
pub(crate) struct Whole<'a> {
    pub(crate) register: &'a Register,
    pub(crate) maker: &'a Maker<'a>,
    pub(crate) noun: Noun,
    /// What is spoken of: its milestones and indicators have rows.
    pub(crate) on: &'a Subject,
    /// Files that the values name by their hashes.
    pub(crate) files: &'a [File],
    /// Blank rows at the end of each list that is only numbered.
    pub(crate) spare: usize,
}

impl Whole<'_> {
    /// All attributes of the noun: first what is one field each, then the groups.
    pub(crate) fn groups(&self) -> Vec<Group> {
        let mut plain = Vec::new();
        let mut groups = Vec::new();
        for attribute in shape::leaves(self.noun.attributes()) {
            if attribute.kind == Kind::Own(Own::Design) {
                groups.push(self.design(attribute));
            } else if let Some(rows) = Rows::of(attribute) {
                groups.extend(self.rows(&rows));
            } else {
                plain.extend(field(self.maker, self.noun, attribute.name));
            }
        }
        let first = Group {
            fields: plain,
            ..Group::default()
        };
        [vec![first], groups].concat()
    }

    fn design(&self, attribute: &Attribute) -> Group {
        let (ctx, maker) = (self.maker.ctx, self.maker);
        let fields = Check::ALL.iter().map(|check| {
            let name = format!("{}.{}", attribute.name, check.as_str());
            let label = ctx.word("check", check.as_str());
            maker.select(&name, label, "", choices(ctx, &Judged::WORDS))
        });
        let family = format!("hint-{}", attribute.name);
        let of_thing = ctx.locale().find_word(&family, self.on.noun.as_str());
        Group {
            title: name_of(ctx, self.noun, attribute.name),
            // A form about a plan does not ask for the measure.
            lead: of_thing
                .or_else(|| hint(ctx, self.noun, attribute.name))
                .unwrap_or_default(),
            fields: fields.collect(),
            dense: true,
            ..Group::default()
        }
    }

    /// A heading, and a group for each row; nothing if there is no thing to speak of.
    fn rows(&self, rows: &Rows) -> Vec<Group> {
        let (ctx, maker) = (self.maker.ctx, self.maker);
        let numbered: Vec<(usize, Option<Subject>)> = match rows.thing {
            Some(_) => {
                let things = rows.list_things(self.register, self.on);
                let numbered = rows.number(maker.values, things).into_iter();
                numbered.map(|(at, thing)| (at, Some(thing))).collect()
            }
            None => {
                let count = rows.count(maker.values, 0) + self.spare;
                (0..count.min(super::rows::MOST))
                    .map(|at| (at, None))
                    .collect()
            }
        };
        if numbered.is_empty() {
            return Vec::new();
        }
        let heading = Group {
            title: name_of(ctx, self.noun, rows.list),
            lead: hint(ctx, self.noun, &format!("rows-{}", rows.list)).unwrap_or_default(),
            ..Group::default()
        };
        let typed = rows.count(maker.values, 0);
        let rows = numbered.into_iter().map(|(at, thing)| {
            let fields = self.row(rows, at, thing.as_ref());
            let legend = match &thing {
                Some(thing) => subject::name(self.register, ctx, thing).words,
                None => row_label(ctx, rows, at),
            };
            let blank = thing.is_none() && at >= typed && !fields.iter().any(FormField::wrong);
            Group {
                folded: blank.then(|| {
                    let row = [("row", legend.as_str().into())];
                    ctx.t_with("form-add-row", &row)
                }),
                legend: Some(legend),
                fields,
                dense: true,
                ..Group::default()
            }
        });
        std::iter::once(heading).chain(rows).collect()
    }

    fn row(&self, rows: &Rows, at: usize, thing: Option<&Subject>) -> Vec<FormField> {
        let (ctx, maker) = (self.maker.ctx, self.maker);
        let mut fields = Vec::new();
        if let (Some((link, _)), Some(thing)) = (rows.thing, thing) {
            fields.push(maker.hidden(&rows.name(at, link), &thing.id));
        }
        for part in &rows.parts {
            let name = rows.name(at, part.name);
            let label = part_label(ctx, rows, part.name);
            fields.extend(match part.kind {
                Kind::Own(Own::Reading) => Some(self.reading(thing, &name, label)),
                Kind::Own(Own::File) => {
                    let sha256 = maker.values.get(&rows.name(at, "held"));
                    let mut files = self.files.iter();
                    let held = files.find(|file| *file.sha256 == *sha256);
                    let held = held.map(|found| file::held(ctx, at, found));
                    Some(maker.file(&name, label, "", held))
                }
                _ => one(maker, part, &name, label, ""),
            });
        }
        fields
    }

    /// A number, or one of the levels of the indicator.
    fn reading(&self, thing: Option<&Subject>, name: &str, label: String) -> FormField {
        let (ctx, maker) = (self.maker.ctx, self.maker);
        let indicator = thing.and_then(|thing| self.register.indicators.find(&thing.id));
        match indicator {
            Some(indicator) if !indicator.levels.is_empty() => {
                let levels = indicator.levels.iter();
                let choices = levels.map(|level| {
                    let words = ctx.words(&level.name).into_owned();
                    (level_code(level).to_owned(), words)
                });
                maker.select(name, label, "", choices)
            }
            _ => maker.line(name, label, "", "text"),
        }
    }
}

impl Maker<'_> {
    /// A value that goes with its row unseen.
    fn hidden(&self, name: &str, value: &str) -> FormField {
        FormField {
            control: Control::Hidden(value.to_owned()),
            ..self.line(name, String::new(), "", "text")
        }
    }
}
