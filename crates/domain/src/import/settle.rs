// SPDX-License-Identifier: EUPL-1.2
//! Settling: what is staged against what is on record, as statements.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::Value;

use super::dangling::Missing;
use super::desk::Desk;
use super::once;
use super::request::{Counts, Outcome, Request, Tally};
use super::staged::{Object, Place, Thing, first_words};
use super::succession::{Accepted, Moves, Proposal, Transfer};
use crate::finding::{Finding, Severity, codes};
use crate::id::{OrganisationId, PlanId};
use crate::noun::{Noun, Subject};
use crate::organisation::{Organisation, Succession};
use crate::plan::PlanVersion;
use crate::record::{self, Record};
use crate::register::Register;
use crate::roll::{TableVisitor, Tabled};
use crate::stated::Stated;
use crate::statement::{Act, Said, Statement};
use crate::table::Table;
use crate::text::Lang;

/// What one noun comes to.
struct Ledger<'w, 'a> {
    desk: &'w mut Desk<'a>,
    said: Vec<Said>,
    /// The row that gives a thing that is new or different.
    given: BTreeMap<Subject, u32>,
    counts: BTreeMap<Noun, Counts>,
    changes: BTreeMap<Noun, BTreeMap<String, u64>>,
    moves: Moves,
    rows: Rows,
    /// What the files speak of, and could not be recorded.
    missing: Missing,
}

pub(super) fn run(mut desk: Desk<'_>, by: OrganisationId) -> Outcome {
    let register = desk.register;
    let mut ledger = Ledger {
        desk: &mut desk,
        said: Vec::new(),
        given: BTreeMap::new(),
        counts: BTreeMap::new(),
        changes: BTreeMap::new(),
        moves: Moves::default(),
        rows: Rows::default(),
        missing: Missing::default(),
    };
    ledger.note_leads();
    // Findings come last: settling the rest still finds some.
    for noun in Noun::list_imported().filter(|noun| *noun != Noun::Finding) {
        register.visit(noun, Settling(&mut ledger));
    }
    ledger.open_versions();
    let judged = ledger.moves.judge();
    ledger.accept_successions();
    once::gather(ledger.desk);
    ledger.settle_findings();
    let Ledger {
        said,
        given,
        counts,
        changes,
        rows,
        ..
    } = ledger;
    let tally = rows.count(desk.request);
    let (mut proposed, mut transfers) = (Vec::new(), Vec::new());
    // What somebody accepted, now or in an earlier import, needs no proposal any more.
    for (old, new, items, is_succession) in judged {
        if is_on_record(register, &old, &new)
            || said.iter().any(|said| says_succession(said, &old, &new))
        {
            continue;
        }
        let (old, new) = (name_of(&desk, &old), name_of(&desk, &new));
        if is_succession {
            let kind = crate::organisation::SuccessionKind::Renamed;
            proposed.push(Proposal {
                old,
                new,
                kind,
                items,
            });
        } else {
            transfers.push(Transfer { old, new, items });
        }
    }
    let many = desk.times.iter().filter(|(_, met)| met.len() > 1);
    let times = many
        .map(|(id, met)| (id.clone(), met.len() as u64))
        .collect();
    let mut findings: Vec<Finding> = desk.findings.into_values().collect();
    findings.sort_by(|a, b| (&a.file, a.row, &a.id).cmp(&(&b.file, b.row, &b.id)));
    Outcome {
        by,
        said,
        rows: given,
        counts,
        changes,
        proposed,
        transfers,
        findings,
        times,
        questions: desk.questions,
        tally,
    }
}

/// What became of rows, as far as they state things: whether one of them is new or different.
#[derive(Debug, Default)]
struct Rows(HashMap<(Arc<str>, u32), bool>);

impl Rows {
    fn note(&mut self, thing: &Thing, is_new: bool) {
        for row in &thing.rows {
            *self.0.entry(row.clone()).or_default() |= is_new;
        }
    }

    fn count(&self, request: &Request) -> Tally {
        let mut all: BTreeSet<(&Arc<str>, u32)> = request
            .read
            .iter()
            .flat_map(|(file, rows)| rows.iter().map(move |row| (file, *row)))
            .collect();
        all.extend(request.drafts.iter().map(|draft| (&draft.file, draft.row)));
        let mut tally = Tally::default();
        for (file, row) in all {
            tally.read += 1;
            let key = (Arc::clone(file), row);
            match self.0.get(&key) {
                Some(true) => tally.entered += 1,
                Some(false) => tally.unchanged += 1,
                None if request.again.contains(&key) => tally.unchanged += 1,
                None => tally.not_entered += 1,
            }
        }
        tally
    }
}

/// Where accepted successions stand.
fn successions_file() -> Place {
    Place {
        file: "successions".into(),
        row: None,
        column: None,
    }
}

fn is_on_record(register: &Register, old: &OrganisationId, new: &OrganisationId) -> bool {
    register
        .list_successions()
        .any(|(_, succession)| succession.before.contains(old) && succession.after.contains(new))
}

fn says_succession(said: &Said, old: &OrganisationId, new: &OrganisationId) -> bool {
    matches!(&said.statement, Statement::Succeeded(succession)
        if succession.before.contains(old) && succession.after.contains(new))
}

/// The name of an organisation as the files or the register give it.
fn name_of(desk: &Desk<'_>, id: &OrganisationId) -> String {
    let staged = desk.staged.find(Noun::Organisation, id.as_str());
    if let Some(name) = staged.and_then(|thing| first_words(&thing.object, "name")) {
        return name.to_owned();
    }
    let known = desk.register.organisations.find(id.as_str());
    known.map_or_else(
        || id.to_string(),
        |known: &Organisation| known.name.best(Lang::EN).1.to_owned(),
    )
}

/// Settles the noun of a table.
struct Settling<'l, 'w, 'a>(&'l mut Ledger<'w, 'a>);

impl TableVisitor for Settling<'_, '_, '_> {
    type Out = ();

    fn visit<T: Tabled>(self, table: &Table<T>) {
        self.0.settle(table);
    }
}

impl Ledger<'_, '_> {
    /// Notes who leads something, on record and in these files.
    fn note_leads(&mut self) {
        let register = self.desk.register;
        for organisation in register.organisations.list() {
            let subject = organisation.id.subject();
            let nouns = [Noun::Measure, Noun::Milestone, Noun::Plan].into_iter();
            let led = nouns.map(|noun| register.list_referrers(&subject, noun).count() as u64);
            let led = led.sum();
            if led > 0 {
                self.moves.led_before.insert(organisation.id.clone(), led);
            }
        }
        for noun in [Noun::Plan, Noun::Measure, Noun::Milestone] {
            for (_, thing) in self.desk.staged.of(noun) {
                for lead in leads(&thing.object) {
                    *self.moves.leads_now.entry(lead).or_default() += 1;
                }
            }
        }
    }

    /// Compares the staged things of a noun with its table.
    fn settle<T: Tabled>(&mut self, table: &Table<T>) {
        let things: Vec<(String, Arc<Thing>)> = self
            .desk
            .staged
            .of(T::NOUN)
            .map(|(id, thing)| (id.clone(), Arc::clone(thing)))
            .collect();
        for (id, thing) in things {
            self.settle_one(table, &id, &thing);
        }
        if self.desk.request.complete || !self.desk.staged.replaced.is_empty() {
            self.drop_absent(table);
        }
    }

    fn settle_one<T: Tabled>(&mut self, table: &Table<T>, id: &str, thing: &Thing) {
        let noun = T::NOUN;
        let known = table.find(id);
        let mut object = self
            .desk
            .overlay(noun, known.map(record::attributes), thing);
        let subject = Subject::new(noun, id);
        if !self.rests_on_something(&subject, &mut object, thing) {
            return;
        }
        // The object over what is on record, not the row alone: a file may give half of a thing whose
        // other half an earlier one gave.
        let record: T = match serde_json::from_value(Value::Object(object.clone())) {
            Ok(record) => record,
            Err(error) => {
                if known.is_none() {
                    self.missing.note(&subject);
                }
                self.is_incomplete(subject, thing, error.to_string());
                return;
            }
        };
        let row = thing.place.row;
        let counts = self.counts.entry(noun).or_default();
        let Some(known) = known else {
            counts.added += 1;
            self.rows.note(thing, true);
            self.given.extend(row.map(|row| (subject.clone(), row)));
            let dated_on = self.dated_on(&object);
            self.say(subject, dated_on, Act::Stated(Arc::new(record)).into());
            return;
        };
        // Silence where nothing changed is what makes a second import of the same file no entry at all.
        let changes = record::differences(known, &record);
        if changes.is_empty() {
            counts.unchanged += 1;
            self.rows.note(thing, false);
            return;
        }
        counts.changed += 1;
        self.rows.note(thing, true);
        self.given.extend(row.map(|row| (subject.clone(), row)));
        for attribute in changes.keys() {
            let by_attribute = self.changes.entry(noun).or_default();
            *by_attribute.entry(attribute.to_string()).or_default() += 1;
        }
        if changes.contains_key("lead") {
            let before = leads(&record::attributes(known));
            self.moves.note(&before, &leads(&object));
        }
        let dated_on = self.dated_on(&object);
        let act = T::act(Act::Changed(changes));
        let statement = match self.desk.request.reason.clone() {
            Some(reason) => Statement::Amended { act, reason },
            None => Statement::Record(act),
        };
        self.say(subject, dated_on, statement);
    }

    /// Tells of a thing that cannot be recorded.
    fn is_incomplete(&mut self, about: Subject, thing: &Thing, missing: String) {
        let args = [
            ("noun", about.noun.to_string()),
            ("missing", missing),
            ("id", about.id.to_string()),
        ];
        let (code, severity) = (codes::INCOMPLETE_ROW, Severity::Error);
        self.desk
            .find(code, severity, &thing.place, Some(about), &args);
    }

    /// Whether what a thing cannot be without will stand; what else it names and will not is taken out
    /// and told.
    fn rests_on_something(&mut self, about: &Subject, object: &mut Object, thing: &Thing) -> bool {
        match self.missing.take_out(about.noun, object) {
            Ok(taken) => {
                for (attribute, value) in taken {
                    let args = [("attribute", attribute.to_owned()), ("value", value)];
                    let (code, severity) = (codes::CITATION_UNRESOLVED, Severity::Warning);
                    self.desk
                        .find(code, severity, &thing.place, Some(about.clone()), &args);
                }
                true
            }
            Err(attribute) => {
                self.missing.note(about);
                self.is_incomplete(about.clone(), thing, attribute.to_owned());
                false
            }
        }
    }

    /// Drops what a complete source does not mention any more, inside what it speaks about: the
    /// plans it states, the issuers and authors whose words it gives.
    fn drop_absent<T: Tabled>(&mut self, table: &Table<T>) {
        let absent = table.list().filter(|record| self.desk.drops(*record));
        let absent: Vec<Subject> = absent.map(Record::subject).collect();
        for subject in absent {
            self.counts.entry(T::NOUN).or_default().removed += 1;
            self.say(
                subject,
                self.desk.request.dated_on,
                Act::<T>::Dropped.into(),
            );
        }
    }

    /// The day a statement itself carries: its own, else its source's.
    fn dated_on(&self, object: &Object) -> Option<Date> {
        let own = ["dated_on", "adopted_on", "on"]
            .iter()
            .find_map(|attribute| match object.get(*attribute)? {
                Value::String(day) => day.parse().ok(),
                Value::Object(span) => span.get("from")?.as_str()?.parse().ok(),
                _ => None,
            });
        own.or(self.desk.request.dated_on)
    }

    fn say(&mut self, subject: Subject, dated_on: Option<Date>, statement: Statement) {
        let version = subject
            .noun
            .is_versioned()
            .then(|| {
                subject.plan().map(|plan| {
                    match (
                        self.desk.register.newest_version(plan),
                        self.desk.request.same_version,
                    ) {
                        // A plan that has none yet begins with its first.
                        (newest @ 1.., true) => newest,
                        (newest, _) => newest + 1,
                    }
                })
            })
            .flatten();
        self.said.push(Said {
            subject,
            dated_on,
            version,
            invented: false,
            statement,
        });
    }

    /// Puts the opening of each new plan version before the first statement of it.
    fn open_versions(&mut self) {
        let mut opened = BTreeSet::new();
        let mut said = Vec::with_capacity(self.said.len() + 2);
        // Whoever reads the log from the front is told of a version before they read what is new in it.
        for next in std::mem::take(&mut self.said) {
            if let (Some(number), Some(plan)) = (next.version, next.subject.plan())
                && number > self.desk.register.newest_version(plan)
                && opened.insert(plan.to_owned())
            {
                let plan = PlanId::new(plan);
                said.push(Said {
                    subject: plan.subject(),
                    dated_on: next.dated_on,
                    version: Some(number),
                    invented: false,
                    statement: Statement::PlanVersioned(PlanVersion {
                        plan,
                        number,
                        files: self.desk.request.files.clone(),
                        reason: self.desk.request.reason.clone(),
                    }),
                });
            }
            said.push(next);
        }
        self.said = said;
    }

    fn accept_successions(&mut self) {
        for accepted in &self.desk.request.accept.clone() {
            let find = |name: &str| self.desk.names.find_organisation(name);
            let (Some(old), Some(new)) = (find(&accepted.old), find(&accepted.new)) else {
                let unknown = if find(&accepted.old).is_none() {
                    &accepted.old
                } else {
                    &accepted.new
                };
                let place = successions_file();
                let args = [("name", unknown.clone())];
                self.desk.find(
                    codes::UNKNOWN_ORGANISATION,
                    Severity::Error,
                    &place,
                    None,
                    &args,
                );
                continue;
            };
            self.accept(accepted, old, new);
        }
    }

    fn accept(&mut self, accepted: &Accepted, old: OrganisationId, new: OrganisationId) {
        let is_said = self
            .said
            .iter()
            .any(|said| says_succession(said, &old, &new));
        let mut recorded = self.desk.register.list_successions();
        let known = recorded.find(|(_, one)| one.before.contains(&old) && one.after.contains(&new));
        let on = Stated::from(accepted.on);
        let succession = match known {
            _ if is_said => return,
            None if accepted.withdraw => return,
            Some((seq, known)) if accepted.withdraw => Succession {
                corrects: Some(seq),
                withdrawn: true,
                ..known.clone()
            },
            Some((seq, known)) => {
                let same_day = on.is_not_stated() || on == known.on;
                if known.kind == accepted.kind && same_day {
                    return;
                }
                Succession {
                    kind: accepted.kind,
                    on: if same_day { known.on } else { on },
                    corrects: Some(seq),
                    ..known.clone()
                }
            }
            None if self.is_circle(&old, &new) => {
                let args = [("old", accepted.old.clone()), ("new", accepted.new.clone())];
                let (code, severity) = (codes::SUCCESSION_CIRCLE, Severity::Error);
                self.desk
                    .find(code, severity, &successions_file(), None, &args);
                return;
            }
            None => Succession {
                kind: accepted.kind,
                before: vec![old],
                after: vec![new.clone()],
                on,
                corrects: None,
                withdrawn: false,
            },
        };
        self.said.push(Said {
            dated_on: accepted.on.or(self.desk.request.dated_on),
            ..Said::new(new.subject(), Statement::Succeeded(succession))
        });
    }

    /// Whether a body would come after itself.
    fn is_circle(&self, old: &OrganisationId, new: &OrganisationId) -> bool {
        let corrected: BTreeSet<u64> = self
            .said
            .iter()
            .filter_map(|said| match &said.statement {
                Statement::Succeeded(one) => one.corrects,
                _ => None,
            })
            .collect();
        let recorded = self.desk.register.list_successions();
        let recorded = recorded.filter(|(seq, _)| !corrected.contains(seq));
        let said = self.said.iter().filter_map(|said| match &said.statement {
            Statement::Succeeded(one) if !one.withdrawn => Some(one),
            _ => None,
        });
        let all: Vec<&Succession> = recorded.map(|(_, one)| one).chain(said).collect();
        Succession::is_after(&all, new, old)
    }

    /// New findings are stated, moved ones changed, and those of these files that are gone dropped.
    fn settle_findings(&mut self) {
        let register = self.desk.register;
        let findings: Vec<Finding> = self.desk.findings.values().cloned().collect();
        let mut said = Vec::new();
        let mut say = |finding: &Finding, act| {
            let subject = finding.subject();
            said.push(Said::new(subject, Act::<Finding>::into(act)));
        };
        for finding in &findings {
            match register.findings.find(finding.id.as_str()) {
                None => say(finding, Act::Stated(Arc::new(finding.clone()))),
                Some(known) => {
                    let changes = record::differences(known, finding);
                    if !changes.is_empty() {
                        say(finding, Act::Changed(changes));
                    }
                }
            }
        }
        let found: BTreeSet<&str> = findings.iter().map(|finding| finding.id.as_str()).collect();
        for known in register.findings.list() {
            // An organisation that an import registered is known from then on; that it was not
            // stays a finding until somebody explains it.
            let registered = &*known.code == codes::UNKNOWN_ORGANISATION && known.about.is_some();
            if !registered && !found.contains(known.id.as_str()) && self.desk.is_settled(known) {
                say(known, Act::Dropped);
            }
        }
        self.said.extend(said);
    }
}

fn leads(object: &Object) -> Vec<OrganisationId> {
    let list = object
        .get("lead")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    list.filter_map(Value::as_str)
        .map(OrganisationId::new)
        .collect()
}
