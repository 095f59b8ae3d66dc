// SPDX-License-Identifier: EUPL-1.2
//! Passkeys: added to an account, made with it, and used to sign in.
//!
//! A device that checked who uses it counts as both factors. What the first of two steps keeps is an
//! encrypted document, bound to the session, the invitation, or a cookie of this browser alone; it
//! is deleted when the second step begins, whatever comes of it.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use wegmarke_identity::passkey::{
    Handle, Holder, Passkey, PasskeyError, PendingKey, PendingSignIn, Site, find_handle,
};
use wegmarke_identity::token::{Token, TokenKind};

use super::error::SignInError;
use super::event::{Noted, SecurityStep};
use super::person::Account;
use super::secret::id_of;
use super::session::{Complete, SignedIn};
use super::typed::name_problems;
use crate::cabinet::{Held, Kind, Private, kind};
use crate::{App, AppError};

/// Most passkeys of an account.
const MOST: usize = 20;

/// The site as the browser knows it.
#[derive(Clone, Copy, Debug)]
pub struct Here<'a> {
    /// Scheme, host and port.
    pub origin: &'a str,
    /// What a device shows.
    pub name: &'a str,
}

impl Here<'_> {
    /// The host, to which passkeys are bound.
    #[must_use]
    pub fn host(self) -> Option<String> {
        self.site().ok().map(|site| site.host().to_owned())
    }

    pub(super) fn site(self) -> Result<Site, AppError> {
        Ok(Site::new(self.origin, self.name)?)
    }

    /// Whether passkeys are possible at this address: it needs a host with a name.
    #[must_use]
    pub fn has_passkeys(self) -> bool {
        self.site().is_ok()
    }
}

/// What a browser is asked to do, as the JSON that it understands.
pub type CredentialOptions = String;

/// A passkey is being added to an account, or made with a new one.
#[derive(Serialize, Deserialize)]
struct Adding {
    account: String,
    pending: PendingKey,
}

impl Private for Adding {
    const KIND: &'static str = "passkey-added";
}

/// Somebody is signing in, nobody knows who.
#[derive(Serialize, Deserialize)]
struct SigningIn(PendingSignIn);

impl Private for SigningIn {
    const KIND: &'static str = "passkey-asked";
}

/// For looking whether they read.
pub(super) const KINDS: [Kind; 2] = [kind::<Adding>(), kind::<SigningIn>()];

impl From<PasskeyError> for AppError {
    fn from(error: PasskeyError) -> Self {
        tracing::info!(code = error.code(), %error, "a passkey was not accepted");
        SignInError::Passkey(error.code()).into()
    }
}

/// What a device keeps in place of a name: the random bytes that the account's id is made of.
fn handle_of(account: &str) -> Result<Handle, AppError> {
    let mut handle = [0; 16];
    hex::decode_to_slice(account, &mut handle)
        .map_err(|_| AppError::Internal("an account has another id than ours".to_owned()))?;
    Ok(Handle(handle))
}

impl App {
    async fn begin_adding(
        &self,
        here: Here<'_>,
        under: &str,
        account: &str,
        (login, keys): (&str, &[Passkey]),
    ) -> Result<CredentialOptions, AppError> {
        let handle = handle_of(account)?;
        let holder = Holder {
            handle,
            login,
            keys,
        };
        let now = self.clock.now();
        let (options, pending) = here.site()?.start_adding(holder, now)?;
        let account = account.to_owned();
        let adding = Adding { account, pending };
        self.keep_begun(under, &adding).await?;
        Ok(options.to_string())
    }

    /// Whose passkey was being added, and the passkey.
    async fn end_adding(
        &self,
        here: Here<'_>,
        under: &str,
        answer: &str,
        label: &str,
    ) -> Result<(String, Passkey), AppError> {
        let adding = self.take_begun::<Adding>(under).await?;
        let adding = adding.ok_or(PasskeyError::Expired)?;
        let now = self.clock.now();
        let key = here
            .site()?
            .finish_adding(&adding.pending, answer, label, now)?;
        Ok((adding.account, key))
    }

    /// Begins to add a passkey to one's own account.
    ///
    /// # Errors
    /// [`SignInError::SignInAgain`], [`SignInError::Passkey`].
    pub async fn begin_adding_passkey(
        &self,
        signed_in: &SignedIn,
        here: Here<'_>,
    ) -> Result<CredentialOptions, AppError> {
        signed_in.must_be_fresh()?;
        if signed_in.account.passkeys.len() >= MOST {
            return Err(SignInError::Passkey("passkey_too_many").into());
        }
        let account = &signed_in.account;
        let known = (account.mail.as_str(), account.passkeys.as_slice());
        let (session, id) = (&signed_in.session, &signed_in.who.account);
        self.begin_adding(here, session, id, known).await
    }

    /// Adds the passkey that the browser made. An account that has no recovery codes gets some,
    /// shown once.
    ///
    /// # Errors
    /// [`SignInError::SignInAgain`], [`SignInError::Passkey`].
    pub async fn add_passkey(
        &self,
        signed_in: &SignedIn,
        here: Here<'_>,
        answer: &str,
        label: &str,
    ) -> Result<Vec<String>, AppError> {
        signed_in.must_be_fresh()?;
        let (account, key) = self
            .end_adding(here, &signed_in.session, answer, label)
            .await?;
        if account != signed_in.who.account {
            return Err(PasskeyError::OtherKey.into());
        }
        let mut held = self.own_account(signed_in).await?;
        held.value.passkeys.push(key);
        let recovery = if held.value.recovery.left() == 0 {
            self.renew_recovery(&mut held.value)
        } else {
            Vec::new()
        };
        let puts = vec![self.keep_account(&held)?];
        let noted = Noted::own(&held, SecurityStep::PasskeyAdded);
        self.write_noted(puts, noted).await?;
        Ok(recovery)
    }

    /// Removes a passkey of one's own, unless nothing else would be left to sign in with.
    ///
    /// # Errors
    /// [`SignInError::SignInAgain`], [`SignInError::LastWay`].
    pub async fn remove_passkey(&self, signed_in: &SignedIn, id: &str) -> Result<(), AppError> {
        signed_in.must_be_fresh()?;
        let mut held = self.own_account(signed_in).await?;
        held.value.passkeys.retain(|key| key.id() != id);
        let complete = held.value.password.is_some() && held.value.authenticator.is_some();
        if held.value.passkeys.is_empty() && !complete {
            return Err(SignInError::LastWay.into());
        }
        let puts = vec![self.keep_account(&held)?];
        let noted = Noted::own(&held, SecurityStep::PasskeyRemoved);
        self.write_noted(puts, noted).await
    }

    /// Begins to sign in. Nobody is named: the device offers what it has. The token binds the answer
    /// to this browser.
    ///
    /// # Errors
    /// [`SignInError::Wait`], [`SignInError::Passkey`].
    pub async fn begin_passkey_sign_in(
        &self,
        here: Here<'_>,
        from: IpAddr,
    ) -> Result<(CredentialOptions, Token), AppError> {
        self.client_must_not_wait(from).await?;
        let (options, pending) = here.site()?.start_sign_in(&[], self.clock.now())?;
        let token = self.token(TokenKind::Pending);
        self.keep_begun(&id_of(&token), &SigningIn(pending)).await?;
        Ok((options.to_string(), token))
    }

    /// Signs in with what the device answered. Nothing has to be guessed slowly here: a signature
    /// cannot be guessed.
    ///
    /// # Errors
    /// [`SignInError::Passkey`], the same for a key of nobody and a key that is wrong.
    pub async fn sign_in_with_passkey(
        &self,
        here: Here<'_>,
        begun: &str,
        answer: &str,
        from: IpAddr,
        agent: &str,
    ) -> Result<Complete, AppError> {
        let token = Token::parse(TokenKind::Pending, begun).map_err(|_| PasskeyError::Expired)?;
        let pending = self.take_begun::<SigningIn>(&id_of(&token)).await?;
        let SigningIn(pending) = pending.ok_or(PasskeyError::Expired)?;
        let handle = find_handle(answer)?;
        let mut held = self
            .find_private::<Account>(&hex::encode(handle.0))
            .await?
            .ok_or(PasskeyError::OtherKey)?;
        let (now, keys) = (self.clock.now(), &mut held.value.passkeys);
        here.site()?
            .finish_sign_in(pending, answer, handle, keys, now)?;
        self.client_succeeded(from).await;
        let step = SecurityStep::SignedInWithPasskey;
        self.complete(held, agent, step, Vec::new()).await
    }

    /// Begins to make an account with a passkey out of an invitation.
    ///
    /// # Errors
    /// [`SignInError::NoInvitation`], [`SignInError::Wait`], [`SignInError::Passkey`].
    pub async fn begin_accepting_with_passkey(
        &self,
        here: Here<'_>,
        token: &str,
        from: IpAddr,
    ) -> Result<CredentialOptions, AppError> {
        let held = self.held_new(token, from).await?;
        let id = self.new_id();
        self.begin_adding(here, &held.id, &id, (&held.value.to.mail, &[]))
            .await
    }

    /// Makes an account with a passkey out of an invitation, which is used up. They are signed in at
    /// once, and get recovery codes, shown once.
    ///
    /// # Errors
    /// [`AppError::Invalid`], [`SignInError::NoInvitation`], [`SignInError::Passkey`].
    pub async fn accept_with_passkey(
        &self,
        here: Here<'_>,
        token: &str,
        new: NewPasskey<'_>,
        from: IpAddr,
    ) -> Result<(Complete, Vec<String>), AppError> {
        let invitation = self.held_new(token, from).await?;
        let problems = name_problems(new.name);
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let (id, key) = self
            .end_adding(here, &invitation.id, new.answer, new.label)
            .await?;
        let mut account = Account::invited(&invitation.value.to, new.name, self.clock.now());
        account.passkeys.push(key);
        let recovery = self.renew_recovery(&mut account);
        self.join(&invitation, &id, account).await?;
        let held = self.find_private::<Account>(&id).await?;
        let held: Held<Account> = held.ok_or(SignInError::NotSignedIn)?;
        let complete = self
            .complete(
                held,
                new.agent,
                SecurityStep::SignedInWithPasskey,
                Vec::new(),
            )
            .await?;
        Ok((complete, recovery))
    }
}

/// What makes an account with a passkey.
#[derive(Clone, Copy, Debug)]
pub struct NewPasskey<'a> {
    /// The person's name.
    pub name: &'a str,
    /// What the browser answered.
    pub answer: &'a str,
    /// The passkey's name.
    pub label: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
}
