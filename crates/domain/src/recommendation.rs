// SPDX-License-Identifier: EUPL-1.2
//! Recommendations, obligations, and what the addressee said to them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{ObligationId, OrganisationId, RecommendationId, ResponseId};
use crate::noun::{Noun, Subject};
use crate::record::Record;
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;
use crate::words::words;

/// A demand of a named issuer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Its id.
    pub id: RecommendationId,
    /// Who demands.
    pub issuer: OrganisationId,
    /// What is demanded, short.
    pub title: Text,
    /// What is demanded, long.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub description: Stated<Text>,
    /// Topics as the issuer or compiler names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Box<str>>,
    /// Who is asked, in the words of the source.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub addressee: Stated<Box<str>>,
    /// When it was issued.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub issued_on: Stated<Timespan>,
    /// The years in which it was made or repeated, as written.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub years: Stated<Timespan>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub source: Stated<Source>,
}

impl Record for Recommendation {
    type Id = RecommendationId;
    const NOUN: Noun = Noun::Recommendation;

    fn id(&self) -> &RecommendationId {
        &self.id
    }

    fn references(&self, refer: &mut dyn FnMut(Subject)) {
        refer(self.issuer.subject());
    }
}

/// A binding duty with its legal source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// Its id.
    pub id: ObligationId,
    /// The legal instrument.
    pub instrument: Box<str>,
    /// Article in it.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub article: Stated<Box<str>>,
    /// The duty in short.
    pub title: Text,
    /// What the wording here rests on.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub basis: Stated<Box<str>>,
    /// Whether a lawyer checked the wording.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub checked_by_lawyer: Stated<bool>,
}

impl Record for Obligation {
    type Id = ObligationId;
    const NOUN: Noun = Noun::Obligation;

    fn id(&self) -> &ObligationId {
        &self.id
    }

    fn references(&self, _: &mut dyn FnMut(Subject)) {}
}

words! {
    /// What the addressee says it will do.
    Position {
        /// It agrees.
        Accepted => "accepted",
        /// It agrees in part.
        PartlyAccepted => "partly-accepted",
        /// It takes note.
        Noted => "noted",
        /// It refuses.
        Rejected => "rejected",
        /// It answers later, or not clearly.
        Pending => "pending",
    }
}

/// What one organisation said to a recommendation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// `{recommendation}/{organisation}`.
    pub id: ResponseId,
    /// The recommendation.
    pub recommendation: RecommendationId,
    /// Who answers.
    pub by: OrganisationId,
    /// What it says it will do.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub position: Stated<Position>,
    /// Its words.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub text: Stated<Text>,
    /// When.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub on: Stated<Date>,
}

impl Record for Response {
    type Id = ResponseId;
    const NOUN: Noun = Noun::Response;

    fn id(&self) -> &ResponseId {
        &self.id
    }

    fn references(&self, refer: &mut dyn FnMut(Subject)) {
        refer(self.recommendation.subject());
        refer(self.by.subject());
    }
}
