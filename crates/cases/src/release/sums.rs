// SPDX-License-Identifier: EUPL-1.2
//! Sums of a release: through their own gate, after the counts beside which they stand.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use wegmarke_stats::gate::Outcome;
use wegmarke_stats::magnitude::{ShownSum, SumFact, SumFinding, SumRequest, Told, pass_sums};
use wegmarke_stats::table::{Design, Fact};

use crate::codebook::Codebook;
use crate::encode::Encoded;
use crate::plan::Plan;
use crate::published::{Objection, PublishedSum, PublishedTable, SumCell};
use crate::released::{Release, is_exact};

/// What came of the sums of a release.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// By the index of the table, its sums.
    pub(super) of_table: BTreeMap<usize, Vec<ShownSum>>,
    /// What stands against them.
    pub(super) objections: Vec<Objection>,
    /// How many groups were checked.
    pub(super) checked: usize,
}

impl Sums {
    /// How many are of a kind.
    pub(super) fn count(&self, wanted: fn(&ShownSum) -> bool) -> usize {
        let all = self.of_table.values().flatten();
        all.filter(|shown| wanted(shown)).count()
    }

    /// The sums of a table as they are published.
    pub(super) fn publish(
        &self,
        book: &Codebook,
        table: &crate::plan::Table,
        at: usize,
        counts: &[crate::published::Cell],
    ) -> Option<PublishedSum> {
        let variable = book.find(table.sum.as_ref()?)?;
        let shown = self.of_table.get(&at).map_or(&[][..], Vec::as_slice);
        let cells = counts
            .iter()
            .enumerate()
            .map(|(cell, count)| match (count, shown.get(cell)) {
                (crate::published::Cell::None, _) => SumCell::None,
                (_, Some(ShownSum::Number(sum))) => SumCell::Number(*sum),
                _ => SumCell::Suppressed,
            });
        Some(PublishedSum {
            variable: variable.name.clone(),
            title: (&variable.title).into(),
            cells: cells.collect(),
        })
    }
}

/// Everything about sums that goes with the counts of one release.
pub(super) struct Asked<'a> {
    pub(super) plan: &'a Plan,
    pub(super) designs: &'a [Design],
    pub(super) outcome: &'a Outcome,
    /// What was published before, in the order of releases and tables.
    pub(super) before: &'a [Fact],
    pub(super) earlier: &'a [Release],
    pub(super) encoded: &'a Encoded,
    /// New facts that must be shown.
    pub(super) pinned: &'a BTreeSet<usize>,
    /// The names of all tables.
    pub(super) names: &'a [String],
}

impl Asked<'_> {
    /// Sends the sums of every variable through the gate: also of those that only earlier releases sum, since
    /// new counts can give old sums away.
    pub(super) fn pass(&self) -> Result<Sums> {
        let counts: Vec<Fact> = self
            .outcome
            .facts
            .iter()
            .chain(self.before)
            .cloned()
            .collect();
        let rules = self.encoded.rules(self.plan);
        let mut sums = Sums::default();
        for variable in self.list_variables() {
            let (new, before) = self.list_facts(&variable);
            let places: Vec<usize> = new.iter().map(|(table, _)| *table).collect();
            let facts: Vec<SumFact> = new.into_iter().map(|(_, f)| f).chain(before).collect();
            let outcome = pass_sums(SumRequest {
                counts: &counts,
                sums: &facts,
                records: &self.encoded.records,
                radices: &self.encoded.radices,
                amounts: self.encoded.amounts(&variable),
                rules: &rules,
                sum_rules: self.plan.sum_rules(),
            })?;
            for (table, shown) in places.into_iter().zip(outcome.shown) {
                sums.of_table.entry(table).or_default().push(shown);
            }
            sums.checked += outcome.checked;
            let objections: BTreeSet<Objection> = outcome
                .findings
                .iter()
                .map(|finding| objection(finding, self.names))
                .collect();
            sums.objections.extend(objections);
        }
        Ok(sums)
    }

    fn earlier_tables(&self) -> impl Iterator<Item = &PublishedTable> {
        let exact = self.earlier.iter().filter(|release| is_exact(release));
        exact.flat_map(|release| &release.published.tables)
    }

    fn list_variables(&self) -> BTreeSet<String> {
        let new = self.plan.tables.iter().filter_map(|t| t.sum.clone());
        let before = self.earlier_tables().filter_map(|table| table.sum.as_ref());
        new.chain(before.map(|sum| sum.variable.clone())).collect()
    }

    /// The sums of a variable: new ones with their table, and those of earlier releases.
    fn list_facts(&self, variable: &str) -> (Vec<(usize, SumFact)>, Vec<SumFact>) {
        let (mut new, mut before) = (Vec::new(), Vec::new());
        let mut first = 0;
        for (at, (table, design)) in self.plan.tables.iter().zip(self.designs).enumerate() {
            let size = design.places().len();
            if table.sum.as_deref() == Some(variable) {
                let last = self.find_last(&table.id, size);
                new.extend((0..size).map(|place| {
                    let count = first + place;
                    let is_pinned = self.pinned.contains(&count);
                    let fact = SumFact {
                        count,
                        told: if is_pinned { Told::Pinned } else { Told::Open },
                        familiar: last.is_some_and(|last| {
                            last.cells.get(place) == Some(&SumCell::Suppressed)
                        }),
                    };
                    (at, fact)
                }));
            }
            first += size;
        }
        for table in self.earlier_tables() {
            let sum = table.sum.iter().filter(|sum| sum.variable == variable);
            for (place, cell) in sum.flat_map(|sum| sum.cells.iter().enumerate()) {
                before.push(SumFact {
                    count: first + place,
                    told: match cell {
                        SumCell::Number(number) => Told::Number(*number),
                        SumCell::None => Told::Number(0),
                        SumCell::Suppressed => Told::Hidden,
                    },
                    familiar: false,
                });
            }
            first += table.cells.len();
        }
        (new, before)
    }

    /// The sums of the same table last time.
    fn find_last(&self, id: &str, size: usize) -> Option<&PublishedSum> {
        let all: Vec<&PublishedTable> = self.earlier_tables().collect();
        let last = all.into_iter().rev().find(|table| table.id == id)?;
        last.sum.as_ref().filter(|sum| sum.cells.len() == size)
    }
}

fn objection(finding: &SumFinding, names: &[String]) -> Objection {
    let tables = finding.tables.iter();
    Objection {
        why: finding.why.as_str().to_owned(),
        tables: tables
            .filter_map(|table| names.get(*table).cloned())
            .collect(),
        possible: finding.possible,
        needed: finding.needed,
        to_a_centre: finding.attacker.is_some(),
        of_a_sum: true,
    }
}
