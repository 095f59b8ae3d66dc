// SPDX-License-Identifier: EUPL-1.2
//! The site on this computer, with the headers of referral.md: for looking, and for the tests in a browser.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use jiff::Timestamp;
use tower::ServiceExt as _;
use wegmarke_guide::Files;
use wegmarke_guide::build::HEADERS;
use wegmarke_l10n::Locale;

use crate::clock::now;
use crate::said::say;
use crate::{folder, steps};

/// Where the files come from.
enum Site {
    /// Built before; read once.
    Built(Files),
    /// Built anew for each page.
    Content(PathBuf, Option<Timestamp>, &'static Locale),
}

/// Serves a built site until it is stopped.
///
/// # Errors
/// If the folder cannot be read, or the port is taken.
pub async fn built(site: PathBuf, port: u16, locale: &'static Locale) -> Result<ExitCode> {
    run(Site::Built(folder::read(&site, locale)?), port, locale).await
}

/// Serves content as it is, until it is stopped.
///
/// # Errors
/// If the content cannot be built at first, or the port is taken.
pub async fn preview(
    content: PathBuf,
    port: u16,
    at: Option<Timestamp>,
    locale: &'static Locale,
) -> Result<ExitCode> {
    steps::site(&content, at.unwrap_or_else(now), locale)?;
    run(Site::Content(content, at, locale), port, locale).await
}

async fn run(site: Site, port: u16, locale: &Locale) -> Result<ExitCode> {
    let router = Router::new().fallback(answer).with_state(Arc::new(site));
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = tokio::net::TcpListener::bind(address).await?;
    let address = format!("http://{}/", listener.local_addr()?);
    say(&locale.t_with("way-serving", &[("address", address.into())]));
    loop {
        let (stream, _) = listener.accept().await?;
        let router = router.clone();
        tokio::spawn(async move {
            let answer = service_fn(move |request: Request<Incoming>| {
                router.clone().oneshot(request.map(axum::body::Body::new))
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

async fn answer(
    State(site): State<Arc<Site>>,
    method: Method,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    if !is_ours(&headers) {
        return StatusCode::NOT_FOUND.into_response();
    }
    if method != Method::GET && method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let name = uri.path().trim_start_matches('/');
    let name = if name.is_empty() || name.ends_with('/') {
        format!("{name}index.html")
    } else {
        name.to_owned()
    };
    let (status, kind, bytes) = match find(&site, &name) {
        Ok(Some(bytes)) => (StatusCode::OK, kind_of(&name), bytes),
        Ok(None) => (
            StatusCode::NOT_FOUND,
            "text/plain; charset=utf-8",
            Vec::new(),
        ),
        // What the editor wrote is wrong just now: it is told where the page would be.
        Err(error) => {
            let text = format!("{error:#}\n");
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                "text/plain; charset=utf-8",
                text.into_bytes(),
            )
        }
    };
    let mut response = (status, bytes).into_response();
    for (name, value) in HEADERS.into_iter().chain([("Content-Type", kind)]) {
        if let Ok(name) = header::HeaderName::from_bytes(name.as_bytes()) {
            response
                .headers_mut()
                .insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

fn find(site: &Site, name: &str) -> Result<Option<Vec<u8>>> {
    match site {
        Site::Built(files) => Ok(files.get(name).cloned()),
        Site::Content(content, at, locale) => {
            let files = steps::site(content, at.unwrap_or_else(now), locale)?;
            Ok(files.get(name).cloned())
        }
    }
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "ogg" => "audio/ogg",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        _ => "text/plain; charset=utf-8",
    }
}
