// SPDX-License-Identifier: EUPL-1.2
//! A table that is tried or written.

use serde::Deserialize;
use utoipa::ToSchema;

use super::value::{Day, Line};

/// A table, and how it is read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Import {
    file: ImportFile,
    /// The name of a profile, or the text of one as TOML.
    #[schema(value_type = String, max_length = 200_000)]
    profile: serde::de::IgnoredAny,
    /// Whether nothing is written.
    dry_run: bool,
    /// Successions that somebody looked at and accepted.
    #[serde(default)]
    accept: Vec<ImportAccept>,
    /// Whether things of which everything changed are still the same: a try asks.
    #[serde(default)]
    same: Vec<ImportSame>,
    /// How many entries the register had when the table was taken down; without it what the name of the file says
    /// (`…-at-4711.csv`), else everything there is.
    seen: Option<u64>,
    /// Which side is taken where others changed something since: a try asks.
    #[serde(default)]
    sides: Vec<ImportSide>,
}

/// Whose of two states of a thing is taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImportSide {
    /// As the try names it, such as `measure/plan/1`; `all` for those that are not named.
    thing: Line,
    /// The side.
    side: ImportSideTaken,
}

/// A side.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ImportSideTaken {
    /// What the table says.
    Mine,
    /// What others said since.
    Theirs,
}

/// Whether something of which everything changed is still the same.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImportSame {
    /// As the try names it, such as `measure/plan/1`; `all` for those that are not named.
    thing: Line,
    /// The answer.
    answer: ImportAnswer,
}

/// Whether something is still the same.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ImportAnswer {
    /// It is: the differences are changes.
    Same,
    /// It is another one: it gets an id of its own, and what was there is dropped.
    Another,
}

/// The file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImportFile {
    /// Its name; the ending does not matter.
    name: Line,
    /// Its bytes, at most 32 MiB: CSV, TSV, XLSX, XLSB, XLS, ODS or JSON.
    #[schema(value_type = String, content_encoding = "base64")]
    base64: serde::de::IgnoredAny,
}

/// A succession.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImportAccept {
    /// Name before.
    old: Line,
    /// Name after.
    new: Line,
    /// How: `renamed`, `merged`, `split`, …
    kind: Option<Line>,
    /// The day it took effect.
    on: Option<Day>,
    /// How many things it is about; not read.
    items: Option<u64>,
}
