// SPDX-License-Identifier: EUPL-1.2
//! Which piece of evidence a row without an id is: the same words on another date, or at another
//! address, are another piece.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::alike::likeness;
use super::cells::Cells;
use super::desk::Desk;
use super::given::is_this_row;
use super::pieces::{Fit, Mark, Pieces};
use super::staged::Object;
use crate::id::{fingerprint, slug};
use crate::noun::Noun;
use crate::record;

/// What tells the piece of a row.
fn mark_of(cells: &Cells<'_>) -> Mark {
    let parts = [
        "dated_on",
        "dated_on.as_written",
        "dated_on.from",
        "dated_on.until",
    ];
    let more = ["dated_on.quarter", "dated_on.year"];
    let words = parts.iter().find_map(|part| cells.words(part));
    let words = words.map(str::to_owned).unwrap_or_else(|| {
        let words: Vec<&str> = more.iter().filter_map(|part| cells.words(part)).collect();
        words.join(" ")
    });
    let urls = cells.all("source.url");
    Mark {
        date: likeness(&words),
        urls: urls.iter().map(|cell| likeness(&cell.text)).collect(),
    }
}

/// The id of evidence without an id of its own.
pub(super) fn id(desk: &Desk<'_>, cells: &Cells<'_>) -> String {
    let (plain, told) = plain_id(desk, cells);
    if desk.pieces.0.is_empty() {
        return plain;
    }
    let mark = mark_of(cells);
    let key = (plain, mark);
    match desk.pieces.0.get(&key) {
        Some(id) => id.clone(),
        None if desk.is_on_record(Noun::Evidence, Some(&key.0)) => marked(&key.0, &told, &key.1),
        None => key.0,
    }
}

/// The id that words alone make: what it is about, what it says, and who says it.
fn plain_id(desk: &Desk<'_>, cells: &Cells<'_>) -> (String, String) {
    let part = |column: &str| cells.words(column).unwrap_or_default();
    let all = |column: &str, noun: Noun| {
        let cells_of = cells.all(column);
        let words: Vec<String> = cells_of
            .iter()
            .map(|cell| {
                let own = is_this_row(cell).then(|| desk.of_row(cells.draft, noun));
                let own = own
                    .flatten()
                    .map(|id| id.rsplit('/').next().unwrap_or_default().to_owned());
                own.unwrap_or_else(|| cell.text.clone())
            })
            .collect();
        words.join(", ")
    };
    let cited = all("measure", Noun::Measure);
    let milestones = all("milestone", Noun::Milestone);
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
    (id.trim_start_matches('-').to_owned(), told)
}

fn marked(plain: &str, told: &str, mark: &Mark) -> String {
    let urls: Vec<&str> = mark.urls.iter().map(String::as_str).collect();
    let told = format!("{told}|{}|{}", mark.date, urls.join(" "));
    let about = plain.rsplit_once('-').map_or("", |(about, _)| about);
    let id = format!("{about}-{}", fingerprint(&told));
    id.trim_start_matches('-').to_owned()
}

/// Finds the rows whose words are those of another piece, before any of them is read.
///
/// What is on record under the id of the words keeps it. Rows of the same words that differ in date or
/// address are marked with them, all of them: which one comes first decides nothing.
pub(super) fn settle(desk: &mut Desk<'_>) {
    let request = desk.request;
    let mut groups: BTreeMap<String, BTreeMap<Mark, String>> = BTreeMap::new();
    let drafts = request
        .drafts
        .iter()
        .filter(|draft| draft.noun == Noun::Evidence);
    for draft in drafts {
        let mut cells = Cells::new(draft);
        if cells.words("id").is_some() {
            continue;
        }
        cells.set_text("claim");
        let (plain, told) = plain_id(desk, &cells);
        groups
            .entry(plain)
            .or_default()
            .insert(mark_of(&cells), told);
    }
    let mut pieces = HashMap::new();
    for (plain, marks) in groups {
        let known = desk.recorded(Noun::Evidence, &plain);
        let alone = marks.len() == 1;
        if alone && known.is_none() {
            continue;
        }
        let is_marked = |mark: &Mark, told: &str| {
            desk.is_on_record(Noun::Evidence, Some(&marked(&plain, told, mark)))
        };
        let open: Vec<(&Mark, &String)> = marks
            .iter()
            .filter(|(mark, told)| !is_marked(mark, told))
            .collect();
        let fit = |wanted: Fit| {
            let known = known.as_ref()?;
            let mut fitting = open.iter().filter(|(mark, _)| mark.fits(known) == wanted);
            match (fitting.next(), fitting.next()) {
                (Some((mark, _)), None) => Some((*mark).clone()),
                _ => None,
            }
        };
        let owner = fit(Fit::Same).or_else(|| fit(Fit::Perhaps));
        for (mark, told) in marks.clone() {
            let id = if owner.as_ref() == Some(&mark) {
                plain.clone()
            } else {
                marked(&plain, &told, &mark)
            };
            pieces.insert((plain.clone(), mark), id);
        }
    }
    desk.pieces = Pieces(pieces);
}

/// The id of what is on record under another id, though it says the same.
pub(super) fn known(desk: &mut Desk<'_>, noun: Noun, parts: &[String]) -> Option<String> {
    if !desk.known.0.contains_key(&noun) {
        let contents = contents(desk, noun);
        desk.known.0.insert(noun, contents);
    }
    let contents = desk.known.0.get(&noun).filter(|all| !all.is_empty())?;
    contents.get(&joined(parts)).cloned().flatten()
}

fn joined(parts: &[String]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| likeness(part)).collect();
    parts.join("|")
}

fn contents(desk: &Desk<'_>, noun: Noun) -> HashMap<String, Option<String>> {
    let mut contents: HashMap<String, Option<String>> = HashMap::new();
    let mut add = |id: &str, object: Object| {
        let held = contents.entry(joined(&parts_of(noun, &object)));
        // Two of the same contents: none of them is meant.
        held.and_modify(|held| *held = None)
            .or_insert_with(|| Some(id.to_owned()));
    };
    let register = desk.register;
    match noun {
        Noun::Recommendation => {
            for one in register.recommendations.list() {
                add(one.id.as_str(), record::attributes(one));
            }
        }
        Noun::Evidence => {
            for one in register.evidence.list() {
                add(one.id.as_str(), record::attributes(one));
            }
        }
        Noun::Fact => {
            for one in register.facts.list() {
                add(one.id.as_str(), record::attributes(one));
            }
        }
        _ => {}
    }
    contents
}

/// What the id of a thing of this noun is made from.
pub(super) fn parts_of(noun: Noun, object: &Object) -> Vec<String> {
    let words = |name: &str| {
        let value = object.get(name);
        let written = value.and_then(|value| value.get("as_written"));
        match written.or(value) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(words)) => words.clone(),
            Some(other) => other.to_string(),
        }
    };
    match noun {
        Noun::Recommendation => ["issuer", "title", "addressee", "years", "issued_on"]
            .map(words)
            .into(),
        Noun::Evidence => {
            let urls = object.get("source").and_then(|source| source.get("urls"));
            let urls = urls.map(ToString::to_string).unwrap_or_default();
            let mut parts: Vec<String> = ["plan", "claim", "speaker", "cited", "dated_on"]
                .map(words)
                .into();
            parts.push(urls);
            parts
        }
        _ => ["plan", "name", "value", "source"].map(words).into(),
    }
}
