// SPDX-License-Identifier: EUPL-1.2
//! Following something by letter, without an account.

use std::sync::Arc;

use axum::extract::Path;
use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::alert::Often;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::rules::following::Followed;
use wegmarke_pages::alert::{At, Page};
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::AlertButton;

use super::sent::Typed;
use super::{Asked, Told, unknown_button};
use crate::post::Secretary;

/// A button that the form does not have: nothing is done.
fn unknown(asked: &Asked) -> Told {
    let _ = unknown_button(asked);
    asked.refused(StatusCode::BAD_REQUEST)
}

fn page(asked: &Asked, followed: Option<&Followed>, at: &At<'_>) -> Told {
    let state = asked.web.app.state();
    let sends = asked.web.mailer.is_some();
    let status = match at {
        At::Asking { problems, .. } if !problems.is_empty() => StatusCode::UNPROCESSABLE_ENTITY,
        At::Asking { full: true, .. } => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::OK,
    };
    let page = Page::build(&state.register, &asked.ctx, followed, at, sends);
    asked.page_with(status, &page)
}

/// What is to be followed, if there is such a thing.
fn known(asked: &Asked, words: &str) -> Option<Followed> {
    let followed: Followed = words.parse().ok()?;
    followed
        .is_there(&asked.web.app.state().register)
        .then_some(followed)
}

/// The form for something.
pub(super) async fn form(asked: Asked) -> Told {
    let what = asked.ctx.query.find("what").unwrap_or_default();
    let Some(followed) = known(&asked, what) else {
        return asked.absent();
    };
    let at = At::Asking {
        values: &Values::default(),
        problems: &[],
        full: false,
    };
    page(&asked, Some(&followed), &at)
}

/// Writes the letter that asks for confirmation.
pub(super) async fn ask(asked: Asked, Typed(values): Typed) -> Told {
    if AlertButton::find(values.get("do")) != Some(AlertButton::Ask) {
        return unknown(&asked);
    }
    let Some(followed) = known(&asked, values.get("what")) else {
        return asked.absent();
    };
    let again = |problems: &[Problem], full: bool| {
        let at = At::Asking {
            values: &values,
            problems,
            full,
        };
        page(&asked, Some(&followed), &at)
    };
    if asked.web.mailer.is_none() {
        return again(&[], false);
    }
    let often = match values.get("often") {
        "daily" => Often::Daily,
        _ => Often::Weekly,
    };
    let secretary = Secretary(Arc::clone(&asked.ctx.site));
    let (what, mail) = (values.get("what"), values.get("mail"));
    let lang = asked.ctx.lang.code();
    let app = &asked.web.app;
    match app.ask_alert(&secretary, (what, mail), often, lang).await {
        Ok(true) => page(&asked, Some(&followed), &At::Asked),
        Ok(false) => again(&[], true),
        Err(AppError::Invalid(problems)) => again(&problems, false),
        Err(error) => asked.failed(&error),
    }
}

/// The link of a letter. Opening it does nothing: programs that look through letters open links, too.
pub(super) async fn open(asked: Asked, Path((_, token)): Path<(String, String)>) -> Told {
    match asked.web.app.find_alert(&token).await {
        Ok(Some(alert)) => {
            let confirmed = alert.confirmed;
            page(&asked, alert.followed().as_ref(), &At::Link { confirmed })
        }
        Ok(None) => page(&asked, None, &At::Ended),
        Err(error) => asked.failed(&error),
    }
}

/// Confirms or ends it. A mail program that ends it with one click (RFC 8058) sends no button of ours.
pub(super) async fn decide(
    asked: Asked,
    Path((_, token)): Path<(String, String)>,
    Typed(values): Typed,
) -> Told {
    let app = &asked.web.app;
    let one_click = values.get("List-Unsubscribe") == "One-Click";
    let button = AlertButton::find(values.get("do"));
    let button = button.or(one_click.then_some(AlertButton::End));
    let done = match button {
        Some(AlertButton::Confirm) => {
            let followed = match app.find_alert(&token).await {
                Ok(alert) => alert.and_then(|alert| alert.followed()),
                Err(error) => return asked.failed(&error),
            };
            let confirmed = app.confirm_alert(&token).await;
            confirmed.map(|there| match there {
                true => page(&asked, followed.as_ref(), &At::Confirmed),
                false => page(&asked, None, &At::Ended),
            })
        }
        Some(AlertButton::End) => {
            let ended = app.end_alert(&token).await;
            ended.map(|()| page(&asked, None, &At::Ended))
        }
        Some(AlertButton::Ask) | None => return unknown(&asked),
    };
    done.unwrap_or_else(|error| asked.failed(&error))
}
