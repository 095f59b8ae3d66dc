// SPDX-License-Identifier: EUPL-1.2
//! The check that a stranger makes: does the log say what its signed head commits it to?
//!
//! Everything is recomputed from the entries: tree, tiles, body hashes. Nothing that is served is
//! believed. Failures name the first entry that does not fit.

mod source;
#[cfg(feature = "url")]
mod url;

use std::sync::mpsc::{Receiver, sync_channel};

use tlog_tiles::tlog::record_hash;

pub use self::source::{Bundle, DirSource, LogSource, SourceError};
#[cfg(feature = "url")]
pub use self::url::UrlSource;

use crate::body::{self, Body};
use crate::checkpoint::{Checkpoint, CheckpointError, LogVerifier};
use crate::envelope::read_sealed;
use crate::tile::{TILE_WIDTH, TilePath, split_bundle};
use crate::tree::{Subtree, Tree};

/// What was checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The head of the log.
    pub checkpoint: Checkpoint,
    /// The checkpoint as it was served: what to remember.
    pub note: Vec<u8>,
    /// Bodies that were compared with their envelopes.
    pub public: u64,
    /// Bodies that are not public yet.
    pub sealed: u64,
    /// Bodies that were erased.
    pub erased: u64,
    /// Bytes of envelopes and bodies.
    pub bytes: u64,
    /// Size of the remembered older checkpoint, if one was compared.
    pub older: Option<u64>,
}

/// What does not fit. Entries are counted from 0.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The checkpoint is not what it should be.
    #[error("checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// A file could not be read.
    #[error("{path}: {error}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        error: SourceError,
    },
    /// A bundle is not one.
    #[error("entry {seq}: {path} is not a bundle of {width} entries")]
    Bundle {
        /// First entry of the bundle.
        seq: u64,
        /// The file.
        path: TilePath,
        /// Entries it should hold.
        width: u16,
    },
    /// An envelope is not one, or not at its place.
    #[error("entry {seq}: {reason}")]
    Envelope {
        /// The entry.
        seq: u64,
        /// What is wrong.
        reason: String,
    },
    /// A body is not the one its envelope was made for.
    #[error("entry {seq}: the body does not belong to its envelope ({reason})")]
    Body {
        /// The entry.
        seq: u64,
        /// What is wrong.
        reason: String,
    },
    /// A tile is not what the entries make it.
    #[error("entry {seq}: {path} is not what the entries make it")]
    Tile {
        /// First entry below the hash that differs.
        seq: u64,
        /// The file.
        path: TilePath,
    },
    /// The entries do not make the root that was signed.
    #[error(
        "the {size} entries do not make the signed root: an envelope was changed, added or removed"
    )]
    Root {
        /// Entries in the log.
        size: u64,
    },
    /// The log is shorter than it was, or has another past.
    #[error(
        "the log does not go on from the older checkpoint of {older} entries: its past was changed or cut off"
    )]
    Older {
        /// Entries in the older checkpoint.
        older: u64,
    },
}

impl Failure {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Checkpoint(error) => error.code(),
            Self::Unreadable { .. } => "unreadable",
            Self::Bundle { .. } => "bundle",
            Self::Envelope { .. } => "envelope",
            Self::Body { .. } => "body",
            Self::Tile { .. } => "tile",
            Self::Root { .. } => "root",
            Self::Older { .. } => "older",
        }
    }

    /// The first entry that does not fit, if the failure is at one.
    #[must_use]
    pub const fn seq(&self) -> Option<u64> {
        match self {
            Self::Bundle { seq, .. }
            | Self::Envelope { seq, .. }
            | Self::Body { seq, .. }
            | Self::Tile { seq, .. } => Some(*seq),
            _ => None,
        }
    }
}

/// What one bundle and its bodies come to.
#[derive(Default)]
struct Checked {
    subtree: Subtree,
    public: u64,
    sealed: u64,
    erased: u64,
    bytes: u64,
}

/// Bundles that a thread may be ahead of the tree.
const AHEAD: usize = 8;

/// Checks a whole log against its key, and against an older checkpoint of it if one is given.
///
/// # Errors
/// [`Failure`], the first one in the order of the entries.
pub fn verify(
    source: &(impl LogSource + Sync + ?Sized),
    key: &LogVerifier,
    older: Option<&[u8]>,
) -> Result<Report, Failure> {
    // First and once: the log may grow while it is read, and everything is compared with this one head.
    let note = read("checkpoint", source.checkpoint())?;
    let checkpoint = key.open(&note)?;
    let older = older.map(|note| key.open(note)).transpose()?;
    let mut report = Report {
        checkpoint: checkpoint.clone(),
        note,
        public: 0,
        sealed: 0,
        erased: 0,
        bytes: 0,
        older: older.as_ref().map(|older| older.size),
    };
    let bundles: Vec<TilePath> = TilePath::all(checkpoint.size)
        .into_iter()
        .filter(|path| path.level.is_none())
        .collect();
    let mut tree = Tree::default();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        // Each thread checks every n-th bundle; the tree takes them from one after the other.
        let lanes: Vec<Receiver<Result<Checked, Failure>>> = (0..threads)
            .map(|lane| {
                let (send, receive) = sync_channel(AHEAD);
                let paths = bundles.iter().skip(lane).step_by(threads);
                scope.spawn(move || {
                    for path in paths {
                        // Nobody takes it any more: an earlier bundle failed.
                        if send.send(check_bundle(source, path)).is_err() {
                            return;
                        }
                    }
                });
                receive
            })
            .collect();
        // In their order, whichever is done first: so the failure that is told is the first of the log.
        for at in 0..bundles.len() {
            let checked = lanes[at % threads].recv().map_err(|_| panicked())??;
            report.public += checked.public;
            report.sealed += checked.sealed;
            report.erased += checked.erased;
            report.bytes += checked.bytes;
            // Every bundle but the last one is whole.
            if tree.push_subtree(checked.subtree).is_err() {
                return Err(panicked());
            }
        }
        Ok::<(), Failure>(())
    })?;
    // Tiles before the root: a tile that differs names an entry, the root only says that something does.
    check_tiles(source, &tree)?;
    if tree.root() != checkpoint.root {
        return Err(Failure::Root {
            size: checkpoint.size,
        });
    }
    if let Some(older) = older
        && tree.root_at(older.size).ok() != Some(older.root)
    {
        return Err(Failure::Older { older: older.size });
    }
    Ok(report)
}

fn panicked() -> Failure {
    let error = SourceError::Other("the check stopped; please report this".to_owned());
    Failure::Unreadable {
        path: "log".to_owned(),
        error,
    }
}

fn read(path: impl ToString, read: Result<Vec<u8>, SourceError>) -> Result<Vec<u8>, Failure> {
    read.map_err(|error| Failure::Unreadable {
        path: path.to_string(),
        error,
    })
}

fn check_bundle(source: &(impl LogSource + ?Sized), path: &TilePath) -> Result<Checked, Failure> {
    let mut checked = Checked::default();
    let first = path.index * u64::from(TILE_WIDTH);
    let (bytes, bodies) = source.bundle(path);
    let bytes = read(path, bytes)?;
    let leaves = split_bundle(&bytes)
        .filter(|leaves| leaves.len() == usize::from(path.width))
        .ok_or(Failure::Bundle {
            seq: first,
            path: *path,
            width: path.width,
        })?;
    let mut bodies = bodies.into_iter();
    let mut hashes = Vec::with_capacity(leaves.len());
    for (seq, leaf) in (first..).zip(leaves) {
        let misplaced = |reason: String| Failure::Envelope { seq, reason };
        let (written, hash) = read_sealed(leaf).map_err(|error| misplaced(error.to_string()))?;
        if written != seq {
            let reason = format!("its envelope says it is entry {written}");
            return Err(misplaced(reason));
        }
        checked.bytes += leaf.len() as u64;
        let wrong = |reason: String| Failure::Body { seq, reason };
        let body = bodies
            .next()
            .ok_or_else(|| wrong("it is not there".to_owned()))?
            .map_err(|error| wrong(error.to_string()))?;
        match body {
            Body::Public { salt, json } => {
                checked.public += 1;
                checked.bytes += json.len() as u64;
                if body::hash(&salt, &json) != hash {
                    return Err(wrong("its hash is another one".to_owned()));
                }
            }
            Body::Sealed => checked.sealed += 1,
            Body::Erased => checked.erased += 1,
        }
        hashes.push(record_hash(leaf));
    }
    checked.subtree = Subtree::of(hashes);
    Ok(checked)
}

fn check_tiles(source: &(impl LogSource + ?Sized), tree: &Tree) -> Result<(), Failure> {
    if !source.serves_tiles() {
        return Ok(());
    }
    for path in TilePath::all(tree.size()) {
        let Some(level) = path.level else { continue };
        let served = read(path, source.tile(&path))?;
        let made = tree.tile(level, path.index, path.width).unwrap_or_default();
        if served != made {
            let differs = served.iter().zip(&made).position(|(a, b)| a != b);
            let hash = differs.unwrap_or(served.len().min(made.len())) / 32;
            let below = 1_u64 << (u32::from(level) * 8).min(63);
            let seq = (path.index * 256 + hash as u64).saturating_mul(below);
            return Err(Failure::Tile { seq, path });
        }
    }
    Ok(())
}
