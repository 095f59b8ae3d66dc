// SPDX-License-Identifier: EUPL-1.2
//! Practice statements: what reaches practice, for whom and where, as counselling centres see it.
//! Aggregated, without a single case: see [`crate::privacy`].

use wegmarke_derive::shape;

use crate::assessment::effect;
use crate::privacy;
use crate::problem::{Problem, codes, is_told, length};
use crate::proof::Proof;
use crate::scale::{Delivery, Effect, Land, Reach};
use crate::stated::Stated;
use crate::text::Text;

/// A practice statement.
#[shape]
#[derive(Default)]
pub struct Practice {
    /// What reaches practice, and what does not.
    pub observed: Stated<Text>,
    /// For whom, such as "Frauen aus Drittstaaten".
    pub group: Stated<Text>,
    /// Where.
    pub land: Stated<Land>,
    /// How much of it reaches those it is for.
    pub reach: Stated<Reach>,
    /// How far it is carried out.
    pub delivery: Stated<Delivery>,
    /// What it changed.
    pub effect: Stated<Effect>,
    /// What shows it.
    pub evidence: Vec<Proof>,
}

impl Practice {
    /// Everything that is wrong with it, hints at persons first of all.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !is_told(&self.observed) {
            problems.push(Problem::new("observed", codes::REQUIRED));
        }
        if self.land.value().is_none() {
            problems.push(Problem::new("land", codes::REQUIRED));
        }
        if self.reach.value().is_none() {
            problems.push(Problem::new("reach", codes::REQUIRED));
        }
        for (field, text) in [("observed", &self.observed), ("group", &self.group)] {
            if let Some(text) = text.value() {
                length(field, text, &mut problems);
                privacy::check(field, text, &mut problems);
            }
        }
        for (at, proof) in self.evidence.iter().enumerate() {
            privacy::check(&format!("evidence.{at}.title"), &proof.title, &mut problems);
            // What a file says nobody reads here; its name is public like a title.
            let name = proof
                .file
                .as_ref()
                .and_then(|file| Text::new(crate::text::Lang::DE, &file.name.replace('_', " ")));
            if let Some(name) = name {
                privacy::check(&format!("evidence.{at}.file"), &name, &mut problems);
            }
        }
        effect(&self.effect, &self.observed, &self.evidence, &mut problems);
        Proof::check("evidence", &self.evidence, &mut problems);
        problems
    }
}
