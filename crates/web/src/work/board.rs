// SPDX-License-Identifier: EUPL-1.2
//! The coordinator's board of a plan.

use axum::extract::Path;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_pages::work;

use super::{Answer, Asked};

pub(super) async fn ask(asked: Asked, Path((_, plan)): Path<(String, String)>) -> Answer {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let plan_id = PlanId::new(&*plan);
    let about = About::Plan(&plan_id);
    if !signed_in
        .who
        .actor
        .may(&state.register, Action::SeeBoard, about)
    {
        let (action, plan) = (Action::SeeBoard, &plan_id);
        return Err(asked.not_theirs_of(&signed_in, action, plan).await);
    }
    let bar = asked.bar(&signed_in);
    let board = work::Board::find(&state.register, &asked.ctx, &plan, &bar);
    let doubt = asked.web.app.doubt();
    let doubt = doubt.map(|doubt| (doubt.against.as_str(), doubt.minutes()));
    board
        .map(|board| asked.page(&board.doubted(&asked.ctx, doubt)))
        .ok_or_else(|| asked.absent())
}
