// SPDX-License-Identifier: EUPL-1.2
//! What is remembered of a log from one check to the next: its checkpoint, as it was signed, and beside
//! it which of its bodies were public, and how its key was replaced.

use std::path::{Path, PathBuf};

use wegmarke_app::verify::Earlier;
use wegmarke_ledger::Replacement;
use wegmarke_ledger::verify::Report;

/// First line of the file that says which bodies were public.
const MARK: &str = "wegmarke-seen-1";

/// Beside the checkpoint, so that other programs can go on reading that.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn seen_of(file: &Path) -> PathBuf {
    beside(file, ".seen")
}

fn keys_of(file: &Path) -> PathBuf {
    beside(file, ".keys")
}

/// What is remembered, and how the log's key was replaced; nothing if it is the first time.
pub(super) fn read(file: &Path) -> Result<(Earlier, Vec<Replacement>), (PathBuf, std::io::Error)> {
    let keys = read_if_there(&keys_of(file)).and_then(|keys| {
        let read = Replacement::list(&keys.unwrap_or_default());
        read.map_err(std::io::Error::other)
    });
    let keys = keys.map_err(|error| (keys_of(file), error))?;
    let beside = seen_of(file);
    let seen = read_if_there(&beside).and_then(|seen| {
        let Some(seen) = seen else { return Ok(None) };
        let text = String::from_utf8_lossy(&seen);
        let mut lines = text.lines();
        let ranges = match (lines.next(), lines.next()) {
            (Some(MARK), ranges) => ranges.unwrap_or_default().parse().ok(),
            _ => None,
        };
        let damaged = || std::io::Error::other(format!("no “{MARK}”"));
        ranges.map(Some).ok_or_else(damaged)
    });
    let earlier = Earlier {
        note: read_if_there(file).map_err(|error| (file.to_owned(), error))?,
        seen: seen.map_err(|error| (beside, error))?,
        ..Earlier::default()
    };
    Ok((earlier, keys))
}

fn read_if_there(file: &Path) -> std::io::Result<Option<Vec<u8>>> {
    match std::fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Keeps what was verified. Each file is whole at every moment; of a check that was cut off between the
/// two, more is remembered rather than less.
pub(super) fn write(file: &Path, report: &Report) -> std::io::Result<()> {
    let seen = format!("{MARK}\n{}\n", report.seen);
    replace(&seen_of(file), seen.as_bytes())?;
    if !report.replacements.is_empty() {
        replace(&keys_of(file), &Replacement::file(&report.replacements))?;
    }
    replace(file, &report.note)
}

fn replace(file: &Path, content: &[u8]) -> std::io::Result<()> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let new = tempfile::NamedTempFile::new_in(folder)?;
    std::fs::write(new.path(), content)?;
    new.persist(file)?;
    Ok(())
}
