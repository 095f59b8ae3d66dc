// SPDX-License-Identifier: EUPL-1.2
//! How findings come and go.

use serde_json::json;
use wegmarke_domain::finding::{Finding, FindingState, Severity, codes};
use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::{FindingId, OrganisationId};
use wegmarke_domain::import::prepare;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::statement::{Entry, Statement};
use wegmarke_domain::table::Kept;
use wegmarke_domain::text::{Lang, Text};

use super::codes::coverage;
use super::sheet::{Sheet, attribute, found, plan_sheet, said, sheet, standing, take_in};

#[test]
fn totals_of_a_plan_are_told_apart() {
    let stated = [
        ("id", "q"),
        ("title.de", "Q"),
        ("measures_stated", "2"),
        ("fields_stated", "1"),
    ];
    let field = [("plan", "q"), ("number", "1")];
    let part = [("plan", "q"), ("number", "1.1"), ("parent", "1")];
    let measure = [("plan", "q"), ("title.de", "Eins")];
    let outcome = plan_sheet()
        .row(Noun::Plan, &stated)
        .row(Noun::Field, &field)
        .row(Noun::Field, &part)
        .row(Noun::Measure, &measure)
        .import(&mut Register::default());
    assert_eq!(found(&outcome), [codes::TOTAL_DIFFERS]);
    let args = serde_json::to_value(&outcome.findings[0].args).unwrap();
    assert_eq!(
        args,
        json!({"what": "measures", "stated": "2", "found": "1"})
    );
}

#[test]
fn a_cited_number_that_cannot_be_is_found_and_resolved_all_the_same() {
    let before = plan_sheet()
        .row(
            Noun::Field,
            &[("plan", "p"), ("number", "1"), ("measures_stated", "1")],
        )
        .measure(&[
            ("id", "m"),
            ("field", "1"),
            ("number", "4"),
            ("title.de", "Vier"),
        ])
        .recommendation("r");
    let mut register = before.register();
    let outcome = coverage("r", Some("1"), "4").import(&mut register);
    assert_eq!(found(&outcome), [codes::NUMBER_OUTSIDE_FIELD]);
    let about = outcome.findings[0].about.as_ref().unwrap().to_string();
    assert_eq!(about, "coverage/r/p/kok");
    let measures = attribute(&register, &about, "measures");
    assert_eq!(measures, Some(json!(["p/m"])));
}

#[test]
fn equal_problems_of_two_files_are_two_findings() {
    let input = plan_sheet()
        .file("b.csv")
        .problem(codes::UNMAPPED_COLUMN, Severity::Note, "Notiz")
        .file("c.csv")
        .problem(codes::UNMAPPED_COLUMN, Severity::Note, "Notiz");
    let outcome = input.import(&mut Register::default());
    let files: Vec<&str> = outcome.findings.iter().map(|one| &*one.file).collect();
    assert_eq!(files, ["b.csv", "c.csv"]);
}

#[test]
fn one_fault_of_a_thing_in_two_files_is_one_finding() {
    let cells = [
        ("plan", "p"),
        ("id", "x"),
        ("title.de", "Schritt"),
        ("goal", "viele"),
    ];
    let outcome = plan_sheet()
        .file("b.csv")
        .repeated(Noun::Milestone, &cells)
        .file("c.csv")
        .repeated(Noun::Milestone, &cells)
        .import(&mut Register::default());
    assert_eq!(found(&outcome), [codes::TEXT_FOR_NUMBER]);
    assert_eq!(&*outcome.findings[0].file, "b.csv");
}

fn led_by(lead: &str, goal: &str) -> Sheet {
    let cells = [
        ("plan", "p"),
        ("id", "x"),
        ("title.de", "Schritt"),
        ("lead", lead),
        ("goal", goal),
    ];
    sheet().row(Noun::Milestone, &cells)
}

fn only_finding(register: &Register, code: &str) -> FindingId {
    let of = |kept: &&Kept<Finding>| &*kept.record.code == code;
    let ids: Vec<_> = register.findings.list_kept().filter(of).collect();
    assert_eq!(ids.len(), 1, "{code}");
    ids[0].record.id.clone()
}

fn explain(register: &mut Register, id: &FindingId) {
    let entry = Entry {
        seq: register.size(),
        at: "2026-11-23T07:00:00Z".parse().unwrap(),
        by: OrganisationId::new("kok"),
        hand: Hand::Account,
        signed: None,
        subject: Subject::new(Noun::Finding, id.as_str()),
        kind: "finding.explained".into(),
        dated_on: None,
        version: None,
        invented: false,
        statement: Some(Statement::FindingExplained(
            Text::new(Lang::DE, "so gedruckt").unwrap(),
        )),
    };
    register.apply(&entry).unwrap();
}

#[test]
fn a_finding_goes_with_its_cause_and_comes_back_with_it() {
    let mut register = plan_sheet().register();
    led_by("kok", "viele").import(&mut register);
    let id = only_finding(&register, codes::TEXT_FOR_NUMBER);
    assert_eq!(register.finding_state(&id), FindingState::Open);

    let outcome = led_by("kok", "7").import(&mut register);
    assert_eq!(
        said(&outcome),
        [
            "plan.versioned p".to_owned(),
            "milestone.changed p/x".to_owned(),
            format!("finding.dropped {id}"),
        ]
    );
    let state = register.finding_state(&id);
    assert_eq!(
        state,
        FindingState::Resolved {
            seq: register.size() - 1
        }
    );

    led_by("kok", "viele").import(&mut register);
    assert_eq!(register.finding_state(&id), FindingState::Open);
}

#[test]
fn an_explained_finding_stays_explained() {
    let mut register = plan_sheet().register();
    led_by("kok", "viele").import(&mut register);
    let id = only_finding(&register, codes::TEXT_FOR_NUMBER);
    explain(&mut register, &id);
    let is_explained =
        |register: &Register| matches!(register.finding_state(&id), FindingState::Explained { .. });
    assert!(is_explained(&register));
    led_by("kok", "viele").import(&mut register);
    assert!(is_explained(&register));
    // Its row moves: the same finding, elsewhere.
    let moved = sheet()
        .row(Noun::Organisation, &[("id", "kok"), ("name.de", "KOK")])
        .row(
            Noun::Milestone,
            &[
                ("plan", "p"),
                ("id", "x"),
                ("title.de", "Schritt"),
                ("lead", "kok"),
                ("goal", "viele"),
            ],
        );
    let outcome = moved.import(&mut register);
    assert_eq!(said(&outcome), [format!("finding.changed {id}")]);
    assert!(is_explained(&register));
    assert_eq!(register.findings.find(id.as_str()).unwrap().row, Some(3));
}

#[test]
fn files_settle_only_their_own_findings() {
    let mut register = plan_sheet().register();
    led_by("kok", "viele").import(&mut register);
    let id = only_finding(&register, codes::TEXT_FOR_NUMBER);
    let other = sheet()
        .file("other.csv")
        .measure(&[("id", "m"), ("title.de", "Eins")]);
    let mut request = other.request.clone();
    request.files.remove("a.csv");
    let outcome = prepare(&register, &request);
    take_in(&mut register, &outcome);
    assert_eq!(said(&outcome), ["plan.versioned p", "measure.stated p/m"]);
    assert_eq!(register.finding_state(&id), FindingState::Open);
}

#[test]
fn that_an_organisation_was_not_known_stays_until_it_is_explained() {
    let mut register = plan_sheet().register();
    let outcome = led_by("BMAS", "7").import(&mut register);
    assert_eq!(found(&outcome), [codes::UNKNOWN_ORGANISATION]);
    let id = only_finding(&register, codes::UNKNOWN_ORGANISATION);
    // It is known now, and then no longer named.
    assert_eq!(found(&led_by("BMAS", "7").import(&mut register)), [""; 0]);
    led_by("kok", "7").import(&mut register);
    assert_eq!(register.finding_state(&id), FindingState::Open);
    assert!(standing(&register).contains_key("organisation/bmas"));
}

#[test]
fn a_speaker_who_is_not_known_is_no_organisation() {
    let claim = [
        ("id", "e"),
        ("claim.de", "Es geschah."),
        ("speaker", "Frau Muster"),
    ];
    let mut register = plan_sheet().register();
    let outcome = sheet().row(Noun::Evidence, &claim).import(&mut register);
    assert_eq!(found(&outcome), [codes::UNKNOWN_ORGANISATION]);
    assert_eq!(outcome.findings[0].about, None);
    assert_eq!(register.organisations.len(), 1);
    // Such a finding has no organisation to explain: it goes with its cause.
    let id = only_finding(&register, codes::UNKNOWN_ORGANISATION);
    let known = [("id", "e"), ("claim.de", "Es geschah."), ("speaker", "KOK")];
    sheet().row(Noun::Evidence, &known).import(&mut register);
    let state = register.finding_state(&id);
    assert!(matches!(state, FindingState::Resolved { .. }), "{state:?}");
}
