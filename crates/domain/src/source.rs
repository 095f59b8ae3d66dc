// SPDX-License-Identifier: EUPL-1.2
//! Where a statement stands.

use serde::{Deserialize, Serialize};

/// A document and the place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// Title of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Box<str>>,
    /// Page, section or number in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<Box<str>>,
    /// Web addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<Box<str>>,
}
