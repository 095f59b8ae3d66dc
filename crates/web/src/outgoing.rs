// SPDX-License-Identifier: EUPL-1.2
//! Answers: bytes with their compressed variants and the headers that go with them.

use std::io::Write as _;

use axum::body::Body;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};
use bytes::Bytes;

use crate::sent::Sent;

/// How long an answer may be kept by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Ask again each time; the ETag saves the bytes.
    Revalidate,
    /// Never changes under this address.
    Forever,
    /// Not at all.
    Never,
}

/// An answer before it is prepared.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    pub(crate) status: StatusCode,
    pub(crate) content_type: &'static str,
    pub(crate) body: Bytes,
    pub(crate) keep: Keep,
    /// May pages of other origins read it (the log and feeds)?
    pub(crate) open: bool,
    /// Answers to one address differ by the reader's languages.
    pub(crate) by_language: bool,
    pub(crate) location: Option<String>,
    /// The name under which it is kept as a file; `None`: it is shown.
    pub(crate) name: Option<String>,
    /// What tells its content from others, where that is not the edition.
    pub(crate) tag: Option<String>,
    /// After how many seconds it is worth asking again.
    pub(crate) retry_after: Option<u16>,
    /// Whether the page has scripts of ours, which may ask us something.
    pub(crate) scripts: bool,
}

impl Outgoing {
    pub(crate) fn new(content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self {
            status: StatusCode::OK,
            content_type,
            body: body.into(),
            keep: Keep::Revalidate,
            open: false,
            by_language: false,
            location: None,
            name: None,
            tag: None,
            retry_after: None,
            scripts: false,
        }
    }

    pub(crate) fn html(body: String) -> Self {
        // It is kept for long: without the room it did not need.
        let body = body.into_boxed_str().into_boxed_bytes();
        Self::new("text/html; charset=utf-8", body)
    }

    pub(crate) fn plain(status: StatusCode, words: &'static str) -> Self {
        let keep = Keep::Never;
        Self {
            status,
            keep,
            ..Self::new("text/plain; charset=utf-8", words)
        }
    }

    pub(crate) fn redirect(location: String) -> Self {
        let status = StatusCode::SEE_OTHER;
        let location = Some(location);
        Self {
            status,
            location,
            keep: Keep::Never,
            ..Self::new("text/plain; charset=utf-8", "")
        }
    }
}

/// How bytes are packed on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    Identity,
    Gzip,
    Brotli,
}

impl Coding {
    /// The best coding a request accepts.
    pub(crate) fn accepted(headers: &HeaderMap) -> Self {
        let Some(accepted) = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
        else {
            return Self::Identity;
        };
        // Of weights only a refusal is heard: a client that takes brotli at all is best served with it.
        let takes = |name: &str| {
            accepted.split(',').any(|part| {
                let mut part = part.split(';').map(str::trim);
                part.next() == Some(name)
                    && part.all(|weight| !matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
            })
        };
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Identity
        }
    }
}

/// One variant with all its headers.
#[derive(Clone, Debug)]
struct Variant {
    headers: HeaderMap,
    body: Bytes,
    etag: Option<HeaderValue>,
}

/// An answer that is ready to be sent many times.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    status: StatusCode,
    identity: Variant,
    gzip: Option<Variant>,
    brotli: Option<Variant>,
}

/// How hard a body is packed: the levels of both ways.
struct Effort {
    gzip: u32,
    brotli: u32,
}

/// For what is sent many times. Level 5 of 11: the first reader of an edition waits for it.
const DENSE: Effort = Effort { gzip: 6, brotli: 5 };
/// For what is sent once.
const QUICK: Effort = Effort { gzip: 1, brotli: 1 };

/// Seconds after which it is worth asking again, where nothing else is known.
pub(crate) const SHORTLY: u64 = 5;

/// Smaller bodies gain nothing from being packed.
const SMALLEST_PACKED: usize = 512;

impl Prepared {
    /// Packs an answer in every way. `tag` is the version it is of, if it has no tag of its own.
    pub(crate) fn new(outgoing: &Outgoing, tag: &str) -> Self {
        Self::packed(outgoing, tag, &DENSE, |_| true)
    }

    /// The same for one request, packed as that takes it and in no other way: it is not kept, and packing
    /// takes longer than all the rest.
    pub(crate) fn once(outgoing: &Outgoing, tag: &str, headers: &HeaderMap) -> Self {
        let taken = Coding::accepted(headers);
        Self::packed(outgoing, tag, &QUICK, |coding| coding == taken)
    }

    fn packed(
        outgoing: &Outgoing,
        tag: &str,
        effort: &Effort,
        wants: impl Fn(Coding) -> bool,
    ) -> Self {
        let tag = outgoing.tag.as_deref().unwrap_or(tag);
        let pack = outgoing.body.len() >= SMALLEST_PACKED && is_text(outgoing.content_type);
        let variant =
            |body: Bytes, coding: Option<&'static str>| variant(outgoing, body, coding, tag, pack);
        Self {
            status: outgoing.status,
            identity: variant(outgoing.body.clone(), None),
            gzip: (pack && wants(Coding::Gzip))
                .then(|| gzip(&outgoing.body, effort.gzip))
                .flatten()
                .map(|body| variant(body, Some("gzip"))),
            brotli: (pack && wants(Coding::Brotli))
                .then(|| brotli(&outgoing.body, effort.brotli))
                .flatten()
                .map(|body| variant(body, Some("br"))),
        }
    }

    /// Bytes it holds, for the limit of the cache.
    pub(crate) fn weight(&self) -> usize {
        let packed = [&self.gzip, &self.brotli]
            .into_iter()
            .flatten()
            .map(|variant| variant.body.len());
        // And, roughly, three sets of headers and their place in the map.
        self.identity.body.len() + packed.sum::<usize>() + (12 << 10)
    }

    /// The answer to one request.
    pub(crate) fn respond(&self, headers: &HeaderMap, head_only: bool) -> Response<Body> {
        self.choose(headers, head_only).map(Body::from)
    }

    /// The same, its bytes sent as they are kept.
    pub(crate) fn send(&self, headers: &HeaderMap, head_only: bool) -> Response<Sent> {
        self.choose(headers, head_only).map(Sent::Kept)
    }

    fn choose(&self, headers: &HeaderMap, head_only: bool) -> Response<Bytes> {
        let variant = match Coding::accepted(headers) {
            Coding::Brotli => self.brotli.as_ref(),
            Coding::Gzip => self.gzip.as_ref(),
            Coding::Identity => None,
        };
        let variant = variant.unwrap_or(&self.identity);
        let mut response = Response::new(Bytes::new());
        *response.headers_mut() = variant.headers.clone();
        if let Some(etag) = &variant.etag
            && self.status == StatusCode::OK
            && headers
                .get_all(header::IF_NONE_MATCH)
                .iter()
                .any(|sent| matches_tag(sent, etag))
        {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().remove(header::CONTENT_TYPE);
            return response;
        }
        *response.status_mut() = self.status;
        if head_only {
            response.headers_mut().insert(
                header::CONTENT_LENGTH,
                HeaderValue::from(variant.body.len()),
            );
        } else {
            *response.body_mut() = variant.body.clone();
        }
        response
    }
}

pub(crate) fn matches_tag(sent: &HeaderValue, etag: &HeaderValue) -> bool {
    let (Ok(sent), Ok(etag)) = (sent.to_str(), etag.to_str()) else {
        return false;
    };
    sent.split(',')
        .map(str::trim)
        // A proxy that packs anew makes our tag a weak one. For reading that is as good.
        .any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

fn is_text(content_type: &str) -> bool {
    ["text/", "image/svg", "application/json", "application/atom"]
        .iter()
        .any(|start| content_type.starts_with(start))
}

fn variant(
    outgoing: &Outgoing,
    body: Bytes,
    coding: Option<&'static str>,
    tag: &str,
    packs: bool,
) -> Variant {
    let mut headers = HeaderMap::with_capacity(24);
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::CONTENT_TYPE, outgoing.content_type);
    set(
        header::CACHE_CONTROL,
        match outgoing.keep {
            Keep::Revalidate => "no-cache",
            Keep::Forever => "public, max-age=31536000, immutable",
            Keep::Never => "no-store",
        },
    );
    match (packs, outgoing.by_language) {
        (true, true) => set(header::VARY, "accept-encoding, accept-language"),
        (true, false) => set(header::VARY, "accept-encoding"),
        (false, true) => set(header::VARY, "accept-language"),
        (false, false) => {}
    }
    if let Some(coding) = coding {
        set(header::CONTENT_ENCODING, coding);
    }
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    // An address tells what somebody reads about. The sites they go on to learn nothing of it.
    set(header::REFERRER_POLICY, "no-referrer");
    let policy = if outgoing.scripts {
        POLICY_WITH_SCRIPTS
    } else {
        CONTENT_SECURITY_POLICY
    };
    set(header::CONTENT_SECURITY_POLICY, policy);
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("permissions-policy"),
        PERMISSIONS_POLICY,
    );
    let shared = HeaderName::from_static("cross-origin-resource-policy");
    if outgoing.open {
        set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        set(shared, "cross-origin");
    } else {
        set(shared, "same-origin");
    }
    if let Some(location) = outgoing
        .location
        .as_deref()
        .and_then(|to| HeaderValue::from_str(to).ok())
    {
        headers.insert(header::LOCATION, location);
    }
    if let Some(name) = &outgoing.name
        && let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
    {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    let busy = outgoing.status == StatusCode::SERVICE_UNAVAILABLE;
    let wait = outgoing.retry_after.map(u64::from);
    if let Some(seconds) = wait.or_else(|| busy.then_some(SHORTLY)) {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    // Variants are different bytes, so they have different tags.
    let etag = (outgoing.keep == Keep::Revalidate)
        .then(|| HeaderValue::from_str(&format!("\"{tag}-{}\"", coding.unwrap_or("id"))).ok())
        .flatten();
    if let Some(etag) = &etag {
        headers.insert(header::ETAG, etag.clone());
    }
    Variant {
        headers,
        body,
        etag,
    }
}

/// Nothing but our own stylesheets, fonts and pictures; no script, no frame, no other origin.
/// `data:` pictures are the arrows that the design system draws into select boxes.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; \
    img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The same for the few pages that can do more with a script of ours.
const POLICY_WITH_SCRIPTS: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; \
    style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

const PERMISSIONS_POLICY: &str =
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";

fn gzip(body: &[u8], level: u32) -> Option<Bytes> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    encoder.write_all(body).ok()?;
    encoder.finish().ok().map(tight)
}

fn brotli(body: &[u8], level: u32) -> Option<Bytes> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, level, 20);
    writer.write_all(body).ok()?;
    drop(writer);
    Some(tight(packed))
}

/// Without the room that a growing vector has.
fn tight(packed: Vec<u8>) -> Bytes {
    packed.into_boxed_slice().into()
}

#[cfg(test)]
mod tests {
    use super::{Coding, Outgoing, Prepared};
    use axum::body::{Body, HttpBody as _};
    use axum::http::{HeaderMap, StatusCode, header};

    fn asking(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn the_best_accepted_coding_is_taken() {
        for (accepted, coding) in [
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("gzip;q=1.0, br;q=0", Coding::Gzip),
            ("identity", Coding::Identity),
            ("", Coding::Identity),
            ("gzip;q=0", Coding::Identity),
        ] {
            assert_eq!(
                Coding::accepted(&asking(header::ACCEPT_ENCODING, accepted)),
                coding,
                "{accepted}"
            );
        }
    }

    #[tokio::test]
    async fn kept_or_made_the_answer_is_the_same() {
        let outgoing = Outgoing::html("<p>".repeat(400));
        let prepared = Prepared::new(&outgoing, "7-b");
        for coding in ["", "gzip", "br"] {
            let asked = asking(header::ACCEPT_ENCODING, coding);
            for head_only in [false, true] {
                let (made, body) = prepared.respond(&asked, head_only).into_parts();
                let (kept, sent) = prepared.send(&asked, head_only).into_parts();
                assert_eq!((made.status, &made.headers), (kept.status, &kept.headers));
                assert_eq!(sent.size_hint().exact(), body.size_hint().exact());
                assert_eq!(sent.is_end_stream(), head_only);
                let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
                let sent = axum::body::to_bytes(Body::new(sent), usize::MAX).await;
                assert_eq!(sent.unwrap(), bytes);
            }
        }
    }

    #[test]
    fn what_is_not_kept_is_packed_for_who_asks_and_nobody_else() {
        let outgoing = Outgoing::html("<p>".repeat(400));
        let whole = Prepared::new(&outgoing, "7-b");
        for (coding, others) in [
            ("", ["gzip", "br"]),
            ("gzip", ["br", ""]),
            ("br", ["gzip", ""]),
        ] {
            let asked = asking(header::ACCEPT_ENCODING, coding);
            let once = Prepared::once(&outgoing, "7-b", &asked);
            let (made, kept) = (once.respond(&asked, true), whole.respond(&asked, true));
            for name in [header::CONTENT_ENCODING, header::ETAG, header::VARY] {
                let (made, kept) = (made.headers().get(&name), kept.headers().get(&name));
                assert_eq!(made, kept, "{coding} {name}");
            }
            assert!(once.weight() < whole.weight(), "{coding}");
            for other in others {
                let other = once.respond(&asking(header::ACCEPT_ENCODING, other), true);
                assert!(!other.headers().contains_key(header::CONTENT_ENCODING));
            }
        }
    }

    #[test]
    fn whoever_comes_too_early_is_told_when_to_come_again() {
        let busy = Outgoing::plain(StatusCode::SERVICE_UNAVAILABLE, "busy");
        let answer = Prepared::new(&busy, "").respond(&HeaderMap::new(), false);
        assert_eq!(answer.headers()[header::RETRY_AFTER], "5");
    }

    #[test]
    fn a_known_version_is_not_sent_again() {
        let outgoing = Outgoing::html("<p>".repeat(400));
        let prepared = Prepared::new(&outgoing, "7-b");
        let fresh = prepared.respond(&HeaderMap::new(), false);
        let etag = fresh.headers()[header::ETAG].to_str().unwrap().to_owned();
        assert_eq!(etag, "\"7-b-id\"");
        let again = prepared.respond(&asking(header::IF_NONE_MATCH, &etag), false);
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let other = prepared.respond(&asking(header::IF_NONE_MATCH, "\"6-b-id\""), false);
        assert_eq!(other.status(), StatusCode::OK);
    }
}
