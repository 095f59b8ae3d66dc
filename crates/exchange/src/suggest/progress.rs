// SPDX-License-Identifier: EUPL-1.2
//! How far things are: columns whose words are those of a state, and figures with a column for each year.

use std::collections::{BTreeMap, BTreeSet};

use wegmarke_domain::draft::list_slots;
use wegmarke_domain::noun::Noun;

use super::line::{From, Line, Record, line};
use super::see::{Column, Seen};
use super::words::{MEANINGS, STATES, TARGETS, VALUES};
use crate::wording::{find_years, likeness, tokens};

/// Below this, in percent, a heading does not name a state.
const LIKENESS: u32 = 80;

/// The column of a table that says how far each row is: by its words, else by its heading.
pub(super) fn find_state(seen: &Seen) -> Option<usize> {
    let known = |word: &str| {
        let asked = word.trim().to_lowercase();
        let states = MEANINGS
            .iter()
            .filter(|(family, _, _)| *family == "delivery");
        let mut ways = states.flat_map(|(_, _, ways)| ways.split('|'));
        ways.any(|way| way == asked)
    };
    let says_so = |column: &Column| {
        let content = &column.content;
        let met = content.distinct.keys().filter(|word| known(word)).count();
        met >= 2 && met * 2 >= content.distinct.len()
    };
    let ways: Vec<Vec<String>> = STATES.split('|').map(tokens).collect();
    let is_called_so = |column: &Column| {
        let heard = tokens(&column.heading);
        let content = &column.content;
        let is_closed = content.is_closed() && content.distinct.len() > 1;
        is_closed
            && !content.is_day()
            && !content.is_flag()
            && !content.is_number()
            && ways.iter().any(|way| likeness(&heard, way) >= LIKENESS)
    };
    let mut columns = seen.columns.iter();
    columns
        .position(|column| column.content.is_closed() && says_so(column))
        .or_else(|| seen.columns.iter().position(is_called_so))
}

/// A table that says how far its things are states that as well, once for each row.
pub(super) fn states(seen: &Seen, language: &str, records: &mut Vec<Record>) {
    let Some(main) = records.last() else {
        return;
    };
    let Some(column) = find_state(seen).and_then(|at| Some((at, seen.columns.get(at)?))) else {
        return;
    };
    let (at, name) = (column.0, column.1.name.clone());
    let link = match main.noun {
        Noun::Measure => "measure",
        Noun::Milestone => "milestone",
        Noun::Recommendation => "recommendation",
        _ => return,
    };
    let slots = list_slots(Noun::Status);
    let find = |wanted: &str| slots.iter().find(|slot| slot.name == wanted);
    let Some((grade, delivery)) = find("grade").zip(find("delivery")) else {
        return;
    };
    let lines = [grade, delivery]
        .into_iter()
        .filter_map(|slot| line(seen, at, slot, language));
    let mut lines: Vec<Line> = lines.collect();
    // Words that nobody knows would be findings, one for each row: the grade alone keeps them.
    lines
        .retain(|line| line.slot.name != "delivery" || line.meanings.values().any(Option::is_some));
    let mut status = Record::of(Noun::Status, lines);
    status
        .constants
        .push((link.to_owned(), "this row".to_owned()));
    // One column, one meaning: a state is no group.
    for record in records.iter_mut() {
        record
            .lines
            .retain(|line| !matches!(&line.from, From::One(own) if *own == name));
    }
    records.push(status);
}

/// Columns that belong to one another, with a year in each heading: what stands before and after it.
type Family = (String, String);

fn families(seen: &Seen) -> BTreeMap<Family, Vec<&Column>> {
    let mut families: BTreeMap<Family, Vec<&Column>> = BTreeMap::new();
    for column in &seen.columns {
        let heading = &*column.heading;
        let mut years = find_years(heading);
        let Some(at) = years.next() else {
            continue;
        };
        // Signs in numbers differ: 1,100 stands beside 18.5.
        let is_figure = |cell: &String| {
            let is_sign = |c: char| ".,'%-+<>≥≤".contains(c) || c.is_whitespace();
            cell.chars().all(|c| c.is_ascii_digit() || is_sign(c))
        };
        let is_figure = column.content.distinct.keys().all(is_figure);
        if is_figure && years.next().is_none() && column.name == heading {
            let (before, after) = (heading.get(..at), heading.get(at + 4..));
            let family = (before.unwrap_or_default(), after.unwrap_or_default());
            let family = (family.0.to_owned(), family.1.to_owned());
            families.entry(family).or_default().push(column);
        }
    }
    families.retain(|_, columns| {
        columns.len() >= 2 && columns.iter().any(|column| column.content.filled > 0)
    });
    families
}

/// Figures with a column for each year are values of an indicator, and targets are its steps.
pub(super) fn series(seen: &Seen, records: &mut Vec<Record>) {
    let families = families(seen);
    let Some(main) = records
        .iter()
        .position(|record| record.noun == Noun::Milestone)
    else {
        return;
    };
    let says = |family: &Family, ways: &str| {
        let words = tokens(&format!("{} {}", family.0, family.1));
        let mut ways = ways.split('|').flat_map(tokens);
        ways.any(|way| words.contains(&way))
    };
    let is_target = |family: &&Family| says(family, TARGETS);
    let is_value =
        |family: &&Family| (family.0.is_empty() && family.1.is_empty()) || says(family, VALUES);
    let values: Vec<&Family> = families.keys().filter(is_value).collect();
    let targets: Vec<&Family> = families
        .keys()
        .filter(|one| is_target(one) && !is_value(one))
        .collect();
    if values.is_empty() || seen.tree.is_some() {
        return;
    }
    let Some(step) = records.get(main) else {
        return;
    };
    let column_of = |name: &str| {
        let line = step
            .lines
            .iter()
            .find(|line| line.attribute.split('.').next() == Some(name));
        line.and_then(|line| match &line.from {
            From::One(name) => Some((line.attribute.clone(), name.clone())),
            _ => None,
        })
    };
    let title = column_of("title").or_else(|| column_of("indicator"));
    let unit = column_of("unit");
    let Some((title, heading)) = title else {
        return;
    };
    // Without an id of its own a figure is called what it is.
    let id = column_of("id").map_or_else(|| heading.clone(), |(_, id)| id);
    let language = title.split('.').nth(1).unwrap_or("en").to_owned();
    let mut new = Vec::new();
    let mut indicator = Record::of(Noun::Indicator, Vec::new());
    indicator
        .constants
        .push(("kind".to_owned(), "outcome".to_owned()));
    indicator.add("id", From::One(id.clone()));
    indicator.add(&format!("title.{language}"), From::One(heading.clone()));
    if let Some((_, unit)) = &unit {
        indicator.add(&format!("unit.{language}"), From::One(unit.clone()));
    }
    new.push(indicator);
    for family in values {
        let mut value = Record::of(Noun::Value, Vec::new());
        value.each.push(pattern(family));
        value.add("indicator", From::One(id.clone()));
        value.add("on", year(family));
        let decimal = decimal(&families, family);
        value.lines.extend(Line::of(
            Noun::Value,
            "reading",
            From::One("each.cell".to_owned()),
            decimal,
        ));
        new.push(value);
    }
    let is_series = !targets.is_empty();
    for family in targets {
        let mut step = Record::of(Noun::Milestone, Vec::new());
        step.each.push(pattern(family));
        step.constants
            .push(("type".to_owned(), "quantitative".to_owned()));
        step.add(
            "id",
            From::Joined(vec![id.clone(), "each.heading".to_owned()], "-"),
        );
        step.add(&format!("title.{language}"), From::One(heading.clone()));
        if let Some((_, unit)) = &unit {
            step.add("unit", From::One(unit.clone()));
        }
        step.add("due.year", year(family));
        let decimal = decimal(&families, family);
        step.lines.extend(Line::of(
            Noun::Milestone,
            "goal",
            From::One("each.cell".to_owned()),
            decimal,
        ));
        new.push(step);
    }
    // What was taken for one step with one target is an indicator with several, unless it has its own.
    let own: BTreeSet<&str> = families
        .values()
        .flatten()
        .map(|column| column.name.as_str())
        .collect();
    let has_own = step.lines.iter().any(|line| {
        let is_goal = line.slot.name == "goal" || line.slot.name.starts_with("due");
        is_goal && matches!(&line.from, From::One(name) if !own.contains(name.as_str()))
    });
    if is_series || !has_own {
        records.remove(main);
    }
    records.extend(new);
}

fn pattern((before, after): &Family) -> String {
    format!("{before}????{after}")
}

/// The year in the heading.
fn year((before, after): &Family) -> From {
    let column = "each.heading".to_owned();
    match (before.is_empty(), after.is_empty()) {
        (true, true) => From::One(column),
        (false, true) => From::Cut(column, Some(before.clone()), None),
        (true, false) => From::Cut(column, None, Some(after.clone())),
        (false, false) => From::Cut(column, Some(before.clone()), Some(after.clone())),
    }
}

fn decimal(families: &BTreeMap<Family, Vec<&Column>>, family: &Family) -> Option<char> {
    let columns = families.get(family).into_iter().flatten();
    let mut signs = columns.filter_map(|column| column.content.decimal());
    signs.next().filter(|sign| *sign == ',')
}
