// SPDX-License-Identifier: EUPL-1.2
//! Duties of rounds.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The nouns of duties.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Speaking {
    Report,
    Assessment,
    Practice,
}
