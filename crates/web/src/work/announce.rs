// SPDX-License-Identifier: EUPL-1.2
//! Announcing a round, and changing one that is not open yet: the coordinator's form, and the page on
//! which that is checked before it is public.

use axum::extract::Path;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use wegmarke_app::account::SignedIn;
use wegmarke_app::draft::Basis;
use wegmarke_app::round::{id_of, newest_entry};
use wegmarke_app::{AppError, State};
use wegmarke_domain::id::{PlanId, RoundId};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::asking::{self, Column, Rows};
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::text::Text;
use wegmarke_domain::time::parse_day;
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::{self, AnnounceButton, round};

use super::sent::Typed;
use super::{Answer, Asked, Told, refusal, unknown_button};

/// Who is signed in and may open rounds of a plan; else who may.
pub(super) async fn coordinator(asked: &Asked, plan: &PlanId) -> Result<SignedIn, Told> {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let action = Action::OpenRound;
    let actor = &signed_in.who.actor;
    if actor.may(&state.register, action, About::Plan(plan)) {
        Ok(signed_in)
    } else {
        Err(asked.not_theirs_of(&signed_in, action, plan).await)
    }
}

/// The round of an address, and who may change it.
pub(super) async fn find_round(asked: &Asked, id: &str) -> Result<(SignedIn, Round), Told> {
    let id = RoundId::new(id);
    let state = asked.web.app.state();
    let found = state.register.rounds.find(id.as_str()).cloned();
    let found = found.ok_or_else(|| asked.absent())?;
    let signed_in = coordinator(asked, &found.plan).await?;
    Ok((signed_in, found))
}

pub(super) async fn ask(asked: Asked, Path((_, plan)): Path<(String, String)>) -> Answer {
    let plan = PlanId::new(plan);
    let signed_in = coordinator(&asked, &plan).await?;
    let state = asked.web.app.state();
    let form = Form {
        asked: &asked,
        signed_in: &signed_in,
        state: &state,
        plan: &plan,
        before: None,
        values: round::begin(&state.register, &plan),
    };
    Ok(form.show(StatusCode::OK, &[], Vec::new()))
}

pub(super) async fn announce(
    asked: Asked,
    Path((_, plan)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let plan = PlanId::new(plan);
    let signed_in = coordinator(&asked, &plan).await?;
    let form = Form {
        asked: &asked,
        signed_in: &signed_in,
        state: &asked.web.app.state(),
        plan: &plan,
        before: None,
        values,
    };
    form.act().await
}

pub(super) async fn ask_change(asked: Asked, Path((_, id)): Path<(String, String)>) -> Answer {
    let (signed_in, before) = find_round(&asked, &id).await?;
    let state = asked.web.app.state();
    let entry = newest_entry(&state.register, &before.id).unwrap_or_default();
    let form = Form {
        asked: &asked,
        signed_in: &signed_in,
        state: &state,
        plan: &before.plan,
        before: Some(&before),
        values: round::begin_change(&asked.ctx, &before, entry),
    };
    if asking::find_planned(&state.register, &before.id).is_none() {
        // Nothing can be done here any more: the page of the round says what it is.
        return Ok(asked.redirect(asked.ctx.href(&Route::Round(&id))));
    }
    Ok(form.show(StatusCode::OK, &[], Vec::new()))
}

pub(super) async fn change(
    asked: Asked,
    Path((_, id)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let (signed_in, before) = find_round(&asked, &id).await?;
    let form = Form {
        asked: &asked,
        signed_in: &signed_in,
        state: &asked.web.app.state(),
        plan: &before.plan,
        before: Some(&before),
        values,
    };
    form.act().await
}

/// A form that came in, or is to be shown.
struct Form<'a> {
    asked: &'a Asked,
    signed_in: &'a SignedIn,
    state: &'a State,
    plan: &'a PlanId,
    /// The round that is changed; `None`: a new one is announced.
    before: Option<&'a Round>,
    values: Values,
}

impl Form<'_> {
    fn show(&self, status: StatusCode, problems: &[Problem], notices: Vec<String>) -> Told {
        let asked = self.asked;
        let parts = work::AnnounceParts {
            plan: self.plan,
            round: self.before,
            bar: &asked.bar(self.signed_in),
            values: &self.values,
            problems,
            notices,
        };
        let page = work::Announce::build(&self.state.register, &asked.ctx, parts);
        asked.page_with(status, &page)
    }

    async fn act(mut self) -> Answer {
        let button = AnnounceButton::find(self.values.get(work::BUTTON));
        let done = match button {
            Some(AnnounceButton::Edit) => return Ok(self.show(StatusCode::OK, &[], Vec::new())),
            Some(AnnounceButton::Tick) => return Ok(self.set_many(true)),
            Some(AnnounceButton::Untick) => return Ok(self.set_many(false)),
            Some(AnnounceButton::Add) => return Ok(self.add_column()),
            Some(AnnounceButton::Check) => self.check(),
            Some(AnnounceButton::Announce) => self.announce().await,
            None => Err(unknown_button(self.asked)),
        };
        let error = match done {
            Ok(told) => return Ok(told),
            Err(error) => error,
        };
        let again = StatusCode::UNPROCESSABLE_ENTITY;
        match error {
            AppError::Invalid(problems) => Ok(self.show(again, &in_form(problems), Vec::new())),
            error if error.code() == "stale" => {
                let words = self.asked.ctx.t("announce-stale");
                Ok(self.show(again, &[], vec![words]))
            }
            error => match refusal(self.asked, &error) {
                Some(words) => Ok(self.show(again, &[], vec![words])),
                None => Err(self.asked.failed(&error)),
            },
        }
    }

    /// What the form rests on.
    fn basis(&self) -> Basis {
        match self.before {
            None => Basis::Nothing,
            Some(_) => Basis::Entry(self.values.get(round::ENTRY).parse().unwrap_or(0)),
        }
    }

    fn check(&self) -> Result<Told, AppError> {
        let asked = self.asked;
        let basis = Some(self.basis());
        let (read, mut problems) = self.read();
        let (app, who) = (&asked.web.app, &self.signed_in.who);
        // All problems at once: those of what reads beside those of what does not.
        let checked = read.as_ref().map(|read| app.check_round(who, read, basis));
        match checked {
            None | Some(Ok(())) => {}
            Some(Err(AppError::Invalid(more))) => {
                let known: Vec<Box<str>> = problems.iter().map(|one| one.field.clone()).collect();
                problems.extend(more.into_iter().filter(|one| !known.contains(&one.field)));
            }
            Some(Err(error)) => return Err(error),
        }
        let Some(read) = read.filter(|_| problems.is_empty()) else {
            return Err(AppError::Invalid(problems));
        };
        let parts = work::CheckParts {
            bar: &asked.bar(self.signed_in),
            round: &read,
            before: self.before,
            values: &self.values,
        };
        let page = work::Check::build(&self.state.register, &asked.ctx, &parts);
        Ok(asked.page(&page))
    }

    async fn announce(&self) -> Result<Told, AppError> {
        let (read, problems) = self.read();
        let Some(read) = read.filter(|_| problems.is_empty()) else {
            return Err(AppError::Invalid(problems));
        };
        let asked = self.asked;
        let (app, who) = (&asked.web.app, &self.signed_in.who);
        let basis = Some(self.basis());
        app.announce_round_on(who, &read, basis, false).await?;
        Ok(asked.redirect(asked.ctx.href(&Route::Round(read.id.as_str()))))
    }

    /// The form again, with many boxes ticked or not; nothing is kept.
    fn set_many(&mut self, ask: bool) -> Told {
        let register = &self.state.register;
        let chosen = |name, known: bool| match known {
            true => None,
            false => Some(Problem::new(name, codes::NOTHING_CHOSEN)),
        };
        let (mut duties, _) = round::read_asked(&self.values);
        let all: Vec<Column> = self.columns();
        let who = match self.values.get(round::MANY_WHO) {
            round::ALL => Some(all),
            code => code.parse().ok().map(|column| vec![column]),
        };
        let about: Option<Rows> = self.values.get(round::MANY_ABOUT).parse().ok();
        let problems: Vec<Problem> = [
            chosen(round::MANY_WHO, who.is_some()),
            chosen(round::MANY_ABOUT, about.is_some()),
        ]
        .into_iter()
        .flatten()
        .collect();
        let (Some(who), Some(about)) = (who, about) else {
            return self.show(StatusCode::UNPROCESSABLE_ENTITY, &problems, Vec::new());
        };
        let before = duties.clone();
        asking::set_many(register, self.plan, &mut duties, &who, &about, ask);
        let otherwise = asking::compare(&duties, &before);
        self.values.0.retain(|(name, _)| name != round::ASK);
        self.values.0.extend(round::write_asked(&duties));
        let args = [
            ("more", otherwise.more.len().into()),
            ("fewer", otherwise.fewer.len().into()),
        ];
        let told = self.asked.ctx.t_with("announce-set", &args);
        self.show(StatusCode::OK, &[], vec![told])
    }

    fn columns(&self) -> Vec<Column> {
        let codes = self.values.all(round::COLUMN);
        codes.filter_map(|code| code.parse().ok()).collect()
    }

    /// The form again, with one more column.
    fn add_column(&mut self) -> Told {
        let code = self.values.get(round::ADD).to_owned();
        if code.parse::<Column>().is_err() {
            let problem = Problem::new(round::ADD, codes::NOTHING_CHOSEN);
            return self.show(StatusCode::UNPROCESSABLE_ENTITY, &[problem], Vec::new());
        }
        self.values.0.retain(|(name, _)| name != round::ADD);
        self.values.0.push((round::COLUMN.to_owned(), code));
        self.show(StatusCode::OK, &[], Vec::new())
    }

    /// The round as the form says it, and everything that does not read.
    fn read(&self) -> (Option<Round>, Vec<Problem>) {
        let (values, before) = (&self.values, self.before);
        let ctx = &self.asked.ctx;
        let (lang, zone) = (ctx.data_lang(), &ctx.site.zone);
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
        let id = match before {
            Some(before) => before.id.clone(),
            None => id_of(self.plan, values.get("name")),
        };
        if id.as_str().ends_with('/') {
            problems.push(Problem::new("name", codes::REQUIRED));
        }
        let text = |name: &str, known: Option<&Text>| {
            let typed = values.get(name);
            // What was not touched stays as it is, in all of its languages.
            match known.filter(|known| *ctx.words(known) == *typed) {
                Some(known) => Some(known.clone()),
                None => Text::new(lang, typed),
            }
        };
        let title = text("title", before.map(|before| &before.title));
        if title.is_none() {
            problems.push(Problem::new("title", codes::REQUIRED));
        }
        let (duties, unread) = round::read_asked(values);
        let unread = unread.into_iter();
        problems.extend(unread.map(|text| Problem::new("", codes::NOT_A_CHOICE).with(text)));
        // An instant that was announced by a program may be within a day: it stays, if its day does.
        let keep = |known: Option<Timestamp>, shown: Option<Date>, day, made| match known {
            Some(known) if shown == Some(day) => known,
            _ => made,
        };
        let opens_at = before.map(|before| before.opens_at);
        let due_at = before.map(|before| before.due_at);
        let replies_until = before.map(|before| before.replies_until);
        let first = |at: Option<Timestamp>| at.map(|at| round::first_day(at, zone));
        let last = |at: Option<Timestamp>| at.map(|at| round::last_day(at, zone));
        let read = title.map(|title| Round {
            id,
            plan: self.plan.clone(),
            title,
            from,
            until,
            opens_at: keep(opens_at, first(opens_at), opens, begins(opens, zone)),
            due_at: keep(due_at, last(due_at), due, ends(due, zone)),
            replies_until: keep(
                replies_until,
                last(replies_until),
                replies,
                ends(replies, zone),
            ),
            duties,
            note: text("note", before.and_then(|before| before.note.value())).into(),
            reason: Text::new(lang, values.get("reason")).into(),
        });
        (read, problems)
    }
}

/// Problems where the form has the fields: a name is an id, and boxes have none of their own.
fn in_form(problems: Vec<Problem>) -> Vec<Problem> {
    let place = |problem: Problem| match &*problem.field {
        "id" => Problem {
            field: "name".into(),
            ..problem
        },
        field if field.starts_with("duties.") => Problem {
            field: "".into(),
            ..problem
        },
        _ => problem,
    };
    problems.into_iter().map(place).collect()
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
