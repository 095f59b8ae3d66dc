// SPDX-License-Identifier: EUPL-1.2
//! Reasons, as parts of what a person is told.

use wegmarke_domain::message::{Family, Message};

/// A reason without facts.
pub(crate) const fn reason(code: &'static str) -> Message {
    Message::new(Family::ReadReason, code)
}
