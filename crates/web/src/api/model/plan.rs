// SPDX-License-Identifier: EUPL-1.2
//! Plans.

use serde::Deserialize;
use utoipa::ToSchema;

use super::{Day, Id, Source, Text, Timespan};

/// A plan.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    id: Id,
    title: Text,
    short: Option<Text>,
    adopted_on: Option<Day>,
    period: Option<Timespan>,
    lead: Option<Vec<Id>>,
    /// Who coordinates it.
    coordination: Option<Id>,
    /// How many measures it says it has.
    measures_stated: Option<u32>,
    /// How many fields it says it has.
    fields_stated: Option<u32>,
    living_document: Option<bool>,
    source: Option<Source>,
}
