// SPDX-License-Identifier: EUPL-1.2
//! Handing in again what did not open when its round was revealed.

use axum::extract::{Path, Request};
use axum::http::StatusCode;
use serde_json::Value;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::file::File;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::text::tidy_json;
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::restore::{JSON, SALT};
use wegmarke_pages::work::{self, RestoreButton};

use super::sent::{self, Sent};
use super::{Answer, Asked, Told, fields, refusal, unknown_button};

/// Characters of what does not read that are told again.
const TOLD_AGAIN: usize = 40;

/// What an entry is about that its organisation may hand in again; whatever else is not there.
async fn find(asked: &Asked, seq: u64) -> Result<(SignedIn, Address), Told> {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let register = &state.register;
    let by = signed_in.who.organisation();
    let line = register.find_line(seq).filter(|line| line.by == *by);
    let address = line.and_then(|line| Address::parse(&line.subject).ok());
    let address = address.ok_or_else(|| asked.absent())?;
    let actor = &signed_in.who.actor;
    if !actor.may(register, Action::Release, About::Organisation(by)) {
        return Err(asked.not_theirs(&signed_in, Action::Release).await);
    }
    if !register.is_unopened(&address.round, seq) {
        // It was handed in meanwhile, or needs no handing in: there it is.
        let about = address.subject();
        let route = Route::Contribution(about.noun, &about.id);
        return Err(asked.redirect(asked.ctx.href(&route)));
    }
    Ok((signed_in, address))
}

/// What the form shows.
struct Shown<'a> {
    values: &'a Values,
    files: &'a [File],
    problems: &'a [Problem],
    notices: Vec<String>,
}

fn page(
    asked: &Asked,
    signed_in: &SignedIn,
    address: &Address,
    seq: u64,
    shown: Shown<'_>,
) -> work::Restore {
    let state = asked.web.app.state();
    let parts = work::RestoreParts {
        bar: asked.bar(signed_in),
        address,
        seq,
        values: shown.values,
        files: shown.files,
        problems: shown.problems,
        notices: shown.notices,
    };
    work::Restore::build(&state.register, &asked.ctx, parts)
}

pub(super) async fn ask(asked: Asked, Path((_, seq)): Path<(String, u64)>) -> Answer {
    let (signed_in, address) = find(&asked, seq).await?;
    let shown = Shown {
        values: &Values::default(),
        files: &[],
        problems: &[],
        notices: Vec::new(),
    };
    Ok(asked.page(&page(&asked, &signed_in, &address, seq, shown)))
}

pub(super) async fn hand_in(
    asked: Asked,
    Path((_, seq)): Path<(String, u64)>,
    request: Request,
) -> Answer {
    let (signed_in, address) = find(&asked, seq).await?;
    let mut sent = sent::read(&asked, &signed_in.who, request).await?;
    let button = RestoreButton::find(sent.values.get(work::BUTTON));
    let done = match button {
        Some(RestoreButton::More) => {
            let more: usize = sent.values.get("more").parse().unwrap_or(0);
            sent.values.0.retain(|(name, _)| name != "more");
            let more = (more + 2).to_string();
            sent.values.0.push(("more".to_owned(), more));
            Err(AppError::Invalid(Vec::new()))
        }
        Some(RestoreButton::HandIn) => match read(&asked, &address, &sent) {
            Ok((salt, says)) => {
                let app = &asked.web.app;
                app.restore_body(&signed_in.who, seq, salt, &says).await
            }
            Err(problems) => Err(AppError::Invalid(problems)),
        },
        None => Err(unknown_button(&asked)),
    };
    let (problems, notices) = match done {
        Ok(receipt) => {
            let said = receipt.seq.to_string();
            let there = asked.ctx.href_with(&Route::Work, &[("said", &said)]);
            return Ok(asked.redirect(there));
        }
        Err(AppError::Invalid(problems)) => (problems, Vec::new()),
        Err(error) => match refusal(&asked, &error) {
            Some(words) => (Vec::new(), vec![words]),
            None => return Err(asked.failed(&error)),
        },
    };
    let status = match button {
        Some(RestoreButton::More) => StatusCode::OK,
        _ if sent.cut => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let shown = Shown {
        values: &sent.values,
        files: &sent.files,
        problems: &problems,
        notices,
    };
    let page = page(&asked, &signed_in, &address, seq, shown);
    Ok(asked.page_with(status, &page))
}

/// The salt and the words, or everything that is wrong with them.
fn read(asked: &Asked, address: &Address, sent: &Sent) -> Result<([u8; 16], Says), Vec<Problem>> {
    let mut problems = sent.problems.clone();
    let typed = sent.values.get(SALT).trim().to_owned();
    let mut salt = [0; 16];
    if typed.is_empty() {
        problems.push(Problem::new(SALT, codes::REQUIRED));
    } else if hex::decode_to_slice(&typed, &mut salt).is_err() {
        problems.push(unread(SALT, &typed));
    }
    let json = sent.values.get(JSON).trim();
    let says = if json.is_empty() {
        let state = asked.web.app.state();
        let (register, ctx) = (&state.register, &asked.ctx);
        let read = fields::read(register, ctx, address, &sent.values, &sent.files, None);
        problems.extend(read.problems);
        Some(read.says)
    } else {
        let says = read_json(json);
        if says.is_none() {
            problems.push(unread(JSON, json));
        }
        says
    };
    match says {
        Some(says) if problems.is_empty() => Ok((salt, says)),
        _ => Err(problems),
    }
}

/// Words as a program sends them, tidied as there.
fn read_json(text: &str) -> Option<Says> {
    let mut json: Value = serde_json::from_str(text).ok()?;
    tidy_json(&mut json);
    serde_json::from_value(json).ok()
}

fn unread(field: &str, typed: &str) -> Problem {
    let beginning: String = typed.chars().take(TOLD_AGAIN).collect();
    Problem::new(field, codes::UNREAD).with(beginning)
}
