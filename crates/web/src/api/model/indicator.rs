// SPDX-License-Identifier: EUPL-1.2
//! Indicators and their values.

use serde::Deserialize;
use utoipa::ToSchema;

use super::{Day, Direction, Id, IndicatorKind, Line, Number, Source, Text};

/// An indicator.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Indicator {
    /// `{plan}/{name}`.
    id: Id,
    /// The measures it is of; none: it is of the whole plan.
    #[serde(default)]
    measures: Vec<Id>,
    title: Text,
    kind: IndicatorKind,
    unit: Option<Text>,
    /// Worded levels from the lowest; empty: it is a number.
    #[serde(default)]
    levels: Vec<IndicatorLevel>,
    baseline: Option<Reading>,
    target: Option<Reading>,
    direction: Option<Direction>,
    /// How it is observed. Frozen once there is a value.
    method: Option<Text>,
    source: Option<Source>,
    #[serde(default)]
    disaggregation: Vec<Text>,
}

/// One worded level of an indicator.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IndicatorLevel {
    name: Text,
    /// By what one knows that it is reached.
    anchor: Option<Text>,
}

/// A value of an indicator.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Value {
    /// `{indicator}/{organisation}/{day}`.
    id: Id,
    indicator: Id,
    /// Who says so: one's own organisation.
    organisation: Id,
    on: Day,
    reading: Reading,
    /// Parts it is told apart by, with what each showed.
    #[serde(default)]
    parts: Vec<(Line, Reading)>,
    source: Option<Source>,
}

/// A number in the indicator's unit, or a worded level by its place from 0.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Reading {
    /// In the indicator's unit.
    Number(Number),
    /// The level's place.
    Level(u8),
}
