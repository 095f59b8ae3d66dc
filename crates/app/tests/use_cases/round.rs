// SPDX-License-Identifier: EUPL-1.2
//! A round until it opens: changed with a reason, cancelled with a reason, by its coordinator only.

use wegmarke_app::draft::Basis;
use wegmarke_app::round::newest_entry;
use wegmarke_app::{App, AppError, Receipt, task};
use wegmarke_domain::id::{OrganisationId, RoundId};
use wegmarke_domain::problem::codes;
use wegmarke_domain::round::{Round, RoundState};
use wegmarke_domain::rules::permission::Role;
use wegmarke_domain::stated::Stated;

use super::cycle::{
    DAY, REPORT, address, coordinator, hours, publisher, reason, refused, report, round, who,
    with_example,
};
use super::fixture::Home;

fn id() -> RoundId {
    RoundId::new("nap-az/2026")
}

fn problems<T>(result: Result<T, AppError>) -> Vec<String> {
    match result {
        Err(AppError::Invalid(problems)) => problems
            .iter()
            .map(|problem| format!("{} {}", problem.field, problem.code))
            .collect(),
        other => panic!("{:?}", other.err()),
    }
}

async fn announce(app: &App, round: &Round) -> Result<Vec<Receipt>, AppError> {
    app.announce_round(&coordinator(), round, false).await
}

async fn cancel(app: &App, why: &str) -> Result<Vec<Receipt>, AppError> {
    app.cancel_round(&coordinator(), &id(), &reason(why)).await
}

#[tokio::test]
async fn what_is_otherwise_than_announced_takes_a_reason() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let first = round(&app);
    announce(&app, &first).await.unwrap();
    assert!(
        announce(&app, &first).await.unwrap().is_empty(),
        "said twice"
    );
    let fewer = Round {
        duties: first.duties[..1].to_vec(),
        ..first.clone()
    };
    let expected = format!("reason {}", codes::ANNOUNCED_OTHERWISE);
    assert_eq!(problems(announce(&app, &fewer).await), [expected.as_str()]);
    let told = |round: &Round, why: &str| Round {
        reason: Stated::Value(reason(why)),
        ..round.clone()
    };
    announce(&app, &told(&fewer, "Zu viel auf einmal"))
        .await
        .unwrap();
    // A reason is of one change: the next one takes another.
    let again = told(&first, "Zu viel auf einmal");
    assert_eq!(problems(announce(&app, &again).await), [expected.as_str()]);
    announce(&app, &told(&first, "Doch alle")).await.unwrap();
    home.verify().await.unwrap();
}

#[tokio::test]
async fn nobody_changes_what_they_did_not_see() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    let first = round(&app);
    let boss = coordinator();
    let on = async |round: &Round, basis| {
        app.announce_round_on(&boss, round, Some(basis), false)
            .await
    };
    on(&first, Basis::Nothing).await.unwrap();
    // A new round under a name that is taken does not overwrite the other one.
    let other = Round {
        title: reason("Ganz andere Runde"),
        ..first.clone()
    };
    let expected = format!("id {}", codes::TWICE);
    assert_eq!(problems(on(&other, Basis::Nothing).await), [expected]);
    let seen = newest_entry(&app.state().register, &id()).unwrap();
    let later = Round {
        due_at: "2026-12-31T00:00:00Z".parse().unwrap(),
        reason: Stated::Value(reason("Feiertage")),
        ..first.clone()
    };
    on(&later, Basis::Entry(seen)).await.unwrap();
    let old_tab = Round {
        reason: Stated::Value(reason("Alter Tab")),
        ..first
    };
    assert_eq!(refused(on(&old_tab, Basis::Entry(seen)).await), "stale");
    let stands = app.state();
    assert_eq!(stands.register.rounds.find(id().as_str()), Some(&later));
}

#[tokio::test]
async fn a_cancelled_round_stays_with_its_reason_and_asks_nobody() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    assert_eq!(refused(cancel(&app, "x").await), "not_found");
    announce(&app, &round(&app)).await.unwrap();
    let (reporter, about) = (who("bmas", &[Role::Reporter]), address(REPORT));
    for other in [
        who("bmi", Role::ALL),
        who("bmas", &[Role::Administrator, Role::Publisher]),
    ] {
        let tried = app.cancel_round(&other, &id(), &reason("x")).await;
        assert_eq!(refused(tried), "forbidden");
    }
    assert_eq!(cancel(&app, "Der Plan wird neu.").await.unwrap().len(), 1);
    assert!(
        cancel(&app, "Noch einmal").await.unwrap().is_empty(),
        "said twice"
    );
    let state = app.state();
    let progress = state.register.find_progress(&id()).unwrap();
    let (_, _, end) = progress.moves.last().unwrap();
    assert_eq!(end.reason, Some(reason("Der Plan wird neu.")));
    assert_eq!(progress.state(), RoundState::Cancelled);
    // Nothing can be said in it, nothing waits, and the clock leaves it alone.
    let (publisher, says) = (publisher("bmas"), report("a"));
    let said = app.release(&publisher, &about, &says, false);
    assert_eq!(refused(said.await), "cancelled");
    assert_eq!(refused(announce(&app, &round(&app)).await), "cancelled");
    let drafts = app.list_drafts(&reporter).await.unwrap();
    let now = app.clock().now();
    let by = OrganisationId::new("bmas");
    assert!(task::list(&state.register, &by, &drafts, now).is_empty());
    assert_eq!(app.next_move(), None);
    hours(&home, 400 * DAY);
    assert_eq!(app.advance_rounds().await.unwrap(), 0);
    let again = home.open().await;
    assert_eq!(
        again.state().register.round_state(&id()),
        RoundState::Cancelled
    );
    home.verify().await.unwrap();
}

#[tokio::test]
async fn an_open_round_is_neither_changed_nor_cancelled() {
    let home = Home::embedded();
    let app = with_example(&home).await;
    announce(&app, &round(&app)).await.unwrap();
    hours(&home, DAY);
    // The clock decides, also in the moments before the round is moved on.
    for moved in [0, 1] {
        assert_eq!(refused(cancel(&app, "x").await), "already_open");
        let later = Round {
            reason: Stated::Value(reason("Feiertage")),
            due_at: "2026-12-31T00:00:00Z".parse().unwrap(),
            ..round(&app)
        };
        assert_eq!(refused(announce(&app, &later).await), "already_open");
        assert_eq!(app.advance_rounds().await.unwrap(), 1 - moved);
    }
}
