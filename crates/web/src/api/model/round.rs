// SPDX-License-Identifier: EUPL-1.2
//! Rounds and their duties.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{About, Day, Id, Instant, Text};

/// A reporting round.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Round {
    /// `{plan}/{name}`.
    id: Id,
    plan: Id,
    title: Text,
    /// First day that is reported on.
    from: Day,
    /// Last day that is reported on.
    until: Day,
    /// From when statements can be made.
    opens_at: Instant,
    /// Until when; then all are revealed together.
    due_at: Instant,
    /// Until when replies can be made.
    replies_until: Instant,
    /// Who must say what.
    #[serde(default)]
    duties: Vec<Duty>,
    note: Option<Text>,
}

/// Something that somebody must say in a round.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Duty {
    /// Who.
    organisation: Id,
    noun: Speaking,
    /// On what: a measure, a field, or the plan.
    on: About,
}

/// The nouns of duties.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Speaking {
    Report,
    Assessment,
    Practice,
}
