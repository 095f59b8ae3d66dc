// SPDX-License-Identifier: EUPL-1.2
//! Evaluability: whether a measure says enough to be judged at all, check by check.

use crate::indicator::{Indicator, IndicatorKind};
use crate::measure::Measure;
use crate::milestone::Milestone;
use crate::noun::Noun;
use crate::plan::Extent;
use crate::record::Record;
use crate::register::Register;
use crate::rules::figures::list_funding;
use crate::scale::Check;
use crate::stated::Stated;
use crate::words::words;

words! {
    /// Outcome of a check, with its reason.
    Verdict {
        /// Stated.
        Stated => "stated",
        /// The plan says there is none.
        NoneStated => "none-stated",
        /// The plan does not state it.
        NotStated => "not-stated",
        /// Stated, but in words that cannot be checked (a period without days, say).
        Vague => "vague",
        /// Stated more than once, with different contents.
        Contradictory => "contradictory",
        /// The plan does not state it as far as is known; a report, a milestone or an indicator does.
        Elsewhere => "elsewhere",
        /// What the plan says of this measure is not recorded here.
        NotRecorded => "not-recorded",
    }
}

impl Verdict {
    /// Whether the check is passed.
    #[must_use]
    pub const fn is_met(self) -> bool {
        matches!(self, Self::Stated)
    }
}

/// Whether the record holds what the plan says about a measure, and not its title alone.
///
/// A measure with a description is recorded. For others the plan tells ([`Extent`]); where it does not
/// either, whatever else is stated of the measure shows that somebody had its text.
#[must_use]
pub fn is_recorded(register: &Register, measure: &Measure) -> bool {
    if measure.description.value().is_some() {
        return true;
    }
    let plan = register.plans.find(measure.plan());
    match plan.and_then(|plan| plan.recorded.value()) {
        Some(Extent::Whole) => true,
        Some(Extent::Excerpts) => false,
        None => [
            measure.lead.is_not_stated(),
            measure.partners.is_not_stated(),
            measure.period.is_not_stated(),
            measure.output_indicator.is_not_stated(),
            measure.outcome_indicator.is_not_stated(),
            measure.funding.is_not_stated(),
            measure.groups.is_not_stated(),
            measure.commitment.is_not_stated(),
        ]
        .contains(&false),
    }
}

/// Every check of a measure with its outcome, in the order of [`Check::ALL`].
#[must_use]
pub fn check(register: &Register, measure: &Measure) -> Vec<(Check, Verdict)> {
    let subject = measure.subject();
    let all: Vec<&Milestone> = register
        .list_referrers(&subject, Noun::Milestone)
        .filter_map(|id| register.milestones.find(id))
        .collect();
    let milestones: Vec<&Milestone> = all
        .iter()
        .copied()
        // What is made up says nothing about the plan.
        .filter(|milestone| !register.is_invented(&milestone.subject()))
        .collect();
    let is_recorded = is_recorded(register, measure);
    let outcome = |check: Check| match verdict(check, measure, &milestones) {
        Verdict::NotStated if is_elsewhere(register, check, measure, &all) => Verdict::Elsewhere,
        Verdict::NotStated if !is_recorded => Verdict::NotRecorded,
        verdict => verdict,
    };
    Check::ALL.iter().map(|it| (*it, outcome(*it))).collect()
}

/// Whether somebody states since what the plan does not.
fn is_elsewhere(
    register: &Register,
    check: Check,
    measure: &Measure,
    milestones: &[&Milestone],
) -> bool {
    let milestone = |has: fn(&Milestone) -> bool| milestones.iter().any(|one| has(one));
    let indicator = |has: fn(&Indicator) -> bool| {
        register
            .list_referrers(&measure.subject(), Noun::Indicator)
            .filter_map(|id| register.indicators.find(id))
            .any(has)
    };
    match check {
        Check::Lead => milestone(|one| one.lead.value().is_some()),
        Check::Period => milestone(|one| one.due.value().is_some()),
        Check::Milestone => !milestones.is_empty(),
        Check::OutputIndicator => indicator(|one| one.kind != IndicatorKind::Outcome),
        Check::OutcomeIndicator => indicator(|one| one.kind == IndicatorKind::Outcome),
        Check::Baseline => {
            milestone(|one| one.baseline.value().is_some())
                || indicator(|one| one.baseline.value().is_some())
        }
        Check::Goal => {
            milestone(|one| one.goal.value().is_some())
                || indicator(|one| one.target.value().is_some())
        }
        Check::Funding => !list_funding(register, &measure.id).is_empty(),
        Check::Partners | Check::AddressedGroup | Check::Commitment => false,
    }
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
