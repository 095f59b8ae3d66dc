// SPDX-License-Identifier: EUPL-1.2
//! Sealed bodies that are opened: whether they can be is found before it is too late, and what cannot
//! is named.

use wegmarke_domain::id::RoundId;
use wegmarke_domain::rules::permission::Action;
use wegmarke_store::{BodyState, EntryRow};

use crate::replay::{self, Decoded};
use crate::{App, AppError, State, Who};

/// What becomes of a sealed body that is opened.
pub(crate) enum Opening {
    /// It opens and belongs to its envelope: the row as it will be when it is public.
    Open(EntryRow, Box<Decoded>),
    /// It does not.
    Damaged,
    /// There is none to open: it was erased.
    Gone,
}

impl App {
    /// Opens a sealed body, and compares it with its envelope.
    pub(crate) async fn open_sealed(&self, seq: u64) -> Result<Opening, AppError> {
        let Some(row) = self.store.find(seq).await? else {
            return Ok(Opening::Gone);
        };
        if row.state == BodyState::Erased {
            return Ok(Opening::Gone);
        }
        let opened = self.open_row(row).and_then(|row| {
            let decoded = replay::decode(&row)?;
            Ok((row, decoded))
        });
        Ok(match opened {
            Ok((row, decoded)) if row.state == BodyState::Public => {
                Opening::Open(row, Box::new(decoded))
            }
            Ok(_) | Err(AppError::Seal(_) | AppError::Damaged { .. }) => Opening::Damaged,
            Err(other) => return Err(other),
        })
    }

    /// Entries of a round that should become public and whose bodies do not open.
    pub(crate) async fn list_unopened(
        &self,
        state: &State,
        round: &RoundId,
    ) -> Result<Vec<u64>, AppError> {
        let mut unopened = Vec::new();
        for seq in replay::list_hidden(&state.register, round) {
            if matches!(self.open_sealed(seq).await?, Opening::Damaged) {
                unopened.push(seq);
            }
        }
        Ok(unopened)
    }

    /// Opens everything that is sealed, and names what does not open: while its round is open there is
    /// time to restore a backup, or to say it again.
    ///
    /// # Errors
    /// What the store says.
    pub async fn check_sealed(&self) -> Result<Vec<u64>, AppError> {
        let state = self.state();
        let mut damaged = Vec::new();
        for round in state.register.rounds.list() {
            for seq in replay::list_sealed(&state.register, &round.id) {
                if matches!(self.open_sealed(seq).await?, Opening::Damaged) {
                    damaged.push(seq);
                }
            }
        }
        damaged.sort_unstable();
        Ok(damaged)
    }

    /// The salt of a body that one's organisation said, also while it is sealed; `None` if it does not
    /// open.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn find_salt(&self, who: &Who, seq: u64) -> Result<Option<String>, AppError> {
        let state = self.state();
        who.must_own(&state, Action::ReadUnpublished)?;
        let line = state.register.find_line(seq);
        if line.is_none_or(|line| line.by != *who.organisation()) {
            return Ok(None);
        }
        Ok(match self.open_sealed(seq).await? {
            Opening::Open(row, _) => row.salt.map(hex::encode),
            Opening::Damaged | Opening::Gone => None,
        })
    }
}
