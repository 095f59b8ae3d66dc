// SPDX-License-Identifier: EUPL-1.2
//! The way in: password and code, passkey, the login of one's organisation; and invitations.

use axum::extract::Path;
use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::account::organisation_login::Callback;
use wegmarke_app::account::passkey::NewPasskey;
use wegmarke_app::account::{Complete, Followed, Invitation, Offer, SignInError};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::problem::Problem;
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::url;
use wegmarke_pages::work::{self, InvitationParts, SignInParts};

use super::sent::Typed;
use super::{Answer, Asked, Told, letters, refusal, reset};
use crate::outgoing::Outgoing;

/// Parameter by which the page to sign in is asked for from our own site.
const HERE: &str = "here";

pub(super) async fn ask_sign_in(asked: Asked) -> Told {
    let to = to_of_query(&asked);
    if asked.web.app.find_signed_in(&asked.session).await.is_ok() {
        return asked.redirect(onwards(&asked, to));
    }
    if asked.is_from_elsewhere() && asked.ctx.query.find(HERE).is_none() {
        let to = to.unwrap_or_default();
        let query = [(work::TO, &*to), (HERE, "1")];
        let address = asked.ctx.href_with(&Route::SignIn, &query);
        return asked
            .page(&work::Onward::hop(&asked.ctx, &address))
            .going_to(&address);
    }
    let values = to.map(|to| (work::TO.to_owned(), to));
    sign_in_page(&asked, &Values(values.into_iter().collect()), None).await
}

fn to_of_query(asked: &Asked) -> Option<String> {
    url::find_work(asked.ctx.query.find(work::TO)?)
}

pub(super) fn to_of_form(values: &Values) -> Option<String> {
    url::find_work(values.get(work::TO))
}

/// Where somebody goes on who is signed in.
pub(super) fn onwards(asked: &Asked, to: Option<String>) -> String {
    to.unwrap_or_else(|| asked.ctx.href(&Route::Work))
}

/// Every way to sign in; with the reason why one did not work.
pub(super) async fn sign_in_page(asked: &Asked, values: &Values, refused: Option<String>) -> Told {
    let status = if refused.is_none() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let organisations = match asked.web.app.list_organisation_logins().await {
        Ok(organisations) => organisations,
        Err(error) => return asked.failed(&error),
    };
    let state = asked.web.app.state();
    let named = organisations.into_iter().map(|organisation| {
        let name = asked.ctx.organisation(&state.register, &organisation);
        (organisation.to_string(), name.text.words)
    });
    let mut organisations: Vec<(String, String)> = named.collect();
    organisations.sort_by(|a, b| a.1.cmp(&b.1));
    let demo: Vec<_> = asked.demo().iter().map(|(way, _)| *way).collect();
    let parts = SignInParts {
        values,
        refused,
        passkeys: asked.passkeys(),
        demo: &demo,
        to: to_of_form(values),
        // Without an address of our own nobody could be sent back.
        organisations: if asked.origin.is_some() {
            organisations
        } else {
            Vec::new()
        },
    };
    let page = work::SignIn::build(&asked.ctx, parts);
    asked.page_with(status, &page).with_scripts()
}

/// The page for an attempt that failed, with the reason.
pub(super) async fn refused(asked: &Asked, values: &Values, error: &AppError) -> Told {
    match refusal(asked, error) {
        Some(words) => sign_in_page(asked, values, Some(words)).await,
        None => asked.failed(error),
    }
}

/// Ends the session that this browser had: its cookie is about to be replaced, and what nobody holds any
/// more is not to stay open. Whoever signs in gets in all the same if that fails.
pub(super) async fn leave(asked: &Asked) {
    if let Err(error) = asked.web.app.sign_out(&asked.session).await {
        tracing::warn!(code = error.code(), "the session before was not ended");
    }
}

pub(super) fn signed_in(told: Told, complete: &Complete) -> Told {
    told.with_session(Some(&complete.session.to_text()))
        .with_device(&complete.device.to_text())
}

pub(super) async fn sign_in(asked: Asked, Typed(values): Typed) -> Told {
    let device = asked.device.as_deref();
    let (mail, password) = (values.get("mail"), values.get("password"));
    let app = &asked.web.app;
    match app
        .sign_in(mail, password, asked.from, device, &asked.agent)
        .await
    {
        Ok(half) => {
            leave(&asked).await;
            let to = to_of_form(&values).unwrap_or_default();
            let code = asked.ctx.href_with(&Route::Code, &[(work::TO, &to)]);
            asked
                .redirect(code)
                .with_session(Some(&half.token.to_text()))
        }
        Err(error) => refused(&asked, &values, &error).await,
    }
}

/// The authenticator to set up; `None` if there is one already.
async fn offered(asked: &Asked) -> Result<Option<work::Offered>, AppError> {
    let issuer = &asked.ctx.site.name;
    match asked
        .web
        .app
        .offer_authenticator(&asked.session, issuer)
        .await
    {
        Ok(offer) => Ok(Some(offered_of(offer))),
        Err(AppError::SignIn(SignInError::NotSignedIn)) => Ok(None),
        Err(other) => Err(other),
    }
}

pub(super) fn offered_of(offer: Offer) -> work::Offered {
    work::Offered {
        address: offer.address,
        secret: offer.secret,
        qr_code: offer.qr_code,
    }
}

pub(super) async fn ask_code(asked: Asked) -> Told {
    match offered(&asked).await {
        Ok(offered) => {
            let to = to_of_query(&asked);
            asked.page(&work::Code::build(&asked.ctx, offered, None, to.as_deref()))
        }
        Err(error) => asked.failed(&error),
    }
}

pub(super) async fn prove_code(asked: Asked, Typed(values): Typed) -> Told {
    let app = &asked.web.app;
    let to = to_of_form(&values);
    match app
        .prove_code(
            &asked.session,
            values.get("code"),
            asked.from,
            asked.device.as_deref(),
        )
        .await
    {
        Ok((complete, codes)) => {
            let told = if codes.is_empty() {
                asked.redirect(onwards(&asked, to))
            } else {
                asked.page(&work::Recovery::build(&asked.ctx, codes, to.as_deref()))
            };
            signed_in(told, &complete)
        }
        Err(AppError::SignIn(SignInError::NotSignedIn)) => {
            let to = to.unwrap_or_default();
            asked.redirect(asked.ctx.href_with(&Route::SignIn, &[(work::TO, &to)]))
        }
        Err(error) => match (refusal(&asked, &error), offered(&asked).await) {
            (Some(words), Ok(offered)) => {
                let page = work::Code::build(&asked.ctx, offered, Some(words), to.as_deref());
                asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
            }
            _ => asked.failed(&error),
        },
    }
}

/// What the device is asked, as JSON; a reason in plain words otherwise, for the script to show.
pub(super) async fn begin_passkey(asked: Asked) -> Answer {
    let here = asked.here()?;
    let begun = asked.web.app.begin_passkey_sign_in(here, asked.from).await;
    match begun {
        Ok((options, token)) => Ok(asked.json(options).with_pending(&token.to_text(), true)),
        Err(error) => Err(asked.plainly(&error)),
    }
}

pub(super) async fn sign_in_with_passkey(asked: Asked, Typed(values): Typed) -> Answer {
    let here = asked.here()?;
    let (begun, answer) = (asked.pending.as_str(), values.get("answer"));
    let app = &asked.web.app;
    Ok(
        match app
            .sign_in_with_passkey(here, begun, answer, asked.from, &asked.agent)
            .await
        {
            Ok(complete) => {
                let to = onwards(&asked, to_of_form(&values));
                leave(&asked).await;
                signed_in(asked.redirect(to), &complete)
            }
            Err(error) => refused(&asked, &values, &error).await,
        },
    )
}

/// Where the login of an organisation sends the browser back to.
pub(super) fn return_address(asked: &Asked, organisation: &OrganisationId) -> Option<String> {
    let route = Route::SignInReturn(organisation.as_str());
    let origin = asked.origin.as_deref()?;
    Some(format!("{origin}{}", asked.ctx.action(&route)))
}

/// A page that leads to the login of an organisation. Not a redirect: a form may only be answered
/// by our own site, and so may everybody see where they are going.
pub(super) async fn go_to_organisation(asked: Asked, Typed(values): Typed) -> Answer {
    let organisation = OrganisationId::new(values.get("organisation"));
    let begun = match return_address(&asked, &organisation) {
        Some(redirect) => {
            let app = &asked.web.app;
            app.begin_organisation_login(&organisation, &redirect, asked.from)
                .await
        }
        None => Err(SignInError::OrganisationLogin("oidc_none").into()),
    };
    let (address, token) = match begun {
        Ok(begun) => begun,
        Err(error) => return Ok(refused(&asked, &values, &error).await),
    };
    let state = asked.web.app.state();
    let name = asked.ctx.organisation(&state.register, &organisation);
    let page = work::Onward::to_login(&asked.ctx, &name.text.words, &address);
    match page {
        Some(page) => Ok(asked
            .page(&page)
            .with_pending(&token.to_text(), false)
            .with_to(to_of_form(&values).as_deref())
            .going_to(&address)),
        None => Err(asked.failed(&AppError::Internal(
            "a provider's address is none of the web".to_owned(),
        ))),
    }
}

/// Back from the login of an organisation. This request came from another site, and the browser
/// would not send a new strict cookie with a redirect: a page goes on by itself.
pub(super) async fn come_back(
    asked: Asked,
    Path((_, organisation)): Path<(String, String)>,
) -> Told {
    let query = |name: &str| asked.ctx.query.find(name).map(str::to_owned);
    let callback = Callback {
        state: query("state").unwrap_or_default(),
        code: query("code"),
        error: query("error"),
        iss: query("iss"),
    };
    let organisation = OrganisationId::new(organisation);
    let app = &asked.web.app;
    match app
        .end_organisation_login(
            &asked.pending,
            &organisation,
            &callback,
            asked.from,
            &asked.agent,
        )
        .await
    {
        Ok(complete) => {
            let to = asked.wanted_before();
            let told = asked.page(&work::Onward::signed_in(&asked.ctx, to.as_deref()));
            leave(&asked).await;
            signed_in(told, &complete)
                .with_to(None)
                .going_to(&onwards(&asked, to))
        }
        Err(error) => refused(&asked, &Values::default(), &error).await,
    }
}

fn invitation_page(
    asked: &Asked,
    invitation: &Invitation,
    values: &Values,
    problems: &[Problem],
    refused: Option<String>,
) -> Told {
    let state = asked.web.app.state();
    let organisation = asked
        .ctx
        .organisation(&state.register, &invitation.organisation);
    let status = if problems.is_empty() && refused.is_none() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let parts = InvitationParts {
        mail: &invitation.mail,
        organisation: &organisation.text.words,
        values,
        problems,
        refused,
        passkeys: asked.passkeys(),
    };
    let page = work::Invitation::build(&asked.ctx, parts);
    asked.page_with(status, &page).with_scripts()
}

pub(super) async fn ask_invitation(asked: Asked, Path((_, token)): Path<(String, String)>) -> Told {
    let none = Values::default();
    match asked.web.app.find_invitation(&token, asked.from).await {
        Ok(link) => match link.replaces {
            Some(of) => reset::page(&asked, &link, of, &[], None),
            None => invitation_page(&asked, &link.to, &none, &[], None),
        },
        Err(error) => no_invitation(&asked, &error).await,
    }
}

async fn no_invitation(asked: &Asked, error: &AppError) -> Told {
    match refusal(asked, error) {
        Some(words) => {
            let mut told = sign_in_page(asked, &Values::default(), Some(words)).await;
            told.set_status(StatusCode::NOT_FOUND);
            told
        }
        None => asked.failed(error),
    }
}

pub(super) async fn accept_invitation(
    asked: Asked,
    Path((_, token)): Path<(String, String)>,
    Typed(values): Typed,
) -> Told {
    let app = &asked.web.app;
    let link = match app.find_invitation(&token, asked.from).await {
        Ok(link) => link,
        Err(error) => return no_invitation(&asked, &error).await,
    };
    if let Some(of) = link.replaces {
        return match reset::follow(&asked, &token, &link, of, &values).await {
            Ok(told) => told,
            Err(error) => no_invitation(&asked, &error).await,
        };
    }
    let Followed { to: invitation, .. } = link;
    let (name, password) = (values.get("name"), values.get("password"));
    match app
        .accept_invitation(&token, name, password, values.get("again"), asked.from)
        .await
    {
        Ok(account) => {
            letters::note_language(&asked, &account).await;
            asked.redirect(asked.ctx.href(&Route::SignIn))
        }
        Err(AppError::Invalid(problems)) => {
            invitation_page(&asked, &invitation, &values, &problems, None)
        }
        Err(error) => no_invitation(&asked, &error).await,
    }
}

pub(super) async fn begin_accepting(
    asked: Asked,
    Path((_, token)): Path<(String, String)>,
) -> Answer {
    let here = asked.here()?;
    let app = &asked.web.app;
    let begun = app
        .begin_accepting_with_passkey(here, &token, asked.from)
        .await;
    begun
        .map(|options| asked.json(options))
        .map_err(|error| asked.plainly(&error))
}

pub(super) async fn accept_with_passkey(
    asked: Asked,
    Path((_, token)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let here = asked.here()?;
    let app = &asked.web.app;
    let label = asked.ctx.t("passkey-first");
    let new = NewPasskey {
        name: values.get("name"),
        answer: values.get("answer"),
        label: &label,
        agent: &asked.agent,
    };
    let error = match app.accept_with_passkey(here, &token, new, asked.from).await {
        Ok((complete, codes)) => {
            let session = complete.session.to_text();
            if let Ok(found) = app.find_signed_in(&session).await {
                letters::note_language(&asked, &found.who.account).await;
            }
            let told = asked.page(&work::Recovery::build(&asked.ctx, codes, None));
            leave(&asked).await;
            return Ok(signed_in(told, &complete));
        }
        Err(error) => error,
    };
    let invitation = match app.find_invitation(&token, asked.from).await {
        Ok(link) => link.to,
        Err(error) => return Err(no_invitation(&asked, &error).await),
    };
    Err(match (&error, refusal(&asked, &error)) {
        (AppError::Invalid(problems), _) => {
            invitation_page(&asked, &invitation, &values, problems, None)
        }
        (_, Some(words)) => invitation_page(&asked, &invitation, &values, &[], Some(words)),
        (_, None) => asked.failed(&error),
    })
}

impl Asked {
    /// What a script reads.
    pub(super) fn json(&self, json: String) -> Told {
        self.told(Outgoing::new("application/json", json))
    }

    /// Why a script got nothing, in words that it shows.
    pub(super) fn plainly(&self, error: &AppError) -> Told {
        let Some(words) = refusal(self, error) else {
            return self.failed(error);
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        self.told(Outgoing {
            status,
            ..Outgoing::new("text/plain; charset=utf-8", words)
        })
    }
}
