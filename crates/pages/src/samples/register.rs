// SPDX-License-Identifier: EUPL-1.2
//! The made-up register: what organisations, plans, measures and demands there are, and what
//! happened to them.

use serde_json::json;
use wegmarke_domain::register::Register;

use super::maker::{Line, Maker};
use super::{Wording, cycle, mechanism};

/// The entries of a sample.
pub(super) fn lines(wording: Wording) -> Vec<Line> {
    let mut maker = Maker {
        wording,
        lines: Vec::new(),
    };
    if wording != Wording::Empty {
        organisations(&mut maker);
        plans(&mut maker);
        measures(&mut maker);
        milestones(&mut maker);
        demands(&mut maker);
        later(&mut maker);
        cycle::add(&mut maker);
        progress(&mut maker);
        keys(&mut maker);
        edited(&mut maker);
        remarks(&mut maker);
        log_keys(&mut maker);
        checked(&mut maker);
        mechanism::add(&mut maker);
    }
    maker.lines
}

/// The log's key: replaced by one that it confirmed, and then by one that nobody did.
fn log_keys(m: &mut Maker) {
    let [first, second, third] =
        ["AQ==", "Ag==", "Aw=="].map(|key| format!("qx.example+1a2b3c4d+{key}"));
    for (old, new, reason) in [(&first, &second, "routine"), (&second, &third, "lost")] {
        let mut said = json!({
            "new": new, "new_signature": "11".repeat(64), "old": old, "reason": reason,
            "root": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "size": m.lines.len(),
        });
        if reason == "routine" {
            said["old_signature"] = "22".repeat(64).into();
        }
        let body = json!({ "replacement": said });
        m.push(
            "operator",
            "organisation/operator",
            "log.rekeyed",
            body,
            None,
        );
    }
}

/// A duty whose wording a lawyer checked, and one of which nobody says so.
fn checked(m: &mut Maker) {
    m.state(
        "obligation/qx-new",
        json!({ "id": "qx-new", "instrument": m.words("instrument"), "title": m.text("duty") }),
    );
    m.say(
        "obligation/qx-eu",
        "changed",
        json!({ "changes": { "checked_by_lawyer": { "from": false, "to": true } } }),
    );
    for (author, degree) in [("qx-kok", "contradicted"), ("qx-rapporteur", "not-met")] {
        let id = format!("obligation/qx-eu/qx-plan/{author}");
        m.state(
            &format!("coverage/{id}"),
            json!({ "id": id, "obligation": "qx-eu", "plan": "qx-plan", "author": author, "degree": degree, "measures": ["qx-plan/full"], "note": m.text("reason"), "dated_on": "2025-06-24" }),
        );
    }
    for (author, kind) in [("qx-rapporteur", "same"), ("qx-new", "apart")] {
        let id = format!("qx-1/qx-2/{author}");
        m.state(
            &format!("grouping/{id}"),
            json!({ "id": id, "recommendation": "qx-1", "other": "qx-2", "kind": kind, "organisation": author, "note": m.text("reason") }),
        );
    }
}

/// What organisations say to findings: one that follows, and one that follows no more.
fn remarks(m: &mut Maker) {
    for (finding, stance) in [
        ("apart/measure/qx-plan/full", "contested"),
        ("no-lead/measure/qx-plan/full", "explained"),
    ] {
        let id = format!("{finding}/qx-new");
        m.state(
            &format!("remark/{id}"),
            json!({
                "id": id, "about": "measure/qx-plan/full", "stance": stance,
                "organisation": "qx-new", "text": m.text("remark"), "source": m.source(),
            }),
        );
    }
}

/// A plan whose record an editor keeps: its owner confirmed a part, contests another, and says one itself.
fn edited(m: &mut Maker) {
    let plan = "plan/qx-kept";
    let why = m.text("reason");
    let say = |m: &mut Maker, by: &str, subject: &str, verb: &str, editing: serde_json::Value| {
        let body = json!({ "editing": editing });
        m.push(by, subject, &format!("editing.{verb}"), body, None);
    };
    say(
        m,
        "qx-kok",
        plan,
        "began",
        json!({ "of": ["qx-old"], "reason": why }),
    );
    m.state(
        plan,
        json!({ "id": "qx-kept", "title": m.text("kept"), "lead": ["qx-old"] }),
    );
    for name in ["open", "confirmed", "contested", "corrected"] {
        m.state(
            &format!("measure/qx-kept/{name}"),
            json!({ "id": format!("qx-kept/{name}"), "title": m.text(name) }),
        );
    }
    let through = m.lines.len() - 1;
    say(
        m,
        "qx-old",
        "measure/qx-kept/confirmed",
        "confirmed",
        json!({ "through": through }),
    );
    let contested = json!({ "through": through, "reason": why });
    say(
        m,
        "qx-old",
        "measure/qx-kept/contested",
        "contested",
        contested,
    );
    m.say_as(
        "qx-old",
        "measure/qx-kept/corrected",
        "changed",
        json!({ "changes": { "number": { "to": "7" } } }),
    );
    say(
        m,
        "qx-rapporteur",
        plan,
        "began",
        json!({ "of": [], "reason": why }),
    );
    let ended = json!({ "editor": "qx-rapporteur", "reason": why });
    say(m, "qx-old", plan, "ended", ended);
}

/// What is said outside of rounds, and how measures go together.
fn progress(m: &mut Maker) {
    m.state(
        "status/qx-1",
        json!({
            "id": "qx-1", "plan": "qx-plan", "measure": "qx-plan/full", "organisation": "qx-new",
            "dated_on": { "as_written": m.words("date"), "from": "2026-03-01", "until": "2026-03-31" },
            "grade": m.words("grade"), "delivery": "limited", "flags": ["continuing"],
            "text": m.text("status"), "source": m.source(),
        }),
    );
    m.state(
        "status/qx-2",
        json!({
            "id": "qx-2", "plan": "qx-plan", "measure": "qx-plan/full", "organisation": "qx-kok",
            "effect": "no-change", "text": m.italian("status"),
        }),
    );
    m.state(
        "status/qx-3",
        json!({ "id": "qx-3", "plan": "qx-plan", "organisation": "qx-kok", "text": m.text("whole") }),
    );
    m.state(
        "relation/qx-plan/r1",
        json!({
            "id": "qx-plan/r1", "measure": "qx-plan/full", "kind": "depends-on", "other": "qx-plan/bare",
            "organisation": "qx-kok", "note": m.text("relation"), "source": m.source(),
            "dated_on": { "as_written": m.words("date") },
        }),
    );
    m.state(
        "relation/qx-plan/r2",
        json!({
            "id": "qx-plan/r2", "measure": "qx-plan/full", "kind": "missing-counterpart", "organisation": "qx-kok",
        }),
    );
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
            "period": { "as_written": m.words("period"), "from": "2024-12-11", "until": "2028-12-10", "derived": true },
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
    for (n, name, value) in [("1", "fields of action", "four"), ("2", "duration", "five")] {
        m.state(
            &format!("fact/qx-plan/{n}"),
            json!({ "id": format!("qx-plan/{n}"), "plan": "qx-plan", "name": name, "value": m.words(value), "source": m.source() }),
        );
    }
    m.state(
        "fact/qx-plan/3",
        json!({ "id": "qx-plan/3", "plan": "qx-plan", "name": m.words("fact"), "value": m.words("value") }),
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
            "themes": ["steering", m.words("theme")], "groups": [m.words("group")],
            "forms": [m.words("form")], "strands": ["protection"], "phases": ["support"], "level": "federation", "funding": m.text("funding"),
            "period": { "as_written": m.words("period"), "from": "2025-01-01", "until": "2026-12-31" },
            "cited_as": m.words("cited"), "source": m.source(), "note": m.italian("note"),
        }),
    );
    m.state(
        "context/qx-plan/c1",
        json!({
            "id": "qx-plan/c1", "title": m.text("context"), "when": { "as_written": "Q2 2026", "from": "2026-04-01", "until": "2026-06-30" },
            "measures": ["qx-plan/full"], "effect": m.text("effect"), "organisation": "qx-kok", "source": m.source(),
        }),
    );
    m.state(
        "context/qx-plan/c2",
        json!({ "id": "qx-plan/c2", "title": m.italian("context"), "organisation": "qx-kok" }),
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
            "period": { "as_written": m.words("vague") },
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
            "unit": m.words("unit"), "baseline": "1250.5", "goal": "9000",
            "verification": m.text("verification"), "note": m.text("note"),
            "due": { "as_written": m.words("due"), "from": "2026-04-01", "until": "2026-06-30" },
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
            "id": "qx-1", "issuer": "qx-kok", "co_issuers": ["qx-old"], "title": m.text("recommendation"), "description": m.text("long"),
            "topics": ["steering"], "addressee": m.words("addressee"), "source": m.source(),
            "issued_on": { "as_written": m.words("issued"), "from": "2025-06-23", "until": "2025-06-23" },
            "years": { "as_written": m.words("years"), "from": "2015-01-01", "until": "2019-12-31" },
        }),
    );
    m.state(
        "recommendation/qx-2",
        json!({ "id": "qx-2", "issuer": "qx-kok", "title": m.italian("bare"), "same_as": "qx-1", "same_why": m.text("same") }),
    );
    for n in 3..56 {
        m.state(
            &format!("recommendation/qx-{n}"),
            json!({ "id": format!("qx-{n}"), "issuer": "qx-rapporteur", "title": { "de": format!("qxr{n}") }, "topics": ["data"] }),
        );
    }
    m.state(
        "obligation/qx-eu",
        json!({ "id": "qx-eu", "instrument": m.words("instrument"), "article": m.words("article"), "title": m.text("duty"), "basis": "article text", "checked_by_lawyer": false }),
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
        json!({ "id": "qx-1/qx-plan/qx-kok", "recommendation": "qx-1", "plan": "qx-plan", "author": "qx-kok", "degree": "not-met", "confidence": "low", "field": "qx-plan/1", "cited": m.words("cited"), "measures": ["qx-plan/full"], "note": m.text("reason"), "dated_on": "2025-06-23" }),
    );
    m.state(
        "coverage/qx-2/qx-plan/qx-rapporteur",
        json!({ "id": "qx-2/qx-plan/qx-rapporteur", "recommendation": "qx-2", "plan": "qx-plan", "author": "qx-rapporteur", "degree": "met" }),
    );
    m.state(
        "evidence/qx-e1",
        json!({ "id": "qx-e1", "claim": m.italian("claim"), "dated_on": { "as_written": "2025-02", "from": "2025-02-01", "until": "2025-02-28" }, "plan": "qx-plan", "cited": m.words("cited"), "measures": ["qx-plan/full"], "milestones": ["qx-plan/M1"], "kind": "self-report", "speaker": m.words("speaker"), "source": m.source(), "note": m.text("note") }),
    );
    m.state(
        "evidence/qx-e2",
        json!({ "id": "qx-e2", "claim": m.text("claim"), "measures": ["qx-plan/full"], "organisation": "qx-new" }),
    );
}

/// What happened after the first version.
/// Keys of an organisation: the first, one that it signed, one that nobody signed and that is revoked.
fn keys(m: &mut Maker) {
    let [first, second, third] = ["1122", "3344", "5566"].map(|digits| digits.repeat(16));
    for (key, kind, signed) in [
        (&first, "ed25519", None),
        (&second, "passkey", Some(&*first)),
        (&third, "ed25519", None),
    ] {
        let mut new = json!({ "fingerprint": key, "from": "2026-01-15", "key": format!("qx {key}"), "kind": kind });
        if kind == "passkey" {
            new["site"] = "qx.example.org".into();
        }
        m.say_of_keys("registered", json!({ "registration": new }), signed);
    }
    let gone = json!({ "fingerprint": third, "on": "2026-02-01", "reason": "exposed" });
    m.say_of_keys("revoked", json!({ "revocation": gone }), Some(&first));
}

fn later(m: &mut Maker) {
    for (id, code, severity) in [
        ("qx-f1", "number_outside_field", "error"),
        ("qx-f2", "total_differs", "warning"),
        ("qx-f3", "unmapped_column", "note"),
        ("qx-f4", "qx_new_code", "note"),
    ] {
        m.state(
            &format!("finding/{id}"),
            json!({ "id": id, "code": code, "severity": severity, "file": m.words("file"), "row": 1234, "column": m.words("column"), "plan": "qx-plan", "about": "measure/qx-plan/full", "args": { "title": m.words("title"), "qxnew": "qx1" } }),
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

/// The register of a sample.
pub(super) fn register(lines: &[Line]) -> Register {
    let mut register = Register::default();
    for line in lines {
        register
            .apply(&line.entry)
            .unwrap_or_else(|error| panic!("{error}"));
    }
    register
}
