// SPDX-License-Identifier: EUPL-1.2
//! A program that asks again gets the answer it missed, and nothing is done twice.

use std::sync::Arc;

use wegmarke_app::once::{Done, Request};
use wegmarke_app::{App, AppError, Who};
use wegmarke_store::fault::Fault;

use super::cycle::{
    DAY, REPORT, address, coordinator, dump, holds, hours, publisher, report, round, with_round,
};
use super::fixture::Home;

const TOKEN: &str = "wgma_0000";

fn request<'a>(key: &'a str, content: &'a str) -> Request<'a> {
    Request {
        token: TOKEN,
        key,
        content: content.as_bytes(),
    }
}

async fn say(app: &App, request: Request<'_>, words: &str) -> Result<Done, AppError> {
    app.once(&publisher("bmas"), request, async |who: &Who| {
        let said = app
            .release(who, &address(REPORT), &report(words), false)
            .await?;
        Ok(vec![said])
    })
    .await
}

fn versions(app: &App) -> usize {
    let state = app.state();
    let found = state.register.find_contribution(&REPORT.parse().unwrap());
    found.map_or(0, |found| found.versions.len())
}

#[tokio::test]
async fn asked_again_it_is_not_done_again_and_the_receipts_are_the_same() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let first = say(&app, request("a", "1"), "eins").await.unwrap();
    assert!(!first.replayed && first.receipts.len() == 1);
    // Also by the process that runs next, and when the draft and everything else has changed.
    drop(app);
    let app = home.open().await;
    say(&app, request("b", "2"), "zwei").await.unwrap();
    let again = say(&app, request("a", "1"), "eins").await.unwrap();
    assert!(again.replayed);
    assert_eq!(again.receipts, first.receipts);
    assert_eq!(versions(&app), 2);
    assert!(!holds(&dump(&home), TOKEN), "a token lies nowhere");

    let other = say(&app, request("a", "other"), "drei").await.unwrap_err();
    assert_eq!(other.code(), "key_reused");
    let token = Request {
        token: "wgma_1111",
        ..request("a", "other")
    };
    assert!(!say(&app, token, "drei").await.unwrap().replayed);
    assert_eq!(versions(&app), 3);

    // After a day the key is free, whether or not somebody tidied up.
    hours(&home, DAY);
    assert!(!say(&app, request("a", "x"), "vier").await.unwrap().replayed);
    hours(&home, DAY + 1);
    assert!(app.purge().await.unwrap() > 0);
    assert!(!say(&app, request("a", "y"), "fünf").await.unwrap().replayed);
    assert_eq!(versions(&app), 5);
    home.verify().await.unwrap();
}

#[tokio::test]
async fn it_is_done_once_whatever_a_write_says_of_itself() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    for (key, faults) in [
        ("a", &[Fault::Lost][..]),
        ("b", &[Fault::DoneButReportedFailed]),
        ("c", &[Fault::Lost, Fault::DoneButReportedFailed]),
    ] {
        let before = versions(&app);
        faults.iter().for_each(|fault| home.faults.plan(*fault));
        let first = say(&app, request(key, ""), key).await.unwrap();
        let again = say(&app, request(key, ""), key).await.unwrap();
        assert_eq!(
            (again.replayed, again.receipts),
            (true, first.receipts),
            "{key}"
        );
        assert_eq!(versions(&app), before + 1, "{key}");
    }
}

/// What is killed between writing and answering is a write whose caller never hears of it.
#[tokio::test]
async fn what_was_written_before_the_process_died_is_not_written_again() {
    let home = Home::embedded();
    let app = Arc::new(with_round(&home).await);
    for (at, patience) in [0, 1, 2, 4, 8, 16, 32].into_iter().enumerate() {
        let key = format!("k{at}");
        let asked = {
            let (app, key) = (Arc::clone(&app), key.clone());
            tokio::spawn(async move { say(&app, request(&key, ""), &key).await })
        };
        for _ in 0..patience {
            tokio::task::yield_now().await;
        }
        asked.abort();
        let _gone = asked.await;
        let again = home.open().await;
        say(&again, request(&key, ""), &key).await.unwrap();
        say(&again, request(&key, ""), &key).await.unwrap();
        assert_eq!(versions(&again), at + 1, "once, whenever it was cut off");
    }
    home.verify().await.unwrap();
}

#[tokio::test]
async fn asked_many_times_at_once_it_is_done_once() {
    let home = Home::embedded();
    let apps = [
        Arc::new(with_round(&home).await),
        Arc::new(home.open().await),
    ];
    let asked: Vec<_> = (0..8)
        .map(|at| {
            let app = Arc::clone(&apps[at % 2]);
            tokio::spawn(async move { say(&app, request("k", ""), "viele").await.unwrap() })
        })
        .collect();
    let mut done = Vec::new();
    for one in asked {
        done.push(one.await.unwrap());
    }
    assert_eq!(done.iter().filter(|one| !one.replayed).count(), 1);
    assert!(done.iter().all(|one| one.receipts == done[0].receipts));
    assert_eq!(versions(&home.open().await), 1);
}

#[tokio::test]
async fn what_was_refused_can_be_asked_again_and_what_changed_nothing_cannot() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let empty = serde_json::from_str(r#"{"report":{}}"#).unwrap();
    let refused = app
        .once(&publisher("bmas"), request("k", "1"), async |who: &Who| {
            let said = app.release(who, &address(REPORT), &empty, false).await;
            said.map(|receipt| vec![receipt])
        })
        .await;
    assert_eq!(refused.unwrap_err().code(), "invalid");
    assert!(!say(&app, request("k", "2"), "eins").await.unwrap().replayed);

    // A round that stands like this already: no entry, and still it was done.
    let mut next = round(&app);
    next.id = wegmarke_domain::id::RoundId::new("nap-az/2027");
    next.opens_at = "2026-12-01T00:00:00Z".parse().unwrap();
    let announce = async |key: &'static str, title: &str| {
        let mut round = next.clone();
        round.title =
            wegmarke_domain::text::Text::new(wegmarke_domain::text::Lang::DE, title).unwrap();
        let stands = app.state();
        let stands = stands.register.rounds.find("nap-az/2027");
        if stands.is_some_and(|stands| stands.title != round.title) {
            round.reason = wegmarke_domain::stated::Stated::Value(round.title.clone());
        }
        app.once(&coordinator(), request(key, title), async |who: &Who| {
            app.announce_round(who, &round, false).await
        })
        .await
        .unwrap()
    };
    for (key, title, entries, replayed) in [
        ("1", "eins", 1, false),
        ("2", "eins", 0, false),
        ("3", "zwei", 1, false),
        ("2", "eins", 0, true),
    ] {
        let done = announce(key, title).await;
        assert_eq!((done.receipts.len(), done.replayed), (entries, replayed));
    }
    let state = app.state();
    let stands = state.register.rounds.find("nap-az/2027").unwrap();
    let (_, title) = stands.title.best(wegmarke_domain::text::Lang::DE);
    assert_eq!(title, "zwei", "an old request does not come back");
}
