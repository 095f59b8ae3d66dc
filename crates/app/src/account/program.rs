// SPDX-License-Identifier: EUPL-1.2
//! Tokens of programs. A program speaks for one organisation, and may do some of what its maker may do:
//! these actions are the token's scopes.

use std::collections::BTreeSet;

use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::{Action, Actor, Role};
use wegmarke_identity::token::{Token, TokenKind};
use wegmarke_store::document::{Expect, Put};

use super::error::SignInError;
use super::event::{Noted, SecurityStep};
use super::secret::id_of;
use super::stranger::Stranger;
use super::typed::one_line;
use crate::cabinet::{Drawer, Held, Private, delete};
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
    /// Until when it is good; `None` in older ones: a year.
    #[serde(default)]
    until: Option<Timestamp>,
    /// When it was used last, to the hour; `None`: never, or before that was noted.
    #[serde(default)]
    pub used_at: Option<Timestamp>,
}

/// What a program is to get.
#[derive(Clone, Copy, Debug)]
pub struct NewToken<'a> {
    /// What it is for.
    pub label: &'a str,
    /// What it may do.
    pub actions: &'a BTreeSet<Action>,
    /// How many days it is good for, [`LONGEST_DAYS`] at most.
    pub days: u16,
}

/// How many days a token is good for at most: a year.
pub const LONGEST_DAYS: u16 = 365;

/// How exactly it is noted when a token was used, in seconds: not each request is to be a write.
const NOTED: i64 = 3600;

impl ApiToken {
    /// Until when it is good.
    #[must_use]
    pub fn until(&self) -> Timestamp {
        let year = Span::new().hours(i64::from(LONGEST_DAYS) * 24);
        self.until
            .or_else(|| self.made_at.checked_add(year).ok())
            .unwrap_or(self.made_at)
    }

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
    pub async fn make_token(&self, who: &Who, new: NewToken<'_>) -> Result<Token, AppError> {
        who.must_own(&self.state(), Action::ManageTokens)?;
        let NewToken { actions, days, .. } = new;
        let mut problems = Vec::new();
        if actions.is_empty() {
            problems.push(Problem::new("may", codes::REQUIRED));
        }
        if !(1..=LONGEST_DAYS).contains(&days) {
            problems.push(Problem::new("days", codes::NOT_A_CHOICE));
        }
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        if !actions.is_subset(&who.actor.actions().collect()) {
            return Err(who.refuse(Action::ManageTokens));
        }
        let token = self.token(TokenKind::Api);
        let seconds = i64::from(days) * 24 * 3600;
        let made_at = self.clock.now();
        let kept = ApiToken {
            label: one_line(new.label),
            organisation: who.organisation().clone(),
            roles: who.actor.roles.clone(),
            actions: Some(actions.clone()),
            account: who.account.clone(),
            made_at,
            until: made_at.checked_add(Span::new().seconds(seconds)).ok(),
            used_at: None,
        };
        let drawer = Drawer {
            id: &id_of(&token),
            owner: Some(who.organisation().as_str()),
            expires_at: self.in_seconds(seconds),
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
        let wrong = || {
            self.tell_stranger(Stranger::WrongToken);
            SignInError::NotSignedIn
        };
        let token = Token::parse(TokenKind::Api, token).map_err(|_| wrong())?;
        let id = id_of(&token);
        let held = self
            .find_private::<ApiToken>(&id)
            .await?
            .filter(|held| self.clock.now() < held.value.until())
            .ok_or_else(wrong)?;
        self.note_use(&held).await;
        Ok(Who {
            actor: held.value.actor(),
            account: held.value.account,
            token: Some(id),
            once: None,
            signing: None,
        })
    }

    /// Notes that a token is used, once an hour.
    async fn note_use(&self, held: &Held<ApiToken>) {
        let now = self.clock.now();
        let noted = held.value.used_at;
        if noted.is_some_and(|at| now.as_second() - at.as_second() < NOTED) {
            return;
        }
        let used = ApiToken {
            used_at: Some(now),
            ..held.value.clone()
        };
        let drawer = Drawer {
            id: &held.id,
            owner: Some(used.organisation.as_str()),
            expires_at: Some(used.until().as_second()),
        };
        self.note_beside(&drawer, &used, held.expect()).await;
    }

    /// The writes that end all tokens that an account made.
    pub(super) async fn end_tokens(
        &self,
        organisation: &OrganisationId,
        account: &str,
    ) -> Result<Vec<Put>, AppError> {
        let owner = Some(organisation.as_str());
        let tokens = self.list_private::<ApiToken>(owner).await?;
        Ok(tokens
            .iter()
            .filter(|held| held.value.account == account)
            .map(|held| delete::<ApiToken>(&held.id, Expect::Anything))
            .collect())
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
