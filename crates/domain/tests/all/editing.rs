// SPDX-License-Identifier: EUPL-1.2
//! Editors: what they may record of another one's plan, and what the owner makes of it.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use serde_json::{Value, json};
use wegmarke_domain::editing::{Began, Ended};
use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::correcting;
use wegmarke_domain::rules::editing::{Reviewing, begin, end, review};
use wegmarke_domain::rules::importing::list_not_theirs;
use wegmarke_domain::rules::permission::{Actor, Role};
use wegmarke_domain::rules::whose::{Confirmation, find_whose, whose_entry};
use wegmarke_domain::statement::{Entry, Said, decode};
use wegmarke_domain::text::{Lang, Text};

fn id(words: &str) -> OrganisationId {
    OrganisationId::new(words)
}

fn plan() -> PlanId {
    PlanId::new("p")
}

fn why() -> Text {
    Text::new(Lang::DE, "Niemand sonst hält ihn fest.").unwrap()
}

fn say(register: &mut Register, by: &str, said: &Said) -> u64 {
    let body = said.body().unwrap().to_string();
    let kind = said.statement.kind();
    let read = decode(kind, 1, body.as_bytes()).unwrap();
    assert_eq!(read.statement, said.statement, "it reads as it was written");
    let entry = Entry {
        seq: register.size(),
        at: jiff::Timestamp::UNIX_EPOCH,
        by: id(by),
        hand: Hand::Account,
        signed: None,
        subject: said.subject.clone(),
        kind: kind.into(),
        dated_on: None,
        version: None,
        invented: false,
        statement: Some(read.statement),
    };
    register.apply(&entry).unwrap();
    entry.seq
}

fn stated(kind: &str, subject: &str, body: Value) -> Said {
    let read = decode(kind, 1, body.to_string().as_bytes()).unwrap();
    Said::new(subject.parse().unwrap(), read.statement)
}

fn organisation(name: &str) -> Said {
    let body = json!({"record": {"id": name, "name": {"de": name}}});
    stated("organisation.stated", &format!("organisation/{name}"), body)
}

fn measure(number: u8) -> Said {
    let name = format!("p/m{number}");
    let body = json!({"record": {"id": name, "title": {"de": "Maßnahme"}}});
    stated("measure.stated", &format!("measure/{name}"), body)
}

fn of_plan(lead: &str) -> Said {
    let body = json!({"record": {"id": "p", "title": {"de": "Plan"}, "lead": [lead]}});
    stated("plan.stated", "plan/p", body)
}

fn retitled(number: u8, to: &str) -> Said {
    let change = json!({"changes": {"title": {"from": {"de": "Maßnahme"}, "to": {"de": to}}}});
    stated("measure.changed", &format!("measure/p/m{number}"), change)
}

fn actor(organisation: &str) -> Actor {
    Actor::new(id(organisation), [Role::Publisher].into())
}

fn is_refused(register: &Register, by: &str, said: &[Said]) -> bool {
    !list_not_theirs(register, &actor(by), said).is_empty()
}

fn organisations() -> Register {
    let mut register = Register::default();
    for name in ["bmas", "kok", "bmi"] {
        say(&mut register, "op", &organisation(name));
    }
    register
}

/// A plan of `bmas`, which takes no part, and two measures of it, recorded by `kok`.
fn edited() -> Register {
    let mut register = organisations();
    let began = Began {
        of: vec![id("bmas")],
        reason: why(),
    };
    let said = begin(&register, &id("kok"), &plan(), began, &[]);
    say(&mut register, "kok", &said.unwrap().unwrap());
    for said in [of_plan("bmas"), measure(1), measure(2)] {
        assert!(!is_refused(&register, "kok", std::slice::from_ref(&said)));
        say(&mut register, "kok", &said);
    }
    register
}

fn confirmation(register: &Register, about: &str) -> Option<Confirmation> {
    let about: Subject = about.parse().unwrap();
    let whose = find_whose(register, &about)?;
    Some(whose.recorded?.confirmation)
}

fn codes<T>(outcome: Result<T, Vec<wegmarke_domain::problem::Problem>>) -> Vec<&'static str> {
    let problems = outcome.err().unwrap_or_default();
    problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn an_editor_records_a_plan_whose_owner_takes_no_part_and_no_other() {
    let register = organisations();
    let new = [of_plan("bmas"), measure(1)];
    assert!(is_refused(&register, "kok", &new), "nobody said so before");
    let began = |of: &[&str]| Began {
        of: of.iter().map(|one| id(one)).collect(),
        reason: why(),
    };
    let kok = id("kok");
    let try_it = |of: &[&str], taking: &[OrganisationId]| {
        codes(begin(&register, &kok, &plan(), began(of), taking))
    };
    assert_eq!(try_it(&["bmas"], &[id("bmas")]), ["takes_part"]);
    assert_eq!(try_it(&["none"], &[]), ["unknown"]);
    assert_eq!(try_it(&["kok"], &[]), ["ones_own"]);
    assert_eq!(try_it(&[], &[]), ["required"]);
    let register = edited();
    assert!(is_refused(&register, "bmi", &[measure(3)]));
    // Whose plan it is, is not for the editor to take.
    for (name, to) in [("lead", json!(["kok"])), ("coordination", json!("kok"))] {
        let mut change = json!({"to": to});
        if name == "lead" {
            change["from"] = json!(["bmas"]);
        }
        let taking = stated("plan.changed", "plan/p", json!({"changes": {name: change}}));
        assert!(is_refused(&register, "kok", &[taking]), "{name}");
    }
    let said = begin(&register, &kok, &plan(), began(&["bmas"]), &[]);
    assert_eq!(said, Ok(None), "said again, nothing is written");
}

#[test]
fn a_new_plan_names_as_its_owners_whom_its_editor_said() {
    let mut register = organisations();
    let began = Began {
        of: vec![id("bmas")],
        reason: why(),
    };
    let said = begin(&register, &id("kok"), &plan(), began, &[]);
    say(&mut register, "kok", &said.unwrap().unwrap());
    for other in ["bmi", "kok"] {
        assert!(is_refused(&register, "kok", &[of_plan(other)]), "{other}");
    }
    assert!(!is_refused(&register, "kok", &[of_plan("bmas")]));
}

#[test]
fn the_owner_confirms_corrects_and_contests_and_nothing_is_overwritten() {
    let mut register = edited();
    for about in ["plan/p", "measure/p/m1", "measure/p/m2"] {
        let state = confirmation(&register, about);
        assert_eq!(state, Some(Confirmation::Open), "{about}");
    }
    let one = |about: &str, contests: bool| Reviewing {
        about: vec![about.parse().unwrap()],
        contests,
        through: None,
        reason: contests.then(why),
    };
    let bmas = id("bmas");
    // Only the owner does, and contests with a reason.
    let first = one("measure/p/m1", false);
    assert_eq!(
        codes(review(&register, &id("kok"), &plan(), &first)),
        ["stated_by_another"]
    );
    let silent = Reviewing {
        reason: None,
        ..one("measure/p/m1", true)
    };
    assert_eq!(
        codes(review(&register, &bmas, &plan(), &silent)),
        ["required"]
    );
    let early = Reviewing {
        through: Some(register.size()),
        ..first.clone()
    };
    assert_eq!(
        codes(review(&register, &bmas, &plan(), &early)),
        ["unknown"]
    );
    for said in review(&register, &bmas, &plan(), &first).unwrap() {
        say(&mut register, "bmas", &said);
    }
    let contested = one("measure/p/m2", true);
    for said in review(&register, &bmas, &plan(), &contested).unwrap() {
        say(&mut register, "bmas", &said);
    }
    let states = |register: &Register| {
        let all = ["plan/p", "measure/p/m1", "measure/p/m2"];
        all.map(|about| confirmation(register, about).unwrap())
    };
    use Confirmation::{Confirmed, Contested, Corrected, Open};
    assert_eq!(states(&register), [Open, Confirmed, Contested]);
    assert_eq!(review(&register, &bmas, &plan(), &first), Ok(Vec::new()));
    // What is confirmed is the owner's word: its editor proposes, and mends what is contested.
    assert!(is_refused(&register, "kok", &[retitled(1, "Anders")]));
    let proposed = json!({"changes": {"title": {"from": {"de": "Maßnahme"}, "to": {"de": "A"}}},
        "reason": {"de": "So"}});
    let proposed = serde_json::from_value(proposed).unwrap();
    let about: Subject = "measure/p/m1".parse().unwrap();
    let wrong = correcting::problems(&register, &id("kok"), &about, &proposed);
    assert_eq!(wrong, []);
    let mended = retitled(2, "Anders");
    assert!(!is_refused(&register, "kok", std::slice::from_ref(&mended)));
    say(&mut register, "kok", &mended);
    assert_eq!(states(&register), [Open, Confirmed, Open]);
    // All at once, as far as it was seen.
    let before = register.size() - 1;
    let third = say(&mut register, "kok", &measure(3));
    let all = Reviewing {
        about: Vec::new(),
        contests: false,
        through: Some(before),
        reason: None,
    };
    for said in review(&register, &bmas, &plan(), &all).unwrap() {
        say(&mut register, "bmas", &said);
    }
    assert_eq!(states(&register), [Confirmed; 3]);
    assert_eq!(confirmation(&register, "measure/p/m3"), Some(Open));
    // What the owner says otherwise is told as that, and who recorded the rest as well.
    say(&mut register, "bmas", &retitled(3, "Richtig"));
    assert_eq!(confirmation(&register, "measure/p/m3"), Some(Corrected));
    let line = register.find_line(third).unwrap();
    let recorded = whose_entry(&register, line).recorded.unwrap();
    assert_eq!((recorded.by, recorded.of), (id("kok"), vec![id("bmas")]));
    assert!(is_refused(&register, "kok", &[retitled(3, "Falsch")]));
}

#[test]
fn an_editor_stops_or_is_stopped_by_the_owner() {
    let mut register = edited();
    let ended = |editor: &str| Ended {
        editor: id(editor),
        reason: why(),
    };
    let stop = |register: &Register, by: &str, editor: &str| {
        end(register, &id(by), &plan(), ended(editor))
    };
    assert_eq!(codes(stop(&register, "bmi", "kok")), ["stated_by_another"]);
    assert_eq!(codes(stop(&register, "bmas", "bmi")), ["unknown"]);
    assert!(stop(&register, "kok", "kok").is_ok());
    let said = stop(&register, "bmas", "kok").unwrap();
    say(&mut register, "bmas", &said);
    assert_eq!(codes(stop(&register, "bmas", "kok")), ["unknown"]);
    assert!(is_refused(&register, "kok", &[measure(3)]));
    // What was recorded before still says who did.
    let state = confirmation(&register, "measure/p/m1");
    assert_eq!(state, Some(Confirmation::Open));
}
