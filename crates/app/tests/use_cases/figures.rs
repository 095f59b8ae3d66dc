// SPDX-License-Identifier: EUPL-1.2
//! Figures go the way of reports: drafted by one person, released by another where an organisation wants
//! that; corrected and taken back with a reason; said twice, they are said once.

use serde_json::{Value, json};
use wegmarke_app::contribution::OrganisationSettings;
use wegmarke_app::draft::{Basis, DraftState};
use wegmarke_app::figure::{Figure, Issuing};
use wegmarke_app::{App, AppError, Receipt, Who};
use wegmarke_domain::figure::{FigureAddress, States, Stating};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::rules::permission::Role;
use wegmarke_domain::rules::stating::find_newest;

use super::cycle::{publisher, reason, who, with_round};
use super::fixture::Home;

const MEASURE: &str = "nap-az/beratungsprogramm-faire-integration";

fn figure(noun: &str, content: Value) -> Figure {
    serde_json::from_value(json!({ noun: content })).unwrap()
}

fn indicator() -> Figure {
    figure(
        "indicator",
        json!({
            "id": "nap-az/beratungen", "measures": [MEASURE], "title": {"de": "Beratungen"},
            "kind": "output", "unit": {"de": "Beratungen"},
        }),
    )
}

fn value(number: &str) -> Figure {
    figure(
        "value",
        json!({
            "id": "nap-az/beratungen/bmas/2026-06-30", "indicator": "nap-az/beratungen",
            "organisation": "bmas", "on": "2026-06-30", "reading": {"number": number},
        }),
    )
}

fn money(planned: &str) -> Figure {
    figure(
        "funding",
        json!({
            "id": format!("{MEASURE}/2026/bmas"), "measure": MEASURE, "year": 2026,
            "organisation": "bmas", "planned": planned,
        }),
    )
}

fn event(effect: &str) -> Figure {
    figure(
        "context",
        json!({
            "id": "nap-az/neues-gesetz", "title": {"de": "Neues Gesetz"}, "organisation": "bmas",
            "effect": {"de": effect},
        }),
    )
}

fn milestone(title: &str) -> Figure {
    figure(
        "milestone",
        json!({"id": "nap-az/m1", "measures": [MEASURE], "title": {"de": title}}),
    )
}

fn withdrawal(figure: &Figure) -> Figure {
    Figure::Withdrawal(figure.subject())
}

fn because(figure: Figure, words: &str) -> States {
    States {
        figure,
        reason: Some(reason(words)),
    }
}

async fn say(app: &App, who: &Who, states: &States) -> Result<Vec<Receipt>, String> {
    told(app.state_with(who, states, Issuing::default()).await)
}

/// The code of a refusal, or all fields and codes of what is wrong.
fn told<T>(outcome: Result<T, AppError>) -> Result<T, String> {
    outcome.map_err(|error| match error {
        AppError::Invalid(problems) => {
            let told = problems
                .iter()
                .map(|one| format!("{} {}", one.field, one.code));
            told.collect::<Vec<_>>().join(", ")
        }
        other => other.code().to_owned(),
    })
}

async fn name(app: &App, who: &Who, figure: &Figure) -> FigureAddress {
    let stating = Stating::of(&app.state().register, figure).unwrap();
    app.find_free_figure(who, &stating).await.unwrap()
}

/// Two people of the same organisation, which wants two persons: one writes, another one releases.
async fn two_persons(app: &App) -> (Who, Who) {
    let (writer, boss) = (who("bmas", &[Role::Reporter]), publisher("bmas"));
    let settings = OrganisationSettings { two_persons: true };
    app.change_settings(&boss, &settings).await.unwrap();
    (writer, boss)
}

/// Drafted by one, refused alone, released by the other; gives what was written.
async fn by_two(app: &App, writer: &Who, boss: &Who, states: &States) -> Vec<Receipt> {
    for alone in [writer, boss] {
        let refused = say(app, alone, states).await.unwrap_err();
        let none = alone.actor.roles.contains(&Role::Reporter)
            && matches!(states.figure, Figure::Withdrawal(_));
        let expected = if none { "forbidden" } else { "second_person" };
        assert_eq!(refused, expected, "{states:?}");
    }
    let address = name(app, writer, &states.figure).await;
    app.save_draft(writer, &address, Some(states.clone()), 0)
        .await
        .unwrap();
    app.request_release(writer, &address).await.unwrap();
    let listed = app.list_figure_drafts(boss).await.unwrap();
    assert_eq!(listed[0].draft.state, DraftState::Waiting);
    assert!(say(app, writer, states).await.is_err(), "its own draft");
    let receipts = say(app, boss, states).await.unwrap();
    assert_eq!(receipts.len(), 1);
    let left = app.list_figure_drafts(boss).await.unwrap();
    assert!(left.is_empty(), "what was said is no draft any more");
    assert!(say(app, boss, states).await.unwrap().is_empty(), "once");
    receipts
}

#[tokio::test]
async fn every_figure_is_drafted_by_one_and_released_by_another() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let (writer, boss) = two_persons(&app).await;
    for (states, kind) in [
        (indicator().into(), "indicator.stated"),
        (value("120").into(), "value.stated"),
        (because(value("121"), "Zahlendreher"), "value.changed"),
        (
            because(withdrawal(&value("121")), "doppelt"),
            "value.dropped",
        ),
        (
            because(withdrawal(&indicator()), "nicht messbar"),
            "indicator.dropped",
        ),
        (money("1000").into(), "funding.stated"),
        (because(money("900"), "Kürzung"), "funding.changed"),
        (
            because(withdrawal(&money("900")), "falsches Jahr"),
            "funding.dropped",
        ),
        (event("Mehr").into(), "context.stated"),
        (because(event("Weniger"), "verlesen"), "context.changed"),
        (
            because(withdrawal(&event("x")), "nie geschehen"),
            "context.dropped",
        ),
        (milestone("Schritt").into(), "milestone.proposed"),
        (
            because(withdrawal(&milestone("Schritt")), "zu früh"),
            "milestone.withdrawn",
        ),
    ] {
        let receipts = by_two(&app, &writer, &boss, &states).await;
        assert_eq!(receipts[0].kind, kind);
        let state = app.state();
        let public = state.register.find_reason(receipts[0].seq);
        if !kind.starts_with("milestone.") {
            assert_eq!(public, states.reason.as_ref(), "{kind}");
        }
    }
    let state = app.state();
    assert!(!state.register.stands(&value("1").subject()));
    let taken = state
        .register
        .values
        .find_kept("nap-az/beratungen/bmas/2026-06-30");
    assert!(taken.is_some(), "it stays readable");
    let proposed = state.register.list_proposals("nap-az/m1").next().unwrap();
    assert!(proposed.decided.is_some_and(|(_, confirmed)| !confirmed));
    home.verify().await.unwrap();
}

/// Who may do what with drafts of figures, role by role.
#[tokio::test]
async fn who_drafts_reads_returns_and_releases() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    say(&app, &publisher("bmas"), &indicator().into())
        .await
        .unwrap();
    let states = States::from(value("120"));
    for (number, role) in (1..).zip(Role::ALL) {
        let person = Who {
            account: format!("one-{}", role.as_str()),
            ..who("bmas", &[*role])
        };
        let address = FigureAddress {
            by: person.organisation().clone(),
            number,
            stating: Stating::of(&app.state().register, &states.figure).unwrap(),
        };
        let drafts = matches!(role, Role::Reporter | Role::Reviewer | Role::Publisher);
        let saved = app
            .save_draft(&person, &address, Some(states.clone()), 0)
            .await;
        assert_eq!(saved.is_ok(), drafts, "{role:?} drafts");
        assert_eq!(
            app.find_figure_draft(&person, &address).await.is_ok(),
            drafts
        );
        let other = who("kok", Role::ALL);
        assert!(app.find_figure_draft(&other, &address).await.is_err());
        assert!(app.discard_draft(&other, &address, 1).await.is_err());
        assert!(app.list_figure_drafts(&other).await.unwrap().is_empty());
        if drafts {
            assert!(app.request_release(&person, &address).await.is_ok());
        }
        let returned = app.return_draft(&person, &address, "Quelle fehlt").await;
        let returns = matches!(role, Role::Reviewer | Role::Publisher);
        assert_eq!(returned.is_ok(), returns, "{role:?} returns");
    }
    for (role, states_it) in [
        (Role::Reviewer, false),
        (Role::Coordinator, false),
        (Role::Administrator, false),
        (Role::Reporter, true),
    ] {
        let said = say(&app, &who("bmas", &[role]), &states).await;
        assert_eq!(said.is_ok(), states_it, "{role:?} states: {said:?}");
    }
    let gone = because(withdrawal(&value("120")), "doppelt");
    let saw = find_newest(&app.state().register, &value("120").subject());
    let issuing = Issuing {
        saw: Some(saw),
        ..Issuing::default()
    };
    for (role, withdraws) in [(Role::Reporter, false), (Role::Publisher, true)] {
        let person = who("bmas", &[role]);
        let said = app.state_with(&person, &gone, issuing).await;
        assert_eq!(said.is_ok(), withdraws, "{role:?} withdraws: {said:?}");
    }
}

#[tokio::test]
async fn a_draft_keeps_what_does_not_read_and_is_checked_whole_before_others_are_asked() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    say(&app, &bmas, &indicator().into()).await.unwrap();
    let address = name(&app, &bmas, &value("1")).await;
    let typed = vec![("reading".to_owned(), "12.345".to_owned())];
    let saved = app
        .save_form(&bmas, &address, None, typed.clone(), Basis::Nothing)
        .await;
    assert_eq!(saved.unwrap(), 1);
    let held = app
        .find_figure_draft(&bmas, &address)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((held.draft.says, held.draft.typed), (None, typed));
    let asked = told(app.request_release(&bmas, &address).await);
    assert_eq!(asked, Err(" unreadable".to_owned()));
    let wrong = figure(
        "value",
        json!({
            "id": "nap-az/beratungen/kok/2026-06-30", "indicator": "nap-az/beratungen",
            "organisation": "kok", "on": "2026-06-30", "reading": {"level": 3},
        }),
    );
    app.save_draft(&bmas, &address, Some(wrong.into()), 1)
        .await
        .unwrap();
    let asked = told(app.request_release(&bmas, &address).await);
    assert_eq!(
        asked,
        Err("organisation not_a_choice, reading not_a_choice".to_owned())
    );
    // Somebody else saved meanwhile.
    let late = app
        .save_draft(&bmas, &address, Some(value("3").into()), 1)
        .await;
    assert_eq!(late.unwrap_err().code(), "stale");
    app.return_draft(&bmas, &address, "Stufe gibt es nicht")
        .await
        .unwrap();
    assert!(app.return_draft(&bmas, &address, " ").await.is_err());
    app.discard_draft(&bmas, &address, 3).await.unwrap();
    assert!(
        app.find_figure_draft(&bmas, &address)
            .await
            .unwrap()
            .is_none()
    );
    // Of what is new there may be several; of what is there already, one.
    app.save_draft(&bmas, &address, Some(value("4").into()), 0)
        .await
        .unwrap();
    assert_eq!(name(&app, &bmas, &value("4")).await.number, 2);
    assert_eq!(name(&app, &bmas, &indicator()).await.number, 1);
}

#[tokio::test]
async fn what_stands_is_not_passed_over() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let (one, other) = (publisher("bmas"), who("bmas", &[Role::Reporter]));
    say(&app, &one, &indicator().into()).await.unwrap();
    let about = value("1").subject();
    let newest = |app: &App| find_newest(&app.state().register, &about);
    let saw = |seq| Issuing {
        saw: Some(seq),
        ..Issuing::default()
    };
    // Whoever saw nothing there meets what a colleague stated meanwhile.
    say(&app, &other, &value("120").into()).await.unwrap();
    let late = because(value("130"), "gezählt");
    assert_eq!(
        told(app.state_with(&one, &late, saw(None)).await),
        Err("stale".to_owned())
    );
    assert_eq!(
        say(&app, &one, &value("130").into()).await,
        Err("reason required".to_owned())
    );
    let seen = app
        .state_with(&one, &late, saw(newest(&app)))
        .await
        .unwrap();
    assert_eq!(seen.len(), 1);
    // From an old tab: what stands is newer than what it saw.
    let old = because(value("140"), "noch einmal");
    let outcome = app.state_with(&one, &old, saw(Some(seen[0].seq - 1))).await;
    assert_eq!(told(outcome), Err("stale".to_owned()));
    // The draft of a colleague about the same is not passed over, unless it was seen.
    let address = name(&app, &other, &value("150")).await;
    let drafted = because(value("150"), "nachgemeldet");
    app.save_draft(&other, &address, Some(drafted.clone()), 0)
        .await
        .unwrap();
    assert_eq!(say(&app, &one, &old).await, Err("stale".to_owned()));
    let named = |revision| Issuing {
        draft: Some((&address, revision)),
        ..Issuing::default()
    };
    let outcome = app.state_with(&one, &drafted, named(7)).await;
    assert_eq!(told(outcome), Err("stale".to_owned()));
    assert_eq!(
        app.state_with(&one, &drafted, named(1))
            .await
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        app.state_with(&one, &drafted, named(1)).await.unwrap(),
        [],
        "once"
    );
}

#[tokio::test]
async fn only_who_stated_something_takes_it_back_and_says_why() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    for figure in [indicator(), value("120"), money("1"), event("Mehr")] {
        say(&app, &bmas, &figure.into()).await.unwrap();
    }
    for figure in [indicator(), value("120"), money("1"), event("Mehr")] {
        let back = because(withdrawal(&figure), "falsch");
        let told = say(&app, &publisher("kok"), &back).await;
        assert_eq!(told, Err(" stated_by_another".to_owned()), "{figure:?}");
    }
    let silent = States::from(withdrawal(&value("120")));
    assert_eq!(
        say(&app, &bmas, &silent).await,
        Err("reason required".to_owned())
    );
    let used = because(withdrawal(&indicator()), "falsch");
    assert_eq!(say(&app, &bmas, &used).await, Err(" has_values".to_owned()));
    for unknown in [
        "value/nap-az/none/bmas/2026-06-30",
        "measure/nap-az/x",
        "milestone/nap-az/x",
    ] {
        let unknown: Subject = unknown.parse().unwrap();
        let back = because(Figure::Withdrawal(unknown), "falsch");
        assert_eq!(say(&app, &bmas, &back).await, Err(" unknown".to_owned()));
    }
    // Taken back, it may be stated again by who stated it, and by nobody else.
    say(&app, &bmas, &because(withdrawal(&event("x")), "falsch"))
        .await
        .unwrap();
    let theirs = figure(
        "context",
        json!({"id": "nap-az/neues-gesetz", "title": {"de": "Gesetz"}, "organisation": "kok"}),
    );
    let told = say(&app, &publisher("kok"), &theirs.into()).await;
    assert_eq!(told, Err("title stated_by_another".to_owned()));
    assert_eq!(
        say(&app, &bmas, &event("Doch").into()).await.unwrap().len(),
        1
    );
}

/// The same proposal again is no new entry, whoever clicks twice.
#[tokio::test]
async fn a_milestone_is_proposed_once() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let proposed = States::from(milestone("Schritt"));
    assert_eq!(say(&app, &bmas, &proposed).await.unwrap().len(), 1);
    assert_eq!(say(&app, &bmas, &proposed).await.unwrap(), []);
}
