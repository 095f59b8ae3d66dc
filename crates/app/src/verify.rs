// SPDX-License-Identifier: EUPL-1.2
//! Checking one's own database as a stranger would check the log, sealed bodies included.

use wegmarke_ledger::body::{Body, Salt};
use wegmarke_ledger::checkpoint::LogVerifier;
use wegmarke_ledger::tile::{TilePath, bundle};
use wegmarke_ledger::verify::{Failure, LogSource, Report, SourceError, verify};
use wegmarke_store::Store;

use crate::AppError;

/// The log in a database. Reads block, so it is used outside the threads of the runtime.
struct StoreSource {
    store: Store,
    runtime: tokio::runtime::Handle,
}

fn other(error: impl ToString) -> SourceError {
    SourceError::Other(error.to_string())
}

impl LogSource for StoreSource {
    fn checkpoint(&self) -> Result<Vec<u8>, SourceError> {
        self.runtime
            .block_on(self.store.head())
            .map(|head| head.checkpoint)
            .map_err(other)
    }

    fn tile(&self, path: &TilePath) -> Result<Vec<u8>, SourceError> {
        let rows = self
            .runtime
            .block_on(self.store.read(path.index * 256, u32::from(path.width)));
        let rows = rows.map_err(other)?;
        bundle(rows.iter().map(|row| row.envelope.as_slice())).map_err(other)
    }

    fn bodies(&self, first: u64, count: u16) -> Vec<Result<Body, SourceError>> {
        let rows = match self
            .runtime
            .block_on(self.store.read(first, u32::from(count)))
        {
            Ok(rows) => rows,
            Err(error) => return vec![Err(other(error))],
        };
        rows.into_iter()
            .map(|row| match (row.salt, row.body) {
                // Sealed ones too: the operator has them, so their hashes can be checked.
                (Some(salt), Some(json)) => Ok(Body::Public {
                    salt: Salt(salt),
                    json,
                }),
                _ => Ok(Body::Erased),
            })
            .collect()
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
    older: Option<Vec<u8>>,
) -> Result<Option<Result<Report, Failure>>, AppError> {
    if store.head().await?.checkpoint.is_empty() {
        return Ok(None);
    }
    let source = StoreSource {
        store: store.clone(),
        runtime: tokio::runtime::Handle::current(),
    };
    tokio::task::spawn_blocking(move || verify(&source, &key, older.as_deref()))
        .await
        .map(Some)
        .map_err(|error| AppError::Internal(error.to_string()))
}
