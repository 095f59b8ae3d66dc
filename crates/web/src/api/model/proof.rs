// SPDX-License-Identifier: EUPL-1.2
//! Proofs and uploaded files.

use serde::Deserialize;
use utoipa::ToSchema;

use super::{Day, Line, Sha256, Shows, Text};

/// One proof: a link or a file.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proof {
    title: Text,
    url: Option<Line>,
    file: Option<File>,
    dated_on: Option<Day>,
    shows: Option<Shows>,
}

/// An uploaded file by its content.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    sha256: Sha256,
    name: Line,
    r#type: Line,
    size: u64,
}
