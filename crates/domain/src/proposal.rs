// SPDX-License-Identifier: EUPL-1.2
//! Proposals for milestones: the lead proposes, the coordinator confirms or declines.

use serde::{Deserialize, Serialize};

use crate::milestone::Milestone;
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

/// A proposal in the register: for a milestone, or a correction of any record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed<P = Proposal> {
    /// The entry.
    pub seq: u64,
    /// What is proposed.
    pub proposal: P,
    /// The entry that decided it, and whether it was confirmed. Who made it may take it back before:
    /// then the entry's kind is `milestone.withdrawn` or `correction.withdrawn`.
    pub decided: Option<(u64, bool)>,
}
