// SPDX-License-Identifier: EUPL-1.2
//! Findings: each rests on entries that are there, says what the list says that it rests on, and is not
//! changed by what has nothing to do with it.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::collections::BTreeSet;

use jiff::civil::Date;
use proptest::prelude::*;
use serde_json::{Value, json};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::register::Register;
use wegmarke_domain::remark::Remark;
use wegmarke_domain::rules::finding::{self, Findings, Found, Rule, State, parse_id};
use wegmarke_domain::rules::question::Asking;

use super::cycle::{Line, entry, story};

const TODAY: Date = jiff::civil::date(2026, 6, 28);

fn register(lines: &[Line<'_>]) -> Register {
    let mut register = Register::default();
    for (seq, line) in lines.iter().enumerate() {
        register.apply(&entry(seq as u64, line)).unwrap();
    }
    register
}

fn stated(day: i8, subject: &'static str, more: Value) -> Line<'static> {
    let (_, id) = subject.split_once('/').unwrap();
    let mut record = json!({"id": id});
    record
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    (day, "ed", subject, "stated", json!({ "record": record }))
}

/// The story of a round, and beside it what demands, citations, money and facts need.
fn lines() -> Vec<Line<'static>> {
    let title = |words: &str| json!({"de": words});
    let money = |by: &str, planned: &str| json!({"measure": "p/m", "year": 2026, "organisation": by, "planned": planned});
    let mut lines = story();
    lines.extend([
        stated(26, "field/p/2", json!({"number": "2", "measures_stated": 33})),
        stated(
            26,
            "measure/p/outside",
            json!({"number": "34", "field": "p/2", "title": title("Zitiert"), "cited_as": "II 34"}),
        ),
        stated(
            26,
            "measure/p/loose",
            json!({"number": "3", "title": title("Ohne Feld"), "cited_as": "Maßnahme 3"}),
        ),
        stated(26, "recommendation/r", json!({"issuer": "kok", "title": title("R")})),
        stated(26, "recommendation/s", json!({"issuer": "kok", "title": title("S")})),
        stated(
            26,
            "obligation/eu-1",
            json!({"instrument": "x", "article": "1", "title": title("O"), "checked_by_lawyer": false}),
        ),
        stated(
            26,
            "coverage/r/p/kok",
            json!({"recommendation": "r", "plan": "p", "author": "kok", "degree": "not-met", "field": "p/2", "cited": "33, 34"}),
        ),
        stated(26, "fact/p/a", json!({"plan": "p", "name": "fields", "value": "5"})),
        stated(26, "fact/p/b", json!({"plan": "p", "name": "fields", "value": "4"})),
        stated(26, "funding/p/m/2026/bmas", money("bmas", "10")),
        stated(26, "funding/p/m/2026/kok", money("kok", "12")),
    ]);
    lines
}

/// What sources say of a plan is compared with what it is recorded with, too; what nobody can read, and who
/// nobody knows, contradicts nothing.
#[test]
fn a_source_that_contradicts_the_record_of_a_plan_is_found() {
    let title = json!({"de": "P"});
    let fact = |subject: &'static str, name: &str, value: &str| {
        stated(
            3,
            subject,
            json!({"plan": "q", "name": name, "value": value}),
        )
    };
    let lines = [
        stated(1, "organisation/gov", json!({"name": {"de": "Regierung"}})),
        stated(
            1,
            "organisation/bmas",
            json!({"name": {"de": "Ministerium"}, "short": {"de": "BMAS"}}),
        ),
        stated(
            2,
            "plan/q",
            json!({"title": title, "lead": ["gov"], "coordination": "bmas", "adopted_on": "2025-02-12", "measures_stated": 83}),
        ),
        fact("fact/q/a", "lead", "BMAS"),
        fact("fact/q/b", "coordination", "BMAS (zuvor BMA)"),
        fact("fact/q/c", "adopted", "2025-02-12"),
        fact("fact/q/d", "measures", "84"),
        fact("fact/q/e", "fields of action", "vier"),
    ];
    let register = register(&lines);
    let findings = of(&register);
    assert_eq!(
        ids(&findings, Rule::SourcesDiffer),
        [
            "sources-differ.stated.lead/plan/q",
            "sources-differ.stated.measures/plan/q"
        ]
    );
    let lead = findings.find("sources-differ.stated.lead/plan/q").unwrap();
    let sides = wegmarke_domain::rules::quality::list_sides(&register, lead);
    assert_eq!(sides.len(), 2, "{sides:?}");
}

fn of(register: &Register) -> Findings {
    Findings::of(register, TODAY)
}

fn ids(findings: &Findings, rule: Rule) -> Vec<&str> {
    let all = findings.list().iter();
    let all = all.filter(|found| found.rule == rule);
    all.map(|found| &*found.id).collect()
}

#[test]
fn each_rule_finds_what_is_there_and_says_what_it_rests_on() {
    let all = register(&lines());
    let findings = of(&all);
    assert_eq!(
        ids(&findings, Rule::Citation),
        [
            "citation.no-field/measure/p/loose",
            "citation.nothing.33/coverage/r/p/kok",
            "citation.outside.34/coverage/r/p/kok",
            "citation.outside/measure/p/outside",
        ]
    );
    assert_eq!(
        ids(&findings, Rule::SourcesDiffer),
        [
            "sources-differ.2026-2026.planned.EUR/measure/p/m",
            "sources-differ.fact.fields/plan/p",
            "sources-differ.numbers/field/p/2",
        ]
    );
    assert_eq!(ids(&findings, Rule::Unmet), ["unmet.p/recommendation/r"]);
    assert_eq!(
        ids(&findings, Rule::Unjudged),
        ["unjudged.p/obligation/eu-1", "unjudged.p/recommendation/s",]
    );
    assert_eq!(ids(&findings, Rule::Silent), ["silent.bmas/measure/p/n"]);
    assert_eq!(ids(&findings, Rule::Apart), ["apart/measure/p/m"]);
    let money = findings.find("sources-differ.2026-2026.planned.EUR/measure/p/m");
    let money = money.unwrap();
    let size = all.size();
    let entries = money.entries(&all);
    assert!(entries.contains(&(size - 1)) && entries.contains(&(size - 2)));
    // Whoever says something of it may speak about it, and whoever answers for it.
    let concerned: Vec<String> = money
        .concerned(&all)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(concerned.contains(&"bmas".to_owned()) && concerned.contains(&"kok".to_owned()));
    let silent = findings.find("silent.bmas/measure/p/n").unwrap();
    assert_eq!(silent.owners(&all)[0].as_str(), "bmas");
}

#[test]
fn a_rule_that_people_ask_for_lists_what_the_question_lists() {
    let all = register(&lines());
    let findings = of(&all);
    for rule in Rule::ALL {
        let Some(question) = rule.question() else {
            continue;
        };
        let asking = Asking {
            register: &all,
            plan: None,
            between: None,
            today: TODAY,
        };
        let rows = asking.answer(question).rows.len();
        assert_eq!(ids(&findings, *rule).len(), rows, "{}", rule.as_str());
    }
}

fn remark(finding: &str, by: &str) -> Remark {
    let (_, about) = parse_id(finding).unwrap();
    serde_json::from_value(json!({
        "id": format!("{finding}/{by}"), "about": about.to_string(), "stance": "contested",
        "organisation": by, "text": {"de": "Die Frist war anders vereinbart."},
    }))
    .unwrap()
}

#[test]
fn whom_a_finding_concerns_speaks_and_it_is_fixed_by_its_cause_only() {
    let mut all = lines();
    let before = register(&all);
    let id = "silent.bmas/measure/p/n";
    let wrong = |by: &str, remark: &Remark| {
        let by = remark_by(by);
        let problems = finding::problems(&before, remark, &by);
        let fields = problems.iter().map(|problem| problem.field.to_string());
        fields.collect::<Vec<_>>()
    };
    assert!(wrong("bmas", &remark(id, "bmas")).is_empty());
    // Not in another one's name, not by those whom it does not concern, not to what does not follow.
    assert_eq!(wrong("bmas", &remark(id, "kok")), ["organisation", "id"]);
    assert_eq!(wrong("zz", &remark(id, "zz")), ["organisation"]);
    let other = "silent.kok/measure/p/n";
    assert_eq!(wrong("bmas", &remark(other, "bmas")), ["id"]);
    let mut elsewhere = remark(id, "bmas");
    elsewhere.about = "measure/p/m".parse().unwrap();
    assert_eq!(wrong("bmas", &elsewhere), ["about"]);

    let unmet = "unmet.p/recommendation/r";
    let spoken = |day, by: &'static str, id: &str| -> Line<'static> {
        let record = serde_json::to_value(remark(id, by)).unwrap();
        let subject: &'static str = Box::leak(format!("remark/{id}/{by}").into_boxed_str());
        (day, by, subject, "stated", json!({ "record": record }))
    };
    all.push(spoken(27, "kok", unmet));
    let after = register(&all);
    let found = of(&after);
    assert_eq!(found.find(unmet).unwrap().state(&after), State::Contested);
    assert!(found.list_fixed().is_empty());
    // Nothing of the kind goes because somebody contests it; it goes with its cause.
    let change = json!({"changes": {"degree": {"from": "not-met", "to": "partial"}}});
    all.push((28, "kok", "coverage/r/p/kok", "changed", change));
    let after = register(&all);
    let found = of(&after);
    assert!(found.find(unmet).is_none());
    let fixed = found.find_fixed(unmet).unwrap();
    assert_eq!(fixed.state(&after), State::Fixed);
    let since = finding::list_since_spoken(&after, fixed);
    assert_eq!(since, [after.size() - 1]);
}

fn remark_by(by: &str) -> OrganisationId {
    OrganisationId::new(by)
}

fn same(one: &Found, all: &Findings, (before, after): (&Register, &Register)) -> bool {
    all.find(&one.id)
        .is_some_and(|other| other == one && one.entries(before) == other.entries(after))
}

proptest! {
    /// At every moment: ids are told apart and read back, what is cited is there by then, and what has
    /// nothing to do with a finding does not change it.
    #[test]
    fn findings_rest_on_what_is_on_record(upto in 0_usize..=40, day in 1_i8..28) {
        let mut all = lines();
        all.truncate(upto);
        let before = register(&all);
        let found = of(&before);
        let seen: BTreeSet<&str> = found.list().iter().map(|found| &*found.id).collect();
        prop_assert_eq!(seen.len(), found.list().len());
        for one in found.list() {
            let read = parse_id(&one.id);
            prop_assert_eq!(read, Some((one.rule, one.on.clone())), "{}", one.id);
            prop_assert!(before.stands(&one.on), "{}", one.id);
            let entries = one.entries(&before);
            prop_assert!(!entries.is_empty(), "{}", one.id);
            prop_assert!(entries.iter().all(|seq| *seq < before.size()), "{}", one.id);
        }
        all.push(stated(28, "organisation/zz", json!({"name": {"de": "Zz"}})));
        all.push(stated(28, "plan/zz", json!({"title": {"de": "Zz"}})));
        all.push(stated(28, "measure/zz/a", json!({"title": {"de": "A"}})));
        let after = register(&all);
        let found_after = of(&after);
        for one in found.list() {
            prop_assert!(same(one, &found_after, (&before, &after)), "{}", one.id);
        }
        // Of an earlier day: only entries up to it.
        let mut older = Register::default();
        for (seq, line) in all.iter().enumerate().filter(|(_, line)| line.0 <= day) {
            older.apply_leniently(&entry(seq as u64, line));
        }
        for one in of(&older).list() {
            let entries = one.entries(&older);
            prop_assert!(entries.iter().all(|seq| all[usize::try_from(*seq).unwrap()].0 <= day));
        }
    }
}
