// SPDX-License-Identifier: EUPL-1.2
//! Sums of amounts, such as days or money by group: which of them may be told, beside how many people each
//! is the sum of.
//!
//! A sum stands only where the number of people behind it stands. What may not be known of it is told by
//! [`SumRules`]; a sum that may not be known must stay possible within a range around the truth that is
//! wide enough (Hundepool et al., 2012, chapter 4), whatever tables, margins and earlier releases are added
//! and subtracted.
//!
//! - **precondition**: the counts went through [`crate::gate::pass`]; the amounts are those of the records.
//! - **procedure**: the cells of the counts' spaces are the unknowns (`field`); for each group that may not
//!   be known a sum that is enough less and one that is enough more is looked for, along networks (`ways`)
//!   and, where these have none, by linear programmes (`programme`); while one is too close, the cheapest
//!   sums that have to move are hidden.
//! - **postcondition**: without a finding, every such sum can be as much less and more as its rule wants;
//!   for a centre that subtracts its own cases, half of it.
//!
//! Limits: amounts are not negative, and nobody is taken to know a greatest possible one.

mod asked;
mod field;
mod gate;
mod programme;
mod protection;
mod ways;

pub use asked::{SumFact, SumFinding, SumRequest, SumRules, Told};
pub use gate::{ShownSum, SumOutcome, audit_sums, pass_sums};
