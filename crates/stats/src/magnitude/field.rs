// SPDX-License-Identifier: EUPL-1.2
//! The cells over which sums are made: those of the counts' spaces, with the amounts of who is in them.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::{SumRequest, Told};
use crate::system::{System, Unfit};

/// How much dearer it is to hide a total than a cell.
const TOTAL: f64 = 6.0;
/// How much cheaper it is to hide what was hidden before.
const FAMILIAR: f64 = 0.3;

/// An amount, and the centre whose case it is of.
pub(super) type Contribution = (u64, u16);

/// Cells, what is in them, and what is told.
#[derive(Debug)]
pub(super) struct Field<'a> {
    request: SumRequest<'a>,
    pub(super) system: System,
    /// Whether a space holds a sum that is told or could be.
    included: Vec<bool>,
    /// The contributions to each cell, and their sum.
    contributions: Vec<Vec<Contribution>>,
    totals: Vec<u64>,
    /// Sums that say something of cells: the open cells of each, and its number.
    rows: Vec<(Vec<usize>, usize)>,
    /// The cells that hang together by rows have one number.
    parts: Vec<usize>,
    /// Whether anybody knows that a cell adds nothing: nobody is in it.
    is_nothing: Vec<bool>,
    /// What is told of each sum.
    published: Vec<Option<u64>>,
    /// What hiding each sum costs; `None`: it cannot be hidden.
    costs: Vec<Option<f64>>,
    /// The sums (by their index in the request) of each sum.
    facts: Vec<Vec<usize>>,
}

impl<'a> Field<'a> {
    pub(super) fn of(request: SumRequest<'a>) -> Result<Self, Unfit> {
        let limits = (request.rules.joint, request.rules.most);
        let system = System::of(request.counts, request.radices, request.records, limits)?;
        let mut included = vec![false; system.spaces.len()];
        let mut facts = vec![Vec::new(); system.sums.len()];
        for (number, fact) in request.sums.iter().enumerate() {
            let sum = system.of_fact[fact.count];
            facts[sum].push(number);
            for (at, space) in system.spaces.iter().enumerate() {
                included[at] |= space.holds(&system.sums[sum].cell);
            }
        }
        let mut contributions = vec![Vec::new(); system.cells];
        for (space, _) in system.spaces.iter().zip(&included).filter(|(_, is)| **is) {
            for (row, amount) in request.amounts.iter().enumerate() {
                let cell = space.find(&system.atoms, request.records, row);
                if let (Some(amount), Some(cell)) = (amount, cell) {
                    contributions[space.first + cell].push((*amount, request.records.centres[row]));
                }
            }
        }
        let of_cell = |all: &Vec<Contribution>| all.iter().map(|(amount, _)| amount).sum();
        let mut field = Self {
            totals: contributions.iter().map(of_cell).collect(),
            rows: Vec::new(),
            parts: (0..system.cells).collect(),
            is_nothing: Vec::new(),
            published: vec![None; system.sums.len()],
            costs: vec![None; system.sums.len()],
            request,
            included,
            contributions,
            facts,
            system,
        };
        field.is_nothing = field.list_nothing();
        field.read_what_is_told()?;
        field.tie();
        Ok(field)
    }

    /// Cells that everybody knows to be empty: by the counts, or since no sum speaks of who is in them.
    fn list_nothing(&self) -> Vec<bool> {
        let fixed = self.system.settle();
        let mut spoken_of = vec![false; self.system.cells];
        for (number, facts) in self.facts.iter().enumerate() {
            if facts.is_empty() {
                continue;
            }
            for (at, space) in self.system.spaces.iter().enumerate() {
                let cell = &self.system.sums[number].cell;
                if self.included[at] && space.holds(cell) {
                    for member in space.members(cell) {
                        spoken_of[space.first + member] = true;
                    }
                }
            }
        }
        (0..self.system.cells)
            .map(|cell| {
                let is_unnamed = !spoken_of[cell] && self.contributions[cell].is_empty();
                fixed[cell] == Some(0) || is_unnamed
            })
            .collect()
    }

    fn read_what_is_told(&mut self) -> Result<(), Unfit> {
        for fact in self.request.sums {
            let count = &self.request.counts[fact.count];
            let sum = self.system.of_fact[fact.count];
            let truth = self.total(self.system.cells + sum);
            let is_counted = count.value.is_some();
            match fact.told {
                Told::Number(told) if told != truth => {
                    return Err(Unfit::Conflict { fact: fact.count });
                }
                // What is out once stays out, whatever else is said of the same group.
                Told::Number(told) => {
                    self.published[sum] = Some(told);
                    self.costs[sum] = None;
                }
                Told::Open | Told::Pinned if is_counted && self.published[sum].is_none() => {
                    self.published[sum] = Some(truth);
                    let totals = count.place.iter().filter(|choice| choice.is_none()).count();
                    let totals = i32::try_from(totals).unwrap_or(i32::MAX);
                    let familiar = if fact.familiar { FAMILIAR } else { 1.0 };
                    let value = familiar * (1.0 + as_f64(truth).ln_1p());
                    self.costs[sum] = (fact.told == Told::Open).then(|| value * TOTAL.powi(totals));
                }
                Told::Open | Told::Pinned | Told::Hidden => {}
            }
        }
        Ok(())
    }

    /// Whether a cell is one of those over which sums are made, and may hold something.
    pub(super) fn is_open(&self, cell: usize) -> bool {
        self.is_looked_at(cell) && !self.is_nothing[cell]
    }

    /// Whether a cell is one of those over which sums are made.
    pub(super) fn is_looked_at(&self, cell: usize) -> bool {
        self.included[self.system.space_of(cell)]
    }

    /// Variables that no sum may move between.
    pub(super) fn neutral(&self) -> &[usize] {
        &self.request.rules.neutral
    }

    /// What hiding a sum costs; `None`: it cannot be hidden.
    pub(super) fn cost(&self, sum: usize) -> Option<f64> {
        self.costs[sum]
    }

    /// The cells of an unknown that may hold something, in its own space.
    pub(super) fn members(&self, unknown: usize) -> Vec<usize> {
        let all = match unknown.checked_sub(self.system.cells) {
            None => vec![unknown],
            Some(sum) => self.members_of_sum(sum),
        };
        all.into_iter().filter(|cell| self.is_open(*cell)).collect()
    }

    /// The cells of a sum in a space that is looked at, if there is one.
    fn members_of_sum(&self, sum: usize) -> Vec<usize> {
        let cell = &self.system.sums[sum].cell;
        let spaces = self.system.spaces.iter().enumerate();
        let home = spaces
            .filter(|(at, _)| self.included[*at])
            .map(|(_, space)| space)
            .find(|space| space.holds(cell));
        home.map_or_else(Vec::new, |home| {
            let members = home.members(cell).into_iter();
            members.map(|member| home.first + member).collect()
        })
    }

    /// Lists the rows, and what hangs together by them. What is hidden later only cuts.
    fn tie(&mut self) {
        for row in &self.system.rows {
            let sum = row.total - self.system.cells;
            // What is not told, and what one space alone holds, ties nothing.
            if self.published[sum].is_none() && self.system.sums[sum].spaces == 1 {
                continue;
            }
            let open = row.members.iter().copied().filter(|c| self.is_open(*c));
            let open: Vec<usize> = open.collect();
            if !open.is_empty() {
                self.rows.push((open, sum));
            }
        }
        // Cells of two spaces hang together by the sum that both hold.
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        for (cells, sum) in &self.rows {
            let anchor = *first.entry(*sum).or_insert(cells[0]);
            for cell in cells {
                let (a, b) = (root(&mut self.parts, anchor), root(&mut self.parts, *cell));
                self.parts[a] = b;
            }
        }
        for cell in 0..self.parts.len() {
            self.parts[cell] = root(&mut self.parts, cell);
        }
    }

    /// The open cells that hang together with these.
    pub(super) fn part_of(&self, cells: &[usize]) -> Vec<usize> {
        let parts: BTreeSet<usize> = cells.iter().map(|cell| self.parts[*cell]).collect();
        let all = 0..self.system.cells;
        all.filter(|cell| self.is_open(*cell) && parts.contains(&self.parts[*cell]))
            .collect()
    }

    /// The rows: open cells, and the number of the sum.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&[usize], usize)> {
        self.rows
            .iter()
            .map(|(cells, sum)| (cells.as_slice(), *sum))
    }

    pub(super) fn contributions(&self, unknown: usize) -> Vec<Contribution> {
        let members = self.members(unknown).into_iter();
        members
            .flat_map(|cell| self.contributions[cell].iter().copied())
            .collect()
    }

    /// The true sum of an unknown.
    pub(super) fn total(&self, unknown: usize) -> u64 {
        let members = self.members(unknown).into_iter();
        members.map(|cell| self.totals[cell]).sum()
    }

    /// The true sum of a cell.
    pub(super) fn total_of_cell(&self, cell: usize) -> u64 {
        self.totals[cell]
    }

    /// What one centre has in a cell.
    pub(super) fn own(&self, cell: usize, centre: u16) -> u64 {
        let own = self.contributions[cell].iter();
        own.filter(|(_, of)| *of == centre).map(|(a, _)| a).sum()
    }

    /// The variables that describe an unknown.
    pub(super) fn variables(&self, unknown: usize) -> Vec<usize> {
        match unknown.checked_sub(self.system.cells) {
            None => self.system.spaces[self.system.space_of(unknown)]
                .variables
                .clone(),
            Some(sum) => self.system.sums[sum].cell.0.keys().copied().collect(),
        }
    }

    /// Whether a sum that is told or could be is this very unknown.
    pub(super) fn is_fact(&self, unknown: usize) -> bool {
        !self.facts_of(unknown).is_empty()
    }

    pub(super) fn facts_of(&self, unknown: usize) -> Vec<usize> {
        let sum = unknown.checked_sub(self.system.cells);
        sum.map_or_else(Vec::new, |sum| self.facts[sum].clone())
    }

    pub(super) fn sum_of(&self, unknown: usize) -> Option<usize> {
        unknown.checked_sub(self.system.cells)
    }

    pub(super) fn sum_of_fact(&self, count: usize) -> usize {
        self.system.of_fact[count]
    }

    pub(super) fn published(&self, sum: usize) -> Option<u64> {
        self.published[sum]
    }

    /// What hiding a sum costs: nothing where it is not told; `None`: it cannot be hidden.
    pub(super) fn price(&self, sum: usize) -> Option<f64> {
        match self.published[sum] {
            None => Some(0.0),
            Some(_) => self.costs[sum],
        }
    }

    /// Hides a sum if it can be hidden; whether it was.
    pub(super) fn hide(&mut self, sum: usize) -> bool {
        self.costs[sum].is_some() && self.published[sum].take().is_some()
    }

    /// The cheapest sum told that shares a cell with an unknown.
    pub(super) fn find_cheapest_beside(&self, unknown: usize) -> Option<usize> {
        let members: BTreeSet<usize> = self.members(unknown).into_iter().collect();
        let beside = self.rows().filter(|(cells, sum)| {
            self.published[*sum].is_some() && cells.iter().any(|cell| members.contains(cell))
        });
        beside
            .filter_map(|(_, sum)| Some((self.costs[sum]?, sum)))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, sum)| sum)
    }

    /// The tables of an unknown and of what is told of its cells.
    pub(super) fn tables_beside(&self, unknown: usize) -> BTreeSet<usize> {
        let members: BTreeSet<usize> = self.members(unknown).into_iter().collect();
        let mut facts: BTreeSet<usize> = self.facts_of(unknown).into_iter().collect();
        for (cells, sum) in self.rows() {
            if self.published[sum].is_some() && cells.iter().any(|cell| members.contains(cell)) {
                facts.extend(&self.facts[sum]);
            }
        }
        let counts = facts.into_iter().map(|fact| self.request.sums[fact].count);
        counts
            .map(|count| self.request.counts[count].table)
            .collect()
    }

    /// All unknowns that may hold something, each group of people once.
    pub(super) fn groups(&self) -> Vec<usize> {
        let mut known: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        let unknowns = 0..self.system.cells + self.system.sums.len();
        for unknown in unknowns.rev() {
            if unknown < self.system.cells && !self.is_open(unknown) {
                continue;
            }
            let members = self.members(unknown);
            // One that is told, or could be, speaks for the others.
            if !members.is_empty() && (self.is_fact(unknown) || !known.contains_key(&members)) {
                known.insert(members, unknown);
            }
        }
        known.into_values().collect()
    }
}

fn root(parts: &mut [usize], mut at: usize) -> usize {
    while parts[at] != at {
        parts[at] = parts[parts[at]];
        at = parts[at];
    }
    at
}

/// Amounts are far below the whole numbers that this loses.
#[expect(clippy::cast_precision_loss, reason = "amounts are below 2^53")]
pub(super) fn as_f64(amount: u64) -> f64 {
    amount as f64
}
