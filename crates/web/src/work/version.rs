// SPDX-License-Identifier: EUPL-1.2
//! A new version of a plan: what was typed for it is put together, and looked at as a whole.

use axum::extract::Path;
use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_app::upload::NewVersion;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::rules::permission::Action;
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::version::{ON, PART, REASON, TypedLine, VersionParts};
use wegmarke_pages::work::{self, VersionButton};

use super::sent::Typed;
use super::upload::{bringing, list_plans, told};
use super::{Answer, Asked, Told, unknown_button};

/// Who may state the text of a plan.
async fn owning(asked: &Asked, plan: &str) -> Result<(SignedIn, PlanId), Told> {
    let signed_in = bringing(asked).await?;
    let state = asked.web.app.state();
    if state.register.plans.find(plan).is_none() {
        return Err(asked.absent());
    }
    let plan = PlanId::new(plan);
    match list_plans(asked, &signed_in).contains(&plan) {
        true => Ok((signed_in, plan)),
        false => Err(asked
            .not_theirs_of(&signed_in, Action::ImportFiles, &plan)
            .await),
    }
}

pub(super) async fn ask(asked: Asked, Path((_, plan)): Path<(String, String)>) -> Answer {
    let (signed_in, plan) = owning(&asked, &plan).await?;
    page(&asked, &signed_in, &plan, (&Values::default(), &[], None)).await
}

/// What belongs to it, when and why: put together, to be looked at.
pub(super) async fn look(
    asked: Asked,
    Path((_, plan)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let (signed_in, plan) = owning(&asked, &plan).await?;
    let done = match VersionButton::find(values.get(work::BUTTON)) {
        Some(VersionButton::Look) => {
            let new = NewVersion {
                plan: plan.clone(),
                parts: values.all(PART).map(str::to_owned).collect(),
                on: values.get(ON).trim().to_owned(),
                reason: values.get(REASON).trim().to_owned(),
            };
            asked.web.app.gather_version(&signed_in.who, &new).await
        }
        None => Err(unknown_button(&asked)),
    };
    match done {
        Ok(id) => Ok(asked.redirect(asked.ctx.href(&Route::UploadCheck(&id)))),
        Err(AppError::Invalid(problems)) => {
            page(&asked, &signed_in, &plan, (&values, &problems, None)).await
        }
        Err(error) => {
            let words = told(&asked, &error).ok_or_else(|| asked.failed(&error))?;
            page(&asked, &signed_in, &plan, (&values, &[], Some(words))).await
        }
    }
}

async fn page(
    asked: &Asked,
    signed_in: &SignedIn,
    plan: &PlanId,
    (values, problems, refused): (&Values, &[Problem], Option<String>),
) -> Answer {
    let typed = asked.web.app.list_typed(&signed_in.who, plan).await;
    let typed = typed.map_err(|error| asked.failed(&error))?;
    let typed: Vec<TypedLine> = typed
        .into_iter()
        .map(|held| TypedLine {
            name: held.upload.shown_name().to_owned(),
            id: held.id,
        })
        .collect();
    let status = match problems.is_empty() && refused.is_none() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let parts = VersionParts {
        bar: asked.bar(signed_in),
        plan,
        typed: &typed,
        values,
        problems,
        refused,
    };
    let state = asked.web.app.state();
    let page = work::version::NewVersion::build(&state.register, &asked.ctx, parts);
    Ok(asked.page_with(status, &page))
}
