// SPDX-License-Identifier: EUPL-1.2
//! The one connection that writes, and how it comes back whole from whatever went wrong.
//!
//! After a full disk or another error of input and output the engine has ended the transaction by
//! itself, and the driver does not know: it counts one that is not there, and every later one is refused.
//! So a connection that met an error inside a transaction is closed, which undoes whatever is left of
//! it, and the next writer gets a new one. Who was cut off in the midst, by a panic or because nobody
//! waits any more, leaves it to the pool: it takes back no connection that still counts a transaction.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};
use sqlx::{Connection as _, Sqlite};

use crate::StoreError;

pub(super) type Writing<'c> = sqlx::Transaction<'c, Sqlite>;

/// The connection that writes, of which there is one at a time.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    pool: SqlitePool,
    /// Most pages that the database may have; 0: as many as it likes. For tests.
    most_pages: Arc<AtomicU32>,
}

impl Writer {
    pub(super) async fn open(options: SqliteConnectOptions) -> Result<Self, sqlx::Error> {
        // One connection writes. The engine lets in only one anyway: those of this process wait for
        // each other here, in turn, instead of asking again and again there.
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            // A file does not hang up, and opening it anew can fail where the disk is full.
            .idle_timeout(None)
            .max_lifetime(None)
            .after_release(|connection, _| {
                Box::pin(async move {
                    // Answered after everything that was asked before: an undo that was left behind is done.
                    connection.ping().await?;
                    Ok(!connection.is_in_transaction())
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self {
            pool,
            most_pages: Arc::default(),
        })
    }

    pub(super) const fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// Waits for one's turn.
    pub(super) async fn hold(&self) -> Result<Held, StoreError> {
        let mut connection = self.pool.acquire().await.map_err(told)?;
        let pages = self.most_pages.load(Ordering::Relaxed);
        if pages > 0 {
            let sql = sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {pages}"));
            let limited = sqlx::query(sql).execute(&mut *connection).await;
            limited.map_err(told)?;
        }
        Ok(Held(connection))
    }

    pub(super) fn limit_pages(&self, pages: u32) {
        self.most_pages.store(pages, Ordering::Relaxed);
    }

    /// As a disk on which something was deleted.
    pub(super) fn free_pages(&self, pages: u32) {
        let more = |limit: u32| (limit > 0).then(|| limit.saturating_add(pages));
        let (set, fetch) = (Ordering::Relaxed, Ordering::Relaxed);
        // Without a limit there is nothing to raise.
        let _unlimited = self.most_pages.fetch_update(set, fetch, more);
    }
}

/// The connection that writes, while it is one's turn.
pub(super) struct Held(PoolConnection<Sqlite>);

impl Held {
    /// IMMEDIATE: the write lock is taken before anything is read, so nobody comes in between.
    pub(super) async fn begin(&mut self) -> Result<Writing<'_>, StoreError> {
        self.0.begin_with("BEGIN IMMEDIATE").await.map_err(told)
    }

    pub(super) fn connection(&mut self) -> &mut sqlx::SqliteConnection {
        &mut self.0
    }

    /// Gives the connection back, or closes it if it met an error of the engine. What came of it is
    /// handed on.
    pub(super) async fn settle<T>(self, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
        match &outcome {
            // Our own refusals: the engine is as it was.
            Ok(_) | Err(StoreError::Conflict { .. } | StoreError::Stale) => {}
            Err(_) => {
                // It is gone in either case; what it says matters to nobody any more.
                let _closed = self.0.close().await;
            }
        }
        outcome
    }
}

/// What an SQLite error means. Primary result codes: 5 busy, 6 locked, 8 read-only, 10 input and
/// output, 11 corrupt, 13 full, 14 cannot open, 26 not a database.
pub(super) fn told(error: sqlx::Error) -> StoreError {
    let code = error
        .as_database_error()
        .and_then(|error| error.code())
        .and_then(|code| code.parse::<i64>().ok())
        .map(|code| code & 0xff);
    match code {
        Some(5 | 6) => StoreError::Busy,
        Some(8) => StoreError::ReadOnly,
        Some(11 | 26) => StoreError::Corrupt(error.to_string()),
        Some(13) => StoreError::Full,
        Some(14) => StoreError::Unreachable(error.to_string()),
        _ => StoreError::Unknown(error.to_string()),
    }
}
