// SPDX-License-Identifier: EUPL-1.2
//! What did not open when its round was revealed, handed in again in the browser: by its organisation,
//! with its salt and its words, and by nobody else.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use jiff::Span;
use serde_json::json;
use wegmarke_app::{Receipt, Who};
use wegmarke_domain::contribution::Says;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::{Actor, Role};
use wegmarke_store::{EntryRow, Location, Store};

use crate::buttons::{Home, home, join_as};

fn publisher() -> Who {
    Who {
        actor: Actor::new(OrganisationId::new("bmas"), [Role::Publisher].into()),
        account: "p".to_owned(),
        token: None,
        once: None,
        signing: None,
    }
}

fn report() -> Says {
    let report = json!({"delivery": "substantial", "narrative": {"de": "Nur das Haus"}});
    serde_json::from_value(json!({"report": report})).unwrap()
}

/// A statement that somebody or something damaged while it was sealed.
async fn damaged(home: &Home) -> Receipt {
    let (app, who) = (&home.app, publisher());
    let receipt = app.release(&who, &home.address, &report(), false).await;
    let receipt = receipt.unwrap();
    let location = Location::Folder(home.folder.path().to_owned());
    let store = Store::open(&location).await.unwrap();
    let row = store.find(receipt.seq).await.unwrap().unwrap();
    let body = row.body.as_ref().map(|body| vec![b'0'; body.len()]);
    store.set_body(&EntryRow { body, ..row }).await.unwrap();
    receipt
}

async fn sign_in(home: &mut Home, organisation: &str, roles: &[Role]) {
    let mail = format!("{}-{organisation}@bmas.example", roles[0].as_str());
    home.session = join_as(&home.app, organisation, &mail, roles).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_statement_is_handed_in_again_by_its_organisation() {
    let mut home = home().await;
    let receipt = damaged(&home).await;
    let (seq, salt) = (receipt.seq, receipt.salt.clone().unwrap());
    let path = format!("/de/work/restore/{seq}");
    let say = home.say();
    // While its round is open it is simply said once more.
    home.app.check_sealed().await.unwrap();
    let mine = home.get("/de/work", "").await.text;
    assert!(mine.contains("Diese versiegelten Äußerungen") && mine.contains(&say));
    assert_eq!(home.get(&path, "").await.status, 303);
    home.clock.advance(Span::new().hours(24 * 31));
    home.app.advance_rounds().await.unwrap();

    // The page of the statement leads there; strangers, and who may not release, get no further.
    let public = format!("/de/{}", home.address.subject());
    let page = home.get(&public, "").await;
    assert!(page.text.contains(&path), "{}", page.text);
    let form = format!("do=hand-in&salt={salt}&delivery=substantial&narrative=Nur+das+Haus");
    assert_eq!(home.get(&path, "").await.status, 303, "signed out");
    sign_in(&mut home, "kok", &[Role::Publisher]).await;
    assert_eq!(home.get(&path, "").await.status, 404);
    assert_eq!(home.post(&path, &form).await.status, 404);
    sign_in(&mut home, "bmas", &[Role::Reporter]).await;
    assert_eq!(home.get(&path, "").await.status, 403);
    assert_eq!(home.post(&path, &form).await.status, 403);

    sign_in(&mut home, "bmas", &[Role::Publisher, Role::Reporter]).await;
    let mine = home.get("/de/work", "").await.text;
    assert!(mine.contains(&path) && mine.contains("waren beschädigt, als ihre Runde"));
    for lang in ["de", "en"] {
        let asked = home.get(&format!("/{lang}/work/restore/{seq}"), "").await;
        assert_eq!(asked.status, 200);
        assert!(!asked.text.contains("<script"));
    }
    let size = home.app.state().size();
    let other = "0".repeat(32);
    for (wrong, words) in [
        ("do=hand-in".to_owned(), "Diese Angabe fehlt"),
        (
            "do=nothing".to_owned(),
            "Diesen Knopf hat das Formular nicht",
        ),
        (form.replace(&salt, "zzz"), "lässt sich so nicht lesen"),
        (form.replace(&salt, &other), "Das sind nicht die Worte"),
        (form.replace("Haus", "Dorf"), "Das sind nicht die Worte"),
        (format!("{form}&json=abc"), "lässt sich so nicht lesen"),
        (
            format!("{form}&json={{\"report\":{{}}}}"),
            "Das sind nicht die Worte",
        ),
    ] {
        let answer = home.post(&path, &wrong).await;
        assert_eq!(answer.status, 422, "{wrong}: {}", answer.text);
        assert!(answer.text.contains(words), "{wrong}: {}", answer.text);
    }
    let more = home.post(&path, &form.replace("hand-in", "more")).await;
    assert!(more.status == 200 && more.text.contains("Nur das Haus"));
    assert_eq!(home.app.state().size(), size);
    let done = home.post(&path, &form).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let page = home.get(&public, "").await.text;
    assert!(page.contains("Nur das Haus") && !page.contains(&path));
    // Done once, there is nothing to hand in.
    assert_eq!(home.post(&path, &form).await.status, 303);
    assert_eq!(home.app.state().size(), size + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_handed_in_as_a_program_has_it() {
    let mut home = home().await;
    let receipt = damaged(&home).await;
    home.clock.advance(Span::new().hours(24 * 31));
    home.app.advance_rounds().await.unwrap();
    sign_in(&mut home, "bmas", &[Role::Publisher, Role::Reporter]).await;
    let json = serde_json::to_string(&report()).unwrap().replace(' ', "+");
    let salt = receipt.salt.unwrap();
    let path = format!("/en/work/restore/{}", receipt.seq);
    let done = home
        .post(&path, &format!("do=hand-in&salt={salt}&json={json}"))
        .await;
    assert_eq!(done.status, 303, "{}", done.text);
    assert_eq!(home.app.list_own_unopened(&OrganisationId::new("bmas")), []);
}
