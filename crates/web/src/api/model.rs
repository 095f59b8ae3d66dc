// SPDX-License-Identifier: EUPL-1.2
//! The forms of what is sent and received, for the OpenAPI document, and for refusing anything else.
//!
//! What is received is the domain's own JSON, described by its shapes ([`shape`]); what belongs to the
//! API alone is described here. What is sent must first be of such a form (so that no misspelt field
//! is lost) and is then read by the domain.

// A schema is read by those who generate programs from it; most of its fields are never read here.
#![expect(dead_code, reason = "forms are checked and documented, not read")]

mod contribution;
mod correction;
mod draft;
mod editing;
mod figure;
mod file;
mod import;
mod milestone;
mod organising;
mod reading;
mod receipt;
mod round;
pub(crate) mod shape;
mod source;
mod value;
mod word;

pub(crate) use contribution::{
    Commit, Correct, Restore, RestsOn, Reveal, Say, Saying, Says, Withdraw,
};
pub(crate) use correction::{CorrectionDecision, DecideCorrection, ProposeCorrection};
pub(crate) use draft::{Discard, Request, Return, WriteDraft};
pub(crate) use editing::{BeginEditing, EndEditing, RecordedBy, ReviewRecorded};
pub(crate) use figure::{State, States};
pub(crate) use import::Import;
pub(crate) use milestone::{Decide, Proposal};
pub(crate) use organising::Organising;
pub(crate) use reading::Reading;
pub(crate) use receipt::{Receipt, Receipts};
pub(crate) use round::{Cancel, Speaking};
pub(crate) use shape::{
    Assessment, Context, Funding, Indicator, Milestone, Practice, Remark, Reply, Report, Round,
    Value, YearMoney,
};
pub(crate) use source::Source;
pub(crate) use value::{About, Day, Id, Instant, LONGEST_ABOUT, Sha256, Text, fits};
pub(crate) use word::{Action, Hand, RoundState, Vouched};

use serde::Serialize;
use utoipa::ToSchema;

// Forms are closed objects. Optional fields may be absent ("not stated") or null ("stated that there is
// none").

/// A thing of the register.
#[derive(Serialize, ToSchema)]
pub(crate) struct Item<T> {
    /// Its name.
    #[schema(value_type = About)]
    pub(crate) about: String,
    /// Something about it is made up, to show how the register works.
    pub(crate) invented: bool,
    /// The entries that made it what it is.
    pub(crate) entries: Vec<u64>,
    /// Those of them that whoever runs the server wrote in an organisation's name, and that it did not sign.
    pub(crate) by_operator: Vec<u64>,
    /// Those of them that their organisation signed.
    pub(crate) signed: Vec<u64>,
    /// An editor recorded it for an owner that does not take part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) recorded: Option<RecordedBy>,
    /// The thing itself.
    pub(crate) record: T,
}
