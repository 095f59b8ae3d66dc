// SPDX-License-Identifier: EUPL-1.2
//! Uploaded evidence, by its hash: for everybody once a public statement names it, before only for
//! the organisation it is of. Always as a download, and in a sandbox if somebody opens it anyway.

use axum::body::Body;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use wegmarke_app::AppError;
use wegmarke_app::file::OpenFile;
use wegmarke_domain::file::is_sha256;
use wegmarke_pages::about::Refused;
use wegmarke_pages::url;

use crate::api::problem::ProblemDetails;
use crate::outgoing::{Keep, Outgoing, Prepared, matches_tag};
use crate::{Web, language, site, work};

/// What is public never changes under its hash, but it may be taken back: so not for long.
const PUBLIC: &str = "public, max-age=3600, immutable";
const PRIVATE: &str = "private, no-store";

/// Nothing in it runs, loads or is shown in a page, whatever a browser takes it for.
const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// Whether a path belongs here.
pub(crate) fn is_here(path: &str) -> bool {
    url::find_file(path).is_some()
}

/// Answers one request.
pub(crate) async fn answer(web: &Web, asked: &Parts, head_only: bool) -> Response<Body> {
    let path = asked.uri.path();
    let sha256 = url::find_file(path).unwrap_or_default();
    match find(web, &asked.headers, sha256).await {
        Ok(Found::Public(file)) => respond(file, PUBLIC, head_only),
        Ok(Found::Private(file)) => respond(file, PRIVATE, head_only),
        Ok(Found::Known) => known(sha256),
        Ok(Found::Nothing) => absent(web, asked, head_only),
        Err(error) => failed(web, asked, head_only, error),
    }
}

enum Found {
    Public(OpenFile),
    Private(OpenFile),
    /// The reader has it already.
    Known,
    Nothing,
}

async fn find(web: &Web, headers: &HeaderMap, sha256: &str) -> Result<Found, AppError> {
    if !is_sha256(sha256) {
        return Ok(Found::Nothing);
    }
    // Public first: what everybody gets is handed out without looking at who asks.
    if web.app.is_public_file(sha256) {
        let etag = HeaderValue::from_str(&tag(sha256)).ok();
        let sent = headers.get_all(header::IF_NONE_MATCH);
        if etag.is_some_and(|etag| sent.iter().any(|sent| matches_tag(sent, &etag))) {
            return Ok(Found::Known);
        }
        if let Some(file) = web.app.find_public_file(sha256).await? {
            return Ok(Found::Public(file));
        }
    }
    let Some(session) = work::cookie(headers, work::SESSION) else {
        return Ok(Found::Nothing);
    };
    let who = match web.app.find_signed_in(&session).await {
        Ok(signed_in) => signed_in.who,
        Err(AppError::SignIn(_)) => return Ok(Found::Nothing),
        Err(other) => return Err(other),
    };
    match web.app.find_own_file(&who, sha256).await {
        Ok(Some(file)) => Ok(Found::Private(file)),
        // Being refused would tell that it is there.
        Ok(None) | Err(AppError::Forbidden(_)) => Ok(Found::Nothing),
        Err(other) => Err(other),
    }
}

/// Why it is not handed out, in words for people or for programs.
fn failed(web: &Web, asked: &Parts, head_only: bool, error: AppError) -> Response<Body> {
    let path = asked.uri.path();
    tracing::error!(code = error.code(), %error, path, "a file could not be handed out");
    if is_program(&asked.headers) {
        return ProblemDetails::from(error).respond(head_only);
    }
    let lang = language::negotiate(&asked.headers).code();
    let outgoing = site::failed(web, &format!("/{lang}{path}"), "", &error);
    Prepared::new(&outgoing, "").respond(&asked.headers, head_only)
}

/// Whether who asks would rather read JSON than a page.
fn is_program(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter();
    let accepted: Vec<&str> = accepted.filter_map(|value| value.to_str().ok()).collect();
    let names = |what: &str| accepted.iter().any(|value| value.contains(what));
    names("json") && !names("html")
}

/// The same page whether nobody uploaded it or it is still sealed.
fn absent(web: &Web, asked: &Parts, head_only: bool) -> Response<Body> {
    if is_program(&asked.headers) {
        let words = "no public statement names a file with this hash";
        return ProblemDetails::not_found(words).respond(head_only);
    }
    let lang = language::negotiate(&asked.headers);
    let ctx = site::ctx_of(web, &web.app.state(), lang, "/", "");
    let path = asked.uri.path();
    let outgoing = site::refusal(&ctx, Refused::NotFound, Some(path))
        .unwrap_or_else(|_| Outgoing::plain(StatusCode::NOT_FOUND, "not found"));
    Prepared::new(&outgoing, "").respond(&asked.headers, head_only)
}

fn tag(sha256: &str) -> String {
    format!("\"{sha256}\"")
}

/// An answer with the headers that every answer has, and no body.
fn bare(sha256: &str, keep: &'static str) -> Response<Body> {
    let outgoing = Outgoing {
        keep: Keep::Never,
        ..Outgoing::new("application/octet-stream", "")
    };
    let mut answer = Prepared::new(&outgoing, "").respond(&HeaderMap::new(), false);
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    let sandbox = HeaderValue::from_static(SANDBOX);
    headers.insert(header::CONTENT_SECURITY_POLICY, sandbox);
    if keep == PUBLIC
        && let Ok(tag) = HeaderValue::from_str(&tag(sha256))
    {
        headers.insert(header::ETAG, tag);
    }
    answer
}

fn known(sha256: &str) -> Response<Body> {
    let mut answer = bare(sha256, PUBLIC);
    answer.headers_mut().remove(header::CONTENT_TYPE);
    *answer.status_mut() = StatusCode::NOT_MODIFIED;
    answer
}

fn respond(file: OpenFile, keep: &'static str, head_only: bool) -> Response<Body> {
    let mut answer = bare(&file.file.sha256, keep);
    let headers = answer.headers_mut();
    // Only kinds that are taken are told; older or imported entries may name others.
    if let Some(kind) = file.file.find_type() {
        let kind = HeaderValue::from_static(kind.media_type());
        headers.insert(header::CONTENT_TYPE, kind);
    }
    if let Ok(offered) = HeaderValue::from_str(&disposition(&file.file.name)) {
        headers.insert(header::CONTENT_DISPOSITION, offered);
    }
    let options = HeaderName::from_static("x-download-options");
    headers.insert(options, HeaderValue::from_static("noopen"));
    let length = HeaderValue::from(file.bytes.len());
    headers.insert(header::CONTENT_LENGTH, length);
    if !head_only {
        *answer.body_mut() = Body::from(file.bytes);
    }
    answer
}

/// The name under which it is offered, as RFC 6266 writes it.
fn disposition(name: &str) -> String {
    use std::fmt::Write as _;
    let mut out = "attachment; filename*=UTF-8''".to_owned();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing into a text does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn no_name_leaves_its_header() {
        for (name, header) in [
            ("a.pdf", "a.pdf"),
            ("Größe 1.odt", "Gr%C3%B6%C3%9Fe%201.odt"),
            ("a\r\nSet-Cookie: b", "a%0D%0ASet-Cookie%3A%20b"),
            ("\"; filename=\"b.html", "%22%3B%20filename%3D%22b.html"),
        ] {
            let all = format!("attachment; filename*=UTF-8''{header}");
            assert_eq!(disposition(name), all);
        }
    }
}
