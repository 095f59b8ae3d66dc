// SPDX-License-Identifier: EUPL-1.2
//! Keys as organisations publish them themselves, and what came of comparing them with the log.

use wegmarke_domain::id::OrganisationId;
use wegmarke_ledger::signing::PublicKey;

/// The keys that an organisation publishes itself, such as on its own site.
#[derive(Clone, Debug)]
pub struct Published {
    /// The organisation.
    pub by: OrganisationId,
    /// Its keys, and whether it says of each that it is revoked.
    pub keys: Vec<(PublicKey, bool)>,
}

/// What came of comparing keys that hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The organisation.
    pub by: OrganisationId,
    /// Its keys in the log, all of which it publishes.
    pub keys: u64,
    /// Fingerprints of keys that it publishes, and that are not in the log.
    pub elsewhere: Vec<String>,
}
