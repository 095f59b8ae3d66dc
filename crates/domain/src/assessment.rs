// SPDX-License-Identifier: EUPL-1.2
//! Assessments: what an independent body says about a measure, a field or the plan.

use std::collections::BTreeMap;
use wegmarke_derive::shape;

use crate::problem::{Problem, codes, is_told, length};
use crate::proof::Proof;
use crate::scale::{Check, Delivery, Effect, Judged};
use crate::shape::{Kind, Kinded, Own};
use crate::stated::Stated;
use crate::text::Text;

impl Kinded for BTreeMap<Check, Judged> {
    const KIND: Kind = Kind::Own(Own::Design);
}

/// An assessment. Several raters of one organisation make one each, by their number.
#[shape]
#[derive(Default)]
pub struct Assessment {
    /// How far it is carried out.
    pub delivery: Stated<Delivery>,
    /// What it changed.
    pub effect: Stated<Effect>,
    /// How well it can be judged, check by check.
    pub design: BTreeMap<Check, Judged>,
    /// Why.
    pub reasons: Stated<Text>,
    /// What shows it.
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
        if !is_told(&self.reasons) {
            problems.push(Problem::new("reasons", codes::REQUIRED));
        }
        if let Some(reasons) = self.reasons.value() {
            length("reasons", reasons, &mut problems);
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
