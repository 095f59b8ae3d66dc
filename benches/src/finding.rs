// SPDX-License-Identifier: EUPL-1.2
//! Findings over the Italian catalogue: all rules, from the register.

use std::time::Instant;

use anyhow::Result;
use rand::SeedableRng as _;
use wegmarke_domain::rules::finding::Findings;
use wegmarke_ledger::LogKey;
use wegmarke_testkit::data;

use crate::Results;
use crate::import::{import, open};

/// Times that they are found; the middle one counts.
const TIMES: usize = 9;

pub(crate) fn run(results: &mut Results) -> Result<()> {
    let file = "italy-recovery-plan/PNRR_MeT_OA_programmazione_v02.csv";
    let Some(catalogue) = data::find_shared(file) else {
        results.skip(
            "findings over the Italian catalogue",
            "the test data is not here",
        );
        return Ok(());
    };
    crate::runtime()?.block_on(async {
        let folder = tempfile::tempdir()?;
        let key = LogKey::generate(
            &mut rand::rngs::StdRng::seed_from_u64(3),
            "bench.example/log",
        )?;
        let app = open(folder.path(), &key).await?;
        import(&app, &catalogue, "italy-recovery-plan", false).await?;
        let state = app.state();
        let today = jiff::civil::date(2026, 6, 1);
        let mut took = Vec::new();
        let mut found = 0;
        for _ in 0..TIMES {
            let since = Instant::now();
            found = Findings::of(&state.register, today).list().len();
            took.push(since.elapsed().as_secs_f64() * 1_000.0);
        }
        took.sort_by(f64::total_cmp);
        let ids = state.register.milestones.len();
        results.add(
            &format!("{found} findings over {ids} milestones, warm"),
            "below 200 ms",
            format!("{:.1} ms", took[TIMES / 2]),
            took[TIMES / 2] < 200.0,
        );
        // Nothing of it is kept from one state to the next: after an entry it takes as long.
        results.add(
            "the same after a single new entry, the slowest",
            "below 1 s",
            format!("{:.1} ms", took[TIMES - 1]),
            took[TIMES - 1] < 1_000.0,
        );
        app.close().await;
        anyhow::Ok(())
    })
}
