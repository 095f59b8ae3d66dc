// SPDX-License-Identifier: EUPL-1.2
//! The check that a stranger makes: does the log say what its signed head commits it to?
//!
//! Everything is recomputed from the entries: tree, tiles, body hashes. Nothing that is served is
//! believed. Failures name the first entry that does not fit.

mod following;
mod ranges;
mod source;
#[cfg(feature = "url")]
mod url;

use std::sync::mpsc::{Receiver, sync_channel};

use tlog_tiles::tlog::record_hash;

use self::following::Astray;
pub use self::ranges::{MalformedRanges, Ranges};
pub use self::source::{Bundle, DirSource, LogSource, SourceError};
#[cfg(feature = "url")]
pub use self::url::{UrlSource, read_url};

use crate::body::{self, Body};
use crate::checkpoint::{Checkpoint, CheckpointError, LogVerifier};
use crate::cosignature::CosignatureError;
use crate::envelope::{Envelope, Hand, Sealed, read_sealed};
use crate::rekey::{NoReplacement, REKEYED, Replacement};
use crate::signing::{self, Document, Misfit};
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
    /// Entries that whoever runs the server wrote in an organisation's name, which did not sign them.
    pub operator: u64,
    /// Entries that bear the signature of an organisation.
    pub signed: u64,
    /// Bytes of envelopes and bodies.
    pub bytes: u64,
    /// Size of the remembered older checkpoint, if one was compared.
    pub older: Option<u64>,
    /// Which bodies are public: what to remember, too.
    pub seen: Ranges,
    /// How the log's key was replaced, oldest first: what to remember, too.
    pub replacements: Vec<Replacement>,
}

/// What is seen of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// All of it, and it belongs to its envelope.
    Public,
    /// Not yet.
    Sealed,
    /// Not any more.
    Erased,
}

/// How much of an entry somebody wants to look at who knows what entries mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// That its body is public, and no more.
    Nothing,
    /// Its envelope.
    Envelope,
    /// Its body, too.
    Body,
}

/// An entry, as it is handed to who knows what entries mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its number.
    pub seq: u64,
    /// Id of the organisation that states it.
    pub by: String,
    /// Its kind.
    pub kind: String,
    /// What it is about.
    pub subject: String,
    /// What is seen of its body.
    pub sight: Sight,
    /// Its body, if it is public and wanted.
    pub body: Option<Vec<u8>>,
    /// What its organisation signed.
    pub signed: Option<Box<Signed>>,
}

/// An entry that bears a signature, which is the one that its envelope names. Whether it holds, and whether
/// its key was its organisation's, is for who knows keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Signed {
    /// The envelope.
    pub envelope: Envelope,
    /// The signature.
    pub document: Document,
}

/// Somebody who knows what entries mean, and looks at them while they are checked.
pub struct Watcher<'a> {
    /// How much is wanted of entries of a kind. Those that are signed, or whose body is not public, are
    /// handed over anyway.
    pub wanted: fn(&str) -> Wanted,
    /// Takes them in the order of the log.
    pub take: &'a mut dyn FnMut(Line),
}

impl std::fmt::Debug for Watcher<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watcher").finish_non_exhaustive()
    }
}

/// What does not fit. Entries are counted from 0.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The checkpoint is not what it should be.
    #[error("checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// What is served as a checkpoint of this very log is none that was signed.
    #[error("checkpoint: {0}, though it names this log")]
    Unsigned(CheckpointError),
    /// What was remembered of an earlier time is no checkpoint of this log.
    #[error("the remembered checkpoint: {0}")]
    Remembered(CheckpointError),
    /// A file could not be read.
    #[error("{path}: {error}")]
    Unreadable {
        /// The first entry that it is about, if it is about entries.
        seq: Option<u64>,
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
        /// Whether it only ends too early.
        is_cut: bool,
    },
    /// The entries do not make the root that was signed.
    #[error(
        "the {size} entries do not make the signed root: an envelope was changed, added or removed"
    )]
    Root {
        /// Entries in the log.
        size: u64,
    },
    /// A body looks as it must not, as whoever knows what entries mean says.
    #[error("entry {seq}: {reason}")]
    Withheld {
        /// The entry.
        seq: u64,
        /// Stable code.
        code: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// The log's key was not replaced as an entry says, or not as whoever checks believes.
    #[error("entry {seq}: {why}")]
    Replacement {
        /// The entry.
        seq: u64,
        /// What is wrong.
        why: NoReplacement,
    },
    /// A signature of an organisation does not fit.
    #[error("entry {seq}: {reason}")]
    Signature {
        /// The entry.
        seq: u64,
        /// Stable code.
        code: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// A statement that was signed and handed in is not in the log.
    #[error("the statement {leaf}, which was signed and handed in, is not in the log")]
    Absent {
        /// Its leaf, as hexadecimal digits.
        leaf: String,
    },
    /// Somebody put the name of a witness into the checkpoint.
    #[error("checkpoint: {0}")]
    Cosignature(CosignatureError),
    /// The log is shorter than it was, or has another past.
    #[error(
        "the log does not go on from the older checkpoint of {older} entries: its past was changed or cut off"
    )]
    Older {
        /// Entries in the older checkpoint.
        older: u64,
    },
}

/// What a failure says about the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Something does not fit: the log does not hold.
    DoesNotHold,
    /// What lies here cannot be read: a copy, or what was remembered. It says nothing about the log.
    Damaged,
    /// The log was not reached, or there is none. It says nothing about the log.
    NotReached,
}

impl Failure {
    /// What it says about the log; `is_here`: whether its files lie here ([`LogSource::is_here`]).
    #[must_use]
    pub fn answer(&self, is_here: bool) -> Answer {
        let out_of_sight = if is_here {
            Answer::Damaged
        } else {
            Answer::NotReached
        };
        match self {
            Self::Remembered(_) => Answer::Damaged,
            // A folder without a checkpoint is none of a log, and neither is one of another log.
            Self::Unreadable {
                path,
                error: SourceError::NotFound,
                ..
            } if path == CHECKPOINT => Answer::NotReached,
            Self::Checkpoint(CheckpointError::Foreign { .. })
            | Self::Unreadable {
                error: SourceError::Unreached(_),
                ..
            } => Answer::NotReached,
            Self::Unreadable { .. } | Self::Checkpoint(CheckpointError::Malformed) => out_of_sight,
            Self::Tile { is_cut: true, .. } if is_here => Answer::Damaged,
            Self::Checkpoint(_)
            | Self::Unsigned(_)
            | Self::Cosignature(_)
            | Self::Bundle { .. }
            | Self::Envelope { .. }
            | Self::Body { .. }
            | Self::Tile { .. }
            | Self::Root { .. }
            | Self::Withheld { .. }
            | Self::Replacement { .. }
            | Self::Signature { .. }
            | Self::Absent { .. }
            | Self::Older { .. } => Answer::DoesNotHold,
        }
    }

    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Checkpoint(error) | Self::Unsigned(error) => error.code(),
            Self::Remembered(_) => "remembered",
            Self::Cosignature(_) => "cosignature",
            Self::Unreadable { .. } => "unreadable",
            Self::Bundle { .. } => "bundle",
            Self::Envelope { .. } => "envelope",
            Self::Body { .. } => "body",
            Self::Tile { .. } => "tile",
            Self::Root { .. } => "root",
            Self::Withheld { code, .. } | Self::Signature { code, .. } => code,
            Self::Replacement { why, .. } => why.code(),
            Self::Absent { .. } => "statement_absent",
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
            | Self::Withheld { seq, .. }
            | Self::Replacement { seq, .. }
            | Self::Signature { seq, .. }
            | Self::Tile { seq, .. } => Some(*seq),
            Self::Unreadable { seq, .. } => *seq,
            Self::Checkpoint(CheckpointError::Replaced { seq, .. }) => Some(*seq),
            _ => None,
        }
    }
}

impl From<Astray> for Failure {
    fn from(astray: Astray) -> Self {
        match astray {
            Astray::Checkpoint(error) => Self::Checkpoint(error),
            Astray::Remembered(error) => Self::Remembered(error),
            Astray::Unread(error) => Self::Unreadable {
                seq: None,
                path: "keys".to_owned(),
                error,
            },
            Astray::Replacement(seq, why) => Self::Replacement { seq, why },
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
    operator: u64,
    signed: u64,
    bytes: u64,
    seen: Ranges,
    lines: Vec<Line>,
    /// Entries that replace the log's key, by their numbers.
    replacements: Vec<(u64, Result<Replacement, NoReplacement>)>,
}

const CHECKPOINT: &str = "checkpoint";

/// Bundles or tiles that a thread may be ahead of the tree.
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
    let watcher = Watcher {
        wanted: |_| Wanted::Nothing,
        take: &mut |_| {},
    };
    verify_watched(source, key, older, watcher)
}

/// The same, and somebody looks at the entries meanwhile.
///
/// # Errors
/// As [`verify`].
pub fn verify_watched(
    source: &(impl LogSource + Sync + ?Sized),
    key: &LogVerifier,
    older: Option<&[u8]>,
    watcher: Watcher<'_>,
) -> Result<Report, Failure> {
    let Watcher { wanted, take } = watcher;
    // First and once: the log may grow while it is read, and everything is compared with this one head.
    let served = read(None, CHECKPOINT, source.checkpoint())?;
    let opened = following::open(source, key, &served).map_err(|astray| match astray {
        // Far away, a page in the place of a checkpoint means that there is no log; here, a damage.
        Astray::Checkpoint(error @ CheckpointError::Malformed)
            if !source.is_here() && key.claims(&served) =>
        {
            Failure::Unsigned(error)
        }
        astray => astray.into(),
    });
    let (followed, (checkpoint, note)) = opened?;
    let early = older.map(|note| following::open_older(&followed, note));
    let early = early.transpose()?.flatten();
    let mut report = Report {
        checkpoint: checkpoint.clone(),
        note,
        public: 0,
        sealed: 0,
        erased: 0,
        operator: 0,
        signed: 0,
        bytes: 0,
        older: None,
        seen: Ranges::default(),
        replacements: Vec::new(),
    };
    let mut replacements = Vec::new();
    let bundles: Vec<TilePath> = TilePath::all(checkpoint.size)
        .into_iter()
        .filter(|path| path.level.is_none())
        .collect();
    let tiles: Vec<TilePath> = TilePath::all(checkpoint.size)
        .into_iter()
        .filter(|path| path.level.is_some() && source.serves_tiles())
        .collect();
    let mut tree = Tree::default();
    let threads = source.lanes();
    std::thread::scope(|scope| {
        let checked = lanes(scope, &bundles, threads, move |path| {
            check_bundle(source, path, wanted)
        });
        // Meanwhile, since the way to them is what takes long; they are compared when the tree is whole.
        let served = lanes(scope, &tiles, threads.div_ceil(4), move |path| {
            read_tile(source, path)
        });
        for checked in checked {
            let checked = checked?;
            report.public += checked.public;
            report.sealed += checked.sealed;
            report.erased += checked.erased;
            report.operator += checked.operator;
            report.signed += checked.signed;
            report.bytes += checked.bytes;
            report.seen.extend(&checked.seen);
            checked.lines.into_iter().for_each(&mut *take);
            replacements.extend(checked.replacements);
            // Every bundle but the last one is whole.
            if tree.push_subtree(checked.subtree).is_err() {
                return Err(panicked());
            }
        }
        // Tiles before the root: a tile that differs names an entry, the root only says that something
        // does.
        for (path, served) in tiles.iter().zip(served) {
            check_tile(&tree, path, &served?)?;
        }
        Ok::<(), Failure>(())
    })?;
    if tree.root() != checkpoint.root {
        return Err(Failure::Root {
            size: checkpoint.size,
        });
    }
    let (replacements, known) = following::check(key, replacements, (&tree, &served))?;
    report.replacements = replacements;
    let older = match (older, early) {
        (Some(note), None) => Some(known.open_copy(note).map_err(Failure::Remembered)?.0),
        (_, early) => early,
    };
    report.older = older.as_ref().map(|older| older.size);
    if let Some(older) = older
        && tree.root_at(older.size).ok() != Some(older.root)
    {
        return Err(Failure::Older { older: older.size });
    }
    Ok(report)
}

impl Checked {
    /// Counts whose hand an entry is of.
    fn count_hand(&mut self, sealed: &Sealed) {
        match (sealed.signature, sealed.hand) {
            (Some(_), _) => self.signed += 1,
            (None, Hand::Operator) => self.operator += 1,
            (None, Hand::Account) => {}
        }
    }

    /// Counts an entry, and keeps what is wanted of it.
    fn note(
        &mut self,
        (seq, leaf): (u64, &[u8]),
        (sight, body): (Sight, Body),
        signature: Option<Document>,
        wanted: fn(&str) -> Wanted,
    ) -> Result<(), Failure> {
        match sight {
            Sight::Public => {
                self.public += 1;
                self.seen.push(seq);
            }
            Sight::Sealed => self.sealed += 1,
            Sight::Erased => self.erased += 1,
        }
        // Read in full only where somebody wants it: most entries are of no interest.
        let kind = kind_of(leaf).unwrap_or_default();
        if kind == REKEYED {
            // Nobody may withhold it: without it, nobody could tell who signs the log.
            let read = match &body {
                Body::Public { json, .. } if sight == Sight::Public => Replacement::from_body(json),
                _ => Err(NoReplacement::Unread),
            };
            self.replacements.push((seq, read));
        }
        let wanted = wanted(kind);
        if sight == Sight::Public && wanted == Wanted::Nothing && signature.is_none() {
            return Ok(());
        }
        let envelope = Envelope::from_leaf(leaf).map_err(|error| Failure::Envelope {
            seq,
            reason: error.to_string(),
        })?;
        let body = match body {
            Body::Public { json, .. } if (sight, wanted) == (Sight::Public, Wanted::Body) => {
                Some(json)
            }
            _ => None,
        };
        self.lines.push(Line {
            seq,
            by: envelope.by.clone(),
            kind: envelope.kind.clone(),
            subject: envelope.subject.clone(),
            sight,
            body,
            signed: signature.map(|document| Box::new(Signed { envelope, document })),
        });
        Ok(())
    }
}

/// The kind of an envelope that is known to be canonical, where it lies.
fn kind_of(leaf: &[u8]) -> Option<&str> {
    const KEY: &[u8] = b"\",\"kind\":\"";
    // Nobody's id holds a quotation mark that is not escaped: the first such key is the envelope's own.
    let begin = memchr::memmem::find(leaf, KEY)? + KEY.len();
    let length = memchr::memchr(b'"', leaf.get(begin..)?)?;
    std::str::from_utf8(&leaf[begin..begin + length]).ok()
}

fn panicked() -> Failure {
    let error = SourceError::Other("the check stopped; please report this".to_owned());
    Failure::Unreadable {
        seq: None,
        path: "log".to_owned(),
        error,
    }
}

fn read<T>(
    seq: Option<u64>,
    path: impl ToString,
    read: Result<T, SourceError>,
) -> Result<T, Failure> {
    read.map_err(|error| Failure::Unreadable {
        seq,
        path: path.to_string(),
        error,
    })
}

/// A partial tile may be deleted once the full one is there (C2SP tlog-tiles): then it is the
/// beginning of that one.
fn full_of(path: &TilePath) -> Option<TilePath> {
    (path.width < TILE_WIDTH).then_some(TilePath {
        width: TILE_WIDTH,
        ..*path
    })
}

fn check_bundle(
    source: &(impl LogSource + ?Sized),
    path: &TilePath,
    wanted: fn(&str) -> Wanted,
) -> Result<Checked, Failure> {
    let mut checked = Checked::default();
    let first = path.index * u64::from(TILE_WIDTH);
    let width = usize::from(path.width);
    let (bytes, bodies) = source.bundle(path);
    let (bytes, is_full) = match (bytes, full_of(path)) {
        (Err(SourceError::NotFound), Some(full)) => (source.tile(&full), true),
        (bytes, _) => (bytes, false),
    };
    let bytes = read(Some(first), path, bytes)?;
    let leaves = split_bundle(&bytes)
        .filter(|leaves| leaves.len() == width || is_full && leaves.len() > width)
        .ok_or(Failure::Bundle {
            seq: first,
            path: *path,
            width: path.width,
        })?;
    let leaves = leaves.into_iter().take(width);
    let mut bodies = bodies.into_iter();
    let mut signatures = None;
    let mut hashes = Vec::with_capacity(width);
    for (seq, leaf) in (first..).zip(leaves) {
        let misplaced = |reason: String| Failure::Envelope { seq, reason };
        let sealed = read_sealed(leaf).map_err(|error| misplaced(error.to_string()))?;
        if sealed.seq != seq {
            let reason = format!("its envelope says it is entry {}", sealed.seq);
            return Err(misplaced(reason));
        }
        checked.bytes += leaf.len() as u64;
        let signature = match sealed.signature {
            Some(named) => Some(find_signature(source, path, (seq, named), &mut signatures)?),
            None => None,
        };
        checked.count_hand(&sealed);
        let wrong = |reason: String| Failure::Body { seq, reason };
        let body = bodies
            .next()
            .ok_or_else(|| wrong("it is not there".to_owned()))?
            .map_err(|error| match error {
                SourceError::Malformed(reason) => wrong(reason),
                error => Failure::Unreadable {
                    seq: Some(seq),
                    path: format!("body/{seq}"),
                    error,
                },
            })?;
        let sight = match &body {
            Body::Public { salt, json } => {
                checked.bytes += json.len() as u64;
                if body::hash(salt, json) != sealed.body {
                    return Err(wrong("its hash is another one".to_owned()));
                }
                match source.is_opened(seq) {
                    true => Sight::Sealed,
                    false => Sight::Public,
                }
            }
            Body::Sealed => Sight::Sealed,
            Body::Erased => Sight::Erased,
        };
        checked.note((seq, leaf), (sight, body), signature, wanted)?;
        hashes.push(record_hash(leaf));
    }
    checked.subtree = Subtree::of(hashes);
    Ok(checked)
}

/// The signature that an envelope names. The bundle of signatures is read once, and only where there are any.
fn find_signature(
    source: &(impl LogSource + ?Sized),
    path: &TilePath,
    (seq, named): (u64, [u8; 32]),
    bundle: &mut Option<Vec<u8>>,
) -> Result<Document, Failure> {
    let bundle = match bundle {
        Some(bundle) => bundle,
        None => {
            let served = match (source.signatures(path), full_of(path)) {
                (Err(SourceError::NotFound), Some(full)) => source.signatures(&full),
                (served, _) => served,
            };
            bundle.insert(read(Some(seq), path.signatures(), served)?)
        }
    };
    let misfit = |misfit: Misfit| Failure::Signature {
        seq,
        code: misfit.code(),
        reason: misfit.to_string(),
    };
    let lines = signing::split_bundle(bundle).unwrap_or_default();
    let at = usize::try_from(seq % u64::from(TILE_WIDTH)).unwrap_or(usize::MAX);
    let line = lines.get(at).ok_or_else(|| misfit(Misfit::Missing))?;
    if line.is_empty() {
        return Err(misfit(Misfit::Missing));
    }
    if signing::document::hash(line) != named {
        return Err(misfit(Misfit::Swapped));
    }
    Document::from_file(line).map_err(|_| misfit(Misfit::Missing))
}

/// What is served as a tile, as far as it is needed.
fn read_tile(source: &(impl LogSource + ?Sized), path: &TilePath) -> Result<Vec<u8>, Failure> {
    let served = match (source.tile(path), full_of(path)) {
        (Err(SourceError::NotFound), Some(full)) => source.tile(&full).map(|mut tile| {
            tile.truncate(usize::from(path.width) * 32);
            tile
        }),
        (served, _) => served,
    };
    read(Some(first_below(path)), path, served)
}

/// The first entry below a tile.
fn first_below(path: &TilePath) -> u64 {
    (path.index * u64::from(TILE_WIDTH)).saturating_mul(width_below(path))
}

/// How many entries stand below one hash of a tile.
fn width_below(path: &TilePath) -> u64 {
    1_u64 << (u32::from(path.level.unwrap_or_default()) * 8).min(63)
}

fn check_tile(tree: &Tree, path: &TilePath, served: &[u8]) -> Result<(), Failure> {
    let level = path.level.unwrap_or_default();
    let made = tree.tile(level, path.index, path.width).unwrap_or_default();
    if served == made {
        return Ok(());
    }
    let differs = served.iter().zip(&made).position(|(a, b)| a != b);
    let hash = differs.unwrap_or(served.len().min(made.len())) / 32;
    let at = path.index * u64::from(TILE_WIDTH) + hash as u64;
    Err(Failure::Tile {
        seq: at.saturating_mul(width_below(path)),
        path: *path,
        is_cut: made.starts_with(served),
    })
}

/// Does something with each path on so many threads, and gives what came of it in the order of the paths,
/// whichever is done first: so the failure that is told is the first of the log. No thread is far ahead
/// of who takes it, and all of them end when nobody does any more.
fn lanes<'scope, T: Send + 'scope>(
    scope: &'scope std::thread::Scope<'scope, '_>,
    paths: &'scope [TilePath],
    threads: usize,
    work: impl Fn(&TilePath) -> Result<T, Failure> + Copy + Send + 'scope,
) -> impl Iterator<Item = Result<T, Failure>> {
    let threads = threads.clamp(1, paths.len().max(1));
    let lanes: Vec<Receiver<Result<T, Failure>>> = (0..threads)
        .map(|lane| {
            let (send, receive) = sync_channel(AHEAD);
            scope.spawn(move || {
                for path in paths.iter().skip(lane).step_by(threads) {
                    if send.send(work(path)).is_err() {
                        return;
                    }
                }
            });
            receive
        })
        .collect();
    (0..paths.len()).map(move |at| {
        lanes[at % threads]
            .recv()
            .unwrap_or_else(|_| Err(panicked()))
    })
}
