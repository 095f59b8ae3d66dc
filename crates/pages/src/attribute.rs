// SPDX-License-Identifier: EUPL-1.2
//! One attribute of a record, from its JSON form, as a reader sees it: for
//! histories and differences, which know only names and values.

use serde_json::Value as Json;
use similar::{ChangeTag, TextDiff};
use wegmarke_domain::id::slug;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::proof::Proof;
use wegmarke_domain::record::{Change, Changes};
use wegmarke_domain::register::Register;
use wegmarke_domain::report::Reached;
use wegmarke_domain::round::Duty;
use wegmarke_domain::source::Source;
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::Text;
use wegmarke_domain::time::Timespan;

use crate::Ctx;
use crate::parts::{Cell, Links, Marked, Shown, Table, Value};
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
        // A report says of each milestone when it was reached, evidence only names them.
        "milestones" if is_rows(json) => {
            let reached: Vec<Reached> = serde_json::from_value(json.clone()).ok()?;
            Some(Value::All(crate::measured::reached(
                register, ctx, &reached,
            )))
        }
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
            ["organisation-kind", "evidence-kind", "indicator-kind"]
                .into_iter()
                .find_map(|family| found(family, code))
        }
        "delivery" => word("delivery"),
        "effect" => word("effect"),
        "reach" => word("reach"),
        "land" => word("land"),
        "security" => word("security"),
        "flags" => words(ctx, "flag", json),
        "duties" => duties(register, ctx, json),
        "baseline" | "target" | "reading" if json.is_object() => {
            let value = serde_json::from_value(json.clone()).ok()?;
            Some(crate::measured::reading(ctx, None, value))
        }
        "evidence" if json.is_array() => {
            let proofs: Vec<Proof> = serde_json::from_value(json.clone()).ok()?;
            Some(crate::evidence::proofs(ctx, &proofs))
        }
        "type" => word("milestone-type"),
        "code" => word("finding-title"),
        "basis" => found("basis", &slug(json.as_str()?)),
        "name" => found("fact", &slug(json.as_str()?)),
        "themes" | "topics" => words(ctx, "topic", json),
        "nature" => word("nature"),
        "commitment" => word("commitment"),
        "level" => word("level"),
        "voice" => word("voice"),
        "degree" => word("degree"),
        "position" => word("position"),
        "direction" => word("direction"),
        "severity" => word("severity"),
        "opens_at" => Some(Value::Plain(ctx.instant(json.as_str()?.parse().ok()?))),
        "due_at" | "replies_until" => {
            Some(Value::Plain(ctx.deadline(json.as_str()?.parse().ok()?)))
        }
        "period" | "due" | "dated_on" | "issued_on" | "years" if json.is_object() => {
            serde_json::from_value::<Timespan>(json.clone())
                .ok()
                .map(|span| ctx.span(&span))
        }
        "adopted_on" | "dated_on" | "on" => {
            let day = json.as_str()?.parse().ok()?;
            Some(Value::Plain(ctx.date(day)))
        }
        "source" => {
            let source: Source = serde_json::from_value(json.clone()).ok()?;
            Some(ctx.source_value(&Stated::Value(source)))
        }
        _ => None,
    }
}

fn is_rows(json: &Json) -> bool {
    json.as_array()
        .is_some_and(|rows| rows.iter().any(Json::is_object))
}

/// A list of words of a closed list.
fn words(ctx: &Ctx, family: &str, json: &Json) -> Option<Value> {
    let words = json.as_array()?.iter().filter_map(Json::as_str);
    let shown = words.map(|word| Value::Text(Shown::plain(&ctx.word(family, word))));
    Some(Value::All(shown.collect()))
}

/// Who must say what, one line each.
fn duties(register: &Register, ctx: &Ctx, json: &Json) -> Option<Value> {
    let duties: Vec<Duty> = serde_json::from_value(json.clone()).ok()?;
    let line = |duty: &Duty| {
        let by = Value::Link(ctx.organisation(register, &duty.organisation));
        let noun = Value::Plain(ctx.word("noun", duty.noun.as_str()));
        let on = Value::Link(subject::link(register, ctx, &duty.on));
        by.with(noun).with(on)
    };
    Some(Value::All(duties.iter().map(line).collect()))
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
    let one = |(lang, words)| Value::Text(ctx.in_language(lang, words));
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
        if let Some((before, after)) = marked(ctx, change) {
            let cell = |value, tone| Cell {
                value,
                numeric: false,
                tone,
            };
            table.push_cells(
                vec![
                    Cell::from(Value::Plain(name(ctx, attribute))),
                    cell(before, Some("before")),
                    cell(after, Some("after")),
                ],
                None,
            );
            continue;
        }
        let cell = |json: Option<&Json>, tone| Cell {
            value: value(register, ctx, attribute, json),
            numeric: false,
            tone,
        };
        table.push_cells(
            vec![
                Cell::from(Value::Plain(name(ctx, attribute))),
                cell(change.from.as_ref(), Some("before")),
                cell(change.to.as_ref(), Some("after")),
            ],
            None,
        );
    }
    table
}

/// Texts longer than this are not compared word by word.
const LONGEST: usize = 20_000;

/// Both sides of a changed text with the words that differ; `None` if a side
/// is no text, or they are in different languages.
fn marked(ctx: &Ctx, change: &Change) -> Option<(Value, Value)> {
    let text = |json: &Option<Json>| serde_json::from_value::<Text>(json.clone()?).ok();
    let (before, after) = (text(&change.from)?, text(&change.to)?);
    let mut sides = (Vec::new(), Vec::new());
    for (lang, old) in before.iter() {
        let new = after.find(lang)?;
        if old.len().max(new.len()) > LONGEST {
            return None;
        }
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for piece in TextDiff::from_words(old, new).iter_all_changes() {
            let words = piece.value().to_owned();
            match piece.tag() {
                ChangeTag::Delete => gone.push((words, true)),
                ChangeTag::Insert => come.push((words, true)),
                ChangeTag::Equal => {
                    gone.push((words.clone(), false));
                    come.push((words, false));
                }
            }
        }
        let side = |after: bool, pieces: Vec<(String, bool)>| {
            let shown = ctx.in_language(lang, "");
            Value::Marked(Marked {
                lang: shown.lang,
                note: shown.note,
                after,
                pieces: joined(pieces),
            })
        };
        sides.0.push(side(false, gone));
        sides.1.push(side(true, come));
    }
    if after.iter().count() != sides.1.len() {
        return None;
    }
    let one = |mut all: Vec<Value>| {
        if all.len() == 1 {
            all.remove(0)
        } else {
            Value::All(all)
        }
    };
    Some((one(sides.0), one(sides.1)))
}

/// Neighbouring pieces of one kind as one piece.
fn joined(pieces: Vec<(String, bool)>) -> Vec<(String, bool)> {
    let mut out: Vec<(String, bool)> = Vec::new();
    for (words, differs) in pieces {
        match out.last_mut() {
            Some((last, as_before)) if *as_before == differs => last.push_str(&words),
            _ => out.push((words, differs)),
        }
    }
    out
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
