// SPDX-License-Identifier: EUPL-1.2
//! Arrangements: what exists of the referral mechanism in a Land or for the whole federation, as one
//! organisation says. A function and a body, never a person; for shelters numbers, never an address.

use jiff::civil::Date;
use wegmarke_derive::record;

use crate::id::{ArrangementId, OrganisationId, StandardId};
use crate::scale::Land;
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;
use crate::words::words;

words! {
    /// What kind of thing exists.
    ArrangementKind {
        /// Bodies agreed in writing how they work together.
        Agreement => "agreement",
        /// One place that others turn to.
        FocalPoint => "focal-point",
        /// Places where somebody can stay safely.
        Shelter => "shelter",
        /// Specialised counselling.
        Counselling => "counselling",
        /// A way of doing things that is laid down.
        Procedure => "procedure",
        /// A standing group that meets.
        Committee => "committee",
        /// Something else.
        Other => "other",
    }
}

words! {
    /// How far a body decides for itself.
    Independence {
        /// Nobody gives it instructions.
        Independent => "independent",
        /// It belongs to an authority, and decides for itself on the matter.
        Attached => "attached",
        /// An authority gives it instructions.
        Bound => "bound",
        /// It is not settled.
        Unclear => "unclear",
    }
}

words! {
    /// Whom places are for.
    Group {
        /// Women.
        Women => "women",
        /// Men.
        Men => "men",
        /// Trans* and non-binary people.
        TransAndNonBinary => "trans-and-non-binary",
        /// Families and parents with children.
        Families => "families",
        /// Minors, through the youth office.
        Minors => "minors",
    }
}

/// Something that exists, or existed, in a Land or for the whole federation.
#[record(Arrangement)]
pub struct Arrangement {
    /// Its id.
    pub id: ArrangementId,
    /// What it is called.
    pub title: Text,
    /// What kind of thing it is.
    pub kind: ArrangementKind,
    /// The Land, or the federation as a whole.
    pub land: Land,
    /// Who says that it exists.
    #[speaker]
    pub organisation: OrganisationId,
    /// The standards that it answers, sorted.
    pub standards: Vec<StandardId>,
    /// What it consists of.
    pub description: Stated<Text>,
    /// Since when.
    pub since: Stated<Timespan>,
    /// Until when.
    pub until: Stated<Timespan>,
    /// The function that carries it, and its body: never a person.
    pub office: Stated<Text>,
    /// What it may and must do.
    pub mandate: Stated<Text>,
    /// How far it decides for itself.
    pub independence: Stated<Independence>,
    /// Whom places are for.
    pub group: Stated<Group>,
    /// How many places there should be.
    pub places_wanted: Stated<u32>,
    /// How many places there are.
    pub places: Stated<u32>,
    /// The day it is of.
    pub dated_on: Stated<Date>,
    /// Where that stands.
    pub source: Stated<Source>,
}

impl Arrangement {
    /// Whether it ended before a day.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        let end = self.until.value().and_then(|until| until.until);
        end.is_some_and(|end| end < today)
    }

    /// How many places are missing; `None`: nobody says how many there are, or how many there should be.
    #[must_use]
    pub fn missing(&self) -> Option<u32> {
        let wanted = self.places_wanted.value()?;
        Some(wanted.saturating_sub(*self.places.value()?))
    }
}
