// SPDX-License-Identifier: EUPL-1.2
//! What the columns of a table mean: seen, and chosen.

use axum::extract::Path;
use wegmarke_app::upload::HeldUpload;
use wegmarke_exchange::mapping::Mapping;
use wegmarke_pages::Route;
use wegmarke_pages::work::upload::{OWN, RENAMED, REVISION};
use wegmarke_pages::work::{self, UploadButton};

use super::super::sent::Typed;
use super::super::{Answer, Asked};
use super::bringing::waiting;
use super::mapped::{Mapped, refuse};
use super::refused::{told, unknown_button_words};
use super::words;

/// What the columns mean, as far as it is known.
pub(in super::super) async fn ask(asked: Asked, Path((_, id)): Path<(String, String)>) -> Answer {
    let (signed_in, held) = waiting(&asked, &id).await?;
    let mapped = Mapped::of(&asked, &signed_in, &held).await?;
    let page = mapped.page(Vec::new()).await?;
    Ok(asked.page(&page))
}

/// What somebody chose.
pub(in super::super) async fn map(
    asked: Asked,
    Path((_, id)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let (signed_in, held) = waiting(&asked, &id).await?;
    let who = &signed_in.who;
    let app = &asked.web.app;
    let mut mapped = Mapped::of(&asked, &signed_in, &held).await?;
    let revision = values.get(REVISION).parse().unwrap_or(0);
    let button = UploadButton::find(values.get(work::BUTTON));
    let mut wrong = Vec::new();
    let to = match button {
        Some(UploadButton::Discard) => {
            let gone = app.discard_upload(who, &id).await;
            gone.map_err(|error| asked.failed(&error))?;
            return Ok(asked.redirect(asked.ctx.href(&Route::Uploads)));
        }
        Some(UploadButton::Place) => return mapped.place(revision, &values).await,
        Some(UploadButton::Own) => {
            let own = app.find_own_profile(who, values.get(OWN)).await;
            let own = own.map_err(|error| asked.failed(&error))?;
            if let Some(own) = own.and_then(|own| Mapping::parse(&own.toml)) {
                mapped.mapping = own;
            }
            Route::UploadColumns(&id)
        }
        Some(UploadButton::Headings) => {
            for renamed in values.all(RENAMED) {
                if let Some((gone, new)) = renamed.split_once('\n') {
                    mapped.mapping.accept(gone.trim_end(), new);
                }
            }
            Route::UploadColumns(&id)
        }
        Some(UploadButton::Apply | UploadButton::Check) => {
            let mut mapping = mapped.mapping.clone();
            wrong = mapped.read(|reading| reading.apply(&mut mapping, &values));
            mapped.mapping = mapping;
            match button {
                Some(UploadButton::Check) => Route::UploadCheck(&id),
                _ => Route::UploadColumns(&id),
            }
        }
        _ => return refuse(&mapped, vec![(unknown_button_words(&asked), String::new())]).await,
    };
    // What is not finished is kept, too: only what contradicts itself is not.
    let done = button == Some(UploadButton::Check) && wrong.is_empty();
    if done {
        let headings = mapped.look.columns.iter().map(|one| &*one.heading);
        let headings: Vec<&str> = headings.collect();
        mapped.mapping.remember_headings(&headings);
    }
    let kept = app.map_upload(
        who,
        (&id, revision),
        &mapped.mapping,
        done || held.upload.mapped,
    );
    match kept.await {
        Ok(_) if button != Some(UploadButton::Check) => Ok(asked.redirect(asked.ctx.href(&to))),
        Ok(_) if wrong.is_empty() => {
            let open = words::list(&mapped).iter().any(words::is_open);
            let to = if open { Route::UploadWords(&id) } else { to };
            Ok(asked.redirect(asked.ctx.href(&to)))
        }
        Ok(revision) => {
            let held = HeldUpload {
                revision,
                ..held.clone()
            };
            let mapped = Mapped {
                held: &held,
                ..mapped
            };
            refuse(&mapped, wrong).await
        }
        Err(error) => {
            let words = told(&asked, &error).ok_or_else(|| asked.failed(&error))?;
            wrong.push((words, String::new()));
            if error.code() == "stale" {
                // As it is now: somebody else changed it.
                let (signed_in, held) = waiting(&asked, &id).await?;
                let now = Mapped::of(&asked, &signed_in, &held).await?;
                return refuse(&now, wrong).await;
            }
            refuse(&mapped, wrong).await
        }
    }
}
