// SPDX-License-Identifier: EUPL-1.2
//! One private thing that nobody can read: every page is there all the same, people sign in, what the
//! clock does is done, and the check names it.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::json;
use wegmarke_app::account::{Invitation, NewToken};
use wegmarke_app::letter::{Handing, Letter, Mailer, Written};
use wegmarke_app::reminder::Preferences;
use wegmarke_app::{AppError, Who, check};
use wegmarke_domain::contribution::Says;
use wegmarke_domain::figure::FigureAddress;
use wegmarke_domain::file::File;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::{Action, Role};
use wegmarke_pages::Site;
use wegmarke_store::document::{Document, Expect, Put};
use wegmarke_store::{Batch, EntryRow, Location, Store};
use wegmarke_web::post::Secretary;

use crate::buttons::{HERE, Home, MAIL, PASSWORD, home, reporter};
use crate::pages::list_addresses;

const FIGURE: &str = "bmas/1/new-indicator/nap-az";

/// A mail server that takes everything.
struct Taking;

impl Mailer for Taking {
    fn send<'a>(&'a self, _: &'a Letter, _: jiff::Timestamp) -> Handing<'a> {
        Box::pin(async { Ok(()) })
    }
}

async fn store(home: &Home) -> Store {
    let location = Location::Folder(home.folder.path().to_owned());
    Store::open(&location).await.unwrap()
}

async fn write(store: &Store, document: Document) {
    let puts = [Put::Set(document, Expect::Anything)];
    let batch = Batch {
        puts: &puts,
        ..Batch::default()
    };
    store.write(&batch).await.unwrap();
}

fn report(words: &str) -> Says {
    let report = json!({"delivery": "substantial", "narrative": {"de": words}});
    serde_json::from_value(json!({"report": report})).unwrap()
}

/// Something of nearly every kind, made as people make it.
async fn fill(home: &Home) -> Who {
    let app = &home.app;
    let signed_in = app.find_signed_in(&home.session).await.unwrap();
    let who = signed_in.who.clone();
    app.save_draft(&who, &home.address, report("Text"), 0)
        .await
        .unwrap();
    let figure = FigureAddress::parse(FIGURE).unwrap();
    app.save_draft(&who, &figure, None, 0).await.unwrap();
    app.renew_calendar(&who).await.unwrap();
    app.change_preferences(&who, &Preferences::default())
        .await
        .unwrap();
    let actions = BTreeSet::from([Action::WriteDraft]);
    let new = NewToken {
        label: "Skript",
        actions: &actions,
        days: 30,
    };
    app.make_token(&who, new).await.unwrap();
    let invitation = Invitation {
        mail: "b@bmas.example".to_owned(),
        organisation: OrganisationId::new("bmas"),
        roles: [Role::Reporter].into(),
    };
    app.invite(&who, &invitation).await.unwrap();
    let written = Written {
        ends_at: None,
        subject: "s".to_owned(),
        text: "t".to_owned(),
    };
    app.write_letter("b@bmas.example", written).await.unwrap();
    app.offer_new_authenticator(&signed_in, "Wegmarke")
        .await
        .unwrap();
    who
}

/// Where a thing of a kind lies that `fill` does not make.
fn place<'a>(kind: &str, who: &'a Who) -> &'a str {
    match kind {
        "organisation" | "two-persons" | "organisation-login" => "bmas",
        "clock-doubt" | "clock-right" => "1",
        "written" => "organisation/bmas",
        "reminded" | "unreachable" => &who.account,
        _ => "00112233",
    }
}

async fn documents(store: &Store, who: &Who) -> Vec<Document> {
    let mut all = Vec::new();
    for kind in check::list_kinds() {
        let mut kept = store.list_documents(kind, None).await.unwrap();
        if kept.is_empty() {
            kept.push(Document {
                kind: kind.to_owned(),
                id: place(kind, who).to_owned(),
                owner: Some("bmas".to_owned()),
                value: vec![7; 60],
                revision: 0,
                expires_at: None,
            });
        }
        // One of each is enough, and what somebody else has says nothing.
        all.extend(kept.into_iter().next_back());
    }
    all
}

/// What the clock does, and what people are asked for before they are let in.
async fn go_on(home: &Home, kind: &str) {
    let app = &home.app;
    let secretary = Secretary(Site::default().into());
    app.write_reminders(&secretary).await.unwrap();
    app.send_letters(&Taking).await.unwrap();
    app.purge().await.unwrap();
    app.advance_rounds().await.unwrap();
    app.look_at_clock().await.unwrap();
    app.check_sealed().await.unwrap();
    let half = app.sign_in(MAIL, PASSWORD, HERE, None, "Browser").await;
    match half {
        Ok(_) => {}
        Err(AppError::SignIn(_)) if kind == "account" => {}
        Err(error) => panic!("{kind}: {error}"),
    }
}

/// Names of things that the check says are damaged.
async fn named(home: &Home) -> Vec<(String, String)> {
    let looked = home.app.check().await.unwrap();
    let wrong = looked
        .iter()
        .flat_map(|looked| looked.wrong.iter().map(move |one| (looked, one)));
    wrong
        .map(|(looked, one)| (looked.what.clone(), one.id.clone()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_damaged_thing_takes_nothing_with_it() {
    let home = home().await;
    let who = fill(&home).await;
    let store = store(&home).await;
    assert_eq!(named(&home).await, []);
    let addresses: Vec<String> = list_addresses(&home)
        .into_iter()
        .filter(|(pattern, _)| pattern.parameters().is_none())
        .map(|(_, path)| format!("/de{path}"))
        .collect();
    assert!(addresses.len() > 20);
    for document in documents(&store, &who).await {
        let kind = document.kind.clone();
        let mut value = document.value.clone();
        let last = value.len() - 1;
        value[last] ^= 1;
        let damaged = Document {
            value,
            ..document.clone()
        };
        write(&store, damaged).await;
        let name = (kind.clone(), document.id.clone());
        assert_eq!(named(&home).await, [name], "{kind}");
        for path in &addresses {
            let answer = home.get(path, "").await;
            assert!(answer.status < 500, "{kind} {path}: {}", answer.text);
            let signs_in = ["session", "account"].contains(&&*kind);
            if path == "/de/work" && !signs_in {
                assert_eq!(answer.status, 200, "{kind}: {}", answer.text);
            }
        }
        go_on(&home, &kind).await;
        if document.value == [7; 60] {
            let puts = [Put::Delete {
                kind: document.kind,
                id: document.id,
                expect: Expect::Anything,
            }];
            let batch = Batch {
                puts: &puts,
                ..Batch::default()
            };
            store.write(&batch).await.unwrap();
        } else {
            write(&store, document).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_draft_is_told_and_written_once_more() {
    let home = home().await;
    let who = fill(&home).await;
    let store = store(&home).await;
    for kind in ["draft", "figure-draft"] {
        for document in store.list_documents(kind, None).await.unwrap() {
            let value = vec![0; 80];
            write(&store, Document { value, ..document }).await;
        }
    }
    let mine = home.get("/de/work", "").await;
    assert!(mine.text.contains("die sich nicht mehr lesen lassen"));
    let say = home.say();
    assert_eq!(mine.text.matches(&format!("href=\"{say}\"")).count(), 2);
    let form = home.get(&say, "").await;
    assert!(
        form.text
            .contains("ist beschädigt und lässt sich nicht mehr lesen")
    );
    let figure = "/de/work/figure/new-indicator/nap-az?draft=1";
    let told = home.get(figure, "").await;
    assert!(
        told.text
            .contains("ist beschädigt und lässt sich nicht mehr lesen"),
        "{}",
        told.text
    );
    // What is typed now takes its place.
    let kept = home.post(&say, "revision=2&narrative=Neu&do=save").await;
    assert_eq!(kept.status, 303, "{}", kept.text);
    let draft = home.app.find_draft(&who, &home.address).await.unwrap();
    let draft = draft.unwrap();
    assert!(!draft.unread && draft.revision == 3);
    let mine = home.get("/de/work", "").await;
    assert_eq!(mine.text.matches(&format!("href=\"{say}\"")).count(), 1);
}

/// A public report that names a file, and where the bytes of the file lie.
async fn public_file(home: &Home) -> (File, PathBuf) {
    let signed_in = home.app.find_signed_in(&home.session).await.unwrap();
    let bytes = b"%PDF-1.7\nx\n%%EOF".to_vec();
    let file = home.app.attach(&reporter(), "a.pdf", bytes).await.unwrap();
    let evidence = json!([{"title": {"de": "Beleg"}, "file": file}]);
    let report = json!({
        "delivery": "substantial", "narrative": {"de": "x"}, "evidence": evidence,
    });
    let says: Says = serde_json::from_value(json!({"report": report})).unwrap();
    let released = home
        .app
        .release(&signed_in.who, &home.address, &says, false);
    released.await.unwrap();
    home.clock.advance(jiff::Span::new().hours(24 * 31));
    home.app.advance_rounds().await.unwrap();
    let folder = std::fs::read_dir(home.folder.path().join("evidence")).unwrap();
    (file, folder.last().unwrap().unwrap().path())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_public_file_is_told_and_its_page_stays() {
    let home = home().await;
    let (file, bytes) = public_file(&home).await;
    let path = format!("/evidence/{}", file.sha256);
    assert_eq!(home.get(&path, "").await.status, 200);
    let whole = std::fs::read(&bytes).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    let of = |code: &'static str| ("files".to_owned(), file.sha256.to_string(), code);
    let damages: [(&str, &dyn Fn(), &str); 3] = [
        (
            "flipped",
            &|| std::fs::write(&bytes, &flipped).unwrap(),
            "bytes-unread",
        ),
        (
            "empty",
            &|| std::fs::write(&bytes, b"").unwrap(),
            "bytes-unread",
        ),
        (
            "gone",
            &|| std::fs::remove_file(&bytes).unwrap(),
            "no-bytes",
        ),
    ];
    for (what, damage, code) in damages {
        damage();
        for (headers, words) in [
            (
                "Accept-Language: de\r\nAccept: text/html,*/*\r\n",
                "Diese Datei ist beschädigt",
            ),
            ("Accept-Language: en\r\n", "This file is damaged"),
            (
                "Accept: application/json\r\n",
                "urn:wegmarke:problem:damaged_file",
            ),
        ] {
            let told = home.get(&path, headers).await;
            assert_eq!(told.status, 404, "{what}: {}", told.text);
            assert!(told.text.contains(words), "{what}: {}", told.text);
            assert!(
                told.text.contains("cache-control: no-store"),
                "{}",
                told.text
            );
        }
        let about = home.address.subject();
        for page in [
            format!("/de/{about}"),
            format!("/api/contribution?about={about}"),
        ] {
            let page = home.get(&page, "").await;
            assert_eq!(page.status, 200, "{what}: {}", page.text);
            assert!(page.text.contains(&*file.sha256), "{what}");
        }
        let looked = home.app.check().await.unwrap();
        let wrong = looked.iter().flat_map(|looked| {
            looked
                .wrong
                .iter()
                .map(|one| (looked.what.clone(), one.id.clone(), one.code))
        });
        assert_eq!(wrong.collect::<Vec<_>>(), [of(code)], "{what}");
    }
    std::fs::write(&bytes, whole).unwrap();
    assert_eq!(home.get(&path, "").await.status, 200);
    // Who is no person is told in their way that there is nothing, too.
    let path = format!("/evidence/{}", "0".repeat(64));
    let told = home.get(&path, "Accept: application/json\r\n").await;
    assert!(told.status == 404 && told.text.contains("urn:wegmarke:problem:not_found"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_entry_is_told_and_takes_no_other_page_with_it() {
    let home = home().await;
    let store = store(&home).await;
    let row = store.find(3).await.unwrap().unwrap();
    let body = Some(b"{\"title\":\"Falsch\"}".to_vec());
    store.set_body(&EntryRow { body, ..row }).await.unwrap();
    for (path, words) in [
        (
            "/de/entry/3",
            "Was hier von diesem Eintrag gespeichert ist, ist beschädigt",
        ),
        (
            "/en/entry/3",
            "What is stored here of this entry is damaged",
        ),
        ("/api/entries/3", "\"body_is\":\"damaged\""),
        // An older day is there, and says what is missing.
        (
            "/de/plan/nap-az?as-of=2026-11-30",
            "Ein Eintrag davon ist beschädigt und fehlt hier",
        ),
        (
            "/en/plans?as-of=2026-11-30",
            "One entry of it is damaged and missing here",
        ),
    ] {
        let told = home.get(path, "").await;
        assert_eq!(told.status, 200, "{path}: {}", told.text);
        assert!(told.text.contains(words), "{path}: {}", told.text);
        assert!(!told.text.contains("Falsch"), "{path}");
    }
    // Whoever checks the log gets what is stored, and finds it themselves.
    let body = home.get("/log/body/3", "").await;
    assert!(
        body.status == 200 && body.text.contains("Falsch"),
        "{}",
        body.text
    );
    let next = home.get("/de/entry/4", "").await;
    assert!(next.status == 200 && !next.text.contains("beschädigt"));
}
