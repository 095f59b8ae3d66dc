// SPDX-License-Identifier: EUPL-1.2
//! What every handler knows of its request, and the answers made from it.

use std::net::IpAddr;
use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode, header};
use wegmarke_app::AppError;
use wegmarke_app::account::passkey::Here;
use wegmarke_app::account::{SignInError, SignedIn};
use wegmarke_domain::id::PlanId;
use wegmarke_domain::rules::permission::{Action, list_owners, list_roles};
use wegmarke_l10n::Lang;
use wegmarke_pages::about::Refused;
use wegmarke_pages::work::{Bar, DemoButton, NotYours, Passkeys, TO, WhoMay};
use wegmarke_pages::{Ctx, Page, Route, Site, url};

use super::cookie::{self, DEVICE, PENDING, SESSION, cookie};
use super::told::Told;
use crate::outgoing::Outgoing;
use crate::{Web, site};

/// What a proxy adds to a request that it passes on.
const PASSED_ON: [&str; 3] = ["forwarded", "x-forwarded-for", "via"];

/// Most bytes of a form.
pub(super) const LONGEST_FORM: usize = 1 << 20;

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
    /// The other end of the connection, whatever a proxy there tells.
    peer: IpAddr,
    /// Path and query.
    address: String,
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
            from: forwarded(web.behind_proxy, &parts.headers).unwrap_or(peer),
            peer,
            address: parts.uri.to_string(),
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
    own_host(headers).map(|host| format!("http://{host}"))
}

/// The host that was asked for, if it is a name of this machine.
fn own_host(headers: &HeaderMap) -> Option<&str> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let (name, port) = host.rsplit_once(':').unwrap_or((host, ""));
    let here = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    let port_fits = port.bytes().all(|byte| byte.is_ascii_digit());
    (here && port_fits).then_some(host)
}

/// Whether somebody at this machine asks, by a name of this machine, and nothing stands between.
fn is_from_here(peer: IpAddr, headers: &HeaderMap) -> bool {
    let passed_on = PASSED_ON.iter().any(|name| headers.contains_key(*name));
    peer.is_loopback() && own_host(headers).is_some() && !passed_on
}

/// The reader's address as the proxy in front tells it, if there is one that is trusted.
fn forwarded(behind_proxy: bool, headers: &HeaderMap) -> Option<IpAddr> {
    if !behind_proxy {
        return None;
    }
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

impl Asked {
    /// A page.
    pub(crate) fn page(&self, page: &dyn Page) -> Told {
        self.page_with(StatusCode::OK, page)
    }

    /// A page that says that something did not work.
    pub(crate) fn page_with(&self, status: StatusCode, page: &dyn Page) -> Told {
        let outgoing = match site::html(page) {
            Ok(html) => Outgoing {
                status,
                ..Outgoing::html(html)
            },
            Err(error) => site::failed(&self.web, &self.ctx.path, "", &error),
        };
        self.told(outgoing)
    }

    /// Another address, to be got.
    pub(crate) fn redirect(&self, location: String) -> Told {
        self.told(Outgoing::redirect(location))
    }

    /// An answer that is no page.
    pub(crate) fn told(&self, outgoing: Outgoing) -> Told {
        Told::new(outgoing, self.headers.clone())
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

    /// As whom one click signs in here, and with which account; none where that is not offered.
    ///
    /// Three things must come together: the program runs as a demonstration that listens on this machine
    /// only ([`Web::with_demo`]), the request comes from this machine, and it asks for a name of this
    /// machine: a page elsewhere whose name leads here would tell another one. What a proxy passed on
    /// comes from wherever.
    pub(super) fn demo(&self) -> &[(DemoButton, String)] {
        if is_from_here(self.peer, &self.headers) {
            &self.web.demo
        } else {
            &[]
        }
    }

    /// Who is signed in; else the way there.
    pub(crate) async fn signed_in(&self) -> Result<SignedIn, Told> {
        match self.web.app.find_signed_in(&self.session).await {
            Ok(found) => Ok(found),
            Err(AppError::SignIn(_)) => Err(self.redirect(self.way_in())),
            Err(other) => Err(self.failed(&other)),
        }
    }

    /// Where to sign in, to come back to this address.
    pub(super) fn way_in(&self) -> String {
        let to = url::find_work(&self.address).filter(|to| *to != self.ctx.href(&Route::Work));
        let to = to.unwrap_or_default();
        self.ctx.href_with(&Route::SignIn, &[(TO, &to)])
    }

    /// Where somebody wanted to go before the browser went to another site.
    pub(super) fn wanted_before(&self) -> Option<String> {
        url::find_work(&cookie(&self.headers, cookie::TO)?)
    }

    /// Whether a link on another site led here.
    ///
    /// The cookie of a session is `SameSite=Strict`, so a browser leaves it out then, also of
    /// somebody who is signed in. A second, laxer cookie would be one more secret to steal, and every
    /// site could open our pages as them; so there is none. Instead a page of ours leads on: that step
    /// begins here, and brings the cookie.
    pub(super) fn is_from_elsewhere(&self) -> bool {
        let site = self.headers.get("sec-fetch-site");
        site.is_some_and(|site| site.as_bytes() == b"cross-site")
    }

    /// Who does something in the organisation of who is signed in.
    pub(super) async fn who_may(
        &self,
        signed_in: &SignedIn,
        action: Action,
    ) -> Result<WhoMay, Told> {
        self.who_may_of(signed_in, action, None).await
    }

    async fn who_may_of(
        &self,
        signed_in: &SignedIn,
        action: Action,
        plan: Option<&PlanId>,
    ) -> Result<WhoMay, Told> {
        let (app, who) = (&self.web.app, &signed_in.who);
        let state = app.state();
        let roles = |action, plan| list_roles(&state.register, who.organisation(), action, plan);
        let (do_it, invite) = (roles(action, plan), roles(Action::InviteAccounts, None));
        let failed = |error| self.failed(&error);
        Ok(WhoMay {
            colleagues: app.list_with(who, &do_it).await.map_err(failed)?,
            inviters: app.list_with(who, &invite).await.map_err(failed)?,
            roles: do_it,
            organisation: None,
        })
    }

    /// The page for what somebody may not do, and who does it. Only where it is no secret that there
    /// is something: what another organisation drafts is simply not there.
    pub(super) async fn not_theirs(&self, signed_in: &SignedIn, action: Action) -> Told {
        match self.who_may(signed_in, action).await {
            Ok(who) => self.not_yours(signed_in, action, &who),
            Err(told) => told,
        }
    }

    /// The same for what is done by whoever coordinates a plan, or answers for it.
    pub(super) async fn not_theirs_of(
        &self,
        signed_in: &SignedIn,
        action: Action,
        plan: &PlanId,
    ) -> Told {
        let state = self.web.app.state();
        let Some(known) = state.register.plans.find(plan.as_str()) else {
            return self.absent();
        };
        let by = match action {
            Action::ImportFiles => list_owners(&state.register, plan),
            _ => known.coordination.value().cloned().into_iter().collect(),
        };
        let is_own = by.contains(signed_in.who.organisation());
        let who = match by.into_iter().next() {
            Some(other) if !is_own => Ok(WhoMay {
                organisation: Some(other),
                ..WhoMay::default()
            }),
            found => {
                let plan = found.is_some().then_some(plan);
                self.who_may_of(signed_in, action, plan).await
            }
        };
        match who {
            Ok(who) => self.not_yours(signed_in, action, &who),
            Err(told) => told,
        }
    }

    /// The same for what only one organisation says.
    pub(super) fn not_yours(&self, signed_in: &SignedIn, action: Action, who: &WhoMay) -> Told {
        signed_in.who.tell_refused(action);
        let state = self.web.app.state();
        let bar = self.bar(signed_in);
        let page = NotYours::build(&state.register, &self.ctx, &bar, action, who);
        self.page_with(StatusCode::FORBIDDEN, &page)
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
            ends_at: Some(signed_in.ends_at),
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
            error,
        ))
    }

    /// The page for what is not there.
    pub(crate) fn absent(&self) -> Told {
        self.refusal(Refused::NotFound)
    }

    /// The page for a request that was refused before it was looked at.
    pub(super) fn refused(&self, status: StatusCode) -> Told {
        let mut told = self.refusal(match status {
            StatusCode::FORBIDDEN => Refused::Foreign,
            StatusCode::NOT_FOUND => Refused::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => Refused::TooLarge,
            _ => Refused::BadRequest,
        });
        told.set_status(status);
        told
    }

    fn refusal(&self, why: Refused) -> Told {
        match site::refusal(&self.ctx, why, Some(&self.ctx.path)) {
            Ok(outgoing) => self.told(outgoing),
            Err(error) => self.failed(&error),
        }
    }
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

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::{forwarded, is_from_here, without_secrets};

    #[test]
    fn a_demonstration_is_for_who_sits_at_the_machine() {
        for (peer, headers, here) in [
            ("127.0.0.1", &[("host", "127.0.0.1:8080")][..], true),
            ("::1", &[("host", "[::1]:8080")], true),
            ("127.0.0.1", &[("host", "localhost")], true),
            ("192.0.2.1", &[("host", "localhost:8080")], false),
            ("0.0.0.0", &[("host", "localhost:8080")], false),
            // A page elsewhere whose name leads to this machine.
            ("127.0.0.1", &[("host", "elsewhere.example:8080")], false),
            (
                "127.0.0.1",
                &[("host", "localhost.elsewhere.example")],
                false,
            ),
            ("127.0.0.1", &[], false),
            (
                "127.0.0.1",
                &[("host", "localhost"), ("x-forwarded-for", "127.0.0.1")],
                false,
            ),
            (
                "127.0.0.1",
                &[("host", "localhost"), ("forwarded", "for=192.0.2.1")],
                false,
            ),
            (
                "127.0.0.1",
                &[("host", "localhost"), ("via", "1.1 proxy")],
                false,
            ),
        ] {
            let mut all = HeaderMap::new();
            for (name, value) in headers {
                all.append(*name, HeaderValue::from_static(value));
            }
            assert_eq!(
                is_from_here(peer.parse().unwrap(), &all),
                here,
                "{peer} {headers:?}"
            );
        }
    }

    #[test]
    fn only_the_last_proxy_is_believed() {
        for (sent, believed) in [
            (&["192.0.2.1"][..], Some("192.0.2.1")),
            (&["198.51.100.7, 192.0.2.1"], Some("192.0.2.1")),
            (&["198.51.100.7", "192.0.2.1"], Some("192.0.2.1")),
            (&["192.0.2.1, "], None),
            (&["192.0.2.1, unknown"], None),
            (&["2001:db8::1"], Some("2001:db8::1")),
            (&[], None),
        ] {
            let name = "x-forwarded-for";
            let values = sent.iter().map(|value| HeaderValue::from_static(value));
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(name, value);
            }
            let told = forwarded(true, &headers).map(|address| address.to_string());
            assert_eq!(told.as_deref(), believed, "{sent:?}");
            assert_eq!(forwarded(false, &headers), None, "{sent:?}");
        }
    }

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
