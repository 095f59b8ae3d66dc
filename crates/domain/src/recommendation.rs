// SPDX-License-Identifier: EUPL-1.2
//! Recommendations, obligations, and what the addressee said to them.

use jiff::civil::Date;
use wegmarke_derive::record;

use crate::id::{ObligationId, OrganisationId, RecommendationId, ResponseId};
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;
use crate::words::words;

/// A demand of a named issuer.
#[record(Recommendation)]
pub struct Recommendation {
    /// Its id.
    pub id: RecommendationId,
    /// Who demands.
    #[speaker]
    pub issuer: OrganisationId,
    /// Who demands the same with them, sorted.
    #[computed]
    pub co_issuers: Vec<OrganisationId>,
    /// What is demanded, short.
    pub title: Text,
    /// What is demanded, long.
    pub description: Stated<Text>,
    /// Topics as the issuer or compiler names them.
    #[family("topic")]
    pub topics: Vec<Box<str>>,
    /// Who is asked, in the words of the source.
    pub addressee: Stated<Box<str>>,
    /// When it was issued.
    pub issued_on: Stated<Timespan>,
    /// The years in which it was made or repeated, as written.
    pub years: Stated<Timespan>,
    /// Where it stands.
    pub source: Stated<Source>,
    /// A demand of somebody else that asks for the same, as its issuer says. Both stay, and both are judged.
    pub same_as: Stated<RecommendationId>,
    /// Why it is the same.
    pub same_why: Stated<Text>,
}

impl Recommendation {
    /// All who demand it.
    pub fn issuers(&self) -> impl Iterator<Item = &OrganisationId> {
        std::iter::once(&self.issuer).chain(&self.co_issuers)
    }
}

/// A binding duty with its legal source.
#[record(Obligation)]
pub struct Obligation {
    /// Its id.
    pub id: ObligationId,
    /// The legal instrument.
    pub instrument: Box<str>,
    /// Article in it.
    pub article: Stated<Box<str>>,
    /// The duty in short.
    pub title: Text,
    /// What the wording here rests on.
    #[family("basis")]
    pub basis: Stated<Box<str>>,
    /// Whether a lawyer checked the wording.
    pub checked_by_lawyer: Stated<bool>,
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
#[record(Response)]
pub struct Response {
    /// `{recommendation}/{organisation}`.
    #[computed]
    pub id: ResponseId,
    /// The recommendation.
    pub recommendation: RecommendationId,
    /// Who answers.
    #[speaker]
    pub by: OrganisationId,
    /// What it says it will do.
    pub position: Stated<Position>,
    /// Its words.
    pub text: Stated<Text>,
    /// When.
    pub on: Stated<Date>,
}
