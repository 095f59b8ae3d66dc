// SPDX-License-Identifier: EUPL-1.2
//! Money.

use serde::Deserialize;
use utoipa::ToSchema;

use super::{Day, Id, Line, Number, Security, Source};

/// Money for a measure in a year, in euro.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Funding {
    /// `{measure}/{year}/{organisation}`.
    id: Id,
    measure: Id,
    year: i16,
    /// Who says so: one's own organisation.
    organisation: Id,
    needed: Option<Number>,
    planned: Option<Number>,
    secured: Option<Number>,
    spent: Option<Number>,
    security: Option<Security>,
    budget_line: Option<Line>,
    /// Last day for which there is money.
    ends_on: Option<Day>,
    source: Option<Source>,
}
