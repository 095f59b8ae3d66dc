// SPDX-License-Identifier: EUPL-1.2
//! Lists of rows as fields of a form: rows of a thing are known by its id, others by their number.

use std::collections::BTreeSet;

use serde_json::Value;
use wegmarke_domain::file::File;
use wegmarke_domain::indicator::{Indicator, Reading};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::register::Register;
use wegmarke_domain::shape::{Attribute, Kind, Own, Presence};
use wegmarke_pages::parts::form::rows::{MOST, Rows};
use wegmarke_pages::parts::form::shape::level_code;
use wegmarke_pages::subject;

use super::about::About;
use super::reader::{Reader, Typed};
use super::value::{Object, parsed, read_one, write_one};
use super::{Writer, typed};

/// An item of a list, and the row it was typed in; none if the form did not show it.
type Item = (Option<usize>, Value);

/// Reads a list over what it was before. What the form did not ask for stays: other values of the
/// same indicator, a milestone that a lost column spoke of, rows beyond the last.
pub(super) fn read(
    reader: &mut Reader<'_>,
    about: &About<'_>,
    rows: &Rows,
    before: Option<&Value>,
) -> Vec<Value> {
    let before: Vec<Object> = before.and_then(parsed).unwrap_or_default();
    let items = match rows.thing {
        Some((link, noun)) => of_things(reader, about, rows, (link, noun), &before),
        None => numbered(reader, about, rows, &before),
    };
    let (places, items) = items.into_iter().unzip();
    reader.rows.insert(rows.list, places);
    items
}

fn numbered(
    reader: &mut Reader<'_>,
    about: &About<'_>,
    rows: &Rows,
    before: &[Object],
) -> Vec<Item> {
    let mut items = Vec::new();
    for at in 0..rows.count(reader.values, 0) {
        if !is_blank(reader, rows, at)
            && let Some(item) = row(reader, about, rows, at, before.get(at), None)
        {
            items.push((Some(at), item.into()));
        }
    }
    let beyond = before.iter().skip(MOST).cloned();
    items.extend(beyond.map(|item| (None, item.into())));
    items
}

fn of_things(
    reader: &mut Reader<'_>,
    about: &About<'_>,
    rows: &Rows,
    (link, noun): (&'static str, Noun),
    before: &[Object],
) -> Vec<Item> {
    let things = rows.list_things(about.register, about.on);
    let mut shown = BTreeSet::new();
    let mut typed: Vec<(Subject, Item)> = Vec::new();
    for at in 0..rows.count(reader.values, 0) {
        let thing = Subject::new(noun, reader.values.get(&rows.name(at, link)).trim());
        if !things.contains(&thing) {
            if !is_blank(reader, rows, at) {
                no_more(reader, about, rows, at, &thing);
            }
            continue;
        }
        let is_first = shown.insert(thing.clone());
        if is_blank(reader, rows, at) || !is_first {
            continue;
        }
        let known = before.iter().find(|item| names(item, link, &thing));
        if let Some(mut item) = row(reader, about, rows, at, known, Some(&thing)) {
            item.insert(link.to_owned(), (*thing.id).into());
            typed.push((thing, (Some(at), item.into())));
        }
    }
    if !shown.is_empty() {
        tell_new(reader, about, rows, &things, &shown);
    }
    let mut items = Vec::new();
    for thing in &things {
        let of = typed.iter().filter(|(of, _)| of == thing);
        items.extend(of.map(|(_, item)| item.clone()));
        // The form shows the first of each thing.
        let known = before.iter().filter(|item| names(item, link, thing));
        let rest = known.skip(usize::from(shown.contains(thing))).cloned();
        items.extend(rest.map(|item| (None, item.into())));
    }
    items
}

fn names(item: &Object, link: &str, thing: &Subject) -> bool {
    item.get(link).and_then(Value::as_str) == Some(&*thing.id)
}

/// Tells that a form speaks of something that its measure does not have any more.
fn no_more(reader: &mut Reader<'_>, about: &About<'_>, rows: &Rows, at: usize, thing: &Subject) {
    let name = subject::name(about.register, about.ctx, thing).words;
    let field = rows.parts.first().map_or("", |part| part.name);
    let problem = Problem::new(rows.name(at, field), codes::ASKED_NO_MORE);
    reader.problems.push(problem.with(name));
}

/// Tells what came to the measure since the form was opened: whoever says something in its name has
/// to have seen it.
fn tell_new(
    reader: &mut Reader<'_>,
    about: &About<'_>,
    rows: &Rows,
    things: &[Subject],
    shown: &BTreeSet<Subject>,
) {
    for (at, thing) in rows.number(reader.values, things.to_vec()) {
        if !shown.contains(&thing) {
            let name = subject::name(about.register, about.ctx, &thing).words;
            let field = rows.parts.first().map_or("", |part| part.name);
            let problem = Problem::new(rows.name(at, field), codes::ASKED_SINCE);
            reader.problems.push(problem.with(name));
        }
    }
}

fn is_blank(reader: &Reader<'_>, rows: &Rows, at: usize) -> bool {
    let names = rows.parts.iter().map(|part| field(rows, at, part));
    reader.is_blank(&names.collect::<Vec<_>>())
}

/// The name under which a part comes in: a file that was uploaded by its hash.
fn field(rows: &Rows, at: usize, part: &Attribute) -> String {
    match part.kind {
        Kind::Own(Own::File) => rows.name(at, "held"),
        _ => rows.name(at, part.name),
    }
}

/// One row; `None` if what it must have is missing or does not read, which is told.
fn row(
    reader: &mut Reader<'_>,
    about: &About<'_>,
    rows: &Rows,
    at: usize,
    known: Option<&Object>,
    thing: Option<&Subject>,
) -> Option<Object> {
    let mut item = Object::new();
    let mut is_whole = true;
    let mut is_same = true;
    for part in &rows.parts {
        let name = rows.name(at, part.name);
        let was = known.and_then(|known| known.get(part.name));
        let value = match part.kind {
            Kind::Own(Own::Reading) => {
                reading(reader, &name, find_indicator(about.register, thing))
            }
            Kind::Own(Own::File) => held(reader.file(&field(rows, at, part))),
            _ => read_one(reader, part, &name, was),
        };
        let value = match value {
            Typed::Is(value) => Some(value),
            Typed::AsBefore => was.cloned(),
            Typed::Blank => {
                if part.presence == Presence::Required {
                    let problem = Problem::new(name, codes::REQUIRED);
                    reader.problems.push(problem);
                }
                was.filter(|was| was.is_null()).cloned()
            }
            Typed::Wrong => None,
        };
        if part.presence == Presence::Required {
            is_whole &= value.is_some();
            is_same &= value.as_ref() == was;
        }
        item.extend(value.map(|value| (part.name.to_owned(), value)));
    }
    for part in &rows.kept {
        // A source belongs to one reading, or one year: another one has another.
        let stays = is_same || part.kind != Kind::Source;
        let was = known
            .and_then(|known| known.get(part.name))
            .filter(|_| stays);
        item.extend(was.map(|was| (part.name.to_owned(), was.clone())));
    }
    is_whole.then_some(item)
}

fn held(file: Option<File>) -> Typed {
    let value = file.map(serde_json::to_value);
    value.and_then(Result::ok).map_or(Typed::Blank, Typed::Is)
}

fn find_indicator<'a>(register: &'a Register, thing: Option<&Subject>) -> Option<&'a Indicator> {
    register.indicators.find(&thing?.id)
}

/// A number, or the level of this name in any language: a sheet may be filled in by others than
/// those who fetched it.
fn reading(reader: &mut Reader<'_>, name: &str, indicator: Option<&Indicator>) -> Typed {
    let levels = indicator.map_or(&[][..], |indicator| &indicator.levels);
    if levels.is_empty() {
        return reader.number(name).value().copied().map_or_else(
            || reader.unread(name),
            |number| of_reading(Reading::Number(number)),
        );
    }
    let fold = |text: &str| text.trim().to_lowercase();
    let given = fold(reader.values.get(name));
    if given.is_empty() {
        return Typed::Blank;
    }
    let at = levels.iter().position(|level| {
        let mut names = level.name.iter();
        names.any(|(_, name)| fold(name) == given)
    });
    match at.and_then(|at| u8::try_from(at).ok()) {
        Some(at) => of_reading(Reading::Level(at)),
        None => {
            reader.wrong(name, codes::NOT_A_CHOICE);
            Typed::Wrong
        }
    }
}

fn of_reading(reading: Reading) -> Typed {
    serde_json::to_value(reading).map_or(Typed::Blank, Typed::Is)
}

/// Writes a list into the fields that [`read`] reads. A thing of which nothing is said yet has its
/// row, too.
pub(super) fn write(writer: &mut Writer, about: &About<'_>, rows: &Rows, items: Option<&Value>) {
    let items: Vec<Object> = items.and_then(parsed).unwrap_or_default();
    let Some((link, _)) = rows.thing else {
        for (at, item) in items.iter().take(MOST).enumerate() {
            write_row(writer, about, rows, at, item, None);
        }
        return;
    };
    let things = rows.list_things(about.register, about.on);
    for (at, thing) in things.iter().enumerate() {
        writer.put(&rows.name(at, link), Some(&thing.id));
        if let Some(item) = items.iter().find(|item| names(item, link, thing)) {
            write_row(writer, about, rows, at, item, Some(thing));
        }
    }
}

fn write_row(
    writer: &mut Writer,
    about: &About<'_>,
    rows: &Rows,
    at: usize,
    item: &Object,
    thing: Option<&Subject>,
) {
    for part in &rows.parts {
        let Some(value) = item.get(part.name) else {
            continue;
        };
        let name = rows.name(at, part.name);
        match part.kind {
            Kind::Own(Own::Reading) => {
                let levels = find_indicator(about.register, thing);
                let levels = levels.map_or(&[][..], |indicator| &indicator.levels);
                let words = match parsed(value) {
                    Some(Reading::Number(number)) => Some(typed(&number)),
                    Some(Reading::Level(at)) => levels
                        .get(usize::from(at))
                        .map(|level| level_code(level).to_owned()),
                    Some(Reading::Suppressed) | None => None,
                };
                writer.put(&name, words);
            }
            Kind::Own(Own::File) => {
                let file: Option<File> = parsed(value);
                writer.put(&field(rows, at, part), file.map(|file| file.sha256));
            }
            _ => write_one(writer, part, &name, value),
        }
    }
}
