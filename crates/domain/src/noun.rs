// SPDX-License-Identifier: EUPL-1.2
//! The nouns of the register, and how one thing in it is named.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::wordlist::Words;

/// The one roll call: every noun, its word, what is true of it, and, for those that are kept as
/// records, its table and type. Hands the list to another macro, so that this module names no type
/// and the types may name it: [`Noun`] is made here, tables and dispatch in [`crate::roll`].
///
/// | flag | meaning |
/// | --- | --- |
/// | `in_plan` | its id begins with its plan's and a slash |
/// | `versioned` | it belongs to a plan version: dropped when a complete file no longer mentions it, and the first change opens a new version |
/// | `imported` | files bring it, or findings about them, in the order of this list |
macro_rules! roll_call {
    ($make:ident) => {
        $make! {
            records {
                /// A ministry, agency, network, Land or other body.
                Organisation "organisation" [imported] organisations: crate::organisation::Organisation;
                /// An adopted programme.
                Plan "plan" [imported versioned] plans: crate::plan::Plan;
                /// A fact about a plan as one source gives it.
                Fact "fact" [imported in_plan] facts: crate::plan::Fact;
                /// A top division of a plan, or a part of one.
                Field "field" [imported in_plan versioned] fields: crate::plan::Field;
                /// An intended change inside a field.
                Goal "goal" [imported in_plan versioned] goals: crate::plan::Goal;
                /// The smallest unit of commitment.
                Measure "measure" [imported in_plan versioned] measures: crate::measure::Measure;
                /// A dated, checkable step.
                Milestone "milestone" [imported in_plan versioned] milestones: crate::milestone::Milestone;
                /// A demand of a named issuer.
                Recommendation "recommendation" [imported] recommendations: crate::recommendation::Recommendation;
                /// A binding duty with its legal source.
                Obligation "obligation" [imported] obligations: crate::recommendation::Obligation;
                /// What the addressee said to a recommendation.
                Response "response" [imported] responses: crate::recommendation::Response;
                /// A judgement how far a plan meets a recommendation or an obligation.
                Coverage "coverage" [imported] coverages: crate::coverage::Coverage;
                /// A dated document, link or claim.
                Evidence "evidence" [imported] evidence: crate::evidence::Evidence;
                /// Something that does not fit in what was imported.
                Finding "finding" [imported] findings: crate::finding::Finding;
                /// A defined observation.
                Indicator "indicator" [imported in_plan] indicators: crate::indicator::Indicator;
                /// What an indicator showed on a day, as one source says.
                Value "value" [imported in_plan] values: crate::indicator::Value;
                /// Money for a measure in a year, as one source says.
                Funding "funding" [imported in_plan] fundings: crate::funding::Funding;
                /// A period of reporting with its dates.
                Round "round" [in_plan] rounds: crate::round::Round;
                /// An event outside a plan that touches its measures, as one organisation says.
                Context "context" [imported in_plan] contexts: crate::context::Context;
                /// How far something is, as one organisation says outside of rounds.
                Status "status" [imported] statuses: crate::status::Status;
                /// How two measures go together, as one organisation says.
                Relation "relation" [imported in_plan] relations: crate::relation::Relation;
                /// Whether two demands ask for the same, as one organisation says.
                Grouping "grouping" [imported] groupings: crate::grouping::Grouping;
                /// What a referral mechanism has to have.
                Standard "standard" [imported] standards: crate::standard::Standard;
                /// What exists of a referral mechanism, as one organisation says.
                Arrangement "arrangement" [imported] arrangements: crate::arrangement::Arrangement;
                /// How far a standard is met in a Land, as one organisation says.
                Answer "answer" [imported] answers: crate::standard::Answer;
                /// Who was asked how far standards are met, and by when.
                Inquiry "inquiry" [imported] inquiries: crate::standard::Inquiry;
                /// What an organisation says to a finding.
                Remark "remark" [] remarks: crate::remark::Remark;
            }
            // What is said in a round: sealed until the round is due.
            said {
                /// What a lead says about its measure in a round.
                Report "report": crate::report::Report;
                /// What an independent body says in a round.
                Assessment "assessment": crate::assessment::Assessment;
                /// What reaches practice, as civil society says in a round.
                Practice "practice": crate::practice::Practice;
                /// What an assessed or addressed body answers in a round.
                Reply "reply": crate::reply::Reply;
            }
        }
    };
}
pub(crate) use roll_call;

/// What is true of a noun; see `roll_call!`.
#[derive(Clone, Copy)]
struct Flags {
    in_plan: bool,
    versioned: bool,
    imported: bool,
    said: bool,
}

impl Flags {
    const NONE: Self = Self {
        in_plan: false,
        versioned: false,
        imported: false,
        said: false,
    };
}

macro_rules! make_noun {
    (
        records { $($(#[doc = $doc:literal])* $record:ident $word:literal [$($flag:ident)*] $table:ident: $type:path;)* }
        said { $($(#[doc = $said_doc:literal])* $said:ident $said_word:literal: $said_type:path;)* }
    ) => {
        /// What an entry can be about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum Noun {
            $($(#[doc = $doc])* $record,)*
            $($(#[doc = $said_doc])* $said,)*
        }

        impl Noun {
            /// Every noun.
            pub const ALL: &[Self] = &[$(Self::$record,)* $(Self::$said,)*];

            /// The words as data.
            pub const WORDS: Words = Words {
                name: "Noun",
                list: &[$(($word, concat!($($doc),*)),)* $(($said_word, concat!($($said_doc),*)),)*],
            };

            /// The noun in code, entry kinds and JSON: `measure`, `coverage`, …
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$record => $word,)*
                    $(Self::$said => $said_word,)*
                }
            }

            /// The name of their table: `measures`. `None` for what is said in a round, which has no table.
            const fn table(self) -> Option<&'static str> {
                match self {
                    $(Self::$record => Some(stringify!($table)),)*
                    $(Self::$said)|* => None,
                }
            }

            const fn flags(self) -> Flags {
                match self {
                    $(Self::$record => Flags { $($flag: true,)* ..Flags::NONE },)*
                    $(Self::$said => Flags { in_plan: true, said: true, ..Flags::NONE },)*
                }
            }
        }
    };
}
roll_call!(make_noun);

impl Noun {
    /// The word for many of them: `measures`. What imports met is called data findings: findings are what
    /// follows from the record by a rule. `None` for what is said in a round.
    #[must_use]
    pub const fn plural(self) -> Option<&'static str> {
        match self {
            Self::Finding => Some("data-findings"),
            other => other.table(),
        }
    }

    /// Nouns that files bring, and the findings about them, in the order in which an import writes
    /// them.
    pub fn list_imported() -> impl DoubleEndedIterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|noun| noun.flags().imported)
    }

    /// Nouns of what is said in a round.
    pub fn list_said() -> impl DoubleEndedIterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|noun| noun.is_contribution())
    }

    /// Whether it is said in a round: sealed until the round is due.
    #[must_use]
    pub const fn is_contribution(self) -> bool {
        self.flags().said
    }

    /// Whether the noun belongs to a plan version: such nouns are dropped when a complete file no
    /// longer mentions them, and the first change to one opens a new version.
    #[must_use]
    pub const fn is_versioned(self) -> bool {
        self.flags().versioned
    }

    /// Whether it is the text of a plan: its owner's word.
    #[must_use]
    pub const fn is_plan_text(self) -> bool {
        matches!(
            self,
            Self::Plan | Self::Fact | Self::Field | Self::Goal | Self::Measure | Self::Milestone
        )
    }

    /// Whether ids of the noun begin with a plan's and a slash.
    #[must_use]
    pub const fn is_in_plan(self) -> bool {
        self.flags().in_plan
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
        let mut all = Self::ALL.iter().copied();
        all.find(|noun| noun.as_str() == text)
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
        if self.noun == Noun::Plan {
            return Some(&self.id);
        }
        let (plan, _) = self.id.split_once('/')?;
        self.noun.is_in_plan().then_some(plan)
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
