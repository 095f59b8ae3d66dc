// SPDX-License-Identifier: EUPL-1.2
//! Accounts: persons who work for an organisation. Private, encrypted, and never in the ledger:
//! statements are made by organisations.
//!
//! An account is made by accepting an invitation. Signing in takes a password, then a code; before
//! both, a session opens nothing. A passkey, or the login of one's own organisation, takes one step.
//!
//! # Map
//! This file: invitations, password and code, sessions; [`own`]: how one signs in, changed by
//! oneself; [`passkey`]: keys of devices; [`organisation_login`]: another site vouches; [`people`]:
//! the accounts of an organisation; [`program`]: the tokens of its programs.

pub mod organisation_login;
mod own;
pub use self::own::NewPassword;
pub mod passkey;
pub mod people;
pub mod program;

use std::collections::BTreeSet;
use std::net::IpAddr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::{About, Action, Actor, Role};
use wegmarke_identity::Digest;
use wegmarke_identity::passkey::Passkey;
use wegmarke_identity::password::{self, Kept, Owner, Verdict};
use wegmarke_identity::recovery::RecoveryCodes;
use wegmarke_identity::throttle::{Attempt, Wait};
use wegmarke_identity::token::{Kind, Token};
use wegmarke_identity::totp::{Authenticator, TotpError};
use wegmarke_store::document::{Expect, Put};

use crate::append::Decision;
use crate::cabinet::{Held, Place, Private, delete};
use crate::{App, AppError, Dice, State, Who};

/// How long an invitation is good, in seconds: two weeks.
const INVITATION: i64 = 14 * 24 * 3600;
/// How long a session is good, in seconds: a working day.
const SESSION: i64 = 12 * 3600;
/// How long a session that lacks its code is good, in seconds.
const HALF_SESSION: i64 = 15 * 60;
/// How long after signing in one may change how one signs in, in seconds: half an hour. A browser
/// left alone in the afternoon is not enough to take over an account.
const FRESH: i64 = 30 * 60;
/// Devices of an account that are remembered.
const DEVICES: usize = 20;

/// Why somebody could not sign in or make an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// Address and password do not belong together.
    #[error("address and password do not belong together")]
    Wrong,
    /// The code does not fit.
    #[error("the code does not fit")]
    WrongCode,
    /// Too many wrong attempts; try again after some seconds.
    #[error("too many wrong attempts; try again in {0} seconds")]
    Wait(i64),
    /// The invitation is used, expired, or never was.
    #[error("this invitation is not good any more; ask for a new one")]
    NoInvitation,
    /// There is an account with this address already.
    #[error("there is an account with this address already")]
    Taken,
    /// Nobody is signed in.
    #[error("sign in first")]
    NotSignedIn,
    /// This needs somebody who signed in just now.
    #[error("sign in again for this")]
    SignInAgain,
    /// Without this there would be no way to sign in.
    #[error("this is the last way to sign in")]
    LastWay,
    /// Without this account nobody could speak for the organisation.
    #[error("this is the last account that may release")]
    LastPublisher,
    /// A passkey was not taken; the code says why.
    #[error("the passkey was not accepted ({0})")]
    Passkey(&'static str),
    /// The login of an organisation did not work; the code says why.
    #[error("the organisation's login did not work ({0})")]
    OrganisationLogin(&'static str),
}

impl SignInError {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wrong => "wrong_sign_in",
            Self::WrongCode => "wrong_code",
            Self::Wait(_) => "wait",
            Self::NoInvitation => "no_invitation",
            Self::Taken => "address_taken",
            Self::NotSignedIn => "not_signed_in",
            Self::SignInAgain => "sign_in_again",
            Self::LastWay => "last_way",
            Self::LastPublisher => "last_publisher",
            Self::Passkey(code) | Self::OrganisationLogin(code) => code,
        }
    }
}

/// An account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Address for mail, lower case; also the name to sign in with.
    pub mail: String,
    /// The person's name, for their colleagues.
    pub name: String,
    /// For whom they work.
    pub organisation: OrganisationId,
    /// As what.
    pub roles: BTreeSet<Role>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it signed in last.
    #[serde(default)]
    pub signed_in_at: Option<Timestamp>,
    password: Option<Kept>,
    #[serde(default)]
    passkeys: Vec<Passkey>,
    /// Issuer and subject of the organisation's login, since it was used first. A mail address may
    /// pass to somebody else; this pair does not.
    #[serde(default)]
    vouched: Option<(String, String)>,
    authenticator: Option<Authenticator>,
    recovery: RecoveryCodes,
    /// Hashes of the tokens of devices that signed in.
    devices: Vec<Digest>,
}

impl Private for Account {
    const KIND: &'static str = "account";
}

impl Account {
    /// What an invitation is made into, without any way to sign in yet.
    fn invited(invitation: &Invitation, name: &str, now: Timestamp) -> Self {
        Self {
            mail: invitation.mail.clone(),
            name: name.trim().chars().take(120).collect(),
            organisation: invitation.organisation.clone(),
            roles: invitation.roles.clone(),
            made_at: now,
            signed_in_at: None,
            password: None,
            passkeys: Vec::new(),
            vouched: None,
            authenticator: None,
            recovery: RecoveryCodes::default(),
            devices: Vec::new(),
        }
    }

    /// Whether there is a password.
    #[must_use]
    pub const fn has_password(&self) -> bool {
        self.password.is_some()
    }

    /// Whether there is an authenticator.
    #[must_use]
    pub const fn has_authenticator(&self) -> bool {
        self.authenticator.is_some()
    }

    /// Recovery codes that were not used yet.
    #[must_use]
    pub fn recovery_codes_left(&self) -> usize {
        self.recovery.left()
    }

    /// The passkeys, oldest first.
    #[must_use]
    pub fn passkeys(&self) -> &[Passkey] {
        &self.passkeys
    }

    /// Whether a password alone may set up an authenticator: only before there is any other way in.
    const fn may_begin_with_password(&self) -> bool {
        self.authenticator.is_none() && self.passkeys.is_empty()
    }
}

/// From an address to its account.
#[derive(Debug, Serialize, Deserialize)]
struct Login {
    account: String,
}

impl Private for Login {
    const KIND: &'static str = "login";
}

/// An invitation that was not accepted yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invitation {
    /// Whom it was sent to.
    pub mail: String,
    /// For whom they will work.
    pub organisation: OrganisationId,
    /// As what.
    pub roles: BTreeSet<Role>,
}

/// An invitation as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Invited {
    #[serde(flatten)]
    to: Invitation,
    /// The account whose ways to sign in are replaced; `None` for a new one.
    #[serde(default)]
    resets: Option<String>,
}

impl Private for Invited {
    const KIND: &'static str = "invitation";
}

/// A browser that is signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    account: String,
    /// When it began.
    pub since: Timestamp,
    /// What the browser calls itself, shortened.
    pub agent: String,
    /// Whether password and code were given: before, it opens nothing.
    pub complete: bool,
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
}

impl SignedIn {
    fn must_be_fresh(&self) -> Result<(), AppError> {
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

/// What a right password opens: the code is asked for next.
#[derive(Debug)]
pub struct HalfSignedIn {
    /// For the cookie.
    pub token: Token,
    /// Whether there is an authenticator already, or one has to be set up first.
    pub has_authenticator: bool,
}

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

/// A complete sign-in.
#[derive(Debug)]
pub struct Complete {
    /// The session's new token.
    pub session: Token,
    /// The token by which this device is known from now on.
    pub device: Token,
}

/// What is wrong with an invitation.
fn problems(state: &State, invitation: &Invitation) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !is_mail(invitation.mail.trim()) {
        problems.push(Problem::new("mail", codes::NOT_A_MAIL).with(&*invitation.mail));
    }
    if invitation.roles.is_empty() {
        problems.push(Problem::new("roles", codes::REQUIRED));
    }
    let organisation = invitation.organisation.as_str();
    if state.register.organisations.find(organisation).is_none() {
        problems.push(Problem::new("organisation", codes::UNKNOWN).with(organisation));
    }
    problems
}

struct DiceOf<'a>(&'a dyn Dice);

impl wegmarke_identity::Dice for DiceOf<'_> {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}

/// What a token is kept under: its digest.
fn id_of(token: &Token) -> String {
    token.digest().to_hex()
}

impl From<TotpError> for AppError {
    fn from(error: TotpError) -> Self {
        Self::Internal(error.to_string())
    }
}

/// What somebody calls themselves, or a thing: one line, not long.
fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(120).collect()
}

fn login_id(mail: &str) -> String {
    use sha2::{Digest as _, Sha256};
    hex::encode(Sha256::digest(format!(
        "wegmarke/login/{}",
        mail.trim().to_lowercase()
    )))
}

/// Something with one "@" between two parts, without blanks.
#[must_use]
pub fn is_mail(text: &str) -> bool {
    let mut parts = text.split('@');
    let (local, host) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    parts.next().is_none()
        && !local.is_empty()
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && text.len() <= 254
        && text
            .chars()
            .all(|c| c.is_ascii_graphic() && !"<>()[],;:\\\"".contains(c))
}

impl App {
    pub(crate) fn token(&self, kind: Kind) -> Token {
        Token::make(kind, &DiceOf(&*self.dice))
    }

    fn in_seconds(&self, seconds: i64) -> Option<i64> {
        Some(self.clock.now().as_second() + seconds)
    }

    pub(crate) async fn write_private(&self, puts: Vec<Put>) -> Result<(), AppError> {
        self.append(|_| {
            let mut decision = Decision::public(OrganisationId::new(""), Vec::new());
            decision.puts.clone_from(&puts);
            Ok((decision, ()))
        })
        .await
        .map(|_| ())
    }

    /// Invites somebody to work for an organisation. Who may release for an organisation invites
    /// for it; an administrator only invites the first account of an organisation that has none.
    /// Returns the token of the invitation's link: it is shown once.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`AppError::Invalid`], [`SignInError::Taken`].
    pub async fn invite(&self, who: &Who, invitation: &Invitation) -> Result<Token, AppError> {
        let state = self.state();
        self.must_invite(&state, who, invitation).await?;
        let problems = problems(&state, invitation);
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        self.write_invitation(invitation).await
    }

    /// Whoever can run the program on the machine invites the first account of an organisation, and
    /// accounts that are only technical. An organisation that has people invites for itself.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], [`AppError::Invalid`], [`SignInError::Taken`].
    pub async fn invite_from_outside(&self, invitation: &Invitation) -> Result<Token, AppError> {
        let state = self.state();
        let problems = problems(&state, invitation);
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let technical = invitation
            .roles
            .iter()
            .all(|role| *role == Role::Administrator);
        if !technical && self.has_people(&invitation.organisation).await? {
            return Err(AppError::Forbidden(Action::InviteAccounts.as_str()));
        }
        self.write_invitation(invitation).await
    }

    async fn has_people(&self, organisation: &OrganisationId) -> Result<bool, AppError> {
        let people = self
            .list_private::<Account>(Some(organisation.as_str()))
            .await?;
        Ok(!people.is_empty())
    }

    async fn write_invitation(&self, invitation: &Invitation) -> Result<Token, AppError> {
        let mail = invitation.mail.trim().to_lowercase();
        if self
            .find_private::<Login>(&login_id(&mail))
            .await?
            .is_some()
        {
            return Err(SignInError::Taken.into());
        }
        let to = Invitation {
            mail,
            ..invitation.clone()
        };
        self.keep_invitation(Invited { to, resets: None }).await
    }

    async fn keep_invitation(&self, invited: Invited) -> Result<Token, AppError> {
        let token = self.token(Kind::Invitation);
        let place = Place {
            id: &id_of(&token),
            owner: invited.to.organisation.as_str(),
            expires_at: self.in_seconds(INVITATION),
        };
        let put = self.keep(&place, &invited, Expect::Absent)?;
        self.write_private(vec![put]).await?;
        Ok(token)
    }

    async fn must_invite(
        &self,
        state: &State,
        who: &Who,
        invitation: &Invitation,
    ) -> Result<(), AppError> {
        let about = About::Organisation(&invitation.organisation);
        let own = who.must(state, Action::InviteAccounts, about);
        let technical = invitation.roles.contains(&Role::Administrator);
        if own.is_ok() && (!technical || who.actor.roles.contains(&Role::Administrator)) {
            return Ok(());
        }
        who.must(state, Action::InviteOrganisation, About::Installation)?;
        // Whoever runs the installation must not put a stranger into a house that has people.
        if self.has_people(&invitation.organisation).await? {
            return Err(AppError::Forbidden(Action::InviteAccounts.as_str()));
        }
        Ok(())
    }

    /// What a link invites to. Links that lead nowhere are counted against who follows them.
    ///
    /// # Errors
    /// [`SignInError::NoInvitation`], [`SignInError::Wait`].
    pub async fn find_invitation(&self, token: &str, from: IpAddr) -> Result<Invitation, AppError> {
        Ok(self.held_invitation(token, from).await?.value.to)
    }

    async fn held_invitation(&self, token: &str, from: IpAddr) -> Result<Held<Invited>, AppError> {
        self.client_must_not_wait(from)?;
        let token = Token::parse(Kind::Invitation, token).map_err(|_| SignInError::NoInvitation)?;
        let held = self
            .find_private(&id_of(&token))
            .await?
            .ok_or(SignInError::NoInvitation)?;
        self.client_succeeded(from);
        Ok(held)
    }

    /// Makes an account out of an invitation, which is used up. The password is checked, all
    /// problems at once.
    ///
    /// # Errors
    /// [`SignInError::NoInvitation`], [`AppError::Invalid`].
    pub async fn accept_invitation(
        &self,
        token: &str,
        name: &str,
        plain: &str,
        again: &str,
        from: IpAddr,
    ) -> Result<String, AppError> {
        let held = self.held_invitation(token, from).await?;
        let mut problems = name_problems(name);
        problems.extend(password_problems(
            &held.value.to.mail,
            &held.value.to.organisation,
            plain,
            again,
        ));
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let mut account = Account::invited(&held.value.to, name, self.clock.now());
        account.password = Some(self.hash(plain).await?);
        let id = self.id_of_invited(&held.value);
        self.join(&held, &id, account).await?;
        Ok(id)
    }

    /// The id of the account that an invitation is for: an old one, or a new one.
    fn id_of_invited(&self, invited: &Invited) -> String {
        invited.resets.clone().unwrap_or_else(|| self.new_id())
    }

    fn new_id(&self) -> String {
        let mut random = [0; 16];
        self.dice.fill(&mut random);
        hex::encode(random)
    }

    /// Writes the account that an invitation was made into; the invitation is used up. An account
    /// that is reset keeps its address and roles, and loses its sessions and every way to sign in.
    async fn join(&self, held: &Held<Invited>, id: &str, account: Account) -> Result<(), AppError> {
        let used = delete::<Invited>(&held.id, held.expect());
        if held.value.resets.is_none() {
            return self.write_account(id, account, vec![used]).await;
        }
        let old = self
            .find_private::<Account>(id)
            .await?
            .ok_or(SignInError::NoInvitation)?;
        let account = Account {
            mail: old.value.mail.clone(),
            organisation: old.value.organisation.clone(),
            roles: old.value.roles.clone(),
            made_at: old.value.made_at,
            ..account
        };
        let place = place_of_account(id, &account);
        let mut puts = vec![used, self.keep(&place, &account, old.expect())?];
        puts.extend(self.end_sessions(id, None).await?);
        self.write_private(puts).await
    }

    /// Hashing takes a while: not on the threads that serve readers.
    async fn hash(&self, plain: &str) -> Result<Kept, AppError> {
        let _turn = self.hashing.acquire().await;
        let (plain, dice) = (plain.to_owned(), std::sync::Arc::clone(&self.dice));
        tokio::task::spawn_blocking(move || password::hash(&plain, &DiceOf(&*dice)))
            .await
            .ok()
            .and_then(Result::ok)
            .ok_or_else(|| AppError::Internal("the password could not be hashed".to_owned()))
    }

    async fn write_account(
        &self,
        id: &str,
        account: Account,
        mut puts: Vec<Put>,
    ) -> Result<(), AppError> {
        let place = place_of_account(id, &account);
        puts.push(self.keep(&place, &account, Expect::Absent)?);
        let login = Login {
            account: id.to_owned(),
        };
        let place = Place {
            id: &login_id(&account.mail),
            owner: "",
            expires_at: None,
        };
        puts.push(self.keep(&place, &login, Expect::Absent)?);
        self.write_private(puts).await
    }

    /// The account of an address.
    async fn find_account_of(&self, mail: &str) -> Result<Option<Held<Account>>, AppError> {
        match self.find_private::<Login>(&login_id(mail)).await? {
            Some(found) => self.find_private::<Account>(&found.value.account).await,
            None => Ok(None),
        }
    }

    /// The first step: address and password. Right or wrong, known or not, it takes the same time.
    ///
    /// # Errors
    /// [`SignInError::Wrong`], [`SignInError::Wait`].
    pub async fn sign_in(
        &self,
        mail: &str,
        plain: &str,
        from: IpAddr,
        device: Option<&str>,
        agent: &str,
    ) -> Result<HalfSignedIn, AppError> {
        let login = login_id(mail);
        let held = self.find_account_of(mail).await?;
        let device = device.and_then(|text| known_device(held.as_ref(), text));
        let attempt = Attempt {
            account: &login,
            client: from,
            device: device.as_ref(),
        };
        self.must_not_wait(attempt)?;
        let kept = held.as_ref().and_then(|held| held.value.password.clone());
        let right = self.is_right(kept, plain).await;
        let Some(held) = held.filter(|_| right) else {
            return Err(SignInError::Wrong.into());
        };
        self.throttle(|throttle| throttle.succeed(attempt, self.clock.now()));
        let (token, put) = self.new_session(&held.id, agent, false)?;
        self.write_private(vec![put]).await?;
        Ok(HalfSignedIn {
            token,
            has_authenticator: held.value.authenticator.is_some(),
        })
    }

    /// Whether this is the password. Without one it takes the same time, and is wrong.
    async fn is_right(&self, kept: Option<Kept>, plain: &str) -> bool {
        let plain = plain.to_owned();
        let _turn = self.hashing.acquire().await;
        tokio::task::spawn_blocking(move || match kept {
            Some(kept) => matches!(password::verify(&kept, &plain), Ok(Verdict::Right { .. })),
            None => {
                password::verify_nobody(&plain);
                false
            }
        })
        .await
        .unwrap_or(false)
    }

    fn must_not_wait(&self, attempt: Attempt<'_>) -> Result<(), AppError> {
        let now = self.clock.now();
        self.admitted(self.throttle(|throttle| throttle.admit(attempt, now)))
    }

    /// For what is no guess but costs work: each client by itself.
    fn client_must_not_wait(&self, from: IpAddr) -> Result<(), AppError> {
        let now = self.clock.now();
        self.admitted(self.throttle(|throttle| throttle.admit_client(from, now)))
    }

    fn client_succeeded(&self, from: IpAddr) {
        let now = self.clock.now();
        self.throttle(|throttle| throttle.client_succeeded(from, now));
    }

    fn admitted(&self, answer: Option<Result<(), Wait>>) -> Result<(), AppError> {
        match answer {
            Some(Err(Wait { until })) => {
                let seconds = until.duration_since(self.clock.now()).as_secs() + 1;
                Err(SignInError::Wait(seconds).into())
            }
            Some(Ok(())) | None => Ok(()),
        }
    }

    fn throttle<T>(
        &self,
        act: impl FnOnce(&mut wegmarke_identity::throttle::Throttle) -> T,
    ) -> Option<T> {
        self.throttle
            .lock()
            .ok()
            .map(|mut throttle| act(&mut throttle))
    }

    /// A session, and the write that keeps it.
    fn new_session(
        &self,
        account: &str,
        agent: &str,
        complete: bool,
    ) -> Result<(Token, Put), AppError> {
        let token = self.token(Kind::Session);
        let session = Session {
            account: account.to_owned(),
            since: self.clock.now(),
            agent: one_line(agent),
            complete,
        };
        let place = Place {
            id: &id_of(&token),
            owner: account,
            expires_at: self.in_seconds(if complete { SESSION } else { HALF_SESSION }),
        };
        let put = self.keep(&place, &session, Expect::Absent)?;
        Ok((token, put))
    }

    /// Ends signing in, once everything has been proven: a complete session, and a device that is
    /// known from now on. What was proven counts once, also if two requests bring it: the account's
    /// revision decides.
    async fn complete(
        &self,
        mut held: Held<Account>,
        agent: &str,
        mut puts: Vec<Put>,
    ) -> Result<Complete, AppError> {
        let device = self.token(Kind::Device);
        held.value.devices.push(device.digest());
        let over = held.value.devices.len().saturating_sub(DEVICES);
        held.value.devices.drain(..over);
        held.value.signed_in_at = Some(self.clock.now());
        let (session, put) = self.new_session(&held.id, agent, true)?;
        puts.push(self.keep_account(&held)?);
        puts.push(put);
        self.write_private(puts).await?;
        Ok(Complete { session, device })
    }

    /// The write that keeps a changed account, if nobody else changed it meanwhile.
    fn keep_account(&self, held: &Held<Account>) -> Result<Put, AppError> {
        let place = place_of_account(&held.id, &held.value);
        self.keep(&place, &held.value, held.expect())
    }

    /// Ends the sessions of an account, all or all but one.
    async fn end_sessions(&self, account: &str, but: Option<&str>) -> Result<Vec<Put>, AppError> {
        let sessions = self.list_private::<Session>(Some(account)).await?;
        Ok(sessions
            .iter()
            .filter(|held| but != Some(held.id.as_str()))
            .map(|held| delete::<Session>(&held.id, Expect::Anything))
            .collect())
    }

    async fn held_session(&self, token: &str) -> Result<(Held<Session>, Held<Account>), AppError> {
        let token = Token::parse(Kind::Session, token).map_err(|_| SignInError::NotSignedIn)?;
        let session = self
            .find_private::<Session>(&id_of(&token))
            .await?
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
        Ok(SignedIn {
            who: Who {
                actor: Actor::new(
                    account.value.organisation.clone(),
                    account.value.roles.clone(),
                ),
                account: account.id,
                once: None,
            },
            account: account.value,
            session: session.id,
            fresh: self.clock.now().as_second() - session.value.since.as_second() <= FRESH,
        })
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
                let place = Place {
                    id: session,
                    owner: &held.id,
                    expires_at: self.in_seconds(HALF_SESSION),
                };
                // One that was offered long ago may still lie there.
                let put = self.keep(&place, &Offered(new.clone()), Expect::Anything)?;
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

    /// New recovery codes for an account; the old ones open nothing any more.
    fn renew_recovery(&self, account: &mut Account) -> Vec<String> {
        let (codes, sheet) = RecoveryCodes::make(&DiceOf(&*self.dice));
        account.recovery = codes;
        sheet.0.to_vec()
    }

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
        self.must_not_wait(attempt)?;
        let now = self.clock.now();
        let mut recovery = Vec::new();
        let right = if session.value.complete {
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
            return Err(SignInError::WrongCode.into());
        }
        self.throttle(|throttle| throttle.succeed(attempt, self.clock.now()));
        let puts = vec![
            delete::<Session>(&session.id, session.expect()),
            delete::<Offered>(&session.id, Expect::Anything),
        ];
        let complete = self.complete(held, &session.value.agent, puts).await?;
        Ok((complete, recovery))
    }

    /// Ends a session; one that is not there is fine.
    ///
    /// # Errors
    /// What the store says.
    pub async fn sign_out(&self, token: &str) -> Result<(), AppError> {
        let Ok(token) = Token::parse(Kind::Session, token) else {
            return Ok(());
        };
        self.write_private(vec![delete::<Session>(&id_of(&token), Expect::Anything)])
            .await
    }

    /// One's own sessions, complete ones only.
    ///
    /// # Errors
    /// What the store says.
    pub async fn list_sessions(&self, signed_in: &SignedIn) -> Result<Vec<OwnSession>, AppError> {
        let held = self
            .list_private::<Session>(Some(&signed_in.who.account))
            .await?;
        Ok(held
            .into_iter()
            .filter(|held| held.value.complete)
            .map(|held| OwnSession {
                id: held.id,
                session: held.value,
            })
            .collect())
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
        self.write_private(puts).await
    }

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
            password: Some(self.hash(plain).await?),
            authenticator: Some(authenticator),
            ..Account::invited(invitation, name, self.clock.now())
        };
        let id = self.new_id();
        self.write_account(&id, account, Vec::new()).await?;
        Ok(secret)
    }
}

fn place_of_account<'a>(id: &'a str, account: &'a Account) -> Place<'a> {
    Place {
        id,
        owner: account.organisation.as_str(),
        expires_at: None,
    }
}

fn name_problems(name: &str) -> Vec<Problem> {
    if name.trim().is_empty() {
        vec![Problem::new("name", codes::REQUIRED)]
    } else {
        Vec::new()
    }
}

/// What is wrong with a new password, typed twice.
fn password_problems(
    mail: &str,
    organisation: &OrganisationId,
    plain: &str,
    again: &str,
) -> Vec<Problem> {
    let owner = Owner {
        login: mail,
        organisation: organisation.as_str(),
    };
    let weak = password::list_problems(plain, owner).into_iter();
    let mut problems: Vec<Problem> = weak
        .map(|weak| Problem::new("password", weak.code()))
        .collect();
    if plain != again {
        problems.push(Problem::new("again", codes::PASSWORDS_DIFFER));
    }
    problems
}

/// A device, if this account signed in from it before.
fn known_device(held: Option<&Held<Account>>, text: &str) -> Option<Digest> {
    let device = Token::parse(Kind::Device, text).ok()?.digest();
    held?.value.devices.contains(&device).then_some(device)
}

/// An authenticator that was offered and not confirmed.
#[derive(Debug, Serialize, Deserialize)]
struct Offered(Authenticator);

impl Private for Offered {
    const KIND: &'static str = "authenticator";
}
