// SPDX-License-Identifier: EUPL-1.2
//! Releases with cell keys, against the same search that tries every world.

use std::collections::{BTreeMap, BTreeSet};

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use wegmarke_stats::audit::audit;
use wegmarke_stats::cellkey::{Noise, pass_with_keys};
use wegmarke_stats::gate::{Outcome, Request, Shown, list_facts};
use wegmarke_stats::table::{Condition, Design, Fact};

use crate::gate::{Pool, designs, earlier_through_the_gate, invent, leaks, rules};

fn send(pool: &Pool, designs: &[Design], before: &[Fact], keys: &[u32], additive: bool) -> Outcome {
    let none = BTreeSet::new();
    let request = Request {
        designs,
        before,
        records: &pool.records,
        radices: &pool.radices,
        rules: &rules(),
        familiar: &none,
        pinned: &none,
    };
    let noise = Noise::new(6, 4.0, [5], additive).unwrap();
    pass_with_keys(request, keys, &noise).unwrap()
}

fn number(shown: Shown) -> Option<u32> {
    match shown {
        Shown::Number(number) => Some(number),
        Shown::Rule(_) | Shown::Other => None,
    }
}

#[test]
fn nothing_that_is_told_gives_anybody_away() {
    let (mut passed, mut told, mut off, mut given_up) = (0, 0, 0, 0);
    for seed in 0..160 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let attack = u8::try_from(seed % 4).unwrap();
        let pool = invent(&mut rng, attack);
        let designs = designs(&pool, &mut rng);
        let keys: Vec<u32> = (0..pool.records.len()).map(|_| rng.r#gen()).collect();
        // Where cases came late, an exact release was out before.
        let before = if attack == 0 {
            earlier_through_the_gate(&pool, &designs)
        } else {
            Vec::new()
        };
        let outcome = send(&pool, &designs, &before, &keys, seed % 8 > 3);
        let facts = list_facts(&designs, &pool.records);
        for (shown, fact) in outcome.shown.iter().zip(&facts) {
            if let Some(number) = number(*shown) {
                told += 1;
                off += u32::from(Some(number) != fact.value);
                assert!(number == 0 || number >= 5, "seed {seed}: {number} is told");
            }
        }
        if outcome.report.findings.is_empty() {
            passed += 1;
            let all: Vec<Fact> = outcome.facts.iter().chain(&before).cloned().collect();
            let leaks = leaks(&pool, &all, &mut given_up);
            assert!(leaks.is_empty(), "seed {seed}: {leaks:?}");
        }
    }
    println!(
        "{passed} of 160 passed, {told} numbers told, {off} of them off; {given_up} searches given up"
    );
    assert!(
        passed > 120 && told > 2_000 && off * 2 > told,
        "{passed} {told} {off}"
    );
}

#[test]
fn the_same_people_are_the_same_number_everywhere_and_totals_add_up_on_request() {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let (mut same, mut sums) = (0, 0);
    for _ in 0..40 {
        let pool = invent(&mut rng, 1);
        let designs = designs(&pool, &mut rng);
        let keys: Vec<u32> = (0..pool.records.len()).map(|_| rng.r#gen()).collect();
        let outcome = send(&pool, &designs, &[], &keys, false);
        let mut known: BTreeMap<Condition, Option<u32>> = BTreeMap::new();
        for (shown, fact) in outcome.shown.iter().zip(&outcome.facts) {
            let before = known.insert(fact.condition.clone(), number(*shown));
            assert!(before.is_none_or(|before| before == number(*shown)));
            same += u32::from(before.is_some());
        }
        let outcome = send(&pool, &designs, &[], &keys, true);
        let at: BTreeMap<(usize, &[Option<usize>]), Option<u32>> = outcome
            .facts
            .iter()
            .zip(&outcome.shown)
            .map(|(fact, shown)| ((fact.table, fact.place.as_slice()), number(*shown)))
            .collect();
        for ((table, place), told) in &at {
            for (axis, choice) in place.iter().enumerate() {
                if choice.is_some() || told.is_none() {
                    continue;
                }
                let parts = (0..designs[*table].axes[axis].categories.len()).map(|category| {
                    let mut part = place.to_vec();
                    part[axis] = Some(category);
                    at[&(*table, part.as_slice())]
                });
                // A part that is suppressed by a rule may stand beside a total of other parts.
                let Some(parts) = parts.collect::<Option<Vec<u32>>>() else {
                    continue;
                };
                assert_eq!(Some(parts.iter().sum()), *told);
                sums += 1;
            }
        }
    }
    assert!(same > 50 && sums > 50, "{same} {sums}");
}

/// What is nearly exact is found out: deviations that are too small for what is told beside them.
#[test]
fn numbers_that_are_known_too_well_are_found() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut found = 0;
    for _ in 0..20 {
        let pool = invent(&mut rng, 1);
        let mut facts = list_facts(&designs(&pool, &mut rng), &pool.records);
        let mut has_small = false;
        for fact in &mut facts {
            let count = fact.value.take().unwrap();
            fact.within = Some((count.saturating_sub(1), count + 1));
            has_small |= count < 5;
        }
        let report = audit(&facts, &pool.records, &pool.radices, &rules()).unwrap();
        assert!(!has_small || !report.findings.is_empty());
        found += u32::from(has_small);
    }
    assert!(found > 10, "{found}");
}
