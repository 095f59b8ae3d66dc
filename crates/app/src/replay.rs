// SPDX-License-Identifier: EUPL-1.2
//! From the stored log to a state. Reading, decoding and folding run beside each other; every
//! body is compared with its envelope, and the tree with the signed checkpoint.

use std::sync::Arc;

use tokio::sync::mpsc;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::statement::{self, Entry};
use wegmarke_ledger::checkpoint::{LogKey, LogVerifier};
use wegmarke_ledger::{Envelope, Hash, Salt, body};
use wegmarke_store::{EntryRow, Store};

use crate::{AppError, State};

/// Rows that are read at once.
const CHUNK: u32 = 4096;

/// One entry, decoded, with the hash of its leaf.
pub(crate) struct Decoded {
    pub(crate) entry: Entry,
    pub(crate) leaf: Hash,
}

/// Decodes a stored row. A body that is there must be the one of the envelope.
pub(crate) fn decode(row: &EntryRow) -> Result<Decoded, AppError> {
    let damaged = |reason: String| AppError::Damaged {
        seq: row.seq,
        reason,
    };
    let envelope =
        Envelope::from_leaf(&row.envelope).map_err(|error| damaged(error.to_string()))?;
    if envelope.seq != row.seq {
        return Err(damaged(format!(
            "its envelope is that of entry {}",
            envelope.seq
        )));
    }
    let subject = envelope
        .subject
        .parse()
        .map_err(|_| damaged(format!("its subject “{}” is unknown", envelope.subject)))?;
    let mut entry = Entry {
        seq: envelope.seq,
        at: envelope.at,
        by: OrganisationId::new(envelope.by),
        subject,
        kind: envelope.kind.into(),
        dated_on: None,
        version: None,
        statement: None,
    };
    if let (Some(salt), Some(json)) = (row.salt, &row.body) {
        if body::hash(&Salt(salt), json) != envelope.body {
            return Err(damaged(
                "its body does not belong to its envelope".to_owned(),
            ));
        }
        if row.state == wegmarke_store::BodyState::Public {
            let (dated_on, version, said) = statement::decode(&entry.kind, envelope.schema, json)
                .map_err(|error| damaged(error.to_string()))?;
            (entry.dated_on, entry.version, entry.statement) = (dated_on, version, Some(said));
        }
    }
    Ok(Decoded {
        entry,
        leaf: wegmarke_ledger::tree::leaf_hash(&row.envelope),
    })
}

/// Brings a state up to everything that is stored.
pub(crate) async fn replay(store: &Store, key: &LogKey, state: State) -> Result<State, AppError> {
    let head = store.head().await?;
    if head.size < state.size() {
        let reason = format!("the database has only {} entries", head.size);
        return Err(AppError::Damaged {
            seq: head.size,
            reason,
        });
    }
    // What was erased since is still in the register: it is folded anew.
    let state = if head.erasures == state.erasures {
        state
    } else {
        State::empty()
    };
    let first = state.size();
    if head.size == state.size() && head.erasures == state.erasures {
        return Ok(state);
    }
    let (send_rows, mut rows) = mpsc::channel::<Vec<EntryRow>>(4);
    let (send_decoded, mut decoded) = mpsc::channel::<Result<Vec<Decoded>, AppError>>(4);
    let decoding = tokio::task::spawn_blocking(move || {
        while let Some(rows) = rows.blocking_recv() {
            let decoded = rows.iter().map(decode).collect();
            if send_decoded.blocking_send(decoded).is_err() {
                return;
            }
        }
    });
    let size = head.size;
    let folding = tokio::task::spawn_blocking(move || {
        let mut state = state;
        while let Some(decoded) = decoded.blocking_recv() {
            for Decoded { entry, leaf } in decoded? {
                if entry.seq != state.size() {
                    return Err(AppError::Damaged {
                        seq: state.size(),
                        reason: "it is missing".to_owned(),
                    });
                }
                state
                    .register
                    .apply(&entry)
                    .map_err(|error| AppError::Damaged {
                        seq: entry.seq,
                        reason: error.to_string(),
                    })?;
                state.tree.push_hash(leaf);
            }
        }
        Ok(state)
    });
    let reading = read_all(store, first, size, &send_rows).await;
    drop(send_rows);
    let joined = |error: tokio::task::JoinError| AppError::Internal(error.to_string());
    decoding.await.map_err(joined)?;
    let mut state = folding.await.map_err(joined)??;
    reading?;
    check_head(&state, key, &head.checkpoint, size)?;
    state.checkpoint = Arc::from(head.checkpoint);
    state.erasures = head.erasures;
    Ok(state)
}

/// Compares the tree with the signed checkpoint.
fn check_head(state: &State, key: &LogKey, checkpoint: &[u8], size: u64) -> Result<(), AppError> {
    let signed = LogVerifier::parse(key.verifier_key())?.open(checkpoint)?;
    if signed.size == size && state.size() == size && signed.root == state.tree.root() {
        return Ok(());
    }
    let reason = format!(
        "the signed checkpoint has {} entries, the log {}, and their trees differ",
        signed.size,
        state.size()
    );
    Err(AppError::Damaged {
        seq: state.size(),
        reason,
    })
}

/// Sends all rows from `first` to `size`. Stops early if nobody wants them any more.
async fn read_all(
    store: &Store,
    first: u64,
    size: u64,
    send: &mpsc::Sender<Vec<EntryRow>>,
) -> Result<(), AppError> {
    let mut first = first;
    while first < size {
        let limit = u32::try_from(size - first).map_or(CHUNK, |rest| rest.min(CHUNK));
        let rows = store.read(first, limit).await?;
        let Some(last) = rows.last() else {
            return Err(AppError::Damaged {
                seq: first,
                reason: "it is missing".to_owned(),
            });
        };
        first = last.seq + 1;
        if send.send(rows).await.is_err() {
            break;
        }
    }
    Ok(())
}
