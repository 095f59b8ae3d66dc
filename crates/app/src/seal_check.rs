// SPDX-License-Identifier: EUPL-1.2
//! Whether the key at hand is the one that a database was sealed with.
//!
//! Beside what is sealed lies a value that only the same key makes. Precondition: it is compared before
//! anything is opened or sealed. Postcondition: one database is sealed with one key, whichever server
//! writes; a key that is missing or another one is told at the start, and not on the day on which a
//! round that was sealed with it is due. Who has the value learns nothing of the key.

use wegmarke_store::document::{Document, Expect, Put};
use wegmarke_store::{Batch, Store, StoreError};

use crate::{AppError, SealError, SealKey};

/// The kind of document that holds the value, and what the value says.
pub(crate) const KIND: &str = "seal-check";
/// There is one.
const ID: &str = "1";
/// How much is tried in a database from before there was a value: some of it may be damaged.
const TRIED: u32 = 16;

/// Whether something in a database was sealed with a key: a new one would not open it.
///
/// # Errors
/// What the store says.
pub async fn needs_key(store: &Store) -> Result<bool, AppError> {
    let sample = store.sample_private(TRIED).await?;
    Ok(!sample.is_empty())
}

/// Refuses a key that is not the one a database was sealed with. Says whether the database knows: a value
/// that is damaged says nothing.
///
/// # Errors
/// [`SealError::OtherKey`]; what the store says.
pub async fn must_fit(store: &Store, seal: &SealKey) -> Result<bool, AppError> {
    let known = store.find_document(KIND, ID).await?;
    if known.as_ref().is_some_and(|known| is_value(seal, known)) {
        return Ok(true);
    }
    // What is sealed tells: where there is no value, from before there was one; and where there is another
    // one, whether the key is wrong or the value damaged.
    let sample = store.sample_private(TRIED).await?;
    let documents = sample.documents.iter();
    let documents = documents.filter(|document| document.kind != KIND);
    let opened = documents.map(|document| {
        let opened = seal.open(&document.kind, &document.id, &document.value);
        opened.is_ok()
    });
    let opened = opened.chain(sample.sealed.iter().map(|row| {
        let (Some(random), Some(digits)) = (row.salt, &row.body) else {
            return false;
        };
        seal.open_body(row.seq, random, digits).is_ok()
    }));
    let (open, shut): (Vec<bool>, Vec<bool>) = opened.partition(|opens| *opens);
    let fits = match known {
        Some(_) => open.len() > shut.len(),
        None => !open.is_empty() || shut.is_empty(),
    };
    match fits {
        true => Ok(false),
        false => Err(SealError::OtherKey.into()),
    }
}

/// The same, and from then on the database knows its key.
///
/// # Errors
/// As [`must_fit`].
pub(crate) async fn settle(store: &Store, seal: &SealKey) -> Result<(), AppError> {
    if must_fit(store, seal).await? {
        return Ok(());
    }
    let document = Document {
        kind: KIND.to_owned(),
        id: ID.to_owned(),
        owner: None,
        value: value_of(seal),
        revision: 0,
        expires_at: None,
    };
    let known = store.find_document(KIND, ID).await?;
    let expect = match known {
        Some(damaged) => {
            tracing::warn!(
                "the value that tells the key of the database is damaged; it is written anew"
            );
            Expect::Revision(damaged.revision)
        }
        None => Expect::Absent,
    };
    let puts = [Put::Set(document, expect)];
    let batch = Batch {
        puts: &puts,
        ..Batch::default()
    };
    match store.write(&batch).await {
        Ok(()) => Ok(()),
        // Two servers began at once, perhaps with two keys: the one that was first is right.
        Err(StoreError::Stale | StoreError::Unknown(_)) => must_fit(store, seal).await.map(|_| ()),
        Err(other) => Err(other.into()),
    }
}

/// Whether a document is the value of a key.
pub(crate) fn is_value(seal: &SealKey, document: &Document) -> bool {
    document.value == value_of(seal)
}

fn value_of(seal: &SealKey) -> Vec<u8> {
    seal.name(KIND, &[]).into_bytes()
}
