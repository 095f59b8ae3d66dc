// SPDX-License-Identifier: EUPL-1.2
//! Relations: how two measures go together, as one organisation says.

use wegmarke_derive::record;

use crate::id::{MeasureId, OrganisationId, RelationId};
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;
use crate::words::words;

words! {
    /// How two measures go together.
    RelationKind {
        /// Both promise one thing.
        SameAs => "same-as",
        /// It adds to the other one.
        Complements => "complements",
        /// It cannot go on without the other one.
        DependsOn => "depends-on",
        /// They do some of the same.
        Overlaps => "overlaps",
        /// One undoes what the other one does.
        Contradicts => "contradicts",
        /// It mentions the other one.
        RefersTo => "refers-to",
        /// It would need another one, and there is none.
        MissingCounterpart => "missing-counterpart",
        /// They were looked at together and do not belong together.
        Unrelated => "unrelated",
    }
}

/// How a measure goes together with another one, of the same plan or of another.
#[record(Relation)]
pub struct Relation {
    /// `{plan}/{words}`.
    pub id: RelationId,
    /// The measure that it starts from.
    pub measure: MeasureId,
    /// How they go together.
    pub kind: RelationKind,
    /// The other measure; not stated where one is missing.
    pub other: Stated<MeasureId>,
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
