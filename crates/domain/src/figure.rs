// SPDX-License-Identifier: EUPL-1.2
//! Figures: what an organisation states in its own name outside of rounds, and what drafts of it are
//! called. What follows from a register is in [`crate::rules::stating`].

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::funding::Funding;
use crate::id::{ContextId, IndicatorId, MeasureId, MilestoneId, OrganisationId, PlanId, parts};
use crate::indicator::{Indicator, Value};
use crate::milestone::Milestone;
use crate::noun::Subject;
use crate::record::Record as _;
use crate::remark::Remark;
use crate::text::Text;

/// Something that is counted, measured, paid or due.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Figure {
    /// An indicator, defined or defined anew.
    Indicator(Indicator),
    /// A value of an indicator.
    Value(Value),
    /// Money for a measure in a year.
    Funding(Funding),
    /// An event outside a plan that touches its measures.
    Context(Context),
    /// What one says to a finding.
    Remark(Remark),
    /// A milestone, or another state of one: a proposal.
    Milestone(Milestone),
    /// What one stated about this is taken back: a value, money, an event, an indicator without
    /// values, or an open proposal for a milestone.
    Withdrawal(Subject),
}

impl Figure {
    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Self::Indicator(indicator) => indicator.subject(),
            Self::Value(value) => value.subject(),
            Self::Funding(funding) => funding.subject(),
            Self::Context(context) => context.subject(),
            Self::Remark(remark) => remark.subject(),
            Self::Milestone(milestone) => milestone.subject(),
            Self::Withdrawal(subject) => subject.clone(),
        }
    }
}

/// What is stated of a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct States {
    /// The figure as it is meant to stand.
    pub figure: Figure,
    /// Why: what changes what was stated, or takes it back, says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

impl From<Figure> for States {
    fn from(figure: Figure) -> Self {
        Self {
            figure,
            reason: None,
        }
    }
}

/// What a form states.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stating {
    /// Money for a measure.
    Funding(MeasureId),
    /// A new indicator of a plan.
    Indicator(PlanId),
    /// An indicator, otherwise.
    IndicatorOf(IndicatorId),
    /// A value of an indicator.
    Value(IndicatorId),
    /// A new milestone of a measure.
    Milestone(MeasureId),
    /// Another state of a milestone.
    MilestoneOf(MilestoneId),
    /// A new context event of a plan.
    Context(PlanId),
    /// A context event, otherwise.
    ContextOf(ContextId),
    /// What one says to a finding, by the finding's id.
    Remark(Box<str>),
    /// That what one stated is taken back.
    Withdrawal(Subject),
    /// What becomes of a proposal, by its entry.
    Proposal(u64),
}

impl Stating {
    /// What an address names.
    #[must_use]
    pub fn parse(kind: &str, id: &str) -> Option<Self> {
        Some(match kind {
            "funding" => Self::Funding(MeasureId::new(id)),
            "new-indicator" => Self::Indicator(PlanId::new(id)),
            "indicator" => Self::IndicatorOf(IndicatorId::new(id)),
            "value" => Self::Value(IndicatorId::new(id)),
            "new-milestone" => Self::Milestone(MeasureId::new(id)),
            "milestone" => Self::MilestoneOf(MilestoneId::new(id)),
            "new-context" => Self::Context(PlanId::new(id)),
            "context" => Self::ContextOf(ContextId::new(id)),
            "remark" => Self::Remark(id.into()),
            "withdrawal" => Self::Withdrawal(id.parse().ok()?),
            "proposal" => Self::Proposal(id.parse().ok()?),
            _ => return None,
        })
    }

    /// Kind and id, as an address has them.
    #[must_use]
    pub fn parts(&self) -> (&'static str, String) {
        match self {
            Self::Funding(id) => ("funding", id.to_string()),
            Self::Indicator(id) => ("new-indicator", id.to_string()),
            Self::IndicatorOf(id) => ("indicator", id.to_string()),
            Self::Value(id) => ("value", id.to_string()),
            Self::Milestone(id) => ("new-milestone", id.to_string()),
            Self::MilestoneOf(id) => ("milestone", id.to_string()),
            Self::Context(id) => ("new-context", id.to_string()),
            Self::ContextOf(id) => ("context", id.to_string()),
            Self::Remark(finding) => ("remark", finding.to_string()),
            Self::Withdrawal(about) => ("withdrawal", about.to_string()),
            Self::Proposal(seq) => ("proposal", seq.to_string()),
        }
    }

    /// Whether there is one draft of it for all of an organisation: it changes what is there. Of what
    /// is new there may be several.
    #[must_use]
    pub const fn is_one(&self) -> bool {
        matches!(
            self,
            Self::IndicatorOf(_)
                | Self::MilestoneOf(_)
                | Self::ContextOf(_)
                | Self::Remark(_)
                | Self::Withdrawal(_)
                | Self::Proposal(_)
        )
    }
}

/// What a draft of a figure is called: `{organisation}/{number}/{kind}/{id}`, such as
/// `bmas/1/value/nap-az/beratungen`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureAddress {
    /// Who states it.
    pub by: OrganisationId,
    /// Counts several of one organisation, from 1: values of two days, money of two years.
    pub number: u32,
    /// What it states.
    pub stating: Stating,
}

impl FigureAddress {
    /// Takes a name apart; `None` if it is none of a draft.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let [by, number, kind, id] = parts(name)?;
        let address = Self {
            by: OrganisationId::new(by),
            number: number.parse().ok().filter(|number| *number > 0)?,
            stating: Stating::parse(kind, id)?,
        };
        // One draft, one name: "+1" and "01" are not 1.
        (address.to_string() == name).then_some(address)
    }
}

impl fmt::Display for FigureAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, id) = self.stating.parts();
        write!(f, "{}/{}/{kind}/{id}", self.by, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::{FigureAddress, Stating};

    #[test]
    fn a_draft_has_one_name() {
        for name in [
            "bmas/1/value/nap-az/beratungen",
            "bmas/2/funding/nap-az/faire-integration",
            "bmas/1/withdrawal/value/nap-az/beratungen/bmas/2026-06-30",
            "bmas/1/new-indicator/nap-az",
        ] {
            let address = FigureAddress::parse(name);
            assert_eq!(address.map(|one| one.to_string()).as_deref(), Some(name));
        }
        for name in [
            "bmas/01/value/nap-az/b",
            "bmas/0/value/nap-az/b",
            "bmas/1/song/nap-az/b",
            "bmas/1/withdrawal/nothing",
            "bmas/1/value",
        ] {
            assert_eq!(FigureAddress::parse(name), None, "{name}");
        }
    }

    #[test]
    fn what_a_form_states_reads_back() {
        for (kind, id) in [
            ("funding", "p/m"),
            ("new-indicator", "p"),
            ("indicator", "p/i"),
            ("value", "p/i"),
            ("new-milestone", "p/m"),
            ("milestone", "p/s"),
            ("new-context", "p"),
            ("context", "p/c"),
            ("remark", "no-lead/measure/p/m"),
            ("withdrawal", "funding/p/m/2026/bmas"),
            ("proposal", "7"),
        ] {
            let parts = Stating::parse(kind, id).map(|stating| stating.parts());
            assert_eq!(parts, Some((kind, id.to_owned())));
        }
    }
}
