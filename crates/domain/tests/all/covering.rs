// SPDX-License-Identifier: EUPL-1.2
//! Demands and duties against plans: every judgement is kept, whoever gave it, and that nobody judged is
//! told, too.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use serde_json::{Value, json};
use wegmarke_domain::coverage::Degree;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::covering::{self, By, LAW, NOTHING, Row};
use wegmarke_domain::rules::finding::{Findings, Rule};
use wegmarke_domain::rules::gap;

use super::cycle::{Line, entry};

fn register() -> Register {
    let stated = |subject: &'static str, more: Value| -> Line<'static> {
        let (_, id) = subject.split_once('/').unwrap();
        let mut record = json!({"id": id});
        let more = more.as_object().unwrap().clone();
        record.as_object_mut().unwrap().extend(more);
        (1, "ed", subject, "stated", json!({ "record": record }))
    };
    let title = json!({"de": "x"});
    let organisation = |kind: &str| json!({"name": title, "kind": kind});
    let judgement = |author: &str, degree: &str, measures: Value| json!({"recommendation": "r", "plan": "p", "author": author, "degree": degree, "measures": measures});
    let lines = [
        stated("organisation/kok", organisation("civil-society")),
        stated("organisation/dimr", organisation("independent")),
        stated("plan/p", json!({"title": title})),
        stated("measure/p/a", json!({"title": title})),
        stated("measure/p/b", json!({"title": title})),
        stated(
            "recommendation/r",
            json!({"issuer": "kok", "co_issuers": ["dimr"], "title": title, "topics": ["data", "return"]}),
        ),
        stated("recommendation/s", json!({"issuer": "kok", "title": title})),
        // Nobody ever judged this issuer: it demands nothing of the plan yet.
        stated("recommendation/t", json!({"issuer": "upr", "title": title})),
        stated(
            "obligation/eu-1",
            json!({"instrument": "2011/36/EU", "article": "11(1)", "title": title, "checked_by_lawyer": false}),
        ),
        stated(
            "coverage/r/p/kok",
            judgement("kok", "contradicted", json!(["p/a"])),
        ),
        stated("coverage/r/p/dimr", judgement("dimr", "partial", json!([]))),
    ];
    let mut register = Register::default();
    for (seq, line) in lines.iter().enumerate() {
        register.apply(&entry(seq as u64, line)).unwrap();
    }
    register
}

#[test]
fn every_judgement_is_kept_and_silence_is_a_line() {
    let register = register();
    let lines = covering::list_lines(&register);
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.demand.subject().to_string(), line.degree()))
        .collect();
    let told: Vec<_> = told.iter().map(|(on, degree)| (&**on, *degree)).collect();
    assert_eq!(
        told,
        [
            ("recommendation/r", "partial"),
            ("recommendation/r", "contradicted"),
            ("recommendation/s", NOTHING),
            ("obligation/eu-1", NOTHING),
        ]
    );
    let differing = covering::list_differing(&lines);
    assert_eq!(differing.len(), 1);
    assert_eq!(differing[0].len(), 2);
    let matrix = |by| covering::matrix(&register, &lines, by);
    let row = |counts: &[(Option<Degree>, usize)]| -> Row { counts.iter().copied().collect() };
    let judged = [(Some(Degree::Contradicted), 1), (Some(Degree::Partial), 1)];
    assert_eq!(
        matrix(By::Plan)["p"],
        row(&[judged[0], judged[1], (None, 2)])
    );
    assert_eq!(matrix(By::Topic)["data"], row(&judged));
    assert_eq!(matrix(By::Topic)[NOTHING], row(&[(None, 1)]));
    assert_eq!(matrix(By::Issuer)[LAW], row(&[(None, 1)]));
    assert_eq!(matrix(By::Voice)["independent"], row(&judged));
    assert_eq!(matrix(By::Author)["kok"], row(&judged[..1]));
}

/// A duty is judged as a demand is: several may differ, against the plan, too, and what they cite is asked for.
#[test]
fn a_duty_is_judged_as_a_demand_is() {
    let mut register = register();
    let judgement = |author: &str, degree: &str, measures: Value| json!({"record": {"id": format!("obligation/eu-1/p/{author}"), "obligation": "eu-1", "plan": "p", "author": author, "degree": degree, "measures": measures}});
    let lines: [Line<'static>; 2] = [
        (
            1,
            "kok",
            "coverage/obligation/eu-1/p/kok",
            "stated",
            judgement("kok", "contradicted", json!(["p/b"])),
        ),
        (
            1,
            "dimr",
            "coverage/obligation/eu-1/p/dimr",
            "stated",
            judgement("dimr", "not-met", json!([])),
        ),
    ];
    let before = register.size();
    for (seq, line) in (before..).zip(&lines) {
        register.apply(&entry(seq, line)).unwrap();
    }
    let lines = covering::list_lines(&register);
    let of_duty: Vec<_> = lines
        .iter()
        .filter(|line| line.demand.subject().to_string() == "obligation/eu-1")
        .map(|line| line.degree())
        .collect();
    assert_eq!(of_duty, ["not-met", "contradicted"]);
    assert_eq!(covering::list_differing(&lines).len(), 2);
    let law = &covering::matrix(&register, &lines, By::Issuer)[LAW];
    assert_eq!(law.get(&None), None);
    assert_eq!(law[&Some(Degree::Contradicted)], 1);
    let supply = covering::list_supply(&register);
    assert!(supply[0].uncited.is_empty());
    // Nobody holds it to be met, not even in part: that follows from the record.
    let gaps = gap::find(&register);
    let unmet: Vec<String> = gaps.demand[&PlanId::new("p")]
        .iter()
        .map(|demand| demand.subject().to_string())
        .collect();
    assert_eq!(unmet, ["obligation/eu-1"]);
    let found = Findings::of(&register, "2026-01-01".parse().unwrap());
    let of_duty = |rule: Rule| {
        let mut all = found.list().iter();
        all.any(|one| one.rule == rule && one.on.to_string() == "obligation/eu-1")
    };
    assert!(of_duty(Rule::Unmet) && of_duty(Rule::AuthorsDiffer));
    assert!(!of_duty(Rule::Unjudged));
}

#[test]
fn measures_are_seen_from_their_side() {
    let supply = covering::list_supply(&register());
    assert_eq!(supply.len(), 1);
    assert_eq!(supply[0].measures, 2);
    assert_eq!(supply[0].cited[0].as_str(), "p/a");
    assert_eq!(supply[0].uncited[0].as_str(), "p/b");
}
