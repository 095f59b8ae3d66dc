// SPDX-License-Identifier: EUPL-1.2
//! Where the files of a log are read from.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::body::{self, Body};
use crate::tile::{TILE_WIDTH, TilePath};

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// It is not there.
    #[error("not found")]
    NotFound,
    /// It is there, and holds nothing. No file of a log is empty.
    #[error("empty")]
    Empty,
    /// It is larger than such a file can be.
    #[error("larger than {0} bytes; that is not a file of a log")]
    TooLarge(u64),
    /// A page for people came in its place, such as that of a network that wants to be agreed to.
    #[error("a web page came instead")]
    WebPage,
    /// It was read, and is not what such a file holds.
    #[error("{0}")]
    Malformed(String),
    /// A server answered with this status, or did not answer at all.
    #[error("{0}")]
    Unreached(String),
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

/// An entry bundle, and the bodies of its entries in their order.
pub type Bundle = (Result<Vec<u8>, SourceError>, Vec<Result<Body, SourceError>>);

/// Files of a log, as C2SP tlog-tiles names them. May be read by several threads at once.
pub trait LogSource {
    /// The file `checkpoint`.
    ///
    /// # Errors
    /// [`SourceError`].
    fn checkpoint(&self) -> Result<Vec<u8>, SourceError>;

    /// A hash tile or an entry bundle.
    ///
    /// # Errors
    /// [`SourceError`].
    fn tile(&self, path: &TilePath) -> Result<Vec<u8>, SourceError>;

    /// The bodies of `count` entries from `first` on.
    fn bodies(&self, first: u64, count: u16) -> Vec<Result<Body, SourceError>>;

    /// The bundle of signatures that belongs to a bundle of entries. Asked for only where an entry of it is
    /// signed.
    ///
    /// # Errors
    /// [`SourceError`].
    fn signatures(&self, path: &TilePath) -> Result<Vec<u8>, SourceError>;

    /// The file `keys`: how the log's key was replaced. Asked for only where a checkpoint is not signed with
    /// the key at hand.
    ///
    /// # Errors
    /// [`SourceError`].
    fn keys(&self) -> Result<Vec<u8>, SourceError>;

    /// An entry bundle and the bodies of its entries, where reading both at once is cheaper.
    fn bundle(&self, path: &TilePath) -> Bundle {
        let first = path.index * u64::from(TILE_WIDTH);
        (self.tile(path), self.bodies(first, path.width))
    }

    /// Whether the files lie here, so that what cannot be read is a damage of them and not a trouble on
    /// the way.
    fn is_here(&self) -> bool {
        true
    }

    /// How many bundles are read and checked at once. Where the way to them takes longer than checking
    /// them, more than there are processors.
    fn lanes(&self) -> usize {
        std::thread::available_parallelism().map_or(1, usize::from)
    }

    /// How long the head may lag behind the bodies of a log that moves on while it is read; `None`: it
    /// does not move.
    fn lags(&self) -> Option<Duration> {
        Some(Duration::from_secs(2))
    }

    /// Whether a body that was handed out as a public one is sealed, and was opened with its key.
    fn is_opened(&self, _seq: u64) -> bool {
        false
    }

    /// False if hash tiles are not stored here but made from the entries anyway.
    fn serves_tiles(&self) -> bool {
        true
    }
}

/// A log in a folder: `checkpoint`, `tile/…`, `body/<n>` or `bodies/…`, `signatures/…` where something is
/// signed, and `keys` where its key was replaced.
#[derive(Debug, Clone)]
pub struct DirSource {
    root: PathBuf,
}

/// Largest file of a log that is read: a bundle of 256 envelopes of 64 KiB.
pub(super) const LARGEST: u64 = 256 * 65_538;

impl DirSource {
    /// The log in a folder.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn read(&self, path: impl AsRef<Path>) -> Result<Vec<u8>, SourceError> {
        let path = self.root.join(path);
        let told = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => SourceError::NotFound,
            _ => SourceError::Other(error.to_string()),
        };
        // Asked before it is read: a mirror may hand out anything under these names.
        if std::fs::metadata(&path).map_err(told)?.len() > LARGEST {
            return Err(SourceError::TooLarge(LARGEST));
        }
        let file = std::fs::read(&path).map_err(told)?;
        if file.is_empty() {
            return Err(SourceError::Empty);
        }
        Ok(file)
    }
}

impl LogSource for DirSource {
    fn lags(&self) -> Option<Duration> {
        None
    }

    fn checkpoint(&self) -> Result<Vec<u8>, SourceError> {
        self.read("checkpoint")
    }

    fn tile(&self, path: &TilePath) -> Result<Vec<u8>, SourceError> {
        self.read(path.to_string())
    }

    fn signatures(&self, path: &TilePath) -> Result<Vec<u8>, SourceError> {
        self.read(path.signatures())
    }

    fn keys(&self) -> Result<Vec<u8>, SourceError> {
        self.read("keys")
    }

    fn bodies(&self, first: u64, count: u16) -> Vec<Result<Body, SourceError>> {
        let each = |first: u64| {
            let one = |seq| parse_body(&self.read(format!("body/{seq}"))?);
            (first..first + u64::from(count)).map(one).collect()
        };
        // A copy is of one kind or the other. Where it is of both, the files of single bodies count: to
        // look for a bundle first would cost each copy without any.
        if self.root.join(format!("body/{first}")).exists() {
            return each(first);
        }
        match find_bundled(first, count, |path| self.read(path)) {
            Bundled::Found(bodies) => bodies,
            Bundled::TooLarge | Bundled::Absent => each(first),
        }
    }
}

/// What came of looking for a bundle of bodies.
pub(super) enum Bundled {
    Found(Vec<Result<Body, SourceError>>),
    /// There is one, and it is larger than what is read at once.
    TooLarge,
    /// The log has none.
    Absent,
}

/// The bodies of `count` entries from `first` on out of their bundle, or out of the full one: a partial
/// bundle may be gone once that is there, as one of entries may.
pub(super) fn find_bundled(
    first: u64,
    count: u16,
    read: impl Fn(&str) -> Result<Vec<u8>, SourceError>,
) -> Bundled {
    let asked = TilePath {
        level: None,
        index: first / u64::from(TILE_WIDTH),
        width: count,
    };
    let full = TilePath {
        width: TILE_WIDTH,
        ..asked
    };
    let both = [asked, full];
    for path in &both[usize::from(asked == full)..] {
        match read(&path.bodies()) {
            Ok(bundle) => return Bundled::Found(split(&bundle, path, count)),
            // A page for people is how some servers say that there is nothing.
            Err(SourceError::NotFound | SourceError::WebPage) => {}
            Err(SourceError::TooLarge(_)) => return Bundled::TooLarge,
            Err(error) => return Bundled::Found(vec![Err(error)]),
        }
    }
    Bundled::Absent
}

fn split(bundle: &[u8], path: &TilePath, count: u16) -> Vec<Result<Body, SourceError>> {
    let lines = body::split_bundle(bundle).unwrap_or_default();
    if lines.len() != usize::from(path.width) {
        let (path, width) = (path.bodies(), path.width);
        let why = format!("{path} is not a bundle of {width} bodies");
        return vec![Err(SourceError::Malformed(why))];
    }
    let lines = lines.into_iter().take(usize::from(count));
    lines.map(parse_body).collect()
}

pub(super) fn parse_body(file: &[u8]) -> Result<Body, SourceError> {
    Body::from_file(file).map_err(|error| SourceError::Malformed(error.to_string()))
}
