// SPDX-License-Identifier: EUPL-1.2
//! The gate for sums, and their audit.

use std::collections::BTreeMap;

use super::asked::{SumFinding, SumRequest};
use super::field::Field;
use super::programme::Ranges;
use super::protection::{Sensitive, list_sensitive};
use crate::rule::Why;
use crate::system::Unfit;

/// A sum as the gate leaves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownSum {
    /// This much.
    Number(u64),
    /// Hidden, by a rule for single cells.
    Rule(Why),
    /// Hidden, for otherwise another one could be worked out, or since the people behind it are not told.
    Other,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct SumOutcome {
    /// How each sum is shown, in the order in which they were asked.
    pub shown: Vec<ShownSum>,
    /// What stands against them; with a finding, nothing may be published.
    pub findings: Vec<SumFinding>,
    /// How many groups were checked.
    pub checked: usize,
    /// How often was audited.
    pub rounds: usize,
}

/// Rounds after which it is given up.
const MOST_ROUNDS: usize = 60;

/// Sends sums through the gate.
///
/// # Errors
/// [`Unfit`] if a table is too wide, or if what is out contradicts the records.
pub fn pass_sums(request: SumRequest<'_>) -> Result<SumOutcome, Unfit> {
    let mut field = Field::of(request)?;
    let sensitive = list_sensitive(&field, request.rules, request.sum_rules);
    let mut why: BTreeMap<usize, Why> = BTreeMap::new();
    for group in &sensitive {
        if let Some(sum) = field.sum_of(group.unknown) {
            why.insert(sum, group.why);
            field.hide(sum);
        }
    }
    let mut ranges = Ranges::of(&field);
    let mut rounds = 0;
    let findings = loop {
        rounds += 1;
        let findings = judge(&field, &sensitive, &mut ranges);
        if findings.is_empty() || rounds == MOST_ROUNDS {
            break findings;
        }
        let mut hidden_any = false;
        for finding in &findings {
            for sum in ranges.find_remedy(&field, finding) {
                hidden_any |= field.hide(sum);
            }
        }
        if !hidden_any {
            for finding in &findings {
                let cheapest = field.find_cheapest_beside(finding.unknown);
                hidden_any |= cheapest.is_some_and(|sum| field.hide(sum));
            }
        }
        if !hidden_any {
            break findings;
        }
    };
    let shown = request.sums.iter().map(|fact| {
        let sum = field.sum_of_fact(fact.count);
        match (field.published(sum), why.get(&sum)) {
            (Some(value), _) => ShownSum::Number(value),
            (None, Some(why)) => ShownSum::Rule(*why),
            (None, None) => ShownSum::Other,
        }
    });
    Ok(SumOutcome {
        shown: shown.collect(),
        findings,
        checked: sensitive.len(),
        rounds,
    })
}

/// Audits sums that are told as they are.
///
/// # Errors
/// [`Unfit`] if a table is too wide, or if what is told contradicts the records.
pub fn audit_sums(request: SumRequest<'_>) -> Result<Vec<SumFinding>, Unfit> {
    let field = Field::of(request)?;
    let sensitive = list_sensitive(&field, request.rules, request.sum_rules);
    Ok(judge(&field, &sensitive, &mut Ranges::of(&field)))
}

/// What is too close to what may not be known.
fn judge(field: &Field<'_>, sensitive: &[Sensitive], ranges: &mut Ranges) -> Vec<SumFinding> {
    ranges.follow(field);
    let mut findings = Vec::new();
    for group in sensitive {
        let (low, high) = (group.low, group.high);
        let seen = ranges.reach(field, group.unknown, (low, high), None);
        if seen.0 < low || seen.1 < high {
            findings.push(name(field, group, seen, (low, high), None));
            continue;
        }
        for (centre, needed) in &group.for_centres {
            let half = needed.div_ceil(2).max(1);
            // A centre knows a part: whichever way it is open, it has to be open by half. More is the easier one.
            let mut seen = (0, 0);
            for wanted in [(0, half), (half, 0)] {
                if seen.0 + seen.1 < half {
                    seen = ranges.reach(field, group.unknown, wanted, Some(*centre));
                }
            }
            if seen.0 + seen.1 < half {
                findings.push(name(field, group, seen, (0, half), Some(*centre)));
            }
        }
    }
    findings
}

fn name(
    field: &Field<'_>,
    group: &Sensitive,
    seen: (u64, u64),
    move_by: (u64, u64),
    attacker: Option<u16>,
) -> SumFinding {
    SumFinding {
        why: group.why,
        tables: field.tables_beside(group.unknown),
        sums: field.facts_of(group.unknown),
        possible: seen.0.min(move_by.0).saturating_add(seen.1.min(move_by.1)),
        needed: move_by.0 + move_by.1,
        attacker,
        unknown: group.unknown,
        move_by,
    }
}
