// SPDX-License-Identifier: EUPL-1.2
//! Coverage: judgements how far a plan meets what is asked of it: a recommendation or an obligation.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use wegmarke_derive::{record, shape};

use crate::id::{
    CoverageId, FieldId, MeasureId, ObligationId, OrganisationId, PlanId, RecommendationId,
};
use crate::noun::{Noun, Subject};
use crate::problem::{Problem, codes};
use crate::shape::{Attribute, Kind, Kinded, Shaped};
use crate::stated::Stated;
use crate::text::Text;
use crate::words::words;

words! {
    /// How far a plan meets what is asked of it.
    Degree {
        /// It is met.
        Met => "met",
        /// It is met in part.
        Partial => "partial",
        /// It is not met.
        NotMet => "not-met",
        /// The plan goes against it.
        Contradicted => "contradicted",
        /// It cannot be told.
        Unclear => "unclear",
    }
}

words! {
    /// How sure an author is of a judgement.
    Confidence {
        /// The plan leaves no doubt.
        High => "high",
        /// Something speaks against it.
        Medium => "medium",
        /// It might as well be otherwise.
        Low => "low",
    }
}

/// What is judged: one recommendation or one obligation, never both.
///
/// In JSON it is the key `recommendation` or the key `obligation` of the judgement itself, so that judgements
/// from before obligations could be judged keep their bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Named", into = "Named")]
pub enum Judged {
    /// A demand of a named issuer.
    Recommendation(RecommendationId),
    /// A binding duty.
    Obligation(ObligationId),
}

/// The keys of [`Judged`].
#[shape]
struct Named {
    /// The recommendation that is judged.
    recommendation: Option<RecommendationId>,
    /// The obligation that is judged.
    obligation: Option<ObligationId>,
}

impl From<Judged> for Named {
    fn from(judged: Judged) -> Self {
        let (recommendation, obligation) = match judged {
            Judged::Recommendation(id) => (Some(id), None),
            Judged::Obligation(id) => (None, Some(id)),
        };
        Self {
            recommendation,
            obligation,
        }
    }
}

impl TryFrom<Named> for Judged {
    type Error = &'static str;

    fn try_from(named: Named) -> Result<Self, Self::Error> {
        match (named.recommendation, named.obligation) {
            (Some(id), None) => Ok(Self::Recommendation(id)),
            (None, Some(id)) => Ok(Self::Obligation(id)),
            (None, None) => Err("missing field `recommendation` or `obligation`"),
            (Some(_), Some(_)) => Err("a judgement is about one recommendation or one obligation"),
        }
    }
}

impl Shaped for Judged {
    const ATTRIBUTES: &'static [Attribute] = Named::ATTRIBUTES;
}

impl Kinded for Judged {
    const KIND: Kind = Named::KIND;

    fn refer(&self, refer: &mut dyn FnMut(Subject)) {
        refer(self.subject());
    }
}

impl Judged {
    /// The nouns that can be judged.
    pub const NOUNS: [Noun; 2] = [Noun::Recommendation, Noun::Obligation];

    /// The thing itself.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Self::Recommendation(id) => id.subject(),
            Self::Obligation(id) => id.subject(),
        }
    }

    /// The thing of a noun and an id; `None`: such a noun is not judged.
    #[must_use]
    pub fn of(noun: Noun, id: &str) -> Option<Self> {
        match noun {
            Noun::Recommendation => Some(Self::Recommendation(RecommendationId::new(id))),
            Noun::Obligation => Some(Self::Obligation(ObligationId::new(id))),
            _ => None,
        }
    }

    /// What is wrong where of the nouns that can be judged these are named, in their order: one has to be, and
    /// one only.
    #[must_use]
    pub fn problem(named: [bool; 2]) -> Option<Problem> {
        let [recommendation, obligation] = Self::NOUNS;
        match named {
            [false, false] => Some(Problem::new(recommendation.as_str(), codes::REQUIRED)),
            [true, true] => Some(Problem::new(obligation.as_str(), codes::ONE_OF_TWO)),
            _ => None,
        }
    }

    /// The id of the judgement of an author about a plan.
    #[must_use]
    pub fn judgement(&self, plan: &str, author: &str) -> CoverageId {
        CoverageId::new(match self {
            // As it was when nothing else could be judged: ids on record stay.
            Self::Recommendation(id) => format!("{id}/{plan}/{author}"),
            Self::Obligation(id) => format!("{}/{id}/{plan}/{author}", Noun::Obligation),
        })
    }
}

/// A judgement with its author.
#[record(Coverage)]
pub struct Coverage {
    /// `{recommendation}/{plan}/{author}` or `obligation/{obligation}/{plan}/{author}`.
    #[computed]
    pub id: CoverageId,
    /// What is judged.
    #[serde(flatten)]
    pub demand: Judged,
    /// The plan.
    pub plan: PlanId,
    /// Who judges.
    #[speaker]
    pub author: OrganisationId,
    /// The judgement.
    pub degree: Degree,
    /// How sure they are of it.
    pub confidence: Stated<Confidence>,
    /// The field it is about.
    pub field: Stated<FieldId>,
    /// The measures as cited.
    #[computed]
    pub cited: Stated<Box<str>>,
    /// The measures cited, as far as the citation names them beyond doubt; sorted.
    #[column("measures_cited")]
    pub measures: Vec<MeasureId>,
    /// The reason.
    pub note: Stated<Text>,
    /// The day of the judgement.
    pub dated_on: Stated<Date>,
}
