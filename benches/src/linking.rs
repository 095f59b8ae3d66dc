// SPDX-License-Identifier: EUPL-1.2
//! Linking: a hundred thousand measures with a hundred thousand pieces of evidence that name them, while
//! others write and read.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use rand::SeedableRng as _;
use wegmarke_app::App;
use wegmarke_app::import::Import;
use wegmarke_domain::import::questions::Answers;
use wegmarke_exchange::Profile;
use wegmarke_ledger::LogKey;

use crate::Results;
use crate::import::open;

const ROWS: usize = 100_000;

const PROFILE: &str = r#"
name = "linking"
language = "de"
complete = true
[[table]]
file = "measures.csv"
[[table.record]]
noun = "plan"
[table.record.constants]
"id" = "p"
"title.de" = "Plan"
[[table.record]]
noun = "measure"
[table.record.constants]
"plan" = "p"
[table.record.columns]
"id" = "id"
"number" = "id"
"title.de" = "title"
"lead" = "lead"
[[table]]
file = "reports.csv"
[[table.record]]
noun = "evidence"
[table.record.constants]
"plan" = "p"
"kind" = "self-report"
[table.record.columns]
"measure" = "measure"
"dated_on" = "date"
"claim.de" = "text"
"#;

/// What another one writes meanwhile.
const OTHER: &str = r#"
name = "other"
language = "de"
complete = false
[[table]]
file = "*.csv"
[[table.record]]
noun = "plan"
[table.record.columns]
"id" = "id"
"title.de" = "title"
"#;

pub(crate) fn run(results: &mut Results) -> Result<()> {
    crate::runtime()?.block_on(async {
        let folder = tempfile::tempdir()?;
        let seed = &mut rand::rngs::StdRng::seed_from_u64(1);
        let app = open(folder.path(), &LogKey::generate(seed, "bench.example/log")?).await?;
        let files = folder.path().join("files");
        write(&files)?;
        let done = AtomicBool::new(false);
        let (linked, waited) = tokio::join!(
            async {
                let since = Instant::now();
                let entries = import(&app, &files, PROFILE, true).await;
                done.store(true, Ordering::Relaxed);
                entries.map(|entries| (entries, since.elapsed()))
            },
            others(&app, folder.path(), &done),
        );
        let ((entries, took), waited) = (linked?, waited?);
        anyhow::ensure!(entries as usize > 2 * ROWS, "only {entries} entries");
        let seconds = took.as_secs_f64();
        results.add(
            "dry run of 100,000 measures and 100,000 pieces of evidence",
            "below 10 s",
            format!("{seconds:.2} s"),
            seconds < 10.0,
        );
        let waited = waited.as_secs_f64();
        results.add(
            "longest wait of who writes and reads meanwhile",
            "below 1 s",
            format!("{waited:.3} s"),
            waited < 1.0,
        );
        let most = crate::replay::peak_memory()?;
        results.add(
            "most memory of the process so far",
            "below 1 GiB",
            format!("{} MiB", most / 1024),
            most < 1024 * 1024,
        );
        app.close().await;
        anyhow::Ok(())
    })
}

/// Half of the evidence names its measure by its number, half by its title.
fn write(folder: &Path) -> Result<()> {
    std::fs::create_dir(folder)?;
    let mut measures = String::from("id;title;lead\n");
    let mut reports = String::from("measure;date;text\n");
    for n in 0..ROWS {
        let title = format!("Vorhaben {n} im Bereich {} ausbauen", n % 97);
        writeln!(measures, "M.{n};{title};Amt {}", n % 50)?;
        let named = if n % 2 == 0 { format!("M.{n}") } else { title };
        writeln!(reports, "{named};2025-{:02}-01;Stand von {n}", n % 12 + 1)?;
    }
    std::fs::write(folder.join("measures.csv"), measures)?;
    std::fs::write(folder.join("reports.csv"), reports)?;
    Ok(())
}

/// Writes and reads until the import is done; gives the longest wait.
async fn others(app: &App, folder: &Path, done: &AtomicBool) -> Result<Duration> {
    let file = folder.join("other.csv");
    let (mut longest, mut count) = (Duration::ZERO, 0);
    while !done.load(Ordering::Relaxed) {
        count += 1;
        std::fs::write(&file, format!("id,title\nq,Plan {count}\n"))?;
        let since = Instant::now();
        import(app, &file, OTHER, false).await?;
        anyhow::ensure!(app.state().register.plans.find("q").is_some());
        longest = longest.max(since.elapsed());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(longest)
}

async fn import(app: &App, path: &Path, profile: &str, dry_run: bool) -> Result<u64> {
    let import = Import {
        path: path.to_owned(),
        profile: Profile::parse(profile, "bench").context("profile")?,
        by: "Bench".to_owned(),
        accept: Vec::new(),
        same: Answers::default(),
        seen: Default::default(),
        dry_run,
        signing: None,
    };
    Ok(app.import(import).await?.entries)
}
