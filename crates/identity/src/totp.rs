// SPDX-License-Identifier: EUPL-1.2
//! Codes of an authenticator: six digits every 30 seconds (RFC 6238).
//!
//! SHA-1, because many authenticators silently ignore anything else; as HMAC it is not broken.

use std::fmt;

use fast_qr::{ECL, QRBuilder};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::dice::{self, Dice};

/// Digits of a code.
const DIGITS: u8 = 6;

/// Seconds that a code stands.
const SECONDS: u64 = 30;

/// Codes before and after today's that are taken too, for clocks that are off.
const STEPS_OFF: u16 = 1;

/// Light modules around a QR code (ISO/IEC 18004).
const QUIET: usize = 4;

/// Something is wrong with the secret or the address made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TotpError {
    /// What was kept is not a secret.
    #[error("what is kept for this authenticator cannot be read; set it up anew")]
    Damaged,
    /// Names so long that no QR code holds them.
    #[error("the address does not fit into a QR code; use shorter names")]
    TooLong,
}

impl TotpError {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Damaged => "totp_damaged",
            Self::TooLong => "totp_too_long",
        }
    }
}

/// What is kept of an authenticator: its secret, and the last step it proved. To be stored again
/// after every accepted code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authenticator {
    /// Base 32 without padding.
    secret: String,
    /// Number of the 30 seconds since 1970 whose code was accepted last.
    last_step: Option<u64>,
}

impl fmt::Debug for Authenticator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authenticator(…)")
    }
}

impl Authenticator {
    /// A new one, of 160 bits.
    #[must_use]
    pub fn make(dice: &dyn Dice) -> Self {
        Self {
            secret: Secret::new(Box::new(dice::roll::<20>(dice))).to_base32(),
            last_step: None,
        }
    }

    /// The secret for those who type it, 32 characters in base 32.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// The `otpauth:` address that authenticators understand.
    ///
    /// # Errors
    /// [`TotpError::Damaged`].
    pub fn uri(&self, issuer: &str, account: &str) -> Result<String, TotpError> {
        self.totp(issuer, account)?
            .to_url()
            .map_err(|_| TotpError::Damaged)
    }

    /// [`Authenticator::uri`] as a QR code: an SVG without style, script or size, one unit a module.
    ///
    /// # Errors
    /// [`TotpError`].
    pub fn qr_code(&self, issuer: &str, account: &str) -> Result<String, TotpError> {
        let code = QRBuilder::new(self.uri(issuer, account)?)
            .ecl(ECL::M)
            .build()
            .map_err(|_| TotpError::TooLong)?;
        let mut path = String::new();
        for y in 0..code.size {
            let mut x = 0;
            while x < code.size {
                let width = code[y][x..]
                    .iter()
                    .take_while(|module| module.value())
                    .count();
                if width > 0 {
                    let (left, top) = (x + QUIET, y + QUIET);
                    path.push_str(&format!("M{left} {top}h{width}v1h-{width}z"));
                }
                x += width.max(1);
            }
        }
        let size = code.size + 2 * QUIET;
        Ok(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" \
             shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/>\
             <path d=\"{path}\"/></svg>"
        ))
    }

    /// Takes a code of now, or of 30 seconds before or after, and none of a step that was accepted
    /// already or lies before such a one. Spaces do not matter.
    ///
    /// # Errors
    /// [`TotpError::Damaged`].
    pub fn accept(&mut self, typed: &str, now: Timestamp) -> Result<bool, TotpError> {
        let typed: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
        let Ok(seconds) = u64::try_from(now.as_second()) else {
            return Ok(false);
        };
        let proven = self
            .totp("", "")?
            .check(&typed, seconds)
            // A code that was read over a shoulder still stands for a while: each opens once.
            .filter(|step| self.last_step.is_none_or(|last| *step > last));
        if proven.is_some() {
            self.last_step = proven;
        }
        Ok(proven.is_some())
    }

    fn totp(&self, issuer: &str, account: &str) -> Result<Totp, TotpError> {
        // A colon parts issuer and account in the address and may be in neither.
        let without_colon = |name: &str| name.replace(':', " ");
        let secret = Secret::try_from_base32(&self.secret).map_err(|_| TotpError::Damaged)?;
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(DIGITS)
            .with_step_duration(SECONDS)
            .with_skew(STEPS_OFF)
            .with_secret(secret)
            .with_issuer(Some(without_colon(issuer)))
            .with_account_name(without_colon(account))
            .build()
            .map_err(|_| TotpError::Damaged)
    }
}

#[cfg(test)]
mod tests;
