// SPDX-License-Identifier: EUPL-1.2
//! What a table would do, or did: counts, what differs, what does not fit, what is not theirs.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use wegmarke_domain::act::Act;
use wegmarke_domain::import::Outcome;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Changes;
use wegmarke_domain::register::Register;
use wegmarke_domain::roll::{ActVisitor, Tabled};
use wegmarke_domain::rules::importing::{NotTheirs, list_not_theirs};
use wegmarke_domain::statement::Statement;
use wegmarke_domain::text::Text;

use crate::import::{ImportReport, report};
use crate::{AppError, Receipt, State, Who};

/// What differs from what is on record.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Of what.
    pub subject: Subject,
    /// The row that says so; `None`: no row, it is not mentioned any more or follows from others.
    pub row: Option<u32>,
    /// What it is called, if it is new.
    pub title: Option<Text>,
    /// Whether it is new.
    pub is_new: bool,
    /// What changes; empty for what is new and what goes.
    pub changes: Changes,
    /// Whether it goes.
    pub dropped: bool,
}

/// What a table would do, or did.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// Counts, successions, findings.
    pub report: ImportReport,
    /// What differs, in the order of rows; what goes comes last. Findings are not among it.
    pub differences: Vec<Difference>,
    /// What is not for who brings it to state. Nothing is written then.
    pub not_theirs: Vec<NotTheirs>,
    /// Tells what would be written from everything else that could be.
    pub fingerprint: String,
    /// On how many entries it rests.
    pub on: u64,
    /// The first and the last entry that was written.
    pub written: Option<(Receipt, Receipt)>,
    /// The receipts of everything that was written, where it was signed.
    pub signed: Vec<Receipt>,
}

impl FileReport {
    /// `register` is as who brings it sees it.
    pub(super) fn of(
        (state, register): (&State, &Register),
        who: &Who,
        outcome: &Outcome,
    ) -> Result<Self, AppError> {
        Ok(Self {
            report: report(outcome),
            differences: Vec::new(),
            not_theirs: list_not_theirs(register, &who.actor, &outcome.said),
            fingerprint: fingerprint(outcome)?,
            on: state.size(),
            written: None,
            signed: Vec::new(),
        })
    }

    pub(super) fn with_differences(mut self, outcome: &Outcome) -> Self {
        self.differences = list_differences(outcome);
        self
    }
}

fn fingerprint(outcome: &Outcome) -> Result<String, AppError> {
    let mut hasher = Sha256::new();
    for said in &outcome.said {
        hasher.update(said.statement.kind());
        hasher.update(said.subject.to_string());
        let internal = |error: serde_json::Error| AppError::Internal(error.to_string());
        let body: Value = said.body().map_err(internal)?;
        hasher.update(serde_json::to_vec(&body).map_err(internal)?);
    }
    Ok(hex::encode(hasher.finalize()))
}

fn list_differences(outcome: &Outcome) -> Vec<Difference> {
    let mut all: Vec<Difference> = outcome
        .said
        .iter()
        .filter(|said| said.subject.noun != Noun::Finding)
        .filter_map(|said| match &said.statement {
            Statement::Record(act) | Statement::Amended { act, .. } => Some(act.visit(Differing {
                subject: &said.subject,
                rows: &outcome.rows,
            })),
            _ => None,
        })
        .collect();
    all.sort_by_key(|one| (one.dropped, one.row.is_none(), one.row));
    all
}

struct Differing<'a> {
    subject: &'a Subject,
    rows: &'a BTreeMap<Subject, u32>,
}

impl ActVisitor for Differing<'_> {
    type Out = Difference;

    fn visit<T: Tabled>(self, act: &Act<T>) -> Difference {
        let (title, changes) = match act {
            Act::Stated(record) => (record.title().cloned(), Changes::new()),
            Act::Changed(changes) => (None, changes.clone()),
            Act::Dropped => (None, Changes::new()),
        };
        Difference {
            row: self.rows.get(self.subject).copied(),
            subject: self.subject.clone(),
            title,
            is_new: matches!(act, Act::Stated(_)),
            changes,
            dropped: matches!(act, Act::Dropped),
        }
    }
}
