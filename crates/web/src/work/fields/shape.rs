// SPDX-License-Identifier: EUPL-1.2
//! Attributes as fields of a form, by their kind: a form that has no more to say than its noun needs
//! no code of its own. Fields are named like the attributes.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::codes;
use wegmarke_domain::shape::{self, Attribute, Kind, Own, Presence};
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::Text;
use wegmarke_domain::time::Timespan;

use super::{Reader, Writer, source, typed};

/// The JSON form of a thing.
pub(in crate::work) type Object = Map<String, Value>;

/// Reads these attributes over those of `before`. Texts keep their other languages; a blank field
/// states nothing, and leaves "stated as none" as it was; attributes of a kind that no field asks
/// for are left alone.
pub(in crate::work) fn read(
    reader: &mut Reader<'_>,
    noun: Noun,
    names: &[&str],
    before: Object,
) -> Object {
    let mut object = before;
    for name in names {
        let Some(attribute) = shape::find(noun.attributes(), name) else {
            continue;
        };
        if attribute.presence == Presence::Required {
            reader.required(name);
        }
        match read_one(reader, attribute, object.get(*name)) {
            Typed::Is(value) => {
                object.insert((*name).to_owned(), value);
            }
            Typed::Blank if object.get(*name).is_some_and(Value::is_null) => {}
            Typed::Blank => {
                object.remove(*name);
            }
            Typed::NotAsked => {}
        }
    }
    object
}

/// What a field says.
enum Typed {
    Is(Value),
    Blank,
    NotAsked,
}

impl<T: Serialize> From<Stated<T>> for Typed {
    fn from(stated: Stated<T>) -> Self {
        let value = stated.value().map(serde_json::to_value);
        value.and_then(Result::ok).map_or(Self::Blank, Self::Is)
    }
}

fn read_one(reader: &mut Reader<'_>, attribute: &Attribute, before: Option<&Value>) -> Typed {
    let name = attribute.name;
    let given = reader.values.get(name).trim().to_owned();
    match attribute.kind {
        Kind::Text => reader.text(name, &stated(before)).into(),
        Kind::Line => reader.words(name).into(),
        Kind::Day => reader.day(name).into(),
        Kind::Number | Kind::Own(Own::Euro) => reader.number(name).into(),
        Kind::Source => source::read(reader).into(),
        Kind::List(Kind::Link(_)) => {
            let mut ids: Vec<&str> = reader.values.all(name).collect();
            ids.sort_unstable();
            ids.dedup();
            if ids.is_empty() {
                Typed::Blank
            } else {
                Typed::Is(json!(ids))
            }
        }
        Kind::List(Kind::Text) => {
            let parts = given.split([',', ';']);
            let parts = parts.filter_map(|part| Text::new(reader.lang, part.trim()));
            let parts: Vec<Text> = parts.collect();
            if parts.is_empty() {
                Typed::Blank
            } else {
                Typed::Is(json!(parts))
            }
        }
        Kind::Instant
        | Kind::List(_)
        | Kind::Row(_)
        | Kind::Own(
            Own::Reading | Own::Part | Own::File | Own::Design | Own::Arguments | Own::Deadline,
        ) => Typed::NotAsked,
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
                return Typed::NotAsked;
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
    Typed::NotAsked
}

fn parsed<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

fn stated<T: DeserializeOwned>(value: Option<&Value>) -> Stated<T> {
    value.and_then(parsed).into()
}

/// Writes these attributes into the fields that [`read`] reads.
pub(in crate::work) fn write(writer: &mut Writer, noun: Noun, names: &[&str], object: &Object) {
    for name in names {
        let attribute = shape::find(noun.attributes(), name);
        if let (Some(attribute), Some(value)) = (attribute, object.get(*name)) {
            write_one(writer, attribute, value);
        }
    }
}

fn write_one(writer: &mut Writer, attribute: &Attribute, value: &Value) {
    let name = attribute.name;
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
        Kind::List(Kind::Link(_)) => {
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
