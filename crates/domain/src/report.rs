// SPDX-License-Identifier: EUPL-1.2
//! Progress reports: what a lead says about its measure in a round.

use std::collections::BTreeSet;
use wegmarke_derive::shape;

use jiff::civil::Date;

use crate::funding::Money;
use crate::id::{IndicatorId, MilestoneId};
use crate::indicator::Reading;
use crate::proof::Proof;
use crate::scale::{Delivery, Flag};
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;

/// A milestone that was reached.
#[shape]
pub struct Reached {
    /// The milestone.
    pub milestone: MilestoneId,
    /// When.
    pub on: Date,
    /// What shows it.
    pub evidence: Vec<Proof>,
}

/// What an indicator showed.
#[shape]
pub struct Measured {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The day it is of.
    pub on: Date,
    /// What it showed.
    pub reading: Reading,
    /// Where that stands.
    pub source: Stated<Source>,
}

/// Money of a year.
#[shape]
pub struct YearMoney {
    /// The year.
    pub year: i16,
    /// What is said about it.
    #[serde(flatten)]
    pub money: Money,
}

/// A progress report.
#[shape]
#[derive(Default)]
pub struct Report {
    /// How far it is carried out.
    pub delivery: Stated<Delivery>,
    /// What stands beside it.
    pub flags: BTreeSet<Flag>,
    /// What was done.
    pub narrative: Stated<Text>,
    /// What stands in the way.
    pub obstacles: Stated<Text>,
    /// What comes next.
    pub next_steps: Stated<Text>,
    /// Milestones that were reached.
    pub milestones: Vec<Reached>,
    /// What indicators showed.
    pub values: Vec<Measured>,
    /// Money by year.
    pub funding: Vec<YearMoney>,
    /// What shows it.
    pub evidence: Vec<Proof>,
}
