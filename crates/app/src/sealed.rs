// SPDX-License-Identifier: EUPL-1.2
//! Sealed bodies that are opened: whether they can be is found before it is too late, and what cannot
//! is named.

use std::sync::Arc;

use wegmarke_domain::contribution::Address;
use wegmarke_domain::id::{OrganisationId, RoundId};
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

/// What an entry of an organisation is about, if it was said in a round.
fn own_said(state: &State, by: &OrganisationId, seq: u64) -> Option<Address> {
    let line = state.register.find_line(seq);
    let line = line.filter(|line| line.by == *by)?;
    Address::parse(&line.subject).ok()
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
            let decoded = replay::decode(&row, self.origin())?;
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
        let mut damaged = Vec::new();
        for seq in self.list_sealed_entries() {
            if matches!(self.open_sealed(seq).await?, Opening::Damaged) {
                damaged.push(seq);
            }
        }
        self.damaged.store(Arc::new(damaged.clone()));
        Ok(damaged)
    }

    /// What an organisation said that did not open when its round was revealed, and was not handed in
    /// again: the entries, and what they are about.
    #[must_use]
    pub fn list_own_unopened(&self, by: &OrganisationId) -> Vec<(u64, Address)> {
        let state = self.state();
        let register = &state.register;
        let moves = register
            .rounds
            .list()
            .filter_map(|round| register.find_progress(&round.id))
            .flat_map(|progress| &progress.moves);
        let named = moves.flat_map(|(_, _, advance)| advance.unopened.iter().copied());
        let own = named.filter_map(|seq| Some((seq, own_said(&state, by, seq)?)));
        own.filter(|(seq, address)| register.is_unopened(&address.round, *seq))
            .collect()
    }

    /// What an organisation said that is sealed and did not open when it was looked at last: while its
    /// round is open it can be said once more.
    #[must_use]
    pub fn list_own_damaged(&self, by: &OrganisationId) -> Vec<Address> {
        let state = self.state();
        let register = &state.register;
        let damaged = self.damaged.load();
        let own = damaged.iter();
        let own = own.filter_map(|seq| Some((*seq, own_said(&state, by, *seq)?)));
        let stands = |(seq, address): &(u64, Address)| {
            let said = register.find_contribution(&address.subject());
            let newest = said.and_then(|said| said.newest());
            let is_sealed = newest.is_some_and(|newest| newest.seq == *seq);
            is_sealed && !register.round_state(&address.round).is_revealed()
        };
        own.filter(stands).map(|(_, address)| address).collect()
    }

    /// Every entry whose body the register does not know, in order.
    pub(crate) fn list_sealed_entries(&self) -> Vec<u64> {
        let state = self.state();
        let rounds = state.register.rounds.list();
        let sealed = rounds.flat_map(|round| replay::list_sealed(&state.register, &round.id));
        let mut sealed: Vec<u64> = sealed.collect();
        sealed.sort_unstable();
        sealed
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
