// SPDX-License-Identifier: EUPL-1.2
//! A new password, or a new second factor, for somebody who cannot sign in any more: by a link that
//! their organisation makes. One link replaces one of the two, and what it leaves is still asked for.

use std::net::IpAddr;

use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::Role;
use wegmarke_identity::password::Verdict;
use wegmarke_identity::recovery::RecoveryCodes;
use wegmarke_identity::throttle::Attempt;
use wegmarke_identity::token::Token;
use wegmarke_store::document::Put;

use super::error::SignInError;
use super::event::{Noted, SecurityStep};
use super::invitation::{Invitation, Invited, Replaces};
use super::person::Account;
use crate::cabinet::{Held, delete};
use crate::{App, AppError, Who};

/// Somebody who is told that a link was made.
#[derive(Clone, Debug)]
pub struct Told {
    /// The account.
    pub account: String,
    /// Its address.
    pub mail: String,
    /// Whether it is the one that the link is for.
    pub own: bool,
}

/// A link that was made, and who is to hear of it.
#[derive(Debug)]
pub struct Reset {
    /// The link's token.
    pub token: Token,
    /// The name of whom it is for.
    pub name: String,
    /// Its owner, and everybody else who may release for the organisation.
    pub told: Vec<Told>,
}

impl App {
    /// A link for somebody who lost their password, or what they prove it with. Who follows it keeps
    /// address and roles; nothing is replaced before.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`SignInError::NoPassword`] if the second factor is to be replaced of an
    /// account that would have no first one.
    pub async fn reset_account(
        &self,
        who: &Who,
        id: &str,
        replaces: Replaces,
    ) -> Result<Reset, AppError> {
        let held = self.managed(who, id).await?;
        let account = held.value;
        if replaces == Replaces::SecondFactor && !account.has_password() {
            return Err(SignInError::NoPassword.into());
        }
        let owner = Some(account.organisation.as_str());
        let others = self.list_private::<Account>(owner).await?.into_iter();
        let told = others
            .filter(|other| other.id == id || other.value.roles.contains(&Role::Publisher))
            .filter(|other| other.id != who.account)
            .map(|other| Told {
                own: other.id == id,
                account: other.id,
                mail: other.value.mail,
            });
        let (name, told) = (account.name, told.collect());
        let invited = Invited {
            to: Invitation {
                mail: account.mail,
                organisation: account.organisation,
                roles: account.roles,
            },
            resets: Some(held.id),
            replaces,
            by: Some(who.account.clone()),
            at: Some(self.clock.now()),
        };
        let token = self.keep_invitation(invited).await?;
        Ok(Reset { token, name, told })
    }

    /// The link, and the account it is for.
    async fn held_reset(
        &self,
        token: &str,
        replaces: Replaces,
        from: IpAddr,
    ) -> Result<(Held<Invited>, Held<Account>), AppError> {
        let link = self.held_invitation(token, from).await?;
        let id = link.value.resets.as_deref();
        let id = id.filter(|_| link.value.replaces == replaces);
        let id = id.ok_or(SignInError::NoInvitation)?;
        let account = self.find_private::<Account>(id).await?;
        Ok((link, account.ok_or(SignInError::NoInvitation)?))
    }

    /// Replaces the password. Codes, passkeys and recovery codes stay and are asked for as before.
    ///
    /// # Errors
    /// [`SignInError::NoInvitation`], [`AppError::Invalid`].
    pub async fn replace_password(
        &self,
        token: &str,
        plain: &str,
        again: &str,
        from: IpAddr,
    ) -> Result<(), AppError> {
        let (link, mut held) = self.held_reset(token, Replaces::Password, from).await?;
        let account = &held.value;
        let problems = self.password_problems(&account.mail, &account.organisation, plain, again);
        let problems = problems.await?;
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        held.value.password = Some(self.hash(plain).await?);
        self.end_reset(&link, held).await
    }

    /// Replaces what codes come from, passkeys and recovery codes: with the password a new
    /// authenticator is set up at the next sign-in.
    ///
    /// # Errors
    /// [`SignInError::NoInvitation`], [`SignInError::Wait`]; [`AppError::Invalid`] for a wrong password.
    pub async fn replace_second_factor(
        &self,
        token: &str,
        password: &str,
        from: IpAddr,
    ) -> Result<(), AppError> {
        let (link, mut held) = self.held_reset(token, Replaces::SecondFactor, from).await?;
        let attempt = Attempt {
            account: &self.login_id(&held.value.mail),
            client: from,
            device: None,
        };
        self.must_not_wait(attempt).await?;
        match self.compare(held.value.password.clone(), password).await {
            Verdict::Right { .. } => self.succeeded(attempt).await,
            Verdict::Wrong => {
                let step = SecurityStep::WrongPassword;
                self.note_refused(&held.id, Some(&held), step).await;
                let wrong = Problem::new("current", codes::WRONG_PASSWORD);
                return Err(AppError::Invalid(vec![wrong]));
            }
        }
        held.value.authenticator = None;
        held.value.passkeys.clear();
        held.value.recovery = RecoveryCodes::default();
        self.end_reset(&link, held).await
    }

    /// Whoever asked for a new way in may have lost the old one to somebody: everything that was opened
    /// by it ends.
    async fn end_reset(
        &self,
        link: &Held<Invited>,
        mut held: Held<Account>,
    ) -> Result<(), AppError> {
        held.value.devices.clear();
        let mut puts: Vec<Put> = vec![
            delete::<Invited>(&link.id, link.expect()),
            self.keep_account(&held)?,
        ];
        puts.extend(self.end_sessions(&held.id, None).await?);
        let organisation = &held.value.organisation;
        puts.extend(self.end_tokens(organisation, &held.id).await?);
        let step = match link.value.replaces {
            Replaces::Password => SecurityStep::PasswordReset,
            Replaces::SecondFactor => SecurityStep::SecondFactorReset,
        };
        self.write_noted(puts, Noted::own(&held, step)).await
    }
}
