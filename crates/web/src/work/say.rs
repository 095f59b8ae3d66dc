// SPDX-License-Identifier: EUPL-1.2
//! The form in which something is said: asked for, saved, released, corrected, taken back.

use axum::extract::{Path, Request};
use axum::http::StatusCode;
use serde_json::json;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_app::contribution::{DraftState, HeldDraft};
use wegmarke_app::task as tasks;
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::file::File;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::text::Text;
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::{self, SayParts};

use super::{Answer, Asked, Told, fields, refusal, sent};
use crate::outgoing::Outgoing;

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

pub(super) async fn ask(
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
        Some("discarded") => notices.push(asked.ctx.t("say-discarded")),
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
        .map(|page| asked.page(&page).with_scripts())
        .ok_or_else(|| asked.absent())
}

/// What is typed, kept without a page: for the script that saves while somebody types.
async fn autosave(
    asked: &Asked,
    signed_in: &SignedIn,
    address: &Address,
    says: &Says,
    revision: u64,
) -> Answer {
    let saved = asked
        .web
        .app
        .save_draft(&signed_in.who, address, says.clone(), revision)
        .await;
    let (status, told) = match saved {
        Ok(revision) => {
            let at = asked.web.app.clock().now();
            let args = [("at", asked.ctx.instant(at).into())];
            let words = asked.ctx.t_with("say-saved-at", &args);
            (
                StatusCode::OK,
                json!({"revision": revision, "words": words}),
            )
        }
        Err(error) => match refusal(asked, &error) {
            Some(words) => (StatusCode::CONFLICT, json!({ "words": words })),
            None => return Err(asked.failed(&error)),
        },
    };
    Ok(asked.told(Outgoing {
        status,
        ..Outgoing::new("application/json", told.to_string())
    }))
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
    if values.get("do") == "autosave" {
        return autosave(&asked, &signed_in, &address, &read.says, revision).await;
    }
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
        .map(|page| asked.page_with(status, &page).with_scripts())
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
        "discard" => {
            app.discard_draft(who, address, revision).await?;
            Ok(here("discarded"))
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
