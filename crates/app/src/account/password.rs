// SPDX-License-Identifier: EUPL-1.2
//! The password: the first of two steps to sign in, and how it is changed.

use std::net::IpAddr;

use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_identity::password::{self, Kept, Owner, Verdict};
use wegmarke_identity::throttle::Attempt;
use wegmarke_identity::token::Token;

use super::error::SignInError;
use super::person::{known_device, login_id};
use super::secret::DiceOf;
use super::session::SignedIn;
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
    /// The password until now; empty if there is none.
    pub current: &'a str,
    /// The new one.
    pub plain: &'a str,
    /// Once more.
    pub again: &'a str,
}

/// What is wrong with a new password, typed twice.
pub(super) fn password_problems(
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
        let login = login_id(mail);
        let held = self.find_account_of(mail).await?;
        let device = device.and_then(|text| known_device(held.as_ref(), text));
        let attempt = Attempt {
            account: &login,
            client: from,
            device: device.as_ref(),
        };
        self.must_not_wait(attempt).await?;
        let kept = held.as_ref().and_then(|held| held.value.password.clone());
        let right = self.is_right(kept, plain).await;
        let Some(held) = held.filter(|_| right) else {
            return Err(SignInError::Wrong.into());
        };
        self.succeeded(attempt).await;
        let (token, put) = self.new_session(&held.id, agent, false)?;
        self.write_private(vec![put]).await?;
        Ok(HalfSignedIn {
            token,
            has_authenticator: held.value.authenticator.is_some(),
        })
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
        let mut problems =
            password_problems(&account.mail, &account.organisation, new.plain, new.again);
        if account.password.is_some() {
            let attempt = Attempt {
                account: &login_id(&account.mail),
                client: from,
                device: device.as_ref(),
            };
            self.must_not_wait(attempt).await?;
            if self.is_right(account.password.clone(), new.current).await {
                self.succeeded(attempt).await;
            } else {
                problems.insert(0, Problem::new("current", codes::WRONG_PASSWORD));
            }
        }
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        held.value.password = Some(self.hash(new.plain).await?);
        held.value
            .devices
            .retain(|known| Some(known) == device.as_ref());
        let mut puts = vec![self.keep_account(&held)?];
        puts.extend(
            self.end_sessions(&held.id, Some(&signed_in.session))
                .await?,
        );
        self.write_private(puts).await
    }

    /// Hashing takes a while: not on the threads that serve readers.
    pub(super) async fn hash(&self, plain: &str) -> Result<Kept, AppError> {
        let _turn = self.hashing.acquire().await;
        let (plain, dice) = (plain.to_owned(), std::sync::Arc::clone(&self.dice));
        tokio::task::spawn_blocking(move || password::hash(&plain, &DiceOf(&*dice)))
            .await
            .ok()
            .and_then(Result::ok)
            .ok_or_else(|| AppError::Internal("the password could not be hashed".to_owned()))
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
}
