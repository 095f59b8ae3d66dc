// SPDX-License-Identifier: EUPL-1.2
//! Milestones: how far their dates moved, and what is proposed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wegmarke_app::{State, Who};
use wegmarke_domain::milestone::Milestone;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::proposal::{Decision, Proposal, Proposed};
use wegmarke_domain::rules::shifts::list_shifts;
use wegmarke_domain::table::Kept;
use wegmarke_domain::text::Text;

use super::asked::{Answer, Asked, Caller, Listed, Path, Posted, Query, json};
use super::model::{self, Item, Receipts};
use super::reading::{OfPlan, Which, find, item, list};

/// A shift of a due date.
#[derive(Serialize, ToSchema)]
pub(crate) struct Shift {
    /// The entry that moved it.
    entry: u64,
    /// Last day before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::Day>)]
    from: Option<Date>,
    /// Last day after.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::Day>)]
    to: Option<Date>,
}

/// A proposal, and what became of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct Suggestion<'a> {
    /// The entry that proposed it.
    entry: u64,
    #[schema(value_type = model::Proposal)]
    proposal: &'a Proposal,
    /// The entry that decided it.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<u64>,
    /// Whether it was confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed: Option<bool>,
}

/// A milestone with its history.
#[derive(Serialize, ToSchema)]
pub(crate) struct WithHistory<'a> {
    #[schema(value_type = Item<model::Milestone>)]
    milestone: Item<&'a Milestone>,
    /// How its due date moved, oldest first.
    shifts: Vec<Shift>,
    /// What was proposed, oldest first.
    proposals: Vec<Suggestion<'a>>,
}

fn suggestion(proposed: &Proposed) -> Suggestion<'_> {
    Suggestion {
        entry: proposed.seq,
        proposal: &proposed.proposal,
        decided_by: proposed.decided.map(|(entry, _)| entry),
        confirmed: proposed.decided.map(|(_, confirmed)| confirmed),
    }
}

fn with_history<'a>(state: &'a State, kept: &'a Kept<Milestone>) -> WithHistory<'a> {
    let (register, id) = (&state.register, &kept.record.id);
    let shifts = list_shifts(register, id).into_iter();
    WithHistory {
        milestone: item(state, kept),
        shifts: shifts
            .map(|shift| Shift {
                entry: shift.seq,
                from: shift.from,
                to: shift.to,
            })
            .collect(),
        proposals: register
            .list_proposals(id.as_str())
            .map(suggestion)
            .collect(),
    }
}

/// Milestones, all or those of a plan
#[utoipa::path(
    get, path = "/api/milestones", tag = "milestones",
    responses((status = 200, body = Listed<WithHistory>))
)]
pub(crate) async fn list_milestones(asked: Asked, Query(which): Query<Which>) -> Answer {
    let part = which.part(Noun::Milestone)?;
    asked.public(|state| {
        let some = part.of(list(state, &which));
        json(&some.map(|kept| with_history(state, kept)))
    })
}

/// A milestone with its history
#[utoipa::path(
    get, path = "/api/milestones/{plan}/{milestone}", tag = "milestones",
    params(("plan" = String, Path), ("milestone" = String, Path)),
    responses((status = 200, body = WithHistory))
)]
pub(crate) async fn get_milestone(asked: Asked, Path(id): Path<(String, String)>) -> Answer {
    asked.public(|state| {
        let found = find(&state.register.milestones, &format!("{}/{}", id.0, id.1))?;
        json(&with_history(state, found))
    })
}

/// Proposals that nobody decided yet, all or those of a plan
#[utoipa::path(
    get, path = "/api/proposals", tag = "milestones", params(OfPlan),
    responses((status = 200, body = Listed<Suggestion>))
)]
pub(crate) async fn list_proposals(asked: Asked, Query(query): Query<OfPlan>) -> Answer {
    let part = query.part()?;
    asked.public(|state| {
        let register = &state.register;
        let plans = register.plans.list().map(|plan| plan.id.as_str());
        let plans = plans.filter(|plan| query.plan.as_deref().is_none_or(|only| only == *plan));
        let mut open: Vec<_> = plans
            .flat_map(|plan| register.list_open_proposals(plan))
            .map(|proposed| (format!("{:020}", proposed.seq), suggestion(proposed)))
            .collect();
        open.sort_by(|(a, _), (b, _)| a.cmp(b));
        json(&part.of(open.into_iter()))
    })
}

/// Propose a milestone, or another state of one
///
/// Takes the scope `propose-milestone`, of an organisation that leads or reports on its measures.
#[utoipa::path(
    post, path = "/api/proposals", tag = "milestones", request_body = model::Proposal,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn propose(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Proposal, Proposal>,
) -> Answer {
    let work = async |who: &Who| asked.app().propose_milestone(who, &posted.is, false).await;
    caller.once(&asked, &posted, work).await
}

/// A decision, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct Decide {
    milestone: String,
    proposal: u64,
    confirm: bool,
    reason: Option<Text>,
}

/// Confirm or decline a proposal
///
/// Takes the scope `confirm-milestone`, of the organisation that coordinates the plan.
#[utoipa::path(
    post, path = "/api/proposals/decide", tag = "milestones", request_body = model::Decide,
    responses((status = 200, body = Receipts), (status = 404)), security(("token" = []))
)]
pub(crate) async fn decide(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Decide, Decide>,
) -> Answer {
    let Decide {
        milestone, confirm, ..
    } = &posted.is;
    let decision = Decision {
        proposal: posted.is.proposal,
        reason: posted.is.reason.clone(),
    };
    let work = async |who: &Who| {
        let app = asked.app();
        app.decide_proposal(who, milestone, &decision, *confirm, false)
            .await
    };
    caller.once(&asked, &posted, work).await
}
