// SPDX-License-Identifier: EUPL-1.2
//! Sources and spans of time.

use serde::Deserialize;
use utoipa::ToSchema;

use super::value::{Day, Line};

/// A document and the place in it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    /// Title of the document.
    document: Option<Line>,
    /// Page, section or number in it.
    locator: Option<Line>,
    /// Web addresses.
    #[serde(default)]
    urls: Vec<Line>,
}

/// A period or due date: the words of the source, and the days they cover.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Timespan {
    /// The words of the source, such as "Q2 2026".
    as_written: Line,
    /// First day, if the words allow one.
    from: Option<Day>,
    /// Last day, if the words allow one.
    until: Option<Day>,
    /// The days were worked out by somebody and do not stand in the source.
    #[serde(default)]
    derived: bool,
}
