// SPDX-License-Identifier: EUPL-1.2
//! Bodies of entries keep their bytes: what was hashed once must be written the same for ever.
//!
//! `bodies/golden.jsonl` holds bodies of every kind of entry: of every noun one with all of its
//! attributes, one with as few as it can have, and a change of each attribute.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};
use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::register::Register;
use wegmarke_domain::statement::{self, Entry, Said};

const GOLDEN: &str = include_str!("bodies/golden.jsonl");

#[derive(Deserialize)]
struct Line {
    kind: String,
    subject: Subject,
    body: Value,
}

fn lines() -> Vec<Line> {
    let lines = GOLDEN.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().unwrap()
}

#[test]
fn what_was_read_is_written_the_same() {
    for line in lines() {
        let written = line.body.to_string();
        let read = statement::decode(&line.kind, 1, written.as_bytes())
            .unwrap_or_else(|error| panic!("{error}: {written}"));
        assert_eq!(read.statement.kind(), line.kind);
        let said = Said {
            subject: line.subject,
            dated_on: read.dated_on,
            version: read.version,
            invented: read.invented,
            statement: read.statement,
        };
        assert_eq!(said.body().unwrap().to_string(), written, "{}", line.kind);
    }
}

#[test]
fn every_kind_of_entry_is_among_them() {
    let held: BTreeSet<String> = lines().into_iter().map(|line| line.kind).collect();
    let all: BTreeSet<String> = statement::list_kinds().into_iter().collect();
    assert_eq!(held, all);
}

/// Nothing says what such a judgement would be about.
#[test]
fn a_judgement_names_one_demand_and_no_more() {
    for (named, reads) in [
        (json!({"recommendation": "r"}), true),
        (json!({"obligation": "o"}), true),
        (json!({"recommendation": "r", "obligation": "o"}), false),
        (json!({"recommendation": null}), false),
        (json!({}), false),
    ] {
        let mut record = json!({"id": "x", "plan": "p", "author": "kok", "degree": "met"});
        let named_here = named.as_object().unwrap().clone();
        record.as_object_mut().unwrap().extend(named_here);
        let body = json!({ "record": record }).to_string();
        let read = statement::decode("coverage.stated", 1, body.as_bytes());
        assert_eq!(read.is_ok(), reads, "{named}");
    }
}

/// The register after entries given as kind, subject and body.
fn register(entries: &[(&str, &str, Value)]) -> Register {
    let mut register = Register::default();
    for (kind, subject, body) in entries {
        let read = statement::decode(kind, 1, body.to_string().as_bytes()).unwrap();
        let entry = Entry {
            seq: register.size(),
            at: jiff::Timestamp::UNIX_EPOCH,
            by: OrganisationId::new("editor"),
            hand: Hand::Account,
            signed: None,
            kind: (*kind).into(),
            subject: subject.parse().unwrap(),
            dated_on: read.dated_on,
            version: read.version,
            invented: read.invented,
            statement: Some(read.statement),
        };
        register.apply(&entry).unwrap();
    }
    register
}

#[test]
fn who_becomes_lead_or_no_longer_is_finds_it_in_its_thread() {
    let title = json!({"de": "Titel"});
    let milestone = |lead: &str| json!({"id": "p/s", "title": title, "lead": [lead]});
    let register = register(&[
        (
            "measure.stated",
            "measure/p/m",
            json!({"record": {"id": "p/m", "title": title, "lead": ["old"]}}),
        ),
        (
            "measure.changed",
            "measure/p/m",
            json!({"changes": {"lead": {"from": ["old"], "to": ["new"]}}}),
        ),
        (
            "measure.changed",
            "measure/p/m",
            json!({"changes": {"partners": {"to": ["part"]}, "note": {"to": title}}}),
        ),
        (
            "milestone.proposed",
            "milestone/p/s",
            json!({"proposal": {"milestone": milestone("proposed")}}),
        ),
        (
            "milestone.confirmed",
            "milestone/p/s",
            json!({"decision": {"proposal": 3}}),
        ),
    ]);
    for (organisation, entries) in [
        ("old", vec![0, 1]),
        ("new", vec![1]),
        ("part", vec![2]),
        ("proposed", vec![3, 4]),
    ] {
        let subject = OrganisationId::new(organisation).subject();
        let thread: Vec<u64> = register.list_thread(&subject).collect();
        assert_eq!(thread, entries, "{organisation}");
    }
}
