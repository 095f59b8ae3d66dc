// SPDX-License-Identifier: EUPL-1.2
//! The keys of one's organisation: registered and revoked, signed with a passkey where there is one.

use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_app::key::NewKey;
use wegmarke_domain::key::RevocationReason;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::Action;
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::{self, KeysButton, KeysParts, Tried};

use super::sent::Typed;
use super::{Answer, Asked, refusal, signing, unknown_button};

pub(super) async fn ask(asked: Asked) -> Answer {
    let signed_in = asked.signed_in().await?;
    page(&asked, &signed_in, &Values::default(), None, None).await
}

async fn page(
    asked: &Asked,
    signed_in: &SignedIn,
    values: &Values,
    what: Option<KeysButton>,
    error: Option<AppError>,
) -> Answer {
    let state = asked.web.app.state();
    if !signed_in.who.may_own(&state, Action::ManageKeys) {
        return Err(asked.not_theirs(signed_in, Action::ManageKeys).await);
    }
    let (mut problems, mut refused) = (Vec::new(), None);
    match error {
        Some(AppError::Invalid(all)) => problems = all,
        Some(error) => match refusal(asked, &error) {
            Some(words) => refused = Some(words),
            None => return Err(asked.failed(&error)),
        },
        None => {}
    }
    let status = match problems.is_empty() && refused.is_none() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let done = asked.ctx.query.find("done").is_some();
    let parts = KeysParts {
        bar: asked.bar(signed_in),
        by: signed_in.who.organisation(),
        signs: signing::signs(asked, signed_in),
        notice: done.then(|| asked.ctx.t("keys-done")),
        refused,
        tried: Tried {
            what: what.map(KeysButton::as_str),
            values,
            problems: &problems,
        },
    };
    let page = work::Keys::build(&state.register, &asked.ctx, parts);
    Ok(asked.page_with(status, &page).with_scripts())
}

pub(super) async fn change(asked: Asked, Typed(values): Typed) -> Answer {
    let signed_in = asked.signed_in().await?;
    let button = KeysButton::find(values.get(work::BUTTON));
    let done = match (signing::read(&asked, &signed_in, &values), button) {
        (Err(error), _) => Err(error),
        (Ok(_), None) => Err(unknown_button(&asked)),
        (Ok(signed_in), Some(button)) => act(&asked, &signed_in, &values, button).await,
    };
    match done {
        Ok(()) => Ok(asked.redirect(asked.ctx.href_with(&Route::Keys, &[("done", "yes")]))),
        Err(AppError::ToSign(to_sign)) => signing::answer(&asked, &signed_in, &to_sign),
        Err(error) => page(&asked, &signed_in, &values, button, Some(error)).await,
    }
}

async fn act(
    asked: &Asked,
    signed_in: &SignedIn,
    values: &Values,
    button: KeysButton,
) -> Result<(), AppError> {
    let (app, who) = (&asked.web.app, &signed_in.who);
    let wrong = |name: &'static str, code| AppError::Invalid(vec![Problem::new(name, code)]);
    match button {
        KeysButton::Register => {
            let line = values.get("key");
            if line.trim().is_empty() {
                return Err(wrong("key", codes::REQUIRED));
            }
            let new = NewKey::of_program(line, None)?;
            app.register_key(who, &new).await?;
        }
        KeysButton::Revoke => {
            let key = values.get("revoked");
            if key.is_empty() {
                return Err(wrong("revoked", codes::REQUIRED));
            }
            let reason = values.get("reason");
            let reason: Result<RevocationReason, _> = reason.parse();
            let reason = reason.map_err(|_| wrong("reason", codes::REQUIRED))?;
            app.revoke_key(who, key, None, reason).await?;
        }
    }
    Ok(())
}
