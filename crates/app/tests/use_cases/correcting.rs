// SPDX-License-Identifier: EUPL-1.2
//! Corrections that others propose: public at once, taken up or declined by whose record it is, over
//! nothing that somebody did not see.

use serde_json::json;
use wegmarke_app::contribution::OrganisationSettings;
use wegmarke_app::correction::Deciding;
use wegmarke_app::{App, AppError, Who};
use wegmarke_domain::correction::Correction;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::rules::permission::Role;
use wegmarke_domain::text::{Lang, Text};

use super::cycle::{coordinator, publisher, who, with_round};
use super::fixture::Home;

fn measure() -> Subject {
    "measure/nap-az/beratungsprogramm-faire-integration"
        .parse()
        .unwrap()
}

fn title(app: &App) -> serde_json::Value {
    let state = app.state();
    let measure = state.register.measures.find(&measure().id).unwrap();
    serde_json::to_value(&measure.title).unwrap()
}

fn correction(app: &App, to: &str) -> Correction {
    let change = json!({"title": {"from": title(app), "to": {"de": to}}});
    serde_json::from_value(json!({"changes": change, "reason": {"de": "So heißt sie."}})).unwrap()
}

fn told<T>(outcome: Result<Vec<T>, AppError>) -> Result<usize, String> {
    match outcome {
        Ok(receipts) => Ok(receipts.len()),
        Err(AppError::Invalid(problems)) => Err(problems[0].code.to_string()),
        Err(other) => Err(other.code().to_owned()),
    }
}

async fn decide(
    app: &App,
    who: &Who,
    seq: u64,
    deciding: Deciding,
    why: &str,
) -> Result<usize, String> {
    let why = Text::new(Lang::DE, why);
    told(
        app.decide_correction(who, seq, deciding, why.as_ref(), None)
            .await,
    )
}

#[tokio::test]
async fn whose_record_it_is_takes_a_correction_up_or_declines_it() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let kok = publisher("kok");
    let proposed = correction(&app, "Anders");
    for (who, code) in [
        (coordinator(), "forbidden"),
        (publisher("bmas"), "ones_own"),
        (who("kok", &[Role::Reviewer]), "forbidden"),
    ] {
        let outcome = app.propose_correction(&who, &measure(), &proposed).await;
        assert_eq!(told(outcome), Err(code.to_owned()));
    }
    let receipts = app
        .propose_correction(&kok, &measure(), &proposed)
        .await
        .unwrap();
    let first = receipts[0].seq;
    let again = app.propose_correction(&kok, &measure(), &proposed).await;
    assert_eq!(told(again), Ok(0), "the same again is no new entry");
    let (bmi, wrong) = (publisher("bmi"), correction(&app, "Falsch"));
    let other = app.propose_correction(&bmi, &measure(), &wrong).await;
    let second = other.unwrap()[0].seq;
    // Only whose record it is decides, and only who proposed it takes it back.
    for (who, deciding, code) in [
        (kok.clone(), Deciding::Accept, "stated_by_another"),
        (publisher("bmas"), Deciding::Accept, "forbidden"),
        (publisher("bmi"), Deciding::Withdraw, "stated_by_another"),
    ] {
        assert_eq!(
            decide(&app, &who, first, deciding, "So").await,
            Err(code.to_owned())
        );
    }
    let silent = decide(&app, &coordinator(), second, Deciding::Decline, "").await;
    assert_eq!(silent, Err("required".to_owned()));
    let saw = Some(first);
    let old = app
        .decide_correction(&coordinator(), first, Deciding::Accept, None, saw)
        .await;
    assert_eq!(told(old), Err("stale".to_owned()), "somebody spoke since");
    assert_eq!(
        decide(&app, &coordinator(), first, Deciding::Accept, "").await,
        Ok(1)
    );
    assert_eq!(title(&app), json!({"de": "Anders"}));
    assert_eq!(
        decide(&app, &coordinator(), second, Deciding::Decline, "Nein").await,
        Ok(1)
    );
    assert_eq!(
        decide(&app, &coordinator(), second, Deciding::Decline, "Nein").await,
        Err("not_found".to_owned())
    );
    let third = correction(&app, "Noch anders");
    let third = app.propose_correction(&kok, &measure(), &third).await;
    let third = third.unwrap()[0].seq;
    assert_eq!(
        decide(&app, &kok, third, Deciding::Withdraw, "Doch nicht").await,
        Ok(1)
    );
    assert_eq!(title(&app), json!({"de": "Anders"}));
    // Read again from the log it is all the same.
    let again = home.open().await;
    assert_eq!(title(&again), json!({"de": "Anders"}));
    assert_eq!(again.state().register.list_corrections().count(), 3);
    home.verify().await.unwrap();
}

/// Where an organisation wants two persons, none of them proposes or decides alone, whichever way they come.
#[tokio::test]
async fn two_persons_say_the_same_where_their_organisation_wants_it() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    for by in ["kok", "bmas"] {
        let settings = OrganisationSettings { two_persons: true };
        app.change_settings(&publisher(by), &settings)
            .await
            .unwrap();
    }
    let before = app.state().size();
    let (first, second) = (publisher("kok"), who("kok", &[Role::Reporter]));
    let proposed = correction(&app, "Anders");
    for _ in 0..2 {
        let alone = app.propose_correction(&first, &measure(), &proposed).await;
        assert_eq!(told(alone), Err("asked_second".to_owned()));
    }
    let other = correction(&app, "Ganz anders");
    let alone = app.propose_correction(&second, &measure(), &other).await;
    assert_eq!(told(alone), Err("asked_second".to_owned()), "other words");
    assert_eq!(app.state().size(), before, "nothing is public");
    let wishes = app.list_wishes(&second).await.unwrap();
    assert_eq!(wishes.len(), 1);
    assert_eq!(wishes[0].account, first.account);
    // What could not be said anyway is not asked of anybody.
    let empty = Correction {
        changes: Default::default(),
        ..proposed.clone()
    };
    let wrong = app.propose_correction(&first, &measure(), &empty).await;
    assert_ne!(told(wrong), Err("asked_second".to_owned()));
    let receipts = app.propose_correction(&second, &measure(), &proposed).await;
    let seq = receipts.unwrap()[0].seq;
    assert!(app.list_wishes(&second).await.unwrap().is_empty());

    // The same for whose record it is.
    let (first, second) = (coordinator(), other_coordinator());
    let alone = decide(&app, &first, seq, Deciding::Accept, "").await;
    assert_eq!(alone, Err("asked_second".to_owned()));
    let otherwise = decide(&app, &second, seq, Deciding::Decline, "Nein").await;
    assert_eq!(otherwise, Err("asked_second".to_owned()));
    assert_ne!(title(&app), json!({"de": "Anders"}));
    assert_eq!(
        decide(&app, &second, seq, Deciding::Accept, "").await,
        Ok(1)
    );
    assert_eq!(title(&app), json!({"de": "Anders"}));
    home.verify().await.unwrap();
}

fn other_coordinator() -> Who {
    Who {
        account: "bmas-another".to_owned(),
        ..coordinator()
    }
}
