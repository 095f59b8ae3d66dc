// SPDX-License-Identifier: EUPL-1.2
//! Status: how far something is, as one organisation says outside of rounds.
//!
//! It stands beside what is said in rounds and is never counted with it: nobody was asked, nobody
//! waited for the others, and each source chose its own day and scale.

use wegmarke_derive::record;

use crate::id::{MeasureId, MilestoneId, OrganisationId, PlanId, RecommendationId, StatusId};
use crate::noun::Subject;
use crate::scale::{Delivery, Effect, Flag};
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;

/// What one organisation says about the state of a measure, a milestone, a recommendation or a plan.
/// Who acts reports; who looks on assesses: the voice of the organisation tells which it is.
#[record(Status)]
pub struct Status {
    /// Its id.
    pub id: StatusId,
    /// The plan it is about.
    pub plan: Stated<PlanId>,
    /// The measure it is about.
    pub measure: Stated<MeasureId>,
    /// The milestone it is about.
    pub milestone: Stated<MilestoneId>,
    /// The recommendation it is about.
    pub recommendation: Stated<RecommendationId>,
    /// Who says so.
    #[speaker]
    pub organisation: OrganisationId,
    /// The time it is of.
    pub dated_on: Stated<Timespan>,
    /// The grade on the source's own scale, in its words.
    pub grade: Stated<Box<str>>,
    /// How far it is carried out.
    pub delivery: Stated<Delivery>,
    /// What it changed.
    pub effect: Stated<Effect>,
    /// What stands beside it, sorted.
    #[column("flag")]
    pub flags: Vec<Flag>,
    /// What is said.
    pub text: Stated<Text>,
    /// Where that stands.
    pub source: Stated<Source>,
}

impl Status {
    /// What it is about: the smallest thing that it names.
    #[must_use]
    pub fn about(&self) -> Option<Subject> {
        let milestone = self.milestone.value().map(MilestoneId::subject);
        let measure = || self.measure.value().map(MeasureId::subject);
        let recommendation = || self.recommendation.value().map(RecommendationId::subject);
        let plan = || self.plan.value().map(PlanId::subject);
        let named = milestone.or_else(measure).or_else(recommendation);
        named.or_else(plan)
    }
}
