// SPDX-License-Identifier: EUPL-1.2
//! Proposed corrections.

use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::ToSchema;

use super::source::Source;
use super::value::{About, Text};

/// One attribute before and after; a side that is left out is not stated.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    from: Option<serde_json::Value>,
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    to: Option<serde_json::Value>,
}

/// A correction of what another organisation has on record.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProposeCorrection {
    about: About,
    /// By attribute: what stands, and what is proposed.
    changes: BTreeMap<String, Change>,
    reason: Text,
    /// Where that stands.
    source: Option<Source>,
}

/// What becomes of a proposed correction.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CorrectionDecision {
    Accept,
    Decline,
    /// By who proposed it.
    Withdraw,
}

/// A decision about a proposed correction.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecideCorrection {
    /// The entry that proposed it.
    correction: u64,
    decision: CorrectionDecision,
    /// Why; declining and taking back need a reason.
    reason: Option<Text>,
    /// The newest entry about the thing that was seen.
    rests_on: Option<u64>,
}
