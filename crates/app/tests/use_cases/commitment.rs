// SPDX-License-Identifier: EUPL-1.2
//! Hard seals: only a hash goes in, and the words stay with their organisation until it hands them in.

use serde_json::{Value, json};
use wegmarke_app::commitment::{Committed, Kept};
use wegmarke_app::contribution::OrganisationSettings;
use wegmarke_app::verify::Earlier;
use wegmarke_app::{App, AppError, OsDice, Receipt, Who};
use wegmarke_domain::contribution::Says;
use wegmarke_domain::privacy::NoPerson;
use wegmarke_domain::rules::permission::Role;
use wegmarke_domain::rules::seen::{Seen, seen};
use wegmarke_domain::rules::voices::{self, Kept as Became};
use wegmarke_ledger::verify::Failure;
use wegmarke_store::{BodyState, EntryRow};

use super::cycle::{
    DAY, PRACTICE, REPORT, address, hours, publisher, reason, report, says, who, with_round,
};
use super::fixture::Home;

fn words(about: &str, says: &Says) -> Kept {
    Kept::new(&address(about), says, &OsDice).unwrap()
}

fn practice(words: &str) -> Says {
    says(
        "practice",
        json!({"delivery": "limited", "observed": {"de": words}, "land": "de-be", "reach": "isolated"}),
    )
}

async fn commit(app: &App, who: &Who, kept: &Kept) -> Receipt {
    let about = address(&kept.about.to_string());
    match app.commit(who, &about, kept.hash()).await.unwrap() {
        Committed::Done(receipt) => *receipt,
        other => panic!("{other:?}"),
    }
}

/// A file that somebody changed.
fn changed(kept: &Kept, change: impl Fn(&mut Value)) -> Kept {
    let mut file: Value = serde_json::from_slice(&kept.to_file().unwrap()).unwrap();
    change(&mut file);
    Kept::parse(file.to_string().as_bytes()).unwrap()
}

fn code<T: std::fmt::Debug>(done: Result<T, AppError>) -> &'static str {
    done.unwrap_err().code()
}

fn sight(app: &App, about: &str) -> &'static str {
    let state = app.state();
    let said = state.register.find_contribution(&about.parse().unwrap());
    match seen(&state.register, said.unwrap()) {
        Seen::Sealed => "sealed",
        Seen::Says(_) => "says",
        Seen::Unrevealed => "unrevealed",
        _ => "else",
    }
}

async fn due(home: &Home, app: &App) {
    hours(home, 30 * DAY);
    app.advance_rounds().await.unwrap();
}

async fn fault(home: &Home) -> (u64, &'static str) {
    match home.verify_as_stranger(Earlier::default()).await {
        Err(Failure::Withheld { seq, code, .. }) => (seq, code),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_nowhere_until_their_organisation_hands_them_in() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let kept = words(REPORT, &report("Wovon noch niemand weiß."));
    let receipt = commit(&app, &bmas, &kept).await;
    assert_eq!(receipt.kind, "report.committed");
    assert_eq!((receipt.sealed, &receipt.salt), (true, &None));
    assert_eq!(receipt.body_hash, hex::encode(kept.hash()));
    // Asked again, it is no second entry.
    let again = app.commit(&bmas, &address(REPORT), kept.hash()).await;
    assert!(matches!(again, Ok(Committed::Known(known)) if known.seq == receipt.seq));
    // The operator, with key and database, has no word and no salt.
    let row = home.store().await.find(receipt.seq).await.unwrap().unwrap();
    assert!(row.is_kept());
    assert_eq!(row.salt, Some([0; 16]));
    assert_eq!(app.check_sealed().await.unwrap(), [0; 0]);
    assert_eq!(sight(&app, REPORT), "sealed");
    // Too early: nobody else shall read it yet.
    let early = app.reveal_kept(&bmas, &kept, None).await;
    assert_eq!(code(early), "too_early");

    let other = home.open().await;
    due(&home, &app).await;
    assert_eq!(sight(&app, REPORT), "unrevealed");
    let verified = home.verify_as_stranger(Earlier::default()).await.unwrap();
    assert_eq!((verified.withheld, verified.unrevealed), (0, 1));
    let state = app.state();
    let round = state.register.rounds.find("nap-az/2026").unwrap();
    let mut duties = round.duties.iter();
    let duty =
        duties.find(|duty| duty.organisation.as_str() == "bmas" && duty.on == address(REPORT).on);
    let became = voices::kept(&state.register, round, duty.unwrap());
    assert!(matches!(became, Became::Unrevealed(_)), "{became:?}");
    assert_eq!(
        app.list_own_unrevealed(bmas.organisation()),
        [address(REPORT)]
    );
    // Nothing is corrected of which nobody knows what it says.
    let correcting = app
        .correct(&bmas, &address(REPORT), &report("anders"), &reason("so"))
        .await;
    assert_eq!(code(correcting), "not_revealed");
    let withdrawing = app.withdraw(&bmas, &address(REPORT), &reason("so")).await;
    assert_eq!(code(withdrawing), "not_revealed");

    app.reveal_kept(&bmas, &kept, None).await.unwrap();
    assert_eq!(sight(&app, REPORT), "says");
    assert_eq!(app.list_own_unrevealed(bmas.organisation()), []);
    let twice = app.reveal_kept(&bmas, &kept, None).await;
    assert_eq!(code(twice), "revealed");
    // Other processes see it, and whoever reads the log from its beginning.
    other.follow(std::time::Duration::ZERO).await.unwrap();
    for app in [&other, &home.open().await] {
        assert_eq!(sight(app, REPORT), "says");
    }
    let verified = home.verify_as_stranger(Earlier::default()).await.unwrap();
    assert_eq!((verified.withheld, verified.unrevealed), (0, 0));
    home.verify().await.unwrap();
    // Then it is corrected as everything is.
    app.correct(&bmas, &address(REPORT), &report("anders"), &reason("so"))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_words_of_then_are_taken() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let (bmas, kok) = (publisher("bmas"), publisher("kok"));
    let kept = words(REPORT, &report("So war es."));
    commit(&app, &bmas, &kept).await;
    let of_practice = words(PRACTICE, &practice("So kam es an."));
    commit(&app, &kok, &of_practice).await;
    due(&home, &app).await;

    let refused = async |who: &Who, kept: &Kept| code(app.reveal_kept(who, kept, None).await);
    // Another file, one of another statement, a changed one, one with another salt.
    let other = words(REPORT, &report("So war es."));
    assert_eq!(refused(&bmas, &other).await, "other_words");
    let moved = changed(&of_practice, |file| file["about"] = REPORT.into());
    assert_eq!(refused(&bmas, &moved).await, "other_words");
    let body = changed(&kept, |file| {
        file["body"]["says"]["report"]["delivery"] = "complete".into();
    });
    assert_eq!(refused(&bmas, &body).await, "other_words");
    let salt = changed(&kept, |file| file["salt"] = "00".repeat(16).into());
    assert_eq!(refused(&bmas, &salt).await, "other_words");
    // Nobody else hands it in, and nobody who may not release.
    assert_eq!(refused(&kok, &kept).await, "forbidden");
    assert_eq!(
        refused(&who("bmas", &[Role::Reporter]), &kept).await,
        "forbidden"
    );
    // Written by another program, with other blanks, it is the same.
    let file: Value = serde_json::from_slice(&kept.to_file().unwrap()).unwrap();
    let same = Kept::parse(file.to_string().as_bytes()).unwrap();
    app.reveal_kept(&bmas, &same, None).await.unwrap();
    app.reveal_kept(&kok, &of_practice, None).await.unwrap();
    for broken in ["", "{}", "[]", "{\"form\":\"wegmarke/kept/v1\"}"] {
        assert!(Kept::parse(broken.as_bytes()).is_err(), "{broken}");
    }
    let file = kept.to_file().unwrap();
    let later = String::from_utf8(file)
        .unwrap()
        .replace("kept/v1", "kept/v9");
    assert!(Kept::parse(later.as_bytes()).is_err());
}

/// Who submits the hash of somebody else cannot hand in their words as its own afterwards.
#[tokio::test(flavor = "multi_thread")]
async fn a_hash_of_somebody_else_is_worth_nothing() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let kept = words(PRACTICE, &practice("Eigene Worte."));
    commit(&app, &publisher("kok"), &kept).await;
    let bmas = publisher("bmas");
    let copied = app.commit(&bmas, &address(REPORT), kept.hash()).await;
    let Ok(Committed::Done(copied)) = copied else {
        panic!("{copied:?}");
    };
    due(&home, &app).await;
    let moved = changed(&kept, |file| file["about"] = REPORT.into());
    assert_eq!(code(app.reveal_kept(&bmas, &moved, None).await), "invalid");
    // Nor does an operator put them there.
    let row = home.store().await.find(copied.seq).await.unwrap().unwrap();
    let file: Value = serde_json::from_slice(&kept.to_file().unwrap()).unwrap();
    let salt = hex::decode(file["salt"].as_str().unwrap()).unwrap();
    let public = EntryRow {
        salt: Some(salt.try_into().unwrap()),
        body: Some(wegmarke_ledger::canonical(&file["body"]).unwrap()),
        state: BodyState::Public,
        ..row
    };
    home.store().await.set_body(&public).await.unwrap();
    assert_eq!(fault(&home).await, (copied.seq, "of_another"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reveals_hides_or_shows_early_unnoticed() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let kept = words(REPORT, &report("So war es."));
    let receipt = commit(&app, &bmas, &kept).await;
    let store = home.store().await;
    let hidden = store.find(receipt.seq).await.unwrap().unwrap();
    let file: Value = serde_json::from_slice(&kept.to_file().unwrap()).unwrap();
    let salt = hex::decode(file["salt"].as_str().unwrap()).unwrap();
    let public = EntryRow {
        salt: Some(salt.try_into().unwrap()),
        body: Some(wegmarke_ledger::canonical(&file["body"]).unwrap()),
        state: BodyState::Public,
        ..hidden.clone()
    };
    store.set_body(&public).await.unwrap();
    assert_eq!(fault(&home).await, (receipt.seq, "early"));
    store.set_body(&hidden).await.unwrap();
    due(&home, &app).await;
    store.set_body(&public).await.unwrap();
    assert_eq!(fault(&home).await, (receipt.seq, "revealed_silently"));
    store.set_body(&hidden).await.unwrap();
    app.reveal_kept(&bmas, &kept, None).await.unwrap();
    store.set_body(&hidden).await.unwrap();
    assert_eq!(fault(&home).await, (receipt.seq, "still_sealed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_newest_is_handed_in() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let first = words(REPORT, &report("erstens"));
    commit(&app, &bmas, &first).await;
    // Words that the server has may be replaced by a hash, and the other way round.
    app.release(&bmas, &address(REPORT), &report("zweitens"), false)
        .await
        .unwrap();
    let third = words(REPORT, &report("drittens"));
    commit(&app, &bmas, &third).await;
    let kok = publisher("kok");
    commit(&app, &kok, &words(PRACTICE, &practice("verworfen"))).await;
    app.release(&kok, &address(PRACTICE), &practice("offen"), false)
        .await
        .unwrap();
    due(&home, &app).await;
    assert_eq!(
        (sight(&app, REPORT), sight(&app, PRACTICE)),
        ("unrevealed", "says")
    );
    assert_eq!(code(app.reveal_kept(&bmas, &first, None).await), "replaced");
    app.reveal_kept(&bmas, &third, None).await.unwrap();
    assert_eq!(sight(&app, REPORT), "says");
    let verified = home.verify_as_stranger(Earlier::default()).await.unwrap();
    assert_eq!(
        (verified.withheld, verified.unrevealed),
        (3, 0),
        "what was replaced"
    );
    // After the due date there is nothing to keep back.
    let late = app.commit(&bmas, &address(REPORT), [1; 32]).await;
    assert_eq!(code(late), "nothing_to_keep");
    let reply = format!("reply/nap-az/2026/bmas/1/{PRACTICE}");
    assert_eq!(
        code(app.commit(&bmas, &address(&reply), [1; 32]).await),
        "nothing_to_keep"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_release_commits_nothing_and_two_persons_submit_one_hash() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let kept = words(REPORT, &report("So war es."));
    let about = address(REPORT);
    for who in [
        who("bmas", &[Role::Reporter]),
        who("bmas", &[Role::Coordinator]),
        publisher("kok"),
    ] {
        assert_eq!(
            code(app.commit(&who, &about, kept.hash()).await),
            "forbidden"
        );
    }
    let bmas = publisher("bmas");
    let settings = OrganisationSettings { two_persons: true };
    app.change_settings(&bmas, &settings).await.unwrap();
    let size = app.state().size();
    let colleague = Who {
        account: "bmas-second".to_owned(),
        ..publisher("bmas")
    };
    for hash in [kept.hash(), [7; 32], kept.hash()] {
        let asked = app.commit(&bmas, &about, hash).await.unwrap();
        assert!(matches!(asked, Committed::Asked), "{asked:?}");
    }
    assert_eq!(app.state().size(), size);
    let digits = hex::encode(kept.hash());
    assert_eq!(
        app.find_commitment_asked(&bmas, &about).await.unwrap(),
        None
    );
    assert_eq!(
        app.find_commitment_asked(&colleague, &about).await.unwrap(),
        Some(digits)
    );
    // Another hash is another question.
    let other = app.commit(&colleague, &about, [8; 32]).await.unwrap();
    assert!(matches!(other, Committed::Asked), "{other:?}");
    let done = app.commit(&bmas, &about, [8; 32]).await.unwrap();
    assert!(matches!(done, Committed::Done(_)), "{done:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_mean_a_person_stay_away_and_doubts_are_settled() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let kok = publisher("kok");
    let named = words(
        PRACTICE,
        &practice("Bitte schreiben Sie an frau.muster@example.org."),
    );
    commit(&app, &kok, &named).await;
    due(&home, &app).await;
    assert_eq!(code(app.reveal_kept(&kok, &named, None).await), "invalid");
    let look = NoPerson {
        finds: std::collections::BTreeSet::from(["frau.muster@example.org".to_owned()]),
        reason: "nein".to_owned(),
    };
    assert_eq!(
        code(app.reveal_kept(&kok, &named, Some(&look)).await),
        "invalid"
    );
    assert_eq!(sight(&app, PRACTICE), "unrevealed");
}
