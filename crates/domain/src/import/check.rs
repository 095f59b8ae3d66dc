// SPDX-License-Identifier: EUPL-1.2
//! What does not fit among the things that an import states.

use std::collections::BTreeMap;

use serde_json::Value;

use super::desk::Desk;
use super::stage::words;
use super::staged::{Place, Thing, first_words};
use crate::finding::{Severity, codes};
use crate::id::MeasureId;
use crate::noun::{Noun, Subject};

/// A finding that is going to be made.
struct Found {
    code: &'static str,
    severity: Severity,
    place: Place,
    about: Subject,
    args: Vec<(&'static str, String)>,
}

pub(super) fn run(desk: &mut Desk<'_>) {
    let mut found = Vec::new();
    numbers(desk, &mut found);
    shared_texts(desk, &mut found);
    totals(desk, &mut found);
    goals(desk, &mut found);
    facts(desk, &mut found);
    // Made only now: every check reads the desk that making a finding writes to.
    for Found {
        code,
        severity,
        place,
        about,
        args,
    } in found
    {
        desk.find(code, severity, &place, Some(about), &args);
    }
}

fn plain<'t>(thing: &'t Thing, attribute: &str) -> Option<&'t str> {
    thing.object.get(attribute).and_then(Value::as_str)
}

fn title(thing: &Thing) -> String {
    let title = first_words(&thing.object, "title");
    title.unwrap_or_default().to_owned()
}

/// The attribute of a staged thing, else of the one on record.
fn count_of(desk: &Desk<'_>, noun: Noun, id: &str, attribute: &str) -> Option<u64> {
    if let Some(thing) = desk.staged.find(noun, id) {
        return thing.object.get(attribute).and_then(Value::as_u64);
    }
    match noun {
        Noun::Field => desk
            .register
            .fields
            .find(id)?
            .measures_stated
            .value()
            .map(|n| u64::from(*n)),
        _ => None,
    }
}

/// Numbers outside their field, twice, or without a field.
fn numbers(desk: &Desk<'_>, found: &mut Vec<Found>) {
    let mut by_number: BTreeMap<(&str, &str), Vec<(&String, &Thing)>> = BTreeMap::new();
    for (id, thing) in desk.staged.of(Noun::Measure) {
        let Some(number) = plain(thing, "number") else {
            continue;
        };
        let about = Subject::new(Noun::Measure, id.as_str());
        let Some(field) = plain(thing, "field") else {
            let cited = plain(thing, "cited_as").unwrap_or_default().to_owned();
            found.push(Found {
                code: codes::NUMBER_WITHOUT_FIELD,
                severity: Severity::Warning,
                place: thing.place.clone(),
                about,
                args: vec![
                    ("number", number.to_owned()),
                    ("title", title(thing)),
                    ("cited", cited),
                ],
            });
            continue;
        };
        by_number
            .entry((field, number))
            .or_default()
            .push((id, thing));
        let stated = count_of(desk, Noun::Field, field, "measures_stated");
        if let (Some(stated), Ok(printed)) = (stated, number.parse::<u64>())
            && (printed > stated || printed == 0)
        {
            found.push(Found {
                code: codes::NUMBER_OUTSIDE_FIELD,
                severity: Severity::Error,
                place: thing.place.clone(),
                about,
                args: vec![
                    ("number", number.to_owned()),
                    ("field", field.to_owned()),
                    ("stated", stated.to_string()),
                    ("title", title(thing)),
                ],
            });
        }
    }
    // One finding for a number, however many share it: the first and the last show the clash.
    for ((field, number), things) in by_number {
        let [(_, first), .., (id, last)] = &things[..] else {
            continue;
        };
        found.push(Found {
            code: codes::NUMBER_TWICE,
            severity: Severity::Error,
            place: last.place.clone(),
            about: Subject::new(Noun::Measure, id.as_str()),
            args: vec![
                ("number", number.to_owned()),
                ("field", field.to_owned()),
                ("first", title(first)),
                ("other", title(last)),
            ],
        });
    }
}

/// Several numbers under one description.
fn shared_texts(desk: &Desk<'_>, found: &mut Vec<Found>) {
    let mut groups: BTreeMap<(String, String), Vec<(&String, &Thing)>> = BTreeMap::new();
    for (id, thing) in desk.staged.of(Noun::Measure) {
        if plain(thing, "number").is_some() {
            let field = plain(thing, "field").map_or_else(
                || MeasureId::new(id.as_str()).plan().to_owned(),
                str::to_owned,
            );
            groups
                .entry((field, title(thing)))
                .or_default()
                .push((id, thing));
        }
    }
    for ((_, title), mut things) in groups.into_iter().filter(|(_, things)| things.len() > 1) {
        things.sort_by_key(|(_, thing)| thing.place.row);
        let numbers: Vec<&str> = things
            .iter()
            .filter_map(|(_, thing)| plain(thing, "number"))
            .collect();
        let (id, first) = things[0];
        found.push(Found {
            code: codes::NUMBERS_SHARE_TEXT,
            severity: Severity::Warning,
            place: first.place.clone(),
            about: Subject::new(Noun::Measure, id.as_str()),
            args: vec![
                ("numbers", numbers.join(", ")),
                ("title", title),
                (
                    "cited",
                    plain(first, "cited_as").unwrap_or_default().to_owned(),
                ),
            ],
        });
    }
}

/// Stated totals against what is recorded.
fn totals(desk: &Desk<'_>, found: &mut Vec<Found>) {
    for (id, thing) in desk.staged.of(Noun::Plan) {
        let prefix = format!("{id}/");
        let measures = desk
            .staged
            .of(Noun::Measure)
            .filter(|(of, _)| of.starts_with(&prefix))
            .count();
        let fields = desk
            .staged
            .of(Noun::Field)
            .filter(|(of, _)| of.starts_with(&prefix));
        let top = fields
            .filter(|(_, field)| !field.object.contains_key("parent"))
            .count();
        for (attribute, what, count) in [
            ("measures_stated", "measures", measures),
            ("fields_stated", "fields", top),
        ] {
            let stated = thing.object.get(attribute).and_then(Value::as_u64);
            differs(
                stated,
                count,
                what,
                Subject::new(Noun::Plan, id.as_str()),
                thing,
                found,
            );
        }
    }
    let mut in_field: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, thing) in desk.staged.of(Noun::Measure) {
        *in_field
            .entry(plain(thing, "field").unwrap_or_default())
            .or_default() += 1;
    }
    for (id, thing) in desk.staged.of(Noun::Field) {
        let stated = thing.object.get("measures_stated").and_then(Value::as_u64);
        let count = in_field.get(id.as_str()).copied().unwrap_or_default();
        differs(
            stated,
            count,
            "measures",
            Subject::new(Noun::Field, id.as_str()),
            thing,
            found,
        );
    }
}

fn differs(
    stated: Option<u64>,
    count: usize,
    what: &str,
    about: Subject,
    thing: &Thing,
    found: &mut Vec<Found>,
) {
    if let Some(stated) = stated.filter(|stated| *stated != count as u64) {
        found.push(Found {
            code: codes::TOTAL_DIFFERS,
            severity: Severity::Warning,
            place: thing.place.clone(),
            about,
            args: vec![
                ("what", what.to_owned()),
                ("stated", stated.to_string()),
                ("found", count.to_string()),
            ],
        });
    }
}

/// Goals that are reached at the start.
fn goals(desk: &Desk<'_>, found: &mut Vec<Found>) {
    for (id, thing) in desk.staged.of(Noun::Milestone) {
        if let (Some(baseline), Some(goal)) = (plain(thing, "baseline"), plain(thing, "goal"))
            && baseline == goal
        {
            found.push(Found {
                code: codes::GOAL_EQUALS_BASELINE,
                severity: Severity::Warning,
                place: thing.place.clone(),
                about: Subject::new(Noun::Milestone, id.as_str()),
                args: vec![("goal", goal.to_owned()), ("title", title(thing))],
            });
        }
    }
}

/// A value, its source, and the fact.
type Told<'t> = (&'t str, String, &'t Thing);

/// Facts of one name with different values, and facts against what the plan itself states.
fn facts(desk: &Desk<'_>, found: &mut Vec<Found>) {
    let mut by_name: BTreeMap<(&str, String), Vec<Told<'_>>> = BTreeMap::new();
    for (_, thing) in desk.staged.of(Noun::Fact) {
        let (Some(plan), Some(name), Some(value)) = (
            plain(thing, "plan"),
            plain(thing, "name"),
            plain(thing, "value"),
        ) else {
            continue;
        };
        let source = thing.object.get("source").map_or_else(String::new, words);
        by_name
            .entry((plan, name.to_lowercase()))
            .or_default()
            .push((value, source, thing));
    }
    for ((plan, name), mut facts) in by_name {
        facts.sort_by_key(|(_, _, thing)| thing.place.row);
        let (value, source, _) = &facts[0];
        if let Some((other, other_source, thing)) = facts.iter().find(|(other, ..)| other != value)
        {
            found.push(Found {
                code: codes::CONFLICTING_FACTS,
                severity: Severity::Error,
                place: thing.place.clone(),
                about: Subject::new(Noun::Plan, plan),
                args: vec![
                    ("fact", name),
                    ("first", (*value).to_owned()),
                    ("first_source", source.clone()),
                    ("other", (*other).to_owned()),
                    ("other_source", other_source.clone()),
                ],
            });
        }
    }
}
