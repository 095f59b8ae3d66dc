// SPDX-License-Identifier: EUPL-1.2
//! The local page: what is in the pool, what was released, what the ledger says. Loopback only, read only.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use askama::Template;
use axum::Router;
use axum::extract::{Path as InPath, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::get;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tower::ServiceExt as _;
use wegmarke_l10n::{Lang, Locale};

use crate::ledger;
use crate::page::{Records, TablePage, facts, method, objection_text, records, table_pages};
use crate::published::Published;
use crate::released::list_releases;
use crate::store::Store;

#[derive(Template)]
#[template(path = "start.html")]
struct Start<'a> {
    f: &'a Locale,
    other: Lang,
    releases: Vec<(usize, String, usize)>,
    entries: Vec<(u64, String, String)>,
}

#[derive(Template)]
#[template(path = "one.html")]
struct One<'a> {
    f: &'a Locale,
    other: Lang,
    number: usize,
    /// What the class of the release means.
    method: String,
    /// Records that were drawn: their headings, and the first of them.
    records: Option<Records>,
    title: String,
    facts: Vec<(String, String)>,
    objections: Vec<String>,
    tables: Vec<TablePage>,
}

/// Serves until it is stopped.
///
/// # Errors
/// If the port is taken, or the pool does not open.
pub async fn run(folder: &Path, port: u16, locale: &Locale) -> Result<ExitCode> {
    let store = Arc::new(Store::open(folder).await?);
    let site = Router::new()
        .route("/", get(choose))
        .route("/{lang}", get(start))
        .route("/{lang}/release/{number}", get(one))
        .with_state(store);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = tokio::net::TcpListener::bind(address).await?;
    let address = format!("http://{}/", listener.local_addr()?);
    println!(
        "{}",
        locale.t_with("cases-serving", &[("address", address.into())])
    );
    loop {
        let (stream, _) = listener.accept().await?;
        let site = site.clone();
        tokio::spawn(async move {
            let answer = service_fn(move |request: Request<Incoming>| {
                let site = site.clone();
                async move {
                    if !is_ours(request.headers()) {
                        return Ok(guard(StatusCode::NOT_FOUND.into_response()));
                    }
                    let request = request.map(axum::body::Body::new);
                    site.oneshot(request).await.map(guard)
                }
            });
            // Whoever hangs up early misses the rest.
            let _unimportant = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), answer)
                .await;
        });
    }
}

/// Another site's page could name this address under a name of its own; only our own names are answered.
fn is_ours(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost")
}

/// What every answer carries, also one that refuses.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CACHE_CONTROL, "no-store"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

fn guard(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    response
}

fn answer(page: Result<String>) -> Response {
    match page {
        Ok(page) => Html(page).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The other language, for the link to the same page in it.
fn other(lang: Lang) -> Lang {
    Lang::PUBLIC
        .into_iter()
        .find(|one| *one != lang)
        .unwrap_or(lang)
}

async fn choose(headers: HeaderMap) -> Redirect {
    let wanted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Redirect::to(&format!("/{}", Lang::negotiate(wanted).code()))
}

async fn start(State(store): State<Arc<Store>>, InPath(lang): InPath<String>) -> Response {
    let Some(lang) = Lang::find(&lang) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    answer(start_page(&store, Locale::of(lang)).await)
}

async fn start_page(store: &Store, locale: &Locale) -> Result<String> {
    let releases = list_releases(store).await?;
    let releases = releases.iter().map(|release| {
        let published = &release.published;
        (
            published.number,
            title(published, locale),
            published.tables.len(),
        )
    });
    let lines = ledger::verify(store).await?.lines;
    let entries = lines.iter().map(|line| {
        (
            line.seq,
            locale.date(line.at.to_zoned(jiff::tz::TimeZone::UTC).date()),
            locale.word("cases-entry", &line.kind.replace('.', "-")),
        )
    });
    Ok(Start {
        f: locale,
        other: other(locale.lang()),
        releases: releases.collect(),
        entries: entries.collect(),
    }
    .render()?)
}

fn title(published: &Published, locale: &Locale) -> String {
    match locale.lang() {
        Lang::De => published.title.de.clone(),
        Lang::En | Lang::Pseudo => published.title.en.clone(),
    }
}

async fn one(
    State(store): State<Arc<Store>>,
    InPath((lang, number)): InPath<(String, usize)>,
) -> Response {
    let Some(lang) = Lang::find(&lang) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let locale = Locale::of(lang);
    let Ok(releases) = list_releases(&store).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let Some(release) = releases
        .iter()
        .find(|release| release.published.number == number)
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let published = &release.published;
    let page = One {
        f: locale,
        other: other(lang),
        number,
        method: method(published, locale),
        records: records(published, locale),
        title: title(published, locale),
        facts: facts(published, locale),
        objections: published
            .audit
            .objections
            .iter()
            .map(|o| objection_text(o, locale))
            .collect(),
        tables: published
            .tables
            .iter()
            .flat_map(|table| table_pages(table, locale))
            .collect(),
    };
    answer(page.render().map_err(Into::into))
}
