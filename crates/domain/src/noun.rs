// SPDX-License-Identifier: EUPL-1.2
//! The nouns of the register, and how one thing in it is named.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// What an entry can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Noun {
    /// A ministry, agency, network, Land or other body.
    Organisation,
    /// An adopted programme.
    Plan,
    /// A fact about a plan as one source gives it.
    Fact,
    /// A top division of a plan, or a part of one.
    Field,
    /// An intended change inside a field.
    Goal,
    /// The smallest unit of commitment.
    Measure,
    /// A dated, checkable step.
    Milestone,
    /// A demand of a named issuer.
    Recommendation,
    /// A binding duty with its legal source.
    Obligation,
    /// What the addressee said to a recommendation.
    Response,
    /// A judgement how far a plan meets a recommendation.
    Coverage,
    /// A dated document, link or claim.
    Evidence,
    /// Something that does not fit in what was imported.
    Finding,
    /// A defined observation.
    Indicator,
    /// What an indicator showed on a day, as one source says.
    Value,
    /// Money for a measure in a year, as one source says.
    Funding,
    /// A period of reporting with its dates.
    Round,
    /// What a lead says about its measure in a round.
    Report,
    /// What an independent body says in a round.
    Assessment,
    /// What reaches practice, as civil society says in a round.
    Practice,
    /// What an assessed or addressed body answers in a round.
    Reply,
}

impl Noun {
    /// Every noun: those that are imported, and those of the monitoring cycle.
    pub const ALL: [Self; 21] = [
        Self::Organisation,
        Self::Plan,
        Self::Fact,
        Self::Field,
        Self::Goal,
        Self::Measure,
        Self::Milestone,
        Self::Recommendation,
        Self::Obligation,
        Self::Response,
        Self::Coverage,
        Self::Evidence,
        Self::Finding,
        Self::Indicator,
        Self::Value,
        Self::Funding,
        Self::Round,
        Self::Report,
        Self::Assessment,
        Self::Practice,
        Self::Reply,
    ];

    /// Nouns that files bring, and the findings about them, in the order in which an import writes
    /// them.
    pub const IMPORTED: [Self; 13] = {
        let mut imported = [Self::Organisation; 13];
        let mut at = 0;
        while at < imported.len() {
            imported[at] = Self::ALL[at];
            at += 1;
        }
        imported
    };

    /// The noun in code, entry kinds and JSON: `measure`, `coverage`, …
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Plan => "plan",
            Self::Fact => "fact",
            Self::Field => "field",
            Self::Goal => "goal",
            Self::Measure => "measure",
            Self::Milestone => "milestone",
            Self::Recommendation => "recommendation",
            Self::Obligation => "obligation",
            Self::Response => "response",
            Self::Coverage => "coverage",
            Self::Evidence => "evidence",
            Self::Finding => "finding",
            Self::Indicator => "indicator",
            Self::Value => "value",
            Self::Funding => "funding",
            Self::Round => "round",
            Self::Report => "report",
            Self::Assessment => "assessment",
            Self::Practice => "practice",
            Self::Reply => "reply",
        }
    }

    /// Whether it is said in a round: sealed until the round is due.
    #[must_use]
    pub const fn is_contribution(self) -> bool {
        matches!(
            self,
            Self::Report | Self::Assessment | Self::Practice | Self::Reply
        )
    }

    /// Whether the noun belongs to a plan version: such nouns are dropped when a complete file no
    /// longer mentions them, and the first change to one opens a new version.
    #[must_use]
    pub const fn is_versioned(self) -> bool {
        matches!(
            self,
            Self::Plan | Self::Field | Self::Goal | Self::Measure | Self::Milestone
        )
    }
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not one of the nouns.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a noun of the register")]
pub struct UnknownNoun(pub String);

impl FromStr for Noun {
    type Err = UnknownNoun;

    fn from_str(text: &str) -> Result<Self, UnknownNoun> {
        Self::ALL
            .into_iter()
            .find(|noun| noun.as_str() == text)
            .ok_or_else(|| UnknownNoun(text.to_owned()))
    }
}

/// One thing in the register: `measure/nap-az/faire-integration`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// What kind of thing.
    pub noun: Noun,
    /// Its id, unique within the noun. Nouns of a plan begin with the plan's id and a slash.
    pub id: Arc<str>,
}

impl Subject {
    /// Names a thing.
    #[must_use]
    pub fn new(noun: Noun, id: impl Into<Arc<str>>) -> Self {
        Self {
            noun,
            id: id.into(),
        }
    }

    /// The plan it belongs to, read off its id; `None` for nouns that are not of one plan.
    #[must_use]
    pub fn plan(&self) -> Option<&str> {
        match self.noun {
            Noun::Plan => Some(&self.id),
            Noun::Field
            | Noun::Goal
            | Noun::Measure
            | Noun::Milestone
            | Noun::Fact
            | Noun::Indicator
            | Noun::Value
            | Noun::Funding
            | Noun::Round
            | Noun::Report
            | Noun::Assessment
            | Noun::Practice
            | Noun::Reply => self.id.split_once('/').map(|(plan, _)| plan),
            Noun::Organisation
            | Noun::Recommendation
            | Noun::Obligation
            | Noun::Response
            | Noun::Coverage
            | Noun::Evidence
            | Noun::Finding => None,
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.noun, self.id)
    }
}

impl FromStr for Subject {
    type Err = UnknownNoun;

    fn from_str(text: &str) -> Result<Self, UnknownNoun> {
        let (noun, id) = text
            .split_once('/')
            .ok_or_else(|| UnknownNoun(text.to_owned()))?;
        Ok(Self::new(noun.parse()?, id))
    }
}

impl Serialize for Subject {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
