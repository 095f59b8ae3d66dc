// SPDX-License-Identifier: EUPL-1.2
//! Synthetic records: what they must not show, counted by hand, and how good they are.

use std::collections::{BTreeMap, BTreeSet};

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use wegmarke_stats::rule::{Rules, Why};
use wegmarke_stats::synthetic::{Counts, Order, draw, judge, prove};
use wegmarke_stats::table::Records;

const COLUMNS: [usize; 6] = [0, 1, 2, 3, 4, 5];

/// People whose values hang together, of some centres, with a few who are like nobody else.
fn invent(seed: u64, people: usize) -> Records {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut records = Records {
        columns: vec![Vec::new(); COLUMNS.len()],
        centres: Vec::new(),
    };
    for _ in 0..people {
        let kind: u16 = rng.gen_range(0..3);
        for column in 0..COLUMNS.len() {
            let own = 1 + (kind + u16::try_from(column).unwrap()) % 4;
            let code = if rng.gen_bool(0.7) {
                own
            } else {
                rng.gen_range(0..6)
            };
            records.columns[column].push(code);
        }
        records.centres.push(rng.gen_range(0..6));
    }
    records
}

#[test]
fn every_combination_is_one_that_enough_people_of_several_centres_have() {
    let rules = Rules {
        of_variable: vec![0, 10, 0, 0, 0, 0],
        ..Rules::new(5, COLUMNS.len())
    };
    for (seed, length) in [(1, 2), (2, 3), (3, 3)] {
        let records = invent(seed, 600);
        let counts = Counts::of(&records, &COLUMNS, length, &|_| true);
        let order = Order {
            columns: &COLUMNS,
            length,
            records: 600,
            seed,
        };
        let drawn = draw(&counts, &rules, &order);
        assert_eq!(drawn, draw(&counts, &rules, &order), "the same seed");
        assert_ne!(
            drawn,
            draw(
                &counts,
                &rules,
                &Order {
                    seed: seed + 1,
                    ..order.clone()
                }
            )
        );
        // By hand, without the counts of the crate: every pair and triple of values.
        let mut seen = 0;
        for record in &drawn {
            for a in 0..COLUMNS.len() {
                for b in 0..=a {
                    for c in 0..=b {
                        let wanted: BTreeSet<usize> = [a, b, c].into();
                        if wanted.len() > length || wanted.iter().any(|at| record[*at] == 0) {
                            continue;
                        }
                        let mut of_centre: BTreeMap<u16, u32> = BTreeMap::new();
                        for row in 0..records.len() {
                            if wanted
                                .iter()
                                .all(|at| records.columns[*at][row] == record[*at])
                            {
                                *of_centre.entry(records.centres[row]).or_default() += 1;
                            }
                        }
                        let all: u32 = of_centre.values().sum();
                        let least = if wanted.contains(&1) { 10 } else { 5 };
                        assert!(all >= least, "{wanted:?} of {record:?}: {all}");
                        assert!(of_centre.values().all(|own| own * 100 <= all * 80));
                        seen += 1;
                    }
                }
            }
        }
        assert!(seen > 10_000, "{seen}");
        let proof = prove(&counts, &rules, &order, &drawn).unwrap();
        assert!(proof.values().all(|support| support.count >= 5));

        let quality = judge(&counts, &rules, &order, &drawn);
        println!("{quality:?}");
        assert_eq!(quality.len(), length);
        for of_length in &quality {
            assert_eq!((of_length.fabricated, of_length.leaked), (0, 0));
            assert!(
                of_length.preserved * 10 >= of_length.allowed * 5,
                "{of_length:?}"
            );
        }
        assert!(quality[0].error < 0.6, "{quality:?}");
    }
}

#[test]
fn records_that_show_too_much_have_no_proof() {
    let records = invent(4, 400);
    let rules = Rules::new(5, COLUMNS.len());
    let counts = Counts::of(&records, &COLUMNS, 3, &|_| true);
    let order = Order {
        columns: &COLUMNS,
        length: 3,
        records: 400,
        seed: 1,
    };
    // The real records themselves.
    let real: Vec<Vec<u16>> = (0..records.len())
        .map(|row| {
            COLUMNS
                .iter()
                .map(|column| records.columns[*column][row])
                .collect()
        })
        .collect();
    let (_, why) = prove(&counts, &rules, &order, &real).unwrap_err();
    assert_eq!(why, Why::Small);
    let leaked = judge(&counts, &rules, &order, &real);
    assert!(leaked[2].leaked > 0 && leaked[2].fabricated == 0);
    // Somebody who is not there at all.
    let (_, why) = prove(&counts, &rules, &order, &[vec![9, 0, 0, 0, 0, 0]]).unwrap_err();
    assert_eq!(why, Why::Empty);
    let invented = judge(&counts, &rules, &order, &[vec![9, 0, 0, 0, 0, 0]]);
    assert_eq!(invented[0].fabricated, 1);
}
