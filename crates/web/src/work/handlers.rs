// SPDX-License-Identifier: EUPL-1.2
//! One handler for each form and page.

use axum::Form;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::account::{Invitation, SignInError, SignedIn};
use wegmarke_app::contribution::{DraftState, HeldDraft, OrganisationSettings};
use wegmarke_domain::contribution::Address;
use wegmarke_domain::file::File;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::permission::{About, Action};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::text::Text;
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::{self, AccountParts, SayParts};

use super::{Asked, Told, fields, sent, tasks};

/// What a form brings: names and values, in their order.
pub(super) type Typed = Form<Vec<(String, String)>>;

/// Why a request got no further: an answer is ready.
pub(super) type Answer = Result<Told, Told>;

pub(super) fn values(typed: Typed) -> Values {
    Values(typed.0)
}

/// Why it did not work, in words; `None`: nobody foresaw it.
fn refusal(asked: &Asked, error: &AppError) -> Option<String> {
    let key = match error {
        AppError::SignIn(SignInError::Wait(seconds)) => {
            let args = [("seconds", (*seconds).unsigned_abs().into())];
            return Some(asked.ctx.t_with("refused-wait", &args));
        }
        AppError::SignIn(error) => error.code(),
        AppError::Refused(refusal) => refusal.code(),
        AppError::Forbidden(_) => "forbidden",
        other if other.code() == "stale" => other.code(),
        _ => return None,
    };
    Some(asked.ctx.word("refused", key))
}

pub(super) async fn nothing(asked: Asked) -> Told {
    asked.absent()
}

pub(super) async fn ask_sign_in(asked: Asked) -> Told {
    if asked.web.app.find_signed_in(&asked.session).await.is_ok() {
        return asked.redirect(asked.ctx.href(&Route::Work));
    }
    asked.page(&work::SignIn::build(
        &asked.ctx,
        &Values::default(),
        String::new(),
    ))
}

pub(super) async fn sign_in(asked: Asked, typed: Typed) -> Told {
    let values = values(typed);
    let device = asked.device.as_deref();
    let (mail, password) = (values.get("mail"), values.get("password"));
    let app = &asked.web.app;
    match app
        .sign_in(mail, password, asked.from, device, &asked.agent)
        .await
    {
        Ok(half) => asked
            .redirect(asked.ctx.href(&Route::Code))
            .with_session(Some(&half.token.to_text())),
        Err(error) => match refusal(&asked, &error) {
            Some(words) => {
                let page = work::SignIn::build(&asked.ctx, &values, words);
                asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
            }
            None => asked.failed(&error),
        },
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
        Ok(offer) => Ok(Some(work::Offered {
            address: offer.address,
            secret: offer.secret,
            qr_code: offer.qr_code,
        })),
        Err(AppError::SignIn(SignInError::NotSignedIn)) => Ok(None),
        Err(other) => Err(other),
    }
}

pub(super) async fn ask_code(asked: Asked) -> Told {
    match offered(&asked).await {
        Ok(offered) => asked.page(&work::Code::build(&asked.ctx, offered, String::new())),
        Err(error) => asked.failed(&error),
    }
}

pub(super) async fn prove_code(asked: Asked, typed: Typed) -> Told {
    let values = values(typed);
    let app = &asked.web.app;
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
                asked.redirect(asked.ctx.href(&Route::Work))
            } else {
                asked.page(&work::Recovery::build(&asked.ctx, codes))
            };
            told.with_session(Some(&complete.session.to_text()))
                .with_device(&complete.device.to_text())
        }
        Err(AppError::SignIn(SignInError::NotSignedIn)) => {
            asked.redirect(asked.ctx.href(&Route::SignIn))
        }
        Err(error) => match (refusal(&asked, &error), offered(&asked).await) {
            (Some(words), Ok(offered)) => {
                let page = work::Code::build(&asked.ctx, offered, words);
                asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
            }
            _ => asked.failed(&error),
        },
    }
}

fn invitation_page(
    asked: &Asked,
    invitation: &Invitation,
    values: &Values,
    problems: &[Problem],
) -> work::Invitation {
    let state = asked.web.app.state();
    let organisation = asked
        .ctx
        .organisation(&state.register, &invitation.organisation);
    let name = organisation.text.words;
    work::Invitation::build(&asked.ctx, &invitation.mail, &name, values, problems)
}

pub(super) async fn ask_invitation(asked: Asked, Path((_, token)): Path<(String, String)>) -> Told {
    match asked.web.app.find_invitation(&token).await {
        Ok(invitation) => asked.page(&invitation_page(
            &asked,
            &invitation,
            &Values::default(),
            &[],
        )),
        Err(error) => no_invitation(&asked, &error),
    }
}

fn no_invitation(asked: &Asked, error: &AppError) -> Told {
    match refusal(asked, error) {
        Some(words) => {
            let page = work::SignIn::build(&asked.ctx, &Values::default(), words);
            asked.page_with(StatusCode::NOT_FOUND, &page)
        }
        None => asked.failed(error),
    }
}

pub(super) async fn accept_invitation(
    asked: Asked,
    Path((_, token)): Path<(String, String)>,
    typed: Typed,
) -> Told {
    let values = values(typed);
    let app = &asked.web.app;
    let invitation = match app.find_invitation(&token).await {
        Ok(invitation) => invitation,
        Err(error) => return no_invitation(&asked, &error),
    };
    let (name, password) = (values.get("name"), values.get("password"));
    match app
        .accept_invitation(&token, name, password, values.get("again"))
        .await
    {
        Ok(_) => asked.redirect(asked.ctx.href(&Route::SignIn)),
        Err(AppError::Invalid(problems)) => {
            let page = invitation_page(&asked, &invitation, &values, &problems);
            asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => no_invitation(&asked, &error),
    }
}

pub(super) async fn mine(asked: Asked) -> Answer {
    let signed_in = asked.signed_in().await?;
    let app = &asked.web.app;
    let state = app.state();
    let register = &state.register;
    let drafts = match app.list_drafts(&signed_in.who).await {
        Ok(drafts) => drafts,
        Err(AppError::Forbidden(_)) => Vec::new(),
        Err(error) => return Err(asked.failed(&error)),
    };
    let by = signed_in.who.organisation();
    let rounds = tasks::list(register, by, &drafts, app.clock().now());
    let sees = |plan: &PlanId| {
        signed_in
            .who
            .actor
            .may(register, Action::SeeBoard, About::Plan(plan))
    };
    let plans = register.plans.list().map(|plan| plan.id.clone());
    let coordinated: Vec<PlanId> = plans.filter(sees).collect();
    let said = asked
        .ctx
        .query
        .find("said")
        .and_then(|seq| seq.parse().ok());
    let bar = asked.bar(&signed_in);
    Ok(asked.page(&work::Mine::build(
        register,
        &asked.ctx,
        &bar,
        &rounds,
        &coordinated,
        said,
    )))
}

pub(super) async fn board(asked: Asked, Path((_, plan)): Path<(String, String)>) -> Answer {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let plan_id = PlanId::new(&*plan);
    let about = About::Plan(&plan_id);
    if !signed_in
        .who
        .actor
        .may(&state.register, Action::SeeBoard, about)
    {
        return Err(asked.absent());
    }
    let bar = asked.bar(&signed_in);
    let board = work::Board::find(&state.register, &asked.ctx, &plan, &bar);
    board
        .map(|board| asked.page(&board))
        .ok_or_else(|| asked.absent())
}

/// What the address of a form names, if it is for the organisation of who asks.
fn address(asked: &Asked, signed_in: &SignedIn, noun: &str, id: &str) -> Result<Address, Told> {
    let noun: Noun = noun.parse().map_err(|_| asked.absent())?;
    let address = Address::parse(&Subject::new(noun, id)).map_err(|_| asked.absent())?;
    // Whatever an address names: nobody sees that another organisation has a draft.
    if address.by == *signed_in.who.organisation() {
        Ok(address)
    } else {
        Err(asked.absent())
    }
}

pub(super) async fn ask_say(
    asked: Asked,
    Path((_, noun, id)): Path<(String, String, String)>,
) -> Answer {
    let signed_in = asked.signed_in().await?;
    let address = address(&asked, &signed_in, &noun, &id)?;
    let held = find_draft(&asked, &signed_in, &address).await?;
    let state = asked.web.app.state();
    let lang = asked.ctx.data_lang();
    let values = held.as_ref().map_or_else(Values::default, |held| {
        fields::write(&state.register, &address, &held.draft.says, lang)
    });
    let named = held.as_ref().map(|held| held.draft.says.list_files());
    let files = named.into_iter().flatten().map(|(_, file)| file.clone());
    let files: Vec<File> = files.collect();
    let mut notices = Vec::new();
    match asked.ctx.query.find("done") {
        Some("saved") => notices.push(asked.ctx.t("say-saved")),
        Some("requested") => notices.push(asked.ctx.t("say-requested")),
        _ => {}
    }
    match held.as_ref().map(|held| (&held.draft.state, held.revision)) {
        Some((DraftState::Returned(reason), _)) => {
            let args = [("reason", reason.as_str().into())];
            notices.push(asked.ctx.t_with("say-returned", &args));
        }
        Some((_, 0)) => notices.push(asked.ctx.t("say-prefilled")),
        _ => {}
    }
    let revision = held.map_or(0, |held| held.revision);
    let shown = Shown {
        values: &values,
        files: &files,
        problems: &[],
        revision,
        notices,
    };
    say_page(&asked, &signed_in, &address, shown)
        .map(|page| asked.page(&page))
        .ok_or_else(|| asked.absent())
}

async fn find_draft(
    asked: &Asked,
    signed_in: &SignedIn,
    address: &Address,
) -> Result<Option<HeldDraft>, Told> {
    match asked.web.app.find_draft(&signed_in.who, address).await {
        Ok(held) => Ok(held),
        Err(AppError::Forbidden(_)) => Err(asked.absent()),
        Err(error) => Err(asked.failed(&error)),
    }
}

/// What a form shows.
struct Shown<'a> {
    values: &'a Values,
    files: &'a [File],
    problems: &'a [Problem],
    revision: u64,
    notices: Vec<String>,
}

fn say_page(
    asked: &Asked,
    signed_in: &SignedIn,
    address: &Address,
    shown: Shown<'_>,
) -> Option<work::Say> {
    let state = asked.web.app.state();
    let own = About::Organisation(signed_in.who.organisation());
    let may = |action| signed_in.who.actor.may(&state.register, action, own);
    let parts = SayParts {
        bar: asked.bar(signed_in),
        address,
        values: shown.values,
        files: shown.files,
        problems: shown.problems,
        revision: shown.revision,
        notices: shown.notices,
        may_release: may(Action::Release),
        may_return: may(Action::ReturnDraft),
        corrects: tasks::is_public(&state.register, address),
    };
    work::Say::find(&state.register, &asked.ctx, parts)
}

pub(super) async fn say(
    asked: Asked,
    Path((_, noun, id)): Path<(String, String, String)>,
    request: Request,
) -> Answer {
    let known = match asked.signed_in().await {
        Ok(signed_in) => {
            address(&asked, &signed_in, &noun, &id).map(|address| (signed_in, address))
        }
        Err(told) => Err(told),
    };
    let (signed_in, address) = match known {
        Ok(known) => known,
        Err(told) => {
            sent::drain(request).await;
            return Err(told);
        }
    };
    let sent = sent::read(&asked, &signed_in.who, request).await?;
    let values = &sent.values;
    let held = find_draft(&asked, &signed_in, &address).await?;
    let state = asked.web.app.state();
    let before = held.as_ref().map(|held| &held.draft.says);
    let read = fields::read(
        &state.register,
        &address,
        values,
        &sent.files,
        asked.ctx.data_lang(),
        before,
    );
    let revision: u64 = values.get("revision").parse().unwrap_or(0);
    let done = match wrong_files(&asked, &address, &sent, &read) {
        Some(problems) => Err(AppError::Invalid(problems)),
        None => act(&asked, &signed_in, &address, values, &read, revision).await,
    };
    let (problems, notices) = match done {
        Ok(location) => return Ok(asked.redirect(location)),
        Err(AppError::Invalid(problems)) => (problems, Vec::new()),
        Err(error) => match refusal(&asked, &error) {
            Some(words) => (Vec::new(), vec![words]),
            None => return Err(asked.failed(&error)),
        },
    };
    let shown = Shown {
        values,
        files: &sent.files,
        problems: &problems,
        revision,
        notices,
    };
    let status = match sent.cut {
        true => StatusCode::PAYLOAD_TOO_LARGE,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    say_page(&asked, &signed_in, &address, shown)
        .map(|page| asked.page_with(status, &page))
        .ok_or_else(|| asked.absent())
}

/// All problems, if there is one with a file: then nothing is done, so that nobody takes a draft
/// for complete whose file was refused. `None` if there is none.
fn wrong_files(
    asked: &Asked,
    address: &Address,
    sent: &sent::Sent,
    read: &fields::Read,
) -> Option<Vec<Problem>> {
    let mut problems = sent.problems.clone();
    if sent.cut {
        problems.push(Problem::new("evidence.0.file", codes::FILE_TOO_LARGE));
    }
    if problems.is_empty() {
        return None;
    }
    problems.extend(read.problems.iter().cloned());
    if matches!(sent.values.get("do"), "release" | "correct") {
        problems.extend(of_domain(asked, address, read));
    }
    // A row whose file was refused needs no web address.
    let refused: Vec<String> = sent
        .problems
        .iter()
        .map(|one| one.field.replace(".file", ".url"))
        .collect();
    problems.retain(|one| {
        one.code != codes::REQUIRED || !refused.iter().any(|url| **url == *one.field)
    });
    Some(problems)
}

/// Does what the pressed button says; answers with where to go on.
async fn act(
    asked: &Asked,
    signed_in: &SignedIn,
    address: &Address,
    values: &Values,
    read: &fields::Read,
    revision: u64,
) -> Result<String, AppError> {
    let (app, who) = (&asked.web.app, &signed_in.who);
    let about = address.subject();
    let here = |done| {
        asked
            .ctx
            .href_with(&Route::Say(about.noun, &about.id), &[("done", done)])
    };
    match values.get("do") {
        "release" => {
            if !read.problems.is_empty() {
                let mut problems = read.problems.clone();
                problems.extend(of_domain(asked, address, read));
                return Err(AppError::Invalid(problems));
            }
            let receipt = match app
                .release(who, address, &read.says, is_invented(asked, address))
                .await
            {
                Err(AppError::Invalid(problems)) => {
                    return Err(AppError::Invalid(placed(read, problems)));
                }
                other => other?,
            };
            Ok(receipt_at(asked, receipt.seq))
        }
        "correct" => {
            if !read.problems.is_empty() {
                return Err(AppError::Invalid(read.problems.clone()));
            }
            let reason = reason(asked, values)?;
            let receipt = match app.correct(who, address, &read.says, &reason).await {
                Err(AppError::Invalid(problems)) => {
                    return Err(AppError::Invalid(placed(read, problems)));
                }
                other => other?,
            };
            Ok(receipt_at(asked, receipt.seq))
        }
        "withdraw" => {
            let reason = reason(asked, values)?;
            let receipt = app.withdraw(who, address, &reason).await?;
            Ok(receipt_at(asked, receipt.seq))
        }
        "return" => {
            app.return_draft(who, address, values.get("reason")).await?;
            Ok(here("returned"))
        }
        "request" => {
            app.save_draft(who, address, read.says.clone(), revision)
                .await?;
            app.request_release(who, address).await?;
            Ok(here("requested"))
        }
        _ => {
            app.save_draft(who, address, read.says.clone(), revision)
                .await?;
            Ok(here("saved"))
        }
    }
}

/// Where the receipt of an entry is shown.
fn receipt_at(asked: &Asked, seq: u64) -> String {
    asked
        .ctx
        .href_with(&Route::Work, &[("said", &seq.to_string())])
}

/// Why something is corrected or taken back.
fn reason(asked: &Asked, values: &Values) -> Result<Text, AppError> {
    Text::new(asked.ctx.data_lang(), values.get("reason"))
        .ok_or_else(|| AppError::Invalid(vec![Problem::new("reason", codes::REQUIRED)]))
}

/// The domain's problems, at the rows in which they were typed.
fn of_domain(asked: &Asked, address: &Address, read: &fields::Read) -> Vec<Problem> {
    let state = asked.web.app.state();
    placed(read, read.says.problems(&state.register, address))
}

fn placed(read: &fields::Read, problems: Vec<Problem>) -> Vec<Problem> {
    let problems = problems.into_iter();
    problems.map(|problem| read.place(problem)).collect()
}

/// What is said in a made-up round is made up too.
fn is_invented(asked: &Asked, address: &Address) -> bool {
    let state = asked.web.app.state();
    state.register.is_invented(&address.round.subject())
}

pub(super) async fn account(asked: Asked) -> Answer {
    let signed_in = asked.signed_in().await?;
    account_page(&asked, &signed_in, None, &Values::default(), &[])
        .await
        .map(|page| asked.page(&page))
}

async fn account_page(
    asked: &Asked,
    signed_in: &SignedIn,
    once: Option<(&str, String)>,
    values: &Values,
    problems: &[Problem],
) -> Result<work::Account, Told> {
    let app = &asked.web.app;
    let state = app.state();
    let own = About::Organisation(signed_in.who.organisation());
    let may = |action| signed_in.who.actor.may(&state.register, action, own);
    let sessions = app.list_sessions(signed_in).await;
    let settings = app.find_settings(signed_in.who.organisation()).await;
    let (sessions, settings) = match (sessions, settings) {
        (Ok(sessions), Ok(settings)) => (sessions, settings),
        (Err(error), _) | (_, Err(error)) => return Err(asked.failed(&error)),
    };
    let parts = AccountParts {
        bar: asked.bar(signed_in),
        roles: signed_in.who.actor.roles.iter().copied().collect(),
        sessions: sessions
            .into_iter()
            .map(|own| (own.session.since, own.session.agent))
            .collect(),
        may_invite: may(Action::InviteAccounts),
        may_make_tokens: may(Action::ManageTokens),
        two_persons: may(Action::ManageOrganisation).then_some(settings.two_persons),
        once,
        values,
        problems,
    };
    Ok(work::Account::build(&asked.ctx, parts))
}

pub(super) async fn change_account(asked: Asked, typed: Typed) -> Answer {
    let signed_in = asked.signed_in().await?;
    let values = values(typed);
    let (app, who) = (&asked.web.app, &signed_in.who);
    let settings = |two_persons| OrganisationSettings { two_persons };
    let here = || asked.redirect(asked.ctx.href(&Route::Account));
    let away = || {
        asked
            .redirect(asked.ctx.href(&Route::Start))
            .with_session(None)
    };
    let done = match values.get("do") {
        "sign-out" => app.sign_out(&asked.session).await.map(|()| away()),
        "sign-out-everywhere" => app.sign_out_everywhere(&signed_in).await.map(|()| away()),
        "two-persons" => app
            .change_settings(who, &settings(true))
            .await
            .map(|()| here()),
        "one-person" => app
            .change_settings(who, &settings(false))
            .await
            .map(|()| here()),
        "invite" => {
            let invitation = Invitation {
                mail: values.get("mail").to_owned(),
                organisation: who.organisation().clone(),
                roles: values
                    .all("roles")
                    .filter_map(|role| role.parse().ok())
                    .collect(),
            };
            match app.invite(who, &invitation).await {
                Ok(token) => {
                    let lang = asked.ctx.lang.code();
                    let base = asked.ctx.site.base_url.clone().unwrap_or_default();
                    let link = format!("{base}/{lang}/invitation/{}", token.to_text());
                    let once = Some(("invited", link));
                    let page =
                        account_page(&asked, &signed_in, once, &Values::default(), &[]).await?;
                    return Ok(asked.page(&page));
                }
                Err(AppError::Invalid(problems)) => {
                    let page = account_page(&asked, &signed_in, None, &values, &problems).await?;
                    return Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
                }
                Err(other) => Err(other),
            }
        }
        "token" => {
            let roles = values
                .all("token-roles")
                .filter_map(|role| role.parse().ok())
                .collect();
            match app.make_token(who, values.get("label"), &roles).await {
                Ok(token) => {
                    let once = Some(("token-made", token.to_text()));
                    let page =
                        account_page(&asked, &signed_in, once, &Values::default(), &[]).await?;
                    return Ok(asked.page(&page));
                }
                Err(other) => Err(other),
            }
        }
        _ => Ok(here()),
    };
    match done {
        Ok(told) => Ok(told),
        Err(error) => match refusal(&asked, &error) {
            Some(words) => {
                let problem = Problem::new("", "forbidden").with(words);
                let page = account_page(&asked, &signed_in, None, &values, &[problem]).await?;
                Ok(asked.page_with(StatusCode::FORBIDDEN, &page))
            }
            None => Err(asked.failed(&error)),
        },
    }
}
