// SPDX-License-Identifier: EUPL-1.2
//! Forms that come in when their session is over. Sessions end after some hours, also while somebody
//! writes; without this a redirect would throw away what they wrote.
//!
//! What was typed goes back in the answer and nowhere else: it is not known who sent it, so the server
//! keeps nothing of it. Passwords, codes and files do not go back. Forms from other sites do not get
//! here (`CsrfLayer`).

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest as _, FromRequestParts as _, Multipart, State};
use axum::http::{Method, Request, Response, StatusCode, header};
use axum::middleware::Next;
use axum::response::IntoResponse as _;
use serde_json::json;
use wegmarke_app::AppError;
use wegmarke_pages::parts::form::{SECRETS, Values};
use wegmarke_pages::url::{self, Decoded};
use wegmarke_pages::work::{self, AccountButton, Interrupted, InterruptedParts, SayButton};
use wegmarke_pages::{Ctx, Route};

use super::cookie::{SESSION, cookie};
use super::sent::{LONGEST_WITH_FILES, MOST_FIELDS, Typed, collect};
use super::{Asked, LONGEST_FORM, Told};
use crate::Web;
use crate::outgoing::Outgoing;

/// What a form held, as far as it goes back.
#[derive(Default)]
struct Held {
    values: Values,
    in_parts: bool,
    secrets: bool,
    files: bool,
    cut: bool,
}

/// Answers a form of somebody who is not signed in any more; everything else goes its way.
pub(super) async fn look(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
    next: Next,
) -> Response<Body> {
    if request.method() != Method::POST || !is_inside(request.uri().path()) {
        return next.run(request).await;
    }
    let session = cookie(request.headers(), SESSION).unwrap_or_default();
    let known = web.app.find_signed_in(&session).await;
    if !matches!(known, Err(AppError::SignIn(_))) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(asked) = Asked::from_request_parts(&mut parts, &web).await;
    let path = parts.uri.path().to_owned();
    match read(Request::from_parts(parts, body)).await {
        Ok(held) => answer(&asked, path, held).into_response(),
        Err(status) => asked.refused(status).into_response(),
    }
}

/// Whether a form with words in it may come here: what scripts ask is answered to them.
fn is_inside(path: &str) -> bool {
    let Some((_, rest)) = crate::site::split_language(path) else {
        return false;
    };
    rest.split('/').nth(1) == Some("work")
        && !matches!(
            Route::parse(&Decoded::of(rest)),
            None | Some(Route::BeginNewPasskey)
        )
}

fn answer(asked: &Asked, path: String, held: Held) -> Told {
    let button = held.values.get(work::BUTTON);
    if button == SayButton::Autosave.as_str() {
        let words = asked.ctx.t("interrupted-autosave");
        return asked.told(Outgoing {
            status: StatusCode::UNAUTHORIZED,
            ..Outgoing::new("application/json", json!({ "words": words }).to_string())
        });
    }
    let leaves = [
        AccountButton::SignOut.as_str(),
        AccountButton::SignOutEverywhere.as_str(),
    ];
    if leaves.contains(&button) {
        // That is so already.
        return asked.redirect(asked.ctx.href(&Route::Start));
    }
    let page = url::find_work(&path).unwrap_or_else(|| asked.ctx.href(&Route::Work));
    let page = Interrupted::build(&asked.ctx, parts(&asked.ctx, path, page, held));
    asked.page_with(StatusCode::UNAUTHORIZED, &page)
}

fn parts(ctx: &Ctx, action: String, page: String, held: Held) -> InterruptedParts {
    let mut values = held.values;
    let says = matches!(Route::parse(&Decoded::of(&ctx.path)), Some(Route::Say(..)));
    if says && (held.files || held.cut) {
        // Nobody shall say something in public that lacks what they had chosen for it: the form is
        // shown again first.
        for (name, value) in &mut values.0 {
            if name == work::BUTTON {
                SayButton::More.as_str().clone_into(value);
            }
        }
    }
    InterruptedParts {
        action,
        page,
        values,
        in_parts: held.in_parts,
        secrets: held.secrets,
        files: held.files,
        cut: held.cut,
    }
}

/// Reads a form of nobody known.
async fn read(request: Request<Body>) -> Result<Held, StatusCode> {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let in_parts = content_type.is_some_and(|value| value.as_bytes().starts_with(b"multipart/"));
    let mut held = if in_parts {
        read_parts(request).await?
    } else {
        let Typed(values) = Typed::from_request(request, &()).await?;
        Held {
            values,
            ..Held::default()
        }
    };
    let all = held.values.0.len();
    held.values
        .0
        .retain(|(name, _)| !SECRETS.contains(&name.as_str()));
    held.secrets = held.values.0.len() < all;
    Ok(held)
}

/// The texts of a form with files. A file is read past and forgotten.
async fn read_parts(mut request: Request<Body>) -> Result<Held, StatusCode> {
    DefaultBodyLimit::max(LONGEST_WITH_FILES).apply(&mut request);
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|error| error.status())?;
    let mut held = Held {
        in_parts: true,
        ..Held::default()
    };
    let mut room = LONGEST_FORM;
    for _ in 0..MOST_FIELDS {
        let mut field = match parts.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(held),
            Err(_) => break,
        };
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let Ok(text) = collect(&mut field, room.saturating_sub(name.len())).await else {
            break;
        };
        match (file_name, text) {
            // Browsers send an empty part for a field in which no file was chosen.
            (Some(file), text) => {
                held.files |= !file.is_empty() || text.is_none_or(|text| !text.is_empty());
            }
            (None, Some(text)) => {
                room = room.saturating_sub(name.len() + text.len());
                let text = String::from_utf8_lossy(&text).into_owned();
                held.values.0.push((name, text));
            }
            (None, None) => held.cut = true,
        }
    }
    held.cut = true;
    Ok(held)
}
