// SPDX-License-Identifier: EUPL-1.2
//! Files written by hand, and a register that takes in what they say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use serde_json::Value;
use wegmarke_domain::draft::{Cell, Doubt, Draft, Told, list_slots};
use wegmarke_domain::finding::Severity;
use wegmarke_domain::hand::Hand;
use wegmarke_domain::import::questions::{Answer, Answers};
use wegmarke_domain::import::succession::Accepted;
use wegmarke_domain::import::{Counts, Outcome, Request, prepare};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::organisation::SuccessionKind;
use wegmarke_domain::record::{self, Record};
use wegmarke_domain::register::Register;
use wegmarke_domain::statement::{Entry, decode, schema_of};
use wegmarke_domain::table::Table;
use wegmarke_domain::text::Lang;

pub(super) const NONE: &str = Cell::NONE_STATED;

/// A file in the making. Rows are counted from 2 on, as the heading is row 1; a column is headed by
/// the attribute it holds.
#[derive(Clone)]
pub(super) struct Sheet {
    pub(super) request: Request,
    file: Arc<str>,
    row: u32,
    /// Of what the profile speaks, by noun; of all there is where nothing is said.
    told: BTreeMap<Noun, Arc<Told>>,
}

/// The rows alone: what a failing case is told by.
impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Request {
            by,
            complete,
            drafts,
            ..
        } = &self.request;
        writeln!(f, "by {by}, complete: {complete}, told: {:?}", self.told)?;
        for draft in drafts {
            write!(f, "{} {} {}:", draft.row, draft.noun, draft.repeats)?;
            for cell in &draft.cells {
                write!(f, " {}={:?}", cell.attribute, cell.text)?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// An empty file of an importer, with a profile that maps every attribute.
pub(super) fn sheet() -> Sheet {
    let empty = Sheet {
        request: Request {
            by: "kok".to_owned(),
            drafts: Vec::new(),
            doubts: Vec::new(),
            files: BTreeMap::new(),
            bundles: BTreeMap::new(),
            complete: false,
            dated_on: None,
            language: Lang::DE,
            day_order: None,
            accept: Vec::new(),
            same: Answers {
                all: Some(Answer::Same),
                ..Answers::default()
            },
            read: BTreeMap::new(),
            editions: BTreeSet::new(),
            same_version: false,
            reason: None,
            again: BTreeSet::new(),
        },
        file: "".into(),
        row: 1,
        told: BTreeMap::new(),
    };
    empty.file("a.csv")
}

/// A file with the importer and one plan, in rows 2 and 3.
pub(super) fn plan_sheet() -> Sheet {
    sheet()
        .row(Noun::Organisation, &[("id", "kok"), ("name.de", "KOK")])
        .row(Noun::Plan, &[("id", "p"), ("title.de", "Plan")])
}

/// As a profile says it that maps all slots of a noun that a test lets pass, for new things only where
/// it says so.
fn told_of(noun: Noun, mut test: impl FnMut(&str) -> Option<bool>) -> Arc<Told> {
    let mut told = Told::default();
    for slot in list_slots(noun) {
        if let Some(only_new) = test(slot.name.split('.').next().unwrap()) {
            told.tell(noun, &slot.name, only_new);
        }
    }
    Arc::new(told)
}

impl Sheet {
    /// Goes on in another file.
    pub(super) fn file(mut self, name: &str) -> Self {
        self.file = name.into();
        self.row = 1;
        self.request.files.insert(name.to_owned(), "0".repeat(64));
        self
    }

    pub(super) fn row(mut self, noun: Noun, cells: &[(&str, &str)]) -> Self {
        self.row += 1;
        let cells = cells.iter().map(|(attribute, text)| Cell {
            attribute: (*attribute).into(),
            text: (*text).to_owned(),
            column: Some((*attribute).into()),
        });
        self.request.drafts.push(Draft {
            noun,
            file: Arc::clone(&self.file),
            row: self.row,
            repeats: false,
            told: Arc::default(),
            cells: cells.collect(),
        });
        self.with_told()
    }

    /// Every row speaks of what the profile says.
    fn with_told(mut self) -> Self {
        for draft in &mut self.request.drafts {
            let all = || told_of(draft.noun, |_| Some(false));
            draft.told = Arc::clone(self.told.entry(draft.noun).or_insert_with(all));
        }
        self
    }

    /// Something else that the last row states.
    pub(super) fn beside(mut self, noun: Noun, cells: &[(&str, &str)]) -> Self {
        self.row -= 1;
        self.row(noun, cells)
    }

    /// A row whose id may stand in further rows.
    pub(super) fn repeated(self, noun: Noun, cells: &[(&str, &str)]) -> Self {
        let mut sheet = self.row(noun, cells);
        sheet.request.drafts.last_mut().unwrap().repeats = true;
        sheet
    }

    /// A row of the plan's measures.
    pub(super) fn measure(self, cells: &[(&str, &str)]) -> Self {
        let mut all = vec![("plan", "p")];
        all.extend_from_slice(cells);
        self.row(Noun::Measure, &all)
    }

    /// A row of the plan's fields.
    pub(super) fn field(self, number: &str) -> Self {
        self.row(Noun::Field, &[("plan", "p"), ("number", number)])
    }

    /// A recommendation of the importer.
    pub(super) fn recommendation(self, id: &str) -> Self {
        let cells = [("id", id), ("issuer", "kok"), ("title.de", "Fordert")];
        self.row(Noun::Recommendation, &cells)
    }

    /// Something the reader met.
    pub(super) fn problem(mut self, code: &'static str, severity: Severity, column: &str) -> Self {
        self.row += 1;
        self.request.doubts.push(Doubt {
            code,
            severity,
            file: Arc::clone(&self.file),
            row: Some(self.row),
            column: Some(column.into()),
            args: BTreeMap::new(),
        });
        self
    }

    /// The profile maps only these attributes of a noun.
    pub(super) fn maps(mut self, noun: Noun, attributes: &[&str]) -> Self {
        let told = told_of(noun, |name| attributes.contains(&name).then_some(false));
        self.told.insert(noun, told);
        self.with_told()
    }

    /// The profile maps only these slots of a noun: `title.en`, `source.url`.
    pub(super) fn maps_slots(mut self, noun: Noun, slots: &[&str]) -> Self {
        let mut told = Told::default();
        for slot in slots {
            told.tell(noun, slot, false);
        }
        self.told.insert(noun, Arc::new(told));
        self.with_told()
    }

    /// The profile gives these attributes of a noun for new things only.
    pub(super) fn only_new(mut self, noun: Noun, attributes: &[&str]) -> Self {
        let told = told_of(noun, |name| Some(attributes.contains(&name)));
        self.told.insert(noun, told);
        self.with_told()
    }

    /// What is not mentioned is gone.
    pub(super) fn complete(mut self) -> Self {
        self.request.complete = true;
        self
    }

    /// A new edition of another file.
    pub(super) fn edition_of(mut self, file: &str) -> Self {
        self.request.editions.insert(file.to_owned());
        self
    }

    pub(super) fn withdraw(mut self, old: &str, new: &str) -> Self {
        self = self.accept(old, new);
        self.request.accept.last_mut().unwrap().withdraw = true;
        self
    }

    /// What everything changed of is another thing, or nobody said whether it is.
    pub(super) fn answers(mut self, all: Option<Answer>) -> Self {
        self.request.same.all = all;
        self
    }

    pub(super) fn by(mut self, name: &str) -> Self {
        self.request.by = name.to_owned();
        self
    }

    pub(super) fn accept(mut self, old: &str, new: &str) -> Self {
        self.request.accept.push(Accepted {
            old: old.to_owned(),
            new: new.to_owned(),
            kind: SuccessionKind::Renamed,
            on: None,
            items: 0,
            withdraw: false,
        });
        self
    }

    /// Imports the file; whatever it says has to follow, and to be said for good.
    pub(super) fn import(&self, register: &mut Register) -> Outcome {
        let outcome = prepare(register, &self.request);
        take_in(register, &outcome);
        for finding in &outcome.findings {
            assert_eq!(register.findings.find(finding.id.as_str()), Some(finding));
        }
        let again = prepare(register, &self.request);
        assert_eq!(again.said, [], "the same file says something new");
        for (noun, counts) in again.counts {
            let unchanged = counts.unchanged;
            let expected = Counts {
                unchanged,
                ..Counts::default()
            };
            assert_eq!(counts, expected, "{noun}");
        }
        outcome
    }

    /// The register that knows nothing but this file.
    pub(super) fn register(&self) -> Register {
        let mut register = Register::default();
        self.import(&mut register);
        register
    }
}

/// Says what an import says, through the written form of its entries.
pub(super) fn take_in(register: &mut Register, outcome: &Outcome) {
    for said in &outcome.said {
        let kind = said.statement.kind();
        let body = said.body().unwrap().to_string();
        let read = decode(kind, schema_of(kind), body.as_bytes()).unwrap();
        let entry = Entry {
            seq: register.size(),
            at: "2026-11-23T07:00:00Z".parse().unwrap(),
            by: outcome.by.clone(),
            hand: Hand::Account,
            signed: None,
            subject: said.subject.clone(),
            kind: kind.into(),
            dated_on: read.dated_on,
            version: read.version,
            invented: read.invented,
            statement: Some(read.statement),
        };
        register
            .apply(&entry)
            .unwrap_or_else(|error| panic!("{error}: {said:?}"));
    }
}

/// What an import says, one word each: `measure.changed p/m`.
pub(super) fn said(outcome: &Outcome) -> Vec<String> {
    let said = outcome.said.iter();
    said.map(|said| format!("{} {}", said.statement.kind(), said.subject.id))
        .collect()
}

/// The codes of what an import found, sorted.
pub(super) fn found(outcome: &Outcome) -> Vec<&str> {
    let mut codes: Vec<&str> = outcome.findings.iter().map(|one| &*one.code).collect();
    codes.sort_unstable();
    codes
}

/// What is standing: `measure/p/m` -> attributes.
pub(super) fn standing(register: &Register) -> BTreeMap<String, Value> {
    fn of<T: Record>(table: &Table<T>, all: &mut BTreeMap<String, Value>) {
        for record in table.list() {
            let attributes = Value::Object(record::attributes(record));
            all.insert(record.subject().to_string(), attributes);
        }
    }
    let mut all = BTreeMap::new();
    of(&register.organisations, &mut all);
    of(&register.plans, &mut all);
    of(&register.facts, &mut all);
    of(&register.fields, &mut all);
    of(&register.goals, &mut all);
    of(&register.measures, &mut all);
    of(&register.milestones, &mut all);
    of(&register.recommendations, &mut all);
    of(&register.obligations, &mut all);
    of(&register.responses, &mut all);
    of(&register.coverages, &mut all);
    of(&register.evidence, &mut all);
    of(&register.contexts, &mut all);
    of(&register.indicators, &mut all);
    of(&register.values, &mut all);
    of(&register.fundings, &mut all);
    of(&register.statuses, &mut all);
    of(&register.relations, &mut all);
    of(&register.groupings, &mut all);
    of(&register.standards, &mut all);
    of(&register.arrangements, &mut all);
    of(&register.answers, &mut all);
    of(&register.inquiries, &mut all);
    of(&register.findings, &mut all);
    all
}

/// One attribute of a standing thing; `None` if it is not stated.
pub(super) fn attribute(register: &Register, thing: &str, name: &str) -> Option<Value> {
    standing(register)[thing].get(name).cloned()
}
