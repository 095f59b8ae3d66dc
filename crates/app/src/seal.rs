// SPDX-License-Identifier: EUPL-1.2
//! Sealing: what is not public is encrypted before it reaches the database.
//!
//! Precondition: the key file is readable by the server's account alone and lies outside the
//! database. A document is encrypted with XChaCha20-Poly1305 under 24 random bytes of nonce, bound
//! to its kind and id; a sealed body under 16 random bytes and its entry's number, bound to that
//! number. Postcondition: who has the database, its log or a backup of it, but not the key file,
//! learns of a sealed body or document no more than its length, owner and times; nobody can put
//! one in the place of another. Who has both can read it; `SECURITY.md` says so.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use wegmarke_ledger::Salt;

use crate::Dice;

/// First word of the key file.
const MARK: &str = "wegmarke-seal-1";

/// The key that seals what is not public.
#[derive(Clone)]
pub struct SealKey {
    cipher: XChaCha20Poly1305,
    /// Makes names; another key, so that what one does says nothing about the other.
    names: [u8; 32],
}

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey(…)")
    }
}

/// Why something sealed cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The key file is none.
    #[error("the file seal.key does not read; restore it from a backup")]
    Key,
    /// It was sealed with another key, or changed.
    #[error("what is sealed does not open with this key; restore seal.key from a backup")]
    Opened,
    /// The database was sealed with another key.
    #[error(
        "this seal.key is not the one that the database was sealed with; restore that one from a backup, \
         or copy it from another server of this installation"
    )]
    OtherKey,
}

impl SealKey {
    /// Content of a new key file.
    #[must_use]
    pub fn generate(dice: &dyn Dice) -> String {
        let mut key = [0; 32];
        dice.fill(&mut key);
        format!("{MARK} {}\n", hex::encode(key))
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// [`SealError::Key`] if it is none.
    pub fn parse(file: &str) -> Result<Self, SealError> {
        let digits = file.trim().strip_prefix(MARK).ok_or(SealError::Key)?;
        let mut key = [0; 32];
        hex::decode_to_slice(digits.trim(), &mut key).map_err(|_| SealError::Key)?;
        Ok(Self {
            cipher: XChaCha20Poly1305::new(&key.into()),
            names: mac(key, &["wegmarke", "names"]),
        })
    }

    /// A name for what the parts say together: always the same, and without the key it cannot be
    /// told what it stands for, or whether it stands for something that is known.
    #[must_use]
    pub fn name(&self, kind: &str, parts: &[&str]) -> String {
        let all: Vec<&str> = std::iter::once(kind).chain(parts.iter().copied()).collect();
        hex::encode(mac(self.names, &all))
    }

    fn encrypt(&self, nonce: [u8; 24], about: &str, plain: &[u8]) -> Vec<u8> {
        let payload = Payload {
            msg: plain,
            aad: about.as_bytes(),
        };
        // It fails only for texts of more than 256 GiB.
        self.cipher
            .encrypt(&XNonce::from(nonce), payload)
            .unwrap_or_default()
    }

    fn decrypt(&self, nonce: [u8; 24], about: &str, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let payload = Payload {
            msg: sealed,
            aad: about.as_bytes(),
        };
        self.cipher
            .decrypt(&XNonce::from(nonce), payload)
            .map_err(|_| SealError::Opened)
    }

    /// Seals a document: nonce and ciphertext.
    #[must_use]
    pub fn seal(&self, dice: &dyn Dice, kind: &str, id: &str, plain: &[u8]) -> Vec<u8> {
        // Random and long: at 192 bits nobody has to count how many documents a key has sealed.
        let mut nonce = [0; 24];
        dice.fill(&mut nonce);
        let mut sealed = nonce.to_vec();
        // Bound to its place: whoever can write to the database could otherwise put one account's document
        // into the place of another one's.
        sealed.extend(self.encrypt(nonce, &format!("document/{kind}/{id}"), plain));
        sealed
    }

    /// Opens a sealed document.
    ///
    /// # Errors
    /// [`SealError::Opened`] if it was sealed with another key, for another place, or changed.
    pub fn open(&self, kind: &str, id: &str, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, rest) = sealed.split_first_chunk().ok_or(SealError::Opened)?;
        self.decrypt(*nonce, &format!("document/{kind}/{id}"), rest)
    }

    /// Seals the body of an entry with its salt: 16 random bytes and ciphertext in hexadecimal
    /// digits, as a row of the ledger holds them while it is sealed.
    #[must_use]
    pub fn seal_body(
        &self,
        dice: &dyn Dice,
        seq: u64,
        salt: &Salt,
        json: &[u8],
    ) -> ([u8; 16], Vec<u8>) {
        let mut random = [0; 16];
        dice.fill(&mut random);
        let plain = [&salt.0, json].concat();
        let sealed = self.encrypt(body_nonce(random, seq), &body_about(seq), &plain);
        // Digits, as rows are read in packs with line feeds between them, and ciphertext may hold any byte.
        (random, hex::encode(sealed).into_bytes())
    }

    /// Opens the sealed body of an entry: its salt and canonical JSON.
    ///
    /// # Errors
    /// [`SealError::Opened`].
    pub fn open_body(
        &self,
        seq: u64,
        random: [u8; 16],
        digits: &[u8],
    ) -> Result<(Salt, Vec<u8>), SealError> {
        let sealed = hex::decode(digits).map_err(|_| SealError::Opened)?;
        let plain = self.decrypt(body_nonce(random, seq), &body_about(seq), &sealed)?;
        let (salt, json) = plain.split_first_chunk().ok_or(SealError::Opened)?;
        Ok((Salt(*salt), json.to_vec()))
    }
}

/// HMAC-SHA256 over the parts, each with its length.
fn mac(key: [u8; 32], parts: &[&str]) -> [u8; 32] {
    // A key of a whole block is taken as it is; HMAC pads a shorter one with zeros as well.
    let mut block = [0; 64];
    block[..32].copy_from_slice(&key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in parts {
        // With lengths, "a" and "bc" are not "ab" and "c".
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().into()
}

fn body_about(seq: u64) -> String {
    format!("body/{seq}")
}

fn body_nonce(random: [u8; 16], seq: u64) -> [u8; 24] {
    // A row has room for 16 bytes. Its number, which no other row has, makes up the rest: it need not
    // be kept, and a body that was moved to another row does not open.
    let mut nonce = [0; 24];
    nonce[..16].copy_from_slice(&random);
    nonce[16..].copy_from_slice(&seq.to_be_bytes());
    nonce
}

#[cfg(test)]
mod tests {
    use super::{SealError, SealKey};
    use crate::OsDice;
    use wegmarke_ledger::Salt;

    fn key() -> SealKey {
        SealKey::parse(&SealKey::generate(&OsDice)).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_in_its_place_with_its_key_and_nowhere_else() {
        let key = key();
        let sealed = key.seal(&OsDice, "draft", "a", b"words");
        assert!(!sealed.windows(5).any(|part| part == b"words"));
        assert_eq!(key.open("draft", "a", &sealed).unwrap(), b"words");
        let refused = Err(SealError::Opened);
        assert_eq!(key.open("draft", "b", &sealed), refused);
        assert_eq!(key.open("account", "a", &sealed), refused);
        assert_eq!(self::key().open("draft", "a", &sealed), refused);
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(key.open("draft", "a", &changed), refused, "{at}");
        }
        let (random, digits) = key.seal_body(&OsDice, 7, &Salt([1; 16]), b"{}");
        let opened = key.open_body(7, random, &digits).unwrap();
        assert_eq!((opened.0, &*opened.1), (Salt([1; 16]), &b"{}"[..]));
        assert!(key.open_body(8, random, &digits).is_err());
    }

    #[test]
    fn a_name_is_the_same_for_the_same_and_for_nothing_else() {
        let key = key();
        let name = key.name("file", &["kok", "ab"]);
        assert_eq!(name, key.name("file", &["kok", "ab"]));
        assert_eq!(name.len(), 64);
        for other in [
            key.name("file", &["koka", "b"]),
            key.name("file", &["kok", "ab", ""]),
            key.name("other", &["kok", "ab"]),
            self::key().name("file", &["kok", "ab"]),
        ] {
            assert_ne!(name, other);
        }
    }

    #[test]
    fn only_a_key_file_is_one() {
        for file in ["", "wegmarke-seal-1", "wegmarke-seal-1 00", "abc"] {
            assert_eq!(SealKey::parse(file).unwrap_err(), SealError::Key, "{file}");
        }
    }
}
