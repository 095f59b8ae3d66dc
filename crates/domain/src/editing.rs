// SPDX-License-Identifier: EUPL-1.2
//! Editors: an organisation keeps the record of a plan whose owner does not take part. What it records is not
//! the owner's word until the owner says so: it confirms, corrects or contests, and nothing is overwritten.

use imbl::Vector;
use serde::{Deserialize, Serialize};

use crate::id::OrganisationId;
use crate::noun::Subject;
use crate::text::Text;

/// What is said of the record that somebody else keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Editing {
    /// An organisation keeps the record of a plan from now on.
    Began(Began),
    /// It does so no more.
    Ended(Ended),
    /// The owner confirms what was recorded.
    Confirmed(Review),
    /// The owner contests it.
    Contested(Review),
}

impl Editing {
    /// The kind of entry.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Began(_) => "editing.began",
            Self::Ended(_) => "editing.ended",
            Self::Confirmed(_) => "editing.confirmed",
            Self::Contested(_) => "editing.contested",
        }
    }
}

/// Every kind of entry about it.
pub const KINDS: [&str; 4] = [
    "editing.began",
    "editing.ended",
    "editing.confirmed",
    "editing.contested",
];

/// An organisation begins to keep the record of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Began {
    /// Whose plan it is: who leads or coordinates it, and does not take part. Empty: no source names anybody.
    pub of: Vec<OrganisationId>,
    /// Why.
    pub reason: Text,
}

/// An organisation keeps the record of a plan no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ended {
    /// The editor: itself says it, or the owner.
    pub editor: OrganisationId,
    /// Why.
    pub reason: Text,
}

/// The owner says what it makes of what was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The newest entry that was seen: what is recorded after it is not meant.
    pub through: u64,
    /// True: everything of the plan that was recorded by an editor, and not only what the entry is about.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub whole: bool,
    /// Why; contesting needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// An organisation's time as editor of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The editor.
    pub by: OrganisationId,
    /// The entry that began it.
    pub from: u64,
    /// The entry that ended it.
    pub until: Option<u64>,
    /// Whose plan it was said to be.
    pub of: Vec<OrganisationId>,
}

/// What an owner made of what was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// The entry.
    pub seq: u64,
    /// The owner.
    pub by: OrganisationId,
    /// What it is about.
    pub about: Subject,
    /// Whether it contests.
    pub contests: bool,
    /// What it says.
    pub review: Review,
}

impl Reviewed {
    /// Whether it says something of what an entry recorded of a thing.
    #[must_use]
    pub fn covers(&self, seq: u64, about: &Subject) -> bool {
        let is_meant = self.review.whole || self.about == *about;
        is_meant && seq <= self.review.through && seq < self.seq
    }
}

/// Why a statement about editing does not follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEditing {
    /// It is the editor already.
    Known,
    /// There is no such editor, or nothing to say of it.
    Unknown,
}

/// Who kept the record of a plan, and what its owner made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditedPlan {
    terms: Vector<Term>,
    reviews: Vector<Reviewed>,
}

impl EditedPlan {
    /// All terms, oldest first.
    pub fn terms(&self) -> impl DoubleEndedIterator<Item = &Term> {
        self.terms.iter()
    }

    /// All reviews, oldest first.
    pub fn reviews(&self) -> impl DoubleEndedIterator<Item = &Reviewed> {
        self.reviews.iter()
    }

    /// The term of an organisation that keeps the record now.
    #[must_use]
    pub fn find_open(&self, by: &OrganisationId) -> Option<&Term> {
        let mut terms = self.terms.iter();
        terms.find(|term| term.by == *by && term.until.is_none())
    }

    /// The term in which an organisation wrote an entry; `None`: it did not write it as an editor.
    #[must_use]
    pub fn find_term(&self, by: &OrganisationId, seq: u64) -> Option<&Term> {
        let mut terms = self.terms.iter();
        terms.find(|term| {
            let is_over = term.until.is_some_and(|until| until < seq);
            term.by == *by && term.from < seq && !is_over
        })
    }

    /// Something is said of it.
    ///
    /// # Errors
    /// [`NoEditing`] if it does not follow from what was said before.
    pub fn say(
        &mut self,
        (seq, by): (u64, &OrganisationId),
        about: &Subject,
        editing: &Editing,
    ) -> Result<(), NoEditing> {
        match editing {
            Editing::Began(_) if self.find_open(by).is_some() => return Err(NoEditing::Known),
            Editing::Began(began) => self.terms.push_back(Term {
                by: by.clone(),
                from: seq,
                until: None,
                of: began.of.clone(),
            }),
            Editing::Ended(ended) => {
                let mut terms = self.terms.iter_mut();
                let open = terms.find(|term| term.by == ended.editor && term.until.is_none());
                open.ok_or(NoEditing::Unknown)?.until = Some(seq);
            }
            // Nobody confirms what they recorded themselves.
            Editing::Confirmed(_) | Editing::Contested(_) if self.find_open(by).is_some() => {
                return Err(NoEditing::Unknown);
            }
            Editing::Confirmed(review) | Editing::Contested(review) => {
                self.reviews.push_back(Reviewed {
                    seq,
                    by: by.clone(),
                    about: about.clone(),
                    contests: matches!(editing, Editing::Contested(_)),
                    review: review.clone(),
                });
            }
        }
        Ok(())
    }
}
