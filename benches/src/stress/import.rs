// SPDX-License-Identifier: EUPL-1.2
//! A large import beside those who write: how long it keeps the database to itself.
//!
//! The import is a process of its own, as operators run it; some write through a server, and one asks
//! the database itself for nothing but its turn.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};
use wegmarke_store::document::{Expect, Put};
use wegmarke_store::{Batch, Location, Store};

use super::Scale;
use super::site::Site;
use super::writers::{Port, Writers, look};
use crate::Results;
use crate::runtime;

/// Who writes through the server.
const WRITERS: u32 = 4;
const FIRST: u32 = 6000;
/// The longest that the database may be held. What is not optimised only shows that it works.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });

const PROFILE: &str = r#"
name = "large"
language = "de"
complete = true
[[table]]
file = "measures.csv"
[[table.record]]
noun = "plan"
[table.record.constants]
"id" = "large"
"title.de" = "Plan"
[[table.record]]
noun = "measure"
[table.record.constants]
"plan" = "large"
[table.record.columns]
"id" = "id"
"number" = "id"
"title.de" = "title"
"#;

/// A profile, and a table with so many measures that it reads.
fn write(folder: &Path, rows: u32) -> Result<()> {
    fs::create_dir(folder.join("files"))?;
    fs::write(folder.join("large.toml"), PROFILE)?;
    let mut table = String::from("id;title\n");
    for row in 0..rows {
        let field = row % 97;
        writeln!(table, "M.{row};Vorhaben {row} im Bereich {field} ausbauen")?;
    }
    fs::write(folder.join("files/measures.csv"), table)?;
    Ok(())
}

pub(super) fn run(scale: &Scale, results: &mut Results) -> Result<()> {
    let site = Site::new(None)?;
    write(site.path(), scale.rows)?;
    let (server, at) = site.serve()?;
    let port = Port::default();
    port.set(at);
    let over = Arc::<AtomicBool>::default();
    let asking = {
        let (over, folder) = (Arc::clone(&over), site.data());
        spawn(move || runtime()?.block_on(ask(&folder, &over)))
    };
    let writers = Writers::start(&site, &[port], WRITERS, FIRST);
    sleep(Duration::from_secs(1));
    let mut command = site.command("import");
    command.args(["--as", "Bench", "--profile"]);
    let command = command.arg(site.path().join("large.toml"));
    let command = command.arg(site.path().join("files"));
    let since = Instant::now();
    let imported = command.stdout(Stdio::null()).status()?;
    let took = since.elapsed();
    // Until the server has read what was imported.
    sleep(Duration::from_secs(3));
    let written = writers.stop()?;
    over.store(true, Ordering::SeqCst);
    let asked = asking.join().map_err(|_| anyhow!("who asked panicked"))?;
    let held = asked?;
    drop(server);
    if !imported.success() {
        bail!("the import failed");
    }
    for odd in written.odd.iter().take(3) {
        eprintln!("{odd}");
    }
    let found = look(&site, &written.told)?;
    let holds = site.verify()?;
    let whole = found.entries > usize::try_from(scale.rows)?;
    results.add(
        &format!(
            "an import of {} rows, {WRITERS} writers beside it",
            scale.rows
        ),
        &format!(
            "the database is held for less than {} s at a time, nothing is lost, the log holds",
            LONGEST.as_secs()
        ),
        format!(
            "imported in {:.1} s, the database held {} ms at most, longest wait of a writer {} ms, {} acknowledged, \
             {} lost, {} odd answers, the log {}",
            took.as_secs_f64(),
            held.as_millis(),
            written.longest.as_millis(),
            written.told.len(),
            found.lost,
            written.odd.len(),
            if holds { "holds" } else { "does NOT hold" },
        ),
        held < LONGEST && found.lost == 0 && written.odd.is_empty() && holds && whole,
    );
    Ok(())
}

/// Asks for the database again and again, to do nothing with it; gives the longest wait for it.
async fn ask(data: &Path, over: &AtomicBool) -> Result<Duration> {
    let store = Store::open(&Location::Folder(data.to_owned())).await?;
    let puts = [Put::Delete {
        kind: "none".to_owned(),
        id: "none".to_owned(),
        expect: Expect::Anything,
    }];
    let batch = Batch {
        puts: &puts,
        ..Batch::default()
    };
    let mut longest = Duration::ZERO;
    while !over.load(Ordering::SeqCst) {
        let since = Instant::now();
        store.write(&batch).await.context("asking")?;
        longest = longest.max(since.elapsed());
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    store.close().await;
    Ok(longest)
}
