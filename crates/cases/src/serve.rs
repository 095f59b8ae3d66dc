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
use axum::http::{HeaderMap, StatusCode, header};
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
use crate::page::{TablePage, facts, objection_text, table_pages};
use crate::published::Published;
use crate::released::list_releases;
use crate::store::Store;

#[derive(Template)]
#[template(path = "start.html")]
struct Start<'a> {
    f: &'a Locale,
    releases: Vec<(usize, String, usize)>,
    entries: Vec<(u64, String, String)>,
}

#[derive(Template)]
#[template(path = "one.html")]
struct One<'a> {
    f: &'a Locale,
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
                site.clone().oneshot(request.map(axum::body::Body::new))
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

fn answer(page: Result<String>) -> Response {
    match page {
        Ok(page) => (
            [
                (header::CACHE_CONTROL, "no-store"),
                (
                    header::CONTENT_SECURITY_POLICY,
                    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'",
                ),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
                (header::REFERRER_POLICY, "no-referrer"),
            ],
            Html(page),
        )
            .into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn choose(headers: HeaderMap) -> Redirect {
    let wanted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Redirect::to(&format!("/{}", Lang::negotiate(wanted).code()))
}

async fn start(
    State(store): State<Arc<Store>>,
    headers: HeaderMap,
    InPath(lang): InPath<String>,
) -> Response {
    let Some(lang) = Lang::find(&lang).filter(|_| is_ours(&headers)) else {
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
    headers: HeaderMap,
    InPath((lang, number)): InPath<(String, usize)>,
) -> Response {
    let Some(lang) = Lang::find(&lang).filter(|_| is_ours(&headers)) else {
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
