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

words! {
    /// What a measure is for: one of the strands that a plan against trafficking is made of.
    Strand {
        /// It keeps exploitation from happening.
        Prevention => "prevention",
        /// It protects and supports those affected.
        Protection => "protection",
        /// It pursues and punishes offenders.
        Prosecution => "prosecution",
        /// It steers the plan and brings together those who carry it out.
        Coordination => "coordination",
        /// It lets those affected and those who support them take part.
        Participation => "participation",
        /// It finds out what happens and what helps.
        Knowledge => "knowledge",
    }
}

words! {
    /// Where on the way of those affected a measure reaches them.
    Phase {
        /// Before anything happened.
        Before => "before",
        /// They are recognised.
        Identification => "identification",
        /// The first days: safety, shelter, time to think.
        FirstHelp => "first-help",
        /// Counselling, health, a place to live, a residence title.
        Support => "support",
        /// Criminal and other proceedings.
        Proceedings => "proceedings",
        /// Compensation, work, staying or returning.
        After => "after",
    }
}

/// Groups of people that a plan is expected to think of. Plans may name others.
pub const GROUPS: [&str; 6] = [
    "women",
    "men",
    "minors",
    "trans-and-non-binary",
    "eu-nationals",
    "third-country-nationals",
];

/// Forms of exploitation that a plan is expected to think of, as Directive 2011/36/EU lists them since
/// 2024. Plans may name others.
pub const FORMS: [&str; 8] = [
    "sexual-exploitation",
    "labour-exploitation",
    "forced-begging",
    "forced-criminality",
    "organ-removal",
    "forced-marriage",
    "illegal-adoption",
    "surrogacy",
];

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
    #[family("exploitation")]
    pub forms: Stated<Vec<Box<str>>>,
    /// What it is for.
    pub strands: Stated<Vec<Strand>>,
    /// Where on the way of those affected it reaches them.
    pub phases: Stated<Vec<Phase>>,
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
