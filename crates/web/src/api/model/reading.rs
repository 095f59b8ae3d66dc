// SPDX-License-Identifier: EUPL-1.2
//! What an indicator shows.

use serde::Deserialize;
use utoipa::ToSchema;

use super::value::Number;

/// A number in the indicator's unit, or a worded level by its place from 0.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Reading {
    /// In the indicator's unit.
    Number(Number),
    /// The level's place.
    Level(u8),
}
