// SPDX-License-Identifier: EUPL-1.2
//! One-time codes of an authenticator app (RFC 6238): six digits, thirty seconds, SHA-1 because
//! that is what all of them do.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use totp_rs::{Builder, Secret, Totp};

use crate::Dice;

/// What is kept of an authenticator.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authenticator {
    /// 20 bytes in hexadecimal digits.
    secret: String,
    /// The last step whose code was used: no code counts twice.
    last_step: u64,
}

impl std::fmt::Debug for Authenticator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Authenticator(…)")
    }
}

impl Authenticator {
    /// A new one.
    #[must_use]
    pub fn generate(dice: &dyn Dice) -> Self {
        let mut secret = [0; 20];
        dice.fill(&mut secret);
        Self {
            secret: hex::encode(secret),
            last_step: 0,
        }
    }

    /// The authenticator of a secret as it is typed into an app (base32); `None` if it is none.
    #[must_use]
    pub fn of_typed(secret: &str) -> Option<Self> {
        let secret = Secret::try_from_base32(secret).ok()?;
        Some(Self {
            secret: hex::encode(secret.as_ref()),
            last_step: 0,
        })
    }

    fn totp(&self, issuer: &str, account: &str) -> Option<Totp> {
        let secret = Secret::from(hex::decode(&self.secret).ok()?);
        // Both stand in an address whose parts are told apart by colons.
        let plain = |words: &str| words.replace(':', " ");
        Builder::new()
            .with_secret(secret)
            .with_issuer(Some(plain(issuer)))
            .with_account_name(plain(account))
            .build()
            .ok()
    }

    /// The address that an app reads: `otpauth://totp/…`.
    #[must_use]
    pub fn address(&self, issuer: &str, account: &str) -> Option<String> {
        self.totp(issuer, account)?.to_url().ok()
    }

    /// The secret to type into an app: base32.
    #[must_use]
    pub fn typed(&self) -> Option<String> {
        Some(Secret::from(hex::decode(&self.secret).ok()?).to_base32())
    }

    /// Whether a code fits now. Each code counts once; a neighbour of half a minute counts too.
    #[must_use]
    pub fn accept(&mut self, code: &str, now: Timestamp) -> bool {
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let Ok(time) = u64::try_from(now.as_second()) else {
            return false;
        };
        let Some(totp) = self.totp("x", "x") else {
            return false;
        };
        match totp.check(&digits, time) {
            Some(step) if step > self.last_step => {
                self.last_step = step;
                true
            }
            _ => false,
        }
    }

    /// The code of an instant. For tests and examples.
    #[must_use]
    pub fn code_at(&self, now: Timestamp) -> Option<String> {
        let time = u64::try_from(now.as_second()).ok()?;
        Some(self.totp("x", "x")?.generate(time).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Authenticator;
    use crate::Dice;
    use jiff::{Span, Timestamp};

    struct Ones;

    impl Dice for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    #[test]
    fn a_code_counts_once_and_for_a_moment() {
        let mut app = Authenticator::generate(&Ones);
        let now: Timestamp = "2026-11-23T09:00:10Z".parse().unwrap();
        let code = app.code_at(now).unwrap();
        assert_eq!(code.len(), 6);
        let later = |seconds: i64| now.checked_add(Span::new().seconds(seconds)).unwrap();
        assert!(!app.clone().accept(&code, later(90)), "too old");
        assert!(app.clone().accept(&code, later(30)), "a slow person");
        assert!(!app.accept("000000", now) || code == "000000");
        assert!(app.accept(&format!("{} {}", &code[..3], &code[3..]), now));
        assert!(!app.accept(&code, now), "not twice");
        assert!(!app.accept("", now));
        assert!(
            app.address("Wegmarke", "a:b@example.org")
                .unwrap()
                .starts_with("otpauth://totp/")
        );
        assert_eq!(app.typed().unwrap().len(), 32);
    }

    /// Test vector of RFC 6238, appendix B, for SHA-1: the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let app = Authenticator {
            secret: hex::encode("12345678901234567890"),
            last_step: 0,
        };
        let at = Timestamp::from_second(1_111_111_109).unwrap();
        assert_eq!(app.code_at(at).unwrap(), "081804");
    }
}
