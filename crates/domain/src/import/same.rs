// SPDX-License-Identifier: EUPL-1.2
//! Is it still the same thing? Sources use ids again: a new list begins at 1, and everything that stood
//! under 1 is another thing's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use super::alike::{self, is_alike};
use super::desk::Desk;
use super::questions::{Answer, Question};
use super::staged::{Object, Thing};
use crate::noun::{Noun, Subject};
use crate::record;
use crate::roll::{TableVisitor, Tabled};
use crate::shape::{self, Kind};
use crate::table::Table;

/// Things whose ids files give, and use again. A body or a plan that is called otherwise is the same.
const fn is_asked(noun: Noun) -> bool {
    matches!(
        noun,
        Noun::Field
            | Noun::Goal
            | Noun::Measure
            | Noun::Milestone
            | Noun::Recommendation
            | Noun::Obligation
    )
}

/// Asks for all staged things of a noun, and does what was answered.
pub(super) fn ask(desk: &mut Desk<'_>, noun: Noun) {
    if !is_asked(noun) {
        return;
    }
    let questions = desk.register.visit(noun, Asking(desk)).unwrap_or_default();
    for question in questions {
        if question.answer == Some(Answer::Another) {
            part(desk, &question.thing);
        }
        desk.questions.push(question);
    }
}

/// Stages a thing under an id of its own.
fn part(desk: &mut Desk<'_>, subject: &Subject) {
    let (noun, id) = (subject.noun, subject.id.to_string());
    let next = desk.next_id(noun, &id);
    let Some(thing) = desk
        .staged
        .things
        .get_mut(&noun)
        .and_then(|things| things.remove(&id))
    else {
        return;
    };
    let mut thing = Thing::clone(&thing);
    thing
        .object
        .insert("id".to_owned(), Value::String(next.clone()));
    let plan = subject.plan().unwrap_or_default();
    if let Some(called) = &thing.called {
        desk.own.give(noun, plan, called, next.clone());
    }
    for row in &thing.rows {
        for (of, named) in desk.staged.rows.get_mut(row).into_iter().flatten() {
            if *of == noun && *named == id {
                named.clone_from(&next);
            }
        }
    }
    let things = desk.staged.things.entry(noun).or_default();
    things.insert(next, Arc::new(thing));
    desk.staged.replaced.insert((noun, id));
}

struct Asking<'d, 'a>(&'d Desk<'a>);

impl TableVisitor for Asking<'_, '_> {
    type Out = Vec<Question>;

    fn visit<T: Tabled>(self, table: &Table<T>) -> Vec<Question> {
        let desk = self.0;
        let mut questions = Vec::new();
        let given = desk
            .staged
            .of(T::NOUN)
            .filter(|(_, thing)| thing.called.is_some());
        let given: Vec<_> = given
            .filter_map(|(id, thing)| Some((id, thing, table.find(id)?)))
            .collect();
        let mut titles: BTreeSet<String> = BTreeSet::new();
        for (id, thing, known) in given {
            let before = record::attributes(known);
            if !is_retitled(&before, &thing.object) {
                continue;
            }
            if titles.is_empty() {
                titles = table
                    .list()
                    .filter_map(|one| first_title(&record::attributes(one)))
                    .collect();
            }
            let after = desk.overlay(T::NOUN, Some(before.clone()), thing);
            if is_another(T::NOUN, thing, &before, &after, &titles) {
                questions.push(question(
                    desk,
                    Subject::new(T::NOUN, id.as_str()),
                    &before,
                    &after,
                ));
            }
        }
        questions
    }
}

fn question(desk: &Desk<'_>, thing: Subject, before: &Object, after: &Object) -> Question {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differs = |name: &&&String| before.get(**name) != after.get(**name);
    let names: Vec<&&String> = names.iter().filter(differs).collect();
    let side = |object: &Object| -> BTreeMap<String, Value> {
        let told = names.iter().filter_map(|name| {
            let value = object.get(**name)?;
            Some(((**name).clone(), value.clone()))
        });
        told.collect()
    };
    Question {
        answer: desk.request.same.find(&thing),
        before: side(before),
        after: side(after),
        thing,
    }
}

fn first_title(object: &Object) -> Option<String> {
    let title = object.get("title")?.as_object()?;
    title.values().next()?.as_str().map(alike::title)
}

/// Whether a thing has another title in a language that both sides have.
fn is_retitled(before: &Object, after: &Object) -> bool {
    closeness(before, after).is_some_and(|closeness| closeness < REWORDED)
}

/// Titles with more than this in common were reworded: 1 is the same.
const REWORDED: f64 = 0.6;

/// With nothing else to compare, titles have to have less in common to ask.
const UNLIKE: f64 = 0.35;

/// How much two titles have in common, at best; `None` without a language that both have.
fn closeness(before: &Object, after: &Object) -> Option<f64> {
    let (before, after) = (
        before.get("title")?.as_object()?,
        after.get("title")?.as_object()?,
    );
    let both = before
        .iter()
        .filter_map(|(lang, words)| Some(in_common(words.as_str()?, after.get(lang)?.as_str()?)));
    both.reduce(f64::max)
}

/// The share of neighbouring letters that two texts have in common (Sørensen and Dice).
fn in_common(one: &str, other: &str) -> f64 {
    let pairs = |text: &str| {
        let letters: Vec<char> = alike::title(text).chars().collect();
        let mut pairs: Vec<(char, char)> =
            letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        pairs
    };
    let (one, other) = (pairs(one), pairs(other));
    let all = one.len() + other.len();
    if all == 0 {
        return 1.0;
    }
    let (mut left, mut right, mut shared) = (one.iter().peekable(), other.iter().peekable(), 0_u32);
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                shared += 1;
                left.next();
                right.next();
            }
        }
    }
    let all = u32::try_from(all).unwrap_or(u32::MAX);
    2.0 * f64::from(shared) / f64::from(all)
}

/// Whether everything by which a thing is known differs: its title, and whatever else both sides say in
/// words. What many things have alike (words of closed lists, units, times, sources) tells nothing.
fn is_another(
    noun: Noun,
    thing: &Thing,
    before: &Object,
    after: &Object,
    titles: &BTreeSet<String>,
) -> bool {
    let mut compared = 0;
    for (name, old) in before {
        let Some(new) = after.get(name) else { continue };
        let kind = shape::find(noun.attributes(), name).map_or(Kind::Line, |known| known.kind);
        let tells = match kind {
            Kind::Text | Kind::Line => true,
            Kind::List(kind) => matches!(kind, Kind::Line | Kind::Link(Noun::Organisation)),
            _ => false,
        };
        let is_key = matches!(
            name.as_str(),
            "id" | "plan" | "number" | "title" | "unit" | "cited_as" | "issuer" | "instrument"
        );
        if is_key || !tells || thing.told.find(name).is_none() || old.is_null() || new.is_null() {
            continue;
        }
        if is_alike(old, new) {
            // The title of another thing stands here now: rows were counted anew.
            return closeness(before, after).is_some_and(|closeness| closeness < UNLIKE)
                && first_title(after).is_some_and(|title| titles.contains(&title));
        }
        compared += 1;
    }
    let limit = if compared == 0 { UNLIKE } else { REWORDED };
    closeness(before, after).is_some_and(|closeness| closeness < limit)
}

#[cfg(test)]
mod tests {
    use super::{REWORDED, UNLIKE, in_common};

    #[test]
    fn reworded_titles_have_much_in_common() {
        for (one, other) in [
            ("Measure of plan B", "Measure of plan B reworded"),
            ("Beratung ausbauen", "Beratung weiter ausbauen"),
            ("Prüfung der Länder", "Prüfung durch die Länder"),
        ] {
            assert!(in_common(one, other) > REWORDED, "{one} {other}");
        }
        for (one, other) in [
            ("Radwege ausbauen", "Studie vergeben"),
            ("Beratungsstelle einrichten", "Kampagne planen"),
        ] {
            assert!(in_common(one, other) < UNLIKE, "{one} {other}");
        }
    }
}
