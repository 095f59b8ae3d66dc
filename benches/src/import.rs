// SPDX-License-Identifier: EUPL-1.2
//! Importing: the German example, the Italian catalogue, a hundred thousand generated rows.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, Result};
use jiff::tz::TimeZone;
use rand::SeedableRng as _;
use wegmarke_app::import::Import;
use wegmarke_app::{App, Dice, Keys, OsDice, SealKey, SystemClock};
use wegmarke_exchange::{Profile, find_profile};
use wegmarke_ledger::LogKey;
use wegmarke_store::{Location, Store};
use wegmarke_testkit::data;

use crate::Results;

pub(crate) fn run(results: &mut Results) -> Result<()> {
    crate::runtime()?.block_on(async {
        let folder = tempfile::tempdir()?;
        let file = LogKey::generate(
            &mut rand::rngs::StdRng::seed_from_u64(1),
            "bench.example/log",
        )?;
        let app = open(folder.path(), &file).await?;
        import(&app, &data::germany(), "germany", false).await?;
        app.close().await;
        let since = Instant::now();
        let app = open(folder.path(), &file).await?;
        let start = since.elapsed().as_secs_f64();
        results.add(
            "start with the German example",
            "below 0.5 s",
            format!("{start:.3} s"),
            start < 0.5,
        );
        match data::find_shared("italy-recovery-plan/PNRR_MeT_OA_programmazione.csv") {
            Some(path) => {
                let since = Instant::now();
                import(&app, &path, "italy-recovery-plan", false).await?;
                let seconds = since.elapsed().as_secs_f64();
                results.add(
                    "import of the Italian catalogue (1,642 rows)",
                    "below 2 s",
                    format!("{seconds:.2} s"),
                    seconds < 2.0,
                );
                let rows = generated(folder.path(), &path, 100_000)?;
                let since = Instant::now();
                import(&app, &rows, "italy-recovery-plan", true).await?;
                let seconds = since.elapsed().as_secs_f64();
                results.add(
                    "dry run of 100,000 generated rows",
                    "below 10 s",
                    format!("{seconds:.2} s"),
                    seconds < 10.0,
                );
            }
            None => results.skip(
                "import of the Italian catalogue",
                "the test data is not here",
            ),
        }
        app.close().await;
        anyhow::Ok(())
    })
}

pub(crate) async fn open(folder: &Path, key: &str) -> Result<App> {
    let store = Store::open(&Location::Folder(folder.to_owned())).await?;
    open_with(store, LogKey::parse(key)?).await
}

/// The same for every process of a run: a database that is opened again wants the key it began with.
struct OneKey;

impl Dice for OneKey {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

pub(crate) async fn open_with(store: Store, log: LogKey) -> Result<App> {
    let seal = SealKey::parse(&SealKey::generate(&OneKey))?;
    let keys = Keys { log, seal };
    Ok(App::open(
        store,
        keys,
        Arc::new(SystemClock(TimeZone::UTC)),
        Arc::new(OsDice),
    )
    .await?)
}

pub(crate) async fn import(app: &App, path: &Path, profile: &str, dry_run: bool) -> Result<u64> {
    let text = find_profile(profile).context("profile")?;
    let import = Import {
        path: path.to_owned(),
        profile: Profile::parse(text, profile)?,
        by: "Bench".to_owned(),
        accept: Vec::new(),
        same: wegmarke_domain::import::questions::Answers::default(),
        seen: Default::default(),
        dry_run,
        signing: None,
    };
    Ok(app.import(import).await?.entries)
}

/// The catalogue's rows again and again, each time with other milestone ids.
fn generated(folder: &Path, catalogue: &Path, rows: usize) -> Result<std::path::PathBuf> {
    let text = std::fs::read_to_string(catalogue)?;
    let mut lines = text.lines();
    let head = lines.next().context("heading")?;
    // Only rows without line breaks in cells can be repeated line by line.
    let width = head.matches(';').count();
    let whole: Vec<&str> = lines
        .filter(|line| line.matches(';').count() == width && !line.contains('"'))
        .collect();
    let mut out = format!("{head}\n");
    for n in 0..rows {
        let mut cells: Vec<&str> = whole[n % whole.len()].split(';').collect();
        let id = format!("{}-{n}", cells[9]);
        cells[9] = &id;
        writeln!(out, "{}", cells.join(";"))?;
    }
    let path = folder.join("PNRR_MeT_OA_programmazione_generated.csv");
    std::fs::write(&path, out)?;
    Ok(path)
}
