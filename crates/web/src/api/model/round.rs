// SPDX-License-Identifier: EUPL-1.2
//! Duties of rounds; rounds that are cancelled.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::value::{Id, Text};

/// The nouns of duties.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Speaking {
    Report,
    Assessment,
    Practice,
}

/// A round is cancelled before it opens.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cancel {
    /// Id of the round.
    round: Id,
    /// Why, for everybody to read.
    reason: Text,
}
