// SPDX-License-Identifier: EUPL-1.2
//! Verifying, against hashing the same bytes once.

use std::time::Instant;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use wegmarke_ledger::LogVerifier;
use wegmarke_store::Store;

use crate::Results;
use crate::generate::Log;

pub(crate) fn run(log: &Log, results: &mut Results) -> Result<()> {
    let key = LogVerifier::parse(log.key()?.verifier_key())?;
    crate::runtime()?.block_on(async {
        let store = Store::open(&log.location()).await?;
        let mut all = Vec::new();
        let mut first = 0;
        loop {
            let rows = store.read(first, 50_000).await?;
            let Some(last) = rows.last() else { break };
            first = last.seq + 1;
            for row in rows {
                all.extend_from_slice(&row.envelope);
                all.extend_from_slice(row.body.as_deref().unwrap_or_default());
            }
        }
        let since = Instant::now();
        let digest = Sha256::digest(&all);
        let hashing = since.elapsed().as_secs_f64();
        assert_ne!(digest[..4], [0; 4]);
        let bytes = all.len();
        drop(all);
        let since = Instant::now();
        let earlier = wegmarke_app::verify::Earlier::default();
        let verified = wegmarke_app::verify::verify_store(&store, key, None, earlier)
            .await?
            .context("empty")??;
        let report = verified.report;
        let verifying = since.elapsed().as_secs_f64();
        assert_eq!(report.bytes, bytes as u64);
        let ratio = hashing / verifying;
        results.add(
            &format!(
                "verify of {} MB, against SHA-256 once ({hashing:.2} s)",
                bytes / 1_000_000
            ),
            "at least 0.3 of its speed",
            format!("{ratio:.2} ({verifying:.2} s)"),
            ratio >= 0.3,
        );
        anyhow::Ok(())
    })
}
