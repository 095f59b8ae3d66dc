// SPDX-License-Identifier: EUPL-1.2
//! Cosignatures: a witness says when it saw the head of a log, and that the log only grew since it
//! looked before (C2SP [tlog-cosignature](https://c2sp.org/tlog-cosignature), Ed25519).
//!
//! Ed25519 itself comes from `signed_note`. Its keys are of another type (notes), so that the same bytes
//! have another id there; they never leave this file.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use rand::{CryptoRng, RngCore};
use signed_note::{
    Note, NoteError, Signature, Signer as _, StandardSigner, StandardVerifier, Verifier,
    VerifierList, generate_key, is_key_name_valid, key_id,
};

/// Type of a key of Ed25519 cosignatures.
const COSIGNER: u8 = 0x04;
/// Type of a key of Ed25519 notes.
const NOTE: u8 = 0x01;
/// Type of a key of ML-DSA-44 cosignatures, which is not read here.
const ML_DSA_44: u8 = 0x06;
/// Before the seconds and the signature itself.
const HEADER: &str = "cosignature/v1";

/// Why a key or a cosignature is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CosignatureError {
    /// Not a key of a witness.
    #[error("this is not the key of a witness ({0}); use the one that its operator publishes")]
    BadKey(String),
    /// Somebody put the name of a witness beside something that it never signed.
    #[error("the checkpoint bears a cosignature of “{0}” that it did not make")]
    Forged(String),
    /// Not a signed checkpoint, or not the lines of a witness's answer.
    #[error("these are no cosignatures")]
    Malformed,
    /// Signing failed.
    #[error("the checkpoint could not be cosigned: {0}")]
    Signing(String),
}

fn bad(why: &str) -> CosignatureError {
    CosignatureError::BadKey(why.to_owned())
}

/// What a witness said of a checkpoint, after it was checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Cosignature {
    /// Name of the witness.
    pub witness: String,
    /// When it said so, in seconds since 1970.
    pub at: u64,
    /// The signature as it stands in a note.
    signature: Signature,
}

impl Cosignature {
    /// The line of a note, its line feed included.
    #[must_use]
    pub fn to_line(&self) -> Vec<u8> {
        self.signature.to_bytes()
    }
}

/// A checkpoint with these cosignatures below those that it has.
#[must_use]
pub fn cosigned<'a>(note: &[u8], more: impl IntoIterator<Item = &'a Cosignature>) -> Vec<u8> {
    let mut cosigned = note.to_vec();
    for one in more {
        cosigned.extend(one.to_line());
    }
    cosigned
}

/// The public key of a witness.
#[derive(Clone)]
pub struct WitnessVerifier {
    text: String,
    id: u32,
    public: Vec<u8>,
    key: StandardVerifier,
}

impl std::fmt::Debug for WitnessVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("WitnessVerifier").field(&self.text).finish()
    }
}

impl WitnessVerifier {
    /// Reads a public key, `name+id+base64`.
    ///
    /// # Errors
    /// [`CosignatureError::BadKey`], also for the key of a log and for one of ML-DSA-44.
    pub fn parse(key: &str) -> Result<Self, CosignatureError> {
        let text = key.trim();
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(bad("it is written name+id+key"));
        };
        let key = BASE64_STANDARD
            .decode(key)
            .map_err(|_| bad("it does not end with Base64"))?;
        let public = match key.split_first() {
            Some((&COSIGNER, public)) => public,
            Some((&NOTE, _)) => return Err(bad("it is the key of a log")),
            Some((&ML_DSA_44, _)) => {
                return Err(bad("it is one of ML-DSA-44, which is not read yet"));
            }
            _ => return Err(bad("its type is not known")),
        };
        let of_name = key_id(name, &key);
        if id != format!("{of_name:08x}") {
            return Err(bad("its id is not that of its name and key"));
        }
        let verifier = StandardVerifier::new(&as_note_key(name, public))
            .map_err(|error| bad(&error.to_string()))?;
        Ok(Self {
            text: text.to_owned(),
            id: of_name,
            public: public.to_vec(),
            key: verifier,
        })
    }

    /// Name of the witness.
    #[must_use]
    pub fn name(&self) -> &str {
        self.key.name()
    }

    /// The key, as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether two keys are the same one, under whatever names: such witnesses are one.
    #[must_use]
    pub fn is_same_key(&self, other: &Self) -> bool {
        self.public == other.public
    }

    /// The cosignature of this witness in a checkpoint; `None` if there is none. Signatures of others are
    /// of no interest.
    ///
    /// # Errors
    /// [`CosignatureError::Forged`] if there is one that does not hold.
    pub fn find_in(&self, note: &[u8]) -> Result<Option<Cosignature>, CosignatureError> {
        let note = Note::from_bytes(note).map_err(|_| CosignatureError::Malformed)?;
        self.find_signed(&note)
    }

    /// The cosignature of a checkpoint in what a witness answered when it was asked for it. Lines of
    /// other keys are of no interest.
    ///
    /// # Errors
    /// [`CosignatureError`] if there is none that holds.
    pub fn read_answer(&self, note: &[u8], answer: &[u8]) -> Result<Cosignature, CosignatureError> {
        let malformed = |_: NoteError| CosignatureError::Malformed;
        let asked = Note::from_bytes(note).map_err(malformed)?;
        let answer = answer
            .strip_suffix(b"\n")
            .ok_or(CosignatureError::Malformed)?;
        // Line by line, and never put together with the checkpoint before it is known what they are: an
        // empty line among them would make another text of it.
        for line in answer.split(|byte| *byte == b'\n') {
            let line = Signature::from_bytes(line).map_err(malformed)?;
            if line.name() != self.name() || line.id() != self.id {
                continue;
            }
            let signed = Note::new(asked.text(), &[line]).map_err(malformed)?;
            if let Some(found) = self.find_signed(&signed)? {
                return Ok(found);
            }
        }
        Err(CosignatureError::Malformed)
    }

    fn find_signed(&self, note: &Note) -> Result<Option<Cosignature>, CosignatureError> {
        match note.verify(&VerifierList::new(vec![Box::new(self.clone())])) {
            Ok((found, _)) => Ok(found.into_iter().next().and_then(|signature| {
                let (at, _) = signature.signature().split_first_chunk()?;
                Some(Cosignature {
                    witness: self.name().to_owned(),
                    at: u64::from_be_bytes(*at),
                    signature,
                })
            })),
            Err(NoteError::UnverifiedNote) => Ok(None),
            Err(_) => Err(CosignatureError::Forged(self.name().to_owned())),
        }
    }
}

impl Verifier for WitnessVerifier {
    fn name(&self) -> &str {
        self.key.name()
    }

    fn key_id(&self) -> u32 {
        self.id
    }

    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        let Some((at, signature)) = signature.split_first_chunk() else {
            return false;
        };
        let at = u64::from_be_bytes(*at);
        // Zero is said of subtrees only; and such late times are none.
        let is_time = at > 0 && i64::try_from(at).is_ok();
        is_time && self.key.verify(&message(at, text), signature)
    }
}

/// The secret key of a witness.
pub struct WitnessKey {
    signer: StandardSigner,
    verifier: WitnessVerifier,
}

impl std::fmt::Debug for WitnessKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WitnessKey")
            .field("verifier", &self.verifier)
            .finish_non_exhaustive()
    }
}

impl WitnessKey {
    /// Makes a key for a witness; gives the two lines of its file: secret key, public key.
    ///
    /// # Errors
    /// [`CosignatureError::BadKey`] if the name is empty or holds spaces or a plus.
    pub fn generate<R: RngCore + CryptoRng>(
        rng: &mut R,
        name: &str,
    ) -> Result<String, CosignatureError> {
        if !is_key_name_valid(name) {
            return Err(bad("the name of a witness has no spaces and no plus"));
        }
        let (secret, public) = generate_key(rng, name);
        // Base64 has a plus, too: it is the last of so many parts.
        let bytes = |key: &str, parts| {
            let key = key.splitn(parts, '+').last().unwrap_or_default();
            BASE64_STANDARD.decode(key).unwrap_or_default()
        };
        let (secret, public) = (bytes(&secret, 5), bytes(&public, 3));
        let (Some(secret), Some(public)) = (secret.get(1..), public.get(1..)) else {
            return Err(bad("none was made"));
        };
        let of_type = |key: &[u8]| [&[COSIGNER], key].concat();
        let id = key_id(name, &of_type(public));
        let encoded = |key: &[u8]| BASE64_STANDARD.encode(of_type(key));
        let (secret, public) = (encoded(secret), encoded(public));
        Ok(format!(
            "PRIVATE+KEY+{name}+{id:08x}+{secret}\n{name}+{id:08x}+{public}\n"
        ))
    }

    /// Reads the content of a key file.
    ///
    /// # Errors
    /// [`CosignatureError::BadKey`]; the message holds nothing of the key.
    pub fn parse(file: &str) -> Result<Self, CosignatureError> {
        let mut lines = file.lines();
        let (Some(secret), Some(public)) = (lines.next(), lines.next()) else {
            return Err(bad("two lines expected"));
        };
        let verifier = WitnessVerifier::parse(public)?;
        let apart = || bad("its two lines do not belong together");
        let mine = format!("PRIVATE+KEY+{}+{:08x}+", verifier.name(), verifier.id);
        let secret = secret.strip_prefix(&mine).ok_or_else(apart)?;
        let secret = BASE64_STANDARD
            .decode(secret)
            .map_err(|_| bad("its first line does not end with Base64"))?;
        let Some((&COSIGNER, seed)) = secret.split_first() else {
            return Err(bad("its first line is no secret key of a witness"));
        };
        // Made from the public key of the second line: if the secret one is of another, this is refused.
        let of_note = key_id(verifier.name(), &[&[NOTE], &*verifier.public].concat());
        let seed = BASE64_STANDARD.encode([&[NOTE], seed].concat());
        let name = verifier.name();
        let signer = StandardSigner::new(&format!("PRIVATE+KEY+{name}+{of_note:08x}+{seed}"))
            .map_err(|_| apart())?;
        Ok(Self { signer, verifier })
    }

    /// The public key.
    #[must_use]
    pub const fn verifier(&self) -> &WitnessVerifier {
        &self.verifier
    }

    /// Cosigns a checkpoint; `at` in seconds since 1970. Whether the log only grew is for the caller to
    /// know: see [`crate::witness::judge`].
    ///
    /// # Errors
    /// [`CosignatureError`] if it is no checkpoint, or no time.
    pub fn cosign(&self, note: &[u8], at: u64) -> Result<Cosignature, CosignatureError> {
        let failed = |error: &dyn std::fmt::Display| CosignatureError::Signing(error.to_string());
        if at == 0 || i64::try_from(at).is_err() {
            return Err(failed(&"there is no such time"));
        }
        let note = Note::from_bytes(note).map_err(|_| CosignatureError::Malformed)?;
        let signed = self.signer.sign(&message(at, note.text()));
        let signed = signed.map_err(|error| failed(&error))?;
        let bytes = [&at.to_be_bytes(), &*signed].concat();
        let name = self.verifier.name().to_owned();
        let signature = Signature::new(name.clone(), self.verifier.id, bytes);
        Ok(Cosignature {
            witness: name,
            at,
            signature: signature.map_err(|error| failed(&error))?,
        })
    }
}

/// What is signed: who reads it as a note finds none.
fn message(at: u64, text: &[u8]) -> Vec<u8> {
    let head = format!("{HEADER}\ntime {at}\n");
    [head.as_bytes(), text].concat()
}

fn as_note_key(name: &str, public: &[u8]) -> String {
    let key = [&[NOTE], public].concat();
    let (id, key) = (key_id(name, &key), BASE64_STANDARD.encode(&key));
    format!("{name}+{id:08x}+{key}")
}

#[cfg(test)]
mod tests {
    use super::{CosignatureError, WitnessKey, WitnessVerifier, cosigned};
    use crate::checkpoint::{LogKey, LogVerifier};
    use crate::tree::Tree;
    use proptest::prelude::*;
    use rand::SeedableRng;

    fn witness(seed: u64, name: &str) -> WitnessKey {
        let mut rng = rand::rngs::StdRng::seed_from_u64(seed);
        WitnessKey::parse(&WitnessKey::generate(&mut rng, name).unwrap()).unwrap()
    }

    fn checkpoint(entries: u32) -> (LogVerifier, Vec<u8>) {
        let mut rng = rand::rngs::StdRng::seed_from_u64(1);
        let key = LogKey::parse(&LogKey::generate(&mut rng, "example.org/log").unwrap()).unwrap();
        let mut tree = Tree::default();
        for n in 0..entries {
            tree.push(&n.to_be_bytes());
        }
        let note = key.sign(tree.size(), tree.root()).unwrap();
        (LogVerifier::parse(key.verifier_key()).unwrap(), note)
    }

    #[test]
    fn the_example_of_the_specification_has_its_form() {
        // From c2sp.org/tlog-cosignature: the line of a witness there is 4 bytes of id, 8 of time and 64
        // of signature, and its time is the one in the text beside it.
        let line = "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==";
        let line = signed_note::Signature::from_bytes(line.as_bytes()).unwrap();
        let (at, signature) = line.signature().split_first_chunk::<8>().unwrap();
        assert_eq!(u64::from_be_bytes(*at), 1_679_315_147);
        assert_eq!(signature.len(), 64);
        let ours = witness(2, "witness.example.com/w1");
        let (_, note) = checkpoint(3);
        let made = ours.cosign(&note, 1_679_315_147).unwrap().to_line();
        let made = signed_note::Signature::from_bytes(made.trim_ascii_end()).unwrap();
        assert_eq!(made.signature().len(), line.signature().len());
        assert_eq!(made.signature()[..8], line.signature()[..8]);
    }

    #[test]
    fn a_cosigned_checkpoint_is_read_by_all_who_signed() {
        let (log, note) = checkpoint(3);
        let (one, two) = (witness(2, "w.example/1"), witness(3, "w.example/2"));
        let both = [
            one.cosign(&note, 1_700_000_000).unwrap(),
            two.cosign(&note, 1_700_000_001).unwrap(),
        ];
        let note = cosigned(&note, &both);
        assert_eq!(log.open(&note).unwrap().size, 3);
        for (key, at) in [(&one, 1_700_000_000), (&two, 1_700_000_001)] {
            let found = key.verifier().find_in(&note).unwrap().unwrap();
            assert_eq!(
                (found.at, found.witness.as_str()),
                (at, key.verifier().name())
            );
        }
        let stranger = witness(4, "w.example/1");
        assert_eq!(stranger.verifier().find_in(&note).unwrap(), None);
    }

    #[test]
    fn a_cosignature_is_of_one_text_and_one_time() {
        let (_, note) = checkpoint(3);
        let key = witness(2, "w.example/1");
        let line = key.cosign(&note, 1_700_000_000).unwrap();
        let (_, other) = checkpoint(4);
        let moved = cosigned(&other, [&line]);
        let forged = CosignatureError::Forged("w.example/1".to_owned());
        assert_eq!(key.verifier().find_in(&moved), Err(forged.clone()));
        let mut bytes = line.signature.signature().to_vec();
        // Each place of it would take long where nothing is optimised.
        for at in (0..bytes.len()).step_by(7) {
            bytes[at] ^= 1;
            let line = signed_note::Signature::new(
                "w.example/1".to_owned(),
                line.signature.id(),
                bytes.clone(),
            );
            let changed = [&*note, &line.unwrap().to_bytes()].concat();
            assert_eq!(
                key.verifier().find_in(&changed),
                Err(forged.clone()),
                "{at}"
            );
            bytes[at] ^= 1;
        }
        assert!(key.cosign(&note, 0).is_err());
        assert!(key.cosign(&note, u64::MAX).is_err());
    }

    #[test]
    fn an_answer_is_read_line_by_line() {
        let (_, note) = checkpoint(3);
        let (key, other) = (witness(2, "w.example/1"), witness(3, "w.example/2"));
        let line = key.cosign(&note, 9).unwrap().to_line();
        let foreign = other.cosign(&note, 9).unwrap().to_line();
        let read = |answer: &[u8]| key.verifier().read_answer(&note, answer);
        assert_eq!(read(&line).unwrap().at, 9);
        assert_eq!(read(&[&*foreign, &line].concat()).unwrap().at, 9);
        for answer in [
            &b""[..],
            b"\n",
            b"ok\n",
            &foreign,
            &line[..line.len() - 1],
            &[&b"\n"[..], &line].concat(),
            &[&*line, b"\nmore\n"].concat()[..0],
        ] {
            assert!(read(answer).is_err(), "{answer:?}");
        }
        // A signature of the witness below another text that ends with an empty line and more.
        let text = note.split(|byte| *byte == b'\n').next().unwrap();
        let trick = [&b"\n"[..], text, b"\n\n", &line].concat();
        assert!(read(&trick).is_err());
    }

    #[test]
    fn keys_are_checked_and_never_shown() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(5);
        for name in ["", "two words", "a+b", "a\u{a0}b"] {
            assert!(WitnessKey::generate(&mut rng, name).is_err(), "{name}");
        }
        let one = WitnessKey::generate(&mut rng, "w.example/1").unwrap();
        let two = WitnessKey::generate(&mut rng, "w.example/1").unwrap();
        let lines = |file: &str| file.lines().map(str::to_owned).collect::<Vec<_>>();
        let (one_lines, two_lines) = (lines(&one), lines(&two));
        for mixed in [
            format!("{}\n{}\n", one_lines[0], two_lines[1]),
            format!("{}\n{}\n", one_lines[1], one_lines[0]),
            one_lines[0].clone(),
            String::new(),
        ] {
            let error = WitnessKey::parse(&mixed).unwrap_err().to_string();
            let secret = one_lines[0].splitn(5, '+').last().unwrap();
            assert!(!error.contains(secret), "{error}");
        }
        let key = WitnessKey::parse(&one).unwrap();
        let secret = one_lines[0].splitn(5, '+').last().unwrap();
        assert!(!format!("{key:?}").contains(secret));
        // Neither is taken for the other.
        let log = LogKey::generate(&mut rng, "w.example/1").unwrap();
        let log = log.lines().nth(1).unwrap();
        assert!(WitnessVerifier::parse(log).is_err());
        assert!(LogVerifier::parse(&one_lines[1]).is_err());
        assert!(WitnessKey::parse(&LogKey::generate(&mut rng, "a").unwrap()).is_err());
        for at in 0..one_lines[1].len() {
            let mut changed = one_lines[1].clone().into_bytes();
            changed[at] ^= 1;
            let read = String::from_utf8(changed).map(|text| WitnessVerifier::parse(&text).is_ok());
            assert!(!read.unwrap_or_default(), "{at}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn whatever_stands_in_a_note_or_key_is_read_without_harm(text in ".{0,200}", bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let key = witness(2, "w.example/1");
            let (_, note) = checkpoint(2);
            let _ = key.verifier().find_in(&bytes);
            let _ = key.verifier().read_answer(&note, &bytes);
            let _ = key.verifier().read_answer(&note, text.as_bytes());
            let _ = WitnessVerifier::parse(&text);
            let _ = WitnessKey::parse(&text);
        }

        #[test]
        fn every_time_is_signed_and_read_back(at in 1_u64..=i64::MAX.cast_unsigned()) {
            let key = witness(2, "w.example/1");
            let (_, note) = checkpoint(2);
            let note = cosigned(&note, [&key.cosign(&note, at).unwrap()]);
            prop_assert_eq!(key.verifier().find_in(&note).unwrap().unwrap().at, at);
        }
    }
}
