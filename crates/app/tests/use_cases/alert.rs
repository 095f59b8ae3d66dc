// SPDX-License-Identifier: EUPL-1.2
//! Following something by letter: nothing before the address is confirmed, each entry once, and nothing left
//! of the address when it ends.

use std::sync::Mutex;

use jiff::{Span, Timestamp};
use wegmarke_app::alert::{Often, Writer};
use wegmarke_app::letter::{Handing, Letter, Mailer, Written};
use wegmarke_app::{App, AppError};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::following::Followed;

use super::cycle::{REPORT, address, dump, holds, report, with_round};
use super::fixture::Home;
use super::reminder::{Role, account, sign_in};

const MAIL: &str = "leserin@example.org";
const PLAN: &str = "plan/nap-az";

struct Plain;

impl Writer for Plain {
    fn confirmation(&self, _: &Register, lang: &str, of: &Followed, token: &str) -> Written {
        Written {
            subject: format!("confirm {lang} {of}"),
            text: token.to_owned(),
            ends_at: None,
        }
    }

    fn news(&self, _: &Register, _: &str, of: &Followed, entries: &[u64], token: &str) -> Written {
        Written {
            subject: format!("news {of}"),
            text: format!("{entries:?}"),
            ends_at: Some(token.to_owned()),
        }
    }
}

/// Letters that were handed over: to, subject, text.
#[derive(Default)]
struct Sink(Mutex<Vec<(String, String, String)>>);

impl Mailer for Sink {
    fn send<'a>(&'a self, letter: &'a Letter, _: Timestamp) -> Handing<'a> {
        let got = (
            letter.to.clone(),
            letter.subject.clone(),
            letter.text.clone(),
        );
        self.0.lock().unwrap().push(got);
        Box::pin(async { Ok(()) })
    }
}

/// One look at what is due: the letters that went out.
async fn pass(app: &App) -> Vec<(String, String, String)> {
    let sink = Sink::default();
    app.write_alerts(&Plain).await.unwrap();
    app.send_letters(&sink).await.unwrap();
    sink.0.into_inner().unwrap()
}

async fn ask(app: &App, what: &str, mail: &str, often: Often) -> Result<bool, AppError> {
    app.ask_alert(&Plain, (what, mail), often, "de").await
}

/// Follows something, up to the confirmation: the secret of its letters.
async fn follow(app: &App, what: &str, often: Often) -> String {
    assert!(ask(app, what, MAIL, often).await.unwrap());
    let letters = pass(app).await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    let (to, subject, token) = letters.into_iter().next().unwrap();
    assert_eq!((to.as_str(), subject), (MAIL, format!("confirm de {what}")));
    assert!(app.confirm_alert(&token).await.unwrap());
    token
}

fn hours(home: &Home, hours: i64) {
    home.clock.0.advance(Span::new().hours(hours));
}

/// Something new about the plan: a report.
async fn say(app: &App, secret: &str) {
    let who = sign_in(app, "p@bmas.example", secret).await;
    let about = address(REPORT);
    let says = report("etwas Neues");
    app.release(&who, &about, &says, false).await.unwrap();
}

#[tokio::test]
async fn nothing_comes_before_it_is_confirmed_and_everything_once_after() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let publisher = account(&app, "bmas", "p@bmas.example", &[Role::Publisher]).await;
    assert!(ask(&app, PLAN, MAIL, Often::Daily).await.unwrap());
    let letters = pass(&app).await;
    let token = letters[0].2.clone();
    say(&app, &publisher).await;
    hours(&home, 24);
    assert_eq!(pass(&app).await, [], "not confirmed yet");

    assert!(app.confirm_alert(&token).await.unwrap());
    let news = pass(&app).await;
    assert_eq!(news.len(), 1, "{news:?}");
    assert_eq!(news[0].1, format!("news {PLAN}"));
    hours(&home, 24);
    assert_eq!(pass(&app).await, [], "told once");
    // Two processes at once write it once, too.
    let again = app.confirm_alert(&token).await.unwrap();
    assert!(again);
    assert_eq!(pass(&app).await, []);
}

#[tokio::test]
async fn an_address_that_nobody_confirms_or_that_ends_it_is_gone() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let token = follow(&app, PLAN, Often::Weekly).await;
    assert!(!holds(&dump(&home), MAIL), "the address lies encrypted");
    assert!(app.find_alert(&token).await.unwrap().is_some());
    app.end_alert(&token).await.unwrap();
    app.end_alert(&token).await.unwrap();
    assert!(app.find_alert(&token).await.unwrap().is_none());
    assert!(!app.confirm_alert(&token).await.unwrap());

    ask(&app, PLAN, MAIL, Often::Weekly).await.unwrap();
    let (.., unconfirmed) = pass(&app).await.remove(0);
    hours(&home, 49);
    assert!(!app.confirm_alert(&unconfirmed).await.unwrap());
    assert!(app.purge().await.unwrap() >= 1);
}

#[tokio::test]
async fn nobody_fills_somebody_elses_mailbox() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    for question in ["no-lead", "no-date", "silent", "apart", "overdue"] {
        let what = format!("question/{question}");
        assert!(ask(&app, &what, MAIL, Often::Daily).await.unwrap());
    }
    assert_eq!(pass(&app).await.len(), 3, "three wait at most");
    // Whether an address is known here is told to nobody, and nothing is followed that is not there.
    for (what, mail, fields) in [
        ("plan/nowhere", MAIL, vec!["what"]),
        (PLAN, "no address", vec!["mail"]),
        ("round/x", "", vec!["mail", "what"]),
    ] {
        let Err(AppError::Invalid(problems)) = ask(&app, what, mail, Often::Daily).await else {
            panic!("{what} {mail}");
        };
        let found: Vec<_> = problems.iter().map(|one| &*one.field).collect();
        assert_eq!(found, fields, "{what} {mail}");
    }
}

#[tokio::test]
async fn a_week_lies_between_weekly_letters() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let publisher = account(&app, "bmas", "p@bmas.example", &[Role::Publisher]).await;
    follow(&app, PLAN, Often::Weekly).await;
    say(&app, &publisher).await;
    assert_eq!(pass(&app).await.len(), 1);
    // The round moves on: something is new, and waits for the week to be over.
    let mut days = 0;
    loop {
        hours(&home, 24);
        days += 1;
        app.advance_rounds().await.unwrap();
        if !pass(&app).await.is_empty() {
            break;
        }
        assert!(days < 60, "the round is due in between");
    }
    assert!(days >= 7, "{days} days");
}
