// SPDX-License-Identifier: EUPL-1.2
//! A disk that is full, and those who would fill it.

use wegmarke_app::quota::{Allowance, Limits};
use wegmarke_app::{App, AppError, Who};
use wegmarke_domain::contribution::Address;
use wegmarke_domain::rules::permission::Role;
use wegmarke_store::StoreError;

use super::cycle::{
    DAY, PRACTICE, REPORT, address, hours, publisher, report, round_in, says, who, with_round,
};
use super::fixture::Home;

fn practice(words: &str) -> wegmarke_domain::contribution::Says {
    says(
        "practice",
        serde_json::json!({"delivery": "limited", "observed": {"de": words}, "land": "de-be", "reach": "isolated"}),
    )
}

/// Writes drafts until the disk is full.
async fn fill(app: &App) {
    for number in 1..200 {
        let one = Address {
            number,
            ..address(PRACTICE)
        };
        let large = practice(&"Wort ".repeat(2000));
        match app.save_draft(&publisher("kok"), &one, large, 0).await {
            Ok(_) => {}
            Err(AppError::Store(StoreError::Full)) => return,
            Err(other) => panic!("{other}"),
        }
    }
    panic!("it is not full");
}

#[tokio::test]
async fn a_due_round_is_revealed_though_the_disk_is_full() {
    let home = Home::embedded();
    let store = home.store().await;
    let app = home.open_on(store.clone()).await;
    let app = round_in(&home, app).await;
    let long = "Wort ".repeat(3900);
    app.release(&publisher("bmas"), &address(REPORT), &report(&long), false)
        .await
        .unwrap();
    store.limit_pages(1);
    fill(&app).await;
    hours(&home, 30 * DAY);
    // Without a reserve it has to wait, and goes on by itself when there is room.
    let refused = app.advance_rounds().await;
    assert!(
        matches!(refused, Err(AppError::Store(StoreError::Full))),
        "{refused:?}"
    );
    if !store.keep_reserve().unwrap() {
        wegmarke_testkit::missing("the disk of the temporary folder is low");
        return;
    }
    assert_eq!(app.advance_rounds().await.unwrap(), 1);
    let said = app.state();
    let said = said.register.find_contribution(&REPORT.parse().unwrap());
    let newest = said.and_then(|said| said.newest());
    assert!(newest.is_some_and(|newest| newest.voiced.is_some()));
    assert!(!home.folder().join("reserve").exists(), "it was given up");
    assert!(app.look_at_disk().unwrap().is_some());
    assert!(home.folder().join("reserve").exists(), "it is kept anew");
    home.verify().await.unwrap();
}

#[tokio::test]
async fn nobody_writes_more_in_a_day_than_they_may() {
    let home = Home::embedded();
    let app = with_round(&home).await.with_limits(Limits {
        organisation: Allowance {
            entries: 3,
            bytes: 1 << 20,
        },
        token: Allowance {
            entries: 1,
            bytes: 1 << 20,
        },
        ..Limits::default()
    });
    let program = Who {
        token: Some("t1".to_owned()),
        ..publisher("kok")
    };
    let say = async |who: &Who, number, words: &str| {
        let address = Address {
            number,
            ..address(PRACTICE)
        };
        app.release(who, &address, &practice(words), false).await
    };
    let wait = |refused: Result<_, AppError>| match refused {
        Err(AppError::TooMuch(much)) => (much.whose.to_string(), much.wait),
        other => panic!("{other:?}"),
    };
    say(&program, 1, "a").await.unwrap();
    let (whose, _) = wait(say(&program, 2, "b").await);
    assert_eq!(whose, "this token");
    // Another token and a person have room, until the organisation has none.
    let other = Who {
        token: Some("t2".to_owned()),
        ..publisher("kok")
    };
    say(&other, 2, "b").await.unwrap();
    hours(&home, 1);
    say(&publisher("kok"), 3, "c").await.unwrap();
    let (whose, seconds) = wait(say(&publisher("kok"), 4, "d").await);
    assert_eq!((&*whose, seconds), ("your organisation", 23 * 3600));
    // Another process counts on, and another organisation is not concerned.
    let again = home.open().await.with_limits(Limits {
        organisation: Allowance {
            entries: 3,
            bytes: 1 << 20,
        },
        ..Limits::default()
    });
    let one = Address {
        number: 4,
        ..address(PRACTICE)
    };
    let refused = again
        .release(&publisher("kok"), &one, &practice("d"), false)
        .await;
    assert_eq!(wait(refused).1, 23 * 3600);
    app.release(&publisher("bmas"), &address(REPORT), &report("x"), false)
        .await
        .unwrap();
    hours(&home, 23);
    say(&publisher("kok"), 4, "d").await.unwrap();
}

#[tokio::test]
async fn bytes_and_drafts_have_their_limits_too() {
    let home = Home::embedded();
    let app = with_round(&home).await.with_limits(Limits {
        organisation: Allowance {
            entries: 1000,
            bytes: 10_000,
        },
        drafts: Allowance {
            entries: 2,
            bytes: 1 << 20,
        },
        ..Limits::default()
    });
    let kok = publisher("kok");
    let long = practice(&"Wort ".repeat(2000));
    let refused = app.release(&kok, &address(PRACTICE), &long, false).await;
    assert!(matches!(refused, Err(AppError::TooMuch(_))), "{refused:?}");
    for number in 1..=3 {
        let one = Address {
            number,
            ..address(PRACTICE)
        };
        let saved = app
            .save_draft(&who("kok", &[Role::Reporter]), &one, practice("x"), 0)
            .await;
        assert_eq!(saved.is_ok(), number < 3, "{saved:?}");
    }
    // Who discards one has room again.
    app.discard_draft(&kok, &address(PRACTICE), 1)
        .await
        .unwrap();
    app.save_draft(&kok, &address(PRACTICE), practice("y"), 0)
        .await
        .unwrap();
}
