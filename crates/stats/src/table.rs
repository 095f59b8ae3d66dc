// SPDX-License-Identifier: EUPL-1.2
//! What a table says: each of its cells is a condition on variables, and a number or nothing.

use std::collections::{BTreeMap, BTreeSet};

/// A set of codes of one variable.
pub type Codes = BTreeSet<u16>;

/// A condition: for some variables (by index) the codes that count. A variable that is not named is not
/// restricted. Two cells with the same condition are the same number, whatever tables they stand in.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition(pub BTreeMap<usize, Codes>);

impl Condition {
    /// This condition and that one on one more variable.
    #[must_use]
    pub fn with(&self, variable: usize, codes: Codes) -> Self {
        let mut all = self.0.clone();
        match all.entry(variable) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(codes);
            }
            std::collections::btree_map::Entry::Occupied(mut held) => {
                held.get_mut().retain(|code| codes.contains(code));
            }
        }
        Self(all)
    }

    /// Whether a record, given by the code of each variable, is counted.
    #[must_use]
    pub fn holds(&self, code: impl Fn(usize) -> u16) -> bool {
        self.0
            .iter()
            .all(|(variable, codes)| codes.contains(&code(*variable)))
    }
}

/// One axis of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// Index of the variable; for a variable with several answers each answer is a variable, and the axis
    /// has one category of each.
    pub categories: Vec<(usize, Codes)>,
}

/// A table that is to be published: one population, up to a few axes, all of their totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    /// What it is called in findings.
    pub name: String,
    /// Who is counted at all.
    pub population: Condition,
    /// Its axes, rows first.
    pub axes: Vec<Axis>,
}

/// Where a cell stands: a category or the total of each axis.
pub type Place = Vec<Option<usize>>;

impl Design {
    /// All places, totals included, in row order with the totals last.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> = vec![Vec::new()];
        for axis in &self.axes {
            let choices = (0..axis.categories.len()).map(Some).chain([None]);
            let choices: Vec<Option<usize>> = choices.collect();
            places = places
                .iter()
                .flat_map(|place| {
                    choices.iter().map(move |choice| {
                        let mut longer = place.clone();
                        longer.push(*choice);
                        longer
                    })
                })
                .collect();
        }
        places
    }

    /// The condition of a cell.
    #[must_use]
    pub fn condition(&self, place: &[Option<usize>]) -> Condition {
        let chosen = self.axes.iter().zip(place);
        chosen.fold(
            self.population.clone(),
            |condition, (axis, choice)| match choice.and_then(|at| axis.categories.get(at)) {
                Some((variable, codes)) => condition.with(*variable, codes.clone()),
                None => condition,
            },
        )
    }
}

/// What the public knows, or will know: the number of one cell, or that it is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Index of its table.
    pub table: usize,
    /// Where it stands there.
    pub place: Place,
    /// What is counted.
    pub condition: Condition,
    /// The number; `None`: hidden.
    pub value: Option<u32>,
    /// What is known of a number that is not told exactly: the least and the greatest it can be.
    pub within: Option<(u32, u32)>,
}

/// Records as codes: for each variable one column; and which centre each record comes from.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// One column for each variable.
    pub columns: Vec<Vec<u16>>,
    /// The centre of each record, from 0.
    pub centres: Vec<u16>,
}

impl Records {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.centres.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.centres.is_empty()
    }

    /// How many meet a condition.
    #[must_use]
    pub fn count(&self, condition: &Condition) -> u32 {
        let met = (0..self.len()).filter(|row| condition.holds(|v| self.columns[v][*row]));
        u32::try_from(met.count()).unwrap_or(u32::MAX)
    }
}
