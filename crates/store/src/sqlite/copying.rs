// SPDX-License-Identifier: EUPL-1.2
//! A copy of the database as of one moment, while others read and write.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection as _, Row as _};

use super::writer::told;
use super::{BUSY, FILE};
use crate::{Head, StoreError, unsigned};

/// Copies the database of a folder into a new file; says what the copy holds.
pub(crate) async fn copy(folder: &Path, to: &Path) -> Result<Head, StoreError> {
    let failed = |error| StoreError::File {
        path: to.to_owned(),
        error,
    };
    let Some(name) = to.to_str() else {
        let why = std::io::Error::from(std::io::ErrorKind::InvalidFilename);
        return Err(failed(why));
    };
    // Made before the engine writes to it, which would let others read it.
    let mut made = OpenOptions::new();
    made.write(true).create_new(true).mode(0o600);
    let made = made.open(to).map_err(failed)?;
    let options = SqliteConnectOptions::new().busy_timeout(BUSY);
    let source = options.clone().filename(folder.join(FILE));
    let mut source = SqliteConnection::connect_with(&source)
        .await
        .map_err(told)?;
    // One reading transaction: nobody waits for it, and what is written meanwhile is not in it. What was
    // erased is not in it either, as it would be in a copy of the file page by page.
    let copied = sqlx::query("VACUUM INTO ?")
        .bind(name)
        .execute(&mut source)
        .await
        .map_err(told);
    // Nothing was written to it.
    let _closed = source.close().await;
    copied?;
    made.sync_all().map_err(failed)?;
    // Nobody else has it yet: it needs no lock, and none of the files that go with one.
    let copy = options.filename(to).immutable(true).read_only(true);
    let mut copy = SqliteConnection::connect_with(&copy).await.map_err(told)?;
    let head = head(&mut copy).await;
    let _closed = copy.close().await;
    head
}

async fn head(copy: &mut SqliteConnection) -> Result<Head, StoreError> {
    let row = sqlx::query("SELECT size, erasures, checkpoint FROM head WHERE id = 0")
        .fetch_one(copy)
        .await
        .map_err(told)?;
    Ok(Head {
        size: unsigned(row.get(0))?,
        erasures: unsigned(row.get(1))?,
        checkpoint: row.get(2),
    })
}
