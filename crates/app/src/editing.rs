// SPDX-License-Identifier: EUPL-1.2
//! Keeping the record of a plan whose owner does not take part, and what the owner says of it once it does.

use wegmarke_domain::editing::{Began, Ended};
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::editing::{Reviewing, begin, end, list_owners_of, review};
use wegmarke_domain::rules::permission::{About, Action, list_owners};
use wegmarke_domain::statement::Said;
use wegmarke_domain::text::Text;

use crate::account::Account;
use crate::append::Decision;
use crate::{App, AppError, Receipt, State, Who};

impl App {
    /// The organisations among these that have an account: they speak for themselves.
    ///
    /// # Errors
    /// What the store says.
    pub async fn list_taking_part(
        &self,
        all: &[OrganisationId],
    ) -> Result<Vec<OrganisationId>, AppError> {
        let mut taking = Vec::new();
        for organisation in all {
            let owner = Some(organisation.as_str());
            if !self.list_private::<Account>(owner).await?.is_empty() {
                taking.push(organisation.clone());
            }
        }
        Ok(taking)
    }

    /// One's organisation keeps the record of a plan from now on, whose owners have no account. `named`: the
    /// owners of a plan that is not on record yet. Said again, nothing is written.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::Invalid`] with everything that is wrong.
    pub async fn begin_editing(
        &self,
        who: &Who,
        plan: &PlanId,
        named: &[OrganisationId],
        reason: Option<&Text>,
    ) -> Result<Vec<Receipt>, AppError> {
        let owners = list_owners_of(&self.state().register, plan, named);
        let taking = self.list_taking_part(&owners).await?;
        self.append(|state| {
            who.must_own(state, Action::KeepRecord)?;
            let began = Began {
                of: list_owners_of(&state.register, plan, named),
                reason: needed(reason)?,
            };
            let said = begin(&state.register, who.organisation(), plan, began, &taking);
            let said = said.map_err(AppError::Invalid)?;
            Ok((Decision::typed(who, marked(state, plan, said)), ()))
        })
        .await
        .map(|(receipts, ())| receipts)
    }

    /// An editor keeps the record of a plan no more: itself says it, or who leads or coordinates the plan.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::Invalid`] with everything that is wrong.
    pub async fn end_editing(
        &self,
        who: &Who,
        plan: &PlanId,
        editor: &OrganisationId,
        reason: Option<&Text>,
    ) -> Result<Vec<Receipt>, AppError> {
        self.append(|state| {
            let own = who.organisation();
            match editor == own {
                true => who.must_own(state, Action::KeepRecord)?,
                false => must_decide(state, who, plan)?,
            }
            let ended = Ended {
                editor: editor.clone(),
                reason: needed(reason)?,
            };
            let said = end(&state.register, own, plan, ended).map_err(AppError::Invalid)?;
            Ok((Decision::typed(who, marked(state, plan, [said])), ()))
        })
        .await
        .map(|(receipts, ())| receipts)
    }

    /// Who leads or coordinates a plan confirms or contests what an editor recorded of it, thing by thing or
    /// all at once. What stands stays as it is.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::Invalid`] with everything that is wrong.
    pub async fn review_recorded(
        &self,
        who: &Who,
        plan: &PlanId,
        reviewing: &Reviewing,
    ) -> Result<Vec<Receipt>, AppError> {
        self.append(|state| {
            must_decide(state, who, plan)?;
            let said = review(&state.register, who.organisation(), plan, reviewing);
            let said = said.map_err(AppError::Invalid)?;
            Ok((Decision::typed(who, marked(state, plan, said)), ()))
        })
        .await
        .map(|(receipts, ())| receipts)
    }
}

/// Only who leads or coordinates a plan: whoever states its text as an editor does not confirm it.
fn must_decide(state: &State, who: &Who, plan: &PlanId) -> Result<(), AppError> {
    let owners = list_owners(&state.register, plan);
    if !owners.contains(who.organisation()) {
        let first = owners.first();
        let other = first
            .map(|owner| wegmarke_domain::rules::stating::of_another(&state.register, "", owner));
        let none = || Problem::new("", codes::UNKNOWN).with(plan.as_str());
        return Err(AppError::Invalid(vec![other.unwrap_or_else(none)]));
    }
    who.must(state, Action::ImportFiles, About::Plan(plan))
}

fn needed(reason: Option<&Text>) -> Result<Text, AppError> {
    let missing = || AppError::Invalid(vec![Problem::new("reason", codes::REQUIRED)]);
    reason.cloned().ok_or_else(missing)
}

/// What is said of an example is one.
fn marked<'a>(
    state: &'a State,
    plan: &PlanId,
    said: impl IntoIterator<Item = Said> + 'a,
) -> impl Iterator<Item = Said> + 'a {
    let about = Subject::new(Noun::Plan, plan.as_str());
    let invented = state.register.is_invented(&about);
    said.into_iter().map(move |said| Said { invented, ..said })
}
