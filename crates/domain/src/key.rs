// SPDX-License-Identifier: EUPL-1.2
//! Keys of organisations: what one signs with to show that a statement is its own. Registered and revoked
//! by its own statements; nobody's name stands in them.
//!
//! A key is good for what stands behind its registration in the log, up to and including the entry that
//! revokes it. Nothing here computes anything with keys: that is for `ledger`.

use std::sync::Arc;

use imbl::{OrdMap, Vector};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::OrganisationId;
use crate::words::words;

/// The kind of an entry that registers a key.
pub const REGISTERED: &str = "key.registered";
/// The kind of an entry that revokes one.
pub const REVOKED: &str = "key.revoked";

words! {
    /// What kind of key it is.
    KeyKind {
        /// A file that a program signs with.
        Ed25519 => "ed25519",
        /// A passkey of an account, which signs in the browser.
        Passkey => "passkey",
    }
}

words! {
    /// Why a key is revoked. A closed list: nothing that is said of keys ever has to be erased, so that whoever
    /// verifies always finds them.
    RevocationReason {
        /// Another key took its place.
        Replaced => "replaced",
        /// Nobody has it any more.
        Lost => "lost",
        /// Somebody else has it, or may have it.
        Exposed => "exposed",
        /// It is not needed any more.
        Unneeded => "unneeded",
    }
}

/// An organisation registers a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// The fingerprint: 64 hexadecimal digits.
    pub fingerprint: Box<str>,
    /// The day from which it is used.
    pub from: Date,
    /// The public key, as `ed25519` or `es256`, a blank, and hexadecimal digits.
    pub key: Box<str>,
    /// What kind of key it is.
    pub kind: KeyKind,
    /// The site at which a passkey signs, such as `example.org`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Box<str>>,
}

/// An organisation revokes a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// The key, by its fingerprint.
    pub fingerprint: Box<str>,
    /// The day from which it is not to be trusted any more.
    pub on: Date,
    /// Why.
    pub reason: RevocationReason,
}

/// What an organisation signed of an entry, as far as the register needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The key, by its fingerprint.
    pub key: Box<str>,
    /// The leaf of the statement: what its organisation's next one names.
    pub leaf: [u8; 32],
}

/// What stands behind a registration or revocation beside the log itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backing {
    /// It is the first key of its organisation.
    First,
    /// A key that was good then signed it.
    Signed,
    /// There was a key, and it did not sign: it was lost, or somebody else wrote this.
    Unsigned,
}

/// A key of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnKey {
    /// The entry that registered it.
    pub seq: u64,
    /// What it registered.
    pub registration: Registration,
    /// What stands behind that.
    pub backing: Backing,
    /// The entry that revoked it, what it said, and what stands behind that.
    pub revoked: Option<(u64, Revocation, Backing)>,
}

impl OwnKey {
    /// Whether it is good for an entry.
    #[must_use]
    pub fn is_good_for(&self, seq: u64) -> bool {
        let is_over = |(revoked, ..): &(u64, Revocation, Backing)| *revoked < seq;
        self.seq < seq && !self.revoked.as_ref().is_some_and(is_over)
    }
}

/// Why a statement about a key does not follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKey {
    /// It is registered already, or was.
    Known,
    /// It is not registered, or revoked already.
    Unknown,
}

/// The keys of all organisations, and what each signed last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyRing {
    keys: OrdMap<OrganisationId, Vector<Arc<OwnKey>>>,
    last: OrdMap<OrganisationId, [u8; 32]>,
}

impl KeyRing {
    /// The keys of an organisation, oldest first.
    pub fn list(&self, by: &OrganisationId) -> impl DoubleEndedIterator<Item = &OwnKey> {
        self.keys.get(by).into_iter().flatten().map(|key| &**key)
    }

    /// A key of an organisation.
    #[must_use]
    pub fn find(&self, by: &OrganisationId, fingerprint: &str) -> Option<&OwnKey> {
        self.list(by)
            .find(|key| &*key.registration.fingerprint == fingerprint)
    }

    /// Organisations that ever had a key.
    pub fn organisations(&self) -> impl Iterator<Item = &OrganisationId> {
        self.keys.keys()
    }

    /// The leaf of the statement that an organisation signed last.
    #[must_use]
    pub fn last(&self, by: &OrganisationId) -> Option<[u8; 32]> {
        self.last.get(by).copied()
    }

    /// An organisation signed something.
    pub fn sign(&mut self, by: &OrganisationId, leaf: [u8; 32]) {
        self.last.insert(by.clone(), leaf);
    }

    fn backing(&self, by: &OrganisationId, signed: bool) -> Backing {
        match (signed, self.keys.contains_key(by)) {
            (true, _) => Backing::Signed,
            (false, true) => Backing::Unsigned,
            (false, false) => Backing::First,
        }
    }

    /// An organisation registers a key; `signed`: with the signature of one that it has.
    ///
    /// # Errors
    /// [`NoKey::Known`]: a key is registered once, and not again after it was revoked.
    pub fn register(
        &mut self,
        (seq, by): (u64, &OrganisationId),
        signed: bool,
        registration: &Registration,
    ) -> Result<Backing, NoKey> {
        if self.find(by, &registration.fingerprint).is_some() {
            return Err(NoKey::Known);
        }
        let backing = self.backing(by, signed);
        let key = OwnKey {
            seq,
            registration: registration.clone(),
            backing,
            revoked: None,
        };
        let keys = self.keys.entry(by.clone()).or_default();
        keys.push_back(Arc::new(key));
        Ok(backing)
    }

    /// An organisation revokes a key.
    ///
    /// # Errors
    /// [`NoKey::Unknown`] if it has no such key, or revoked it before.
    pub fn revoke(
        &mut self,
        (seq, by): (u64, &OrganisationId),
        signed: bool,
        revocation: &Revocation,
    ) -> Result<Backing, NoKey> {
        let backing = self.backing(by, signed);
        let mut keys = self.keys.get_mut(by).into_iter().flatten();
        let key = keys.find(|key| key.registration.fingerprint == revocation.fingerprint);
        let key = key
            .filter(|key| key.revoked.is_none())
            .ok_or(NoKey::Unknown)?;
        Arc::make_mut(key).revoked = Some((seq, revocation.clone(), backing));
        Ok(backing)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Backing, KeyKind, KeyRing, NoKey, Registration, Revocation, RevocationReason};
    use crate::id::OrganisationId;

    fn registration(fingerprint: &str) -> Registration {
        Registration {
            fingerprint: fingerprint.into(),
            from: date(2026, 11, 26),
            key: "ed25519 00".into(),
            kind: KeyKind::Ed25519,
            site: None,
        }
    }

    #[test]
    fn a_key_is_good_between_its_registration_and_its_end() {
        let (mut ring, kok) = (KeyRing::default(), OrganisationId::new("kok"));
        let first = ring.register((3, &kok), false, &registration("a"));
        assert_eq!(first, Ok(Backing::First));
        let second = ring.register((4, &kok), true, &registration("b"));
        assert_eq!(second, Ok(Backing::Signed));
        let third = ring.register((5, &kok), false, &registration("c"));
        assert_eq!(third, Ok(Backing::Unsigned));
        let again = ring.register((6, &kok), true, &registration("a"));
        assert_eq!(again, Err(NoKey::Known));
        let other = ring.register((7, &OrganisationId::new("bmas")), false, &registration("a"));
        assert_eq!(other, Ok(Backing::First));
        let lost = Revocation {
            fingerprint: "a".into(),
            on: date(2026, 11, 27),
            reason: RevocationReason::Lost,
        };
        assert_eq!(ring.revoke((9, &kok), false, &lost), Ok(Backing::Unsigned));
        assert_eq!(ring.revoke((10, &kok), true, &lost), Err(NoKey::Unknown));
        let again = ring.register((11, &kok), true, &registration("a"));
        assert_eq!(again, Err(NoKey::Known), "a revoked key stays revoked");
        let key = ring.find(&kok, "a").unwrap();
        let good: Vec<u64> = (0..12).filter(|seq| key.is_good_for(*seq)).collect();
        assert_eq!(good, [4, 5, 6, 7, 8, 9]);
    }
}
