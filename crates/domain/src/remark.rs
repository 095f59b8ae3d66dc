// SPDX-License-Identifier: EUPL-1.2
//! Remarks: what an organisation that it concerns says to a finding. The finding goes only with its cause.

use wegmarke_derive::record;

use crate::id::{OrganisationId, RemarkId};
use crate::noun::Subject;
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::words::words;

words! {
    /// How an organisation sees a finding.
    Stance {
        /// It is so, and here is why.
        Explained => "explained",
        /// It is not so, or the rule does not fit here.
        Contested => "contested",
    }
}

/// What an organisation says to a finding.
#[record(Remark)]
pub struct Remark {
    /// `{finding}/{organisation}`.
    pub id: RemarkId,
    /// What the finding is about.
    pub about: Subject,
    /// Whether it is explained or contested.
    pub stance: Stance,
    /// Who says so.
    #[speaker]
    pub organisation: OrganisationId,
    /// Why.
    pub text: Text,
    /// Where that stands.
    pub source: Stated<Source>,
}

impl Remark {
    /// The id of the finding, read off its own.
    #[must_use]
    pub fn finding(&self) -> &str {
        let id = self.id.as_str();
        id.rsplit_once('/').map_or("", |(finding, _)| finding)
    }
}
