// SPDX-License-Identifier: EUPL-1.2
//! Letters: plain text by e-mail, through one SMTP server.
//!
//! Must never know whom a letter is for, why, or in which language; nor SQL, HTTP or HTML. What is to
//! be sent again, and when, is the caller's: this crate says only whether trying again can help.
//!
//! # To add another way to send
//! 1. `src/<way>.rs` with a `send` that takes a [`Letter`] and gives [`Sent`] or [`PostError`].
//! 2. Test it against a real server, not against itself.
//!
//! # Map
//! [`letter`]: what is sent; [`mailer`]: how.

pub mod letter;
pub mod mailer;

pub use self::letter::Letter;
pub use self::mailer::{Mailer, Sent, SmtpSettings};

/// Why a letter was not sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostError {
    /// The settings; nothing was tried.
    #[error("letters cannot be sent with these settings: {0}")]
    BadSettings(String),
    /// The letter itself; nothing was tried, and nothing will change that.
    #[error("this letter cannot be sent: {0}")]
    BadLetter(String),
    /// The server takes no letter for this person, and said so for good.
    #[error("the mail server refused the letter: {0}")]
    Never(String),
    /// Network, TLS, our credentials, a busy server. The letter may have arrived all the same: send
    /// it again with the same Message-ID.
    #[error("the mail server did not take the letter: {0}; try again later")]
    Later(String),
}

impl PostError {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadSettings(_) => "post_bad_settings",
            Self::BadLetter(_) => "post_bad_letter",
            Self::Never(_) => "post_never",
            Self::Later(_) => "post_later",
        }
    }

    /// Whether sending the same letter again is in vain.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::BadLetter(_) | Self::Never(_))
    }
}
