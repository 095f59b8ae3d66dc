// SPDX-License-Identifier: EUPL-1.2
//! Drafts: what an organisation has not said yet. They belong to it and are seen by nobody else.

use jiff::Timestamp;
use wegmarke_domain::contribution::{Address, Contribution, Says};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::privacy::is_doubtful;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::statement::Statement;
use wegmarke_store::StoreError;
use wegmarke_store::document::{Expect, Put};

use crate::append::Decision;
use crate::cabinet::{Drawer, Found, Held, Private as _, Unread, delete};
use crate::drafted::{About, Drafted, Words as _, list_own};
pub use crate::drafted::{Basis, Draft, DraftState};
use crate::sealed::Opening;
use crate::standing::must_be_settled;
use crate::{App, AppError, State, Who};

/// A draft with its revision, which the next write must name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldDraft<A = Address, W = Says> {
    /// What it is about.
    pub address: A,
    /// The draft.
    pub draft: Draft<W>,
    /// Counts its writes, from 1; 0: it was not saved yet.
    pub revision: u64,
    /// The entry it was prefilled from, if it was not saved yet.
    pub entry: Option<u64>,
    /// A draft was kept here that nobody can read any more: what is saved takes its place.
    pub unread: bool,
}

impl<A, W> HeldDraft<A, W> {
    pub(crate) fn of(address: A, held: Held<Draft<W>>) -> Self {
        Self {
            entry: None,
            address,
            draft: held.value,
            revision: held.revision,
            unread: false,
        }
    }

    /// What takes the place of a draft that nobody can read.
    pub(crate) fn instead(address: A, says: W, unread: &Unread, at: Timestamp) -> Self {
        Self {
            draft: Draft::prefilled(says, at),
            revision: unread.revision,
            unread: true,
            entry: None,
            address,
        }
    }

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

/// What a draft that is saved rests on.
#[derive(Clone, Copy)]
enum Rests {
    /// Exactly this.
    On(Basis),
    /// No draft, whatever was said.
    OnNoDraft,
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
        let unread = match self.look_up::<Draft>(&address.key()).await? {
            Found::Held(held) => return Ok(Some(HeldDraft::of(address.clone(), held))),
            Found::Unread(unread) => Some(unread),
            Found::Nothing => None,
        };
        let last = self.find_last(&state, address).await?;
        if let Some(unread) = unread {
            let (says, at, _) = last.unwrap_or_else(|| {
                let nothing = Says::nothing(address.noun);
                (nothing, self.clock.now(), 0)
            });
            return Ok(Some(HeldDraft::instead(address.clone(), says, &unread, at)));
        }
        Ok(last.map(|(says, at, seq)| HeldDraft {
            address: address.clone(),
            draft: Draft::prefilled(says, at),
            revision: 0,
            entry: Some(seq),
            unread: false,
        }))
    }

    /// The revision of a draft of one's organisation that another write has to name; 0 if there is none.
    /// It tells nothing of what the draft says, and so takes no right to read it.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn get_draft_revision<A: About>(
        &self,
        who: &Who,
        address: &A,
    ) -> Result<u64, AppError> {
        who.must_own(&self.state(), Action::WriteDraft)?;
        let found = self.held_for(who, address).await?;
        Ok(found.revision().unwrap_or(0))
    }

    /// The draft of one's own organisation.
    pub(crate) async fn held_for<A: About>(
        &self,
        who: &Who,
        address: &A,
    ) -> Result<Found<Draft<A::Words>>, AppError> {
        self.must_be_own(who, address)?;
        self.look_up(&address.key()).await
    }

    async fn get_draft<A: About>(&self, address: &A) -> Result<Held<Draft<A::Words>>, AppError> {
        match self.look_up(&address.key()).await? {
            Found::Held(held) => Ok(held),
            Found::Unread(_) => Err(AppError::Unreadable(Draft::<A::Words>::KIND)),
            Found::Nothing => Err(AppError::NotFound(format!("a draft of {address}"))),
        }
    }

    /// What one's organisation said last about the same thing, in this round or an earlier one, also
    /// if it is still sealed. What is damaged is not there.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn find_last_said(
        &self,
        who: &Who,
        address: &Address,
    ) -> Result<Option<Says>, AppError> {
        let state = self.state();
        self.must_be_own(who, address)?;
        who.must_own(&state, Action::ReadUnpublished)?;
        let last = self.find_last(&state, address).await?;
        Ok(last.map(|(says, ..)| says))
    }

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
    pub(crate) async fn find_content(
        &self,
        own: &Contribution,
    ) -> Result<Option<(Says, Timestamp, u64)>, AppError> {
        let Some(newest) = own.newest() else {
            return Ok(None);
        };
        // What is public needs no key; only what is sealed is read from the store.
        if let Some(voiced) = &newest.voiced {
            let says = voiced.says();
            return Ok(says.map(|says| (Says::clone(says), newest.at, newest.seq)));
        }
        let Opening::Open(_, opened) = self.open_sealed(newest.seq).await? else {
            return Ok(None);
        };
        Ok(match opened.entry.statement {
            Some(Statement::Voiced { voiced, .. }) => {
                let says = voiced.says();
                says.map(|says| (Says::clone(says), newest.at, newest.seq))
            }
            _ => None,
        })
    }

    /// All drafts of one's organisation, by what they are about; those that nobody can read say nothing.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn list_drafts(&self, who: &Who) -> Result<Vec<HeldDraft>, AppError> {
        who.must_own(&self.state(), Action::ReadUnpublished)?;
        let owner = Some(who.organisation().as_str());
        let mut drafts = self.list_held_drafts(owner).await?;
        drafts.sort_by_cached_key(|held| held.address.key());
        Ok(drafts)
    }

    /// Drafts of one organisation, or of all.
    pub(crate) async fn list_held_drafts(
        &self,
        owner: Option<&str>,
    ) -> Result<Vec<HeldDraft>, AppError> {
        let address = |id: &str| Address::parse(&id.parse().ok()?).ok();
        let listed = self.look_through::<Draft>(owner).await?;
        let held = listed.held.into_iter();
        let held = held.filter_map(|held| Some(HeldDraft::of(address(&held.id)?, held)));
        let now = self.clock.now();
        let unread = listed.unread.iter().filter_map(|unread| {
            let address = address(&unread.id)?;
            let nothing = Says::nothing(address.noun);
            Some(HeldDraft::instead(address, nothing, unread, now))
        });
        Ok(held.chain(unread).collect())
    }

    /// Saves a draft. Its content may be incomplete and wrong: only what is released is checked.
    /// `revision` is the one that was read, 0 for a new draft; what somebody else saved meanwhile
    /// is not overwritten.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`AppError::Refused`], `StoreError::Stale`.
    pub async fn save_draft<A: About>(
        &self,
        who: &Who,
        address: &A,
        says: A::Words,
        revision: u64,
    ) -> Result<u64, AppError> {
        let rests = match revision {
            0 => Rests::OnNoDraft,
            known => Rests::On(Basis::Draft(known)),
        };
        self.save(who, address, says, Vec::new(), rests).await
    }

    /// Saves a form as a draft, with the fields that do not read as they were `typed`: nothing that
    /// somebody typed is lost. As [`App::save_draft`], and also what was said since the form was
    /// opened is not passed over.
    ///
    /// # Errors
    /// As [`App::save_draft`].
    pub async fn save_form<A: About>(
        &self,
        who: &Who,
        address: &A,
        says: A::Words,
        typed: Vec<(String, String)>,
        basis: Basis,
    ) -> Result<u64, AppError> {
        self.save(who, address, says, typed, Rests::On(basis)).await
    }

    async fn save<A: About>(
        &self,
        who: &Who,
        address: &A,
        says: A::Words,
        typed: Vec<(String, String)>,
        rests: Rests,
    ) -> Result<u64, AppError> {
        self.must_be_own(who, address)?;
        // Unknown files are no reason to lose what was typed: a draft may be wrong, and releasing it tells.
        let (named, _) = self.name_drafted(address, &says).await?;
        let draft = Draft {
            says,
            typed,
            state: DraftState::Writing,
            account: Some(who.account.clone()),
            at: self.clock.now(),
        };
        self.put_draft(who, address, rests, Action::WriteDraft, draft, named)
            .await
    }

    /// Asks those who may release a draft to do so. It is checked as if it were released: who is
    /// asked shall not find holes.
    ///
    /// # Errors
    /// As [`App::save_draft`]; [`AppError::NotFound`] if there is no draft, [`AppError::Unreadable`] if
    /// nobody can read it; [`AppError::Invalid`] with everything that is wrong with it.
    pub async fn request_release<A: About>(&self, who: &Who, address: &A) -> Result<u64, AppError> {
        self.must_be_own(who, address)?;
        who.must_own(&self.state(), Action::WriteDraft)?;
        let held = self.get_draft(address).await?;
        let (_, mut problems) = self.name_drafted(address, &held.value.says).await?;
        let state = self.state();
        let (says, typed) = (&held.value.says, &held.value.typed);
        problems.extend(address.problems(&state.register, says, typed));
        // A doubtful word takes the second look of who releases it.
        problems.retain(|problem| !is_doubtful(problem.code));
        must_be_settled(problems, None)?;
        let draft = Draft {
            state: DraftState::Waiting,
            ..held.value
        };
        let (rests, action) = (Rests::On(Basis::Draft(held.revision)), Action::WriteDraft);
        self.put_draft(who, address, rests, action, draft, Vec::new())
            .await
    }

    /// Returns a draft for revision, with a reason.
    ///
    /// # Errors
    /// As [`App::request_release`]; [`AppError::Invalid`] without a reason.
    pub async fn return_draft<A: About>(
        &self,
        who: &Who,
        address: &A,
        reason: &str,
    ) -> Result<u64, AppError> {
        if reason.trim().is_empty() {
            let nothing = Problem::new("reason", codes::REQUIRED);
            return Err(AppError::Invalid(vec![nothing]));
        }
        // Before anything is looked up: who may not do it does not learn whether there is one.
        self.must_be_own(who, address)?;
        who.must_own(&self.state(), Action::ReturnDraft)?;
        let held = self.get_draft(address).await?;
        let draft = Draft {
            state: DraftState::Returned(reason.to_owned()),
            ..held.value
        };
        let (rests, action) = (Rests::On(Basis::Draft(held.revision)), Action::ReturnDraft);
        self.put_draft(who, address, rests, action, draft, Vec::new())
            .await
    }

    /// Deletes a draft; what was said stays. What somebody else saved meanwhile is not deleted.
    ///
    /// # Errors
    /// As [`App::request_release`].
    pub async fn discard_draft<A: About>(
        &self,
        who: &Who,
        address: &A,
        revision: u64,
    ) -> Result<(), AppError> {
        self.must_be_own(who, address)?;
        who.must_own(&self.state(), Action::WriteDraft)?;
        // One that nobody can read may go as well.
        let id = address.key();
        if self.held_for(who, address).await?.revision().is_none() {
            return Err(AppError::NotFound(format!("a draft of {address}")));
        }
        self.append(|state| {
            who.must_own(state, Action::WriteDraft)?;
            let mut decision = Decision::typed(who, []);
            let expect = Expect::Revision(revision);
            decision.puts.push(delete::<Draft<A::Words>>(&id, expect));
            Ok((decision, ()))
        })
        .await
        .map(|_| ())
    }

    /// The writes that keep the files which a draft names, and what is wrong with them.
    async fn name_drafted<A: About>(
        &self,
        address: &A,
        words: &A::Words,
    ) -> Result<(Vec<Put>, Vec<Problem>), AppError> {
        match words.says() {
            Some(says) => self.name_files(address.by(), says).await,
            None => Ok((Vec::new(), Vec::new())),
        }
    }

    async fn put_draft<A: About>(
        &self,
        who: &Who,
        address: &A,
        rests: Rests,
        action: Action,
        draft: Draft<A::Words>,
        named: Vec<Put>,
    ) -> Result<u64, AppError> {
        self.must_be_own(who, address)?;
        self.must_have_room_for_drafts(address.by()).await?;
        self.append(|state| {
            who.must_own(state, action)?;
            // Looked at under the lock, with the clock of now: a round may have closed while somebody typed.
            address.must_stand(&state.register, self.clock.now())?;
            let revision = match rests {
                Rests::On(Basis::Draft(revision)) => revision,
                Rests::On(basis) if basis != address.basis(&state.register) => {
                    return Err(StoreError::Stale.into());
                }
                Rests::On(_) | Rests::OnNoDraft => 0,
            };
            let expect = match revision {
                0 => Expect::Absent,
                known => Expect::Revision(known),
            };
            let key = address.key();
            let drawer = Drawer {
                id: &key,
                owner: Some(address.by().as_str()),
                expires_at: None,
            };
            let mut decision = Decision::typed(who, []);
            decision.puts.push(self.keep(&drawer, &draft, expect)?);
            decision.puts.extend(named.iter().cloned());
            Ok((decision, revision + 1))
        })
        .await
        .map(|(_, revision)| revision)
    }

    /// Refuses another draft where an organisation has as many as it may.
    ///
    /// # Errors
    /// [`AppError::NoRoom`].
    pub(crate) async fn must_have_room_for_drafts(
        &self,
        by: &OrganisationId,
    ) -> Result<(), AppError> {
        let most = self.limits.drafts;
        let (mut count, mut bytes) = (0, 0);
        // Of what is said in rounds and of figures together.
        for kind in [<Draft>::KIND, Draft::<Drafted>::KIND] {
            let weight = self.store.weigh_documents(kind, by.as_str()).await?;
            count += weight.count;
            bytes += weight.bytes;
        }
        if count < most.entries && bytes < most.bytes {
            return Ok(());
        }
        Err(AppError::NoRoom)
    }

    /// Nobody speaks for another organisation, whatever a form says.
    pub(crate) fn must_be_own(&self, who: &Who, address: &impl About) -> Result<(), AppError> {
        if address.by() == who.organisation() {
            Ok(())
        } else {
            Err(who.refuse(Action::Release))
        }
    }

    /// What a form of one's organisation filled now rests on.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn find_basis(&self, who: &Who, address: &Address) -> Result<Basis, AppError> {
        let found = self.held_for(who, address).await?;
        Ok(basis_of(&self.state(), address, &found))
    }
}

/// What a form filled now would rest on.
pub(crate) fn basis_of(state: &State, address: &Address, found: &Found<Draft>) -> Basis {
    match found.revision() {
        Some(revision) => Basis::Draft(revision),
        None => address.basis(&state.register),
    }
}
