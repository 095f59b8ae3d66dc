// SPDX-License-Identifier: EUPL-1.2
//! Accounts: persons who work for an organisation. Private, encrypted, and never in the ledger:
//! statements are made by organisations.
//!
//! An account is made by accepting an invitation. Signing in takes a password, then a code; before
//! both, a session opens nothing. A passkey, or the login of one's own organisation, takes one step.
//! Whatever changes how one signs in needs somebody who signed in just now.
//!
//! # Map
//! `person`: what is kept of somebody; `invitation`: how they join; `password`, then `code`: signing
//! in with two steps; [`passkey`]: keys of devices; [`organisation_login`]: another site vouches;
//! `session`: what a browser holds then; `signing`: signing for the organisation with a passkey; `throttle`: how fast anyone may guess; [`people`]: the
//! accounts of an organisation; [`program`]: the tokens of its programs; `reset`: links for who is locked out; `handing`: roles that change, and who comes after somebody; `listed`: all accounts in one list; `error`: why not; `event`: what is
//! noted of all this; `stranger`: what is tried by nobody's account. What they share: `begun`, `secret`, `typed`; `example` makes accounts that are complete at once.

mod begun;
mod code;
mod error;
mod event;
mod example;
mod handing;
mod invitation;
mod listed;
pub mod organisation_login;
pub mod passkey;
mod password;
pub mod people;
mod person;
pub mod program;
mod reset;
mod secret;
mod session;
mod signing;
pub(crate) mod stranger;
mod throttle;
pub(crate) mod typed;

use crate::cabinet::{Kind, kind};

/// Every kind of private thing of accounts.
pub(crate) const fn private_kinds() -> [Kind; 11] {
    [
        kind::<Account>(),
        kind::<person::Login>(),
        kind::<Session>(),
        code::KIND_OFFERED,
        passkey::KINDS[0],
        passkey::KINDS[1],
        kind::<organisation_login::OrganisationLogin>(),
        organisation_login::KIND_BEGUN,
        kind::<invitation::Invited>(),
        kind::<program::ApiToken>(),
        kind::<SecurityEvent>(),
    ]
}

pub use self::code::Offer;
pub use self::error::SignInError;
pub use self::event::{SecurityEvent, SecurityStep};
pub use self::invitation::{Followed, Invitation, OpenInvitation, Replaces};
pub use self::listed::ListedAccount;
pub use self::password::{HalfSignedIn, NewPassword};
pub use self::person::Account;
pub use self::program::NewToken;
pub use self::reset::{Reset, Told};
pub use self::session::{Complete, OwnSession, Session, SignedIn};
pub use self::stranger::Stranger;
