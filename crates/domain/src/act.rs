// SPDX-License-Identifier: EUPL-1.2
//! What can be said about any record.

use std::sync::Arc;

use crate::record::Changes;

/// What is said about one record.
#[derive(Clone, Debug, PartialEq)]
pub enum Act<T> {
    /// It is so, in full: it is new here, or back.
    Stated(Arc<T>),
    /// These attributes are different now.
    Changed(Changes),
    /// It is no longer part of the plan version.
    Dropped,
}
