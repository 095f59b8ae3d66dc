// SPDX-License-Identifier: EUPL-1.2
//! Coverage: judgements how far a plan meets a recommendation.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{CoverageId, FieldId, MeasureId, OrganisationId, PlanId, RecommendationId};
use crate::noun::{Noun, Subject};
use crate::record::Record;
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

/// A judgement with its author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// `{recommendation}/{plan}/{author}`.
    pub id: CoverageId,
    /// The recommendation.
    pub recommendation: RecommendationId,
    /// The plan.
    pub plan: PlanId,
    /// Who judges.
    pub author: OrganisationId,
    /// The judgement.
    pub degree: Degree,
    /// The field it is about.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub field: Stated<FieldId>,
    /// The measures as cited.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub cited: Stated<Box<str>>,
    /// The measures the citation names beyond doubt, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<MeasureId>,
    /// The reason.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub note: Stated<Text>,
    /// The day of the judgement.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub dated_on: Stated<Date>,
}

impl Record for Coverage {
    type Id = CoverageId;
    const NOUN: Noun = Noun::Coverage;

    fn id(&self) -> &CoverageId {
        &self.id
    }

    fn references(&self, refer: &mut dyn FnMut(Subject)) {
        refer(self.recommendation.subject());
        refer(self.plan.subject());
        refer(self.author.subject());
        if let Some(field) = self.field.value() {
            refer(field.subject());
        }
        for id in &self.measures {
            refer(id.subject());
        }
    }
}
