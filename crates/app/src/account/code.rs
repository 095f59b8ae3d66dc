// SPDX-License-Identifier: EUPL-1.2
//! Codes: the second of two steps to sign in. An authenticator is set up and replaced, and recovery
//! codes are drawn.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use wegmarke_identity::recovery::RecoveryCodes;
use wegmarke_identity::throttle::Attempt;
use wegmarke_identity::totp::{Authenticator, TotpError};
use wegmarke_store::document::Expect;

use super::error::SignInError;
use super::event::{Noted, SecurityStep};
use super::person::{Account, known_device};
use super::secret::DiceOf;
use super::session::{Complete, HALF_SESSION, Session, SignedIn};
use crate::cabinet::{Drawer, Held, Kind, Private, delete, kind};
use crate::{App, AppError};

/// An authenticator to set up.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The address an app reads: `otpauth://totp/…`.
    pub address: String,
    /// The secret to type.
    pub secret: String,
    /// The address as a QR code: an SVG.
    pub qr_code: String,
}

/// An authenticator that was offered and not confirmed.
#[derive(Debug, Serialize, Deserialize)]
struct Offered(Authenticator);

impl Private for Offered {
    const KIND: &'static str = "authenticator";
}

/// For looking whether it reads.
pub(super) const KIND_OFFERED: Kind = kind::<Offered>();

impl From<TotpError> for AppError {
    fn from(error: TotpError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl App {
    /// The second step: a code of the authenticator, or a recovery code. Completes the session
    /// under a new token. Setting up an authenticator gives recovery codes, shown once.
    ///
    /// # Errors
    /// [`SignInError::WrongCode`], [`SignInError::Wait`], [`SignInError::NotSignedIn`].
    pub async fn prove_code(
        &self,
        token: &str,
        code: &str,
        from: IpAddr,
        device: Option<&str>,
    ) -> Result<(Complete, Vec<String>), AppError> {
        let (session, mut held) = self.held_session(token).await?;
        let device = device.and_then(|text| known_device(Some(&held), text));
        let attempt = Attempt {
            account: &format!("code {}", held.id),
            client: from,
            device: device.as_ref(),
        };
        if let Err(error) = self.must_not_wait(attempt).await {
            self.note_refused(&held.id, Some(&held), SecurityStep::MadeToWait)
                .await;
            return Err(error);
        }
        let now = self.clock.now();
        let mut recovery = Vec::new();
        let right = if session.value.complete {
            // Nothing is left to prove, and a code that is shown here must not be used up.
            false
        } else if held.value.may_begin_with_password() {
            held.value.authenticator = self.confirm_offered(&session.id, code).await?;
            if held.value.authenticator.is_some() {
                recovery = self.renew_recovery(&mut held.value);
            }
            held.value.authenticator.is_some()
        } else {
            let known = held.value.authenticator.as_mut();
            let shown = known.map_or(Ok(false), |known| known.accept(code, now))?;
            shown || held.value.recovery.consume(code)
        };
        if !right {
            self.note_refused(&held.id, Some(&held), SecurityStep::WrongCode)
                .await;
            return Err(SignInError::WrongCode.into());
        }
        self.succeeded(attempt).await;
        let puts = vec![
            delete::<Session>(&session.id, session.expect()),
            delete::<Offered>(&session.id, Expect::Anything),
        ];
        let complete = self
            .complete(held, &session.value.agent, SecurityStep::SignedIn, puts)
            .await?;
        Ok((complete, recovery))
    }

    /// The authenticator to set up in an incomplete session of an account that has none: the
    /// address an app reads, and the secret to type. The same until a code of it is given.
    ///
    /// # Errors
    /// [`SignInError::NotSignedIn`], also if there is one already.
    pub async fn offer_authenticator(&self, token: &str, issuer: &str) -> Result<Offer, AppError> {
        let (session, held) = self.held_session(token).await?;
        if session.value.complete || !held.value.may_begin_with_password() {
            return Err(SignInError::NotSignedIn.into());
        }
        self.offer(&session.id, &held, issuer).await
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

    /// The authenticator that is offered in a session: the same until it is confirmed.
    async fn offer(
        &self,
        session: &str,
        held: &Held<Account>,
        issuer: &str,
    ) -> Result<Offer, AppError> {
        let offered = match self.find_private::<Offered>(session).await? {
            Some(offered) => offered.value.0,
            None => {
                let new = Authenticator::make(&DiceOf(&*self.dice));
                let drawer = Drawer {
                    id: session,
                    owner: Some(&held.id),
                    expires_at: self.in_seconds(HALF_SESSION),
                };
                // One that was offered long ago may still lie there.
                let put = self.keep(&drawer, &Offered(new.clone()), Expect::Anything)?;
                self.write_private(vec![put]).await?;
                new
            }
        };
        let mail = &held.value.mail;
        Ok(Offer {
            address: offered.uri(issuer, mail)?,
            secret: offered.secret().to_owned(),
            qr_code: offered.qr_code(issuer, mail)?,
        })
    }

    /// The authenticator that was offered in a session, if this is a code of it.
    async fn confirm_offered(
        &self,
        session: &str,
        code: &str,
    ) -> Result<Option<Authenticator>, AppError> {
        let offered = self.find_private::<Offered>(session).await?;
        let Some(mut new) = offered.map(|held| held.value.0) else {
            return Ok(None);
        };
        Ok(new.accept(code, self.clock.now())?.then_some(new))
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
        let noted = Noted::own(&held, SecurityStep::AuthenticatorChanged);
        self.write_noted(puts, noted).await?;
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
        let puts = vec![self.keep_account(&held)?];
        let noted = Noted::own(&held, SecurityStep::RecoveryRenewed);
        self.write_noted(puts, noted).await?;
        Ok(recovery)
    }

    /// New recovery codes for an account; the old ones open nothing any more.
    pub(super) fn renew_recovery(&self, account: &mut Account) -> Vec<String> {
        let (codes, sheet) = RecoveryCodes::make(&DiceOf(&*self.dice));
        account.recovery = codes;
        sheet.0.to_vec()
    }
}
