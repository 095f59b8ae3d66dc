// SPDX-License-Identifier: EUPL-1.2
//! Cancelling a round that is not open yet.

use axum::extract::Path;
use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::asking::find_planned;
use wegmarke_domain::text::Text;
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::{self, CancelButton};

use super::announce::find_round;
use super::sent::Typed;
use super::{Answer, Asked, refusal, unknown_button};

pub(super) async fn ask(asked: Asked, Path((_, id)): Path<(String, String)>) -> Answer {
    let (signed_in, round) = find_round(&asked, &id).await?;
    let state = asked.web.app.state();
    if find_planned(&state.register, &round.id).is_none() {
        return Ok(asked.redirect(asked.ctx.href(&Route::Round(&id))));
    }
    let parts = work::CancelParts {
        bar: &asked.bar(&signed_in),
        round: &round,
        values: &Values::default(),
        problems: &[],
        notices: Vec::new(),
    };
    let page = work::Cancel::build(&state.register, &asked.ctx, parts);
    Ok(asked.page(&page))
}

pub(super) async fn cancel(
    asked: Asked,
    Path((_, id)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let (signed_in, round) = find_round(&asked, &id).await?;
    let app = &asked.web.app;
    let reason = Text::new(asked.ctx.data_lang(), values.get("reason"));
    let done = match (CancelButton::find(values.get(work::BUTTON)), reason) {
        (None, _) => Err(unknown_button(&asked)),
        (Some(CancelButton::Cancel), None) => Err(AppError::Invalid(vec![Problem::new(
            "reason",
            codes::REQUIRED,
        )])),
        (Some(CancelButton::Cancel), Some(reason)) => {
            app.cancel_round(&signed_in.who, &round.id, &reason).await
        }
    };
    let (problems, notices) = match done {
        Ok(_) => return Ok(asked.redirect(asked.ctx.href(&Route::Round(&id)))),
        Err(AppError::Invalid(problems)) => (problems, Vec::new()),
        Err(error) => match refusal(&asked, &error) {
            Some(words) => (Vec::new(), vec![words]),
            None => return Err(asked.failed(&error)),
        },
    };
    let parts = work::CancelParts {
        bar: &asked.bar(&signed_in),
        round: &round,
        values: &values,
        problems: &problems,
        notices,
    };
    let page = work::Cancel::build(&app.state().register, &asked.ctx, parts);
    Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}
