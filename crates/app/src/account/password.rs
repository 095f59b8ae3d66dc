// SPDX-License-Identifier: EUPL-1.2
//! The password: the first of two steps to sign in, and how it is changed.

use std::net::IpAddr;

use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_identity::password::{self, Kept, Owner, Verdict};
use wegmarke_identity::throttle::Attempt;
use wegmarke_identity::token::Token;

use super::error::SignInError;
use super::event::{Noted, SecurityStep};
use super::person::{Account, known_device};
use super::secret::DiceOf;
use super::session::SignedIn;
use crate::cabinet::Held;
use crate::{App, AppError};

/// What a right password opens: the code is asked for next.
#[derive(Debug)]
pub struct HalfSignedIn {
    /// For the cookie.
    pub token: Token,
    /// Whether there is an authenticator already, or one has to be set up first.
    pub has_authenticator: bool,
}

/// A new password, as it was typed.
#[derive(Clone, Copy, Debug)]
pub struct NewPassword<'a> {
    /// The password until now; `None` if none was given.
    pub current: Option<&'a str>,
    /// The new one.
    pub plain: &'a str,
    /// Once more.
    pub again: &'a str,
}

impl App {
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
        let login = self.login_id(mail);
        // The account is read first only to tell its known devices from strangers; nothing secret is
        // compared before the attempt is admitted.
        let held = self.find_account_of(mail).await?;
        let device = device.and_then(|text| known_device(held.as_ref(), text));
        let attempt = Attempt {
            account: &login,
            client: from,
            device: device.as_ref(),
        };
        if let Err(error) = self.must_not_wait(attempt).await {
            self.note_refused(&login, held.as_ref(), SecurityStep::MadeToWait)
                .await;
            return Err(error);
        }
        let kept = held.as_ref().and_then(|held| held.value.password.clone());
        let verdict = self.compare(kept, plain).await;
        let Verdict::Right { outdated } = verdict else {
            self.note_refused(&login, held.as_ref(), SecurityStep::WrongPassword)
                .await;
            return Err(SignInError::Wrong.into());
        };
        let Some(held) = held else {
            return Err(SignInError::Wrong.into());
        };
        self.succeeded(attempt).await;
        let (token, put) = self.new_session(&held.id, agent, false)?;
        self.write_private(vec![put]).await?;
        let has_authenticator = held.value.authenticator.is_some();
        if outdated && let Err(error) = self.renew_hash(held, plain).await {
            // They are in all the same, and it is tried again the next time.
            tracing::warn!(%error, "an outdated password hash could not be renewed");
        }
        Ok(HalfSignedIn {
            token,
            has_authenticator,
        })
    }

    /// Keeps a password that was right with today's costs. Only now is it known in plain text.
    async fn renew_hash(&self, mut held: Held<Account>, plain: &str) -> Result<(), AppError> {
        held.value.password = Some(self.hash(plain).await?);
        self.write_private(vec![self.keep_account(&held)?]).await
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
        let mut problems = self
            .password_problems(&account.mail, &account.organisation, new.plain, new.again)
            .await?;
        // Counted like signing in: whoever sits at a browser that was left alone could else guess here as
        // often as they like.
        if account.password.is_some() {
            let attempt = Attempt {
                account: &self.login_id(&account.mail),
                client: from,
                device: device.as_ref(),
            };
            self.must_not_wait(attempt).await?;
            let current = new.current.unwrap_or_default();
            match self.compare(account.password.clone(), current).await {
                Verdict::Right { .. } => self.succeeded(attempt).await,
                Verdict::Wrong => {
                    let step = SecurityStep::WrongPassword;
                    self.note_refused(&held.id, Some(&held), step).await;
                    problems.insert(0, Problem::new("current", codes::WRONG_PASSWORD));
                }
            }
        }
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        held.value.password = Some(self.hash(new.plain).await?);
        // Somebody changes a password because another one may know it.
        held.value
            .devices
            .retain(|known| Some(known) == device.as_ref());
        let mut puts = vec![self.keep_account(&held)?];
        puts.extend(
            self.end_sessions(&held.id, Some(&signed_in.session))
                .await?,
        );
        let noted = Noted::own(&held, SecurityStep::PasswordChanged);
        self.write_noted(puts, noted).await
    }

    /// Hashing takes a while: not on the threads that serve readers.
    pub(super) async fn hash(&self, plain: &str) -> Result<Kept, AppError> {
        // Each hash takes 19 MiB: a crowd at the door must not take all memory.
        let _turn = self.hashing.acquire().await;
        let (plain, dice) = (plain.to_owned(), std::sync::Arc::clone(&self.dice));
        tokio::task::spawn_blocking(move || password::hash(&plain, &DiceOf(&*dice)))
            .await
            .ok()
            .and_then(Result::ok)
            .ok_or_else(|| AppError::Internal("the password could not be hashed".to_owned()))
    }

    /// Whether this is the password. Without one it takes the same time, and is wrong.
    pub(super) async fn compare(&self, kept: Option<Kept>, plain: &str) -> Verdict {
        let plain = plain.to_owned();
        let _turn = self.hashing.acquire().await;
        tokio::task::spawn_blocking(move || match kept {
            Some(kept) => password::verify(&kept, &plain).unwrap_or(Verdict::Wrong),
            None => {
                password::verify_nobody(&plain);
                Verdict::Wrong
            }
        })
        .await
        .unwrap_or(Verdict::Wrong)
    }

    /// What is wrong with a new password, typed twice. Looking at it takes a while, and a text can be
    /// made to take long: it waits for its turn, and not on the threads that serve readers.
    pub(super) async fn password_problems(
        &self,
        mail: &str,
        organisation: &OrganisationId,
        plain: &str,
        again: &str,
    ) -> Result<Vec<Problem>, AppError> {
        let names = self.names_of(organisation);
        let (login, site, typed) = (mail.to_owned(), self.origin().to_owned(), plain.to_owned());
        let turn = self.hashing.acquire().await;
        let weaknesses = tokio::task::spawn_blocking(move || {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let owner = Owner {
                login: &login,
                organisation: &names,
                site: &site,
            };
            password::list_weaknesses(&typed, owner)
        })
        .await
        .map_err(|_| AppError::Internal("the password could not be looked at".to_owned()))?;
        drop(turn);
        let mut problems: Vec<Problem> = weaknesses
            .into_iter()
            .map(|weakness| Problem::new("password", weakness.code()))
            .collect();
        if plain != again {
            problems.push(Problem::new("again", codes::PASSWORDS_DIFFER));
        }
        Ok(problems)
    }

    /// What an organisation is called, in every language, at length and short, and in addresses.
    fn names_of(&self, organisation: &OrganisationId) -> Vec<String> {
        let mut names = vec![organisation.to_string()];
        let state = self.state();
        if let Some(known) = state.register.organisations.find(organisation.as_str()) {
            let texts = [Some(&known.name), known.short.value()];
            for text in texts.into_iter().flatten() {
                names.extend(text.iter().map(|(_, words)| words.to_owned()));
            }
        }
        names
    }
}
