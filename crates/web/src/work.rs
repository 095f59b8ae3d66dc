// SPDX-License-Identifier: EUPL-1.2
//! Everything for those who are signed in, and the way there. Nothing of it is ever cached.
//!
//! One request, one place: each handler reads, calls one use case, and answers with a page or a
//! redirect. Requests from other sites are refused before they get here (`CsrfLayer`).

mod announce;
mod fields;
mod handlers;
pub(crate) mod tasks;

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, HeaderValue, Request, Response, header};
use axum::response::IntoResponse;
use axum::routing::get;
use tower::ServiceExt as _;
use tower_http::csrf::CsrfLayer;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_l10n::Lang;
use wegmarke_pages::work::Bar;
use wegmarke_pages::{Ctx, Page};

use crate::reply::{Keep, Prepared, Reply};
use crate::{Web, site};

/// Most bytes of a form.
const LONGEST_FORM: usize = 1 << 20;
/// Cookie of a session. The prefix binds it to this host and to TLS.
const SESSION: &str = "__Host-wegmarke-session";
/// Cookie by which a device is known.
const DEVICE: &str = "__Host-wegmarke-device";

/// Whether a path belongs here: the first part behind the language says so.
pub(crate) fn is_here(path: &str) -> bool {
    let mut parts = path.split('/').skip(1);
    let lang = parts.next().unwrap_or_default();
    Lang::PUBLIC.iter().any(|known| known.code() == lang)
        && matches!(parts.next(), Some("work" | "sign-in" | "invitation"))
}

/// The routes.
pub(crate) fn router(web: Arc<Web>) -> Router {
    Router::new()
        .route(
            "/{lang}/sign-in",
            get(handlers::ask_sign_in).post(handlers::sign_in),
        )
        .route(
            "/{lang}/sign-in/code",
            get(handlers::ask_code).post(handlers::prove_code),
        )
        .route(
            "/{lang}/invitation/{token}",
            get(handlers::ask_invitation).post(handlers::accept_invitation),
        )
        .route("/{lang}/work", get(handlers::mine))
        .route(
            "/{lang}/work/account",
            get(handlers::account).post(handlers::change_account),
        )
        .route("/{lang}/work/board/{plan}", get(handlers::board))
        .route(
            "/{lang}/work/round/{plan}",
            get(announce::ask).post(announce::announce),
        )
        .route(
            "/{lang}/work/say/{noun}/{*id}",
            get(handlers::ask_say).post(handlers::say),
        )
        .fallback(handlers::nothing)
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
        .layer(CsrfLayer::new())
        .with_state(web)
}

/// Answers one request.
pub(crate) async fn answer(router: Router, request: Request<Body>) -> Response<Body> {
    match router.oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}

/// What every handler knows of its request.
pub(crate) struct Asked {
    pub(crate) web: Arc<Web>,
    pub(crate) ctx: Ctx,
    pub(crate) session: String,
    pub(crate) device: Option<String>,
    pub(crate) agent: String,
    pub(crate) from: IpAddr,
    headers: HeaderMap,
}

/// Where a request comes from, set by the server for each connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

impl axum::extract::FromRequestParts<Arc<Web>> for Asked {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        web: &Arc<Web>,
    ) -> Result<Self, Self::Rejection> {
        let (lang, rest) = site::split_language(parts.uri.path()).unwrap_or((Lang::De, "/"));
        let query = parts.uri.query().unwrap_or_default();
        let ctx = site::ctx_of(web, &web.app.state(), lang, rest, query);
        let agent = parts.headers.get(header::USER_AGENT);
        let peer = parts.extensions.get::<Peer>().map(|peer| peer.0);
        let peer = peer.unwrap_or(IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED));
        Ok(Self {
            session: cookie(&parts.headers, SESSION).unwrap_or_default(),
            device: cookie(&parts.headers, DEVICE),
            agent: agent
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
                .to_owned(),
            from: forwarded(web, &parts.headers).unwrap_or(peer),
            headers: parts.headers.clone(),
            web: Arc::clone(web),
            ctx,
        })
    }
}

/// The reader's address as the proxy in front tells it, if there is one that is trusted.
fn forwarded(web: &Web, headers: &HeaderMap) -> Option<IpAddr> {
    if !web.behind_proxy {
        return None;
    }
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| {
            let (known, value) = pair.trim().split_once('=')?;
            (known == name).then(|| value.to_owned())
        })
}

/// A cookie that scripts cannot read and other sites do not send; `None` deletes it.
fn set_cookie(name: &str, value: Option<&str>, seconds: Option<i64>) -> String {
    let (value, age) = match (value, seconds) {
        (None, _) => ("", "; Max-Age=0".to_owned()),
        (Some(value), None) => (value, String::new()),
        (Some(value), Some(seconds)) => (value, format!("; Max-Age={seconds}")),
    };
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Strict{age}")
}

/// An answer, with cookies. Boxed: it is passed along as an early end, too.
pub(crate) struct Told(Box<ToldParts>);

struct ToldParts {
    reply: Reply,
    cookies: Vec<String>,
    headers: HeaderMap,
}

impl Asked {
    /// A page.
    pub(crate) fn page(&self, page: &dyn Page) -> Told {
        self.page_with(axum::http::StatusCode::OK, page)
    }

    /// A page that says that something did not work.
    pub(crate) fn page_with(&self, status: axum::http::StatusCode, page: &dyn Page) -> Told {
        let reply = match site::html(page) {
            Ok(html) => Reply {
                status,
                ..Reply::html(html)
            },
            Err(_) => site::failed(&self.web, &self.ctx.path, ""),
        };
        self.told(reply)
    }

    /// Another address, to be got.
    pub(crate) fn redirect(&self, location: String) -> Told {
        self.told(Reply::redirect(location))
    }

    fn told(&self, reply: Reply) -> Told {
        Told(Box::new(ToldParts {
            reply: Reply {
                keep: Keep::Never,
                ..reply
            },
            cookies: Vec::new(),
            headers: self.headers.clone(),
        }))
    }

    /// Who is signed in; else the way there.
    pub(crate) async fn signed_in(&self) -> Result<SignedIn, Told> {
        match self.web.app.find_signed_in(&self.session).await {
            Ok(found) => Ok(found),
            Err(AppError::SignIn(_)) => {
                Err(self.redirect(self.ctx.href(&wegmarke_pages::Route::SignIn)))
            }
            Err(other) => Err(self.failed(&other)),
        }
    }

    /// The bar of who is signed in.
    pub(crate) fn bar(&self, signed_in: &SignedIn) -> Bar {
        let state = self.web.app.state();
        let organisation = self
            .ctx
            .organisation(&state.register, signed_in.who.organisation());
        Bar {
            name: signed_in.account.name.clone(),
            organisation: organisation.text.words,
        }
    }

    /// The page for a mistake nobody foresaw.
    pub(crate) fn failed(&self, error: &AppError) -> Told {
        tracing::error!(code = error.code(), %error, path = self.ctx.path, "a request failed");
        self.told(site::failed(
            &self.web,
            &format!("/{}{}", self.ctx.lang.code(), self.ctx.path),
            "",
        ))
    }

    /// The page for what is not there.
    pub(crate) fn absent(&self) -> Told {
        let reply = site::problem(
            &self.ctx,
            wegmarke_pages::about::Kind::NotFound,
            &self.ctx.path,
        );
        match reply {
            Ok(reply) => self.told(reply),
            Err(error) => self.failed(&error),
        }
    }
}

impl Told {
    fn with_session(mut self, token: Option<&str>) -> Self {
        self.0.cookies.push(set_cookie(SESSION, token, None));
        self
    }

    fn with_device(mut self, token: &str) -> Self {
        let year = 365 * 24 * 3600;
        self.0
            .cookies
            .push(set_cookie(DEVICE, Some(token), Some(year)));
        self
    }
}

impl IntoResponse for Told {
    fn into_response(self) -> Response<Body> {
        let ToldParts {
            reply,
            cookies,
            headers,
        } = *self.0;
        let mut answer = Prepared::new(&reply, "").respond(&headers, false);
        for cookie in &cookies {
            if let Ok(value) = HeaderValue::from_str(cookie) {
                answer.headers_mut().append(header::SET_COOKIE, value);
            }
        }
        answer
    }
}
