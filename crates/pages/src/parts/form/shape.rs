// SPDX-License-Identifier: EUPL-1.2
//! Attributes as fields of a form, by their kind. Fields are named like the attributes, so that
//! whoever reads them back needs no second list. A hint stands under `hint-{noun}-{name}`, where one
//! is needed.

use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::shape::{self, Kind};

use super::{FormField, Maker};
use crate::Ctx;
use crate::attribute::name_of;
use crate::subject;

/// The fields of one attribute: one, or none where a kind is not asked for so, or three of a source.
pub(crate) fn field(maker: &Maker<'_>, noun: Noun, name: &str) -> Vec<FormField> {
    let ctx = maker.ctx;
    let Some(attribute) = shape::find(noun.attributes(), name) else {
        return Vec::new();
    };
    let label = name_of(ctx, noun, name);
    let hint = hint(ctx, noun, name);
    let hint = hint.as_deref().unwrap_or_default();
    vec![match attribute.kind {
        // What a thing is called fits in a line, what is told of it does not.
        Kind::Text if !LINES.contains(&name) => maker.area(name, label, hint, 4),
        Kind::Day => maker.line(name, label, hint, "date"),
        Kind::Word(words) => {
            let family = words.family();
            let choices = words.list.iter();
            let choices = choices.map(|(word, _)| ((*word).to_owned(), ctx.word(&family, word)));
            maker.select(name, label, hint, choices)
        }
        Kind::Flag => {
            let choices = ["yes", "no"].map(|word| (word.to_owned(), ctx.t(word)));
            maker.select(name, label, hint, choices)
        }
        Kind::Source => {
            return vec![
                maker.line("source.document", ctx.t("figure-document"), "", "text"),
                maker.line("source.locator", ctx.t("figure-locator"), "", "text"),
                maker.line("source.url", ctx.t("figure-url"), "", "text"),
            ];
        }
        Kind::Instant | Kind::Row(_) | Kind::Own(_) | Kind::List(Kind::Link(_))
            if attribute.kind != Kind::Own(shape::Own::Euro) =>
        {
            return Vec::new();
        }
        _ => maker.line(name, label, hint, "text"),
    }]
}

/// The key of the hint for an attribute, where it has one.
fn hint(ctx: &Ctx, noun: Noun, name: &str) -> Option<String> {
    let code = format!("{noun}-{}", name.replace('_', "-"));
    ctx.locale().find_word("hint", &code)?;
    Some(format!("hint-{code}"))
}

/// Texts that name something.
const LINES: [&str; 4] = ["title", "name", "unit", "verification"];

/// Things to choose from, several at once.
pub(crate) fn links(
    register: &Register,
    maker: &Maker<'_>,
    noun: Noun,
    name: &str,
    choices: impl Iterator<Item = Subject>,
) -> FormField {
    let ctx = maker.ctx;
    let hint = hint(ctx, noun, name);
    let hint = hint.as_deref().unwrap_or_default();
    let choices = choices.map(|about| {
        let name = subject::name(register, ctx, &about).words;
        (about.id.to_string(), name)
    });
    maker.checks(name, name_of(ctx, noun, name), hint, choices)
}
