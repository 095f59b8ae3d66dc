// SPDX-License-Identifier: EUPL-1.2
//! Corrections that others propose: any organisation may propose one for anybody's record; whose record it
//! is takes it up or declines it with a reason. Both stay on record.

use serde::{Deserialize, Serialize};

use crate::record::Changes;
use crate::source::Source;
use crate::text::Text;

/// How a record is meant to be, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What is otherwise, attribute by attribute, from what stood when it was proposed.
    pub changes: Changes,
    /// Why.
    pub reason: Text,
    /// Where that stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}
