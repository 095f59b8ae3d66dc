// SPDX-License-Identifier: EUPL-1.2
//! Roles that change, and handing over before somebody leaves: their drafts, and what they may do there,
//! go to who comes after them, in one write.

use std::collections::BTreeSet;

use wegmarke_domain::contribution::Says;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::{Action, Role};
use wegmarke_store::document::Put;

use super::error::SignInError;
use super::event::{Noted, SecurityStep};
use super::person::Account;
use crate::cabinet::{Drawer, Held};
use crate::drafted::{Draft, Drafted, Words};
use crate::upload::Upload;
use crate::{App, AppError, Who};

impl App {
    /// Changes what an account of one's own organisation may do. An administrator's role is given and
    /// taken by administrators only, and tokens that an account made end when it loses a role: they were
    /// made with it.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::Invalid`] if nothing is left; [`SignInError::LastPublisher`],
    /// [`SignInError::LastAdministrator`].
    pub async fn change_roles(
        &self,
        who: &Who,
        id: &str,
        roles: &BTreeSet<Role>,
    ) -> Result<(), AppError> {
        let mut held = self.managed(who, id).await?;
        if *who.organisation() != held.value.organisation {
            return Err(who.refuse(Action::InviteAccounts));
        }
        who.must_own(&self.state(), Action::InviteAccounts)?;
        if roles.is_empty() {
            let nothing = Problem::new("roles", codes::REQUIRED);
            return Err(AppError::Invalid(vec![nothing]));
        }
        let differing = held.value.roles.symmetric_difference(roles);
        let technical = Role::Administrator;
        if differing.into_iter().any(|role| *role == technical)
            && !who.actor.roles.contains(&technical)
        {
            return Err(who.refuse(Action::InviteOrganisation));
        }
        let lost: BTreeSet<Role> = held.value.roles.difference(roles).copied().collect();
        if held.value.roles == *roles {
            return Ok(());
        }
        let mut puts = self.keep_others(who, &held, &lost).await?;
        if !lost.is_empty() {
            puts.extend(self.end_tokens(&held.value.organisation, id).await?);
        }
        held.value.roles.clone_from(roles);
        puts.push(self.keep_account(&held)?);
        let noted = Noted {
            organisation: &held.value.organisation,
            step: SecurityStep::RolesChanged,
            account: Some(&who.account),
            about: Some(&held.value.name),
        };
        self.write_noted(puts, noted).await
    }

    /// The accounts of one's own organisation that could come after an account: id and name.
    ///
    /// # Errors
    /// What the store says.
    pub async fn list_successors(
        &self,
        who: &Who,
        id: &str,
    ) -> Result<Vec<(String, String)>, AppError> {
        let owner = Some(who.organisation().as_str());
        let all = self.list_private::<Account>(owner).await?;
        let others = all.into_iter().filter(|held| held.id != id);
        let mut named: Vec<_> = others.map(|held| (held.value.name, held.id)).collect();
        named.sort();
        Ok(named.into_iter().map(|(name, id)| (id, name)).collect())
    }

    /// Somebody leaves, and hands over to a colleague: drafts and tables that wait become the colleague's,
    /// and so do the roles, as far as who does this may give them. Then the account is gone, with its
    /// sessions, tokens and links. One's own account may always be handed over; without the right to give
    /// roles, the drafts only.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::Invalid`] if the colleague is none; else as
    /// [`App::remove_account`].
    pub async fn hand_over(&self, who: &Who, id: &str, successor: &str) -> Result<(), AppError> {
        let leaving = match id == who.account {
            true => self.find_private::<Account>(id).await?,
            false => Some(self.managed(who, id).await?),
        };
        let leaving = leaving.ok_or(SignInError::NotSignedIn)?;
        if *who.organisation() != leaving.value.organisation {
            return Err(who.refuse(Action::InviteAccounts));
        }
        let colleague = self.find_private::<Account>(successor).await?;
        let colleague = colleague.filter(|held| {
            held.id != leaving.id && held.value.organisation == leaving.value.organisation
        });
        let Some(mut colleague) = colleague else {
            let none = Problem::new("successor", codes::NOT_A_CHOICE);
            return Err(AppError::Invalid(vec![none]));
        };
        if who.may_own(&self.state(), Action::InviteAccounts) {
            let gives = |role: &&Role| {
                **role != Role::Administrator || who.actor.roles.contains(&Role::Administrator)
            };
            let given = leaving.value.roles.iter().filter(gives);
            colleague.value.roles.extend(given);
        }
        // Whoever takes over keeps the place; for what they do not take, somebody else has to be there.
        let roles = leaving.value.roles.clone();
        let left: BTreeSet<Role> = roles.difference(&colleague.value.roles).copied().collect();
        let others = self.list_kept(who, &leaving, &left).await?;
        let mut puts = vec![self.keep_account(&colleague)?];
        for other in others.iter().filter(|other| other.id != colleague.id) {
            puts.push(self.keep_account(other)?);
        }
        puts.extend(self.pass_on::<Says>(&leaving, &colleague.id).await?);
        puts.extend(self.pass_on::<Drafted>(&leaving, &colleague.id).await?);
        puts.extend(self.pass_on_uploads(&leaving, &colleague.id).await?);
        puts.extend(self.end_account(&leaving).await?);
        let about = format!("{} → {}", leaving.value.name, colleague.value.name);
        let noted = Noted {
            organisation: &leaving.value.organisation,
            step: SecurityStep::AccountHandedOver,
            account: Some(&who.account),
            about: Some(&about),
        };
        self.write_noted(puts, noted).await
    }

    /// The writes that make somebody's drafts a colleague's.
    async fn pass_on<W: Words>(
        &self,
        leaving: &Held<Account>,
        to: &str,
    ) -> Result<Vec<Put>, AppError> {
        let owner = leaving.value.organisation.as_str();
        let mut puts = Vec::new();
        for mut held in self.list_private::<Draft<W>>(Some(owner)).await? {
            if held.value.account.as_deref() != Some(&leaving.id) {
                continue;
            }
            held.value.account = Some(to.to_owned());
            let drawer = Drawer {
                id: &held.id,
                owner: Some(owner),
                expires_at: None,
            };
            puts.push(self.keep(&drawer, &held.value, held.expect())?);
        }
        Ok(puts)
    }

    /// The same of tables that wait.
    async fn pass_on_uploads(
        &self,
        leaving: &Held<Account>,
        to: &str,
    ) -> Result<Vec<Put>, AppError> {
        let owner = leaving.value.organisation.as_str();
        let mut puts = Vec::new();
        for mut held in self.list_private::<Upload>(Some(owner)).await? {
            if held.value.account == leaving.id {
                to.clone_into(&mut held.value.account);
                puts.push(self.keep_upload(&held.id, &held.value, held.expect())?);
            }
        }
        Ok(puts)
    }
}
