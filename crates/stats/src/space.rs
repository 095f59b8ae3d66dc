// SPDX-License-Identifier: EUPL-1.2
//! The spaces in which facts live: the smallest cells that any combination of published tables could tell
//! apart, with the truth about them.
//!
//! Codes that no fact tells apart are one **atom**. A space is a set of variables; its cells are the
//! combinations of their atoms. Small spaces are joined, so that what follows from several tables together
//! is seen exactly; larger ones are tied to each other by the sums that they share (see `system`).

use std::collections::{BTreeMap, BTreeSet};

use crate::table::{Codes, Condition, Fact, Records};

/// What is told apart of each variable.
#[derive(Debug, Clone, Default)]
pub(crate) struct Atoms {
    /// For each variable, the atom of each code; `None`: no fact counts who has it.
    of_code: Vec<Vec<Option<usize>>>,
    /// For each variable, how many atoms.
    pub(crate) counts: Vec<usize>,
}

impl Atoms {
    /// `radices`: for each variable one more than its highest code.
    pub(crate) fn of<'a>(
        conditions: impl Iterator<Item = &'a Condition>,
        radices: &[usize],
        records: &Records,
    ) -> Self {
        let mut sets: Vec<BTreeSet<&Codes>> = vec![BTreeSet::new(); radices.len()];
        let mut restricting = vec![0; radices.len()];
        let mut all_facts = 0;
        for condition in conditions {
            all_facts += 1;
            for (variable, codes) in &condition.0 {
                sets[*variable].insert(codes);
                restricting[*variable] += 1;
            }
        }
        let mut all = Self::default();
        for (variable, (sets, radix)) in sets.iter().zip(radices).enumerate() {
            let occurs: BTreeSet<u16> = records.columns[variable].iter().copied().collect();
            let every = restricting[variable] == all_facts;
            let mut known: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
            let of_code = (0..*radix).map(|code| {
                let code = u16::try_from(code).unwrap_or(u16::MAX);
                let signature: Vec<bool> = sets.iter().map(|set| set.contains(&code)).collect();
                // Whoever no table names and no record has is taken for known not to exist: that is what
                // somebody would assume who wants to find out.
                if !signature.contains(&true) && (every || !occurs.contains(&code)) {
                    return None;
                }
                let next = known.len();
                Some(*known.entry(signature).or_insert(next))
            });
            all.of_code.push(of_code.collect());
            all.counts.push(known.len());
        }
        all
    }

    /// Whether no fact counts this record.
    fn leaves_out(&self, records: &Records, row: usize) -> bool {
        self.of_code.iter().enumerate().any(|(variable, of_code)| {
            let code = usize::from(records.columns[variable][row]);
            of_code.get(code).copied().flatten().is_none()
        })
    }

    /// A condition in atoms; variables that are not restricted are left out.
    pub(crate) fn read(&self, condition: &Condition) -> Cell {
        let sets = condition.0.iter().map(|(variable, codes)| {
            let of_code = &self.of_code[*variable];
            let atoms = codes
                .iter()
                .filter_map(|code| of_code.get(usize::from(*code)));
            (
                *variable,
                atoms.flatten().copied().collect::<BTreeSet<usize>>(),
            )
        });
        Cell(
            sets.filter(|(variable, atoms)| atoms.len() < self.counts[*variable])
                .collect(),
        )
    }
}

/// A condition in atoms.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell(pub(crate) BTreeMap<usize, BTreeSet<usize>>);

/// A set of variables, and the truth about each combination of their atoms.
#[derive(Debug, Clone)]
pub(crate) struct Space {
    /// Ascending.
    pub(crate) variables: Vec<usize>,
    pub(crate) sizes: Vec<usize>,
    /// Number of its first cell among those of all spaces.
    pub(crate) first: usize,
    /// How many records are in each cell.
    pub(crate) truth: Vec<u32>,
    /// The same for each centre that has any.
    pub(crate) by_centre: Vec<BTreeMap<u16, u32>>,
}

impl Space {
    /// Numbers (in this space) of the atoms of a cell whose variables are all here.
    pub(crate) fn members(&self, cell: &Cell) -> Vec<usize> {
        let mut members = vec![0_usize];
        for (variable, size) in self.variables.iter().zip(&self.sizes) {
            let every: Vec<usize> = match cell.0.get(variable) {
                Some(atoms) => atoms.iter().copied().collect(),
                None => (0..*size).collect(),
            };
            members = members
                .iter()
                .flat_map(|member| every.iter().map(move |atom| member * size + atom))
                .collect();
        }
        members
    }

    /// The atoms of each variable, of the cell with this number.
    pub(crate) fn coordinates(&self, mut number: usize) -> Vec<usize> {
        let mut coordinates = vec![0; self.sizes.len()];
        for (at, size) in coordinates.iter_mut().zip(&self.sizes).rev() {
            *at = number % size;
            number /= size;
        }
        coordinates
    }

    pub(crate) fn holds(&self, cell: &Cell) -> bool {
        cell.0
            .keys()
            .all(|variable| self.variables.contains(variable))
    }

    /// The cell of a record, by its number in this space; `None`: no fact counts it.
    pub(crate) fn find(&self, atoms: &Atoms, records: &Records, row: usize) -> Option<usize> {
        let mut variables = self.variables.iter().zip(&self.sizes);
        let number = variables.try_fold(0, |number, (v, size)| {
            let code = usize::from(records.columns[*v][row]);
            let atom = atoms.of_code[*v].get(code).copied().flatten()?;
            Some(number * size + atom)
        });
        number.filter(|_| !atoms.leaves_out(records, row))
    }

    fn fill(&mut self, atoms: &Atoms, records: &Records) {
        let size = self.sizes.iter().product();
        self.truth = vec![0; size];
        self.by_centre = vec![BTreeMap::new(); size];
        for row in 0..records.len() {
            let Some(number) = self.find(atoms, records, row) else {
                continue;
            };
            self.truth[number] += 1;
            *self.by_centre[number]
                .entry(records.centres[row])
                .or_default() += 1;
        }
    }
}

/// A table needs more cells than anybody can check.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{cells} cells would have to be checked at once, and {most} can be")]
pub struct TooWide {
    /// Index of the table.
    pub table: usize,
    /// How many cells its space would have.
    pub cells: usize,
    /// How many there may be.
    pub most: usize,
}

/// The spaces of some facts.
pub(crate) fn lay_out(
    facts: &[Fact],
    atoms: &Atoms,
    records: &Records,
    (joint, most): (usize, usize),
) -> Result<Vec<Space>, TooWide> {
    let size = |scope: &BTreeSet<usize>| {
        scope
            .iter()
            .try_fold(1_usize, |size, v| size.checked_mul(atoms.counts[*v]))
            .unwrap_or(usize::MAX)
    };
    let mut scopes: Vec<BTreeSet<usize>> = Vec::new();
    for fact in facts {
        let scope: BTreeSet<usize> = atoms.read(&fact.condition).0.into_keys().collect();
        if size(&scope) > most {
            return Err(TooWide {
                table: fact.table,
                cells: size(&scope),
                most,
            });
        }
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    scopes.sort_by_key(|scope| std::cmp::Reverse(scope.len()));
    let mut maximal: Vec<BTreeSet<usize>> = Vec::new();
    for scope in scopes {
        if !maximal.iter().any(|larger| scope.is_subset(larger)) {
            maximal.push(scope);
        }
    }
    // The smallest union first, while one is small enough.
    while let Some((_, a, b)) = (0..maximal.len())
        .flat_map(|a| (a + 1..maximal.len()).map(move |b| (a, b)))
        .map(|(a, b)| {
            (
                size(&maximal[a].union(&maximal[b]).copied().collect()),
                a,
                b,
            )
        })
        .filter(|(cells, ..)| *cells <= joint)
        .min()
    {
        let other = maximal.remove(b);
        maximal[a].extend(other);
        let joined = maximal[a].clone();
        maximal.retain(|scope| *scope == joined || !scope.is_subset(&joined));
    }
    maximal.sort();
    let mut first = 0;
    let mut spaces = Vec::new();
    for scope in maximal {
        let variables: Vec<usize> = scope.into_iter().collect();
        let mut space = Space {
            sizes: variables.iter().map(|v| atoms.counts[*v]).collect(),
            variables,
            first,
            truth: Vec::new(),
            by_centre: Vec::new(),
        };
        space.fill(atoms, records);
        first += space.truth.len();
        spaces.push(space);
    }
    Ok(spaces)
}
