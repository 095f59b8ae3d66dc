// SPDX-License-Identifier: EUPL-1.2
//! Proposals for milestones.

use serde::Deserialize;
use utoipa::ToSchema;

use super::Milestone;
use super::value::{Id, Text};

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
