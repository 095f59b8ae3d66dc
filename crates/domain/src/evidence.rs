// SPDX-License-Identifier: EUPL-1.2
//! Evidence: dated documents, links and claims.

use wegmarke_derive::record;

use crate::bundle::Bundle;
use crate::id::{EvidenceId, MeasureId, MilestoneId, OrganisationId, PlanId};
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;
use crate::words::words;

words! {
    /// Whose evidence it is.
    EvidenceKind {
        /// The body that acts says so itself.
        SelfReport => "self-report",
        /// Somebody else says so.
        Independent => "independent",
    }
}

/// A piece of evidence.
#[record(Evidence)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// What it says.
    pub claim: Text,
    /// When.
    pub dated_on: Stated<Timespan>,
    /// The plan it is about.
    pub plan: Stated<PlanId>,
    /// The measures as the source cites them.
    #[computed]
    pub cited: Stated<Box<str>>,
    /// The measures cited, as far as the citation names them beyond doubt; sorted.
    #[column("measure")]
    pub measures: Vec<MeasureId>,
    /// The milestones it is about, sorted.
    #[column("milestone")]
    pub milestones: Vec<MilestoneId>,
    /// Whose evidence it is.
    pub kind: Stated<EvidenceKind>,
    /// Who speaks, as the source names it.
    pub speaker: Stated<Box<str>>,
    /// The organisation that is, if it is one known here.
    #[computed]
    pub organisation: Option<OrganisationId>,
    /// Where it stands.
    pub source: Stated<Source>,
    /// A remark of whoever compiled it.
    pub note: Stated<Text>,
    /// The signed files that it is.
    #[computed]
    pub bundles: Vec<Bundle>,
}
