// SPDX-License-Identifier: EUPL-1.2
//! Contributions: what organisations say in a round, sealed until it is due.
//!
//! The envelope of a contribution is public at once, its body only when the round is due. So its
//! id tells everything the register must know before: `{round}/{organisation}/{number}/{target}`,
//! such as `nap-az/2026/bmas/1/measure/nap-az/faire-integration`. What was said lies in the
//! contribution's versions, and nothing else in the register depends on it: whether a body is
//! known from the start or revealed later, the register is the same.

use std::fmt;
use std::sync::Arc;

use imbl::Vector;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::assessment::Assessment;
use crate::id::{self, OrganisationId, RoundId};
use crate::noun::{Noun, Subject};
use crate::practice::Practice;
use crate::record::object;
use crate::reply::Reply;
use crate::report::Report;
use crate::text::Text;

/// What a contribution is called, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// Report, assessment, practice statement or reply.
    pub noun: Noun,
    /// The round.
    pub round: RoundId,
    /// Who says it.
    pub by: OrganisationId,
    /// Counts several of one organisation on one thing, from 1: raters, places.
    pub number: u16,
    /// What it is about: a measure, a field, the plan, or the contribution it replies to.
    pub on: Subject,
}

/// The id is not one of a contribution.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” names no contribution to a round")]
pub struct NotAnAddress(pub String);

impl Address {
    /// Takes a subject apart.
    ///
    /// # Errors
    /// [`NotAnAddress`] if it is none of a contribution.
    pub fn parse(subject: &Subject) -> Result<Self, NotAnAddress> {
        Self::find(subject).ok_or_else(|| NotAnAddress(subject.to_string()))
    }

    fn find(subject: &Subject) -> Option<Self> {
        if !subject.noun.is_contribution() {
            return None;
        }
        let [plan, name, by, number, on] = id::parts(&subject.id)?;
        let address = Self {
            noun: subject.noun,
            round: RoundId::new(format!("{plan}/{name}")),
            by: OrganisationId::new(by),
            number: number.parse().ok().filter(|number| *number > 0)?,
            on: on.parse().ok()?,
        };
        // One contribution, one name: "+1" and "01" are not 1.
        (address.subject() == *subject).then_some(address)
    }

    /// The subject of its entries.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::new(self.noun, self.to_string())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}/{}", self.round, self.by, self.number, self.on)
    }
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "a variant holds the content of its name")]
pub enum Says {
    Report(Report),
    Assessment(Assessment),
    Practice(Practice),
    Reply(Reply),
}

impl Says {
    /// Which noun it is.
    #[must_use]
    pub const fn noun(&self) -> Noun {
        match self {
            Self::Report(_) => Noun::Report,
            Self::Assessment(_) => Noun::Assessment,
            Self::Practice(_) => Noun::Practice,
            Self::Reply(_) => Noun::Reply,
        }
    }

    /// One of this noun that says nothing yet; a report for nouns that no round has.
    #[must_use]
    pub fn nothing(noun: Noun) -> Self {
        match noun {
            Noun::Assessment => Self::Assessment(Assessment::default()),
            Noun::Practice => Self::Practice(Practice::default()),
            Noun::Reply => Self::Reply(Reply::default()),
            _ => Self::Report(Report::default()),
        }
    }

    /// One of this noun from its attributes.
    ///
    /// # Errors
    /// What does not fit the noun's shape.
    pub fn decode(
        noun: Noun,
        attributes: serde_json::Map<String, serde_json::Value>,
    ) -> Result<Self, serde_json::Error> {
        let mut tagged = serde_json::Map::new();
        tagged.insert(noun.as_str().to_owned(), attributes.into());
        serde_json::from_value(tagged.into())
    }

    /// Its attributes by name, as JSON; what is not stated is absent.
    #[must_use]
    pub fn attributes(&self) -> serde_json::Map<String, serde_json::Value> {
        match self {
            Self::Report(report) => object(report),
            Self::Assessment(assessment) => object(assessment),
            Self::Practice(practice) => object(practice),
            Self::Reply(reply) => object(reply),
        }
    }

    /// How far the measure is carried out, as this voice sees it.
    #[must_use]
    pub fn delivery(&self) -> Option<crate::scale::Delivery> {
        match self {
            Self::Report(report) => report.delivery.value().copied(),
            Self::Assessment(assessment) => assessment.delivery.value().copied(),
            Self::Practice(practice) => practice.delivery.value().copied(),
            Self::Reply(_) => None,
        }
    }

    /// What it changed, as this voice sees it.
    #[must_use]
    pub fn effect(&self) -> Option<crate::scale::Effect> {
        match self {
            Self::Assessment(assessment) => assessment.effect.value().copied(),
            Self::Practice(practice) => practice.effect.value().copied(),
            Self::Report(_) | Self::Reply(_) => None,
        }
    }

    /// The evidence it names.
    #[must_use]
    pub fn proofs(&self) -> &[crate::proof::Proof] {
        match self {
            Self::Report(report) => &report.evidence,
            Self::Assessment(assessment) => &assessment.evidence,
            Self::Practice(practice) => &practice.evidence,
            Self::Reply(reply) => &reply.evidence,
        }
    }

    /// All uploaded files it names, each with the field it is in.
    #[must_use]
    pub fn list_files(&self) -> Vec<(String, &crate::file::File)> {
        let mut lists = vec![("evidence".to_owned(), self.proofs())];
        if let Self::Report(report) = self {
            for (at, reached) in report.milestones.iter().enumerate() {
                lists.push((format!("milestones.{at}.evidence"), &reached.evidence));
            }
        }
        let files = lists.into_iter().flat_map(|(list, proofs)| {
            let named = proofs.iter().enumerate();
            named.filter_map(move |(at, proof)| {
                Some((format!("{list}.{at}.file"), proof.file.as_ref()?))
            })
        });
        files.collect()
    }
}

/// Something that is said in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voiced {
    /// Said, or said again before the round is due.
    Submitted(Arc<Says>),
    /// Only its hash was submitted, and its organisation handed in the words when the round was due.
    Committed {
        /// What it is about: a hash binds its words to their place.
        about: Subject,
        /// What is said.
        says: Arc<Says>,
    },
    /// Said otherwise after it was revealed.
    Corrected {
        /// The entry it corrects.
        corrects: u64,
        /// Why.
        reason: Text,
        /// What is said now.
        says: Arc<Says>,
    },
    /// Taken back after it was revealed.
    Withdrawn {
        /// The entry it takes back.
        corrects: u64,
        /// Why.
        reason: Text,
    },
}

impl Voiced {
    /// What is said.
    #[must_use]
    pub const fn says(&self) -> Option<&Arc<Says>> {
        match self {
            Self::Submitted(says) | Self::Committed { says, .. } | Self::Corrected { says, .. } => {
                Some(says)
            }
            Self::Withdrawn { .. } => None,
        }
    }
}

/// One entry of a contribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The entry.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Its kind, such as `report.submitted`.
    pub kind: Arc<str>,
    /// What it says; `None` while it is sealed, for ever if it was replaced before the round was due or if its
    /// organisation keeps the words, or since it was erased.
    pub voiced: Option<Voiced>,
}

impl Version {
    /// Whether it was said for the first time, or anew, before the round was due: with its words, or with
    /// their hash alone.
    #[must_use]
    pub fn is_submission(&self) -> bool {
        self.kind.ends_with(".submitted") || self.is_commitment()
    }

    /// Whether only the hash of its words was submitted.
    #[must_use]
    pub fn is_commitment(&self) -> bool {
        self.kind.ends_with(COMMITTED)
    }

    /// Whether its words are with their organisation alone.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.voiced.is_none() && self.is_commitment()
    }
}

/// How kinds of entries end of which only the hash of the words is submitted.
pub const COMMITTED: &str = ".committed";

/// A contribution with all its versions.
#[derive(Clone, Debug)]
pub struct Contribution {
    /// What it is called.
    pub address: Address,
    /// Oldest first; never empty.
    pub versions: Vector<Version>,
}

impl Contribution {
    /// The newest version.
    #[must_use]
    pub fn newest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// Whether an entry of it was replaced by a later one before the round was due. Its content stays
    /// sealed then.
    #[must_use]
    pub fn is_replaced(&self, seq: u64) -> bool {
        let mut submitted = self
            .versions
            .iter()
            .filter(|version| version.is_submission());
        submitted.any(|version| version.seq == seq) && submitted.any(|version| version.seq > seq)
    }

    /// When it was first said.
    #[must_use]
    pub fn first_at(&self) -> Option<Timestamp> {
        self.versions.front().map(|version| version.at)
    }

    /// How often it was said again before it was revealed.
    #[must_use]
    pub fn replacements(&self) -> usize {
        let submitted = self.versions.iter();
        let submitted = submitted.filter(|version| version.is_submission());
        submitted.count().saturating_sub(1)
    }

    /// Whether it was taken back.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.newest()
            .is_some_and(|version| version.kind.ends_with(".withdrawn"))
    }
}
