// SPDX-License-Identifier: EUPL-1.2
//! Bodies: what an entry says, bound to its envelope by a salted hash.
//!
//! Precondition: the salt is random and is published only with the body. The envelope holds
//! `SHA-256(domain || salt || body)`. Postcondition: who knows envelope, salt and body can check
//! that they belong together; who knows only the envelope cannot try out guesses of the body, also
//! after salt and body were erased.

use std::fmt;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::jcs;

/// Separates body hashes from any other use of SHA-256.
const DOMAIN: &[u8] = b"wegmarke/body/v1\n";

/// 16 random bytes; in JSON 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A salt in a log file would undo its purpose.
        f.write_str("Salt(…)")
    }
}

/// Hash of salt and canonical body, 32 bytes; in JSON 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyHash(pub [u8; 32]);

/// The hash that binds a body to its envelope.
#[must_use]
pub fn hash(salt: &Salt, body: &[u8]) -> BodyHash {
    let mut hasher = Sha256::new();
    hasher.update(DOMAIN);
    hasher.update(salt.0);
    hasher.update(body);
    BodyHash(hasher.finalize().into())
}

impl Serialize for BodyHash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut digits = [0; 64];
        hex::encode_to_slice(self.0, &mut digits).map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(std::str::from_utf8(&digits).map_err(serde::ser::Error::custom)?)
    }
}

/// What a reader sees of one body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Salt and canonical JSON.
    Public {
        /// The salt.
        salt: Salt,
        /// Canonical JSON.
        json: Vec<u8>,
    },
    /// Not public yet.
    Sealed,
    /// Erased for ever.
    Erased,
}

/// What stands around body and salt in the file of a public body.
const OPEN: &[u8] = b"{\"body\":";
const SALT: &[u8] = b",\"salt\":\"";
const CLOSE: &[u8] = b"\"}";

/// The file `/log/body/<n>` is not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a body file: {0}")]
pub struct MalformedBody(String);

impl Body {
    /// The content of `/log/body/<n>`: `{"body":{…},"salt":"…"}`, or `{"state":"sealed"}`, or
    /// `{"state":"erased"}`; canonical JSON.
    #[must_use]
    pub fn to_file(&self) -> Vec<u8> {
        match self {
            Self::Public { salt, json } => {
                let mut file = Vec::with_capacity(json.len() + 64);
                file.extend_from_slice(OPEN);
                file.extend_from_slice(json);
                file.extend_from_slice(SALT);
                file.extend_from_slice(hex::encode(salt.0).as_bytes());
                file.extend_from_slice(CLOSE);
                file
            }
            Self::Sealed => b"{\"state\":\"sealed\"}".to_vec(),
            Self::Erased => b"{\"state\":\"erased\"}".to_vec(),
        }
    }

    /// Reads what [`Body::to_file`] writes. One content, one form: a space, the order of keys or
    /// the case of a digit is a difference too, also within the body.
    ///
    /// # Errors
    /// [`MalformedBody`] for anything else.
    pub fn from_file(file: &[u8]) -> Result<Self, MalformedBody> {
        let mut withheld = [Self::Sealed, Self::Erased].into_iter();
        if let Some(state) = withheld.find(|state| state.to_file() == file) {
            return Ok(state);
        }
        let salt = jcs::read(file, |scanner| {
            scanner.exactly(OPEN)?;
            scanner.object()?;
            scanner.exactly(SALT)?;
            let salt = scanner.hexadecimal()?;
            scanner.exactly(CLOSE)?;
            Some(salt)
        });
        let salt = salt.map_err(|strays| MalformedBody(strays.to_string()))?;
        let behind = SALT.len() + 2 * salt.len() + CLOSE.len();
        Ok(Self::Public {
            salt: Salt(salt),
            json: file[OPEN.len()..file.len() - behind].to_vec(),
        })
    }
}

/// The content of `/log/bodies/<index>`: what [`Body::to_file`] writes of each body, in their order, each
/// with a line feed behind it. Canonical JSON holds none.
#[must_use]
pub fn bundle(bodies: impl IntoIterator<Item = Body>) -> Vec<u8> {
    let mut bundle = Vec::new();
    for body in bodies {
        bundle.extend_from_slice(&body.to_file());
        bundle.push(b'\n');
    }
    bundle
}

/// Takes a bundle of bodies apart; `None` if it does not end with a whole line.
#[must_use]
pub fn split_bundle(bundle: &[u8]) -> Option<Vec<&[u8]>> {
    let lines = bundle.strip_suffix(b"\n")?;
    Some(lines.split(|byte| *byte == b'\n').collect())
}
