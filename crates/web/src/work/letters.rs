// SPDX-License-Identifier: EUPL-1.2
//! Letters and calendars: what somebody decided about them, and the calendars themselves.

use wegmarke_app::AppError;
use wegmarke_app::account::{Invitation, SignedIn};
use wegmarke_app::reminder::Preferences;
use wegmarke_domain::problem::codes;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::stated::Stated;
use wegmarke_l10n::Lang;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::url::Decoded;
use wegmarke_pages::work::LettersParts;
use wegmarke_pages::{Route, calendar as pages, letter};

use super::fields::Reader;
use super::{Answer, Asked, Told};
use crate::{feed, post};

/// What the page of an account shows about letters.
pub(super) async fn parts(
    asked: &Asked,
    signed_in: &SignedIn,
    address: Option<String>,
) -> Result<LettersParts, Told> {
    let parts = read(asked, signed_in).await;
    let parts = parts.map_err(|error| asked.failed(&error))?;
    Ok(LettersParts { address, ..parts })
}

async fn read(asked: &Asked, signed_in: &SignedIn) -> Result<LettersParts, AppError> {
    let (app, who) = (&asked.web.app, &signed_in.who);
    let Preferences { lang, reminders } = app.find_preferences(&who.account).await?;
    let mut colleagues = app.list_unreachable(who.organisation()).await?;
    let refused = colleagues.contains(&signed_in.account.mail);
    let own = About::Organisation(who.organisation());
    if who
        .actor
        .may(&app.state().register, Action::InviteAccounts, own)
    {
        colleagues.retain(|mail| *mail != signed_in.account.mail);
    } else {
        colleagues.clear();
    }
    Ok(LettersParts {
        lang,
        reminders,
        sends: asked.web.mailer.is_some(),
        refused,
        colleagues,
        calendar: app.has_calendar(&who.account).await?,
        address: None,
    })
}

/// Keeps what was chosen; what was left open stays as it is.
pub(super) async fn change(
    asked: &Asked,
    signed_in: &SignedIn,
    values: &Values,
) -> Result<Told, AppError> {
    let app = &asked.web.app;
    let mut preferences = app.find_preferences(&signed_in.who.account).await?;
    let mut reader = Reader::new(values, asked.ctx.data_lang());
    match values.get("letters-lang") {
        "" => {}
        code => match Lang::find(code) {
            Some(lang) => preferences.lang = lang.code().to_owned(),
            None => reader.wrong("letters-lang", codes::NOT_A_CHOICE),
        },
    }
    if let Stated::Value(wanted) = reader.word("wanted") {
        preferences.reminders = wanted;
    }
    if !reader.problems.is_empty() {
        return Err(AppError::Invalid(reader.problems));
    }
    app.change_preferences(&signed_in.who, &preferences).await?;
    let done = [("done", "reminders")];
    Ok(asked.redirect(asked.ctx.href_with(&Route::Account, &done)))
}

/// Letters will be in the language in which the account was made. If that is not noted, they are in
/// German, and the account is made all the same.
pub(super) async fn note_language(asked: &Asked, account: &str) {
    let noted = asked.web.app.note_language(account, asked.ctx.lang.code());
    if let Err(error) = noted.await {
        tracing::warn!(
            code = error.code(),
            "the language of an account was not noted"
        );
    }
}

/// Sends an invitation, if letters are sent. The link is shown in any case; the answer is the key of
/// what stands over it.
pub(super) async fn invite(asked: &Asked, invitation: &Invitation, link: &str) -> &'static str {
    if asked.web.mailer.is_none() {
        return "invited";
    }
    let state = asked.web.app.state();
    let organisation = asked
        .ctx
        .organisation(&state.register, &invitation.organisation);
    let letter = letter::invitation(&asked.ctx, &organisation.text.words, link);
    let to = invitation.mail.trim();
    match asked.web.app.write_letter(to, post::written(letter)).await {
        Ok(()) => "invited-by-letter",
        Err(error) => {
            tracing::warn!(code = error.code(), "an invitation was not written");
            "invited"
        }
    }
}

/// The full address of a calendar.
pub(super) fn address(asked: &Asked, secret: &str) -> String {
    let base = asked.ctx.site.base_url.as_deref().unwrap_or_default();
    format!("{base}{}", asked.ctx.href(&Route::Calendar(secret)))
}

/// Somebody's calendar; a secret that opens nothing is like any other address that is not there.
pub(super) async fn calendar(asked: Asked) -> Answer {
    let app = &asked.web.app;
    let path = Decoded::of(&asked.ctx.path);
    let Some(Route::Calendar(secret)) = Route::parse(&path) else {
        return Err(asked.absent());
    };
    match app.find_calendar(secret).await {
        Ok(who) => {
            let state = app.state();
            let calendar = pages::of_one(&state.register, &asked.ctx, &who.actor);
            Ok(asked.told(feed::ics(calendar)))
        }
        Err(AppError::SignIn(_)) => Err(asked.absent()),
        Err(error) => Err(asked.failed(&error)),
    }
}
