// SPDX-License-Identifier: EUPL-1.2
//! Reading one row's cells by the kind of the attribute that they give. What does not read becomes a
//! finding, and the attribute is then not stated.

use std::cell::Cell as Flagged;
use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::desk::Desk;
use super::given;
use super::index::Pointed;
use super::staged::{Object, Place};
use crate::draft::{Cell, Draft, find_others};
use crate::finding::{Severity, codes};
use crate::indicator::Reading;
use crate::noun::{Noun, Subject};
use crate::shape::{Attribute, Kind, Own, Presence};
use crate::stated::Stated;
use crate::time::{TimeError, parse_day_in};

mod span;

/// What a cell says in place of a number that is not told.
const SUPPRESSED: &str = "suppressed";

/// The cells of one row, being read into an object.
pub(super) struct Cells<'d> {
    pub(super) draft: &'d Draft,
    pub(super) object: Object,
    /// What findings of this row are about, as far as that is known before its id is.
    pub(super) about: Option<Subject>,
    /// The plan whose things the row names.
    pub(super) plan: Option<String>,
    /// Attributes of which something could not be resolved: what is on record stays.
    pub(super) doubtful: BTreeSet<&'static str>,
    /// Whether that happened since an attribute was begun.
    met_doubt: Flagged<bool>,
}

impl<'d> Cells<'d> {
    pub(super) fn new(draft: &'d Draft) -> Self {
        Self {
            draft,
            object: Object::new(),
            about: None,
            plan: None,
            doubtful: BTreeSet::new(),
            met_doubt: Flagged::new(false),
        }
    }

    /// An attribute cannot be resolved: what is on record of it stays.
    pub(super) fn doubt(&mut self, attribute: &'static str) {
        self.doubtful.insert(attribute);
    }

    /// What is being read holds something that cannot be resolved.
    fn is_doubtful(&self) {
        self.met_doubt.set(true);
    }

    pub(super) fn cell(&self, column: &str) -> Option<&'d Cell> {
        let mut cells = self.draft.cells.iter();
        cells.find(|cell| &*cell.attribute == column)
    }

    /// The cell of a column, if it states a value.
    pub(super) fn stated(&self, column: &str) -> Option<&'d Cell> {
        self.cell(column)
            .filter(|cell| cell.text != Cell::NONE_STATED)
    }

    /// The words of a cell that states a value.
    pub(super) fn words(&self, column: &str) -> Option<&'d str> {
        self.stated(column).map(|cell| cell.text.as_str())
    }

    pub(super) fn all(&self, column: &str) -> Vec<&'d Cell> {
        let cells = self.draft.cells.iter();
        cells
            .filter(|cell| &*cell.attribute == column && cell.text != Cell::NONE_STATED)
            .collect()
    }

    pub(super) fn place(&self, cell: Option<&Cell>) -> Place {
        Place {
            file: Arc::clone(&self.draft.file),
            row: Some(self.draft.row),
            column: cell.and_then(|cell| cell.column.clone()),
        }
    }

    pub(super) fn set(&mut self, attribute: &str, value: impl Serialize) {
        if let Ok(value) = serde_json::to_value(value) {
            self.object.insert(attribute.to_owned(), value);
        }
    }

    /// Whether a value of the attribute was read.
    pub(super) fn has(&self, attribute: &str) -> bool {
        let value = self.object.get(attribute);
        value.is_some_and(|value| !value.is_null())
    }

    /// A plain string that was read.
    pub(super) fn read_words(&self, attribute: &str) -> Option<String> {
        let value = self.object.get(attribute)?;
        value.as_str().map(str::to_owned)
    }

    /// Reads what the row says of an attribute.
    pub(super) fn read(&mut self, desk: &mut Desk<'_>, attribute: &Attribute) {
        let Some(column) = attribute.column else {
            return;
        };
        self.met_doubt.set(false);
        if let Some(others) = find_others(self.draft.noun, attribute.name) {
            let all = self.items(desk, column, attribute.kind);
            self.share(attribute.name, others, all);
            if self.met_doubt.get() {
                self.doubtful.extend([attribute.name, others]);
            }
            return;
        }
        let value = match attribute.kind {
            Kind::Text => self.text(column),
            Kind::Span => self.span(desk, column),
            Kind::Source => self.source(column),
            // Parts stand in an order that means something.
            Kind::List(kind @ Kind::Own(Own::Part)) => match self.items(desk, column, *kind) {
                parts if parts.is_empty() => Stated::NotStated,
                parts => Stated::Value(Value::Array(parts)),
            },
            Kind::List(kind) => self.list(desk, column, *kind),
            kind @ (Kind::Line
            | Kind::Word(_)
            | Kind::Count
            | Kind::Year
            | Kind::Number
            | Kind::Flag
            | Kind::Day
            | Kind::Instant
            | Kind::Link(_)
            | Kind::Subject
            | Kind::Own(Own::Reading | Own::Euro)) => self.one(desk, column, kind),
            // No profile can map them: `draft::list_slots` has no name for them.
            Kind::Row(_) | Kind::Own(_) => Stated::NotStated,
        };
        if self.met_doubt.get() {
            self.doubtful.insert(attribute.name);
        }
        match (value, attribute.presence) {
            (Stated::Value(value), _) => {
                self.object.insert(attribute.name.to_owned(), value);
            }
            (Stated::NoneStated, Presence::Stated | Presence::Required) => {
                self.object.insert(attribute.name.to_owned(), Value::Null);
            }
            // These have no word for "none": it is the same as nothing.
            (Stated::NoneStated, Presence::Optional | Presence::Many | Presence::Flat)
            | (Stated::NotStated, _) => {}
        }
    }

    /// The first of several things for an attribute of one, and the others for its list.
    pub(super) fn share(&mut self, name: &str, others: &str, all: Vec<Value>) {
        let mut all = all.into_iter();
        let Some(first) = all.next() else { return };
        let mut rest: Vec<Value> = all.filter(|other| *other != first).collect();
        sort(&mut rest);
        self.object.insert(name.to_owned(), first);
        if rest.is_empty() {
            self.object.remove(others);
        } else {
            self.object.insert(others.to_owned(), Value::Array(rest));
        }
    }

    /// Reads a text ahead of the others, without a word about it.
    pub(super) fn set_text(&mut self, column: &str) {
        if let Stated::Value(text) = self.text(column) {
            self.object.insert(column.to_owned(), text);
        }
    }

    /// A text in its languages: `title.de`, `title.en`, …
    fn text(&self, column: &str) -> Stated<Value> {
        let mut texts = Map::new();
        let mut none = false;
        for cell in &self.draft.cells {
            let rest = cell.attribute.strip_prefix(column);
            if let Some(lang) = rest.and_then(|rest| rest.strip_prefix('.')) {
                if cell.text == Cell::NONE_STATED {
                    none = true;
                } else {
                    texts.insert(lang.to_owned(), json!(cell.text));
                }
            }
        }
        match (texts.is_empty(), none) {
            (false, _) => Stated::Value(Value::Object(texts)),
            (true, true) => Stated::NoneStated,
            (true, false) => Stated::NotStated,
        }
    }

    /// Document, place and addresses.
    fn source(&self, column: &str) -> Stated<Value> {
        let mut source = Map::new();
        for part in ["document", "locator"] {
            if let Some(words) = self.words(&format!("{column}.{part}")) {
                source.insert(part.to_owned(), json!(words));
            }
        }
        let urls = self.all(&format!("{column}.url"));
        if !urls.is_empty() {
            let urls: Vec<&str> = urls.iter().map(|cell| cell.text.as_str()).collect();
            source.insert("urls".to_owned(), json!(urls));
        }
        if source.is_empty() {
            Stated::NotStated
        } else {
            Stated::Value(Value::Object(source))
        }
    }

    /// The values of all cells, sorted and without doubles.
    fn list(&self, desk: &mut Desk<'_>, column: &str, kind: Kind) -> Stated<Value> {
        let mut items = self.items(desk, column, kind);
        sort(&mut items);
        if !items.is_empty() {
            Stated::Value(Value::Array(items))
        } else if self.all(column).is_empty() && self.cell(column).is_some() {
            Stated::NoneStated
        } else {
            Stated::NotStated
        }
    }

    /// The values of all cells, as they stand.
    fn items(&self, desk: &mut Desk<'_>, column: &str, kind: Kind) -> Vec<Value> {
        let cells = self.all(column).into_iter();
        cells
            .filter_map(|cell| self.value(desk, column, kind, cell))
            .collect()
    }

    /// The value of one cell.
    fn one(&self, desk: &mut Desk<'_>, column: &str, kind: Kind) -> Stated<Value> {
        match self.cell(column) {
            None => Stated::NotStated,
            Some(cell) if cell.text == Cell::NONE_STATED => Stated::NoneStated,
            Some(cell) => self.value(desk, column, kind, cell).into(),
        }
    }

    /// What a cell means as a value of this kind.
    fn value(&self, desk: &mut Desk<'_>, column: &str, kind: Kind, cell: &Cell) -> Option<Value> {
        let text = cell.text.as_str();
        let unknown = |why: String| (codes::UNKNOWN_VALUE, Some(why));
        let read = match kind {
            Kind::Line => Ok(json!(text)),
            Kind::Word(words) => words
                .read(text)
                .map(Value::from)
                .map_err(|error| unknown(error.to_string())),
            Kind::Flag => flag(text)
                .map(Value::from)
                .ok_or_else(|| unknown("true, false".to_owned())),
            Kind::Subject => text
                .parse::<Subject>()
                .map(|subject| json!(subject))
                .map_err(|error| unknown(error.to_string())),
            // The profile already turned decimal commas into points.
            Kind::Number | Kind::Own(Own::Euro) => decimal(text).map(|number| json!(number)),
            Kind::Own(Own::Reading) => reading(text).map(|reading| json!(reading)),
            Kind::Own(Own::Part) => part(text).map(|part| json!(part)),
            Kind::Count => number::<u32>(text),
            Kind::Year => number::<i16>(text),
            Kind::Day => match parse_day_in(text, desk.orders.of(self.draft, cell)) {
                Ok(day) => Ok(json!(day)),
                Err(TimeError::Impossible) => Err((codes::IMPOSSIBLE_DATE, None)),
                Err(TimeError::NotADate) => {
                    self.is_doubtful();
                    desk.unread.take(self.draft, cell);
                    return None;
                }
                // Told for the whole column.
                Err(TimeError::Ambiguous) => {
                    self.is_doubtful();
                    return None;
                }
            },
            Kind::Instant => text
                .parse::<Timestamp>()
                .map(|at| json!(at))
                .map_err(|_| (codes::IMPOSSIBLE_DATE, None)),
            Kind::Link(noun) => return self.link(desk, noun, cell).map(Value::from),
            // An item of a list: it has no column for each language.
            Kind::Text => Ok(json!({ desk.request.language.as_str(): text })),
            // They take more than a cell.
            Kind::Span | Kind::Source | Kind::List(_) | Kind::Row(_) | Kind::Own(_) => return None,
        };
        read.map_err(|(code, why)| {
            let mut args = vec![("attribute", column.to_owned())];
            args.extend(why.map(|why| ("why", why)));
            self.is_doubtful();
            self.miss(desk, code, cell, &args);
        })
        .ok()
    }

    /// The id of the thing that a cell names.
    fn link(&self, desk: &mut Desk<'_>, noun: Noun, cell: &Cell) -> Option<String> {
        match noun {
            Noun::Organisation => return self.organisation(desk, cell),
            Noun::Plan => {
                let id = desk.names.find_plan(&cell.text);
                if id.is_none() {
                    self.is_doubtful();
                    self.miss(desk, codes::UNKNOWN_PLAN, cell, &[]);
                }
                return id;
            }
            _ => {}
        }
        if given::is_this_row(cell) {
            let own = desk.of_row(self.draft, noun);
            if own.is_none() {
                self.is_doubtful();
                self.miss(desk, codes::CITATION_UNRESOLVED, cell, &[]);
            }
            return own;
        }
        let plan = match noun.is_in_plan() {
            true => self.plan.clone(),
            false => Some(String::new()),
        };
        let Some(plan) = plan else {
            self.is_doubtful();
            self.miss(desk, codes::CITATION_UNRESOLVED, cell, &[]);
            return None;
        };
        // A part may stand above its whole: nothing is looked up among what is being read.
        if noun == self.draft.noun {
            return Some(desk.id_of(noun, &plan, &cell.text));
        }
        let (code, args) = match desk.point(noun, &plan, &cell.text) {
            Pointed::One(id) => return Some(id),
            Pointed::Several(ids) => {
                let own = desk.of_row(self.draft, noun);
                if let Some(own) = own.filter(|own| ids.contains(own)) {
                    return Some(own);
                }
                (codes::CITATION_AMBIGUOUS, ("things", ids.join(", ")))
            }
            Pointed::Nothing => {
                let code = match noun {
                    Noun::Field => codes::UNKNOWN_FIELD,
                    Noun::Measure => codes::UNKNOWN_MEASURE,
                    Noun::Recommendation => codes::UNKNOWN_RECOMMENDATION,
                    Noun::Obligation => codes::UNKNOWN_OBLIGATION,
                    Noun::Indicator => codes::UNKNOWN_INDICATOR,
                    // Nothing else says that it is missing: the row keeps the id that it gives.
                    _ => return Some(desk.id_of(noun, &plan, &cell.text)),
                };
                (code, ("plan", plan))
            }
        };
        self.is_doubtful();
        self.miss(desk, code, cell, &[args]);
        None
    }

    /// A body by its name; registered if it is not known. Signs alone name nobody.
    fn organisation(&self, desk: &mut Desk<'_>, cell: &Cell) -> Option<String> {
        if !cell.text.chars().any(char::is_alphanumeric)
            && desk.names.find_organisation(&cell.text).is_none()
        {
            self.is_doubtful();
            let why = ("attribute", cell.attribute.to_string());
            self.miss(desk, codes::UNKNOWN_VALUE, cell, &[why]);
            return None;
        }
        let id = desk.organisation(&cell.text, &self.place(Some(cell)));
        Some(id.to_string())
    }

    /// A finding about a cell of this row.
    pub(super) fn miss(
        &self,
        desk: &mut Desk<'_>,
        code: &'static str,
        cell: &Cell,
        args: &[(&str, String)],
    ) {
        let mut all = vec![("value", cell.text.clone())];
        all.extend_from_slice(args);
        // Without a thing it belongs to, only the row tells one such cell from another.
        if self.about.is_none() {
            all.push(("row", self.draft.row.to_string()));
        }
        let severity = match code {
            codes::IMPOSSIBLE_DATE | codes::TEXT_FOR_NUMBER => Severity::Error,
            _ => Severity::Warning,
        };
        desk.find(
            code,
            severity,
            &self.place(Some(cell)),
            self.about.clone(),
            &all,
        );
    }
}

/// Lists have no order of their own. Sorted, a file that names the same bodies in another order changes
/// nothing.
fn sort(items: &mut Vec<Value>) {
    items.sort_by_cached_key(|item| {
        item.as_str()
            .map_or_else(|| item.to_string(), str::to_owned)
    });
    items.dedup();
}

/// Why a cell does not read: the code of the finding, and what it adds.
type Miss = (&'static str, Option<String>);

fn decimal(text: &str) -> Result<Decimal, Miss> {
    Decimal::from_str(text.trim_end_matches('%').trim())
        .map(|number| number.normalize())
        .map_err(|_| (codes::TEXT_FOR_NUMBER, None))
}

/// A number, or that there is one and it is not told.
fn reading(text: &str) -> Result<Reading, Miss> {
    match text == SUPPRESSED {
        true => Ok(Reading::Suppressed),
        false => decimal(text).map(Reading::Number),
    }
}

/// A part by its name, and behind the last colon what it showed.
fn part(text: &str) -> Result<(&str, Reading), Miss> {
    let (name, showed) = text.rsplit_once(':').unwrap_or_default();
    match name.trim() {
        "" => Err((codes::TEXT_FOR_NUMBER, None)),
        name => Ok((name, reading(showed.trim())?)),
    }
}

fn number<N: FromStr + Serialize>(text: &str) -> Result<Value, Miss> {
    let number = text.parse::<N>();
    number
        .map(|number| json!(number))
        .map_err(|_| (codes::TEXT_FOR_NUMBER, None))
}

/// Yes or no, as German, English and Italian sources write it.
fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "ja" | "yes" | "sì" | "si" | "1" => Some(true),
        "false" | "nein" | "no" | "0" => Some(false),
        _ => None,
    }
}
