// SPDX-License-Identifier: EUPL-1.2
//! What is done with organisations.

use serde::Deserialize;
use utoipa::ToSchema;

use super::value::{Day, Id, Text};
use super::word::{OrganisationKind, Organise, Voice};

/// Organisations put on record, renamed, merged or split.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Organising {
    r#do: Organise,
    /// Whom it is done to: nobody, one, or several.
    #[serde(default)]
    before: Vec<Id>,
    /// What they are afterwards: one, or several.
    after: Vec<OrganisedAfter>,
    /// The day on which it took effect, if that is known.
    on: Option<Day>,
}

/// An organisation as it is afterwards.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganisedAfter {
    /// Of one on record; absent: it is new, or the one that is renamed.
    id: Option<Id>,
    /// Of a new one, or the new name.
    name: Option<Text>,
    short: Option<Text>,
    kind: Option<OrganisationKind>,
    /// Whose pen it is, if its kind does not tell.
    voice: Option<Voice>,
}
