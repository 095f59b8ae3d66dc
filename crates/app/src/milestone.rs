// SPDX-License-Identifier: EUPL-1.2
//! Milestones: the lead proposes one, or another date; the coordinator confirms or declines.

use wegmarke_domain::id::PlanId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::proposal::{Decision as Decided, Proposal};
use wegmarke_domain::record::Record as _;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::statement::{Said, Statement};

use crate::append::Decision;
use crate::standing::Refusal;
use crate::{App, AppError, Receipt, Who};

impl App {
    /// Proposes a milestone, or another state of one, for measures that one's organisation leads or
    /// reports on.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`AppError::Invalid`], [`Refusal::NotYours`].
    pub async fn propose_milestone(
        &self,
        who: &Who,
        proposal: &Proposal,
        invented: bool,
    ) -> Result<Vec<Receipt>, AppError> {
        self.append(|state| {
            who.must_own(state, Action::ProposeMilestone)?;
            let register = &state.register;
            let problems = proposal.problems(register);
            if !problems.is_empty() {
                return Err(AppError::Invalid(problems));
            }
            // Also those that it serves until now: nobody takes a milestone from another's measure.
            let known = register.milestones.find(proposal.milestone.id.as_str());
            let now = known.map_or(&[][..], |known| &known.measures);
            let theirs = proposal.milestone.measures.iter().chain(now).all(|id| {
                wegmarke_domain::rules::voices::answers_for(
                    register,
                    who.organisation(),
                    &id.subject(),
                )
            });
            if !theirs {
                return Err(Refusal::NotYours.into());
            }
            let statement = Statement::MilestoneProposed(Box::new(proposal.clone()));
            let plan = proposal.milestone.subject();
            let invented = invented
                || plan
                    .plan()
                    .is_some_and(|plan| register.has_invented_rounds(plan));
            let said = Said {
                invented,
                ..Said::new(proposal.milestone.subject(), statement)
            };
            Ok((Decision::typed(who, [said]), ()))
        })
        .await
        .map(|(receipts, ())| receipts)
    }

    /// Confirms or declines a proposal for a plan that one's organisation coordinates. Declining
    /// takes a reason.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if it is no open proposal; [`AppError::Forbidden`].
    pub async fn decide_proposal(
        &self,
        who: &Who,
        milestone: &str,
        decided: &Decided,
        confirmed: bool,
        invented: bool,
    ) -> Result<Vec<Receipt>, AppError> {
        let subject = Subject::new(Noun::Milestone, milestone);
        let plan = PlanId::new(subject.plan().unwrap_or_default());
        self.append(|state| {
            who.must(state, Action::ConfirmMilestone, About::Plan(&plan))?;
            let open = state.register.list_proposals(milestone);
            let mut open = open.filter(|proposed| proposed.decided.is_none());
            if !open.any(|proposed| proposed.seq == decided.proposal) {
                let what = format!("an open proposal in entry {}", decided.proposal);
                return Err(AppError::NotFound(what));
            }
            if !confirmed && decided.reason.is_none() {
                return Err(AppError::Invalid(vec![
                    wegmarke_domain::problem::Problem::new(
                        "reason",
                        wegmarke_domain::problem::codes::REQUIRED,
                    ),
                ]));
            }
            let statement = if confirmed {
                Statement::MilestoneConfirmed(decided.clone())
            } else {
                Statement::MilestoneDeclined(decided.clone())
            };
            let invented = invented || state.register.has_invented_rounds(plan.as_str());
            let said = Said {
                invented,
                // What is confirmed belongs to the plan as it stands.
                version: Some(state.register.newest_version(plan.as_str())),
                ..Said::new(subject.clone(), statement)
            };
            Ok((Decision::typed(who, [said]), ()))
        })
        .await
        .map(|(receipts, ())| receipts)
    }
}
