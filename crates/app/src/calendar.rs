// SPDX-License-Identifier: EUPL-1.2
//! The secret address of somebody's calendar: kept as a digest, renewed or switched off at any time.

use serde::{Deserialize, Serialize};
use wegmarke_domain::rules::permission::Actor;
use wegmarke_identity::token::{Token, TokenKind};
use wegmarke_store::document::Expect;

use crate::account::{Account, SignInError};
use crate::cabinet::{Drawer, Kind, Private, delete, kind};
use crate::{App, AppError, Who};

/// Whose calendar an address opens.
#[derive(Debug, Serialize, Deserialize)]
struct CalendarAddress {
    account: String,
}

impl Private for CalendarAddress {
    const KIND: &'static str = "calendar";
}

/// For looking whether it reads.
pub(crate) const KIND: Kind = kind::<CalendarAddress>();

impl App {
    /// A new secret for one's calendar; the one before opens nothing any more.
    ///
    /// # Errors
    /// What the store says.
    pub async fn renew_calendar(&self, who: &Who) -> Result<Token, AppError> {
        let account = &who.account;
        let token = self.token(TokenKind::Calendar);
        let drawer = Drawer {
            id: &token.digest().to_hex(),
            owner: Some(account),
            expires_at: None,
        };
        let address = CalendarAddress {
            account: account.clone(),
        };
        let mut puts = self.end_calendars(account).await?;
        puts.push(self.keep(&drawer, &address, Expect::Absent)?);
        self.write_private(puts).await?;
        Ok(token)
    }

    /// Switches one's calendar off.
    ///
    /// # Errors
    /// What the store says.
    pub async fn end_calendar(&self, who: &Who) -> Result<(), AppError> {
        let puts = self.end_calendars(&who.account).await?;
        self.write_private(puts).await
    }

    async fn end_calendars(
        &self,
        account: &str,
    ) -> Result<Vec<wegmarke_store::document::Put>, AppError> {
        let listed = self.look_through::<CalendarAddress>(Some(account)).await?;
        let end = |id: &str| delete::<CalendarAddress>(id, Expect::Anything);
        Ok(listed.ids().map(end).collect())
    }

    /// Whether somebody's calendar has an address.
    ///
    /// # Errors
    /// What the store says.
    pub async fn has_calendar(&self, account: &str) -> Result<bool, AppError> {
        let held = self.list_private::<CalendarAddress>(Some(account)).await?;
        Ok(!held.is_empty())
    }

    /// Whose calendar a secret opens.
    ///
    /// # Errors
    /// [`SignInError::NotSignedIn`] for any other text.
    pub async fn find_calendar(&self, secret: &str) -> Result<Who, AppError> {
        let token =
            Token::parse(TokenKind::Calendar, secret).map_err(|_| SignInError::NotSignedIn)?;
        let held = self
            .find_private::<CalendarAddress>(&token.digest().to_hex())
            .await?
            .ok_or(SignInError::NotSignedIn)?;
        let account = self
            .find_private::<Account>(&held.value.account)
            .await?
            .ok_or(SignInError::NotSignedIn)?;
        Ok(Who {
            actor: Actor::new(account.value.organisation, account.value.roles),
            account: account.id,
            token: None,
            once: None,
            signing: None,
        })
    }
}
