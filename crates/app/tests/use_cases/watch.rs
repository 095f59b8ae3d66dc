// SPDX-License-Identifier: EUPL-1.2
//! A clock that jumps, is behind, or differs from the database's: it decides nothing alone.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use wegmarke_app::watch::Against;
use wegmarke_app::{App, Clock, Keys, OsDice, SystemClock};
use wegmarke_domain::id::RoundId;
use wegmarke_domain::round::{Round, RoundState};
use wegmarke_testkit::clock::FakeClock;
use wegmarke_testkit::postgres::Server;

use super::cycle::{
    DAY, REPORT, address, coordinator, example_in, publisher, report, round, round_in,
};
use super::fixture::Home;

/// A clock that is set, beside one that nobody sets.
#[derive(Clone)]
struct Two {
    shown: Arc<FakeClock>,
    steady: Arc<Mutex<Duration>>,
}

impl Two {
    fn of(home: &Home) -> Self {
        Self {
            shown: Arc::clone(&home.clock.0),
            steady: Arc::default(),
        }
    }

    /// Time passes.
    fn pass(&self, hours: i64) {
        self.shown.advance(Span::new().hours(hours));
        let passed = Duration::from_secs(hours.unsigned_abs() * 3600);
        *self.steady.lock().unwrap() += passed;
    }

    /// Somebody or something sets the clock.
    fn jump(&self, seconds: i64) {
        self.shown.advance(Span::new().seconds(seconds));
    }

    /// As after a restart of the machine.
    fn restarted(&self) -> Self {
        Self {
            shown: Arc::clone(&self.shown),
            steady: Arc::default(),
        }
    }
}

impl Clock for Two {
    fn now(&self) -> Timestamp {
        self.shown.now()
    }

    fn steady(&self) -> Option<Duration> {
        Some(*self.steady.lock().unwrap())
    }

    fn zone(&self) -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }
}

const MONTH: i64 = 40 * 24 * 3600;

async fn open(home: &Home, clock: impl Clock + 'static) -> App {
    let keys = Keys {
        log: home.key(),
        seal: home.seal_key(),
    };
    let store = home.store().await;
    App::open(store, keys, Arc::new(clock), Arc::new(OsDice))
        .await
        .unwrap()
}

fn state(app: &App) -> RoundState {
    app.state()
        .register
        .round_state(&RoundId::new("nap-az/2026"))
}

fn against(app: &App) -> Option<Against> {
    app.doubt().map(|doubt| doubt.against)
}

/// An open round, and a clock that has passed a day since the start.
async fn with_round(home: &Home) -> (App, Two) {
    let clock = Two::of(home);
    let app = example_in(open(home, clock.clone()).await).await;
    app.announce_round(&coordinator(), &round(&app), false)
        .await
        .unwrap();
    clock.pass(DAY);
    assert_eq!(app.advance_rounds().await.unwrap(), 1);
    (app, clock)
}

#[tokio::test]
async fn a_clock_that_jumps_moves_no_round_and_dates_no_entry() {
    let home = Home::embedded();
    let (app, clock) = with_round(&home).await;
    // Small steps are set every day.
    clock.jump(90);
    assert_eq!(app.look_at_clock().await.unwrap(), None);
    clock.jump(-90);
    clock.jump(MONTH);
    assert_eq!(app.advance_rounds().await.unwrap(), 0);
    assert_eq!(
        (state(&app), against(&app)),
        (RoundState::Open, Some(Against::Passing))
    );
    assert!(!app.look_at_health().await.clock.ok);
    // What is said meanwhile is dated by what has passed, and still sealed.
    clock.pass(1);
    let said = app
        .release(&publisher("bmas"), &address(REPORT), &report("x"), false)
        .await
        .unwrap();
    assert_eq!(said.at.to_string(), "2026-11-24T10:00:00Z");
    assert!(said.sealed);
    // When it is set right, everything goes on by itself.
    clock.jump(-MONTH);
    assert_eq!(app.advance_rounds().await.unwrap(), 0);
    assert_eq!(app.doubt(), None);
    assert!(app.look_at_health().await.clock.ok);
    clock.pass(30 * DAY);
    assert_eq!(app.advance_rounds().await.unwrap(), 1);
    assert_eq!(state(&app), RoundState::Closing);
}

#[tokio::test]
async fn a_restart_does_not_make_a_wrong_clock_right_and_a_word_does() {
    let home = Home::embedded();
    let (app, clock) = with_round(&home).await;
    clock.jump(MONTH);
    app.look_at_clock().await.unwrap();
    let again = open(&home, clock.restarted()).await;
    assert_eq!(again.advance_rounds().await.unwrap(), 0);
    assert_eq!(again.clock().now(), app.clock().now());
    // Another command on the same machine says that it is right: the running server hears it.
    let command = open(&home, clock.restarted()).await;
    command.accept_clock().await.unwrap();
    assert_eq!(command.doubt(), None);
    assert_eq!(app.look_at_clock().await.unwrap(), None);
    assert_eq!(app.advance_rounds().await.unwrap(), 1);
    // And it stays so.
    let again = open(&home, clock.restarted()).await;
    assert_eq!(again.doubt(), None);
}

#[tokio::test]
async fn a_clock_behind_the_last_entry_is_doubted_at_the_start() {
    let home = Home::embedded();
    let (app, clock) = with_round(&home).await;
    drop(app);
    clock.jump(-3600);
    let app = open(&home, clock.restarted()).await;
    assert_eq!(against(&app), Some(Against::LastEntry));
    app.accept_clock().await.unwrap();
    assert_eq!(app.doubt(), None);
    let again = open(&home, clock.restarted()).await;
    assert_eq!(again.doubt(), None, "it was said, and there is nothing new");
    clock.pass(2);
    let app = open(&home, clock.restarted()).await;
    assert_eq!(app.doubt(), None);
}

/// The machine's clock, set ahead.
struct Ahead(SignedDuration);

impl Clock for Ahead {
    fn now(&self) -> Timestamp {
        let now = SystemClock(TimeZone::UTC).now();
        now.checked_add(self.0).unwrap()
    }

    fn steady(&self) -> Option<Duration> {
        SystemClock(TimeZone::UTC).steady()
    }

    fn zone(&self) -> TimeZone {
        TimeZone::UTC
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_servers_the_one_that_is_ahead_stands_still() {
    let database = Server::start();
    let home = Home::at(wegmarke_store::Location::Url(database.new_database()));
    let right = open(&home, Ahead(SignedDuration::ZERO)).await;
    let right = example_in(right).await;
    let now = right.clock().now();
    let after = |seconds: i64| now.checked_add(SignedDuration::from_secs(seconds)).unwrap();
    let announced = Round {
        opens_at: after(1),
        due_at: after(10 * 24 * 3600),
        replies_until: after(20 * 24 * 3600),
        ..round(&right)
    };
    right
        .announce_round(&coordinator(), &announced, false)
        .await
        .unwrap();
    let ahead = open(&home, Ahead(SignedDuration::from_hours(30 * DAY))).await;
    assert_eq!(against(&ahead), Some(Against::Database));
    assert_eq!(ahead.advance_rounds().await.unwrap(), 0);
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert_eq!(right.advance_rounds().await.unwrap(), 1);
    ahead.follow(Duration::ZERO).await.unwrap();
    assert_eq!(
        (state(&right), state(&ahead)),
        (RoundState::Open, RoundState::Open)
    );
    // What is said on it is dated like everything else.
    let bmas = publisher("bmas");
    let said = ahead
        .release(&bmas, &address(REPORT), &report("x"), false)
        .await
        .unwrap();
    assert!(
        said.sealed
            && said.at.duration_since(right.clock().now()).abs() < SignedDuration::from_mins(2)
    );
    // That the other one is right helps it nothing.
    right.accept_clock().await.unwrap();
    assert!(ahead.look_at_clock().await.unwrap().is_some());
    right.follow(Duration::ZERO).await.unwrap();
    assert_eq!(right.advance_rounds().await.unwrap(), 0);
    // Whoever says that its own is right is believed, and the other one goes on as before.
    ahead.accept_clock().await.unwrap();
    assert_eq!(ahead.doubt(), None);
    assert_eq!(ahead.advance_rounds().await.unwrap(), 3);
    assert_eq!(right.look_at_clock().await.unwrap(), None);
}

#[tokio::test]
async fn a_clock_with_nothing_beside_it_is_believed() {
    let home = Home::embedded();
    let app = round_in(&home, home.open().await).await;
    home.clock.0.advance(Span::new().hours(30 * DAY));
    assert_eq!(
        (app.doubt(), app.advance_rounds().await.unwrap()),
        (None, 1)
    );
}
