// SPDX-License-Identifier: EUPL-1.2
//! Taking back what was stated: the text of a plan by its owner, everything else by who said it, with a
//! reason that stays, by one person or by two as everything else of its kind.

use wegmarke_app::contribution::OrganisationSettings;
use wegmarke_app::figure::{Figure, Issuing};
use wegmarke_app::{App, AppError, Who};
use wegmarke_domain::figure::States;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::rules::permission::Role;
use wegmarke_domain::text::{Lang, Text};

use super::cycle::{coordinator, publisher, who, with_round};
use super::fixture::Home;

const MEASURE: &str = "measure/nap-az/beratungsprogramm-faire-integration";

async fn take_back(app: &App, who: &Who, about: &Subject) -> Result<usize, String> {
    let states = States {
        figure: Figure::Withdrawal(about.clone()),
        reason: Text::new(Lang::DE, "Es war ein Irrtum."),
    };
    match app.state_with(who, &states, Issuing::default()).await {
        Ok(receipts) => Ok(receipts.len()),
        Err(AppError::Invalid(problems)) => Err(problems[0].code.to_string()),
        Err(other) => Err(other.code().to_owned()),
    }
}

#[tokio::test]
async fn a_measure_is_taken_back_by_who_coordinates_its_plan() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let about: Subject = MEASURE.parse().unwrap();
    let version = app.state().register.newest_version("nap-az");
    for (who, told) in [
        (publisher("kok"), "stated_by_another"),
        // It takes the role of the coordination.
        (publisher("bmas"), "forbidden"),
        (who("bmas", &[Role::Reviewer]), "forbidden"),
        (who("kok", &[Role::Administrator]), "forbidden"),
    ] {
        let size = app.state().size();
        assert_eq!(
            take_back(&app, &who, &about).await,
            Err(told.to_owned()),
            "{who:?}"
        );
        assert_eq!(app.state().size(), size);
    }
    assert_eq!(take_back(&app, &coordinator(), &about).await, Ok(1));
    let state = app.state();
    let kept = state.register.measures.find_kept(&about.id).unwrap();
    assert!(!kept.stands, "it stands no more, and stays readable");
    let line = state.register.log().last().unwrap();
    assert_eq!(
        (&*line.kind, line.version),
        ("measure.dropped", Some(version))
    );
    let reason = state.register.find_reason(line.seq).unwrap();
    assert_eq!(reason.find(Lang::DE), Some("Es war ein Irrtum."));
    assert_eq!(take_back(&app, &coordinator(), &about).await, Ok(0), "once");
    home.verify().await.unwrap();
}

#[tokio::test]
async fn a_demand_is_taken_back_by_two_persons_where_two_are_wanted() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let state = app.state();
    let mut demands = state.register.recommendations.list();
    let demand = demands.find(|one| one.issuer.as_str() == "kok").unwrap();
    let about = Subject::new(
        wegmarke_domain::noun::Noun::Recommendation,
        demand.id.as_str(),
    );
    let kok = publisher("kok");
    assert_eq!(
        take_back(&app, &publisher("bmas"), &about).await,
        Err("stated_by_another".to_owned())
    );
    let settings = OrganisationSettings { two_persons: true };
    app.change_settings(&kok, &settings).await.unwrap();
    assert_eq!(
        take_back(&app, &kok, &about).await,
        Err("second_person".to_owned())
    );
    let states = States {
        figure: Figure::Withdrawal(about.clone()),
        reason: Text::new(Lang::DE, "Es war ein Irrtum."),
    };
    let stating = wegmarke_domain::figure::Stating::Withdrawal(about.clone());
    let address = app.find_free_figure(&kok, &stating).await.unwrap();
    let colleague = Who {
        account: "colleague".to_owned(),
        ..kok.clone()
    };
    app.save_draft(&colleague, &address, Some(states), 0)
        .await
        .unwrap();
    assert_eq!(take_back(&app, &kok, &about).await, Ok(1));
    assert!(!app.state().register.stands(&about));
}
