// SPDX-License-Identifier: EUPL-1.2
//! Checking a log, and which of its bodies are withheld: somebody's, or the own database as a stranger
//! would, sealed bodies included.

mod published;
mod signed;

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use wegmarke_domain::key::{REGISTERED, REVOKED};
use wegmarke_domain::rules::withheld::{self, Looked, Looking};
use wegmarke_ledger::Envelope;
use wegmarke_ledger::body::{Body, Salt};
use wegmarke_ledger::checkpoint::LogVerifier;
use wegmarke_ledger::quorum::{Found, Quorum};
use wegmarke_ledger::rekey::REKEYED;
use wegmarke_ledger::signing::{Leaf, document};
use wegmarke_ledger::tile::{TILE_WIDTH, TilePath, bundle};
use wegmarke_ledger::verify::{
    Bundle, Failure, Line, LogSource, Ranges, Report, Sight, SourceError, Wanted, Watcher,
    verify_watched,
};
use wegmarke_store::{BodyState, EntryRow, Store, StoreError};

pub use self::published::{Compared, Published};
use self::signed::Signatures;
use crate::{AppError, SealKey};

/// What whoever checks knows beforehand.
#[derive(Clone, Debug, Default)]
pub struct Earlier {
    /// The checkpoint of that time.
    pub note: Option<Vec<u8>>,
    /// Which bodies were public.
    pub seen: Option<Ranges>,
    /// Statements that were signed and handed in, by their leaves.
    pub signed: Vec<Leaf>,
    /// Keys that organisations publish elsewhere.
    pub published: Vec<Published>,
    /// Whether signatures are passed over, to measure what looking at them costs.
    pub unsigned: bool,
}

/// A log that holds.
#[derive(Clone, Debug)]
pub struct Verified {
    /// What was checked.
    pub report: Report,
    /// Bodies that nobody reads any more though their round was revealed: replaced before, or not
    /// opened.
    pub withheld: u64,
    /// Bodies that their organisations keep though the round was revealed: committed, not revealed.
    pub unrevealed: u64,
    /// Entries that register or revoke a key though an earlier key of their organisation did not sign them.
    pub unbacked: Vec<u64>,
    /// Keys that were compared with what their organisations publish.
    pub compared: Vec<Compared>,
    /// What was found of the witnesses that were demanded, if any were.
    pub witnesses: Option<Found>,
}

impl Verified {
    /// Whether as many witnesses cosigned the head as were demanded.
    #[must_use]
    pub fn is_witnessed(&self) -> bool {
        self.witnesses.as_ref().is_none_or(Found::is_enough)
    }
}

/// How often a log is looked at again that may have moved on meanwhile.
const TRIES: u32 = 3;

/// Checks a log against its key, against what is remembered, and whether it withholds only what it
/// may. Whether as many witnesses cosigned it as are demanded is said beside that.
///
/// # Errors
/// [`Failure`], the first one in the order of the entries; [`Failure::Cosignature`] if the checkpoint
/// bears one that does not hold.
pub fn verify(
    source: &(impl LogSource + Sync + ?Sized),
    key: &LogVerifier,
    earlier: &Earlier,
    demanded: Option<&Quorum>,
) -> Result<Verified, Failure> {
    let look = || look(source, key, earlier, demanded);
    let mut checked = look()?;
    for _ in 1..TRIES {
        // The head is read first and bodies after it: what was revealed or erased in between looks as
        // it must not, until the head is read that says so. And witnesses need a moment for a new head.
        let is_well = checked.fault.is_none() && checked.verified.is_witnessed();
        let Some(lag) = source.lags().filter(|_| !is_well) else {
            break;
        };
        std::thread::sleep(lag);
        checked = look()?;
    }
    match checked.fault {
        Some(failure) => Err(failure),
        None => Ok(checked.verified),
    }
}

/// What one look at a log came to.
struct Checked {
    verified: Verified,
    fault: Option<Failure>,
}

fn look(
    source: &(impl LogSource + Sync + ?Sized),
    key: &LogVerifier,
    earlier: &Earlier,
    demanded: Option<&Quorum>,
) -> Result<Checked, Failure> {
    let mut looking = Looking::default();
    let mut erased = BTreeSet::new();
    let mut signatures = Signatures::new(key.origin(), &earlier.signed);
    let mut take = |line: Line| {
        if !earlier.unsigned {
            signatures.look(&line);
        }
        if line.sight == Sight::Erased {
            erased.insert(line.seq);
        }
        looking.look(Looked {
            seq: line.seq,
            kind: &line.kind,
            subject: &line.subject,
            sight: match line.sight {
                Sight::Public => withheld::Sight::Public,
                Sight::Sealed => withheld::Sight::Sealed,
                Sight::Erased => withheld::Sight::Erased,
            },
            body: line.body.as_deref(),
        });
    };
    let watcher = Watcher {
        wanted,
        take: &mut take,
    };
    let report = verify_watched(source, key, earlier.note.as_deref(), watcher)?;
    let witnesses = demanded
        .map(|quorum| quorum.judge(&report.note))
        .transpose();
    let witnesses = witnesses.map_err(Failure::Cosignature)?;
    let judged = looking.judge();
    let fault = judged
        .fault
        .map(|(seq, fault)| (seq, fault.code(), fault.to_string()));
    let seen = earlier.seen.as_ref();
    let hidden = seen.and_then(|seen| first_hidden(seen, &report.seen, &erased));
    let hidden = hidden.map(|seq| {
        let reason = "its body was public when it was looked at before, and is sealed now";
        (seq, "hidden", reason.to_owned())
    });
    let withheld = fault.into_iter().chain(hidden);
    let withheld =
        withheld.map(|(seq, code, reason)| (seq, Failure::Withheld { seq, code, reason }));
    let absent = signatures.find_absent();
    let compared = earlier.published.iter();
    let compared = compared.filter_map(|published| signatures.compare(published));
    let compared = compared.collect();
    let signed = signatures.fault.map(|fault| (fault.seq, fault.into()));
    // The first one in the order of the log.
    let first = withheld.chain(signed).min_by_key(|(seq, _)| *seq);
    Ok(Checked {
        verified: Verified {
            report,
            withheld: judged.withheld,
            unrevealed: judged.unrevealed,
            unbacked: signatures.unbacked,
            compared,
            witnesses,
        },
        fault: first.map(|(_, failure)| failure).or(absent),
    })
}

/// The first body that was public once and is neither public nor erased now. Whether an entry says that
/// it was erased is looked at anyway.
fn first_hidden(before: &Ranges, now: &Ranges, erased: &BTreeSet<u64>) -> Option<u64> {
    let mut all = before.clone();
    loop {
        let missing = all.first_missing_in(now)?;
        if !erased.contains(&missing) {
            return Some(missing);
        }
        all = all.after(missing);
    }
}

fn wanted(kind: &str) -> Wanted {
    if [REGISTERED, REVOKED].contains(&kind) {
        return Wanted::Body;
    }
    match withheld::wanted(kind) {
        withheld::Wanted::Nothing => Wanted::Nothing,
        withheld::Wanted::Envelope => Wanted::Envelope,
        withheld::Wanted::Body => Wanted::Body,
    }
}

/// The log in a database. Reads block, so it is used outside the threads of the runtime.
struct StoreSource {
    store: Store,
    seal: Option<SealKey>,
    runtime: tokio::runtime::Handle,
    /// Entries that are sealed and were opened.
    opened: Mutex<BTreeSet<u64>>,
}

impl StoreSource {
    fn bodies_of(&self, rows: Vec<EntryRow>) -> Vec<Result<Body, SourceError>> {
        let seal = self.seal.as_ref();
        let sealed = rows.iter().filter(|row| row.state == BodyState::Sealed);
        let opened = &mut self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.extend(sealed.map(|row| row.seq));
        rows.into_iter().map(|row| body_of(seal, row)).collect()
    }

    fn read(&self, first: u64, count: u16) -> Result<Vec<EntryRow>, SourceError> {
        let rows = self.store.read(first, u32::from(count));
        self.runtime.block_on(rows).map_err(unread)
    }
}

/// The body as it is compared with its envelope: sealed ones too, where their key is at hand.
fn body_of(seal: Option<&SealKey>, row: EntryRow) -> Result<Body, SourceError> {
    match (row.state, row.salt, row.body, seal) {
        (BodyState::Public, Some(salt), Some(json), _) => Ok(Body::Public {
            salt: Salt(salt),
            json,
        }),
        (BodyState::Sealed, Some(random), Some(digits), Some(seal)) if !digits.is_empty() => {
            let opened = seal.open_body(row.seq, random, &digits);
            opened
                .map(|(salt, json)| Body::Public { salt, json })
                .map_err(malformed)
        }
        (BodyState::Sealed, ..) => Ok(Body::Sealed),
        _ => Ok(Body::Erased),
    }
}

/// A database that is not there for the moment says nothing about what is in it.
fn unread(error: StoreError) -> SourceError {
    match error {
        StoreError::Corrupt(_) => SourceError::Other(error.to_string()),
        error => SourceError::Unreached(error.to_string()),
    }
}

fn malformed(error: impl ToString) -> SourceError {
    SourceError::Malformed(error.to_string())
}

impl LogSource for StoreSource {
    fn checkpoint(&self) -> Result<Vec<u8>, SourceError> {
        self.runtime
            .block_on(self.store.head())
            .map(|head| head.checkpoint)
            .map_err(unread)
    }

    fn tile(&self, path: &TilePath) -> Result<Vec<u8>, SourceError> {
        self.bundle(path).0
    }

    fn bodies(&self, first: u64, count: u16) -> Vec<Result<Body, SourceError>> {
        match self.read(first, count) {
            Ok(rows) => self.bodies_of(rows),
            Err(error) => vec![Err(error)],
        }
    }

    fn signatures(&self, path: &TilePath) -> Result<Vec<u8>, SourceError> {
        let rows = self.read(path.index * u64::from(TILE_WIDTH), path.width)?;
        let files = rows.iter().map(|row| row.signature.as_deref());
        Ok(document::bundle(files))
    }

    fn keys(&self) -> Result<Vec<u8>, SourceError> {
        let mut file = Vec::new();
        let mut first = 0;
        loop {
            let rows = self.read(first, TILE_WIDTH)?;
            let Some(last) = rows.last() else {
                return Ok(file);
            };
            first = last.seq + 1;
            for row in &rows {
                let is_one = Envelope::from_leaf(&row.envelope).is_ok_and(|it| it.kind == REKEYED);
                if let Some(body) = row.body.as_ref().filter(|_| is_one) {
                    file.extend_from_slice(body);
                    file.push(b'\n');
                }
            }
        }
    }

    fn bundle(&self, path: &TilePath) -> Bundle {
        let rows = match self.read(path.index * u64::from(TILE_WIDTH), path.width) {
            Ok(rows) => rows,
            Err(error) => return (Err(error), Vec::new()),
        };
        let leaves = rows.iter().map(|row| row.envelope.as_slice());
        (bundle(leaves).map_err(malformed), self.bodies_of(rows))
    }

    fn lags(&self) -> Option<Duration> {
        Some(Duration::ZERO)
    }

    fn is_opened(&self, seq: u64) -> bool {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.contains(&seq)
    }

    fn serves_tiles(&self) -> bool {
        false
    }
}

/// Checks the log in a database against its key, and against what is remembered of it.
/// Does not replay it: a log that does not hold can still be examined. `None`: the log is empty.
///
/// # Errors
/// [`AppError::Store`] if it cannot be read at all.
pub async fn verify_store(
    store: &Store,
    key: LogVerifier,
    seal: Option<SealKey>,
    earlier: Earlier,
) -> Result<Option<Result<Verified, Failure>>, AppError> {
    if store.head().await?.checkpoint.is_empty() {
        return Ok(None);
    }
    let source = StoreSource {
        store: store.clone(),
        seal,
        runtime: tokio::runtime::Handle::current(),
        opened: Mutex::default(),
    };
    tokio::task::spawn_blocking(move || verify(&source, &key, &earlier, None))
        .await
        .map(Some)
        .map_err(|error| AppError::Internal(error.to_string()))
}
