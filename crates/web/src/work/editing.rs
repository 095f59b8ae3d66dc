// SPDX-License-Identifier: EUPL-1.2
//! Keeping the record of a plan whose owner does not take part, and what the owner makes of it.

use axum::extract::Path;
use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_domain::id::{OrganisationId, PlanId, slug};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::editing::Reviewing;
use wegmarke_domain::rules::permission::{About, Action, list_owners};
use wegmarke_domain::text::Text;
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::{self, EditingButton, EditingParts, Tried};

use super::sent::Typed;
use super::{Answer, Asked, refusal, signing, unknown_button};

pub(super) async fn list(asked: Asked) -> Answer {
    let signed_in = asked.signed_in().await?;
    page(&asked, &signed_in, None, &Values::default(), None, None).await
}

pub(super) async fn ask(asked: Asked, Path((_, plan)): Path<(String, String)>) -> Answer {
    let signed_in = asked.signed_in().await?;
    let plan = find(&asked, &plan)?;
    page(
        &asked,
        &signed_in,
        Some(&plan),
        &Values::default(),
        None,
        None,
    )
    .await
}

/// A plan that is on record, or whose record somebody keeps already.
fn find(asked: &Asked, plan: &str) -> Result<PlanId, super::Told> {
    let register = &asked.web.app.state().register;
    let known = register.plans.find_kept(plan).is_some() || register.find_edited(plan).is_some();
    known
        .then(|| PlanId::new(plan))
        .ok_or_else(|| asked.absent())
}

pub(super) async fn begin(asked: Asked, Typed(values): Typed) -> Answer {
    let signed_in = asked.signed_in().await?;
    send(&asked, &signed_in, None, &values).await
}

pub(super) async fn change(
    asked: Asked,
    Path((_, plan)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let signed_in = asked.signed_in().await?;
    let plan = find(&asked, &plan)?;
    send(&asked, &signed_in, Some(&plan), &values).await
}

async fn send(
    asked: &Asked,
    signed_in: &SignedIn,
    plan: Option<&PlanId>,
    values: &Values,
) -> Answer {
    let button = EditingButton::find(values.get(work::BUTTON));
    let done = match (signing::read(asked, signed_in, values), button) {
        (Err(error), _) => Err(error),
        (Ok(_), None) => Err(unknown_button(asked)),
        (Ok(signed_in), Some(button)) => act(asked, &signed_in, plan, values, button).await,
    };
    match done {
        Ok(plan) => {
            let route = Route::Editing(plan.as_str());
            Ok(asked.redirect(asked.ctx.href_with(&route, &[("done", "yes")])))
        }
        Err(AppError::ToSign(to_sign)) => signing::answer(asked, signed_in, &to_sign),
        Err(error) => page(asked, signed_in, plan, values, button, Some(error)).await,
    }
}

async fn act(
    asked: &Asked,
    signed_in: &SignedIn,
    plan: Option<&PlanId>,
    values: &Values,
    button: EditingButton,
) -> Result<PlanId, AppError> {
    let (app, who) = (&asked.web.app, &signed_in.who);
    // Two forms of a page have no field of one name.
    let field = match button {
        EditingButton::End => "ending",
        _ => "reason",
    };
    let reason = Text::new(asked.ctx.data_lang(), values.get(field));
    let reason = reason.as_ref();
    let wrong = |name: &'static str| AppError::Invalid(vec![Problem::new(name, codes::REQUIRED)]);
    let Some(plan) = plan else {
        if button != EditingButton::Begin {
            return Err(unknown_button(asked));
        }
        let typed = values.get("plan").trim();
        if typed.is_empty() {
            return Err(wrong("plan"));
        }
        // The id that its form gives a plan of this name.
        let plan = PlanId::new(slug(typed));
        let of = Some(values.get("of")).filter(|of| !of.is_empty());
        let of: Vec<OrganisationId> = of.map(OrganisationId::new).into_iter().collect();
        app.begin_editing(who, &plan, &of, reason).await?;
        return Ok(plan);
    };
    let reviewing = |about: Vec<Subject>, contests: bool| {
        let through = values.get("through").parse();
        let through = through.map_err(|_| wrong("about"))?;
        Ok::<_, AppError>(Reviewing {
            about,
            contests,
            through: Some(through),
            reason: reason.cloned(),
        })
    };
    match button {
        EditingButton::Begin => app.begin_editing(who, plan, &[], reason).await?,
        EditingButton::End => {
            let editor = values.get("editor");
            if editor.is_empty() {
                return Err(wrong("editor"));
            }
            let editor = OrganisationId::new(editor);
            let ended = app.end_editing(who, plan, &editor, reason).await;
            ended.map_err(renamed)?
        }
        EditingButton::Confirm | EditingButton::Contest => {
            let about = values.all("about").map(str::parse::<Subject>);
            let about: Result<Vec<Subject>, _> = about.collect();
            // Nothing ticked is nothing, and not everything.
            let about = about.ok().filter(|about| !about.is_empty());
            let about = about.ok_or_else(|| wrong("about"))?;
            let reviewing = reviewing(about, button == EditingButton::Contest)?;
            app.review_recorded(who, plan, &reviewing).await?
        }
        EditingButton::ConfirmAll => {
            let reviewing = reviewing(Vec::new(), false)?;
            app.review_recorded(who, plan, &reviewing).await?
        }
    };
    Ok(plan.clone())
}

/// The same with the reason's problem at the field of its form.
fn renamed(error: AppError) -> AppError {
    let AppError::Invalid(mut problems) = error else {
        return error;
    };
    for problem in &mut problems {
        if &*problem.field == "reason" {
            problem.field = "ending".into();
        }
    }
    AppError::Invalid(problems)
}

async fn page(
    asked: &Asked,
    signed_in: &SignedIn,
    plan: Option<&PlanId>,
    values: &Values,
    what: Option<EditingButton>,
    error: Option<AppError>,
) -> Answer {
    let state = asked.web.app.state();
    let (register, own) = (&state.register, signed_in.who.organisation());
    let keeps = signed_in.who.may_own(&state, Action::KeepRecord);
    let owners = plan.map(|plan| list_owners(register, plan));
    let owners = owners.unwrap_or_default();
    let decides = plan.is_some_and(|plan| {
        let about = About::Plan(plan);
        let may = signed_in
            .who
            .actor
            .may(register, Action::ImportFiles, about);
        may && owners.contains(own)
    });
    if !keeps && !decides {
        return Err(asked.not_theirs(signed_in, Action::KeepRecord).await);
    }
    let taking = asked.web.app.list_taking_part(&owners).await;
    let taking = taking.map_err(|error| asked.failed(&error))?;
    let (mut problems, mut refused) = (Vec::new(), None);
    match error {
        Some(AppError::Invalid(all)) => problems = all,
        Some(error) => match refusal(asked, &error) {
            Some(words) => refused = Some(words),
            None => return Err(asked.failed(&error)),
        },
        None => {}
    }
    let status = match problems.is_empty() && refused.is_none() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let done = asked.ctx.query.find("done").is_some();
    let parts = EditingParts {
        bar: asked.bar(signed_in),
        by: own,
        plan,
        keeps,
        decides,
        taking: &taking,
        signs: signing::signs(asked, signed_in),
        notice: done.then(|| asked.ctx.t("editing-done")),
        refused,
        tried: Tried {
            what: what.map(EditingButton::as_str),
            values,
            problems: &problems,
        },
    };
    let page = work::Editing::build(register, &asked.ctx, parts);
    Ok(asked.page_with(status, &page).with_scripts())
}
