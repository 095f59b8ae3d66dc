// SPDX-License-Identifier: EUPL-1.2
//! Entries of the log: what receipts point to.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;
use wegmarke_app::Sight;
use wegmarke_domain::register::{LogLine, Register};
use wegmarke_domain::rules::whose::whose_entry;
use wegmarke_ledger::Envelope;
use wegmarke_ledger::body::Body;

use super::asked::{Answer, Asked, Listed, Part, Path, Query, json};
use super::model::{self, RecordedBy};
use super::problem::ProblemDetails;
use super::reading::Whole;

/// A line of the log.
#[derive(Serialize, ToSchema)]
pub(crate) struct EntryLine {
    /// Its number in the log, from 0.
    seq: u64,
    /// When it was recorded.
    #[schema(value_type = model::Instant)]
    at: Timestamp,
    /// Who states it.
    #[schema(value_type = model::Id)]
    by: String,
    /// Whose hand wrote it.
    #[schema(value_type = model::Hand)]
    hand: &'static str,
    /// What shows whose word it is.
    #[schema(value_type = model::Vouched)]
    vouched: &'static str,
    /// The fingerprint of the key with which its organisation signed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::Sha256>)]
    signed_with: Option<String>,
    /// Its kind, such as `measure.stated`.
    kind: String,
    /// What it is about.
    #[schema(value_type = model::About)]
    about: String,
    /// An editor recorded it for an owner that does not take part.
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<RecordedBy>,
    /// The day the statement itself carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::Day>)]
    dated_on: Option<Date>,
    /// The plan version it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
}

impl EntryLine {
    fn of(register: &Register, line: &LogLine) -> Self {
        Self {
            seq: line.seq,
            at: line.at,
            by: line.by.to_string(),
            hand: line.hand.as_str(),
            vouched: line.vouched().as_str(),
            signed_with: line.signed.as_ref().map(|signed| signed.key.to_string()),
            kind: line.kind.to_string(),
            about: line.subject.to_string(),
            recorded: whose_entry(register, line)
                .recorded
                .map(|recorded| RecordedBy::of(register, &recorded)),
            dated_on: line.dated_on,
            version: line.version,
        }
    }
}

/// What may be seen of a body.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum BodySight {
    /// It is sealed until its round is due.
    Sealed,
    Public,
    /// It was erased, as law may demand.
    Erased,
    /// What is stored is not what was signed: it is not given.
    Damaged,
}

/// An entry as it is stored.
#[derive(Serialize, ToSchema)]
pub(crate) struct Stored {
    line: EntryLine,
    /// The envelope: these bytes are the leaf of the tree. Not there where what is stored is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    envelope: Option<String>,
    #[schema(value_type = model::Sha256)]
    leaf_hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::Sha256>)]
    body_hash: Option<String>,
    body_is: BodySight,
    /// What its organisation signed, as the log has it: these bytes have the hash that the envelope names.
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<String>,
    /// 32 hexadecimal digits, with a public body.
    #[serde(skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    /// What it says: canonical JSON, if it is public.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    body: Option<Box<RawValue>>,
}

/// Entries of the log, oldest first
#[utoipa::path(
    get, path = "/api/entries", tag = "log", params(Whole),
    responses((status = 200, body = Listed<EntryLine>))
)]
pub(crate) async fn list_entries(asked: Asked, Query(query): Query<Whole>) -> Answer {
    let part = Part::new(query.limit, query.cursor.as_deref())?;
    let first: u64 = match part.after() {
        None => 0,
        Some(after) => {
            let last: Option<u64> = after.parse().ok();
            let wrong = || ProblemDetails::bad_request("this cursor was not given by a list");
            last.and_then(|last| last.checked_add(1))
                .ok_or_else(wrong)?
        }
    };
    asked.public(|state| {
        let lines = state.register.log().since(first);
        json(&part.of(lines.map(|line| {
            (
                format!("{:020}", line.seq),
                EntryLine::of(&state.register, line),
            )
        })))
    })
}

/// An entry as it is stored
#[utoipa::path(
    get, path = "/api/entries/{seq}", tag = "log", params(("seq" = u64, Path)),
    responses((status = 200, body = Stored))
)]
pub(crate) async fn get_entry(asked: Asked, Path(seq): Path<u64>) -> Answer {
    if let Some(kept) = asked.kept() {
        return Ok(kept);
    }
    let state = asked.app().state();
    let absent = || ProblemDetails::not_found("the log is not that long");
    let view = asked.app().find_entry(seq).await?.ok_or_else(absent)?;
    let line = state.register.find_line(seq).ok_or_else(absent)?;
    let envelope = Envelope::from_leaf(&view.leaf).ok();
    let (body_is, salt, body) = match view.body {
        Sight::Whole(Body::Public { salt, json }) => {
            let body = String::from_utf8(json).ok();
            let body = body.and_then(|body| RawValue::from_string(body).ok());
            (BodySight::Public, Some(hex::encode(salt.0)), body)
        }
        Sight::Whole(Body::Sealed) => (BodySight::Sealed, None, None),
        Sight::Whole(Body::Erased) => (BodySight::Erased, None, None),
        Sight::Damaged => (BodySight::Damaged, None, None),
    };
    let stored = Stored {
        line: EntryLine::of(&state.register, line),
        envelope: envelope
            .as_ref()
            .map(|_| String::from_utf8_lossy(&view.leaf).into_owned()),
        leaf_hash: hex::encode(view.leaf_hash.0),
        body_hash: envelope.map(|envelope| hex::encode(envelope.body.0)),
        body_is,
        signature: view.signature.and_then(|file| String::from_utf8(file).ok()),
        salt,
        body,
    };
    Ok(asked.fresh(&state, json(&stored)?))
}
