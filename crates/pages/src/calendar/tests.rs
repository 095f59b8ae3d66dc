// SPDX-License-Identifier: EUPL-1.2
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::{Actor, Role};
use wegmarke_l10n::Lang;

use super::{of_all, of_one};
use crate::samples::told;
use crate::{Ctx, Site};

const ON: &str = "report/p/r/qx-kok/1/measure/p/m";

/// A round that is announced, whose due date is moved, that opens, and to which something is said.
fn register(due: &str) -> Register {
    let round = json!({"id": "p/r", "plan": "p", "title": {"de": "Runde"}, "from": "2027-01-01", "until": "2027-06-30",
        "opens_at": "2027-08-31T22:00:00Z", "due_at": "2027-10-01T22:00:00Z", "replies_until": "2027-10-31T23:00:00Z",
        "duties": [{"organisation": "qx-kok", "noun": "report", "on": "measure/p/m"}]});
    let said = |subject, verb, at, body: Value| (at, subject, verb, body);
    let moved = json!({"changes": {"due_at": {"from": "2027-10-01T22:00:00Z", "to": due}}});
    told(&[
        said(
            "plan/p",
            "stated",
            "2027-07-01T08:00:00Z",
            json!({"record": {"id": "p", "title": {"de": "Plan"}, "theme": "trafficking"}}),
        ),
        said(
            "round/p/r",
            "stated",
            "2027-07-02T08:00:00Z",
            json!({"record": round}),
        ),
        said("round/p/r", "changed", "2027-07-03T08:00:00Z", moved),
        said(
            "round/p/r",
            "opened",
            "2027-08-31T22:00:01Z",
            json!({"advance": {"to": "open"}}),
        ),
        said(
            ON,
            "submitted",
            "2027-09-05T08:00:00Z",
            json!({"says": {"report": {"narrative": {"de": "Fertig."}}}}),
        ),
        said(
            "plan/p",
            "changed",
            "2027-09-06T08:00:00Z",
            json!({"changes": {}}),
        ),
    ])
}

fn ctx(zone: &str, lang: Lang) -> Ctx {
    let site = Site {
        zone: TimeZone::get(zone).unwrap(),
        ..Site::default()
    };
    Ctx::new(Arc::new(site), lang, "/rounds.ics", "")
}

/// The properties of the events, by which date it is.
fn events(calendar: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let unfolded = calendar.replace("\r\n ", "");
    let parts = unfolded.split("BEGIN:VEVENT").skip(1);
    let read = parts.map(|event| {
        let lines = event.lines().filter_map(|line| line.split_once(':'));
        let event: BTreeMap<_, _> = lines.map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
        let uid = event["UID"].split('@').next().unwrap_or_default();
        let which = uid.rsplit('/').next().unwrap_or_default().to_owned();
        (which, event)
    });
    read.collect()
}

#[test]
fn a_deadline_stands_on_the_day_that_the_page_names() {
    // Midnight in Berlin in summer and in winter, midnight elsewhere, and an hour in the afternoon.
    for (due, zone, at, words) in [
        (
            "2027-10-15T22:00:00Z",
            "Europe/Berlin",
            "20271015T215900Z",
            "15. Oktober 2027\\, 24:00 Uhr MESZ",
        ),
        (
            "2027-12-31T23:00:00Z",
            "Europe/Berlin",
            "20271231T225900Z",
            "31. Dezember 2027\\, 24:00 Uhr MEZ",
        ),
        (
            "2027-10-15T22:00:00Z",
            "Europe/Lisbon",
            "20271015T220000Z",
            "15. Oktober 2027\\, 23:00 Uhr WEST",
        ),
        (
            "2027-10-15T23:00:00Z",
            "Europe/Lisbon",
            "20271015T225900Z",
            "15. Oktober 2027\\, 24:00 Uhr WEST",
        ),
        (
            "2027-10-15T13:00:00Z",
            "Europe/Berlin",
            "20271015T130000Z",
            "15. Oktober 2027\\, 15:00 Uhr MESZ",
        ),
    ] {
        let calendar = of_all(&register(due), &ctx(zone, Lang::De));
        let due = &events(&calendar)["due"];
        assert_eq!(due["DTSTART"], at, "{zone}");
        assert!(
            due["DESCRIPTION"].contains(&format!("Bis {words}")),
            "{due:?}"
        );
    }
    let all = events(&of_all(
        &register("2027-10-15T22:00:00Z"),
        &ctx("Europe/Berlin", Lang::En),
    ));
    assert_eq!(all["replies"]["DTSTART"], "20271031T225900Z");
    assert_eq!(
        all["opens"]["DTSTART"], "20270831T220000Z",
        "days begin at 00:00"
    );
}

/// Whoever has the dates in a calendar is told there that they are off.
#[test]
fn a_cancelled_round_is_cancelled_in_calendars() {
    let round = json!({"id": "p/r", "plan": "p", "title": {"de": "Runde"}, "from": "2027-01-01", "until": "2027-06-30",
        "opens_at": "2027-08-31T22:00:00Z", "due_at": "2027-10-01T22:00:00Z", "replies_until": "2027-10-31T23:00:00Z",
        "duties": [{"organisation": "qx-kok", "noun": "report", "on": "measure/p/m"}]});
    let plan = json!({"record": {"id": "p", "title": {"de": "Plan"}, "theme": "trafficking"}});
    let end = json!({"advance": {"to": "cancelled", "reason": {"de": "Neu gefasst."}}});
    let register = told(&[
        ("2027-07-01T08:00:00Z", "plan/p", "stated", plan),
        (
            "2027-07-02T08:00:00Z",
            "round/p/r",
            "stated",
            json!({"record": round}),
        ),
        ("2027-07-05T08:00:00Z", "round/p/r", "cancelled", end),
    ]);
    let ctx = ctx("Europe/Berlin", Lang::De);
    let actor = Actor::new(OrganisationId::new("qx-kok"), [Role::Reporter].into());
    for calendar in [of_all(&register, &ctx), of_one(&register, &ctx, &actor)] {
        let events = events(&calendar);
        assert_eq!(events.len(), 3);
        for event in events.values() {
            assert_eq!(event["STATUS"], "CANCELLED");
            assert_eq!(event["SEQUENCE"], "1");
            assert_eq!(event["LAST-MODIFIED"], "20270705T080000Z");
            assert!(event["SUMMARY"].starts_with("Abgesagt: "), "{event:?}");
            assert!(!event["DESCRIPTION"].contains("Noch offen"), "{event:?}");
        }
    }
}

#[test]
fn a_date_tells_when_it_was_announced_or_changed() {
    let register = register("2027-10-15T22:00:00Z");
    let ctx = ctx("Europe/Berlin", Lang::De);
    for event in events(&of_all(&register, &ctx)).values() {
        for name in ["DTSTAMP", "LAST-MODIFIED"] {
            assert_eq!(
                event[name], "20270703T080000Z",
                "{name}: not when it opened"
            );
        }
        assert_eq!(event["SEQUENCE"], "1");
    }
    // What is still open in one's own calendar changes with what is said in the round.
    let actor = Actor::new(OrganisationId::new("qx-kok"), [Role::Reporter].into());
    let own = events(&of_one(&register, &ctx, &actor));
    assert_eq!(own["due"]["LAST-MODIFIED"], "20270905T080000Z");
    assert_eq!(own["replies"]["LAST-MODIFIED"], "20270703T080000Z");
}
