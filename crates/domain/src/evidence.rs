// SPDX-License-Identifier: EUPL-1.2
//! Evidence: dated documents, links and claims.

use serde::{Deserialize, Serialize};

use crate::id::{EvidenceId, MeasureId, MilestoneId, OrganisationId, PlanId};
use crate::noun::{Noun, Subject};
use crate::record::Record;
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// What it says.
    pub claim: Text,
    /// When.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub dated_on: Stated<Timespan>,
    /// The plan it is about.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub plan: Stated<PlanId>,
    /// The measures as the source cites them.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub cited: Stated<Box<str>>,
    /// The measures the citation names beyond doubt, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<MeasureId>,
    /// The milestones it is about, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<MilestoneId>,
    /// Whose evidence it is.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub kind: Stated<EvidenceKind>,
    /// Who speaks, as the source names it.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub speaker: Stated<Box<str>>,
    /// The organisation that is, if it is one known here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub source: Stated<Source>,
    /// A remark of whoever compiled it.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub note: Stated<Text>,
}

impl Record for Evidence {
    type Id = EvidenceId;
    const NOUN: Noun = Noun::Evidence;

    fn id(&self) -> &EvidenceId {
        &self.id
    }

    fn references(&self, refer: &mut dyn FnMut(Subject)) {
        if let Some(plan) = self.plan.value() {
            refer(plan.subject());
        }
        if let Some(id) = &self.organisation {
            refer(id.subject());
        }
        for id in &self.measures {
            refer(id.subject());
        }
        for id in &self.milestones {
            refer(id.subject());
        }
    }
}
