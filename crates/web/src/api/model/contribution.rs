// SPDX-License-Identifier: EUPL-1.2
//! What is said in a round, and saying it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    About, Check, Day, Delivery, Effect, Flag, Id, Judged, Land, Line, Number, Proof, Reach,
    Reading, Security, Source, Text,
};

/// What is said: exactly one of them, as the address says.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Says {
    Report(Report),
    Assessment(Assessment),
    Practice(Practice),
    Reply(Reply),
}

/// The nouns of contributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Saying {
    Report,
    Assessment,
    Practice,
    Reply,
}

/// A progress report of a lead.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Report {
    delivery: Option<Delivery>,
    #[serde(default)]
    flags: BTreeSet<Flag>,
    narrative: Option<Text>,
    obstacles: Option<Text>,
    next_steps: Option<Text>,
    #[serde(default)]
    milestones: Vec<Reached>,
    #[serde(default)]
    values: Vec<Measured>,
    #[serde(default)]
    funding: Vec<YearMoney>,
    #[serde(default)]
    evidence: Vec<Proof>,
}

/// A milestone that was reached.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reached {
    milestone: Id,
    on: Day,
    #[serde(default)]
    evidence: Vec<Proof>,
}

/// What an indicator showed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Measured {
    indicator: Id,
    on: Day,
    reading: Reading,
    source: Option<Source>,
}

/// Money of a year, in euro.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct YearMoney {
    year: i16,
    needed: Option<Number>,
    planned: Option<Number>,
    secured: Option<Number>,
    spent: Option<Number>,
    security: Option<Security>,
    budget_line: Option<Line>,
    /// Last day for which there is money.
    ends_on: Option<Day>,
    source: Option<Source>,
}

/// An assessment of an independent body.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Assessment {
    delivery: Option<Delivery>,
    effect: Option<Effect>,
    /// How well it can be judged, check by check.
    #[serde(default)]
    design: BTreeMap<Check, Judged>,
    reasons: Option<Text>,
    #[serde(default)]
    evidence: Vec<Proof>,
}

/// A practice statement of civil society.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Practice {
    /// What reaches practice, and what does not.
    observed: Option<Text>,
    /// For whom.
    group: Option<Text>,
    land: Option<Land>,
    reach: Option<Reach>,
    delivery: Option<Delivery>,
    effect: Option<Effect>,
    #[serde(default)]
    evidence: Vec<Proof>,
}

/// A reply of an assessed or addressed body.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reply {
    text: Option<Text>,
    #[serde(default)]
    evidence: Vec<Proof>,
}

/// Something that is said.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Say {
    /// `{noun}/{plan}/{round}/{organisation}/{number}/{what it is about}`.
    about: About,
    says: Says,
}

/// What is said, otherwise, after it was revealed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Correct {
    about: About,
    says: Says,
    reason: Text,
}

/// What was said is taken back after it was revealed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Withdraw {
    about: About,
    reason: Text,
}
