// SPDX-License-Identifier: EUPL-1.2
//! Who is asked in the next round: what was asked last, and never more than somebody said.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use serde_json::{Value, json};
use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::{OrganisationId, PlanId, RoundId};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Duty, Round, RoundState};
use wegmarke_domain::rules::asking::{Column, Rows, compare, list_columns, preset, set_many};
use wegmarke_domain::rules::voices::{Kept, answers_for, kept};
use wegmarke_domain::statement::{Entry, decode, schema_of};

fn say(register: &mut Register, subject: &str, verb: &str, body: &Value) {
    let subject: Subject = subject.parse().unwrap();
    let kind = format!("{}.{verb}", subject.noun);
    let read = decode(&kind, schema_of(&kind), body.to_string().as_bytes()).unwrap();
    let entry = Entry {
        seq: register.size(),
        at: "2026-06-01T12:00:00Z".parse().unwrap(),
        by: OrganisationId::new("bmas"),
        hand: Hand::Account,
        signed: None,
        subject,
        kind: kind.into(),
        dated_on: None,
        version: None,
        invented: false,
        statement: Some(read.statement),
    };
    register.apply(&entry).unwrap();
}

fn state(register: &mut Register, subject: &str, record: Value) {
    say(register, subject, "stated", &json!({ "record": record }));
}

fn measure(register: &mut Register, name: &str, lead: &str, field: Option<&str>) {
    let id = format!("p/{name}");
    let record = json!({"id": id, "title": {"de": name}, "lead": [lead], "field": field});
    state(register, &format!("measure/{id}"), record);
}

/// A plan with two fields; three measures that bmas leads, and three voices.
fn plan() -> Register {
    let mut register = Register::default();
    for (id, voice) in [
        ("bmas", "government"),
        ("bmi", "government"),
        ("dimr", "independent"),
        ("kok", "civil-society"),
    ] {
        let record = json!({"id": id, "name": {"de": id}, "voice": voice});
        state(&mut register, &format!("organisation/{id}"), record);
    }
    let record = json!({"id": "p", "title": {"de": "Plan"}, "coordination": "bmas"});
    state(&mut register, "plan/p", record);
    for number in ["1", "2"] {
        let record = json!({"id": format!("p/{number}"), "number": number});
        state(&mut register, &format!("field/p/{number}"), record);
    }
    measure(&mut register, "a", "bmas", Some("p/1"));
    measure(&mut register, "b", "bmas", Some("p/1"));
    measure(&mut register, "c", "bmas", Some("p/2"));
    register
}

fn round(name: &str, year: u16, duties: &[&str]) -> Value {
    let duties: Vec<Value> = duties.iter().map(|text| duty_of(text)).collect();
    json!({
        "id": format!("p/{name}"), "plan": "p", "title": {"de": name},
        "from": "2025-01-01", "until": "2025-12-31",
        "opens_at": format!("{year}-01-01T00:00:00Z"), "due_at": format!("{year}-02-01T00:00:00Z"),
        "replies_until": format!("{year}-03-01T00:00:00Z"), "duties": duties,
    })
}

/// "kok practice measure/p/a".
fn duty_of(text: &str) -> Value {
    let parts: Vec<&str> = text.split(' ').collect();
    json!({"organisation": parts[0], "noun": parts[1], "on": parts[2]})
}

fn told(duties: &[Duty]) -> Vec<String> {
    let told = duties
        .iter()
        .map(|duty| format!("{} {} {}", duty.organisation, duty.noun, duty.on));
    told.collect()
}

fn asked(register: &Register) -> Vec<String> {
    told(&preset(register, &PlanId::new("p")).duties)
}

const LAST: [&str; 3] = [
    "bmas report measure/p/a",
    "bmi report measure/p/b",
    "kok practice measure/p/a",
];

#[test]
fn before_the_first_round_leads_report_and_nobody_else_owes_anything() {
    let register = plan();
    let leads = ["a", "b", "c"].map(|name| format!("bmas report measure/p/{name}"));
    assert_eq!(asked(&register), leads);
    assert!(preset(&register, &PlanId::new("p")).last.is_none());
}

#[test]
fn a_network_that_owed_one_statement_does_not_owe_all() {
    let mut register = plan();
    state(&mut register, "round/p/1", round("1", 2026, &LAST));
    assert_eq!(asked(&register), LAST, "what was not asked stays so: c");
    // What came since is asked of its lead, and of nobody else.
    measure(&mut register, "d", "bmi", None);
    let four = [&LAST[..2], &["bmi report measure/p/d", LAST[2]]].concat();
    assert_eq!(asked(&register), four);
    let new = preset(&register, &PlanId::new("p")).new;
    assert_eq!(
        new,
        [Subject::new(wegmarke_domain::noun::Noun::Measure, "p/d")].into()
    );
    // A round that is cancelled is not the last one.
    state(
        &mut register,
        "round/p/2",
        round("2", 2027, &["dimr assessment plan/p"]),
    );
    assert_eq!(asked(&register), ["dimr assessment plan/p"]);
    let end = json!({"advance": {"to": "cancelled", "reason": {"de": "Doppelt."}}});
    say(&mut register, "round/p/2", "cancelled", &end);
    assert_eq!(asked(&register), four);
}

#[test]
fn who_cannot_be_asked_any_more_is_not() {
    let mut register = plan();
    state(&mut register, "round/p/1", round("1", 2026, &LAST));
    say(&mut register, "measure/p/a", "dropped", &json!({}));
    assert_eq!(asked(&register), [LAST[1]]);
    // Nobody would report on b any more: its lead is asked as if it were new.
    say(&mut register, "organisation/bmi", "dropped", &json!({}));
    assert_eq!(asked(&register), ["bmas report measure/p/b"]);
}

#[test]
fn many_are_set_at_once() {
    let mut register = plan();
    state(&mut register, "round/p/1", round("1", 2026, &LAST));
    let plan = PlanId::new("p");
    let mut duties = preset(&register, &plan).duties;
    let columns = list_columns(&register, &duties, ["assessment/dimr".parse().unwrap()]);
    let codes: Vec<String> = columns.iter().map(ToString::to_string).collect();
    assert_eq!(
        codes,
        ["report", "report/bmi", "assessment/dimr", "practice/kok"]
    );
    for (who, about, ask, expected) in [
        (
            "practice/kok",
            "field/p/2",
            true,
            vec!["+kok practice field/p/2", "+kok practice measure/p/c"],
        ),
        (
            "practice/kok",
            "all",
            false,
            vec![
                "-kok practice field/p/2",
                "-kok practice measure/p/a",
                "-kok practice measure/p/c",
            ],
        ),
        (
            "report",
            "all",
            true,
            vec!["+bmas report measure/p/b", "+bmas report measure/p/c"],
        ),
        ("report/bmas", "all", true, vec![]),
        (
            "assessment/dimr",
            "plan",
            true,
            vec!["+dimr assessment plan/p"],
        ),
        ("report", "new", false, vec![]),
        (
            "report/bmi",
            "measures",
            false,
            vec!["-bmi report measure/p/b"],
        ),
    ] {
        let before = duties.clone();
        let column: Column = who.parse().unwrap();
        let rows: Rows = about.parse().unwrap();
        set_many(&register, &plan, &mut duties, &[column], &rows, ask);
        let otherwise = compare(&duties, &before);
        let sign = |sign: &str, duties: &[Duty]| -> Vec<String> {
            told(duties)
                .iter()
                .map(|duty| format!("{sign}{duty}"))
                .collect()
        };
        let got = [sign("+", &otherwise.more), sign("-", &otherwise.fewer)].concat();
        assert_eq!(got, expected, "{who} {about} {ask}");
    }
    for wrong in [
        "",
        "report/",
        "assessment",
        "practice",
        "reply/kok",
        "song/kok",
    ] {
        assert!(wrong.parse::<Column>().is_err(), "{wrong}");
    }
    for wrong in ["", "field", "field/", "everything"] {
        assert!(wrong.parse::<Rows>().is_err(), "{wrong}");
    }
}

#[test]
fn nobody_is_asked_for_what_they_may_not_say() {
    let register = plan();
    let now = "2025-06-01T00:00:00Z".parse().unwrap();
    for (duty, field) in [
        ("bmi report measure/p/a", ""),
        ("dimr assessment plan/p", ""),
        ("kok practice field/p/1", ""),
        ("bmas report field/p/1", "on"),
        ("bmas report plan/p", "on"),
        ("bmas report measure/q/a", "on"),
        ("bmas assessment measure/p/a", "organisation"),
        ("kok assessment measure/p/a", "organisation"),
        ("dimr practice measure/p/a", "organisation"),
        ("nobody report measure/p/a", "organisation"),
        ("kok reply measure/p/a", "noun"),
    ] {
        let round: Round = serde_json::from_value(round("1", 2026, &[duty])).unwrap();
        let problems = round.problems(&register, now);
        let fields: Vec<&str> = problems.iter().map(|one| &*one.field).collect();
        let expected = format!("duties.0.{field}");
        let expected: &[&str] = if field.is_empty() { &[] } else { &[&expected] };
        assert_eq!(fields, expected, "{duty}");
    }
}

#[test]
fn a_cancelled_round_asks_nobody_and_never_moves_on() {
    let mut register = plan();
    state(&mut register, "round/p/1", round("1", 2026, &LAST));
    let end = json!({"advance": {"to": "cancelled", "reason": {"de": "Der Plan wird neu."}}});
    assert!(answers_for(
        &register,
        &OrganisationId::new("bmi"),
        &"measure/p/b".parse().unwrap()
    ));
    say(&mut register, "round/p/1", "cancelled", &end);
    let id = RoundId::new("p/1");
    assert_eq!(register.round_state(&id), RoundState::Cancelled);
    let round = register.rounds.find("p/1").unwrap();
    for duty in &round.duties {
        assert_eq!(kept(&register, round, duty), Kept::Void);
    }
    assert!(!RoundState::Cancelled.is_revealed());
    let late = "2099-01-01T00:00:00Z".parse().unwrap();
    assert!(!round.is_due(RoundState::Cancelled, late));
    assert!(!answers_for(
        &register,
        &OrganisationId::new("bmi"),
        &"measure/p/b".parse().unwrap()
    ));
    for from in RoundState::ALL {
        assert_eq!(
            from.can_become(RoundState::Cancelled),
            *from == RoundState::Planned
        );
        assert!(!RoundState::Cancelled.can_become(*from));
    }
}
