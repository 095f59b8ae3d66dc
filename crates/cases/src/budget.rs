// SPDX-License-Identifier: EUPL-1.2
//! The privacy budget of a pool: what all its releases with differential privacy may cost together, and what
//! they did. It is set once and never raised, and stands in the ledger with everything that was spent.
//!
//! - **precondition**: the ledger verified; whoever charges holds the pool alone.
//! - **procedure**: costs are added up as ρ of zero-concentrated differential privacy; one that would pass
//!   the budget is refused before anything is drawn (a privacy filter: Rogers, Roth, Ullman and Vadhan 2016;
//!   for ρ: Feldman and Zrnic 2021).
//! - **postcondition**: everything drawn so far keeps the ε and δ of the budget, also of what was drawn and
//!   never released, and whatever was asked because of what was seen.

use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};
use wegmarke_noise::{Privacy, epsilon_of};

use crate::ledger::Line;

/// The entry that sets the budget.
pub const SET: &str = "budget.set";
/// The entry of what one release cost.
pub const SPENT: &str = "budget.spent";
/// Costs are counted in billionths of ρ: whole numbers, so that they add up the same everywhere.
const PARTS: f64 = 1e9;

/// What the ledger says when a budget is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Set {
    /// ε, as it was written.
    pub epsilon: String,
    /// δ, as it was written.
    pub delta: String,
    /// What it allows, in billionths of ρ.
    pub rho: u64,
}

/// What the ledger says when something was spent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spent {
    /// In billionths of ρ.
    pub rho: u64,
}

/// The budget, and what is spent of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// As it was set.
    pub set: Set,
    /// In billionths of ρ.
    pub spent: u64,
}

/// A budget of this ε and δ.
///
/// # Errors
/// If they cannot be used.
pub fn set(epsilon: f64, delta: f64) -> Result<Set> {
    let rho = Privacy { epsilon, delta }.to_rho()?;
    Ok(Set {
        epsilon: epsilon.to_string(),
        delta: delta.to_string(),
        rho: whole((rho * PARTS).floor()),
    })
}

/// A cost in billionths of ρ, never less than it is.
#[must_use]
pub fn cost_of(rho: f64) -> u64 {
    whole((rho * PARTS).ceil()).max(1)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "ρ is at most 20, not negative, and whole here"
)]
const fn whole(parts: f64) -> u64 {
    parts as u64
}

impl Budget {
    /// Reads the ledger; `None`: no budget was set.
    ///
    /// # Errors
    /// If an entry is of a form that this program does not know.
    pub fn find(lines: &[Line]) -> Result<Option<Self>> {
        let mut budget: Option<Self> = None;
        for line in lines {
            match line.kind.as_str() {
                SET if budget.is_none() => {
                    let set = serde_json::from_str(&line.body)?;
                    budget = Some(Self { set, spent: 0 });
                }
                SET => bail!("the ledger sets the budget twice, in entry {}", line.seq),
                SPENT => {
                    let spent: Spent = serde_json::from_str(&line.body)?;
                    let Some(budget) = &mut budget else {
                        bail!("entry {} spends where there is no budget", line.seq);
                    };
                    budget.spent = budget.spent.saturating_add(spent.rho);
                }
                _ => {}
            }
        }
        Ok(budget)
    }

    /// The budget after this cost; `None`: it would pass it.
    #[must_use]
    pub fn charge(&self, cost: u64) -> Option<Self> {
        let spent = self.spent.checked_add(cost)?;
        (spent <= self.set.rho).then(|| Self {
            set: self.set.clone(),
            spent,
        })
    }

    /// The ε that what is spent means at the budget's δ, upwards to a thousandth.
    #[must_use]
    pub fn spent_epsilon(&self) -> Option<f64> {
        if self.spent == 0 {
            return Some(0.0);
        }
        let delta: f64 = self.set.delta.parse().ok()?;
        let rho = f64::from(u32::try_from(self.spent / 1_000 + 1).ok()?) / 1e6;
        let epsilon = epsilon_of(rho, delta).ok()?;
        Some((epsilon * 1e3).ceil() / 1e3)
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, SET, SPENT, Spent, cost_of, set};
    use crate::ledger::Line;

    fn line(kind: &str, body: String) -> Line {
        Line {
            seq: 0,
            at: jiff::Timestamp::UNIX_EPOCH,
            kind: kind.to_owned(),
            subject: String::new(),
            body,
        }
    }

    #[test]
    fn a_budget_is_spent_to_its_end_and_no_further() {
        let allowed = set(4.0, 1e-6).unwrap();
        let of_set = line(SET, serde_json::to_string(&allowed).unwrap());
        let spent = |rho: u64| line(SPENT, serde_json::to_string(&Spent { rho }).unwrap());
        assert!(Budget::find(&[]).unwrap().is_none());
        assert!(Budget::find(&[spent(1)]).is_err());
        assert!(Budget::find(&[of_set.clone(), of_set.clone()]).is_err());
        let half = allowed.rho / 2;
        let budget = Budget::find(&[of_set, spent(half)]).unwrap().unwrap();
        assert!(budget.charge(allowed.rho - half).is_some());
        assert!(budget.charge(allowed.rho - half + 1).is_none());
        assert!(budget.charge(u64::MAX).is_none());
        let epsilon = budget.spent_epsilon().unwrap();
        assert!(
            (2.0..3.9).contains(&epsilon),
            "half of ρ is more than half of ε: {epsilon}"
        );
        assert_eq!(cost_of(0.0), 1, "nothing is for nothing");
        assert!(set(4.0, 0.0).is_err());
    }
}
