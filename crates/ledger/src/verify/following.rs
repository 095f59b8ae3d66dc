// SPDX-License-Identifier: EUPL-1.2
//! From the key that somebody was given to the one that signs the log now.
//!
//! What a log says of its keys beside its entries (its file `keys`) is only the way to a checkpoint that the
//! right key signed. What counts is what stands in the entries below that checkpoint: it is read again there,
//! and the checkpoint is opened again with it alone.

use super::source::{LogSource, SourceError};
use crate::checkpoint::{Checkpoint, CheckpointError, LogVerifier};
use crate::rekey::{NoReplacement, Replacement};
use crate::tree::Tree;

/// A checkpoint, and its bytes as they were signed.
type Opened = (Checkpoint, Vec<u8>);

/// Why nobody gets from the one to the other.
pub(super) enum Astray {
    /// The checkpoint that is served.
    Checkpoint(CheckpointError),
    /// The one that was remembered.
    Remembered(CheckpointError),
    /// The file `keys`.
    Unread(SourceError),
    /// An entry that replaces a key.
    Replacement(u64, NoReplacement),
}

fn at((seq, why): (u64, NoReplacement)) -> Astray {
    Astray::Replacement(seq, why)
}

/// Whether somebody who knows more keys of the log may open it.
const fn may_follow(error: &CheckpointError) -> bool {
    matches!(
        error,
        CheckpointError::BadSignature(_) | CheckpointError::Early { .. }
    )
}

/// The same key, with what the log says of its others; `None`: it says nothing.
fn follow(
    source: &(impl LogSource + ?Sized),
    key: &LogVerifier,
) -> Result<Option<LogVerifier>, Astray> {
    let file = match source.keys() {
        Ok(file) => file,
        // It was never replaced, or somebody does not want to say.
        Err(SourceError::NotFound | SourceError::Empty | SourceError::WebPage) => return Ok(None),
        Err(error) => return Err(Astray::Unread(error)),
    };
    let Ok(all) = Replacement::list(&file) else {
        return Ok(None);
    };
    if all.is_empty() {
        return Ok(None);
    }
    key.with_keys(&all).map(Some).map_err(at)
}

/// Opens the checkpoint that a log shows, with a key that took the place of the one at hand if need be.
pub(super) fn open(
    source: &(impl LogSource + ?Sized),
    key: &LogVerifier,
    served: &[u8],
) -> Result<(LogVerifier, Opened), Astray> {
    let error = match key.open_copy(served) {
        Ok(opened) => return Ok((key.clone(), opened)),
        Err(error) => error,
    };
    if may_follow(&error)
        && let Some(followed) = follow(source, key)?
    {
        let opened = followed.open_copy(served).map_err(Astray::Checkpoint)?;
        return Ok((followed, opened));
    }
    Err(Astray::Checkpoint(error))
}

/// Opens what was remembered of an earlier time; `None`: another key signed it then, which the entries may name.
pub(super) fn open_older(key: &LogVerifier, note: &[u8]) -> Result<Option<Checkpoint>, Astray> {
    match key.open_copy(note) {
        Ok((older, _)) => Ok(Some(older)),
        Err(error) if may_follow(&error) => Ok(None),
        Err(error) => Err(Astray::Remembered(error)),
    }
}

/// Checks what the entries of a whole log say of its keys, and that the one that is good at its end signed its
/// head; gives what they say, and the key with all others.
pub(super) fn check(
    key: &LogVerifier,
    found: Vec<(u64, Result<Replacement, NoReplacement>)>,
    (tree, served): (&Tree, &[u8]),
) -> Result<(Vec<Replacement>, LogVerifier), Astray> {
    let mut all = Vec::with_capacity(found.len());
    for (seq, read) in found {
        let read = read.and_then(|read| {
            read.must_stand_at(seq, tree.root_at(seq).ok())?;
            Ok(read)
        });
        all.push(read.map_err(|why| at((seq, why)))?);
    }
    let known = key.with_keys(&all).map_err(at)?;
    known.open_copy(served).map_err(Astray::Checkpoint)?;
    Ok((all, known))
}
