// SPDX-License-Identifier: EUPL-1.2
//! Bodies of entries keep their bytes: what was hashed once must be written the same for ever.
//!
//! `bodies/golden.jsonl` holds bodies of every kind of entry: of every noun one with all of its
//! attributes, one with as few as it can have, and a change of each attribute.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::statement::{self, Said};

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
