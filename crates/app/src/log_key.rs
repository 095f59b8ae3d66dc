// SPDX-License-Identifier: EUPL-1.2
//! The log's own key is replaced inside the log, by an entry that both keys sign; where the old one was lost, by
//! one that only the new one signs, and that everybody who checks is told of.

use std::sync::Arc;

use wegmarke_domain::erasure::OPERATOR;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::log_key::{self, LogKeyReason, LogKeyReplacement, LogKeySpan};
use wegmarke_domain::statement::{Said, Statement};
use wegmarke_ledger::checkpoint::{Ending, LogKey};
use wegmarke_ledger::{LogVerifier, Replacement};

use crate::append::Decision;
use crate::replay::list_replacements;
use crate::{App, AppError, State};

impl App {
    /// Replaces the log's key: from this entry on the new one signs every checkpoint. The app that was asked
    /// writes nothing more afterwards. Gives the entry's number.
    ///
    /// # Errors
    /// [`AppError::Checkpoint`] if the new key has another name; what the store says.
    pub async fn replace_log_key(
        &self,
        new: &Arc<LogKey>,
        reason: LogKeyReason,
    ) -> Result<u64, AppError> {
        let receipts = self.append(|state| {
            let said = self.replacement(state, new, reason)?;
            let by = OrganisationId::new(OPERATOR);
            let decision = Decision {
                rekeys: Some(Arc::clone(new)),
                ..Decision::public(by, vec![said])
            };
            Ok((decision, ()))
        });
        let (receipts, ()) = receipts.await?;
        let first = receipts.first().map(|receipt| receipt.seq);
        first.ok_or_else(|| AppError::Internal("nothing was written".to_owned()))
    }

    fn replacement(
        &self,
        state: &State,
        new: &LogKey,
        reason: LogKeyReason,
    ) -> Result<Said, AppError> {
        let is_at_hand = self.trust.text() == self.key.verifier_key();
        let ending = match is_at_hand {
            true => Ending::AtHand(&self.key),
            false => Ending::Lost(&self.trust),
        };
        let place = (state.size(), state.tree.root());
        let made = new.replace(&ending, place, reason.as_str())?;
        // What nobody could follow is not written.
        let all = list_replacements(&state.register)?
            .into_iter()
            .map(|(_, one)| one);
        let all: Vec<_> = all.chain([made.clone()]).collect();
        let accepted = LogVerifier::parse(new.verifier_key())?;
        let trust = self.trust.clone().accepting(&[accepted]);
        let followed = trust.with_keys(&all);
        followed.map_err(|(_, why)| AppError::Rule(why.to_string()))?;
        let replacement = LogKeyReplacement {
            new: made.new.into(),
            new_signature: hex::encode(made.new_signature).into(),
            old: made.old.into(),
            old_signature: made.old_signature.map(|bytes| hex::encode(bytes).into()),
            reason,
            root: made.root.to_string().into(),
            size: made.size,
        };
        let subject = OrganisationId::new(OPERATOR).subject();
        let statement = Statement::LogRekeyed(Box::new(replacement));
        Ok(Said::new(subject, statement))
    }

    /// The key that signs what is written.
    pub(crate) fn signer<'a>(&'a self, new: Option<&'a LogKey>) -> Result<&'a LogKey, AppError> {
        match new {
            Some(new) => Ok(new),
            None if self.trust.text() == self.key.verifier_key() => Ok(&self.key),
            // It has not taken the place of the other one yet.
            None => Err(AppError::Internal(
                "this key does not sign the log yet".to_owned(),
            )),
        }
    }

    /// Every key of the log, oldest first.
    #[must_use]
    pub fn list_log_keys(&self) -> Vec<LogKeySpan> {
        log_key::list_spans(self.state().register.list_log_keys(), self.verifier_key())
    }

    /// The file `keys` of the log in a state: how its key was replaced, a line for each.
    ///
    /// # Errors
    /// [`AppError::Damaged`].
    pub fn get_log_keys(&self, state: &State) -> Result<Vec<u8>, AppError> {
        let all = list_replacements(&state.register)?;
        Ok(Replacement::file(all.iter().map(|(_, one)| one)))
    }
}
