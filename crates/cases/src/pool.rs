// SPDX-License-Identifier: EUPL-1.2
//! What centres handed over, and what of it is in the pool now.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

use crate::case::{Case, Checked};
use crate::encode::Snapshot;

/// The document of one handing over.
pub const DELIVERY: &str = "delivery";

/// What a centre hands over.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// Whose cases.
    pub centre: String,
    /// By which codebook, with its version.
    pub codebook: String,
    /// Version of the codebook.
    pub version: u32,
    /// Cases with consent.
    pub cases: Vec<Case>,
    /// How many there are without consent.
    pub without_consent: usize,
    /// Cases that were withdrawn.
    pub withdrawn: Vec<String>,
}

impl Delivery {
    /// What was checked, as it is handed over.
    #[must_use]
    pub fn of(checked: Checked, centre: &str, codebook: &str, version: u32) -> Self {
        Self {
            centre: centre.to_owned(),
            codebook: codebook.to_owned(),
            version,
            cases: checked.cases,
            without_consent: checked.without_consent,
            withdrawn: checked.withdrawn,
        }
    }

    /// One file that only the pooling body opens.
    ///
    /// # Errors
    /// If `recipient` is no age key.
    pub fn seal(&self, recipient: &str) -> Result<Vec<u8>> {
        let recipient = age::x25519::Recipient::from_str(recipient.trim()).map_err(|_| {
            anyhow::anyhow!("this is no age key; take the line that begins with age1")
        })?;
        age::encrypt(&recipient, &serde_json::to_vec(self)?)
            .context("the file could not be encrypted")
    }

    /// Opens such a file.
    ///
    /// # Errors
    /// If it was encrypted to another key, or is none.
    pub fn open(file: &[u8], identity: &str) -> Result<Self> {
        let identity = age::x25519::Identity::from_str(identity.trim())
            .map_err(|_| anyhow::anyhow!("the pool's age key is damaged"))?;
        let Ok(opened) = age::decrypt(&identity, file) else {
            bail!("this file is not for this pool, or damaged; ask the centre to hand over again");
        };
        serde_json::from_slice(&opened).map_err(|_| {
            anyhow::anyhow!("this file was made by a version that this program does not know")
        })
    }
}

/// The pool as it is now.
#[derive(Debug, Default)]
pub struct Pool {
    /// Cases with their centre.
    pub cases: Snapshot,
    /// How many do not consent, over all centres.
    pub without_consent: usize,
    /// How many were withdrawn.
    pub withdrawn: usize,
    /// Pairs of centres and how many cases look alike between them.
    pub alike: BTreeMap<(String, String), usize>,
}

impl Pool {
    /// Folds deliveries, oldest first: a case that comes again replaces itself, one that was withdrawn goes.
    #[must_use]
    pub fn of(deliveries: &[Delivery], codebook: &str) -> Self {
        let mut cases: BTreeMap<&str, (&str, &Case)> = BTreeMap::new();
        let mut without: BTreeMap<&str, usize> = BTreeMap::new();
        let mut pool = Self::default();
        for delivery in deliveries
            .iter()
            .filter(|delivery| delivery.codebook == codebook)
        {
            without.insert(&delivery.centre, delivery.without_consent);
            for id in &delivery.withdrawn {
                pool.withdrawn += usize::from(cases.remove(id.as_str()).is_some());
            }
            for case in &delivery.cases {
                cases.insert(&case.id, (&delivery.centre, case));
            }
        }
        pool.without_consent = without.values().sum();
        let mut by_likeness: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (centre, case) in cases.values() {
            by_likeness.entry(&case.likeness).or_default().push(centre);
        }
        for mut centres in by_likeness.into_values() {
            centres.sort_unstable();
            centres.dedup();
            for (at, one) in centres.iter().enumerate() {
                for other in &centres[at + 1..] {
                    *pool
                        .alike
                        .entry(((*one).to_owned(), (*other).to_owned()))
                        .or_default() += 1;
                }
            }
        }
        let cases = cases.into_values();
        pool.cases = cases
            .map(|(centre, case)| (centre.to_owned(), case.clone()))
            .collect();
        pool
    }

    /// How many cases each centre has in it.
    #[must_use]
    pub fn by_centre(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for (centre, _) in &self.cases {
            *counts.entry(centre.as_str()).or_default() += 1;
        }
        counts
    }
}
