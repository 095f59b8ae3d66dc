// SPDX-License-Identifier: EUPL-1.2
//! Answers on standards that nobody reads before the date of their inquiry.
//!
//! The envelope of such an answer is public at once, its body only when the inquiry is opened. So its name
//! tells what must be known before: `answer/{inquiry}/{standard}/{land}/{organisation}`. Nothing else in the
//! register depends on what it says until the entry that opens the inquiry; with that entry the newest one of
//! each becomes an answer like any other.

use std::sync::Arc;

use imbl::Vector;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{self, AnswerId, InquiryId, OrganisationId, StandardId};
use crate::noun::{Noun, Subject};
use crate::scale::Land;
use crate::standard::Answer;

/// The kind of an entry that is such an answer.
pub const SUBMITTED: &str = "answer.submitted";
/// The kind of an entry that opens an inquiry.
pub const OPENED: &str = "inquiry.opened";

/// What a sealed answer is called, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Submission {
    /// The inquiry that asks for it.
    pub inquiry: InquiryId,
    /// The standard.
    pub standard: StandardId,
    /// The Land, or the federation as a whole.
    pub land: Land,
    /// Who says it.
    pub by: OrganisationId,
}

impl Submission {
    /// What an answer is called in an inquiry.
    #[must_use]
    pub fn of(inquiry: &InquiryId, answer: &Answer) -> Self {
        Self {
            inquiry: inquiry.clone(),
            standard: answer.standard.clone(),
            land: answer.land,
            by: answer.organisation.clone(),
        }
    }

    /// Takes a subject apart; `None`: it is none of a sealed answer.
    #[must_use]
    pub fn parse(subject: &Subject) -> Option<Self> {
        let named = id::parts(&subject.id).filter(|_| subject.noun == Noun::Answer);
        let [inquiry, standard, land, by] = named?;
        let submission = Self {
            inquiry: InquiryId::new(inquiry),
            standard: StandardId::new(standard),
            land: land.parse().ok()?,
            by: OrganisationId::new(by),
        };
        // One answer, one name.
        (submission.subject() == *subject).then_some(submission)
    }

    /// The subject of its entries.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::new(Noun::Answer, format!("{}/{}", self.inquiry, self.answer()))
    }

    /// The answer that it becomes.
    #[must_use]
    pub fn answer(&self) -> AnswerId {
        AnswerId::new(format!(
            "{}/{}/{}",
            self.standard,
            self.land.as_str(),
            self.by
        ))
    }
}

/// One entry of a sealed answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmittedVersion {
    /// The entry.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// What it says; `None` while it is sealed, for ever if it was replaced before the inquiry was opened, or
    /// since it was erased.
    pub answer: Option<Arc<Answer>>,
}

/// A sealed answer with all that was said in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// What it is called.
    pub name: Submission,
    /// Oldest first; never empty.
    pub versions: Vector<SubmittedVersion>,
}

impl Submitted {
    /// The newest version: the one that becomes public.
    #[must_use]
    pub fn newest(&self) -> Option<&SubmittedVersion> {
        self.versions.last()
    }

    /// Whether another one took the place of an entry.
    #[must_use]
    pub fn is_replaced(&self, seq: u64) -> bool {
        self.newest().is_some_and(|newest| newest.seq > seq)
    }
}

/// An inquiry is opened, by rule: from then on everybody reads what was said in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// When the clock said so; the entry may be recorded later, if nothing ran then. Absent where the body of
    /// the entry is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// Entries that should have become public and whose bodies did not open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unopened: Vec<u64>,
}

#[cfg(test)]
mod tests {
    use super::Submission;
    use crate::noun::{Noun, Subject};

    #[test]
    fn a_sealed_answer_names_its_inquiry_and_no_other_answer_reads_as_one() {
        for (id, reads) in [
            ("herbst/art-11/de-by/bayern", true),
            ("art-11/de-by/bayern", false),
            ("herbst/art-11/de-xx/bayern", false),
            ("herbst/art-11/de-by", false),
        ] {
            let subject = Subject::new(Noun::Answer, id);
            let read = Submission::parse(&subject);
            assert_eq!(read.is_some(), reads, "{id}");
            assert!(read.is_none_or(|read| read.subject() == subject));
        }
        assert_eq!(
            Submission::parse(&Subject::new(Noun::Standard, "a/b/de/c")),
            None
        );
        let subject = Subject::new(Noun::Answer, "herbst/art-11/de-by/bayern");
        let answer = Submission::parse(&subject).map(|read| read.answer());
        assert_eq!(answer.unwrap().as_str(), "art-11/de-by/bayern");
    }
}
