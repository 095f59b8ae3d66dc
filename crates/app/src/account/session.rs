// SPDX-License-Identifier: EUPL-1.2
//! Sessions of browsers: half of one after the password, a whole one after everything.

use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use wegmarke_domain::rules::permission::Actor;
use wegmarke_identity::token::{Token, TokenKind};
use wegmarke_store::document::{Expect, Put};

use super::error::SignInError;
use super::event::{Noted, SecurityStep};
use super::person::Account;
use super::secret::id_of;
use super::typed::one_line;
use crate::cabinet::{Drawer, Held, Private, delete};
use crate::{App, AppError, Who};

/// How long a session is good, in seconds: a working day.
const SESSION: i64 = 12 * 3600;

/// How long a session is good without a sign of its owner, in seconds: an hour.
const IDLE: i64 = 3600;

/// How exactly signs are noted, in seconds: not each request is to be a write.
const NOTED: i64 = 5 * 60;

/// How long a session that lacks its code is good, in seconds.
pub(super) const HALF_SESSION: i64 = 15 * 60;

/// How long after signing in one may change how one signs in, in seconds: half an hour. A browser
/// left alone in the afternoon is not enough to take over an account.
const FRESH: i64 = 30 * 60;

/// Devices of an account that are remembered.
const DEVICES: usize = 20;

/// A browser that is signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    pub(super) account: String,
    /// When it began.
    pub since: Timestamp,
    /// When its owner was seen last, to five minutes; `None`: not since it began.
    #[serde(default)]
    seen_at: Option<Timestamp>,
    /// What the browser calls itself, shortened.
    pub agent: String,
    /// Whether password and code were given: before, it opens nothing.
    pub complete: bool,
}

impl Session {
    /// When it ends if its owner gives no further sign.
    fn ends_at(&self) -> Timestamp {
        let seen = self.seen_at.unwrap_or(self.since);
        let after = |at: Timestamp, seconds| at.checked_add(Span::new().seconds(seconds));
        let (idle, whole) = (after(seen, IDLE), after(self.since, SESSION));
        idle.unwrap_or(seen).min(whole.unwrap_or(self.since))
    }
}

impl Private for Session {
    const KIND: &'static str = "session";
}

/// Who is behind a session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// As use cases want it.
    pub who: Who,
    /// The account.
    pub account: Account,
    /// The id of the session.
    pub session: String,
    /// Whether they signed in just now, so that they may change how they sign in.
    pub fresh: bool,
    /// When the session ends if they give no further sign.
    pub ends_at: Timestamp,
}

impl SignedIn {
    pub(super) fn must_be_fresh(&self) -> Result<(), AppError> {
        if self.fresh {
            Ok(())
        } else {
            Err(SignInError::SignInAgain.into())
        }
    }
}

/// One session in the list of one's own.
#[derive(Clone, Debug)]
pub struct OwnSession {
    /// Its id.
    pub id: String,
    /// The session.
    pub session: Session,
}

/// A complete sign-in.
#[derive(Debug)]
pub struct Complete {
    /// The session's new token.
    pub session: Token,
    /// The token by which this device is known from now on.
    pub device: Token,
}

impl App {
    /// A session, and the write that keeps it.
    pub(super) fn new_session(
        &self,
        account: &str,
        agent: &str,
        complete: bool,
    ) -> Result<(Token, Put), AppError> {
        let token = self.token(TokenKind::Session);
        let session = Session {
            account: account.to_owned(),
            since: self.clock.now(),
            seen_at: None,
            agent: one_line(agent),
            complete,
        };
        let drawer = Drawer {
            id: &id_of(&token),
            owner: Some(account),
            expires_at: self.in_seconds(if complete { SESSION } else { HALF_SESSION }),
        };
        let put = self.keep(&drawer, &session, Expect::Absent)?;
        Ok((token, put))
    }

    /// Ends signing in, once everything has been proven: a complete session, and a device that is
    /// known from now on. What was proven counts once, also if two requests bring it: the account's
    /// revision decides.
    pub(super) async fn complete(
        &self,
        mut held: Held<Account>,
        agent: &str,
        step: SecurityStep,
        mut puts: Vec<Put>,
    ) -> Result<Complete, AppError> {
        let device = self.token(TokenKind::Device);
        held.value.devices.push(device.digest());
        // The oldest go: a device that is in use gets a new token each time.
        let over = held.value.devices.len().saturating_sub(DEVICES);
        held.value.devices.drain(..over);
        held.value.signed_in_at = Some(self.clock.now());
        let (session, put) = self.new_session(&held.id, agent, true)?;
        puts.push(self.keep_account(&held)?);
        puts.push(put);
        self.write_noted(puts, Noted::own(&held, step)).await?;
        Ok(Complete { session, device })
    }

    pub(super) async fn held_session(
        &self,
        token: &str,
    ) -> Result<(Held<Session>, Held<Account>), AppError> {
        let token =
            Token::parse(TokenKind::Session, token).map_err(|_| SignInError::NotSignedIn)?;
        let session = self
            .find_private::<Session>(&id_of(&token))
            .await?
            .filter(|held| self.clock.now() < held.value.ends_at())
            .ok_or(SignInError::NotSignedIn)?;
        let account = self
            .find_private::<Account>(&session.value.account)
            .await?
            .ok_or(SignInError::NotSignedIn)?;
        Ok((session, account))
    }

    /// Who is behind a complete session.
    ///
    /// # Errors
    /// [`SignInError::NotSignedIn`].
    pub async fn find_signed_in(&self, token: &str) -> Result<SignedIn, AppError> {
        let (session, account) = self.held_session(token).await?;
        if !session.value.complete {
            return Err(SignInError::NotSignedIn.into());
        }
        let session = self.note_sign(session).await;
        Ok(SignedIn {
            // From the account as it is now: a role that was taken away is gone with the next request.
            who: Who {
                actor: Actor::new(
                    account.value.organisation.clone(),
                    account.value.roles.clone(),
                ),
                account: account.id,
                token: None,
                once: None,
                signing: None,
            },
            account: account.value,
            ends_at: session.value.ends_at(),
            session: session.id,
            fresh: self.clock.now().as_second() - session.value.since.as_second() <= FRESH,
        })
    }

    /// Notes that somebody is there. If that cannot be written, their session ends earlier than it
    /// could, and nobody is kept from reading.
    async fn note_sign(&self, held: Held<Session>) -> Held<Session> {
        let now = self.clock.now();
        let seen = held.value.seen_at.unwrap_or(held.value.since);
        if now.as_second() - seen.as_second() < NOTED {
            return held;
        }
        let mut seen = held.clone();
        seen.value.seen_at = Some(now);
        let whole = seen.value.since.as_second() + SESSION;
        let drawer = Drawer {
            id: &seen.id,
            owner: Some(&seen.value.account),
            expires_at: Some(whole),
        };
        if self.note_beside(&drawer, &seen.value, held.expect()).await {
            seen
        } else {
            held
        }
    }

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

    /// One's own sessions, complete ones only.
    ///
    /// # Errors
    /// What the store says.
    pub async fn list_sessions(&self, signed_in: &SignedIn) -> Result<Vec<OwnSession>, AppError> {
        let now = self.clock.now();
        let held = self
            .list_private::<Session>(Some(&signed_in.who.account))
            .await?;
        Ok(held
            .into_iter()
            .filter(|held| held.value.complete && now < held.value.ends_at())
            .map(|held| OwnSession {
                id: held.id,
                session: held.value,
            })
            .collect())
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

    /// Ends the sessions of an account, all or all but one.
    pub(super) async fn end_sessions(
        &self,
        account: &str,
        but: Option<&str>,
    ) -> Result<Vec<Put>, AppError> {
        let sessions = self.look_through::<Session>(Some(account)).await?;
        let others = sessions.ids().filter(|id| but != Some(*id));
        Ok(others
            .map(|id| delete::<Session>(id, Expect::Anything))
            .collect())
    }

    /// Ends a session; one that is not there is fine.
    ///
    /// # Errors
    /// What the store says.
    pub async fn sign_out(&self, token: &str) -> Result<(), AppError> {
        let Ok(token) = Token::parse(TokenKind::Session, token) else {
            return Ok(());
        };
        self.write_private(vec![delete::<Session>(&id_of(&token), Expect::Anything)])
            .await
    }

    /// Ends all of one's own sessions, this one too, and forgets all devices.
    ///
    /// # Errors
    /// What the store says.
    pub async fn sign_out_everywhere(&self, signed_in: &SignedIn) -> Result<(), AppError> {
        let account = &signed_in.who.account;
        let mut puts = self.end_sessions(account, None).await?;
        if let Some(mut held) = self.find_private::<Account>(account).await? {
            held.value.devices.clear();
            puts.push(self.keep_account(&held)?);
        }
        let noted = Noted::by(&signed_in.who, SecurityStep::SignedOutEverywhere, None);
        self.write_noted(puts, noted).await
    }
}
