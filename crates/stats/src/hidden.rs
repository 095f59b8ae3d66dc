// SPDX-License-Identifier: EUPL-1.2
//! How many people no list has: multiple systems estimation from the overlap of lists.
//!
//! Cases are counted by which lists they are on. A Poisson log-linear model of these counts says how many
//! people would be on none (Bishop, Fienberg and Holland 1975). Lists often share nobody; what then exists,
//! and is identifiable, is decided before anything is fitted (Chan, Silverman and Vincent 2021; Fienberg and
//! Rinaldo 2012). Which lists depend on each other is chosen in three ways, and all answers are given:
//! forward by p ≤ 0.02, by BIC, and by Bayesian thresholding. Intervals come from a bootstrap that repeats the choice (BCa: Efron
//! 1987).
//!
//! The dissent belongs to every answer: that such estimates do not suit lists of this kind at all (Whitehead,
//! Jackson, Balch and Francis 2021). No caller gets one number alone.
//!
//! # Map
//! `overlap`: the counts, and what a model says of them; `fit`: one model; [`choose`]: which model;
//! [`interval`]: how far it can be trusted

pub mod choose;
mod fit;
pub mod interval;
mod overlap;
mod threshold;

pub use self::choose::Way;
pub use self::fit::{Refusal, estimate};
pub use self::overlap::{Estimate, MOST_LISTS, Overlap, Pair};
