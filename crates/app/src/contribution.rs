// SPDX-License-Identifier: EUPL-1.2
//! What organisations say in a round: released, replaced, corrected, taken back.
//!
//! Released before the round is due, it goes into the log at once, sealed; released late, it is public
//! at once and late for ever. What leads there is in [`draft`](crate::draft); whether it can be said
//! now, in [`standing`](crate::standing).

use serde::{Deserialize, Serialize};
use wegmarke_domain::contribution::{Address, Says, Voiced};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::privacy::{self, NoPerson};
use wegmarke_domain::problem::Problem;
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::rules::seen::{Seen, seen};
use wegmarke_domain::text::Text;
use wegmarke_store::StoreError;
use wegmarke_store::document::Put;

use crate::append::{Decision, TypedBy};
use crate::cabinet::{Found, Held, Private, delete};
use crate::draft::{Basis, Draft, basis_of};
use crate::filing::{Filing, Form, voiced_said};
use crate::standing::{Refusal, must_be_settled, must_hold};
use crate::{App, AppError, Receipt, State, Who};

/// What an organisation decided about its own work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationSettings {
    /// Whether another person than the one who wrote it must release what it says.
    pub two_persons: bool,
}

impl Private for OrganisationSettings {
    const KIND: &'static str = "organisation";
}

/// What else is known of words that are released.
#[derive(Clone, Copy, Debug, Default)]
pub struct Releasing<'a> {
    /// What they rest on, as somebody saw it.
    pub basis: Option<Basis>,
    /// A second look at what may mean a person.
    pub look: Option<&'a NoPerson>,
    /// Whether they are made up.
    pub invented: bool,
}

impl App {
    /// Says it, as the organisation: checks it, and appends it to the log. Its draft goes.
    ///
    /// Before the round is due its body is sealed, and what was said before about the same thing is
    /// replaced by it. Where the organisation wants two persons, the one who wrote the draft cannot
    /// release it.
    ///
    /// Said again unchanged, it is no new
    /// entry: the receipt is the one there is.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`AppError::Invalid`] with all problems, [`AppError::Refused`],
    /// `StoreError::Stale`.
    pub async fn release(
        &self,
        who: &Who,
        address: &Address,
        says: &Says,
        invented: bool,
    ) -> Result<Receipt, AppError> {
        let releasing = Releasing {
            invented,
            ..Releasing::default()
        };
        let said = self.say(who, address, says, releasing).await;
        said.map(|(receipt, _)| receipt)
    }

    /// As [`App::release`], with what else is known of it; tells also whether it is a new entry.
    ///
    /// If what stands is newer than what the words rest on, nothing is said. Who names nothing may not
    /// pass over the draft of a colleague. A second look at what may mean a person is kept beside which
    /// account said it, for as long as that, and never in the log.
    ///
    /// # Errors
    /// As [`App::release`]; `StoreError::Stale`.
    pub async fn say(
        &self,
        who: &Who,
        address: &Address,
        says: &Says,
        releasing: Releasing<'_>,
    ) -> Result<(Receipt, bool), AppError> {
        let Releasing {
            basis,
            look,
            invented,
        } = releasing;
        // A draft that nobody can read is passed over by nobody: it goes like one that says the same.
        let found = self.held_for(who, address).await?;
        let held = found.held();
        let is_same = |held: &Held<Draft>| held.value.says == *says;
        if held.is_none_or(is_same)
            && let Some(known) = self.find_said(who, address, says).await?
        {
            // Also where nothing is written: a program that asks again learns that it was done.
            self.append(|state| {
                who.must_own(state, Action::Release)?;
                let mut decision = Decision::typed(who, []);
                let id = address.subject().to_string();
                let gone = found.revision();
                let gone = gone.map(|_| delete::<Draft>(&id, found.expect()));
                decision.puts.extend(gone);
                Ok((decision, ()))
            })
            .await?;
            return Ok((known, false));
        }
        let passes_over = |held: &Held<Draft>| {
            held.value.account.as_ref() != Some(&who.account) && !is_same(held)
        };
        // Where two persons are wanted, that is told first: it says what to do.
        if basis.is_none()
            && held.is_some_and(passes_over)
            && !self.find_settings(who.organisation()).await?.two_persons
        {
            return Err(StoreError::Stale.into());
        }
        let form = Form {
            address: address.clone(),
            says: says.clone(),
            basis: basis.unwrap_or_else(|| basis_of(&self.state(), address, &found)),
            filing: Filing::Release,
            look: look.cloned(),
        };
        let written = match self.file_all(who, &[form], invented).await {
            Ok(mut receipts) => receipts.pop(),
            // Asked with a key, it is the key that tells whether this was done already.
            Err(error) if who.once.is_some() => return Err(error),
            // Two clicks at once: the second finds what the first one said.
            Err(error) => match self.find_said(who, address, says).await? {
                Some(known) => return Ok((known, false)),
                None => return Err(error),
            },
        };
        let receipt = written.ok_or_else(|| AppError::Internal("nothing was written".to_owned()));
        Ok((receipt?, true))
    }

    /// The receipt of what one's organisation said last here, if it is word for word this.
    async fn find_said(
        &self,
        who: &Who,
        address: &Address,
        says: &Says,
    ) -> Result<Option<Receipt>, AppError> {
        let state = self.state();
        who.must_own(&state, Action::Release)?;
        let Some(own) = state.register.find_contribution(&address.subject()) else {
            return Ok(None);
        };
        match self.find_content(own).await? {
            Some((said, _, seq)) if said == *says => {
                let row = self.store.find(seq).await?;
                row.map(|row| Receipt::of(&row, self.origin(), None))
                    .transpose()
            }
            _ => Ok(None),
        }
    }

    /// Corrects what one's organisation said, after it was revealed. What it corrects stays.
    ///
    /// # Errors
    /// As [`App::release`]; [`Refusal::StillSealed`], [`Refusal::NothingSaid`].
    pub async fn correct(
        &self,
        who: &Who,
        address: &Address,
        says: &Says,
        reason: &Text,
    ) -> Result<Receipt, AppError> {
        self.correct_with(who, address, says, reason, None).await
    }

    /// The same after a second look at what may mean a person.
    ///
    /// # Errors
    /// As [`App::correct`].
    pub async fn correct_with(
        &self,
        who: &Who,
        address: &Address,
        says: &Says,
        reason: &Text,
        look: Option<&NoPerson>,
    ) -> Result<Receipt, AppError> {
        self.must_be_own(who, address)?;
        if let Some(known) = self.find_said(who, address, says).await? {
            return Ok(known);
        }
        let (named, mut unknown) = self.name_files(&address.by, says).await?;
        unknown.extend(of_reason(address, reason));
        self.amend(who, address, named, |state, corrects| {
            let look = must_hold(says, &state.register, address, &unknown, look)?;
            let voiced = Voiced::Corrected {
                corrects,
                reason: reason.clone(),
                says: says.clone().into(),
            };
            Ok((voiced, look))
        })
        .await
    }

    /// Takes back what one's organisation said, after it was revealed. It stays readable, marked.
    ///
    /// # Errors
    /// As [`App::correct`].
    pub async fn withdraw(
        &self,
        who: &Who,
        address: &Address,
        reason: &Text,
    ) -> Result<Receipt, AppError> {
        self.withdraw_with(who, address, reason, None).await
    }

    /// The same after a second look at what may mean a person.
    ///
    /// # Errors
    /// As [`App::withdraw`].
    pub async fn withdraw_with(
        &self,
        who: &Who,
        address: &Address,
        reason: &Text,
        look: Option<&NoPerson>,
    ) -> Result<Receipt, AppError> {
        self.amend(who, address, Vec::new(), |_, corrects| {
            let look = must_be_settled(of_reason(address, reason), look)?;
            let voiced = Voiced::Withdrawn {
                corrects,
                reason: reason.clone(),
            };
            Ok((voiced, look))
        })
        .await
    }

    async fn amend(
        &self,
        who: &Who,
        address: &Address,
        named: Vec<Put>,
        voiced: impl Fn(&State, u64) -> Result<(Voiced, Option<NoPerson>), AppError>,
    ) -> Result<Receipt, AppError> {
        self.must_be_own(who, address)?;
        self.advance_rounds().await?;
        let subject = address.subject();
        let (mut receipts, ()) = self
            .append(|state| {
                who.must_own(state, Action::Correct)?;
                let register = &state.register;
                let said = register
                    .find_contribution(&subject)
                    .ok_or(Refusal::NothingSaid)?;
                let corrects = match (seen(register, said), said.newest()) {
                    (Seen::Sealed, _) => return Err(Refusal::StillSealed.into()),
                    (Seen::Unrevealed, _) => return Err(Refusal::NotRevealed.into()),
                    (Seen::Withdrawn | Seen::Erased | Seen::Unopened, _) | (_, None) => {
                        return Err(Refusal::NothingSaid.into());
                    }
                    (Seen::Says(_), Some(newest)) => newest.seq,
                };
                let invented = register.is_invented(&subject);
                let (voiced, look) = voiced(state, corrects)?;
                let said = voiced_said(&subject, voiced, invented);
                let mut decision = Decision::typed(who, [said]);
                decision.looks.extend(look.map(|look| (0, look)));
                decision.puts.extend(named.iter().cloned());
                Ok((decision, ()))
            })
            .await?;
        receipts
            .pop()
            .ok_or_else(|| AppError::Internal("nothing was written".to_owned()))
    }

    /// The second look with which one's own organisation said an entry, if there was one and it is
    /// still kept.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn find_look(&self, who: &Who, seq: u64) -> Result<Option<NoPerson>, AppError> {
        who.must_own(&self.state(), Action::ReadUnpublished)?;
        let state = self.state();
        let line = state.register.find_line(seq);
        if line.is_none_or(|line| line.by != *who.organisation()) {
            return Ok(None);
        }
        let held = self.find_private::<TypedBy>(&seq.to_string()).await?;
        Ok(held.and_then(|held| held.value.no_person))
    }

    /// What an organisation decided about its own work.
    ///
    /// # Errors
    /// What the store says.
    pub async fn find_settings(
        &self,
        organisation: &OrganisationId,
    ) -> Result<OrganisationSettings, AppError> {
        Ok(settings_of(&self.look_up(organisation.as_str()).await?))
    }
}

/// Settings that nobody can read are taken as the stricter ones: damage switches no rule off.
pub(crate) fn settings_of(found: &Found<OrganisationSettings>) -> OrganisationSettings {
    match found {
        Found::Held(held) => held.value.clone(),
        Found::Unread(_) => OrganisationSettings { two_persons: true },
        Found::Nothing => OrganisationSettings::default(),
    }
}

/// What is wrong with the reason for which a practice statement is corrected or taken back: it is as
/// public as the statement.
fn of_reason(address: &Address, reason: &Text) -> Vec<Problem> {
    let mut problems = Vec::new();
    if address.noun == Noun::Practice {
        privacy::check("reason", reason, &mut problems);
    }
    problems
}
