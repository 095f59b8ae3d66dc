// SPDX-License-Identifier: EUPL-1.2
//! What a write answers with.

use serde::Serialize;
use utoipa::ToSchema;

use super::contribution::NoPerson;
use super::value::{About, Instant, Sha256};

/// What an organisation signed of an entry.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SignedReceipt {
    /// The fingerprint of the key.
    #[schema(value_type = Sha256)]
    key: String,
    /// The leaf of the statement: the next one that the organisation signs names it.
    #[schema(value_type = Sha256)]
    statement: String,
}

/// The receipt of an entry. Please keep it: with it anybody can show what was said, and when.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Receipt {
    /// Its number in the log.
    seq: u64,
    /// What it is about.
    #[schema(value_type = About)]
    subject: String,
    /// Its kind, such as `report.submitted`.
    kind: String,
    /// When it was recorded.
    #[schema(value_type = Instant)]
    at: jiff::Timestamp,
    /// The hash of its salted body.
    #[schema(value_type = Sha256)]
    body_hash: String,
    /// The hash of its leaf in the tree.
    #[schema(value_type = Sha256)]
    leaf_hash: String,
    /// Whether its body is sealed for now.
    sealed: bool,
    /// The salt of its body while that is sealed: 32 hexadecimal digits. Nobody else gets to know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    /// What was signed, where its organisation signed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    signed: Option<SignedReceipt>,
    /// The second look, if something in it may have meant a person. It is not in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    no_person: Option<NoPerson>,
}

impl From<wegmarke_app::Receipt> for Receipt {
    fn from(receipt: wegmarke_app::Receipt) -> Self {
        Self {
            seq: receipt.seq,
            subject: receipt.subject.to_string(),
            kind: receipt.kind,
            at: receipt.at,
            body_hash: receipt.body_hash,
            leaf_hash: receipt.leaf_hash,
            sealed: receipt.sealed,
            salt: receipt.salt,
            signed: receipt.signed.map(|signed| SignedReceipt {
                key: signed.key,
                statement: signed.statement,
            }),
            no_person: receipt.no_person.map(Into::into),
        }
    }
}

/// What a request wrote.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Receipts {
    /// One for each entry; none if it stood like this already, or if nothing public changed.
    pub(crate) receipts: Vec<Receipt>,
}
