// SPDX-License-Identifier: EUPL-1.2
//! Stating indicators, values, money and milestones, and deciding what is proposed. The fields of
//! each are in the file of its noun.

mod context;
mod funding;
mod indicator;
mod milestone;
mod value;

use axum::extract::Path;
use axum::http::StatusCode;
use wegmarke_app::account::SignedIn;
use wegmarke_app::figure::Figure;
use wegmarke_app::{AppError, Receipt};
use wegmarke_domain::id::{MeasureId, OrganisationId, PlanId};
use wegmarke_domain::problem::Problem;
use wegmarke_domain::proposal::Decision;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::rules::stating;
use wegmarke_domain::rules::voices::answers_for;
use wegmarke_domain::text::{Lang, Text};
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::figure::{find_proposal, list_own_funding};
use wegmarke_pages::work::{self, FigureButton, FigureParts, FiguresParts, Stating, WhoMay};

use super::fields::{Reader, Writer};
use super::sent::Typed;
use super::{Answer, Asked, Told, refusal, unknown_button};

/// What there is to state for a plan.
pub(super) async fn list(asked: Asked, Path((_, plan)): Path<(String, String)>) -> Answer {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let register = &state.register;
    let by = signed_in.who.organisation();
    let own = About::Organisation(by);
    let actor = &signed_in.who.actor;
    let plan_id = PlanId::new(&*plan);
    let parts = FiguresParts {
        bar: asked.bar(&signed_in),
        by,
        may_state: actor.may(register, Action::StateFigures, own),
        may_propose: actor.may(register, Action::ProposeMilestone, own),
        may_confirm: actor.may(register, Action::ConfirmMilestone, About::Plan(&plan_id)),
        said: asked
            .ctx
            .query
            .find("said")
            .and_then(|seq| seq.parse().ok()),
    };
    let page = work::Figures::find(register, &asked.ctx, &plan, parts);
    page.map(|page| asked.page(&page))
        .ok_or_else(|| asked.absent())
}

/// What an address names, if they may state it.
async fn find_stated(asked: &Asked, kind: &str, id: &str) -> Result<(SignedIn, Stating), Told> {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let register = &state.register;
    let stating = Stating::parse(kind, id).ok_or_else(|| asked.absent())?;
    let plan = stating.plan(register).ok_or_else(|| asked.absent())?;
    let own = About::Organisation(signed_in.who.organisation());
    if let Stating::ContextOf(id) = &stating {
        // Who sees it otherwise says so in an event of their own.
        let known = register.contexts.find(id.as_str());
        let known = known.ok_or_else(|| asked.absent())?;
        if known.organisation != *signed_in.who.organisation() {
            let who = WhoMay {
                organisation: Some(known.organisation.clone()),
                ..WhoMay::default()
            };
            return Err(asked.not_yours(&signed_in, Action::StateFigures, &who));
        }
    }
    let (action, about) = match stating {
        Stating::Milestone(_) | Stating::MilestoneOf(_) => (Action::ProposeMilestone, own),
        Stating::Proposal(_) => (Action::ConfirmMilestone, About::Plan(&plan)),
        _ => (Action::StateFigures, own),
    };
    if signed_in.who.actor.may(register, action, about) {
        Ok((signed_in, stating))
    } else if let About::Plan(plan) = about {
        Err(asked.not_theirs_of(&signed_in, action, plan).await)
    } else {
        Err(asked.not_theirs(&signed_in, action).await)
    }
}

/// That another organisation stated it, if so: who may change it is told.
fn of_another(register: &Register, stating: &Stating, by: &OrganisationId) -> Vec<Problem> {
    let Stating::IndicatorOf(id) = stating else {
        return Vec::new();
    };
    let kept = register.indicators.find_kept(id.as_str());
    let holder = kept.and_then(|kept| stating::find_stating(register, kept));
    let other = holder.filter(|holder| *holder != by);
    let problem = other.map(|holder| stating::of_another(register, "title", holder));
    problem.into_iter().collect()
}

/// Measures that an indicator may name: those its organisation answers for, and those it names.
fn list_measures(register: &Register, stating: &Stating, by: &OrganisationId) -> Vec<MeasureId> {
    // What happens outside may touch any measure.
    if let Stating::Context(_) | Stating::ContextOf(_) = stating {
        let plan = stating.plan(register);
        let plan = plan.as_ref().map_or("", PlanId::as_str);
        let measures = register.measures.list_of(plan);
        return measures.map(|measure| measure.id.clone()).collect();
    }
    let known = match stating {
        Stating::IndicatorOf(id) => register.indicators.find(id.as_str()),
        Stating::Indicator(_) => None,
        _ => return Vec::new(),
    };
    let plan = stating.plan(register);
    let plan = plan.as_ref().map_or("", PlanId::as_str);
    let measures = register.measures.list_of(plan).filter(|measure| {
        let named = known.is_some_and(|known| known.measures.contains(&measure.id));
        named || answers_for(register, by, &measure.id.subject())
    });
    measures.map(|measure| measure.id.clone()).collect()
}

fn form(
    asked: &Asked,
    signed_in: &SignedIn,
    stating: &Stating,
    values: &Values,
    problems: &[Problem],
    refused: Option<String>,
) -> Result<work::FigureForm, Told> {
    let state = asked.web.app.state();
    let measures = list_measures(&state.register, stating, signed_in.who.organisation());
    let parts = FigureParts {
        bar: asked.bar(signed_in),
        stating,
        measures: &measures,
        values,
        problems,
        refused,
    };
    work::FigureForm::find(&state.register, &asked.ctx, parts).ok_or_else(|| asked.absent())
}

pub(super) async fn ask(
    asked: Asked,
    Path((_, kind, id)): Path<(String, String, String)>,
) -> Answer {
    let (signed_in, stating) = find_stated(&asked, &kind, &id).await?;
    let state = asked.web.app.state();
    let year = asked.ctx.query.find("year");
    let by = signed_in.who.organisation().as_str();
    let lang = asked.ctx.data_lang();
    let register = &state.register;
    let values = begin(register, &stating, by, year, lang);
    let others = of_another(register, &stating, signed_in.who.organisation());
    let page = form(&asked, &signed_in, &stating, &values, &others, None)?;
    let status = match others.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::FORBIDDEN,
    };
    Ok(asked.page_with(status, &page))
}

pub(super) async fn state(
    asked: Asked,
    Path((_, kind, id)): Path<(String, String, String)>,
    Typed(values): Typed,
) -> Answer {
    let (signed_in, stating) = find_stated(&asked, &kind, &id).await?;
    let button = FigureButton::find(values.get(work::BUTTON));
    let done = match button.filter(|button| is_on(*button, &stating)) {
        Some(button) => act(&asked, &signed_in, &stating, &values, button).await,
        None => Err(unknown_button()),
    };
    let (problems, refused) = match done {
        Ok(receipts) => {
            let state = asked.web.app.state();
            let plan = stating.plan(&state.register);
            let plan = plan.as_ref().map_or("", PlanId::as_str);
            let seq = receipts.first().map(|receipt| receipt.seq.to_string());
            let query = seq.as_deref().map(|seq| ("said", seq));
            let query: Vec<(&str, &str)> = query.into_iter().collect();
            return Ok(asked.redirect(asked.ctx.href_with(&Route::Figures(plan), &query)));
        }
        Err(AppError::Invalid(problems)) => (problems, None),
        Err(AppError::NotFound(_)) => (Vec::new(), Some(asked.ctx.word("refused", "decided"))),
        Err(error) => match refusal(&asked, &error) {
            Some(words) => (Vec::new(), Some(words)),
            None => return Err(asked.failed(&error)),
        },
    };
    let page = form(&asked, &signed_in, &stating, &values, &problems, refused)?;
    Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// Whether the form has this button.
const fn is_on(button: FigureButton, stating: &Stating) -> bool {
    match button {
        FigureButton::State => !matches!(stating, Stating::Proposal(_)),
        FigureButton::Confirm | FigureButton::Decline => matches!(stating, Stating::Proposal(_)),
    }
}

async fn act(
    asked: &Asked,
    signed_in: &SignedIn,
    stating: &Stating,
    values: &Values,
    button: FigureButton,
) -> Result<Vec<Receipt>, AppError> {
    let (app, who) = (&asked.web.app, &signed_in.who);
    let state = app.state();
    let register = &state.register;
    let mut reader = Reader::new(values, asked.ctx.data_lang());
    let by = who.organisation();
    let figure = match stating {
        Stating::Funding(measure) => funding::read(&mut reader, measure, by).map(Figure::Funding),
        Stating::Indicator(plan) => {
            indicator::read(register, &mut reader, plan, None).map(Figure::Indicator)
        }
        Stating::IndicatorOf(id) => {
            let known = register.indicators.find(id.as_str());
            let plan = id.subject();
            let plan = PlanId::new(plan.plan().unwrap_or_default());
            indicator::read(register, &mut reader, &plan, known).map(Figure::Indicator)
        }
        Stating::Context(plan) => context::read(&mut reader, plan, None, by).map(Figure::Context),
        Stating::ContextOf(id) => {
            let known = register.contexts.find(id.as_str());
            context::read(&mut reader, &PlanId::new(id.plan()), known, by).map(Figure::Context)
        }
        Stating::Value(id) => value::read(register, &mut reader, id, by).map(Figure::Value),
        Stating::Milestone(_) | Stating::MilestoneOf(_) => {
            let proposal = milestone::read(register, &mut reader, stating);
            let mut problems = reader.problems;
            let Some(proposal) = proposal else {
                return Err(AppError::Invalid(problems));
            };
            if !problems.is_empty() {
                problems.extend(proposal.problems(register));
                return Err(AppError::Invalid(problems));
            }
            return app.propose_milestone(who, &proposal, false).await;
        }
        Stating::Proposal(seq) => {
            let milestone = find_proposal(register, *seq);
            let milestone = milestone.map(|one| one.proposal.milestone.id.to_string());
            let decision = Decision {
                proposal: *seq,
                reason: Text::new(asked.ctx.data_lang(), values.get("reason")),
            };
            let confirmed = button == FigureButton::Confirm;
            let milestone = milestone.unwrap_or_default();
            return app
                .decide_proposal(who, &milestone, &decision, confirmed, false)
                .await;
        }
    };
    match figure {
        Some(figure) if reader.problems.is_empty() => app.state_figure(who, &figure, false).await,
        _ => Err(AppError::Invalid(reader.problems)),
    }
}

/// What a form begins with.
fn begin(
    register: &Register,
    stating: &Stating,
    by: &str,
    year: Option<&str>,
    lang: Lang,
) -> Values {
    let mut writer = Writer::new(lang);
    match stating {
        Stating::Funding(measure) => {
            let own = list_own_funding(register, measure, by);
            let mut own = own.into_iter();
            if let Some(known) = own.find(|known| Some(&*known.year.to_string()) == year) {
                funding::write(&mut writer, known);
            }
        }
        Stating::IndicatorOf(id) => {
            if let Some(known) = register.indicators.find(id.as_str()) {
                indicator::write(&mut writer, known);
            }
        }
        Stating::MilestoneOf(id) => {
            if let Some(known) = register.milestones.find(id.as_str()) {
                milestone::write(&mut writer, known);
            }
        }
        Stating::ContextOf(id) => {
            if let Some(known) = register.contexts.find(id.as_str()) {
                context::write(&mut writer, known);
            }
        }
        Stating::Indicator(_)
        | Stating::Context(_)
        | Stating::Value(_)
        | Stating::Milestone(_)
        | Stating::Proposal(_) => {}
    }
    writer.into_values()
}
