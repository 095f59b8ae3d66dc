// SPDX-License-Identifier: EUPL-1.2
//! What did not open when its round was revealed is handed in again by who said it.

use wegmarke_domain::contribution::{Address, Says, Voiced};
use wegmarke_domain::erasure::Restoration;
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::statement::{Said, Statement};
use wegmarke_ledger::{Envelope, Salt, body, canonical};
use wegmarke_store::{BodyState, EntryRow};

use crate::append::Decision;
use crate::filing::voiced_said;
use crate::standing::Refusal;
use crate::{App, AppError, Receipt, Who};

impl App {
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
