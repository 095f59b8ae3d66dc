// SPDX-License-Identifier: EUPL-1.2
//! Keys of persons: who proposes and who releases signs with a key of their own (Ed25519).

use ed25519_dalek::{Signature, Signer as _, SigningKey, Verifier as _, VerifyingKey};
use rand::RngCore;
use serde::{Deserialize, Serialize};

/// A person's secret key, with the name it goes by.
pub struct PersonKey {
    /// The name.
    pub name: String,
    secret: SigningKey,
}

impl std::fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PersonKey")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// A signature with whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The name the key goes by.
    pub name: String,
    /// Public key, hexadecimal.
    pub key: String,
    /// Signature, hexadecimal.
    pub signature: String,
}

impl PersonKey {
    /// Makes a key.
    pub fn generate(rng: &mut impl RngCore, name: &str) -> Self {
        let mut seed = [0_u8; 32];
        rng.fill_bytes(&mut seed);
        Self {
            name: name.to_owned(),
            secret: SigningKey::from_bytes(&seed),
        }
    }

    /// The content of its file: name and secret.
    #[must_use]
    pub fn to_file(&self) -> String {
        format!("{}\n{}\n", self.name, hex::encode(self.secret.to_bytes()))
    }

    /// Reads its file; `None` if it is none.
    #[must_use]
    pub fn from_file(file: &str) -> Option<Self> {
        let mut lines = file.lines();
        let name = lines.next()?.trim().to_owned();
        let seed: [u8; 32] = hex::decode(lines.next()?.trim()).ok()?.try_into().ok()?;
        Some(Self {
            name,
            secret: SigningKey::from_bytes(&seed),
        })
    }

    /// The public key, hexadecimal.
    #[must_use]
    pub fn public(&self) -> String {
        hex::encode(self.secret.verifying_key().to_bytes())
    }

    /// Signs bytes.
    #[must_use]
    pub fn sign(&self, bytes: &[u8]) -> Signed {
        Signed {
            name: self.name.clone(),
            key: self.public(),
            signature: hex::encode(self.secret.sign(bytes).to_bytes()),
        }
    }
}

impl Signed {
    /// Whether the signature holds for these bytes.
    #[must_use]
    pub fn holds(&self, bytes: &[u8]) -> bool {
        let read = || {
            let key: [u8; 32] = hex::decode(&self.key).ok()?.try_into().ok()?;
            let signature: [u8; 64] = hex::decode(&self.signature).ok()?.try_into().ok()?;
            let key = VerifyingKey::from_bytes(&key).ok()?;
            key.verify(bytes, &Signature::from_bytes(&signature)).ok()
        };
        read().is_some()
    }
}
