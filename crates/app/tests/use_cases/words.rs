// SPDX-License-Identifier: EUPL-1.2
//! Words that may mean a person: refused, looked at a second time, and said with a reason that stays
//! inside the organisation.

use serde_json::json;
use wegmarke_app::contribution::{OrganisationSettings, Releasing};
use wegmarke_app::{App, AppError, Receipt, Who};
use wegmarke_domain::contribution::Says;
use wegmarke_domain::privacy::NoPerson;

use super::cycle::{DAY, PRACTICE, address, hours, publisher, reason, says, who, with_round};
use super::fixture::Home;
use wegmarke_domain::rules::permission::Role;

fn practice(words: &str) -> Says {
    says(
        "practice",
        json!({"delivery": "limited", "observed": {"de": words}, "land": "de-be", "reach": "isolated"}),
    )
}

fn look(find: &str, reason: &str) -> NoPerson {
    NoPerson {
        finds: [find.to_owned()].into(),
        reason: reason.to_owned(),
    }
}

/// What is wrong: codes with what was found.
fn wrong(done: Result<Receipt, AppError>) -> Vec<String> {
    match done {
        Err(AppError::Invalid(problems)) => problems
            .iter()
            .map(|one| format!("{} {}", one.code, one.detail.as_deref().unwrap_or("-")))
            .collect(),
        other => panic!("{other:?}"),
    }
}

async fn say(
    app: &App,
    who: &Who,
    words: &str,
    look: Option<&NoPerson>,
) -> Result<Receipt, AppError> {
    let releasing = Releasing {
        look,
        ..Releasing::default()
    };
    let said = app
        .say(who, &address(PRACTICE), &practice(words), releasing)
        .await;
    said.map(|(receipt, _)| receipt)
}

const DOUBTFUL: &str = "Das Boot Elena liegt im Hafen.";

#[tokio::test]
async fn a_doubtful_word_is_said_after_a_second_look_with_a_reason() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let kok = publisher("kok");
    assert_eq!(
        wrong(say(&app, &kok, DOUBTFUL, None).await),
        ["may_hold_name Elena"]
    );
    let other = look("Maria", "Ein Schiff");
    let refused = say(&app, &kok, DOUBTFUL, Some(&other)).await;
    assert_eq!(wrong(refused), ["may_hold_name Elena"]);
    let silent = look("Elena", "  ");
    let refused = say(&app, &kok, DOUBTFUL, Some(&silent)).await;
    assert_eq!(wrong(refused), ["required -"]);
    let named = look("Elena", "Ein Schiff");
    let receipt = say(&app, &kok, DOUBTFUL, Some(&named)).await.unwrap();
    assert_eq!(receipt.no_person.as_ref(), Some(&named));
    let colleague = who("kok", &[Role::Reviewer]);
    let kept = app.find_look(&colleague, receipt.seq).await.unwrap();
    assert_eq!(kept, Some(named));
    let stranger = app.find_look(&publisher("bmas"), receipt.seq).await;
    assert_eq!(stranger.unwrap(), None, "another organisation sees nothing");
    hours(&home, 30 * DAY);
    app.advance_rounds().await.unwrap();
    let entry = app.find_entry(receipt.seq).await.unwrap().unwrap();
    let body = format!("{:?} {:?}", entry.entry.statement, entry.body);
    assert!(body.contains("Elena") && !body.contains("Schiff"), "{body}");
    home.verify().await.unwrap();
}

#[tokio::test]
async fn what_is_sure_is_never_waved_through() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let kok = publisher("kok");
    for (words, find) in [
        ("Bitte an m.weber@example.org", "m.weber@example.org"),
        ("Tel. 030 1234567", "Tel. 030 1234567"),
        ("Beim Gericht: 3 Js 1234/25", "3 Js 1234/25"),
    ] {
        let refused = say(&app, &kok, words, Some(&look(find, "Ist niemand"))).await;
        let wrong = wrong(refused);
        assert!(wrong[0].ends_with(find), "{wrong:?}");
    }
}

#[tokio::test]
async fn where_two_persons_are_wanted_the_second_one_looks() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let (writer, boss) = (who("kok", &[Role::Reporter]), publisher("kok"));
    let settings = OrganisationSettings { two_persons: true };
    app.change_settings(&boss, &settings).await.unwrap();
    let about = address(PRACTICE);
    app.save_draft(&writer, &about, practice(DOUBTFUL), 0)
        .await
        .unwrap();
    app.request_release(&writer, &about).await.unwrap();
    assert_eq!(
        wrong(say(&app, &boss, DOUBTFUL, None).await),
        ["may_hold_name Elena"]
    );
    let named = look("Elena", "Ein Schiff");
    let receipt = say(&app, &boss, DOUBTFUL, Some(&named)).await.unwrap();
    assert_eq!(receipt.no_person, Some(named));
}

/// The reason for which something is corrected or taken back is as public as what it is about.
#[tokio::test]
async fn a_reason_goes_through_the_net_too() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let kok = publisher("kok");
    say(&app, &kok, "Alle warten lange.", None).await.unwrap();
    hours(&home, 30 * DAY);
    app.advance_rounds().await.unwrap();
    let about = address(PRACTICE);
    let named = reason("Elena wollte das nicht");
    let refused = app
        .correct(&kok, &about, &practice("Viele warten."), &named)
        .await;
    assert_eq!(wrong(refused), ["may_hold_name Elena"]);
    let refused = app.withdraw(&kok, &about, &named).await;
    assert_eq!(wrong(refused), ["may_hold_name Elena"]);
    app.withdraw_with(&kok, &about, &named, Some(&look("Elena", "Ein Schiff")))
        .await
        .unwrap();
}

/// The rule of two persons is switched on by one, and off by two; who did what stays on record.
#[tokio::test]
async fn one_person_does_not_end_the_rule_of_two() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let (one, other) = (
        publisher("kok"),
        who("kok", &[Role::Publisher, Role::Reviewer]),
    );
    let other = Who {
        account: "kok-other".to_owned(),
        ..other
    };
    let rule = |two_persons| OrganisationSettings { two_persons };
    let needed = async || {
        app.find_settings(one.organisation())
            .await
            .unwrap()
            .two_persons
    };
    app.change_settings(&one, &rule(true)).await.unwrap();
    app.change_settings(&one, &rule(false)).await.unwrap();
    assert!(needed().await, "one person only asked");
    let again = app.change_settings(&one, &rule(false)).await.unwrap_err();
    assert_eq!(again.code(), "second_person_decides");
    assert!(needed().await);
    app.change_settings(&other, &rule(true)).await.unwrap();
    app.change_settings(&other, &rule(false)).await.unwrap();
    assert!(needed().await, "it was kept, and asked anew");
    app.change_settings(&one, &rule(false)).await.unwrap();
    assert!(!needed().await);
    app.change_settings(&one, &rule(false)).await.unwrap();
    let kept = app.find_two_persons(&other).await.unwrap();
    let steps = kept.changes.iter();
    let steps: Vec<String> = steps
        .map(|change| format!("{} {:?}", change.account, change.step))
        .collect();
    assert_eq!(
        steps,
        [
            "kok-publisher On",
            "kok-publisher Asked",
            "kok-other Kept",
            "kok-other Asked",
            "kok-publisher Off",
        ]
    );
    let stranger = app.find_two_persons(&who("kok", &[Role::Reporter])).await;
    assert!(stranger.is_err());
}
