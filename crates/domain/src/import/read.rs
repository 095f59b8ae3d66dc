// SPDX-License-Identifier: EUPL-1.2
//! How a draft of each noun becomes an object of attributes.

use serde_json::Value;

use super::cells::Cells;
use super::stage::Object;
use super::{Place, Work};
use crate::coverage::Degree;
use crate::draft::{Cell, Draft};
use crate::evidence::EvidenceKind;
use crate::finding::{Severity, codes};
use crate::id::{fingerprint, safe, slug};
use crate::measure::{Commitment, Level, Nature};
use crate::milestone::{Direction, MilestoneType};
use crate::noun::{Noun, Subject};
use crate::organisation::{OrganisationKind, Voice};
use crate::recommendation::Position;
use crate::rules::citation::{Citation, Resolution};

/// One row, read. An empty id is minted later (measures without ids of their own).
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) object: Object,
    pub(super) place: Place,
    pub(super) repeats: bool,
}

/// Reads a draft; `None` (with a finding) if it gives too little to be recorded.
pub(super) fn row(work: &mut Work<'_>, draft: &Draft) -> Option<Row> {
    let mut cells = Cells::new(draft);
    let id = match draft.noun {
        Noun::Organisation => organisation(work, &mut cells),
        Noun::Plan => plan(work, &mut cells),
        Noun::Fact => fact(work, &mut cells),
        Noun::Field => field(work, &mut cells),
        Noun::Goal => goal(work, &mut cells),
        Noun::Measure => measure(work, &mut cells),
        Noun::Milestone => milestone(work, &mut cells),
        Noun::Recommendation => recommendation(work, &mut cells),
        Noun::Obligation => obligation(work, &mut cells),
        Noun::Response => response(work, &mut cells),
        Noun::Coverage => coverage(work, &mut cells),
        Noun::Evidence => evidence(work, &mut cells),
        // A profile cannot name them.
        Noun::Finding
        | Noun::Indicator
        | Noun::Value
        | Noun::Funding
        | Noun::Round
        | Noun::Report
        | Noun::Assessment
        | Noun::Practice
        | Noun::Reply => Err("noun"),
    };
    let place = cells.place(None);
    match id {
        Ok(id) => Some(Row {
            id,
            object: cells.object,
            place,
            repeats: draft.repeats,
        }),
        // The reader already said what is wrong.
        Err("") => None,
        Err(missing) => {
            let args = [
                ("noun", draft.noun.to_string()),
                ("missing", missing.to_owned()),
                ("row", draft.row.to_string()),
            ];
            work.find(codes::INCOMPLETE_ROW, Severity::Error, &place, None, &args);
            None
        }
    }
}

/// The id, or the attribute whose absence makes the row useless ("" if a finding says so).
type Id = Result<String, &'static str>;

fn own_id(cells: &Cells<'_>) -> Option<String> {
    cells.words("id").map(safe)
}

fn organisation(work: &mut Work<'_>, cells: &mut Cells<'_>) -> Id {
    cells.text("name");
    let name = cells
        .object
        .get("name")
        .and_then(Value::as_object)
        .and_then(|name| name.values().next());
    let name = name.and_then(Value::as_str).map(str::to_owned);
    let id = own_id(cells)
        .or_else(|| name.as_deref().map(slug))
        .ok_or("id")?;
    if name.is_none() {
        return Err("name");
    }
    cells.about = Some(Subject::new(Noun::Organisation, id.as_str()));
    cells.text("short");
    cells.word::<OrganisationKind>(work, "kind");
    cells.word::<Voice>(work, "voice");
    let kind = cells
        .words("kind")
        .and_then(|kind| kind.parse::<OrganisationKind>().ok());
    if let (Some(kind), None) = (kind, cells.object.get("voice")) {
        cells.set("voice", kind.voice());
    }
    Ok(id)
}

fn plan(work: &mut Work<'_>, cells: &mut Cells<'_>) -> Id {
    cells.text("title");
    cells.text("short");
    let id = own_id(cells).ok_or("id")?;
    cells.about = Some(Subject::new(Noun::Plan, id.as_str()));
    cells.day(work, "adopted_on");
    cells.spans(work, "period");
    cells.organisations(work, "lead");
    cells.organisation(work, "coordination", "coordination");
    cells.count(work, "measures_stated");
    cells.count(work, "fields_stated");
    cells.flag(work, "living_document");
    cells.source();
    Ok(id)
}

/// The plan a row belongs to, by id, short name or title.
fn plan_of(work: &mut Work<'_>, cells: &Cells<'_>) -> Id {
    let Some(cell) = cells
        .cell("plan")
        .filter(|cell| cell.text != Cell::NONE_STATED)
    else {
        return Err("plan");
    };
    work.names.find_plan(&cell.text).ok_or_else(|| {
        let args = [
            ("plan", cell.text.clone()),
            ("noun", cells.draft.noun.to_string()),
        ];
        work.find(
            codes::UNKNOWN_PLAN,
            Severity::Note,
            &cells.place(Some(cell)),
            None,
            &args,
        );
        ""
    })
}

fn fact(work: &mut Work<'_>, cells: &mut Cells<'_>) -> Id {
    let plan = plan_of(work, cells)?;
    let name = cells.words("name").ok_or("name")?;
    let value = cells.words("value").ok_or("value")?;
    cells.source();
    let told = format!(
        "{value}|{}",
        cells.object.get("source").unwrap_or(&Value::Null)
    );
    cells.set("plan", &plan);
    cells.set("name", name);
    cells.set("value", value);
    Ok(format!("{plan}/{}-{}", slug(name), fingerprint(&told)))
}

fn field(work: &mut Work<'_>, cells: &mut Cells<'_>) -> Id {
    let plan = plan_of(work, cells)?;
    let number = cells
        .words("number")
        .or_else(|| cells.words("id"))
        .ok_or("number")?;
    let id = format!("{plan}/{}", safe(cells.words("id").unwrap_or(number)));
    cells.about = Some(Subject::new(Noun::Field, id.as_str()));
    cells.set("number", number);
    cells.text("title");
    if let Some(parent) = cells.words("parent") {
        cells.set("parent", format!("{plan}/{}", safe(parent)));
    }
    cells.count(work, "measures_stated");
    Ok(id)
}

/// The field a row names, if it is one of the plan's.
fn field_of(work: &mut Work<'_>, cells: &mut Cells<'_>, plan: &str) {
    let Some(cell) = cells.cell("field") else {
        return;
    };
    if cell.text == Cell::NONE_STATED {
        cells.object.insert("field".to_owned(), Value::Null);
        return;
    }
    let id = format!("{plan}/{}", safe(&cell.text));
    if work.stands(&work.register.fields, &id) {
        cells.set("field", id);
    } else {
        cells.miss(
            work,
            codes::UNKNOWN_FIELD,
            cell,
            &[("plan", plan.to_owned())],
        );
    }
}

fn goal(work: &mut Work<'_>, cells: &mut Cells<'_>) -> Id {
    let plan = plan_of(work, cells)?;
    let id = format!("{plan}/{}", own_id(cells).ok_or("id")?);
    cells.about = Some(Subject::new(Noun::Goal, id.as_str()));
    cells.text("title");
    field_of(work, cells, &plan);
    Ok(id)
}

fn measure(work: &mut Work<'_>, cells: &mut Cells<'_>) -> Id {
    let plan = plan_of(work, cells)?;
    cells.text("title");
    if !cells.object.contains_key("title") && own_id(cells).is_none() {
        return Err("title");
    }
    let id = own_id(cells).map(|id| format!("{plan}/{id}"));
    cells.about = id.as_deref().map(|id| Subject::new(Noun::Measure, id));
    cells.string("number", "number");
    field_of(work, cells, &plan);
    if let Some(goal) = cells.words("goal") {
        cells.set("goal", format!("{plan}/{}", safe(goal)));
    }
    for text in [
        "description",
        "output_indicator",
        "outcome_indicator",
        "funding",
        "note",
    ] {
        cells.text(text);
    }
    cells.organisations(work, "lead");
    cells.organisations(work, "partners");
    cells.word::<Nature>(work, "nature");
    cells.word::<Commitment>(work, "commitment");
    cells.word::<Level>(work, "level");
    for list in ["themes", "groups", "forms"] {
        cells.list(list);
    }
    cells.spans(work, "period");
    cells.string("cited_as", "cited_as");
    cells.source();
    // An id that is still to be minted begins with its plan all the same.
    Ok(id.unwrap_or(format!("{plan}/")))
}

fn milestone(work: &mut Work<'_>, cells: &mut Cells<'_>) -> Id {
    let plan = plan_of(work, cells)?;
    let id = format!("{plan}/{}", own_id(cells).ok_or("id")?);
    cells.about = Some(Subject::new(Noun::Milestone, id.as_str()));
    let mut measures = Vec::new();
    for cell in cells.all("measures") {
        let id = format!("{plan}/{}", safe(&cell.text));
        if work.stands(&work.register.measures, &id) {
            measures.push(id);
        } else {
            let args = [("plan", plan.clone())];
            cells.miss(work, codes::UNKNOWN_MEASURE, cell, &args);
        }
    }
    measures.sort();
    measures.dedup();
    if !measures.is_empty() {
        cells.set("measures", measures);
    }
    for text in ["title", "description", "indicator", "verification", "note"] {
        cells.text(text);
    }
    cells.organisations(work, "lead");
    cells.word::<MilestoneType>(work, "type");
    cells.string("unit", "unit");
    cells.number(work, "baseline");
    cells.number(work, "goal");
    cells.word::<Direction>(work, "direction");
    cells.spans(work, "due");
    Ok(id)
}

fn recommendation(work: &mut Work<'_>, cells: &mut Cells<'_>) -> Id {
    cells.organisation(work, "issuer", "issuer");
    if !cells.object.contains_key("issuer") {
        return Err("issuer");
    }
    cells.text("title");
    if !cells.object.contains_key("title") {
        return Err("title");
    }
    let id = own_id(cells).unwrap_or_else(|| minted_recommendation(cells));
    cells.about = Some(Subject::new(Noun::Recommendation, id.as_str()));
    cells.text("description");
    cells.list("topics");
    cells.string("addressee", "addressee");
    cells.span(work, "issued_on");
    cells.span(work, "years");
    cells.source();
    Ok(id)
}

/// Recommendations without ids are told apart by issuer, addressee, words and years.
fn minted_recommendation(cells: &Cells<'_>) -> String {
    let issuer = cells
        .object
        .get("issuer")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let part = |attribute: &str| cells.words(attribute).unwrap_or_default();
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

fn obligation(work: &mut Work<'_>, cells: &mut Cells<'_>) -> Id {
    let id = own_id(cells).ok_or("id")?;
    cells.about = Some(Subject::new(Noun::Obligation, id.as_str()));
    for string in ["instrument", "article", "basis"] {
        cells.string(string, string);
    }
    if cells.words("instrument").is_none() {
        return Err("instrument");
    }
    cells.text("title");
    cells.flag(work, "checked_by_lawyer");
    Ok(id)
}

/// The recommendation a row names: by id, or the one that the same row states.
fn recommendation_of(work: &mut Work<'_>, cells: &Cells<'_>) -> Id {
    if let Some(cell) = cells.cell("recommendation") {
        let id = safe(&cell.text);
        if work.stands(&work.register.recommendations, &id) {
            return Ok(id);
        }
        let args = [
            ("recommendation", cell.text.clone()),
            ("noun", cells.draft.noun.to_string()),
        ];
        work.find(
            codes::UNKNOWN_RECOMMENDATION,
            Severity::Warning,
            &cells.place(Some(cell)),
            None,
            &args,
        );
        return Err("");
    }
    let row = (std::sync::Arc::clone(&cells.draft.file), cells.draft.row);
    work.staged
        .recommendations
        .get(&row)
        .cloned()
        .ok_or("recommendation")
}

fn response(work: &mut Work<'_>, cells: &mut Cells<'_>) -> Id {
    let recommendation = recommendation_of(work, cells)?;
    cells.organisation(work, "by", "by");
    let by = cells
        .object
        .get("by")
        .and_then(Value::as_str)
        .ok_or("by")?
        .to_owned();
    let id = format!("{recommendation}/{by}");
    cells.about = Some(Subject::new(Noun::Response, id.as_str()));
    cells.set("recommendation", recommendation);
    cells.word::<Position>(work, "position");
    cells.text("text");
    cells.day(work, "on");
    Ok(id)
}

fn coverage(work: &mut Work<'_>, cells: &mut Cells<'_>) -> Id {
    let recommendation = recommendation_of(work, cells)?;
    let plan = plan_of(work, cells)?;
    cells.organisation(work, "author", "author");
    let author = cells
        .object
        .get("author")
        .and_then(Value::as_str)
        .ok_or("author")?
        .to_owned();
    let id = format!("{recommendation}/{plan}/{author}");
    cells.about = Some(Subject::new(Noun::Coverage, id.as_str()));
    cells.word::<Degree>(work, "degree");
    if !cells.object.contains_key("degree") {
        return Err("degree");
    }
    cells.set("recommendation", recommendation);
    cells.set("plan", &plan);
    field_of(work, cells, &plan);
    let cited: Vec<&str> = cells
        .all("measures_cited")
        .iter()
        .map(|cell| cell.text.as_str())
        .collect();
    if let Some(cell) = cells.cell("measures_cited").filter(|_| !cited.is_empty()) {
        let numbers = cited.join(", ");
        let field = cells
            .words("field")
            .map_or_else(String::new, |field| format!("field {field} "));
        cells.set("cited", &numbers);
        let found = cite(work, cells, cell, &plan, &format!("{field}{numbers}"));
        if !found.is_empty() {
            cells.set("measures", found);
        }
    }
    cells.text("note");
    cells.day(work, "dated_on");
    Ok(id)
}

fn evidence(work: &mut Work<'_>, cells: &mut Cells<'_>) -> Id {
    cells.text("claim");
    if !cells.object.contains_key("claim") {
        return Err("claim");
    }
    cells.span(work, "dated_on");
    cells.word::<EvidenceKind>(work, "kind");
    cells.string("speaker", "speaker");
    if let Some(cell) = cells.cell("speaker") {
        match work.names.find_organisation(&cell.text) {
            Some(id) => cells.set("organisation", id),
            None => {
                let args = [("name", cell.text.clone())];
                let place = cells.place(Some(cell));
                work.find(
                    codes::UNKNOWN_ORGANISATION,
                    Severity::Note,
                    &place,
                    None,
                    &args,
                );
            }
        }
    }
    let cited = cells.words("measure").unwrap_or_default();
    let milestone = cells.words("milestone").unwrap_or_default();
    let id = own_id(cells).unwrap_or_else(|| {
        let told = format!(
            "{}|{cited}|{milestone}|{}|{}",
            cells.words("plan").unwrap_or_default(),
            cells.object.get("claim").unwrap_or(&Value::Null),
            cells.words("speaker").unwrap_or_default(),
        );
        format!(
            "{}-{}",
            slug(if milestone.is_empty() {
                cited
            } else {
                milestone
            }),
            fingerprint(&told)
        )
    });
    let id = id.trim_start_matches('-').to_owned();
    cells.about = Some(Subject::new(Noun::Evidence, id.as_str()));
    if cells.cell("plan").is_some() {
        let plan = plan_of(work, cells)?;
        cells.set("plan", &plan);
        if !milestone.is_empty() {
            cells.set("milestones", [format!("{plan}/{}", safe(milestone))]);
        }
        if let Some(cell) = cells.cell("measure") {
            cells.set("cited", &cell.text);
            let found = cite(work, cells, cell, &plan, &cell.text);
            if !found.is_empty() {
                cells.set("measures", found);
            }
        }
    }
    cells.source();
    cells.text("note");
    Ok(id)
}

/// The measures that a citation names beyond doubt; findings for everything else.
fn cite(
    work: &mut Work<'_>,
    cells: &Cells<'_>,
    cell: &Cell,
    plan: &str,
    words: &str,
) -> Vec<String> {
    if is_whole_plan(words) {
        return Vec::new();
    }
    // The whole citation, also where a list of numbers came in several cells.
    let cell = &Cell {
        text: words.to_owned(),
        ..cell.clone()
    };
    let view = super::identify::view(work, plan);
    let mut found = super::identify::by_title(&view, plan, words);
    if !found.is_empty() {
        return found;
    }
    let Some(citation) = Citation::parse(words) else {
        cells.miss(
            work,
            codes::CITATION_UNRESOLVED,
            cell,
            &[("plan", plan.to_owned())],
        );
        return Vec::new();
    };
    for (number, resolution) in citation.resolve(&view, plan, 0) {
        let number = ("number", number.to_string());
        match resolution {
            Resolution::Found(id) => found.push(id.to_string()),
            // The plan has no such number, but somebody cites one and it is on record as cited.
            Resolution::Impossible { stated, recorded } => {
                let args = [number, ("stated", stated.to_string())];
                cells.miss(work, codes::NUMBER_OUTSIDE_FIELD, cell, &args);
                if let [only] = &recorded[..] {
                    found.push(only.to_string());
                }
            }
            Resolution::Ambiguous(ids) => {
                let ids = ids
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(", ");
                cells.miss(
                    work,
                    codes::CITATION_AMBIGUOUS,
                    cell,
                    &[number, ("measures", ids)],
                );
            }
            Resolution::NoField(_) => {
                cells.miss(work, codes::CITATION_WITHOUT_FIELD, cell, &[number])
            }
            Resolution::NotRecorded | Resolution::UnknownField => {
                cells.miss(
                    work,
                    codes::CITATION_UNRESOLVED,
                    cell,
                    &[number, ("plan", plan.to_owned())],
                );
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn is_whole_plan(words: &str) -> bool {
    let words = words.trim();
    (words.starts_with('(') && words.ends_with(')'))
        || matches!(
            words.to_lowercase().as_str(),
            "whole plan" | "plan" | "gesamter plan" | "ganzer plan"
        )
}
