// SPDX-License-Identifier: EUPL-1.2
//! Copies of a log as an operator would like them to be, and another implementation that looks at them.

use std::path::{Path, PathBuf};
use std::process::Command;

use wegmarke_ledger::body;
use wegmarke_ledger::checkpoint::LogKey;
use wegmarke_ledger::rekey::REKEYED;
use wegmarke_ledger::signing::document;
use wegmarke_ledger::tile::{TilePath, bundle};
use wegmarke_ledger::{Envelope, Tree};
use wegmarke_store::{EntryRow, Location, Store};
use wegmarke_testkit::{data, missing};

use super::run::Home;

/// Everything that is stored of the log.
pub fn rows(home: &Home) -> Vec<EntryRow> {
    let folder = Location::Folder(home.path().join("data"));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(&folder).await.unwrap();
        let size = store.head().await.unwrap().size;
        let rows = store.read(0, u32::try_from(size).unwrap()).await.unwrap();
        store.close().await;
        rows
    })
}

/// A copy of a log with these entries, numbered anew, signed with a key.
pub fn publish(home: &Home, rows: &[EntryRow], key: &LogKey) -> PathBuf {
    let copy = home.path().join("copy");
    let _ = std::fs::remove_dir_all(&copy);
    let mut tree = Tree::default();
    let rows: Vec<EntryRow> = (0..).zip(rows).map(|(seq, row)| at(row, seq)).collect();
    for row in &rows {
        tree.push(&row.envelope);
    }
    let write = |path: String, bytes: &[u8]| {
        let file = copy.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    };
    for path in TilePath::all(tree.size()) {
        if let Some(level) = path.level {
            let tile = tree.tile(level, path.index, path.width).unwrap();
            write(path.to_string(), &tile);
            continue;
        }
        let first = usize::try_from(path.index * 256).unwrap();
        let rows = &rows[first..first + usize::from(path.width)];
        let leaves = rows.iter().map(|row| row.envelope.as_slice());
        write(path.to_string(), &bundle(leaves).unwrap());
        let bodies = body::bundle(rows.iter().map(EntryRow::visible));
        write(path.bodies(), &bodies);
        let files = rows.iter().map(|row| row.signature.as_deref());
        write(path.signatures(), &document::bundle(files));
    }
    let mut keys = Vec::new();
    for row in rows.iter().filter(|row| envelope(row).kind == REKEYED) {
        keys.extend(row.body.clone().unwrap_or_default());
        keys.push(b'\n');
    }
    write("keys".to_owned(), &keys);
    let note = key.sign(tree.size(), tree.root()).unwrap();
    write("checkpoint".to_owned(), &note);
    copy
}

pub fn envelope(row: &EntryRow) -> Envelope {
    Envelope::from_leaf(&row.envelope).unwrap()
}

/// The row at another number.
pub fn at(row: &EntryRow, seq: u64) -> EntryRow {
    with(row, |envelope| envelope.seq = seq)
}

pub fn with(row: &EntryRow, change: impl FnOnce(&mut Envelope)) -> EntryRow {
    let mut changed = envelope(row);
    change(&mut changed);
    EntryRow {
        seq: changed.seq,
        envelope: changed.to_leaf(),
        ..row.clone()
    }
}

/// Python with the package `cryptography`; `None`, loudly, where it cannot be had.
pub fn python() -> Option<PathBuf> {
    let root = data::workspace();
    let listed = root.join("crates/cli/tests/python/cryptography.txt");
    // In a folder of its own, as the programs of other tests.
    let made = Command::new("node")
        .arg(root.join("e2e/python.mjs"))
        .arg(listed)
        .output();
    let made = made.ok().filter(|made| made.status.success());
    let Some(made) = made else {
        missing(
            "Python with “cryptography” cannot be installed; it takes node, python3 and python3-venv",
        );
        return None;
    };
    let folder = String::from_utf8(made.stdout).unwrap();
    Some(Path::new(folder.trim()).join("bin/python"))
}
