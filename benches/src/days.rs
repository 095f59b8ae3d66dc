// SPDX-License-Identifier: EUPL-1.2
//! Earlier days: any day of a log of a million entries, once the server runs, and what readers of today feel.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use jiff::civil::Date;
use rand::{Rng as _, SeedableRng as _};
use wegmarke_domain::register::Counting;
use wegmarke_store::Store;

use crate::Results;
use crate::generate::{ENTRIES, Log};

/// Days that are asked for.
const DAYS: usize = 40;

pub(crate) fn run(log: &Log, results: &mut Results) -> Result<()> {
    let (key, location) = (log.key()?, log.location());
    crate::runtime()?.block_on(async {
        let store = Store::open(&location).await?;
        let app = Arc::new(crate::import::open_with(store, key).await?);
        let since = Instant::now();
        while app.prepare_days().await? {}
        let whole = since.elapsed();
        // What a reader of today waits for the next turn, while days are asked for without a break.
        let asking = Arc::new(AtomicBool::new(true));
        let reader = tokio::spawn({
            let (app, asking) = (Arc::clone(&app), Arc::clone(&asking));
            async move {
                let mut waits = Vec::new();
                while asking.load(Ordering::Relaxed) {
                    let since = Instant::now();
                    tokio::time::sleep(Duration::from_millis(1)).await;
                    std::hint::black_box(app.state().register.plans.len());
                    waits.push(since.elapsed());
                }
                waits.sort();
                waits.get(waits.len() * 99 / 100).copied()
            }
        });
        let mut rng = rand::rngs::StdRng::seed_from_u64(13);
        let log = app.state().register.log().clone();
        let mut counting = Counting::default();
        let counted: Vec<Date> = log.iter().map(|line| counting.take(line)).collect();
        let mut took = Vec::new();
        for _ in 0..DAYS {
            let line = log.get(rng.gen_range(0..log.len() as u64));
            let day = line.map(|line| line.at.to_zoned(jiff::tz::TimeZone::UTC).date());
            let day = day.unwrap_or_default();
            let since = Instant::now();
            let older = app.as_of(day).await?;
            took.push(since.elapsed());
            // A fast answer that is another day's would be worth nothing.
            let wanted = counted.iter().filter(|since| **since <= day).count() as u64;
            ensure!(older.register.size() == wanted, "{day} has {} entries, not {wanted}", older.register.size());
        }
        asking.store(false, Ordering::Relaxed);
        let waited = reader.await?.unwrap_or_default();
        took.sort();
        let used = crate::stress::site::memory(std::process::id())?;
        let (middle, worst) = (took[DAYS / 2], took[DAYS - 1]);
        let ratio = whole.as_secs_f64() / worst.as_secs_f64();
        results.add(
            &format!("{DAYS} days of {ENTRIES} entries, once running (P13): the slowest"),
            "below 300 ms",
            format!(
                "{:.0} ms (half of them below {:.0} ms; {ratio:.0} times as fast as the whole log, {:.1} s; {used} MiB in use)",
                worst.as_secs_f64() * 1_000.0,
                middle.as_secs_f64() * 1_000.0,
                whole.as_secs_f64()
            ),
            worst < Duration::from_millis(300),
        );
        results.add(
            "what a reader of today waits meanwhile, p99, with 1 ms of sleep",
            "below 20 ms",
            format!("{:.1} ms", waited.as_secs_f64() * 1_000.0),
            waited < Duration::from_millis(20),
        );
        app.close().await;
        anyhow::Ok(())
    })
}
