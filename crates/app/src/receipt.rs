// SPDX-License-Identifier: EUPL-1.2
//! What who says something gets: the proof that it stands in the log.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::privacy::NoPerson;
use wegmarke_ledger::signing::{Document, Statement};
use wegmarke_ledger::{Envelope, Salt};
use wegmarke_store::{BodyState, EntryRow};

use crate::AppError;

/// What an organisation signed of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedReceipt {
    /// The fingerprint of the key: 64 hexadecimal digits.
    pub key: String,
    /// The leaf of the statement: 64 hexadecimal digits. The next one that is signed names it.
    pub statement: String,
}

/// One entry that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Its number in the log.
    pub seq: u64,
    /// What it is about.
    pub subject: Subject,
    /// Its kind, such as `report.submitted`.
    pub kind: String,
    /// When it was recorded.
    pub at: Timestamp,
    /// The hash of its salted body, as its envelope has it: 64 hexadecimal digits.
    pub body_hash: String,
    /// The hash of its leaf in the tree: 64 hexadecimal digits.
    pub leaf_hash: String,
    /// Whether its body is sealed for now.
    pub sealed: bool,
    /// The salt of its body while that is sealed: 32 hexadecimal digits. With it and the words their
    /// organisation shows what it said, and can hand them in again; nobody else gets to know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
    /// What was signed, where its organisation signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<SignedReceipt>,
    /// The second look of who said it, if something in it may have meant a person. It is not in the
    /// log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_person: Option<NoPerson>,
}

impl Receipt {
    /// The receipt of a row that was written.
    pub(crate) fn of(row: &EntryRow, log: &str, look: Option<&NoPerson>) -> Result<Self, AppError> {
        let envelope = Envelope::from_leaf(&row.envelope)
            .map_err(|error| AppError::Internal(error.to_string()))?;
        let document = row.signature.as_deref();
        let document = document.and_then(|file| Document::from_file(file).ok());
        let signed = document.map(|document| SignedReceipt {
            key: document.key.to_string(),
            statement: hex::encode(Statement::of(log, &envelope, document.previous).leaf()),
        });
        let subject = envelope.subject.parse();
        Ok(Self {
            seq: row.seq,
            subject: subject.map_err(|_| AppError::Internal(envelope.subject.clone()))?,
            kind: envelope.kind,
            at: envelope.at,
            body_hash: hex::encode(envelope.body.0),
            leaf_hash: hex::encode(wegmarke_ledger::tree::leaf_hash(&row.envelope).0),
            sealed: row.state == BodyState::Sealed,
            salt: None,
            signed,
            no_person: look.cloned(),
        })
    }

    /// The same with the salt of a body that is sealed.
    pub(crate) fn with_salt(self, salt: Option<&Salt>) -> Self {
        let salt = salt.filter(|_| self.sealed);
        Self {
            salt: salt.map(|salt| hex::encode(salt.0)),
            ..self
        }
    }
}
