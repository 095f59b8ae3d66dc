// SPDX-License-Identifier: EUPL-1.2
//! Keys of organisations: public ones as a line of text, secret ones as a file, and fingerprints.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use p256::ecdsa::VerifyingKey as Es256Key;
use rand::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::statement::Misfit;

/// SHA-256 of the name of the algorithm, a line feed, and the key: 32 bytes. As text 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint(pub [u8; 32]);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for Fingerprint {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| BadKey::Unread)?;
        Ok(Self(bytes))
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// Why something is not a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// Not in the form of one.
    #[error(
        "this is not a key: write “ed25519” and 64 hexadecimal digits, as “wegmarke key new” prints it"
    )]
    Unread,
    /// Anybody could sign with it, or nobody.
    #[error("this key is none that anybody should sign with; make a new one")]
    Weak,
}

/// A public key of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// Of a program: 32 bytes.
    Ed25519([u8; 32]),
    /// Of a passkey: a point of P-256, uncompressed (SEC 1), 65 bytes.
    Es256([u8; 65]),
}

impl PublicKey {
    /// The name of its algorithm.
    #[must_use]
    pub const fn algorithm(&self) -> &'static str {
        match self {
            Self::Ed25519(_) => "ed25519",
            Self::Es256(_) => "es256",
        }
    }

    /// The bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8] {
        match self {
            Self::Ed25519(key) => key,
            Self::Es256(key) => key,
        }
    }

    /// Its fingerprint.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let mut hasher = Sha256::new();
        hasher.update(self.algorithm());
        hasher.update(b"\n");
        hasher.update(self.bytes());
        Fingerprint(hasher.finalize().into())
    }

    /// Refuses what is no point of its curve, and points that anybody can sign for.
    fn checked(self) -> Result<Self, BadKey> {
        match &self {
            Self::Ed25519(key) => {
                let key = VerifyingKey::from_bytes(key).map_err(|_| BadKey::Unread)?;
                if key.is_weak() {
                    return Err(BadKey::Weak);
                }
            }
            Self::Es256(key) => {
                Es256Key::from_sec1_bytes(key).map_err(|_| BadKey::Unread)?;
            }
        }
        Ok(self)
    }
}

/// As a line: algorithm, a blank, the bytes as hexadecimal digits.
impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.algorithm(), hex::encode(self.bytes()))
    }
}

impl FromStr for PublicKey {
    type Err = BadKey;

    fn from_str(line: &str) -> Result<Self, BadKey> {
        let (algorithm, digits) = line.trim().split_once(' ').ok_or(BadKey::Unread)?;
        let bytes = hex::decode(digits.trim()).map_err(|_| BadKey::Unread)?;
        let key = match algorithm {
            "ed25519" => bytes.try_into().map(Self::Ed25519),
            "es256" => bytes.try_into().map(Self::Es256),
            _ => return Err(BadKey::Unread),
        };
        key.map_err(|_| BadKey::Unread)?.checked()
    }
}

/// The secret key of a program.
pub struct SecretKey(SigningKey);

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SecretKey").field(&self.public()).finish()
    }
}

/// What stands before the secret in a file: what it is, and the version of its form.
const SECRET: &str = "wegmarke-organisation-key/v1 secret ed25519 ";

impl SecretKey {
    /// Makes a key.
    pub fn generate<R: RngCore + CryptoRng>(rng: &mut R) -> Self {
        let mut seed = [0; 32];
        rng.fill_bytes(&mut seed);
        Self(SigningKey::from_bytes(&seed))
    }

    /// The content of its file: the secret, and the public key as a line.
    #[must_use]
    pub fn to_file(&self) -> String {
        format!(
            "{SECRET}{}\n{}\n",
            hex::encode(self.0.to_bytes()),
            self.public()
        )
    }

    /// Reads what [`SecretKey::to_file`] writes.
    ///
    /// # Errors
    /// [`BadKey`]; it holds nothing of the key.
    pub fn parse(file: &str) -> Result<Self, BadKey> {
        let mut lines = file.lines();
        let secret = lines.next().and_then(|line| line.strip_prefix(SECRET));
        let mut seed = [0; 32];
        hex::decode_to_slice(secret.ok_or(BadKey::Unread)?.trim(), &mut seed)
            .map_err(|_| BadKey::Unread)?;
        let key = Self(SigningKey::from_bytes(&seed));
        // A file put together from two would sign what nobody can verify.
        let public: PublicKey = lines.next().ok_or(BadKey::Unread)?.parse()?;
        (public == key.public())
            .then_some(key)
            .ok_or(BadKey::Unread)
    }

    /// The public key.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey::Ed25519(self.0.verifying_key().to_bytes())
    }

    /// Signs bytes (RFC 8032).
    pub(super) fn sign_bytes(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }
}

/// Whether a key signed a message (RFC 8032; keys and points of small order are refused).
pub(super) fn check_ed25519(
    key: &[u8; 32],
    message: &[u8],
    signature: &[u8; 64],
) -> Result<(), Misfit> {
    let key = VerifyingKey::from_bytes(key).map_err(|_| Misfit::NotSigned)?;
    let signature = Signature::from_bytes(signature);
    key.verify_strict(message, &signature)
        .map_err(|_| Misfit::NotSigned)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::{BadKey, PublicKey, SecretKey};

    #[test]
    fn keys_are_read_as_they_are_written_and_never_shown() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(3);
        let key = SecretKey::generate(&mut rng);
        let file = key.to_file();
        let again = SecretKey::parse(&file).unwrap();
        assert_eq!(again.public(), key.public());
        let line = key.public().to_string();
        assert_eq!(line.parse::<PublicKey>().unwrap(), key.public());
        let secret = file.lines().next().unwrap();
        let digits = secret.rsplit(' ').next().unwrap();
        assert!(!format!("{key:?}").contains(digits));
        let other = SecretKey::generate(&mut rng).to_file();
        let mixed = format!("{secret}\n{}\n", other.lines().nth(1).unwrap());
        for bad in [&mixed, &file.replace("v1", "v2"), secret, ""] {
            assert_eq!(SecretKey::parse(bad).unwrap_err(), BadKey::Unread);
        }
    }

    #[test]
    fn what_anybody_can_sign_for_is_no_key() {
        // Points of small order: whatever is signed holds for them.
        for weak in [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        ] {
            let line = format!("ed25519 {weak}");
            assert_eq!(
                line.parse::<PublicKey>().unwrap_err(),
                BadKey::Weak,
                "{weak}"
            );
        }
        for none in ["ed25519 00", "rsa 00", "ed25519", "es256 04"] {
            assert_eq!(
                none.parse::<PublicKey>().unwrap_err(),
                BadKey::Unread,
                "{none}"
            );
        }
    }
}
