// SPDX-License-Identifier: EUPL-1.2
//! The API for programs, under `/api/`: reading is for anybody, writing takes the token of an
//! organisation. Cookies open nothing here. See `docs/api.md`.
//!
//! Every noun of the roll call is read and documented by its shape ([`reading`]); nothing is to be
//! done here for a new one.
//!
//! # To add an operation
//! 1. A handler in the file of its noun, with `#[utoipa::path]`: it reads, calls one use case, and
//!    answers. Its forms are in [`model`].
//! 2. One line in [`routes()`]. The OpenAPI document is made from the same line; what holds for many
//!    operations (statuses, headers) is added by [`document`].

mod asked;
pub(crate) mod coherence;
mod commitment;
mod contribution;
mod correction;
mod document;
mod draft;
mod editing;
mod entry;
mod figure;
pub(crate) mod finding;
mod import;
mod milestone;
mod model;
mod organising;
pub(crate) mod problem;
mod reading;
mod restore;
mod round;
mod signing;
mod to_sign;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::{Request, Response, StatusCode};
use axum::routing::{MethodRouter, get};
use tower::ServiceExt as _;
use utoipa::openapi::HttpMethod;
use utoipa::openapi::path::Paths;
use utoipa_axum::PathItemExt as _;
use utoipa_axum::router::OpenApiRouter;

use crate::Web;
use crate::api::problem::ProblemDetails;
use crate::handler::{Handler, handler};

/// Most bytes of a request.
const LONGEST: usize = 1 << 20;

/// Most bytes of a request that brings a file: 32 MiB in base64, and what goes around it.
const LONGEST_WITH_FILE: usize = (44 << 20) + LONGEST;

/// The operations of one path, as the router of the document takes them.
type Routes = utoipa_axum::router::UtoipaMethodRouter<Arc<Web>>;

/// Whether a path belongs here.
pub(crate) fn is_here(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// The operations of one path: `utoipa_axum::routes!`, with handlers behind one type.
macro_rules! routes {
    ($($handler:path),+) => {{
        let mut paths = Paths::new();
        let mut schemas = Vec::new();
        let mut methods = MethodRouter::new();
        $(
            let (path, operation, of) = utoipa_axum::routes!(@resolve_types $handler : schemas);
            methods = on(methods, &of, handler!($handler));
            paths.add_path_operation(&path, of, operation);
        )+
        (schemas, paths, methods)
    }};
}

fn on(
    methods: MethodRouter<Arc<Web>>,
    of: &[HttpMethod],
    handler: Handler,
) -> MethodRouter<Arc<Web>> {
    of.iter().fold(methods, |methods, method| {
        methods.on(method.to_method_filter(), handler)
    })
}

/// The same for requests that bring a file.
fn large((schemas, paths, methods): Routes) -> Routes {
    let methods = methods.layer(DefaultBodyLimit::max(LONGEST_WITH_FILE));
    (schemas, paths, methods)
}

/// Every operation, with its documentation.
fn routes() -> OpenApiRouter<Arc<Web>> {
    let router = OpenApiRouter::with_openapi(document::frame())
        .routes(routes!(round::list_rounds, round::announce_round))
        .routes(routes!(round::next_round))
        .routes(routes!(round::cancel_round))
        .routes(routes!(round::get_round))
        .routes(routes!(contribution::list_contributions, contribution::say))
        .routes(routes!(contribution::get_contribution))
        .routes(routes!(contribution::correct))
        .routes(routes!(contribution::withdraw))
        .routes(routes!(commitment::commit))
        .routes(routes!(commitment::reveal))
        .routes(routes!(restore::restore))
        .routes(routes!(figure::list_indicators, figure::state_indicator))
        .routes(routes!(figure::get_indicator))
        .routes(routes!(figure::state_any))
        .routes(routes!(figure::state_value))
        .routes(routes!(figure::state_context))
        .routes(routes!(figure::state_remark))
        .routes(routes!(figure::list_funding, figure::state_funding))
        .routes(routes!(milestone::list_milestones))
        .routes(routes!(milestone::get_milestone))
        .routes(routes!(milestone::list_proposals, milestone::propose))
        .routes(routes!(milestone::decide))
        .routes(routes!(correction::list_corrections, correction::propose))
        .routes(routes!(correction::decide))
        .routes(routes!(coherence::list))
        .routes(routes!(finding::list_findings))
        .routes(routes!(finding::get_finding))
        .routes(routes!(editing::list_editors, editing::begin))
        .routes(routes!(editing::end))
        .routes(routes!(editing::review))
        .routes(routes!(organising::organise))
        .routes(large(routes!(import::import)))
        .routes(routes!(entry::list_entries))
        .routes(routes!(entry::get_entry))
        .routes(routes!(draft::get_me))
        .routes(routes!(draft::list_tasks))
        .routes(routes!(draft::list_drafts))
        .routes(routes!(draft::get_draft, draft::put_draft))
        .routes(routes!(draft::request_release))
        .routes(routes!(draft::return_draft))
        .routes(routes!(draft::discard_draft));
    reading::add(router)
}

/// The routes, and the document about them.
pub(crate) fn router(web: Arc<Web>) -> axum::Router {
    let (router, document) = routes().split_for_parts();
    let document = document::prepare(document, &web.build);
    let document = move |request: Request<Body>| {
        let answer = document.respond(request.headers(), false);
        async move { answer }
    };
    router
        .route("/api/openapi.json", get(document))
        .fallback(async || {
            ProblemDetails::not_found("there is nothing here; see /api/openapi.json")
        })
        .method_not_allowed_fallback(async || {
            let status = StatusCode::METHOD_NOT_ALLOWED;
            ProblemDetails::new(status, "method_not_allowed", "see /api/openapi.json")
        })
        .layer(DefaultBodyLimit::max(LONGEST))
        .with_state(web)
}

/// Answers one request.
pub(crate) async fn answer(router: axum::Router, request: Request<Body>) -> Response<Body> {
    match router.oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}
