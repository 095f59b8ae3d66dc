// SPDX-License-Identifier: EUPL-1.2
//! Why another site did not vouch for a person.

/// Why nobody was signed in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OidcError {
    /// An address in the settings is not one, or not `https:`.
    #[error("{setting} is not an https address: {why}")]
    BadSettings {
        /// Which.
        setting: &'static str,
        /// Why not.
        why: String,
    },
    /// The provider did not answer.
    #[error("the provider could not be reached: {0}; try again later")]
    Unreachable(String),
    /// The provider's own description of itself cannot be used.
    #[error("the provider's description of itself cannot be used: {0}")]
    BadProvider(String),
    /// The answer belongs to another login than the one that this browser began.
    #[error("this answer belongs to another login; begin again")]
    OtherLogin,
    /// The answer came from another provider than the one asked.
    #[error("this answer came from another provider; begin again")]
    OtherProvider,
    /// The login was begun too long ago.
    #[error("the answer came too late; begin again")]
    Expired,
    /// The provider, or the person there, said no.
    #[error("the provider declined: {0}")]
    Declined(String),
    /// What the provider says of the person does not hold.
    #[error("the provider's statement does not hold: {0}")]
    BadStatement(String),
}

impl OidcError {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadSettings { .. } => "oidc_bad_settings",
            Self::Unreachable(_) => "oidc_unreachable",
            Self::BadProvider(_) => "oidc_bad_provider",
            Self::OtherLogin => "oidc_other_login",
            Self::OtherProvider => "oidc_other_provider",
            Self::Expired => "oidc_expired",
            Self::Declined(_) => "oidc_declined",
            Self::BadStatement(_) => "oidc_bad_statement",
        }
    }
}
