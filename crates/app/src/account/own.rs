// SPDX-License-Identifier: EUPL-1.2
//! One's own account: password, authenticator, recovery codes, sessions. Whatever changes how one
//! signs in needs somebody who signed in just now.

use std::net::IpAddr;

use wegmarke_domain::problem::{Problem, codes};
use wegmarke_identity::throttle::Attempt;
use wegmarke_store::document::Expect;

use super::{
    Account, Offer, Offered, Session, SignInError, SignedIn, known_device, login_id,
    password_problems,
};
use crate::cabinet::{Held, delete};
use crate::{App, AppError};

/// A new password, as it was typed.
#[derive(Clone, Copy, Debug)]
pub struct NewPassword<'a> {
    /// The password until now; empty if there is none.
    pub current: &'a str,
    /// The new one.
    pub plain: &'a str,
    /// Once more.
    pub again: &'a str,
}

impl App {
    /// One's own account as it is now.
    pub(super) async fn own_account(
        &self,
        signed_in: &SignedIn,
    ) -> Result<Held<Account>, AppError> {
        let held = self
            .find_private::<Account>(&signed_in.who.account)
            .await?
            .ok_or(SignInError::NotSignedIn)?;
        Ok(held)
    }

    /// Changes one's password, or gives oneself one. All other sessions end, and all other devices
    /// are strangers again.
    ///
    /// # Errors
    /// [`SignInError::SignInAgain`], [`SignInError::Wait`], [`AppError::Invalid`].
    pub async fn change_password(
        &self,
        signed_in: &SignedIn,
        new: NewPassword<'_>,
        from: IpAddr,
        device: Option<&str>,
    ) -> Result<(), AppError> {
        signed_in.must_be_fresh()?;
        let mut held = self.own_account(signed_in).await?;
        let device = device.and_then(|text| known_device(Some(&held), text));
        let account = &held.value;
        let mut problems =
            password_problems(&account.mail, &account.organisation, new.plain, new.again);
        if account.password.is_some() {
            let attempt = Attempt {
                account: &login_id(&account.mail),
                client: from,
                device: device.as_ref(),
            };
            self.must_not_wait(attempt)?;
            if self.is_right(account.password.clone(), new.current).await {
                self.throttle(|throttle| throttle.succeed(attempt, self.clock.now()));
            } else {
                problems.insert(0, Problem::new("current", codes::WRONG_PASSWORD));
            }
        }
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        held.value.password = Some(self.hash(new.plain).await?);
        held.value
            .devices
            .retain(|known| Some(known) == device.as_ref());
        let mut puts = vec![self.keep_account(&held)?];
        puts.extend(
            self.end_sessions(&held.id, Some(&signed_in.session))
                .await?,
        );
        self.write_private(puts).await
    }

    /// An authenticator to set up in place of the one there is: the same until it is confirmed.
    ///
    /// # Errors
    /// [`SignInError::SignInAgain`].
    pub async fn offer_new_authenticator(
        &self,
        signed_in: &SignedIn,
        issuer: &str,
    ) -> Result<Offer, AppError> {
        signed_in.must_be_fresh()?;
        let held = self.own_account(signed_in).await?;
        self.offer(&signed_in.session, &held, issuer).await
    }

    /// Puts the offered authenticator in place of the one there is, once a code of it was given. An
    /// account that has no recovery codes gets some, shown once.
    ///
    /// # Errors
    /// [`SignInError::SignInAgain`], [`SignInError::WrongCode`].
    pub async fn change_authenticator(
        &self,
        signed_in: &SignedIn,
        code: &str,
    ) -> Result<Vec<String>, AppError> {
        signed_in.must_be_fresh()?;
        let confirmed = self.confirm_offered(&signed_in.session, code).await?;
        let confirmed = confirmed.ok_or(SignInError::WrongCode)?;
        let mut held = self.own_account(signed_in).await?;
        held.value.authenticator = Some(confirmed);
        let recovery = if held.value.recovery.left() == 0 {
            self.renew_recovery(&mut held.value)
        } else {
            Vec::new()
        };
        let puts = vec![
            self.keep_account(&held)?,
            delete::<Offered>(&signed_in.session, Expect::Anything),
        ];
        self.write_private(puts).await?;
        Ok(recovery)
    }

    /// New recovery codes, shown once; the old ones open nothing any more.
    ///
    /// # Errors
    /// [`SignInError::SignInAgain`].
    pub async fn new_recovery_codes(&self, signed_in: &SignedIn) -> Result<Vec<String>, AppError> {
        signed_in.must_be_fresh()?;
        let mut held = self.own_account(signed_in).await?;
        let recovery = self.renew_recovery(&mut held.value);
        self.write_private(vec![self.keep_account(&held)?]).await?;
        Ok(recovery)
    }

    /// Ends one session of one's own. Somebody else's is not there.
    ///
    /// # Errors
    /// What the store says.
    pub async fn end_session(&self, signed_in: &SignedIn, id: &str) -> Result<(), AppError> {
        match self.find_private::<Session>(id).await? {
            Some(held) if held.value.account == signed_in.who.account => {
                self.write_private(vec![delete::<Session>(id, Expect::Anything)])
                    .await
            }
            _ => Ok(()),
        }
    }
}
