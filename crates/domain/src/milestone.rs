// SPDX-License-Identifier: EUPL-1.2
//! Milestones: dated, checkable steps, with a number to reach or a state to verify.

use rust_decimal::Decimal;
use wegmarke_derive::record;

use crate::id::{MeasureId, MilestoneId};
use crate::organisation::Leads;
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
#[record(Milestone)]
pub struct Milestone {
    /// `{plan}/{id}`.
    pub id: MilestoneId,
    /// The measures it serves, sorted.
    pub measures: Vec<MeasureId>,
    /// Its title.
    pub title: Text,
    /// What exactly is to be reached.
    pub description: Stated<Text>,
    /// The bodies answerable.
    pub lead: Stated<Leads>,
    /// How reaching it is told.
    #[serde(rename = "type")]
    pub kind: Stated<MilestoneType>,
    /// The state to verify, for qualitative ones.
    pub indicator: Stated<Text>,
    /// Unit of the numbers.
    pub unit: Stated<Box<str>>,
    /// Number at the start, in `unit`.
    pub baseline: Stated<Decimal>,
    /// Number to reach, in `unit`.
    pub goal: Stated<Decimal>,
    /// Which way the number is meant to move, if the source says so.
    pub direction: Stated<Direction>,
    /// How it is verified.
    pub verification: Stated<Text>,
    /// By when.
    pub due: Stated<Timespan>,
    /// A remark of the source.
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
