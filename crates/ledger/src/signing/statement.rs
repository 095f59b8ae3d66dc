// SPDX-License-Identifier: EUPL-1.2
//! What an organisation signs of one entry, and why a signature does not fit.

use serde::Serialize;
use tlog_tiles::tlog::record_hash;

use crate::body::BodyHash;
use crate::envelope::Envelope;
use crate::jcs;

/// Separates statements from anything else that is hashed.
const STATEMENT: &[u8] = b"wegmarke/statement/v1\n";
/// The hash of one statement as a leaf of an act, 32 bytes.
pub type Leaf = [u8; 32];

/// What an organisation signs of one entry.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    /// Name of the log.
    pub log: &'a str,
    /// Id of the organisation that states it.
    pub by: &'a str,
    /// Its kind, such as `measure.stated`.
    pub kind: &'a str,
    /// Schema version of the body.
    pub schema: u16,
    /// What it is about.
    pub subject: &'a str,
    /// Hash of salt and body.
    pub body: BodyHash,
    /// The leaf of the statement that the organisation signed before; `None`: it is its first one.
    pub previous: Option<Leaf>,
}

#[derive(Serialize)]
struct Form<'a> {
    body: BodyHash,
    by: &'a str,
    kind: &'a str,
    log: &'a str,
    previous: Option<String>,
    schema: u16,
    subject: &'a str,
}

impl<'a> Statement<'a> {
    /// The statement of an entry.
    #[must_use]
    pub fn of(log: &'a str, envelope: &'a Envelope, previous: Option<Leaf>) -> Self {
        Self {
            log,
            by: &envelope.by,
            kind: &envelope.kind,
            schema: envelope.schema,
            subject: &envelope.subject,
            body: envelope.body,
            previous,
        }
    }

    /// The bytes whose hash is the leaf: `wegmarke/statement/v1`, a line feed, canonical JSON.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let form = Form {
            body: self.body,
            by: self.by,
            kind: self.kind,
            log: self.log,
            previous: self.previous.map(hex::encode),
            schema: self.schema,
            subject: self.subject,
        };
        let mut bytes = STATEMENT.to_vec();
        // Strings and a whole number always serialize.
        bytes.extend(jcs::canonical(&form).unwrap_or_default());
        bytes
    }

    /// The leaf: SHA-256 of a zero byte and [`Statement::to_bytes`], as RFC 6962 has it.
    #[must_use]
    pub fn leaf(&self) -> Leaf {
        record_hash(&self.to_bytes()).0
    }
}

/// Why a signature does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The document is of another entry, or was changed.
    #[error("its signature is not the one that its envelope names")]
    Swapped,
    /// It is not there, or does not read.
    #[error("its envelope names a signature, and there is none that reads")]
    Missing,
    /// What stands in the document leads to no root.
    #[error("its signature names a place that its act does not have")]
    NoPlace,
    /// The key did not sign this.
    #[error(
        "its signature does not hold: it was made by another key, or for something else (another text, \
         subject, organisation or log)"
    )]
    NotSigned,
    /// The browser did not sign it for this site, or without asking its owner.
    #[error("its signature was made by a passkey at another site, or without its owner")]
    Elsewhere,
}

impl Misfit {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Swapped => "signature_swapped",
            Self::Missing => "signature_missing",
            Self::NoPlace => "signature_no_place",
            Self::NotSigned => "signature_not_signed",
            Self::Elsewhere => "signature_elsewhere",
        }
    }
}
