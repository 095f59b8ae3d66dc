// SPDX-License-Identifier: EUPL-1.2
//! The pool on disk: one SQLite file of encrypted documents, and the keys beside it.
//!
//! A document is durable when [`Store::add`] returns, whole or not at all. The database knows of each its
//! kind and its length and nothing else. All SQL of this program is here.

use std::fs::File;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use rand::RngCore;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqliteSynchronous};

const DATABASE: &str = "pool.sqlite";
const KEY: &str = "pool.key";
const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS document (\
    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, body BLOB NOT NULL) STRICT";

/// An open pool.
pub struct Store {
    database: SqlitePool,
    cipher: XChaCha20Poly1305,
    folder: PathBuf,
    /// Held while only this process may write.
    alone: Option<File>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

/// Writes a file that only its owner reads, and that was not there.
///
/// # Errors
/// If it is there, or cannot be written.
pub fn write_secret(path: &Path, content: &str) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("cannot write {}", path.display()))?;
    file.write_all(content.as_bytes())?;
    file.sync_all()?;
    Ok(())
}

/// Waits until no other process holds this lock of a pool, and holds it until the file is dropped.
///
/// # Errors
/// If the file cannot be made.
pub fn lock(folder: &Path, name: &str) -> Result<File> {
    let path = folder.join(name);
    let mut options = std::fs::OpenOptions::new();
    let file = options
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(&path)
        .with_context(|| format!("cannot write {}", path.display()))?;
    file.lock()?;
    Ok(file)
}

impl Store {
    /// Makes an empty pool with a new key.
    ///
    /// # Errors
    /// If there is one already.
    pub async fn create(folder: &Path, rng: &mut impl RngCore) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let mut key = [0_u8; 32];
        rng.fill_bytes(&mut key);
        write_secret(&folder.join(KEY), &hex::encode(key))?;
        Self::connect(folder, true).await
    }

    /// Opens a pool.
    ///
    /// # Errors
    /// If there is none, or its key is missing.
    pub async fn open(folder: &Path) -> Result<Self> {
        Self::connect(folder, false).await
    }

    /// Opens a pool to write what rests on what is in it: no other process does so until this one is done.
    /// Waits for one that is at it.
    ///
    /// # Errors
    /// If there is none, or its key is missing.
    pub async fn open_alone(folder: &Path) -> Result<Self> {
        // In a folder that is no pool nothing is made.
        let is_pool = folder.join(KEY).exists();
        let alone = is_pool.then(|| lock(folder, "pool.lock")).transpose()?;
        let mut store = Self::connect(folder, false).await?;
        store.alone = alone;
        Ok(store)
    }

    async fn connect(folder: &Path, create: bool) -> Result<Self> {
        let path = folder.join(KEY);
        let text = std::fs::read_to_string(&path).with_context(|| {
            format!(
                "{} is not there; is this the pool's folder?",
                path.display()
            )
        })?;
        let key = hex::decode(text.trim()).context("the pool's key is damaged")?;
        let cipher = XChaCha20Poly1305::new_from_slice(&key)
            .map_err(|_| anyhow::anyhow!("the pool's key is damaged"))?;
        let options = SqliteConnectOptions::new()
            .filename(folder.join(DATABASE))
            .create_if_missing(create)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", "ON");
        let database = SqlitePool::connect_with(options)
            .await
            .context("the pool cannot be opened")?;
        sqlx::query(SCHEMA).execute(&database).await?;
        Ok(Self {
            database,
            cipher,
            folder: folder.to_owned(),
            alone: None,
        })
    }

    /// Where it lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Adds documents of some kinds, all or none; gives their numbers.
    ///
    /// # Errors
    /// If they cannot be written; nothing was.
    pub async fn add(
        &self,
        documents: &[(&str, Vec<u8>)],
        rng: &mut impl RngCore,
    ) -> Result<Vec<i64>> {
        let mut transaction = self.database.begin_with("BEGIN IMMEDIATE").await?;
        let mut numbers = Vec::new();
        for (kind, body) in documents {
            let mut nonce = [0_u8; 24];
            rng.fill_bytes(&mut nonce);
            let payload = Payload {
                msg: body,
                aad: kind.as_bytes(),
            };
            let sealed = self
                .cipher
                .encrypt(&XNonce::from(nonce), payload)
                .map_err(|_| anyhow::anyhow!("a document could not be encrypted"))?;
            let written = sqlx::query("INSERT INTO document (kind, body) VALUES (?, ?)")
                .bind(kind)
                .bind([nonce.as_slice(), &sealed].concat())
                .execute(&mut *transaction)
                .await?;
            numbers.push(written.last_insert_rowid());
        }
        transaction.commit().await?;
        Ok(numbers)
    }

    /// All documents of a kind, oldest first, with their numbers.
    ///
    /// # Errors
    /// If one does not open: another key, or changed.
    pub async fn list<T: DeserializeOwned>(&self, kind: &str) -> Result<Vec<(i64, T)>> {
        let rows: Vec<(i64, Vec<u8>)> =
            sqlx::query_as("SELECT seq, body FROM document WHERE kind = ? ORDER BY seq")
                .bind(kind)
                .fetch_all(&self.database)
                .await?;
        let mut all = Vec::new();
        for (seq, body) in rows {
            let Some((nonce, sealed)) = body.split_at_checked(24) else {
                bail!("document {seq} is damaged");
            };
            let nonce: [u8; 24] = nonce.try_into()?;
            let payload = Payload {
                msg: sealed,
                aad: kind.as_bytes(),
            };
            let opened = self
                .cipher
                .decrypt(&XNonce::from(nonce), payload)
                .map_err(|_| {
                    anyhow::anyhow!("document {seq} does not open: another key, or changed")
                })?;
            // What does not parse is not repeated: it could hold a case.
            let read = serde_json::from_slice(&opened).map_err(|_| {
                anyhow::anyhow!("document {seq} is of a form this program does not know")
            })?;
            all.push((seq, read));
        }
        Ok(all)
    }
}

/// A document as bytes.
///
/// # Errors
/// If it is no JSON.
pub fn document<T: Serialize>(value: &T) -> Result<Vec<u8>> {
    Ok(serde_json::to_vec(value)?)
}
