// SPDX-License-Identifier: EUPL-1.2
//! Measures.

use serde::Deserialize;
use utoipa::ToSchema;

use super::{Commitment, Id, Level, Line, Nature, Source, Text, Timespan};

/// A measure of a plan.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Measure {
    id: Id,
    /// Number as printed.
    number: Option<Line>,
    field: Option<Id>,
    goal: Option<Id>,
    title: Text,
    description: Option<Text>,
    lead: Option<Vec<Id>>,
    partners: Option<Vec<Id>>,
    output_indicator: Option<Text>,
    outcome_indicator: Option<Text>,
    nature: Option<Nature>,
    commitment: Option<Commitment>,
    themes: Option<Vec<Line>>,
    groups: Option<Vec<Line>>,
    forms: Option<Vec<Line>>,
    level: Option<Level>,
    funding: Option<Text>,
    period: Option<Timespan>,
    cited_as: Option<Line>,
    source: Option<Source>,
    note: Option<Text>,
}
