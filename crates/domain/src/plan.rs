// SPDX-License-Identifier: EUPL-1.2
//! Plans, their versions, and facts about them as different sources give them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{FactId, FieldId, GoalId, OrganisationId, PlanId};
use crate::noun::{Noun, Subject};
use crate::organisation::Leads;
use crate::record::Record;
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;

/// An adopted programme of a responsible government.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// Its title.
    pub title: Text,
    /// Its short name.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub short: Stated<Text>,
    /// Day of adoption.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub adopted_on: Stated<Date>,
    /// The time it covers.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub period: Stated<Timespan>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub lead: Stated<Leads>,
    /// Who coordinates it.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub coordination: Stated<OrganisationId>,
    /// How many measures it says it has.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub measures_stated: Stated<u32>,
    /// How many fields it says it has.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub fields_stated: Stated<u32>,
    /// Whether it is meant to be carried on without an end.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub living_document: Stated<bool>,
    /// Where this stands.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub source: Stated<Source>,
}

impl Record for Plan {
    type Id = PlanId;
    const NOUN: Noun = Noun::Plan;

    fn id(&self) -> &PlanId {
        &self.id
    }

    fn references(&self, refer: &mut dyn FnMut(Subject)) {
        Leads::refer(&self.lead, refer);
        if let Some(id) = self.coordination.value() {
            refer(id.subject());
        }
    }
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
}

/// One fact about a plan as one source gives it; two sources may differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Made from plan, name, value and source.
    pub id: FactId,
    /// The plan.
    pub plan: PlanId,
    /// What it is about, in the words of the source.
    pub name: Box<str>,
    /// The value, in the words of the source.
    pub value: Box<str>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub source: Stated<Source>,
}

impl Record for Fact {
    type Id = FactId;
    const NOUN: Noun = Noun::Fact;

    fn id(&self) -> &FactId {
        &self.id
    }

    fn references(&self, refer: &mut dyn FnMut(Subject)) {
        refer(self.plan.subject());
    }
}

/// A top division of a plan, or a part of another field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// `{plan}/{number}`.
    pub id: FieldId,
    /// Its number or code as printed.
    pub number: Box<str>,
    /// Its title.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub title: Stated<Text>,
    /// The field it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<FieldId>,
    /// How many measures the plan says it has.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub measures_stated: Stated<u32>,
}

impl Record for Field {
    type Id = FieldId;
    const NOUN: Noun = Noun::Field;

    fn id(&self) -> &FieldId {
        &self.id
    }

    fn references(&self, refer: &mut dyn FnMut(Subject)) {
        if let Some(parent) = &self.parent {
            refer(parent.subject());
        }
    }
}

/// An intended change inside a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// `{plan}/{id}`.
    pub id: GoalId,
    /// Its title.
    pub title: Text,
    /// The field it belongs to.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub field: Stated<FieldId>,
}

impl Record for Goal {
    type Id = GoalId;
    const NOUN: Noun = Noun::Goal;

    fn id(&self) -> &GoalId {
        &self.id
    }

    fn references(&self, refer: &mut dyn FnMut(Subject)) {
        if let Some(field) = self.field.value() {
            refer(field.subject());
        }
    }
}
