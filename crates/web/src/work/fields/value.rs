// SPDX-License-Identifier: EUPL-1.2
//! One value as one field of a form, by its kind.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use wegmarke_domain::problem::codes;
use wegmarke_domain::shape::{Attribute, Kind, Own};
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::Text;
use wegmarke_domain::time::Timespan;

use super::reader::{Reader, Typed};
use super::{Writer, source, typed};

/// The JSON form of a thing.
pub(in crate::work) type Object = Map<String, Value>;

/// Several, or nothing.
pub(super) fn some<T>(items: Vec<T>, many: impl FnOnce(Vec<T>) -> Value) -> Typed {
    if items.is_empty() {
        Typed::Blank
    } else {
        Typed::Is(many(items))
    }
}

/// One attribute, or one part of a row, from the field of this name.
pub(super) fn read_one(
    reader: &mut Reader<'_>,
    attribute: &Attribute,
    name: &str,
    before: Option<&Value>,
) -> Typed {
    let given = reader.values.get(name).trim().to_owned();
    match attribute.kind {
        Kind::Text => reader.text(name, &stated(before)).into(),
        Kind::Line => reader.words(name).into(),
        Kind::Day => match reader.day(name) {
            Stated::Value(day) => Stated::Value(day).into(),
            _ => reader.unread(name),
        },
        Kind::Number | Kind::Own(Own::Euro) => match reader.number(name) {
            Stated::Value(number) => Stated::Value(number).into(),
            _ => reader.unread(name),
        },
        Kind::Source => source::read(reader).into(),
        Kind::List(Kind::Link(_)) => {
            let mut ids: Vec<&str> = reader.values.all(name).collect();
            ids.sort_unstable();
            ids.dedup();
            some(ids, |ids| json!(ids))
        }
        Kind::List(Kind::Word(words)) => some(reader.words_of(name, words), |words| json!(words)),
        Kind::List(Kind::Text) => {
            let parts = given.split([',', ';']);
            let parts = parts.filter_map(|part| Text::new(reader.lang, part.trim()));
            let parts: Vec<Text> = parts.collect();
            some(parts, |parts| json!(parts))
        }
        Kind::Instant
        | Kind::List(_)
        | Kind::Row(_)
        | Kind::Own(
            Own::Reading | Own::Part | Own::File | Own::Design | Own::Arguments | Own::Deadline,
        ) => Typed::AsBefore,
        _ if given.is_empty() => Typed::Blank,
        Kind::Word(words) if words.holds(&given) => Typed::Is(given.into()),
        Kind::Word(_) => wrong(reader, name, codes::NOT_A_CHOICE),
        Kind::Link(_) | Kind::Subject => Typed::Is(given.into()),
        Kind::Flag => match given.as_str() {
            "yes" => Typed::Is(true.into()),
            "no" => Typed::Is(false.into()),
            _ => wrong(reader, name, codes::NOT_A_CHOICE),
        },
        Kind::Count => match given.parse::<u32>() {
            Ok(count) => Typed::Is(count.into()),
            Err(_) => wrong(reader, name, codes::NOT_A_NUMBER),
        },
        Kind::Year => match given.parse::<i16>() {
            Ok(year) => Typed::Is(year.into()),
            Err(_) => wrong(reader, name, codes::NOT_A_YEAR),
        },
        Kind::Span => {
            // Whoever leaves the words leaves the days that the source gave them, too.
            let known: Option<Timespan> = before.and_then(parsed);
            if known.is_some_and(|known| *known.as_written == *given) {
                return Typed::AsBefore;
            }
            match Timespan::parse(&given) {
                Ok(span) => Stated::Value(span).into(),
                Err(_) => wrong(reader, name, codes::NOT_A_DATE),
            }
        }
    }
}

fn wrong(reader: &mut Reader<'_>, name: &str, code: &'static str) -> Typed {
    reader.wrong(name, code);
    Typed::Wrong
}

pub(super) fn parsed<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

fn stated<T: DeserializeOwned>(value: Option<&Value>) -> Stated<T> {
    value.and_then(parsed).into()
}

pub(super) fn write_one(writer: &mut Writer, attribute: &Attribute, name: &str, value: &Value) {
    match attribute.kind {
        Kind::Text => writer.text(name, parsed::<Text>(value).as_ref()),
        Kind::Number | Kind::Own(Own::Euro) => {
            writer.put(name, parsed(value).as_ref().map(typed));
        }
        Kind::Source => source::write(writer, &stated(Some(value))),
        Kind::Span => {
            let span: Option<Timespan> = parsed(value);
            writer.put(name, span.map(|span| span.as_written));
        }
        Kind::Flag => writer.put(
            name,
            value.as_bool().map(|yes| if yes { "yes" } else { "no" }),
        ),
        Kind::Count | Kind::Year => writer.put(name, value.as_i64()),
        Kind::List(Kind::Link(_) | Kind::Word(_)) => {
            for id in value.as_array().into_iter().flatten() {
                writer.put(name, id.as_str());
            }
        }
        Kind::List(Kind::Text) => {
            let lang = writer.lang();
            let parts: Vec<Text> = parsed(value).unwrap_or_default();
            let parts: Vec<&str> = parts.iter().filter_map(|part| part.find(lang)).collect();
            writer.put(name, Some(parts.join(", ")));
        }
        Kind::Line | Kind::Word(_) | Kind::Day | Kind::Link(_) | Kind::Subject => {
            writer.put(name, value.as_str())
        }
        Kind::Instant | Kind::List(_) | Kind::Row(_) | Kind::Own(_) => {}
    }
}
