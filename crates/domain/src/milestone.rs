// SPDX-License-Identifier: EUPL-1.2
//! Milestones: dated, checkable steps, with a number to reach or a state to verify.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::id::{MeasureId, MilestoneId};
use crate::noun::{Noun, Subject};
use crate::organisation::Leads;
use crate::record::Record;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;
use crate::words::words;

words! {
    /// How reaching it is told.
    MilestoneType {
        /// By a number.
        Quantitative => "quantitative",
        /// By a state that somebody verifies.
        Qualitative => "qualitative",
    }
}

words! {
    /// Which way a number is meant to move.
    Direction {
        /// More is better.
        Increase => "increase",
        /// Less is better.
        Decrease => "decrease",
        /// It should stay.
        Maintain => "maintain",
    }
}

/// A milestone. It may serve several measures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// `{plan}/{id}`.
    pub id: MilestoneId,
    /// The measures it serves, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<MeasureId>,
    /// Its title.
    pub title: Text,
    /// What exactly is to be reached.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub description: Stated<Text>,
    /// The one body answerable.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub lead: Stated<Leads>,
    /// How reaching it is told.
    #[serde(
        default,
        rename = "type",
        skip_serializing_if = "Stated::is_not_stated"
    )]
    pub kind: Stated<MilestoneType>,
    /// The state to verify, for qualitative ones.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub indicator: Stated<Text>,
    /// Unit of the numbers.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub unit: Stated<Box<str>>,
    /// Number at the start, in `unit`.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub baseline: Stated<Decimal>,
    /// Number to reach, in `unit`.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub goal: Stated<Decimal>,
    /// Stated direction; see [`Milestone::direction`].
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub direction: Stated<Direction>,
    /// How it is verified.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub verification: Stated<Text>,
    /// By when.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub due: Stated<Timespan>,
    /// A remark of the source.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub note: Stated<Text>,
}

impl Milestone {
    /// The direction as stated, else as baseline and goal show it.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        self.direction.value().copied().or_else(|| {
            let (baseline, goal) = (self.baseline.value()?, self.goal.value()?);
            Some(match goal.cmp(baseline) {
                std::cmp::Ordering::Greater => Direction::Increase,
                std::cmp::Ordering::Less => Direction::Decrease,
                std::cmp::Ordering::Equal => Direction::Maintain,
            })
        })
    }
}

impl Record for Milestone {
    type Id = MilestoneId;
    const NOUN: Noun = Noun::Milestone;

    fn id(&self) -> &MilestoneId {
        &self.id
    }

    fn references(&self, refer: &mut dyn FnMut(Subject)) {
        Leads::refer(&self.lead, refer);
        for id in &self.measures {
            refer(id.subject());
        }
    }
}
