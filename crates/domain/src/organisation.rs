// SPDX-License-Identifier: EUPL-1.2
//! Organisations: who leads, issues, judges and speaks, with which voice, and who came after whom.

use std::fmt;
use wegmarke_derive::record;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::OrganisationId;
use crate::noun::Subject;
use crate::shape::{Kind, Kinded};
use crate::stated::Stated;
use crate::text::Text;
use crate::words::words;

words! {
    /// Whose pen it is. No voice overwrites another.
    Voice {
        /// Ministries, agencies, Länder.
        Government => "government",
        /// The rapporteur and other independent bodies.
        Independent => "independent",
        /// Counselling centres, networks, NGOs.
        CivilSociety => "civil-society",
    }
}

words! {
    /// What kind of body it is.
    OrganisationKind {
        /// A government as a whole, or a group of its parts.
        Government => "government",
        /// A ministry.
        Ministry => "ministry",
        /// An authority below a ministry.
        Agency => "agency",
        /// One Land, or the Länder together.
        Land => "land",
        /// A body independent of government.
        Independent => "independent",
        /// A non-governmental organisation or network.
        CivilSociety => "civil-society",
        /// A state, as the author of recommendations.
        State => "state",
        /// An international organisation.
        International => "international",
    }
}

impl OrganisationKind {
    /// The voice such a body has unless another one is stated.
    #[must_use]
    pub const fn voice(self) -> Voice {
        match self {
            Self::Government | Self::Ministry | Self::Agency | Self::Land | Self::State => {
                Voice::Government
            }
            Self::Independent | Self::International => Voice::Independent,
            Self::CivilSociety => Voice::CivilSociety,
        }
    }
}

/// A body that makes or is named in statements.
#[record(Organisation)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: Text,
    /// Its short name.
    pub short: Stated<Text>,
    /// What kind of body it is.
    pub kind: Stated<OrganisationKind>,
    /// Whose pen it is.
    pub voice: Stated<Voice>,
    /// What it does, as it says itself.
    pub description: Stated<Text>,
    /// How it is reached: an office, never a person.
    pub contact: Stated<Text>,
}

words! {
    /// How one organisation came after another.
    SuccessionKind {
        /// The same body under a new name.
        Renamed => "renamed",
        /// Several bodies became one.
        Merged => "merged",
        /// One body became several.
        Split => "split",
    }
}

/// One organisation, or several, came after others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// How.
    pub kind: SuccessionKind,
    /// The bodies before, by id.
    pub before: Vec<OrganisationId>,
    /// The bodies after, by id.
    pub after: Vec<OrganisationId>,
    /// The day it took effect, if known.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub on: Stated<Date>,
    /// The entry of the succession that this one stands for from now on, or takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<u64>,
    /// It is taken back: nobody came after anybody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

impl Succession {
    /// Whether one of these bodies came, by these successions, after the other; also over several steps.
    pub fn is_after<'s>(
        all: &[&'s Self],
        before: &'s OrganisationId,
        after: &OrganisationId,
    ) -> bool {
        let (mut open, mut seen) = (vec![before], std::collections::BTreeSet::from([before]));
        while let Some(id) = open.pop() {
            if id == after {
                return true;
            }
            for succession in all.iter().filter(|one| one.before.contains(id)) {
                open.extend(succession.after.iter().filter(|next| seen.insert(next)));
            }
        }
        false
    }

    /// Everybody it names.
    pub fn organisations(&self) -> impl Iterator<Item = &OrganisationId> {
        self.before.iter().chain(&self.after)
    }
}

/// The body answerable for something: one, unless a source names several (which is a finding).
/// Sorted and without doubles, so that the order in a file does not matter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<OrganisationId>", into = "Vec<OrganisationId>")]
pub struct Leads(Vec<OrganisationId>);

impl From<Vec<OrganisationId>> for Leads {
    fn from(mut ids: Vec<OrganisationId>) -> Self {
        ids.sort();
        ids.dedup();
        Self(ids)
    }
}

impl From<Leads> for Vec<OrganisationId> {
    fn from(leads: Leads) -> Self {
        leads.0
    }
}

impl Leads {
    /// The ids, sorted.
    #[must_use]
    pub fn ids(&self) -> &[OrganisationId] {
        &self.0
    }
}

impl Kinded for Leads {
    const KIND: Kind = <Vec<OrganisationId> as Kinded>::KIND;

    fn refer(&self, refer: &mut dyn FnMut(Subject)) {
        self.0.refer(refer);
    }
}

impl fmt::Display for Leads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, id) in self.0.iter().enumerate() {
            write!(f, "{}{id}", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}
