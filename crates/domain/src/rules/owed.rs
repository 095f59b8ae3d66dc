// SPDX-License-Identifier: EUPL-1.2
//! Who owes a report.

use crate::noun::Noun;
use crate::register::Register;
use crate::round::Duty;

/// The reports every lead owes: one for each measure of the plan, sorted.
#[must_use]
pub fn list_owed_reports(register: &Register, plan: &str) -> Vec<Duty> {
    let mut duties: Vec<Duty> = register
        .measures
        .list_of(plan)
        .flat_map(|measure| {
            let leads = measure.lead.value().into_iter();
            leads.flat_map(|leads| leads.ids()).map(|lead| Duty {
                organisation: lead.clone(),
                noun: Noun::Report,
                on: measure.id.subject(),
            })
        })
        .collect();
    duties.sort();
    duties
}
