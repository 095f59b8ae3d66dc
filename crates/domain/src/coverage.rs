// SPDX-License-Identifier: EUPL-1.2
//! Coverage: judgements how far a plan meets a recommendation.

use jiff::civil::Date;
use wegmarke_derive::record;

use crate::id::{CoverageId, FieldId, MeasureId, OrganisationId, PlanId, RecommendationId};
use crate::stated::Stated;
use crate::text::Text;
use crate::words::words;

words! {
    /// How far a plan meets a recommendation.
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

/// A judgement with its author.
#[record(Coverage)]
pub struct Coverage {
    /// `{recommendation}/{plan}/{author}`.
    #[computed]
    pub id: CoverageId,
    /// The recommendation.
    pub recommendation: RecommendationId,
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
