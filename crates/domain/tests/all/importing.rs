// SPDX-License-Identifier: EUPL-1.2
//! Whose word it is what a file says, thing by thing, as a second hand writes it down.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use wegmarke_domain::correction::Correction;
use wegmarke_domain::draft::{Cell, Draft, Told};
use wegmarke_domain::figure::{Figure, States};
use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::import::questions::Answers;
use wegmarke_domain::import::{Request, prepare};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::problem::codes;
use wegmarke_domain::proposal::Decision;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::correcting;
use wegmarke_domain::rules::importing::{Owner, list_not_theirs, list_owners};
use wegmarke_domain::rules::permission::{Actor, Role};
use wegmarke_domain::rules::state_of::find_state;
use wegmarke_domain::rules::stating::decide;
use wegmarke_domain::rules::withdrawing::takes_to_withdraw;
use wegmarke_domain::statement::{Entry, Said, Statement, decode};
use wegmarke_domain::text::{Lang, Text};

fn register() -> Register {
    let mut register = Register::default();
    for (by, subject, body) in [
        (
            "op",
            "organisation/bmas",
            r#"{"record":{"id":"bmas","name":{"de":"BMAS"}}}"#,
        ),
        (
            "op",
            "organisation/kok",
            r#"{"record":{"id":"kok","name":{"de":"KOK"}}}"#,
        ),
        (
            "op",
            "organisation/bmf",
            r#"{"record":{"id":"bmf","name":{"de":"BMF"}}}"#,
        ),
        (
            "op",
            "organisation/rapporteur",
            r#"{"record":{"id":"rapporteur","name":{"de":"BS"},"voice":"independent"}}"#,
        ),
        (
            "op",
            "plan/p",
            r#"{"record":{"id":"p","title":{"de":"P"},"lead":["bmf"],"coordination":"bmas"}}"#,
        ),
        (
            "op",
            "plan/q",
            r#"{"record":{"id":"q","title":{"de":"Q"}}}"#,
        ),
        (
            "op",
            "recommendation/r",
            r#"{"record":{"id":"r","issuer":"kok","title":{"de":"R"}}}"#,
        ),
        (
            "op",
            "recommendation/r2",
            r#"{"record":{"id":"r2","issuer":"bmf","title":{"de":"R2"}}}"#,
        ),
        (
            "op",
            "measure/p/m1",
            r#"{"record":{"id":"p/m1","plan":"p","title":{"de":"M1"}}}"#,
        ),
        (
            "op",
            "measure/p/m2",
            r#"{"record":{"id":"p/m2","plan":"p","title":{"de":"M2"}}}"#,
        ),
        (
            "kok",
            "indicator/p/i",
            r#"{"record":{"id":"p/i","measures":["p/m1"],"title":{"de":"I"},"unit":{"de":"n"},"kind":"output"}}"#,
        ),
        (
            "kok",
            "evidence/e",
            r#"{"record":{"id":"e","claim":{"de":"E"}}}"#,
        ),
        (
            "op",
            "response/r/bmf",
            r#"{"record":{"id":"r/bmf","recommendation":"r","by":"bmf","position":"noted"}}"#,
        ),
        (
            "op",
            "coverage/r/q/kok",
            r#"{"record":{"id":"r/q/kok","recommendation":"r","plan":"q","author":"kok","degree":"met"}}"#,
        ),
        ("op", "field/p/1", r#"{"record":{"id":"p/1","number":"1"}}"#),
        (
            "op",
            "measure/p/m3",
            r#"{"record":{"id":"p/m3","title":{"de":"M3"},"field":"p/1"}}"#,
        ),
        (
            "op",
            "fact/p/f",
            r#"{"record":{"id":"p/f","plan":"p","name":"budget","value":"1"}}"#,
        ),
        (
            "op",
            "obligation/d",
            r#"{"record":{"id":"d","instrument":"D","title":{"de":"D"}}}"#,
        ),
    ] {
        let subject: Subject = subject.parse().unwrap();
        let kind = format!("{}.stated", subject.noun);
        let read = decode(&kind, 1, body.as_bytes()).unwrap();
        let entry = Entry {
            seq: register.size(),
            at: jiff::Timestamp::UNIX_EPOCH,
            by: OrganisationId::new(by),
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
    register
}

/// One row: a noun and its cells.
fn refused(actor: &Actor, noun: Noun, cells: &[(&str, &str)]) -> Vec<(Noun, Owner)> {
    let cells: Vec<Cell> = cells
        .iter()
        .map(|(attribute, text)| Cell {
            attribute: (*attribute).into(),
            text: (*text).to_owned(),
            column: Some((*attribute).into()),
        })
        .collect();
    let mut told = Told::default();
    for cell in &cells {
        told.tell(noun, &cell.attribute, false);
    }
    let request = Request {
        by: actor.organisation.to_string(),
        drafts: vec![Draft {
            noun,
            file: "a.csv".into(),
            row: 2,
            repeats: false,
            told: Arc::new(told),
            cells,
        }],
        doubts: Vec::new(),
        files: BTreeMap::new(),
        bundles: BTreeMap::new(),
        complete: false,
        dated_on: None,
        language: Lang::DE,
        day_order: None,
        accept: Vec::new(),
        same: Answers::default(),
        read: BTreeMap::new(),
        again: BTreeSet::new(),
        editions: BTreeSet::new(),
        same_version: false,
        reason: None,
    };
    let register = register();
    let outcome = prepare(&register, &request);
    let mut said = outcome.said.iter();
    assert!(
        said.any(|said| said.subject.noun == noun),
        "{noun} says nothing: {:?}",
        outcome.findings
    );
    let found = list_not_theirs(&register, actor, &outcome.said);
    found.into_iter().map(|one| (one.noun, one.owner)).collect()
}

fn actor(organisation: &str, role: Role) -> Actor {
    Actor::new(OrganisationId::new(organisation), [role].into())
}

#[test]
fn who_may_state_what_a_file_holds() {
    let organisation = |id: &str| Owner::Organisation(OrganisationId::new(id));
    let plan = |id: &str| Owner::Plan(PlanId::new(id));
    let lead = actor("bmf", Role::Reporter);
    let coordinator = actor("bmas", Role::Coordinator);
    let publisher = actor("bmas", Role::Publisher);
    let kok = actor("kok", Role::Publisher);
    let rapporteur = actor("rapporteur", Role::Publisher);
    let measure = [("plan", "p"), ("id", "m"), ("title.de", "M")];
    let of_q = [("plan", "q"), ("id", "m"), ("title.de", "M")];
    let known = [("id", "p"), ("title.de", "Anders")];
    let demand = [("id", "x"), ("title.de", "X"), ("issuer", "kok")];
    let taken = [("id", "r"), ("title.de", "R"), ("issuer", "bmas")];
    let judged = [
        ("recommendation", "r"),
        ("plan", "p"),
        ("author", "kok"),
        ("degree", "met"),
    ];
    let answer = [
        ("recommendation", "r"),
        ("by", "bmas"),
        ("position", "noted"),
    ];
    let proof = [("id", "n"), ("claim.de", "N")];
    let changed = [("id", "e"), ("claim.de", "Anders")];
    let duty = [("id", "o"), ("instrument", "O"), ("title.de", "O")];
    let known_duty = [("id", "d"), ("instrument", "D"), ("title.de", "Anders")];
    let own_plan = [("id", "n"), ("title.de", "N"), ("lead", "kok")];
    let their_plan = [("id", "n"), ("title.de", "N"), ("lead", "bmf")];
    let nobodys = [("id", "n"), ("title.de", "N")];
    let renamed = [("id", "kok"), ("name.de", "Anders")];
    let event = [
        ("plan", "p"),
        ("id", "c"),
        ("title.de", "C"),
        ("organisation", "kok"),
    ];
    let status = [
        ("id", "s"),
        ("plan", "p"),
        ("measure", "m1"),
        ("organisation", "kok"),
        ("grade", "begonnen"),
    ];
    let relation = [
        ("plan", "p"),
        ("measure", "m1"),
        ("other", "m2"),
        ("kind", "same-as"),
        ("organisation", "kok"),
    ];
    let likened = [
        ("recommendation", "r"),
        ("other", "r2"),
        ("kind", "same"),
        ("organisation", "kok"),
        ("note.de", "Grund"),
    ];
    let value = [
        ("plan", "p"),
        ("indicator", "i"),
        ("organisation", "kok"),
        ("on", "2025"),
        ("reading", "4"),
    ];
    let indicator = [
        ("plan", "p"),
        ("id", "j"),
        ("title.de", "J"),
        ("unit.de", "n"),
        ("kind", "output"),
        ("measures", "m1"),
    ];
    let theirs = [("plan", "p"), ("id", "i"), ("title.de", "Anders")];
    let standard = [
        ("id", "s"),
        ("title.de", "S"),
        ("force", "recommended"),
        ("issuer", "kok"),
    ];
    let exists = [
        ("id", "x"),
        ("title.de", "X"),
        ("kind", "procedure"),
        ("land", "de-by"),
        ("organisation", "kok"),
    ];
    let inquiry = |by: &'static str| {
        [
            ("id", "i"),
            ("title.de", "I"),
            ("organisation", by),
            ("asked", "kok"),
            ("asked_on", "2026-01-01"),
            ("due_on", "2026-02-01"),
        ]
    };
    let (own_inquiry, others_inquiry) = (inquiry("kok"), inquiry("bmas"));
    let independent = inquiry("rapporteur");
    for (who, noun, cells, owner) in [
        (&lead, Noun::Measure, &measure[..], None),
        (&coordinator, Noun::Measure, &measure, None),
        (&publisher, Noun::Measure, &measure, Some(plan("p"))),
        (&kok, Noun::Measure, &measure, Some(plan("p"))),
        (&coordinator, Noun::Measure, &of_q, Some(plan("q"))),
        (&coordinator, Noun::Plan, &known, None),
        (&kok, Noun::Plan, &known, Some(plan("p"))),
        (&kok, Noun::Recommendation, &demand, None),
        (
            &publisher,
            Noun::Recommendation,
            &demand,
            Some(organisation("kok")),
        ),
        // Another one's demand does not become one's own by saying so.
        (
            &publisher,
            Noun::Recommendation,
            &taken,
            Some(organisation("kok")),
        ),
        (&kok, Noun::Coverage, &judged, None),
        (
            &publisher,
            Noun::Coverage,
            &judged,
            Some(organisation("kok")),
        ),
        (&publisher, Noun::Response, &answer, None),
        (&kok, Noun::Response, &answer, Some(organisation("bmas"))),
        (&kok, Noun::Evidence, &proof, None),
        (&kok, Noun::Evidence, &changed, None),
        (
            &publisher,
            Noun::Evidence,
            &changed,
            Some(organisation("kok")),
        ),
        (&kok, Noun::Obligation, &duty, Some(Owner::Independent)),
        (&rapporteur, Noun::Obligation, &duty, None),
        // What was brought by the shell is changed there.
        (
            &rapporteur,
            Noun::Obligation,
            &known_duty,
            Some(Owner::Operator),
        ),
        (&kok, Noun::Plan, &own_plan, None),
        (&kok, Noun::Plan, &their_plan, Some(plan("n"))),
        (&kok, Noun::Plan, &nobodys, Some(plan("n"))),
        (&kok, Noun::Organisation, &renamed, None),
        (
            &publisher,
            Noun::Organisation,
            &renamed,
            Some(organisation("kok")),
        ),
        (&kok, Noun::Context, &event, None),
        (&publisher, Noun::Context, &event, Some(organisation("kok"))),
        (&kok, Noun::Status, &status, None),
        (
            &coordinator,
            Noun::Status,
            &status,
            Some(organisation("kok")),
        ),
        (&kok, Noun::Standard, &standard, None),
        // Who coordinates a plan records what bodies without an account set.
        (&coordinator, Noun::Standard, &standard, None),
        (
            &publisher,
            Noun::Standard,
            &standard,
            Some(organisation("kok")),
        ),
        (&kok, Noun::Arrangement, &exists, None),
        (
            &coordinator,
            Noun::Arrangement,
            &exists,
            Some(organisation("kok")),
        ),
        (&kok, Noun::Inquiry, &own_inquiry, Some(Owner::Independent)),
        (&coordinator, Noun::Inquiry, &others_inquiry, None),
        (
            &kok,
            Noun::Inquiry,
            &others_inquiry,
            Some(organisation("bmas")),
        ),
        (&rapporteur, Noun::Inquiry, &independent, None),
        (&kok, Noun::Relation, &relation, None),
        (&lead, Noun::Relation, &relation, Some(organisation("kok"))),
        (&kok, Noun::Grouping, &likened, None),
        (&lead, Noun::Grouping, &likened, Some(organisation("kok"))),
        (&kok, Noun::Value, &value, None),
        (&publisher, Noun::Value, &value, Some(organisation("kok"))),
        (&kok, Noun::Indicator, &indicator, None),
        (
            &publisher,
            Noun::Indicator,
            &theirs,
            Some(organisation("kok")),
        ),
    ] {
        let mut found = refused(who, noun, cells);
        found.dedup_by(|a, b| a.1 == b.1);
        let owners: Vec<Owner> = found.into_iter().map(|(_, owner)| owner).collect();
        let expected: Vec<Owner> = owner.into_iter().collect();
        assert_eq!(owners, expected, "{} {noun} {cells:?}", who.organisation);
    }
    let owners = list_owners(&register(), &PlanId::new("p"));
    assert_eq!(owners, ["bmas", "bmf"].map(OrganisationId::new));
}

/// A role that states nothing states nothing by a file either, and a program only what it was made for.
#[test]
fn roles_that_state_nothing_state_nothing_by_files() {
    let demand = [("id", "x"), ("title.de", "X"), ("issuer", "kok")];
    for role in [Role::Reviewer, Role::Coordinator, Role::Administrator] {
        let found = refused(&actor("kok", role), Noun::Recommendation, &demand);
        assert_eq!(found.len(), 1, "{role:?}");
    }
    let limited = Actor {
        only: Some([wegmarke_domain::rules::permission::Action::WriteDraft].into()),
        ..actor("kok", Role::Publisher)
    };
    assert_eq!(refused(&limited, Noun::Recommendation, &demand).len(), 1);
}

/// Beside its own organisation a demand names nobody by a file: they would speak without knowing.
#[test]
fn nobody_is_named_as_an_issuer_beside_oneself() {
    let alone = [("id", "x"), ("title.de", "X"), ("issuer", "kok")];
    let together = [&alone[..], &[("issuer", "bmas")]].concat();
    let kok = actor("kok", Role::Publisher);
    assert!(refused(&kok, Noun::Recommendation, &alone).is_empty());
    let found = refused(&kok, Noun::Recommendation, &together);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, Owner::Organisation(OrganisationId::new("bmas")));
}

/// What comes of taking something back, cell by cell: who may, what it takes, and what others are told.
#[test]
fn who_may_take_back_what() {
    let register = register();
    let reason = Text::new(Lang::DE, "Ein Irrtum.");
    let told = |by: &str, about: &str| {
        let by = OrganisationId::new(by);
        let about: Subject = about.parse().unwrap();
        let takes = takes_to_withdraw(&register, &by, &about);
        let states = States {
            figure: Figure::Withdrawal(about),
            reason: reason.clone(),
        };
        let told = match decide(&register, &by, &states) {
            Ok(Some(statement)) => statement.kind().to_owned(),
            Ok(None) => "nothing".to_owned(),
            Err(problems) => problems[0].code.to_string(),
        };
        (takes.action.as_str(), takes.plan.is_some(), told)
    };
    let another = "stated_by_another";
    for (about, takes, of_plan, [bmas, bmf, kok]) in [
        (
            "measure/p/m2",
            "import-files",
            true,
            ["measure.dropped", "measure.dropped", another],
        ),
        (
            "fact/p/f",
            "import-files",
            true,
            ["fact.dropped", "fact.dropped", another],
        ),
        // What hangs on it is taken back first.
        (
            "field/p/1",
            "import-files",
            true,
            ["has_parts", "has_parts", another],
        ),
        (
            "plan/p",
            "import-files",
            true,
            ["has_parts", "has_parts", another],
        ),
        (
            "recommendation/r",
            "correct",
            false,
            [another, another, "recommendation.dropped"],
        ),
        (
            "response/r/bmf",
            "correct",
            false,
            [another, "response.dropped", another],
        ),
        (
            "coverage/r/q/kok",
            "correct",
            false,
            [another, another, "coverage.dropped"],
        ),
        (
            "evidence/e",
            "correct",
            false,
            [another, another, "evidence.dropped"],
        ),
        (
            "indicator/p/i",
            "correct",
            false,
            [another, another, "indicator.dropped"],
        ),
        ("obligation/d", "correct", false, ["unknown"; 3]),
        ("organisation/kok", "correct", false, ["unknown"; 3]),
        ("measure/p/none", "correct", false, ["unknown"; 3]),
    ] {
        for (by, expected) in [("bmas", bmas), ("bmf", bmf), ("kok", kok)] {
            let found = told(by, about);
            assert_eq!(found, (takes, of_plan, expected.to_owned()), "{by} {about}");
        }
    }
    let silent = States::from(Figure::Withdrawal("evidence/e".parse().unwrap()));
    let told = decide(&register, &OrganisationId::new("kok"), &silent).unwrap_err();
    assert_eq!((&*told[0].field, told[0].code), ("reason", codes::REQUIRED));
}

/// What others propose is decided by whose record it is, and comes to what stands then.
#[test]
fn a_correction_is_proposed_and_decided() {
    let mut register = register();
    let about: Subject = "measure/p/m1".parse().unwrap();
    let correction = |from: &str, to: &str| -> Correction {
        let body = format!(
            r#"{{"changes":{{"title":{{"from":{{"de":"{from}"}},"to":{{"de":"{to}"}}}}}},"reason":{{"de":"So"}}}}"#
        );
        serde_json::from_str(&body).unwrap()
    };
    let told = |register: &Register, by: &str, correction: &Correction| {
        let by = OrganisationId::new(by);
        let told = correcting::problems(register, &by, &about, correction);
        told.into_iter().map(|one| one.code).collect::<Vec<_>>()
    };
    let right = correction("M1", "Eins");
    assert_eq!(told(&register, "kok", &right), [""; 0]);
    // One's own is changed, and what does not fit is told.
    for owner in ["bmas", "bmf"] {
        assert_eq!(told(&register, owner, &right), [codes::ONES_OWN]);
    }
    assert_eq!(
        told(&register, "kok", &correction("M0", "Eins")),
        [codes::CHANGED_SINCE]
    );
    for (changes, code) in [
        (r#"{}"#, codes::SAYS_NOTHING),
        (
            r#"{"id":{"from":"p/m1","to":"p/m9"}}"#,
            codes::STATED_BY_ANOTHER,
        ),
        (r#"{"song":{"to":"la"}}"#, codes::UNKNOWN),
        (
            r#"{"title":{"from":{"de":"M1"},"to":7}}"#,
            codes::UNREADABLE,
        ),
        (r#"{"field":{"to":"p/none"}}"#, codes::UNKNOWN),
    ] {
        let body = format!(r#"{{"changes":{changes},"reason":{{"de":"So"}}}}"#);
        let wrong: Correction = serde_json::from_str(&body).unwrap();
        assert_eq!(told(&register, "kok", &wrong), [code], "{changes}");
    }
    let say = |register: &mut Register, by: &str, statement: Statement| {
        let said = Said::new(about.clone(), statement);
        let body = said.body().unwrap().to_string();
        let kind = said.statement.kind();
        let read = decode(kind, 1, body.as_bytes()).unwrap();
        assert_eq!(read.statement, said.statement, "it reads as it was written");
        let entry = Entry {
            seq: register.size(),
            at: jiff::Timestamp::UNIX_EPOCH,
            by: OrganisationId::new(by),
            hand: Hand::Account,
            signed: None,
            subject: about.clone(),
            kind: kind.into(),
            dated_on: None,
            version: None,
            invented: false,
            statement: Some(read.statement),
        };
        register.apply(&entry).unwrap();
        entry.seq
    };
    let first = say(
        &mut register,
        "kok",
        Statement::CorrectionProposed(Box::new(right.clone())),
    );
    let second = correction("M1", "Erste");
    let second = say(
        &mut register,
        "kok",
        Statement::CorrectionProposed(Box::new(second)),
    );
    let coordinator = actor("bmas", Role::Coordinator);
    let waiting = correcting::list_to_decide(&register, &coordinator);
    let waiting: Vec<u64> = waiting.iter().map(|(_, one)| one.seq).collect();
    assert_eq!(waiting, [first, second]);
    for nobody in [
        actor("kok", Role::Publisher),
        actor("bmas", Role::Publisher),
    ] {
        assert!(correcting::list_to_decide(&register, &nobody).is_empty());
    }
    let decision = |proposal| Decision {
        proposal,
        reason: Text::new(Lang::DE, "Nein."),
    };
    let changes = correcting::rebase(&register, &about, &right.changes);
    let accepted = Statement::CorrectionAccepted {
        decision: Decision {
            proposal: first,
            reason: None,
        },
        changes,
    };
    let accepted = say(&mut register, "bmas", accepted);
    let declined = say(
        &mut register,
        "bmas",
        Statement::CorrectionDeclined(decision(second)),
    );
    let measure = register.measures.find("p/m1").unwrap();
    assert_eq!(measure.title.find(Lang::DE), Some("Eins"));
    assert_eq!(
        register.find_reason(accepted).unwrap().find(Lang::DE),
        Some("So")
    );
    let state = |seq| find_state(&register, register.find_line(seq).unwrap()).as_str();
    assert_eq!([first, second].map(state), ["accepted", "declined"]);
    assert_eq!([accepted, declined].map(state), ["present", "present"]);
    // Nobody decides twice.
    let again = Entry {
        seq: register.size(),
        at: jiff::Timestamp::UNIX_EPOCH,
        by: OrganisationId::new("bmas"),
        hand: Hand::Account,
        signed: None,
        subject: about.clone(),
        kind: "correction.declined".into(),
        dated_on: None,
        version: None,
        invented: false,
        statement: Some(Statement::CorrectionDeclined(decision(second))),
    };
    assert!(register.apply(&again).is_err());
}
