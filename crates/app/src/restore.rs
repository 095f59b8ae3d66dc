// SPDX-License-Identifier: EUPL-1.2
//! Sealed bodies that do not open: found before it is too late, named when their round is revealed, and
//! handed in again by who said them.

use wegmarke_domain::contribution::{Address, Says, Voiced};
use wegmarke_domain::erasure::Restoration;
use wegmarke_domain::id::RoundId;
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::statement::{Said, Statement};
use wegmarke_ledger::{Envelope, Salt, body, canonical};
use wegmarke_store::{BodyState, EntryRow};

use crate::append::Decision;
use crate::filing::voiced_said;
use crate::replay::{self, Decoded};
use crate::standing::Refusal;
use crate::{App, AppError, Receipt, State, Who};

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

    /// Hands in again what one's organisation said and what did not open when its round was revealed,
    /// with the salt of its receipt. Its envelope tells whether these are the same words: it becomes
    /// public as it would have, and an entry says so.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`AppError::NotFound`]; [`Refusal::NothingToRestore`],
    /// [`Refusal::OtherWords`].
    pub async fn restore_body(
        &self,
        who: &Who,
        seq: u64,
        salt: [u8; 16],
        says: &Says,
    ) -> Result<Receipt, AppError> {
        let state = self.state();
        who.must_own(&state, Action::Release)?;
        let absent = || AppError::NotFound(format!("entry {seq}"));
        let line = state.register.find_line(seq).ok_or_else(absent)?;
        let address = Address::parse(&line.subject).map_err(|_| absent())?;
        self.must_be_own(who, &address)?;
        let row = self.store.find(seq).await?.ok_or_else(absent)?;
        let json = same_words(&row, &address, Salt(salt), says)?;
        let open = EntryRow {
            salt: Some(salt),
            body: Some(json),
            state: BodyState::Public,
            ..row
        };
        let receipts = self.append(|state| {
            who.must_own(state, Action::Release)?;
            if !state.register.is_unopened(&address.round, seq) {
                return Err(Refusal::NothingToRestore.into());
            }
            let restoration = Statement::BodyRestored(Restoration { entry: seq });
            let said = Said::new(address.subject(), restoration);
            let mut decision = Decision::typed(who, [said]);
            decision.restores = Some(open.clone());
            Ok((decision, ()))
        });
        let (mut receipts, ()) = receipts.await?;
        receipts
            .pop()
            .ok_or_else(|| AppError::Internal("nothing was written".to_owned()))
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

/// The body that an envelope was made for, if these are its salt and words.
fn same_words(
    row: &EntryRow,
    address: &Address,
    salt: Salt,
    says: &Says,
) -> Result<Vec<u8>, AppError> {
    let internal = |error: &dyn std::fmt::Display| AppError::Internal(error.to_string());
    let envelope = Envelope::from_leaf(&row.envelope).map_err(|error| internal(&error))?;
    // Whether it was marked as made up is part of the body, and nobody has to know how.
    for invented in [false, true] {
        let voiced = Voiced::Submitted(says.clone().into());
        let said = voiced_said(&address.subject(), voiced, invented);
        let json = said.body().and_then(|body| canonical(&body));
        let json = json.map_err(|error| internal(&error))?;
        if body::hash(&salt, &json) == envelope.body {
            return Ok(json);
        }
    }
    Err(Refusal::OtherWords.into())
}
