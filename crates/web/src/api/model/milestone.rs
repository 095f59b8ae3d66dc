// SPDX-License-Identifier: EUPL-1.2
//! Milestones and proposals for them.

use serde::Deserialize;
use utoipa::ToSchema;

use super::{Direction, Id, Line, MilestoneType, Number, Text, Timespan};

/// A milestone.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Milestone {
    /// `{plan}/{name}`.
    id: Id,
    #[serde(default)]
    measures: Vec<Id>,
    title: Text,
    description: Option<Text>,
    lead: Option<Vec<Id>>,
    r#type: Option<MilestoneType>,
    indicator: Option<Text>,
    unit: Option<Line>,
    baseline: Option<Number>,
    goal: Option<Number>,
    direction: Option<Direction>,
    verification: Option<Text>,
    due: Option<Timespan>,
    note: Option<Text>,
}

/// A milestone as it is meant to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proposal {
    milestone: Milestone,
    /// Why; another state of a milestone needs a reason.
    reason: Option<Text>,
}

/// A decision about a proposal.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decide {
    /// Id of the milestone.
    milestone: Id,
    /// The entry that proposed it.
    proposal: u64,
    confirm: bool,
    /// Why; declining needs a reason.
    reason: Option<Text>,
}
