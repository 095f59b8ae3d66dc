// SPDX-License-Identifier: EUPL-1.2
//! Milestones: the lead proposes one, or another date; the coordinator confirms or declines.

use wegmarke_domain::figure::{Figure, States};
use wegmarke_domain::id::PlanId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::proposal::{Decision as Decided, Proposal};
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::statement::{Said, Statement};

use crate::append::Decision;
use crate::figure::Issuing;
use crate::{App, AppError, Receipt, Who};

impl App {
    /// Proposes a milestone, or another state of one, for measures that one's organisation leads or
    /// reports on; a figure like others, see [`App::state_with`].
    ///
    /// # Errors
    /// As [`App::state_with`].
    pub async fn propose_milestone(
        &self,
        who: &Who,
        proposal: &Proposal,
        invented: bool,
    ) -> Result<Vec<Receipt>, AppError> {
        let states = States {
            figure: Figure::Milestone(proposal.milestone.clone()),
            reason: proposal.reason.clone(),
        };
        let issuing = Issuing {
            invented,
            ..Issuing::default()
        };
        self.state_with(who, &states, issuing).await
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
