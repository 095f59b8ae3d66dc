// SPDX-License-Identifier: EUPL-1.2
//! Editors: who keeps the record of whose plan, and what its owner makes of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::whose::Recorded;

use super::value::{About, Id, Text};
use super::word;

/// An organisation keeps the record of a plan.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BeginEditing {
    plan: Id,
    /// Whose plan it is, if it is not on record yet.
    #[serde(default)]
    of: Vec<Id>,
    reason: Text,
}

/// An organisation keeps it no more.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndEditing {
    plan: Id,
    editor: Id,
    reason: Text,
}

/// What the owner makes of what was recorded.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReviewRecorded {
    plan: Id,
    /// What is meant; empty: everything.
    #[serde(default)]
    about: Vec<About>,
    /// It contests; else it confirms.
    #[serde(default)]
    contests: bool,
    /// The newest entry that was seen.
    through: Option<u64>,
    /// Why; contesting needs a reason.
    reason: Option<Text>,
}

/// An editor recorded it, and what the owner of the plan made of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct RecordedBy {
    /// The editor.
    #[schema(value_type = Id)]
    by: String,
    /// Whose plan it is.
    #[schema(value_type = Vec<Id>)]
    of: Vec<String>,
    #[schema(value_type = word::Confirmation)]
    confirmation: &'static str,
    /// The entry in which the owner says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<u64>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Text>)]
    reason: Option<wegmarke_domain::text::Text>,
}

impl RecordedBy {
    pub(crate) fn of(register: &Register, recorded: &Recorded) -> Self {
        let reason = recorded.seq.and_then(|seq| register.find_reason(seq));
        Self {
            by: recorded.by.to_string(),
            of: recorded.of.iter().map(ToString::to_string).collect(),
            confirmation: recorded.confirmation.as_str(),
            entry: recorded.seq,
            reason: reason.cloned(),
        }
    }
}
