// SPDX-License-Identifier: EUPL-1.2
//! Everything for those who are signed in, and the way there. Nothing of it is ever cached.
//!
//! One request, one place: each handler reads, calls one use case, and answers with a page or a
//! redirect. Requests from other sites are refused before they get here (`CsrfLayer`).

mod account;
mod announce;
mod asked;
mod board;
pub(crate) mod fields;
mod figure;
mod letters;
mod mine;
mod say;
mod sent;
mod sheet;
mod sign_in;
mod told;

pub(crate) use asked::{Asked, Peer, cookie};
use told::{Answer, Told, refusal, unknown_button};

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequestParts as _, State};
use axum::http::{Request, Response, header};
use axum::middleware::{self, Next};
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use tower::ServiceExt as _;
use tower_http::csrf::CsrfLayer;
use wegmarke_l10n::Lang;

use crate::Web;

/// Most bytes of a form.
const LONGEST_FORM: usize = 1 << 20;
/// Most bytes of a spreadsheet that is brought, with what goes around it.
const LONGEST_SHEET: usize = 17 << 20;
/// Cookie of a session. The prefix binds it to this host and to TLS.
pub(crate) const SESSION: &str = "__Host-wegmarke-session";
/// Cookie of what was begun in this browser and not ended: a passkey, a login elsewhere.
const PENDING: &str = "__Host-wegmarke-pending";
/// Cookie by which a device is known.
const DEVICE: &str = "__Host-wegmarke-device";

/// Whether a path belongs here: the first part behind the language says so.
pub(crate) fn is_here(path: &str) -> bool {
    let mut parts = path.split('/').skip(1);
    let lang = parts.next().unwrap_or_default();
    Lang::PUBLIC.iter().any(|known| known.code() == lang)
        && matches!(
            parts.next(),
            Some("work" | "sign-in" | "invitation" | "calendar")
        )
}

/// The routes.
pub(crate) fn router(web: Arc<Web>) -> Router {
    Router::new()
        .route(
            "/{lang}/sign-in",
            get(sign_in::ask_sign_in).post(sign_in::sign_in),
        )
        .route(
            "/{lang}/sign-in/code",
            get(sign_in::ask_code).post(sign_in::prove_code),
        )
        .route(
            "/{lang}/sign-in/passkey",
            post(sign_in::sign_in_with_passkey),
        )
        .route(
            "/{lang}/sign-in/passkey/begin",
            post(sign_in::begin_passkey),
        )
        .route(
            "/{lang}/sign-in/organisation",
            post(sign_in::go_to_organisation),
        )
        .route(
            "/{lang}/sign-in/return/{organisation}",
            get(sign_in::come_back),
        )
        .route(
            "/{lang}/invitation/{token}",
            get(sign_in::ask_invitation).post(sign_in::accept_invitation),
        )
        .route(
            "/{lang}/invitation/{token}/passkey",
            get(sign_in::ask_invitation).post(sign_in::accept_with_passkey),
        )
        .route(
            "/{lang}/invitation/{token}/passkey/begin",
            post(sign_in::begin_accepting),
        )
        .route("/{lang}/calendar/{file}", get(letters::calendar))
        .route("/{lang}/work", get(mine::ask))
        .route(
            "/{lang}/work/account",
            get(account::account).post(account::change_account),
        )
        .route(
            "/{lang}/work/account/authenticator",
            get(account::ask_authenticator).post(account::change_authenticator),
        )
        .route("/{lang}/work/account/passkey", post(account::add_passkey))
        .route(
            "/{lang}/work/account/passkey/begin",
            post(account::begin_passkey),
        )
        .route(
            "/{lang}/work/organisation",
            get(account::own).post(account::change_own),
        )
        .route("/{lang}/work/board/{plan}", get(board::ask))
        .route(
            "/{lang}/work/round/{plan}",
            get(announce::ask).post(announce::announce),
        )
        .route("/{lang}/work/figures/{plan}", get(figure::list))
        .route(
            "/{lang}/work/figure/{kind}/{*id}",
            get(figure::ask).post(figure::state),
        )
        .route(
            "/{lang}/work/sheet/{noun}/{*round}",
            get(sheet::ask)
                .post(sheet::look)
                .layer(DefaultBodyLimit::max(LONGEST_SHEET)),
        )
        .route("/{lang}/work/take/{id}", post(sheet::take))
        .route("/{lang}/work/receipts", get(sheet::receipts))
        .route(
            "/{lang}/work/say/{noun}/{*id}",
            get(say::ask).post(say::say),
        )
        .fallback(nothing)
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn_with_state(Arc::clone(&web), explain))
        .with_state(web)
}

/// Refusals of the framework, before a handler is asked, become pages like all others.
async fn explain(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
    next: Next,
) -> Response<Body> {
    let (mut parts, body) = request.into_parts();
    let answer = next.run(Request::from_parts(parts.clone(), body)).await;
    let status = answer.status();
    // All answers of ours have it.
    if answer
        .headers()
        .contains_key(header::X_CONTENT_TYPE_OPTIONS)
    {
        return answer;
    }
    let Ok(asked) = Asked::from_request_parts(&mut parts, &web).await;
    asked.refused(status).into_response()
}

/// Answers one request.
pub(crate) async fn answer(router: Router, request: Request<Body>) -> Response<Body> {
    match router.oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}

async fn nothing(asked: Asked) -> Told {
    asked.absent()
}
