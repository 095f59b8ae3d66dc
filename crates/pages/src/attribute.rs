// SPDX-License-Identifier: EUPL-1.2
//! One attribute of a record, from its JSON form, as a reader sees it: for
//! histories and differences, which know only names and values.

use serde_json::Value as Json;
use wegmarke_domain::id::slug;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Changes;
use wegmarke_domain::register::Register;
use wegmarke_domain::source::Source;
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::Text;
use wegmarke_domain::time::Timespan;

use crate::Ctx;
use crate::parts::{Cell, Links, Shown, Table, Value};
use crate::subject;

/// The name of an attribute.
#[must_use]
pub fn name(ctx: &Ctx, attribute: &str) -> String {
    ctx.word("attribute", attribute)
}

/// The value of an attribute; `None` is "not stated".
#[must_use]
pub fn value(register: &Register, ctx: &Ctx, attribute: &str, json: Option<&Json>) -> Value {
    match json {
        None => ctx.not_stated(),
        Some(Json::Null) => ctx.none_stated(),
        Some(json) => known(register, ctx, attribute, json).unwrap_or_else(|| plain(ctx, json)),
    }
}

/// Attributes whose meaning is more than their words.
fn known(register: &Register, ctx: &Ctx, attribute: &str, json: &Json) -> Option<Value> {
    let links = |noun: Noun| {
        let ids: Vec<&str> = match json {
            Json::String(id) => vec![id],
            Json::Array(ids) => ids.iter().filter_map(Json::as_str).collect(),
            _ => return None,
        };
        let links = ids
            .into_iter()
            .map(|id| subject::link(register, ctx, &Subject::new(noun, id)))
            .collect();
        Some(Value::Links(Links { links }))
    };
    let word = |family: &str| Some(Value::Plain(ctx.word(family, json.as_str()?)));
    let found = |family: &str, code: &str| ctx.locale().find_word(family, code).map(Value::Plain);
    match attribute {
        "lead" | "partners" | "coordination" | "issuer" | "by" | "author" | "organisation" => {
            links(Noun::Organisation)
        }
        "measures" => links(Noun::Measure),
        "milestones" => links(Noun::Milestone),
        "recommendation" => links(Noun::Recommendation),
        "plan" => links(Noun::Plan),
        "field" | "parent" => links(Noun::Field),
        "about" => {
            let about = json.as_str()?.parse::<Subject>().ok()?;
            Some(Value::Link(subject::link(register, ctx, &about)))
        }
        "kind" => {
            let code = json.as_str()?;
            found("organisation-kind", code).or_else(|| found("evidence-kind", code))
        }
        "type" => word("milestone-type"),
        "code" => word("finding-title"),
        "basis" => found("basis", &slug(json.as_str()?)),
        "name" => found("fact", &slug(json.as_str()?)),
        "themes" | "topics" => {
            let topics = json.as_array()?.iter().filter_map(Json::as_str);
            Some(Value::All(
                topics
                    .map(|topic| Value::Text(Shown::plain(&ctx.word("topic", topic))))
                    .collect(),
            ))
        }
        "nature" => word("nature"),
        "commitment" => word("commitment"),
        "level" => word("level"),
        "voice" => word("voice"),
        "degree" => word("degree"),
        "position" => word("position"),
        "direction" => word("direction"),
        "severity" => word("severity"),
        "period" | "due" | "dated_on" | "issued_on" | "years" if json.is_object() => {
            serde_json::from_value::<Timespan>(json.clone())
                .ok()
                .map(|span| ctx.span(&span))
        }
        "source" => {
            let source: Source = serde_json::from_value(json.clone()).ok()?;
            Some(ctx.source_value(&Stated::Value(source)))
        }
        _ => None,
    }
}

/// A value by its form alone.
fn plain(ctx: &Ctx, json: &Json) -> Value {
    match json {
        Json::Null => ctx.none_stated(),
        Json::Bool(yes) => Value::Plain(ctx.t(if *yes { "yes" } else { "no" })),
        Json::Number(number) => number
            .as_u64()
            .and_then(|n| usize::try_from(n).ok())
            .map_or_else(
                || Value::Plain(number.to_string()),
                |n| Value::Plain(ctx.locale().count(n)),
            ),
        Json::String(words) => Value::Text(Shown::plain(words)),
        Json::Array(all) => Value::All(all.iter().map(|one| plain(ctx, one)).collect()),
        Json::Object(_) => match serde_json::from_value::<Text>(json.clone()) {
            Ok(text) => every_language(ctx, &text),
            Err(_) => Value::Code(json.to_string()),
        },
    }
}

/// A text in all its languages: a change in one of them must be seen.
fn every_language(ctx: &Ctx, text: &Text) -> Value {
    let one = |(lang, words): (wegmarke_domain::text::Lang, &str)| {
        if lang == ctx.data_lang() {
            Value::Text(Shown::plain(words))
        } else {
            let language = ctx.word("language-in", lang.as_str());
            let note = ctx.t_with("shown-in", &[("language", language.into())]);
            Value::Text(Shown::foreign(words, lang.as_str(), note))
        }
    };
    let mut all: Vec<Value> = text.iter().map(one).collect();
    if all.len() == 1 {
        all.remove(0)
    } else {
        Value::All(all)
    }
}

/// A table of changed attributes: name, before, after.
#[must_use]
pub fn changes(register: &Register, ctx: &Ctx, caption: String, changes: &Changes) -> Table {
    let head = vec![
        ctx.t("change-attribute"),
        ctx.t("change-before"),
        ctx.t("change-after"),
    ];
    let mut table = Table::new(caption, head, ctx.t("change-none")).quiet();
    for (attribute, change) in changes {
        let cell = |json: Option<&Json>, tone| Cell {
            value: value(register, ctx, attribute, json),
            numeric: false,
            tone,
        };
        table.push_cells(
            vec![
                Cell::from(Value::Plain(name(ctx, attribute))),
                cell(change.from.as_ref(), "before"),
                cell(change.to.as_ref(), "after"),
            ],
            String::new(),
        );
    }
    table
}

/// The changed attributes in one line: "lead, title".
#[must_use]
pub fn changed_names(ctx: &Ctx, changes: &Changes) -> String {
    changes
        .keys()
        .map(|attribute| name(ctx, attribute))
        .collect::<Vec<_>>()
        .join(", ")
}
