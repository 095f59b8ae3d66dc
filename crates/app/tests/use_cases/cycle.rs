// SPDX-License-Identifier: EUPL-1.2
//! A round from its announcement to its publication: sealed, revealed by the clock, replied to,
//! corrected; by organisations that do not trust each other's pen.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Span;
use serde_json::{Value, json};
use wegmarke_app::Sight;
use wegmarke_app::contribution::Releasing;
use wegmarke_app::draft::Basis;
use wegmarke_app::{App, AppError, Refusal, Who};
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::id::{OrganisationId, PlanId, RoundId};
use wegmarke_domain::round::{Duty, Round, RoundState};
use wegmarke_domain::rules::owed::list_owed_reports;
use wegmarke_domain::rules::permission::{Actor, Role};
use wegmarke_domain::rules::seen::{Seen, seen};
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::{Lang, Text};
use wegmarke_ledger::body::Body;
use wegmarke_store::fault::Fault;

use super::fixture::{Home, import};

pub const REPORT: &str =
    "report/nap-az/2026/bmas/1/measure/nap-az/beratungsprogramm-faire-integration";
const ASSESSMENT: &str = "assessment/nap-az/2026/berichterstattungsstelle/1/measure/nap-az/beratungsprogramm-faire-integration";
pub const PRACTICE: &str =
    "practice/nap-az/2026/kok/1/measure/nap-az/beratungsprogramm-faire-integration";

pub fn who(organisation: &str, roles: &[Role]) -> Who {
    Who {
        actor: Actor::new(
            OrganisationId::new(organisation),
            roles.iter().copied().collect::<BTreeSet<_>>(),
        ),
        account: format!(
            "{organisation}-{}",
            roles.first().map_or("nobody", |role| role.as_str())
        ),
        token: None,
        once: None,
        signing: None,
    }
}

pub fn publisher(organisation: &str) -> Who {
    who(organisation, &[Role::Publisher])
}

pub fn coordinator() -> Who {
    who("bmas", &[Role::Coordinator])
}

pub fn address(text: &str) -> Address {
    Address::parse(&text.parse().unwrap()).unwrap()
}

pub fn says(noun: &str, content: Value) -> Says {
    serde_json::from_value(json!({ noun: content })).unwrap()
}

pub fn report(words: &str) -> Says {
    says(
        "report",
        json!({"delivery": "substantial", "narrative": {"de": words}}),
    )
}

fn assessment(words: &str) -> Says {
    says(
        "assessment",
        json!({"delivery": "limited", "reasons": {"de": words}}),
    )
}

fn practice(words: &str) -> Says {
    says(
        "practice",
        json!({"delivery": "limited", "observed": {"de": words}, "land": "de-be", "reach": "isolated"}),
    )
}

pub fn reason(words: &str) -> Text {
    Text::new(Lang::DE, words).unwrap()
}

/// The clock of the fixtures stands at 2026-11-23T09:00:00Z.
pub fn round(app: &App) -> Round {
    let mut duties = list_owed_reports(&app.state().register, "nap-az");
    // The source names no lead for it: the coordinator asks a body to report.
    duties.push(Duty {
        organisation: OrganisationId::new("bmas"),
        noun: wegmarke_domain::noun::Noun::Report,
        on: address(REPORT).on,
    });
    duties.push(Duty {
        organisation: OrganisationId::new("berichterstattungsstelle"),
        noun: wegmarke_domain::noun::Noun::Assessment,
        on: address(REPORT).on,
    });
    Round {
        id: RoundId::new("nap-az/2026"),
        plan: PlanId::new("nap-az"),
        title: Text::new(Lang::DE, "Erste Runde").unwrap(),
        from: "2025-02-12".parse().unwrap(),
        until: "2026-11-30".parse().unwrap(),
        opens_at: "2026-11-24T00:00:00Z".parse().unwrap(),
        due_at: "2026-12-24T00:00:00Z".parse().unwrap(),
        replies_until: "2027-01-24T00:00:00Z".parse().unwrap(),
        duties,
        note: Stated::NotStated,
        reason: Stated::NotStated,
    }
}

pub fn hours(home: &Home, hours: i64) {
    home.clock.0.advance(Span::new().hours(hours));
}

pub const DAY: i64 = 24;

fn state(app: &App) -> RoundState {
    app.state()
        .register
        .round_state(&RoundId::new("nap-az/2026"))
}

/// What anybody sees of a contribution: its words, or why not.
fn shown(app: &App, text: &str) -> String {
    let state = app.state();
    let Some(found) = state.register.find_contribution(&text.parse().unwrap()) else {
        return "nothing".to_owned();
    };
    match seen(&state.register, found) {
        Seen::Sealed => "sealed".to_owned(),
        Seen::Withdrawn => "withdrawn".to_owned(),
        Seen::Erased => "erased".to_owned(),
        Seen::Unopened => "unopened".to_owned(),
        Seen::Unrevealed => "unrevealed".to_owned(),
        Seen::Says(says) => serde_json::to_string(says).unwrap(),
    }
}

pub async fn with_example(home: &Home) -> App {
    example_in(home.open().await).await
}

pub async fn example_in(app: App) -> App {
    let folder = std::path::Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../example/germany"
    ));
    app.import(import(folder, "germany")).await.unwrap();
    app
}

/// A register with an open round.
pub async fn with_round(home: &Home) -> App {
    round_in(home, home.open().await).await
}

/// The same in a register that is open.
pub async fn round_in(home: &Home, app: App) -> App {
    let app = example_in(app).await;
    app.announce_round(&coordinator(), &round(&app), false)
        .await
        .unwrap();
    hours(home, DAY);
    assert_eq!(app.advance_rounds().await.unwrap(), 1);
    app
}

pub fn refused<T>(result: Result<T, AppError>) -> &'static str {
    result.err().map_or("it went through", |error| error.code())
}

/// Everything on disk of an embedded register, and everything a stranger can read of it.
pub fn dump(home: &Home) -> Vec<u8> {
    let mut all = Vec::new();
    for file in std::fs::read_dir(home.folder()).unwrap() {
        all.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    all
}

pub fn holds(bytes: &[u8], words: &str) -> bool {
    bytes
        .windows(words.len())
        .any(|part| part == words.as_bytes())
}

#[tokio::test]
async fn a_round_goes_by_the_clock_from_announced_to_published() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    app.announce_round(&coordinator(), &round(&app), false)
        .await
        .unwrap();
    assert_eq!(app.next_move(), Some(round(&app).opens_at));
    for (wait, moves, after) in [
        (1, 0, RoundState::Planned),
        (DAY, 1, RoundState::Open),
        (29 * DAY, 0, RoundState::Open),
        (DAY, 1, RoundState::Closing),
        (40 * DAY, 2, RoundState::Published),
    ] {
        hours(&home, wait);
        assert_eq!(app.advance_rounds().await.unwrap(), moves, "{after:?}");
        assert_eq!(state(&app), after);
    }
    assert_eq!(app.next_move(), None);
    let state = app.state();
    let progress = state
        .register
        .find_progress(&RoundId::new("nap-az/2026"))
        .unwrap();
    let (_, _, published) = progress.moves.last().unwrap();
    // The checkpoint is the one of the log that ends with the closing of the round.
    let (closed, _) = progress.find(RoundState::Closed).unwrap();
    let checkpoint = published.checkpoint.as_deref().unwrap();
    assert_eq!(checkpoint.lines().nth(1), Some(&*(closed + 1).to_string()));
    home.verify().await.unwrap();
}

#[tokio::test]
async fn what_is_sealed_is_read_by_nobody_else_and_revealed_with_all_others() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let secret = "Nur das Haus weiss es vorher";
    let receipt = app
        .release(&publisher("bmas"), &address(REPORT), &report(secret), false)
        .await
        .unwrap();
    assert!(receipt.sealed);
    app.release(
        &publisher("berichterstattungsstelle"),
        &address(ASSESSMENT),
        &assessment(secret),
        false,
    )
    .await
    .unwrap();
    app.release(
        &publisher("kok"),
        &address(PRACTICE),
        &practice(secret),
        false,
    )
    .await
    .unwrap();
    app.save_draft(&publisher("kok"), &address(PRACTICE), practice(secret), 0)
        .await
        .unwrap();
    for text in [REPORT, ASSESSMENT, PRACTICE] {
        assert_eq!(shown(&app, text), "sealed", "{text}");
    }
    let view = app.find_entry(receipt.seq).await.unwrap().unwrap();
    assert!(matches!(view.body, Sight::Whole(Body::Sealed)));
    assert!(
        !holds(&dump(&home), secret),
        "the database, its journal and the keys hold no sealed word"
    );
    assert!(
        holds(&dump(&home), &receipt.body_hash),
        "its hash is on record at once"
    );

    // Its own organisation reads it; nobody else, whatever their role.
    let own = app
        .find_draft(&who("bmas", &[Role::Reviewer]), &address(REPORT))
        .await
        .unwrap();
    assert!(matches!(own, Some(held) if held.draft.says == report(secret)));
    for organisation in ["bmi", "kok", "bmas"] {
        for roles in [&[Role::Coordinator, Role::Administrator][..], Role::ALL] {
            let other = app
                .find_draft(&who(organisation, roles), &address(ASSESSMENT))
                .await;
            assert_eq!(refused(other), "forbidden", "{organisation}");
        }
    }

    hours(&home, 30 * DAY);
    assert_eq!(app.advance_rounds().await.unwrap(), 1);
    for text in [REPORT, ASSESSMENT, PRACTICE] {
        assert!(shown(&app, text).contains(secret), "{text}");
    }
    let view = app.find_entry(receipt.seq).await.unwrap().unwrap();
    assert!(matches!(view.body, Sight::Whole(Body::Public { .. })));
    let again = home.open().await;
    for text in [REPORT, ASSESSMENT, PRACTICE] {
        assert_eq!(shown(&again, text), shown(&app, text), "{text}");
    }
    home.verify().await.unwrap();
}

#[tokio::test]
async fn it_can_be_replaced_until_it_is_due_and_only_corrected_after() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let early = app
        .correct(&bmas, &address(REPORT), &report("b"), &reason("x"))
        .await;
    assert_eq!(refused(early), "nothing_said");
    for words in ["erstens", "zweitens"] {
        app.release(&bmas, &address(REPORT), &report(words), false)
            .await
            .unwrap();
    }
    let early = app
        .correct(&bmas, &address(REPORT), &report("b"), &reason("x"))
        .await;
    assert_eq!(refused(early), "still_sealed");
    hours(&home, 30 * DAY);
    app.advance_rounds().await.unwrap();
    assert!(shown(&app, REPORT).contains("zweitens"));
    what_was_replaced_stays_sealed(&app, "erstens").await;
    app.correct(
        &bmas,
        &address(REPORT),
        &report("drittens"),
        &reason("Zahl falsch"),
    )
    .await
    .unwrap();
    assert!(shown(&app, REPORT).contains("drittens"));
    let state = app.state();
    let found = state
        .register
        .find_contribution(&REPORT.parse().unwrap())
        .unwrap();
    assert_eq!((found.versions.len(), found.replacements()), (3, 1));
    let gone = app
        .withdraw(&publisher("kok"), &address(REPORT), &reason("x"))
        .await;
    assert_eq!(
        refused(gone),
        "forbidden",
        "nobody takes back what another one said"
    );
    app.withdraw(&bmas, &address(REPORT), &reason("Irrtum"))
        .await
        .unwrap();
    assert_eq!(shown(&app, REPORT), "withdrawn");
    home.verify().await.unwrap();
}

/// Of what was replaced before the due date nobody reads more than that it was said, and when.
async fn what_was_replaced_stays_sealed(app: &App, words: &str) {
    let state = app.state();
    let about = REPORT.parse().unwrap();
    let found = state.register.find_contribution(&about).unwrap();
    let newest = found.newest().unwrap().seq;
    for version in &found.versions {
        let sealed = version.seq != newest;
        assert_eq!(version.voiced.is_none(), sealed, "{}", version.seq);
        assert_eq!(found.is_replaced(version.seq), sealed, "{}", version.seq);
        let view = app.find_entry(version.seq).await.unwrap().unwrap();
        match view.body {
            Sight::Whole(Body::Sealed) => assert!(sealed),
            Sight::Whole(Body::Public { json, .. }) => {
                assert!(!sealed && !String::from_utf8_lossy(&json).contains(words));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn an_open_round_belongs_to_nobody() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let planned = round(&app);
    for other in [
        who("bmi", Role::ALL),
        who("bmas", &[Role::Administrator, Role::Publisher]),
    ] {
        assert_eq!(
            refused(app.announce_round(&other, &planned, false).await),
            "forbidden"
        );
    }
    app.announce_round(&coordinator(), &planned, false)
        .await
        .unwrap();
    let later = Round {
        due_at: "2026-12-31T00:00:00Z".parse().unwrap(),
        reason: Stated::Value(reason("Feiertage")),
        ..planned.clone()
    };
    app.announce_round(&coordinator(), &later, false)
        .await
        .unwrap();
    hours(&home, DAY);
    app.advance_rounds().await.unwrap();
    let changed = app.announce_round(&coordinator(), &planned, false).await;
    assert_eq!(
        refused(changed),
        "already_open",
        "who could move the day could delay what is said"
    );
    let past = Round {
        id: RoundId::new("nap-az/2020"),
        due_at: "2020-01-01T00:00:00Z".parse().unwrap(),
        ..planned
    };
    let problems = app.announce_round(&coordinator(), &past, false).await;
    assert!(matches!(problems, Err(AppError::Invalid(problems)) if problems.len() == 2));
}

#[tokio::test]
async fn everybody_speaks_with_their_own_voice_at_their_time() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let early = app
        .release(&publisher("bmas"), &address(REPORT), &report("a"), false)
        .await;
    assert_eq!(refused(early), "not_open");
    app.announce_round(&coordinator(), &round(&app), false)
        .await
        .unwrap();
    let early = app
        .release(&publisher("bmas"), &address(REPORT), &report("a"), false)
        .await;
    assert_eq!(refused(early), "not_open");
    hours(&home, DAY);
    app.advance_rounds().await.unwrap();
    let as_other = |text: &str, from: &str, to: &str| address(&text.replace(from, to));
    for (by, address, says, code) in [
        (
            "kok",
            as_other(ASSESSMENT, "berichterstattungsstelle", "kok"),
            assessment("a"),
            "not_yours",
        ),
        (
            "bmas",
            as_other(PRACTICE, "kok", "bmas"),
            practice("a"),
            "not_yours",
        ),
        (
            "bmi",
            as_other(REPORT, "bmas", "bmi"),
            report("a"),
            "not_yours",
        ),
        (
            "bmas",
            as_other(REPORT, "/1/", "/2/"),
            report("a"),
            "not_yours",
        ),
        (
            "bmas",
            as_other(REPORT, "faire-integration", "nirgends"),
            report("a"),
            "not_yours",
        ),
        ("bmas", address(REPORT), assessment("a"), "not_yours"),
        ("kok", address(REPORT), report("a"), "forbidden"),
        (
            "bmas",
            address(REPORT),
            says("report", json!({})),
            "invalid",
        ),
        (
            "kok",
            address(PRACTICE),
            practice("Frau Schmidt, Tel. 030 1234567"),
            "invalid",
        ),
    ] {
        let result = app.release(&publisher(by), &address, &says, false).await;
        assert_eq!(refused(result), code, "{by} {address}");
    }
    for role in [
        Role::Reporter,
        Role::Reviewer,
        Role::Coordinator,
        Role::Administrator,
    ] {
        let result = app
            .release(&who("bmas", &[role]), &address(REPORT), &report("a"), false)
            .await;
        assert_eq!(refused(result), "forbidden", "{role:?}");
    }
    // Several raters of one organisation, each by a number.
    for number in ["/1/", "/2/"] {
        let rater = as_other(ASSESSMENT, "/1/", number);
        app.release(
            &publisher("berichterstattungsstelle"),
            &rater,
            &assessment("a"),
            false,
        )
        .await
        .unwrap();
    }
    let reply = |noun: &str| address(&format!("reply/nap-az/2026/bmas/1/{noun}"));
    let answer = says("reply", json!({"text": {"de": "Dazu."}}));
    let early = app
        .release(&publisher("bmas"), &reply(ASSESSMENT), &answer, false)
        .await;
    assert_eq!(refused(early), "nothing_to_reply_to");
    hours(&home, 30 * DAY);
    // Late, and public at once.
    let late = app
        .release(
            &publisher("kok"),
            &address(PRACTICE),
            &practice("spaet"),
            false,
        )
        .await
        .unwrap();
    assert!(!late.sealed);
    assert!(shown(&app, PRACTICE).contains("spaet"));
    let receipt = app
        .release(&publisher("bmas"), &reply(ASSESSMENT), &answer, false)
        .await
        .unwrap();
    assert!(!receipt.sealed);
    let stranger = address(&format!("reply/nap-az/2026/bmi/1/{ASSESSMENT}"));
    let result = app
        .release(&publisher("bmi"), &stranger, &answer, false)
        .await;
    assert_eq!(refused(result), "not_yours");
    hours(&home, 40 * DAY);
    let over = app
        .release(
            &publisher("kok"),
            &address(PRACTICE),
            &practice("zu spaet"),
            false,
        )
        .await;
    assert_eq!(refused(over), "over");
    assert_eq!(state(&app), RoundState::Published);
}

#[tokio::test]
async fn drafts_are_kept_returned_and_released_by_two_where_they_want_it() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let (writer, boss) = (who("bmas", &[Role::Reporter]), publisher("bmas"));
    assert_eq!(
        app.find_draft(&writer, &address(REPORT)).await.unwrap(),
        None
    );
    let half = says("report", json!({"narrative": {"de": "halb"}}));
    let revision = app
        .save_draft(&writer, &address(REPORT), half.clone(), 0)
        .await
        .unwrap();
    let lost = app
        .save_draft(&boss, &address(REPORT), report("anders"), 0)
        .await;
    assert_eq!(
        refused(lost),
        "stale",
        "what somebody else saved is not overwritten"
    );
    let revision = app
        .save_draft(&writer, &address(REPORT), report("ganz"), revision)
        .await
        .unwrap();
    assert_eq!(revision, 2);
    assert_eq!(
        refused(app.return_draft(&writer, &address(REPORT), "nein").await),
        "forbidden"
    );
    let without_reason = app.return_draft(&boss, &address(REPORT), " ").await;
    assert!(matches!(without_reason, Err(AppError::Invalid(problems)) if problems.len() == 1));
    for (somebody, revision, code) in [
        (&publisher("kok"), 2, "forbidden"),
        (&who("bmas", &[Role::Coordinator]), 2, "forbidden"),
        (&boss, 1, "stale"),
    ] {
        let discarded = app
            .discard_draft(somebody, &address(REPORT), revision)
            .await;
        assert_eq!(refused(discarded), code, "a draft of others, or changed");
    }
    app.return_draft(
        &who("bmas", &[Role::Reviewer]),
        &address(REPORT),
        "Belege fehlen",
    )
    .await
    .unwrap();
    let held = app
        .find_draft(&writer, &address(REPORT))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        held.draft.state,
        wegmarke_app::draft::DraftState::Returned("Belege fehlen".to_owned())
    );
    let settings = wegmarke_app::contribution::OrganisationSettings { two_persons: true };
    assert_eq!(
        refused(app.change_settings(&writer, &settings).await),
        "forbidden"
    );
    app.change_settings(&boss, &settings).await.unwrap();
    let alone = app
        .release(&boss, &address(REPORT), &report("allein"), false)
        .await;
    assert_eq!(refused(alone), Refusal::SecondPerson.code());
    app.request_release(&writer, &address(REPORT))
        .await
        .unwrap();
    let both = who("bmas", &[Role::Reporter, Role::Publisher]);
    let itself = app
        .release(&both, &address(REPORT), &report("ganz"), false)
        .await;
    assert_eq!(refused(itself), Refusal::SecondPerson.code());
    app.release(&boss, &address(REPORT), &report("ganz"), false)
        .await
        .unwrap();
    assert!(
        app.list_drafts(&writer).await.unwrap().is_empty(),
        "what was said is no draft any more"
    );
    // The next round begins with what was said in this one.
    hours(&home, 80 * DAY);
    app.advance_rounds().await.unwrap();
    let mut next = round(&app);
    next.id = RoundId::new("nap-az/2027");
    next.opens_at = "2027-03-01T00:00:00Z".parse().unwrap();
    next.due_at = "2027-04-01T00:00:00Z".parse().unwrap();
    next.replies_until = "2027-05-01T00:00:00Z".parse().unwrap();
    app.announce_round(&coordinator(), &next, false)
        .await
        .unwrap();
    let next = address(&REPORT.replace("2026", "2027"));
    let prefilled = app.find_draft(&writer, &next).await.unwrap().unwrap();
    assert_eq!(
        (prefilled.revision, prefilled.draft.says),
        (0, report("ganz"))
    );
}

/// Two organisations submit and replace at the same time, every write fails in one of two ways,
/// the clock passes the due date while nothing runs.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_early_whatever_fails_and_all_is_revealed_after_a_restart() {
    let home = Arc::new(Home::embedded());
    let app = Arc::new(with_round(&home).await);
    let mut writers = Vec::new();
    for (by, text) in [
        ("bmas", REPORT),
        ("berichterstattungsstelle", ASSESSMENT),
        ("kok", PRACTICE),
    ] {
        let (app, home) = (Arc::clone(&app), Arc::clone(&home));
        writers.push(tokio::spawn(async move {
            for round in 0..8 {
                let words = format!("Fassung {round}");
                let says = match by {
                    "bmas" => report(&words),
                    "kok" => practice(&words),
                    _ => assessment(&words),
                };
                home.faults
                    .plan([Fault::Lost, Fault::DoneButReportedFailed, Fault::None][round % 3]);
                app.release(&publisher(by), &address(text), &says, false)
                    .await
                    .unwrap();
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    while home.faults.is_planned() {
        let _used = app
            .save_draft(&publisher("kok"), &address(PRACTICE), practice("x"), 0)
            .await;
    }
    for text in [REPORT, ASSESSMENT, PRACTICE] {
        assert_eq!(shown(&app, text), "sealed");
    }
    let size = app.state().size();
    home.verify().await.unwrap();
    drop(app);
    hours(&home, 30 * DAY);
    let app = home.open().await;
    assert_eq!(app.state().size(), size);
    assert_eq!(shown(&app, REPORT), "sealed", "only the rule reveals");
    home.faults.plan(Fault::Lost);
    home.faults.plan(Fault::DoneButReportedFailed);
    app.advance_rounds().await.unwrap();
    for text in [REPORT, ASSESSMENT, PRACTICE] {
        assert!(shown(&app, text).contains("Fassung 7"), "{text}");
        let state = app.state();
        let found = state
            .register
            .find_contribution(&text.parse().unwrap())
            .unwrap();
        assert_eq!(
            (found.versions.len(), found.replacements()),
            (8, 7),
            "each once: {text}"
        );
    }
    home.verify().await.unwrap();
    let again = home.open().await;
    assert_eq!(shown(&again, REPORT), shown(&app, REPORT));
    for app in [&app, &again] {
        what_was_replaced_stays_sealed(app, "Fassung 6").await;
    }
}

#[tokio::test]
async fn another_process_sees_the_revealed_bodies_too() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    app.release(
        &publisher("bmas"),
        &address(REPORT),
        &report("beide"),
        false,
    )
    .await
    .unwrap();
    let other = home.open().await;
    assert_eq!(shown(&other, REPORT), "sealed");
    hours(&home, 30 * DAY);
    app.advance_rounds().await.unwrap();
    other
        .follow(std::time::Duration::from_secs(5))
        .await
        .unwrap();
    assert_eq!(shown(&other, REPORT), shown(&app, REPORT));
    assert!(shown(&other, REPORT).contains("beide"));
    assert_eq!(other.advance_rounds().await.unwrap(), 0);
}

fn on(basis: Option<Basis>) -> Releasing<'static> {
    Releasing {
        basis,
        ..Releasing::default()
    }
}

#[tokio::test]
async fn who_releases_what_is_older_than_what_stands_is_refused_and_nothing_is_lost() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let writer = who("bmas", &[Role::Reporter]);
    let boss = publisher("bmas");
    let basis = app.find_basis(&boss, &address(REPORT)).await.unwrap();
    let rev = app
        .save_draft(&writer, &address(REPORT), report("neu"), 0)
        .await
        .unwrap();
    let kept = async || {
        let held = app.find_draft(&boss, &address(REPORT)).await.unwrap();
        held.unwrap().draft.says
    };
    // From an old tab, and from a program that names nothing.
    for basis in [Some(basis), None] {
        let old = app
            .say(&boss, &address(REPORT), &report("alt"), on(basis))
            .await;
        assert_eq!(refused(old), "stale");
        assert_eq!(kept().await, report("neu"));
    }
    let basis = Some(Basis::Draft(rev));
    app.say(&boss, &address(REPORT), &report("neu"), on(basis))
        .await
        .unwrap();
    // After Back, the form rests on a draft that is said by now.
    let size = app.state().size();
    let back = app
        .say(&boss, &address(REPORT), &report("anders"), on(basis))
        .await;
    assert_eq!(refused(back), "stale");
    let nothing = Basis::Nothing;
    let saved = app
        .save_form(&boss, &address(REPORT), report("anders"), vec![], nothing)
        .await;
    assert_eq!(refused(saved), "stale");
    assert_eq!(app.state().size(), size);
}

#[tokio::test]
async fn what_is_said_again_word_for_word_is_no_new_entry() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let boss = publisher("bmas");
    let say = async |words: &str| {
        let address = address(REPORT);
        app.say(&boss, &address, &report(words), on(None))
            .await
            .unwrap()
    };
    let (first, is_new) = say("einmal").await;
    assert!(is_new);
    let size = app.state().size();
    let (again, is_new) = say("einmal").await;
    assert_eq!(
        (again.seq, again.leaf_hash, is_new),
        (first.seq, first.leaf_hash, false)
    );
    assert_eq!(app.state().size(), size);
    let (other, is_new) = say("anders").await;
    assert!(
        is_new && other.seq > first.seq,
        "another text is another entry"
    );
    // A draft that says the same goes, as it does when something is said.
    app.save_draft(&boss, &address(REPORT), report("anders"), 0)
        .await
        .unwrap();
    assert!(!say("anders").await.1);
    assert!(app.list_drafts(&boss).await.unwrap().is_empty());
    // A correction, too.
    hours(&home, 40 * DAY);
    app.advance_rounds().await.unwrap();
    let size = app.state().size();
    let reason = Text::new(Lang::DE, "Tippfehler").unwrap();
    app.correct(&boss, &address(REPORT), &report("anders"), &reason)
        .await
        .unwrap();
    assert_eq!(app.state().size(), size);
}

#[tokio::test]
async fn a_draft_keeps_what_does_not_read_and_is_not_handed_on_with_holes() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let boss = publisher("bmas");
    let typed = vec![("funding.0.needed".to_owned(), "ca. 300.000".to_owned())];
    let (a, nothing) = (report("a"), Basis::Nothing);
    let rev = app
        .save_form(&boss, &address(REPORT), a, typed.clone(), nothing)
        .await
        .unwrap();
    let held = app
        .find_draft(&boss, &address(REPORT))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(held.draft.typed, typed);
    let asked = app.request_release(&boss, &address(REPORT)).await;
    let Err(AppError::Invalid(problems)) = asked else {
        panic!("{asked:?}");
    };
    assert_eq!(&*problems[0].field, "funding.0.needed");
    let empty: Says = serde_json::from_str(r#"{"report":{}}"#).unwrap();
    app.save_draft(&boss, &address(REPORT), empty, rev)
        .await
        .unwrap();
    let asked = app.request_release(&boss, &address(REPORT)).await;
    assert_eq!(
        refused(asked),
        "invalid",
        "it is checked as if it were released"
    );
}
