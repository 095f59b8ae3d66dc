// SPDX-License-Identifier: EUPL-1.2
//! What became of bodies: one is erased because the law asks for it, another one is handed in again
//! because it could not be opened. Each is an entry of its own, so that nothing is hidden by it.

use serde::{Deserialize, Serialize};

use crate::words::words;

/// Who states what whoever runs the register decides.
pub const OPERATOR: &str = "operator";

/// The kind of an entry that says that the body of another one was erased.
pub const ERASED: &str = "entry.erased";
/// The kind of an entry that says that the body of another one was handed in again.
pub const RESTORED: &str = "entry.restored";

words! {
    /// Why a body was erased.
    ErasureReason {
        /// It named or meant a person.
        PersonalData => "personal-data",
        /// It hurt somebody's rights, such as those to a text or a picture.
        RightsOfOthers => "rights-of-others",
        /// A court or an authority asked for it.
        Order => "order",
        /// Another law asks for it.
        OtherLaw => "other-law",
    }
}

/// A body was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erasure {
    /// The entry whose body is gone.
    pub entry: u64,
    /// Why.
    pub reason: ErasureReason,
}

/// A body that could not be opened was handed in again by its organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restoration {
    /// The entry whose body is public now.
    pub entry: u64,
}
