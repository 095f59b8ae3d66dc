// SPDX-License-Identifier: EUPL-1.2
//! What is kept of a secret that a person or a program holds.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// SHA-256 of a secret and of what it is for; in JSON 64 hexadecimal digits.
///
/// One round and no salt are enough for what has at least 80 random bits. What a person made up goes
/// through [`crate::password`] instead. Comparing takes the same time wherever the difference is.
#[derive(Clone, Copy, Eq, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

impl Digest {
    /// `what` keeps one use apart from any other.
    pub(crate) fn of(what: &str, secret: &[u8]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(b"wegmarke/identity/v1\n");
        hasher.update(what);
        hasher.update(b"\n");
        hasher.update(secret);
        Self(hasher.finalize().into())
    }

    /// One of 65,536 buckets.
    pub(crate) const fn bucket(&self) -> u16 {
        u16::from_be_bytes([self.0[0], self.0[1]])
    }

    /// The 64 hexadecimal digits, for a column of a table.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex::encode(self.0)
    }
}

impl PartialEq for Digest {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest(…)")
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_hex())
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = String::deserialize(deserializer)?;
        let mut bytes = [0; 32];
        hex::decode_to_slice(digits, &mut bytes).map_err(serde::de::Error::custom)?;
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn a_digest_is_bound_to_its_use_and_survives_json() {
        let digest = Digest::of("session", b"abc");
        assert_ne!(digest, Digest::of("invitation", b"abc"));
        assert_ne!(digest, Digest::of("session", b"abd"));
        let json = serde_json::to_string(&digest).unwrap();
        assert_eq!(json, format!("\"{}\"", digest.to_hex()));
        assert_eq!(serde_json::from_str::<Digest>(&json).unwrap(), digest);
        assert!(serde_json::from_str::<Digest>("\"00\"").is_err());
    }
}
