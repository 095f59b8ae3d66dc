// SPDX-License-Identifier: EUPL-1.2
//! My work: what is to be done, and only what this account may do.

use wegmarke_app::account::SignedIn;
use wegmarke_app::draft::{DraftState, HeldDraft};
use wegmarke_app::second::Wish;
use wegmarke_app::task as tasks;
use wegmarke_domain::figure::FigureAddress;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::correcting::{find_correction, list_to_decide};
use wegmarke_domain::rules::importing::may_bring;
use wegmarke_domain::rules::permission::{About, Action, list_owners};
use wegmarke_domain::rules::whose::{Confirmation, Recorded, list_recorded};
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
    if !may(signed_in, register, Action::WriteDraft) {
        return Ok(Vec::new());
    }
    let drafts = list_drafts(asked, signed_in).await?;
    Ok(tasks_of(asked, signed_in, register, &drafts))
}

fn may(signed_in: &SignedIn, register: &Register, action: Action) -> bool {
    let own = About::Organisation(signed_in.who.organisation());
    signed_in.who.actor.may(register, action, own)
}

fn tasks_of<'a>(
    asked: &Asked,
    signed_in: &SignedIn,
    register: &'a Register,
    drafts: &[HeldDraft],
) -> Vec<(&'a Round, Vec<Task>)> {
    let (by, now) = (signed_in.who.organisation(), asked.web.app.clock().now());
    let mut rounds = tasks::list(register, by, drafts, now);
    let corrects = may(signed_in, register, Action::Correct);
    for (_, tasks) in &mut rounds {
        tasks.retain(|task| corrects || task.state != TaskState::Public);
    }
    rounds.retain(|(_, tasks)| !tasks.is_empty());
    rounds
}

async fn list_drafts(asked: &Asked, signed_in: &SignedIn) -> Result<Vec<HeldDraft>, Told> {
    let drafts = asked.web.app.list_drafts(&signed_in.who).await;
    drafts.map_err(|error| asked.failed(&error))
}

/// The figures that one's organisation drafts: those that wait for somebody first; and those drafts that
/// nobody can read.
async fn list_figure_drafts(
    asked: &Asked,
    signed_in: &SignedIn,
) -> Result<(Vec<(FigureAddress, TaskState)>, Vec<FigureAddress>), Told> {
    let drafts = asked.web.app.list_figure_drafts(&signed_in.who).await;
    let drafts = drafts.map_err(|error| asked.failed(&error))?.into_iter();
    let (unread, drafts): (Vec<_>, Vec<_>) = drafts.partition(|held| held.unread);
    let mut drafts: Vec<_> = drafts
        .into_iter()
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
    Ok((
        drafts,
        unread.into_iter().map(|held| held.address).collect(),
    ))
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
    let writes = may(signed_in, register, Action::WriteDraft);
    let (mut unread, mut drafts, mut unread_figures) = (Vec::new(), Vec::new(), Vec::new());
    let mut rounds = Vec::new();
    if writes {
        (drafts, unread_figures) = list_figure_drafts(asked, signed_in).await?;
        let said = list_drafts(asked, signed_in).await?;
        rounds = tasks_of(asked, signed_in, register, &said);
        let said = said.into_iter().filter(|held| held.unread);
        unread.extend(said.map(|held| held.address));
    }
    let plans: Vec<PlanId> = register.plans.list().map(|plan| plan.id.clone()).collect();
    let sees = |plan: &&PlanId| actor.may(register, Action::SeeBoard, About::Plan(plan));
    let coordinated: Vec<PlanId> = plans.iter().filter(sees).cloned().collect();
    let states = [
        Action::StateFigures,
        Action::ProposeMilestone,
        Action::WriteDraft,
    ]
    .into_iter()
    .any(|action| may(signed_in, register, action));
    let stated = plans.iter().filter(|plan| {
        let decides = actor.may(register, Action::ConfirmMilestone, About::Plan(plan));
        let has_rounds = register.rounds.list_of(plan.as_str()).next().is_some();
        has_rounds && (states || decides)
    });
    let stated: Vec<PlanId> = stated.cloned().collect();
    let writers = match writes {
        true => None,
        false => Some(asked.who_may(signed_in, Action::WriteDraft).await?),
    };
    let (mut unopened, mut unrevealed, mut damaged) = (Vec::new(), Vec::new(), Vec::new());
    if writes {
        let by = signed_in.who.organisation();
        unopened = asked.web.app.list_own_unopened(by);
        unrevealed = asked.web.app.list_own_unrevealed(by);
        damaged = asked.web.app.list_own_damaged(by);
    }
    let corrections = list_to_decide(register, actor).into_iter();
    let corrections: Vec<_> = corrections
        .map(|(about, one)| (about.clone(), one.seq))
        .collect();
    let wishes = asked.web.app.list_wishes(&signed_in.who).await;
    let wishes = wishes.map_err(|error| asked.failed(&error))?;
    let wishes: Vec<_> = wishes
        .into_iter()
        .filter_map(|one| match one.wish {
            Wish::Propose { about, .. } => Some((about, None)),
            Wish::Decide { proposal, .. } => {
                let (about, open) = find_correction(register, proposal)?;
                open.decided
                    .is_none()
                    .then(|| (about.clone(), Some(proposal)))
            }
        })
        .collect();
    let recorded = plans.iter().filter(|plan| {
        let own = signed_in.who.organisation();
        let is_owner = list_owners(register, plan).contains(own);
        let may = is_owner && actor.may(register, Action::ImportFiles, About::Plan(plan));
        let open = |(_, one): &(_, Recorded)| one.confirmation == Confirmation::Open;
        may && list_recorded(register, plan).iter().any(open)
    });
    let recorded: Vec<PlanId> = recorded.cloned().collect();
    let said = asked.ctx.query.find("said");
    let parts = MineParts {
        bar: asked.bar(signed_in),
        rounds: &rounds,
        coordinated: &coordinated,
        stated: &stated,
        corrections: &corrections,
        wishes: &wishes,
        recorded: &recorded,
        brings: may_bring(actor),
        keeps: may(signed_in, register, Action::KeepRecord),
        administers: actor.may(register, Action::ManageOrganisations, About::Installation),
        drafts: &drafts,
        unopened: &unopened,
        unrevealed: &unrevealed,
        damaged: &damaged,
        unread: &unread,
        unread_figures: &unread_figures,
        writers,
        said: said.and_then(|seq| seq.parse().ok()),
        refused,
    };
    Ok(work::Mine::build(register, &asked.ctx, parts))
}
