// SPDX-License-Identifier: EUPL-1.2
//! My work: what is to be done.

use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_app::task as tasks;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_pages::work;

use super::{Answer, Asked, Told};

pub(super) async fn ask(asked: Asked) -> Answer {
    let signed_in = asked.signed_in().await?;
    let page = mine_page(&asked, &signed_in, None).await?;
    Ok(asked.page(&page))
}

/// One's work, and why something was not done.
pub(super) async fn mine_page(
    asked: &Asked,
    signed_in: &SignedIn,
    refused: Option<String>,
) -> Result<work::Mine, Told> {
    let app = &asked.web.app;
    let state = app.state();
    let register = &state.register;
    let drafts = match app.list_drafts(&signed_in.who).await {
        Ok(drafts) => drafts,
        Err(AppError::Forbidden(_)) => Vec::new(),
        Err(error) => return Err(asked.failed(&error)),
    };
    let by = signed_in.who.organisation();
    let rounds = tasks::list(register, by, &drafts, app.clock().now());
    let sees = |plan: &PlanId| {
        signed_in
            .who
            .actor
            .may(register, Action::SeeBoard, About::Plan(plan))
    };
    let plans = register.plans.list().map(|plan| plan.id.clone());
    let coordinated: Vec<PlanId> = plans.filter(sees).collect();
    let said = asked
        .ctx
        .query
        .find("said")
        .and_then(|seq| seq.parse().ok());
    let bar = asked.bar(signed_in);
    Ok(work::Mine::build(
        register,
        &asked.ctx,
        &bar,
        &rounds,
        &coordinated,
        said,
        refused,
    ))
}
