// SPDX-License-Identifier: EUPL-1.2
//! My work: what is to be done, and only what this account may do.

use wegmarke_app::account::SignedIn;
use wegmarke_app::draft::DraftState;
use wegmarke_app::task as tasks;
use wegmarke_domain::figure::FigureAddress;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::task::{Task, TaskState};
use wegmarke_pages::work::{self, MineParts};

use super::{Answer, Asked, Told};

pub(super) async fn ask(asked: Asked) -> Answer {
    let signed_in = asked.signed_in().await?;
    let page = mine_page(&asked, &signed_in, None).await?;
    Ok(asked.page(&page))
}

/// What an account may say in the rounds that run: nothing, if it writes no drafts.
pub(super) async fn list_tasks<'a>(
    asked: &Asked,
    signed_in: &SignedIn,
    register: &'a Register,
) -> Result<Vec<(&'a Round, Vec<Task>)>, Told> {
    let app = &asked.web.app;
    let by = signed_in.who.organisation();
    let may = |action| {
        let own = About::Organisation(by);
        signed_in.who.actor.may(register, action, own)
    };
    if !may(Action::WriteDraft) {
        return Ok(Vec::new());
    }
    let drafts = app.list_drafts(&signed_in.who).await;
    let drafts = drafts.map_err(|error| asked.failed(&error))?;
    let mut rounds = tasks::list(register, by, &drafts, app.clock().now());
    let corrects = may(Action::Correct);
    for (_, tasks) in &mut rounds {
        tasks.retain(|task| corrects || task.state != TaskState::Public);
    }
    rounds.retain(|(_, tasks)| !tasks.is_empty());
    Ok(rounds)
}

/// The figures that one's organisation drafts: those that wait for somebody first.
async fn list_figure_drafts(
    asked: &Asked,
    signed_in: &SignedIn,
) -> Result<Vec<(FigureAddress, TaskState)>, Told> {
    let drafts = asked.web.app.list_figure_drafts(&signed_in.who).await;
    let drafts = drafts.map_err(|error| asked.failed(&error))?.into_iter();
    let mut drafts: Vec<_> = drafts
        .map(|held| {
            let state = match held.draft.state {
                DraftState::Writing => TaskState::Drafted,
                DraftState::Waiting => TaskState::Waiting,
                DraftState::Returned(_) => TaskState::Returned,
            };
            (held.address, state)
        })
        .collect();
    drafts.sort_by(|(a, is), (b, other)| (is, a).cmp(&(other, b)));
    Ok(drafts)
}

/// One's work, and why something was not done.
pub(super) async fn mine_page(
    asked: &Asked,
    signed_in: &SignedIn,
    refused: Option<String>,
) -> Result<work::Mine, Told> {
    let state = asked.web.app.state();
    let register = &state.register;
    let actor = &signed_in.who.actor;
    let own = About::Organisation(signed_in.who.organisation());
    let rounds = list_tasks(asked, signed_in, register).await?;
    let plans: Vec<PlanId> = register.plans.list().map(|plan| plan.id.clone()).collect();
    let sees = |plan: &&PlanId| actor.may(register, Action::SeeBoard, About::Plan(plan));
    let coordinated: Vec<PlanId> = plans.iter().filter(sees).cloned().collect();
    let states = [
        Action::StateFigures,
        Action::ProposeMilestone,
        Action::WriteDraft,
    ]
    .into_iter()
    .any(|action| actor.may(register, action, own));
    let stated = plans.iter().filter(|plan| {
        let decides = actor.may(register, Action::ConfirmMilestone, About::Plan(plan));
        let has_rounds = register.rounds.list_of(plan.as_str()).next().is_some();
        has_rounds && (states || decides)
    });
    let stated: Vec<PlanId> = stated.cloned().collect();
    let drafts = match actor.may(register, Action::WriteDraft, own) {
        true => list_figure_drafts(asked, signed_in).await?,
        false => Vec::new(),
    };
    let writers = match actor.may(register, Action::WriteDraft, own) {
        true => None,
        false => Some(asked.who_may(signed_in, Action::WriteDraft).await?),
    };
    let said = asked.ctx.query.find("said");
    let parts = MineParts {
        bar: asked.bar(signed_in),
        rounds: &rounds,
        coordinated: &coordinated,
        stated: &stated,
        drafts: &drafts,
        writers,
        said: said.and_then(|seq| seq.parse().ok()),
        refused,
    };
    Ok(work::Mine::build(register, &asked.ctx, parts))
}
