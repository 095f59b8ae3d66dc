// SPDX-License-Identifier: EUPL-1.2
//! Drafts, and what becomes of them.

use serde::Deserialize;
use utoipa::ToSchema;

use super::Says;
use super::value::{About, Words};

/// A draft.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WriteDraft {
    says: Says,
}

/// A draft is ready.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    about: About,
}

/// A draft needs another look.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Return {
    about: About,
    /// Why, for one's colleagues.
    reason: Words,
}

/// A draft to delete.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Discard {
    about: About,
    /// The revision that was read.
    revision: u64,
}
