// SPDX-License-Identifier: EUPL-1.2
//! What is to be signed, as programs are told.

use serde::Serialize;
use utoipa::ToSchema;
use wegmarke_app::signing;

use super::model::{About, Id, Sha256};

/// What is to be signed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ToSign {
    /// Name of the log.
    log: String,
    /// Who states it.
    #[schema(value_type = Id)]
    by: String,
    /// What the organisation signed before: `null` if this is the first.
    #[schema(value_type = Option<Sha256>)]
    previous: Option<String>,
    /// The root over the statements: what is signed, behind `wegmarke/act/v1` and a line feed.
    #[schema(value_type = Sha256)]
    root: String,
    /// The statements, in their order. Please compute their leaves, and the root, yourself.
    statements: Vec<Unsigned>,
}

/// A statement that is not signed yet.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Unsigned {
    /// Its kind.
    kind: String,
    /// Schema version of the body.
    schema: u16,
    /// What it is about.
    #[schema(value_type = About)]
    subject: String,
    /// The salt of the body: 32 hexadecimal digits; zeros where your organisation keeps the words.
    salt: String,
    /// The body: canonical JSON; empty where your organisation keeps the words.
    body: String,
    /// The hash of the salted body.
    #[schema(value_type = Sha256)]
    body_hash: String,
    /// The leaf of the statement.
    #[schema(value_type = Sha256)]
    leaf: String,
}

impl From<signing::ToSign> for ToSign {
    fn from(asked: signing::ToSign) -> Self {
        let unsigned = |one: signing::Unsigned| Unsigned {
            kind: one.kind,
            schema: one.schema,
            subject: one.subject,
            salt: one.salt,
            body: one.body,
            body_hash: one.body_hash,
            leaf: one.leaf,
        };
        Self {
            log: asked.log,
            by: asked.by.to_string(),
            previous: asked.previous.map(hex::encode),
            root: hex::encode(asked.root),
            statements: asked.statements.into_iter().map(unsigned).collect(),
        }
    }
}
