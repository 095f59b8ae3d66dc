// SPDX-License-Identifier: EUPL-1.2
//! Citations: the words in which a row names measures, and the measures that they name beyond doubt.

use std::rc::Rc;

use serde_json::Value;

use super::cells::Cells;
use super::desk::Desk;
use super::given::is_this_row;
use super::index::Index;
use crate::draft::Cell;
use crate::finding::codes;
use crate::noun::Noun;
use crate::rules::citation::{Citation, Resolution};

/// Reads the citations in a column: as they are written, and the measures that they name.
pub(super) fn read(desk: &mut Desk<'_>, cells: &mut Cells<'_>, column: &str) {
    let cited = cells.all(column);
    let Some(first) = cited.first().copied() else {
        if cells.cell(column).is_some() {
            cells.object.insert("cited".to_owned(), Value::Null);
        }
        return;
    };
    if is_this_row(first) {
        match desk.of_row(cells.draft, Noun::Measure) {
            Some(id) => cells.set("measures", [id]),
            None => cells.doubt("measures"),
        }
        return;
    }
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
    if let [only] = &cited[..]
        && is_whole_plan(&only.text)
    {
        return;
    }
    let index = desk.index(Noun::Measure, &plan);
    let own = desk.of_row(cells.draft, Noun::Measure);
    let naming = Naming {
        desk,
        index: Rc::clone(&index),
        plan: &plan,
        own: own.as_deref(),
        has_field: field.is_some(),
    };
    let (mut found, doubt) = match &cited[..] {
        [only] => naming.all(&only.text),
        several => naming.each(several),
    };
    match doubt {
        Doubt::None => {}
        Doubt::Told(code, args) => {
            cells.miss(desk, code, cell, &args);
        }
        Doubt::Open if found.is_empty() => found = numbers(desk, cells, cell, &plan, &index),
        Doubt::Open => {
            let args = [("plan", plan.clone())];
            cells.miss(desk, codes::CITATION_UNRESOLVED, cell, &args);
        }
    }
    found.sort();
    found.dedup();
    if found.is_empty() {
        // What is on record is cited as it was.
        cells.doubt("measures");
        cells.doubt("cited");
    } else {
        cells.set("measures", found);
    }
}

/// What is left to be told of a citation.
enum Doubt {
    None,
    /// Its words name something that cannot be told apart.
    Told(&'static str, Vec<(&'static str, String)>),
    /// Its words name nothing; numbers in them may.
    Open,
}

/// Names in words, without numbers of fields.
struct Naming<'n, 'a> {
    desk: &'n Desk<'a>,
    index: Rc<Index>,
    plan: &'n str,
    /// The measure of the same row: of several that fit, it is meant.
    own: Option<&'n str>,
    /// Whether the row says in which field the numbers stand.
    has_field: bool,
}

impl Naming<'_, '_> {
    /// One citation, else a list of several in one cell.
    fn all(&self, words: &str) -> (Vec<String>, Doubt) {
        let (found, doubt) = self.one(words);
        if !matches!(doubt, Doubt::Open) {
            return (found, doubt);
        }
        let parts = words.split([',', ';', '\n', '&']);
        let parts = parts.flat_map(|part| part.split(" und "));
        let parts = parts.flat_map(|part| part.split(" and "));
        let parts: Vec<&str> = parts
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        let mut all = Vec::new();
        for part in &parts {
            match self.one(part) {
                (found, Doubt::None) => all.extend(found),
                _ => return (Vec::new(), Doubt::Open),
            }
        }
        (all, Doubt::None)
    }

    fn each(&self, cells: &[&Cell]) -> (Vec<String>, Doubt) {
        let (mut all, mut left) = (Vec::new(), Doubt::None);
        for cell in cells {
            match self.all(&cell.text) {
                (found, Doubt::None) => all.extend(found),
                (_, doubt) => left = doubt,
            }
        }
        (all, left)
    }

    /// An id, a printed number, a title, or words of one.
    fn one(&self, words: &str) -> (Vec<String>, Doubt) {
        let id = self.desk.id_of(Noun::Measure, self.plan, words);
        if self.index.has(&id) {
            return (vec![id], Doubt::None);
        }
        let is_plain = words.bytes().all(|byte| byte.is_ascii_digit());
        let numbered = self.index.numbered(words);
        if !numbered.is_empty() && (!is_plain || (self.index.is_plan_wide && !self.has_field)) {
            return self.told_apart(numbered, "");
        }
        let (title, bracket) = words.split_once('(').unwrap_or((words, ""));
        for title in [words, title] {
            let titled = self.index.titled(title);
            if !titled.is_empty() {
                return self.told_apart(titled, bracket);
            }
        }
        if title.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST_PART_OF_TITLE {
            return (Vec::new(), Doubt::Open);
        }
        match self.index.holding(title) {
            holding if holding.is_empty() => (Vec::new(), Doubt::Open),
            holding => self.told_apart(&holding, bracket),
        }
    }

    /// Of several: the one of this row, or those whose numbers stand behind the title in a bracket.
    fn told_apart(&self, all: &[usize], bracket: &str) -> (Vec<String>, Doubt) {
        let ids = self.index.ids(all);
        if ids.len() == 1 {
            return (ids, Doubt::None);
        }
        if let Some(own) = self.own.filter(|own| ids.iter().any(|id| id == own)) {
            return (vec![own.to_owned()], Doubt::None);
        }
        let cited = Citation::parse(bracket).map(|citation| citation.numbers);
        let by_number = cited.unwrap_or_default().into_iter().map(|number| {
            let number = number.to_string();
            let mut of = all
                .iter()
                .filter(|at| self.index.number_of(**at) == Some(&number));
            match (of.next(), of.next()) {
                (Some(only), None) => Some(*only),
                _ => None,
            }
        });
        let by_number: Option<Vec<usize>> = by_number.collect();
        match by_number.filter(|found| !found.is_empty()) {
            Some(found) => (self.index.ids(&found), Doubt::None),
            None => {
                let args = vec![("measures", ids.join(", "))];
                (Vec::new(), Doubt::Told(codes::CITATION_AMBIGUOUS, args))
            }
        }
    }
}

/// Numbers of fields and measures; findings for what they do not name beyond doubt.
fn numbers(
    desk: &mut Desk<'_>,
    cells: &Cells<'_>,
    cell: &Cell,
    plan: &str,
    index: &Index,
) -> Vec<String> {
    let mut found = Vec::new();
    let Some(citation) = Citation::parse(&cell.text) else {
        let args = [("plan", plan.to_owned())];
        cells.miss(desk, codes::CITATION_UNRESOLVED, cell, &args);
        return found;
    };
    for (number, resolution) in citation.resolve_in(&index.numbering, plan) {
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
            // As when each number stands for itself: an id, or a number that the plan has once.
            Resolution::NoField(_) if cells.words("field").is_none() => {
                let own = desk.id_of(Noun::Measure, plan, &number.1);
                if index.has(&own) {
                    found.push(own);
                    continue;
                }
                (codes::CITATION_WITHOUT_FIELD, vec![number])
            }
            Resolution::NoField(_) => (codes::CITATION_WITHOUT_FIELD, vec![number]),
            Resolution::NotRecorded | Resolution::UnknownField => {
                let plan = ("plan", plan.to_owned());
                (codes::CITATION_UNRESOLVED, vec![number, plan])
            }
        };
        cells.miss(desk, code, cell, &args);
    }
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

/// Shortest words that are looked for inside of titles, in letters. A whole title may be shorter.
const SHORTEST_PART_OF_TITLE: usize = 8;
