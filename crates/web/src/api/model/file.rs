// SPDX-License-Identifier: EUPL-1.2
//! Uploaded files.

use serde::Deserialize;
use utoipa::ToSchema;

use super::value::{Line, Sha256};

/// An uploaded file by its content.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    sha256: Sha256,
    name: Line,
    r#type: Line,
    size: u64,
}
