// SPDX-License-Identifier: EUPL-1.2
//! How a draft becomes an object of attributes: by their kinds, except where an id is minted, a
//! citation resolved, or something follows from what was read.

use std::sync::Arc;

use serde_json::Value;

use super::cells::Cells;
use super::cite;
use super::desk::Desk;
use super::staged::{Row, first_words};
use crate::draft::Draft;
use crate::finding::{Severity, codes};
use crate::id::{fingerprint, safe, slug};
use crate::noun::{Noun, Subject};
use crate::organisation::OrganisationKind;
use crate::shape;

/// Reads a draft; `None` (with a finding) if it gives too little to be recorded.
pub(super) fn row(desk: &mut Desk<'_>, draft: &Draft) -> Option<Row> {
    let mut cells = Cells::new(draft);
    let id = read(desk, &mut cells);
    let place = cells.place(None);
    match id {
        Ok(id) => Some(Row {
            id,
            plan: cells.plan.unwrap_or_default(),
            object: cells.object,
            place,
            repeats: draft.repeats,
            told: Arc::clone(&draft.told),
            doubtful: cells.doubtful,
        }),
        Err(Useless::Told) => None,
        Err(Useless::Lacks(missing)) => {
            if let Some(about) = &cells.about {
                let mentioned = desk.staged.mentioned.entry(draft.noun).or_default();
                mentioned.insert(about.id.to_string());
            }
            let args = [
                ("noun", draft.noun.to_string()),
                ("missing", missing.to_owned()),
                ("row", draft.row.to_string()),
            ];
            desk.find(codes::INCOMPLETE_ROW, Severity::Error, &place, None, &args);
            None
        }
    }
}

/// Why a row cannot be recorded.
enum Useless {
    /// It lacks this attribute.
    Lacks(&'static str),
    /// A finding says why already.
    Told,
}

use self::Useless::{Lacks, Told};

/// Reads all cells; `None` if the id is still to be minted.
fn read(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<Option<String>, Useless> {
    let noun = cells.draft.noun;
    let id = id_of(desk, cells)?;
    // Before the other cells: their findings then belong to the thing, and stay the same when rows move.
    cells.about = id.as_deref().map(|id| Subject::new(noun, id));
    for attribute in shape::leaves(noun.attributes()) {
        match (noun, attribute.name) {
            (Noun::Coverage | Noun::Evidence, "measures") => {
                cite::read(desk, cells, attribute.column.unwrap_or_default());
            }
            // What the id is made from was read already.
            (_, "id") => {}
            (_, name) if cells.object.contains_key(name) => {}
            _ => cells.read(desk, attribute),
        }
    }
    follow(desk, cells);
    let is_known =
        |name: &str| cells.doubtful.contains(name) && desk.is_on_record(noun, id.as_deref());
    let lacks = |name: &&&str| !cells.has(name) && !is_known(name);
    match needed(noun).iter().find(lacks) {
        Some(missing) => Err(Lacks(missing)),
        None => Ok(id),
    }
}

/// Attributes without which a thing is not worth recording, beside those its id is made from. What
/// else it has to have may be on record already.
const fn needed(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Obligation => &["instrument"],
        Noun::Coverage => &["degree"],
        _ => &[],
    }
}

/// Reads attributes by name, ahead of the others.
fn read_first(
    desk: &mut Desk<'_>,
    cells: &mut Cells<'_>,
    names: &[&'static str],
) -> Result<(), Useless> {
    for name in names {
        if let Some(attribute) = shape::find(cells.draft.noun.attributes(), name) {
            cells.read(desk, attribute);
        }
        if !cells.has(name) {
            return Err(Lacks(name));
        }
    }
    Ok(())
}

/// Reads what the id of a row is made from, and makes it.
fn id_of(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<Option<String>, Useless> {
    let own = cells.words("id").map(safe);
    Ok(Some(match cells.draft.noun {
        Noun::Organisation => {
            let named = read_first(desk, cells, &["name"]);
            let name = first_words(&cells.object, "name");
            let id = own.or_else(|| name.map(slug)).ok_or(Lacks("id"))?;
            named?;
            id
        }
        Noun::Plan | Noun::Obligation => own.ok_or(Lacks("id"))?,
        Noun::Fact => {
            let plan = plan_of(desk, cells)?;
            read_first(desk, cells, &["name", "value"])?;
            fact(desk, cells, &plan)
        }
        Noun::Field => {
            let plan = plan_of(desk, cells)?;
            let id = cells.words("id");
            let number = cells.words("number").or(id).ok_or(Lacks("number"))?;
            cells.set("number", number);
            format!("{plan}/{}", safe(id.unwrap_or(number)))
        }
        Noun::Goal | Noun::Milestone => {
            let plan = plan_of(desk, cells)?;
            format!("{plan}/{}", own.ok_or(Lacks("id"))?)
        }
        Noun::Measure => {
            let plan = plan_of(desk, cells)?;
            let Some(own) = own else {
                read_first(desk, cells, &["title"])?;
                return Ok(None);
            };
            format!("{plan}/{own}")
        }
        Noun::Recommendation => {
            read_first(desk, cells, &["issuer", "title"])?;
            own.unwrap_or_else(|| recommendation(cells))
        }
        Noun::Response => {
            let recommendation = recommendation_of(desk, cells)?;
            read_first(desk, cells, &["by"])?;
            let by = cells.read_words("by").unwrap_or_default();
            format!("{recommendation}/{by}")
        }
        Noun::Coverage => {
            let recommendation = recommendation_of(desk, cells)?;
            let plan = plan_of(desk, cells)?;
            read_first(desk, cells, &["author"])?;
            let author = cells.read_words("author").unwrap_or_default();
            format!("{recommendation}/{plan}/{author}")
        }
        Noun::Evidence => {
            read_first(desk, cells, &["claim"])?;
            if cells.cell("plan").is_some() {
                plan_of(desk, cells)?;
            }
            own.unwrap_or_else(|| evidence(cells))
        }
        Noun::Context => {
            let plan = plan_of(desk, cells)?;
            read_first(desk, cells, &["title", "organisation"])?;
            let words = own.or_else(|| first_words(&cells.object, "title").map(slug));
            format!("{plan}/{}", words.unwrap_or_default())
        }
        // A profile cannot name them.
        Noun::Finding
        | Noun::Indicator
        | Noun::Value
        | Noun::Funding
        | Noun::Round
        | Noun::Report
        | Noun::Assessment
        | Noun::Practice
        | Noun::Reply => return Err(Lacks("noun")),
    }))
}

/// The plan a row belongs to, by id, short name or title.
fn plan_of(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    let cell = cells.stated("plan").ok_or(Lacks("plan"))?;
    let Some(plan) = desk.names.find_plan(&cell.text) else {
        let args = [
            ("plan", cell.text.clone()),
            ("noun", cells.draft.noun.to_string()),
        ];
        let place = cells.place(Some(cell));
        // A note: tables of several plans are common, and only some of them are in this register.
        desk.find(codes::UNKNOWN_PLAN, Severity::Note, &place, None, &args);
        return Err(Told);
    };
    if shape::find(cells.draft.noun.attributes(), "plan").is_some() {
        cells.set("plan", &plan);
    }
    cells.plan = Some(plan.clone());
    Ok(plan)
}

/// The recommendation a row names: by id, or the one that the same row states.
fn recommendation_of(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<String, Useless> {
    let row = (Arc::clone(&cells.draft.file), cells.draft.row);
    let id = match cells.stated("recommendation") {
        None => desk.staged.recommendations.get(&row).cloned(),
        Some(cell) => {
            let id = safe(&cell.text);
            if !desk.stands(Noun::Recommendation, &id) {
                let args = [
                    ("recommendation", cell.text.clone()),
                    ("noun", cells.draft.noun.to_string()),
                ];
                let (code, place) = (codes::UNKNOWN_RECOMMENDATION, cells.place(Some(cell)));
                desk.find(code, Severity::Warning, &place, None, &args);
                return Err(Told);
            }
            Some(id)
        }
    };
    let id = id.ok_or(Lacks("recommendation"))?;
    cells.set("recommendation", &id);
    Ok(id)
}

/// Facts are told apart by name, value and source: two sources may differ.
fn fact(desk: &mut Desk<'_>, cells: &mut Cells<'_>, plan: &str) -> String {
    if let Some(source) = shape::find(Noun::Fact.attributes(), "source") {
        cells.read(desk, source);
    }
    let name = cells.read_words("name").unwrap_or_default();
    let value = cells.read_words("value").unwrap_or_default();
    let source = cells.object.get("source").unwrap_or(&Value::Null);
    let told = format!("{value}|{source}");
    format!("{plan}/{}-{}", slug(&name), fingerprint(&told))
}

/// Recommendations without ids are told apart by issuer, addressee, words and years.
fn recommendation(cells: &Cells<'_>) -> String {
    let issuer = cells.read_words("issuer").unwrap_or_default();
    let part = |column: &str| cells.words(column).unwrap_or_default();
    let told = format!(
        "{}|{}|{}|{}",
        cells.object.get("title").unwrap_or(&Value::Null),
        part("addressee"),
        part("years"),
        part("issued_on"),
    );
    let addressee = cells
        .words("addressee")
        .map_or_else(String::new, |words| format!("{}-", slug(words)));
    format!("{issuer}-{addressee}{}", fingerprint(&told))
}

/// Evidence without an id is told apart by what it is about, what it says, and who says it.
fn evidence(cells: &Cells<'_>) -> String {
    let part = |column: &str| cells.words(column).unwrap_or_default();
    let all = |column: &str| {
        let cells = cells.all(column);
        let words: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
        words.join(", ")
    };
    let (cited, milestones) = (all("measure"), all("milestone"));
    let told = format!(
        "{}|{cited}|{milestones}|{}|{}",
        part("plan"),
        cells.object.get("claim").unwrap_or(&Value::Null),
        part("speaker"),
    );
    let about = if milestones.is_empty() {
        cited
    } else {
        milestones
    };
    let id = format!("{}-{}", slug(&about), fingerprint(&told));
    id.trim_start_matches('-').to_owned()
}

/// Sets what follows from what was read, see [`crate::draft::list_told`].
fn follow(desk: &mut Desk<'_>, cells: &mut Cells<'_>) {
    match cells.draft.noun {
        Noun::Organisation if !cells.object.contains_key("voice") => {
            let kind = cells.read_words("kind");
            let kind = kind.and_then(|kind| kind.parse::<OrganisationKind>().ok());
            if let Some(kind) = kind {
                cells.set("voice", kind.voice());
            }
        }
        Noun::Evidence => {
            let Some(cell) = cells.stated("speaker") else {
                return;
            };
            if let Some(id) = desk.names.find_organisation(&cell.text) {
                cells.set("organisation", id);
            } else {
                let args = [("name", cell.text.clone())];
                let (code, place) = (codes::UNKNOWN_ORGANISATION, cells.place(Some(cell)));
                desk.find(code, Severity::Note, &place, None, &args);
            }
        }
        _ => {}
    }
}
