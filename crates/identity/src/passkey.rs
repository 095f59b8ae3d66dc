// SPDX-License-Identifier: EUPL-1.2
//! Passkeys: a key in a device, which asks its owner before it signs (WebAuthn).
//!
//! Two steps each for adding a key and for signing in. What the first step keeps must stay on the
//! server, bound to the session, and be forgotten when the second step begins, whatever comes of it:
//! one challenge, one try. Challenges are rolled by `webauthn-rs` itself.
//!
//! Decision 0008 says why this library.

use std::fmt;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    COSEAlgorithm, COSEKeyType, DiscoverableAuthentication, ECDSACurve, Passkey as Key,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, Webauthn,
    WebauthnBuilder, WebauthnError,
};

/// How long a person may take to answer a challenge.
const PATIENCE: SignedDuration = SignedDuration::from_mins(5);

/// Most characters of a label.
pub const MAX_LABEL: usize = 60;

/// Why a passkey was not added or did not open.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// The site's address has no host name.
    #[error("passkeys need an address with a host name, such as https://wegmarke.example: {0}")]
    BadSite(String),
    /// A label is empty or longer than [`MAX_LABEL`].
    #[error("give the passkey a name of 1 to {MAX_LABEL} characters")]
    BadLabel,
    /// What the browser sent is no answer to a challenge.
    #[error("the browser's answer cannot be read; try again")]
    Unreadable,
    /// The challenge is too old.
    #[error("the answer came too late; try again")]
    Expired,
    /// A key that this account does not have.
    #[error("this passkey does not belong to the account; choose another one")]
    OtherKey,
    /// The device did not ask its owner.
    #[error("the device did not check who uses it; set a PIN or another lock on it")]
    NotVerified,
    /// The key's counter went back: there may be a second copy of it. It must not open any more.
    #[error("this passkey may have been copied; remove it and add a new one")]
    Copied,
    /// Anything else that does not hold: origin, signature, challenge.
    #[error("the passkey's answer does not hold: {0}")]
    Refused(String),
}

impl PasskeyError {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadSite(_) => "passkey_bad_site",
            Self::BadLabel => "passkey_bad_label",
            Self::Unreadable => "passkey_unreadable",
            Self::Expired => "passkey_expired",
            Self::OtherKey => "passkey_other_key",
            Self::NotVerified => "passkey_not_verified",
            Self::Copied => "passkey_copied",
            Self::Refused(_) => "passkey_refused",
        }
    }
}

impl From<WebauthnError> for PasskeyError {
    fn from(error: WebauthnError) -> Self {
        match error {
            WebauthnError::UserNotVerified => Self::NotVerified,
            WebauthnError::CredentialPossibleCompromise => Self::Copied,
            other => Self::Refused(other.to_string()),
        }
    }
}

/// What a device stores instead of a name: 16 random bytes of the account, the same for ever. They
/// must say nothing about the person, since whoever holds the device can read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub [u8; 16]);

/// Who adds a passkey.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    /// Their account.
    pub handle: Handle,
    /// The address they sign in with; the device shows it.
    pub login: &'a str,
    /// The keys they have already; a device that holds one of them is not added twice.
    pub keys: &'a [Passkey],
}

/// What is kept of a passkey. To be stored again after every sign-in, since its counter moves.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Passkey {
    /// The name its owner gave it.
    pub label: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it opened last.
    pub used_at: Option<Timestamp>,
    key: Key,
}

impl Passkey {
    /// Hexadecimal digits that tell this key from any other.
    #[must_use]
    pub fn id(&self) -> String {
        hex::encode(self.key.cred_id())
    }

    /// The public key as a point of P-256, uncompressed (SEC 1): with it others check what the key signs.
    /// `None` if the key is of another algorithm.
    #[must_use]
    pub fn find_es256(&self) -> Option<[u8; 65]> {
        let key = self.key.get_public_key();
        let COSEKeyType::EC_EC2(point) = &key.key else {
            return None;
        };
        let is_es256 = key.type_ == COSEAlgorithm::ES256 && point.curve == ECDSACurve::SECP256R1;
        let bytes = [&[4], &point.x[..], &point.y].concat();
        bytes.try_into().ok().filter(|_| is_es256)
    }
}

/// A passkey is being added; not for the browser.
#[derive(Serialize, Deserialize)]
pub struct PendingKey {
    until: Timestamp,
    state: PasskeyRegistration,
}

/// Someone is signing in; not for the browser.
#[derive(Serialize, Deserialize)]
pub struct PendingSignIn {
    until: Timestamp,
    state: DiscoverableAuthentication,
}

impl fmt::Debug for PendingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PendingKey(…)")
    }
}

impl fmt::Debug for PendingSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PendingSignIn(…)")
    }
}

/// The site that passkeys are for. A key made for one host name opens no other.
#[derive(Debug)]
pub struct Site(Webauthn, String);

impl Site {
    /// `origin` is the address in the browser, `https://wegmarke.example`; `name` is what the device
    /// shows.
    ///
    /// # Errors
    /// [`PasskeyError::BadSite`].
    pub fn new(origin: &str, name: &str) -> Result<Self, PasskeyError> {
        let bad = |why: &dyn fmt::Display| PasskeyError::BadSite(why.to_string());
        let origin = Url::parse(origin).map_err(|error| bad(&error))?;
        let host = origin.domain().ok_or_else(|| bad(&origin))?;
        WebauthnBuilder::new(host, &origin)
            .and_then(|builder| {
                builder
                    .rp_name(name)
                    .timeout(PATIENCE.unsigned_abs())
                    .build()
            })
            .map(|site| Self(site, host.to_owned()))
            .map_err(|error| bad(&error))
    }

    /// The host that keys are bound to.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.1
    }

    /// Begins to add a passkey: the options for `navigator.credentials.create`, and what to keep.
    ///
    /// # Errors
    /// [`PasskeyError::Refused`] if the names cannot be used.
    pub fn start_adding(
        &self,
        holder: Holder<'_>,
        now: Timestamp,
    ) -> Result<(Value, PendingKey), PasskeyError> {
        let known = holder.keys.iter().map(|key| key.key.cred_id().clone());
        let (options, state) = self.0.start_passkey_registration(
            Uuid::from_bytes(holder.handle.0),
            holder.login,
            holder.login,
            Some(known.collect()),
        )?;
        let mut options = to_json(&options)?;
        // A device that stores the key can offer it before anyone typed an address.
        options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("preferred");
        let until = now.saturating_add(PATIENCE).map_err(refused)?;
        Ok((options, PendingKey { until, state }))
    }

    /// Ends it: `answer` is the JSON of what `navigator.credentials.create` gave.
    ///
    /// # Errors
    /// [`PasskeyError`]; no key is added then.
    pub fn finish_adding(
        &self,
        pending: &PendingKey,
        answer: &str,
        label: &str,
        now: Timestamp,
    ) -> Result<Passkey, PasskeyError> {
        let label = label.trim();
        if !(1..=MAX_LABEL).contains(&label.chars().count()) || label.contains(char::is_control) {
            return Err(PasskeyError::BadLabel);
        }
        check_time(pending.until, now)?;
        let answer: RegisterPublicKeyCredential =
            serde_json::from_str(answer).map_err(|_| PasskeyError::Unreadable)?;
        let key = self
            .0
            .finish_passkey_registration(&answer, &pending.state)?;
        Ok(Passkey {
            label: label.to_owned(),
            added_at: now,
            used_at: None,
            key,
        })
    }

    /// Begins to sign in: the options for `navigator.credentials.get`, and what to keep. With the
    /// keys of an account, only those are asked for; with none, the device offers what it has, and
    /// nothing is told about who has an account.
    ///
    /// # Errors
    /// [`PasskeyError::Refused`].
    pub fn start_sign_in(
        &self,
        keys: &[Passkey],
        now: Timestamp,
    ) -> Result<(Value, PendingSignIn), PasskeyError> {
        // One kind of state for both ways: the key is chosen at the end, with its newest counter.
        let (mut options, state) = self.0.start_discoverable_authentication()?;
        options.mediation = None;
        if !keys.is_empty() {
            let keys: Vec<Key> = keys.iter().map(|key| key.key.clone()).collect();
            let (named, _) = self.0.start_passkey_authentication(&keys)?;
            options.public_key.allow_credentials = named.public_key.allow_credentials;
        }
        let until = now.saturating_add(PATIENCE).map_err(refused)?;
        Ok((to_json(&options)?, PendingSignIn { until, state }))
    }

    /// Asks for a signature over something: the options for `navigator.credentials.get`. What comes back is for
    /// others to check, so nothing is kept.
    ///
    /// # Errors
    /// [`PasskeyError::Refused`] if there is no key.
    pub fn start_signing(
        &self,
        keys: &[&Passkey],
        challenge: &[u8; 32],
    ) -> Result<Value, PasskeyError> {
        let keys: Vec<Key> = keys.iter().map(|key| key.key.clone()).collect();
        let (options, _) = self.0.start_passkey_authentication(&keys)?;
        let mut options = to_json(&options)?;
        let asked = &mut options["publicKey"];
        asked["challenge"] = BASE64_URL_SAFE_NO_PAD.encode(challenge).into();
        asked["userVerification"] = json!("required");
        Ok(options)
    }

    /// Ends it: one of the account's keys has signed, and its counter and `used_at` have moved.
    /// `handle` is the account's, known beforehand or found with [`find_handle`].
    ///
    /// # Errors
    /// [`PasskeyError`]; no key has changed then.
    pub fn finish_sign_in<'k>(
        &self,
        pending: PendingSignIn,
        answer: &str,
        handle: Handle,
        keys: &'k mut [Passkey],
        now: Timestamp,
    ) -> Result<&'k Passkey, PasskeyError> {
        check_time(pending.until, now)?;
        let answer = read_answer(answer)?;
        if answer
            .get_user_unique_id()
            .is_some_and(|named| named != handle.0)
        {
            return Err(PasskeyError::OtherKey);
        }
        // Among the account's own keys only: a signature that holds, by a key of somebody else, opens nothing.
        let key = keys
            .iter_mut()
            .find(|key| key.key.cred_id().as_slice() == answer.raw_id.as_slice())
            .ok_or(PasskeyError::OtherKey)?;
        let result =
            self.0
                .finish_discoverable_authentication_v2(&answer, pending.state, &key.key)?;
        key.key.update_credential(&result);
        key.used_at = Some(now);
        Ok(key)
    }
}

/// Whose key answered a sign-in that named no account. Nothing is proven yet: that is for
/// [`Site::finish_sign_in`].
///
/// # Errors
/// [`PasskeyError::Unreadable`], also if the device names nobody.
pub fn find_handle(answer: &str) -> Result<Handle, PasskeyError> {
    read_answer(answer)?
        .get_user_unique_id()
        .and_then(|named| named.try_into().ok())
        .map(Handle)
        .ok_or(PasskeyError::Unreadable)
}

/// What a device signed (W3C Web Authentication, 7.2). Nothing of it is checked here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Which key signed: as [`Passkey::id`].
    pub id: String,
    /// `authenticatorData`.
    pub authenticator: Vec<u8>,
    /// `clientDataJSON`.
    pub client: Vec<u8>,
    /// The signature, DER.
    pub signature: Vec<u8>,
}

/// What a device signed, out of the JSON of what `navigator.credentials.get` gave.
///
/// # Errors
/// [`PasskeyError::Unreadable`].
pub fn read_signed(answer: &str) -> Result<Signed, PasskeyError> {
    let answer = read_answer(answer)?;
    Ok(Signed {
        id: hex::encode(&answer.raw_id),
        authenticator: answer.response.authenticator_data.to_vec(),
        client: answer.response.client_data_json.to_vec(),
        signature: answer.response.signature.to_vec(),
    })
}

fn read_answer(answer: &str) -> Result<PublicKeyCredential, PasskeyError> {
    serde_json::from_str(answer).map_err(|_| PasskeyError::Unreadable)
}

fn check_time(until: Timestamp, now: Timestamp) -> Result<(), PasskeyError> {
    if now <= until {
        Ok(())
    } else {
        Err(PasskeyError::Expired)
    }
}

fn to_json(options: &impl Serialize) -> Result<Value, PasskeyError> {
    serde_json::to_value(options).map_err(refused)
}

fn refused(why: impl fmt::Display) -> PasskeyError {
    PasskeyError::Refused(why.to_string())
}

#[cfg(test)]
mod tests;
