// SPDX-License-Identifier: EUPL-1.2
//! What the file's own words mean, where a closed list tells them here.

use axum::extract::Path;
use axum::http::StatusCode;
use wegmarke_domain::draft::list_slots;
use wegmarke_domain::shape::Kind;
use wegmarke_pages::Route;
use wegmarke_pages::work::upload::{AnsweredParts, GoesTo, REVISION, WordParts, Words};
use wegmarke_pages::work::{self, UploadButton};

use super::super::sent::Typed;
use super::super::{Answer, Asked};
use super::bringing::waiting;
use super::mapped::Mapped;
use super::mapping::{no_choice, target};
use super::refused::{told, unknown_button_words};

/// Columns with words that are none of their list, and what each means so far.
pub(super) fn list(mapped: &Mapped<'_>) -> Vec<AnsweredParts> {
    let mut all = Vec::new();
    for column in &mapped.look.columns {
        for to in mapped.mapping.targets(&column.heading) {
            let slots = list_slots(to.noun);
            let slot = slots.iter().find(|slot| slot.is_meant(&to.attribute));
            let Some(Kind::Word(words)) = slot.map(|slot| slot.kind) else {
                continue;
            };
            let known = mapped.mapping.values(&to);
            let foreign = column.words.iter().flatten();
            let foreign = foreign.filter(|word| words.read(word).is_err());
            let asked: Vec<(String, String)> = foreign
                .map(|word| (word.clone(), known.get(word).cloned().unwrap_or_default()))
                .collect();
            if !asked.is_empty() {
                all.push(AnsweredParts {
                    heading: column.heading.clone(),
                    goes_to: GoesTo {
                        noun: to.noun,
                        attribute: to.attribute,
                    },
                    words,
                    asked,
                });
            }
        }
    }
    all
}

/// Whether a word of the column means nothing yet.
pub(super) fn is_open(column: &AnsweredParts) -> bool {
    column.asked.iter().any(|(_, means)| means.is_empty())
}

fn page(mapped: &Mapped<'_>, columns: &[AnsweredParts], refused: Option<String>) -> Words {
    let parts = WordParts {
        bar: mapped.asked.bar(mapped.signed_in),
        id: &mapped.held.id,
        revision: mapped.held.revision,
        file: &mapped.held.upload.name,
        reviewed: mapped.held.upload.paper.is_some(),
        columns,
        refused,
    };
    Words::build(&mapped.asked.ctx, parts)
}

/// What the words mean, as far as it is known.
pub(in super::super) async fn ask(asked: Asked, Path((_, id)): Path<(String, String)>) -> Answer {
    let (signed_in, held) = waiting(&asked, &id).await?;
    let mapped = Mapped::of(&asked, &signed_in, &held).await?;
    let columns = list(&mapped);
    if columns.is_empty() {
        return Ok(asked.redirect(asked.ctx.href(&Route::UploadCheck(&id))));
    }
    Ok(asked.page(&page(&mapped, &columns, None)))
}

/// What somebody chose.
pub(in super::super) async fn translate(
    asked: Asked,
    Path((_, id)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let (signed_in, held) = waiting(&asked, &id).await?;
    let mut mapped = Mapped::of(&asked, &signed_in, &held).await?;
    let mut columns = list(&mapped);
    if UploadButton::find(values.get(work::BUTTON)) != Some(UploadButton::Check) {
        let page = page(&mapped, &columns, Some(unknown_button_words(&asked)));
        return Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let mut unknown = None;
    for (at, column) in columns.iter_mut().enumerate() {
        let to = target(&column.goes_to);
        let mut means = mapped.mapping.values(&to);
        for (n, (word, chosen)) in column.asked.iter_mut().enumerate() {
            let value = values.get(&format!("w{at}.{n}"));
            *chosen = value.to_owned();
            if column.words.holds(value) {
                means.insert(word.clone(), value.to_owned());
            } else {
                means.remove(word);
                unknown = (!value.is_empty()).then(|| value.to_owned()).or(unknown);
            }
        }
        mapped.mapping.set_values(&to, &means);
    }
    if let Some(value) = unknown {
        let page = page(&mapped, &columns, Some(no_choice(&asked.ctx, &value)));
        return Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let app = &asked.web.app;
    let revision = values.get(REVISION).parse().unwrap_or(0);
    let kept = app.map_upload(&signed_in.who, (&id, revision), &mapped.mapping, true);
    match kept.await {
        Ok(_) => Ok(asked.redirect(asked.ctx.href(&Route::UploadCheck(&id)))),
        Err(error) => {
            let words = told(&asked, &error).ok_or_else(|| asked.failed(&error))?;
            let page = page(&mapped, &columns, Some(words));
            Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}
