// SPDX-License-Identifier: EUPL-1.2
//! Groupings: that two demands ask for the same, or do not, as one organisation says.

use wegmarke_derive::record;

use crate::id::{GroupingId, OrganisationId, RecommendationId};
use crate::problem::{Problem, codes};
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;
use crate::words::words;

words! {
    /// Whether two demands ask for the same.
    Likeness {
        /// They do: counted once, they are one demand.
        Same => "same",
        /// They were compared, and do not.
        Apart => "apart",
    }
}

/// What an organisation says of two demands, whoever made them. Both stay as they are, and both are judged.
#[record(Grouping)]
pub struct Grouping {
    /// `{recommendation}/{other}/{organisation}`.
    #[computed]
    pub id: GroupingId,
    /// The demand whose id comes first.
    pub recommendation: RecommendationId,
    /// The other demand.
    pub other: RecommendationId,
    /// Whether they ask for the same.
    pub kind: Likeness,
    /// Who says so.
    #[speaker]
    pub organisation: OrganisationId,
    /// Why.
    pub note: Stated<Text>,
    /// When it was said.
    pub dated_on: Stated<Timespan>,
    /// Where that stands.
    pub source: Stated<Source>,
}

/// What is wrong with what somebody is about to say of two demands: they are two, and nobody puts demands of
/// others together, or apart, without saying why.
#[must_use]
pub fn problems([recommendation, other]: [&str; 2], note: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !other.is_empty() && recommendation == other {
        problems.push(Problem::new("other", codes::TWICE));
    }
    if note.trim().is_empty() {
        problems.push(Problem::new("note", codes::REQUIRED));
    }
    problems
}

impl Grouping {
    /// Both demands.
    #[must_use]
    pub const fn ends(&self) -> [&RecommendationId; 2] {
        [&self.recommendation, &self.other]
    }
}
