// SPDX-License-Identifier: EUPL-1.2
//! Releases and proposals as the pool keeps them.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::encode::Snapshot;
use crate::key::Signed;
use crate::published::Published;
use crate::store::Store;
use crate::synthetic::Proven;

/// The document of a release that waits for its second person.
pub const DRAFT: &str = "draft";
/// The document of a release.
pub const RELEASE: &str = "release";

/// A proposal: the release, and the first signature over its checksums.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Draft {
    /// What would be released.
    pub release: Release,
    /// The first person's signature.
    pub signed: Signed,
}

/// All releases, oldest first.
///
/// # Errors
/// If one does not open.
pub async fn list_releases(store: &Store) -> Result<Vec<Release>> {
    let all = store.list::<Draft>(RELEASE).await?;
    Ok(all.into_iter().map(|(_, draft)| draft.release).collect())
}

/// A release with what it takes to check the next ones; never leaves the pool.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Release {
    /// What is published.
    pub published: Published,
    /// The plan as it was given.
    pub plan: String,
    /// The cases that were counted.
    pub snapshot: Snapshot,
    /// For the auditor, where it is made of synthetic records.
    #[serde(default)]
    pub proof: Vec<Proven>,
    /// Who prepared it: public key and name.
    pub by: (String, String),
}

/// Whether the numbers of a release say something certain about its cases. Numbers with noise do not: whoever
/// knows them knows of no person whether it was there.
#[must_use]
pub fn is_exact(release: &Release) -> bool {
    release.published.class != "dp"
}
