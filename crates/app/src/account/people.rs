// SPDX-License-Identifier: EUPL-1.2
//! The accounts of an organisation. Whoever may invite sees them and
//! may end or reset them. Administrators reach only accounts that are technical and nothing else:
//! nobody gets into another organisation this way.

use std::collections::BTreeSet;

use wegmarke_domain::rules::importing::may_bring;
use wegmarke_domain::rules::permission::{About, Action, Role};
use wegmarke_store::document::{Expect, Put};

use super::error::SignInError;
use super::event::{Noted, SecurityStep};
use super::invitation::Invited;
use super::person::{Account, Login};
use crate::cabinet::{Held, delete};
use crate::{App, AppError, State, Who};

/// An account in the list of an organisation.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Its id.
    pub id: String,
    /// The account.
    pub account: Account,
}

fn is_technical(account: &Account) -> bool {
    account.roles.iter().eq([&Role::Administrator])
}

/// Whether somebody may see, end and reset an account. Whoever gets hold of it gets its roles: so
/// an administrator's account is out of reach for those who are none.
fn may_manage(state: &State, who: &Who, account: &Account) -> bool {
    let may = |action, about| who.actor.may(&state.register, action, about);
    let own = may(
        Action::InviteAccounts,
        About::Organisation(&account.organisation),
    );
    let reaches = !account.roles.contains(&Role::Administrator)
        || who.actor.roles.contains(&Role::Administrator);
    let technical = may(Action::InviteOrganisation, About::Installation) && is_technical(account);
    (own && reaches) || technical
}

impl App {
    /// The name of somebody in one's own organisation: who wrote a draft, for who is to release it.
    /// `None` if the account is gone.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn find_colleague_name(
        &self,
        who: &Who,
        account: &str,
    ) -> Result<Option<String>, AppError> {
        // Who coordinates reads no drafts, and sees which colleague wrote a table.
        if !may_bring(&who.actor) {
            who.must_own(&self.state(), Action::ReadUnpublished)?;
        }
        let held = self.find_private::<Account>(account).await?;
        let own = held.filter(|held| held.value.organisation == *who.organisation());
        Ok(own.map(|held| held.value.name))
    }

    /// The accounts that somebody may end and reset, by name.
    ///
    /// # Errors
    /// What the store says.
    pub async fn list_accounts(&self, who: &Who) -> Result<Vec<Colleague>, AppError> {
        let state = self.state();
        let installation = who.actor.may(
            &state.register,
            Action::InviteOrganisation,
            About::Installation,
        );
        let owner = (!installation).then(|| who.organisation().as_str());
        let mut found: Vec<Colleague> = self
            .list_private::<Account>(owner)
            .await?
            .into_iter()
            .filter(|held| may_manage(&state, who, &held.value))
            .map(|held| Colleague {
                id: held.id,
                account: held.value,
            })
            .collect();
        found.sort_by(|a, b| (&a.account.name, &a.id).cmp(&(&b.account.name, &b.id)));
        Ok(found)
    }

    /// Names of the accounts of one's own organisation that have one of these roles: whom to ask.
    ///
    /// # Errors
    /// What the store says.
    pub async fn list_with(&self, who: &Who, roles: &[Role]) -> Result<Vec<String>, AppError> {
        let owner = Some(who.organisation().as_str());
        let accounts = self.list_private::<Account>(owner).await?;
        let may = accounts
            .into_iter()
            .filter(|held| held.value.roles.iter().any(|role| roles.contains(role)));
        let mut names: Vec<String> = may.map(|held| held.value.name).collect();
        names.sort();
        Ok(names)
    }

    /// An account that somebody may manage; whatever else is asked for is not there.
    pub(super) async fn managed(&self, who: &Who, id: &str) -> Result<Held<Account>, AppError> {
        let state = self.state();
        self.find_private::<Account>(id)
            .await?
            .filter(|held| may_manage(&state, who, &held.value))
            .ok_or_else(|| who.refuse(Action::InviteAccounts))
    }

    /// What keeps somebody there to do what an account did: another one that may release for its
    /// organisation, another administrator. Each is written as it is, so that of two who remove each
    /// other, or themselves, at once one fails.
    pub(super) async fn keep_others(
        &self,
        who: &Who,
        leaving: &Held<Account>,
        lost: &BTreeSet<Role>,
    ) -> Result<Vec<Put>, AppError> {
        let kept = self.list_kept(who, leaving, lost).await?;
        kept.iter().map(|other| self.keep_account(other)).collect()
    }

    /// Who is there to do what an account did by these roles.
    pub(super) async fn list_kept(
        &self,
        who: &Who,
        leaving: &Held<Account>,
        lost: &BTreeSet<Role>,
    ) -> Result<Vec<Held<Account>>, AppError> {
        let account = &leaving.value;
        let own = Some(account.organisation.as_str());
        // Administrators look after each other across organisations; nobody of them leaves their own
        // one without any.
        let colleagues = if leaving.id == who.account { own } else { None };
        let mut kept: Vec<Held<Account>> = Vec::new();
        for (role, of, refused) in [
            (Role::Publisher, own, SignInError::LastPublisher),
            (
                Role::Administrator,
                colleagues,
                SignInError::LastAdministrator,
            ),
        ] {
            if !lost.contains(&role) {
                continue;
            }
            let has_it =
                |other: &Held<Account>| other.id != leaving.id && other.value.roles.contains(&role);
            let others = self.list_private::<Account>(of).await?;
            let other = others.into_iter().find(has_it).ok_or(refused)?;
            if !kept.iter().any(|known| known.id == other.id) {
                kept.push(other);
            }
        }
        Ok(kept)
    }

    /// Removes an account: its sessions end, and its tokens and invitations open nothing any more.
    /// What it said for its organisation stays said.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`SignInError::LastPublisher`], [`SignInError::LastAdministrator`].
    pub async fn remove_account(&self, who: &Who, id: &str) -> Result<(), AppError> {
        let held = self.managed(who, id).await?;
        let mut puts = self.end_account(&held).await?;
        puts.extend(self.keep_others(who, &held, &held.value.roles).await?);
        self.write_noted(
            puts,
            Noted {
                organisation: &held.value.organisation,
                step: SecurityStep::AccountRemoved,
                account: Some(&who.account),
                about: Some(&held.value.name),
            },
        )
        .await
    }

    /// The writes that end an account: its sessions, tokens and links open nothing any more.
    pub(super) async fn end_account(&self, held: &Held<Account>) -> Result<Vec<Put>, AppError> {
        let (id, organisation) = (&*held.id, &held.value.organisation);
        let mut puts = vec![
            delete::<Account>(id, held.expect()),
            delete::<Login>(&self.login_id(&held.value.mail), Expect::Anything),
        ];
        puts.extend(self.end_sessions(id, None).await?);
        puts.extend(self.end_tokens(organisation, id).await?);
        let owner = Some(organisation.as_str());
        for invited in self.list_private::<Invited>(owner).await? {
            if invited.value.resets.as_deref() == Some(id) {
                puts.push(delete::<Invited>(&invited.id, Expect::Anything));
            }
        }
        Ok(puts)
    }
}
