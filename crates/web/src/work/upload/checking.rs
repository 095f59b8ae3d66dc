// SPDX-License-Identifier: EUPL-1.2
//! What a table would do, and the yes. What takes long goes on while the page comes again and again.

use std::time::Duration;

use axum::extract::Path;
use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_app::upload::{Checked, FileReport, HeldUpload, Trying};
use wegmarke_domain::import::questions::{Answer as ThingAnswer, Answers};
use wegmarke_domain::import::succession::Accepted;
use wegmarke_domain::organisation::SuccessionKind;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::meanwhile::{Seen, Side};
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::upload::{
    ACCEPT, Check, CheckParts, Differs, PRINT, REVISION, SAME, SIDE, SINCE, Wait, WaitParts,
};
use wegmarke_pages::work::{self, UploadButton};

use super::super::sent::Typed;
use super::super::{Answer, Asked, Told, signing};
use super::bringing::waiting;
use super::mapped::{Mapped, refuse};
use super::refused::{told, unknown_button_words};

/// How long a page waits for what is not done yet, before it says how far it is.
const PATIENCE: Duration = Duration::from_secs(2);
/// When a page that says so comes again, in seconds.
const AGAIN: u32 = 2;

/// How far something is.
struct Far {
    step: Trying,
    since: jiff::Timestamp,
    writes: bool,
}

fn wait(asked: &Asked, signed_in: &SignedIn, held: &HeldUpload, far: &Far) -> Told {
    let route = match far.writes {
        true => Route::Upload(&held.id),
        false => Route::UploadCheck(&held.id),
    };
    let seconds = asked
        .web
        .app
        .clock()
        .now()
        .duration_since(far.since)
        .as_secs();
    let parts = WaitParts {
        bar: asked.bar(signed_in),
        id: &held.id,
        file: held.upload.shown_name(),
        size: held.upload.size,
        rows: asked.web.app.find_table_look(held).map(|look| look.count),
        step: far.step.as_str(),
        writes: far.writes,
        seconds: seconds.unsigned_abs(),
        since: far.since,
        again: route,
    };
    let again = asked.ctx.href(&route);
    asked
        .page(&Wait::build(&asked.ctx, &parts))
        .coming_again(AGAIN, &again)
}

/// The page of a table that is being written by this process; `None`: it is not.
pub(super) async fn find_writing(
    asked: &Asked,
    signed_in: &SignedIn,
    held: &HeldUpload,
) -> Option<Answer> {
    match asked.web.app.find_writing(&held.id, PATIENCE).await? {
        Checked::Trying { step, since } => {
            let writes = true;
            let far = Far {
                step,
                since,
                writes,
            };
            Some(Ok(wait(asked, signed_in, held, &far)))
        }
        // Written meanwhile: the receipt is at the same address.
        Checked::Done(_) => Some(Ok(asked.redirect(asked.ctx.href(&Route::Upload(&held.id))))),
        Checked::Failed(error) => Some(failed(asked, signed_in, held, &error).await),
    }
}

/// Why a write came to nothing, beside what it would do now.
async fn failed(
    asked: &Asked,
    signed_in: &SignedIn,
    held: &HeldUpload,
    error: &AppError,
) -> Answer {
    let words = told(asked, error).ok_or_else(|| asked.failed(error))?;
    show(asked, signed_in, held, Some(words)).await
}

/// What a table would do.
pub(in super::super) async fn ask(asked: Asked, Path((_, id)): Path<(String, String)>) -> Answer {
    let (signed_in, held) = waiting(&asked, &id).await?;
    if !held.upload.mapped {
        return Ok(asked.redirect(asked.ctx.href(&Route::UploadColumns(&id))));
    }
    if let Some(answer) = find_writing(&asked, &signed_in, &held).await {
        return answer;
    }
    show(&asked, &signed_in, &held, None).await
}

async fn show(
    asked: &Asked,
    signed_in: &SignedIn,
    held: &HeldUpload,
    refused: Option<String>,
) -> Answer {
    let app = &asked.web.app;
    let checked = app.check_upload(&signed_in.who, held, PATIENCE).await;
    match checked.map_err(|error| asked.failed(&error))? {
        Checked::Trying { step, since } => {
            let writes = false;
            Ok(wait(
                asked,
                signed_in,
                held,
                &Far {
                    step,
                    since,
                    writes,
                },
            ))
        }
        Checked::Done(report) => {
            let status = match refused {
                Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
                None => StatusCode::OK,
            };
            let page = page(asked, signed_in, held, &report, refused).await?;
            Ok(asked.page_with(status, &page).with_scripts())
        }
        // Most likely a column that the mapping reads is not there: it is mended where it is mapped.
        Checked::Failed(error) => {
            let words = told(asked, &error).ok_or_else(|| asked.failed(&error))?;
            let mapped = Mapped::of(asked, signed_in, held).await?;
            refuse(&mapped, vec![(words, String::new())]).await
        }
    }
}

async fn page(
    asked: &Asked,
    signed_in: &SignedIn,
    held: &HeldUpload,
    found: &FileReport,
    refused: Option<String>,
) -> Result<Check, Told> {
    let app = &asked.web.app;
    let who = &signed_in.who;
    let settings = app.find_settings(who.organisation()).await;
    let settings = settings.map_err(|error| asked.failed(&error))?;
    let upload = &held.upload;
    let differs: Vec<Differs<'_>> = found
        .differences
        .iter()
        .map(|one| Differs {
            subject: &one.subject,
            row: one.row,
            title: one.title.as_ref(),
            is_new: one.is_new,
            changes: &one.changes,
            dropped: one.dropped,
        })
        .collect();
    let accepted = upload.accept.iter();
    let accepted: Vec<_> = accepted
        .map(|one| (one.old.clone(), one.new.clone()))
        .collect();
    let report = &found.report;
    let state = app.state();
    // The newest entry that the table knows.
    let known = upload.seen.size.and_then(|size| size.checked_sub(1));
    let known = known.and_then(|seq| state.register.find_line(seq));
    let taken_at = known.map_or(upload.at, |line| line.at);
    let parts = CheckParts {
        bar: asked.bar(signed_in),
        id: &held.id,
        revision: held.revision,
        file: upload.shown_name(),
        reviewed: upload.paper.is_some(),
        typed: upload.typed,
        waits_for: upload
            .plan
            .as_ref()
            .filter(|_| upload.parts.is_empty())
            .map(|plan| plan.as_str()),
        kept_until: upload.kept_until(),
        print: &found.fingerprint,
        counts: &report.counts,
        tally: report.tally,
        times: &report.times,
        questions: &report.questions,
        differs: &differs,
        findings: &report.findings,
        moved: &report.moved,
        taken: (taken_at, taken_at.to_zoned(app.clock().zone()).date()),
        proposed: &report.proposed,
        accepted: &accepted,
        transfers: &report.transfers,
        not_theirs: &found.not_theirs,
        entries: report.entries,
        sealed: &report.sealed,
        needs_another: settings.two_persons && upload.account == who.account,
        signs: signing::signs(asked, signed_in),
        refused,
    };
    Ok(Check::build(&state.register, &asked.ctx, parts))
}

/// What somebody decided.
pub(in super::super) async fn decide(
    asked: Asked,
    Path((_, id)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let (signed_in, held) = waiting(&asked, &id).await?;
    let (app, who) = (&asked.web.app, &signed_in.who);
    let revision: u64 = values.get(REVISION).parse().unwrap_or(0);
    let here = || asked.redirect(asked.ctx.href(&Route::UploadCheck(&id)));
    let done = match UploadButton::find(values.get(work::BUTTON)) {
        Some(UploadButton::Discard) => {
            let gone = app.discard_upload(who, &id).await;
            gone.map(|()| asked.redirect(asked.ctx.href(&Route::Uploads)))
        }
        Some(UploadButton::Accept) => {
            let accept = values.all(ACCEPT).filter_map(read_accepted).collect();
            let kept = app.accept_in_upload(who, (&id, revision), accept).await;
            kept.map(|_| here())
        }
        Some(UploadButton::AcceptAll) => {
            let checked = app.check_upload(who, &held, PATIENCE).await;
            let mut accept = held.upload.accept.clone();
            if let Ok(Checked::Done(found)) = &checked {
                let proposed = found.report.proposed.iter();
                accept.extend(proposed.map(|one| Accepted {
                    old: one.old.clone(),
                    new: one.new.clone(),
                    kind: one.kind,
                    on: None,
                    items: one.items,
                    withdraw: false,
                }));
            }
            let kept = app.accept_in_upload(who, (&id, revision), accept).await;
            kept.map(|_| here())
        }
        Some(button @ (UploadButton::Answer | UploadButton::AllSame | UploadButton::AllOther)) => {
            let same = read_answers(held.upload.same.clone(), &values, button);
            let kept = app.answer_in_upload(who, (&id, revision), same).await;
            kept.map(|_| here())
        }
        Some(UploadButton::Since) => {
            let state = app.state();
            let size = read_since(&asked, &state.register, &values);
            let seen = Seen {
                size: size.or(held.upload.seen.size),
                ..held.upload.seen.clone()
            };
            let kept = app.decide_in_upload(who, (&id, revision), seen).await;
            kept.map(|_| here())
        }
        Some(button @ (UploadButton::Sides | UploadButton::AllMine | UploadButton::AllTheirs)) => {
            let seen = read_sides(held.upload.seen.clone(), &values, button);
            let kept = app.decide_in_upload(who, (&id, revision), seen).await;
            kept.map(|_| here())
        }
        Some(UploadButton::Write) => match signing::read(&asked, &signed_in, &values) {
            Ok(signs) => {
                let print = values.get(PRINT).to_owned();
                let upload = (id.as_str(), revision);
                let written = app.write_upload(&signs.who, upload, print, PATIENCE).await;
                match written {
                    Ok(Checked::Failed(error)) => match &*error {
                        AppError::ToSign(to_sign) => {
                            return signing::answer(&asked, &signed_in, to_sign);
                        }
                        error => return failed(&asked, &signed_in, &held, error).await,
                    },
                    Ok(_) => Ok(asked.redirect(asked.ctx.href(&Route::Upload(&id)))),
                    Err(error) => Err(error),
                }
            }
            Err(error) => Err(error),
        },
        _ => {
            let words = unknown_button_words(&asked);
            return show(&asked, &signed_in, &held, Some(words)).await;
        }
    };
    match done {
        Ok(answer) => Ok(answer),
        Err(error) => failed(&asked, &signed_in, &held, &error).await,
    }
}

/// What is the same and what is another, beside what was answered before.
fn read_answers(mut same: Answers, values: &Values, button: UploadButton) -> Answers {
    for (name, value) in &values.0 {
        let answer = match &**value {
            "same" => ThingAnswer::Same,
            "another" => ThingAnswer::Another,
            _ => continue,
        };
        if let Some(thing) = name.strip_prefix(SAME) {
            same.each.insert(thing.to_owned(), answer);
        }
    }
    match button {
        UploadButton::AllSame => same.all = Some(ThingAnswer::Same),
        UploadButton::AllOther => same.all = Some(ThingAnswer::Another),
        _ => {}
    }
    same
}

/// How many entries there were when a day began; `None`: no day is named.
fn read_since(asked: &Asked, register: &Register, values: &Values) -> Option<u64> {
    let day: jiff::civil::Date = values.get(SINCE).parse().ok()?;
    let began = day.to_zoned(asked.web.app.clock().zone()).ok()?.timestamp();
    let later = register.log().iter().find(|line| line.at >= began);
    Some(later.map_or(register.size(), |line| line.seq))
}

/// Which side is taken of what, beside what was decided before.
fn read_sides(mut seen: Seen, values: &Values, button: UploadButton) -> Seen {
    for (name, value) in &values.0 {
        if let (Some(thing), Ok(side)) = (name.strip_prefix(SIDE), value.parse::<Side>()) {
            seen.sides.each.insert(thing.to_owned(), side);
        }
    }
    match button {
        UploadButton::AllMine => seen.sides.all = Some(Side::Mine),
        UploadButton::AllTheirs => seen.sides.all = Some(Side::Theirs),
        _ => {}
    }
    seen
}

/// A box that was ticked: names before and after, on two lines.
fn read_accepted(value: &str) -> Option<Accepted> {
    let (old, new) = value.split_once('\n')?;
    Some(Accepted {
        old: old.trim_end().to_owned(),
        new: new.to_owned(),
        kind: SuccessionKind::Renamed,
        on: None,
        items: 0,
        withdraw: false,
    })
}
