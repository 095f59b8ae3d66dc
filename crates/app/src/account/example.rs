// SPDX-License-Identifier: EUPL-1.2
//! Accounts that are complete at once, for the example.

use wegmarke_identity::totp::Authenticator;

use super::invitation::Invitation;
use super::person::Account;
use super::secret::DiceOf;
use crate::{App, AppError};

impl App {
    /// An account that is complete at once: for examples. Returns the authenticator's secret.
    ///
    /// # Errors
    /// [`SignInError::Taken`](super::SignInError::Taken) as a stale write; what the store says.
    pub async fn make_example_account(
        &self,
        invitation: &Invitation,
        name: &str,
        plain: &str,
    ) -> Result<String, AppError> {
        let authenticator = Authenticator::make(&DiceOf(&*self.dice));
        let secret = authenticator.secret().to_owned();
        let account = Account {
            password: Some(self.hash(plain).await?),
            authenticator: Some(authenticator),
            ..Account::invited(invitation, name, self.clock.now())
        };
        let id = self.new_id();
        self.write_private(self.keep_new_account(&id, &account)?)
            .await?;
        Ok(secret)
    }
}
