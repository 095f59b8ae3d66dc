// SPDX-License-Identifier: EUPL-1.2
//! Who is reminded, how often, and what happens to a letter when something fails.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::{Span, Timestamp};
use wegmarke_app::account::Invitation;
use wegmarke_app::letter::{Handing, Letter, Mailer, NotTaken, Posted, Written};
use wegmarke_app::reminder::{Behind, Preferences, Writer};
use wegmarke_app::{App, Who};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::register::Register;
use wegmarke_domain::reminder::Wanted;
use wegmarke_domain::round::Round;
pub use wegmarke_domain::rules::permission::Role;
use wegmarke_domain::task::{Task, TaskState};
use wegmarke_store::fault::Fault;

use super::account::{HERE, PASSWORD, shown};
use super::cycle::{REPORT, address, dump, report, with_round};
use super::fixture::Home;

/// Writes what it was told, in as few words as can be compared.
struct Plain;

impl Writer for Plain {
    fn digest(
        &self,
        _register: &Register,
        lang: &str,
        organisation: &OrganisationId,
        rounds: &[(&Round, Vec<Task>)],
    ) -> Written {
        let of = |state| {
            let all = rounds.iter().flat_map(|(_, tasks)| tasks);
            all.filter(|task| task.state == state).count()
        };
        Written {
            subject: format!("digest {lang} {organisation}"),
            ends_at: None,
            text: format!(
                "{} open, {} waiting",
                of(TaskState::Nothing),
                of(TaskState::Waiting)
            ),
        }
    }

    fn escalation(
        &self,
        _register: &Register,
        lang: &str,
        round: &Round,
        behind: &[Behind],
    ) -> Written {
        let told = behind
            .iter()
            .map(|one| format!("{} {} {}", one.organisation, one.silent, one.late));
        Written {
            subject: format!("escalation {lang} {}", round.id),
            ends_at: None,
            text: told.collect::<Vec<_>>().join("; "),
        }
    }
}

/// What a mail server got, and how it answers.
#[derive(Default)]
struct Sink {
    got: Mutex<Vec<(String, String, String, String)>>,
    answer: Mutex<Option<NotTaken>>,
    /// Takes the letter, and never answers.
    hangs: AtomicBool,
}

impl Sink {
    fn answers(&self, answer: Option<NotTaken>) {
        *self.answer.lock().unwrap() = answer;
    }

    /// Everything since the last look: to, subject, text.
    fn take(&self) -> Vec<(String, String, String)> {
        let got = std::mem::take(&mut *self.got.lock().unwrap());
        let mut got: Vec<_> = got
            .into_iter()
            .map(|(to, subject, text, _)| (to, subject, text))
            .collect();
        got.sort();
        got
    }

    fn take_ids(&self) -> Vec<String> {
        let got = std::mem::take(&mut *self.got.lock().unwrap());
        got.into_iter().map(|(.., id)| id).collect()
    }
}

impl Mailer for Sink {
    fn send<'a>(&'a self, letter: &'a Letter, _now: Timestamp) -> Handing<'a> {
        Box::pin(async move {
            self.got.lock().unwrap().push((
                letter.to.clone(),
                letter.subject.clone(),
                letter.text.clone(),
                letter.message_id.clone(),
            ));
            if self.hangs.load(Ordering::SeqCst) {
                std::future::pending::<()>().await;
            }
            self.answer.lock().unwrap().map_or(Ok(()), Err)
        })
    }
}

const BUSY: NotTaken = NotTaken {
    code: "post_later",
    is_final: false,
};
const NEVER: NotTaken = NotTaken {
    code: "post_never",
    is_final: true,
};

/// A new account: the secret of its authenticator.
pub async fn account(app: &App, organisation: &str, mail: &str, roles: &[Role]) -> String {
    let invitation = Invitation {
        mail: mail.to_owned(),
        organisation: OrganisationId::new(organisation),
        roles: roles.iter().copied().collect::<BTreeSet<_>>(),
    };
    app.make_example_account(&invitation, "Anna", PASSWORD)
        .await
        .unwrap()
}

/// An account that signed in.
pub async fn sign_in(app: &App, mail: &str, secret: &str) -> Who {
    let half = app.sign_in(mail, PASSWORD, HERE, None, "").await.unwrap();
    let code = shown(app, secret);
    let (complete, _) = app
        .prove_code(&half.token.to_text(), &code, HERE, None)
        .await
        .unwrap();
    let session = complete.session.to_text();
    app.find_signed_in(&session).await.unwrap().who
}

/// One pass: what was written and sent.
async fn pass(app: &App, sink: &Sink) -> Vec<(String, String, String)> {
    app.advance_rounds().await.unwrap();
    app.write_reminders(&Plain).await.unwrap();
    app.send_letters(sink).await.unwrap();
    sink.take()
}

fn hours(home: &Home, hours: i64) {
    home.clock.0.advance(Span::new().hours(hours));
}

fn only<'a>(
    got: &'a [(String, String, String)],
    mail: &'a str,
) -> impl Iterator<Item = &'a (String, String, String)> {
    got.iter().filter(move |(to, ..)| to == mail)
}

/// A register with an open round and its people, of whom a reporter and a publisher signed in.
async fn with_people(home: &Home) -> (App, [Who; 2]) {
    // The round is open from 2026-11-24T00:00Z and due on 2026-12-24T00:00Z; it is ten in Berlin.
    let app = with_round(home).await;
    let reporter = account(&app, "bmas", "r@bmas.example", &[Role::Reporter]).await;
    let publisher = account(&app, "bmas", "p@bmas.example", &[Role::Publisher]).await;
    account(&app, "bmas", "k@bmas.example", &[Role::Coordinator]).await;
    account(&app, "bmas", "a@bmas.example", &[Role::Administrator]).await;
    account(&app, "kok", "p@kok.example", &[Role::Publisher]).await;
    let reporter = sign_in(&app, "r@bmas.example", &reporter).await;
    let publisher = sign_in(&app, "p@bmas.example", &publisher).await;
    (app, [reporter, publisher])
}

#[tokio::test]
async fn a_digest_goes_to_those_who_are_waited_for_and_rarely() {
    let home = Home::embedded();
    let (app, _) = with_people(&home).await;
    let sink = Sink::default();
    let first = pass(&app, &sink).await;
    let to: Vec<_> = first.iter().map(|(to, ..)| to.as_str()).collect();
    // The coordinator, the administrator, and who owes nothing get no letter.
    assert_eq!(to, ["p@bmas.example", "r@bmas.example"], "{first:?}");
    assert_eq!(first[0].1, "digest de bmas");
    // Every hour until the round is due: rarely, more often close to it, never at night.
    let mut sent = Vec::new();
    for hour in 1..(29 * 24 + 14) {
        hours(&home, 1);
        for (to, subject, _) in pass(&app, &sink).await {
            assert!(subject.starts_with("digest"), "{subject}");
            if to == "r@bmas.example" {
                sent.push(hour);
            }
        }
        let berlin = (home.clock.0.now().as_second() / 3600 + 1) % 24;
        if sent.last() == Some(&hour) {
            assert!((7..19).contains(&berlin), "at {berlin}");
        }
    }
    let gaps: Vec<_> = sent.windows(2).map(|two| two[1] - two[0]).collect();
    assert_eq!(sent[0], 7 * 24);
    assert!(gaps.iter().all(|gap| *gap >= 20), "{sent:?}");
    let near = sent.iter().filter(|hour| **hour > 29 * 24 - 154).count();
    assert!((3..=5).contains(&near), "{sent:?}");
    assert!(sent.len() <= 8, "{sent:?}");
}

#[tokio::test]
async fn what_waits_for_release_is_told_to_who_may_release() {
    let home = Home::embedded();
    let (app, [reporter, _]) = with_people(&home).await;
    let about = address(REPORT);
    app.save_draft(&reporter, &about, report("streng geheim"), 0)
        .await
        .unwrap();
    app.request_release(&reporter, &about).await.unwrap();
    let sink = Sink::default();
    let got = pass(&app, &sink).await;
    let told = |mail| only(&got, mail).next().map(|(.., text)| text.clone());
    let told_publisher = told("p@bmas.example").unwrap();
    assert!(told_publisher.ends_with("1 waiting"), "{told_publisher}");
    let other = told("r@bmas.example").unwrap_or_default();
    assert!(!other.ends_with("1 waiting"), "{other}");
}

#[tokio::test]
async fn the_coordinator_alone_is_told_who_is_silent_after_the_due_date() {
    let home = Home::embedded();
    let (app, _) = with_people(&home).await;
    let sink = Sink::default();
    let mut told = Vec::new();
    // Six hours a step, from the opening until well after the time for replies.
    for step in 0..(70 * 4) {
        for (to, subject, text) in pass(&app, &sink).await {
            if subject.starts_with("escalation") {
                assert_eq!(to, "k@bmas.example");
                assert_eq!(subject, "escalation de nap-az/2026");
                assert!(text.contains("berichterstattungsstelle 1 0"), "{text}");
                told.push(step);
            }
        }
        hours(&home, 6);
    }
    // Due at step 118 and a half; at step 119 it is night.
    assert_eq!(told[0], 120, "{told:?}");
    assert!(told.windows(2).all(|two| two[1] - two[0] >= 28), "{told:?}");
    assert!(
        (4..=5).contains(&told.len()),
        "a month of replies: {told:?}"
    );
}

#[tokio::test]
async fn everybody_decides_about_their_own_letters() {
    let home = Home::embedded();
    let (app, [reporter, publisher]) = with_people(&home).await;
    let sink = Sink::default();
    let choose = async |who: &Who, lang: &str, reminders| {
        let lang = lang.to_owned();
        app.change_preferences(who, &Preferences { lang, reminders })
            .await
            .unwrap();
    };
    choose(&publisher, "en", Wanted::Weekly).await;
    choose(&reporter, "de", Wanted::Off).await;
    let got = pass(&app, &sink).await;
    assert_eq!(got.len(), 1);
    assert_eq!(got[0].1, "digest en bmas");
    choose(&reporter, "de", Wanted::NearDue).await;
    assert!(pass(&app, &sink).await.is_empty());
    hours(&home, 24 * 24);
    let near = pass(&app, &sink).await;
    assert_eq!(only(&near, "r@bmas.example").count(), 1);
}

#[tokio::test]
async fn two_processes_write_and_send_each_letter_once() {
    let home = Home::embedded();
    let (app, _) = with_people(&home).await;
    let other = home.open().await;
    let sink = Sink::default();
    for _ in 0..5 {
        let (a, b) = tokio::join!(app.write_reminders(&Plain), other.write_reminders(&Plain));
        a.unwrap();
        b.unwrap();
        let (a, b) = tokio::join!(app.send_letters(&sink), other.send_letters(&sink));
        a.unwrap();
        b.unwrap();
    }
    let mut ids = sink.take_ids();
    ids.sort();
    let all = ids.len();
    ids.dedup();
    assert_eq!((all, ids.len()), (2, 2));
}

#[tokio::test]
async fn a_write_that_fails_in_either_way_writes_no_letter_twice() {
    for fault in [Fault::Lost, Fault::DoneButReportedFailed] {
        let home = Home::embedded();
        let (app, _) = with_people(&home).await;
        let sink = Sink::default();
        home.faults.plan(fault);
        app.write_reminders(&Plain).await.unwrap();
        app.write_reminders(&Plain).await.unwrap();
        assert_eq!(pass(&app, &sink).await.len(), 2, "{fault:?}");
        assert!(pass(&app, &sink).await.is_empty());
    }
}

#[tokio::test]
async fn a_claim_that_fails_costs_time_and_no_letter() {
    for fault in [Fault::Lost, Fault::DoneButReportedFailed] {
        let home = Home::embedded();
        let (app, _) = with_people(&home).await;
        let sink = Sink::default();
        app.write_reminders(&Plain).await.unwrap();
        home.faults.plan(fault);
        app.send_letters(&sink).await.unwrap();
        assert_eq!(sink.take().len(), 1, "{fault:?}");
        home.clock.0.advance(Span::new().minutes(6));
        app.send_letters(&sink).await.unwrap();
        assert_eq!(sink.take().len(), 1, "{fault:?}");
        home.clock.0.advance(Span::new().hours(13));
        app.send_letters(&sink).await.unwrap();
        assert!(sink.take().is_empty());
    }
}

#[tokio::test]
async fn a_process_that_dies_while_sending_sends_the_same_letter_again() {
    let home = Home::embedded();
    let (app, _) = with_people(&home).await;
    let sink = Sink::default();
    app.write_letter("x@kok.example", written()).await.unwrap();
    sink.hangs.store(true, Ordering::SeqCst);
    let short = std::time::Duration::from_millis(300);
    let died = tokio::time::timeout(short, app.send_letters(&sink)).await;
    assert!(died.is_err());
    drop(app);
    let app = home.open().await;
    sink.hangs.store(false, Ordering::SeqCst);
    app.send_letters(&sink).await.unwrap();
    let first = sink.take_ids();
    assert_eq!(first.len(), 1, "claimed: nobody tries yet");
    home.clock.0.advance(Span::new().minutes(5));
    app.send_letters(&sink).await.unwrap();
    assert_eq!(sink.take_ids(), first, "the same Message-ID");
    home.clock.0.advance(Span::new().hours(13));
    app.send_letters(&sink).await.unwrap();
    assert!(sink.take_ids().is_empty());
}

fn written() -> Written {
    Written {
        ends_at: None,
        subject: "Einladung".to_owned(),
        text: "https://x.example/de/invitation/wgmi_geheim".to_owned(),
    }
}

#[tokio::test]
async fn a_busy_server_is_tried_for_three_days_and_then_given_up() {
    let home = Home::embedded();
    let (app, _) = with_people(&home).await;
    let sink = Sink::default();
    app.write_letter("x@kok.example", written()).await.unwrap();
    sink.answers(Some(BUSY));
    let mut tried = Vec::new();
    let mut dropped = 0;
    for minute in 0..(4 * 24 * 60) {
        let posted = app.send_letters(&sink).await.unwrap();
        if posted.later + posted.dropped > 0 {
            tried.push(minute);
        }
        dropped += posted.dropped;
        home.clock.0.advance(Span::new().minutes(1));
    }
    assert_eq!(tried[..5], [0, 5, 15, 35, 75]);
    let gaps = tried.windows(2).map(|two| two[1] - two[0]);
    assert!(gaps.max() <= Some(720), "{tried:?}");
    assert_eq!(dropped, 1);
    assert!(tried.last().unwrap() >= &(3 * 24 * 60), "{tried:?}");
    sink.answers(None);
    hours(&home, 24);
    assert_eq!(app.send_letters(&sink).await.unwrap(), Posted::default());
}

#[tokio::test]
async fn who_takes_no_letters_gets_none_until_they_say_so() {
    let home = Home::embedded();
    let (app, [reporter, _]) = with_people(&home).await;
    let sink = Sink::default();
    sink.answers(Some(NEVER));
    app.write_reminders(&Plain).await.unwrap();
    let posted = app.send_letters(&sink).await.unwrap();
    assert_eq!((posted.dropped, posted.later), (2, 0));
    let bmas = OrganisationId::new("bmas");
    let refused = app.list_unreachable(&bmas).await.unwrap();
    assert_eq!(refused, ["p@bmas.example", "r@bmas.example"]);
    let kok = OrganisationId::new("kok");
    assert!(app.list_unreachable(&kok).await.unwrap().is_empty());
    sink.answers(None);
    sink.take();
    hours(&home, 8 * 24);
    assert!(pass(&app, &sink).await.is_empty());
    app.change_preferences(&reporter, &Preferences::default())
        .await
        .unwrap();
    assert_eq!(pass(&app, &sink).await.len(), 1);
}

#[tokio::test]
async fn letters_are_encrypted_where_they_wait() {
    let home = Home::embedded();
    let (app, _) = with_people(&home).await;
    app.write_letter("x@kok.example", written()).await.unwrap();
    let dump = dump(&home);
    for secret in ["wgmi_geheim", "x@kok.example", "Einladung"] {
        let found = dump.windows(secret.len()).any(|at| at == secret.as_bytes());
        assert!(!found, "{secret}");
    }
}

#[tokio::test]
async fn a_calendar_has_one_secret_at_a_time() {
    let home = Home::embedded();
    let (app, [reporter, _]) = with_people(&home).await;
    let account = &reporter.account;
    assert!(!app.has_calendar(account).await.unwrap());
    let first = app.renew_calendar(&reporter).await.unwrap().to_text();
    let found = app.find_calendar(&first).await.unwrap();
    assert_eq!(found.organisation().as_str(), "bmas");
    let second = app.renew_calendar(&reporter).await.unwrap().to_text();
    assert!(app.find_calendar(&first).await.is_err(), "renewed");
    assert!(app.find_calendar(&second).await.is_ok());
    for other in ["", "wgmc_", &second[..68], &second.replace("wgmc", "wgms")] {
        assert!(app.find_calendar(other).await.is_err(), "{other}");
    }
    app.end_calendar(&reporter).await.unwrap();
    assert!(app.find_calendar(&second).await.is_err(), "switched off");
    assert!(!app.has_calendar(account).await.unwrap());
}
