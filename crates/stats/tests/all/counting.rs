// SPDX-License-Identifier: EUPL-1.2
//! The counting core against a count that nobody could get wrong.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use wegmarke_stats::count::{Columns, Options, for_each_block};

type Counts = BTreeMap<(Vec<usize>, Vec<u16>), u32>;

/// Columns shaped like case records: few codes with blanks, and one long list.
fn invent(rows: usize, seed: u64) -> Vec<Vec<u16>> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let radices = [13, 5, 10, 61, 17, 7, 21, 7, 3, 3, 3, 3];
    radices
        .map(|radix: u32| {
            (0..rows)
                .map(|_| {
                    let (a, b) = (rng.gen_range(0..radix), rng.gen_range(0..radix));
                    u16::try_from(a.min(b)).unwrap()
                })
                .collect()
        })
        .to_vec()
}

fn naive(columns: &[Vec<u16>], length: usize) -> Counts {
    let mut counts = Counts::new();
    for row in 0..columns[0].len() {
        let filled: Vec<usize> = (0..columns.len())
            .filter(|c| columns[*c][row] > 0)
            .collect();
        for bits in 1_u32..1 << filled.len() {
            if bits.count_ones() as usize > length {
                continue;
            }
            let set: Vec<usize> = (0..filled.len())
                .filter(|at| bits & (1 << at) != 0)
                .map(|at| filled[at])
                .collect();
            let codes = set.iter().map(|column| columns[*column][row]).collect();
            *counts.entry((set, codes)).or_default() += 1;
        }
    }
    counts
}

fn counted(columns: Vec<Vec<u16>>, options: Options) -> Counts {
    let counts = Mutex::new(Counts::new());
    for_each_block(&Columns::new(columns).unwrap(), options, |block| {
        block.for_each(|codes, count| {
            let key = (block.columns.to_vec(), codes.to_vec());
            assert!(counts.lock().unwrap().insert(key, count).is_none());
        });
    });
    counts.into_inner().unwrap()
}

#[test]
fn ten_thousand_records_are_counted_as_by_hand() {
    let columns = invent(10_000, 1);
    let options = Options {
        length: 3,
        ..Options::default()
    };
    assert_eq!(counted(columns.clone(), options), naive(&columns, 3));
}

#[test]
fn a_cap_changes_how_it_is_counted_and_not_what() {
    let columns = invent(500, 2);
    let dense = counted(
        columns.clone(),
        Options {
            length: 4,
            threads: 1,
            ..Options::default()
        },
    );
    for cap in [0, 1, 100, 5_000] {
        let options = Options {
            length: 4,
            threads: 3,
            cap,
        };
        assert_eq!(counted(columns.clone(), options), dense, "{cap}");
    }
}

#[test]
fn nothing_is_counted_of_nothing_and_columns_are_of_one_length() {
    assert!(counted(Vec::new(), Options::default()).is_empty());
    assert!(counted(vec![vec![], vec![]], Options::default()).is_empty());
    assert!(counted(vec![vec![0, 0]], Options::default()).is_empty());
    let ragged = Columns::new(vec![vec![1], vec![1, 2]]).unwrap_err();
    assert_eq!((ragged.column, ragged.found, ragged.expected), (1, 2, 1));
}
