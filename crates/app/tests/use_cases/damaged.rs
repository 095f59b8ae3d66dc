// SPDX-License-Identifier: EUPL-1.2
//! What nobody can read any more switches off no rule, frees no place, and is done no second time.

use std::collections::BTreeSet;

use serde_json::json;
use wegmarke_app::check::{Looked, codes};
use wegmarke_app::contribution::OrganisationSettings;
use wegmarke_app::once::Request;
use wegmarke_app::{App, AppError, OsDice, Refusal, SealKey};
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::figure::FigureAddress;
use wegmarke_domain::file::File;
use wegmarke_domain::rules::permission::{Action, Role};
use wegmarke_store::document::{Document, Expect, Put};
use wegmarke_store::{Batch, Store};

use super::account::{HERE, PASSWORD, code, invitation, join, token_of};
use super::cycle::{
    DAY, REPORT, address, hours, publisher, refused, report, says, who, with_example, with_round,
};
use super::fixture::Home;

fn about() -> Address {
    address(REPORT)
}

async fn set(store: &Store, document: Document) {
    let puts = [Put::Set(document, Expect::Anything)];
    let batch = Batch {
        puts: &puts,
        ..Batch::default()
    };
    store.write(&batch).await.unwrap();
}

/// Damages every document of a kind. Every second one opens, and says something that does not read.
async fn damage(home: &Home, kind: &str) -> usize {
    let (store, seal) = (home.store().await, home.seal_key());
    let all = store.list_documents(kind, None).await.unwrap();
    for (place, document) in all.iter().enumerate() {
        let value = match place % 2 {
            0 => document.value[..document.value.len() / 2].to_vec(),
            _ => seal.seal(&OsDice, kind, &document.id, b"[1,2]"),
        };
        let document = document.clone();
        set(&store, Document { value, ..document }).await;
    }
    assert!(!all.is_empty(), "there is no {kind}");
    all.len()
}

/// What the check says is wrong: of what, why, and how often.
async fn wrong(app: &App) -> Vec<(String, &'static str, usize)> {
    let mut found: Vec<(String, &'static str, usize)> = Vec::new();
    for Looked { what, wrong, .. } in app.check().await.unwrap() {
        for one in wrong {
            match found.last_mut() {
                Some((last, code, count)) if *last == what && *code == one.code => *count += 1,
                _ => found.push((what.clone(), one.code, 1)),
            }
        }
    }
    found
}

fn with_file(file: &File) -> Says {
    let evidence = json!([{"title": {"de": "Beleg"}, "file": file}]);
    says(
        "report",
        json!({"delivery": "substantial", "narrative": {"de": "x"}, "evidence": evidence}),
    )
}

#[tokio::test]
async fn damaged_settings_switch_no_rule_off() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let both = OrganisationSettings { two_persons: true };
    app.change_settings(&bmas, &both).await.unwrap();
    damage(&home, "organisation").await;
    let alone = app.release(&bmas, &about(), &report("x"), false).await;
    assert_eq!(refused(alone), Refusal::SecondPerson.code());
    // It still takes two to end it, also where nobody knows who asked.
    damage(&home, "two-persons").await;
    let one = OrganisationSettings { two_persons: false };
    app.change_settings(&bmas, &one).await.unwrap();
    assert!(
        app.find_settings(bmas.organisation())
            .await
            .unwrap()
            .two_persons
    );
    let second = who("bmas", &[Role::Publisher, Role::Reviewer]);
    let second = wegmarke_app::Who {
        account: "another".to_owned(),
        ..second
    };
    app.change_settings(&second, &one).await.unwrap();
    assert!(
        !app.find_settings(bmas.organisation())
            .await
            .unwrap()
            .two_persons
    );
    assert_eq!(wrong(&app).await, []);
}

#[tokio::test]
async fn a_house_whose_people_cannot_be_read_is_not_empty() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    damage(&home, "account").await;
    let stranger = invitation("kok", "b@other.example", &[Role::Publisher]);
    let refused = app.invite_from_outside(&stranger).await;
    assert_eq!(code(refused), "forbidden");
    let admin = who("bmas", &[Role::Administrator]);
    assert_eq!(code(app.invite(&admin, &stranger).await), "forbidden");
    // Signing in is refused as for anybody, and is no failure.
    let tried = app.sign_in("anna@kok.example", PASSWORD, HERE, None, "B");
    assert_eq!(code(tried.await), "wrong_sign_in");
    assert_eq!(
        wrong(&app).await,
        [("account".to_owned(), codes::UNREAD, 1)]
    );
}

#[tokio::test]
async fn nobody_is_kept_out_by_what_lies_on_the_way() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let mail = "anna@kok.example";
    let (signed_in, ..) = join(&app, "kok", mail, &[Role::Publisher]).await;
    let _refused = app
        .sign_in(mail, "falsch falsch falsch", HERE, None, "B")
        .await;
    for kind in ["login", "throttle", "security-event"] {
        damage(&home, kind).await;
        app.sign_in(mail, PASSWORD, HERE, None, "B").await.unwrap();
    }
    // Nor has the address become free.
    let again = invitation("kok", mail, &[Role::Publisher]);
    let taken = app.invite(&signed_in.who, &again).await;
    assert_eq!(code(taken), "address_taken");
    // What cannot be read can be ended.
    app.renew_calendar(&signed_in.who).await.unwrap();
    damage(&home, "calendar").await;
    app.end_calendar(&signed_in.who).await.unwrap();
    damage(&home, "session").await;
    app.sign_out_everywhere(&signed_in).await.unwrap();
    let store = home.store().await;
    for kind in ["calendar", "session"] {
        let left = store.list_documents(kind, None).await.unwrap();
        assert_eq!(left.len(), 0, "{kind}");
    }
}

#[tokio::test]
async fn a_draft_that_cannot_be_read_keeps_its_place_and_its_files() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let pdf = b"%PDF-1.7\nx\n%%EOF".to_vec();
    let file = app.attach(&bmas, "a.pdf", pdf.clone()).await.unwrap();
    let drafted = app.save_draft(&bmas, &about(), with_file(&file), 0).await;
    drafted.unwrap();
    let second = FigureAddress::parse("bmas/2/new-indicator/nap-az").unwrap();
    app.save_draft(&bmas, &second, None, 0).await.unwrap();
    damage(&home, "draft").await;
    damage(&home, "figure-draft").await;
    assert_eq!(
        wrong(&app).await,
        [
            ("draft".to_owned(), codes::UNREAD, 1),
            ("figure-draft".to_owned(), codes::UNREAD, 1)
        ]
    );
    // Long after, nothing of what it may have named is gone.
    hours(&home, 20 * DAY);
    app.purge().await.unwrap();
    assert!(app.find_file(&bmas, &file.sha256).await.unwrap().is_some());
    // A new figure does not get its name.
    let free = app.find_free_figure(&bmas, &second.stating).await.unwrap();
    assert_eq!(free.number, 3);
    // Nothing is overwritten by somebody who does not know that it is there; it goes with what is said.
    let unseen = app.save_draft(&bmas, &about(), report("neu"), 0).await;
    assert_eq!(refused(unseen), "stale");
    let waits = app.request_release(&bmas, &about()).await;
    assert_eq!(refused(waits), "unreadable");
    let held = app.find_draft(&bmas, &about()).await.unwrap();
    assert!(held.is_some_and(|held| held.unread && held.revision == 2));
    let released = app.release(&bmas, &about(), &report("neu"), false).await;
    released.unwrap();
    app.discard_draft(&bmas, &second, 2).await.unwrap();
    assert_eq!(wrong(&app).await, []);
}

#[tokio::test]
async fn a_file_whose_document_cannot_be_read_is_uploaded_anew() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let pdf = b"%PDF-1.7\nx\n%%EOF".to_vec();
    let file = app.attach(&bmas, "a.pdf", pdf.clone()).await.unwrap();
    let released = app.release(&bmas, &about(), &with_file(&file), false).await;
    released.unwrap();
    damage(&home, "file").await;
    let told = wrong(&app).await;
    assert_eq!(
        told,
        [
            ("file".to_owned(), codes::UNREAD, 1),
            ("place".to_owned(), codes::ORPHAN, 1)
        ]
    );
    app.attach(&bmas, "a.pdf", pdf.clone()).await.unwrap();
    let own = app.find_own_file(&bmas, &file.sha256).await.unwrap();
    assert_eq!(own.unwrap().bytes, pdf);
    assert_eq!(wrong(&app).await, [("place".to_owned(), codes::ORPHAN, 1)]);
}

#[tokio::test]
async fn every_way_in_which_a_file_is_damaged_is_named() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let pdf = |words: &str| format!("%PDF-1.7\n{words}\n%%EOF").into_bytes();
    let file = app.attach(&bmas, "a.pdf", pdf("eins")).await.unwrap();
    let drafted = app.save_draft(&bmas, &about(), with_file(&file), 0).await;
    drafted.unwrap();
    let path = std::fs::read_dir(home.folder().join("evidence")).unwrap();
    let path = path.last().unwrap().unwrap().path();
    let object = path.file_name().unwrap().to_str().unwrap().to_owned();
    let whole = std::fs::read(&path).unwrap();
    let seal = home.seal_key();
    let sealed = |bytes: &[u8]| seal.seal(&OsDice, "file", &object, bytes);
    for (bytes, code) in [
        (whole[1..].to_vec(), codes::BYTES_UNREAD),
        (Vec::new(), codes::BYTES_UNREAD),
        (sealed(&pdf("zwei")), codes::OTHER_HASH),
        (sealed(&pdf("länger")), codes::OTHER_SIZE),
    ] {
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(wrong(&app).await, [("files".to_owned(), code, 1)]);
    }
    std::fs::remove_file(&path).unwrap();
    assert_eq!(
        wrong(&app).await,
        [("files".to_owned(), codes::NO_BYTES, 1)]
    );
    std::fs::write(&path, whole).unwrap();
    assert_eq!(wrong(&app).await, []);
    std::fs::write(path.with_file_name("ffff"), b"x").unwrap();
    assert_eq!(wrong(&app).await, [("place".to_owned(), codes::ORPHAN, 1)]);
    // A document that is gone altogether.
    let store = home.store().await;
    let id = store.list_documents("file", None).await.unwrap()[0]
        .id
        .clone();
    let puts = [Put::Delete {
        kind: "file".to_owned(),
        id,
        expect: Expect::Anything,
    }];
    let batch = Batch {
        puts: &puts,
        ..Batch::default()
    };
    store.write(&batch).await.unwrap();
    assert_eq!(
        wrong(&app).await,
        [
            ("files".to_owned(), codes::UNKNOWN_FILE, 1),
            ("place".to_owned(), codes::ORPHAN, 2)
        ]
    );
}

#[tokio::test]
async fn what_was_done_once_is_not_done_again_because_its_receipt_is_damaged() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let request = Request {
        token: "wgma_0000",
        key: "a",
        content: b"1",
    };
    let say = async || {
        app.once(&publisher("bmas"), request, async |who| {
            let said = app.release(who, &about(), &report("x"), false).await?;
            Ok(vec![said])
        })
        .await
    };
    say().await.unwrap();
    let size = app.state().size();
    damage(&home, "done-once").await;
    assert_eq!(refused(say().await), "unreadable");
    assert_eq!(app.state().size(), size);
}

#[tokio::test]
async fn a_token_that_cannot_be_read_opens_nothing_and_hides_no_other() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let (anna, ..) = join(&app, "kok", "anna@kok.example", &[Role::Publisher]).await;
    let actions = BTreeSet::from([Action::WriteDraft]);
    let token = app.make_token(&anna.who, token_of(&actions)).await.unwrap();
    damage(&home, "api-token").await;
    assert_eq!(
        code(app.find_program(&token.to_text()).await),
        "not_signed_in"
    );
    app.make_token(&anna.who, token_of(&actions)).await.unwrap();
    assert_eq!(app.list_tokens(&anna.who).await.unwrap().len(), 1);
    let unread = app.count_unread(anna.who.organisation()).await.unwrap();
    assert_eq!(unread.into_iter().collect::<Vec<_>>(), [("api-token", 1)]);
}

/// The id of a login from before it was keyed.
fn plain_id(mail: &str) -> String {
    use sha2::{Digest as _, Sha256};
    hex::encode(Sha256::digest(format!("wegmarke/login/{mail}")))
}

#[tokio::test]
async fn logins_are_kept_under_names_that_say_nothing_and_older_ones_are_moved() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let mails = ["anna@kok.example", "ben@kok.example"];
    for mail in mails {
        join(&app, "kok", mail, &[Role::Publisher]).await;
    }
    let (store, seal) = (home.store().await, home.seal_key());
    let ids = async || -> Vec<String> {
        let all = store.list_documents("login", None).await.unwrap();
        all.into_iter().map(|one| one.id).collect()
    };
    let keyed = ids().await;
    let other = SealKey::parse(&SealKey::generate(&OsDice)).unwrap();
    for mail in mails {
        assert!(keyed.contains(&format!("keyed/{}", seal.name("login", &[mail]))));
        assert!(!keyed.contains(&format!("keyed/{}", other.name("login", &[mail]))));
        assert!(!keyed.contains(&plain_id(mail)));
    }
    // As a database from before.
    let moved = store.list_documents("login", None).await.unwrap();
    let accounts = store.list_documents("account", None).await.unwrap();
    for login in moved {
        let plain = seal.open("login", &login.id, &login.value).unwrap();
        let account: serde_json::Value = serde_json::from_slice(&plain).unwrap();
        let account = accounts.iter().find(|one| account["account"] == *one.id);
        let account = account.unwrap();
        let person = seal.open("account", &account.id, &account.value).unwrap();
        let person: serde_json::Value = serde_json::from_slice(&person).unwrap();
        let id = plain_id(person["mail"].as_str().unwrap());
        let gone = Put::Delete {
            kind: "login".to_owned(),
            id: login.id.clone(),
            expect: Expect::Anything,
        };
        let document = Document {
            value: seal.seal(&OsDice, "login", &id, &plain),
            id,
            ..login
        };
        let puts = [gone, Put::Set(document, Expect::Absent)];
        let batch = Batch {
            puts: &puts,
            ..Batch::default()
        };
        store.write(&batch).await.unwrap();
    }
    assert!(ids().await.iter().all(|id| !id.starts_with("keyed/")));
    // Two servers that begin at once.
    let (one, two) = tokio::join!(home.open(), home.open());
    assert_eq!(ids().await, keyed);
    for (app, mail) in [(&one, mails[0]), (&two, mails[1])] {
        app.sign_in(mail, PASSWORD, HERE, None, "B").await.unwrap();
    }
}

#[tokio::test]
async fn the_value_that_tells_the_key_may_be_damaged_and_is_written_anew() {
    let mut home = Home::embedded();
    let app = with_round(&home).await;
    let drafted = app
        .save_draft(&publisher("bmas"), &about(), report("x"), 0)
        .await;
    drafted.unwrap();
    app.close().await;
    damage(&home, "seal-check").await;
    // Another key is refused as ever.
    let first = home.change_seal(SealKey::generate(&OsDice));
    let other = home.try_open().await;
    assert!(matches!(other, Err(AppError::Seal(_))));
    home.change_seal(first);
    let app = home.open().await;
    assert_eq!(wrong(&app).await, []);
}
