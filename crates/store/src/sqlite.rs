// SPDX-License-Identifier: EUPL-1.2
//! The embedded engine: one file, WAL, one writer at a time, every commit on disk before it returns.

pub(crate) mod copying;
mod writer;

use std::path::Path;
use std::time::Duration;

use sqlx::Row as _;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteRow, SqliteSynchronous,
};

use self::writer::{Held, Writer, Writing, told};
use crate::document::{Document, Put};
use crate::{
    Batch, BodyState, Deciding, EntryRow, Head, Sample, StoreError, Weight, migration, salt_of,
    signed, unsigned,
};

/// Name of the database in the data folder.
pub(crate) const FILE: &str = "register.sqlite";
/// How long a writer waits for another process.
const BUSY: Duration = Duration::from_secs(10);
/// Entries that are read at once.
const PACK: u64 = 256;
/// How often another process's entries are looked for.
const POLL: Duration = Duration::from_millis(200);

/// Many entries as one row, oldest first: the driver's price for a row is many times the engine's. Canonical
/// JSON has no line feed, so one can stand between the parts.
macro_rules! packed {
    ($which:literal) => {
        concat!(
            "SELECT group_concat(CAST(envelope AS TEXT), char(10)), ",
            "group_concat(coalesce(hex(salt), ''), char(10)), ",
            "group_concat(coalesce(CAST(body AS TEXT), ''), char(10)), group_concat(state, char(10)), ",
            "group_concat(coalesce(CAST(signature AS TEXT), ''), char(10)) ",
            "FROM (SELECT * FROM entry WHERE ",
            $which,
            " ORDER BY seq)"
        )
    };
}

/// The entries of a packed row; `None` if they are not those of the numbers, in this order, or cannot be told
/// apart.
fn unpack(pack: &SqliteRow, seqs: &[u64]) -> Result<Option<Vec<EntryRow>>, StoreError> {
    let part = |at: usize| pack.get::<Option<Vec<u8>>, _>(at).unwrap_or_default();
    let parts = [part(0), part(1), part(2), part(3), part(4)];
    let [envelopes, salts, bodies, states, signatures] =
        parts.each_ref().map(|part| split_lines(part));
    let whole = [&envelopes, &salts, &bodies, &states, &signatures];
    if whole.iter().any(|parts| parts.len() != seqs.len()) {
        return Ok(None);
    }
    let mut rows = Vec::with_capacity(seqs.len());
    for (at, seq) in seqs.iter().enumerate() {
        let salt = hex::decode(salts[at]).ok().filter(|salt| !salt.is_empty());
        let state = std::str::from_utf8(states[at])
            .ok()
            .and_then(|state| state.parse().ok());
        rows.push(EntryRow {
            seq: *seq,
            envelope: envelopes[at].to_vec(),
            salt: salt_of(salt)?,
            body: Some(bodies[at].to_vec()).filter(|body| !body.is_empty()),
            state: BodyState::of(state.unwrap_or(-1))?,
            signature: Some(signatures[at].to_vec()).filter(|file| !file.is_empty()),
        });
    }
    Ok(Some(rows))
}

#[derive(Clone, Debug)]
pub(crate) struct Sqlite {
    readers: SqlitePool,
    writer: Writer,
}

/// What the schema lacks of a database that an earlier version of the program left, and that nobody can bring up
/// to date because it cannot be written: as views of this connection, which hide its tables.
async fn fill_in(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let has = |table: &str, column: &str| {
        let sql = "SELECT 1 FROM pragma_table_info(?) WHERE name = ?";
        sqlx::query(sql)
            .bind(table.to_owned())
            .bind(column.to_owned())
    };
    let mut lacks = Vec::new();
    for (table, column, view) in [
        (
            "entry",
            "signature",
            "CREATE TEMP VIEW entry AS SELECT *, NULL AS signature FROM main.entry",
        ),
        (
            "document",
            "kind",
            "CREATE TEMP TABLE document (kind, id, owner, value, revision, expires_at)",
        ),
    ] {
        let found = has(table, column).fetch_optional(&mut *connection).await?;
        lacks.extend(found.is_none().then_some(view));
    }
    for view in lacks {
        // Nothing of it goes to a disk.
        sqlx::query("PRAGMA temp_store = MEMORY")
            .execute(&mut *connection)
            .await?;
        sqlx::query(view).execute(&mut *connection).await?;
    }
    Ok(())
}

impl Sqlite {
    pub(crate) async fn open(folder: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(folder.join(FILE))
            .create_if_missing(true)
            // Readers go on while somebody writes.
            .journal_mode(SqliteJournalMode::Wal)
            // With WAL the usual `NORMAL` may lose the last commits when the power fails, and receipts for
            // them are out by then.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY);
        let opened = |error: sqlx::Error| match told(error) {
            StoreError::Unknown(why) => {
                StoreError::Unreachable(format!("{}: {why}", folder.display()))
            }
            other => other,
        };
        let writer = Writer::open(options.clone()).await.map_err(opened)?;
        migration::sqlite()
            .run(writer.pool())
            .await
            .map_err(|error| StoreError::Unreachable(error.to_string()))?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            // As for the writer; and where nobody had the file open any more, the log of what was written
            // would be deleted, and there may be no room to make it anew.
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            // Whatever goes wrong: a reader writes nothing.
            .connect_with(options.pragma("query_only", "on"))
            .await
            .map_err(opened)?;
        Ok(Self { readers, writer })
    }

    /// To be read where nothing can be written, as it lies there: without a lock, which takes a file.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`] where something written is still in the log beside it, which the engine would
    /// have to take in first; what the engine says.
    pub(crate) async fn open_as_it_lies(folder: &Path) -> Result<Self, StoreError> {
        let log = folder.join(format!("{FILE}-wal"));
        if std::fs::metadata(log).is_ok_and(|log| log.len() > 0) {
            return Err(StoreError::ReadOnly);
        }
        let options = SqliteConnectOptions::new()
            .filename(folder.join(FILE))
            .immutable(true)
            .read_only(true);
        let writer = Writer::open(options.clone()).await.map_err(told)?;
        let readers = SqlitePoolOptions::new()
            .after_connect(|connection, _| Box::pin(fill_in(connection)))
            .connect_with(options)
            .await;
        Ok(Self {
            readers: readers.map_err(told)?,
            writer,
        })
    }

    pub(crate) async fn write(&self, batch: &Batch<'_>) -> Result<(), StoreError> {
        let mut held = self.writer.hold().await?;
        let written = write(&mut held, batch).await;
        held.settle(written).await
    }

    pub(crate) async fn write_last<'a, E: From<StoreError>>(
        &self,
        decide: impl FnOnce() -> Deciding<'a, E>,
    ) -> Result<bool, E> {
        let mut held = self.writer.hold().await?;
        let written = write_last(&mut held, decide).await;
        held.settle(written).await?
    }

    pub(crate) async fn find_document(
        &self,
        kind: &str,
        id: &str,
    ) -> Result<Option<Document>, StoreError> {
        find(&self.readers, kind, id).await
    }

    pub(crate) async fn revise<T, E: From<StoreError>>(
        &self,
        kind: &str,
        ids: &[String],
        decide: impl FnOnce(&[Document]) -> Result<(Vec<Put>, T), E>,
    ) -> Result<T, E> {
        let mut held = self.writer.hold().await?;
        let revised = revise(&mut held, kind, ids, decide).await;
        held.settle(revised).await?
    }

    pub(crate) async fn list_documents(
        &self,
        kind: &str,
        owner: Option<&str>,
    ) -> Result<Vec<Document>, StoreError> {
        let rows = sqlx::query(
            "SELECT kind, id, owner, value, revision, expires_at FROM document \
             WHERE kind = ?1 AND (?2 IS NULL OR owner = ?2) ORDER BY id",
        )
        .bind(kind)
        .bind(owner)
        .fetch_all(&self.readers)
        .await
        .map_err(told)?;
        rows.iter().map(document).collect()
    }

    pub(crate) async fn list_kinds(&self) -> Result<Vec<String>, StoreError> {
        sqlx::query_scalar("SELECT DISTINCT kind FROM document ORDER BY kind")
            .fetch_all(&self.readers)
            .await
            .map_err(told)
    }

    pub(crate) async fn sample_private(&self, limit: u32) -> Result<Sample, StoreError> {
        let documents = sqlx::query(
            "SELECT kind, id, owner, value, revision, expires_at FROM document LIMIT ?",
        )
        .bind(limit)
        .fetch_all(&self.readers)
        .await
        .map_err(told)?;
        let sealed = sqlx::query(
            "SELECT seq, envelope, salt, body, state, signature FROM entry \
             WHERE state = 1 AND length(body) > 0 LIMIT ?",
        )
        .bind(limit)
        .fetch_all(&self.readers)
        .await
        .map_err(told)?;
        Ok(Sample {
            documents: documents.iter().map(document).collect::<Result<_, _>>()?,
            sealed: sealed.iter().map(entry).collect::<Result<_, _>>()?,
        })
    }

    pub(crate) async fn weigh_documents(
        &self,
        kind: &str,
        owner: &str,
    ) -> Result<Weight, StoreError> {
        let row = sqlx::query(
            "SELECT count(*), coalesce(sum(length(value)), 0) FROM document \
             WHERE kind = ? AND owner = ?",
        )
        .bind(kind)
        .bind(owner)
        .fetch_one(&self.readers)
        .await
        .map_err(told)?;
        Ok(Weight {
            count: unsigned(row.get(0))?,
            bytes: unsigned(row.get(1))?,
        })
    }

    pub(crate) async fn purge_documents(&self, now: i64) -> Result<u64, StoreError> {
        let mut held = self.writer.hold().await?;
        let purged = sqlx::query("DELETE FROM document WHERE expires_at <= ?")
            .bind(now)
            .execute(held.connection())
            .await;
        let purged = held.settle(purged.map_err(told)).await?;
        Ok(purged.rows_affected())
    }

    pub(crate) async fn head(&self) -> Result<Head, StoreError> {
        let row = sqlx::query("SELECT size, erasures, checkpoint FROM head WHERE id = 0")
            .fetch_one(&self.readers)
            .await
            .map_err(told)?;
        Ok(Head {
            size: unsigned(row.get(0))?,
            erasures: unsigned(row.get(1))?,
            checkpoint: row.get(2),
        })
    }

    pub(crate) async fn read(&self, first: u64, limit: u32) -> Result<Vec<EntryRow>, StoreError> {
        let (mut next, end) = (first, first.saturating_add(u64::from(limit)));
        let mut rows = Vec::new();
        while end - next >= PACK
            && let Some(pack) = self.read_pack(next).await?
        {
            rows.extend(pack);
            next += PACK;
        }
        if next == end {
            return Ok(rows);
        }
        // What is no full pack, or is damaged so that its parts cannot be told apart.
        let rest = sqlx::query(
            "SELECT seq, envelope, salt, body, state, signature FROM entry WHERE seq >= ? ORDER BY seq LIMIT ?",
        )
        .bind(signed(next)?)
        .bind(signed(end - next)?)
        .fetch_all(&self.readers)
        .await
        .map_err(told)?;
        for row in &rest {
            rows.push(entry(row)?);
        }
        Ok(rows)
    }

    pub(crate) async fn read_each(&self, seqs: &[u64]) -> Result<Vec<EntryRow>, StoreError> {
        let mut sorted = seqs.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let mut rows = Vec::with_capacity(sorted.len());
        for some in sorted.chunks(usize::try_from(PACK).unwrap_or(usize::MAX)) {
            // A list of numbers is written as JSON has it.
            let numbers = format!("{some:?}");
            let packed = sqlx::query(packed!("seq IN (SELECT value FROM json_each(?))"))
                .bind(numbers.clone())
                .fetch_one(&self.readers)
                .await;
            if let Ok(pack) = packed
                && let Some(pack) = unpack(&pack, some)?
            {
                rows.extend(pack);
                continue;
            }
            let apart = sqlx::query(
                "SELECT seq, envelope, salt, body, state, signature FROM entry \
                 WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq",
            )
            .bind(numbers)
            .fetch_all(&self.readers)
            .await
            .map_err(told)?;
            for row in &apart {
                rows.push(entry(row)?);
            }
        }
        Ok(rows)
    }

    /// [`PACK`] entries from `first` on as one row. `None` if there are not as many entries, or their
    /// parts cannot be told apart.
    async fn read_pack(&self, first: u64) -> Result<Option<Vec<EntryRow>>, StoreError> {
        let end = first.saturating_add(PACK);
        let packed = sqlx::query(packed!("seq >= ? AND seq < ?"))
            .bind(signed(first)?)
            .bind(signed(end)?)
            .fetch_one(&self.readers)
            .await;
        // Together they may be larger than the engine's largest text.
        let Ok(pack) = packed else { return Ok(None) };
        let seqs: Vec<u64> = (first..end).collect();
        unpack(&pack, &seqs)
    }

    pub(crate) async fn set_body(&self, row: &EntryRow) -> Result<(), StoreError> {
        let mut held = self.writer.hold().await?;
        let set = sqlx::query("UPDATE entry SET salt = ?, body = ?, state = ? WHERE seq = ?")
            .bind(row.salt.as_ref().map(<[u8; 16]>::as_slice))
            .bind(row.body.as_deref())
            .bind(row.state.number())
            .bind(signed(row.seq)?)
            .execute(held.connection())
            .await;
        held.settle(set.map_err(told)).await.map(|_| ())
    }

    pub(crate) async fn wait_beyond(
        &self,
        size: u64,
        erasures: u64,
        longest: Duration,
    ) -> Result<Head, StoreError> {
        let end = tokio::time::Instant::now() + longest;
        loop {
            let head = self.head().await?;
            if (head.size, head.erasures) != (size, erasures) || tokio::time::Instant::now() >= end
            {
                return Ok(head);
            }
            tokio::time::sleep(POLL).await;
        }
    }

    pub(crate) fn limit_pages(&self, pages: u32) {
        self.writer.limit_pages(pages);
    }

    pub(crate) fn free_pages(&self, pages: u32) {
        self.writer.free_pages(pages);
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.pool().close().await;
    }
}

async fn write(held: &mut Held, batch: &Batch<'_>) -> Result<(), StoreError> {
    let mut transaction = held.begin().await?;
    write_in(&mut transaction, batch).await?;
    transaction.commit().await.map_err(told)?;
    if batch.erases.is_empty() {
        return Ok(());
    }
    // The erased bytes would go on lying in the file and its write-ahead log.
    for sql in ["PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM"] {
        let cleaned = sqlx::query(sql).execute(held.connection()).await;
        cleaned.map_err(told)?;
    }
    Ok(())
}

/// What is decided and written; the inner error is that of the decision.
async fn write_last<'a, E: From<StoreError>>(
    held: &mut Held,
    decide: impl FnOnce() -> Deciding<'a, E>,
) -> Result<Result<bool, E>, StoreError> {
    let mut transaction = held.begin().await?;
    let decided = match decide().await {
        Ok(Some(decided)) => decided,
        Ok(None) => return Ok(Ok(false)),
        Err(refused) => return Ok(Err(refused)),
    };
    write_in(&mut transaction, &decided.batch()).await?;
    transaction.commit().await.map_err(told)?;
    Ok(Ok(true))
}

async fn write_in(transaction: &mut Writing<'_>, batch: &Batch<'_>) -> Result<(), StoreError> {
    if let Some(first) = batch.rows.first() {
        append(transaction, first.seq, batch).await?;
    }
    // Only what is still sealed: a body that was erased meanwhile must not come back.
    for reveal in batch.reveals {
        sqlx::query("UPDATE entry SET salt = ?, body = ?, state = 0 WHERE seq = ? AND state = 1")
            .bind(reveal.salt.as_slice())
            .bind(reveal.body.as_slice())
            .bind(signed(reveal.seq)?)
            .execute(&mut **transaction)
            .await
            .map_err(told)?;
    }
    for seq in batch.erases {
        erase(transaction, *seq).await?;
    }
    for put in batch.puts {
        self::put(transaction, put).await?;
    }
    Ok(())
}

/// What is decided and written; the inner error is that of the decision.
async fn revise<T, E: From<StoreError>>(
    held: &mut Held,
    kind: &str,
    ids: &[String],
    decide: impl FnOnce(&[Document]) -> Result<(Vec<Put>, T), E>,
) -> Result<Result<T, E>, StoreError> {
    let mut transaction = held.begin().await?;
    let mut known = Vec::with_capacity(ids.len());
    for id in ids {
        known.extend(find(&mut *transaction, kind, id).await?);
    }
    let (puts, answer) = match decide(&known) {
        Ok(decided) => decided,
        Err(refused) => return Ok(Err(refused)),
    };
    if puts.is_empty() {
        return Ok(Ok(answer));
    }
    for put in &puts {
        self::put(&mut transaction, put).await?;
    }
    transaction.commit().await.map_err(told)?;
    Ok(Ok(answer))
}

async fn erase(transaction: &mut Writing<'_>, seq: u64) -> Result<(), StoreError> {
    let erased = sqlx::query(
        "UPDATE entry SET salt = NULL, body = NULL, state = 2 WHERE seq = ? AND state <> 2",
    )
    .bind(signed(seq)?)
    .execute(&mut **transaction)
    .await
    .map_err(told)?;
    sqlx::query("UPDATE head SET erasures = erasures + ? WHERE id = 0")
        .bind(signed(erased.rows_affected())?)
        .execute(&mut **transaction)
        .await
        .map_err(told)?;
    Ok(())
}

/// Rows that are written with one statement: others wait for as long as a large import is written, and the
/// driver's price for a statement is many times that of a row.
const TOGETHER: usize = 500;

fn insert_of(rows: usize) -> String {
    let mut sql =
        "INSERT INTO entry (seq, envelope, salt, body, state, signature) VALUES ".to_owned();
    for row in 0..rows {
        sql.push_str(if row == 0 {
            "(?, ?, ?, ?, ?, ?)"
        } else {
            ", (?, ?, ?, ?, ?, ?)"
        });
    }
    sql
}

async fn append(
    transaction: &mut Writing<'_>,
    first: u64,
    batch: &Batch<'_>,
) -> Result<(), StoreError> {
    let size: i64 = sqlx::query_scalar("SELECT size FROM head WHERE id = 0")
        .fetch_one(&mut **transaction)
        .await
        .map_err(told)?;
    // Somebody else was first. Nothing is written, and the caller decides anew.
    if unsigned(size)? != first {
        return Err(StoreError::Conflict {
            size: unsigned(size)?,
        });
    }
    for rows in batch.rows.chunks(TOGETHER) {
        let sql = insert_of(rows.len());
        // The text holds question marks only, and there are few of them to be kept prepared.
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for row in rows {
            query = query
                .bind(signed(row.seq)?)
                .bind(row.envelope.as_slice())
                .bind(row.salt.as_ref().map(<[u8; 16]>::as_slice))
                .bind(row.body.as_deref())
                .bind(row.state.number())
                .bind(row.signature.as_deref());
        }
        query.execute(&mut **transaction).await.map_err(told)?;
    }
    sqlx::query("UPDATE head SET size = ?, checkpoint = ? WHERE id = 0")
        .bind(signed(first + batch.rows.len() as u64)?)
        .bind(batch.checkpoint)
        .execute(&mut **transaction)
        .await
        .map_err(told)?;
    Ok(())
}

async fn find<'c>(
    from: impl sqlx::Executor<'c, Database = sqlx::Sqlite>,
    kind: &str,
    id: &str,
) -> Result<Option<Document>, StoreError> {
    let row = sqlx::query(
        "SELECT kind, id, owner, value, revision, expires_at FROM document WHERE kind = ? AND id = ?",
    )
    .bind(kind)
    .bind(id)
    .fetch_optional(from)
    .await
    .map_err(told)?;
    row.as_ref().map(document).transpose()
}

async fn put(transaction: &mut Writing<'_>, put: &Put) -> Result<(), StoreError> {
    let (kind, id) = put.key();
    let revision: Option<i64> =
        sqlx::query_scalar("SELECT revision FROM document WHERE kind = ? AND id = ?")
            .bind(kind)
            .bind(id)
            .fetch_optional(&mut **transaction)
            .await
            .map_err(told)?;
    if !put.expect().holds(revision.map(unsigned).transpose()?) {
        return Err(StoreError::Stale);
    }
    let query = match put {
        Put::Set(document, _) => sqlx::query(
            "INSERT OR REPLACE INTO document (kind, id, owner, value, revision, expires_at) \
             VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(kind)
        .bind(id)
        .bind(document.owner.as_deref().unwrap_or_default())
        .bind(&document.value)
        .bind(revision.unwrap_or(0) + 1)
        .bind(document.expires_at),
        Put::Delete { .. } => sqlx::query("DELETE FROM document WHERE kind = ? AND id = ?")
            .bind(kind)
            .bind(id),
    };
    query.execute(&mut **transaction).await.map_err(told)?;
    Ok(())
}

fn document(row: &SqliteRow) -> Result<Document, StoreError> {
    // The engine keeps what it was given: in a damaged row a text may be none, and a number nonsense. Then
    // it is read as near as can be, and does not open; all other rows are as good as ever.
    let text = |at: usize| {
        let bytes: Vec<u8> = row.get(at);
        String::from_utf8_lossy(&bytes).into_owned()
    };
    Ok(Document {
        kind: text(0),
        id: text(1),
        // The column holds no NULL: an empty text stands for nobody.
        owner: Some(text(2)).filter(|owner| !owner.is_empty()),
        value: row.get(3),
        revision: u64::try_from(row.get::<i64, _>(4)).unwrap_or_default(),
        expires_at: row.get(5),
    })
}

/// The parts between line feeds.
fn split_lines(text: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::with_capacity(256);
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text) {
        parts.push(&text[start..end]);
        start = end + 1;
    }
    parts.push(&text[start..]);
    parts
}

fn entry(row: &SqliteRow) -> Result<EntryRow, StoreError> {
    Ok(EntryRow {
        seq: unsigned(row.get(0))?,
        envelope: row.get(1),
        salt: salt_of(row.get(2))?,
        body: row.get(3),
        state: BodyState::of(row.get(4))?,
        signature: row.get(5),
    })
}
