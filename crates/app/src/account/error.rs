// SPDX-License-Identifier: EUPL-1.2
//! Why somebody could not sign in or make an account.

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
    /// There is no password that could stay.
    #[error("this account has no password: replace that first")]
    NoPassword,
    /// Without this account nobody could speak for the organisation.
    #[error("this is the last account that may release")]
    LastPublisher,
    /// Without this account nobody of the organisation could run the installation.
    #[error("this is the organisation's last account of an administrator")]
    LastAdministrator,
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
            Self::NoPassword => "no_password",
            Self::LastPublisher => "last_publisher",
            Self::LastAdministrator => "last_administrator",
            Self::Passkey(code) | Self::OrganisationLogin(code) => code,
        }
    }
}
