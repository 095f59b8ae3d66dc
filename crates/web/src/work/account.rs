// SPDX-License-Identifier: EUPL-1.2
//! One's own account, and one's own organisation.

use std::collections::BTreeSet;
use std::str::FromStr;

use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::account::organisation_login::NewLogin;
use wegmarke_app::account::{Invitation, NewPassword, NewToken, Replaces, SignInError, SignedIn};
use wegmarke_app::contribution::OrganisationSettings;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_l10n::Lang;
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::{Values, words};
use wegmarke_pages::work::{
    self, AccountButton, AccountParts, Key, OwnButton, OwnParts, Person, Program, SessionLine,
    Tried,
};

use super::fields::Reader;
use super::security::find_rule_and_log;
use super::sent::Typed;
use super::sign_in::return_address;
use super::{Answer, Asked, Told, letters, refusal, reset, unknown_button};

/// What became of what somebody tried.
#[derive(Default)]
pub(super) struct Outcome {
    /// Which form.
    pub(super) what: Option<&'static str>,
    pub(super) problems: Vec<Problem>,
    pub(super) notice: Option<String>,
    pub(super) refused: Option<String>,
    /// Heading key and text of something that is shown once.
    pub(super) once: Option<(&'static str, String)>,
}

impl Outcome {
    pub(super) fn status(&self) -> StatusCode {
        if self.problems.is_empty() && self.refused.is_none() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }
}

/// The outcome of something that went wrong; an answer for what nobody foresaw. Without a form that
/// could show them, problems are told above all forms.
pub(super) fn went_wrong(
    asked: &Asked,
    what: Option<&'static str>,
    error: AppError,
) -> Result<Outcome, Told> {
    let mut outcome = Outcome {
        what,
        ..Outcome::default()
    };
    match error {
        AppError::Invalid(problems) if what.is_some() => outcome.problems = problems,
        AppError::Invalid(problems) => {
            let words = problems.iter().map(|problem| words(&asked.ctx, problem));
            outcome.refused = Some(words.collect::<Vec<_>>().join(" "));
        }
        error => match refusal(asked, &error) {
            Some(words) => outcome.refused = Some(words),
            None => return Err(asked.failed(&error)),
        },
    }
    Ok(outcome)
}

pub(super) async fn account(asked: Asked) -> Answer {
    let signed_in = asked.signed_in().await?;
    let notice = match asked.ctx.query.find("done") {
        Some("password") => Some(asked.ctx.t("password-changed")),
        Some("authenticator") => Some(asked.ctx.t("authenticator-changed")),
        Some("session") => Some(asked.ctx.t("session-ended")),
        Some("added") => Some(asked.ctx.t("passkey-was-added")),
        Some("removed") => Some(asked.ctx.t("passkey-was-removed")),
        Some("signs") => Some(asked.ctx.t("passkey-now-signs")),
        _ => None,
    };
    let outcome = Outcome {
        notice,
        ..Outcome::default()
    };
    account_page(&asked, &signed_in, &Values::default(), outcome).await
}

async fn account_page(
    asked: &Asked,
    signed_in: &SignedIn,
    values: &Values,
    outcome: Outcome,
) -> Answer {
    let app = &asked.web.app;
    let sessions = app.list_sessions(signed_in).await;
    let mut sessions = sessions.map_err(|error| asked.failed(&error))?;
    sessions.sort_by_key(|own| std::cmp::Reverse(own.session.since));
    let account = &signed_in.account;
    let parts = AccountParts {
        bar: asked.bar(signed_in),
        roles: signed_in.who.actor.roles.iter().copied().collect(),
        sessions: sessions
            .into_iter()
            .map(|own| SessionLine {
                here: own.id == signed_in.session,
                id: own.id,
                since: own.session.since,
                agent: own.session.agent,
            })
            .collect(),
        fresh: signed_in.fresh,
        passkeys: asked.passkeys(),
        keys: account
            .passkeys()
            .iter()
            .map(|key| Key {
                id: key.id(),
                label: key.label.clone(),
                added_at: key.added_at,
                used_at: key.used_at,
                signs: app.is_registered(signed_in, key),
            })
            .collect(),
        has_password: account.has_password(),
        has_authenticator: account.has_authenticator(),
        recovery_codes: account.recovery_codes_left(),
        manages: manages(asked, signed_in),
        may_register: may(asked, signed_in, Action::ManageKeys),
        letters: letters::parts(asked, signed_in, outcome.once.clone().map(|(_, text)| text))
            .await?,
        notice: outcome.notice.clone(),
        refused: outcome.refused.clone(),
        tried: Tried {
            what: outcome.what,
            values,
            problems: &outcome.problems,
        },
    };
    let page = work::Account::build(&asked.ctx, parts);
    Ok(asked.page_with(outcome.status(), &page).with_scripts())
}

pub(super) async fn change_account(asked: Asked, Typed(values): Typed) -> Answer {
    let signed_in = asked.signed_in().await?;
    let app = &asked.web.app;
    let away = |route: &Route<'_>| asked.redirect(asked.ctx.href(route)).with_session(None);
    let here = |done| asked.redirect(asked.ctx.href_with(&Route::Account, &[("done", done)]));
    let id = values.get("id");
    let Some(button) = AccountButton::find(values.get(work::BUTTON)) else {
        let outcome = went_wrong(&asked, None, unknown_button(&asked))?;
        return account_page(&asked, &signed_in, &values, outcome).await;
    };
    let done = match button {
        AccountButton::SignOut => app
            .sign_out(&asked.session)
            .await
            .map(|()| away(&Route::Start)),
        AccountButton::SignInAgain => app
            .sign_out(&asked.session)
            .await
            .map(|()| asked.redirect(asked.way_in()).with_session(None)),
        AccountButton::SignOutEverywhere => app
            .sign_out_everywhere(&signed_in)
            .await
            .map(|()| away(&Route::Start)),
        AccountButton::EndSession => app
            .end_session(&signed_in, id)
            .await
            .map(|()| here("session")),
        AccountButton::RemovePasskey => app
            .remove_passkey(&signed_in, id)
            .await
            .map(|()| here("removed")),
        AccountButton::SignWith => {
            let key = asked.here()?;
            let registered = app.register_passkey(&signed_in, key, id).await;
            registered.map(|_| here("signs"))
        }
        AccountButton::Recovery => app
            .new_recovery_codes(&signed_in)
            .await
            .map(|codes| asked.page(&work::Recovery::build(&asked.ctx, codes, None))),
        AccountButton::Password => {
            let new = NewPassword {
                current: Some(values.get("current")).filter(|text| !text.is_empty()),
                plain: values.get("password"),
                again: values.get("again"),
            };
            app.change_password(&signed_in, new, asked.from, asked.device.as_deref())
                .await
                .map(|()| here("password"))
        }
        AccountButton::Reminders => letters::change(&asked, &signed_in, &values).await,
        AccountButton::Calendar => match app.renew_calendar(&signed_in.who).await {
            Ok(token) => {
                let outcome = Outcome {
                    once: Some(("", letters::address(&asked, &token.to_text()))),
                    ..Outcome::default()
                };
                return account_page(&asked, &signed_in, &Values::default(), outcome).await;
            }
            Err(error) => Err(error),
        },
        AccountButton::CalendarEnd => app.end_calendar(&signed_in.who).await.map(|()| here("")),
    };
    match done {
        Ok(told) => Ok(told),
        Err(error) => {
            // Only one of these forms has fields that show what is wrong with them.
            let what = (button == AccountButton::Password).then_some(button.as_str());
            let outcome = went_wrong(&asked, what, error)?;
            account_page(&asked, &signed_in, &values, outcome).await
        }
    }
}

/// Recovery codes if there are some to show, else the account.
fn after(asked: &Asked, codes: Vec<String>, done: &str) -> Told {
    if codes.is_empty() {
        asked.redirect(asked.ctx.href_with(&Route::Account, &[("done", done)]))
    } else {
        asked.page(&work::Recovery::build(&asked.ctx, codes, None))
    }
}

pub(super) async fn begin_passkey(asked: Asked) -> Answer {
    let here = asked.here()?;
    let signed_in = asked.web.app.find_signed_in(&asked.session).await;
    let signed_in = signed_in.map_err(|error| asked.plainly(&error))?;
    let begun = asked.web.app.begin_adding_passkey(&signed_in, here).await;
    begun
        .map(|options| asked.json(options))
        .map_err(|error| asked.plainly(&error))
}

pub(super) async fn add_passkey(asked: Asked, Typed(values): Typed) -> Answer {
    let signed_in = asked.signed_in().await?;
    let here = asked.here()?;
    let (answer, label) = (values.get("answer"), values.get("label"));
    let app = &asked.web.app;
    match app.add_passkey(&signed_in, here, answer, label).await {
        Ok(codes) => Ok(after(&asked, codes, "added")),
        Err(error) => {
            let outcome = went_wrong(&asked, None, error)?;
            account_page(&asked, &signed_in, &Values::default(), outcome).await
        }
    }
}

pub(super) async fn ask_authenticator(asked: Asked) -> Answer {
    let signed_in = asked.signed_in().await?;
    authenticator_page(&asked, &signed_in, None).await
}

async fn authenticator_page(
    asked: &Asked,
    signed_in: &SignedIn,
    refused: Option<String>,
) -> Answer {
    let issuer = &asked.ctx.site.name;
    let app = &asked.web.app;
    let offer = match app.offer_new_authenticator(signed_in, issuer).await {
        Ok(offer) => offer,
        Err(error) => {
            let outcome = went_wrong(asked, None, error)?;
            return account_page(asked, signed_in, &Values::default(), outcome).await;
        }
    };
    let status = if refused.is_none() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let offered = super::sign_in::offered_of(offer);
    let page = work::Code::another(&asked.ctx, &asked.bar(signed_in), offered, refused);
    Ok(asked.page_with(status, &page))
}

pub(super) async fn change_authenticator(asked: Asked, Typed(values): Typed) -> Answer {
    let signed_in = asked.signed_in().await?;
    let app = &asked.web.app;
    match app
        .change_authenticator(&signed_in, values.get("code"))
        .await
    {
        Ok(codes) => Ok(after(&asked, codes, "authenticator")),
        Err(error) => match (&error, refusal(&asked, &error)) {
            (AppError::SignIn(SignInError::WrongCode), Some(words)) => {
                authenticator_page(&asked, &signed_in, Some(words)).await
            }
            _ => {
                let outcome = went_wrong(&asked, None, error)?;
                account_page(&asked, &signed_in, &Values::default(), outcome).await
            }
        },
    }
}

fn may(asked: &Asked, signed_in: &SignedIn, action: Action) -> bool {
    let state = asked.web.app.state();
    let own = About::Organisation(signed_in.who.organisation());
    let actor = &signed_in.who.actor;
    actor.may(&state.register, action, own)
}

/// Whether there is anything on the page of the organisation for them.
fn manages(asked: &Asked, signed_in: &SignedIn) -> bool {
    let actions = [
        Action::InviteAccounts,
        Action::WithdrawInvitations,
        Action::ManageTokens,
        Action::ManageOrganisation,
        Action::InviteOrganisation,
    ];
    actions
        .into_iter()
        .any(|action| may(asked, signed_in, action))
}

pub(super) async fn own(asked: Asked) -> Answer {
    let signed_in = asked.signed_in().await?;
    own_page(&asked, &signed_in, &Values::default(), Outcome::default()).await
}

async fn own_page(
    asked: &Asked,
    signed_in: &SignedIn,
    values: &Values,
    outcome: Outcome,
) -> Answer {
    if !manages(asked, signed_in) {
        let action = Action::ManageOrganisation;
        return Err(asked.not_theirs(signed_in, action).await);
    }
    let may = |action| may(asked, signed_in, action);
    let people = list_people(asked, signed_in).await?;
    let (two_persons, security) = if may(Action::ManageOrganisation) {
        let (rule, log) = find_rule_and_log(asked, signed_in, &people).await?;
        (Some(rule), Some(log))
    } else {
        (None, None)
    };
    let parts = OwnParts {
        bar: asked.bar(signed_in),
        actions: signed_in.who.actor.actions().collect(),
        people,
        colleagues: match may(Action::InviteAccounts) {
            true => list_colleagues(asked, signed_in).await?,
            false => Vec::new(),
        },
        may_invite: may(Action::InviteAccounts),
        invitations: if may(Action::WithdrawInvitations) {
            Some(list_invitations(asked, signed_in).await?)
        } else {
            None
        },
        programs: if may(Action::ManageTokens) {
            Some(list_programs(asked, signed_in).await?)
        } else {
            None
        },
        two_persons,
        security,
        login: if may(Action::ManageOrganisation) {
            Some(find_login(asked, signed_in).await?)
        } else {
            None
        },
        once: outcome.once.clone(),
        describes: may(Action::ImportFiles).then(|| signed_in.who.organisation().clone()),
        unread: count_unread(asked, signed_in).await?,
        refused: outcome.refused.clone(),
        tried: Tried {
            what: outcome.what,
            values,
            problems: &outcome.problems,
        },
    };
    let page = work::Own::build(&asked.ctx, parts);
    Ok(asked.page_with(outcome.status(), &page))
}

/// What of the organisation's own nobody can read: whoever looks after it shall not look for it in vain.
async fn count_unread(
    asked: &Asked,
    signed_in: &SignedIn,
) -> Result<Vec<(&'static str, usize)>, Told> {
    let counted = asked.web.app.count_unread(signed_in.who.organisation());
    let counted = counted.await.map_err(|error| asked.failed(&error))?;
    Ok(counted.into_iter().collect())
}

async fn list_colleagues(
    asked: &Asked,
    signed_in: &SignedIn,
) -> Result<Vec<(String, String)>, Told> {
    let all = asked.web.app.list_successors(&signed_in.who, "").await;
    all.map_err(|error| asked.failed(&error))
}

async fn list_people(asked: &Asked, signed_in: &SignedIn) -> Result<Vec<Person>, Told> {
    let people = asked.web.app.list_accounts(&signed_in.who).await;
    let people = people.map_err(|error| asked.failed(&error))?;
    Ok(people
        .into_iter()
        .map(|colleague| Person {
            own: colleague.id == signed_in.who.account,
            id: colleague.id,
            name: colleague.account.name,
            mail: colleague.account.mail,
            roles: colleague.account.roles.into_iter().collect(),
            signed_in_at: colleague.account.signed_in_at,
        })
        .collect())
}

pub(super) async fn list_invitations(
    asked: &Asked,
    signed_in: &SignedIn,
) -> Result<Vec<work::Invited>, Told> {
    let open = asked.web.app.list_invitations(&signed_in.who).await;
    let open = open.map_err(|error| asked.failed(&error))?;
    let state = asked.web.app.state();
    let elsewhere = |id: &OrganisationId| {
        let name = || asked.ctx.organisation(&state.register, id).text.words;
        (id != signed_in.who.organisation()).then(name)
    };
    let shown = open.into_iter().map(|one| work::Invited {
        organisation: elsewhere(&one.to.organisation),
        id: one.id,
        mail: one.to.mail,
        roles: one.to.roles.into_iter().collect(),
        resets: one.resets.map(Replaces::as_str),
        at: one.at,
        until: one.until,
    });
    Ok(shown.collect())
}

async fn list_programs(asked: &Asked, signed_in: &SignedIn) -> Result<Vec<Program>, Told> {
    let tokens = asked.web.app.list_tokens(&signed_in.who).await;
    let tokens = tokens.map_err(|error| asked.failed(&error))?;
    Ok(tokens
        .into_iter()
        .map(|listed| Program {
            id: listed.id,
            actions: listed.token.actor().actions().collect(),
            until: listed.token.until(),
            used_at: listed.token.used_at,
            label: listed.token.label,
            made_at: listed.token.made_at,
        })
        .collect())
}

async fn find_login(asked: &Asked, signed_in: &SignedIn) -> Result<work::Login, Told> {
    let organisation = signed_in.who.organisation();
    let login = asked.web.app.find_organisation_login(organisation).await;
    let login = login.map_err(|error| asked.failed(&error))?;
    let route = Route::SignInReturn(organisation.as_str());
    let path = route.path();
    let in_language = |origin: &String| {
        let addresses = Lang::PUBLIC.map(|lang| format!("{origin}/{}{path}", lang.code()));
        addresses.to_vec()
    };
    let returns = asked.origin.iter().flat_map(in_language);
    Ok(work::Login {
        keeps_quiet: login
            .as_ref()
            .is_some_and(|login| login.tells_checked == Some(false)),
        set: login.map(|login| [login.issuer, login.client_id, login.domains.join(" ")]),
        returns: returns.collect(),
    })
}

pub(super) async fn change_own(asked: Asked, Typed(values): Typed) -> Answer {
    let signed_in = asked.signed_in().await?;
    let button = OwnButton::find(values.get(work::BUTTON));
    let done = match button {
        Some(button) => act_for_own(&asked, &signed_in, &values, button).await,
        None => Err(unknown_button(&asked)),
    };
    let outcome = match done {
        // What is shown once must be in the answer itself; everything else is a page to go back to.
        Ok(None) => return Ok(asked.redirect(asked.ctx.href(&Route::Own))),
        Ok(once) => Outcome {
            once,
            ..Outcome::default()
        },
        Err(error) => went_wrong(&asked, button.map(OwnButton::as_str), error)?,
    };
    let none = Values::default();
    let kept = if outcome.once.is_some() {
        &none
    } else {
        &values
    };
    own_page(&asked, &signed_in, kept, outcome).await
}

/// Does what the pressed button says; answers with what is shown once.
async fn act_for_own(
    asked: &Asked,
    signed_in: &SignedIn,
    values: &Values,
    button: OwnButton,
) -> Result<Option<(&'static str, String)>, AppError> {
    let (app, who, id) = (&asked.web.app, &signed_in.who, values.get("id"));
    let settings = |two_persons| OrganisationSettings { two_persons };
    match button {
        OwnButton::TwoPersons => app.change_settings(who, &settings(true)).await?,
        OwnButton::OnePerson => app.change_settings(who, &settings(false)).await?,
        OwnButton::RemoveAccount => app.remove_account(who, id).await?,
        OwnButton::Roles => {
            let roles = choices(asked, values, "new_roles")?;
            app.change_roles(who, values.get("account"), &roles).await?;
        }
        OwnButton::HandOver => {
            let (leaving, to) = (values.get("leaving"), values.get("successor"));
            app.hand_over(who, leaving, to).await?;
        }
        OwnButton::WithdrawInvitation => app.withdraw_invitation(who, id).await?,
        OwnButton::RevokeToken => app.revoke_token(who, id).await?,
        OwnButton::RemoveLogin => app.remove_organisation_login(who).await?,
        OwnButton::ResetPassword | OwnButton::ResetSecondFactor => {
            let of = if button == OwnButton::ResetPassword {
                Replaces::Password
            } else {
                Replaces::SecondFactor
            };
            let reset = reset::make(asked, who, id, of).await?;
            let link = invitation_link(asked, &reset.token.to_text());
            return Ok(Some(("invited", link)));
        }
        OwnButton::Invite => {
            let invitation = Invitation {
                mail: values.get("mail").to_owned(),
                organisation: who.organisation().clone(),
                roles: choices(asked, values, "roles")?,
            };
            let token = app.invite(who, &invitation).await?;
            let link = invitation_link(asked, &token.to_text());
            let key = letters::invite(asked, &invitation, &link).await;
            return Ok(Some((key, link)));
        }
        OwnButton::Token => {
            let actions = choices(asked, values, "may")?;
            let new = NewToken {
                label: values.get("label"),
                actions: &actions,
                // What is no number is no choice, and is told as such by the use case.
                days: values.get("days").parse().unwrap_or_default(),
            };
            let token = app.make_token(who, new).await?;
            return Ok(Some(("token-made", token.to_text())));
        }
        OwnButton::Login => {
            let redirect = return_address(asked, who.organisation());
            let redirect = redirect.ok_or(SignInError::OrganisationLogin("oidc_bad_settings"))?;
            let new = NewLogin {
                issuer: values.get("issuer"),
                client_id: values.get("client_id"),
                client_secret: Some(values.get("client_secret")).filter(|text| !text.is_empty()),
                domains: values.get("domains"),
                redirect: &redirect,
            };
            app.change_organisation_login(who, new).await?;
        }
    }
    Ok(None)
}

/// What was ticked, all of it: a box that no form of ours has is told, not left out.
pub(super) fn choices<T: FromStr + Ord>(
    asked: &Asked,
    values: &Values,
    name: &str,
) -> Result<BTreeSet<T>, AppError> {
    let mut reader = Reader::new(values, asked.ctx.data_lang());
    let chosen = reader.choices(name);
    if reader.problems.is_empty() {
        Ok(chosen)
    } else {
        Err(AppError::Invalid(reader.problems))
    }
}

pub(super) fn invitation_link(asked: &Asked, token: &str) -> String {
    let base = asked.origin.as_deref().unwrap_or_default();
    format!("{base}{}", asked.ctx.action(&Route::Invitation(token)))
}
