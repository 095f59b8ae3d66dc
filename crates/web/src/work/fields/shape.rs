// SPDX-License-Identifier: EUPL-1.2
//! Attributes as fields of a form, by their kind: a form that has no more to say than its noun needs
//! no code of its own. Fields are named like the attributes.

use serde_json::Value;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::scale::{Check, Judged};
use wegmarke_domain::shape::{self, Attribute, Kind, Own, Presence};
use wegmarke_domain::stated::Stated;
use wegmarke_pages::parts::form::rows::Rows;

use super::about::About;
use super::reader::{Reader, Typed};
use super::value::{Object, read_one, some, write_one};
use super::{Writer, rows};

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
        let typed = read_one(reader, attribute, name, object.get(*name));
        keep(&mut object, name, typed);
    }
    object
}

/// Reads all attributes of a noun over those of `before`, as [`read`]; lists of rows, too.
pub(super) fn read_whole(
    reader: &mut Reader<'_>,
    about: &About<'_>,
    noun: Noun,
    before: Object,
) -> Object {
    let mut object = before;
    for attribute in shape::leaves(noun.attributes()) {
        let name = attribute.name;
        let typed = match Rows::of(attribute) {
            Some(rows) => {
                let items = rows::read(reader, about, &rows, object.get(name));
                some(items, Value::Array)
            }
            None if attribute.kind == Kind::Own(Own::Design) => design(reader, attribute),
            None => read_one(reader, attribute, name, object.get(name)),
        };
        keep(&mut object, name, typed);
    }
    object
}

fn keep(object: &mut Object, name: &str, typed: Typed) {
    match typed {
        Typed::Is(value) => {
            object.insert(name.to_owned(), value);
        }
        Typed::Blank if object.get(name).is_some_and(Value::is_null) => {}
        Typed::Blank | Typed::Wrong => {
            object.remove(name);
        }
        Typed::AsBefore => {}
    }
}

/// How well a plan can be judged: a field for each check.
fn design(reader: &mut Reader<'_>, attribute: &Attribute) -> Typed {
    let judged = Check::ALL.iter().filter_map(|check| {
        let judged: Stated<Judged> = reader.word(&name_of(attribute, *check));
        Some((check.as_str(), judged.value()?.as_str()))
    });
    some(judged.collect(), |judged| judged.into_iter().collect())
}

fn name_of(attribute: &Attribute, check: Check) -> String {
    format!("{}.{}", attribute.name, check.as_str())
}

/// Writes these attributes into the fields that [`read`] reads.
pub(in crate::work) fn write(writer: &mut Writer, noun: Noun, names: &[&str], object: &Object) {
    for name in names {
        let attribute = shape::find(noun.attributes(), name);
        if let (Some(attribute), Some(value)) = (attribute, object.get(*name)) {
            write_one(writer, attribute, name, value);
        }
    }
}

/// Writes all attributes of a noun into the fields that [`read_whole`] reads.
pub(super) fn write_whole(writer: &mut Writer, about: &About<'_>, noun: Noun, object: &Object) {
    for attribute in shape::leaves(noun.attributes()) {
        let value = object.get(attribute.name);
        if let Some(rows) = Rows::of(attribute) {
            rows::write(writer, about, &rows, value);
        } else if attribute.kind == Kind::Own(Own::Design) {
            for check in Check::ALL {
                let judged = value.and_then(|value| value.get(check.as_str()));
                writer.put(&name_of(attribute, *check), judged.and_then(Value::as_str));
            }
        } else if let Some(value) = value {
            write_one(writer, attribute, attribute.name, value);
        }
    }
}
