// SPDX-License-Identifier: EUPL-1.2
//! Drafts, and what becomes of them.

use serde::Deserialize;
use utoipa::ToSchema;

use super::value::{About, Words};
use super::{Says, States};

/// A draft.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WriteDraft {
    /// What is said in a round.
    says: Option<Says>,
    /// What is stated of a figure; exactly one of the two, as the name says.
    states: Option<States>,
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
