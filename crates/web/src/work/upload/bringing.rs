// SPDX-License-Identifier: EUPL-1.2
//! What every step needs: who may bring tables, which upload is meant, and the page that lists them.

use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_app::upload::{HeldUpload, MOST_BYTES};
use wegmarke_domain::id::PlanId;
use wegmarke_domain::rules::importing::may_bring;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_pages::Route;
use wegmarke_pages::work::upload::{ListParts, UploadLine, Uploads};

use super::super::{Asked, Told};

/// Who is signed in and may bring tables.
pub(in super::super) async fn bringing(asked: &Asked) -> Result<SignedIn, Told> {
    let signed_in = asked.signed_in().await?;
    match may_bring(&signed_in.who.actor) {
        true => Ok(signed_in),
        false => Err(asked.not_theirs(&signed_in, Action::ImportFiles).await),
    }
}

/// A table of one's organisation that waits; a document leads to its review until that is over.
pub(super) async fn waiting(asked: &Asked, id: &str) -> Result<(SignedIn, HeldUpload), Told> {
    let (signed_in, held) = open(asked, id).await?;
    match &held.upload.paper {
        Some(paper) if !paper.is_over() => {
            Err(asked.redirect(asked.ctx.href(&Route::UploadReview(id))))
        }
        _ => Ok((signed_in, held)),
    }
}

/// An upload of one's organisation that waits; one that was written leads to its receipt.
pub(super) async fn open(asked: &Asked, id: &str) -> Result<(SignedIn, HeldUpload), Told> {
    let (signed_in, held) = find(asked, id).await?;
    match held.upload.written {
        None => Ok((signed_in, held)),
        Some(_) => Err(asked.redirect(asked.ctx.href(&Route::Upload(id)))),
    }
}

pub(super) async fn find(asked: &Asked, id: &str) -> Result<(SignedIn, HeldUpload), Told> {
    let signed_in = bringing(asked).await?;
    match asked.web.app.get_upload(&signed_in.who, id).await {
        Ok(held) => Ok((signed_in, held)),
        Err(AppError::NotFound(_)) => {
            let words = asked.ctx.word("refused", "upload_gone");
            let page = page(asked, &signed_in, Some(words)).await?;
            Err(asked.page_with(StatusCode::NOT_FOUND, &page))
        }
        Err(error) => Err(asked.failed(&error)),
    }
}

/// Plans whose text somebody may state.
pub(in super::super) fn list_plans(asked: &Asked, signed_in: &SignedIn) -> Vec<PlanId> {
    let state = asked.web.app.state();
    let (register, actor) = (&state.register, &signed_in.who.actor);
    let plans = register.plans.list().map(|plan| &plan.id);
    let may = |plan: &&PlanId| actor.may(register, Action::ImportFiles, About::Plan(plan));
    plans.filter(may).cloned().collect()
}

pub(super) async fn page(
    asked: &Asked,
    signed_in: &SignedIn,
    refused: Option<String>,
) -> Result<Uploads, Told> {
    let (app, who) = (&asked.web.app, &signed_in.who);
    let failed = |error: AppError| asked.failed(&error);
    let uploads = app.list_uploads(who).await.map_err(failed)?;
    let uploads: Vec<UploadLine> = uploads
        .into_iter()
        .map(|HeldUpload { id, upload, .. }| UploadLine {
            id,
            size: upload.size,
            at: upload.at,
            kept_until: upload.kept_until(),
            name: upload.shown_name().to_owned(),
            written: upload.written.map(|written| (written.at, written.entries)),
        })
        .collect();
    let profiles = app.list_own_profiles(who).await.map_err(failed)?;
    let profiles = profiles
        .into_iter()
        .map(|own| (own.name, own.title, own.at));
    let state = app.state();
    let own = About::Organisation(who.organisation());
    let parts = ListParts {
        bar: asked.bar(signed_in),
        plans: &list_plans(asked, signed_in),
        speaks: who.actor.may(&state.register, Action::ImportFiles, own),
        uploads: &uploads,
        profiles: &profiles.collect::<Vec<_>>(),
        most: MOST_BYTES,
        refused,
    };
    Ok(Uploads::build(&state.register, &asked.ctx, parts))
}
