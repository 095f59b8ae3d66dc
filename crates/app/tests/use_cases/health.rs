// SPDX-License-Identifier: EUPL-1.2
//! What a server lacks is found when somebody looks.

use jiff::Span;
use wegmarke_store::Batch;
use wegmarke_store::document::{Document, Expect, Put};

use super::cycle::{DAY, hours, with_round};
use super::fixture::Home;

#[tokio::test]
async fn a_round_that_stands_still_is_found_and_the_last_reveal_is_told() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let health = app.look_at_health().await;
    assert!(health.is_ready(), "{health:?}");
    assert_eq!(health.revealed_at, None);
    // Nobody moved it on when it was due.
    hours(&home, 30 * DAY);
    let health = app.look_at_health().await;
    assert!(!health.rounds.ok && !health.is_ready(), "{health:?}");
    app.advance_rounds().await.unwrap();
    let health = app.look_at_health().await;
    assert!(health.is_ready(), "{health:?}");
    assert_eq!(health.revealed_at, Some(home.clock.0.now()));
}

#[tokio::test]
async fn a_clock_before_the_last_entry_is_found() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    home.clock.0.advance(Span::new().minutes(-1));
    assert!(app.look_at_health().await.clock.ok);
    home.clock.0.advance(Span::new().minutes(-2));
    let health = app.look_at_health().await;
    assert!(!health.clock.ok && !health.is_ready(), "{health:?}");
}

#[tokio::test]
async fn a_database_of_another_key_is_found() {
    let home = Home::embedded();
    let app = home.open().await;
    assert!(app.look_at_health().await.keys.ok);
    // As if the database below a running server were replaced by another one.
    let store = home.store().await;
    let known = store.find_document("seal-check", "1").await.unwrap();
    let other = Document {
        value: b"of another key".to_vec(),
        ..known.unwrap()
    };
    let puts = [Put::Set(other, Expect::Anything)];
    let batch = Batch {
        puts: &puts,
        ..Batch::default()
    };
    store.write(&batch).await.unwrap();
    let health = app.look_at_health().await;
    assert!(!health.keys.ok && health.database.ok, "{health:?}");
}
