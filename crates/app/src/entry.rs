// SPDX-License-Identifier: EUPL-1.2
//! One entry as it is stored, and the files of the log.

use std::sync::Arc;

use wegmarke_domain::erasure::{ERASED, Erasure, ErasureReason, OPERATOR};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::key::{REGISTERED, REVOKED};
use wegmarke_domain::log_key::REKEYED;
use wegmarke_domain::statement::{Entry, Said, Statement};
use wegmarke_ledger::body::{self, Body};
use wegmarke_ledger::signing::document;
use wegmarke_ledger::tile::{TILE_WIDTH, TilePath, bundle};
use wegmarke_ledger::{Hash, tree};
use wegmarke_store::EntryRow;

use crate::append::Decision;
use crate::replay::{self, Decoded};
use crate::{App, AppError, State};

/// One entry with everything that is public about it.
#[derive(Clone, Debug)]
pub struct EntryView {
    /// What it says; without a statement where that is not public, or damaged.
    pub entry: Entry,
    /// The leaf: the envelope's canonical JSON. Empty where it is damaged.
    pub leaf: Vec<u8>,
    /// Its hash, as the tree has it.
    pub leaf_hash: Hash,
    /// The body, as far as it is public.
    pub body: Sight,
    /// What its organisation signed; `None` if it signed nothing.
    pub signature: Option<Vec<u8>>,
}

/// What can be seen of a body.
#[derive(Clone, Debug)]
pub enum Sight {
    /// What the envelope says of it holds.
    Whole(Body),
    /// What is stored is none of this entry any more: nothing of it is shown.
    Damaged,
}

impl App {
    /// The signed checkpoint that readers get in a state, with what its witnesses signed. For a moment it
    /// may be an older one than that of the state, which they have cosigned.
    ///
    /// # Errors
    /// [`AppError::Checkpoint`] if it cannot be signed.
    pub fn get_checkpoint(&self, state: &State) -> Result<Arc<[u8]>, AppError> {
        Ok(self.witnessed(state, self.own_checkpoint(state)?))
    }

    /// The signed checkpoint of a state, as it was written. The one of a log without entries is not kept,
    /// but signed anew: the signature is the same each time.
    pub(crate) fn own_checkpoint(&self, state: &State) -> Result<Arc<[u8]>, AppError> {
        if state.checkpoint.is_empty() {
            let note = self.key.sign(state.tree.size(), state.tree.root())?;
            return Ok(Arc::from(note));
        }
        Ok(Arc::clone(&state.checkpoint))
    }

    /// One entry; `None` if the log is not that long. Where what is stored of it was damaged since it was
    /// read at the start, nothing of that is given, and what the register knows stays.
    ///
    /// # Errors
    /// What the store says.
    pub async fn find_entry(&self, seq: u64) -> Result<Option<EntryView>, AppError> {
        let state = self.state();
        let line = state.register.find_line(seq);
        let (Some(line), Some(leaf_hash)) = (line, state.tree.find_leaf(seq)) else {
            return Ok(None);
        };
        let row = self.store.find(seq).await?;
        let damaged = |reason: String| {
            tracing::error!(seq, reason, "an entry of the log is damaged");
            Sight::Damaged
        };
        let Some(row) = row.filter(|row| tree::leaf_hash(&row.envelope) == leaf_hash) else {
            return Ok(Some(EntryView {
                entry: replay::without_statement(line),
                body: damaged("its envelope is not the one that was signed".to_owned()),
                leaf: Vec::new(),
                leaf_hash,
                signature: None,
            }));
        };
        let (entry, body) = match replay::decode(&row, self.origin()) {
            Ok(Decoded { entry, .. }) => (entry, Sight::Whole(row.visible())),
            Err(AppError::Damaged { reason, .. }) => {
                (replay::without_statement(line), damaged(reason))
            }
            Err(other) => return Err(other),
        };
        Ok(Some(EntryView {
            entry,
            body,
            leaf: row.envelope,
            leaf_hash,
            signature: row.signature,
        }))
    }

    /// What is stored and public of the body of an entry, for those who compare it themselves; `None` if
    /// the log is not that long.
    ///
    /// # Errors
    /// What the store says.
    pub async fn find_body(&self, seq: u64) -> Result<Option<Body>, AppError> {
        if seq >= self.state().size() {
            return Ok(None);
        }
        let row = self.store.find(seq).await?;
        Ok(row.map(|row| row.visible()))
    }

    /// A hash tile or entry bundle of a state; `None` if it is not in the log.
    ///
    /// # Errors
    /// What the store says.
    pub async fn find_tile(
        &self,
        state: &State,
        path: &TilePath,
    ) -> Result<Option<Vec<u8>>, AppError> {
        if let Some(level) = path.level {
            return Ok(state.tree.tile(level, path.index, path.width).ok());
        }
        let Some(rows) = self.read_bundle(state, path).await? else {
            return Ok(None);
        };
        let leaves = rows.iter().map(|row: &EntryRow| row.envelope.as_slice());
        bundle(leaves)
            .map(Some)
            .map_err(|error| AppError::Internal(error.to_string()))
    }

    /// What is public of the bodies of a bundle of entries, as one file; `None` if it is not in the log.
    ///
    /// # Errors
    /// What the store says.
    pub async fn find_bodies(
        &self,
        state: &State,
        path: &TilePath,
    ) -> Result<Option<Vec<u8>>, AppError> {
        let rows = self.read_bundle(state, path).await?;
        Ok(rows.map(|rows| body::bundle(rows.iter().map(EntryRow::visible))))
    }

    /// The signatures of a bundle of entries, as one file; `None` if it is not in the log.
    ///
    /// # Errors
    /// What the store says.
    pub async fn find_signatures(
        &self,
        state: &State,
        path: &TilePath,
    ) -> Result<Option<Vec<u8>>, AppError> {
        let rows = self.read_bundle(state, path).await?;
        let files = |row: &EntryRow| row.signature.clone();
        let files: Option<Vec<_>> = rows.map(|rows| rows.iter().map(files).collect());
        Ok(files.map(|files| document::bundle(files.iter().map(Option::as_deref))))
    }

    /// The entries of a bundle; `None` if the log of this state does not hold them all.
    async fn read_bundle(
        &self,
        state: &State,
        path: &TilePath,
    ) -> Result<Option<Vec<EntryRow>>, AppError> {
        let Some(first) = path.index.checked_mul(u64::from(TILE_WIDTH)) else {
            return Ok(None);
        };
        let end = first.checked_add(u64::from(path.width));
        if end.is_none_or(|end| end > state.size()) {
            return Ok(None);
        }
        let rows = self.store.read(first, u32::from(path.width)).await?;
        Ok(Some(rows))
    }

    /// Erases the body of an entry for ever, as law may demand, and says so in an entry of its own. The
    /// envelope stays, and the log still verifies. Readers of every process stop seeing it within a
    /// second. Where an entry says it already, the body is erased again: it may have come back from a
    /// backup.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Rule`] for an entry that says that another one was erased;
    /// what the store says.
    pub async fn erase_body(&self, seq: u64, reason: ErasureReason) -> Result<(), AppError> {
        self.append(|state| {
            let line = state.register.find_line(seq);
            let line = line.ok_or_else(|| AppError::NotFound(format!("entry {seq}")))?;
            // It holds a number and a category. Without it nobody could tell what was erased.
            if &*line.kind == ERASED {
                return Err(AppError::Rule(format!("entry {seq} says what was erased")));
            }
            // It holds a key, dates and a reason. Without it nobody could check what was signed with it.
            if [REGISTERED, REVOKED].contains(&&*line.kind) {
                let why = format!("entry {seq} says with which key an organisation signs");
                return Err(AppError::Rule(why));
            }
            // It holds two keys, a number and a category. Without it nobody could tell who signs the log.
            if &*line.kind == REKEYED {
                let why = format!("entry {seq} says how the log's key was replaced");
                return Err(AppError::Rule(why));
            }
            let erasure = Statement::BodyErased(Erasure { entry: seq, reason });
            let said = match state.register.find_erasure(seq) {
                Some(_) => Vec::new(),
                None => vec![Said::new(line.subject.clone(), erasure)],
            };
            let decision = Decision {
                erases: vec![seq],
                ..Decision::public(OrganisationId::new(OPERATOR), said)
            };
            Ok((decision, ()))
        })
        .await
        .map(|_| ())
    }
}
