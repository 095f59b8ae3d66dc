// SPDX-License-Identifier: EUPL-1.2
//! One database, one key: another one is refused before it could do harm.

use wegmarke_app::{AppError, OsDice, SealError, SealKey, seal_check};
use wegmarke_domain::rules::permission::Role;
use wegmarke_store::Batch;
use wegmarke_store::document::{Expect, Put};

use super::cycle::{PRACTICE, address, publisher, report, who, with_round};
use super::fixture::Home;

fn another() -> String {
    SealKey::generate(&OsDice)
}

async fn is_refused(home: &Home) -> bool {
    let opened = home.try_open().await;
    match opened {
        Err(AppError::Seal(SealError::OtherKey)) => true,
        Err(other) => panic!("{other}"),
        Ok(_) => false,
    }
}

/// As a database from before it knew its key.
async fn forget(home: &Home) {
    let puts = [Put::Delete {
        kind: "seal-check".to_owned(),
        id: "1".to_owned(),
        expect: Expect::Revision(1),
    }];
    let batch = Batch {
        puts: &puts,
        ..Batch::default()
    };
    home.store().await.write(&batch).await.unwrap();
}

#[tokio::test]
async fn the_first_key_is_the_key() {
    let mut home = Home::embedded();
    assert!(!seal_check::needs_key(&home.store().await).await.unwrap());
    home.open().await.close().await;
    assert!(seal_check::needs_key(&home.store().await).await.unwrap());
    // A second server with a key of its own.
    let first = home.change_seal(another());
    assert!(is_refused(&home).await);
    home.change_seal(first);
    assert!(!is_refused(&home).await);
}

#[tokio::test]
async fn a_database_that_does_not_know_its_key_tells_it_by_what_is_sealed() {
    let mut home = Home::embedded();
    let app = with_round(&home).await;
    app.release(
        &publisher("bmas"),
        &address(super::cycle::REPORT),
        &report("Nur das Haus"),
        false,
    )
    .await
    .unwrap();
    app.close().await;
    forget(&home).await;
    let first = home.change_seal(another());
    assert!(is_refused(&home).await);
    // It was not taken for the right one meanwhile.
    home.change_seal(first);
    assert!(!is_refused(&home).await);
    home.change_seal(another());
    assert!(is_refused(&home).await);
}

#[tokio::test]
async fn a_database_in_which_nothing_is_sealed_takes_a_new_key() {
    let mut home = Home::embedded();
    home.open().await.close().await;
    forget(&home).await;
    assert!(!seal_check::needs_key(&home.store().await).await.unwrap());
    home.change_seal(another());
    assert!(!is_refused(&home).await);
    let app = with_round(&home).await;
    let says = super::cycle::says("practice", serde_json::json!({"delivery": "limited"}));
    let kok = who("kok", &[Role::Reporter]);
    let saved = app.save_draft(&kok, &address(PRACTICE), says, 0).await;
    saved.unwrap();
}
