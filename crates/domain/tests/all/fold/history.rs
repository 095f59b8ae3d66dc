// SPDX-License-Identifier: EUPL-1.2
//! Histories that follow, as chance wants them.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::statement::{Entry, decode, schema_of};

/// What is standing: subject -> attributes.
pub(super) type Standing = BTreeMap<Subject, Value>;

const ORGANISATIONS: [&str; 3] = ["bmas", "bmi", "kok"];
pub(super) const IDS: [(Noun, &[&str]); 8] = [
    (Noun::Organisation, &ORGANISATIONS),
    (Noun::Plan, &["p"]),
    (Noun::Field, &["p/1", "p/2"]),
    (Noun::Measure, &["p/a", "p/b", "p/c"]),
    (Noun::Milestone, &["p/x", "p/y"]),
    (Noun::Recommendation, &["r"]),
    (Noun::Coverage, &["r/p/kok"]),
    (Noun::Finding, &["f", "g"]),
];

pub(super) fn entry(seq: u64, subject: Subject, kind: &str, body: &Value) -> Entry {
    let read = decode(kind, schema_of(kind), body.to_string().as_bytes()).unwrap();
    Entry {
        seq,
        at: "2026-11-23T07:00:00Z".parse().unwrap(),
        by: OrganisationId::new("kok"),
        hand: Hand::Account,
        signed: None,
        subject,
        kind: kind.into(),
        dated_on: read.dated_on,
        version: read.version,
        invented: read.invented,
        statement: Some(read.statement),
    }
}

/// The same entry after its body was erased.
pub(super) fn withheld(entry: &Entry) -> Entry {
    Entry {
        dated_on: None,
        version: None,
        statement: None,
        ..entry.clone()
    }
}

/// One of many records of a thing: the bits of `dice` choose its attributes.
fn record_of(subject: &Subject, dice: u16) -> Value {
    let bit = |n: u16| dice >> n & 1 == 1;
    let organisation = |n: u16| ORGANISATIONS[usize::from(dice >> n & 3) % 3];
    let mut record = Map::new();
    record.insert("id".to_owned(), json!(&*subject.id));
    let mut set = |name: &str, value: Value| {
        record.insert(name.to_owned(), value);
    };
    let words = json!({"de": format!("Titel {}", dice & 7)});
    match subject.noun {
        Noun::Organisation => set("name", words),
        Noun::Field => set("number", json!(format!("{}", dice & 7))),
        Noun::Recommendation => {
            set("issuer", json!(organisation(0)));
            set("title", words);
        }
        Noun::Coverage => {
            set("recommendation", json!("r"));
            set("plan", json!("p"));
            set("author", json!("kok"));
            set("degree", json!(if bit(0) { "met" } else { "not-met" }));
            if bit(1) {
                set("measures", json!(["p/a", "p/b"]));
            }
        }
        Noun::Finding => {
            set("code", json!("two_leads"));
            set("severity", json!("note"));
            set("file", json!(format!("{}.csv", dice & 3)));
            if bit(4) {
                set("about", json!("measure/p/a"));
            }
        }
        _ => set("title", words),
    }
    if matches!(subject.noun, Noun::Plan | Noun::Measure | Noun::Milestone) && bit(3) {
        set(
            "lead",
            if bit(4) {
                json!([organisation(5)])
            } else {
                Value::Null
            },
        );
    }
    if subject.noun == Noun::Measure {
        if bit(7) {
            set("field", json!(if bit(8) { "p/1" } else { "p/2" }));
        }
        if bit(9) {
            set("partners", json!([organisation(10), "somebody"]));
        }
    }
    if subject.noun == Noun::Milestone && bit(7) {
        set(
            "measures",
            if bit(8) {
                json!(["p/a"])
            } else {
                json!(["p/a", "p/c"])
            },
        );
    }
    Value::Object(record)
}

/// What changed from one record to another, as an entry says it.
fn changes(before: &Value, after: &Value) -> Value {
    let (before, after) = (before.as_object().unwrap(), after.as_object().unwrap());
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut changes = Map::new();
    for name in names {
        let mut change = Map::new();
        for (side, object) in [("from", before), ("to", after)] {
            if let Some(value) = object.get(name) {
                change.insert(side.to_owned(), value.clone());
            }
        }
        if change.get("from") != change.get("to") {
            changes.insert(name.clone(), Value::Object(change));
        }
    }
    Value::Object(changes)
}

/// A history that follows, and what must stand after it.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) entries: Vec<Entry>,
    pub(super) standing: Standing,
    /// Entries before the opening of each version: the last index is that of the newest one.
    pub(super) openings: Vec<usize>,
    pub(super) successions: usize,
    pub(super) explained: BTreeSet<Subject>,
}

impl History {
    /// Says something that follows, as chance wants it.
    fn go_on(&mut self, what: u8, which: u8, dice: u16) {
        match what {
            0 => return self.open_version(),
            1 => {
                let (old, new) = (usize::from(which) % 3, usize::from(dice) % 3);
                let subject = Subject::new(Noun::Organisation, ORGANISATIONS[new]);
                let body = json!({"succession": {"kind": "renamed",
                    "before": [ORGANISATIONS[old]], "after": [ORGANISATIONS[new]]}});
                self.successions += 1;
                return self.say(subject, "organisation.succeeded", body);
            }
            _ => {}
        }
        let (noun, ids) = IDS[usize::from(what) % IDS.len()];
        let subject = Subject::new(noun, ids[usize::from(which) % ids.len()]);
        if noun.is_versioned() && self.openings.is_empty() {
            self.open_version();
        }
        let record = record_of(&subject, dice);
        match self.standing.get(&subject).cloned() {
            None => {
                self.standing.insert(subject.clone(), record.clone());
                self.say(
                    subject,
                    &format!("{noun}.stated"),
                    json!({ "record": record }),
                );
            }
            Some(_) if dice & 0b11_0000_0000_0000 == 0 => {
                self.standing.remove(&subject);
                self.say(subject, &format!("{noun}.dropped"), json!({}));
            }
            Some(_) if noun == Noun::Finding && dice & 0x1000 == 0 => {
                self.explained.insert(subject.clone());
                self.say(
                    subject,
                    "finding.explained",
                    json!({"reason": {"de": "weil"}}),
                );
            }
            Some(before) if before != record => {
                let body = json!({"changes": changes(&before, &record)});
                self.standing.insert(subject.clone(), record);
                self.say(subject, &format!("{noun}.changed"), body);
            }
            Some(_) => {}
        }
    }

    fn open_version(&mut self) {
        self.openings.push(self.entries.len());
        let body = json!({"opened": {"plan": "p", "number": self.openings.len()}});
        self.say(Subject::new(Noun::Plan, "p"), "plan.versioned", body);
    }

    fn say(&mut self, subject: Subject, kind: &str, mut body: Value) {
        if subject.noun.is_versioned() {
            body["version"] = json!(self.openings.len());
        }
        self.entries
            .push(entry(self.entries.len() as u64, subject, kind, &body));
    }
}

pub(super) fn histories() -> impl Strategy<Value = History> {
    prop::collection::vec((0..10_u8, any::<u8>(), any::<u16>()), 0..60).prop_map(|steps| {
        let mut history = History::default();
        for (what, which, dice) in steps {
            history.go_on(what, which, dice);
        }
        history
    })
}
