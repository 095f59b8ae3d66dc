// SPDX-License-Identifier: EUPL-1.2
//! The monitoring cycle in the register: rounds, sealed contributions, voices, proposals.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use wegmarke_domain::contribution::Address;
use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::{MeasureId, MilestoneId, OrganisationId, RoundId};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::{ApplyError, Register};
use wegmarke_domain::round::RoundState;
use wegmarke_domain::rules::owed::list_owed_reports;
use wegmarke_domain::rules::seen::{Seen, seen};
use wegmarke_domain::rules::shifts::list_shifts;
use wegmarke_domain::rules::voices::{Kept, disagreement, kept, list_addressed, side_by_side};
use wegmarke_domain::statement::{Entry, decode, schema_of};

const ROUND: &str = "round/p/2026";
const REPORT: &str = "report/p/2026/bmas/1/measure/p/m";
const ASSESSMENT: &str = "assessment/p/2026/dimr/1/measure/p/m";
const PRACTICE: &str = "practice/p/2026/kok/1/measure/p/m";
const REPLY: &str = "reply/p/2026/bmas/1/assessment/p/2026/dimr/1/measure/p/m";

/// One entry to come: day of 2026-06, who, subject, verb, body.
pub(super) type Line<'a> = (i8, &'a str, &'a str, &'a str, Value);

pub(super) fn at(day: i8) -> Timestamp {
    format!("2026-06-{day:02}T12:00:00Z").parse().unwrap()
}

pub(super) fn entry(seq: u64, line: &Line<'_>) -> Entry {
    let (day, by, subject, verb, body) = line;
    let subject: Subject = subject.parse().unwrap();
    let kind = format!("{}.{verb}", subject.noun);
    let read = decode(&kind, schema_of(&kind), body.to_string().as_bytes()).unwrap();
    Entry {
        seq,
        at: at(*day),
        by: OrganisationId::new(*by),
        hand: Hand::Account,
        signed: None,
        subject,
        kind: kind.into(),
        dated_on: read.dated_on,
        version: read.version,
        invented: read.invented,
        statement: Some(read.statement),
    }
}

fn sealed(entry: &Entry) -> Entry {
    Entry {
        statement: None,
        invented: false,
        ..entry.clone()
    }
}

fn organisation(id: &str, voice: &str) -> Value {
    json!({"record": {"id": id, "name": {"de": id}, "voice": voice}})
}

fn says(noun: &str, content: Value) -> Value {
    json!({"says": {noun: content}})
}

/// A round of one measure in which all three voices speak, one of them twice.
pub(super) fn story() -> Vec<Line<'static>> {
    let rule = |to: &str| json!({"advance": {"to": to}});
    vec![
        (
            1,
            "ed",
            "organisation/bmas",
            "stated",
            organisation("bmas", "government"),
        ),
        (
            1,
            "ed",
            "organisation/dimr",
            "stated",
            organisation("dimr", "independent"),
        ),
        (
            1,
            "ed",
            "organisation/kok",
            "stated",
            organisation("kok", "civil-society"),
        ),
        (
            1,
            "ed",
            "plan/p",
            "stated",
            json!({"record": {"id": "p", "title": {"de": "Plan"}, "lead": ["bmas"], "coordination": "bmas"}}),
        ),
        (
            1,
            "ed",
            "measure/p/m",
            "stated",
            json!({"record": {"id": "p/m", "title": {"de": "M"}, "lead": ["bmas"]}}),
        ),
        (
            1,
            "ed",
            "measure/p/n",
            "stated",
            json!({"record": {"id": "p/n", "title": {"de": "N"}, "lead": ["bmas"]}}),
        ),
        (
            1,
            "bmas",
            ROUND,
            "stated",
            json!({"record": {
            "id": "p/2026", "plan": "p", "title": {"de": "Erste Runde"},
            "from": "2025-01-01", "until": "2025-12-31",
            "opens_at": at(2), "due_at": at(10), "replies_until": at(20),
            "duties": [
                {"organisation": "bmas", "noun": "report", "on": "measure/p/m"},
                {"organisation": "bmas", "noun": "report", "on": "measure/p/n"},
                {"organisation": "dimr", "noun": "assessment", "on": "measure/p/m"},
            ]}}),
        ),
        (2, "rule", ROUND, "opened", rule("open")),
        (
            3,
            "bmas",
            REPORT,
            "submitted",
            says(
                "report",
                json!({"delivery": "complete", "narrative": {"de": "Fertig."}}),
            ),
        ),
        (
            4,
            "dimr",
            ASSESSMENT,
            "submitted",
            says(
                "assessment",
                json!({"delivery": "limited", "reasons": {"de": "Wenig."}}),
            ),
        ),
        (
            5,
            "kok",
            PRACTICE,
            "submitted",
            json!({"invented": true, "says": {"practice": {"delivery": "no-evidence", "observed": {"de": "Nichts."}, "land": "de-be", "reach": "nothing"}}}),
        ),
        (
            6,
            "bmas",
            REPORT,
            "submitted",
            says(
                "report",
                json!({"delivery": "substantial", "narrative": {"de": "Fast."}}),
            ),
        ),
        (10, "rule", ROUND, "revealed", rule("closing")),
        (
            11,
            "bmas",
            REPLY,
            "submitted",
            says("reply", json!({"text": {"de": "Doch."}})),
        ),
        (20, "rule", ROUND, "closed", rule("closed")),
        (
            20,
            "rule",
            ROUND,
            "published",
            json!({"advance": {"to": "published", "checkpoint": "c"}}),
        ),
        (
            25,
            "bmas",
            REPORT,
            "corrected",
            json!({
            "correction": {"corrects": 11, "reason": {"de": "Tippfehler."}},
            "says": {"report": {"delivery": "limited", "narrative": {"de": "Weniger."}}}}),
        ),
    ]
}

fn entries(lines: &[Line<'_>]) -> Vec<Entry> {
    lines
        .iter()
        .zip(0..)
        .map(|(line, seq)| entry(seq, line))
        .collect()
}

fn told(entries: &[Entry]) -> Register {
    let mut register = Register::default();
    for entry in entries {
        register.apply(entry).unwrap();
    }
    register
}

#[test]
fn a_duty_asks_for_what_is_said_first() {
    let register = told(&entries(&story()));
    let mut round = register.rounds.find("p/2026").unwrap().clone();
    round.id = RoundId::new("p/2027");
    round.duties[1].noun = Noun::Reply;
    let problems = round.problems(&register, at(1));
    let [problem] = &problems[..] else {
        panic!("{problems:?}");
    };
    assert_eq!(&*problem.field, "duties.1.noun");
}

/// Everything that is shown of the round, as words.
fn shown(register: &Register) -> String {
    let mut all = String::new();
    for noun in [Noun::Report, Noun::Assessment, Noun::Practice, Noun::Reply] {
        for one in register.list_contributions(&RoundId::new("p/2026"), noun) {
            let versions: Vec<_> = one.versions.iter().collect();
            all.push_str(&format!(
                "{:?} {:?} {versions:?}\n",
                one.address,
                seen(register, one)
            ));
        }
    }
    for id in ["p/m", "p/n"] {
        let round = register.rounds.find("p/2026").unwrap();
        let voices = side_by_side(register, round, &MeasureId::new(id).subject());
        let said = voices
            .values()
            .map(|voice| (voice.said.len(), voice.silent.clone()));
        all.push_str(&format!(
            "{:?} {:?}\n",
            said.collect::<Vec<_>>(),
            disagreement(register, &voices)
        ));
    }
    all.push_str(&format!(
        "{}",
        register.is_invented(&PRACTICE.parse().unwrap())
    ));
    all
}

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

#[test]
fn nothing_is_seen_before_the_round_is_due_and_all_of_it_after() {
    let entries = entries(&story());
    for (until, state) in [
        (7, RoundState::Planned),
        (8, RoundState::Open),
        (12, RoundState::Open),
        (13, RoundState::Closing),
        (15, RoundState::Closed),
        (16, RoundState::Published),
    ] {
        let register = told(&entries[..until]);
        assert_eq!(register.round_state(&RoundId::new("p/2026")), state);
        let report = register.find_contribution(&subject(REPORT));
        match (state, report.map(|report| seen(&register, report))) {
            (RoundState::Planned, None) => {}
            (RoundState::Open, None) => assert_eq!(until, 8),
            (RoundState::Open, Some(seen)) => assert_eq!(seen, Seen::Sealed),
            (_, Some(Seen::Says(says))) => {
                assert_eq!(
                    says.delivery().map(|delivery| delivery.as_str()),
                    Some("substantial")
                );
            }
            other => panic!("{other:?}"),
        }
    }
    let register = told(&entries);
    let report = register.find_contribution(&subject(REPORT)).unwrap();
    assert_eq!((report.replacements(), report.versions.len()), (1, 3));
    let Seen::Says(says) = seen(&register, report) else {
        panic!("corrected, and seen")
    };
    assert_eq!(
        says.delivery().map(|delivery| delivery.as_str()),
        Some("limited")
    );
}

#[test]
fn voices_stand_side_by_side_with_their_distance_and_their_silence() {
    let mut before = told(&entries(&story())[..12]);
    let round = before.rounds.find("p/2026").unwrap().clone();
    let voices = side_by_side(&before, &round, &subject("measure/p/m"));
    assert_eq!(
        disagreement(&before, &voices),
        None,
        "sealed ratings are not compared"
    );
    assert_eq!(kept(&before, &round, &round.duties[1]), Kept::Pending);

    before = told(&entries(&story())[..16]);
    let voices = side_by_side(&before, &round, &subject("measure/p/m"));
    // substantial 3, limited 2, no evidence 0.
    assert_eq!(disagreement(&before, &voices), Some(3));
    assert!(voices.values().all(|voice| voice.silent.is_empty()));
    let voices = side_by_side(&before, &round, &subject("measure/p/n"));
    assert_eq!(
        voices[&Voice::Government].silent,
        [OrganisationId::new("bmas")]
    );
    assert_eq!(disagreement(&before, &voices), None);
    let outcomes: Vec<Kept> = round
        .duties
        .iter()
        .map(|duty| kept(&before, &round, duty))
        .collect();
    assert_eq!(
        outcomes,
        [Kept::InTime(at(3)), Kept::Silent, Kept::InTime(at(4))]
    );
    let addressed = before.find_contribution(&subject(ASSESSMENT)).unwrap();
    assert_eq!(
        list_addressed(&before, addressed),
        [OrganisationId::new("bmas")]
    );
    assert_eq!(list_owed_reports(&before, "p").len(), 2);
}

#[test]
fn who_speaks_for_another_is_refused() {
    let mut lines = story();
    lines.truncate(8);
    lines.push((
        3,
        "kok",
        REPORT,
        "submitted",
        says("report", json!({"delivery": "complete"})),
    ));
    let entries = entries(&lines);
    let mut register = told(&entries[..8]);
    let refused = register.apply(&entries[8]).unwrap_err();
    assert_eq!(refused, ApplyError::WrongSubject(8));
}

#[test]
fn a_round_moves_one_state_at_a_time() {
    let mut lines = story();
    lines.truncate(7);
    lines.push((
        9,
        "rule",
        ROUND,
        "revealed",
        json!({"advance": {"to": "closing"}}),
    ));
    let entries = entries(&lines);
    let mut register = told(&entries[..7]);
    assert_eq!(
        register.apply(&entries[7]).unwrap_err(),
        ApplyError::WrongMove(7)
    );
}

#[test]
fn addresses_have_one_form() {
    for text in [REPORT, ASSESSMENT, PRACTICE, REPLY] {
        let subject = subject(text);
        assert_eq!(Address::parse(&subject).unwrap().subject(), subject);
    }
    for text in [
        "measure/p/m",
        "report/p/2026/bmas/01/measure/p/m",
        "report/p/2026/bmas/0/measure/p/m",
        "report/p/2026/bmas/1",
        "report/p/2026/bmas/1/song/p/m",
    ] {
        assert!(Address::parse(&subject(text)).is_err(), "{text}");
    }
}

#[test]
fn erased_bodies_leave_a_register_that_says_so() {
    let entries = entries(&story());
    for gone in 6..entries.len() {
        let mut left = entries.clone();
        left[gone] = sealed(&left[gone]);
        let register = told(&left);
        let report = register.find_contribution(&subject(REPORT)).unwrap();
        if gone == 16 {
            assert_eq!(seen(&register, report), Seen::Erased);
        }
        let state = register.round_state(&RoundId::new("p/2026"));
        assert_eq!(state == RoundState::Published, gone != 6, "{gone}");
    }
}

#[test]
fn proposals_are_decided_once_and_shifts_are_counted() {
    let milestone = |until: &str| json!({"id": "p/s", "title": {"de": "S"}, "measures": ["p/m"], "due": {"as_written": until, "from": until, "until": until}});
    let mut lines = story();
    lines.truncate(6);
    lines.extend([
        (
            2,
            "bmas",
            "milestone/p/s",
            "proposed",
            json!({"proposal": {"milestone": milestone("2026-03-31")}}),
        ),
        (
            3,
            "bmas",
            "milestone/p/s",
            "confirmed",
            json!({"version": 0, "decision": {"proposal": 6}}),
        ),
        (
            4,
            "bmas",
            "milestone/p/s",
            "proposed",
            json!({"proposal": {"milestone": milestone("2026-06-30"), "reason": {"de": "dauert"}}}),
        ),
        (
            5,
            "bmas",
            "milestone/p/s",
            "confirmed",
            json!({"decision": {"proposal": 8}}),
        ),
        (
            6,
            "bmas",
            "milestone/p/s",
            "proposed",
            json!({"proposal": {"milestone": milestone("2027-06-30"), "reason": {"de": "dauert"}}}),
        ),
        (
            7,
            "bmas",
            "milestone/p/s",
            "declined",
            json!({"decision": {"proposal": 10, "reason": {"de": "nein"}}}),
        ),
        (
            8,
            "bmas",
            "milestone/p/s",
            "confirmed",
            json!({"decision": {"proposal": 10}}),
        ),
    ]);
    let entries = entries(&lines);
    let mut register = told(&entries[..12]);
    let shifts = list_shifts(&register, &MilestoneId::new("p/s"));
    assert_eq!(shifts.len(), 1);
    assert_eq!((shifts[0].seq, shifts[0].days()), (9, Some(91)));
    assert_eq!(register.list_open_proposals("p").count(), 0);
    assert_eq!(
        register
            .list_referrers(&subject("measure/p/m"), Noun::Milestone)
            .count(),
        1
    );
    let decided = register.apply(&entries[12]).unwrap_err();
    assert!(matches!(decided, ApplyError::NotStated { seq: 12, .. }));
    let known = register.milestones.find("p/s").unwrap();
    let Value::Object(as_it_was) = milestone("2026-06-30") else {
        unreachable!()
    };
    assert_eq!(
        wegmarke_domain::record::attributes(known)["due"],
        as_it_was["due"]
    );
    assert_eq!(known.subject(), subject("milestone/p/s"));
}

proptest! {
    /// Whichever bodies were sealed at first, and in whichever order they are revealed, the
    /// register is the one of a log whose bodies were always public.
    #[test]
    fn revealed_late_or_known_from_the_start_is_the_same(
        hidden in proptest::collection::vec(any::<bool>(), 17),
        order in Just((0..17_usize).collect::<Vec<_>>()).prop_shuffle(),
        until in 8..=17_usize,
    ) {
        let entries = entries(&story());
        let hides = |at: usize| hidden[at] && entries[at].subject.noun.is_contribution();
        let live: Vec<Entry> = entries[..until].iter().enumerate()
            .map(|(at, entry)| if hides(at) { sealed(entry) } else { entry.clone() })
            .collect();
        let mut register = told(&live);
        for at in order.into_iter().filter(|at| *at < until && hides(*at)) {
            register.reveal(&entries[at]);
        }
        prop_assert_eq!(shown(&register), shown(&told(&entries[..until])));
    }
}
