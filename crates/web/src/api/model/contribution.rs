// SPDX-License-Identifier: EUPL-1.2
//! What is said in a round, and saying it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::value::{About, Text};
use super::{Assessment, Practice, Reply, Report};

/// What is said: exactly one of them, as the address says.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Says {
    Report(Report),
    Assessment(Assessment),
    Practice(Practice),
    Reply(Reply),
}

/// The nouns of contributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Saying {
    Report,
    Assessment,
    Practice,
    Reply,
}

/// Something that is said.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Say {
    /// `{noun}/{plan}/{round}/{organisation}/{number}/{what it is about}`.
    about: About,
    says: Says,
}

/// What is said, otherwise, after it was revealed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Correct {
    about: About,
    says: Says,
    reason: Text,
}

/// What was said is taken back after it was revealed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Withdraw {
    about: About,
    reason: Text,
}
