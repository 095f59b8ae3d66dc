// SPDX-License-Identifier: EUPL-1.2
//! Being a witness: cosigning the heads of logs that one was told of, if they go on from what one
//! cosigned last. It has nothing to do with a register of one's own.

use std::fs::File;
use std::sync::{Arc, Mutex, PoisonError};

use wegmarke_ledger::Replacement;
use wegmarke_ledger::checkpoint::{Checkpoint, LogVerifier};
use wegmarke_ledger::cosignature::{Cosignature, CosignatureError, WitnessKey, cosigned};
use wegmarke_ledger::verify::{Failure, LogSource};
use wegmarke_ledger::witness::{self, Refusal, Request, origin_hash};
use wegmarke_store::witness::{Memory, MemoryError, Remembered};

use crate::Clock;
use crate::verify::{Earlier, verify};

/// Whoever asks for the same head again within so many seconds gets the same cosignature: anybody can
/// ask with a checkpoint that is public, and each new one is written to the disk.
const FRESH: u64 = 10;

/// Why a witness does not cosign.
#[derive(Debug, thiserror::Error)]
pub enum WitnessError {
    /// It must not.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What it remembers cannot be read or written.
    #[error(transparent)]
    Memory(#[from] MemoryError),
    /// What it remembers of a log is not its own.
    #[error(
        "what is remembered of “{0}” was not cosigned with this key; nothing of this log is cosigned any more"
    )]
    Foreign(String),
    /// Its key.
    #[error(transparent)]
    Cosignature(#[from] CosignatureError),
}

/// Why a witness does not follow a log to another key.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// It does not know the log, or must not touch what it remembers.
    #[error(transparent)]
    Witness(#[from] WitnessError),
    /// The log does not lead there.
    #[error(transparent)]
    Log(#[from] Failure),
}

/// What was cosigned last of one log.
struct Last {
    head: Checkpoint,
    cosignature: Cosignature,
}

/// A log that a witness knows.
#[derive(Clone, Debug)]
pub struct KnownLog {
    /// Its name.
    pub origin: String,
    /// Entries and time, in seconds since 1970, of what was cosigned last.
    pub last: Option<(u64, u64)>,
}

/// A witness: its key, and what it remembers.
pub struct Witness {
    key: WitnessKey,
    memory: Memory,
    clock: Arc<dyn Clock>,
    /// Held from looking up what was cosigned last until what is cosigned next is on the disk: nobody
    /// comes in between, so no two heads are cosigned that go on from the same one.
    cosigning: Mutex<()>,
    /// Keeps other processes out.
    _held: File,
}

impl std::fmt::Debug for Witness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Witness")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// What is known of each log in a memory, checked with the keys of log and witness.
///
/// # Errors
/// [`WitnessError`] for the first log of which it is not what was cosigned.
pub fn list_known(memory: &Memory, key: &WitnessKey) -> Result<Vec<KnownLog>, WitnessError> {
    let all = memory.list()?.into_iter();
    all.map(|remembered| {
        let (_, last) = read(key, &remembered)?;
        Ok(KnownLog {
            origin: remembered.origin,
            last: last.map(|last| (last.head.size, last.cosignature.at)),
        })
    })
    .collect()
}

/// The key of a remembered log, and what was cosigned of it last.
fn read(
    key: &WitnessKey,
    remembered: &Remembered,
) -> Result<(LogVerifier, Option<Last>), WitnessError> {
    let foreign = || WitnessError::Foreign(remembered.origin.clone());
    let log = LogVerifier::parse(&remembered.key).map_err(|_| foreign())?;
    // The newest key is believed: what came before it was looked at when it was followed.
    let keys = Replacement::list(&remembered.keys).map_err(|_| foreign())?;
    let log = log.of_log(&remembered.origin).with_keys(&keys);
    let log = log.map_err(|_| foreign())?;
    if remembered.note.is_empty() {
        return Ok((log, None));
    }
    // Not only what the hash of the file says, which whoever changes it can make anew.
    let head = log.open(&remembered.note).map_err(|_| foreign())?;
    let cosignature = key.verifier().find_in(&remembered.note);
    let cosignature = cosignature.ok().flatten().ok_or_else(foreign)?;
    Ok((log, Some(Last { head, cosignature })))
}

/// Follows a log to the key that signs it now: checks all of it, from what was cosigned last, and remembers
/// the new key with the way to it. `None`: its key is the one that is known. No other process may cosign
/// meanwhile. Blocks.
///
/// # Errors
/// [`FollowError`].
pub fn follow(
    memory: &Memory,
    key: &WitnessKey,
    origin: &str,
    source: &(impl LogSource + Sync),
    accepted: &[LogVerifier],
) -> Result<Option<String>, FollowError> {
    let _held = memory.hold().map_err(WitnessError::from)?;
    let remembered = memory
        .find(&origin_hash(origin))
        .map_err(WitnessError::from)?
        .ok_or(WitnessError::Refused(Refusal::UnknownLog))?;
    let (log, _) = read(key, &remembered)?;
    let earlier = Earlier {
        note: Some(remembered.note.clone()).filter(|note| !note.is_empty()),
        ..Earlier::default()
    };
    let verified = verify(source, &log.accepting(accepted), &earlier, None)?;
    let all = &verified.report.replacements;
    let newest = all.last().map(|last| last.new.clone());
    let Some(newest) = newest.filter(|newest| *newest != remembered.key) else {
        return Ok(None);
    };
    let next = Remembered {
        key: newest.clone(),
        keys: Replacement::file(all),
        ..remembered
    };
    memory.remember(&next).map_err(WitnessError::from)?;
    Ok(Some(newest))
}

impl Witness {
    /// A witness that goes on from what it remembers.
    ///
    /// # Errors
    /// [`WitnessError`] if another process uses the memory, or something in it is not what was cosigned.
    pub fn open(
        key: WitnessKey,
        memory: Memory,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, WitnessError> {
        let held = memory.hold()?;
        list_known(&memory, &key)?;
        Ok(Self {
            key,
            memory,
            clock,
            cosigning: Mutex::new(()),
            _held: held,
        })
    }

    /// The public key.
    #[must_use]
    pub fn verifier_key(&self) -> &str {
        self.key.verifier().text()
    }

    /// Cosigns a head that goes on from the one that was cosigned last; gives the line of the
    /// cosignature. When it returns `Ok`, it is durable that this head was cosigned. Blocks.
    ///
    /// # Errors
    /// [`WitnessError::Refused`]; anything else if it cannot be known what must not be signed.
    pub fn add_checkpoint(&self, asked: &[u8]) -> Result<Vec<u8>, WitnessError> {
        let request = Request::parse(asked)?;
        let origin = request.origin().ok_or(Refusal::UnknownLog)?;
        let hash = origin_hash(origin);
        let remembered = self.memory.find(&hash)?.ok_or(Refusal::UnknownLog)?;
        let (log, _) = read(&self.key, &remembered)?;
        // Whoever has not signed it makes nobody wait.
        let head = witness::open(&request.note, &log)?;
        let alone = log.alone(&request.note);
        let alone = alone.map_err(|_| Refusal::BadSignature)?;

        let _cosigning = self
            .cosigning
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let remembered = self.memory.find(&hash)?.ok_or(Refusal::UnknownLog)?;
        let (_, last) = read(&self.key, &remembered)?;
        let judged = witness::judge(&request, &head, last.as_ref().map(|last| &last.head));
        if let Err(refusal @ Refusal::Inconsistent(_)) = &judged {
            let size = last.as_ref().map_or(0, |last| last.head.size);
            tracing::error!(
                origin,
                size,
                offered = head.size,
                %refusal,
                "a log does not go on from what was cosigned of it"
            );
        }
        judged?;
        let now = u64::try_from(self.clock.now().as_second()).unwrap_or_default();
        if let Some(last) = &last
            && now
                .checked_sub(last.cosignature.at)
                .is_some_and(|age| age < FRESH)
            && cosigned(&alone, [&last.cosignature]) == remembered.note
        {
            return Ok(last.cosignature.to_line());
        }
        let cosignature = self.key.cosign(&alone, now)?;
        let note = cosigned(&alone, [&cosignature]);
        // Written before anybody gets to see the signature: one that is forgotten could be followed by
        // that of another history.
        self.memory.remember(&Remembered { note, ..remembered })?;
        Ok(cosignature.to_line())
    }

    /// The checkpoint of a log that was cosigned last, by the hash of the log's name; `None` if there is
    /// none.
    ///
    /// # Errors
    /// [`WitnessError`] if what is remembered is not what was cosigned.
    pub fn find_checkpoint(&self, hash: &str) -> Result<Option<Vec<u8>>, WitnessError> {
        let Some(remembered) = self.memory.find(hash)? else {
            return Ok(None);
        };
        read(&self.key, &remembered)?;
        Ok(Some(remembered.note).filter(|note| !note.is_empty()))
    }
}
