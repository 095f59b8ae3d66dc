// SPDX-License-Identifier: EUPL-1.2
//! Makes entries as the log would hold them.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::key::Signed;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::register::Register;
use wegmarke_domain::statement::{self, Entry};

use super::Wording;

/// One entry, as the log would hold it.
pub(crate) struct Line {
    pub(crate) entry: Entry,
    pub(crate) envelope: String,
    pub(crate) body: String,
}

/// Says one thing after the other, all in the same words.
pub(super) struct Maker {
    pub(super) wording: Wording,
    pub(super) lines: Vec<Line>,
}

impl Maker {
    pub(super) fn words(&self, key: &str) -> String {
        self.wording.words(key)
    }

    pub(super) fn text(&self, key: &str) -> Json {
        json!({ "de": self.words(key), "en": self.words(key) })
    }

    pub(super) fn italian(&self, key: &str) -> Json {
        json!({ "it": self.words(key) })
    }

    pub(super) fn say(&mut self, subject: &str, verb: &str, body: Json) {
        self.say_as("qx-kok", subject, verb, body);
    }

    pub(super) fn say_as(&mut self, by: &str, subject: &str, verb: &str, body: Json) {
        let noun = subject.split('/').next().unwrap();
        self.push(by, subject, &format!("{noun}.{verb}"), body, None);
    }

    /// An organisation says something of its keys; with which one it signs that.
    pub(super) fn say_of_keys(&mut self, verb: &str, body: Json, signed: Option<&str>) {
        let subject = "organisation/qx-kok";
        self.push("qx-kok", subject, &format!("key.{verb}"), body, signed);
    }

    pub(super) fn push(
        &mut self,
        by: &str,
        subject: &str,
        kind: &str,
        body: Json,
        signed: Option<&str>,
    ) {
        let subject: Subject = subject.parse().unwrap();
        let body = body.to_string();
        let read = statement::decode(kind, 1, body.as_bytes()).unwrap();
        let seq = self.lines.len() as u64;
        let at = jiff::Timestamp::from_second(1_735_000_000 + i64::try_from(seq).unwrap() * 3_600)
            .unwrap();
        let mut envelope = json!({
            "seq": seq, "at": at.to_string(), "by": by, "kind": kind, "schema": 1,
            "subject": subject.to_string(), "body_hash": "00".repeat(32),
        });
        if signed.is_some() {
            envelope["signature"] = "00".repeat(32).into();
        }
        let envelope = envelope.to_string();
        let entry = Entry {
            seq,
            at,
            by: OrganisationId::new(by),
            // Whoever runs the server wrote the first one.
            hand: match seq {
                0 => Hand::Operator,
                _ => Hand::Account,
            },
            signed: signed.map(|key| {
                Arc::new(Signed {
                    key: key.into(),
                    leaf: [0; 32],
                })
            }),
            subject,
            kind: kind.into(),
            dated_on: read.dated_on,
            version: read.version,
            invented: read.invented,
            statement: Some(read.statement),
        };
        self.lines.push(Line {
            entry,
            envelope,
            body,
        });
    }

    pub(super) fn state(&mut self, subject: &str, record: Json) {
        self.say(subject, "stated", json!({ "record": record }));
    }

    pub(super) fn source(&self) -> Json {
        json!({ "document": self.words("document"), "locator": self.words("page"), "urls": [self.wording.address()] })
    }

    pub(super) fn state_in(&mut self, version: u32, subject: &str, record: Json) {
        self.say(
            subject,
            "stated",
            json!({ "version": version, "record": record }),
        );
    }
}

/// A register of a few statements, each with its time, subject, verb and body.
pub(crate) fn told(said: &[(&str, &str, &str, Json)]) -> Register {
    let mut register = Register::default();
    for (seq, (at, subject, verb, body)) in (0..).zip(said) {
        let subject: Subject = subject.parse().unwrap();
        let kind = format!("{}.{verb}", subject.noun);
        let read = statement::decode(&kind, 1, body.to_string().as_bytes()).unwrap();
        let entry = Entry {
            seq,
            at: at.parse().unwrap(),
            by: OrganisationId::new("qx-kok"),
            // Whoever runs the server wrote the first one.
            hand: match seq {
                0 => Hand::Operator,
                _ => Hand::Account,
            },
            signed: None,
            subject,
            kind: kind.into(),
            dated_on: read.dated_on,
            version: read.version,
            invented: read.invented,
            statement: Some(read.statement),
        };
        register.apply(&entry).unwrap();
    }
    register
}
