// SPDX-License-Identifier: EUPL-1.2
//! Opaque tokens: 256 random bits behind a prefix that says what they are for. The plain text is
//! given once; what is kept is its hash.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::Dice;

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// A signed-in browser.
    Session,
    /// An invitation to make an account.
    Invitation,
    /// A program that speaks for an organisation.
    Api,
    /// A personal calendar.
    Calendar,
}

impl Purpose {
    const ALL: [Self; 4] = [Self::Session, Self::Invitation, Self::Api, Self::Calendar];

    const fn prefix(self) -> &'static str {
        match self {
            Self::Session => "wgms_",
            Self::Invitation => "wgmi_",
            Self::Api => "wgma_",
            Self::Calendar => "wgmc_",
        }
    }
}

/// A token in plain text. Never shown in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A new one.
    #[must_use]
    pub fn generate(dice: &dyn Dice, purpose: Purpose) -> Self {
        let mut bytes = [0; 32];
        dice.fill(&mut bytes);
        Self(format!("{}{}", purpose.prefix(), hex::encode(bytes)))
    }

    /// Reads one; `None` if the text is none, or is for something else.
    #[must_use]
    pub fn parse(text: &str, purpose: Purpose) -> Option<Self> {
        let digits = text.strip_prefix(purpose.prefix())?;
        let fits = digits.len() == 64
            && digits
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        fits.then(|| Self(text.to_owned()))
    }

    /// The plain text, to be given to its owner once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it: SHA-256 as 64 hexadecimal digits. Looked up by it, a token is compared
    /// as a hash of 256 random bits: the time of the comparison tells nothing.
    #[must_use]
    pub fn id(&self) -> String {
        hex::encode(Sha256::digest(self.0.as_bytes()))
    }

    /// What a text that looks like a token is for, for messages.
    #[must_use]
    pub fn purpose_of(text: &str) -> Option<Purpose> {
        Purpose::ALL
            .into_iter()
            .find(|purpose| text.starts_with(purpose.prefix()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Purpose, Token};
    use crate::Dice;

    struct Nines;

    impl Dice for Nines {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(9);
        }
    }

    #[test]
    fn a_token_is_for_one_thing_and_keeps_quiet() {
        let token = Token::generate(&Nines, Purpose::Session);
        assert_eq!(
            Token::parse(token.reveal(), Purpose::Session).as_ref(),
            Some(&token)
        );
        assert_eq!(Token::parse(token.reveal(), Purpose::Api), None);
        assert_eq!(Token::purpose_of(token.reveal()), Some(Purpose::Session));
        assert!(!format!("{token:?}").contains("09"));
        assert_ne!(token.id(), token.reveal());
        for text in [
            "",
            "wgms_",
            "wgms_zz",
            &token.reveal().to_uppercase(),
            &format!("{}0", token.reveal()),
        ] {
            assert_eq!(Token::parse(text, Purpose::Session), None, "{text}");
        }
    }
}
