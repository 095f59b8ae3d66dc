// SPDX-License-Identifier: EUPL-1.2
//! The referral mechanism in the samples.

use serde_json::json;

use super::maker::Maker;

/// The referral mechanism: a duty, a recommendation, parts of every kind, answers that differ, who was asked.
pub(super) fn add(m: &mut Maker) {
    m.state(
        "standard/qx-duty",
        json!({
            "id": "qx-duty", "title": m.text("duty"), "description": m.text("what"), "force": "duty",
            "obligation": "qx-eu", "issuer": "qx-rapporteur", "levels": ["federation", "land"],
            "groups": ["women", m.words("group")], "source": m.source(),
            "issued_on": { "as_written": "2024" }, "due": { "as_written": "15.07.2026", "from": "2026-07-15", "until": "2026-07-15" },
        }),
    );
    m.state(
        "standard/qx-advice",
        json!({
            "id": "qx-advice", "title": m.italian("advice"), "force": "recommended", "recommendation": "qx-1",
            "issuer": "qx-unknown", "levels": ["land"],
        }),
    );
    m.state(
        "standard/qx-open",
        json!({ "id": "qx-open", "title": m.text("open"), "force": "recommended", "issuer": "qx-kok", "levels": ["federation"] }),
    );
    m.state(
        "arrangement/qx-agreement",
        json!({
            "id": "qx-agreement", "title": m.text("agreement"), "kind": "agreement", "land": "de-by", "organisation": "qx-new",
            "standards": ["qx-advice", "qx-duty"], "description": m.text("agreed"), "source": m.source(),
            "since": { "as_written": "2010", "from": "2010-01-01", "until": "2010-12-31" },
            "until": { "as_written": "2020", "from": "2020-01-01", "until": "2020-12-31" }, "dated_on": "2026-01-31",
        }),
    );
    m.state(
        "arrangement/qx-focal",
        json!({
            "id": "qx-focal", "title": m.text("focal"), "kind": "focal-point", "land": "de", "organisation": "qx-new",
            "standards": ["qx-duty"], "office": m.text("office"), "mandate": m.text("mandate"), "independence": "attached",
        }),
    );
    m.state(
        "arrangement/qx-focal-2",
        json!({ "id": "qx-focal-2", "title": m.text("bare"), "kind": "focal-point", "land": "de-sn", "organisation": "qx-kok", "office": m.text("office") }),
    );
    m.state(
        "arrangement/qx-shelter",
        json!({
            "id": "qx-shelter", "title": m.text("shelter"), "kind": "shelter", "land": "de-by", "organisation": "qx-kok",
            "group": "men", "places_wanted": 10, "places": 4, "dated_on": "2026-01-31",
        }),
    );
    m.state(
        "arrangement/qx-shelter-2",
        json!({ "id": "qx-shelter-2", "title": m.text("families"), "kind": "shelter", "land": "de-be", "organisation": "qx-kok", "group": "families", "places": 1 }),
    );
    m.state(
        "arrangement/qx-shelter-3",
        json!({ "id": "qx-shelter-3", "title": m.text("women"), "kind": "shelter", "land": "de-be", "organisation": "qx-kok", "group": "women", "places_wanted": 5 }),
    );
    for (standard, land, by, degree) in [
        ("qx-duty", "de-by", "qx-new", "met"),
        ("qx-duty", "de-by", "qx-kok", "not-met"),
        ("qx-duty", "de-by", "qx-rapporteur", "partial"),
        ("qx-duty", "de", "qx-new", "unclear"),
        ("qx-advice", "de-sn", "qx-kok", "met"),
    ] {
        let id = format!("{standard}/{land}/{by}");
        m.state(
            &format!("answer/{id}"),
            json!({
                "id": id, "standard": standard, "land": land, "organisation": by, "degree": degree, "note": m.text("why"),
                "arrangements": ["qx-agreement"], "dated_on": "2026-02-28", "source": m.source(),
            }),
        );
    }
    m.state(
        "inquiry/qx-inquiry",
        json!({
            "id": "qx-inquiry", "title": m.text("inquiry"), "organisation": "qx-rapporteur", "standards": ["qx-duty"],
            "lands": ["de-by", "de-be"], "asked": ["qx-new", "qx-kok"], "asked_on": "2026-01-01", "due_on": "2026-02-01",
            "note": m.text("note"),
        }),
    );
    m.state(
        "inquiry/qx-inquiry-2",
        json!({
            "id": "qx-inquiry-2", "title": m.text("inquiry-2"), "organisation": "qx-rapporteur", "standards": ["qx-advice"],
            "asked": ["qx-new"], "asked_on": "2026-11-01", "due_on": "2027-02-01",
        }),
    );
    // A sealed one that is running, and one that was opened.
    for (id, due_on) in [("qx-sealed", "2027-02-01"), ("qx-opened", "2026-02-01")] {
        m.state(
            &format!("inquiry/{id}"),
            json!({
                "id": id, "title": m.text("sealed"), "organisation": "qx-rapporteur", "standards": ["qx-advice"],
                "asked": ["qx-new", "qx-kok"], "asked_on": "2026-01-01", "due_on": due_on, "sealed": true,
            }),
        );
    }
    // What it says is known to the register, and no page may show it.
    for (inquiry, land, by, degree) in [
        ("qx-sealed", "de-by", "qx-new", "met"),
        ("qx-opened", "de-be", "qx-kok", "met"),
        ("qx-opened", "de-be", "qx-kok", "partial"),
    ] {
        let id = format!("qx-advice/{land}/{by}");
        let record = json!({
            "id": id, "standard": "qx-advice", "land": land, "organisation": by, "degree": degree, "note": m.text("why"),
        });
        m.say_as(
            by,
            &format!("answer/{inquiry}/{id}"),
            "submitted",
            json!({ "record": record }),
        );
    }
    let opening = json!({ "opening": { "due_at": "2026-02-01T23:00:00Z", "unopened": [3] } });
    m.say("inquiry/qx-opened", "opened", opening);
}
