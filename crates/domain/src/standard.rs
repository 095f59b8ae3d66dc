// SPDX-License-Identifier: EUPL-1.2
//! Standards of the referral mechanism: what has to be there, who asks for it, and what organisations say
//! of how far that is so in a Land.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use wegmarke_derive::record;

use crate::id::{
    AnswerId, ArrangementId, InquiryId, ObligationId, OrganisationId, RecommendationId, StandardId,
};
use crate::measure::Level;
use crate::scale::Land;
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;
use crate::words::words;

words! {
    /// Why something is asked of the mechanism.
    Force {
        /// Law asks for it: the duty is on record with its legal source.
        Duty => "duty",
        /// A body recommends it.
        Recommended => "recommended",
    }
}

words! {
    /// How far a standard is met in a Land.
    Fulfilment {
        /// It is met.
        Met => "met",
        /// It is met in part.
        Partial => "partial",
        /// It is not met.
        NotMet => "not-met",
        /// It cannot be told.
        Unclear => "unclear",
    }
}

/// Something that a referral mechanism has to have, so that one can say whether it is there. What law says
/// word for word, and whether a lawyer looked at it, stands with the duty that it comes from.
#[record(Standard)]
pub struct Standard {
    /// Its id.
    pub id: StandardId,
    /// What it is called, short.
    pub title: Text,
    /// What has to be there so that it is met.
    pub description: Stated<Text>,
    /// Whether law asks for it.
    pub force: Force,
    /// The duty that it comes from; a standard that law asks for names it.
    pub obligation: Stated<ObligationId>,
    /// The demand that it makes checkable.
    pub recommendation: Stated<RecommendationId>,
    /// Who set it.
    #[speaker]
    pub issuer: OrganisationId,
    /// When it was issued.
    pub issued_on: Stated<Timespan>,
    /// When it has to be met.
    pub due: Stated<Timespan>,
    /// Who must act, sorted; none: the federation and the Länder.
    pub levels: Vec<Level>,
    /// Groups it is about.
    #[family("group")]
    pub groups: Stated<Vec<Box<str>>>,
    /// Where it stands.
    pub source: Stated<Source>,
}

impl Standard {
    /// Whether a Land, or the federation as a whole, has to act on it.
    #[must_use]
    pub fn is_asked_of(&self, land: Land) -> bool {
        let acts = |level: &Level| match level {
            Level::Shared | Level::NonState => true,
            Level::Federation | Level::International => land == Land::Germany,
            Level::Land | Level::Municipality => land != Land::Germany,
        };
        self.levels.is_empty() || self.levels.iter().any(acts)
    }
}

/// How far a standard is met in a Land, as one organisation says. Others who see it otherwise say so in an
/// answer of their own.
#[record(Answer)]
pub struct Answer {
    /// `{standard}/{land}/{organisation}`.
    #[computed]
    pub id: AnswerId,
    /// The standard.
    pub standard: StandardId,
    /// The Land, or the federation as a whole.
    pub land: Land,
    /// Who says so.
    #[speaker]
    pub organisation: OrganisationId,
    /// How far it is met.
    pub degree: Fulfilment,
    /// The reason.
    pub note: Stated<Text>,
    /// What exists and this rests on, sorted.
    pub arrangements: Vec<ArrangementId>,
    /// The day it is of.
    pub dated_on: Stated<Date>,
    /// Where that stands.
    pub source: Stated<Source>,
}

/// Organisations are asked how far standards are met, by a day. Whoever was asked and said nothing by then
/// is silent; whoever was not asked is not.
#[record(Inquiry)]
pub struct Inquiry {
    /// Its id.
    pub id: InquiryId,
    /// What it is called.
    pub title: Text,
    /// Who asks.
    #[speaker]
    pub organisation: OrganisationId,
    /// The standards it asks about, sorted; none: all.
    pub standards: Vec<StandardId>,
    /// The Länder it asks about, sorted; none: all, and the federation.
    pub lands: Vec<Land>,
    /// Who is asked, sorted.
    pub asked: Vec<OrganisationId>,
    /// When they were asked.
    pub asked_on: Date,
    /// By when they are to answer.
    pub due_on: Date,
    /// Whether nobody sees before the day is over what those who are asked answer.
    pub sealed: Stated<bool>,
    /// What else is to be known.
    pub note: Stated<Text>,
}

impl Inquiry {
    /// Whether what those who are asked answer stays sealed until it is opened.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.sealed.value() == Some(&true)
    }

    /// The instant at which its day is over, in the zone in which days begin and end; `None` at the end of
    /// all time.
    #[must_use]
    pub fn ends_at(&self, zone: &TimeZone) -> Option<Timestamp> {
        let next = self.due_on.tomorrow().ok()?;
        Some(next.to_zoned(zone.clone()).ok()?.timestamp())
    }

    /// Whether it asks about a standard in a Land.
    #[must_use]
    pub fn asks(&self, standard: &Standard, land: Land) -> bool {
        (self.standards.is_empty() || self.standards.contains(&standard.id))
            && (self.lands.is_empty() || self.lands.contains(&land))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Standard;
    use crate::scale::Land;

    #[test]
    fn a_standard_is_asked_of_those_who_must_act() {
        for (levels, federation, laender) in [
            (json!([]), true, true),
            (json!(["federation"]), true, false),
            (json!(["land"]), false, true),
            (json!(["municipality"]), false, true),
            (json!(["federation", "land"]), true, true),
            (json!(["shared"]), true, true),
            (json!(["international"]), true, false),
        ] {
            let standard = json!({"id": "s", "title": {"de": "S"}, "force": "recommended",
                "issuer": "x", "levels": levels});
            let standard: Standard = serde_json::from_value(standard).unwrap();
            assert_eq!(standard.is_asked_of(Land::Germany), federation, "{levels}");
            let mut rest = Land::ALL.iter().filter(|land| **land != Land::Germany);
            assert!(
                rest.all(|land| standard.is_asked_of(*land) == laender),
                "{levels}"
            );
        }
    }
}
