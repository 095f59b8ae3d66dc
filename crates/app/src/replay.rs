// SPDX-License-Identifier: EUPL-1.2
//! From the stored log to a state. Reading, decoding and folding run beside each other; every
//! body is compared with its envelope, and the tree with the signed checkpoint.

use std::sync::Arc;

use tokio::sync::mpsc;
use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::{InquiryId, OrganisationId, RoundId};
use wegmarke_domain::key::Signed;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::{LogLine, Register};
use wegmarke_domain::round::{Advance, RoundState};
use wegmarke_domain::statement::{self, Entry};
use wegmarke_domain::submission::OPENED;
use wegmarke_ledger::checkpoint::LogVerifier;
use wegmarke_ledger::rekey::NoReplacement;
use wegmarke_ledger::signing::{Document, Misfit, Statement, document};
use wegmarke_ledger::tile::TILE_WIDTH;
use wegmarke_ledger::{Envelope, Hash, Replacement, Salt, Subtree, Tree, body, canonical};
use wegmarke_store::{BodyState, EntryRow, Store};

use crate::{AppError, State};

/// Rows that go from hand to hand at once: few enough to stay in the processor's memory.
const CHUNK: u32 = 256;

/// One entry, decoded, with the hash of its leaf.
pub(crate) struct Decoded {
    pub(crate) entry: Entry,
    pub(crate) leaf: Hash,
}

/// Decodes a stored row of a log. A body that is there must be the one of the envelope, and so must a
/// signature.
pub(crate) fn decode(row: &EntryRow, log: &str) -> Result<Decoded, AppError> {
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
    let signed = read_signature(row, &envelope, log).map_err(damaged)?;
    let mut entry = Entry {
        seq: envelope.seq,
        at: envelope.at,
        by: OrganisationId::new(envelope.by),
        hand: match envelope.hand {
            wegmarke_ledger::Hand::Account => Hand::Account,
            wegmarke_ledger::Hand::Operator => Hand::Operator,
        },
        signed,
        subject,
        kind: envelope.kind.into(),
        dated_on: None,
        version: None,
        invented: false,
        statement: None,
    };
    // What is sealed is encrypted: it is compared when it is opened.
    if let (BodyState::Public, Some(salt), Some(json)) = (row.state, row.salt, &row.body) {
        if body::hash(&Salt(salt), json) != envelope.body {
            return Err(damaged(
                "its body does not belong to its envelope".to_owned(),
            ));
        }
        let read = statement::decode(&entry.kind, envelope.schema, json)
            .map_err(|error| damaged(error.to_string()))?;
        (entry.dated_on, entry.version) = (read.dated_on, read.version);
        (entry.invented, entry.statement) = (read.invented, Some(read.statement));
    }
    Ok(Decoded {
        entry,
        leaf: wegmarke_ledger::tree::leaf_hash(&row.envelope),
    })
}

/// What its organisation signed of a row. Whether the signature holds is looked at when it is written, and
/// by whoever verifies.
fn read_signature(
    row: &EntryRow,
    envelope: &Envelope,
    log: &str,
) -> Result<Option<Arc<Signed>>, String> {
    let (named, file) = match (envelope.signature, &row.signature) {
        (None, None) => return Ok(None),
        (Some(named), Some(file)) => (named, file),
        _ => return Err(Misfit::Missing.to_string()),
    };
    if document::hash(file) != named {
        return Err(Misfit::Swapped.to_string());
    }
    let document = Document::from_file(file).map_err(|error| error.to_string())?;
    Ok(Some(Arc::new(Signed {
        key: document.key.to_string().into(),
        leaf: Statement::of(log, envelope, document.previous).leaf(),
    })))
}

/// An entry of which only is known what the register keeps of each.
pub(crate) fn without_statement(line: &LogLine) -> Entry {
    Entry {
        seq: line.seq,
        at: line.at,
        by: line.by.clone(),
        hand: line.hand,
        signed: line.signed.clone(),
        subject: line.subject.clone(),
        kind: Box::from(&*line.kind),
        dated_on: line.dated_on,
        version: line.version,
        invented: false,
        statement: None,
    }
}

/// Brings a state up to everything that is stored.
pub(crate) async fn replay(
    store: &Store,
    key: &LogVerifier,
    state: State,
) -> Result<State, AppError> {
    let head = store.head().await?;
    // A log never shrinks. Somebody put an older database in its place, and readers have seen more.
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
    let State {
        mut register,
        mut tree,
        ..
    } = state;
    // A few packs on their way: nobody waits for the next one, and a log of any length takes no more
    // memory than that.
    let (send_rows, mut rows) = mpsc::channel::<Vec<EntryRow>>(8);
    let (send_entries, mut entries) = mpsc::channel::<Vec<Entry>>(8);
    let log = key.origin().to_owned();
    let decoding = tokio::task::spawn_blocking(move || {
        while let Some(rows) = rows.blocking_recv() {
            let mut decoded = Vec::with_capacity(rows.len());
            let mut leaves = Vec::with_capacity(rows.len());
            for row in &rows {
                let Decoded { entry, leaf } = decode(row, &log)?;
                leaves.push(leaf);
                decoded.push(entry);
            }
            push_leaves(&mut tree, leaves);
            if send_entries.blocking_send(decoded).is_err() {
                break;
            }
        }
        Ok::<_, AppError>(tree)
    });
    let size = head.size;
    let folding = tokio::task::spawn_blocking(move || {
        while let Some(entries) = entries.blocking_recv() {
            for entry in entries {
                register.apply(&entry).map_err(|error| AppError::Damaged {
                    seq: entry.seq.min(register.size()),
                    reason: error.to_string(),
                })?;
            }
        }
        Ok::<_, AppError>(register)
    });
    let reading = read_all(store, first, size, &send_rows).await;
    // Or the decoder would wait for more for ever.
    drop(send_rows);
    let joined = |error: tokio::task::JoinError| AppError::Internal(error.to_string());
    let (tree, register) = (
        decoding.await.map_err(joined)?,
        folding.await.map_err(joined)?,
    );
    // Entries are folded after they were decoded: what is wrong there is wrong earlier.
    let mut register = register?;
    let tree = tree?;
    reading?;
    // Earlier entries are answers now, which later ones may rest on.
    let is_opening = |line: &LogLine| &*line.kind == OPENED;
    if first > 0 && register.log().since(first).any(is_opening) {
        return Box::pin(replay(store, key, State::empty())).await;
    }
    reveal_since(store, key, &mut register, first).await?;
    let state = State {
        register,
        tree,
        checkpoint: Arc::from(head.checkpoint),
        erasures: head.erasures,
    };
    check_head(&state, key, size)?;
    Ok(state)
}

/// Adds leaves: as a bundle where one begins, which costs less.
fn push_leaves(tree: &mut Tree, leaves: Vec<Hash>) {
    let bundle = u64::from(TILE_WIDTH);
    if tree.size().is_multiple_of(bundle) && leaves.len() as u64 <= bundle {
        // It is refused only elsewhere.
        let _taken = tree.push_subtree(Subtree::of(leaves));
        return;
    }
    for leaf in leaves {
        tree.push_hash(leaf);
    }
}

/// Takes in the bodies that were revealed by the entries from `first` on, and were read before.
async fn reveal_since(
    store: &Store,
    key: &LogVerifier,
    register: &mut Register,
    first: u64,
) -> Result<(), AppError> {
    let rounds: Vec<Subject> = register
        .log()
        .since(first)
        .filter(|line| Advance::find_state(&line.kind) == Some(RoundState::Closing))
        .map(|line| line.subject.clone())
        .collect();
    let revealed = rounds.iter().flat_map(|round| list_hidden(register, round));
    let restored = register.list_restored_since(first);
    for seq in revealed.chain(restored).collect::<Vec<u64>>() {
        if let Some(row) = store.find(seq).await? {
            register.reveal(&decode(&row, key.origin())?.entry);
        }
    }
    Ok(())
}

/// Entries of a round or an inquiry that become public when it is due and whose bodies the register does not
/// know: the newest one of each contribution, or of each sealed answer. What was replaced before stays sealed for ever, as whoever
/// replaced it was told; that it was said, when, and its salted hash are public since then. What its
/// organisation keeps is not here: nobody can open it.
pub(crate) fn list_hidden(register: &Register, about: &Subject) -> Vec<u64> {
    if about.noun == Noun::Inquiry {
        let inquiry = InquiryId::new(Arc::clone(&about.id));
        let newest = register.list_submitted(&inquiry);
        let newest = newest.filter_map(|submitted| submitted.newest());
        let hidden = newest.filter(|version| version.answer.is_none());
        let mut seqs: Vec<u64> = hidden.map(|version| version.seq).collect();
        seqs.sort_unstable();
        return seqs;
    }
    let round = &RoundId::new(Arc::clone(&about.id));
    let nouns = Noun::list_said();
    let mut seqs: Vec<u64> = nouns
        .flat_map(|noun| register.list_contributions(round, noun))
        .filter_map(|contribution| contribution.newest())
        .filter(|version| version.voiced.is_none() && !version.is_kept())
        .map(|version| version.seq)
        .collect();
    seqs.sort_unstable();
    seqs
}

/// Every entry of a round whose body is here and the register does not know, also those that stay sealed.
pub(crate) fn list_sealed(register: &Register, round: &RoundId) -> Vec<u64> {
    let contributions = Noun::list_said().flat_map(|noun| register.list_contributions(round, noun));
    let versions = contributions.flat_map(|one| one.versions.iter());
    let hidden = versions.filter(|version| version.voiced.is_none() && !version.is_kept());
    hidden.map(|version| version.seq).collect()
}

/// How the key of a log was replaced: each with the entry that says so.
pub(crate) fn list_replacements(register: &Register) -> Result<Vec<(u64, Replacement)>, AppError> {
    let all = register.list_log_keys();
    all.map(|one| {
        let damaged = |reason: String| AppError::Damaged {
            seq: one.seq,
            reason,
        };
        let body = serde_json::json!({ "replacement": one.replacement });
        let body = canonical(&body).map_err(|error| damaged(error.to_string()))?;
        let read = Replacement::from_body(&body).map_err(|why| damaged(why.to_string()))?;
        Ok((one.seq, read))
    })
    .collect()
}

/// Compares the tree with the signed checkpoint. The key must be the one that is good at the end of the log.
fn check_head(state: &State, key: &LogVerifier, size: u64) -> Result<(), AppError> {
    let all = list_replacements(&state.register)?;
    let damaged = |(seq, why): (u64, NoReplacement)| match why {
        // It was found again after it had been given up.
        NoReplacement::Unaccepted(new) => AppError::Rekeyed { seq, new },
        why => AppError::Damaged {
            seq,
            reason: why.to_string(),
        },
    };
    for (seq, one) in &all {
        let root = state.tree.root_at(*seq).ok();
        one.must_stand_at(*seq, root)
            .map_err(|why| damaged((*seq, why)))?;
    }
    let all: Vec<_> = all.into_iter().map(|(_, one)| one).collect();
    let known = key.with_keys(&all).map_err(damaged)?;
    let signed = known.open(&state.checkpoint)?;
    if let Some(last) = all.last().filter(|last| last.new != key.text()) {
        return Err(AppError::Rekeyed {
            seq: last.size,
            new: last.new.clone(),
        });
    }
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
        // The decoder has met something wrong, and says so itself.
        if send.send(rows).await.is_err() {
            break;
        }
    }
    Ok(())
}
