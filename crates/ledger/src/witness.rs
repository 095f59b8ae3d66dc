// SPDX-License-Identifier: EUPL-1.2
//! What a witness is asked, and what it may say yes to (C2SP
//! [tlog-witness](https://c2sp.org/tlog-witness), `add-checkpoint`).
//!
//! Pure: what the witness remembers is given, and what it shall remember next is the answer. Whoever
//! calls keeps it before anything is signed, and lets nobody else in between.

use sha2::{Digest as _, Sha256};
use tlog_tiles::Hash;
use tlog_tiles::tlog::{EMPTY_HASH, check_tree};

use crate::checkpoint::{Checkpoint, CheckpointError, LogVerifier};

/// Most bytes of a question: 63 hashes, and a checkpoint with sixteen signatures of the largest kind.
pub const MOST_BYTES: usize = 128 << 10;
/// Most hashes of a proof.
pub const MOST_HASHES: usize = 63;
/// Type of the answer that tells the size that the witness remembers.
pub const SIZE_TYPE: &str = "text/x.tlog.size";
/// Where a checkpoint is handed in, behind the address of a witness.
pub const ADD_CHECKPOINT: &str = "add-checkpoint";

/// What a log is called where names must be plain, such as in the address of its checkpoint at a witness:
/// the SHA-256 of its name in hexadecimal digits.
#[must_use]
pub fn origin_hash(origin: &str) -> String {
    hex::encode(Sha256::digest(origin))
}

/// What a log asks: to cosign its head, which goes on from the size that the witness remembers.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Entries when the witness cosigned last, as the log believes; 0 if never.
    pub old: u64,
    /// That the head goes on from there.
    pub proof: Vec<Hash>,
    /// The signed checkpoint.
    pub note: Vec<u8>,
}

/// Why a witness does not cosign.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not a question as the specification has it.
    #[error("this is no question to a witness: {0}")]
    Malformed(&'static str),
    /// A log that nobody told the witness of.
    #[error("this log is not known here")]
    UnknownLog,
    /// Not signed with the key of the log.
    #[error("the checkpoint is not signed with the key of its log")]
    BadSignature,
    /// Another size is remembered.
    #[error("the checkpoint that was cosigned last has {size} entries")]
    OtherSize {
        /// Entries then; 0 if none was cosigned yet.
        size: u64,
    },
    /// It does not go on from what is remembered: a fork, a rollback, or a wrong proof.
    #[error("this does not go on from the checkpoint that was cosigned last: {0}")]
    Inconsistent(&'static str),
}

impl Refusal {
    /// The status of the answer.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) => 400,
            Self::UnknownLog => 404,
            Self::BadSignature => 403,
            Self::OtherSize { .. } => 409,
            Self::Inconsistent(_) => 422,
        }
    }
}

impl Request {
    /// As it is sent.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut head = format!("old {}\n", self.old);
        for hash in &self.proof {
            head.push_str(&format!("{hash}\n"));
        }
        head.push('\n');
        [head.as_bytes(), &self.note].concat()
    }

    /// Reads what was sent; one question is written in one way only.
    ///
    /// # Errors
    /// [`Refusal::Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        let malformed = Refusal::Malformed;
        if bytes.len() > MOST_BYTES {
            return Err(malformed("it is too long"));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| malformed("it is no text"))?;
        let (head, note) = text
            .split_once("\n\n")
            .ok_or(malformed("an empty line is missing"))?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old "));
        let old = old.and_then(number);
        let old = old.ok_or(malformed("its first line is “old” and a size"))?;
        let mut proof = Vec::new();
        for line in lines {
            if proof.len() == MOST_HASHES {
                return Err(malformed("its proof is too long"));
            }
            let hash = Hash::parse_hash(line).ok();
            let hash = hash.filter(|hash| hash.to_string() == line);
            proof.push(hash.ok_or(malformed("a line of its proof is no hash"))?);
        }
        Ok(Self {
            old,
            proof,
            note: note.as_bytes().to_vec(),
        })
    }

    /// The name of the log, as its checkpoint says before anything of it was checked.
    #[must_use]
    pub fn origin(&self) -> Option<&str> {
        let first = self.note.split(|byte| *byte == b'\n').next()?;
        std::str::from_utf8(first)
            .ok()
            .filter(|name| !name.is_empty())
    }
}

/// A size as checkpoints write it. What is greater than other implementations can count is none.
fn number(digits: &str) -> Option<u64> {
    let number: u64 = digits.parse().ok()?;
    let is_plain = number.to_string() == digits && i64::try_from(number).is_ok();
    is_plain.then_some(number)
}

/// Checks a signed checkpoint of a log that is known.
///
/// # Errors
/// [`Refusal`].
pub fn open(note: &[u8], log: &LogVerifier) -> Result<Checkpoint, Refusal> {
    let head = log.open(note).map_err(|error| match error {
        CheckpointError::BadSignature(_)
        | CheckpointError::Replaced { .. }
        | CheckpointError::Early { .. } => Refusal::BadSignature,
        CheckpointError::Foreign { .. } | CheckpointError::OtherLog { .. } => Refusal::UnknownLog,
        _ => Refusal::Malformed("there is no checkpoint in it"),
    })?;
    match i64::try_from(head.size) {
        Ok(_) => Ok(head),
        Err(_) => Err(Refusal::Malformed("there is no log of this size")),
    }
}

/// Whether a witness may cosign: `head` is what [`open`] gave, `last` the checkpoint that it cosigned
/// last, if any. In the order of the specification, so that every implementation says the same.
///
/// # Errors
/// [`Refusal`].
pub fn judge(
    request: &Request,
    head: &Checkpoint,
    last: Option<&Checkpoint>,
) -> Result<(), Refusal> {
    if request.old > head.size {
        return Err(Refusal::Malformed(
            "its old size is above that of its checkpoint",
        ));
    }
    let size = last.map_or(0, |last| last.size);
    if request.old != size {
        return Err(Refusal::OtherSize { size });
    }
    let inconsistent = |why| Err(Refusal::Inconsistent(why));
    if head.size == 0 && head.root != EMPTY_HASH {
        return inconsistent("its root is not that of an empty log");
    }
    let proof = &request.proof;
    match last.filter(|last| last.size > 0) {
        // Whatever it is goes on from nothing.
        None if proof.is_empty() => Ok(()),
        None => inconsistent("nothing is to be proven"),
        Some(last) if last.size == head.size && last.root != head.root => {
            inconsistent("its root is another one")
        }
        Some(last) if check_tree(proof, head.size, head.root, last.size, last.root).is_ok() => {
            Ok(())
        }
        Some(_) => inconsistent("its proof does not hold"),
    }
}

#[cfg(test)]
mod tests;
