// SPDX-License-Identifier: EUPL-1.2
//! Samples of every page: empty, typical, hostile, very long, and right to left.
//!
//! All samples hold the same things; only their words differ. Words of the
//! typical sample begin with `qx`, so that a test can tell data from words
//! somebody wrote into the code.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use wegmarke_domain::contribution::Address;
use wegmarke_domain::file::File;
use wegmarke_domain::id::{MeasureId, OrganisationId, PlanId};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::problem::Problem;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::{Action, Role};
use wegmarke_domain::statement::{self, Entry};
use wegmarke_l10n::Lang;

use crate::ctx::{Assets, Operator};
use crate::entry::{Body, Stored};
use crate::parts::form::Values;
use crate::search::{Hit, Results};
use crate::work::sheet::{Becomes, Change, RowProblem, SheetRow};
use crate::work::{AccountParts, Bar, LettersParts, ReceiptLine, SayParts, SheetParts};
use crate::{Ctx, Page, Site};
use crate::{
    about, contribution, entry, finding, gap, history, indicator, measure, milestone, monitoring,
    obligation, organisation, plan, recommendation, round, search, start, work,
};
use wegmarke_domain::task::{Task, TaskState};

/// Which words a sample is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// No entry at all.
    Empty,
    /// Ordinary words.
    Typical,
    /// Markup, quotes, control characters and dangerous addresses.
    Hostile,
    /// Very long texts, with and without blanks.
    Long,
    /// Arabic and Hebrew.
    RightToLeft,
}

impl Kind {
    pub(crate) const ALL: [Self; 5] = [
        Self::Empty,
        Self::Typical,
        Self::Hostile,
        Self::Long,
        Self::RightToLeft,
    ];

    fn words(self, key: &str) -> String {
        match self {
            Self::Empty | Self::Typical => format!("qx{key} qxwords"),
            Self::Hostile => format!(
                "{key}</td></table><script>alert('{key}')</script>\"' onmouseover=\"x\" &amp; <img src=x onerror=alert(1)> <!-- {{{{ f }}}} \u{202E}\u{7}"
            ),
            Self::Long => format!(
                "{key} {} {}",
                "Donaudampfschifffahrt".repeat(40),
                "lorem ipsum\n".repeat(60)
            ),
            Self::RightToLeft => format!("خطة العمل الوطنية {key} תוכנית"),
        }
    }

    fn address(self) -> &'static str {
        match self {
            Self::Hostile => "javascript:alert(document.cookie)",
            _ => "https://example.org/qx?qxa=1&qxb=2",
        }
    }
}

/// One entry of a sample, as the log would hold it.
pub(crate) struct Line {
    pub(crate) entry: Entry,
    pub(crate) envelope: String,
    pub(crate) body: String,
}

struct Maker {
    kind: Kind,
    lines: Vec<Line>,
}

impl Maker {
    fn text(&self, key: &str) -> Json {
        json!({ "de": self.kind.words(key), "en": self.kind.words(key) })
    }

    fn italian(&self, key: &str) -> Json {
        json!({ "it": self.kind.words(key) })
    }

    fn say(&mut self, subject: &str, verb: &str, body: Json) {
        self.say_as("qx-kok", subject, verb, body);
    }

    fn say_as(&mut self, by: &str, subject: &str, verb: &str, body: Json) {
        let subject: Subject = subject.parse().unwrap();
        let kind = format!("{}.{verb}", subject.noun);
        let body = body.to_string();
        let read = statement::decode(&kind, 1, body.as_bytes()).unwrap();
        let seq = self.lines.len() as u64;
        let at = jiff::Timestamp::from_second(1_735_000_000 + i64::try_from(seq).unwrap() * 3_600)
            .unwrap();
        let envelope = json!({
            "seq": seq, "at": at.to_string(), "by": by, "kind": kind, "schema": 1,
            "subject": subject.to_string(), "body_hash": "00".repeat(32),
        })
        .to_string();
        let entry = Entry {
            seq,
            at,
            by: OrganisationId::new(by),
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

    fn state(&mut self, subject: &str, record: Json) {
        self.say(subject, "stated", json!({ "record": record }));
    }

    fn source(&self) -> Json {
        json!({ "document": self.kind.words("document"), "locator": self.kind.words("page"), "urls": [self.kind.address()] })
    }
}

/// The entries of a sample.
pub(crate) fn lines(kind: Kind) -> Vec<Line> {
    let mut maker = Maker {
        kind,
        lines: Vec::new(),
    };
    if kind != Kind::Empty {
        organisations(&mut maker);
        plans(&mut maker);
        measures(&mut maker);
        milestones(&mut maker);
        demands(&mut maker);
        later(&mut maker);
        cycle(&mut maker);
    }
    maker.lines
}

fn organisations(m: &mut Maker) {
    for (id, kind, voice) in [
        ("qx-kok", "civil-society", Some("civil-society")),
        ("qx-old", "ministry", None),
        ("qx-new", "ministry", None),
        ("qx-rapporteur", "independent", None),
    ] {
        let mut record =
            json!({ "id": id, "name": m.text("name"), "short": m.text("short"), "kind": kind });
        if let Some(voice) = voice {
            record["voice"] = json!(voice);
        }
        m.state(&format!("organisation/{id}"), record);
    }
    m.state(
        "organisation/qx-bare",
        json!({ "id": "qx-bare", "name": m.italian("bare") }),
    );
    m.say(
        "organisation/qx-new",
        "succeeded",
        json!({ "succession": { "kind": "renamed", "before": ["qx-old"], "after": ["qx-new"], "on": "2025-05-06" } }),
    );
}

fn plans(m: &mut Maker) {
    m.state(
        "plan/qx-plan",
        json!({
            "id": "qx-plan", "title": m.text("plan"), "short": m.text("np"), "adopted_on": "2024-12-11",
            "period": { "as_written": m.kind.words("period"), "from": "2024-12-11", "until": "2028-12-10", "derived": true },
            "lead": ["qx-new"], "coordination": "qx-old", "measures_stated": 126, "fields_stated": 2,
            "living_document": false, "source": m.source(),
        }),
    );
    m.state(
        "plan/qx-bare",
        json!({ "id": "qx-bare", "title": m.italian("bareplan"), "lead": null }),
    );
    m.say(
        "plan/qx-plan",
        "versioned",
        json!({ "version": 1, "opened": { "plan": "qx-plan", "number": 1, "files": { "qx-plan.csv": "ab".repeat(32) } } }),
    );
    for (n, value) in [("1", "four"), ("2", "five")] {
        let name = if n == "1" || n == "2" {
            "fields of action"
        } else {
            "duration"
        };
        m.state(
            &format!("fact/qx-plan/{n}"),
            json!({ "id": format!("qx-plan/{n}"), "plan": "qx-plan", "name": name, "value": m.kind.words(value), "source": m.source() }),
        );
    }
    m.state(
        "fact/qx-plan/3",
        json!({ "id": "qx-plan/3", "plan": "qx-plan", "name": m.kind.words("fact"), "value": m.kind.words("value") }),
    );
    m.state(
        "field/qx-plan/1",
        json!({ "id": "qx-plan/1", "number": "1", "title": m.text("field"), "measures_stated": 14 }),
    );
    m.state(
        "field/qx-plan/2",
        json!({ "id": "qx-plan/2", "number": "2" }),
    );
    m.state(
        "goal/qx-plan/1.1",
        json!({ "id": "qx-plan/1.1", "title": m.text("goal"), "field": "qx-plan/1" }),
    );
}

fn measures(m: &mut Maker) {
    m.state(
        "measure/qx-plan/full",
        json!({
            "id": "qx-plan/full", "number": "1", "field": "qx-plan/1", "goal": "qx-plan/1.1",
            "title": m.text("measure"), "description": m.text("description"), "lead": ["qx-new"],
            "partners": ["qx-kok", "qx-unknown"], "output_indicator": m.text("output"),
            "outcome_indicator": m.text("outcome"), "nature": "continued", "commitment": "strive",
            "themes": ["steering", m.kind.words("theme")], "groups": [m.kind.words("group")],
            "forms": [m.kind.words("form")], "level": "federation", "funding": m.text("funding"),
            "period": { "as_written": m.kind.words("period"), "from": "2025-01-01", "until": "2026-12-31" },
            "cited_as": m.kind.words("cited"), "source": m.source(), "note": m.italian("note"),
        }),
    );
    m.state(
        "measure/qx-plan/bare",
        json!({ "id": "qx-plan/bare", "title": m.italian("bare") }),
    );
    m.state(
        "measure/qx-plan/none",
        json!({
            "id": "qx-plan/none", "number": "99", "field": "qx-plan/1", "title": m.text("none"),
            "lead": ["qx-new", "qx-old"], "partners": null, "funding": null,
            "period": { "as_written": m.kind.words("vague") },
        }),
    );
    for n in 2..75 {
        m.state(
            &format!("measure/qx-plan/m{n}"),
            json!({ "id": format!("qx-plan/m{n}"), "number": n.to_string(), "field": "qx-plan/2", "title": { "de": format!("qxm{n}") } }),
        );
    }
}

fn milestones(m: &mut Maker) {
    m.state(
        "milestone/qx-plan/M1",
        json!({
            "id": "qx-plan/M1", "measures": ["qx-plan/full"], "title": m.italian("milestone"),
            "description": m.text("description"), "lead": ["qx-new"], "type": "quantitative",
            "unit": m.kind.words("unit"), "baseline": "1250.5", "goal": "9000",
            "verification": m.text("verification"), "note": m.text("note"),
            "due": { "as_written": m.kind.words("due"), "from": "2026-04-01", "until": "2026-06-30" },
        }),
    );
    m.state(
        "milestone/qx-plan/M2",
        json!({
            "id": "qx-plan/M2", "title": m.text("milestone"), "type": "qualitative", "indicator": m.text("indicator"),
            "baseline": "3", "goal": "3", "direction": "maintain",
        }),
    );
    for n in 3..60 {
        m.state(
            &format!("milestone/qx-plan/M{n}"),
            json!({
                "id": format!("qx-plan/M{n}"), "title": { "it": format!("qxmilestone{n}") }, "measures": ["qx-plan/full"],
                "due": { "as_written": format!("{}", 2020 + n % 9), "until": format!("{}-12-31", 2020 + n % 9) },
            }),
        );
    }
}

fn demands(m: &mut Maker) {
    m.state(
        "recommendation/qx-1",
        json!({
            "id": "qx-1", "issuer": "qx-kok", "title": m.text("recommendation"), "description": m.text("long"),
            "topics": ["steering"], "addressee": m.kind.words("addressee"), "source": m.source(),
            "issued_on": { "as_written": m.kind.words("issued"), "from": "2025-06-23", "until": "2025-06-23" },
            "years": { "as_written": m.kind.words("years"), "from": "2015-01-01", "until": "2019-12-31" },
        }),
    );
    m.state(
        "recommendation/qx-2",
        json!({ "id": "qx-2", "issuer": "qx-kok", "title": m.italian("bare") }),
    );
    for n in 3..56 {
        m.state(
            &format!("recommendation/qx-{n}"),
            json!({ "id": format!("qx-{n}"), "issuer": "qx-rapporteur", "title": { "de": format!("qxr{n}") }, "topics": ["data"] }),
        );
    }
    m.state(
        "obligation/qx-eu",
        json!({ "id": "qx-eu", "instrument": m.kind.words("instrument"), "article": m.kind.words("article"), "title": m.text("duty"), "basis": "article text", "checked_by_lawyer": false }),
    );
    m.state(
        "response/qx-1/qx-new",
        json!({ "id": "qx-1/qx-new", "recommendation": "qx-1", "by": "qx-new", "position": "partly-accepted", "text": m.text("answer"), "on": "2025-09-01" }),
    );
    m.state(
        "response/qx-1/qx-old",
        json!({ "id": "qx-1/qx-old", "recommendation": "qx-1", "by": "qx-old" }),
    );
    m.state(
        "coverage/qx-1/qx-plan/qx-kok",
        json!({ "id": "qx-1/qx-plan/qx-kok", "recommendation": "qx-1", "plan": "qx-plan", "author": "qx-kok", "degree": "not-met", "field": "qx-plan/1", "cited": m.kind.words("cited"), "measures": ["qx-plan/full"], "note": m.text("reason"), "dated_on": "2025-06-23" }),
    );
    m.state(
        "coverage/qx-2/qx-plan/qx-rapporteur",
        json!({ "id": "qx-2/qx-plan/qx-rapporteur", "recommendation": "qx-2", "plan": "qx-plan", "author": "qx-rapporteur", "degree": "met" }),
    );
    m.state(
        "evidence/qx-e1",
        json!({ "id": "qx-e1", "claim": m.italian("claim"), "dated_on": { "as_written": "2025-02", "from": "2025-02-01", "until": "2025-02-28" }, "plan": "qx-plan", "cited": m.kind.words("cited"), "measures": ["qx-plan/full"], "milestones": ["qx-plan/M1"], "kind": "self-report", "speaker": m.kind.words("speaker"), "source": m.source(), "note": m.text("note") }),
    );
    m.state(
        "evidence/qx-e2",
        json!({ "id": "qx-e2", "claim": m.text("claim"), "measures": ["qx-plan/full"], "organisation": "qx-new" }),
    );
}

/// What happened after the first version.
fn later(m: &mut Maker) {
    for (id, code, severity) in [
        ("qx-f1", "number_outside_field", "error"),
        ("qx-f2", "total_differs", "warning"),
        ("qx-f3", "unmapped_column", "note"),
        ("qx-f4", "qx_new_code", "note"),
    ] {
        m.state(
            &format!("finding/{id}"),
            json!({ "id": id, "code": code, "severity": severity, "file": m.kind.words("file"), "row": 1234, "column": m.kind.words("column"), "plan": "qx-plan", "about": "measure/qx-plan/full", "args": { "title": m.kind.words("title"), "qxnew": "qx1" } }),
        );
    }
    m.state(
        "finding/qx-f5",
        json!({ "id": "qx-f5", "code": "row_width", "severity": "error", "file": "qx.csv" }),
    );
    m.say(
        "finding/qx-f2",
        "explained",
        json!({ "reason": m.text("reason") }),
    );
    m.say("finding/qx-f3", "dropped", json!({}));
    m.say(
        "plan/qx-plan",
        "versioned",
        json!({ "version": 2, "dated_on": "2025-12-01", "opened": { "plan": "qx-plan", "number": 2 } }),
    );
    m.say(
        "measure/qx-plan/full",
        "changed",
        json!({ "version": 2, "changes": {
            "lead": { "from": ["qx-new"], "to": ["qx-old"] }, "funding": { "from": m.text("funding"), "to": null },
            "nature": { "from": "continued" }, "number": { "from": "1", "to": "2" },
        } }),
    );
    m.say("measure/qx-plan/bare", "dropped", json!({ "version": 2 }));
    m.state_in(
        2,
        "measure/qx-plan/new",
        json!({ "id": "qx-plan/new", "title": m.text("new") }),
    );
}

/// A round in which everything happens, and one that is open.
fn cycle(m: &mut Maker) {
    m.state(
        "indicator/qx-plan/i1",
        json!({
            "id": "qx-plan/i1", "measures": ["qx-plan/full"], "title": m.text("indicator"), "kind": "outcome",
            "unit": m.text("unit"), "baseline": { "number": "1" }, "target": { "number": "9" }, "direction": "increase",
            "method": m.text("method"), "source": m.source(), "disaggregation": [m.text("part")],
        }),
    );
    m.state(
        "indicator/qx-plan/i2",
        json!({
            "id": "qx-plan/i2", "title": m.italian("bare"), "kind": "structural", "measures": ["qx-plan/full"],
            "levels": [{ "name": m.text("low"), "anchor": m.text("anchor") }, { "name": m.text("high") }],
            "baseline": { "level": 0 }, "target": { "level": 1 },
        }),
    );
    for (by, number) in [("qx-kok", "3"), ("qx-new", "4")] {
        m.state(
            &format!("value/qx-plan/i1/{by}/2025-12-31"),
            json!({ "id": format!("qx-plan/i1/{by}/2025-12-31"), "indicator": "qx-plan/i1", "organisation": by, "on": "2025-12-31", "reading": { "number": number } }),
        );
    }
    m.state(
        "funding/qx-plan/full/2026/qx-new",
        json!({
            "id": "qx-plan/full/2026/qx-new", "measure": "qx-plan/full", "year": 2026, "organisation": "qx-new",
            "needed": "1000000", "secured": "10.5", "security": "partly-secured", "budget_line": m.kind.words("line"), "ends_on": "2026-06-30",
        }),
    );
    for (name, opens, due, replies) in [
        ("r1", "2025-01-01", "2025-02-01", "2025-03-01"),
        ("r2", "2025-04-01", "2026-12-01", "2027-01-01"),
    ] {
        let at = |day: &str| format!("{day}T00:00:00Z");
        m.say(
            &format!("round/qx-plan/{name}"),
            "stated",
            json!({ "invented": name == "r1", "record": {
                "id": format!("qx-plan/{name}"), "plan": "qx-plan", "title": m.text(name), "from": "2024-01-01", "until": "2024-12-31",
                "opens_at": at(opens), "due_at": at(due), "replies_until": at(replies), "note": m.text("note"),
                "duties": [
                    { "organisation": "qx-new", "noun": "report", "on": "measure/qx-plan/full" },
                    { "organisation": "qx-new", "noun": "report", "on": "measure/qx-plan/none" },
                    { "organisation": "qx-rapporteur", "noun": "assessment", "on": "measure/qx-plan/full" },
                ],
            } }),
        );
        m.say(
            &format!("round/qx-plan/{name}"),
            "opened",
            json!({ "advance": { "to": "open", "due_at": at(opens) } }),
        );
    }
    let about = "measure/qx-plan/full";
    let proof = json!({ "title": m.text("proof"), "url": m.kind.address(), "shows": "outcome" });
    let report = |m: &Maker| {
        json!({
            "delivery": "complete", "flags": ["continuing", "paused"], "narrative": m.text("narrative"), "obstacles": m.text("obstacles"),
            "next_steps": m.italian("next"), "milestones": [{ "milestone": "qx-plan/M1", "on": "2025-01-05" }],
            "values": [{ "indicator": "qx-plan/i1", "on": "2025-12-31", "reading": { "number": "5" } }, { "indicator": "qx-plan/i2", "on": "2025-12-31", "reading": { "level": 1 } }],
            "funding": [{ "year": 2025, "needed": "5", "security": "secured" }],
            "evidence": [proof.clone(), { "title": m.text("file"), "file": { "sha256": "ab".repeat(32), "name": "qx.pdf", "type": "application/pdf", "size": 7 } }],
        })
    };
    for round in ["r1", "r2"] {
        let says = json!({ "says": { "report": report(m) } });
        m.say_as(
            "qx-new",
            &format!("report/qx-plan/{round}/qx-new/1/{about}"),
            "submitted",
            says.clone(),
        );
        m.say_as(
            "qx-new",
            &format!("report/qx-plan/{round}/qx-new/1/{about}"),
            "submitted",
            says,
        );
    }
    let assessment = json!({ "says": { "assessment": { "delivery": "limited", "effect": "no-change", "reasons": m.text("reasons"), "design": { "lead": "good", "goal": "poor" }, "evidence": [proof.clone()] } } });
    m.say_as(
        "qx-rapporteur",
        &format!("assessment/qx-plan/r1/qx-rapporteur/1/{about}"),
        "submitted",
        assessment.clone(),
    );
    m.say_as(
        "qx-rapporteur",
        &format!("assessment/qx-plan/r1/qx-rapporteur/2/{about}"),
        "submitted",
        assessment,
    );
    let practice = json!({ "invented": true, "says": { "practice": { "delivery": "no-evidence", "observed": m.text("observed"), "group": m.text("group"), "land": "de-be", "reach": "isolated" } } });
    m.say_as(
        "qx-kok",
        &format!("practice/qx-plan/r1/qx-kok/1/{about}"),
        "submitted",
        practice,
    );
    m.say(
        "round/qx-plan/r1",
        "revealed",
        json!({ "advance": { "to": "closing" } }),
    );
    let reply = json!({ "says": { "reply": { "text": m.text("reply") } } });
    let to = format!("assessment/qx-plan/r1/qx-rapporteur/1/{about}");
    m.say_as(
        "qx-new",
        &format!("reply/qx-plan/r1/qx-new/1/{to}"),
        "submitted",
        reply,
    );
    m.say(
        "round/qx-plan/r1",
        "closed",
        json!({ "advance": { "to": "closed" } }),
    );
    m.say(
        "round/qx-plan/r1",
        "published",
        json!({ "advance": { "to": "published", "checkpoint": m.kind.words("checkpoint") } }),
    );
    let corrected = json!({ "correction": { "corrects": 1, "reason": m.text("why") }, "says": { "report": report(m) } });
    m.say_as(
        "qx-new",
        &format!("report/qx-plan/r1/qx-new/1/{about}"),
        "corrected",
        corrected,
    );
    m.say_as(
        "qx-kok",
        &format!("practice/qx-plan/r1/qx-kok/1/{about}"),
        "withdrawn",
        json!({ "correction": { "corrects": 1, "reason": m.text("why") } }),
    );
    let moved = json!({ "id": "qx-plan/M2", "title": m.text("milestone"), "measures": ["qx-plan/full"], "due": { "as_written": m.kind.words("later"), "until": "2027-01-01" } });
    m.say(
        "milestone/qx-plan/M2",
        "proposed",
        json!({ "proposal": { "milestone": moved, "reason": m.text("why") } }),
    );
    let proposal = m.lines.len() - 1;
    m.say(
        "milestone/qx-plan/M2",
        "confirmed",
        json!({ "decision": { "proposal": proposal } }),
    );
    m.say("milestone/qx-plan/M2", "proposed", json!({ "proposal": { "milestone": { "id": "qx-plan/M2", "title": m.text("other") }, "reason": m.text("why") } }));
    let proposal = m.lines.len() - 1;
    m.say(
        "milestone/qx-plan/M2",
        "declined",
        json!({ "decision": { "proposal": proposal, "reason": m.text("no") } }),
    );
}

impl Maker {
    fn state_in(&mut self, version: u32, subject: &str, record: Json) {
        self.say(
            subject,
            "stated",
            json!({ "version": version, "record": record }),
        );
    }
}

/// The register of a sample.
pub(crate) fn register(lines: &[Line]) -> Register {
    let mut register = Register::default();
    for line in lines {
        register
            .apply(&line.entry)
            .unwrap_or_else(|error| panic!("{error}"));
    }
    register
}

fn site(kind: Kind) -> Arc<Site> {
    let words = |key: &str| kind.words(key);
    let operator = if kind == Kind::Empty {
        Operator::default()
    } else {
        Operator {
            name: Some(words("operator")),
            address: vec![words("street"), words("town")],
            email: Some("qx@qx.example".to_owned()),
            phone: Some("+49 30 123".to_owned()),
            responsible: Some(words("person")),
        }
    };
    Arc::new(Site {
        name: "qxsite".to_owned(),
        base_url: (kind != Kind::Empty).then(|| "https://qx.example".to_owned()),
        operator,
        log_origin: if kind == Kind::Empty {
            String::new()
        } else {
            "qx.example/log".to_owned()
        },
        log_key: if kind == Kind::Empty {
            String::new()
        } else {
            "qx.example+1a2b3c4d+AQ==".to_owned()
        },
        zone: jiff::tz::TimeZone::UTC,
        assets: Assets::default(),
        downloads: if kind == Kind::Empty {
            Vec::new()
        } else {
            vec![(words("download"), "/data/qx.csv".to_owned())]
        },
    })
}

/// What somebody typed into a form.
fn typed(kind: Kind) -> Values {
    let names = [
        "mail",
        "name",
        "narrative",
        "reasons",
        "observed",
        "text",
        "evidence.0.title",
        "evidence.1.url",
    ];
    Values(
        names
            .map(|name| (name.to_owned(), kind.words(name)))
            .to_vec(),
    )
}

/// Every problem there is, at some field.
fn problems(kind: Kind) -> Vec<Problem> {
    let fields = [
        "name",
        "narrative",
        "evidence.1.url",
        "evidence.1.file",
        "delivery",
        "",
        "password",
        "due_at",
    ];
    let codes = wegmarke_domain::problem::codes::ALL.iter();
    codes
        .zip(fields.into_iter().cycle())
        .map(|(code, field)| Problem::new(field, code).with(kind.words("detail")))
        .collect()
}

fn bar(kind: Kind) -> Bar {
    Bar {
        name: kind.words("person"),
        organisation: kind.words("organisation"),
    }
}

fn account(c: &Ctx, kind: Kind, fresh: bool) -> work::Account {
    let at = jiff::Timestamp::UNIX_EPOCH;
    let key = |used_at| work::Key {
        id: "qx".to_owned(),
        label: kind.words("label"),
        added_at: at,
        used_at,
    };
    let session = |here| work::SessionLine {
        id: "qx".to_owned(),
        since: at,
        agent: kind.words("agent"),
        here,
    };
    let keys = if kind == Kind::Empty {
        Vec::new()
    } else {
        vec![key(None), key(Some(at))]
    };
    let (values, problems) = (typed(kind), problems(kind));
    let parts = AccountParts {
        bar: bar(kind),
        roles: Role::ALL.to_vec(),
        sessions: vec![session(true), session(false)],
        fresh,
        passkeys: if kind == Kind::Long {
            work::Passkeys::Nowhere
        } else {
            work::Passkeys::Here
        },
        keys,
        has_password: kind != Kind::Empty,
        has_authenticator: kind != Kind::Empty,
        recovery_codes: usize::from(kind != Kind::Empty),
        manages: true,
        notice: c.t("password-changed"),
        refused: c.t("refused-last-way"),
        tried: tried("password", &values, &problems),
        letters: LettersParts {
            lang: "de".to_owned(),
            reminders: wegmarke_domain::reminder::Wanted::Weekly,
            sends: kind != Kind::Empty,
            refused: kind == Kind::Long,
            colleagues: vec![kind.words("mail")],
            calendar: kind == Kind::Long,
            address: (kind == Kind::Long).then(|| "https://qx.example".to_owned()),
        },
    };
    work::Account::build(c, parts)
}

fn offered(kind: Kind) -> work::Offered {
    work::Offered {
        address: kind.words("address"),
        secret: "QX2".to_owned(),
        qr_code: "<svg></svg>".to_owned(),
    }
}

fn tried<'a>(what: &'a str, values: &'a Values, problems: &'a [Problem]) -> work::Tried<'a> {
    work::Tried {
        what,
        values,
        problems,
    }
}

fn own(c: &Ctx, kind: Kind, what: &str) -> work::Own {
    let at = jiff::Timestamp::UNIX_EPOCH;
    let person = |own, signed_in_at| work::Person {
        id: "qx".to_owned(),
        name: kind.words("person"),
        mail: "qx@qx.example".to_owned(),
        roles: Role::ALL.to_vec(),
        signed_in_at,
        own,
    };
    let program = work::Program {
        id: "qx".to_owned(),
        label: kind.words("label"),
        actions: vec![Action::Release],
        made_at: at,
    };
    let set = [
        "https://qx.example".to_owned(),
        kind.words("client"),
        kind.words("domain"),
    ];
    let empty = kind == Kind::Empty;
    let (values, problems) = (typed(kind), problems(kind));
    let parts = work::OwnParts {
        bar: bar(kind),
        actions: Action::ALL.to_vec(),
        people: vec![person(true, Some(at)), person(false, None)],
        may_invite: true,
        programs: Some(if empty { Vec::new() } else { vec![program] }),
        two_persons: Some(kind == Kind::Long),
        login: Some(work::Login {
            set: (!empty).then_some(set),
            returns: (!empty)
                .then(|| "https://qx.example/de/x".to_owned())
                .into_iter()
                .collect(),
        }),
        once: Some(("invited", "https://qx.example".to_owned())),
        refused: c.t("refused-last-publisher"),
        tried: tried(what, &values, &problems),
    };
    work::Own::build(c, parts)
}

fn sign_in(kind: Kind, refused: String, passkeys: work::Passkeys) -> impl Fn(&Ctx) -> work::SignIn {
    move |c| {
        let parts = work::SignInParts {
            values: &typed(kind),
            refused: refused.clone(),
            passkeys,
            organisations: if kind == Kind::Empty {
                Vec::new()
            } else {
                vec![("qx".to_owned(), kind.words("organisation"))]
            },
        };
        work::SignIn::build(c, parts)
    }
}

fn invitation(c: &Ctx, kind: Kind, passkeys: work::Passkeys) -> work::Invitation {
    let parts = work::InvitationParts {
        mail: "qx@qx.example",
        organisation: &kind.words("organisation"),
        values: &typed(kind),
        problems: &problems(kind),
        refused: c.t("refused-passkey-expired"),
        passkeys,
    };
    work::Invitation::build(c, parts)
}

fn mine(register: &Register, c: &Ctx, kind: Kind) -> work::Mine {
    let states = [
        TaskState::Returned,
        TaskState::Waiting,
        TaskState::Drafted,
        TaskState::Nothing,
        TaskState::Said,
        TaskState::Public,
    ];
    let address = "report/qx-plan/r2/qx-new/1/measure/qx-plan/full";
    let address = Address::parse(&address.parse().unwrap()).unwrap();
    let task = |state| Task {
        address: address.clone(),
        state,
        owed: state != TaskState::Said,
    };
    let rounds: Vec<_> = register
        .rounds
        .list()
        .map(|round| (round, states.map(task).to_vec()))
        .collect();
    let plans = [PlanId::new("qx-plan")];
    work::Mine::build(
        register,
        c,
        &bar(kind),
        &rounds,
        &plans,
        Some(0),
        kind.words("refused"),
    )
}

fn say(
    register: &Register,
    c: &Ctx,
    kind: Kind,
    about: &str,
    corrects: bool,
) -> Option<Box<dyn Page>> {
    let address = Address::parse(&about.parse().unwrap()).unwrap();
    let file = File {
        sha256: "ab".repeat(32).into(),
        name: kind.words("name").into(),
        media_type: "application/pdf".into(),
        size: 1_234_567,
    };
    let mut values = typed(kind);
    let held = ("evidence.0.held".to_owned(), file.sha256.to_string());
    values.0.push(held);
    let parts = SayParts {
        bar: bar(kind),
        address: &address,
        values: &values,
        files: &[file],
        problems: &problems(kind),
        revision: 1,
        notices: vec![c.t("say-saved")],
        may_release: !corrects,
        may_return: true,
        corrects,
    };
    let page = work::Say::find(register, c, parts)?;
    Some(Box::new(page))
}

fn sheet(register: &Register, c: &Ctx, kind: Kind, looked: bool) -> Option<work::Sheet> {
    let about: Subject = "report/qx-plan/r2/qx-new/1/measure/qx-plan/full"
        .parse()
        .unwrap();
    let row = |becomes, conflicts| SheetRow {
        row: 4,
        about: about.clone(),
        on: Address::parse(&about).unwrap().on,
        becomes,
        conflicts,
        changes: vec![Change {
            heading: kind.words("heading"),
            before: String::new(),
            after: kind.words("after"),
        }],
    };
    let told = || RowProblem {
        row: Some(4),
        column: "C".to_owned(),
        heading: kind.words("heading"),
        words: kind.words("problem"),
    };
    let preview = work::Preview {
        file: kind.words("file"),
        problems: vec![told()],
        notes: vec![told()],
        rows: vec![
            row(Becomes::Said, true),
            row(Becomes::Requested, false),
            row(Becomes::Drafted, false),
            row(Becomes::Nothing, false),
        ],
    };
    let parts = SheetParts {
        bar: bar(kind),
        round: register.rounds.find("qx-plan/r2")?,
        noun: Noun::Report,
        refused: kind.words("refused"),
        preview: looked.then_some((&preview, Some("qx".to_owned()))),
    };
    Some(work::Sheet::build(register, c, parts))
}

fn receipts(register: &Register, c: &Ctx, kind: Kind) -> work::Receipts {
    let about = "report/qx-plan/r2/qx-new/1/measure/qx-plan/full";
    let line = ReceiptLine {
        seq: 3,
        subject: about.parse().unwrap(),
        at: jiff::Timestamp::UNIX_EPOCH,
        body_hash: "ab".repeat(32),
        leaf_hash: "cd".repeat(32),
    };
    work::Receipts::build(register, c, &bar(kind), &[line], 2)
}

fn figure(
    register: &Register,
    c: &Ctx,
    kind: Kind,
    stating: &str,
    id: &str,
) -> Option<work::FigureForm> {
    let measures = [MeasureId::new("qx-plan/full")];
    let parts = work::FigureParts {
        bar: bar(kind),
        stating: &work::Stating::parse(stating, id)?,
        measures: &measures,
        values: &typed(kind),
        problems: &problems(kind),
        refused: kind.words("refused"),
    };
    work::FigureForm::find(register, c, parts)
}

fn figures(register: &Register, c: &Ctx, kind: Kind) -> Option<work::Figures> {
    let by = OrganisationId::new("qx-new");
    let parts = work::FiguresParts {
        bar: bar(kind),
        by: &by,
        may_state: true,
        may_propose: true,
        may_confirm: true,
        said: Some(0),
    };
    work::Figures::find(register, c, "qx-plan", parts)
}

/// Every page of a sample in a language: its address and its document.
pub(crate) fn pages(kind: Kind, lang: Lang) -> Vec<(String, String)> {
    let lines = lines(kind);
    let register = register(&lines);
    let site = site(kind);
    let ctx = |path: &str, query: &str| {
        let mut ctx = Ctx::new(Arc::clone(&site), lang, path, query);
        ctx.today = jiff::civil::date(2026, 11, 23);
        ctx.entries = register.size();
        ctx.log_size = register.size();
        ctx.last_entry_at = register.log().last().map(|line| line.at);
        if query.contains("as-of") {
            ctx.as_of = Some(jiff::civil::date(2025, 12, 31));
        }
        ctx
    };
    let mut out = Vec::new();
    let mut add = |ctx: &Ctx, query: &str, page: Option<&dyn Page>| {
        if let Some(page) = page {
            out.push((
                format!("{}?{query} ({kind:?}, {})", ctx.path, lang.code()),
                page.html().unwrap(),
            ));
        }
    };
    macro_rules! pages {
        ($($path:expr, $query:expr => $build:expr;)*) => {$({
            let (path, query): (&str, &str) = ($path, $query);
            let ctx = ctx(path, query);
            let build: &dyn Fn(&Ctx) -> Option<Box<dyn Page>> = &$build;
            add(&ctx, query, build(&ctx).as_deref());
        })*};
    }
    fn some<P: Page + 'static>(page: P) -> Option<Box<dyn Page>> {
        Some(Box::new(page))
    }
    fn maybe<P: Page + 'static>(page: Option<P>) -> Option<Box<dyn Page>> {
        page.map(|page| Box::new(page) as Box<dyn Page>)
    }
    let hits = Results {
        total: if kind == Kind::Empty { 0 } else { 45 },
        by_noun: vec![(Noun::Measure, 40), (Noun::Finding, 5)],
        by_plan: vec![("qx-plan".to_owned(), 45)],
        hits: lines
            .iter()
            .step_by(9)
            .map(|line| Hit {
                subject: line.entry.subject.clone(),
                excerpt: vec![(kind.words("before"), false), (kind.words("hit"), true)],
            })
            .collect(),
    };
    pages! {
        "/", "" => |c| some(start::Page::build(&register, c));
        "/", "as-of=2025-12-31" => |c| some(start::Page::build(&register, c));
        "/plans", "" => |c| some(plan::List::build(&register, c));
        "/plan/qx-plan", "" => |c| maybe(plan::Page::find(&register, "qx-plan", c));
        "/plan/qx-plan", "field=qx-plan/2&page=2&cite=I 1, 3, 40&as-of=2025-12-31" => |c| maybe(plan::Page::find(&register, "qx-plan", c));
        "/plan/qx-plan", "words=<b>&lead=-&theme=steering&nature=new&state=dropped&cite=qx" => |c| maybe(plan::Page::find(&register, "qx-plan", c));
        "/plan/qx-bare", "cite=1-3" => |c| maybe(plan::Page::find(&register, "qx-bare", c));
        "/plan/qx-plan/versions", "from=1&to=2" => |c| maybe(plan::Versions::find(&register, "qx-plan", c));
        "/plan/qx-bare/versions", "" => |c| maybe(plan::Versions::find(&register, "qx-bare", c));
        "/plan/qx-plan/worklist", "" => |c| maybe(plan::Worklist::find(&register, "qx-plan", c));
        "/plan/qx-bare/worklist", "" => |c| maybe(plan::Worklist::find(&register, "qx-bare", c));
        "/plan/qx-plan/milestones", "" => |c| maybe(milestone::List::find(&register, "qx-plan", c));
        "/plan/qx-plan/milestones", "page=2&type=-&year=2025" => |c| maybe(milestone::List::find(&register, "qx-plan", c));
        "/milestone/qx-plan/M1", "" => |c| maybe(milestone::Page::find(&register, "qx-plan/M1", c));
        "/milestone/qx-plan/M2", "" => |c| maybe(milestone::Page::find(&register, "qx-plan/M2", c));
        "/measure/qx-plan/full", "" => |c| maybe(measure::Page::find(&register, "qx-plan/full", c));
        "/measure/qx-plan/full", "as-of=2025-12-31" => |c| maybe(measure::Page::find(&register, "qx-plan/full", c));
        "/measure/qx-plan/bare", "" => |c| maybe(measure::Page::find(&register, "qx-plan/bare", c));
        "/measure/qx-plan/none", "" => |c| maybe(measure::Page::find(&register, "qx-plan/none", c));
        "/plan/qx-plan/monitoring", "" => |c| maybe(monitoring::Page::find(&register, "qx-plan", c));
        "/plan/qx-plan/monitoring", "round=qx-plan/r2" => |c| maybe(monitoring::Page::find(&register, "qx-plan", c));
        "/plan/qx-bare/monitoring", "" => |c| maybe(monitoring::Page::find(&register, "qx-bare", c));
        "/rounds", "" => |c| some(round::List::build(&register, c));
        "/round/qx-plan/r1", "" => |c| maybe(round::Page::find(&register, "qx-plan/r1", c));
        "/round/qx-plan/r2", "" => |c| maybe(round::Page::find(&register, "qx-plan/r2", c));
        "/report/qx-plan/r1/qx-new/1/measure/qx-plan/full", "" => |c| maybe(contribution::Page::find(&register, Noun::Report, "qx-plan/r1/qx-new/1/measure/qx-plan/full", c));
        "/report/qx-plan/r2/qx-new/1/measure/qx-plan/full", "" => |c| maybe(contribution::Page::find(&register, Noun::Report, "qx-plan/r2/qx-new/1/measure/qx-plan/full", c));
        "/assessment/qx-plan/r1/qx-rapporteur/1/measure/qx-plan/full", "" => |c| maybe(contribution::Page::find(&register, Noun::Assessment, "qx-plan/r1/qx-rapporteur/1/measure/qx-plan/full", c));
        "/practice/qx-plan/r1/qx-kok/1/measure/qx-plan/full", "" => |c| maybe(contribution::Page::find(&register, Noun::Practice, "qx-plan/r1/qx-kok/1/measure/qx-plan/full", c));
        "/indicator/qx-plan/i1", "" => |c| maybe(indicator::Page::find(&register, "qx-plan/i1", c));
        "/indicator/qx-plan/i2", "" => |c| maybe(indicator::Page::find(&register, "qx-plan/i2", c));
        "/organisations", "kind=ministry&voice=government&words=qx" => |c| some(organisation::List::build(&register, c));
        "/organisation/qx-kok", "" => |c| maybe(organisation::Page::find(&register, "qx-kok", c));
        "/organisation/qx-new", "" => |c| maybe(organisation::Page::find(&register, "qx-new", c));
        "/organisation/qx-bare", "" => |c| maybe(organisation::Page::find(&register, "qx-bare", c));
        "/recommendations", "" => |c| some(recommendation::List::build(&register, c));
        "/recommendations", "degree=-&issuer=qx-kok&topic=-&plan=qx-plan&author=qx-kok&words=q" => |c| some(recommendation::List::build(&register, c));
        "/recommendation/qx-1", "" => |c| maybe(recommendation::Page::find(&register, "qx-1", c));
        "/recommendation/qx-2", "" => |c| maybe(recommendation::Page::find(&register, "qx-2", c));
        "/obligations", "" => |c| some(obligation::List::build(&register, c));
        "/gaps", "" => |c| some(gap::Page::build(&register, c));
        "/findings", "" => |c| some(finding::List::build(&register, c));
        "/findings", "state=all&code=total_differs&plan=qx-plan&file=qx" => |c| some(finding::List::build(&register, c));
        "/finding/qx-f1", "" => |c| maybe(finding::Page::find(&register, "qx-f1", c));
        "/finding/qx-f2", "" => |c| maybe(finding::Page::find(&register, "qx-f2", c));
        "/finding/qx-f3", "" => |c| maybe(finding::Page::find(&register, "qx-f3", c));
        "/finding/qx-f4", "" => |c| maybe(finding::Page::find(&register, "qx-f4", c));
        "/history", "" => |c| some(history::List::build(&register, c));
        "/history", "plan=qx-plan&page=2" => |c| some(history::List::build(&register, c));
        "/search", "" => |c| some(search::Page::build(&register, &Results::default(), c));
        "/search", "q=<qx>&noun=measure&plan=qx-plan&page=2" => |c| some(search::Page::build(&register, &hits, c));
        "/search", "q=qx" => |c| some(search::Page::build(&register, &Results::default(), c));
        "/sign-in", "" => |c| some(sign_in(kind, String::new(), work::Passkeys::Here)(c));
        "/sign-in", "again" => |c| some(sign_in(kind, c.t("refused-wrong-sign-in"), work::Passkeys::Nowhere)(c));
        "/sign-in/code", "" => |c| some(work::Code::build(c, None, String::new()));
        "/sign-in/code", "first" => |c| some(work::Code::build(c, Some(offered(kind)), c.t("refused-wrong-code")));
        "/work/account/authenticator", "" => |c| some(work::Code::another(c, &bar(kind), offered(kind), String::new()));
        "/sign-in/code", "codes" => |c| some(work::Recovery::build(c, vec!["qx-qx-qx".to_owned()]));
        "/sign-in/organisation", "" => |c| maybe(work::Onward::to_login(c, &kind.words("organisation"), "https://qx.example/?x=y&z=<b>"));
        "/sign-in/organisation", "" => |c| maybe(work::Onward::to_login(c, &kind.words("organisation"), "https://qx.example/?x=y&z=1"));
        "/sign-in/return/qx", "" => |c| some(work::Onward::signed_in(c));
        "/invitation/qx", "" => |c| some(invitation(c, kind, work::Passkeys::Here));
        "/invitation/qx/passkey", "" => |c| some(invitation(c, kind, work::Passkeys::Nowhere));
        "/work/account", "" => |c| some(account(c, kind, true));
        "/work/account", "later" => |c| some(account(c, kind, false));
        "/work/organisation", "" => |c| some(own(c, kind, "invite"));
        "/work/organisation", "login" => |c| some(own(c, kind, "login"));
        "/work", "" => |c| some(mine(&register, c, kind));
        "/work/board/qx-plan", "what=due" => |c| maybe(work::Board::find(&register, c, "qx-plan", &bar(kind)));
        "/work/round/qx-plan", "" => |c| some(work::Announce::build(&register, c, &PlanId::new("qx-plan"), &bar(kind), &work::round::begin(&register, &PlanId::new("qx-plan")), &problems(kind)));
        "/work/say/report", "" => |c| say(&register, c, kind, "report/qx-plan/r2/qx-new/1/measure/qx-plan/full", false);
        "/work/say/assessment", "" => |c| say(&register, c, kind, "assessment/qx-plan/r2/qx-rapporteur/1/measure/qx-plan/full", false);
        "/work/say/practice", "" => |c| say(&register, c, kind, "practice/qx-plan/r1/qx-kok/1/measure/qx-plan/full", true);
        "/work/say/reply", "" => |c| say(&register, c, kind, "reply/qx-plan/r1/qx-new/1/assessment/qx-plan/r1/qx-rapporteur/1/measure/qx-plan/full", true);
        "/work/sheet/report/qx-plan/r2", "" => |c| maybe(sheet(&register, c, kind, false));
        "/work/sheet/report/qx-plan/r2", "looked" => |c| maybe(sheet(&register, c, kind, true));
        "/work/figures/qx-plan", "" => |c| maybe(figures(&register, c, kind));
        "/work/figure/funding/qx-plan/full", "" => |c| maybe(figure(&register, c, kind, "funding", "qx-plan/full"));
        "/work/figure/new-indicator/qx-plan", "" => |c| maybe(figure(&register, c, kind, "new-indicator", "qx-plan"));
        "/work/figure/new-milestone/qx-plan/full", "" => |c| maybe(figure(&register, c, kind, "new-milestone", "qx-plan/full"));
        "/work/figure/indicator/qx-plan/i1", "" => |c| maybe(figure(&register, c, kind, "indicator", "qx-plan/i1"));
        "/work/figure/value/qx-plan/i2", "" => |c| maybe(figure(&register, c, kind, "value", "qx-plan/i2"));
        "/work/figure/milestone/qx-plan/M2", "" => |c| maybe(figure(&register, c, kind, "milestone", "qx-plan/M2"));
        "/work/receipts", "" => |c| some(receipts(&register, c, kind));
        "/imprint", "" => |c| some(about::Imprint::build(c));
        "/privacy", "" => |c| some(about::Privacy::build(c));
        "/accessibility", "" => |c| some(about::Accessibility::build(c));
        "/licence", "" => |c| some(about::Licence::build(c));
        "/verify", "" => |c| some(about::Verify::build(c));
        "/data", "" => |c| some(about::Data::build(c));
        "/nothing", "" => |c| some(about::Problem::build(c, about::Kind::NotFound, ""));
        "/bad", "" => |c| some(about::Problem::build(c, about::Kind::BadRequest, &kind.words("detail")));
        "/foreign", "" => |c| some(about::Problem::build(c, about::Kind::Foreign, ""));
        "/too-large", "" => |c| some(about::Problem::build(c, about::Kind::TooLarge, ""));
        "/failed", "" => |c| some(about::Problem::build(c, about::Kind::Failed, "qx-code"));
        "/busy", "" => |c| some(about::Problem::build(c, about::Kind::Busy, ""));
    }
    // One entry of every kind, and the two ways in which a body can be hidden.
    let mut kinds = std::collections::BTreeSet::new();
    for line in &lines {
        if !kinds.insert(line.entry.kind.clone()) {
            continue;
        }
        let seq = line.entry.seq;
        for body in [
            Body::Public {
                salt: "00",
                json: &line.body,
            },
            Body::Sealed,
            Body::Erased,
        ] {
            if seq > 0 && !matches!(body, Body::Public { .. }) {
                continue;
            }
            let ctx = ctx(&format!("/entry/{seq}"), "");
            let page = entry::Page::find(
                &register,
                Stored {
                    seq,
                    envelope: &line.envelope,
                    body,
                },
                &ctx,
            );
            add(
                &ctx,
                &line.entry.kind,
                page.as_ref().map(|page| page as &dyn Page),
            );
        }
    }
    out
}
