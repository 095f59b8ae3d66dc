// SPDX-License-Identifier: EUPL-1.2
//! Proposals for milestones: the lead proposes, the coordinator confirms or declines.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{MilestoneId, is_of_plan};
use crate::milestone::Milestone;
use crate::record::Record as _;
use crate::register::Register;
use crate::table::StepKind;
use crate::text::Text;

/// A milestone as it is meant to be: a new one, or another state of one on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The milestone after the proposal.
    pub milestone: Milestone,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// What became of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The entry with the proposal.
    pub proposal: u64,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// A proposal in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The entry.
    pub seq: u64,
    /// What is proposed.
    pub proposal: Proposal,
    /// The entry that decided it, and whether it was confirmed.
    pub decided: Option<(u64, bool)>,
}

/// One shift of a milestone's due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The entry.
    pub seq: u64,
    /// Last day before.
    pub from: Option<Date>,
    /// Last day after.
    pub to: Option<Date>,
}

impl Shift {
    /// Days it moved back; negative if it was brought forward. `None` if a side has no day.
    #[must_use]
    pub fn days(&self) -> Option<i32> {
        let span = self.from?.until(self.to?).ok()?;
        Some(span.get_days())
    }
}

/// How often and how far a milestone's due date moved, oldest first.
#[must_use]
pub fn list_shifts(register: &Register, id: &MilestoneId) -> Vec<Shift> {
    let Some(kept) = register.milestones.find_kept(id.as_str()) else {
        return Vec::new();
    };
    let mut shifts = Vec::new();
    for step in &kept.steps {
        let (StepKind::Changed(changes) | StepKind::Returned(changes)) = &step.what else {
            continue;
        };
        let changes = changes.read();
        let Some(due) = changes.get("due") else {
            continue;
        };
        let day = |side: &Option<serde_json::Value>| {
            let side = side.as_ref()?;
            side.get("until")?.as_str()?.parse().ok()
        };
        shifts.push(Shift {
            seq: step.seq,
            from: day(&due.from),
            to: day(&due.to),
        });
    }
    shifts
}

impl Proposal {
    /// What is wrong with it.
    #[must_use]
    pub fn problems(&self, register: &Register) -> Vec<crate::problem::Problem> {
        use crate::problem::{Problem, codes, length};
        let mut problems = Vec::new();
        length("title", &self.milestone.title, &mut problems);
        if self.milestone.measures.is_empty() {
            problems.push(Problem::new("measures", codes::REQUIRED));
        }
        for id in &self.milestone.measures {
            if register.measures.find(id.as_str()).is_none() {
                problems.push(Problem::new("measures", codes::UNKNOWN).with(id.as_str()));
            }
        }
        let id = self.milestone.id().as_str();
        let known = register.milestones.find(id);
        let subject = self.milestone.subject();
        let plan = subject.plan().unwrap_or_default();
        let new = register.plans.find(plan).is_some() && is_of_plan(id, plan);
        if known.is_none() && !new {
            problems.push(Problem::new("id", codes::UNKNOWN).with(id));
        }
        if known == Some(&self.milestone) {
            problems.push(Problem::new("", codes::SAYS_NOTHING));
        }
        if known.is_some() && self.reason.is_none() {
            problems.push(Problem::new("reason", codes::REQUIRED));
        }
        problems
    }
}
