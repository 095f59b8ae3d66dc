// SPDX-License-Identifier: EUPL-1.2
//! The desk of one import: what its steps share.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use super::column::{Orders, Told as ToldOnce, Unread, find_orders};
use super::names::Names;
use super::request::Request;
use super::staged::{Object, Place, Staged, Thing};
use super::{alike, merge};
use crate::finding::{Finding, FindingParts, Severity, codes};
use crate::id::{OrganisationId, PlanId};
use crate::noun::{Noun, Subject};
use crate::record::{self, Record};
use crate::register::Register;
use crate::roll::{TableVisitor, Tabled};
use crate::shape::{self, Kind};
use crate::table::Table;

/// Everything that lies on it.
pub(super) struct Desk<'a> {
    pub(super) register: &'a Register,
    pub(super) request: &'a Request,
    pub(super) names: Names,
    pub(super) staged: Staged,
    pub(super) findings: BTreeMap<String, Finding>,
    /// Fields and measures by plan, for citations; made once all measures are staged.
    pub(super) views: BTreeMap<String, Register>,
    /// Which number of a date is its day.
    pub(super) orders: Orders,
    /// Times that stay words.
    pub(super) unread: Unread,
}

/// What a complete source speaks about by stating a thing: its plan, or whose words it gives.
/// `None` if nothing of the noun is ever dropped.
pub(super) fn scope(noun: Noun, id: &str, object: impl FnOnce() -> Object) -> Option<String> {
    let words = |object: &Object, attribute: &str| {
        let words = object.get(attribute).and_then(Value::as_str);
        words.unwrap_or_default().to_owned()
    };
    match noun {
        Noun::Plan => None,
        Noun::Recommendation => Some(words(&object(), "issuer")),
        Noun::Coverage => {
            let object = object();
            Some(format!(
                "{} {}",
                words(&object, "author"),
                words(&object, "plan")
            ))
        }
        noun if noun.is_versioned() => Subject::new(noun, id).plan().map(str::to_owned),
        _ => None,
    }
}

impl<'a> Desk<'a> {
    /// A desk on which nothing lies but what went wrong while reading.
    pub(super) fn new(register: &'a Register, request: &'a Request) -> Self {
        let mut desk = Self {
            register,
            request,
            names: Names::default(),
            staged: Staged::default(),
            findings: BTreeMap::new(),
            views: BTreeMap::new(),
            orders: Orders::default(),
            unread: Unread::default(),
        };
        for doubt in &request.doubts {
            let place = Place {
                file: Arc::clone(&doubt.file),
                row: doubt.row,
                column: doubt.column.clone(),
            };
            let args = doubt
                .args
                .iter()
                .map(|(name, value)| (name.as_str(), value.clone()));
            // What is wrong while reading has no thing to belong to: the row keeps rows apart.
            let row = doubt.row.map(|row| ("row", row.to_string()));
            let args: Vec<_> = args.chain(row).collect();
            desk.find(doubt.code, doubt.severity, &place, None, &args);
        }
        let (orders, told) = find_orders(request);
        desk.orders = orders;
        desk.tell(told);
        desk
    }

    /// Tells of the times that stay words.
    pub(super) fn tell_unread(&mut self) {
        let told = self.unread.list_told();
        self.tell(told);
    }

    fn tell(&mut self, told: Vec<ToldOnce>) {
        for one in told {
            self.find(one.code, one.severity, &one.place, None, &one.args);
        }
    }

    /// Records a finding, once per content.
    pub(super) fn find(
        &mut self,
        code: &'static str,
        severity: Severity,
        place: &Place,
        about: Option<Subject>,
        args: &[(&str, String)],
    ) {
        let plan = about.as_ref().and_then(Subject::plan).map(PlanId::new);
        let mut parts = FindingParts {
            code,
            severity,
            file: (&*place.file).into(),
            row: place.row,
            column: place.column.as_deref().map(Into::into),
            plan,
            about,
            args: args
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
        };
        let mut finding = Finding::from(parts.clone());
        let held = self.findings.get(finding.id.as_str());
        // What belongs to no thing and stands in two files alike is two findings.
        if finding.about.is_none() && held.is_some_and(|held| held.file != finding.file) {
            parts.args.insert("file".to_owned(), parts.file.to_string());
            finding = Finding::from(parts);
        }
        self.findings
            .entry(finding.id.to_string())
            .or_insert(finding);
    }

    /// The organisation that imports; registered with a finding if it is not known.
    pub(super) fn author(&mut self) -> OrganisationId {
        let file = self.request.files.keys().next().map_or("", String::as_str);
        let place = Place {
            file: file.into(),
            row: None,
            column: None,
        };
        self.organisation(&self.request.by, &place)
    }

    /// The organisation of this name; registered with a finding if it is not known.
    pub(super) fn organisation(&mut self, name: &str, place: &Place) -> OrganisationId {
        if let Some(id) = self.names.find_organisation(name) {
            return id;
        }
        let id = self
            .names
            .introduce(name, self.request.language, &mut self.staged, place);
        let about = Some(id.subject());
        let args = [("name", name.to_owned())];
        self.find(
            codes::UNKNOWN_ORGANISATION,
            Severity::Note,
            place,
            about,
            &args,
        );
        id
    }

    /// What is staged of a thing over what is on record: what its rows do not tell, or tell of new things
    /// only, is not touched; nor is what they tell in a way that cannot be resolved, or that only looks
    /// different.
    pub(super) fn overlay(&self, noun: Noun, known: Option<Object>, thing: &Thing) -> Object {
        let Some(mut known) = known else {
            return thing.object.clone();
        };
        let mut object = Object::new();
        let names: BTreeSet<&String> = known.keys().chain(thing.object.keys()).collect();
        let names: Vec<String> = names.into_iter().cloned().collect();
        for name in names {
            let (old, new) = (known.remove(&name), thing.object.get(&name).cloned());
            let kind = shape::find(noun.attributes(), &name).map_or(Kind::Line, |known| known.kind);
            let value = if thing.doubtful.contains(&*name) {
                let still = old.clone().and_then(|old| self.still(kind, old));
                merge::doubtful(still, new)
            } else {
                match thing.told.find(&name) {
                    Some(scope) => merge::over(kind, scope, old.clone(), new),
                    None if thing.told.is_only_new(&name) => old.clone(),
                    // What the id is made from is told by every row.
                    None => new.or_else(|| old.clone()),
                }
            };
            if let Some(value) = value {
                let value =
                    old.map_or_else(|| value.clone(), |old| alike::kept(&old, value.clone()));
                object.insert(name, value);
            }
        }
        object
    }

    /// What of a value on record still names something.
    fn still(&self, kind: Kind, value: Value) -> Option<Value> {
        let stands = |kind: Kind, value: &Value| match (kind, value.as_str()) {
            (Kind::Link(noun), Some(id)) => noun == Noun::Organisation || self.stands(noun, id),
            _ => true,
        };
        match (kind, value) {
            (Kind::List(kind), Value::Array(mut items)) => {
                items.retain(|item| stands(*kind, item));
                (!items.is_empty()).then_some(Value::Array(items))
            }
            (kind, value) => stands(kind, &value).then_some(value),
        }
    }

    /// Whether this import drops what is on record: a complete source that speaks about such
    /// things does not mention it any more. To be asked once the noun is staged.
    pub(super) fn drops<T: Record>(&self, record: &T) -> bool {
        let (noun, id) = (T::NOUN, record.id().borrow());
        self.request.complete
            && self.staged.find(noun, id).is_none()
            && !self.staged.is_mentioned(noun, id)
            && scope(noun, id, || record::attributes(record)).is_some_and(|scope| {
                let scopes = self.staged.scopes.get(&noun);
                scopes.is_some_and(|scopes| scopes.contains(&scope))
            })
    }

    /// Whether something stands on record under an id.
    pub(super) fn is_on_record(&self, noun: Noun, id: Option<&str>) -> bool {
        let found = id.and_then(|id| self.register.visit(noun, Recorded(id)));
        found.unwrap_or(false)
    }

    /// Whether a thing stands once this import is done, so that others may name it.
    pub(super) fn stands(&self, noun: Noun, id: &str) -> bool {
        let on_record = || self.register.visit(noun, Standing { desk: self, id });
        self.staged.find(noun, id).is_some() || on_record().unwrap_or(false)
    }
}

/// Whether there is a record of an id.
struct Recorded<'i>(&'i str);

impl TableVisitor for Recorded<'_> {
    type Out = bool;

    fn visit<T: Tabled>(self, table: &Table<T>) -> bool {
        table.find(self.0).is_some()
    }
}

/// Whether the record of an id is there to stay.
struct Standing<'d, 'a> {
    desk: &'d Desk<'a>,
    id: &'d str,
}

impl TableVisitor for Standing<'_, '_> {
    type Out = bool;

    fn visit<T: Tabled>(self, table: &Table<T>) -> bool {
        let record = table.find(self.id);
        record.is_some_and(|record| !self.desk.drops(record))
    }
}
