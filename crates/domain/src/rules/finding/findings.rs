// SPDX-License-Identifier: EUPL-1.2
//! Everything that follows from a register on a day, by id.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::found::{Found, Rule};
use super::{list, state, weighing};
use crate::noun::Subject;
use crate::register::Register;

/// Everything that follows from a register on a day.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    all: Vec<Found>,
    by_id: BTreeMap<Box<str>, usize>,
    fixed: Vec<Found>,
}

impl Findings {
    /// Finds everything.
    #[must_use]
    pub fn of(register: &Register, today: Date) -> Self {
        let mut findings = Self::named(list::list(register, today, None));
        findings.fixed = state::list_fixed(register, |id| findings.find(id).is_some());
        findings
    }

    /// Finds everything by one rule.
    #[must_use]
    pub fn of_rule(register: &Register, today: Date, rule: Rule) -> Self {
        Self::named(list::list(register, today, Some(rule)))
    }

    fn named(mut all: Vec<Found>) -> Self {
        let mut taken: BTreeMap<Box<str>, usize> = BTreeMap::new();
        for found in &mut all {
            let count = taken.entry(found.name().into()).or_default();
            *count += 1;
            if *count > 1 {
                // Somebody owes two things about one: a report and a judgement.
                found.detail = format!("{}.{count}", found.detail).into();
            }
            found.id = found.name().into();
        }
        all.sort_by(|a, b| (a.rule, &a.id).cmp(&(b.rule, &b.id)));
        let by_id = all.iter().enumerate();
        let by_id = by_id.map(|(at, found)| (found.id.clone(), at)).collect();
        Self {
            all,
            by_id,
            fixed: Vec::new(),
        }
    }

    /// Those that somebody spoke about and that follow no more, by id.
    #[must_use]
    pub fn list_fixed(&self) -> &[Found] {
        &self.fixed
    }

    /// One of those that follow no more.
    #[must_use]
    pub fn find_fixed(&self, id: &str) -> Option<&Found> {
        self.fixed.iter().find(|found| &*found.id == id)
    }

    /// Those about a thing, what is to be acted on first: of a plan everything that follows of it, of an
    /// organisation what waits for it, of a measure also what its milestones and indicators show.
    #[must_use]
    pub fn list_about(&self, register: &Register, about: &Subject) -> Vec<&Found> {
        weighing::list_about(register, &self.all, about)
    }

    /// All of them, by rule, then id.
    #[must_use]
    pub fn list(&self) -> &[Found] {
        &self.all
    }

    /// One of them.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Found> {
        self.all.get(*self.by_id.get(id)?)
    }
}
