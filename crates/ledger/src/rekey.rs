// SPDX-License-Identifier: EUPL-1.2
//! How the key of a log is replaced inside it: by an entry of its own, which names both keys and where the
//! old one ends, and is signed by both. Bytes and test vectors: decision 0027.
//!
//! This is the one kind of entry whose body this crate reads, since it says who signs the tree. Which key is
//! good for which checkpoint is worked out in [`crate::checkpoint`].

use serde::{Deserialize, Serialize};
use signed_note::{StandardVerifier, Verifier as _};
use tlog_tiles::Hash;

use crate::jcs;

/// The kind of an entry that replaces the log's key.
pub const REKEYED: &str = "log.rekeyed";
/// Separates what is signed from checkpoints, which begin with the name of their log and go on with a number.
const MARK: &str = "wegmarke/log-key/v1";
/// Longest word for a reason.
const LONGEST_REASON: usize = 32;

/// The log's key is replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Replacement {
    /// Entries before it; also its own number.
    pub size: u64,
    /// Root of the tree of these entries.
    pub root: Hash,
    /// The key that ends here, as `name+id+base64`.
    pub old: String,
    /// The key that signs every checkpoint with this entry.
    pub new: String,
    /// Why, as a word of lower-case letters and hyphens.
    pub reason: String,
    /// Signature by the old key; `None`: nobody has it any more, and the chain is broken here.
    pub old_signature: Option<[u8; 64]>,
    /// Signature by the new key.
    pub new_signature: [u8; 64],
}

/// Why an entry does not replace the log's key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoReplacement {
    /// It was withheld, or is none.
    #[error("it says how the log's key was replaced, and its body is withheld or does not read")]
    Unread,
    /// It was made for another place.
    #[error("it replaces the log's key, and was made for another place of the log, or another log")]
    Misplaced,
    /// The old key did not sign it.
    #[error("it replaces the log's key, and the old key did not sign that")]
    NotSigned,
    /// The new key did not sign it.
    #[error("it replaces the log's key by one that did not sign that")]
    NotOwned,
    /// The new key is one of another log.
    #[error("it replaces the log's key by one with another name")]
    OtherName,
    /// The key that it replaces is not the one that is good there.
    #[error("it replaces another key than the one that signs the log there")]
    OutOfOrder,
    /// The new key signed the log before.
    #[error("it replaces the log's key by one that was replaced before")]
    Known,
    /// The old key did not sign it, and whoever checks has not accepted that.
    #[error(
        "the log's key was replaced without its signature, as one does who lost it, or never had it. If you \
         know from elsewhere that this is right, accept the new key: {0}"
    )]
    Unaccepted(String),
}

impl NoReplacement {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unread => "log_key_unread",
            Self::Misplaced => "log_key_misplaced",
            Self::NotSigned => "log_key_not_signed",
            Self::NotOwned => "log_key_not_owned",
            Self::OtherName => "log_key_other_name",
            Self::OutOfOrder => "log_key_out_of_order",
            Self::Known => "log_key_known",
            Self::Unaccepted(_) => "log_key_unaccepted",
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    new: String,
    new_signature: String,
    old: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    old_signature: Option<String>,
    reason: String,
    root: String,
    size: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    replacement: Form,
}

fn signature(digits: &str) -> Result<[u8; 64], NoReplacement> {
    let mut bytes = [0; 64];
    hex::decode_to_slice(digits, &mut bytes).map_err(|_| NoReplacement::Unread)?;
    Ok(bytes)
}

impl Replacement {
    /// What both keys sign: lines of text, each with a line feed.
    #[must_use]
    pub fn to_sign(&self, origin: &str) -> Vec<u8> {
        let Self {
            size,
            root,
            old,
            new,
            reason,
            ..
        } = self;
        format!("{MARK}\n{origin}\n{size}\n{root}\n{old}\n{new}\n{reason}\n").into_bytes()
    }

    /// The body: canonical JSON.
    #[must_use]
    pub fn to_body(&self) -> Vec<u8> {
        let replacement = Form {
            new: self.new.clone(),
            new_signature: hex::encode(self.new_signature),
            old: self.old.clone(),
            old_signature: self.old_signature.map(hex::encode),
            reason: self.reason.clone(),
            root: self.root.to_string(),
            size: self.size,
        };
        // Texts and a whole number always serialize.
        jcs::canonical(&Whole { replacement }).unwrap_or_default()
    }

    /// Reads what [`Replacement::to_body`] writes. One content, one form.
    ///
    /// # Errors
    /// [`NoReplacement::Unread`] for anything else.
    pub fn from_body(body: &[u8]) -> Result<Self, NoReplacement> {
        let unread = || NoReplacement::Unread;
        let Whole { replacement: form } = serde_json::from_slice(body).map_err(|_| unread())?;
        let is_word = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
        let is_reason =
            (1..=LONGEST_REASON).contains(&form.reason.len()) && form.reason.bytes().all(is_word);
        if !is_reason {
            return Err(unread());
        }
        let read = Self {
            size: form.size,
            root: Hash::parse_hash(&form.root).map_err(|_| unread())?,
            old: form.old,
            new: form.new,
            reason: form.reason,
            old_signature: form.old_signature.as_deref().map(signature).transpose()?,
            new_signature: signature(&form.new_signature)?,
        };
        (read.to_body() == body).then_some(read).ok_or_else(unread)
    }

    /// Reads the file `keys` of a log: a body on each line, oldest first.
    ///
    /// # Errors
    /// [`NoReplacement::Unread`].
    pub fn list(file: &[u8]) -> Result<Vec<Self>, NoReplacement> {
        let lines = file.split(|byte| *byte == b'\n');
        let lines = lines.filter(|line| !line.is_empty());
        lines.map(Self::from_body).collect()
    }

    /// The file `keys` of a log.
    #[must_use]
    pub fn file<'a>(all: impl IntoIterator<Item = &'a Self>) -> Vec<u8> {
        let mut file = Vec::new();
        for one in all {
            file.extend(one.to_body());
            file.push(b'\n');
        }
        file
    }

    /// Whether it stands where it was made for.
    ///
    /// # Errors
    /// [`NoReplacement::Misplaced`].
    pub fn must_stand_at(&self, seq: u64, root: Option<Hash>) -> Result<(), NoReplacement> {
        let stands = self.size == seq && root == Some(self.root);
        stands.then_some(()).ok_or(NoReplacement::Misplaced)
    }

    /// Whether both keys signed it for this log, as far as the old one could; gives the new one.
    ///
    /// # Errors
    /// [`NoReplacement`].
    pub fn check(&self, origin: &str) -> Result<StandardVerifier, NoReplacement> {
        let read = |key: &str| {
            let read = StandardVerifier::new(key).ok();
            // One key, one text: else one that was replaced could come back in capital letters.
            let read = read.filter(|read| plain(key, read.key_id()));
            read.ok_or(NoReplacement::Unread)
        };
        let (old, new) = (read(&self.old)?, read(&self.new)?);
        if old.name() != new.name() {
            return Err(NoReplacement::OtherName);
        }
        let signed = self.to_sign(origin);
        if let Some(signature) = &self.old_signature
            && !old.verify(&signed, signature)
        {
            return Err(NoReplacement::NotSigned);
        }
        if !new.verify(&signed, &self.new_signature) {
            return Err(NoReplacement::NotOwned);
        }
        Ok(new)
    }
}

/// Whether a key that reads is written as keys are.
fn plain(key: &str, id: u32) -> bool {
    let mut parts = key.splitn(3, '+').skip(1);
    parts.next() == Some(&*format!("{id:08x}"))
}
