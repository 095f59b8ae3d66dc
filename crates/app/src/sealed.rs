// SPDX-License-Identifier: EUPL-1.2
//! Sealed bodies that are opened: whether they can be is found before it is too late, and what cannot
//! is named.

use std::sync::Arc;

use wegmarke_domain::contribution::Address;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::standard::Answer;
use wegmarke_domain::statement::Statement;
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

    /// Entries of a round or inquiry that should become public and whose bodies do not open.
    pub(crate) async fn list_unopened(
        &self,
        state: &State,
        about: &Subject,
    ) -> Result<Vec<u64>, AppError> {
        let mut unopened = Vec::new();
        for seq in replay::list_hidden(&state.register, about) {
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
        let answers = state.register.list_all_submitted();
        let answers = answers.flat_map(|one| one.versions.iter());
        let answers = answers.filter(|version| version.answer.is_none());
        let mut sealed: Vec<u64> = sealed.chain(answers.map(|version| version.seq)).collect();
        sealed.sort_unstable();
        sealed
    }

    /// What is said in sealed inquiries that were not opened yet, as far as it opens: by one organisation, or by
    /// all for whoever runs the server and holds the key. With the entry of each.
    pub(crate) async fn list_sealed_answers(
        &self,
        by: Option<&OrganisationId>,
    ) -> Result<Vec<(u64, Arc<Answer>)>, AppError> {
        let state = self.state();
        let mut known = Vec::new();
        for submitted in state.register.list_sealed_answers() {
            let theirs = by.is_none_or(|by| *by == submitted.name.by);
            let Some(newest) = submitted.newest().filter(|_| theirs) else {
                continue;
            };
            if let Opening::Open(_, decoded) = self.open_sealed(newest.seq).await?
                && let Some(Statement::AnswerSubmitted(answer)) = decoded.entry.statement
            {
                known.push((newest.seq, answer));
            }
        }
        Ok(known)
    }

    /// The register as somebody's organisation sees it: with its own sealed answers in their places. Who may not
    /// read what is not published sees what everybody sees.
    ///
    /// # Errors
    /// What the store says.
    pub async fn register_of(&self, who: &Who) -> Result<Register, AppError> {
        let known = self.list_own_answers(who).await?;
        Ok(self.state().register.with_sealed(&known))
    }

    /// One's organisation's sealed answers with their entries; none for who may not read what is not published.
    pub(crate) async fn list_own_answers(
        &self,
        who: &Who,
    ) -> Result<Vec<(u64, Arc<Answer>)>, AppError> {
        match who.must_own(&self.state(), Action::ReadUnpublished) {
            Ok(()) => self.list_sealed_answers(Some(who.organisation())).await,
            Err(_) => Ok(Vec::new()),
        }
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
