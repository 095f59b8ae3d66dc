// SPDX-License-Identifier: EUPL-1.2
//! Whose a thing on record is, by the entry that stated it; and what others are told who are not.

use crate::id::OrganisationId;
use crate::problem::{Problem, codes};
use crate::proposal::Proposed;
use crate::record::Record;
use crate::register::Register;
use crate::roll::RecordAct;
use crate::statement::Statement;
use crate::table::{Kept, Step, StepKind};
use crate::text::Text;

/// The entry that stated a record, or stated it again after it had been dropped.
#[must_use]
pub fn find_step<T: Record>(kept: &Kept<T>) -> Option<&Step> {
    let states = |step: &&Step| matches!(step.what, StepKind::Stated | StepKind::Returned(_));
    kept.steps.iter().rev().find(states)
}

/// The organisation that stated a record.
#[must_use]
pub fn find_stating<'a, T: Record>(
    register: &'a Register,
    kept: &Kept<T>,
) -> Option<&'a OrganisationId> {
    let line = register.find_line(find_step(kept)?.seq)?;
    Some(&line.by)
}

/// What is wrong with changing a thing of somebody else: who may, by the name they go by.
#[must_use]
pub fn of_another(register: &Register, field: &str, holder: &OrganisationId) -> Problem {
    let known = register.organisations.find(holder.as_str());
    let name = known.map_or(holder.as_str(), |known| {
        known.name.best(crate::text::Lang::DE).1
    });
    Problem::new(field, codes::STATED_BY_ANOTHER).with(name)
}

/// The newest proposal of an organisation for a milestone.
pub(super) fn find_own_proposal<'a>(
    register: &'a Register,
    by: &OrganisationId,
    milestone: &str,
) -> Option<&'a Proposed> {
    let all = register.list_proposals(milestone);
    let own = all.filter(|one| {
        let line = register.find_line(one.seq);
        line.is_some_and(|line| line.by == *by)
    });
    own.last()
}

/// Whether a proposal was taken back by who made it.
#[must_use]
pub fn is_taken_back(register: &Register, proposed: &Proposed) -> bool {
    let decided = proposed
        .decided
        .and_then(|(seq, _)| register.find_line(seq));
    decided.is_some_and(|line| &*line.kind == "milestone.withdrawn")
}

pub(super) fn said(act: RecordAct, reason: Option<&Text>) -> Statement {
    match reason {
        Some(reason) => Statement::Amended {
            act,
            reason: reason.clone(),
        },
        None => Statement::Record(act),
    }
}
