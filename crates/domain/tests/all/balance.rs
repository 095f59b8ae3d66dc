// SPDX-License-Identifier: EUPL-1.2
//! Whom a plan thinks of, and its money: what is unknown is not none, and nothing is added up twice.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use proptest::prelude::*;
use serde_json::{Value, json};
use wegmarke_domain::measure::Measure;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::balance::{
    Balance, Dimension, Matrix, NONE_STATED, NOT_RECORDED, NOT_STATED,
};
use wegmarke_domain::rules::money::{self, Amount, Purse};
use wegmarke_domain::rules::question::{Asking, Question};
use wegmarke_domain::rules::schedule;

use super::cycle::{Line, entry};

fn register(lines: &[Line<'_>]) -> Register {
    let mut register = Register::default();
    for (seq, line) in lines.iter().enumerate() {
        register.apply(&entry(seq as u64, line)).unwrap();
    }
    register
}

fn stated(subject: &'static str, record: Value) -> Line<'static> {
    (1, "ed", subject, "stated", json!({ "record": record }))
}

fn plan(measures: &[(&'static str, Value)]) -> Vec<Line<'static>> {
    let plan = json!({"id": "p", "title": {"de": "Plan"}, "period":
        {"as_written": "2024–2028", "from": "2024-01-01", "until": "2028-12-31"}});
    let mut lines = vec![stated("plan/p", plan)];
    for (subject, more) in measures {
        let id = subject.trim_start_matches("measure/");
        let mut record = json!({"id": id, "title": {"de": id}});
        let more = more.as_object().unwrap().clone();
        record.as_object_mut().unwrap().extend(more);
        lines.push(stated(subject, record));
    }
    lines
}

fn words() -> Vec<Line<'static>> {
    plan(&[
        (
            "measure/p/a",
            json!({"description": {"de": "x"}, "groups": ["women", "minors", "women"], "strands": ["prosecution"]}),
        ),
        (
            "measure/p/b",
            json!({"description": {"de": "x"}, "groups": null, "strands": ["prosecution", "protection"]}),
        ),
        (
            "measure/p/c",
            json!({"description": {"de": "x"}, "groups": ["seafarers"]}),
        ),
        ("measure/p/d", json!({"description": {"de": "x"}})),
        ("measure/p/e", json!({})),
    ])
}

#[test]
fn a_group_that_nobody_names_is_told_apart_from_what_is_not_known() {
    let register = register(&words());
    let balance = Balance::of(&register, "p", Dimension::Group);
    let count = |wanted: &str| {
        let mut shares = balance.shares.iter();
        let share = shares.find(|(word, _)| &**word == wanted);
        share.map(|(_, share)| share.measures.len())
    };
    assert_eq!(count("women"), Some(1));
    assert_eq!(count("men"), Some(0));
    assert_eq!(count("seafarers"), Some(1));
    assert_eq!(count(NONE_STATED), Some(1));
    assert_eq!(count(NOT_STATED), Some(1));
    assert_eq!(count(NOT_RECORDED), Some(1));
    assert_eq!((balance.recorded(), balance.unrecorded()), (4, 1));
    let unnamed: Vec<_> = balance.unnamed().collect();
    let expected = [
        "men",
        "trans-and-non-binary",
        "eu-nationals",
        "third-country-nationals",
    ];
    assert_eq!(unnamed, expected);
}

#[test]
fn the_question_asks_for_groups_and_forms_that_no_measure_names() {
    let register = register(&words());
    let asking = Asking {
        register: &register,
        plan: None,
        between: None,
        today: jiff::civil::date(2026, 6, 28),
    };
    let answer = asking.answer(Question::Unnamed);
    // Four of seven groups, as the plan names one more than expected, and all of eight forms.
    assert_eq!(
        (answer.rows.len(), answer.base, answer.unknown),
        (12, 15, 1)
    );

    // Where nothing is recorded, nothing is missing.
    let bare = self::register(&plan(&[("measure/p/e", json!({}))]));
    let asking = Asking {
        register: &bare,
        ..asking
    };
    let answer = asking.answer(Question::Unnamed);
    assert_eq!((answer.rows.len(), answer.base, answer.unknown), (0, 0, 1));
}

#[test]
fn two_dimensions_meet_where_a_measure_names_both() {
    let register = register(&words());
    let matrix = Matrix::of(&register, "p", Dimension::Group, Dimension::Strand);
    assert_eq!(matrix.count("women", "prosecution"), 1);
    assert_eq!(matrix.count("women", "protection"), 0);
    assert_eq!(matrix.count(NONE_STATED, "protection"), 1);
    assert_eq!(matrix.count(NOT_RECORDED, NOT_RECORDED), 1);
}

fn funding(subject: &'static str, by: &str, record: Value) -> Line<'static> {
    let id = subject.trim_start_matches("funding/");
    let (measure, _) = id.rsplit_once('/').unwrap();
    let (measure, _) = measure.rsplit_once('/').unwrap();
    let mut all = json!({"id": id, "measure": measure, "organisation": by});
    let more = record.as_object().unwrap().clone();
    all.as_object_mut().unwrap().extend(more);
    stated(subject, all)
}

fn purse(register: &Register) -> Purse {
    let all = register.measures.list_of("p");
    money::group(register, all, |_| vec![()])
        .remove(&())
        .unwrap()
}

#[test]
fn two_sources_that_differ_stay_two_and_currencies_stay_apart() {
    let mut lines = plan(&[
        ("measure/p/a", json!({})),
        ("measure/p/b", json!({"funding": {"de": "im Haushalt"}})),
        ("measure/p/c", json!({})),
    ]);
    lines.extend([
        funding(
            "funding/p/a/2025/bmf",
            "bmf",
            json!({"year": 2025, "planned": "100"}),
        ),
        funding(
            "funding/p/a/2025/kok",
            "kok",
            json!({"year": 2025, "planned": "70"}),
        ),
        funding(
            "funding/p/a/2026/bmf",
            "bmf",
            json!({"year": 2026, "planned": "5"}),
        ),
        funding(
            "funding/p/b/2025/bmf",
            "bmf",
            json!({"year": 2025, "last_year": 2027, "planned": "30", "spent": "1"}),
        ),
        // A part of the three years before.
        funding(
            "funding/p/b/2026/kok",
            "kok",
            json!({"year": 2026, "planned": "10"}),
        ),
        funding(
            "funding/p/b/2025/seco",
            "seco",
            json!({"year": 2025, "planned": "9", "currency": "CHF"}),
        ),
    ]);
    let register = register(&lines);
    let purse = purse(&register);
    assert_eq!((purse.measures.len(), purse.known.len()), (3, 2));
    let sum = |currency: &str, amount| purse.sums.get(&(Box::from(currency), amount)).unwrap();
    let planned = sum("EUR", Amount::Planned);
    assert_eq!(planned.range.low, 105.into());
    assert_eq!(planned.range.high, 135.into());
    assert_eq!((planned.measures.len(), planned.differing.len()), (2, 1));
    assert_eq!(sum("CHF", Amount::Planned).range.high, 9.into());
    assert_eq!(sum("EUR", Amount::Spent).range.high, 1.into());

    let years = money::by_years(&register, register.measures.list_of("p"));
    let spans: Vec<_> = years
        .keys()
        .map(|years| (years.first, years.last))
        .collect();
    assert_eq!(spans, [(2025, 2025), (2025, 2027), (2026, 2026)]);
    let differing = money::list_differing(&register, register.measures.list_of("p"));
    assert_eq!(differing.len(), 1);
    assert_eq!(differing[0].said.len(), 2);
}

#[test]
fn money_that_ends_before_the_measure_is_a_cliff() {
    let period = |until: Option<&str>| match until {
        Some(until) => json!({"period": {"as_written": "x", "from": "2025-01-01", "until": until}}),
        None => json!({"period": {"as_written": "ab 2025", "from": "2025-01-01"}}),
    };
    let mut lines = plan(&[
        ("measure/p/longer", period(Some("2026-12-31"))),
        ("measure/p/open", period(None)),
        ("measure/p/shorter", period(Some("2025-06-30"))),
        ("measure/p/plan", json!({})),
    ]);
    let ends = json!({"year": 2025, "ends_on": "2025-12-31"});
    for subject in [
        "funding/p/longer/2025/bmf",
        "funding/p/open/2025/bmf",
        "funding/p/shorter/2025/bmf",
        "funding/p/plan/2025/bmf",
    ] {
        lines.push(funding(subject, "bmf", ends.clone()));
    }
    // Somebody else is more hopeful: their day counts.
    let hopeful = json!({"year": 2025, "ends_on": "2026-06-30"});
    lines.push(funding("funding/p/longer/2025/kok", "kok", hopeful));
    let register = register(&lines);
    let cliffs = money::list_cliffs(&register, register.measures.list_of("p"));
    let found: Vec<_> = cliffs
        .iter()
        .map(|cliff| (cliff.measure.as_str(), cliff.days()))
        .collect();
    assert_eq!(
        found,
        [
            ("p/open", None),
            ("p/plan", Some(1096)),
            ("p/longer", Some(184))
        ]
    );
}

proptest! {
    /// Whatever is named, every measure stands under at least one word, and those that name none are as
    /// many as the silences say.
    #[test]
    fn nobody_is_lost_in_a_balance(said in prop::collection::vec(prop::option::of(prop::collection::vec("[a-c]", 0..3)), 1..12)) {
        let subjects = ["measure/p/a", "measure/p/b", "measure/p/c", "measure/p/d", "measure/p/e", "measure/p/f",
            "measure/p/g", "measure/p/h", "measure/p/i", "measure/p/j", "measure/p/k", "measure/p/l"];
        let measures: Vec<_> = said.iter().zip(subjects).map(|(groups, subject)| {
            (subject, groups.as_ref().map_or_else(|| json!({}), |groups| json!({"description": {"de": "x"}, "groups": groups})))
        }).collect();
        let register = register(&plan(&measures));
        let balance = Balance::of(&register, "p", Dimension::Group);
        let mut named: Vec<_> = balance.shares.iter().flat_map(|(_, share)| &share.measures).collect();
        named.sort();
        named.dedup();
        prop_assert_eq!(named.len(), said.len());
        for (word, share) in &balance.shares {
            let fits = |one: &&Measure| Dimension::Group.said(&register, one).contains(&&**word);
            prop_assert_eq!(register.measures.list_of("p").filter(fits).count(), share.measures.len());
        }
    }
}

#[test]
fn a_measure_of_several_years_stands_in_each_of_them() {
    let period = |from: &str, until: &str| json!({"period": {"as_written": "x", "from": from, "until": until}});
    let lines = plan(&[
        ("measure/p/long", period("2024-07-01", "2026-06-30")),
        ("measure/p/short", period("2026-01-01", "2026-12-31")),
        (
            "measure/p/open",
            json!({"period": {"as_written": "ab 2025", "from": "2025-01-01"}}),
        ),
        ("measure/p/vague", json!({"period": {"as_written": "bald"}})),
    ]);
    let register = register(&lines);
    let slices = schedule::list_slices(&register, "p");
    let counts: Vec<_> = slices
        .iter()
        .map(|(year, of)| (*year, of.running.len(), of.beginning.len(), of.ending.len()))
        .collect();
    assert_eq!(counts, [(2024, 1, 1, 0), (2025, 2, 1, 0), (2026, 3, 1, 2)]);
}

fn milestone(subject: &'static str, due: Value) -> Line<'static> {
    let id = subject.trim_start_matches("milestone/");
    stated(
        subject,
        json!({"id": id, "title": {"de": id}, "measures": ["p/a"], "due": due}),
    )
}

#[test]
fn what_falls_due_is_told_with_how_precisely_it_is_known() {
    let mut lines = plan(&[(
        "measure/p/a",
        json!({"lead": ["bmf"], "period": {"as_written": "x", "from": "2026-01-01", "until": "2026-07-20"}}),
    )]);
    let day = |day: &str| json!({"as_written": day, "from": day, "until": day});
    let quarter = json!({"as_written": "Q3 2026", "from": "2026-07-01", "until": "2026-09-30"});
    lines.extend([
        milestone("milestone/p/past", day("2026-06-01")),
        milestone("milestone/p/soon", day("2026-07-01")),
        milestone("milestone/p/quarter", quarter),
        milestone("milestone/p/words", json!({"as_written": "bald"})),
    ]);
    let register = register(&lines);
    let today = jiff::civil::date(2026, 6, 28);
    let due = |days| {
        let all = schedule::list_due(&register, "p", today, days);
        all.iter().map(|one| one.on.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(due(2), Vec::<String>::new());
    assert_eq!(due(30), ["milestone/p/soon", "measure/p/a"]);
    assert_eq!(
        due(365),
        ["milestone/p/soon", "measure/p/a", "milestone/p/quarter"]
    );
    let all = schedule::list_due(&register, "p", today, 365);
    assert_eq!(all[0].since, None);
    assert_eq!(all[2].since, Some(jiff::civil::date(2026, 7, 1)));

    // A milestone without a lead has that of its measure; what has no day is not drawn.
    let leads = schedule::by_lead(&register, "p");
    let items: Vec<_> = leads.values().map(Vec::len).collect();
    assert_eq!(items, [4]);
    assert_eq!(leads.keys().next().unwrap().unwrap().as_str(), "bmf");
    let vague: Vec<_> = leads
        .values()
        .flatten()
        .filter(|item| item.is_vague)
        .collect();
    assert_eq!(vague.len(), 1);
}

#[test]
fn a_quarter_with_many_milestones_is_told() {
    let mut lines = plan(&[("measure/p/a", json!({}))]);
    let day = |day: &str| json!({"as_written": day, "from": day, "until": day});
    lines.extend([
        milestone("milestone/p/1", day("2026-03-31")),
        milestone("milestone/p/2", day("2026-12-01")),
        milestone("milestone/p/3", day("2026-12-15")),
        milestone("milestone/p/4", day("2026-12-31")),
        milestone("milestone/p/5", day("2026-10-01")),
        milestone("milestone/p/6", day("2027-01-01")),
    ]);
    let register = register(&lines);
    let quarters = schedule::list_quarters(&register, "p");
    assert_eq!(
        quarters,
        [
            ("2026-Q1".to_owned(), 1, false),
            ("2026-Q4".to_owned(), 4, true),
            ("2027-Q1".to_owned(), 1, false),
        ]
    );
}
