// SPDX-License-Identifier: EUPL-1.2
//! Everything for those who are signed in, and the way there. Nothing of it is ever cached.
//!
//! One request, one place: each handler reads, calls one use case, and answers with a page or a
//! redirect. Requests from other sites are refused before they get here (`CsrfLayer`).

mod account;
mod announce;
pub(crate) mod fields;
mod figure;
mod handlers;
mod letters;
mod sent;
mod sheet;
mod sign_in;

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequestParts as _, State};
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use tower::ServiceExt as _;
use tower_http::csrf::CsrfLayer;
use wegmarke_app::AppError;
use wegmarke_app::account::passkey::Here;
use wegmarke_app::account::{SignInError, SignedIn};
use wegmarke_l10n::Lang;
use wegmarke_pages::about::Kind;
use wegmarke_pages::work::Bar;
use wegmarke_pages::work::Passkeys;
use wegmarke_pages::{Ctx, Page, Site};

use crate::outgoing::{Keep, Outgoing, Prepared};
use crate::{Web, site};

/// Most bytes of a form.
const LONGEST_FORM: usize = 1 << 20;
/// Most bytes of a spreadsheet that is brought, with what goes around it.
const LONGEST_SHEET: usize = 17 << 20;
/// Cookie of a session. The prefix binds it to this host and to TLS.
pub(crate) const SESSION: &str = "__Host-wegmarke-session";
/// Cookie of what was begun in this browser and not ended: a passkey, a login elsewhere.
const PENDING: &str = "__Host-wegmarke-pending";
/// How long a browser keeps that, in seconds.
const PENDING_AGE: i64 = 15 * 60;
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
        .route("/{lang}/work", get(handlers::mine))
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
        .route("/{lang}/work/board/{plan}", get(handlers::board))
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
            get(handlers::ask_say).post(handlers::say),
        )
        .fallback(handlers::nothing)
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

/// A path for the log: without the tokens in it.
fn without_secrets(path: &str) -> String {
    let shown = |part: &str| {
        if part.starts_with("wgm") {
            "…".to_owned()
        } else {
            part.to_owned()
        }
    };
    path.split('/').map(shown).collect::<Vec<_>>().join("/")
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
    pub(crate) pending: String,
    /// The address of this site in the reader's browser, as far as it can be relied upon.
    pub(crate) origin: Option<String>,
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
            pending: cookie(&parts.headers, PENDING).unwrap_or_default(),
            origin: origin(&web.site, &parts.headers),
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

/// The configured address; without one only this machine's own names are believed, since anybody
/// can tell any other one.
fn origin(site: &Site, headers: &HeaderMap) -> Option<String> {
    if let Some(base) = &site.base_url {
        return Some(base.clone());
    }
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let (name, port) = host.rsplit_once(':').unwrap_or((host, ""));
    let here = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    let port_fits = port.bytes().all(|byte| byte.is_ascii_digit());
    (here && port_fits).then(|| format!("http://{host}"))
}

/// The reader's address as the proxy in front tells it, if there is one that is trusted.
fn forwarded(web: &Web, headers: &HeaderMap) -> Option<IpAddr> {
    if !web.behind_proxy {
        return None;
    }
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
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
    cookie_for("Strict", name, value, seconds)
}

fn cookie_for(same_site: &str, name: &str, value: Option<&str>, seconds: Option<i64>) -> String {
    let (value, age) = match (value, seconds) {
        (None, _) => ("", "; Max-Age=0".to_owned()),
        (Some(value), None) => (value, String::new()),
        (Some(value), Some(seconds)) => (value, format!("; Max-Age={seconds}")),
    };
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite={same_site}{age}")
}

/// An answer, with cookies. Boxed: it is passed along as an early end, too.
pub(crate) struct Told(Box<ToldParts>);

struct ToldParts {
    outgoing: Outgoing,
    cookies: Vec<String>,
    file: Option<String>,
    going_to: Option<HeaderValue>,
    headers: HeaderMap,
}

impl Asked {
    /// A page.
    pub(crate) fn page(&self, page: &dyn Page) -> Told {
        self.page_with(axum::http::StatusCode::OK, page)
    }

    /// A page that says that something did not work.
    pub(crate) fn page_with(&self, status: axum::http::StatusCode, page: &dyn Page) -> Told {
        let outgoing = match site::html(page) {
            Ok(html) => Outgoing {
                status,
                ..Outgoing::html(html)
            },
            Err(_) => site::failed(&self.web, &self.ctx.path, ""),
        };
        self.told(outgoing)
    }

    /// Another address, to be got.
    pub(crate) fn redirect(&self, location: String) -> Told {
        self.told(Outgoing::redirect(location))
    }

    /// An answer that is no page.
    pub(crate) fn told(&self, outgoing: Outgoing) -> Told {
        Told(Box::new(ToldParts {
            outgoing: Outgoing {
                keep: Keep::Never,
                ..outgoing
            },
            cookies: Vec::new(),
            file: None,
            going_to: None,
            headers: self.headers.clone(),
        }))
    }

    /// Where passkeys are made and used; else why not, for the script.
    pub(crate) fn here(&self) -> Result<Here<'_>, Told> {
        let nowhere = || {
            let error = SignInError::Passkey("passkey_bad_site");
            self.plainly(&error.into())
        };
        let here = Here {
            origin: self.origin.as_deref().ok_or_else(nowhere)?,
            name: &self.ctx.site.name,
        };
        here.has_passkeys().then_some(here).ok_or_else(nowhere)
    }

    /// Whether passkeys can be used at this address.
    pub(crate) fn passkeys(&self) -> Passkeys {
        if self.here().is_ok() {
            Passkeys::Here
        } else {
            Passkeys::Nowhere
        }
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
        let path = without_secrets(&self.ctx.path);
        tracing::error!(code = error.code(), %error, path, "a request failed");
        self.told(site::failed(
            &self.web,
            &format!("/{}{}", self.ctx.lang.code(), self.ctx.path),
            "",
        ))
    }

    /// The page for what is not there.
    pub(crate) fn absent(&self) -> Told {
        self.problem(Kind::NotFound)
    }

    /// The page for a request that was refused before it was looked at.
    fn refused(&self, status: StatusCode) -> Told {
        let mut told = self.problem(match status {
            StatusCode::FORBIDDEN => Kind::Foreign,
            StatusCode::NOT_FOUND => Kind::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => Kind::TooLarge,
            _ => Kind::BadRequest,
        });
        told.set_status(status);
        told
    }

    fn problem(&self, kind: Kind) -> Told {
        match site::problem(&self.ctx, kind, &self.ctx.path) {
            Ok(outgoing) => self.told(outgoing),
            Err(error) => self.failed(&error),
        }
    }
}

impl Told {
    /// To be kept as a file of this name, of letters, digits, `-` and `.` only.
    fn with_name(mut self, name: &str) -> Self {
        self.0.file = Some(name.to_owned());
        self
    }

    fn with_session(mut self, token: Option<&str>) -> Self {
        self.0.cookies.push(set_cookie(SESSION, token, None));
        self
    }

    /// What was begun. An answer from another site must find it (`Lax`), one of ours needs not.
    fn with_pending(mut self, token: &str, strict: bool) -> Self {
        let same_site = if strict { "Strict" } else { "Lax" };
        self.0.cookies.push(cookie_for(
            same_site,
            PENDING,
            Some(token),
            Some(PENDING_AGE),
        ));
        self
    }

    /// The page has one of our scripts, which asks us things.
    fn with_scripts(mut self) -> Self {
        self.0.outgoing.scripts = true;
        self
    }

    /// The browser goes on to another page by itself.
    fn going_to(mut self, address: &str) -> Self {
        self.0.going_to = HeaderValue::from_str(&format!("0; url={address}")).ok();
        self
    }

    fn set_status(&mut self, status: StatusCode) {
        self.0.outgoing.status = status;
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
            outgoing,
            cookies,
            file,
            going_to,
            headers,
        } = *self.0;
        let mut answer = Prepared::new(&outgoing, "").respond(&headers, false);
        if let Some(name) = file
            && let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        {
            answer
                .headers_mut()
                .insert(header::CONTENT_DISPOSITION, value);
        }
        if let Some(address) = going_to {
            answer.headers_mut().insert(header::REFRESH, address);
        }
        for cookie in &cookies {
            if let Ok(value) = HeaderValue::from_str(cookie) {
                answer.headers_mut().append(header::SET_COOKIE, value);
            }
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn no_secret_gets_into_a_log() {
        for (path, shown) in [
            ("/invitation/wgmi_00ff", "/invitation/…"),
            ("/calendar/wgmc_00ff.ics", "/calendar/…"),
            ("/work/account", "/work/account"),
        ] {
            assert_eq!(without_secrets(path), shown);
        }
    }
}
