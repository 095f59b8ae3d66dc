// SPDX-License-Identifier: EUPL-1.2
//! Tokens: secrets that a browser, a calendar or a program carries.
//!
//! 256 random bits as 64 hexadecimal digits after a prefix that says what they open, so that a token
//! found in a log or a commit can be recognised. The plain text is given once; a [`Digest`] is kept.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    dice::{self, Dice},
    digest::Digest,
};

/// What a token opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// A person's session in a browser.
    Session,
    /// An account that does not exist yet.
    Invitation,
    /// The API, for a program.
    Api,
    /// A calendar feed.
    Calendar,
    /// Nothing; tells a device from which someone signed in before, for [`crate::throttle`].
    Device,
    /// What a browser began and has not ended: a passkey's challenge, a login at another site.
    Pending,
    /// What somebody follows by letter, without an account.
    Alert,
}

impl TokenKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Session,
        Self::Invitation,
        Self::Api,
        Self::Calendar,
        Self::Device,
        Self::Pending,
        Self::Alert,
    ];

    /// What a token of this kind begins with.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Session => "wgms_",
            Self::Invitation => "wgmi_",
            Self::Api => "wgma_",
            Self::Calendar => "wgmc_",
            Self::Device => "wgmd_",
            Self::Pending => "wgmp_",
            Self::Alert => "wgmf_",
        }
    }
}

/// This is not a token of the kind asked for. Says nothing of what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not such a token; copy all of it, beginning with “{}”", .0.prefix())]
pub struct NoToken(pub TokenKind);

impl NoToken {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        "no_token"
    }
}

/// A secret in plain text; not shown by `Debug`.
pub struct Token {
    kind: TokenKind,
    secret: [u8; 32],
}

impl Token {
    /// A new one.
    #[must_use]
    pub fn make(kind: TokenKind, dice: &dyn Dice) -> Self {
        Self {
            kind,
            secret: dice::roll(dice),
        }
    }

    /// Reads exactly what [`Token::to_text`] writes.
    ///
    /// # Errors
    /// [`NoToken`] for anything else, also for a token of another kind.
    pub fn parse(kind: TokenKind, text: &str) -> Result<Self, NoToken> {
        let digits = text.strip_prefix(kind.prefix()).ok_or(NoToken(kind))?;
        // One secret, one text: capitals would be a second one.
        if digits.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(NoToken(kind));
        }
        let mut secret = [0; 32];
        hex::decode_to_slice(digits, &mut secret).map_err(|_| NoToken(kind))?;
        Ok(Self { kind, secret })
    }

    /// The plain text, 69 characters: to be handed over once.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{}{}", self.kind.prefix(), hex::encode(self.secret))
    }

    /// What is kept, and looked up when the token comes back.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(self.kind.prefix(), &self.secret)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({}…)", self.kind.prefix())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NoToken, Token, TokenKind};
    use crate::dice::Dice;

    struct Fixed([u8; 32]);

    impl Dice for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.copy_from_slice(&self.0);
        }
    }

    #[test]
    fn prefixes_differ_and_nothing_secret_is_shown() {
        let token = Token::make(TokenKind::Api, &Fixed([0xab; 32]));
        assert_eq!(token.to_text(), format!("wgma_{}", "ab".repeat(32)));
        assert_eq!(
            format!("{token:?} {:?}", token.digest()),
            "Token(wgma_…) Digest(…)"
        );
        for (at, kind) in TokenKind::ALL.iter().enumerate() {
            for other in &TokenKind::ALL[at + 1..] {
                assert_ne!(kind.prefix(), other.prefix());
            }
        }
    }

    proptest! {
        #[test]
        fn a_token_is_read_as_its_own_kind_and_as_no_other(secret: [u8; 32]) {
            for kind in TokenKind::ALL {
                let token = Token::make(kind, &Fixed(secret));
                let text = token.to_text();
                for other in TokenKind::ALL {
                    match Token::parse(other, &text) {
                        Ok(read) => {
                            prop_assert_eq!(other, kind);
                            prop_assert_eq!(read.digest(), token.digest());
                        }
                        Err(error) => {
                            prop_assert_ne!(other, kind);
                            prop_assert_eq!(error, NoToken(other));
                        }
                    }
                    let same = Token::make(other, &Fixed(secret)).digest() == token.digest();
                    prop_assert_eq!(same, other == kind);
                }
            }
        }

        #[test]
        fn one_changed_character_is_no_token_or_another(
            secret: [u8; 32], at in 0_usize..69, new in any::<char>(),
        ) {
            let token = Token::make(TokenKind::Session, &Fixed(secret));
            let mut text: Vec<char> = token.to_text().chars().collect();
            prop_assume!(text[at] != new);
            text[at] = new;
            let text: String = text.into_iter().collect();
            if let Ok(read) = Token::parse(TokenKind::Session, &text) {
                prop_assert_eq!(read.to_text(), text);
                prop_assert_ne!(read.digest(), token.digest());
            }
        }

        #[test]
        fn any_other_text_is_refused(text in "(wgm[a-z]_)?[0-9a-fA-F]{0,80}| *\\PC*") {
            if let Ok(read) = Token::parse(TokenKind::Calendar, &text) {
                prop_assert_eq!(read.to_text(), text);
            }
        }
    }
}
