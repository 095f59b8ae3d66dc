// SPDX-License-Identifier: EUPL-1.2
//! Measures: the smallest units of commitment.

use wegmarke_derive::record;

use crate::id::{FieldId, GoalId, MeasureId, OrganisationId};
use crate::organisation::Leads;
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;
use crate::words::words;

words! {
    /// Whether a measure is new.
    Nature {
        /// It starts something.
        New => "new",
        /// It goes on with something.
        Continued => "continued",
        /// It makes something larger.
        Extended => "extended",
        /// It looks into something.
        Review => "review",
    }
}

words! {
    /// How strongly the plan commits itself, by the class of its verb.
    Commitment {
        /// It will be done.
        Implement => "implement",
        /// It goes on.
        Continue => "continue",
        /// Others are supported in doing it.
        Support => "support",
        /// It is striven for.
        Strive => "strive",
        /// It is examined.
        Examine => "examine",
    }
}

words! {
    /// Who acts.
    Level {
        /// The federation.
        Federation => "federation",
        /// The Länder.
        Land => "land",
        /// Municipalities.
        Municipality => "municipality",
        /// Several of them together.
        Shared => "shared",
        /// The EU or international organisations.
        International => "international",
        /// Non-state bodies.
        NonState => "non-state",
    }
}

/// A measure. Its id survives renumbering; `number` is the one printed in the current version.
#[record(Measure)]
pub struct Measure {
    /// `{plan}/{words}`.
    pub id: MeasureId,
    /// Number as printed, without its field.
    pub number: Stated<Box<str>>,
    /// Field it stands in.
    pub field: Stated<FieldId>,
    /// Goal it serves.
    pub goal: Stated<GoalId>,
    /// Its title.
    pub title: Text,
    /// What is to be done.
    pub description: Stated<Text>,
    /// The bodies answerable.
    pub lead: Stated<Leads>,
    /// Bodies with a named part.
    pub partners: Stated<Vec<OrganisationId>>,
    /// What the plan counts as done.
    pub output_indicator: Stated<Text>,
    /// What would show that it helped.
    pub outcome_indicator: Stated<Text>,
    /// Whether it is new.
    pub nature: Stated<Nature>,
    /// How strongly the plan commits itself.
    pub commitment: Stated<Commitment>,
    /// What it is about.
    #[family("topic")]
    pub themes: Stated<Vec<Box<str>>>,
    /// Groups it addresses.
    #[family("group")]
    pub groups: Stated<Vec<Box<str>>>,
    /// Forms of exploitation it addresses.
    #[family("form")]
    pub forms: Stated<Vec<Box<str>>>,
    /// Who acts.
    pub level: Stated<Level>,
    /// What the plan says about its money.
    pub funding: Stated<Text>,
    /// When.
    pub period: Stated<Timespan>,
    /// How the source cites it.
    pub cited_as: Stated<Box<str>>,
    /// Where this stands.
    pub source: Stated<Source>,
    /// A remark of whoever compiled it.
    pub note: Stated<Text>,
}

impl Measure {
    /// The plan, as text, read off the id.
    #[must_use]
    pub fn plan(&self) -> &str {
        self.id.plan()
    }
}
