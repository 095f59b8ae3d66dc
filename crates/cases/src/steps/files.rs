// SPDX-License-Identifier: EUPL-1.2
//! The files beside a pool, and what time it is.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What centres need, beside the pool.
pub(super) const FOR_CENTRES: &str = "for-centres.toml";
/// The secret of record keys; made when it is first needed.
pub(super) const CELL_KEY: &str = "cell.key";
/// The pool's own half of it.
pub(super) const IDENTITY: &str = "pool.age";

/// What centres need to hand over.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ForCentres {
    /// Public age key of the pool.
    pub(super) recipient: String,
    /// Secret of all centres of the pool: the key of the hashes that find a case again.
    pub(super) hash_key: String,
}

#[expect(
    clippy::disallowed_methods,
    reason = "the edge: the clock is read here and handed on"
)]
pub(super) fn now() -> Timestamp {
    Timestamp::now()
}
