// SPDX-License-Identifier: EUPL-1.2
//! Accounts that are complete at once, for the example, and their way in without proof.

use wegmarke_identity::totp::Authenticator;
use wegmarke_store::StoreError;

use super::error::SignInError;
use super::event::SecurityStep;
use super::invitation::Invitation;
use super::person::Account;
use super::secret::DiceOf;
use super::session::Complete;
use crate::{App, AppError};

/// How often it is tried while others come in by the same account.
const TRIES: u32 = 5;

impl App {
    /// An account that is complete at once: for examples. Returns the authenticator's secret.
    ///
    /// # Errors
    /// [`SignInError::Taken`] as a stale write; what the store says.
    pub async fn make_example_account(
        &self,
        invitation: &Invitation,
        name: &str,
        plain: &str,
    ) -> Result<String, AppError> {
        let authenticator = Authenticator::make(&DiceOf(&*self.dice));
        let secret = authenticator.secret().to_owned();
        let account = Account {
            example: true,
            password: Some(self.hash(plain).await?),
            authenticator: Some(authenticator),
            ..Account::invited(invitation, name, self.clock.now())
        };
        let id = self.new_id();
        self.write_private(self.keep_new_account(&id, &account)?)
            .await?;
        Ok(secret)
    }

    /// Whether an address is that of an account of the example.
    ///
    /// # Errors
    /// What the store says.
    pub async fn is_example_account(&self, mail: &str) -> Result<bool, AppError> {
        let held = self.find_account_of(mail).await?;
        Ok(held.is_some_and(|held| held.value.example))
    }

    /// A session of an account of the example, without password and code. Whether anybody may ask for
    /// that is up to who calls: a demonstration on this machine. No other account is opened, also where
    /// a demonstration is served from a register that people work in.
    ///
    /// # Errors
    /// [`SignInError::NotSignedIn`] if the address is not one of the example; what the store says.
    pub async fn sign_in_as_example(&self, mail: &str, agent: &str) -> Result<Complete, AppError> {
        let mut tries = TRIES;
        loop {
            let held = self.find_account_of(mail).await?;
            let held = held.filter(|held| held.value.example);
            let held = held.ok_or(SignInError::NotSignedIn)?;
            let step = SecurityStep::SignedInToExample;
            let complete = self.complete(held, agent, step, Vec::new()).await;
            tries -= 1;
            match complete {
                // Several who look around share these accounts, and may click at once.
                Err(AppError::Store(StoreError::Stale)) if tries > 0 => {}
                done => return done,
            }
        }
    }
}
