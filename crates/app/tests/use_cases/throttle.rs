// SPDX-License-Identifier: EUPL-1.2
//! Guessing is slowed down by all processes together, across restarts and panics, and nobody is kept
//! out by it.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Span;
use wegmarke_app::{App, Dice, OsDice};
use wegmarke_domain::rules::permission::Role;
use wegmarke_store::Location;
use wegmarke_store::fault::Fault;
use wegmarke_testkit::postgres::Server;

use super::account::{HERE, PASSWORD, code, invitation, join, with_example};
use super::fixture::Home;

const MAIL: &str = "anna@kok.example";
/// Wrong attempts that wait for nothing.
const FREE: usize = 5;

/// A network of its own for each number.
fn elsewhere(number: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(198, 51, number, 7))
}

async fn guess(app: &App, from: u8) -> &'static str {
    code(
        app.sign_in(MAIL, "geraten ist nichts", elsewhere(from), None, "")
            .await,
    )
}

async fn guess_code(app: &App, token: &str, from: u8) -> &'static str {
    code(app.prove_code(token, "000000", elsewhere(from), None).await)
}

/// Guesses at two processes, many at once; gives how many were compared.
async fn guess_at_once(apps: [&Arc<App>; 2], times: u8) -> usize {
    let mut tasks = tokio::task::JoinSet::new();
    for from in 0..times {
        let app = Arc::clone(apps[usize::from(from) % 2]);
        tasks.spawn(async move { guess(&app, from).await });
    }
    let answers = tasks.join_all().await;
    let known = ["wrong_sign_in", "wait"];
    assert!(
        answers.iter().all(|answer| known.contains(answer)),
        "{answers:?}"
    );
    answers
        .iter()
        .filter(|answer| **answer == "wrong_sign_in")
        .count()
}

async fn two_processes_count_together(home: Home) {
    let one = Arc::new(with_example(&home).await);
    let (_, _, recovery) = join(&one, "kok", MAIL, &[Role::Publisher]).await;
    let two = Arc::new(home.open().await);
    let half = two.sign_in(MAIL, PASSWORD, HERE, None, "").await.unwrap();
    let half = half.token.to_text();
    let proven = two.prove_code(&half, &recovery[0], HERE, None).await;
    let device = proven.unwrap().0.device.to_text();

    assert_eq!(guess_at_once([&one, &two], 24).await, FREE);
    let right = two.sign_in(MAIL, PASSWORD, HERE, None, "").await;
    assert_eq!(code(right), "wait", "nor is a right guess compared");

    // A device that signed in before waits at neither of them, whatever strangers do.
    for app in [&one, &two] {
        let known = app.sign_in(MAIL, PASSWORD, HERE, Some(&device), "");
        known.await.unwrap();
    }

    // Codes are guessed just as slowly, at either, and after a restart.
    let known = one.sign_in(MAIL, PASSWORD, HERE, Some(&device), "").await;
    let half = known.unwrap().token.to_text();
    for from in 0..4 {
        let app = if from % 2 == 0 { &one } else { &two };
        assert_eq!(guess_code(app, &half, from).await, "wrong_code");
    }
    one.close().await;
    two.close().await;
    drop((one, two));
    let again = home.open().await;
    assert_eq!(guess_code(&again, &half, 4).await, "wrong_code");
    assert_eq!(guess_code(&again, &half, 5).await, "wait");
    assert_eq!(guess(&again, 90).await, "wait");

    // And it ends.
    home.clock.0.advance(Span::new().minutes(16));
    again.sign_in(MAIL, PASSWORD, HERE, None, "").await.unwrap();
    home.clock.0.advance(Span::new().hours(20));
    again.purge().await.unwrap();
    for from in 0..5 {
        assert_eq!(guess(&again, from).await, "wrong_sign_in", "cold again");
    }
    assert_eq!(guess(&again, 5).await, "wait");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_count_together_in_a_folder() {
    two_processes_count_together(Home::embedded()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_count_together_on_a_server() {
    let server = Server::start();
    two_processes_count_together(Home::at(Location::Url(server.new_database()))).await;
}

/// Dice that break when they are told to.
#[derive(Default)]
struct Brittle(AtomicBool);

impl Dice for Brittle {
    fn fill(&self, bytes: &mut [u8]) {
        assert!(!self.0.load(Ordering::SeqCst), "broken on purpose");
        OsDice.fill(bytes);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_lets_nobody_in_and_keeps_nobody_out() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    join(&app, "kok", MAIL, &[Role::Publisher]).await;
    drop(app);
    let dice = Arc::new(Brittle::default());
    let app = Arc::new(home.open_with(Arc::clone(&dice) as Arc<dyn Dice>).await);
    for from in 0..3 {
        assert_eq!(guess(&app, from).await, "wrong_sign_in");
    }
    // The count is sealed with a nonce while it is locked: there it breaks.
    dice.0.store(true, Ordering::SeqCst);
    for from in 3..9 {
        let app = Arc::clone(&app);
        let broken = tokio::spawn(async move { guess(&app, from).await });
        assert!(broken.await.is_err());
    }
    dice.0.store(false, Ordering::SeqCst);
    app.sign_in(MAIL, PASSWORD, HERE, None, "").await.unwrap();
    for from in 9..11 {
        assert_eq!(guess(&app, from).await, "wrong_sign_in");
    }
    assert_eq!(
        guess(&app, 11).await,
        "wait",
        "what was counted before still is"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_counted_is_not_compared() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    join(&app, "kok", MAIL, &[Role::Publisher]).await;
    home.faults.plan(Fault::Lost);
    let right = app.sign_in(MAIL, PASSWORD, HERE, None, "").await;
    assert_eq!(code(right), "outcome_unknown");
    app.sign_in(MAIL, PASSWORD, HERE, None, "").await.unwrap();
    // Counted, and its taking back is lost: they are in all the same.
    home.faults.plan(Fault::None);
    home.faults.plan(Fault::Lost);
    app.sign_in(MAIL, PASSWORD, HERE, None, "").await.unwrap();
    assert!(!home.faults.is_planned());
}

#[tokio::test]
async fn the_database_does_not_learn_who_was_guessed_at_or_from_where() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let link = app
        .invite_from_outside(&invitation("kok", MAIL, &[Role::Publisher]))
        .await;
    app.find_invitation(&link.unwrap().to_text(), HERE)
        .await
        .unwrap();
    assert_eq!(
        code(app.find_invitation("wgmi_00", elsewhere(9)).await),
        "no_invitation"
    );
    assert_eq!(guess(&app, 9).await, "wrong_sign_in");
    let store = home.store().await;
    let kept = store.list_documents("throttle", None).await.unwrap();
    assert_eq!(kept.len(), 3, "an account, a network, and a client");
    // The same guess at another installation is kept under other names.
    let other_home = Home::embedded();
    let other = other_home.open().await;
    assert_eq!(guess(&other, 9).await, "wrong_sign_in");
    let others = other_home
        .store()
        .await
        .list_documents("throttle", None)
        .await
        .unwrap();
    assert_eq!(others.len(), 2);
    for one in &kept {
        assert!(one.owner.is_none() && one.id.len() == 64);
        assert!(others.iter().all(|other| other.id != one.id));
        for text in ["anna", "kok", "198.51", "_at"] {
            let held = one
                .value
                .windows(text.len())
                .any(|part| part == text.as_bytes());
            assert!(!held && !one.id.contains(text), "{text}");
        }
    }
    home.clock.0.advance(Span::new().hours(2));
    app.purge().await.unwrap();
    let kept = store.list_documents("throttle", None).await.unwrap();
    assert!(kept.is_empty(), "what is cold is deleted");
}
