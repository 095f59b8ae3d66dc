// SPDX-License-Identifier: EUPL-1.2
//! Assessments: what an independent body says about a measure, a field or the plan.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::problem::{Problem, codes, length};
use crate::proof::Proof;
use crate::rules::evaluability::Check;
use crate::scale::{Delivery, Effect, Judged};
use crate::stated::Stated;
use crate::text::Text;

/// An assessment. Several raters of one organisation make one each, by their number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// How far it is carried out.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub delivery: Stated<Delivery>,
    /// What it changed.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub effect: Stated<Effect>,
    /// How well it can be judged, check by check.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub design: BTreeMap<Check, Judged>,
    /// Why.
    #[serde(default, skip_serializing_if = "Stated::is_not_stated")]
    pub reasons: Stated<Text>,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Proof>,
}

impl Assessment {
    /// Everything that is wrong with it.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let rates = self.delivery.value().is_some() || self.effect.value().is_some();
        if !rates && self.design.is_empty() {
            problems.push(Problem::new("delivery", codes::SAYS_NOTHING));
        }
        match self.reasons.value() {
            None => problems.push(Problem::new("reasons", codes::REQUIRED)),
            Some(reasons) => length("reasons", reasons, &mut problems),
        }
        effect(&self.effect, &self.reasons, &self.evidence, &mut problems);
        Proof::check("evidence", &self.evidence, &mut problems);
        problems
    }
}

/// An effect needs a reason and evidence of an outcome.
pub(crate) fn effect(
    effect: &Stated<Effect>,
    reasons: &Stated<Text>,
    evidence: &[Proof],
    problems: &mut Vec<Problem>,
) {
    if !effect.value().copied().is_some_and(Effect::claims) {
        return;
    }
    if reasons.value().is_none() {
        problems.push(Problem::new("effect", codes::EFFECT_WITHOUT_REASON));
    }
    if !Proof::shows_outcome(evidence) {
        problems.push(Problem::new("effect", codes::EFFECT_WITHOUT_EVIDENCE));
    }
}
