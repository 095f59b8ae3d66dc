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

/// Somebody looked a second time and says that no person is meant. It covers what it names, and is
/// kept inside the organisation.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoPerson {
    /// What was looked at, as `detail` of the problems (`may_hold_name` and the like) gave it.
    finds: Vec<String>,
    /// Why no person is meant.
    reason: String,
}

/// Something that is said.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Say {
    /// `{noun}/{plan}/{round}/{organisation}/{number}/{what it is about}`.
    about: About,
    says: Says,
    /// A second look at what may mean a person.
    #[serde(default)]
    no_person: Option<NoPerson>,
    /// What the words rest on, as it was read: `{"draft": 3}` or `{"entry": 17}`. If what stands is
    /// newer, nothing is said (409).
    rests_on: Option<RestsOn>,
}

/// What words rest on.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RestsOn {
    /// A draft, by its revision.
    Draft(u64),
    /// What was said last, by its entry.
    Entry(u64),
}

/// What is said, otherwise, after it was revealed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Correct {
    about: About,
    says: Says,
    reason: Text,
    /// A second look at what may mean a person.
    #[serde(default)]
    no_person: Option<NoPerson>,
}

/// What was said is taken back after it was revealed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Withdraw {
    about: About,
    reason: Text,
    /// A second look at what may mean a person.
    #[serde(default)]
    no_person: Option<NoPerson>,
}

/// The hash of what is said.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Commit {
    /// `{noun}/{plan}/{round}/{organisation}/{number}/{what it is about}`; no reply.
    about: About,
    /// SHA-256 of `wegmarke/body/v1`, a line feed, the salt (16 bytes) and the body (canonical JSON): 64
    /// hexadecimal digits.
    hash: String,
}

/// Words that were kept are handed in.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reveal {
    file: KeptFile,
    /// A second look at what may mean a person.
    #[serde(default)]
    no_person: Option<NoPerson>,
}

/// A file of kept words.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeptFile {
    /// `wegmarke/kept/v1`.
    form: String,
    about: About,
    /// 32 hexadecimal digits.
    salt: String,
    body: KeptBody,
}

/// The body that was hashed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeptBody {
    about: About,
    says: Says,
}

/// What did not open when its round was revealed is handed in again.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Restore {
    /// Its entry.
    entry: u64,
    /// The salt of its receipt: 32 hexadecimal digits.
    salt: String,
    says: Says,
}

impl From<wegmarke_domain::privacy::NoPerson> for NoPerson {
    fn from(look: wegmarke_domain::privacy::NoPerson) -> Self {
        Self {
            finds: look.finds.into_iter().collect(),
            reason: look.reason,
        }
    }
}
