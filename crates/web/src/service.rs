// SPDX-License-Identifier: EUPL-1.2
//! One request: from the cache if it is there, else made, prepared and kept.

use std::borrow::Cow;
use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::net::{IpAddr, Ipv4Addr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode, Uri, Version, header};
use hyper::body::Incoming;
use wegmarke_app::account::Stranger;
use wegmarke_pages::url::Read;

use crate::connections::{Known, Serving};
use crate::outgoing::{Outgoing, Prepared};
use crate::sent::Sent;
use crate::{Web, api, assets, file, health, language, lingering, log, security_txt, site, work};

/// The service behind every connection.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    web: Arc<Web>,
    api: axum::Router,
    work: axum::Router,
    peer: IpAddr,
    known: Arc<Known>,
}

impl Service {
    pub(crate) fn new(web: Arc<Web>) -> Self {
        let api = api::router(Arc::clone(&web));
        let work = work::router(Arc::clone(&web));
        let peer = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        Self {
            web,
            api,
            work,
            peer,
            known: Arc::default(),
        }
    }

    /// An answer that was there before.
    fn short(&self, request: Request<Incoming>, status: StatusCode, words: &'static str) -> Answer {
        let answer = Outgoing::plain(status, words);
        let answer = Prepared::new(&answer, "").send(request.headers(), false);
        drop(self.with_body(request));
        Answer::Ready(ready(Ok(answer)))
    }

    fn with_body(&self, request: Request<Incoming>) -> Request<Body> {
        let (parts, body) = request.into_parts();
        let body = lingering::body(&parts.headers, body, self.patience());
        Request::from_parts(parts, body)
    }
}

impl Serving for Service {
    fn patience(&self) -> Duration {
        self.web.patience
    }

    fn of(&self, peer: IpAddr, known: &Arc<Known>) -> Self {
        Self {
            peer,
            known: Arc::clone(known),
            ..self.clone()
        }
    }
}

type Answered = Result<Response<Sent>, Infallible>;

/// An answer from the cache is there at once; another one has to be made.
enum Answer {
    Ready(Ready<Answered>),
    Made(Pin<Box<dyn Future<Output = Answered> + Send>>),
}

impl Answer {
    fn made(making: impl Future<Output = Response<Body>> + Send + 'static) -> Self {
        Self::Made(Box::pin(async move { Ok(making.await.map(Sent::Made)) }))
    }
}

impl Future for Answer {
    type Output = Answered;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Self::Ready(answer) => Pin::new(answer).poll(context),
            Self::Made(answer) => answer.as_mut().poll(context),
        }
    }
}

/// An answer, and what every one of this server carries whoever made it.
pub(crate) struct Answering {
    answer: Answer,
    hsts: Option<HeaderValue>,
}

impl Future for Answering {
    type Output = Answered;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answering = self.get_mut();
        let hsts = &mut answering.hsts;
        Pin::new(&mut answering.answer)
            .poll(context)
            .map_ok(|mut answer| {
                if let Some(hsts) = hsts.take() {
                    let headers = answer.headers_mut();
                    headers.insert(header::STRICT_TRANSPORT_SECURITY, hsts);
                }
                answer
            })
    }
}

impl hyper::service::Service<Request<Incoming>> for Service {
    type Response = Response<Sent>;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: Request<Incoming>) -> Answering {
        let hsts = self.web.hsts.clone();
        let answer = self.begin(request);
        Answering { answer, hsts }
    }
}

impl Service {
    fn begin(&self, request: Request<Incoming>) -> Answer {
        self.known.ask();
        // A proxy in front may have read something else in it than we do, and what follows may be
        // somebody else's: so it is the last one.
        if self.known.is_bad() || !names_one_host(&request) {
            self.web.app.tell_stranger(Stranger::MalformedRequest);
            let words = "this request is not as HTTP has it";
            return last(self.short(request, StatusCode::BAD_REQUEST, words));
        }
        if self.known.is_last() {
            return last(self.answer(request));
        }
        self.answer(request)
    }

    fn answer(&self, request: Request<Incoming>) -> Answer {
        let path = request.uri().path();
        if work::is_here(path) {
            let router = self.work.clone();
            let mut request = self.with_body(request);
            request.extensions_mut().insert(work::Peer(self.peer));
            return Answer::made(work::answer(router, request));
        }
        if api::is_here(path) {
            let (router, request) = (self.api.clone(), self.with_body(request));
            return Answer::made(api::answer(router, request));
        }
        let head_only = request.method() == Method::HEAD;
        if !head_only && request.method() != Method::GET {
            let words = "this site is for reading: GET and HEAD";
            return self.short(request, StatusCode::METHOD_NOT_ALLOWED, words);
        }
        if file::is_here(request.uri().path()) {
            let web = Arc::clone(&self.web);
            let (asked, _) = request.into_parts();
            return Answer::made(async move { file::answer(&web, &asked, head_only).await });
        }
        let edition = self.web.edition();
        let kept = address(request.uri()).and_then(|address| {
            let send = |kept: &Arc<Prepared>| kept.send(request.headers(), head_only);
            self.web.cache.find(edition, address, send)
        });
        if let Some(answer) = kept {
            return Answer::Ready(ready(Ok(answer)));
        }
        let web = Arc::clone(&self.web);
        // A request's body is of no interest here, and may not be shared between threads.
        let (asked, _) = request.into_parts();
        Answer::Made(Box::pin(async move {
            let prepared = make(&web, &asked).await;
            Ok(prepared.send(&asked.headers, head_only))
        }))
    }
}

/// Whether a request names one host, as RFC 9112 has it: which one is nobody's choice.
fn names_one_host(request: &Request<Incoming>) -> bool {
    let hosts = request.headers().get_all(header::HOST).iter().count();
    match request.version() {
        Version::HTTP_11 => hosts == 1,
        _ => hosts <= 1,
    }
}

/// An answer after which the connection ends.
fn last(answer: Answer) -> Answer {
    Answer::Made(Box::pin(async move {
        let mut answer = answer.await?;
        let close = HeaderValue::from_static("close");
        answer.headers_mut().insert(header::CONNECTION, close);
        Ok(answer)
    }))
}

/// The address as it was asked for.
fn address(uri: &Uri) -> Option<&str> {
    uri.path_and_query()
        .map(axum::http::uri::PathAndQuery::as_str)
}

/// What of a query is read. Whatever else stands in it must not make another answer, which would be
/// kept beside the first one.
fn read<'a>(path: &str, query: &'a str) -> Read<'a> {
    let whole = |query, is_common| Read { query, is_common };
    if path.starts_with("/assets/") {
        // Which version it was does not matter: there is one.
        let versioned = query.starts_with("v=");
        return whole(Cow::Borrowed(if versioned { "v=" } else { "" }), true);
    }
    match site::split_language(path) {
        Some((_, rest)) => wegmarke_pages::url::read(rest, query),
        None if path.starts_with("/log/") || path == "/robots.txt" => {
            whole(Cow::Borrowed(""), true)
        }
        None => whole(Cow::Borrowed(query), false),
    }
}

async fn make(web: &Web, asked: &Parts) -> Arc<Prepared> {
    let state = web.app.state();
    let edition = crate::Edition {
        version: state.version(),
        ..web.edition()
    };
    let path = asked.uri.path();
    let Read { query, is_common } = read(path, asked.uri.query().unwrap_or_default());
    let query = &*query;
    let under = if query.is_empty() {
        Cow::Borrowed(path)
    } else {
        Cow::Owned(format!("{path}?{query}"))
    };
    // Asked for in other words before?
    let find = |kept: &Arc<Prepared>| Arc::clone(kept);
    if address(&asked.uri) != Some(&*under)
        && let Some(kept) = web.cache.find(edition, &under, find)
    {
        return kept;
    }
    let mut may_keep = is_common;
    let made = if let Some(path) = path.strip_prefix("/assets/") {
        Ok(assets::find(path, query.starts_with("v=")))
    } else if let Some(path) = path.strip_prefix("/log/") {
        // What witnesses sign comes when it comes.
        may_keep &= path == "checkpoint" && web.app.count_witnesses() == 0;
        log::find(&web.app, &state, path).await
    } else if path == "/robots.txt" {
        Ok(Outgoing::new(
            "text/plain; charset=utf-8",
            "User-agent: *\nDisallow: /*/search\nDisallow: /*?*as-of=\n",
        ))
    } else if let Some(answer) = health::find(web, path).await {
        may_keep = false;
        Ok(answer)
    } else if path == security_txt::PATH {
        Ok(security_txt::answer(web))
    } else if language::is_missing(path) {
        // The answer depends on more than the address.
        may_keep = false;
        let lang = language::negotiate(&asked.headers);
        let query = if query.is_empty() {
            String::new()
        } else {
            format!("?{query}")
        };
        Ok(Outgoing {
            by_language: true,
            ..Outgoing::redirect(format!("/{}{path}{query}", lang.code()))
        })
    } else {
        may_keep &= !path.ends_with("/search");
        site::answer(web, &state, path, query).await
    };
    let outgoing = made.unwrap_or_else(|error| {
        may_keep = false;
        tracing::error!(code = error.code(), %error, path, "a request failed");
        // Whoever reads the log is a program.
        if path.starts_with("/log/") && site::passes(&error) {
            log::away()
        } else {
            site::failed(web, path, query, &error)
        }
    });
    // What has a tag of its own changes apart from the edition.
    may_keep &= outgoing.status == StatusCode::OK && outgoing.tag.is_none();
    let tag = format!("{edition}-{}", web.build);
    let prepared = Arc::new(match may_keep {
        true => Prepared::new(&outgoing, &tag),
        false => Prepared::once(&outgoing, &tag, &asked.headers),
    });
    if may_keep {
        web.cache.keep(edition, &under, Arc::clone(&prepared));
    }
    prepared
}
