// SPDX-License-Identifier: EUPL-1.2
//! One account: what is kept of a person, and how it is found by their address.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::Role;
use wegmarke_identity::Digest;
use wegmarke_identity::passkey::Passkey;
use wegmarke_identity::password::Kept;
use wegmarke_identity::recovery::RecoveryCodes;
use wegmarke_identity::token::{Token, TokenKind};
use wegmarke_identity::totp::Authenticator;
use wegmarke_store::StoreError;
use wegmarke_store::document::{Expect, Put};

use super::typed::plain_mail;
use crate::cabinet::{Drawer, Found, Held, Private, delete};
use crate::{App, AppError};

/// An account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Address for mail, lower case, its domain in the form of mail servers; also the name to sign in with.
    pub mail: String,
    /// The person's name, for their colleagues.
    pub name: String,
    /// For whom they work.
    pub organisation: OrganisationId,
    /// As what.
    pub roles: BTreeSet<Role>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it signed in last.
    #[serde(default)]
    pub signed_in_at: Option<Timestamp>,
    /// Whether it belongs to the example, so that a demonstration may open it without proof.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) example: bool,
    pub(super) password: Option<Kept>,
    #[serde(default)]
    pub(super) passkeys: Vec<Passkey>,
    /// Issuer and subject of the organisation's login, since it was used first. A mail address may
    /// pass to somebody else; this pair does not.
    #[serde(default)]
    pub(super) vouched: Option<(String, String)>,
    pub(super) authenticator: Option<Authenticator>,
    pub(super) recovery: RecoveryCodes,
    /// Hashes of the tokens of devices that signed in.
    pub(super) devices: Vec<Digest>,
}

impl Private for Account {
    const KIND: &'static str = "account";
}

impl Account {
    /// Whether there is a password.
    #[must_use]
    pub const fn has_password(&self) -> bool {
        self.password.is_some()
    }

    /// Whether there is an authenticator.
    #[must_use]
    pub const fn has_authenticator(&self) -> bool {
        self.authenticator.is_some()
    }

    /// Recovery codes that were not used yet.
    #[must_use]
    pub fn recovery_codes_left(&self) -> usize {
        self.recovery.left()
    }

    /// The passkeys, oldest first.
    #[must_use]
    pub fn passkeys(&self) -> &[Passkey] {
        &self.passkeys
    }

    /// Whether a password alone may set up an authenticator: only before there is any other way in.
    pub(super) const fn may_begin_with_password(&self) -> bool {
        self.authenticator.is_none() && self.passkeys.is_empty()
    }
}

/// From an address to its account.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Login {
    pub(super) account: String,
}

impl Private for Login {
    const KIND: &'static str = "login";
}

/// What the name of a login begins with since it is keyed; older ones are a hash that anybody can make.
const KEYED: &str = "keyed/";

/// How often older logins are tried to be moved: several servers may begin at once.
const TRIES: u32 = 3;

pub(super) fn drawer_of_account<'a>(id: &'a str, account: &'a Account) -> Drawer<'a> {
    Drawer {
        id,
        owner: Some(account.organisation.as_str()),
        expires_at: None,
    }
}

const fn drawer_of_login(id: &str) -> Drawer<'_> {
    Drawer {
        id,
        owner: None,
        expires_at: None,
    }
}

/// A device, if this account signed in from it before.
pub(super) fn known_device(held: Option<&Held<Account>>, text: &str) -> Option<Digest> {
    let device = Token::parse(TokenKind::Device, text).ok()?.digest();
    held?.value.devices.contains(&device).then_some(device)
}

impl App {
    /// The writes that keep a new account.
    pub(super) fn keep_new_account(
        &self,
        id: &str,
        account: &Account,
    ) -> Result<Vec<Put>, AppError> {
        let drawer = drawer_of_account(id, account);
        let kept = self.keep(&drawer, account, Expect::Absent)?;
        let login = Login {
            account: id.to_owned(),
        };
        let id = self.login_id(&account.mail);
        // Two people may accept invitations to one address at once: the second finds it taken.
        let login = self.keep(&drawer_of_login(&id), &login, Expect::Absent)?;
        Ok(vec![kept, login])
    }

    /// The write that keeps a changed account, if nobody else changed it meanwhile.
    pub(super) fn keep_account(&self, held: &Held<Account>) -> Result<Put, AppError> {
        let drawer = drawer_of_account(&held.id, &held.value);
        self.keep(&drawer, &held.value, held.expect())
    }

    /// The account of an address.
    pub(super) async fn find_account_of(
        &self,
        mail: &str,
    ) -> Result<Option<Held<Account>>, AppError> {
        match self.look_up::<Login>(&self.login_id(mail)).await? {
            Found::Held(found) => self.find_private(&found.value.account).await,
            Found::Nothing => Ok(None),
            // Accounts know their addresses: nobody is kept out because the way to theirs is damaged.
            Found::Unread(_) => {
                let mail = plain_mail(mail);
                let accounts = self.list_private::<Account>(None).await?;
                Ok(accounts.into_iter().find(|held| held.value.mail == mail))
            }
        }
    }

    /// What the login of an address is kept under. Keyed: whoever has the database alone cannot find out
    /// whether an address that they know has an account.
    pub(super) fn login_id(&self, mail: &str) -> String {
        let name = self.seal.name(Login::KIND, &[&plain_mail(mail)]);
        format!("{KEYED}{name}")
    }

    /// Moves logins from before their names were keyed, all or none. One whose account nobody can read
    /// stays where it is, until a start finds the account restored.
    pub(crate) async fn move_logins(&self) -> Result<(), AppError> {
        for _ in 0..TRIES {
            let mut old = self.look_through::<Login>(None).await?.held;
            old.retain(|held| !held.id.starts_with(KEYED));
            if old.is_empty() {
                return Ok(());
            }
            let mut puts = Vec::new();
            for login in old {
                let Some(account) = self.find_private::<Account>(&login.value.account).await?
                else {
                    continue;
                };
                let id = self.login_id(&account.value.mail);
                puts.push(delete::<Login>(&login.id, login.expect()));
                // Where somebody was invited anew meanwhile, theirs is the address.
                if self.look_up::<Login>(&id).await?.revision().is_none() {
                    puts.push(self.keep(&drawer_of_login(&id), &login.value, Expect::Absent)?);
                }
            }
            match self.write_private(puts).await {
                // Another server was faster.
                Err(AppError::Store(StoreError::Stale | StoreError::Unknown(_))) => {}
                other => return other,
            }
        }
        Err(StoreError::Busy.into())
    }
}
