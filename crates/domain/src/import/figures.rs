// SPDX-License-Identifier: EUPL-1.2
//! What an organisation says in its own name, as rows of a file give it: indicators, their values,
//! money, how far things are, and how measures go together.
//!
//! Where no column says who speaks, it is who imports.

use serde_json::{Value, json};

use super::cells::Cells;
use super::desk::Desk;
use super::staged::first_words;
use super::useless::{Useless, plan_of, read_attribute};
use crate::finding::{Severity, codes};
use crate::funding::read_currency;
use crate::id::{fingerprint, slug};
use crate::indicator::{Indicator, Level, Reading};
use crate::noun::{Noun, Subject};
use crate::record;
use crate::shape;
use crate::stated::Stated;
use crate::time::Timespan;

use self::Useless::{Lacks, Told};

/// An indicator: by its own id, else by its title.
pub(super) fn indicator(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    let plan = plan_of(desk, cells)?;
    read_attribute(desk, cells, "title");
    if let Some(own) = cells.words("id") {
        return Ok(desk.id_of(Noun::Indicator, &plan, own));
    }
    let title = first_words(&cells.object, "title").map(slug);
    let name = title.filter(|name| !name.is_empty());
    Ok(format!("{plan}/{}", name.ok_or(Lacks("title"))?))
}

/// A value: of an indicator, by an organisation, of a day. Of a period it is the last day that counts.
pub(super) fn value(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    plan_of(desk, cells)?;
    let indicator = named(desk, cells, Noun::Indicator, "indicator")?;
    // Until it has an id, what is wrong with it is told of its indicator.
    cells.about = Some(Subject::new(Noun::Indicator, indicator.as_str()));
    let by = speaker(desk, cells);
    let on = day(desk, cells)?;
    level(desk, cells, &indicator);
    let id = |by: &str| format!("{indicator}/{by}/{on}");
    Ok(said_by(desk, cells, by, id))
}

/// Money: for a measure, in a year, as an organisation says.
pub(super) fn funding(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    plan_of(desk, cells)?;
    let measure = named(desk, cells, Noun::Measure, "measure")?;
    cells.about = Some(Subject::new(Noun::Measure, measure.as_str()));
    currency(desk, cells)?;
    let by = speaker(desk, cells);
    read_attribute(desk, cells, "year");
    let year = cells.object.get("year").and_then(Value::as_i64);
    let year = year.ok_or(Lacks("year"))?;
    let id = |by: &str| format!("{measure}/{year}/{by}");
    Ok(said_by(desk, cells, by, id))
}

/// In which currency its amounts are. Amounts of which nobody can tell it do not enter: they would be
/// taken for euro.
fn currency(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<(), Useless> {
    let Some(cell) = cells.stated("currency") else {
        return Ok(());
    };
    let Some(code) = read_currency(cell.text.trim()) else {
        let why = "EUR, CHF, GBP, USD, …".to_owned();
        let args = [("attribute", "currency".to_owned()), ("why", why)];
        cells.miss(desk, codes::UNKNOWN_VALUE, cell, &args);
        return Err(Told);
    };
    cells.set("currency", code);
    Ok(())
}

/// How far something is: by its own id, else by what it is about, who says so, and when.
pub(super) fn status(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    let own = cells.words("id");
    let own = own.map(|own| desk.id_of(Noun::Status, "", own));
    if cells.cell("plan").is_some() {
        plan_of(desk, cells)?;
    }
    let about = about(desk, cells)?;
    cells.about = Some(match &own {
        Some(own) => Subject::new(Noun::Status, own.as_str()),
        None => about.clone(),
    });
    let by = speaker(desk, cells);
    read_attribute(desk, cells, "dated_on");
    let when = cells.object.get("dated_on");
    let when = when.and_then(|when| serde_json::from_value::<Timespan>(when.clone()).ok());
    let when = when.map_or_else(String::new, |when| match (when.from, when.until) {
        (None, None) => fingerprint(&when.as_written),
        (from, until) => {
            let day = until.or(from);
            day.map_or_else(String::new, |day| day.to_string())
        }
    });
    let words = |part: &str| part.rsplit('/').next().unwrap_or_default().to_owned();
    let about_id = words(&about.id);
    let print = fingerprint(&about.to_string());
    let id = |by: &str| format!("{about_id}-{by}-{when}-{print}").replace("--", "-");
    Ok(match own {
        Some(own) => own,
        None => said_by(desk, cells, by, id),
    })
}

/// Attributes of which a status gives at least one.
const SAYS: [&str; 5] = ["delivery", "effect", "grade", "flags", "text"];

/// Attributes of which a row about money gives at least one.
const SAYS_OF_MONEY: [&str; 7] = [
    "needed",
    "planned",
    "secured",
    "spent",
    "security",
    "budget_line",
    "ends_on",
];

/// What a row lacks that would have to say something, and says nothing.
pub(super) fn lacks(cells: &Cells<'_>) -> Option<&'static str> {
    let says: &[&'static str] = match cells.draft.noun {
        Noun::Status => &SAYS,
        Noun::Funding => &SAYS_OF_MONEY,
        // Nobody turns a suggestion down without saying why.
        Noun::Relation if cells.read_words("kind").as_deref() == Some("unrelated") => &["note"],
        // Nor does anybody put demands of others together, or apart, without saying why.
        Noun::Grouping => &["note"],
        _ => return None,
    };
    let silent = !says.iter().any(|attribute| cells.has(attribute));
    says.first().copied().filter(|_| silent)
}

/// The smallest thing that a row is about: what it names, else what the same row states.
fn about(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<Subject, Useless> {
    const ABOUT: [(&str, Noun); 3] = [
        ("milestone", Noun::Milestone),
        ("measure", Noun::Measure),
        ("recommendation", Noun::Recommendation),
    ];
    for (column, noun) in ABOUT {
        if cells.stated(column).is_some() {
            let id = named(desk, cells, noun, column)?;
            return Ok(Subject::new(noun, id));
        }
    }
    for (column, noun) in ABOUT {
        if let Some(id) = desk.of_row(cells.draft, noun) {
            cells.set(column, &id);
            return Ok(Subject::new(noun, id));
        }
    }
    let plan = cells.plan.clone().ok_or(Lacks("measure"))?;
    Ok(Subject::new(Noun::Plan, plan))
}

/// How two measures go together.
pub(super) fn relation(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    let plan = plan_of(desk, cells)?;
    let measure = named(desk, cells, Noun::Measure, "measure")?;
    let own = cells.words("id");
    let own = own.map(|own| desk.id_of(Noun::Relation, &plan, own));
    cells.about = Some(match &own {
        Some(own) => Subject::new(Noun::Relation, own.as_str()),
        None => Subject::new(Noun::Measure, measure.as_str()),
    });
    read_attribute(desk, cells, "kind");
    let kind = cells.read_words("kind").ok_or(Lacks("kind"))?;
    // The other one may be of another plan: then it is named by its whole id.
    let other = match cells.words("other") {
        Some(id) if id.contains('/') && desk.stands(Noun::Measure, id) => Some(id.to_owned()),
        Some(_) => Some(named(desk, cells, Noun::Measure, "other")?),
        None => None,
    };
    if let Some(other) = &other {
        cells.set("other", other);
    }
    let by = speaker(desk, cells);
    if let Some(own) = own {
        return Ok(own);
    }
    let name = |id: &str| id.split_once('/').map_or(id, |(_, name)| name).to_owned();
    let other = other.map_or_else(String::new, |other| {
        let foreign = other.strip_prefix(&format!("{plan}/")).is_none();
        match foreign {
            true => other.replace('/', "."),
            false => name(&other),
        }
    });
    let measure = name(&measure);
    let words = |by: &str| format!("{measure}-{kind}-{other}-{by}").replace("--", "-");
    let id = |by: &str| format!("{plan}/{}", words(by));
    Ok(said_by(desk, cells, by, id))
}

/// Whether two demands ask for the same. Which of them a row names first says nothing.
pub(super) fn grouping(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    let one = named(desk, cells, Noun::Recommendation, "recommendation")?;
    if cells.stated("other").is_none() {
        return Err(Lacks("other"));
    }
    let other = named(desk, cells, Noun::Recommendation, "other")?;
    if one == other {
        return Err(Lacks("other"));
    }
    let mut ends = [one, other];
    ends.sort();
    let [first, second] = &ends;
    cells.set("recommendation", first);
    cells.set("other", second);
    let by = speaker(desk, cells);
    let id = |by: &str| format!("{first}/{second}/{by}");
    Ok(said_by(desk, cells, by, id))
}

/// The id of a thing that a row names in a column, else of the one that the same row states.
pub(super) fn named(
    desk: &mut Desk<'_>,
    cells: &mut Cells<'_>,
    noun: Noun,
    column: &'static str,
) -> Result<String, Useless> {
    if cells.stated(column).is_some() {
        read_attribute(desk, cells, column);
        // A finding says why, if nothing was read.
        return cells.read_words(column).ok_or(Told);
    }
    let id = desk.of_row(cells.draft, noun).ok_or(Lacks(column))?;
    cells.set(column, &id);
    Ok(id)
}

/// Who speaks: whom the row names, else who imports.
fn speaker(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> String {
    speaker_in(desk, cells, "organisation")
}

/// The same, where another attribute names who speaks.
pub(super) fn speaker_in(desk: &mut Desk<'_>, cells: &mut Cells<'_>, name: &str) -> String {
    read_attribute(desk, cells, name);
    cells.read_words(name).unwrap_or_else(|| {
        let by = desk.author().to_string();
        cells.set(name, &by);
        by
    })
}

/// The id of what somebody says, under the name that they have now.
pub(super) fn said_by(
    desk: &Desk<'_>,
    cells: &mut Cells<'_>,
    named: String,
    id: impl Fn(&str) -> String,
) -> String {
    let (by, id) = desk.speaking(cells.draft.noun, named, id);
    cells.set("organisation", by);
    id
}

/// The day of a value. A year, a quarter or a month counts by its last day, and keeps its own words.
fn day(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    if let Some(cell) = cells.stated("on") {
        let span = Timespan::parse_in(&cell.text, desk.orders.of(cells.draft, cell));
        if !span.is_ok_and(|span| span.from.is_some() && span.until.is_some()) {
            let args = [("attribute", "on".to_owned())];
            cells.miss(desk, codes::IMPOSSIBLE_DATE, cell, &args);
            return Err(Told);
        }
    }
    let Stated::Value(read) = cells.span(desk, "on") else {
        return Err(Lacks("on"));
    };
    let span = serde_json::from_value::<Timespan>(read.clone());
    let span = span.map_err(|_| Lacks("on"))?;
    let day = span.until.or(span.from).ok_or(Lacks("on"))?;
    cells.set("on", day);
    if span.from != span.until {
        cells.set("period", read);
    }
    Ok(day.to_string())
}

/// A reading in the words of a level, where the indicator has some.
fn level(desk: &Desk<'_>, cells: &mut Cells<'_>, indicator: &str) {
    let Some(words) = cells.words("reading") else {
        return;
    };
    let levels = desk.register.indicators.find(indicator);
    let levels = levels.map_or(&[][..], |known| &known.levels);
    let names = |level: &Level| {
        let mut names = level.name.iter();
        names.any(|(_, name)| name.to_lowercase() == words.to_lowercase())
    };
    let at = levels.iter().position(names);
    if let Some(at) = at.and_then(|at| u8::try_from(at).ok()) {
        cells.set("reading", json!(Reading::Level(at)));
    }
}

/// What is frozen stays: what was measured one way is not compared with what is measured another way,
/// and a target moves only with a reason. The rule is that of the forms.
pub(super) fn keep_frozen(desk: &mut Desk<'_>) {
    let mut kept = Vec::new();
    for (id, thing) in desk.staged.of(Noun::Indicator) {
        let Some(before) = desk.register.indicators.find(id) else {
            continue;
        };
        let about = Subject::new(Noun::Indicator, id.as_str());
        let used = desk.register.list_referrers(&about, Noun::Value).next();
        let known = record::attributes(before);
        let now = desk.overlay(Noun::Indicator, Some(known.clone()), thing);
        let Ok(now) = serde_json::from_value::<Indicator>(Value::Object(now.clone())) else {
            continue;
        };
        for problem in now.problems(Some(before), used.is_some()) {
            // What moved without a reason is the baseline, the target, or both.
            let held: &[&str] = match &*problem.field {
                "reason" => &["baseline", "target"],
                field => &[field],
            };
            let now = record::attributes(&now);
            let held = held
                .iter()
                .filter_map(|name| shape::find(Noun::Indicator.attributes(), name));
            for attribute in held.map(|attribute| attribute.name) {
                if now.get(attribute) != known.get(attribute) {
                    kept.push((id.clone(), attribute, thing.place.clone()));
                }
            }
        }
    }
    for (id, attribute, place) in kept {
        let about = Subject::new(Noun::Indicator, id.as_str());
        let args = [("attribute", attribute.to_owned())];
        desk.find(
            codes::FIGURE_FROZEN,
            Severity::Error,
            &place,
            Some(about),
            &args,
        );
        desk.staged.keep(Noun::Indicator, &id, attribute);
    }
}
