// SPDX-License-Identifier: EUPL-1.2
//! What is asked about sums, and what can stand against them.

use std::collections::BTreeSet;

use crate::rule::{Rules, Why};
use crate::table::{Fact, Records};

/// The rules for sums; defaults as in ACRO.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SumRules {
    /// Dominance: the `n` largest contributions are at most the share `k` of a sum.
    pub dominance: (usize, f64),
    /// p %: nobody can tell another one's contribution to within this share of it.
    pub p: f64,
}

impl Default for SumRules {
    fn default() -> Self {
        Self {
            dominance: (2, 0.90),
            p: 0.10,
        }
    }
}

/// A sum beside a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumFact {
    /// The count that it stands beside, by its index.
    pub count: usize,
    /// What is told of it.
    pub told: Told,
    /// Whether it was hidden at the same place last time: hidden again rather than others.
    pub familiar: bool,
}

/// What is told of a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Not decided yet: the gate says.
    Open,
    /// Not decided yet, and must be shown; where it gives somebody away the release is stopped.
    Pinned,
    /// Published as this number.
    Number(u64),
    /// Published as hidden.
    Hidden,
}

/// What goes into the gate for sums of one variable.
#[derive(Debug, Clone, Copy)]
pub struct SumRequest<'a> {
    /// All counts that are known or will be, as the gate for counts left them.
    pub counts: &'a [Fact],
    /// The sums beside some of them, of this release and of all before.
    pub sums: &'a [SumFact],
    /// All records of all releases.
    pub records: &'a Records,
    /// For each variable one more than its highest code.
    pub radices: &'a [usize],
    /// The amount of each record; `None`: not recorded.
    pub amounts: &'a [Option<u64>],
    /// The rules for the people behind a sum.
    pub rules: &'a Rules,
    /// The rules for sums.
    pub sum_rules: SumRules,
}

/// What could be found out of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumFinding {
    /// Why it may not be known.
    pub why: Why,
    /// The tables that lead to it, by the index in their facts.
    pub tables: BTreeSet<usize>,
    /// The sums that are this very group, by their index; none: it follows from others.
    pub sums: Vec<usize>,
    /// How far apart the least and the greatest possible sum are.
    pub possible: u64,
    /// How far apart they must be.
    pub needed: u64,
    /// The centre that finds it out by its own cases; `None`: everybody can.
    pub attacker: Option<u16>,
    /// For who looks for a remedy.
    pub(super) unknown: usize,
    /// How much more and how much less it must be able to be.
    pub(super) move_by: (u64, u64),
}
