// SPDX-License-Identifier: EUPL-1.2
//! The security log of an organisation: what happened to the ways into it, for its own people.
//!
//! What is done is noted in the same write, so that nothing is done unnoted. The same is written for
//! whoever runs the machine, with an account's id in place of names.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::Action;
use wegmarke_store::document::{Expect, Put};

use super::person::Account;
use crate::cabinet::{Drawer, Held, Private};
use crate::{App, AppError, Who};

/// How long it is kept, in seconds: 400 days, so that a year can be looked back on.
const KEPT: i64 = 400 * 24 * 3600;

/// Refused tries at one account are counted together for an hour: nobody fills the log by guessing.
const HOUR: i64 = 3600;

macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum SecurityStep {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
        }

        impl SecurityStep {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Stable code.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

steps! {
    /// Somebody signed in with password and code.
    SignedIn = "signed-in";
    /// Somebody signed in with a passkey.
    SignedInWithPasskey = "signed-in-with-passkey";
    /// Somebody signed in at the organisation's own login.
    SignedInAtOrganisation = "signed-in-at-organisation";
    /// Somebody looked at the demonstration as an account of the example.
    SignedInToExample = "signed-in-to-example";
    /// All sessions of an account were ended by who owns it.
    SignedOutEverywhere = "signed-out-everywhere";
    /// A wrong password was tried.
    WrongPassword = "wrong-password";
    /// A wrong code was tried, after the right password.
    WrongCode = "wrong-code";
    /// Too much was tried; nothing was looked at.
    MadeToWait = "made-to-wait";
    /// Somebody was invited.
    Invited = "invited";
    /// An invitation was withdrawn.
    InvitationWithdrawn = "invitation-withdrawn";
    /// An account was made out of an invitation.
    Joined = "joined";
    /// A link was made to replace a password or a second factor.
    ResetOffered = "reset-offered";
    /// A password was replaced by such a link.
    PasswordReset = "password-reset";
    /// A second factor was.
    SecondFactorReset = "second-factor-reset";
    /// What an account may do was changed.
    RolesChanged = "roles-changed";
    /// An account was removed, and somebody came after it.
    AccountHandedOver = "account-handed-over";
    /// An account was removed.
    AccountRemoved = "account-removed";
    /// A password was changed.
    PasswordChanged = "password-changed";
    /// An authenticator was replaced.
    AuthenticatorChanged = "authenticator-changed";
    /// New recovery codes were drawn.
    RecoveryRenewed = "recovery-renewed";
    /// A passkey was added.
    PasskeyAdded = "passkey-added";
    /// A passkey was removed.
    PasskeyRemoved = "passkey-removed";
    /// A program got a token.
    TokenMade = "token-made";
    /// A token was ended.
    TokenRevoked = "token-revoked";
    /// The organisation's login was set up or changed.
    LoginSet = "login-set";
    /// It was removed.
    LoginRemoved = "login-removed";
}

/// Code of an action that was refused to somebody who is known. It is told to whoever runs the machine,
/// and stands in no organisation's log.
const REFUSED: &str = "refused";

impl SecurityStep {
    /// Whether somebody was kept out.
    #[must_use]
    pub const fn is_refused(self) -> bool {
        matches!(
            self,
            Self::WrongPassword | Self::WrongCode | Self::MadeToWait
        )
    }
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityEvent {
    /// When; of several refused tries the last one.
    pub at: Timestamp,
    /// What happened.
    pub step: SecurityStep,
    /// The account that did it, or that was tried; `None`: whoever runs the program on the machine.
    pub account: Option<String>,
    /// What that account was called then: it may be gone.
    pub name: Option<String>,
    /// Whom or what it was done to, if that is not the account itself: a name, an address, a label.
    pub about: Option<String>,
    /// How often within the hour.
    pub times: usize,
}

impl Private for SecurityEvent {
    const KIND: &'static str = "security-event";
}

/// What is to be noted.
#[derive(Clone, Copy)]
pub(super) struct Noted<'a> {
    pub(super) organisation: &'a OrganisationId,
    pub(super) step: SecurityStep,
    /// The account that does it.
    pub(super) account: Option<&'a str>,
    /// Whom or what it is done to.
    pub(super) about: Option<&'a str>,
}

impl<'a> Noted<'a> {
    /// What somebody does for their organisation.
    pub(super) fn by(who: &'a Who, step: SecurityStep, about: Option<&'a str>) -> Self {
        Self {
            organisation: who.organisation(),
            step,
            account: Some(&who.account),
            about,
        }
    }

    /// What somebody does to their own account.
    pub(super) fn own(held: &'a Held<Account>, step: SecurityStep) -> Self {
        Self {
            organisation: &held.value.organisation,
            step,
            account: Some(&held.id),
            about: None,
        }
    }
}

impl App {
    /// Writes private things, and what is noted of it: all or nothing.
    pub(super) async fn write_noted(
        &self,
        mut puts: Vec<Put>,
        noted: Noted<'_>,
    ) -> Result<(), AppError> {
        let name = match noted.account {
            // Who is just being made is known by what is written.
            Some(account) => self.find_private::<Account>(account).await?,
            None => None,
        };
        let event = SecurityEvent {
            at: self.clock.now(),
            step: noted.step,
            account: noted.account.map(str::to_owned),
            name: name.map(|held| held.value.name),
            about: noted.about.map(str::to_owned),
            times: 1,
        };
        puts.push(self.keep_event(&self.new_id(), Some(noted.organisation), &event)?);
        self.write_private(puts).await?;
        tell(Some(noted.organisation), &event);
        Ok(())
    }

    /// Notes a try that was refused, at an account or at an address of nobody. Whoever tried is told
    /// the same whether this can be written or not.
    pub(super) async fn note_refused(
        &self,
        tried: &str,
        held: Option<&Held<Account>>,
        step: SecurityStep,
    ) {
        if let Err(error) = self.count_refused(tried, held, step).await {
            tracing::warn!(%error, "a refused try was not noted");
        }
    }

    async fn count_refused(
        &self,
        tried: &str,
        held: Option<&Held<Account>>,
        step: SecurityStep,
    ) -> Result<(), AppError> {
        let (now, code) = (self.clock.now(), step.as_str());
        let hour = (now.as_second() / HOUR).to_string();
        let id = self.seal.name(SecurityEvent::KIND, &[tried, code, &hour]);
        let before = self.find_private::<SecurityEvent>(&id).await?;
        let event = SecurityEvent {
            at: now,
            step,
            account: held.map(|held| held.id.clone()),
            name: held.map(|held| held.value.name.clone()),
            about: None,
            times: before.map_or(0, |before| before.value.times) + 1,
        };
        let organisation = held.map(|held| &held.value.organisation);
        // What is tried at an address of nobody is written as well, though nobody reads it: it must not
        // take less time. Of two at once one may be counted for both: that somebody tries matters.
        let put = self.keep_event(&id, organisation, &event)?;
        self.write_private(vec![put]).await?;
        tell(organisation, &event);
        Ok(())
    }

    fn keep_event(
        &self,
        id: &str,
        organisation: Option<&OrganisationId>,
        event: &SecurityEvent,
    ) -> Result<Put, AppError> {
        let drawer = Drawer {
            id,
            owner: organisation.map(OrganisationId::as_str),
            expires_at: self.in_seconds(if organisation.is_some() { KEPT } else { HOUR }),
        };
        self.keep(&drawer, event, Expect::Anything)
    }

    /// The security log of one's organisation, newest first.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn list_security_events(&self, who: &Who) -> Result<Vec<SecurityEvent>, AppError> {
        who.must_own(&self.state(), Action::ManageOrganisation)?;
        let owner = Some(who.organisation().as_str());
        let held = self.list_private::<SecurityEvent>(owner).await?;
        let mut found: Vec<(String, SecurityEvent)> =
            held.into_iter().map(|held| (held.id, held.value)).collect();
        found.sort_by(|(id, a), (other, b)| (b.at, other).cmp(&(a.at, id)));
        Ok(found.into_iter().map(|(_, event)| event).collect())
    }
}

impl Who {
    /// Tells whoever runs the machine that somebody tried what they may not do.
    pub fn tell_refused(&self, action: Action) {
        let (account, organisation) = (&*self.account, self.organisation().as_str());
        let (action, times) = (action.as_str(), 1);
        tracing::warn!(target: "wegmarke::security", event = REFUSED, action, account, organisation, times);
    }

    /// Refuses what somebody may not do.
    pub(crate) fn refuse(&self, action: Action) -> AppError {
        self.tell_refused(action);
        AppError::Forbidden(action.as_str())
    }
}

/// Tells whoever runs the machine: no name and no address, the account's id only.
fn tell(organisation: Option<&OrganisationId>, event: &SecurityEvent) {
    let (event_code, account) = (event.step.as_str(), event.account.as_deref());
    let (organisation, times) = (organisation.map(OrganisationId::as_str), event.times);
    if event.step.is_refused() {
        tracing::warn!(target: "wegmarke::security", event = event_code, account, organisation, times);
    } else {
        tracing::info!(target: "wegmarke::security", event = event_code, account, organisation, times);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{REFUSED, SecurityStep};
    use crate::account::Stranger;

    #[test]
    fn the_page_for_those_who_watch_names_every_event() {
        let page = include_str!("../../../../docs/security-events.md");
        let told: BTreeSet<&str> = page
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
            .filter(|(_, rest)| rest.starts_with(" INFO") || rest.starts_with(" WARN"))
            .map(|(code, _)| code)
            .collect();
        let steps = SecurityStep::ALL.iter().map(|step| step.as_str());
        let tried = Stranger::ALL.iter().map(|what| what.as_str());
        assert_eq!(told, steps.chain([REFUSED]).chain(tried).collect());
        for step in SecurityStep::ALL {
            let level = if step.is_refused() { "WARN" } else { "INFO" };
            let row = format!("| `{}` | {level} |", step.as_str());
            assert!(page.contains(&row), "{row}");
            let read = serde_json::to_value(step).unwrap();
            assert_eq!(read, step.as_str(), "what is kept is what is told");
        }
    }
}
