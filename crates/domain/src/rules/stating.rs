// SPDX-License-Identifier: EUPL-1.2
//! Who stated a thing: only they change it.
//!
//! What an organisation says in its own name carries that name (values, money, events), or is stated by
//! its entry (indicators). Who imports a plan for the coordination office states what is in it.

use crate::id::OrganisationId;
use crate::problem::{Problem, codes};
use crate::record::Record;
use crate::register::Register;
use crate::table::{Kept, Step, StepKind};

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

/// Whether an organisation may change an indicator: it stated it.
#[must_use]
pub fn may_change_indicator(register: &Register, by: &OrganisationId, id: &str) -> bool {
    let kept = register.indicators.find_kept(id);
    kept.is_none_or(|kept| !kept.stands || find_stating(register, kept) == Some(by))
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
