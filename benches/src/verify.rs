// SPDX-License-Identifier: EUPL-1.2
//! Verifying, against hashing the same bytes once.

use std::time::Instant;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use wegmarke_app::verify::{Earlier, verify_store};
use wegmarke_ledger::LogVerifier;
use wegmarke_store::Store;

use crate::Results;
use crate::generate::Log;

/// How often it is measured with and without signatures.
const TURNS: usize = 3;

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
        let verify = async |unsigned: bool| {
            let since = Instant::now();
            let earlier = Earlier {
                unsigned,
                ..Earlier::default()
            };
            let verified = verify_store(&store, key.clone(), None, earlier).await?;
            let report = verified.context("empty")??.report;
            anyhow::Ok((report, since.elapsed().as_secs_f64()))
        };
        let (report, verifying) = verify(false).await?;
        // In turns, and the quickest of each: others work on the machine, too.
        let (mut with, mut without) = (verifying, f64::MAX);
        for _ in 0..TURNS {
            without = without.min(verify(true).await?.1);
            with = with.min(verify(false).await?.1);
        }
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
        let dearer = with / without;
        results.add(
            &format!(
                "verify of {} signed entries, against passing over signatures",
                report.signed
            ),
            "at most 1.1 times the time",
            format!("{dearer:.3} ({with:.3} s, {without:.3} s)"),
            report.signed > 0 || dearer <= 1.1,
        );
        anyhow::Ok(())
    })
}
