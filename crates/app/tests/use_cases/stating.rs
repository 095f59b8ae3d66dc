// SPDX-License-Identifier: EUPL-1.2
//! Whose words they are: only who stated a figure changes it, noun by noun and organisation by
//! organisation; and what is fixed once there is a value.

use serde_json::{Value, json};
use wegmarke_app::figure::Figure;
use wegmarke_app::{App, AppError, Who};
use wegmarke_domain::hand::Hand;
use wegmarke_domain::problem::codes;
use wegmarke_domain::proposal::Proposal;
use wegmarke_domain::rules::permission::Role;
use wegmarke_domain::text::{Lang, Text};
use wegmarke_testkit::data;

use super::cycle::{publisher, who, with_round};
use super::fixture::{Home, import};

const MEASURE: &str = "nap-az/beratungsprogramm-faire-integration";

fn indicator(more: Value) -> Figure {
    let mut all = json!({
        "id": "nap-az/beratungen", "measures": [MEASURE], "title": {"de": "Beratungen"},
        "kind": "output", "baseline": {"number": "100"}, "target": {"number": "500"},
        "direction": "increase", "method": {"de": "Zählung"}, "unit": {"de": "Beratungen"},
    });
    for (name, value) in more.as_object().unwrap() {
        all[name] = value.clone();
    }
    Figure::Indicator(serde_json::from_value(all).unwrap())
}

fn value(by: &str, number: &str) -> Figure {
    Figure::Value(
        serde_json::from_value(json!({
            "id": format!("nap-az/beratungen/{by}/2026-06-30"), "indicator": "nap-az/beratungen",
            "organisation": by, "on": "2026-06-30", "reading": {"number": number},
        }))
        .unwrap(),
    )
}

fn funding(by: &str, planned: &str) -> Figure {
    Figure::Funding(
        serde_json::from_value(json!({
            "id": format!("{MEASURE}/2026/{by}"), "measure": MEASURE, "year": 2026,
            "organisation": by, "planned": planned,
        }))
        .unwrap(),
    )
}

fn context(by: &str, effect: &str) -> Figure {
    Figure::Context(
        serde_json::from_value(json!({
            "id": "nap-az/neues-gesetz", "title": {"de": "Neues Gesetz"}, "organisation": by,
            "measures": [MEASURE], "effect": {"de": effect},
        }))
        .unwrap(),
    )
}

/// What came of it: how many entries, or the codes of what is wrong.
async fn state(app: &App, who: &Who, figure: &Figure) -> Result<usize, Vec<String>> {
    match app.state_figure(who, figure, false).await {
        Ok(receipts) => Ok(receipts.len()),
        Err(AppError::Invalid(problems)) => {
            let told = |one: &wegmarke_domain::problem::Problem| {
                format!("{} {}", one.field, one.code).trim().to_owned()
            };
            Err(problems.iter().map(told).collect())
        }
        Err(other) => panic!("{other}"),
    }
}

/// What was entered at the shell says so; what somebody said who was signed in does not.
#[tokio::test(flavor = "multi_thread")]
async fn every_entry_tells_whose_hand_wrote_it() {
    let home = Home::embedded();
    let app = home.open().await;
    let hand = |seq| app.state().register.find_line(seq).map(|line| line.hand);
    app.import(import(&data::germany(), "germany"))
        .await
        .unwrap();
    let entered = app.state().size();
    assert!((0..entered).all(|seq| hand(seq) == Some(Hand::Operator)));
    let finding = app
        .state()
        .register
        .findings
        .list()
        .next()
        .cloned()
        .unwrap();
    let words = Text::new(Lang::DE, "So steht es in der Quelle.").unwrap();
    app.explain_finding(finding.id.as_str(), "bmas", words)
        .await
        .unwrap();
    assert_eq!(hand(entered), Some(Hand::Operator));
    app.state_figure(&publisher("bmas"), &indicator(json!({})), false)
        .await
        .unwrap();
    assert_eq!(hand(entered + 1), Some(Hand::Account));
    let report = home.verify().await.unwrap();
    assert_eq!(report.operator, entered + 1);
    // Read again from the log it is still so.
    let again = home.open().await;
    let line = again.state().register.find_line(entered).cloned().unwrap();
    assert_eq!(line.hand, Hand::Operator);
}

/// Every noun that is stated on its own, by every other organisation, under the owner's name and under
/// their own.
#[tokio::test]
async fn nobody_changes_what_another_stated() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let owner = publisher("bmas");
    for figure in [
        indicator(json!({})),
        value("bmas", "120"),
        funding("bmas", "1000"),
        context("bmas", "Mehr"),
    ] {
        assert_eq!(state(&app, &owner, &figure).await, Ok(1));
    }
    let before = app.state().size();
    for other in [
        publisher("kok"),
        publisher("bmi"),
        who("berichterstattungsstelle", Role::ALL),
    ] {
        for changed in [
            json!({"title": {"de": "Anders"}}),
            json!({"baseline": {"number": "490"}}),
            json!({"target": {"number": "110"}, "reason": {"de": "so"}}),
            json!({"method": {"de": "Schätzung"}}),
            json!({"measures": []}),
        ] {
            let told = state(&app, &other, &indicator(changed.clone())).await;
            let expected = format!("title {}", codes::STATED_BY_ANOTHER);
            assert_eq!(told, Err(vec![expected]), "{changed}");
        }
        for figure in [
            value("bmas", "1"),
            funding("bmas", "1"),
            context("bmas", "x"),
        ] {
            let told = state(&app, &other, &figure).await.unwrap_err();
            assert!(told[0].starts_with("organisation "), "{told:?}");
        }
        let by = other.organisation().as_str();
        let told = state(&app, &other, &context(by, "x")).await.unwrap_err();
        assert_eq!(told, [format!("title {}", codes::STATED_BY_ANOTHER)]);
    }
    assert_eq!(app.state().size(), before, "nothing was written");
    // Beside it everybody says what they see.
    let kok = publisher("kok");
    assert_eq!(state(&app, &kok, &value("kok", "90")).await, Ok(1));
    assert_eq!(state(&app, &kok, &funding("kok", "900")).await, Ok(1));
    let own = indicator(json!({"id": "nap-az/abgewiesene", "title": {"de": "Abgewiesene"}}));
    assert_eq!(state(&app, &kok, &own).await, Ok(1));
    home.verify().await.unwrap();
}

#[tokio::test]
async fn where_it_is_meant_to_get_moves_with_a_reason_only() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    state(&app, &bmas, &indicator(json!({}))).await.unwrap();
    let free = indicator(json!({"target": {"number": "600"}}));
    assert_eq!(state(&app, &bmas, &free).await, Ok(1), "no value yet");
    state(&app, &bmas, &value("bmas", "120")).await.unwrap();
    for moved in [
        json!({"target": {"number": "110"}}),
        json!({"target": {"number": "600"}, "baseline": {"number": "10"}}),
        json!({"target": {"number": "600"}, "baseline": null}),
    ] {
        let told = state(&app, &bmas, &indicator(moved)).await;
        let expected = format!("reason {}", codes::CHANGED_WITHOUT_REASON);
        assert_eq!(told, Err(vec![expected]));
    }
    for frozen in ["method", "unit"] {
        let changed = json!({"target": {"number": "600"}, frozen: {"de": "Anders"}});
        let told = state(&app, &bmas, &indicator(changed)).await;
        assert_eq!(
            told,
            Err(vec![format!("{frozen} {}", codes::METHOD_FROZEN)])
        );
    }
    let lowered = json!({"target": {"number": "110"}, "reason": {"de": "Kürzung"}});
    assert_eq!(state(&app, &bmas, &indicator(lowered.clone())).await, Ok(1));
    assert_eq!(state(&app, &bmas, &indicator(lowered)).await, Ok(0));
    // The reason of the last change is none for the next one.
    let again = json!({"target": {"number": "90"}, "reason": {"de": "Kürzung"}});
    assert!(state(&app, &bmas, &indicator(again)).await.is_err());
    let renamed = json!({
        "target": {"number": "110"}, "reason": {"de": "Kürzung"}, "title": {"de": "Gespräche"},
    });
    assert_eq!(state(&app, &bmas, &indicator(renamed)).await, Ok(1));
}

/// A milestone stays with the measures it serves: nobody proposes it away from another's.
#[tokio::test]
async fn nobody_takes_a_milestone_from_the_measure_of_another() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let proposal = |measure: &str| -> Proposal {
        serde_json::from_value(json!({
            "milestone": {"id": "nap-az/m1", "measures": [measure], "title": {"de": "Schritt"}},
            "reason": {"de": "So"},
        }))
        .unwrap()
    };
    let made = app
        .propose_milestone(&bmas, &proposal(MEASURE), false)
        .await;
    let decision = wegmarke_domain::proposal::Decision {
        proposal: made.unwrap()[0].seq,
        reason: None,
    };
    let coordinator = super::cycle::coordinator();
    app.decide_proposal(&coordinator, "nap-az/m1", &decision, true, false)
        .await
        .unwrap();
    let state = app.state();
    let lead = state.register.measures.list().find_map(|measure| {
        let lead = measure.lead.value()?.ids().first()?.clone();
        (lead.as_str() != "bmas").then(|| (measure.id.to_string(), lead))
    });
    let (theirs, lead) = lead.unwrap();
    let other = publisher(lead.as_str());
    let taken = app
        .propose_milestone(&other, &proposal(&theirs), false)
        .await;
    assert!(matches!(taken, Err(AppError::Refused(_))), "{taken:?}");
}
