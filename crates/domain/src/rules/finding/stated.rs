// SPDX-License-Identifier: EUPL-1.2
//! What the record of a plan says of itself, beside what single sources say of the same: who leads it, when it
//! was adopted, how many measures and fields it has.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::found::{Found, Rule};
use crate::id::{FieldId, OrganisationId, slug};
use crate::plan::Plan;
use crate::record::Record as _;
use crate::register::Register;
use crate::time::parse_day;

/// What the record of a plan says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Own {
    /// Who leads or coordinates it.
    Organisations(Vec<OrganisationId>),
    /// A day.
    Day(Date),
    /// How many.
    Count(u32),
}

/// What the record of a plan says itself of what sources call by this name; `None` if it says nothing, or if
/// that is nothing that could be compared.
#[must_use]
pub fn find_recorded(register: &Register, plan: &Plan, name: &str) -> Option<Own> {
    match &*slug(name) {
        "lead" => {
            let leads = plan.lead.value()?;
            Some(Own::Organisations(leads.ids().to_vec()))
        }
        "coordination" => Some(Own::Organisations(vec![plan.coordination.value()?.clone()])),
        "adopted" => Some(Own::Day(*plan.adopted_on.value()?)),
        "measures" => Some(Own::Count(*plan.measures_stated.value()?)),
        "fields-of-action" => plan
            .fields_stated
            .value()
            .copied()
            .map(Own::Count)
            .or_else(|| {
                let fields = register.fields.list_of(plan.id.as_str());
                let n = fields.filter(|field| field.parent.is_none()).count();
                u32::try_from(n).ok().filter(|n| *n > 0).map(Own::Count)
            }),
        _ => None,
    }
}

impl Own {
    /// Whether the words of a source say something else. What cannot be read says nothing.
    pub(super) fn differs(&self, register: &Register, words: &str) -> bool {
        match self {
            Self::Count(own) => words.trim().parse::<u32>().is_ok_and(|said| said != *own),
            Self::Day(own) => parse_day(words.trim()).is_ok_and(|said| said != *own),
            Self::Organisations(own) => {
                let words = words.to_lowercase();
                let named = |id: &OrganisationId| {
                    let names = names(register, id);
                    names.iter().any(|name| words.contains(&**name))
                };
                // Only who is known can be somebody else.
                let all = register.organisations.list();
                let is_known = || {
                    all.into_iter()
                        .any(|one| names(register, &one.id).contains(&words))
                };
                !own.iter().any(named) && is_known()
            }
        }
    }
}

/// What an organisation is called, in small letters.
fn names(register: &Register, id: &OrganisationId) -> BTreeSet<String> {
    let known = register.organisations.find(id.as_str());
    let texts = known
        .into_iter()
        .flat_map(|one| std::iter::once(&one.name).chain(one.short.value()));
    let words = texts.flat_map(|text| text.iter().map(|(_, words)| words.to_lowercase()));
    words.chain([id.as_str().to_lowercase()]).collect()
}

/// Fields of which somebody cites a number that is higher than the count that is stated for them.
pub(super) fn numbers(register: &Register, plan: &str, all: &mut Vec<Found>) {
    for field in register.fields.list_of(plan) {
        let Some(stated) = field.measures_stated.value() else {
            continue;
        };
        let beyond = list_beyond(register, plan, &field.id, *stated);
        if !beyond.is_empty() {
            all.push(
                Found::new(Rule::SourcesDiffer, plan, field.subject())
                    .told_by("numbers")
                    .resting(beyond),
            );
        }
    }
}

fn list_beyond(
    register: &Register,
    plan: &str,
    field: &FieldId,
    stated: u32,
) -> Vec<crate::noun::Subject> {
    let measures = register.measures.list_of(plan);
    let beyond = measures.filter(|measure| {
        let number = measure
            .number
            .value()
            .and_then(|number| number.parse::<u32>().ok());
        measure.field.value() == Some(field)
            && measure.cited_as.value().is_some()
            && number.is_some_and(|number| number > stated)
    });
    beyond.map(crate::record::Record::subject).collect()
}
