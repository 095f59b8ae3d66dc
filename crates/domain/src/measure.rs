// SPDX-License-Identifier: EUPL-1.2
//! Measures: the smallest units of commitment.

use serde::{Deserialize, Serialize};

use crate::id::{FieldId, GoalId, MeasureId, OrganisationId};
use crate::noun::{Noun, Subject};
use crate::organisation::Leads;
use crate::record::Record;
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// `{plan}/{words}`.
    pub id: MeasureId,
    /// Number as printed, without its field.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub number: Stated<Box<str>>,
    /// Field it stands in.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub field: Stated<FieldId>,
    /// Goal it serves.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub goal: Stated<GoalId>,
    /// Its title.
    pub title: Text,
    /// What is to be done.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub description: Stated<Text>,
    /// The one body answerable.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub lead: Stated<Leads>,
    /// Bodies with a named part.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub partners: Stated<Vec<OrganisationId>>,
    /// What the plan counts as done.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub output_indicator: Stated<Text>,
    /// What would show that it helped.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub outcome_indicator: Stated<Text>,
    /// Whether it is new.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub nature: Stated<Nature>,
    /// How strongly the plan commits itself.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub commitment: Stated<Commitment>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub themes: Stated<Vec<Box<str>>>,
    /// Groups it addresses.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub groups: Stated<Vec<Box<str>>>,
    /// Forms of exploitation it addresses.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub forms: Stated<Vec<Box<str>>>,
    /// Who acts.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub level: Stated<Level>,
    /// What the plan says about its money.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub funding: Stated<Text>,
    /// When.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub period: Stated<Timespan>,
    /// How the source cites it.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub cited_as: Stated<Box<str>>,
    /// Where this stands.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub source: Stated<Source>,
    /// A remark of whoever compiled it.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub note: Stated<Text>,
}

impl Measure {
    /// The plan, as text, read off the id.
    #[must_use]
    pub fn plan(&self) -> &str {
        self.id.as_str().split('/').next().unwrap_or_default()
    }
}

impl Record for Measure {
    type Id = MeasureId;
    const NOUN: Noun = Noun::Measure;

    fn id(&self) -> &MeasureId {
        &self.id
    }

    fn references(&self, refer: &mut dyn FnMut(Subject)) {
        Leads::refer(&self.lead, refer);
        for id in self.partners.value().into_iter().flatten() {
            refer(id.subject());
        }
        if let Some(field) = self.field.value() {
            refer(field.subject());
        }
        if let Some(goal) = self.goal.value() {
            refer(goal.subject());
        }
    }
}
