// SPDX-License-Identifier: EUPL-1.2
//! What holds whatever happens to a write, to the clock, or to the stored bytes.

use std::sync::Arc;
use std::time::Duration;

use jiff::ToSpan as _;
use wegmarke_app::AppError;
use wegmarke_domain::erasure::ErasureReason;
use wegmarke_domain::finding::FindingState;
use wegmarke_domain::id::FindingId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::text::{Lang, Text};
use wegmarke_ledger::verify::Failure;
use wegmarke_store::Location;
use wegmarke_store::fault::Fault;
use wegmarke_testkit::data;
use wegmarke_testkit::postgres::Server;

use crate::fixture::{Home, counts, import};

fn because(words: &str) -> Text {
    Text::new(Lang::DE, words).unwrap()
}

/// Every write fails twice: lost, and done but reported as failed. Either way it is done once.
#[tokio::test(flavor = "multi_thread")]
async fn a_write_of_unknown_outcome_is_done_once() {
    for fault in [Fault::Lost, Fault::DoneButReportedFailed] {
        let home = Home::embedded();
        let app = home.open().await;
        home.faults.plan(fault);
        let report = app
            .import(import(&data::germany(), "germany"))
            .await
            .unwrap();
        assert_eq!(counts(&report, Noun::Measure), [51, 0, 0, 0], "{fault:?}");
        assert_eq!(app.state().size(), report.entries, "{fault:?}");

        let id = app
            .state()
            .register
            .findings
            .list()
            .next()
            .unwrap()
            .id
            .clone();
        home.faults.plan(fault);
        app.explain_finding(id.as_str(), "redaktion", because("so im Original"))
            .await
            .unwrap();
        assert_eq!(app.state().size(), report.entries + 1, "{fault:?}");

        // What is stored is what this process shows, and the log holds.
        let other = home.open().await;
        assert_eq!(other.version(), app.version());
        assert_eq!(other.state().checkpoint, app.state().checkpoint);
        assert_eq!(explained(&other, &id).as_deref(), Some("so im Original"));
        home.verify().await.unwrap();
    }
}

fn explained(app: &wegmarke_app::App, id: &FindingId) -> Option<String> {
    match app.state().register.finding_state(id) {
        FindingState::Explained { reason, .. } => Some(reason.best(Lang::DE).1.to_owned()),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_on_record_is_explained() {
    let home = Home::embedded();
    let app = home.open().await;
    app.import(import(&data::germany(), "germany"))
        .await
        .unwrap();
    let id = app
        .state()
        .register
        .findings
        .list()
        .next()
        .unwrap()
        .id
        .clone();
    let before = app.version();
    for (id, by) in [("no-finding", "redaktion"), (id.as_str(), "nobody")] {
        let error = app.explain_finding(id, by, because("x")).await.unwrap_err();
        assert!(matches!(error, AppError::NotFound(_)), "{error}");
    }
    assert_eq!(app.version(), before);
}

/// Two processes on one database: nobody loses, and both show the same.
#[tokio::test(flavor = "multi_thread")]
async fn two_processes_decide_one_after_the_other() {
    let server = Server::start();
    let home = Home::at(Location::Url(server.new_database()));
    let (one, two) = (home.open().await, home.open().await);
    let (first, second) = tokio::join!(
        one.import(import(&data::germany(), "germany")),
        two.import(import(&data::germany(), "germany")),
    );
    // The one that came later found everything on record.
    let mut entries = [first.unwrap().entries, second.unwrap().entries];
    entries.sort_unstable();
    assert_eq!(entries[0], 0);

    let ids: Vec<FindingId> = one
        .state()
        .register
        .findings
        .list()
        .take(8)
        .map(|finding| finding.id.clone())
        .collect();
    for (at, id) in ids.iter().enumerate() {
        let app = if at % 2 == 0 { &one } else { &two };
        app.explain_finding(id.as_str(), "redaktion", because("gelesen"))
            .await
            .unwrap();
    }
    for app in [&one, &two] {
        app.follow(Duration::from_secs(5)).await.unwrap();
        assert_eq!(app.state().size(), entries[1] + 8);
        assert!(ids.iter().all(|id| explained(app, id).is_some()));
    }
    assert_eq!(one.state().checkpoint, two.state().checkpoint);
    home.verify().await.unwrap();
}

/// A flipped byte is found when a process starts, and `verify` names the entry.
#[tokio::test(flavor = "multi_thread")]
async fn a_flipped_byte_in_the_database_is_named() {
    let home = Home::embedded();
    let app = home.open().await;
    app.import(import(&data::germany(), "germany"))
        .await
        .unwrap();
    let title = "Online-Erstberatungsplattform";
    let seq = find_body(&app, title).await;
    app.close().await;

    let file = home.folder().join("register.sqlite");
    let mut bytes = std::fs::read(&file).unwrap();
    let at = bytes
        .windows(title.len())
        .position(|window| window == title.as_bytes())
        .unwrap();
    bytes[at] ^= 1;
    std::fs::write(&file, bytes).unwrap();

    let error = home.try_open().await.unwrap_err();
    let AppError::Damaged { seq: named, .. } = error else {
        panic!("{error}");
    };
    assert_eq!(named, seq);
    let failure = home.verify().await.unwrap_err();
    assert!(
        matches!(failure, Failure::Body { seq: named, .. } if named == seq),
        "{failure}"
    );
}

async fn find_body(app: &wegmarke_app::App, words: &str) -> u64 {
    for seq in 0..app.state().size() {
        let view = app.find_entry(seq).await.unwrap().unwrap();
        if format!("{:?}", view.entry.statement).contains(words) {
            return seq;
        }
    }
    panic!("no entry says {words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_back_writes_no_past() {
    let home = Home::embedded();
    let app = home.open().await;
    app.import(import(&data::germany(), "germany"))
        .await
        .unwrap();
    home.clock.0.advance((-400).hours());
    let id = app
        .state()
        .register
        .findings
        .list()
        .next()
        .unwrap()
        .id
        .clone();
    app.explain_finding(id.as_str(), "redaktion", because("gelesen"))
        .await
        .unwrap();
    let state = app.state();
    let log = state.register.log();
    assert!(
        log.iter()
            .zip(log.iter().skip(1))
            .all(|(a, b)| a.at <= b.at),
        "time ran backwards"
    );
    home.verify().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_body_leaves_every_register() {
    let home = Home::embedded();
    let app = home.open().await;
    app.import(import(&data::germany(), "germany"))
        .await
        .unwrap();
    let other = home.open().await;
    let title = "Online-Erstberatungsplattform";
    let seq = find_body(&app, title).await;
    let subject = app.find_entry(seq).await.unwrap().unwrap().entry.subject;
    assert!(app.state().register.measures.find(&subject.id).is_some());
    app.erase_body(seq, ErasureReason::PersonalData)
        .await
        .unwrap();
    other.follow(Duration::from_secs(5)).await.unwrap();
    for app in [&app, &other] {
        let register = &app.state().register;
        assert!(register.is_withheld(&subject));
        assert!(register.measures.find(&subject.id).is_none());
        let day = "2026-12-31".parse().unwrap();
        let older = app.as_of(day).await.unwrap();
        assert!(older.register.measures.find(&subject.id).is_none());
        let view = app.find_entry(seq).await.unwrap().unwrap();
        assert!(view.entry.statement.is_none());
    }
    let error = app
        .erase_body(99_999, ErasureReason::PersonalData)
        .await
        .unwrap_err();
    assert!(matches!(error, AppError::NotFound(_)), "{error}");
    assert_eq!(home.verify().await.unwrap().erased, 1);
    assert_eq!(home.open().await.version(), app.version());
}

/// An earlier day shows what was stated by then, whenever it was recorded here.
#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_day_has_what_was_stated_by_then() {
    let home = Home::embedded();
    let app = home.open().await;
    app.import(import(&data::germany(), "germany"))
        .await
        .unwrap();
    let on = async |day: &str| app.as_of(day.parse().unwrap()).await.unwrap();
    let plans = async |day: &str| {
        let older = on(day).await;
        let plans = older.register.plans.list();
        plans.map(|plan| plan.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(plans("2020-01-01").await, Vec::<String>::new());
    assert_eq!(plans("2025-01-15").await, ["nap-mh"]);
    assert_eq!(plans("2026-12-31").await.len(), 2);
    assert!(on("2025-01-15").await.recorded_later > 0);
    // The same day twice is the same register, not another fold.
    assert!(Arc::ptr_eq(
        &on("2025-01-15").await,
        &on("2025-01-15").await
    ));
}

/// What is said later is seen on its day, also by who looked at days before it was said.
#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_day_takes_in_what_was_said_since() {
    let home = Home::embedded();
    let app = home.open().await;
    app.import(import(&data::germany(), "germany"))
        .await
        .unwrap();
    let days = ["2024-06-01", "2025-01-15", "2025-06-30", "2026-12-31"];
    let on = |day: &str| day.parse::<jiff::civil::Date>().unwrap();
    for day in days {
        app.as_of(on(day)).await.unwrap();
    }
    while app.prepare_days().await.unwrap() {}
    let state = app.state();
    let finding = state.register.findings.list().next().unwrap();
    let id = finding.id.to_string();
    app.explain_finding(&id, "kok", because("So steht es da."))
        .await
        .unwrap();
    // Registers that were kept on the way, and those that are made now.
    let fresh = home.open().await;
    let steps = |register: &Register| {
        let all = register.measures.list_kept();
        all.map(|kept| kept.steps.clone()).collect::<Vec<_>>()
    };
    for day in days {
        let kept = app.as_of(on(day)).await.unwrap();
        let new = fresh.as_of(on(day)).await.unwrap();
        assert_eq!(kept.register.log(), new.register.log(), "{day}");
        assert_eq!(steps(&kept.register), steps(&new.register), "{day}");
        assert_eq!(kept.recorded_later, new.recorded_later, "{day}");
    }
}
