// SPDX-License-Identifier: EUPL-1.2
//! Bringing a table in the browser, step by step: the file here, its columns and words in `mapping`, what
//! it would do and the yes in `checking`.

mod bringing;
mod checking;
mod columns;
mod draw;
mod mapped;
mod mapping;
mod refused;
mod review;
mod words;

use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::upload::MOST_BYTES;
use wegmarke_pages::Route;
use wegmarke_pages::work::upload::{Receipt, ReceiptParts};

pub(super) use self::bringing::{bringing, list_plans};
use self::bringing::{find, page};
pub(super) use self::checking::{ask as ask_check, decide};
pub(super) use self::columns::{ask as ask_columns, map};
pub(super) use self::draw::{ask as ask_draw, draw};
pub(super) use self::refused::told;
pub(super) use self::review::{ask_leaf, ask_review, correct, go_on, picture, reading};
pub(super) use self::words::{ask as ask_words, translate};
use super::sent::collect;
use super::{Answer, Asked, Told};
use crate::outgoing::Outgoing;

/// Most bytes of a request that brings a table, with what goes around it.
pub(super) const LONGEST_TABLE: usize = (32 << 20) + (1 << 20);

/// The tables that wait, and the form for another one.
pub(super) async fn list(asked: Asked) -> Answer {
    let signed_in = bringing(&asked).await?;
    let page = page(&asked, &signed_in, None).await?;
    Ok(asked.page(&page))
}

/// A file that was brought.
pub(super) async fn bring(asked: Asked, brought: Multipart) -> Answer {
    let signed_in = bringing(&asked).await?;
    let (name, bytes) = read_file(brought).await.unwrap_or_default();
    let app = &asked.web.app;
    let brought = match app.bring(&signed_in.who, &name, bytes).await {
        Ok(id) => Ok(id),
        // Which file it was is of no use to who just chose it; what is wrong with it is.
        Err(AppError::Paper(code)) => {
            let args = [("file", name.as_str().into())];
            Err(asked.ctx.locale().word_with("table-refused", code, &args))
        }
        Err(error) => Err(told(&asked, &error).ok_or_else(|| asked.failed(&error))?),
    };
    match brought {
        Ok(id) => Ok(asked.redirect(asked.ctx.href(&Route::Upload(&id)))),
        Err(words) => {
            let page = page(&asked, &signed_in, Some(words)).await?;
            Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

/// The first file of a form, with its name; of one that is too large one byte more than is taken.
async fn read_file(mut brought: Multipart) -> Option<(String, Vec<u8>)> {
    let most = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
    while let Ok(Some(mut field)) = brought.next_field().await {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            let bytes = collect(&mut field, most).await.ok()?;
            return Some((name, bytes.unwrap_or_else(|| vec![0; most + 1])));
        }
    }
    None
}

/// Where somebody is with a table; its receipt, once it is written.
pub(super) async fn open(asked: Asked, Path((_, id)): Path<(String, String)>) -> Answer {
    let (signed_in, held) = find(&asked, &id).await?;
    let upload = &held.upload;
    let Some(written) = &upload.written else {
        if let Some(answer) = checking::find_writing(&asked, &signed_in, &held).await {
            return answer;
        }
        let route = match (&upload.paper, upload.mapped) {
            (Some(paper), _) if !paper.is_over() => Route::UploadReview(&id),
            (_, true) => Route::UploadCheck(&id),
            (_, false) => Route::UploadColumns(&id),
        };
        return Ok(asked.redirect(asked.ctx.href(&route)));
    };
    let who = asked
        .web
        .app
        .find_colleague_name(&signed_in.who, &written.account);
    let parts = ReceiptParts {
        bar: asked.bar(&signed_in),
        file: upload.shown_name(),
        size: upload.size,
        sha256: &upload.sha256,
        at: written.at,
        who: who.await.map_err(|error| asked.failed(&error))?,
        organisation: &upload.by,
        entries: written.entries,
        range: written.range,
        counts: &written.counts,
        rows: written.rows,
        findings: written.findings,
        id: &id,
    };
    let state = asked.web.app.state();
    Ok(asked.page(&Receipt::build(&state.register, &asked.ctx, parts)))
}

/// How a table is read, as a profile to keep.
pub(super) async fn profile(asked: Asked, Path((_, id)): Path<(String, String)>) -> Answer {
    let (_, held) = find(&asked, &id).await?;
    let mapping = held.upload.mapping();
    let name = mapping
        .as_ref()
        .map_or("profile", |mapping| mapping.text("name"));
    Ok(toml(&asked, name, &held.upload.profile))
}

/// A profile of one's organisation.
pub(super) async fn own_profile(asked: Asked, Path((_, name)): Path<(String, String)>) -> Answer {
    let signed_in = bringing(&asked).await?;
    // The framework takes the whole part of the path.
    let name = name.strip_suffix(".toml").unwrap_or(&name);
    let found = asked.web.app.find_own_profile(&signed_in.who, name).await;
    match found.map_err(|error| asked.failed(&error))? {
        Some(own) => Ok(toml(&asked, &own.name, &own.toml)),
        None => Err(asked.absent()),
    }
}

fn toml(asked: &Asked, name: &str, text: &str) -> Told {
    let outgoing = Outgoing::new("application/toml", text.as_bytes().to_vec());
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let name: String = name.chars().filter(|c| plain(*c)).collect();
    asked.told(outgoing).with_name(&format!("{name}.toml"))
}
