// SPDX-License-Identifier: EUPL-1.2
//! The engine for several processes: PostgreSQL, or what speaks its protocol.

use std::time::Duration;

use sqlx::Row as _;
use sqlx::postgres::{PgListener, PgPool, PgPoolOptions, PgRow};

use crate::document::{Document, Put};
use crate::{
    Batch, BodyState, Deciding, EntryRow, Head, Sample, StoreError, Weight, migration, salt_of,
    signed, unsigned,
};

/// Channel on which a committed append is told to all processes.
const CHANNEL: &str = "wegmarke_ledger";

#[derive(Clone, Debug)]
pub(crate) struct Postgres {
    pool: PgPool,
}

impl Postgres {
    pub(crate) async fn open(url: &str) -> Result<Self, StoreError> {
        let pool = PgPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(10))
            .connect(url)
            .await
            .map_err(|error| StoreError::Unreachable(without_password(&error)))?;
        // The migrator takes an advisory lock: several processes may start at once.
        migration::postgres()
            .run(&pool)
            .await
            .map_err(|error| StoreError::Unreachable(error.to_string()))?;
        Ok(Self { pool })
    }

    pub(crate) async fn write(&self, batch: &Batch<'_>) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await.map_err(told)?;
        write_in(&mut transaction, batch).await?;
        transaction.commit().await.map_err(told)?;
        if batch.erases.is_empty() {
            return Ok(());
        }
        // The erased bytes would go on lying in the table's dead rows.
        let cleaned = sqlx::query("VACUUM FULL entry").execute(&self.pool).await;
        cleaned.map(|_| ()).map_err(told)
    }

    pub(crate) async fn write_last<'a, E: From<StoreError>>(
        &self,
        decide: impl FnOnce() -> Deciding<'a, E>,
    ) -> Result<bool, E> {
        let mut transaction = self.pool.begin().await.map_err(told)?;
        // Whoever appends waits for this row; what is read from here on is the newest.
        sqlx::query("SELECT size FROM head WHERE id = 0 FOR UPDATE")
            .execute(&mut *transaction)
            .await
            .map_err(told)?;
        let Some(decided) = decide().await? else {
            return Ok(false);
        };
        write_in(&mut transaction, &decided.batch()).await?;
        transaction.commit().await.map_err(told)?;
        Ok(true)
    }

    /// Waits for one's turn, which lasts as long as what this gives.
    pub(crate) async fn take_turn(&self) -> Result<Writing<'static>, StoreError> {
        let mut transaction = self.pool.begin().await.map_err(told)?;
        sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended('wegmarke turn', 0))")
            .execute(&mut *transaction)
            .await
            .map_err(told)?;
        Ok(transaction)
    }

    pub(crate) async fn find_document(
        &self,
        kind: &str,
        id: &str,
    ) -> Result<Option<Document>, StoreError> {
        find(&self.pool, kind, id).await
    }

    pub(crate) async fn revise<T, E: From<StoreError>>(
        &self,
        kind: &str,
        ids: &[String],
        decide: impl FnOnce(&[Document]) -> Result<(Vec<Put>, T), E>,
    ) -> Result<T, E> {
        let mut transaction = self.pool.begin().await.map_err(told)?;
        // All locks before the first reading: each statement sees what was committed before it, so
        // what is read under the lock is the newest, and stays it until the end.
        for id in ids {
            lock(&mut transaction, kind, id).await?;
        }
        let mut known = Vec::with_capacity(ids.len());
        for id in ids {
            known.extend(find(&mut *transaction, kind, id).await?);
        }
        let (puts, answer) = decide(&known)?;
        if puts.is_empty() {
            return Ok(answer);
        }
        for put in &puts {
            self::put(&mut transaction, put).await?;
        }
        transaction.commit().await.map_err(told)?;
        Ok(answer)
    }

    pub(crate) async fn list_documents(
        &self,
        kind: &str,
        owner: Option<&str>,
    ) -> Result<Vec<Document>, StoreError> {
        let rows = sqlx::query(
            "SELECT kind, id, owner, value, revision, expires_at FROM document
             WHERE kind = $1 AND ($2::text IS NULL OR owner = $2) ORDER BY id COLLATE \"C\"",
        )
        .bind(kind)
        .bind(owner)
        .fetch_all(&self.pool)
        .await
        .map_err(told)?;
        rows.iter().map(document).collect()
    }

    pub(crate) async fn list_kinds(&self) -> Result<Vec<String>, StoreError> {
        sqlx::query_scalar("SELECT DISTINCT kind COLLATE \"C\" FROM document ORDER BY 1")
            .fetch_all(&self.pool)
            .await
            .map_err(told)
    }

    pub(crate) async fn sample_private(&self, limit: u32) -> Result<Sample, StoreError> {
        let documents = sqlx::query(
            "SELECT kind, id, owner, value, revision, expires_at FROM document LIMIT $1",
        )
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await
        .map_err(told)?;
        let sealed = sqlx::query(
            "SELECT seq, envelope, salt, body, state, signature FROM entry \
             WHERE state = 1 AND length(body) > 0 LIMIT $1",
        )
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
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
            "SELECT count(*), coalesce(sum(length(value)), 0)::bigint FROM document \
             WHERE kind = $1 AND owner = $2",
        )
        .bind(kind)
        .bind(owner)
        .fetch_one(&self.pool)
        .await
        .map_err(told)?;
        Ok(Weight {
            count: unsigned(row.get(0))?,
            bytes: unsigned(row.get(1))?,
        })
    }

    pub(crate) async fn purge_documents(&self, now: i64) -> Result<u64, StoreError> {
        let purged = sqlx::query("DELETE FROM document WHERE expires_at <= $1")
            .bind(now)
            .execute(&self.pool)
            .await
            .map_err(told)?;
        Ok(purged.rows_affected())
    }

    pub(crate) async fn find_time(&self) -> Result<i64, StoreError> {
        sqlx::query_scalar("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
            .fetch_one(&self.pool)
            .await
            .map_err(told)
    }

    pub(crate) async fn head(&self) -> Result<Head, StoreError> {
        let row = sqlx::query("SELECT size, erasures, checkpoint FROM head WHERE id = 0")
            .fetch_one(&self.pool)
            .await
            .map_err(told)?;
        Ok(Head {
            size: unsigned(row.get(0))?,
            erasures: unsigned(row.get(1))?,
            checkpoint: row.get(2),
        })
    }

    pub(crate) async fn read(&self, first: u64, limit: u32) -> Result<Vec<EntryRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT seq, envelope, salt, body, state, signature FROM entry WHERE seq >= $1 ORDER BY seq LIMIT $2",
        )
        .bind(signed(first)?)
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await
        .map_err(told)?;
        rows.iter().map(entry).collect()
    }

    pub(crate) async fn read_each(&self, seqs: &[u64]) -> Result<Vec<EntryRow>, StoreError> {
        let seqs: Result<Vec<i64>, StoreError> = seqs.iter().map(|seq| signed(*seq)).collect();
        let rows = sqlx::query(
            "SELECT seq, envelope, salt, body, state, signature FROM entry WHERE seq = ANY($1) ORDER BY seq",
        )
        .bind(seqs?)
        .fetch_all(&self.pool)
        .await
        .map_err(told)?;
        rows.iter().map(entry).collect()
    }

    pub(crate) async fn set_body(&self, row: &EntryRow) -> Result<(), StoreError> {
        sqlx::query("UPDATE entry SET salt = $1, body = $2, state = $3 WHERE seq = $4")
            .bind(row.salt.as_ref().map(<[u8; 16]>::as_slice))
            .bind(row.body.as_deref())
            .bind(row.state.number())
            .bind(signed(row.seq)?)
            .execute(&self.pool)
            .await
            .map(|_| ())
            .map_err(told)
    }

    pub(crate) async fn wait_beyond(
        &self,
        size: u64,
        erasures: u64,
        longest: Duration,
    ) -> Result<Head, StoreError> {
        let mut listener = PgListener::connect_with(&self.pool).await.map_err(told)?;
        listener.listen(CHANNEL).await.map_err(told)?;
        // Listening first, asking then: nothing falls between the two.
        let head = self.head().await?;
        if (head.size, head.erasures) != (size, erasures) {
            return Ok(head);
        }
        match tokio::time::timeout(longest, listener.recv()).await {
            Ok(Err(error)) => Err(told(error)),
            Ok(Ok(_)) | Err(_) => self.head().await,
        }
    }

    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}

pub(crate) type Writing<'c> = sqlx::Transaction<'c, sqlx::Postgres>;

async fn write_in(transaction: &mut Writing<'_>, batch: &Batch<'_>) -> Result<(), StoreError> {
    if let Some(first) = batch.rows.first() {
        append(transaction, first.seq, batch).await?;
    }
    // Only what is still sealed: a body that was erased meanwhile must not come back.
    for reveal in batch.reveals {
        sqlx::query(
            "UPDATE entry SET salt = $1, body = $2, state = 0 WHERE seq = $3 AND state = 1",
        )
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
    // Inside the transaction: it is told when the commit is, and not at all if there is none. Without
    // contents: whoever hears it reads the head, which is also right after a message that got lost.
    if !batch.rows.is_empty() || !batch.erases.is_empty() {
        sqlx::query("SELECT pg_notify($1, '')")
            .bind(CHANNEL)
            .execute(&mut **transaction)
            .await
            .map_err(told)?;
    }
    Ok(())
}

async fn append(
    transaction: &mut Writing<'_>,
    first: u64,
    batch: &Batch<'_>,
) -> Result<(), StoreError> {
    // The row lock makes writers of all processes wait for each other.
    let size: i64 = sqlx::query_scalar("SELECT size FROM head WHERE id = 0 FOR UPDATE")
        .fetch_one(&mut **transaction)
        .await
        .map_err(told)?;
    if unsigned(size)? != first {
        return Err(StoreError::Conflict {
            size: unsigned(size)?,
        });
    }
    // As columns in one statement: an import of 100,000 rows would wait 100,000 times for the network.
    let seqs: Vec<i64> = batch
        .rows
        .iter()
        .map(|row| signed(row.seq))
        .collect::<Result<_, _>>()?;
    let envelopes: Vec<&[u8]> = batch
        .rows
        .iter()
        .map(|row| row.envelope.as_slice())
        .collect();
    let salts: Vec<Option<&[u8]>> = batch
        .rows
        .iter()
        .map(|row| row.salt.as_ref().map(<[u8; 16]>::as_slice))
        .collect();
    let bodies: Vec<Option<&[u8]>> = batch.rows.iter().map(|row| row.body.as_deref()).collect();
    let states: Vec<i16> = batch.rows.iter().map(|row| row.state.number()).collect();
    let signatures = batch.rows.iter().map(|row| row.signature.as_deref());
    let signatures: Vec<Option<&[u8]>> = signatures.collect();
    sqlx::query(
        "INSERT INTO entry (seq, envelope, salt, body, state, signature)
         SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::bytea[], $5::smallint[], \
         $6::bytea[])",
    )
    .bind(seqs)
    .bind(envelopes)
    .bind(salts)
    .bind(bodies)
    .bind(states)
    .bind(signatures)
    .execute(&mut **transaction)
    .await
    .map_err(told)?;
    sqlx::query("UPDATE head SET size = $1, checkpoint = $2 WHERE id = 0")
        .bind(signed(first + batch.rows.len() as u64)?)
        .bind(batch.checkpoint)
        .execute(&mut **transaction)
        .await
        .map_err(told)?;
    Ok(())
}

async fn erase(transaction: &mut Writing<'_>, seq: u64) -> Result<(), StoreError> {
    let erased = sqlx::query(
        "UPDATE entry SET salt = NULL, body = NULL, state = 2 WHERE seq = $1 AND state <> 2",
    )
    .bind(signed(seq)?)
    .execute(&mut **transaction)
    .await
    .map_err(told)?;
    sqlx::query("UPDATE head SET erasures = erasures + $1 WHERE id = 0")
        .bind(signed(erased.rows_affected())?)
        .execute(&mut **transaction)
        .await
        .map_err(told)?;
    Ok(())
}

async fn find<'c>(
    from: impl sqlx::Executor<'c, Database = sqlx::Postgres>,
    kind: &str,
    id: &str,
) -> Result<Option<Document>, StoreError> {
    let row = sqlx::query(
        "SELECT kind, id, owner, value, revision, expires_at FROM document WHERE kind = $1 AND id = $2",
    )
    .bind(kind)
    .bind(id)
    .fetch_optional(from)
    .await
    .map_err(told)?;
    row.as_ref().map(document).transpose()
}

/// Nobody else writes this document until the transaction ends. A row that is not there cannot be
/// locked: its key is. Who holds the lock gets it again.
async fn lock(transaction: &mut Writing<'_>, kind: &str, id: &str) -> Result<(), StoreError> {
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))")
        .bind(kind)
        .bind(id)
        .execute(&mut **transaction)
        .await
        .map_err(told)?;
    Ok(())
}

async fn put(transaction: &mut Writing<'_>, put: &Put) -> Result<(), StoreError> {
    let (kind, id) = put.key();
    lock(transaction, kind, id).await?;
    let revision: Option<i64> =
        sqlx::query_scalar("SELECT revision FROM document WHERE kind = $1 AND id = $2")
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
            "INSERT INTO document (kind, id, owner, value, revision, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (kind, id) DO UPDATE SET owner = $3, value = $4, revision = $5, expires_at = $6",
        )
        .bind(kind)
        .bind(id)
        .bind(document.owner.as_deref().unwrap_or_default())
        .bind(&document.value)
        .bind(revision.unwrap_or(0) + 1)
        .bind(document.expires_at),
        Put::Delete { .. } => sqlx::query("DELETE FROM document WHERE kind = $1 AND id = $2")
            .bind(kind)
            .bind(id),
    };
    query.execute(&mut **transaction).await.map_err(told)?;
    Ok(())
}

fn document(row: &PgRow) -> Result<Document, StoreError> {
    Ok(Document {
        kind: row.get(0),
        id: row.get(1),
        // The column holds no NULL: an empty text stands for nobody.
        owner: Some(row.get(2)).filter(|owner: &String| !owner.is_empty()),
        value: row.get(3),
        revision: unsigned(row.get(4))?,
        expires_at: row.get(5),
    })
}

fn entry(row: &PgRow) -> Result<EntryRow, StoreError> {
    Ok(EntryRow {
        seq: unsigned(row.get(0))?,
        envelope: row.get(1),
        salt: salt_of(row.get(2))?,
        body: row.get(3),
        state: BodyState::of(i64::from(row.get::<i16, _>(4)))?,
        signature: row.get(5),
    })
}

/// Connection errors may repeat the address, which may hold a password.
fn without_password(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Configuration(_) => "the address of the database does not read".to_owned(),
        other => other.to_string(),
    }
}

/// What a PostgreSQL error means: 53100 disk full, 25006 read-only transaction, 55P03 lock.
fn told(error: sqlx::Error) -> StoreError {
    let code = error.as_database_error().and_then(|error| error.code());
    match code.as_deref() {
        Some("53100") => StoreError::Full,
        Some("25006") => StoreError::ReadOnly,
        Some("55P03" | "40001" | "40P01") => StoreError::Busy,
        Some("XX001" | "XX002") => StoreError::Corrupt(error.to_string()),
        _ => StoreError::Unknown(error.to_string()),
    }
}
