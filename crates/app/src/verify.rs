// SPDX-License-Identifier: EUPL-1.2
//! Checking one's own database as a stranger would check the log, sealed bodies included.

use wegmarke_ledger::body::{Body, Salt};
use wegmarke_ledger::checkpoint::LogVerifier;
use wegmarke_ledger::tile::{TILE_WIDTH, TilePath, bundle};
use wegmarke_ledger::verify::{Bundle, Failure, LogSource, Report, SourceError, verify};
use wegmarke_store::{BodyState, EntryRow, Store, StoreError};

use crate::{AppError, SealKey};

/// The log in a database. Reads block, so it is used outside the threads of the runtime.
struct StoreSource {
    store: Store,
    seal: Option<SealKey>,
    runtime: tokio::runtime::Handle,
}

impl StoreSource {
    fn bodies_of(&self, rows: Vec<EntryRow>) -> Vec<Result<Body, SourceError>> {
        let seal = self.seal.as_ref();
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
        (BodyState::Sealed, Some(random), Some(digits), Some(seal)) => {
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

    fn bundle(&self, path: &TilePath) -> Bundle {
        let rows = match self.read(path.index * u64::from(TILE_WIDTH), path.width) {
            Ok(rows) => rows,
            Err(error) => return (Err(error), Vec::new()),
        };
        let leaves = rows.iter().map(|row| row.envelope.as_slice());
        (bundle(leaves).map_err(malformed), self.bodies_of(rows))
    }

    fn serves_tiles(&self) -> bool {
        false
    }
}

/// Checks the log in a database against its key, and against an older checkpoint if one is given.
/// Does not replay it: a log that does not hold can still be examined. `None`: the log is empty.
///
/// # Errors
/// [`AppError::Store`] if it cannot be read at all.
pub async fn verify_store(
    store: &Store,
    key: LogVerifier,
    seal: Option<SealKey>,
    older: Option<Vec<u8>>,
) -> Result<Option<Result<Report, Failure>>, AppError> {
    if store.head().await?.checkpoint.is_empty() {
        return Ok(None);
    }
    let source = StoreSource {
        store: store.clone(),
        seal,
        runtime: tokio::runtime::Handle::current(),
    };
    tokio::task::spawn_blocking(move || verify(&source, &key, older.as_deref()))
        .await
        .map(Some)
        .map_err(|error| AppError::Internal(error.to_string()))
}
