// SPDX-License-Identifier: EUPL-1.2
//! Whose hand wrote an entry, beside the organisation in whose name it stands.

use crate::words::words;

words! {
    /// Whose hand wrote an entry.
    Hand {
        /// Somebody, or a program, who was let in as the organisation; or the register itself, by rule.
        Account => "account",
        /// Whoever runs the server, in the name of the organisation.
        Operator => "operator",
    }
}
