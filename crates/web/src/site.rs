// SPDX-License-Identifier: EUPL-1.2
//! From a path to its page. Every page of the site is one arm of [`page`].

use std::sync::Arc;

use axum::http::StatusCode;
use jiff::civil::Date;
use wegmarke_app::{AppError, State};
use wegmarke_domain::register::Register;
use wegmarke_l10n::Lang;
use wegmarke_ledger::body::Body;
use wegmarke_pages::about::{self, Kind};
use wegmarke_pages::{
    Ctx, Page, contribution, entry, finding, gap, history, indicator, measure, milestone,
    monitoring, obligation, organisation, plan, recommendation, round, search, start,
};
use wegmarke_search::Question;

use crate::outgoing::Outgoing;
use crate::{Web, feed};

/// Parameter of every page: the day of the register.
const AS_OF: &str = wegmarke_pages::url::AS_OF;

/// The answer to a path that begins with a language.
pub(crate) async fn answer(
    web: &Web,
    state: &State,
    path: &str,
    query: &str,
) -> Result<Outgoing, AppError> {
    let Some((lang, rest)) = split_language(path) else {
        let ctx = ctx_of(web, state, Lang::De, path, "");
        return problem(&ctx, Kind::NotFound, path);
    };
    let mut ctx = ctx_of(web, state, lang, rest, query);
    let day = match day_asked(query) {
        Ok(day) => day,
        Err(words) => return problem(&ctx, Kind::BadRequest, &words),
    };
    let older = match day {
        Some(day) => Some(web.app.as_of(day).await?),
        None => None,
    };
    let mut register = &state.register;
    if let Some(older) = &older {
        register = &older.register;
        ctx.as_of = day;
        ctx.today = day.unwrap_or(ctx.today);
        ctx.recorded_later = older.recorded_later;
        rest_on(&mut ctx, register);
    }
    if let Some(found) = feed::find(register, rest, &ctx) {
        return Ok(found);
    }
    match page(web, state, register, &ctx).await? {
        Some(page) => html(&*page).map(Outgoing::html),
        None => problem(&ctx, Kind::NotFound, rest),
    }
}

/// What every page is made with, of today.
pub(crate) fn ctx_of(web: &Web, state: &State, lang: Lang, path: &str, query: &str) -> Ctx {
    let mut ctx = Ctx::new(Arc::clone(&web.site), lang, path, query);
    ctx.log_size = state.size();
    ctx.today = web.today();
    rest_on(&mut ctx, &state.register);
    ctx
}

/// Says what the page rests on.
fn rest_on(ctx: &mut Ctx, register: &Register) {
    ctx.entries = register.size();
    ctx.last_entry_at = register.log().last().map(|line| line.at);
}

pub(crate) fn split_language(path: &str) -> Option<(Lang, &str)> {
    let path = path.strip_prefix('/')?;
    let (code, _) = path.split_once('/').unwrap_or((path, ""));
    let lang = Lang::PUBLIC.into_iter().find(|lang| lang.code() == code)?;
    let rest = &path[code.len()..];
    Some((lang, if rest.is_empty() { "/" } else { rest }))
}

/// The day a query asks for; the words if they are no day.
fn day_asked(query: &str) -> Result<Option<Date>, String> {
    let words = query
        .split('&')
        .find_map(|part| part.strip_prefix(AS_OF)?.strip_prefix('='));
    match words {
        None | Some("") => Ok(None),
        Some(words) => words
            .parse()
            .map(Some)
            .map_err(|_| words.chars().take(40).collect()),
    }
}

pub(crate) fn html(page: &dyn Page) -> Result<String, AppError> {
    page.html()
        .map_err(|error| AppError::Internal(error.to_string()))
}

pub(crate) fn problem(ctx: &Ctx, kind: Kind, detail: &str) -> Result<Outgoing, AppError> {
    let status = match kind {
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::BadRequest => StatusCode::BAD_REQUEST,
        Kind::Foreign => StatusCode::FORBIDDEN,
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        Kind::Busy => StatusCode::SERVICE_UNAVAILABLE,
    };
    let outgoing = Outgoing::html(html(&about::Problem::build(ctx, kind, detail))?);
    Ok(Outgoing {
        status,
        keep: crate::outgoing::Keep::Never,
        ..outgoing
    })
}

/// The page that says that something failed, as plainly as it can.
pub(crate) fn failed(web: &Web, path: &str, query: &str) -> Outgoing {
    let (lang, rest) = split_language(path).unwrap_or((Lang::De, "/"));
    let ctx = ctx_of(web, &web.app.state(), lang, rest, query);
    problem(&ctx, Kind::Failed, "").unwrap_or_else(|_| {
        Outgoing::plain(StatusCode::INTERNAL_SERVER_ERROR, "something went wrong")
    })
}

type Found = Option<Box<dyn Page + Send>>;

fn some(page: impl Page + Send + 'static) -> Found {
    Some(Box::new(page))
}

fn maybe(page: Option<impl Page + Send + 'static>) -> Found {
    page.map(|page| Box::new(page) as Box<dyn Page + Send>)
}

/// The page of a path; `None` if there is none.
async fn page(web: &Web, state: &State, register: &Register, ctx: &Ctx) -> Result<Found, AppError> {
    let path = wegmarke_pages::url::decode(ctx.path.trim_matches('/'));
    let parts: Vec<&str> = path.split('/').collect();
    Ok(match parts[..] {
        [""] => some(start::Page::build(register, ctx)),
        ["plans"] => some(plan::List::build(register, ctx)),
        ["plan", id] => maybe(plan::Page::find(register, id, ctx)),
        ["plan", id, "versions"] => maybe(plan::Versions::find(register, id, ctx)),
        ["plan", id, "milestones"] => maybe(milestone::List::find(register, id, ctx)),
        ["plan", id, "worklist"] => maybe(plan::Worklist::find(register, id, ctx)),
        ["plan", id, "monitoring"] => maybe(monitoring::Page::find(register, id, ctx)),
        ["rounds"] => some(round::List::build(register, ctx)),
        ["round", ref id @ ..] => maybe(round::Page::find(register, &id.join("/"), ctx)),
        ["indicator", ref id @ ..] => maybe(indicator::Page::find(register, &id.join("/"), ctx)),
        [
            noun @ ("report" | "assessment" | "practice" | "reply"),
            ref id @ ..,
        ] => {
            let noun = noun.parse().ok();
            maybe(
                noun.and_then(|noun| contribution::Page::find(register, noun, &id.join("/"), ctx)),
            )
        }
        ["measure", ref id @ ..] => maybe(measure::Page::find(register, &id.join("/"), ctx)),
        ["milestone", ref id @ ..] => maybe(milestone::Page::find(register, &id.join("/"), ctx)),
        ["organisations"] => some(organisation::List::build(register, ctx)),
        ["organisation", id] => maybe(organisation::Page::find(register, id, ctx)),
        ["recommendations"] => some(recommendation::List::build(register, ctx)),
        ["recommendation", id] => maybe(recommendation::Page::find(register, id, ctx)),
        ["obligations"] => some(obligation::List::build(register, ctx)),
        ["gaps"] => some(gap::Page::build(register, ctx)),
        ["findings"] => some(finding::List::build(register, ctx)),
        ["finding", id] => maybe(finding::Page::find(register, id, ctx)),
        ["history"] => some(history::List::build(register, ctx)),
        ["entry", seq] => entry_page(web, state, seq, ctx).await?,
        ["search"] => search_page(web, state, register, ctx).await?,
        ["data"] => some(about::Data::build(ctx)),
        ["verify"] => some(about::Verify::build(ctx)),
        ["imprint"] => some(about::Imprint::build(ctx)),
        ["privacy"] => some(about::Privacy::build(ctx)),
        ["accessibility"] => some(about::Accessibility::build(ctx)),
        ["licence"] => some(about::Licence::build(ctx)),
        _ => None,
    })
}

/// An entry is the same on every day: it is shown from the whole log.
async fn entry_page(web: &Web, state: &State, seq: &str, ctx: &Ctx) -> Result<Found, AppError> {
    let Some(seq) = seq
        .parse::<u64>()
        .ok()
        .filter(|number| number.to_string() == seq)
    else {
        return Ok(None);
    };
    let Some(view) = web.app.find_entry(seq).await? else {
        return Ok(None);
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let leaf = text(&view.leaf);
    let (salt, json) = match &view.body {
        Body::Public { salt, json } => (hex::encode(salt.0), text(json)),
        Body::Sealed | Body::Erased => Default::default(),
    };
    let body = match view.body {
        Body::Public { .. } => entry::Body::Public {
            salt: &salt,
            json: &json,
        },
        Body::Sealed => entry::Body::Sealed,
        Body::Erased => entry::Body::Erased,
    };
    Ok(maybe(entry::Page::find(
        &state.register,
        entry::Stored {
            seq,
            envelope: &leaf,
            body,
        },
        ctx,
    )))
}

async fn search_page(
    web: &Web,
    state: &State,
    register: &Register,
    ctx: &Ctx,
) -> Result<Found, AppError> {
    let failed = |error: wegmarke_search::SearchError| AppError::Internal(error.to_string());
    let mut results = search::Results::default();
    if let Some(words) = ctx.query.find("q") {
        let index = web
            .index_of((state.version(), ctx.as_of), register)
            .await
            .map_err(failed)?;
        let question = Question {
            words: words.to_owned(),
            noun: ctx.query.find("noun").and_then(|noun| noun.parse().ok()),
            plan: ctx.query.find("plan").map(str::to_owned),
        };
        let answer = index.1.search(&question).map_err(failed)?;
        results.total = answer.total();
        results.by_noun = answer.by_noun.clone();
        results.by_plan = answer.by_plan.clone();
        let skip = search::skip(ctx, results.total);
        let page = answer.page(skip, search::PER_PAGE);
        results.hits = page
            .map(|hit| search::Hit {
                subject: hit.clone(),
                excerpt: index.1.excerpt(hit, &question.words, ctx.data_lang()),
            })
            .collect();
    }
    Ok(some(search::Page::build(register, &results, ctx)))
}
