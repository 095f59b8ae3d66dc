// SPDX-License-Identifier: EUPL-1.2
//! All SQL: the ledger on SQLite and PostgreSQL.
//!
//! The ledger is the store: entries are appended and read, nothing is queried by content. Private
//! things that change lie beside it as encrypted documents. So the SQL surface is three tables and
//! a handful of statements per engine, and one conformance suite (`tests/suite.rs`) runs on both.
//!
//! Must never know rules, what a body says, or HTML.
//!
//! # To add a statement
//! 1. A method on [`Store`] with its contract: what is durable when it returns, what may be stale,
//!    what may run at once.
//! 2. The same function in `sqlite.rs` and `postgres.rs`.
//! 3. A test in the suite, which runs on both.
//!
//! # Map
//! [`Store`]: the interface; [`document`]: private things; `sqlite`, `postgres`: the engines;
//! `migration`: the steps of their schema; [`key`]: the key file and the data folder; [`witness`]: what a witness remembers, in files; [`disk`]: room on
//! the disk; [`fault`]: failing on purpose, for tests.

pub mod disk;
pub mod document;
pub mod fault;
pub mod key;
mod migration;
mod postgres;
mod sqlite;
pub mod witness;

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, OwnedMutexGuard};
use wegmarke_ledger::body::{Body, Salt};

pub use crate::disk::Room;
use crate::document::{Document, Put};
use crate::fault::Faults;

/// Name of the embedded database in the data folder.
pub const DATABASE: &str = sqlite::FILE;

/// Where a ledger lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A folder with an embedded database.
    Folder(PathBuf),
    /// A PostgreSQL server: `postgres://…`.
    Url(String),
}

/// Whether a body may be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyState {
    /// By everybody.
    Public,
    /// Not yet.
    Sealed,
    /// Never again: it was erased.
    Erased,
}

impl BodyState {
    const fn number(self) -> i16 {
        match self {
            Self::Public => 0,
            Self::Sealed => 1,
            Self::Erased => 2,
        }
    }

    fn of(number: i64) -> Result<Self, StoreError> {
        match number {
            0 => Ok(Self::Public),
            1 => Ok(Self::Sealed),
            2 => Ok(Self::Erased),
            _ => Err(StoreError::Corrupt(format!(
                "an entry has the state {number}"
            ))),
        }
    }
}

/// One stored entry.
#[derive(Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Its number, from 0.
    pub seq: u64,
    /// The leaf: canonical bytes of the envelope.
    pub envelope: Vec<u8>,
    /// The salt, while sealed the part of the nonce; `None` once erased.
    pub salt: Option<[u8; 16]>,
    /// Canonical JSON of the body, while sealed its encrypted form (hexadecimal digits), empty where its
    /// organisation keeps the words; `None` once erased.
    pub body: Option<Vec<u8>>,
    /// Whether the body may be seen.
    pub state: BodyState,
    /// What its organisation signed ([`wegmarke_ledger::signing::Document`]): canonical JSON; `None` if it
    /// signed nothing. It stays when the body is erased.
    pub signature: Option<Vec<u8>>,
}

impl std::fmt::Debug for EntryRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Bodies may be sealed, and salts are secret while they are.
        f.debug_struct("EntryRow")
            .field("seq", &self.seq)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

impl EntryRow {
    /// Whether only the hash of its body was submitted, and the words are not here.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.state == BodyState::Sealed && self.body.as_ref().is_none_or(Vec::is_empty)
    }

    /// What a reader may see of the body.
    #[must_use]
    pub fn visible(&self) -> Body {
        match (self.state, self.salt, &self.body) {
            (BodyState::Public, Some(salt), Some(body)) => Body::Public {
                salt: Salt(salt),
                json: body.clone(),
            },
            (BodyState::Sealed, ..) => Body::Sealed,
            _ => Body::Erased,
        }
    }
}

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else appended first. Nothing was written.
    #[error("the ledger has {size} entries by now; read them and try again")]
    Conflict {
        /// Entries there are.
        size: u64,
    },
    /// Somebody else changed a document first. Nothing was written.
    #[error("it was changed meanwhile; read it again")]
    Stale,
    /// The disk is full. Nothing was written.
    #[error("the disk is full: nothing was written; free some space and try again")]
    Full,
    /// The database may only be read.
    #[error(
        "the database may only be read: nothing was written; check the rights of the data folder"
    )]
    ReadOnly,
    /// Another process holds the database.
    #[error("the database is busy; try again")]
    Busy,
    /// What is stored cannot be right.
    #[error("the database is damaged: {0}; restore a backup, then run “wegmarke verify”")]
    Corrupt(String),
    /// The database cannot be reached or opened.
    #[error("the database cannot be opened: {0}")]
    Unreachable(String),
    /// The outcome of a write is not known: it may be done or not.
    #[error("the connection broke while writing: {0}")]
    Unknown(String),
    /// A file could not be read or written.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A secret file can be read by others.
    #[error("{0} can be read by others; make it yours alone (chmod 600) or make a new key")]
    Exposed(PathBuf),
}

impl StoreError {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Conflict { .. } => "conflict",
            Self::Stale => "stale",
            Self::Full => "disk_full",
            Self::ReadOnly => "read_only",
            Self::Busy => "busy",
            Self::Corrupt(_) => "corrupt",
            Self::Unreachable(_) => "unreachable",
            Self::Unknown(_) => "outcome_unknown",
            Self::File { .. } => "file",
            Self::Exposed(_) => "exposed_key",
        }
    }
}

/// The body of an entry that was sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Reveal {
    /// The entry.
    pub seq: u64,
    /// Its salt.
    pub salt: [u8; 16],
    /// Canonical JSON of its body.
    pub body: Vec<u8>,
}

/// Everything one use case writes.
#[derive(Clone, Copy, Default)]
pub struct Batch<'a> {
    /// New entries, in order.
    pub rows: &'a [EntryRow],
    /// The checkpoint of the ledger with them.
    pub checkpoint: &'a [u8],
    /// Sealed bodies that become public.
    pub reveals: &'a [Reveal],
    /// Entries whose bodies and salts are erased for ever, as law may demand. Their envelopes stay.
    pub erases: &'a [u64],
    /// Documents, each at most once.
    pub puts: &'a [Put],
}

/// The same, of somebody who decides what it is only when nobody else can write any more.
#[derive(Clone, Default)]
pub struct Decided {
    /// New entries, in order.
    pub rows: Vec<EntryRow>,
    /// The checkpoint of the ledger with them.
    pub checkpoint: Arc<[u8]>,
    /// Documents, each at most once.
    pub puts: Vec<Put>,
}

impl Decided {
    fn batch(&self) -> Batch<'_> {
        Batch {
            rows: &self.rows,
            checkpoint: &self.checkpoint,
            puts: &self.puts,
            ..Batch::default()
        }
    }
}

/// A last decision that is being made; `None`: nothing is to be written.
pub type Deciding<'a, E> = Pin<Box<dyn Future<Output = Result<Option<Decided>, E>> + Send + 'a>>;

/// Somebody's turn; it is over when this is dropped, or its process ends.
#[derive(Debug)]
pub struct Turn {
    _here: OwnedMutexGuard<()>,
    _there: Elsewhere,
}

/// What keeps other processes waiting.
#[derive(Debug)]
enum Elsewhere {
    Locked {
        _folder: std::fs::File,
    },
    Held {
        _transaction: postgres::Writing<'static>,
    },
}

/// How many entries there are, and the signed checkpoint that says so (empty for an empty log).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Entries.
    pub size: u64,
    /// Bodies that were erased so far.
    pub erasures: u64,
    /// The checkpoint as a signed note.
    pub checkpoint: Vec<u8>,
}

/// Some of what was sealed.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Documents.
    pub documents: Vec<Document>,
    /// Entries that are sealed.
    pub sealed: Vec<EntryRow>,
}

impl Sample {
    /// Whether nothing was sealed at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.sealed.is_empty()
    }
}

/// How much there is of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// How many.
    pub count: u64,
    /// How many bytes they hold.
    pub bytes: u64,
}

#[derive(Clone, Debug)]
enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// A ledger in a database. Clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    engine: Engine,
    /// Where the embedded database lies.
    folder: Option<Arc<Path>>,
    /// Those of this process wait for their turn here: elsewhere each of them would take a connection.
    turns: Arc<Mutex<()>>,
    faults: Option<Arc<Faults>>,
}

/// Runs the same method on whichever engine it is.
macro_rules! on_engine {
    ($store:expr, $engine:ident => $call:expr) => {
        match &$store.engine {
            Engine::Sqlite($engine) => $call,
            Engine::Postgres($engine) => $call,
        }
    };
}

impl Store {
    /// Opens a ledger and brings its tables up to date. A folder must exist; its database is made.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] and what the engine says.
    pub async fn open(location: &Location) -> Result<Self, StoreError> {
        let (engine, folder) = match location {
            Location::Folder(folder) => {
                let engine = Engine::Sqlite(sqlite::Sqlite::open(folder).await?);
                (engine, Some(Arc::from(folder.as_path())))
            }
            Location::Url(url) => (Engine::Postgres(postgres::Postgres::open(url).await?), None),
        };
        Ok(Self {
            engine,
            folder,
            turns: Arc::default(),
            faults: None,
        })
    }

    /// Opens a database that is only read, also on a medium on which nothing can be written. There it is taken
    /// as it lies, and nobody may write to it meanwhile.
    ///
    /// # Errors
    /// As [`Store::open`]; [`StoreError::ReadOnly`] where something that was written is not yet in its place, and
    /// cannot be put there.
    pub async fn open_to_read(location: &Location) -> Result<Self, StoreError> {
        match (Self::open(location).await, location) {
            (Err(StoreError::Unreachable(_) | StoreError::ReadOnly), Location::Folder(folder))
                if folder.join(sqlite::FILE).is_file() =>
            {
                Ok(Self {
                    engine: Engine::Sqlite(sqlite::Sqlite::open_as_it_lies(folder).await?),
                    folder: Some(Arc::from(folder.as_path())),
                    turns: Arc::default(),
                    faults: None,
                })
            }
            (opened, _) => opened,
        }
    }

    /// The same store, failing on purpose as `faults` says. For tests.
    #[must_use]
    pub fn with_faults(mut self, faults: Arc<Faults>) -> Self {
        self.faults = Some(faults);
        self
    }

    /// Appends entries and the checkpoint of the ledger with them, in one transaction.
    ///
    /// When it returns `Ok`, all of it survives a crash of process and machine. On any error but
    /// [`StoreError::Unknown`] nothing of it was written. Any number may run at once, in any number
    /// of processes: one of them wins, the others get [`StoreError::Conflict`].
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the first row's number is not the size of the ledger; what the
    /// engine says otherwise.
    pub async fn append(&self, rows: &[EntryRow], checkpoint: &[u8]) -> Result<(), StoreError> {
        self.write(&Batch {
            rows,
            checkpoint,
            ..Batch::default()
        })
        .await
    }

    /// Appends entries, reveals sealed bodies, erases bodies and writes documents, all in one
    /// transaction. As [`Store::append`] otherwise. Nothing to write is fine. What was erased lies
    /// nowhere in the database any more when it returns `Ok`.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] as above; [`StoreError::Stale`] if a document is not in the state
    /// that its write expects; what the engine says otherwise.
    pub async fn write(&self, batch: &Batch<'_>) -> Result<(), StoreError> {
        let is_empty = batch.rows.is_empty() && batch.reveals.is_empty() && batch.erases.is_empty();
        if is_empty && batch.puts.is_empty() {
            return Ok(());
        }
        // A write can fail in two ways that look the same from here: it was lost, or it was done and the
        // answer was lost. Tests play both, since what to do afterwards must not depend on which it was.
        let fault = self.faults.as_ref().and_then(|faults| faults.take());
        if fault == Some(fault::Fault::Lost) {
            return Err(StoreError::Unknown("lost on purpose".to_owned()));
        }
        on_engine!(self, engine => engine.write(batch).await)?;
        match fault {
            Some(fault::Fault::DoneButReportedFailed) => Err(StoreError::Unknown(
                "done, but reported as failed on purpose".to_owned(),
            )),
            _ => Ok(()),
        }
    }

    /// Takes the right to write, asks `decide` what is to be written, and writes it as [`Store::write`]
    /// does. From the moment on in which it is asked no process appends anything until it is written: what
    /// `decide` reads from this store is the newest, and stays it. Others wait meanwhile, so it must not
    /// take long. Says whether something was written.
    ///
    /// # Errors
    /// What `decide` says; what the engine says.
    pub async fn write_last<'a, E: From<StoreError>>(
        &self,
        decide: impl FnOnce() -> Deciding<'a, E>,
    ) -> Result<bool, E> {
        let fault = self.faults.as_ref().and_then(|faults| faults.take());
        if fault == Some(fault::Fault::Lost) {
            return Err(StoreError::Unknown("lost on purpose".to_owned()).into());
        }
        let written = on_engine!(self, engine => engine.write_last(decide).await)?;
        match fault {
            Some(fault::Fault::DoneButReportedFailed) => Err(StoreError::Unknown(
                "done, but reported as failed on purpose".to_owned(),
            )
            .into()),
            _ => Ok(written),
        }
    }

    /// Waits for one's turn, of which there is one at a time among all processes on this database. It
    /// keeps nobody from writing who does not ask for one.
    ///
    /// # Errors
    /// [`StoreError::File`]; what the engine says.
    pub async fn take_turn(&self) -> Result<Turn, StoreError> {
        let here = Arc::clone(&self.turns).lock_owned().await;
        let there = match (&self.engine, &self.folder) {
            (Engine::Postgres(engine), _) => Elsewhere::Held {
                _transaction: engine.take_turn().await?,
            },
            (Engine::Sqlite(_), folder) => {
                let path = folder.as_deref().unwrap_or(Path::new(".")).to_owned();
                // Nobody else locks the folder itself: the engine locks its file.
                let locking = tokio::task::spawn_blocking(move || {
                    let folder = std::fs::File::open(&path)
                        .map_err(|error| StoreError::File { path, error })?;
                    // Where the file system has no such locks nobody waits for each other. That costs a few more
                    // tries and nothing else: what is written is decided by the engine.
                    let _locked = folder.lock();
                    Ok::<_, StoreError>(folder)
                });
                let folder = locking.await;
                let folder = folder.map_err(|error| StoreError::Unreachable(error.to_string()))?;
                Elsewhere::Locked { _folder: folder? }
            }
        };
        Ok(Turn {
            _here: here,
            _there: there,
        })
    }

    /// Size and checkpoint as of one moment.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn head(&self) -> Result<Head, StoreError> {
        on_engine!(self, engine => engine.head().await)
    }

    /// At most `limit` entries from `first` on, in order, without gaps.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn read(&self, first: u64, limit: u32) -> Result<Vec<EntryRow>, StoreError> {
        on_engine!(self, engine => engine.read(first, limit).await)
    }

    /// Entries by their numbers, oldest first and each once. Numbers that the ledger does not have are left
    /// out.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn read_each(&self, seqs: &[u64]) -> Result<Vec<EntryRow>, StoreError> {
        on_engine!(self, engine => engine.read_each(seqs).await)
    }

    /// One entry; `None` if the ledger is not that long.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn find(&self, seq: u64) -> Result<Option<EntryRow>, StoreError> {
        Ok(self
            .read(seq, 1)
            .await?
            .into_iter()
            .find(|row| row.seq == seq))
    }

    /// A document; `None` if there is none. Expired ones are there until they are purged.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn find_document(
        &self,
        kind: &str,
        id: &str,
    ) -> Result<Option<Document>, StoreError> {
        on_engine!(self, engine => engine.find_document(kind, id).await)
    }

    /// Reads documents of one kind, asks `decide` what becomes of them, and writes that, in one
    /// transaction. Documents that are not there are left out.
    ///
    /// Any number may run at once, in any number of processes: those that name the same document
    /// come one after the other, and each sees what the one before wrote. So what one of them counts,
    /// none other loses. When it returns `Ok`, what was written is durable; on any error but
    /// [`StoreError::Unknown`], and if `decide` panics, nothing was written. `decide` must name all it
    /// writes in `ids`, and must not wait: others wait for it.
    ///
    /// # Errors
    /// What `decide` says; what the engine says.
    pub async fn revise<T, E: From<StoreError>>(
        &self,
        kind: &str,
        ids: &[String],
        decide: impl FnOnce(&[Document]) -> Result<(Vec<Put>, T), E>,
    ) -> Result<T, E> {
        // Every process takes its locks in this order; in any other, two could wait for each other.
        let mut ids = ids.to_vec();
        ids.sort();
        ids.dedup();
        let fault = self.faults.as_ref().and_then(|faults| faults.take());
        if fault == Some(fault::Fault::Lost) {
            return Err(StoreError::Unknown("lost on purpose".to_owned()).into());
        }
        let answer = on_engine!(self, engine => engine.revise(kind, &ids, decide).await)?;
        match fault {
            Some(fault::Fault::DoneButReportedFailed) => Err(StoreError::Unknown(
                "done, but reported as failed on purpose".to_owned(),
            )
            .into()),
            _ => Ok(answer),
        }
    }

    /// All documents of a kind, or those of one owner, by id.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn list_documents(
        &self,
        kind: &str,
        owner: Option<&str>,
    ) -> Result<Vec<Document>, StoreError> {
        on_engine!(self, engine => engine.list_documents(kind, owner).await)
    }

    /// The kinds of documents there are, by name.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn list_kinds(&self) -> Result<Vec<String>, StoreError> {
        on_engine!(self, engine => engine.list_kinds().await)
    }

    /// What time it is on the database's server, in milliseconds since 1970; `None` if it has no clock
    /// but ours.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn find_time(&self) -> Result<Option<i64>, StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(None),
            Engine::Postgres(engine) => engine.find_time().await.map(Some),
        }
    }

    /// Some of what was sealed: a few documents, and a few entries that are sealed.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn sample_private(&self, limit: u32) -> Result<Sample, StoreError> {
        on_engine!(self, engine => engine.sample_private(limit).await)
    }

    /// How many documents of a kind somebody has, and how many bytes they hold.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn weigh_documents(&self, kind: &str, owner: &str) -> Result<Weight, StoreError> {
        on_engine!(self, engine => engine.weigh_documents(kind, owner).await)
    }

    /// Deletes documents that expired by `now`, in seconds since 1970. Says how many.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn purge_documents(&self, now: i64) -> Result<u64, StoreError> {
        on_engine!(self, engine => engine.purge_documents(now).await)
    }

    /// Erases a body, and no entry says so: as it was done once, and as somebody might who hides
    /// something. For tests.
    ///
    /// # Errors
    /// What the engine says.
    #[doc(hidden)]
    pub async fn erase_body(&self, seq: u64) -> Result<(), StoreError> {
        self.write(&Batch {
            erases: &[seq],
            ..Batch::default()
        })
        .await
    }

    /// Puts a body into another state, without a word: as somebody might who hides something. For tests.
    ///
    /// # Errors
    /// What the engine says.
    #[doc(hidden)]
    pub async fn set_body(&self, row: &EntryRow) -> Result<(), StoreError> {
        on_engine!(self, engine => engine.set_body(row).await)
    }

    /// Waits until the ledger has another size or another number of erasures, or the time is over.
    /// Appends and erasures of any process are seen, within a second.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn wait_beyond(
        &self,
        size: u64,
        erasures: u64,
        longest: Duration,
    ) -> Result<Head, StoreError> {
        on_engine!(self, engine => engine.wait_beyond(size, erasures, longest).await)
    }

    /// Limits the embedded database to some pages of 4 KiB, as a full disk would. For tests.
    ///
    /// # Errors
    /// What the engine says.
    #[doc(hidden)]
    pub fn limit_pages(&self, pages: u32) {
        if let Engine::Sqlite(engine) = &self.engine {
            engine.limit_pages(pages);
        }
    }

    /// How much room there is on the disk of the embedded database; `None` on PostgreSQL, whose disk is
    /// its own.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn find_room(&self) -> Result<Option<Room>, StoreError> {
        self.folder.as_deref().map(Room::of).transpose()
    }

    /// Keeps room on the disk of the embedded database for what must not wait, unless the disk is low
    /// already. Says whether there is a reserve.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn keep_reserve(&self) -> Result<bool, StoreError> {
        self.folder.as_deref().map_or(Ok(false), disk::keep_reserve)
    }

    /// Gives up the reserve for what must not wait. Says whether there was one.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn give_up_reserve(&self) -> Result<bool, StoreError> {
        let Some(folder) = &self.folder else {
            return Ok(false);
        };
        let given = disk::give_up_reserve(folder)?;
        if given && let Engine::Sqlite(engine) = &self.engine {
            engine.free_pages(disk::RESERVE_PAGES);
        }
        Ok(given)
    }

    /// Copies the embedded database of a folder into a new file, whole and as of one moment, while any
    /// number of processes read and write it; none of them waits. Says what the copy holds. It is on the
    /// disk when this returns; after an error there may be a part of it.
    ///
    /// # Errors
    /// [`StoreError::File`], also if the file is there already; what the engine says.
    pub async fn copy_database(folder: &Path, to: &Path) -> Result<Head, StoreError> {
        sqlite::copying::copy(folder, to).await
    }

    /// Closes all connections; what was appended stays.
    pub async fn close(&self) {
        on_engine!(self, engine => engine.close().await);
    }
}

/// A number that the database keeps as a signed one.
fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number)
        .map_err(|_| StoreError::Corrupt(format!("no entry has the number {number}")))
}

fn unsigned(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number)
        .map_err(|_| StoreError::Corrupt(format!("an entry has the number {number}")))
}

fn salt_of(bytes: Option<Vec<u8>>) -> Result<Option<[u8; 16]>, StoreError> {
    bytes
        .map(|bytes| {
            bytes
                .try_into()
                .map_err(|_| StoreError::Corrupt("a salt has not 16 bytes".to_owned()))
        })
        .transpose()
}
