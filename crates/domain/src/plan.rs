// SPDX-License-Identifier: EUPL-1.2
//! Plans, their versions, and facts about them as different sources give them.

use std::collections::BTreeMap;
use wegmarke_derive::record;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{FactId, FieldId, GoalId, OrganisationId, PlanId};
use crate::organisation::Leads;
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;
use crate::words::words;

words! {
    /// How much of a plan's text the record holds.
    Extent {
        /// All that it says about its measures.
        Whole => "whole",
        /// What somebody else quotes of it.
        Excerpts => "excerpts",
    }
}

/// An adopted programme of a responsible government.
#[record(Plan)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// Its title.
    pub title: Text,
    /// Its short name.
    pub short: Stated<Text>,
    /// Day of adoption.
    pub adopted_on: Stated<Date>,
    /// The time it covers.
    pub period: Stated<Timespan>,
    /// Who answers for it.
    pub lead: Stated<Leads>,
    /// Who coordinates it.
    pub coordination: Stated<OrganisationId>,
    /// How many measures it says it has.
    pub measures_stated: Stated<u32>,
    /// How many fields it says it has.
    pub fields_stated: Stated<u32>,
    /// Whether it is meant to be carried on without an end.
    pub living_document: Stated<bool>,
    /// How much of its text is recorded. What excerpts leave out, nobody may call "not stated".
    pub recorded: Stated<Extent>,
    /// Where this stands.
    pub source: Stated<Source>,
}

/// A dated, citable state of a plan. The entries of a version follow the entry that opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanVersion {
    /// The plan.
    pub plan: PlanId,
    /// 1, 2, 3, …
    pub number: u32,
    /// The files it was read from, with their SHA-256 as hexadecimal digits.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
    /// Why there is a new version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// One fact about a plan as one source gives it; two sources may differ.
#[record(Fact)]
pub struct Fact {
    /// Made from plan, name, value and source.
    #[computed]
    pub id: FactId,
    /// The plan.
    pub plan: PlanId,
    /// What it is about, in the words of the source.
    #[family("fact")]
    pub name: Box<str>,
    /// The value, in the words of the source.
    pub value: Box<str>,
    /// Where it stands.
    pub source: Stated<Source>,
}

/// A top division of a plan, or a part of another field.
#[record(Field)]
pub struct Field {
    /// `{plan}/{number}`.
    pub id: FieldId,
    /// Its number or code as printed.
    pub number: Box<str>,
    /// Its title.
    pub title: Stated<Text>,
    /// The field it is a part of.
    pub parent: Option<FieldId>,
    /// How many measures the plan says it has.
    pub measures_stated: Stated<u32>,
}

/// An intended change inside a field.
#[record(Goal)]
pub struct Goal {
    /// `{plan}/{id}`.
    pub id: GoalId,
    /// Its title.
    pub title: Text,
    /// The field it belongs to.
    pub field: Stated<FieldId>,
}
