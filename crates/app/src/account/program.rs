// SPDX-License-Identifier: EUPL-1.2
//! Tokens of programs. A program speaks for one organisation, and may do some of what its maker may do:
//! these actions are the token's scopes.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::{Action, Actor, Role};
use wegmarke_identity::token::{Token, TokenKind};
use wegmarke_store::document::Expect;

use super::error::SignInError;
use super::event::{Noted, SecurityStep};
use super::secret::id_of;
use super::typed::one_line;
use crate::cabinet::{Drawer, Private, delete};
use crate::{App, AppError, Who};

/// A token of a program.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ApiToken {
    /// What it is for, in its owner's words.
    pub label: String,
    /// For whom the program speaks.
    pub organisation: OrganisationId,
    /// With which roles: its maker's.
    pub roles: BTreeSet<Role>,
    /// What it may do of what these roles allow: its scopes.
    #[serde(default)]
    pub actions: Option<BTreeSet<Action>>,
    /// The account that made it.
    pub account: String,
    /// When.
    pub made_at: Timestamp,
}

impl ApiToken {
    /// Who acts when a program does.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor {
            only: self.actions.clone(),
            ..Actor::new(self.organisation.clone(), self.roles.clone())
        }
    }
}

impl Private for ApiToken {
    const KIND: &'static str = "api-token";
}

/// A token in the list of an organisation. The token itself is not known to anybody any more.
#[derive(Clone, Debug)]
pub struct ListedToken {
    /// Its id.
    pub id: String,
    /// The token.
    pub token: ApiToken,
}

impl App {
    /// Makes a token for a program that speaks for one's organisation, and may do some of what one
    /// may do oneself.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::Invalid`] if it may do nothing.
    pub async fn make_token(
        &self,
        who: &Who,
        label: &str,
        actions: &BTreeSet<Action>,
    ) -> Result<Token, AppError> {
        who.must_own(&self.state(), Action::ManageTokens)?;
        if actions.is_empty() {
            let nothing = Problem::new("may", codes::REQUIRED);
            return Err(AppError::Invalid(vec![nothing]));
        }
        if !actions.is_subset(&who.actor.actions().collect()) {
            return Err(AppError::Forbidden(Action::ManageTokens.as_str()));
        }
        let token = self.token(TokenKind::Api);
        let kept = ApiToken {
            label: one_line(label),
            organisation: who.organisation().clone(),
            roles: who.actor.roles.clone(),
            actions: Some(actions.clone()),
            account: who.account.clone(),
            made_at: self.clock.now(),
        };
        let drawer = Drawer {
            id: &id_of(&token),
            owner: Some(who.organisation().as_str()),
            expires_at: None,
        };
        let put = self.keep(&drawer, &kept, Expect::Absent)?;
        let noted = Noted::by(who, SecurityStep::TokenMade, Some(&kept.label));
        self.write_noted(vec![put], noted).await?;
        Ok(token)
    }

    /// Who is behind the token of a program.
    ///
    /// # Errors
    /// [`SignInError::NotSignedIn`].
    pub async fn find_program(&self, token: &str) -> Result<Who, AppError> {
        let token = Token::parse(TokenKind::Api, token).map_err(|_| SignInError::NotSignedIn)?;
        let id = id_of(&token);
        let held = self
            .find_private::<ApiToken>(&id)
            .await?
            .ok_or(SignInError::NotSignedIn)?;
        Ok(Who {
            actor: held.value.actor(),
            account: held.value.account,
            token: Some(id),
            once: None,
        })
    }

    /// The tokens of one's organisation, newest first.
    ///
    /// # Errors
    /// [`AppError::Forbidden`].
    pub async fn list_tokens(&self, who: &Who) -> Result<Vec<ListedToken>, AppError> {
        who.must_own(&self.state(), Action::ManageTokens)?;
        let owner = Some(who.organisation().as_str());
        let mut found: Vec<ListedToken> = self
            .list_private::<ApiToken>(owner)
            .await?
            .into_iter()
            .map(|held| ListedToken {
                id: held.id,
                token: held.value,
            })
            .collect();
        found.sort_by(|a, b| (b.token.made_at, &b.id).cmp(&(a.token.made_at, &a.id)));
        Ok(found)
    }

    /// Ends a token of one's organisation; another organisation's is not there.
    ///
    /// # Errors
    /// [`AppError::Forbidden`].
    pub async fn revoke_token(&self, who: &Who, id: &str) -> Result<(), AppError> {
        who.must_own(&self.state(), Action::ManageTokens)?;
        match self.find_private::<ApiToken>(id).await? {
            Some(held) if held.value.organisation == *who.organisation() => {
                let gone = delete::<ApiToken>(id, Expect::Anything);
                let label = Some(held.value.label.as_str());
                let noted = Noted::by(who, SecurityStep::TokenRevoked, label);
                self.write_noted(vec![gone], noted).await
            }
            _ => Ok(()),
        }
    }
}
