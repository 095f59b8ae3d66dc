// SPDX-License-Identifier: EUPL-1.2
//! Replies: what an assessed or addressed body answers. A reply stands beside, never instead.

use wegmarke_derive::shape;

use crate::problem::{Problem, codes, is_told, length};
use crate::proof::Proof;
use crate::stated::Stated;
use crate::text::Text;

/// A reply.
#[shape]
#[derive(Default)]
pub struct Reply {
    /// The answer.
    pub text: Stated<Text>,
    /// What shows it.
    pub evidence: Vec<Proof>,
}

impl Reply {
    /// Everything that is wrong with it.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !is_told(&self.text) {
            problems.push(Problem::new("text", codes::REQUIRED));
        }
        if let Some(text) = self.text.value() {
            length("text", text, &mut problems);
        }
        Proof::check("evidence", &self.evidence, &mut problems);
        problems
    }
}
