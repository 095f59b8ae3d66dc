// SPDX-License-Identifier: EUPL-1.2
//! Context events: what happened outside a plan and touches its measures.

use wegmarke_derive::record;

use crate::id::{ContextId, MeasureId, OrganisationId};
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;

/// A dated event outside the plan, as one organisation says. Others who see it otherwise say so in
/// an event of their own.
#[record(Context)]
pub struct Context {
    /// `{plan}/{words}`.
    pub id: ContextId,
    /// What happened.
    pub title: Text,
    /// When.
    pub when: Stated<Timespan>,
    /// The measures it touches, sorted; none: the whole plan.
    pub measures: Vec<MeasureId>,
    /// What it means for them, as the organisation sees it.
    pub effect: Stated<Text>,
    /// Who says so.
    #[speaker]
    pub organisation: OrganisationId,
    /// Where that stands.
    pub source: Stated<Source>,
}
