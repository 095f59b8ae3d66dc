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

words! {
    /// What shows whose word an entry is.
    Vouched {
        /// Its organisation signed it with a key of its own.
        Signed => "signed",
        /// It was let in as its organisation, and did not sign: that is the word of whoever runs the server.
        Unsigned => "unsigned",
        /// Whoever runs the server wrote it in the name of the organisation, which did not sign it.
        Operator => "operator",
    }
}
