// SPDX-License-Identifier: EUPL-1.2
//! Starting: from the stored log to the register.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result};
use wegmarke_ledger::LogKey;
use wegmarke_store::{Location, Store};

use crate::Results;
use crate::generate::{ENTRIES, Log};

/// Argument that makes this program replay a folder and print seconds and memory.
pub(crate) const CHILD: &str = "--replay-child";

pub(crate) fn run(log: &Log, results: &mut Results) -> Result<()> {
    let output = Command::new(std::env::current_exe()?)
        .arg(CHILD)
        .arg(log.folder.path())
        .output()?;
    let text = String::from_utf8(output.stdout)?;
    let (seconds, memory) = text.trim().split_once(' ').context("the replay failed")?;
    let (seconds, memory): (f64, f64) = (seconds.parse()?, memory.parse()?);
    results.add(
        &format!("replay of {ENTRIES} entries ({} MB)", log.bytes / 1_000_000),
        "below 10 s",
        format!("{seconds:.2} s"),
        seconds < 10.0,
    );
    results.add(
        "memory of that process at its highest",
        "below 2 GiB",
        format!("{:.2} GiB", memory / 1_048_576.0),
        memory < 2_097_152.0,
    );
    Ok(())
}

/// Replays a folder; prints seconds, and kibibytes at the highest.
pub(crate) fn child(folder: &Path) -> Result<()> {
    let key = LogKey::parse(&std::fs::read_to_string(folder.join("log.key"))?)?;
    let since = Instant::now();
    let app = crate::runtime()?.block_on(async {
        let store = Store::open(&Location::Folder(folder.to_owned())).await?;
        crate::import::open_with(store, key).await
    })?;
    let seconds = since.elapsed().as_secs_f64();
    assert_eq!(app.state().size(), ENTRIES);
    println!("{seconds} {}", peak_memory()?);
    Ok(())
}

/// Most memory that this process ever took, in KiB.
pub(crate) fn peak_memory() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .context("VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
