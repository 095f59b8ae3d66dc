// SPDX-License-Identifier: EUPL-1.2
//! Evaluability: whether a measure says enough to be judged at all, check by check.

use crate::measure::Measure;
use crate::milestone::Milestone;
use crate::noun::Noun;
use crate::record::Record;
use crate::register::Register;
use crate::scale::Check;
use crate::stated::Stated;
use crate::words::words;

words! {
    /// Outcome of a check, with its reason.
    Verdict {
        /// Stated.
        Stated => "stated",
        /// The source says there is none.
        NoneStated => "none-stated",
        /// Not stated.
        NotStated => "not-stated",
        /// Stated, but in words that cannot be checked (a period without days, say).
        Vague => "vague",
        /// Stated more than once, with different contents.
        Contradictory => "contradictory",
    }
}

impl Verdict {
    /// Whether the check is passed.
    #[must_use]
    pub const fn is_met(self) -> bool {
        matches!(self, Self::Stated)
    }
}

/// Every check of a measure with its outcome, in the order of [`Check::ALL`].
#[must_use]
pub fn check(register: &Register, measure: &Measure) -> Vec<(Check, Verdict)> {
    let subject = measure.subject();
    let milestones: Vec<&Milestone> = register
        .list_referrers(&subject, Noun::Milestone)
        .filter_map(|id| register.milestones.find(id))
        // What is made up says nothing about the plan.
        .filter(|milestone| !register.is_invented(&milestone.subject()))
        .collect();
    Check::ALL
        .iter()
        .map(|check| (*check, verdict(*check, measure, &milestones)))
        .collect()
}

/// How many of a measure's checks are met.
#[must_use]
pub fn met(checks: &[(Check, Verdict)]) -> usize {
    checks
        .iter()
        .filter(|(_, verdict)| verdict.is_met())
        .count()
}

fn verdict(check: Check, measure: &Measure, milestones: &[&Milestone]) -> Verdict {
    let any = |has: fn(&Milestone) -> bool| {
        if milestones.iter().any(|milestone| has(milestone)) {
            Verdict::Stated
        } else {
            Verdict::NotStated
        }
    };
    match check {
        Check::Lead => match measure.lead.value() {
            Some(leads) if leads.ids().len() > 1 => Verdict::Contradictory,
            // Where a plan names leads milestone by milestone, the measure has them from there.
            None if measure.lead.is_not_stated() => {
                any(|milestone| milestone.lead.value().is_some())
            }
            _ => of(&measure.lead),
        },
        Check::Partners => of(&measure.partners),
        Check::Period => match measure.period.value() {
            Some(span) if span.from.is_none() && span.until.is_none() => Verdict::Vague,
            _ => of(&measure.period),
        },
        Check::Milestone => any(|_| true),
        Check::OutputIndicator => match of(&measure.output_indicator) {
            Verdict::NotStated => any(|milestone| {
                milestone.indicator.value().is_some() || milestone.goal.value().is_some()
            }),
            verdict => verdict,
        },
        Check::OutcomeIndicator => of(&measure.outcome_indicator),
        Check::Baseline => any(|milestone| milestone.baseline.value().is_some()),
        Check::Goal => any(|milestone| {
            milestone.goal.value().is_some() || milestone.indicator.value().is_some()
        }),
        Check::Funding => of(&measure.funding),
        Check::AddressedGroup => of(&measure.groups),
        Check::Commitment => of(&measure.commitment),
    }
}

const fn of<T>(stated: &Stated<T>) -> Verdict {
    match stated {
        Stated::NotStated => Verdict::NotStated,
        Stated::NoneStated => Verdict::NoneStated,
        Stated::Value(_) => Verdict::Stated,
    }
}
