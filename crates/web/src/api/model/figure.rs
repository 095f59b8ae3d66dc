// SPDX-License-Identifier: EUPL-1.2
//! What is stated of a figure.

use serde::Deserialize;
use utoipa::ToSchema;

use super::contribution::RestsOn;
use super::value::{About, Text};
use super::{Context, Funding, Indicator, Milestone, Remark, Value};

/// What is stated: exactly one of them.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Figure {
    Indicator(Indicator),
    Value(Value),
    Funding(Funding),
    Context(Context),
    Remark(Remark),
    /// A proposal.
    Milestone(Milestone),
    /// What one stated about this is taken back: a figure, a demand, an answer, a judgement, evidence, or
    /// the text of a plan that one leads or coordinates; of a milestone first one's own open proposal.
    Withdrawal(About),
}

/// What is stated of a figure, and why.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct States {
    figure: Figure,
    /// Why; what changes a value, money or an event, or takes something back, needs one.
    reason: Option<Text>,
}

/// Something to state.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct State {
    figure: Figure,
    /// Why; what changes a value, money or an event, or takes something back, needs one.
    reason: Option<Text>,
    /// The newest entry about it that was read: `{"entry": 17}`. If what stands is newer, nothing is
    /// stated (409).
    rests_on: Option<RestsOn>,
}
