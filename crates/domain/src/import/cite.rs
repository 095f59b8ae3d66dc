// SPDX-License-Identifier: EUPL-1.2
//! Citations: the words in which a row names measures, and the measures that they name beyond doubt.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::cells::Cells;
use super::desk::Desk;
use crate::draft::Cell;
use crate::finding::codes;
use crate::measure::Measure;
use crate::noun::Subject;
use crate::plan::Field;
use crate::register::Register;
use crate::roll::Tabled;
use crate::rules::citation::{Citation, Resolution};
use crate::statement::{Act, Entry, Statement};

/// Reads the citations in a column: as they are written, and the measures that they name.
pub(super) fn read(desk: &mut Desk<'_>, cells: &mut Cells<'_>, column: &str) {
    let cited = cells.all(column);
    let Some(first) = cited.first().copied() else {
        if cells.cell(column).is_some() {
            cells.object.insert("cited".to_owned(), Value::Null);
        }
        return;
    };
    let words: Vec<&str> = cited.iter().map(|cell| cell.text.as_str()).collect();
    let words = words.join(", ");
    cells.set("cited", &words);
    // The whole citation, also where a list of numbers came in several cells.
    let field = cells.words("field");
    let cell = &Cell {
        text: field.map_or_else(|| words.clone(), |field| format!("field {field} {words}")),
        ..first.clone()
    };
    let Some(plan) = cells.plan.clone() else {
        cells.miss(desk, codes::CITATION_UNRESOLVED, cell, &[]);
        return;
    };
    let found = resolve(desk, cells, cell, &plan);
    if !found.is_empty() {
        cells.set("measures", found);
    }
}

/// The measures that a citation names beyond doubt; findings for everything else.
fn resolve(desk: &mut Desk<'_>, cells: &Cells<'_>, cell: &Cell, plan: &str) -> Vec<String> {
    let words = cell.text.as_str();
    if is_whole_plan(words) {
        return Vec::new();
    }
    let view = view(desk, plan);
    let mut found = by_title(&view, plan, words);
    if !found.is_empty() {
        return found;
    }
    let Some(citation) = Citation::parse(words) else {
        let args = [("plan", plan.to_owned())];
        cells.miss(desk, codes::CITATION_UNRESOLVED, cell, &args);
        return Vec::new();
    };
    for (number, resolution) in citation.resolve(&view, plan, 0) {
        let number = ("number", number.to_string());
        let (code, args) = match resolution {
            Resolution::Found(id) => {
                found.push(id.to_string());
                continue;
            }
            Resolution::Impossible { stated, recorded } => {
                // The plan has no such number, but somebody cites one and it is on record as cited.
                if let [only] = &recorded[..] {
                    found.push(only.to_string());
                }
                let stated = ("stated", stated.to_string());
                (codes::NUMBER_OUTSIDE_FIELD, vec![number, stated])
            }
            Resolution::Ambiguous(ids) => {
                let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                let measures = ("measures", ids.join(", "));
                (codes::CITATION_AMBIGUOUS, vec![number, measures])
            }
            Resolution::NoField(_) => (codes::CITATION_WITHOUT_FIELD, vec![number]),
            Resolution::NotRecorded | Resolution::UnknownField => {
                let plan = ("plan", plan.to_owned());
                (codes::CITATION_UNRESOLVED, vec![number, plan])
            }
        };
        cells.miss(desk, code, cell, &args);
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

/// Shortest words that are looked for in titles, in characters.
const SHORTEST_TITLE_WORDS: usize = 8;

/// Measures whose title holds the words of a citation (without a bracket at its end), if they all
/// have the same title: "Faire Integration (1-3)".
fn by_title(view: &Register, plan: &str, words: &str) -> Vec<String> {
    let words = words
        .split('(')
        .next()
        .unwrap_or(words)
        .trim()
        .to_lowercase();
    if words.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST_TITLE_WORDS {
        return Vec::new();
    }
    let mut titles = BTreeSet::new();
    let mut ids = Vec::new();
    for measure in view.measures.list_of(plan) {
        if measure
            .title
            .iter()
            .any(|(_, title)| title.to_lowercase().contains(&words))
        {
            titles.insert(&measure.title);
            ids.push(measure.id.to_string());
        }
    }
    if titles.len() == 1 { ids } else { Vec::new() }
}

/// A small register that holds the plan's fields and measures as they stand after this import:
/// citations mean what the same files state, which the register does not say yet.
fn view(desk: &mut Desk<'_>, plan: &str) -> Register {
    if let Some(view) = desk.views.get(plan) {
        return view.clone();
    }
    let mut view = Register::default();
    show::<Field>(desk, plan, &mut view);
    show::<Measure>(desk, plan, &mut view);
    desk.views.insert(plan.to_owned(), view.clone());
    view
}

/// Puts the plan's things of a noun into the view: as staged, else as on record.
fn show<T: Tabled>(desk: &Desk<'_>, plan: &str, view: &mut Register) {
    let prefix = format!("{plan}/");
    let staged = desk.staged.of(T::NOUN);
    for (id, thing) in staged.filter(|(id, _)| id.starts_with(&prefix)) {
        if let Ok(record) = serde_json::from_value::<T>(Value::Object(thing.object.clone())) {
            let subject = Subject::new(T::NOUN, id.as_str());
            say(view, subject, Act::Stated(Arc::new(record)).into());
        }
    }
    for record in T::table(desk.register).list_of(plan) {
        let subject = record.subject();
        if T::table(view).find(&subject.id).is_none() && !desk.drops(record) {
            say(view, subject, Act::Stated(Arc::new(record.clone())).into());
        }
    }
}

fn say(view: &mut Register, subject: Subject, statement: Statement) {
    view.apply_leniently(&Entry {
        seq: view.size(),
        at: jiff::Timestamp::UNIX_EPOCH,
        by: crate::id::OrganisationId::new(""),
        kind: statement.kind().into(),
        subject,
        dated_on: None,
        version: None,
        invented: false,
        statement: Some(statement),
    });
}
