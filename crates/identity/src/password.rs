// SPDX-License-Identifier: EUPL-1.2
//! Passwords: which are taken, how they are kept, how they are compared.
//!
//! Kept with Argon2id as a PHC string. Nothing is said about letters, digits or signs, and nothing
//! expires: such rules make passwords worse (NIST SP 800-63B, 3.1.1.2). Refused is what is too short
//! or what a guesser would find before long who knows people, their language and this person.

use std::{fmt, hint};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{
        Error as HashError, PasswordHasher as _, PasswordVerifier as _,
        phc::{self, PasswordHash},
    },
};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use self::guess::{Known, Source};
use crate::dice::{self, Dice};

mod guess;

/// Fewest characters.
pub const MIN_CHARACTERS: usize = 12;

/// Most bytes; more is refused before any work is done.
pub const MAX_BYTES: usize = 256;

/// 19 MiB, two passes, one lane: the least that OWASP's cheat sheet on storing passwords asks for.
const COST: Cost = Cost {
    kibibytes: 19 * 1024,
    passes: 2,
    lanes: 1,
};

struct Cost {
    kibibytes: u32,
    passes: u32,
    lanes: u32,
}

/// Why a password is not taken. Codes are stable; the words for people are elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than [`MIN_CHARACTERS`].
    TooShort,
    /// More than [`MAX_BYTES`].
    TooLong,
    /// One character, again and again.
    OneCharacter,
    /// Made of the login address, and easy to guess from it.
    LikeLogin,
    /// Made of the name of the organisation, and easy to guess from it.
    LikeOrganisation,
    /// Made of common words, names, years, rows of keys or repeated parts, and easy to guess.
    Common,
}

impl Weakness {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooShort => "password_too_short",
            Self::TooLong => "password_too_long",
            Self::OneCharacter => "password_one_character",
            Self::LikeLogin => "password_like_login",
            Self::LikeOrganisation => "password_like_organisation",
            Self::Common => "password_common",
        }
    }
}

/// Whose password it is to be.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// The address they sign in with.
    pub login: &'a str,
    /// The names of their organisation: long, short, and what it is called in addresses.
    pub organisation: &'a [&'a str],
    /// The site's name.
    pub site: &'a str,
}

/// Everything that speaks against this password; nothing means it is taken. Takes milliseconds, and up
/// to a second for texts made to keep it busy: not for an async thread.
#[must_use]
pub fn list_weaknesses(password: &str, owner: Owner<'_>) -> Vec<Weakness> {
    let mut weaknesses = Vec::new();
    if password.len() > MAX_BYTES {
        // Whatever else it is, it will have to change; and no work is done on what is too long.
        return vec![Weakness::TooLong];
    }
    let password = normal(password);
    if password.chars().count() < MIN_CHARACTERS {
        weaknesses.push(Weakness::TooShort);
    }
    if is_one_character(&password) {
        weaknesses.push(Weakness::OneCharacter);
        return weaknesses;
    }
    let known = Known::of(owner.login, owner.organisation, owner.site);
    for source in known.list_sources(&password) {
        weaknesses.push(match source {
            Source::Everybody => Weakness::Common,
            Source::Login => Weakness::LikeLogin,
            Source::Organisation => Weakness::LikeOrganisation,
        });
    }
    weaknesses
}

fn is_one_character(password: &str) -> bool {
    let mut characters = password.chars();
    characters
        .next()
        .is_some_and(|first| characters.all(|character| character == first))
}

/// A PHC string, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`: all that is kept of a password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kept(String);

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept(…)")
    }
}

/// Whether a password was the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was not.
    Wrong,
    /// It was.
    Right {
        /// It was kept with other costs than today's: keep [`hash`] of it instead.
        outdated: bool,
    },
}

/// The machinery failed; says nothing about whether the password was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Longer than [`MAX_BYTES`].
    #[error("a password has {MAX_BYTES} bytes at most")]
    TooLong,
    /// What was kept is not a password's hash.
    #[error("what is kept for this password cannot be read; set a new one")]
    Damaged,
    /// No memory, most likely.
    #[error("the password could not be hashed; try again")]
    NotHashed,
}

impl PasswordError {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "password_too_long",
            Self::Damaged => "password_damaged",
            Self::NotHashed => "password_not_hashed",
        }
    }
}

/// What is to be kept of a password. Takes tens of milliseconds and 19 MiB: not for an async thread.
///
/// # Errors
/// [`PasswordError`]; the policy of [`list_weaknesses`] is not asked here.
pub fn hash(password: &str, dice: &dyn Dice) -> Result<Kept, PasswordError> {
    if password.len() > MAX_BYTES {
        return Err(PasswordError::TooLong);
    }
    // Of its own for each: equal passwords must not be seen to be equal.
    let salt = dice::roll::<16>(dice);
    argon2()?
        .hash_password_with_salt(normal(password).as_bytes(), &salt)
        .map(|hash| Kept(hash.to_string()))
        .map_err(|_| PasswordError::NotHashed)
}

/// Compares in the time that hashing takes: not for an async thread.
///
/// # Errors
/// [`PasswordError`] if nothing could be compared.
pub fn verify(kept: &Kept, password: &str) -> Result<Verdict, PasswordError> {
    let kept = PasswordHash::new(&kept.0).map_err(|_| PasswordError::Damaged)?;
    // No error: whoever guesses learns nothing from it, and none was ever kept that long.
    if password.len() > MAX_BYTES {
        return Ok(Verdict::Wrong);
    }
    match argon2()?.verify_password(normal(password).as_bytes(), &kept) {
        Ok(()) => Ok(Verdict::Right {
            outdated: is_outdated(&kept),
        }),
        Err(HashError::PasswordInvalid) => Ok(Verdict::Wrong),
        Err(HashError::OutOfMemory) => Err(PasswordError::NotHashed),
        Err(_) => Err(PasswordError::Damaged),
    }
}

/// Does the work of [`verify`] for an address that has no account, so that time does not tell.
pub fn verify_nobody(password: &str) {
    if password.len() <= MAX_BYTES
        && let Ok(argon2) = argon2()
    {
        let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
        let done = argon2.hash_password_into(normal(password).as_bytes(), &[0; 16], &mut out);
        let _ = hint::black_box((done, out));
    }
}

fn argon2() -> Result<Argon2<'static>, PasswordError> {
    Params::new(COST.kibibytes, COST.passes, COST.lanes, None)
        .map(|params| Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
        .map_err(|_| PasswordError::NotHashed)
}

fn is_outdated(kept: &phc::PasswordHash) -> bool {
    let today = kept.algorithm == Algorithm::Argon2id.ident()
        && kept.version == Some(Version::V0x13.into())
        && Params::try_from(kept).is_ok_and(|params| {
            // More is not outdated: a site that raised its costs and went back keeps what it has.
            params.m_cost() >= COST.kibibytes
                && params.t_cost() >= COST.passes
                && params.p_cost() == COST.lanes
        });
    !today
}

/// The same characters give the same bytes on every keyboard (RFC 8265, OpaqueString).
fn normal(password: &str) -> String {
    password.nfc().collect()
}

#[cfg(test)]
mod tests;
