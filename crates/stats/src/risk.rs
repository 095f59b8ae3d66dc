// SPDX-License-Identifier: EUPL-1.2
//! Who could be recognised in a file before it leaves the house: minimal unique combinations.
//!
//! A set of answers is minimal and unique if exactly one record has it and no part of it is unique (Elliot,
//! Manning and Ford, 2002: special uniques; Manning, Haglin and Keane, 2008). The fewer answers it takes,
//! the easier somebody is recognised. Answers that are not recorded tell nothing and are left out.

use std::collections::{BTreeMap, BTreeSet};

/// A record that a few answers single out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unique {
    /// Index of the record.
    pub record: usize,
    /// The columns whose answers single it out, ascending.
    pub columns: Vec<usize>,
}

/// All minimal unique combinations of up to `most` columns, by record and length. Code 0 is "not recorded".
///
/// Columns are taken together by length, so that a combination is looked at only where no part of it is
/// unique already: that is what makes it minimal.
#[must_use]
pub fn list_uniques(columns: &[Vec<u16>], most: usize) -> Vec<Unique> {
    let rows = columns.first().map_or(0, Vec::len);
    let mut found: Vec<BTreeSet<Vec<usize>>> = vec![BTreeSet::new(); rows];
    for length in 1..=most.min(columns.len()) {
        for set in sets(columns.len(), length) {
            let mut groups: BTreeMap<Vec<u16>, Vec<usize>> = BTreeMap::new();
            let codes_of = |row: usize| -> Vec<u16> {
                set.iter().map(|column| columns[*column][row]).collect()
            };
            for (row, codes) in (0..rows).map(|row| (row, codes_of(row))) {
                if !codes.contains(&0) {
                    groups.entry(codes).or_default().push(row);
                }
            }
            for group in groups.into_values() {
                let [row] = group.as_slice() else { continue };
                let part = |smaller: &Vec<usize>| smaller.iter().all(|column| set.contains(column));
                if !found[*row].iter().any(part) {
                    found[*row].insert(set.clone());
                }
            }
        }
    }
    let mut uniques: Vec<Unique> = Vec::new();
    for (record, sets) in found.into_iter().enumerate() {
        uniques.extend(sets.into_iter().map(|columns| Unique { record, columns }));
    }
    uniques.sort_by_key(|unique| (unique.columns.len(), unique.record, unique.columns.clone()));
    uniques
}

/// For each record the columns of which at least one has to be coarser or left out, so that no combination
/// singles it out any more: the fewest, taken one by one where they break most combinations.
#[must_use]
pub fn list_remedies(uniques: &[Unique]) -> BTreeMap<usize, Vec<usize>> {
    let mut by_record: BTreeMap<usize, Vec<&Unique>> = BTreeMap::new();
    for unique in uniques {
        by_record.entry(unique.record).or_default().push(unique);
    }
    let mut remedies = BTreeMap::new();
    for (record, mut left) in by_record {
        let mut chosen = Vec::new();
        while !left.is_empty() {
            let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
            for column in left.iter().flat_map(|unique| &unique.columns) {
                *counts.entry(*column).or_default() += 1;
            }
            let best = counts
                .into_iter()
                .max_by_key(|(column, count)| (*count, usize::MAX - *column));
            let Some((column, _)) = best else { break };
            chosen.push(column);
            left.retain(|unique| !unique.columns.contains(&column));
        }
        remedies.insert(record, chosen);
    }
    remedies
}

fn sets(width: usize, length: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..length {
        all = all
            .iter()
            .flat_map(|set: &Vec<usize>| {
                let from = set.last().map_or(0, |last| *last + 1);
                (from..width).map(move |column| [set.as_slice(), &[column]].concat())
            })
            .collect();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Unique, list_remedies, list_uniques};

    #[test]
    fn only_minimal_combinations_are_told() {
        // The third is alone with 2 in column 0; the first with 1 and 1 in columns 1 and 2.
        let columns = [
            vec![1, 1, 2, 1],
            vec![1, 1, 1, 2],
            vec![1, 2, 2, 2],
            vec![0, 0, 0, 9],
        ];
        let told = list_uniques(&columns, 3);
        let of = |record| -> Vec<Vec<usize>> {
            told.iter()
                .filter(|u: &&Unique| u.record == record)
                .map(|u| u.columns.clone())
                .collect()
        };
        assert_eq!(of(2), [vec![0]]);
        assert_eq!(of(0), [vec![2]]);
        assert_eq!(of(3), [vec![1], vec![3]]);
        assert_eq!(of(1), [vec![0, 1, 2]]);
        let remedies = list_remedies(&told);
        assert_eq!(remedies[&1], [0]);
        assert_eq!(remedies[&3], [1, 3]);
    }

    #[test]
    fn nobody_is_unique_in_a_crowd() {
        assert!(list_uniques(&[vec![1; 9], vec![2; 9]], 2).is_empty());
        assert!(list_uniques(&[], 3).is_empty());
    }
}
