// SPDX-License-Identifier: EUPL-1.2
//! An operator who hides, shows too early, or erases: whoever checks the log notices each of it. And
//! what is damaged is named, and does not take the others with it.

use wegmarke_app::verify::Earlier;
use wegmarke_app::{App, AppError, Receipt, Refusal};
use wegmarke_domain::erasure::ErasureReason;
use wegmarke_domain::id::{OrganisationId, RoundId};
use wegmarke_domain::rules::seen::{Seen, seen};
use wegmarke_ledger::verify::{Failure, Ranges, Report};
use wegmarke_store::{BodyState, EntryRow};

use super::cycle::{DAY, PRACTICE, REPORT, address, hours, publisher, report, says, with_round};
use super::fixture::Home;

fn practice(words: &str) -> wegmarke_domain::contribution::Says {
    says(
        "practice",
        serde_json::json!({"delivery": "limited", "observed": {"de": words}, "land": "de-be", "reach": "isolated"}),
    )
}

/// A revealed round: what was replaced, what took its place, and a practice statement.
async fn revealed(home: &Home) -> (App, [Receipt; 3]) {
    let (app, receipts) = submitted(home).await;
    hours(home, 30 * DAY);
    app.advance_rounds().await.unwrap();
    (app, receipts)
}

async fn submitted(home: &Home) -> (App, [Receipt; 3]) {
    let app = with_round(home).await;
    let say = async |words: &str| {
        let bmas = publisher("bmas");
        app.release(&bmas, &address(REPORT), &report(words), false)
            .await
            .unwrap()
    };
    let (first, second) = (say("erstens").await, say("zweitens").await);
    let kok = publisher("kok");
    let third = app
        .release(&kok, &address(PRACTICE), &practice("drittens"), false)
        .await
        .unwrap();
    (app, [first, second, third])
}

/// The database as somebody left it who puts a row into another state.
async fn tamper(home: &Home, seq: u64, change: impl Fn(EntryRow) -> EntryRow) {
    let store = home.store().await;
    let row = store.find(seq).await.unwrap().unwrap();
    store.set_body(&change(row)).await.unwrap();
}

fn sealed(row: EntryRow) -> EntryRow {
    EntryRow {
        state: BodyState::Sealed,
        ..row
    }
}

/// What a stranger is told, who has no key that opens anything.
async fn stranger(home: &Home, earlier: Earlier) -> Result<(Report, u64), (u64, &'static str)> {
    match home.verify_as_stranger(earlier).await {
        Ok(verified) => Ok((verified.report, verified.withheld)),
        Err(Failure::Withheld { seq, code, .. }) => Err((seq, code)),
        Err(other) => panic!("{other}"),
    }
}

async fn code(home: &Home) -> (u64, &'static str) {
    stranger(home, Earlier::default()).await.unwrap_err()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_honest_log_holds_and_says_what_it_withholds() {
    let home = Home::embedded();
    let (app, _) = submitted(&home).await;
    let (report, withheld) = stranger(&home, Earlier::default()).await.unwrap();
    assert_eq!((report.sealed, withheld), (3, 0), "sealed for now");
    // One's own database, with its key, is counted the same.
    assert_eq!(home.verify().await.unwrap().sealed, 3);
    assert_eq!(home.verify().await.unwrap().public, report.public);
    hours(&home, 30 * DAY);
    app.advance_rounds().await.unwrap();
    let (report, withheld) = stranger(&home, Earlier::default()).await.unwrap();
    assert_eq!((report.sealed, withheld), (1, 1), "what was replaced");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_revealed_cannot_be_sealed_again() {
    let home = Home::embedded();
    let (_app, [_, second, _]) = revealed(&home).await;
    tamper(&home, second.seq, sealed).await;
    assert_eq!(code(&home).await, (second.seq, "still_sealed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_measure_is_never_sealed() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let register = &app.state().register;
    let measure = register
        .log()
        .iter()
        .find(|line| line.kind.starts_with("measure."));
    let seq = measure.unwrap().seq;
    tamper(&home, seq, sealed).await;
    assert_eq!(code(&home).await, (seq, "never_sealed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_public_before_the_reveal() {
    let home = Home::embedded();
    let (_app, [_, second, _]) = submitted(&home).await;
    let seal = home.seal_key();
    tamper(&home, second.seq, |row| {
        let opened = seal.open_body(row.seq, row.salt.unwrap(), row.body.as_ref().unwrap());
        let (salt, json) = opened.unwrap();
        EntryRow {
            salt: Some(salt.0),
            body: Some(json),
            state: BodyState::Public,
            ..row
        }
    })
    .await;
    assert_eq!(code(&home).await, (second.seq, "early"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_erased_silently_or_only_said_to_be() {
    let home = Home::embedded();
    let (app, [_, second, third]) = revealed(&home).await;
    app.erase_body(second.seq, ErasureReason::Order)
        .await
        .unwrap();
    let (report, _) = stranger(&home, Earlier::default()).await.unwrap();
    assert_eq!(report.erased, 1);
    // Which entry it was, and why, is on record, said by the operator.
    let state = app.state();
    let (by, reason) = state.register.find_erasure(second.seq).unwrap();
    let line = state.register.find_line(by).unwrap();
    assert_eq!(
        (&*line.kind, reason),
        ("entry.erased", ErasureReason::Order)
    );
    assert_eq!(line.by, OrganisationId::new("operator"));
    // Erased again it is no second entry, and the entry itself stays.
    let size = state.size();
    app.erase_body(second.seq, ErasureReason::Order)
        .await
        .unwrap();
    assert_eq!(app.state().size(), size);
    let refused = app.erase_body(by, ErasureReason::Order).await;
    assert!(matches!(refused, Err(AppError::Rule(_))), "{refused:?}");

    home.store().await.erase_body(third.seq).await.unwrap();
    assert_eq!(code(&home).await, (third.seq, "erased_silently"));
    // As in a database from before erasures were entries: said afterwards, it holds.
    let app = home.open().await;
    app.erase_body(third.seq, ErasureReason::OtherLaw)
        .await
        .unwrap();
    stranger(&home, Earlier::default()).await.unwrap();
    // An erased one that is shown as sealed.
    tamper(&home, third.seq, |row| EntryRow {
        salt: Some([0; 16]),
        body: Some(b"00".to_vec()),
        ..sealed(row)
    })
    .await;
    assert_eq!(code(&home).await, (third.seq, "still_sealed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_seen_public_is_remembered() {
    let home = Home::embedded();
    let (app, [first, second, _]) = revealed(&home).await;
    let (report, _) = stranger(&home, Earlier::default()).await.unwrap();
    assert!(report.seen.contains(second.seq) && !report.seen.contains(first.seq));
    let remembered = || Earlier {
        note: Some(report.note.clone()),
        seen: Some(report.seen.clone()),
        ..Earlier::default()
    };
    stranger(&home, remembered()).await.unwrap();
    // Somebody who saw what was replaced, as logs once revealed it, does not accept that it is hidden.
    let mut all = Ranges::default();
    (0..report.checkpoint.size)
        .filter(|seq| report.seen.contains(*seq) || *seq == first.seq)
        .for_each(|seq| all.push(seq));
    let earlier = Earlier {
        seen: Some(all),
        ..remembered()
    };
    let hidden = stranger(&home, earlier).await;
    assert_eq!(hidden.unwrap_err(), (first.seq, "hidden"));
    // Erased with its entry is no hiding.
    app.erase_body(second.seq, ErasureReason::PersonalData)
        .await
        .unwrap();
    stranger(&home, remembered()).await.unwrap();
}

/// A body that somebody or something damaged while it was sealed.
async fn damage(home: &Home, seq: u64) {
    tamper(home, seq, |row| {
        let mut body = row.body.clone().unwrap();
        body[3] = if body[3] == b'0' { b'1' } else { b'0' };
        EntryRow {
            body: Some(body),
            ..row
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_statement_does_not_keep_the_others_sealed() {
    let home = Home::embedded();
    let (app, [_, second, third]) = submitted(&home).await;
    assert_eq!(app.check_sealed().await.unwrap(), [0; 0]);
    damage(&home, second.seq).await;
    assert_eq!(app.check_sealed().await.unwrap(), [second.seq]);
    let other = home.open().await;
    hours(&home, 30 * DAY);
    assert_eq!(app.advance_rounds().await.unwrap(), 1);

    // The others are public; the damaged one is named in the entry of the reveal, and shown as such.
    let state = app.state();
    let sight = |app: &App, text: &str| {
        let state = app.state();
        let one = state.register.find_contribution(&text.parse().unwrap());
        match seen(&state.register, one.unwrap()) {
            Seen::Says(_) => "says",
            Seen::Unopened => "unopened",
            _ => "else",
        }
    };
    assert_eq!(
        (sight(&app, PRACTICE), sight(&app, REPORT)),
        ("says", "unopened")
    );
    let round = RoundId::new("nap-az/2026");
    let progress = state.register.find_progress(&round).unwrap();
    assert_eq!(progress.moves.last().unwrap().2.unopened, [second.seq]);
    let (_, withheld) = stranger(&home, Earlier::default()).await.unwrap();
    assert_eq!(withheld, 2, "the replaced one, and this");
    other.follow(std::time::Duration::ZERO).await.unwrap();
    assert_eq!(
        (sight(&other, PRACTICE), sight(&other, REPORT)),
        ("says", "unopened")
    );

    // Its organisation hands it in again; nobody else, nothing else, and not twice.
    let salt: [u8; 16] = hex::decode(second.salt.unwrap())
        .unwrap()
        .try_into()
        .unwrap();
    let words = report("zweitens");
    let bmas = publisher("bmas");
    let refused = |result: Result<Receipt, AppError>| result.unwrap_err().code();
    let foreign = app
        .restore_body(&publisher("kok"), second.seq, salt, &words)
        .await;
    assert_eq!(refused(foreign), "forbidden");
    let wrong = app.restore_body(&bmas, second.seq, [1; 16], &words).await;
    assert_eq!(refused(wrong), Refusal::OtherWords.code());
    let wrong = app
        .restore_body(&bmas, second.seq, salt, &report("anders"))
        .await;
    assert_eq!(refused(wrong), Refusal::OtherWords.code());
    let own: [u8; 16] = hex::decode(third.salt.unwrap())
        .unwrap()
        .try_into()
        .unwrap();
    let whole = app
        .restore_body(&publisher("kok"), third.seq, own, &practice("drittens"))
        .await;
    assert_eq!(refused(whole), Refusal::NothingToRestore.code());
    app.restore_body(&bmas, second.seq, salt, &words)
        .await
        .unwrap();
    let again = app.restore_body(&bmas, second.seq, salt, &words).await;
    assert_eq!(refused(again), Refusal::NothingToRestore.code());
    assert_eq!(sight(&app, REPORT), "says");
    other.follow(std::time::Duration::ZERO).await.unwrap();
    let anew = home.open().await;
    for app in [&other, &anew] {
        assert_eq!(sight(app, REPORT), "says");
    }
    let (_, withheld) = stranger(&home, Earlier::default()).await.unwrap();
    assert_eq!(withheld, 1);
    // Hidden again after that, it is a failure.
    tamper(&home, second.seq, sealed).await;
    assert_eq!(code(&home).await, (second.seq, "still_sealed"));
}
