// SPDX-License-Identifier: EUPL-1.2
//! All that follows from facts by adding and subtracting: unknowns, the sums that tie them, and what is
//! determined without any search.

use std::collections::{BTreeMap, BTreeSet};

use crate::space::{Atoms, Cell, Space, TooWide, lay_out};
use crate::table::{Fact, Records};

/// A sum of cells that somebody could know.
#[derive(Debug, Clone)]
pub(crate) struct Sum {
    pub(crate) cell: Cell,
    /// Published as this number.
    pub(crate) published: Option<u32>,
    /// Known to lie between these, both included.
    pub(crate) within: Option<(u32, u32)>,
    /// Facts with this condition; none: it only ties two spaces.
    pub(crate) facts: Vec<usize>,
    /// A space that holds it, and its members there, by their numbers among all cells.
    pub(crate) members: Vec<usize>,
    pub(crate) space: usize,
    /// How many spaces hold it.
    pub(crate) spaces: usize,
    pub(crate) truth: u32,
    pub(crate) by_centre: BTreeMap<u16, u32>,
}

/// The cells `members` add up to the sum `total`; numbers are those of unknowns: cells first, sums behind.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) members: Vec<usize>,
    pub(crate) total: usize,
}

/// Facts, spaces, sums and rows.
#[derive(Debug, Clone)]
pub(crate) struct System {
    pub(crate) atoms: Atoms,
    pub(crate) spaces: Vec<Space>,
    pub(crate) cells: usize,
    pub(crate) sums: Vec<Sum>,
    pub(crate) rows: Vec<Row>,
    /// The sum of each fact.
    pub(crate) of_fact: Vec<usize>,
}

/// Two facts give one condition two numbers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A table is too wide.
    #[error(transparent)]
    TooWide(#[from] TooWide),
    /// What is published is not what the records say, or says two things of one group.
    #[error("fact {fact} does not agree with the records")]
    Conflict {
        /// Index of the fact.
        fact: usize,
    },
}

impl System {
    pub(crate) fn of(
        facts: &[Fact],
        radices: &[usize],
        records: &Records,
        limits: (usize, usize),
    ) -> Result<Self, Unfit> {
        let atoms = Atoms::of(facts.iter().map(|fact| &fact.condition), radices, records);
        let spaces = lay_out(facts, &atoms, records, limits)?;
        let cells = spaces.iter().map(|space| space.truth.len()).sum();
        let mut system = Self {
            atoms,
            spaces,
            cells,
            sums: Vec::new(),
            rows: Vec::new(),
            of_fact: Vec::new(),
        };
        let mut known: BTreeMap<Cell, usize> = BTreeMap::new();
        for (number, fact) in facts.iter().enumerate() {
            let cell = system.atoms.read(&fact.condition);
            let sum = system.sum(&mut known, cell);
            let held = &mut system.sums[sum];
            held.facts.push(number);
            if let Some(value) = fact.value {
                if value != held.truth {
                    return Err(Unfit::Conflict { fact: number });
                }
                held.published = Some(value);
            }
            if let Some((least, most)) = fact.within {
                if !(least..=most).contains(&held.truth) {
                    return Err(Unfit::Conflict { fact: number });
                }
                let (low, high) = held.within.unwrap_or((least, most));
                held.within = Some((low.max(least), high.min(most)));
            }
            system.of_fact.push(sum);
        }
        for cell in system.shared_cells() {
            system.sum(&mut known, cell);
        }
        for (number, sum) in system.sums.iter().enumerate() {
            for space in system.spaces.iter().filter(|space| space.holds(&sum.cell)) {
                let members = space.members(&sum.cell).into_iter();
                system.rows.push(Row {
                    members: members.map(|member| space.first + member).collect(),
                    total: cells + number,
                });
            }
        }
        Ok(system)
    }

    fn sum(&mut self, known: &mut BTreeMap<Cell, usize>, cell: Cell) -> usize {
        if let Some(held) = known.get(&cell) {
            return *held;
        }
        // A fact's scope is part of some space by construction.
        let space = self
            .spaces
            .iter()
            .position(|space| space.holds(&cell))
            .unwrap_or(0);
        let home = &self.spaces[space];
        let members = home.members(&cell);
        let mut by_centre = BTreeMap::new();
        for member in &members {
            for (centre, count) in &home.by_centre[*member] {
                *by_centre.entry(*centre).or_default() += count;
            }
        }
        let number = self.sums.len();
        self.sums.push(Sum {
            truth: members.iter().map(|member| home.truth[*member]).sum(),
            members: members.iter().map(|member| home.first + member).collect(),
            space,
            spaces: self
                .spaces
                .iter()
                .filter(|space| space.holds(&cell))
                .count(),
            published: None,
            within: None,
            facts: Vec::new(),
            by_centre,
            cell: cell.clone(),
        });
        known.insert(cell, number);
        number
    }

    /// What two spaces have in common, cell by cell.
    fn shared_cells(&self) -> BTreeSet<Cell> {
        let mut scopes: BTreeSet<Vec<usize>> = BTreeSet::new();
        for (at, space) in self.spaces.iter().enumerate() {
            for other in &self.spaces[at + 1..] {
                let shared = space
                    .variables
                    .iter()
                    .filter(|v| other.variables.contains(v));
                scopes.insert(shared.copied().collect());
            }
        }
        let mut cells = BTreeSet::new();
        for scope in scopes {
            let mut of_scope = vec![BTreeMap::new()];
            for variable in scope {
                of_scope = of_scope
                    .iter()
                    .flat_map(|cell: &BTreeMap<usize, BTreeSet<usize>>| {
                        (0..self.atoms.counts[variable]).map(move |atom| {
                            let mut longer = cell.clone();
                            longer.insert(variable, BTreeSet::from([atom]));
                            longer
                        })
                    })
                    .collect();
            }
            // Variables with one atom are no restriction.
            cells.extend(of_scope.into_iter().map(|mut cell| {
                cell.retain(|variable, _| self.atoms.counts[*variable] > 1);
                Cell(cell)
            }));
        }
        cells
    }

    /// The truth of an unknown.
    pub(crate) fn truth(&self, unknown: usize) -> u32 {
        match unknown.checked_sub(self.cells) {
            Some(sum) => self.sums[sum].truth,
            None => {
                let space = self.space_of(unknown);
                self.spaces[space].truth[unknown - self.spaces[space].first]
            }
        }
    }

    /// What each centre has of an unknown.
    pub(crate) fn by_centre(&self, unknown: usize) -> &BTreeMap<u16, u32> {
        match unknown.checked_sub(self.cells) {
            Some(sum) => &self.sums[sum].by_centre,
            None => {
                let space = self.space_of(unknown);
                &self.spaces[space].by_centre[unknown - self.spaces[space].first]
            }
        }
    }

    /// Whether a space is the only one that holds a sum.
    pub(crate) fn held_only_by(&self, sum: usize, space: usize) -> bool {
        self.sums[sum].space == space && self.sums[sum].spaces == 1
    }

    /// The space of a cell.
    pub(crate) fn space_of(&self, cell: usize) -> usize {
        self.spaces.partition_point(|space| space.first <= cell) - 1
    }

    /// Unknowns that hang together, by any row, with one of these facts: nothing else can have changed since
    /// it was looked at without them.
    pub(crate) fn list_touched(&self, facts: std::ops::Range<usize>) -> Vec<bool> {
        let mut touched = vec![false; self.cells + self.sums.len()];
        let mut of_unknown: Vec<Vec<usize>> = vec![Vec::new(); touched.len()];
        for (number, row) in self.rows.iter().enumerate() {
            for unknown in row.members.iter().chain([&row.total]) {
                of_unknown[*unknown].push(number);
            }
        }
        let mut waiting: Vec<usize> = facts.map(|fact| self.cells + self.of_fact[fact]).collect();
        let mut done = vec![false; self.rows.len()];
        while let Some(unknown) = waiting.pop() {
            if std::mem::replace(&mut touched[unknown], true) {
                continue;
            }
            for row in &of_unknown[unknown] {
                if !std::mem::replace(&mut done[*row], true) {
                    waiting.extend(&self.rows[*row].members);
                    waiting.push(self.rows[*row].total);
                }
            }
        }
        touched
    }

    /// What is known of each unknown by adding and subtracting alone.
    pub(crate) fn settle(&self) -> Vec<Option<u32>> {
        let mut fixed: Vec<Option<u32>> = vec![None; self.cells + self.sums.len()];
        for (number, sum) in self.sums.iter().enumerate() {
            fixed[self.cells + number] = sum.published;
        }
        let mut of_unknown: Vec<Vec<usize>> = vec![Vec::new(); fixed.len()];
        for (number, row) in self.rows.iter().enumerate() {
            for unknown in row.members.iter().chain([&row.total]) {
                of_unknown[*unknown].push(number);
            }
        }
        let mut waiting: Vec<usize> = (0..self.rows.len()).collect();
        while let Some(number) = waiting.pop() {
            for (unknown, value) in follows(&self.rows[number], &fixed) {
                fixed[unknown] = Some(value);
                waiting.extend(&of_unknown[unknown]);
            }
        }
        fixed
    }
}

/// What one row determines.
fn follows(row: &Row, fixed: &[Option<u32>]) -> Vec<(usize, u32)> {
    let open: Vec<usize> = row
        .members
        .iter()
        .copied()
        .filter(|m| fixed[*m].is_none())
        .collect();
    let sum: u32 = row.members.iter().filter_map(|member| fixed[*member]).sum();
    match fixed[row.total] {
        None if open.is_empty() => vec![(row.total, sum)],
        None => Vec::new(),
        Some(total) => {
            let rest = total.saturating_sub(sum);
            match open.as_slice() {
                [] => Vec::new(),
                [one] => vec![(*one, rest)],
                all if rest == 0 => all.iter().map(|member| (*member, 0)).collect(),
                _ => Vec::new(),
            }
        }
    }
}
