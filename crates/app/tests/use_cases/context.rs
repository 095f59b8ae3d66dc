// SPDX-License-Identifier: EUPL-1.2
//! Context events: who states one holds the pen.

use serde_json::json;
use wegmarke_app::figure::{Figure, Issuing};
use wegmarke_app::{App, AppError, Who};
use wegmarke_domain::context::Context;
use wegmarke_domain::figure::States;
use wegmarke_domain::noun::Noun;

use super::cycle::{publisher, reason, with_round};
use super::fixture::Home;

async fn state(app: &App, who: &Who, by: &str, effect: &str) -> Result<usize, AppError> {
    let context: Context = serde_json::from_value(json!({
        "id": "nap-az/neues-gesetz",
        "title": {"de": "Neues Gesetz"},
        "when": {"as_written": "Q2 2026", "from": "2026-04-01", "until": "2026-06-30"},
        "measures": ["nap-az/faire-integration"],
        "effect": {"de": effect},
        "organisation": by,
    }))
    .unwrap();
    let measure = app
        .state()
        .register
        .measures
        .list()
        .next()
        .unwrap()
        .id
        .clone();
    let context = Context {
        measures: vec![measure],
        ..context
    };
    let figure = Figure::Context(context);
    let states = States {
        figure,
        reason: Some(reason("Weil es so kam")),
    };
    app.state_with(who, &states, Issuing::default())
        .await
        .map(|all| all.len())
}

#[tokio::test]
async fn only_who_stated_an_event_states_it_anew() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let (bmas, kok) = (publisher("bmas"), publisher("kok"));
    assert_eq!(
        state(&app, &bmas, "bmas", "Mehr Beratung").await.unwrap(),
        1
    );
    assert_eq!(
        state(&app, &bmas, "bmas", "Mehr Beratung").await.unwrap(),
        0
    );
    assert_eq!(
        state(&app, &bmas, "bmas", "Weniger Beratung")
            .await
            .unwrap(),
        1
    );
    for by in ["kok", "bmas"] {
        let refused = state(&app, &kok, by, "Alles gut").await.unwrap_err();
        assert!(matches!(refused, AppError::Invalid(_)), "{by}: {refused}");
    }
    let state = app.state();
    let kept = state
        .register
        .contexts
        .find_kept("nap-az/neues-gesetz")
        .unwrap();
    assert_eq!(kept.steps.len(), 2, "stated, changed");
    let measure = kept.record.measures[0].subject();
    let touching = state.register.list_referrers(&measure, Noun::Context);
    assert_eq!(touching.count(), 1, "its measure leads to it");
}

#[tokio::test]
async fn an_event_of_nothing_is_refused() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let context: Context = serde_json::from_value(json!({
        "id": "nap-xx/a b",
        "title": {"de": "x"},
        "measures": ["nap-az/gibt-es-nicht"],
        "organisation": "bmas",
    }))
    .unwrap();
    let (bmas, figure) = (publisher("bmas"), Figure::Context(context));
    let refused = app.state_figure(&bmas, &figure, false).await;
    let Err(AppError::Invalid(problems)) = refused else {
        panic!("it was taken");
    };
    let fields: Vec<&str> = problems.iter().map(|problem| &*problem.field).collect();
    assert_eq!(fields, ["id", "measures"]);
}
