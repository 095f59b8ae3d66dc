// SPDX-License-Identifier: EUPL-1.2
//! The clock of this computer; everything else takes the moment as a parameter.

use jiff::Timestamp;

/// The moment.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the program asks for the time"
)]
pub fn now() -> Timestamp {
    Timestamp::now()
}
