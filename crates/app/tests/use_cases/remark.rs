// SPDX-License-Identifier: EUPL-1.2
//! Explaining and contesting findings: whom one concerns speaks, and takes it back.

use serde_json::json;
use wegmarke_app::AppError;
use wegmarke_app::figure::{Figure, Issuing};
use wegmarke_domain::figure::States;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::remark::Remark;
use wegmarke_domain::rules::finding::{Findings, State, list_remarks};

use super::cycle::{publisher, reason, with_round};
use super::fixture::Home;

const FINDING: &str = "unjudged.nap-az/obligation/eu-11-1";

fn remark(by: &str, stance: &str) -> Remark {
    serde_json::from_value(json!({
        "id": format!("{FINDING}/{by}"), "about": "obligation/eu-11-1", "stance": stance,
        "organisation": by, "text": {"de": "Das prüft gerade ein anderes Ressort."},
    }))
    .unwrap()
}

#[tokio::test]
async fn whom_a_finding_concerns_explains_it_and_takes_that_back() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let (bmas, kok) = (publisher("bmas"), publisher("kok"));
    let foreign = Figure::Remark(remark("kok", "explained"));
    let refused = app.state_figure(&kok, &foreign, false).await;
    assert!(matches!(refused, Err(AppError::Invalid(_))));
    let state_of = || {
        let state = app.state();
        let findings = Findings::of(&state.register, jiff::civil::date(2026, 6, 1));
        findings.find(FINDING).unwrap().state(&state.register)
    };
    assert_eq!(state_of(), State::Open);
    let figure = Figure::Remark(remark("bmas", "explained"));
    assert_eq!(
        app.state_figure(&bmas, &figure, false).await.unwrap().len(),
        1
    );
    assert_eq!(
        app.state_figure(&bmas, &figure, false).await.unwrap().len(),
        0
    );
    assert_eq!(state_of(), State::Explained);
    // Said otherwise, with the reason.
    let states = |figure| States {
        figure,
        reason: Some(reason("Es war anders gemeint")),
    };
    let otherwise = states(Figure::Remark(remark("bmas", "contested")));
    app.state_with(&bmas, &otherwise, Issuing::default())
        .await
        .unwrap();
    assert_eq!(state_of(), State::Contested);
    let subject = otherwise.figure.subject();
    let withdrawal = states(Figure::Withdrawal(subject));
    let refused = app.state_with(&kok, &withdrawal, Issuing::default()).await;
    assert!(matches!(refused, Err(AppError::Invalid(_))));
    app.state_with(&bmas, &withdrawal, Issuing::default())
        .await
        .unwrap();
    assert_eq!(state_of(), State::Open);
    let state = app.state();
    assert!(list_remarks(&state.register, FINDING).is_empty());
    assert_eq!(
        state.register.log().last().unwrap().subject.noun,
        Noun::Remark
    );
}
