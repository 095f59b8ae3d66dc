// SPDX-License-Identifier: EUPL-1.2
//! Groupings: that two demands ask for the same, or do not, as one organisation says.

use wegmarke_derive::record;

use crate::id::{GroupingId, OrganisationId, RecommendationId};
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

impl Grouping {
    /// Both demands.
    #[must_use]
    pub const fn ends(&self) -> [&RecommendationId; 2] {
        [&self.recommendation, &self.other]
    }
}
