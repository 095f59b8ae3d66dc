// SPDX-License-Identifier: EUPL-1.2
//! Statements: what an entry says, and its JSON form (the body).
//!
//! To add a kind of statement: a variant here, its word in [`Statement::kind`] and
//! [`decode`], what it does in [`crate::register`], its words in `locales/*/entry.ftl`.
//! To change the form of a body: raise the kind's number in [`schema_of`] and add the step from
//! the old form to [`UPCASTS`]; stored bodies are never rewritten.

mod body;
mod schema;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

pub use self::body::{Body, decode};
pub use self::schema::{DecodeError, UPCASTS, Upcast, schema_of, upcast};
pub use crate::act::Act;
use crate::contribution::Voiced;
use crate::correction::Correction;
use crate::editing::Editing;
use crate::erasure::{ERASED, Erasure, RESTORED, Restoration};
use crate::hand::Hand;
use crate::id::OrganisationId;
use crate::key::{REGISTERED, REVOKED, Registration, Revocation, Signed};
use crate::log_key::{LogKeyReplacement, REKEYED};
use crate::noun::{Noun, Subject};
use crate::organisation::Succession;
use crate::plan::PlanVersion;
use crate::proposal::{Decision, Proposal};
use crate::record::Changes;
use crate::roll::{ActVisitor, RecordAct, Tabled};
use crate::round::Advance;
use crate::shape::{self, Kinded as _};
use crate::standard::Answer;
use crate::submission::{OPENED, Opening, SUBMITTED};
use crate::table::Mark;
use crate::text::Text;

/// What an entry says.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// Something about one record.
    Record(RecordAct),
    /// Something about one record, and why: who stated it corrects it or takes it back.
    Amended {
        /// What is said.
        act: RecordAct,
        /// Why.
        reason: Text,
    },
    /// A plan has a new version; the entries after it say what is different in it.
    PlanVersioned(PlanVersion),
    /// Organisations came after others.
    Succeeded(Succession),
    /// An organisation explains a finding.
    FindingExplained(Text),
    /// A milestone, or another state of one, is proposed.
    MilestoneProposed(Box<Proposal>),
    /// A proposal is confirmed: the milestone is now so.
    MilestoneConfirmed(Decision),
    /// A proposal is declined.
    MilestoneDeclined(Decision),
    /// A proposal that nobody decided yet is taken back by who made it.
    MilestoneWithdrawn(Decision),
    /// Somebody else proposes how a record is to be.
    CorrectionProposed(Box<Correction>),
    /// Whose record it is takes that up: it is now so.
    CorrectionAccepted {
        /// Which proposal, and why.
        decision: Decision,
        /// What changes of what stood then; empty if it stood like that already.
        changes: Changes,
    },
    /// Whose record it is declines that.
    CorrectionDeclined(Decision),
    /// Who proposed it takes it back.
    CorrectionWithdrawn(Decision),
    /// Something is said of the record that somebody else keeps of a plan.
    Edited(Editing),
    /// An organisation registers a key.
    KeyRegistered(Registration),
    /// An organisation revokes a key.
    KeyRevoked(Revocation),
    /// The log's own key is replaced.
    LogRekeyed(Box<LogKeyReplacement>),
    /// The body of an entry was erased.
    BodyErased(Erasure),
    /// The body of an entry was handed in again.
    BodyRestored(Restoration),
    /// A round moved on, by rule.
    RoundAdvanced(Advance),
    /// A standard is answered in an inquiry that nobody reads before its date.
    AnswerSubmitted(Arc<Answer>),
    /// Such an inquiry is opened, by rule.
    InquiryOpened(Opening),
    /// Words of which only the hash is submitted in a round: their organisation keeps them until it is due.
    /// It is only written: what is read of such an entry is
    /// [`Voiced::Committed`].
    Committed {
        /// Report, assessment or practice statement.
        noun: Noun,
        /// The hash of the salted body.
        hash: [u8; 32],
    },
    /// Something is said in a round.
    Voiced {
        /// Report, assessment, practice statement or reply.
        noun: Noun,
        /// What is said.
        voiced: Voiced,
    },
}

impl<T: Tabled> From<Act<T>> for Statement {
    fn from(act: Act<T>) -> Self {
        Self::Record(T::act(act))
    }
}

/// One entry, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its number in the log, from 0.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who states it.
    pub by: OrganisationId,
    /// Whose hand wrote it.
    pub hand: Hand,
    /// What its organisation signed of it.
    pub signed: Option<Arc<Signed>>,
    /// What it is about.
    pub subject: Subject,
    /// Its kind, such as `measure.stated`.
    pub kind: Box<str>,
    /// The day the statement itself carries, if it carries one: its source's date.
    pub dated_on: Option<Date>,
    /// The plan version it belongs to.
    pub version: Option<u32>,
    /// It is made up, to show how the register works.
    pub invented: bool,
    /// What it says; `None` while its body is sealed, or since it was erased.
    pub statement: Option<Statement>,
}

impl Entry {
    /// Which entry it is, and what it is about.
    #[must_use]
    pub const fn mark(&self) -> Mark<'_> {
        Mark {
            seq: self.seq,
            subject: &self.subject,
            version: self.version,
        }
    }
}

/// A statement that is ready to become an entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// What it is about.
    pub subject: Subject,
    /// The day the statement itself carries.
    pub dated_on: Option<Date>,
    /// The plan version it belongs to.
    pub version: Option<u32>,
    /// It is made up, to show how the register works.
    pub invented: bool,
    /// What it says.
    pub statement: Statement,
}

impl Statement {
    /// The kind of entry, such as `measure.stated`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Record(act) | Self::Amended { act, .. } => act.kind(),
            Self::PlanVersioned(_) => "plan.versioned",
            Self::Succeeded(_) => "organisation.succeeded",
            Self::FindingExplained(_) => "finding.explained",
            Self::MilestoneProposed(_) => "milestone.proposed",
            Self::MilestoneConfirmed(_) => "milestone.confirmed",
            Self::MilestoneDeclined(_) => "milestone.declined",
            Self::MilestoneWithdrawn(_) => "milestone.withdrawn",
            Self::CorrectionProposed(_) => "correction.proposed",
            Self::CorrectionAccepted { .. } => "correction.accepted",
            Self::CorrectionDeclined(_) => "correction.declined",
            Self::CorrectionWithdrawn(_) => "correction.withdrawn",
            Self::Edited(editing) => editing.kind(),
            Self::KeyRegistered(_) => REGISTERED,
            Self::KeyRevoked(_) => REVOKED,
            Self::LogRekeyed(_) => REKEYED,
            Self::BodyErased(_) => ERASED,
            Self::BodyRestored(_) => RESTORED,
            Self::RoundAdvanced(advance) => advance.kind(),
            Self::AnswerSubmitted(_) => SUBMITTED,
            Self::InquiryOpened(_) => OPENED,
            Self::Committed { noun, .. } => said_kinds(*noun)[3],
            Self::Voiced { noun, voiced } => voiced_kind(*noun, voiced),
        }
    }

    /// Whether its body stays sealed until its inquiry is opened, whoever writes it.
    #[must_use]
    pub const fn is_sealed_answer(&self) -> bool {
        matches!(self, Self::AnswerSubmitted(_))
    }

    /// Tells every thing that it names.
    pub fn refer(&self, refer: &mut dyn FnMut(Subject)) {
        match self {
            Self::Record(act) | Self::Amended { act, .. } => act.visit(Referring(refer)),
            Self::Succeeded(succession) => {
                for id in succession.organisations() {
                    refer(id.subject());
                }
            }
            Self::MilestoneProposed(proposal) => proposal.milestone.refer(refer),
            // Whose plan it is, is concerned.
            Self::Edited(Editing::Began(began)) => {
                for owner in &began.of {
                    refer(owner.subject());
                }
            }
            Self::Edited(Editing::Ended(ended)) => refer(ended.editor.subject()),
            _ => {}
        }
    }
}

/// What an act names.
struct Referring<'a>(&'a mut dyn FnMut(Subject));

impl ActVisitor for Referring<'_> {
    type Out = ();

    fn visit<T: Tabled>(self, act: &Act<T>) {
        match act {
            Act::Stated(record) => record.refer(self.0),
            // Who is named from now on, or was until now, is concerned; who stays is not.
            Act::Changed(changes) => {
                for (name, change) in changes {
                    let Some(attribute) = shape::find(T::ATTRIBUTES, name) else {
                        continue;
                    };
                    let [before, after] = [&change.from, &change.to].map(|side| {
                        let mut named = Vec::new();
                        if let Some(side) = side {
                            shape::refer(attribute.kind, side, &mut |subject| named.push(subject));
                        }
                        named
                    });
                    let left = before.iter().filter(|subject| !after.contains(subject));
                    let came = after.iter().filter(|subject| !before.contains(subject));
                    for subject in left.chain(came) {
                        (self.0)(subject.clone());
                    }
                }
            }
            Act::Dropped => {}
        }
    }
}

/// Every kind of entry there is, in the order of the nouns.
#[must_use]
pub fn list_kinds() -> Vec<String> {
    let mut kinds = Vec::new();
    for noun in Noun::ALL.iter().copied() {
        let verbs: &[&str] = match noun {
            // Replies are public at once: none is committed.
            Noun::Reply => &["submitted", "corrected", "withdrawn"],
            noun if noun.is_contribution() => &["submitted", "committed", "corrected", "withdrawn"],
            _ => &["stated", "changed", "dropped"],
        };
        kinds.extend(verbs.iter().map(|verb| format!("{noun}.{verb}")));
    }
    kinds.extend(
        [
            "organisation.succeeded",
            "plan.versioned",
            "finding.explained",
            "milestone.proposed",
            "milestone.confirmed",
            "milestone.declined",
            "milestone.withdrawn",
            "correction.proposed",
            "correction.accepted",
            "correction.declined",
            "correction.withdrawn",
            "editing.began",
            "editing.ended",
            "editing.confirmed",
            "editing.contested",
            "round.opened",
            "round.revealed",
            "round.closed",
            "round.published",
            "round.cancelled",
            SUBMITTED,
            OPENED,
            REGISTERED,
            REVOKED,
            REKEYED,
            ERASED,
            RESTORED,
        ]
        .map(str::to_owned),
    );
    kinds
}

/// The words of a contribution's entries: submitted, corrected, withdrawn, committed.
const fn said_kinds(noun: Noun) -> [&'static str; 4] {
    match noun.said_kinds() {
        Some(kinds) => kinds,
        // What is voiced is of a noun that is said; `decode` and every use case see to it.
        None => [
            "report.submitted",
            "report.corrected",
            "report.withdrawn",
            "report.committed",
        ],
    }
}

const fn voiced_kind(noun: Noun, voiced: &Voiced) -> &'static str {
    let [submitted, corrected, withdrawn, committed] = said_kinds(noun);
    match voiced {
        Voiced::Submitted(_) => submitted,
        Voiced::Committed { .. } => committed,
        Voiced::Corrected { .. } => corrected,
        Voiced::Withdrawn { .. } => withdrawn,
    }
}

impl Said {
    /// A statement without a day or plan version of its own.
    #[must_use]
    pub const fn new(subject: Subject, statement: Statement) -> Self {
        Self {
            subject,
            dated_on: None,
            version: None,
            invented: false,
            statement,
        }
    }
}
