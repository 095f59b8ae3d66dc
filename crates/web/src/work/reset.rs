// SPDX-License-Identifier: EUPL-1.2
//! Links for somebody who cannot sign in any more: made, told to others, and followed.

use std::sync::Arc;

use axum::http::StatusCode;
use wegmarke_app::account::{Followed, Replaces, Reset};
use wegmarke_app::{AppError, Who};
use wegmarke_domain::problem::Problem;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::{self, ResetOf, ResetParts};
use wegmarke_pages::{Route, letter};

use super::{Asked, Told, refusal};
use crate::post;

/// The page of a link that replaces something.
pub(super) fn page(
    asked: &Asked,
    link: &Followed,
    of: Replaces,
    problems: &[Problem],
    refused: Option<String>,
) -> Told {
    let state = asked.web.app.state();
    let organisation = asked
        .ctx
        .organisation(&state.register, &link.to.organisation);
    let status = if problems.is_empty() && refused.is_none() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let parts = ResetParts {
        mail: &link.to.mail,
        organisation: &organisation.text.words,
        of: match of {
            Replaces::Password => ResetOf::Password,
            Replaces::SecondFactor => ResetOf::SecondFactor,
        },
        problems,
        refused,
    };
    asked.page_with(status, &work::Reset::build(&asked.ctx, parts))
}

/// Replaces what the link is for, and leads to where one signs in.
pub(super) async fn follow(
    asked: &Asked,
    token: &str,
    link: &Followed,
    of: Replaces,
    values: &Values,
) -> Result<Told, AppError> {
    let (app, from) = (&asked.web.app, asked.from);
    let done = match of {
        Replaces::Password => {
            let (plain, again) = (values.get("password"), values.get("again"));
            app.replace_password(token, plain, again, from).await
        }
        Replaces::SecondFactor => {
            let current = values.get("current");
            app.replace_second_factor(token, current, from).await
        }
    };
    match done {
        Ok(()) => Ok(asked
            .redirect(asked.ctx.href(&Route::SignIn))
            .with_session(None)),
        Err(AppError::Invalid(problems)) => Ok(page(asked, link, of, &problems, None)),
        Err(error @ AppError::SignIn(wegmarke_app::account::SignInError::Wait(_))) => {
            let words = refusal(asked, &error);
            Ok(page(asked, link, of, &[], words))
        }
        Err(error) => Err(error),
    }
}

/// Makes a link, and tells its owner and everybody else who may release for the organisation: a way
/// into an account must not be opened by one person unseen. The link itself is in no letter.
pub(super) async fn make(
    asked: &Asked,
    who: &Who,
    id: &str,
    of: Replaces,
) -> Result<Reset, AppError> {
    let app = &asked.web.app;
    let reset = app.reset_account(who, id, of).await?;
    if asked.web.mailer.is_none() {
        return Ok(reset);
    }
    let secretary = post::Secretary(Arc::clone(&asked.ctx.site));
    for told in &reset.told {
        let written = async {
            let lang = app.find_preferences(&told.account).await?.lang;
            let ctx = secretary.ctx(&lang);
            let name = (!told.own).then_some(reset.name.as_str());
            let letter = letter::reset(&ctx, name, of.as_str());
            app.write_letter(&told.mail, post::written(letter)).await
        };
        let written: Result<(), AppError> = written.await;
        if let Err(error) = written {
            tracing::warn!(code = error.code(), "a letter about a link was not written");
        }
    }
    Ok(reset)
}
