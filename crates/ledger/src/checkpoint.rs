// SPDX-License-Identifier: EUPL-1.2
//! Checkpoints: the signed head of the log (C2SP tlog-checkpoint as a signed note, Ed25519).

use rand::{CryptoRng, RngCore};
use signed_note::{
    Note, NoteError, Signature, Signer, StandardSigner, StandardVerifier, Verifier, VerifierList,
    generate_key,
};
use tlog_tiles::Hash;

use crate::rekey::{NoReplacement, Replacement};

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
    /// Signed with a key that does not sign checkpoints of this size any more.
    #[error("the checkpoint is signed by a key that was replaced at entry {seq}: {key}")]
    Replaced {
        /// The key.
        key: String,
        /// The entry that replaced it.
        seq: u64,
    },
    /// Signed with a key that does not sign checkpoints of this size yet.
    #[error("the checkpoint is signed by a key that signs the log only from entry {seq} on: {key}")]
    Early {
        /// The key.
        key: String,
        /// The entry that brought it.
        seq: u64,
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
            Self::Replaced { .. } => "log_key_replaced",
            Self::Early { .. } => "log_key_early",
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
        let key = &verifier.spans[verifier.given].key;
        if key.key_id() != signer.key_id() || key.name() != signer.name() {
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

    /// Takes the place of another key behind so many entries with this root; `reason` is a word of lower-case
    /// letters and hyphens.
    ///
    /// # Errors
    /// [`CheckpointError::Signing`].
    pub fn replace(
        &self,
        ending: &Ending<'_>,
        (size, root): (u64, Hash),
        reason: &str,
    ) -> Result<Replacement, CheckpointError> {
        let old = match ending {
            Ending::AtHand(key) => key.verifier_key(),
            Ending::Lost(key) => key.text(),
        };
        let mut made = Replacement {
            size,
            root,
            old: old.to_owned(),
            new: self.verifier_key.clone(),
            reason: reason.to_owned(),
            old_signature: None,
            new_signature: [0; 64],
        };
        let signed = made.to_sign(self.origin());
        if let Ending::AtHand(key) = ending {
            made.old_signature = Some(key.sign_bytes(&signed)?);
        }
        made.new_signature = self.sign_bytes(&signed)?;
        Ok(made)
    }

    fn sign_bytes(&self, bytes: &[u8]) -> Result<[u8; 64], CheckpointError> {
        let failed = |why: String| CheckpointError::Signing(why);
        let signed = self.signer.sign(bytes);
        let signed = signed.map_err(|error| failed(error.to_string()))?;
        let length = |_| failed("it is no signature of Ed25519".to_owned());
        signed.try_into().map_err(length)
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

/// The key that another one takes the place of.
#[derive(Debug)]
pub enum Ending<'a> {
    /// It signs that itself.
    AtHand(&'a LogKey),
    /// Nobody has it any more: everybody who checks is told.
    Lost(&'a LogVerifier),
}

/// One key of a log, and from when on it signs.
#[derive(Clone)]
struct Span {
    text: String,
    key: StandardVerifier,
    /// Smallest checkpoint that it signs: 0, or that with the entry which brought it.
    from: u64,
}

impl Span {
    fn signed(&self, note: &Note) -> Result<Vec<Signature>, NoteError> {
        let known = VerifierList::new(vec![Box::new(self.key.clone())]);
        note.verify(&known).map(|(found, _)| found)
    }
}

/// The public key of a log, and the keys before and after it, as far as they are known.
#[derive(Clone)]
pub struct LogVerifier {
    /// In the order of the log; never empty.
    spans: Vec<Span>,
    /// Which of them is believed: what whoever checks was given.
    given: usize,
    /// Name of the log, where it is another one than that of its key.
    origin: Option<String>,
    /// Keys that are believed though the one before did not sign them.
    accepted: Vec<String>,
}

impl std::fmt::Debug for LogVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("LogVerifier").field(&self.text()).finish()
    }
}

impl LogVerifier {
    /// Reads a public key, `name+id+base64`.
    ///
    /// # Errors
    /// [`CheckpointError::BadKey`].
    pub fn parse(key: &str) -> Result<Self, CheckpointError> {
        let text = key.trim();
        let key = StandardVerifier::new(text)
            .map_err(|error| CheckpointError::BadKey(error.to_string()))?;
        // One key, one text: they are compared as such, since ids are too short for that.
        let bytes = text.splitn(3, '+').last().unwrap_or_default();
        let text = format!("{}+{:08x}+{bytes}", key.name(), key.key_id());
        let span = Span { text, key, from: 0 };
        Ok(Self {
            spans: vec![span],
            given: 0,
            origin: None,
            accepted: Vec::new(),
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

    /// The same, and these keys are believed although the one before did not sign them.
    #[must_use]
    pub fn accepting(self, keys: &[Self]) -> Self {
        Self {
            accepted: keys.iter().map(|key| key.text().to_owned()).collect(),
            ..self
        }
    }

    /// The same key with others before and after it: those of the entries that replaced keys, all of them and
    /// in the order of the log. Where they stand in the log is for whoever knows its tree.
    ///
    /// # Errors
    /// The entry, and why it does not replace the key that is good there.
    pub fn with_keys(&self, all: &[Replacement]) -> Result<Self, (u64, NoReplacement)> {
        let given = &self.spans[self.given];
        let Some(first) = all.first() else {
            let alone = Span {
                from: 0,
                ..given.clone()
            };
            return Ok(Self {
                spans: vec![alone],
                given: 0,
                ..self.clone()
            });
        };
        let wrong = |one: &Replacement, why| (one.size, why);
        let old = StandardVerifier::new(&first.old);
        let mut spans = vec![Span {
            text: first.old.clone(),
            key: old.map_err(|_| wrong(first, NoReplacement::Unread))?,
            from: 0,
        }];
        for one in all {
            let key = one.check(self.origin()).map_err(|why| wrong(one, why))?;
            let last = spans.last().map(|span| (&*span.text, span.from));
            if last.is_none_or(|(text, from)| text != one.old || one.size < from) {
                return Err(wrong(one, NoReplacement::OutOfOrder));
            }
            if spans.iter().any(|span| span.text == one.new) {
                return Err(wrong(one, NoReplacement::Known));
            }
            spans.push(Span {
                text: one.new.clone(),
                key,
                from: one.size.saturating_add(1),
            });
        }
        let place = spans.iter().position(|span| span.text == given.text);
        let place = place.ok_or_else(|| wrong(first, NoReplacement::OutOfOrder))?;
        // Of what came before the key that is believed this much is known anyway: it signed for the old one.
        let after = all.iter().skip(place);
        for one in after.filter(|one| one.old_signature.is_none()) {
            if !self.accepted.contains(&one.new) {
                return Err(wrong(one, NoReplacement::Unaccepted(one.new.clone())));
            }
        }
        Ok(Self {
            spans,
            given: place,
            ..self.clone()
        })
    }

    /// The key that is believed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.spans[self.given].text
    }

    /// The newest key that is known.
    #[must_use]
    pub fn newest(&self) -> &str {
        self.spans.last().map_or("", |span| &span.text)
    }

    /// Name of the log.
    #[must_use]
    pub fn origin(&self) -> &str {
        let own = || self.spans[self.given].key.name();
        self.origin.as_deref().unwrap_or_else(own)
    }

    /// The place of the key that signs checkpoints of a size.
    fn place_for(&self, size: u64) -> usize {
        let later = self.spans.iter().rposition(|span| span.from <= size);
        later.unwrap_or_default()
    }

    /// The place of the key that signs a checkpoint, by the size that it tells.
    fn place_of(&self, note: &Note) -> usize {
        let head = tlog_tiles::Checkpoint::from_bytes(note.text());
        self.place_for(head.map_or(0, |head| head.size()))
    }

    /// Why a checkpoint that names this log is not signed with the key at a place.
    fn why_not(&self, note: &Note, place: usize) -> CheckpointError {
        let other = self.spans.iter().position(|span| span.signed(note).is_ok());
        match other {
            Some(other) if other < place => CheckpointError::Replaced {
                key: self.spans[other].text.clone(),
                seq: self.spans[other + 1].from.saturating_sub(1),
            },
            Some(other) if other > place => CheckpointError::Early {
                key: self.spans[other].text.clone(),
                seq: self.spans[other].from.saturating_sub(1),
            },
            _ => CheckpointError::BadSignature(self.spans[place].key.name().to_owned()),
        }
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
    /// [`CheckpointError`] if it is not signed with the key for its size.
    pub fn alone(&self, note: &[u8]) -> Result<Vec<u8>, CheckpointError> {
        let note = Note::from_bytes(note).map_err(|_| CheckpointError::Malformed)?;
        let place = self.place_of(&note);
        let own = self.spans[place].signed(&note);
        let own = own.map_err(|_| self.why_not(&note, place))?;
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
        let place = self.place_of(&note);
        let signed = self.spans[place].signed(&note);
        let is_foreign =
            matches!(signed, Err(NoteError::UnverifiedNote)) && !self.claims(note.text());
        if signed.is_err() && !is_foreign {
            return Err(self.why_not(&note, place));
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
