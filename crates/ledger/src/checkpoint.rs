// SPDX-License-Identifier: EUPL-1.2
//! Checkpoints: the signed head of the log (C2SP tlog-checkpoint as a signed note, Ed25519).

use rand::{CryptoRng, RngCore};
use signed_note::{
    Note, NoteError, Signer, StandardSigner, StandardVerifier, Verifier, VerifierList, generate_key,
};
use tlog_tiles::Hash;

/// What a checkpoint says, after its signature was checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    /// Name of the log.
    pub origin: String,
    /// Entries in the tree.
    pub size: u64,
    /// Root of the tree.
    pub root: Hash,
}

/// Why a checkpoint or key is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not a key as `wegmarke init` writes it.
    #[error("this is not a log key ({0}); use the one that “wegmarke init” wrote or printed")]
    BadKey(String),
    /// Not a signed checkpoint.
    #[error("this is not a signed checkpoint")]
    Malformed,
    /// The signature does not hold for this key.
    #[error("the checkpoint is not signed with the key of “{0}”: wrong log, wrong key, or changed")]
    BadSignature(String),
    /// Another log's checkpoint, and not signed with this key.
    #[error("this is a checkpoint of another log, “{found}”; the key is that of “{expected}”")]
    Foreign {
        /// Name of the log that was asked for.
        expected: String,
        /// Name in the checkpoint.
        found: String,
    },
    /// Another log's checkpoint, though signed with this key.
    #[error("the checkpoint is of the log “{found}”, not of “{expected}”")]
    OtherLog {
        /// Name of the log that was asked for.
        expected: String,
        /// Name in the checkpoint.
        found: String,
    },
    /// Signing failed.
    #[error("the checkpoint could not be signed: {0}")]
    Signing(String),
}

impl CheckpointError {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadKey(_) => "bad_key",
            Self::Malformed => "malformed_checkpoint",
            Self::BadSignature(_) => "bad_signature",
            Self::Foreign { .. } => "foreign_log",
            Self::OtherLog { .. } => "other_log",
            Self::Signing(_) => "not_signed",
        }
    }
}

/// The secret key of a log.
pub struct LogKey {
    signer: StandardSigner,
    verifier_key: String,
}

impl std::fmt::Debug for LogKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LogKey")
            .field("verifier_key", &self.verifier_key)
            .finish_non_exhaustive()
    }
}

impl LogKey {
    /// Makes a key for a log; gives the two lines of its file: secret key, public key.
    ///
    /// # Errors
    /// [`CheckpointError::BadKey`] if the name holds spaces or a plus.
    pub fn generate<R: RngCore + CryptoRng>(
        rng: &mut R,
        origin: &str,
    ) -> Result<String, CheckpointError> {
        if !signed_note::is_key_name_valid(origin) {
            return Err(CheckpointError::BadKey(
                "a log's name has no spaces and no plus".to_owned(),
            ));
        }
        let (secret, public) = generate_key(rng, origin);
        Ok(format!("{secret}\n{public}\n"))
    }

    /// Reads the content of a key file.
    ///
    /// # Errors
    /// [`CheckpointError::BadKey`]; the message holds nothing of the key.
    pub fn parse(file: &str) -> Result<Self, CheckpointError> {
        let mut lines = file.lines();
        let (Some(secret), Some(public)) = (lines.next(), lines.next()) else {
            return Err(CheckpointError::BadKey("two lines expected".to_owned()));
        };
        let signer = StandardSigner::new(secret)
            .map_err(|error| CheckpointError::BadKey(error.to_string()))?;
        let verifier = LogVerifier::parse(public)?;
        // A file put together from two backups would sign what nobody can verify.
        if verifier.key.key_id() != signer.key_id() || verifier.key.name() != signer.name() {
            return Err(CheckpointError::BadKey(
                "its two lines do not belong together".to_owned(),
            ));
        }
        Ok(Self {
            signer,
            verifier_key: public.to_owned(),
        })
    }

    /// Name of the log.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.signer.name()
    }

    /// The public key, as `name+id+base64`.
    #[must_use]
    pub fn verifier_key(&self) -> &str {
        &self.verifier_key
    }

    /// Signs the head of a tree; gives the note as served under `/log/checkpoint`.
    ///
    /// # Errors
    /// [`CheckpointError::Signing`].
    pub fn sign(&self, size: u64, root: Hash) -> Result<Vec<u8>, CheckpointError> {
        let failed = |error: &dyn std::fmt::Display| CheckpointError::Signing(error.to_string());
        let head =
            tlog_tiles::Checkpoint::new(self.origin(), size, root, "").map_err(|e| failed(&e))?;
        let mut note = Note::new(&head.to_bytes(), &[]).map_err(|e| failed(&e))?;
        note.add_sigs(&[&self.signer]).map_err(|e| failed(&e))?;
        Ok(note.to_bytes())
    }
}

/// The public key of a log.
#[derive(Clone)]
pub struct LogVerifier {
    text: String,
    key: StandardVerifier,
    /// Name of the log, where it is another one than that of its key.
    origin: Option<String>,
}

impl std::fmt::Debug for LogVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("LogVerifier").field(&self.text).finish()
    }
}

impl LogVerifier {
    /// Reads a public key, `name+id+base64`.
    ///
    /// # Errors
    /// [`CheckpointError::BadKey`].
    pub fn parse(key: &str) -> Result<Self, CheckpointError> {
        let text = key.trim().to_owned();
        let key = StandardVerifier::new(&text)
            .map_err(|error| CheckpointError::BadKey(error.to_string()))?;
        Ok(Self {
            text,
            key,
            origin: None,
        })
    }

    /// The key of a log that has another name than its key, as C2SP tlog-checkpoint allows.
    #[must_use]
    pub fn of_log(self, origin: &str) -> Self {
        Self {
            origin: Some(origin.to_owned()),
            ..self
        }
    }

    /// Name of the log.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.origin.as_deref().unwrap_or_else(|| self.key.name())
    }

    /// Opens a checkpoint that may have gone through mail programs, editors or version control: where
    /// only ends of lines or blanks around it were changed it is read, since its signature holds again.
    /// Also gives the checkpoint as it was signed.
    ///
    /// # Errors
    /// [`CheckpointError`] if it is not one of this log.
    pub fn open_copy(&self, copy: &[u8]) -> Result<(Checkpoint, Vec<u8>), CheckpointError> {
        let first = match self.open(copy) {
            Ok(checkpoint) => return Ok((checkpoint, copy.to_vec())),
            Err(error) => error,
        };
        let Some(restored) = with_plain_lines(copy) else {
            return Err(first);
        };
        match self.open(&restored) {
            Ok(checkpoint) => Ok((checkpoint, restored)),
            Err(second) if first == CheckpointError::Malformed => Err(second),
            Err(_) => Err(first),
        }
    }

    /// A checkpoint without the signatures of others.
    ///
    /// # Errors
    /// [`CheckpointError`] if it is not signed with this key.
    pub fn alone(&self, note: &[u8]) -> Result<Vec<u8>, CheckpointError> {
        let note = Note::from_bytes(note).map_err(|_| CheckpointError::Malformed)?;
        let bad = |_| CheckpointError::BadSignature(self.key.name().to_owned());
        let known = VerifierList::new(vec![Box::new(self.key.clone())]);
        let (own, _) = note.verify(&known).map_err(bad)?;
        let alone = Note::new(note.text(), &own).map_err(|_| CheckpointError::Malformed)?;
        Ok(alone.to_bytes())
    }

    /// Whether something wants to be a checkpoint of this log: its first line is the log's name.
    #[must_use]
    pub fn claims(&self, note: &[u8]) -> bool {
        let first = note.split(|byte| *byte == b'\n').next();
        first.is_some_and(|line| line.trim_ascii_end() == self.origin().as_bytes())
    }

    /// Checks signature and name of a checkpoint. Signatures of others are of no interest.
    ///
    /// # Errors
    /// [`CheckpointError`] if it is not one of this log.
    pub fn open(&self, note: &[u8]) -> Result<Checkpoint, CheckpointError> {
        let note = Note::from_bytes(note).map_err(|_| CheckpointError::Malformed)?;
        let key = StandardVerifier::new(&self.text)
            .map_err(|error| CheckpointError::BadKey(error.to_string()))?;
        let signed = note.verify(&VerifierList::new(vec![Box::new(key)]));
        let is_foreign =
            matches!(signed, Err(NoteError::UnverifiedNote)) && !self.claims(note.text());
        if signed.is_err() && !is_foreign {
            return Err(CheckpointError::BadSignature(self.key.name().to_owned()));
        }
        let head = tlog_tiles::Checkpoint::from_bytes(note.text())
            .map_err(|_| CheckpointError::Malformed)?;
        let names = || (self.origin().to_owned(), head.origin().to_owned());
        if is_foreign {
            let (expected, found) = names();
            return Err(CheckpointError::Foreign { expected, found });
        }
        // The name beside a signature is that of the key; the log's own stands in the text, and may differ.
        if head.origin() != self.origin() {
            let (expected, found) = names();
            return Err(CheckpointError::OtherLog { expected, found });
        }
        Ok(Checkpoint {
            origin: head.origin().to_owned(),
            size: head.size(),
            root: *head.hash(),
        })
    }
}

/// A text with the ends of lines that a note has: none of the carriage returns, blanks and empty lines
/// that programs put there, and one line feed at the end. `None`: it is no text.
fn with_plain_lines(copy: &[u8]) -> Option<Vec<u8>> {
    let utf16 = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        let (pairs, _) = rest.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| read(*pair)).collect();
        String::from_utf16(&units).ok()
    };
    let text = match copy {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => String::from_utf8(copy.to_vec()).ok()?,
    };
    let text = text.trim_start_matches('\u{feff}');
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let lines = text.split(end);
    let plain: Vec<&str> = lines
        .map(|line| line.trim_end_matches([' ', '\t', '\r']))
        .collect();
    let plain = plain.join("\n");
    Some(format!("{}\n", plain.trim_matches('\n')).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::{CheckpointError, LogKey, LogVerifier};
    use crate::tree::Tree;
    use rand::SeedableRng;

    #[test]
    fn only_the_right_key_opens_a_checkpoint() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(1);
        let file = LogKey::generate(&mut rng, "example.org/log").unwrap();
        let key = LogKey::parse(&file).unwrap();
        let note = key.sign(0, Tree::default().root()).unwrap();
        let verifier = LogVerifier::parse(key.verifier_key()).unwrap();
        assert_eq!(verifier.open(&note).unwrap().size, 0);

        let other = LogKey::generate(&mut rng, "example.org/log").unwrap();
        let other = LogVerifier::parse(LogKey::parse(&other).unwrap().verifier_key()).unwrap();
        assert!(matches!(
            other.open(&note),
            Err(CheckpointError::BadSignature(_))
        ));
        for at in 0..note.len() {
            let mut changed = note.clone();
            changed[at] ^= 1;
            assert!(verifier.open(&changed).is_err(), "byte {at}");
        }
    }

    #[test]
    fn keys_are_checked_and_never_shown() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(2);
        assert!(LogKey::generate(&mut rng, "two words").is_err());
        let a = LogKey::generate(&mut rng, "a").unwrap();
        let b = LogKey::generate(&mut rng, "b").unwrap();
        let mixed = format!(
            "{}\n{}\n",
            a.lines().next().unwrap(),
            b.lines().nth(1).unwrap()
        );
        assert!(LogKey::parse(&mixed).is_err());
        let secret = a.lines().next().unwrap();
        let error = LogKey::parse(&a.replace("PRIVATE", "PIRATE"))
            .unwrap_err()
            .to_string();
        assert!(!error.contains(secret) && !format!("{:?}", LogKey::parse(&a)).contains(secret));
    }
}
