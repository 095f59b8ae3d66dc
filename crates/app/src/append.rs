// SPDX-License-Identifier: EUPL-1.2
//! From statements to the log: all of a use case's entries or none.

use std::sync::Arc;

use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::statement::{Said, schema_of};
use wegmarke_ledger::{Envelope, Salt, body, canonical};
use wegmarke_store::{BodyState, EntryRow, StoreError};

use crate::replay::{self, Decoded};
use crate::{App, AppError, State};

/// How often a decision is made again because somebody else was first.
const TRIES: u32 = 20;

/// What a use case decided.
pub(crate) struct Decision<T> {
    /// Who says it.
    pub(crate) by: OrganisationId,
    /// What is said; nothing: nothing is written.
    pub(crate) said: Vec<Said>,
    /// What the caller gets when it is written.
    pub(crate) answer: T,
}

impl App {
    /// Decides on the newest state and appends what was decided, as one transaction.
    ///
    /// If another process appends in between, `decide` is asked again on what is on record then.
    /// If the outcome of a write is unknown, the log is read to find out: an append is never done
    /// twice. When it returns `Ok`, all entries are durable and readers of this process see them.
    ///
    /// # Errors
    /// What `decide` says; [`AppError::Rule`] if the statements do not follow; what the store says.
    pub(crate) async fn append<T>(
        &self,
        mut decide: impl FnMut(&State) -> Result<Decision<T>, AppError>,
    ) -> Result<T, AppError> {
        let _writing = self.writing.lock().await;
        for _ in 0..TRIES {
            let state = self.state();
            let Decision { by, said, answer } = decide(&state)?;
            if said.is_empty() {
                return Ok(answer);
            }
            let (next, rows) = self.prepare(&state, &by, &said)?;
            match self.store.append(&rows, &next.checkpoint).await {
                Ok(()) => {
                    self.state.store(Arc::new(next));
                    return Ok(answer);
                }
                Err(StoreError::Conflict { .. }) => self.catch_up().await?,
                Err(StoreError::Unknown(why)) => {
                    tracing::warn!(why, "the outcome of an append is unknown; reading the log");
                    self.catch_up().await?;
                    if self.is_stored(&rows).await? {
                        return Ok(answer);
                    }
                }
                Err(other) => return Err(other.into()),
            }
        }
        Err(StoreError::Busy.into())
    }

    /// Salts are random, so the same envelope at the same place is our own.
    async fn is_stored(&self, rows: &[EntryRow]) -> Result<bool, AppError> {
        let Some(ours) = rows.first() else {
            return Ok(true);
        };
        let stored = self.store.find(ours.seq).await?;
        Ok(stored.is_some_and(|stored| stored.envelope == ours.envelope))
    }

    /// The rows and the state that holds them. Folding first: what does not fold is not written.
    fn prepare(
        &self,
        state: &State,
        by: &OrganisationId,
        said: &[Said],
    ) -> Result<(State, Vec<EntryRow>), AppError> {
        let mut next = state.clone();
        let mut rows = Vec::with_capacity(said.len());
        let last = state
            .register
            .log()
            .last()
            .map_or(Timestamp::UNIX_EPOCH, |line| line.at);
        // A clock that jumps back must not write a past that comes after its future.
        let at = whole_milliseconds(self.clock.now())?.max(last);
        for (said, seq) in said.iter().zip(state.size()..) {
            let row = self.row(seq, at, by, said)?;
            let Decoded { entry, leaf } = replay::decode(&row)?;
            next.register
                .apply(&entry)
                .map_err(|error| AppError::Rule(error.to_string()))?;
            next.tree.push_hash(leaf);
            rows.push(row);
        }
        next.checkpoint = Arc::from(self.key.sign(next.tree.size(), next.tree.root())?);
        Ok((next, rows))
    }

    fn row(
        &self,
        seq: u64,
        at: Timestamp,
        by: &OrganisationId,
        said: &Said,
    ) -> Result<EntryRow, AppError> {
        let internal = |error: serde_json::Error| AppError::Internal(error.to_string());
        let json = canonical(&said.body().map_err(internal)?).map_err(internal)?;
        let mut salt = [0; 16];
        self.dice.fill(&mut salt);
        let kind = said.statement.kind();
        let envelope = Envelope {
            seq,
            at,
            by: by.to_string(),
            kind: kind.to_owned(),
            schema: schema_of(kind),
            subject: said.subject.to_string(),
            body: body::hash(&Salt(salt), &json),
        };
        let leaf = envelope.to_leaf();
        if u16::try_from(leaf.len()).is_err() {
            return Err(AppError::Rule(format!(
                "the name “{:.40}…” is too long",
                envelope.subject
            )));
        }
        Ok(EntryRow {
            seq,
            envelope: leaf,
            salt: Some(salt),
            body: Some(json),
            state: BodyState::Public,
        })
    }
}

fn whole_milliseconds(at: Timestamp) -> Result<Timestamp, AppError> {
    at.round(
        TimestampRound::new()
            .smallest(Unit::Millisecond)
            .mode(RoundMode::Trunc),
    )
    .map_err(|error| AppError::Internal(error.to_string()))
}
