// SPDX-License-Identifier: EUPL-1.2
//! The desk of one import: what its steps share.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;

use super::column::{Orders, Told as ToldOnce, Unread, find_orders};
use super::given::Own;
use super::index::Index;
use super::names::Names;
use super::pieces::{Known, Pieces};
use super::questions::Question;
use super::request::Request;
use super::staged::{Object, Place, Staged, Thing};
use super::{alike, merge};
use crate::draft::Draft;
use crate::finding::{Finding, FindingParts, Severity, codes};
use crate::id::{OrganisationId, PlanId};
use crate::noun::{Noun, Subject};
use crate::record::{self, Record};
use crate::register::Register;
use crate::roll::{TableVisitor, Tabled};
use crate::shape::{self, Kind};
use crate::table::Table;

/// File and row in which a finding was met.
type Met = (Arc<str>, Option<u32>);

/// Everything that lies on it.
pub(super) struct Desk<'a> {
    pub(super) register: &'a Register,
    pub(super) request: &'a Request,
    pub(super) names: Names,
    pub(super) staged: Staged,
    pub(super) findings: BTreeMap<String, Finding>,
    /// Which number of a date is its day.
    pub(super) orders: Orders,
    /// Times that stay words.
    pub(super) unread: Unread,
    /// Ids that are not what the file says.
    pub(super) own: Own,
    /// Which pieces of evidence rows are, where their words do not tell.
    pub(super) pieces: Pieces,
    /// Contents of what is on record.
    pub(super) known: Known,
    /// How things are pointed at, by noun and plan; made once the noun is staged.
    pub(super) indexes: BTreeMap<(Noun, String), Rc<Index>>,
    /// Who came after whom, as far as it was one body.
    pub(super) successors: BTreeMap<OrganisationId, OrganisationId>,
    /// Things of which everything changed.
    pub(super) questions: Vec<Question>,
    /// How often each finding was met, by its id.
    pub(super) times: BTreeMap<String, BTreeSet<Met>>,
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
            let (author, plan) = (words(&object, "author"), words(&object, "plan"));
            // Who hands in all judgements of recommendations says nothing of those of obligations.
            Some(match object.contains_key("obligation") {
                true => format!("{author} {plan} {}", Noun::Obligation),
                false => format!("{author} {plan}"),
            })
        }
        noun if noun.is_versioned() => Subject::new(noun, id).plan().map(str::to_owned),
        _ => None,
    }
}

/// Bodies that became one other body, the latest word on each.
fn successors(register: &Register) -> BTreeMap<OrganisationId, OrganisationId> {
    let mut successors = BTreeMap::new();
    for (_, succession) in register.list_successions() {
        if let [after] = &succession.after[..] {
            for before in succession.before.iter().filter(|before| *before != after) {
                successors.insert(before.clone(), after.clone());
            }
        }
    }
    successors
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
            orders: Orders::default(),
            unread: Unread::default(),
            own: Own::default(),
            pieces: Pieces::default(),
            known: Known::default(),
            indexes: BTreeMap::new(),
            successors: successors(register),
            questions: Vec::new(),
            times: BTreeMap::new(),
        };
        desk.names.know_recorded(register);
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
        let met = self.times.entry(finding.id.to_string()).or_default();
        met.insert((Arc::clone(&place.file), place.row));
        self.findings
            .entry(finding.id.to_string())
            .or_insert(finding);
    }

    /// The thing of a noun that the same row states.
    pub(super) fn of_row(&self, draft: &Draft, noun: Noun) -> Option<String> {
        let row = self
            .staged
            .rows
            .get(&(Arc::clone(&draft.file), draft.row))?;
        let mut of = row.iter().filter(|(of, _)| *of == noun);
        of.next().map(|(_, id)| id.clone())
    }

    /// Who answers for it now: whoever came after a body that a late file still names.
    pub(super) fn today(&self, id: &str) -> OrganisationId {
        let mut today = OrganisationId::new(id);
        // No longer than there are successions, should they ever run in a circle.
        for _ in 0..=self.successors.len() {
            match self.successors.get(&today) {
                Some(next) => today = next.clone(),
                None => return today,
            }
        }
        OrganisationId::new(id)
    }

    /// Who speaks under an id that is made from it: whoever came after the body that is named, unless
    /// what that one said stands under its old name.
    pub(super) fn speaking(
        &self,
        noun: Noun,
        named: String,
        id: impl Fn(&str) -> String,
    ) -> (String, String) {
        let old = id(&named);
        if self.successors.is_empty() || self.is_on_record(noun, Some(&old)) {
            return (named, old);
        }
        let now = self.today(&named).to_string();
        let id = id(&now);
        (now, id)
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
            let mut object = thing.object.clone();
            for (name, value) in &mut object {
                *value = self.understood(noun, name, None, std::mem::take(value));
            }
            return object;
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
                let value = self.understood(noun, &name, old.as_ref(), value);
                let value =
                    old.map_or_else(|| value.clone(), |old| alike::kept(&old, value.clone()));
                object.insert(name, value);
            }
        }
        object
    }

    /// Bodies under the names that they have now. What is on record under an old name and named so again
    /// stays: that is no news.
    fn understood(&self, noun: Noun, name: &str, old: Option<&Value>, value: Value) -> Value {
        let is_body = match noun {
            Noun::Plan | Noun::Measure | Noun::Milestone => {
                matches!(name, "lead" | "partners" | "coordination")
            }
            Noun::Status
            | Noun::Value
            | Noun::Funding
            | Noun::Relation
            | Noun::Grouping
            | Noun::Context
            | Noun::Arrangement
            | Noun::Answer => name == "organisation",
            Noun::Standard => name == "issuer",
            Noun::Inquiry => matches!(name, "organisation" | "asked"),
            Noun::Response => name == "by",
            Noun::Coverage => name == "author",
            _ => false,
        };
        if !is_body || self.successors.is_empty() {
            return value;
        }
        let is_on_record = |id: &str| match old {
            Some(Value::Array(old)) => old.iter().any(|old| old.as_str() == Some(id)),
            Some(old) => old.as_str() == Some(id),
            None => false,
        };
        let now = |id: Value| match id.as_str() {
            Some(name) if !is_on_record(name) => Value::String(self.today(name).to_string()),
            _ => id,
        };
        match value {
            Value::Array(ids) => {
                let mut ids: Vec<Value> = ids.into_iter().map(now).collect();
                ids.sort_by_key(ToString::to_string);
                ids.dedup();
                Value::Array(ids)
            }
            id => now(id),
        }
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
        if self.staged.replaced.contains(&(noun, id.to_owned())) {
            return true;
        }
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
