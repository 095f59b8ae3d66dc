// SPDX-License-Identifier: EUPL-1.2
//! How a draft becomes an object of attributes: by their kinds, except where an id is minted, a
//! citation resolved, or something follows from what was read.

use std::sync::Arc;

use serde_json::Value;

use super::cells::Cells;
use super::desk::Desk;
use super::index::Pointed;
use super::staged::{Object, Row, first_words};
use super::useless::{Useless, plan_of, read_attribute};
use super::{cite, evidence, figures, given, mechanism};
use crate::coverage::Judged;
use crate::draft::Draft;
use crate::finding::{Severity, codes};
use crate::id::{ObligationId, RecommendationId, fingerprint, slug};
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
            called: given::text_of(draft).map(Into::into),
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
            (_, "id") | (Noun::Coverage, "recommendation" | "obligation") => {}
            (_, name) if cells.object.contains_key(name) => {}
            _ => cells.read(desk, attribute),
        }
    }
    follow(desk, cells);
    if let Some(bundle) = desk.request.bundles.get(&*cells.draft.file)
        && shape::find(noun.attributes(), "bundles").is_some()
    {
        cells.set("bundles", [bundle]);
    }
    if let Some(name) = figures::lacks(cells).or_else(|| mechanism::lacks(cells)) {
        return Err(Lacks(name));
    }
    mechanism::keep_persons_out(desk, cells)?;
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
        Noun::Value => &["reading"],
        Noun::Grouping => &["kind"],
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
        read_attribute(desk, cells, name);
        if !cells.has(name) {
            return Err(Lacks(name));
        }
    }
    Ok(())
}

/// Reads what the id of a row is made from, and makes it.
fn id_of(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<Option<String>, Useless> {
    let own = cells.words("id");
    Ok(Some(match cells.draft.noun {
        Noun::Organisation => {
            let named = read_first(desk, cells, &["name"]);
            let name = first_words(&cells.object, "name");
            let own = own.map(|own| desk.id_of(Noun::Organisation, "", own));
            // Settled for all such rows at once.
            let id = own.or_else(|| name.map(|name| desk.id_of(Noun::Organisation, "", name)));
            named?;
            id.ok_or(Lacks("id"))?
        }
        noun @ (Noun::Plan | Noun::Obligation) => desk.id_of(noun, "", own.ok_or(Lacks("id"))?),
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
            desk.id_of(Noun::Field, &plan, id.unwrap_or(number))
        }
        noun @ (Noun::Goal | Noun::Milestone) => {
            let plan = plan_of(desk, cells)?;
            desk.id_of(noun, &plan, own.ok_or(Lacks("id"))?)
        }
        Noun::Measure => {
            let plan = plan_of(desk, cells)?;
            let Some(own) = own else {
                read_first(desk, cells, &["title"])?;
                return Ok(None);
            };
            desk.id_of(Noun::Measure, &plan, own)
        }
        Noun::Recommendation => {
            read_first(desk, cells, &["issuer", "title"])?;
            match own {
                Some(own) => {
                    let id = desk.id_of(Noun::Recommendation, "", own);
                    keep_issuer(desk, cells, &id);
                    id
                }
                None => recommendation(desk, cells),
            }
        }
        Noun::Response => {
            let recommendation = asked(desk, cells, Noun::Recommendation, "recommendation")?;
            read_first(desk, cells, &["by"])?;
            let by = cells.read_words("by").unwrap_or_default();
            let id = |by: &str| format!("{recommendation}/{by}");
            let (by, id) = desk.speaking(Noun::Response, by, id);
            cells.set("by", by);
            id
        }
        Noun::Coverage => {
            let demand = judged(desk, cells)?;
            let plan = plan_of(desk, cells)?;
            read_first(desk, cells, &["author"])?;
            let author = cells.read_words("author").unwrap_or_default();
            let id = |author: &str| demand.judgement(&plan, author).to_string();
            let (author, id) = desk.speaking(Noun::Coverage, author, id);
            cells.set("author", author);
            id
        }
        Noun::Evidence => {
            read_first(desk, cells, &["claim"])?;
            if cells.cell("plan").is_some() {
                plan_of(desk, cells)?;
            }
            match own {
                Some(own) => desk.id_of(Noun::Evidence, "", own),
                None => piece(desk, cells),
            }
        }
        Noun::Context => {
            let plan = plan_of(desk, cells)?;
            read_first(desk, cells, &["title", "organisation"])?;
            match own {
                Some(own) => desk.id_of(Noun::Context, &plan, own),
                None => event(&cells.object, &plan),
            }
        }
        Noun::Indicator => figures::indicator(desk, cells)?,
        Noun::Value => figures::value(desk, cells)?,
        Noun::Funding => figures::funding(desk, cells)?,
        Noun::Status => figures::status(desk, cells)?,
        Noun::Relation => figures::relation(desk, cells)?,
        Noun::Grouping => figures::grouping(desk, cells)?,
        Noun::Standard => mechanism::standard(desk, cells)?,
        Noun::Arrangement => mechanism::arrangement(desk, cells)?,
        Noun::Answer => mechanism::answer(desk, cells)?,
        Noun::Inquiry => mechanism::inquiry(desk, cells)?,
        // A profile cannot name them.
        Noun::Finding
        | Noun::Remark
        | Noun::Round
        | Noun::Report
        | Noun::Assessment
        | Noun::Practice
        | Noun::Reply => return Err(Lacks("noun")),
    }))
}

/// What a row judges: the recommendation or the obligation that it names, or that it states itself.
fn judged(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> Result<Judged, Useless> {
    const COLUMN: &str = "obligation";
    let (recommendation, obligation) = (cells.stated("recommendation"), cells.stated(COLUMN));
    if let (Some(recommendation), Some(obligation)) = (recommendation, obligation) {
        // Whichever was meant, a judgement of the other one would be nobody's word.
        let args = [
            ("recommendation", recommendation.text.clone()),
            (COLUMN, obligation.text.clone()),
        ];
        let place = cells.place(Some(obligation));
        desk.find(codes::TWO_DEMANDS, Severity::Warning, &place, None, &args);
        return Err(Told);
    }
    let own = || desk.of_row(cells.draft, Noun::Recommendation).is_none();
    let is_duty = obligation.is_some()
        || (recommendation.is_none()
            && own()
            && desk.of_row(cells.draft, Noun::Obligation).is_some());
    if is_duty {
        let id = asked(desk, cells, Noun::Obligation, COLUMN)?;
        return Ok(Judged::Obligation(ObligationId::new(id)));
    }
    let id = asked(desk, cells, Noun::Recommendation, "recommendation")?;
    Ok(Judged::Recommendation(RecommendationId::new(id)))
}

/// The recommendation or obligation that a row names in a column: by id, or the one that the same row states.
fn asked(
    desk: &mut Desk<'_>,
    cells: &mut Cells<'_>,
    noun: Noun,
    column: &'static str,
) -> Result<String, Useless> {
    let id = match cells.stated(column) {
        None => desk.of_row(cells.draft, noun),
        Some(cell) if given::is_this_row(cell) => desk.of_row(cells.draft, noun),
        Some(cell) => {
            let Pointed::One(id) = desk.point(noun, "", &cell.text) else {
                let args = [
                    (column, cell.text.clone()),
                    ("noun", cells.draft.noun.to_string()),
                ];
                let code = match noun {
                    Noun::Obligation => codes::UNKNOWN_OBLIGATION,
                    _ => codes::UNKNOWN_RECOMMENDATION,
                };
                desk.find(
                    code,
                    Severity::Warning,
                    &cells.place(Some(cell)),
                    None,
                    &args,
                );
                return Err(Told);
            };
            Some(id)
        }
    };
    let id = id.ok_or(Lacks(column))?;
    cells.set(column, &id);
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
    let id = format!("{plan}/{}-{}", slug(&name), fingerprint(&told));
    known_as(desk, cells, Noun::Fact, id)
}

/// Recommendations without ids are told apart by issuer, addressee, words and years.
fn recommendation(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> String {
    let all = list_issuers(cells);
    // Several issuers have no order: what is on record goes by one of them.
    for at in 0..all.len() {
        let mut turned = all.clone();
        turned.rotate_left(at);
        cells.share("issuer", "co_issuers", turned);
        let id = by_issuer(cells);
        if let Some(known) = find_known(desk, cells, Noun::Recommendation, &id) {
            return known;
        }
    }
    cells.share("issuer", "co_issuers", all);
    by_issuer(cells)
}

/// The bodies that a row names as issuers, as they stand there.
fn list_issuers(cells: &Cells<'_>) -> Vec<Value> {
    let first = cells.object.get("issuer").into_iter();
    let others = cells.object.get("co_issuers").and_then(Value::as_array);
    first.chain(others.into_iter().flatten()).cloned().collect()
}

/// Of several issuers the one on record stays the first.
fn keep_issuer(desk: &Desk<'_>, cells: &mut Cells<'_>, id: &str) {
    let mut all = list_issuers(cells);
    let known = desk.register.recommendations.find(id);
    let known = known.and_then(|known| all.iter().position(|one| one == known.issuer.as_str()));
    if let Some(at) = known {
        all.rotate_left(at);
        cells.share("issuer", "co_issuers", all);
    }
}

/// The id of a recommendation by its first issuer.
fn by_issuer(cells: &Cells<'_>) -> String {
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

/// Evidence without an id is told apart by what it is about, what it says, who says it, when and where.
fn piece(desk: &mut Desk<'_>, cells: &mut Cells<'_>) -> String {
    let id = evidence::id(desk, cells);
    known_as(desk, cells, Noun::Evidence, id)
}

/// The id, unless what is on record says the same in other signs: white space, quotes.
fn known_as(desk: &mut Desk<'_>, cells: &Cells<'_>, noun: Noun, id: String) -> String {
    find_known(desk, cells, noun, &id).unwrap_or(id)
}

/// The id of what is on record and says the same, under this id or another one.
fn find_known(desk: &mut Desk<'_>, cells: &Cells<'_>, noun: Noun, id: &str) -> Option<String> {
    if desk.is_on_record(noun, Some(id)) {
        return Some(id.to_owned());
    }
    let mut object = cells.object.clone();
    for name in ["addressee", "speaker"] {
        if let Some(words) = cells.words(name) {
            object.insert(name.to_owned(), words.into());
        }
    }
    for (name, columns) in [
        ("years", ["years", "years.as_written"]),
        ("issued_on", ["issued_on", "issued_on.as_written"]),
        ("dated_on", ["dated_on", "dated_on.as_written"]),
    ] {
        if let Some(words) = columns.iter().find_map(|column| cells.words(column)) {
            object.insert(name.to_owned(), words.into());
        }
    }
    if noun == Noun::Evidence {
        let all = |column: &str| cells.all(column).into_iter().map(|cell| cell.text.as_str());
        let cited: Vec<&str> = all("measure").collect();
        if !cited.is_empty() {
            object.insert("cited".to_owned(), cited.join(", ").into());
        }
        let urls: Vec<&str> = all("source.url").collect();
        if !urls.is_empty() {
            object.insert("source".to_owned(), serde_json::json!({ "urls": urls }));
        }
    }
    evidence::known(desk, noun, &evidence::parts_of(noun, &object))
}

/// Events without ids are told apart by their titles.
fn event(object: &Object, plan: &str) -> String {
    let title = first_words(object, "title").unwrap_or_default();
    match slug(title) {
        words if words.is_empty() => format!("{plan}/{}", fingerprint(title)),
        words => format!("{plan}/{words}"),
    }
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
