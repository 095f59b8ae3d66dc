// SPDX-License-Identifier: EUPL-1.2
//! A round in which everything happens, and one that is open.

use serde_json::{Value as Json, json};

use super::maker::Maker;

/// What the voices speak of.
const ABOUT: &str = "measure/qx-plan/full";

pub(super) fn add(m: &mut Maker) {
    indicators(m);
    rounds(m);
    said(m);
    afterwards(m);
    proposals(m);
}

/// What is observed and what it costs.
fn indicators(m: &mut Maker) {
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
            "needed": "1000000", "secured": "10.5", "security": "partly-secured", "budget_line": m.words("line"), "ends_on": "2026-06-30",
        }),
    );
}

/// The two rounds, both opened.
fn rounds(m: &mut Maker) {
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
}

fn proof(m: &Maker) -> Json {
    json!({ "title": m.text("proof"), "url": m.wording.address(), "shows": "outcome" })
}

fn report(m: &Maker) -> Json {
    json!({
        "delivery": "complete", "flags": ["continuing", "paused"], "narrative": m.text("narrative"), "obstacles": m.text("obstacles"),
        "next_steps": m.italian("next"), "milestones": [{ "milestone": "qx-plan/M1", "on": "2025-01-05" }],
        "values": [{ "indicator": "qx-plan/i1", "on": "2025-12-31", "reading": { "number": "5" } }, { "indicator": "qx-plan/i2", "on": "2025-12-31", "reading": { "level": 1 } }],
        "funding": [{ "year": 2025, "needed": "5", "security": "secured" }],
        "evidence": [proof(m), { "title": m.text("file"), "file": { "sha256": "ab".repeat(32), "name": "qx.pdf", "type": "application/pdf", "size": 7 } }],
    })
}

/// What the voices say.
fn said(m: &mut Maker) {
    for round in ["r1", "r2"] {
        let says = json!({ "says": { "report": report(m) } });
        m.say_as(
            "qx-new",
            &format!("report/qx-plan/{round}/qx-new/1/{ABOUT}"),
            "submitted",
            says.clone(),
        );
        m.say_as(
            "qx-new",
            &format!("report/qx-plan/{round}/qx-new/1/{ABOUT}"),
            "submitted",
            says,
        );
    }
    let assessment = json!({ "says": { "assessment": { "delivery": "limited", "effect": "no-change", "reasons": m.text("reasons"), "design": { "lead": "good", "goal": "poor" }, "evidence": [proof(m)] } } });
    m.say_as(
        "qx-rapporteur",
        &format!("assessment/qx-plan/r1/qx-rapporteur/1/{ABOUT}"),
        "submitted",
        assessment.clone(),
    );
    m.say_as(
        "qx-rapporteur",
        &format!("assessment/qx-plan/r1/qx-rapporteur/2/{ABOUT}"),
        "submitted",
        assessment,
    );
    let practice = json!({ "invented": true, "says": { "practice": { "delivery": "no-evidence", "observed": m.text("observed"), "group": m.text("group"), "land": "de-be", "reach": "isolated" } } });
    m.say_as(
        "qx-kok",
        &format!("practice/qx-plan/r1/qx-kok/1/{ABOUT}"),
        "submitted",
        practice,
    );
}

/// The first round until it is published, and what is taken back after that.
fn afterwards(m: &mut Maker) {
    m.say(
        "round/qx-plan/r1",
        "revealed",
        json!({ "advance": { "to": "closing" } }),
    );
    let reply = json!({ "says": { "reply": { "text": m.text("reply") } } });
    let to = format!("assessment/qx-plan/r1/qx-rapporteur/1/{ABOUT}");
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
        json!({ "advance": { "to": "published", "checkpoint": m.words("checkpoint") } }),
    );
    let corrected = json!({ "correction": { "corrects": 1, "reason": m.text("why") }, "says": { "report": report(m) } });
    m.say_as(
        "qx-new",
        &format!("report/qx-plan/r1/qx-new/1/{ABOUT}"),
        "corrected",
        corrected,
    );
    m.say_as(
        "qx-kok",
        &format!("practice/qx-plan/r1/qx-kok/1/{ABOUT}"),
        "withdrawn",
        json!({ "correction": { "corrects": 1, "reason": m.text("why") } }),
    );
}

/// A milestone that is to become another one: once confirmed, once declined.
fn proposals(m: &mut Maker) {
    let moved = json!({ "id": "qx-plan/M2", "title": m.text("milestone"), "measures": ["qx-plan/full"], "due": { "as_written": m.words("later"), "until": "2027-01-01" } });
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
