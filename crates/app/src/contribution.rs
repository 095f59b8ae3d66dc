// SPDX-License-Identifier: EUPL-1.2
//! What organisations say in a round: drafted, released, replaced, corrected, taken back.
//!
//! A draft belongs to an organisation and is seen by nobody else. Released before the round is due,
//! it goes into the log at once, sealed; released late, it is public at once and late for ever.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use wegmarke_domain::contribution::{Address, Contribution, Says, Seen, Voiced, seen};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Round, RoundState};
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::rules::voices::{self, Asked};
use wegmarke_domain::statement::{Said, Statement};
use wegmarke_domain::text::Text;
use wegmarke_store::document::{Expect, Put};

use crate::append::Decision;
use crate::cabinet::{Held, Place, Private, delete};
use crate::filing::{Basis, Filing, Form, basis_of};
use crate::{App, AppError, Receipt, State, Who, replay};

/// Why something cannot be said now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The round is not open yet.
    #[error("the round is not open yet")]
    NotOpen,
    /// The round is over.
    #[error("the round is over; what was said can be corrected")]
    Over,
    /// The round is open, or was: nobody can change it.
    #[error("the round is open already and cannot be changed any more")]
    AlreadyOpen,
    /// Replies are made when the statements are public.
    #[error("replies can be made when the round is due")]
    NothingToReplyTo,
    /// The organisation speaks with another voice, or is not addressed.
    #[error("this is not for your organisation to say")]
    NotYours,
    /// Another person of the organisation must release it.
    #[error("another person of your organisation must release it")]
    SecondPerson,
    /// It cannot be corrected before it is public: it can be replaced.
    #[error("it is still sealed: say it again instead")]
    StillSealed,
    /// There is nothing to correct.
    #[error("nothing was said that could be corrected")]
    NothingSaid,
}

impl Refusal {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOpen => "not_open",
            Self::Over => "over",
            Self::AlreadyOpen => "already_open",
            Self::NothingToReplyTo => "nothing_to_reply_to",
            Self::NotYours => "not_yours",
            Self::SecondPerson => "second_person",
            Self::StillSealed => "still_sealed",
            Self::NothingSaid => "nothing_said",
        }
    }
}

/// Where a draft is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DraftState {
    /// Somebody writes it.
    Writing,
    /// It waits for somebody who may release it.
    Waiting,
    /// It was returned, with a reason.
    Returned(String),
}

/// A draft of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What would be said.
    pub says: Says,
    /// Where it is.
    pub state: DraftState,
    /// The account that changed it last.
    pub account: String,
    /// When.
    pub at: Timestamp,
}

impl Private for Draft {
    const KIND: &'static str = "draft";
}

/// What an organisation decided about its own work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationSettings {
    /// Whether another person than the one who wrote it must release what it says.
    pub two_persons: bool,
}

impl Private for OrganisationSettings {
    const KIND: &'static str = "organisation";
}

/// A draft with its revision, which the next write must name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldDraft {
    /// What it is about.
    pub address: Address,
    /// The draft.
    pub draft: Draft,
    /// Counts its writes, from 1; 0: it was not saved yet.
    pub revision: u64,
    /// The entry it was prefilled from, if it was not saved yet.
    pub entry: Option<u64>,
}

impl HeldDraft {
    /// What a form with this content rests on.
    #[must_use]
    pub const fn basis(&self) -> Basis {
        match (self.revision, self.entry) {
            (0, Some(seq)) => Basis::Entry(seq),
            (0, None) => Basis::Nothing,
            (revision, _) => Basis::Draft(revision),
        }
    }
}

/// Whether something can be said in a round now, and whether it is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is sealed until the round is due.
    Sealed,
    /// It is public at once: a reply, or late.
    Public,
}

/// Whether `address` can be said now.
///
/// # Errors
/// [`Refusal`] with the reason.
pub fn standing(
    register: &Register,
    address: &Address,
    now: Timestamp,
) -> Result<Standing, Refusal> {
    standing_of(register, None, address, now)
}

/// The same where it is asked of many things of a plan: with the duties of all of its rounds.
pub(crate) fn standing_of(
    register: &Register,
    asked: Option<&Asked<'_>>,
    address: &Address,
    now: Timestamp,
) -> Result<Standing, Refusal> {
    let round = register.rounds.find(address.round.as_str());
    let round = round.ok_or(Refusal::NotOpen)?;
    if !is_theirs(register, asked, round, address) {
        return Err(Refusal::NotYours);
    }
    let reply = address.noun == Noun::Reply;
    match register.round_state(&round.id) {
        RoundState::Planned => Err(Refusal::NotOpen),
        RoundState::Open if reply => Err(Refusal::NothingToReplyTo),
        // The clock decides, also in the moments before the round is moved on.
        RoundState::Open if now < round.due_at => Ok(Standing::Sealed),
        RoundState::Open => Err(Refusal::Over),
        RoundState::Closing if now < round.replies_until => Ok(Standing::Public),
        RoundState::Closing | RoundState::Closed | RoundState::Published => Err(Refusal::Over),
    }
}

/// Whether an organisation has the right to say this: a report on what it leads or was asked for,
/// an assessment or practice statement with its voice, a reply to what is about it.
fn is_theirs(
    register: &Register,
    asked: Option<&Asked<'_>>,
    round: &Round,
    address: &Address,
) -> bool {
    let by = &address.by;
    let answers_for = |measure: &Subject| match asked {
        Some(asked) => voices::answers_for_of(register, asked, by, measure),
        None => voices::answers_for(register, by, measure),
    };
    let is_addressed = |one: &Contribution| match asked {
        Some(asked) => voices::list_addressed_of(register, asked, one).contains(by),
        None => voices::list_addressed(register, one).contains(by),
    };
    if address.on.plan() != Some(round.plan.as_str()) || !register.stands(&address.on) {
        return false;
    }
    match address.noun {
        Noun::Report => {
            address.number == 1 && address.on.noun == Noun::Measure && answers_for(&address.on)
        }
        Noun::Assessment | Noun::Practice => {
            let about = [Noun::Measure, Noun::Field, Noun::Plan].contains(&address.on.noun);
            about && voices::speaks_by(register, by, address.noun)
        }
        Noun::Reply => {
            let to = register.find_contribution(&address.on);
            address.number == 1 && to.is_some_and(is_addressed)
        }
        _ => false,
    }
}

impl App {
    /// The draft of one's organisation; if there is none, one that is prefilled from what it said
    /// last: in this round, else in an earlier one.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn find_draft(
        &self,
        who: &Who,
        address: &Address,
    ) -> Result<Option<HeldDraft>, AppError> {
        let state = self.state();
        self.must_be_own(who, address)?;
        who.must_own(&state, Action::ReadUnpublished)?;
        let subject = address.subject();
        if let Some(held) = self.find_private::<Draft>(&subject.to_string()).await? {
            return Ok(Some(of_held(address.clone(), held)));
        }
        let Some((says, at, seq)) = self.find_last(&state, address).await? else {
            return Ok(None);
        };
        let draft = Draft {
            says,
            state: DraftState::Writing,
            account: String::new(),
            at,
        };
        Ok(Some(HeldDraft {
            address: address.clone(),
            draft,
            revision: 0,
            entry: Some(seq),
        }))
    }

    /// What one's organisation said last about the same thing, also if it is still sealed.
    async fn find_last(
        &self,
        state: &State,
        address: &Address,
    ) -> Result<Option<(Says, Timestamp, u64)>, AppError> {
        match list_own(&state.register, address).next() {
            Some(own) => self.find_content(own).await,
            None => Ok(None),
        }
    }

    /// The content of a contribution, opened if it is sealed. Only for who made it.
    async fn find_content(
        &self,
        own: &Contribution,
    ) -> Result<Option<(Says, Timestamp, u64)>, AppError> {
        let Some(newest) = own.newest() else {
            return Ok(None);
        };
        if let Some(voiced) = &newest.voiced {
            let says = voiced.says();
            return Ok(says.map(|says| (Says::clone(says), newest.at, newest.seq)));
        }
        let Some(row) = self.store.find(newest.seq).await? else {
            return Ok(None);
        };
        let opened = replay::decode(&self.open_row(row)?)?;
        Ok(match opened.entry.statement {
            Some(Statement::Voiced { voiced, .. }) => {
                let says = voiced.says();
                says.map(|says| (Says::clone(says), newest.at, newest.seq))
            }
            _ => None,
        })
    }

    /// All drafts of one's organisation, by what they are about.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn list_drafts(&self, who: &Who) -> Result<Vec<HeldDraft>, AppError> {
        who.must_own(&self.state(), Action::ReadUnpublished)?;
        let held = self
            .list_private::<Draft>(Some(who.organisation().as_str()))
            .await?;
        let address = |id: &str| Address::parse(&id.parse().ok()?).ok();
        Ok(held
            .into_iter()
            .filter_map(|held| Some(of_held(address(&held.id)?, held)))
            .collect())
    }

    /// Saves a draft. Its content may be incomplete and wrong: only what is released is checked.
    /// `revision` is the one that was read, 0 for a new draft; what somebody else saved meanwhile
    /// is not overwritten.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`AppError::Refused`], `StoreError::Stale`.
    pub async fn save_draft(
        &self,
        who: &Who,
        address: &Address,
        says: Says,
        revision: u64,
    ) -> Result<u64, AppError> {
        self.must_be_own(who, address)?;
        let (named, _) = self.name_files(&address.by, &says).await?;
        let draft = Draft {
            says,
            state: DraftState::Writing,
            account: who.account.clone(),
            at: self.clock.now(),
        };
        self.put_draft(who, address, revision, Action::WriteDraft, draft, named)
            .await
    }

    /// Asks those who may release a draft to do so.
    ///
    /// # Errors
    /// As [`App::save_draft`]; [`AppError::NotFound`] if there is no draft.
    pub async fn request_release(&self, who: &Who, address: &Address) -> Result<u64, AppError> {
        let held = self.get_draft(address).await?;
        let draft = Draft {
            state: DraftState::Waiting,
            ..held.value
        };
        let action = Action::WriteDraft;
        self.put_draft(who, address, held.revision, action, draft, Vec::new())
            .await
    }

    /// Deletes a draft; what was said stays. What somebody else saved meanwhile is not deleted.
    ///
    /// # Errors
    /// As [`App::request_release`].
    pub async fn discard_draft(
        &self,
        who: &Who,
        address: &Address,
        revision: u64,
    ) -> Result<(), AppError> {
        self.must_be_own(who, address)?;
        who.must_own(&self.state(), Action::WriteDraft)?;
        let held = self.get_draft(address).await?;
        self.append(|state| {
            who.must_own(state, Action::WriteDraft)?;
            let mut decision = Decision::typed(who, []);
            let expect = Expect::Revision(revision);
            decision.puts.push(delete::<Draft>(&held.id, expect));
            Ok((decision, ()))
        })
        .await
        .map(|_| ())
    }

    /// Returns a draft for revision, with a reason.
    ///
    /// # Errors
    /// As [`App::request_release`]; [`AppError::Invalid`] without a reason.
    pub async fn return_draft(
        &self,
        who: &Who,
        address: &Address,
        reason: &str,
    ) -> Result<u64, AppError> {
        if reason.trim().is_empty() {
            let nothing = Problem::new("reason", codes::REQUIRED);
            return Err(AppError::Invalid(vec![nothing]));
        }
        let held = self.get_draft(address).await?;
        let draft = Draft {
            state: DraftState::Returned(reason.to_owned()),
            ..held.value
        };
        let action = Action::ReturnDraft;
        self.put_draft(who, address, held.revision, action, draft, Vec::new())
            .await
    }

    async fn get_draft(&self, address: &Address) -> Result<Held<Draft>, AppError> {
        self.find_private::<Draft>(&address.subject().to_string())
            .await?
            .ok_or_else(|| AppError::NotFound(format!("a draft of {address}")))
    }

    async fn put_draft(
        &self,
        who: &Who,
        address: &Address,
        revision: u64,
        action: Action,
        draft: Draft,
        named: Vec<Put>,
    ) -> Result<u64, AppError> {
        self.must_be_own(who, address)?;
        self.append(|state| {
            who.must_own(state, action)?;
            standing(&state.register, address, self.clock.now())?;
            let expect = match revision {
                0 => Expect::Absent,
                known => Expect::Revision(known),
            };
            let subject = address.subject().to_string();
            let place = Place {
                id: &subject,
                owner: address.by.as_str(),
                expires_at: None,
            };
            let mut decision = Decision::typed(who, []);
            decision.puts.push(self.keep(&place, &draft, expect)?);
            decision.puts.extend(named.iter().cloned());
            Ok((decision, revision + 1))
        })
        .await
        .map(|(_, revision)| revision)
    }

    /// Says it, as the organisation: checks it, and appends it to the log. Its draft goes.
    ///
    /// Before the round is due its body is sealed, and what was said before about the same thing is
    /// replaced by it. Where the organisation wants two persons, the one who wrote the draft cannot
    /// release it.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`AppError::Invalid`] with all problems, [`AppError::Refused`].
    pub async fn release(
        &self,
        who: &Who,
        address: &Address,
        says: &Says,
        invented: bool,
    ) -> Result<Receipt, AppError> {
        let held = self.held_for(who, address).await?;
        let form = Form {
            address: address.clone(),
            says: says.clone(),
            basis: basis_of(&self.state(), address, held.as_ref()),
            filing: Filing::Release,
        };
        self.file_all(who, &[form], invented)
            .await?
            .pop()
            .ok_or_else(|| AppError::Internal("nothing was written".to_owned()))
    }

    /// The draft of one's own organisation.
    pub(crate) async fn held_for(
        &self,
        who: &Who,
        address: &Address,
    ) -> Result<Option<Held<Draft>>, AppError> {
        self.must_be_own(who, address)?;
        self.find_private::<Draft>(&address.subject().to_string())
            .await
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
        self.must_be_own(who, address)?;
        let (named, unknown) = self.name_files(&address.by, says).await?;
        self.amend(who, address, named, |state, corrects| {
            must_hold(says, &state.register, address, &unknown)?;
            Ok(Voiced::Corrected {
                corrects,
                reason: reason.clone(),
                says: says.clone().into(),
            })
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
        self.amend(who, address, Vec::new(), |_, corrects| {
            Ok(Voiced::Withdrawn {
                corrects,
                reason: reason.clone(),
            })
        })
        .await
    }

    async fn amend(
        &self,
        who: &Who,
        address: &Address,
        named: Vec<Put>,
        voiced: impl Fn(&State, u64) -> Result<Voiced, AppError>,
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
                    (Seen::Withdrawn | Seen::Erased, _) | (_, None) => {
                        return Err(Refusal::NothingSaid.into());
                    }
                    (Seen::Says(_), Some(newest)) => newest.seq,
                };
                let invented = register.is_invented(&subject);
                let said = voiced_said(&subject, voiced(state, corrects)?, invented);
                let mut decision = Decision::typed(who, [said]);
                decision.puts.extend(named.iter().cloned());
                Ok((decision, ()))
            })
            .await?;
        receipts
            .pop()
            .ok_or_else(|| AppError::Internal("nothing was written".to_owned()))
    }

    /// Nobody speaks for another organisation, whatever a form says.
    fn must_be_own(&self, who: &Who, address: &Address) -> Result<(), AppError> {
        if address.by == *who.organisation() {
            Ok(())
        } else {
            Err(AppError::Forbidden(Action::Release.as_str()))
        }
    }

    /// What an organisation decided about its own work.
    ///
    /// # Errors
    /// What the store says.
    pub async fn find_settings(
        &self,
        organisation: &OrganisationId,
    ) -> Result<OrganisationSettings, AppError> {
        let held = self
            .find_private::<OrganisationSettings>(organisation.as_str())
            .await?;
        Ok(held.map(|held| held.value).unwrap_or_default())
    }

    /// Changes what one's organisation decided about its own work.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn change_settings(
        &self,
        who: &Who,
        settings: &OrganisationSettings,
    ) -> Result<(), AppError> {
        self.append(|state| {
            who.must_own(state, Action::ManageOrganisation)?;
            let id = who.organisation().as_str();
            let place = Place {
                id,
                owner: id,
                expires_at: None,
            };
            let mut decision = Decision::public(who.organisation().clone(), Vec::new());
            decision
                .puts
                .push(self.keep(&place, settings, Expect::Anything)?);
            Ok((decision, ()))
        })
        .await
        .map(|_| ())
    }
}

/// What is said belongs at this address, and nothing is wrong with it.
///
/// `unknown` are problems with the files it names.
pub(crate) fn must_hold(
    says: &Says,
    register: &Register,
    address: &Address,
    unknown: &[Problem],
) -> Result<(), AppError> {
    if says.noun() != address.noun {
        return Err(Refusal::NotYours.into());
    }
    let mut problems = says.problems(register, address);
    problems.extend(unknown.iter().cloned());
    if problems.is_empty() {
        Ok(())
    } else {
        Err(AppError::Invalid(problems))
    }
}

/// What an organisation said about the same thing, in this round first, then in earlier ones.
pub(crate) fn list_own<'a>(
    register: &'a Register,
    address: &'a Address,
) -> impl Iterator<Item = &'a Contribution> {
    let plan = address.round.subject();
    let rounds = voices::list_rounds(register, plan.plan().unwrap_or_default());
    let earlier = rounds.into_iter().map(|round| round.id.clone());
    let earlier = earlier.filter(|round| *round != address.round);
    std::iter::once(address.round.clone())
        .chain(earlier)
        .filter_map(|round| {
            let same = Address {
                round,
                ..address.clone()
            };
            register.find_contribution(&same.subject())
        })
}

pub(crate) fn of_held(address: Address, held: Held<Draft>) -> HeldDraft {
    HeldDraft {
        entry: None,
        address,
        draft: held.value,
        revision: held.revision,
    }
}

pub(crate) fn voiced_said(subject: &Subject, voiced: Voiced, invented: bool) -> Said {
    let noun = subject.noun;
    Said {
        invented,
        ..Said::new(subject.clone(), Statement::Voiced { noun, voiced })
    }
}
