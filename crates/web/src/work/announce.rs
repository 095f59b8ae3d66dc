// SPDX-License-Identifier: EUPL-1.2
//! Announcing a round: the coordinator's form.

use axum::extract::Path;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Duty, Round};
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::text::{Lang, Text};
use wegmarke_domain::time::parse_day;
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::{self, AnnounceButton, round};

use super::sent::Typed;
use super::{Answer, Asked, Told};

async fn coordinator(asked: &Asked, plan: &PlanId) -> Result<SignedIn, Told> {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let may = signed_in
        .who
        .actor
        .may(&state.register, Action::OpenRound, About::Plan(plan));
    if may {
        Ok(signed_in)
    } else {
        let action = Action::OpenRound;
        Err(asked.not_theirs_of(&signed_in, action, plan).await)
    }
}

pub(super) async fn ask(asked: Asked, Path((_, plan)): Path<(String, String)>) -> Answer {
    let plan = PlanId::new(plan);
    let signed_in = coordinator(&asked, &plan).await?;
    let state = asked.web.app.state();
    let begin = round::begin(&state.register, &plan);
    let bar = asked.bar(&signed_in);
    let page = work::Announce::build(&state.register, &asked.ctx, &plan, &bar, &begin, &[]);
    Ok(asked.page(&page))
}

pub(super) async fn announce(
    asked: Asked,
    Path((_, plan)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let plan = PlanId::new(plan);
    let signed_in = coordinator(&asked, &plan).await?;
    let state = asked.web.app.state();
    let read = read(
        &state.register,
        &plan,
        &values,
        asked.ctx.data_lang(),
        &asked.ctx.site.zone,
    );
    let app = &asked.web.app;
    let button = AnnounceButton::find(values.get(work::BUTTON));
    let problems = match (button, read) {
        (None, _) => vec![Problem::new("", codes::UNKNOWN_BUTTON)],
        (Some(AnnounceButton::Announce), Err(problems)) => problems,
        (Some(AnnounceButton::Announce), Ok(round)) => match app
            .announce_round(&signed_in.who, &round, false)
            .await
        {
            Ok(_) => return Ok(asked.redirect(asked.ctx.href(&Route::Round(round.id.as_str())))),
            Err(AppError::Invalid(problems)) => problems,
            Err(AppError::Refused(_)) => vec![Problem::new("name", codes::TWICE)],
            Err(error) => return Err(asked.failed(&error)),
        },
    };
    let bar = asked.bar(&signed_in);
    let page = work::Announce::build(&state.register, &asked.ctx, &plan, &bar, &values, &problems);
    Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// The instant a day begins where the plans are made.
fn begins(day: Date, zone: &TimeZone) -> Timestamp {
    day.to_zoned(zone.clone())
        .map_or(Timestamp::UNIX_EPOCH, |start| start.timestamp())
}

/// The instant after a day.
fn ends(day: Date, zone: &TimeZone) -> Timestamp {
    begins(day.tomorrow().unwrap_or(day), zone)
}

/// The round a form announces; else everything that does not read.
fn read(
    register: &Register,
    plan: &PlanId,
    values: &Values,
    lang: Lang,
    zone: &TimeZone,
) -> Result<Round, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut day = |name: &str| {
        let given = values.get(name).trim();
        parse_day(given).unwrap_or_else(|_| {
            let code = if given.is_empty() {
                codes::REQUIRED
            } else {
                codes::NOT_A_DATE
            };
            problems.push(Problem::new(name, code).with(given));
            Date::ZERO
        })
    };
    let (from, until) = (day("from"), day("until"));
    let (opens, due, replies) = (day("opens_at"), day("due_at"), day("replies_until"));
    let id = wegmarke_app::round::id_of(plan, values.get("name"));
    if id.as_str().ends_with('/') {
        problems.push(Problem::new("name", codes::REQUIRED));
    }
    let Some(title) = Text::new(lang, values.get("title")) else {
        problems.push(Problem::new("title", codes::REQUIRED));
        return Err(problems);
    };
    let mut duties = Vec::new();
    for (at, measure) in round::list_measures(register, plan).into_iter().enumerate() {
        let mut ask = |who: &str, noun: Noun| {
            if !who.is_empty() {
                duties.push(Duty {
                    organisation: OrganisationId::new(who),
                    noun,
                    on: measure.subject(),
                });
            }
        };
        ask(values.get(&format!("reports.{at}")), Noun::Report);
        for who in values.all("assessments") {
            ask(who, Noun::Assessment);
        }
        for who in values.all("practice") {
            ask(who, Noun::Practice);
        }
    }
    duties.sort();
    duties.dedup();
    let round = Round {
        id,
        plan: plan.clone(),
        title,
        from,
        until,
        opens_at: begins(opens, zone),
        due_at: ends(due, zone),
        replies_until: ends(replies, zone),
        duties,
        note: Text::new(lang, values.get("note")).into(),
    };
    if problems.is_empty() {
        Ok(round)
    } else {
        Err(problems)
    }
}
