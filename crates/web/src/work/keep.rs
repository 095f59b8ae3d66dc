// SPDX-License-Identifier: EUPL-1.2
//! A hard seal: the hash is submitted, and the words are handed in as a file when the round is due. The words
//! themselves come here at the very end only.

use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest, Path, Request};
use axum::http::{StatusCode, header};
use wegmarke_app::account::SignedIn;
use wegmarke_app::commitment::{Committed, Kept, MOST_BYTES};
use wegmarke_app::{AppError, Refusal};
use wegmarke_domain::contribution::{Address, Version};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::privacy::NoPerson;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::keep::{FILE, HASH, is_kept};
use wegmarke_pages::work::say::{FINDS, LOOK_REASON};
use wegmarke_pages::work::{self, KeepButton, KeepParts, KeepPhase};

use super::sent::{self, MOST_FIELDS, Typed};
use super::{Answer, Asked, LONGEST_FORM, Told, refusal, signing, unknown_button};

/// Most bytes of the form with its file.
pub(super) const LONGEST: usize = MOST_BYTES + LONGEST_FORM;

/// What is meant, if it is for the organisation of who asks and can be kept at all.
async fn find(asked: &Asked, noun: &str, id: &str) -> Result<(SignedIn, Address), Told> {
    let signed_in = asked.signed_in().await?;
    let noun: Noun = noun.parse().map_err(|_| asked.absent())?;
    let address = Address::parse(&Subject::new(noun, id)).map_err(|_| asked.absent())?;
    let own = signed_in.who.organisation();
    if address.by != *own || !is_kept(noun) {
        return Err(asked.absent());
    }
    let state = asked.web.app.state();
    let actor = &signed_in.who.actor;
    match actor.may(&state.register, Action::Release, About::Organisation(own)) {
        true => Ok((signed_in, address)),
        false => Err(asked.not_theirs(&signed_in, Action::Release).await),
    }
}

/// What can be done now.
async fn phase(
    asked: &Asked,
    signed_in: &SignedIn,
    address: &Address,
) -> Result<KeepPhase, AppError> {
    let app = &asked.web.app;
    let state = app.state();
    let register = &state.register;
    if !register.round_state(&address.round).is_revealed() {
        let asked = app.find_commitment_asked(&signed_in.who, address).await?;
        return Ok(KeepPhase::Commit { asked });
    }
    let said = register.find_contribution(&address.subject());
    let newest = said.and_then(|said| said.newest());
    Ok(match newest {
        Some(newest) if newest.is_kept() => KeepPhase::Reveal,
        Some(newest) if Version::is_commitment(newest) => KeepPhase::Nothing("revealed"),
        _ => KeepPhase::Nothing("nothing-to-keep"),
    })
}

/// What the page shows beside what can be done.
#[derive(Default)]
struct Shown {
    values: Values,
    problems: Vec<Problem>,
    refused: Option<String>,
    notice: Option<String>,
}

async fn page(asked: &Asked, signed_in: &SignedIn, address: &Address, shown: Shown) -> Answer {
    let status = match shown.problems.is_empty() && shown.refused.is_none() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let phase = phase(asked, signed_in, address).await;
    let phase = phase.map_err(|error| asked.failed(&error))?;
    let state = asked.web.app.state();
    let parts = KeepParts {
        bar: asked.bar(signed_in),
        address,
        phase,
        values: &shown.values,
        problems: &shown.problems,
        refused: shown.refused,
        notice: shown.notice,
        signs: signing::signs(asked, signed_in),
    };
    let page = work::Keep::find(&state.register, &asked.ctx, parts);
    let page = page.ok_or_else(|| asked.absent())?;
    Ok(asked.page_with(status, &page).with_scripts())
}

pub(super) async fn ask(
    asked: Asked,
    Path((_, noun, id)): Path<(String, String, String)>,
) -> Answer {
    let (signed_in, address) = find(&asked, &noun, &id).await?;
    let is_asked = asked.ctx.query.find("done") == Some("asked");
    let shown = Shown {
        notice: is_asked.then(|| asked.ctx.t("keep-done-asked")),
        ..Shown::default()
    };
    page(&asked, &signed_in, &address, shown).await
}

pub(super) async fn act(
    asked: Asked,
    Path((_, noun, id)): Path<(String, String, String)>,
    request: Request,
) -> Answer {
    let (signed_in, address) = find(&asked, &noun, &id).await?;
    let (values, file) = read(&asked, request).await?;
    let button = KeepButton::find(values.get(work::BUTTON));
    let done = match (signing::read(&asked, &signed_in, &values), button) {
        (Err(error), _) => Err(error),
        (Ok(_), None) => Err(unknown_button(&asked)),
        (Ok(signed_in), Some(KeepButton::Commit)) => {
            commit(&asked, &signed_in, &address, &values).await
        }
        (Ok(signed_in), Some(KeepButton::Reveal)) => {
            reveal(&asked, &signed_in, &address, &values, file).await
        }
    };
    let (problems, refused) = match done {
        Ok(location) => return Ok(asked.redirect(location)),
        Err(AppError::ToSign(to_sign)) => return signing::answer(&asked, &signed_in, &to_sign),
        Err(AppError::Invalid(problems)) => (problems, None),
        Err(error) => match refusal(&asked, &error) {
            Some(words) => (Vec::new(), Some(words)),
            None => return Err(asked.failed(&error)),
        },
    };
    let shown = Shown {
        values,
        problems,
        refused,
        notice: None,
    };
    page(&asked, &signed_in, &address, shown).await
}

async fn commit(
    asked: &Asked,
    signed_in: &SignedIn,
    address: &Address,
    values: &Values,
) -> Result<String, AppError> {
    let wrong = |code| AppError::Invalid(vec![Problem::new(HASH, code)]);
    let typed: String = values.get(HASH).split_whitespace().collect();
    if typed.is_empty() {
        return Err(wrong(codes::REQUIRED));
    }
    let mut hash = [0; 32];
    hex::decode_to_slice(typed, &mut hash).map_err(|_| wrong(codes::UNREAD))?;
    let committed = asked.web.app.commit(&signed_in.who, address, hash).await?;
    let ctx = &asked.ctx;
    Ok(match committed {
        Committed::Done(receipt) | Committed::Known(receipt) => {
            ctx.href_with(&Route::Work, &[("said", &receipt.seq.to_string())])
        }
        Committed::Asked => {
            let about = address.subject();
            let here = Route::Keep(about.noun, &about.id);
            ctx.href_with(&here, &[("done", "asked")])
        }
    })
}

async fn reveal(
    asked: &Asked,
    signed_in: &SignedIn,
    address: &Address,
    values: &Values,
    file: Option<Vec<u8>>,
) -> Result<String, AppError> {
    let wrong = |code| AppError::Invalid(vec![Problem::new(FILE, code)]);
    let file = file.filter(|file| !file.is_empty());
    let file = file.ok_or_else(|| wrong(codes::REQUIRED))?;
    let kept = Kept::parse(&file).map_err(|_| wrong(codes::UNREAD))?;
    // A file of something else is not handed in here by the way.
    if kept.about != address.subject() {
        return Err(Refusal::OtherWords.into());
    }
    let look = NoPerson {
        finds: values.all(FINDS).map(str::to_owned).collect(),
        reason: values.get(LOOK_REASON).to_owned(),
    };
    let look = (!look.finds.is_empty()).then_some(look);
    let app = &asked.web.app;
    let receipt = app
        .reveal_kept(&signed_in.who, &kept, look.as_ref())
        .await?;
    let said = receipt.seq.to_string();
    Ok(asked.ctx.href_with(&Route::Work, &[("said", &said)]))
}

/// What was typed, and the file.
async fn read(asked: &Asked, request: Request) -> Result<(Values, Option<Vec<u8>>), Told> {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let with_file = content_type.is_some_and(|value| value.as_bytes().starts_with(b"multipart/"));
    if !with_file {
        let typed = Typed::from_request(request, &()).await;
        let Typed(values) = typed.map_err(|status| asked.refused(status))?;
        return Ok((values, None));
    }
    let parts = Multipart::from_request(request, &()).await;
    let parts = parts.map_err(|error| asked.refused(error.status()))?;
    let read = read_parts(parts).await;
    read.ok_or_else(|| asked.refused(StatusCode::PAYLOAD_TOO_LARGE))
}

async fn read_parts(mut parts: Multipart) -> Option<(Values, Option<Vec<u8>>)> {
    let (mut values, mut file) = (Values::default(), None);
    let mut room = LONGEST_FORM;
    for _ in 0..MOST_FIELDS {
        let Some(mut field) = parts.next_field().await.ok()? else {
            return Some((values, file));
        };
        let name = field.name().unwrap_or_default().to_owned();
        if name == FILE {
            file = Some(sent::collect(&mut field, MOST_BYTES).await.ok()??);
            continue;
        }
        let text = sent::collect(&mut field, room).await.ok()??;
        room = room.saturating_sub(text.len() + name.len());
        let text = String::from_utf8_lossy(&text).into_owned();
        values.0.push((name, text));
    }
    None
}
