// SPDX-License-Identifier: EUPL-1.2
//! Reminders: who is told what, once, and in their own way.
//!
//! When a letter went out last is kept in the same transaction that puts it into the outbox, so two
//! processes, or one that dies, never write the same reminder twice.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::register::Register;
use wegmarke_domain::reminder::{Wanted, is_daytime, is_digest_due, is_escalation_due};
use wegmarke_domain::round::{Round, RoundState};
use wegmarke_domain::rules::permission::{About, Action, Actor};
use wegmarke_domain::rules::voices::{Kept, kept};
use wegmarke_domain::task::Task;
use wegmarke_store::StoreError;
use wegmarke_store::document::Expect;

use crate::account::Account;
use crate::cabinet::{Drawer, Held, Kind, Private, delete, kind};
use crate::draft::HeldDraft;
use crate::letter::{Unreachable, Written};
use crate::{App, AppError, Who, task};

/// How long it is kept when somebody was reminded, in seconds: longer than any rule looks back.
const REMINDED_KEPT: i64 = 60 * 24 * 3600;

/// What somebody decided about letters to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// Code of the language of letters.
    pub lang: String,
    /// Which reminders they want.
    pub reminders: Wanted,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            lang: "de".to_owned(),
            reminders: Wanted::Weekly,
        }
    }
}

impl Private for Preferences {
    const KIND: &'static str = "preferences";
}

/// When a reminder went out last.
#[derive(Debug, Serialize, Deserialize)]
struct Reminded {
    at: Timestamp,
}

impl Private for Reminded {
    const KIND: &'static str = "reminded";
}

/// For looking whether they read.
pub(crate) const KINDS: [Kind; 2] = [kind::<Preferences>(), kind::<Reminded>()];

/// An organisation that did not say, or not in time, what it owes in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// Who.
    pub organisation: OrganisationId,
    /// Statements that were not made.
    pub silent: usize,
    /// Statements that were made late.
    pub late: usize,
}

/// Puts reminders into words. `lang` is the code of a language.
pub trait Writer: Send + Sync {
    /// What waits for somebody of an organisation, by round; never empty.
    fn digest(
        &self,
        register: &Register,
        lang: &str,
        organisation: &OrganisationId,
        rounds: &[(&Round, Vec<Task>)],
    ) -> Written;

    /// Who is silent or late in a round; never empty.
    fn escalation(
        &self,
        register: &Register,
        lang: &str,
        round: &Round,
        behind: &[Behind],
    ) -> Written;
}

/// Who is silent or late in a round that is due, by organisation.
#[must_use]
pub fn list_behind(register: &Register, round: &Round) -> Vec<Behind> {
    let mut found: BTreeMap<&OrganisationId, (usize, usize)> = BTreeMap::new();
    for duty in &round.duties {
        match kept(register, round, duty) {
            Kept::Silent => found.entry(&duty.organisation).or_default().0 += 1,
            Kept::Late(_) => found.entry(&duty.organisation).or_default().1 += 1,
            Kept::Pending | Kept::InTime(_) | Kept::Unrevealed(_) | Kept::Void => {}
        }
    }
    found
        .into_iter()
        .map(|(organisation, (silent, late))| Behind {
            organisation: organisation.clone(),
            silent,
            late,
        })
        .collect()
}

/// Everything one pass looks at.
struct Pass<'a> {
    register: &'a Register,
    now: Zoned,
    preferences: BTreeMap<String, Preferences>,
    reminded: BTreeMap<String, (Option<Timestamp>, Expect)>,
    drafts: BTreeMap<OrganisationId, Vec<HeldDraft>>,
}

impl Pass<'_> {
    fn last(&self, key: &str) -> Option<Timestamp> {
        self.reminded.get(key).and_then(|(at, _)| *at)
    }

    fn preferences_of(&self, account: &str) -> Preferences {
        self.preferences.get(account).cloned().unwrap_or_default()
    }
}

fn by_id<T>(all: Vec<Held<T>>) -> impl Iterator<Item = (String, Held<T>)> {
    all.into_iter().map(|held| (held.id.clone(), held))
}

impl App {
    /// Writes the reminders that are due into the outbox; says how many. Safe to call at any time, in
    /// any number of processes.
    ///
    /// A digest goes to those whose organisation has something to say that waits for them, over all
    /// rounds; who is silent or late in a round that is due goes to its coordinator. Names and
    /// counts only: nothing of what was said or drafted.
    ///
    /// # Errors
    /// What the store says.
    pub async fn write_reminders(&self, writer: &dyn Writer) -> Result<usize, AppError> {
        let state = self.state();
        let register = &state.register;
        let now = self.clock.now().to_zoned(self.clock.zone());
        let running = |round: &Round| {
            let state = register.round_state(&round.id);
            matches!(state, RoundState::Open | RoundState::Closing)
        };
        if !is_daytime(&now) || !register.rounds.list().any(running) {
            return Ok(0);
        }
        let preferences = self.list_private::<Preferences>(None).await?;
        let preferences = by_id(preferences).map(|(id, held)| (id, held.value));
        let pass = Pass {
            register,
            now,
            preferences: preferences.collect(),
            reminded: self.list_reminded().await?,
            drafts: self.drafts_by_organisation().await?,
        };
        let unreachable = self.list_private::<Unreachable>(None).await?;
        let unreachable: BTreeSet<String> = unreachable.into_iter().map(|held| held.id).collect();
        let mut written = 0;
        for account in self.list_private::<Account>(None).await? {
            if !unreachable.contains(&account.id) {
                written += usize::from(self.write_digest(writer, &pass, &account).await?);
                written += self.write_escalations(writer, &pass, &account).await?;
            }
        }
        Ok(written)
    }

    async fn drafts_by_organisation(
        &self,
    ) -> Result<BTreeMap<OrganisationId, Vec<HeldDraft>>, AppError> {
        let mut found: BTreeMap<OrganisationId, Vec<HeldDraft>> = BTreeMap::new();
        for held in self.list_held_drafts(None).await? {
            let of = found.entry(held.address.by.clone()).or_default();
            of.push(held);
        }
        Ok(found)
    }

    /// When each reminder went out last, and what lies where that is noted. Where nobody can read it, one
    /// letter too many is better than none for ever.
    async fn list_reminded(
        &self,
    ) -> Result<BTreeMap<String, (Option<Timestamp>, Expect)>, AppError> {
        let listed = self.look_through::<Reminded>(None).await?;
        let read = listed
            .held
            .into_iter()
            .map(|held| (held.id.clone(), (Some(held.value.at), held.expect())));
        let unread = listed.unread.into_iter();
        let unread = unread.map(|one| (one.id, (None, Expect::Revision(one.revision))));
        Ok(read.chain(unread).collect())
    }

    async fn write_digest(
        &self,
        writer: &dyn Writer,
        pass: &Pass<'_>,
        account: &Held<Account>,
    ) -> Result<bool, AppError> {
        let organisation = &account.value.organisation;
        let actor = actor(&account.value);
        let own = About::Organisation(organisation);
        let may = |action| actor.may(pass.register, action, own);
        let (writes, releases) = (may(Action::WriteDraft), may(Action::Release));
        let preferences = pass.preferences_of(&account.id);
        let last = pass.last(&account.id);
        if !writes {
            return Ok(false);
        }
        let drafts = pass.drafts.get(organisation).map_or(&[][..], Vec::as_slice);
        let rounds = task::list(pass.register, organisation, drafts, pass.now.timestamp());
        let rounds: Vec<(&Round, Vec<Task>)> = rounds
            .into_iter()
            .map(|(round, mut tasks)| {
                tasks.retain(|task| task.waits_for(writes, releases));
                (round, tasks)
            })
            .filter(|(_, tasks)| !tasks.is_empty())
            .collect();
        let open: Vec<Timestamp> = rounds.iter().map(|(round, _)| round.due_at).collect();
        if !is_digest_due(preferences.reminders, &open, last, &pass.now) {
            return Ok(false);
        }
        let written = writer.digest(pass.register, &preferences.lang, organisation, &rounds);
        self.remind(pass, &account.id, account, written).await
    }

    async fn write_escalations(
        &self,
        writer: &dyn Writer,
        pass: &Pass<'_>,
        account: &Held<Account>,
    ) -> Result<usize, AppError> {
        let actor = actor(&account.value);
        let preferences = pass.preferences_of(&account.id);
        let mut written = 0;
        for round in pass.register.rounds.list() {
            let about = About::Plan(&round.plan);
            let key = format!("{} {}", account.id, round.id);
            if pass.register.round_state(&round.id) != RoundState::Closing
                || !actor.may(pass.register, Action::SeeBoard, about)
                || !is_escalation_due(
                    preferences.reminders,
                    round.replies_until,
                    pass.last(&key),
                    &pass.now,
                )
            {
                continue;
            }
            let behind = list_behind(pass.register, round);
            if behind.is_empty() {
                continue;
            }
            let words = writer.escalation(pass.register, &preferences.lang, round, &behind);
            written += usize::from(self.remind(pass, &key, account, words).await?);
        }
        Ok(written)
    }

    /// Puts a reminder into the outbox and notes it under `key`, both or nothing; false if somebody
    /// else did so first, or if the outcome is not known: the next pass sees what is on record.
    async fn remind(
        &self,
        pass: &Pass<'_>,
        key: &str,
        account: &Held<Account>,
        written: Written,
    ) -> Result<bool, AppError> {
        let at = pass.now.timestamp();
        let organisation = &account.value.organisation;
        let drawer = Drawer {
            id: key,
            owner: Some(organisation.as_str()),
            expires_at: Some(at.as_second() + REMINDED_KEPT),
        };
        let before = pass.reminded.get(key);
        let expect = before.map_or(Expect::Absent, |(_, expect)| *expect);
        let puts = vec![
            self.keep(&drawer, &Reminded { at }, expect)?,
            self.letter(&account.value.mail, Some(&account.id), written)?,
        ];
        match self.write_private(puts).await {
            Ok(()) => Ok(true),
            Err(AppError::Store(StoreError::Stale | StoreError::Unknown(_))) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// What somebody decided about letters to them.
    ///
    /// # Errors
    /// What the store says.
    pub async fn find_preferences(&self, account: &str) -> Result<Preferences, AppError> {
        let held = self.find_private::<Preferences>(account).await?;
        Ok(held.map(|held| held.value).unwrap_or_default())
    }

    /// Changes what somebody decided about letters to them. An address that took none is tried again.
    ///
    /// # Errors
    /// What the store says.
    pub async fn change_preferences(
        &self,
        who: &Who,
        preferences: &Preferences,
    ) -> Result<(), AppError> {
        let account = &who.account;
        let drawer = Drawer {
            id: account,
            owner: None,
            expires_at: None,
        };
        let puts = vec![
            self.keep(&drawer, preferences, Expect::Anything)?,
            delete::<Unreachable>(account, Expect::Anything),
        ];
        self.write_private(puts).await
    }

    /// Notes the language in which somebody accepted an invitation.
    ///
    /// # Errors
    /// What the store says.
    pub async fn note_language(&self, account: &str, lang: &str) -> Result<(), AppError> {
        let preferences = Preferences {
            lang: lang.to_owned(),
            ..Preferences::default()
        };
        let drawer = Drawer {
            id: account,
            owner: None,
            expires_at: None,
        };
        let put = self.keep(&drawer, &preferences, Expect::Absent)?;
        self.write_private(vec![put]).await
    }
}

fn actor(account: &Account) -> Actor {
    Actor::new(account.organisation.clone(), account.roles.clone())
}
