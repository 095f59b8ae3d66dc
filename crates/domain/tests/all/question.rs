// SPDX-License-Identifier: EUPL-1.2
//! What people ask, and the wall: what counts, what does not, and that silence is told apart from not
//! having been asked.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use proptest::prelude::*;
use serde_json::json;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::changes::{Asked, Change, Turn, count_turns, list_changes};
use wegmarke_domain::rules::evaluability::{self, Verdict};
use wegmarke_domain::rules::question::{Answer, Asking, Question};
use wegmarke_domain::rules::wall::{Axis, Bands, Silence, Value, Wall};
use wegmarke_domain::scale::{Check, Delivery};

use super::cycle::{Line, at, entry, story};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 6, 28);

fn register(lines: &[Line<'_>]) -> Register {
    let mut register = Register::default();
    for (seq, line) in lines.iter().enumerate() {
        register.apply(&entry(seq as u64, line)).unwrap();
    }
    register
}

fn ask(register: &Register, question: Question) -> Answer {
    asking(register).answer(question)
}

fn asking(register: &Register) -> Asking<'_> {
    Asking {
        register,
        plan: None,
        between: None,
        today: TODAY,
    }
}

fn named(answer: &Answer) -> Vec<String> {
    answer.rows.iter().map(|row| row.on.to_string()).collect()
}

fn bands(register: &Register, measure: &str) -> Bands {
    let round = register.rounds.find("p/2026");
    let measure = register.measures.find(measure).unwrap();
    let wall = Wall::new(register, Axis::Delivery, round, TODAY);
    wall.square(measure).bands
}

#[test]
fn a_voice_that_was_asked_and_is_silent_is_not_one_that_was_not_asked() {
    let said = |delivery| Ok(Value::Delivery(delivery));
    let all = register(&story());
    let three = [
        said(Delivery::Limited),
        said(Delivery::Limited),
        said(Delivery::NoEvidence),
    ];
    assert_eq!(bands(&all, "p/m"), Bands::Voices(three));
    let silent = [
        Err(Silence::Silent),
        Err(Silence::NotAsked),
        Err(Silence::NotAsked),
    ];
    assert_eq!(bands(&all, "p/n"), Bands::Voices(silent));

    let open: Vec<_> = story().into_iter().filter(|line| line.0 < 10).collect();
    let open = register(&open);
    assert_eq!(
        bands(&open, "p/m"),
        Bands::Voices([Err(Silence::Sealed); 3])
    );
    let pending = [
        Err(Silence::Pending),
        Err(Silence::NotAsked),
        Err(Silence::NotAsked),
    ];
    assert_eq!(bands(&open, "p/n"), Bands::Voices(pending));
}

#[test]
fn silence_on_one_thing_is_counted_from_its_first_round_on() {
    let second = "round/p/2027";
    let asks = json!({"record": {
    "id": "p/2027", "plan": "p", "title": {"de": "Zweite Runde"},
    "from": "2026-01-01", "until": "2026-12-31",
    "opens_at": at(21), "due_at": at(23), "replies_until": at(26),
    "duties": [
        {"organisation": "bmas", "noun": "report", "on": "measure/p/m"},
        {"organisation": "bmas", "noun": "report", "on": "measure/p/n"},
    ]}});
    let mut lines = story();
    lines.push((21, "bmas", second, "stated", asks));
    for (day, verb, to) in [(21, "opened", "open"), (23, "revealed", "closing")] {
        lines.push((day, "rule", second, verb, json!({"advance": {"to": to}})));
    }
    let silent = ask(&register(&lines), Question::Silent);
    let told: Vec<_> = silent
        .rows
        .iter()
        .map(|row| (row.on.to_string(), row.amount, row.since))
        .collect();
    // On the first measure something was said in the first round, on the other one never.
    assert_eq!(
        told,
        [
            ("measure/p/n".to_owned(), Some(2), Some(at(10))),
            ("measure/p/m".to_owned(), Some(1), Some(at(23))),
        ]
    );
}

#[test]
fn a_round_answers_who_reported_who_was_silent_and_where_voices_disagree() {
    let all = register(&story());
    let reported = ask(&all, Question::Reported);
    assert_eq!(
        (named(&reported), reported.base),
        (vec!["measure/p/m".to_owned()], 2)
    );
    let silent = ask(&all, Question::Silent);
    assert_eq!(
        (named(&silent), silent.base),
        (vec!["measure/p/n".to_owned()], 3)
    );
    assert_eq!(silent.rows[0].who.as_ref().unwrap().as_str(), "bmas");
    // Also who was silent for the first time has been silent for one round.
    assert_eq!(silent.rows[0].amount, Some(1));
    let apart = ask(&all, Question::Apart);
    assert_eq!(
        (named(&apart), apart.base),
        (vec!["measure/p/m".to_owned()], 1)
    );
    assert_eq!(apart.rows[0].amount, Some(2));
    let between = |one, other| {
        let asking = Asking {
            between: Some((one, other)),
            ..asking(&all)
        };
        named(&asking.answer(Question::Apart))
    };
    assert!(between(Voice::Government, Voice::Independent).is_empty());
    assert_eq!(
        between(Voice::Government, Voice::CivilSociety),
        ["measure/p/m"]
    );
    // Nothing of it is told before the round is due.
    let open: Vec<_> = story().into_iter().filter(|line| line.0 < 10).collect();
    let open = register(&open);
    for question in [Question::Reported, Question::Silent, Question::Apart] {
        assert_eq!(ask(&open, question), Answer::default(), "{question:?}");
    }
}

fn plan(recorded: Option<&str>) -> Vec<Line<'static>> {
    let mut plan = json!({"id": "p", "title": {"de": "Plan"}});
    if let Some(recorded) = recorded {
        plan["recorded"] = recorded.into();
    }
    let measure = |id: &str, more: serde_json::Value| {
        let mut record = json!({"id": format!("p/{id}"), "title": {"de": id}});
        let more = more.as_object().unwrap().clone();
        record.as_object_mut().unwrap().extend(more);
        json!({ "record": record })
    };
    vec![
        (1, "ed", "plan/p", "stated", json!({ "record": plan })),
        (
            1,
            "ed",
            "measure/p/whole",
            "stated",
            measure(
                "whole",
                json!({"description": {"de": "Wir tun es."}, "commitment": "examine"}),
            ),
        ),
        (
            1,
            "ed",
            "measure/p/title",
            "stated",
            measure("title", json!({})),
        ),
    ]
}

fn verdict(register: &Register, measure: &str, check: Check) -> Verdict {
    let measure = register.measures.find(measure).unwrap();
    let outcomes = evaluability::check(register, measure);
    outcomes
        .into_iter()
        .find(|(one, _)| *one == check)
        .unwrap()
        .1
}

#[test]
fn what_a_plan_leaves_out_is_not_what_nobody_recorded_of_it() {
    for recorded in [None, Some("excerpts")] {
        let register = register(&plan(recorded));
        assert_eq!(
            verdict(&register, "p/whole", Check::Lead),
            Verdict::NotStated
        );
        assert_eq!(
            verdict(&register, "p/title", Check::Lead),
            Verdict::NotRecorded
        );
        let answer = ask(&register, Question::NoLead);
        assert_eq!(named(&answer), ["measure/p/whole"]);
        assert_eq!((answer.base, answer.unknown), (1, 1));
        assert_eq!(
            named(&ask(&register, Question::OnlyExamine)),
            ["measure/p/whole"]
        );
    }
    let whole = register(&plan(Some("whole")));
    assert_eq!(verdict(&whole, "p/title", Check::Lead), Verdict::NotStated);
    assert_eq!(ask(&whole, Question::NoLead).rows.len(), 2);
}

#[test]
fn what_others_state_since_is_told_as_such() {
    let mut lines = plan(Some("whole"));
    lines.push((
        2,
        "ed",
        "milestone/p/M",
        "stated",
        json!({"record": {"id": "p/M", "measures": ["p/title"], "title": {"de": "M"}, "due":
            {"as_written": "1. Juni 2026", "from": "2026-06-01", "until": "2026-06-01"}}, "invented": true}),
    ));
    let register = register(&lines);
    // The milestone is made up: it says nothing about the plan, but it is there.
    assert_eq!(
        verdict(&register, "p/title", Check::Milestone),
        Verdict::Elsewhere
    );
    assert_eq!(
        verdict(&register, "p/title", Check::Period),
        Verdict::Elsewhere
    );
    assert_eq!(
        verdict(&register, "p/whole", Check::Milestone),
        Verdict::NotStated
    );
    assert_eq!(
        named(&ask(&register, Question::NoDate)),
        ["measure/p/whole"]
    );
    let overdue = ask(&register, Question::Overdue);
    assert_eq!(
        (named(&overdue), overdue.rows[0].amount),
        (vec!["milestone/p/M".to_owned()], Some(27))
    );
}

proptest! {
    /// At every moment each row is about something that is on record by then, no answer counts more
    /// than there is, and what has nothing to do with a question does not change its answer.
    #[test]
    fn answers_rest_on_what_is_on_record(upto in 0_usize..=18, plans in any::<bool>()) {
        let mut lines = if plans { plan(None) } else { story() };
        lines.truncate(upto);
        let before = register(&lines);
        let record = json!({"record": {"id": "zz", "name": {"de": "Zz"}}});
        lines.push((28, "ed", "organisation/zz", "stated", record));
        let after = register(&lines);
        for question in Question::ALL {
            let answer = ask(&before, *question);
            prop_assert!(answer.rows.len() <= answer.base);
            for row in &answer.rows {
                prop_assert!(before.stands(&row.on), "{}", row.on);
            }
            prop_assert_eq!(&answer, &ask(&after, *question));
        }
    }
}

/// The whole time of the story, split at a day.
fn changes_of<'a>(register: &'a Register, since: &str, until: &str) -> Vec<Change<'a>> {
    let asked = Asked {
        since: since.parse().unwrap(),
        until: until.parse().unwrap(),
        plan: Some("p"),
        organisation: None,
    };
    list_changes(register, &asked)
}

#[test]
fn what_changed_is_told_by_kind_and_every_entry_once() {
    let all = register(&story());
    let changes = changes_of(&all, "2000-01-01", "2100-01-01");
    let seqs: Vec<u64> = changes.iter().map(|change| change.line.seq).collect();
    let mut thread: Vec<u64> = all.list_thread(&Subject::new(Noun::Plan, "p")).collect();
    thread.retain(|seq| all.find_line(*seq).unwrap().subject.noun != Noun::Finding);
    let mut sorted = seqs.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, thread);
    assert!(changes.is_sorted_by_key(|change| std::cmp::Reverse((change.day, change.line.seq))));
    let counts = count_turns(&changes);
    assert_eq!(counts.values().sum::<usize>(), changes.len());
    for turn in [Turn::Added, Turn::Said, Turn::Round] {
        assert!(counts.contains_key(&turn), "{turn:?} of {counts:?}");
    }
    // Of a day in between: what came before and after it is all there is.
    let day = changes[changes.len() / 2].day;
    let until = changes_of(&all, "2000-01-01", &day.to_string()).len();
    let from = changes_of(&all, &day.tomorrow().unwrap().to_string(), "2100-01-01").len();
    assert_eq!(until + from, changes.len());
}

#[test]
fn only_a_milestone_whose_date_is_another_one_was_moved() {
    let due = |year: i16| json!({"as_written": year.to_string(), "from": format!("{year}-01-01"), "until": format!("{year}-12-31")});
    let stated = json!({"id": "p/s", "measure": "p/m", "title": {"de": "S"}, "due": due(2025)});
    let mut lines = story();
    let milestone = "milestone/p/s";
    let changes = |changes: serde_json::Value| json!({"changes": changes});
    let moved = changes(json!({"due": {"from": due(2025), "to": due(2026)}}));
    let named = changes(json!({"title": {"from": {"de": "S"}, "to": {"de": "T"}}}));
    lines.push((26, "bmas", milestone, "stated", json!({"record": stated})));
    lines.push((27, "bmas", milestone, "changed", moved));
    lines.push((28, "bmas", milestone, "changed", named));
    let all = register(&lines);
    let turns: Vec<Turn> = changes_of(&all, "2026-06-26", "2026-06-28")
        .iter()
        .map(|change| change.turn)
        .collect();
    assert_eq!(turns, [Turn::Changed, Turn::Moved, Turn::Added]);
}
