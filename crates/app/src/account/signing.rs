// SPDX-License-Identifier: EUPL-1.2
//! An account signs in the browser, for its organisation, with a passkey that the organisation registered.
//!
//! The browser is told what would be signed, and brings the signature with the form a moment later. What it
//! brings beside it is under a seal of the server: for this session, these bodies and salts, and five minutes.

use serde::{Deserialize, Serialize};
use serde_json::json;
use wegmarke_identity::passkey::{Passkey, PasskeyError, read_signed};
use wegmarke_ledger::Salt;
use wegmarke_ledger::signing::document::Assertion;
use wegmarke_ledger::signing::{Fingerprint, Leaf, Proof, PublicKey};

use super::passkey::{CredentialOptions, Here};
use super::session::SignedIn;
use crate::key::NewKey;
use crate::signing::{Brought, Signing, SigningError, ToSign};
use crate::{App, AppError, Receipt};

/// How long somebody may take to sign, in seconds.
const PATIENCE: i64 = 5 * 60;

/// What goes to the browser and comes back with the signature.
#[derive(Serialize, Deserialize)]
struct Ticket {
    previous: Option<String>,
    root: String,
    salts: Vec<String>,
    until: i64,
    seal: String,
}

/// What comes back.
#[derive(Deserialize)]
struct Answered {
    ticket: Ticket,
    /// The device's answer, JSON.
    answer: String,
}

fn leaf(digits: &str) -> Option<Leaf> {
    let mut leaf = [0; 32];
    hex::decode_to_slice(digits, &mut leaf).ok()?;
    Some(leaf)
}

fn salt(digits: &str) -> Option<Salt> {
    let mut salt = [0; 16];
    hex::decode_to_slice(digits, &mut salt).ok()?;
    Some(Salt(salt))
}

impl Ticket {
    fn seal(&self, app: &App, session: &str) -> String {
        let (until, salts) = (self.until.to_string(), self.salts.join(" "));
        let previous = self.previous.as_deref().unwrap_or_default();
        let parts = [session, &self.root, previous, &salts, &until];
        app.seal.name("signing", &parts)
    }
}

fn key_of(passkey: &Passkey) -> Option<PublicKey> {
    passkey.find_es256().map(PublicKey::Es256)
}

impl App {
    /// Passkeys of an account with which it may sign for its organisation at this site now.
    fn list_signing_keys<'a>(
        &self,
        signed_in: &'a SignedIn,
        here: Here<'_>,
    ) -> Vec<(&'a Passkey, Fingerprint)> {
        let state = self.state();
        let keys = state.register.keys();
        let good = |fingerprint: &Fingerprint| {
            let key = keys.find(signed_in.who.organisation(), &fingerprint.to_string());
            key.is_some_and(|key| {
                let site = key.registration.site.as_deref();
                key.is_good_for(state.size()) && site == here.host().as_deref()
            })
        };
        let keys = signed_in.account.passkeys().iter();
        let keys = keys.filter_map(|key| Some((key, key_of(key)?.fingerprint())));
        keys.filter(|(_, fingerprint)| good(fingerprint)).collect()
    }

    /// The key with which an account may sign here; `None`: it has none that its organisation registered.
    #[must_use]
    pub fn find_signing_key(&self, signed_in: &SignedIn, here: Here<'_>) -> Option<Fingerprint> {
        let keys = self.list_signing_keys(signed_in, here);
        keys.first().map(|(_, fingerprint)| *fingerprint)
    }

    /// Whether the organisation of an account registered a passkey of it, also if it revoked it since; `None`: it
    /// cannot be registered, since it is of an algorithm that is not signed with.
    #[must_use]
    pub fn is_registered(&self, signed_in: &SignedIn, passkey: &Passkey) -> Option<bool> {
        let fingerprint = key_of(passkey)?.fingerprint().to_string();
        let state = self.state();
        let key = state
            .register
            .keys()
            .find(signed_in.who.organisation(), &fingerprint);
        Some(key.is_some())
    }

    /// Registers a passkey of one's own account as a key of the organisation.
    ///
    /// # Errors
    /// [`super::SignInError::SignInAgain`]; [`SigningError::BadKey`] if it cannot sign; as
    /// [`App::register_key`].
    pub async fn register_passkey(
        &self,
        signed_in: &SignedIn,
        here: Here<'_>,
        id: &str,
    ) -> Result<Vec<Receipt>, AppError> {
        signed_in.must_be_fresh()?;
        let passkeys = signed_in.account.passkeys().iter();
        let mut passkeys = passkeys.filter(|key| key.id() == id);
        let key = passkeys.next().and_then(key_of);
        let new = NewKey {
            key: key.ok_or(SigningError::BadKey)?,
            from: None,
            site: Some(here.host().ok_or(SigningError::BadKey)?),
        };
        self.register_key(&signed_in.who, &new).await
    }

    /// Asks the browser for a signature: the options that it understands, and what comes back with it.
    ///
    /// # Errors
    /// [`SigningError::NoKey`]; [`super::SignInError::Passkey`].
    pub fn begin_signing(
        &self,
        signed_in: &SignedIn,
        here: Here<'_>,
        asked: &ToSign,
    ) -> Result<CredentialOptions, AppError> {
        let keys = self.list_signing_keys(signed_in, here);
        if keys.is_empty() {
            return Err(SigningError::NoKey.into());
        }
        let mut ticket = Ticket {
            previous: asked.previous.map(hex::encode),
            root: hex::encode(asked.root),
            salts: asked
                .statements
                .iter()
                .map(|one| one.salt.clone())
                .collect(),
            until: self.clock.now().as_second() + PATIENCE,
            seal: String::new(),
        };
        ticket.seal = ticket.seal(self, &signed_in.session);
        let keys: Vec<&Passkey> = keys.iter().map(|(key, _)| *key).collect();
        let options = here.site()?.start_signing(&keys, &asked.root)?;
        Ok(json!({ "options": options, "ticket": ticket }).to_string())
    }

    /// Reads what the browser brought with a form. Whether it is a signature of what the form says shows when
    /// that is written.
    ///
    /// # Errors
    /// [`super::SignInError::Passkey`] if it came too late or does not read; [`SigningError::NoKey`].
    pub fn end_signing(
        &self,
        signed_in: &SignedIn,
        here: Here<'_>,
        brought: &str,
    ) -> Result<Signing, AppError> {
        let read: Answered = serde_json::from_str(brought).map_err(|_| PasskeyError::Unreadable)?;
        let (ticket, signed) = (read.ticket, read_signed(&read.answer)?);
        if ticket.seal(self, &signed_in.session) != ticket.seal {
            return Err(PasskeyError::Unreadable.into());
        }
        if self.clock.now().as_second() > ticket.until {
            return Err(PasskeyError::Expired.into());
        }
        let keys = self.list_signing_keys(signed_in, here);
        let key = keys.iter().find(|(key, _)| key.id() == signed.id);
        let (_, key) = key.ok_or(SigningError::NoKey)?;
        let previous = ticket.previous.as_deref().map(leaf);
        let salts = ticket.salts.iter().map(|digits| salt(digits));
        let unread = || AppError::from(PasskeyError::Unreadable);
        Ok(Signing::Brought(std::sync::Arc::new(Brought {
            key: *key,
            previous: match previous {
                Some(previous) => Some(previous.ok_or_else(unread)?),
                None => None,
            },
            salts: salts.collect::<Option<_>>().ok_or_else(unread)?,
            proof: Proof::Passkey(Assertion {
                authenticator: signed.authenticator,
                client: signed.client,
                signature: signed.signature,
            }),
        })))
    }
}
