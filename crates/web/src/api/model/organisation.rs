// SPDX-License-Identifier: EUPL-1.2
//! Organisations.

use serde::Deserialize;
use utoipa::ToSchema;

use super::{Id, OrganisationKind, Text, Voice};

/// A body that makes or is named in statements.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Organisation {
    id: Id,
    name: Text,
    short: Option<Text>,
    kind: Option<OrganisationKind>,
    /// Its voice, if another one than its kind has.
    voice: Option<Voice>,
}
