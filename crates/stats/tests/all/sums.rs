// SPDX-License-Identifier: EUPL-1.2
//! Sums of amounts with planted attacks, against a search that tries every world.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use wegmarke_stats::gate::list_facts;
use wegmarke_stats::magnitude::{
    ShownSum, SumFact, SumOutcome, SumRequest, SumRules, Told, audit_sums, pass_sums,
};
use wegmarke_stats::rule::Why;
use wegmarke_stats::table::{Condition, Design, Fact};

use crate::gate::{
    self, BOTH, NEW, Pool, WHEN, codes, designs, earlier, earlier_through_the_gate, invent, joint,
    members, rules, search, table, through,
};

/// Amounts of all records; what is planted: 0 a few new cases, 1 a margin, 2 a single centre, 3 one amount
/// that is nearly all of its group.
fn amounts(pool: &Pool, rng: &mut ChaCha8Rng, attack: u8) -> Vec<Option<u64>> {
    let mut all: Vec<Option<u64>> = (0..pool.records.len())
        .map(|_| Some(rng.gen_range(0..9)))
        .collect();
    if attack == 3 {
        for _ in 0..3 {
            let at = rng.gen_range(0..all.len());
            all[at] = Some(rng.gen_range(90..140));
        }
    }
    all
}

fn contributions(pool: &Pool, amounts: &[Option<u64>], of: &Condition) -> Vec<(u64, u16)> {
    let all = (0..pool.records.len()).filter(|row| {
        let code = |variable: usize| pool.records.columns[variable][*row];
        of.holds(code)
    });
    all.map(|row| (amounts[row].unwrap(), pool.records.centres[row]))
        .collect()
}

fn sum(all: &[(u64, u16)]) -> u64 {
    all.iter().map(|(amount, _)| amount).sum()
}

/// Told without the crate: the sum from which whoever gave the second largest amount can tell the largest
/// one to within a tenth, where a rule says that it may not be told; with the true sum.
fn secret(all: &[(u64, u16)]) -> Option<(u64, u64)> {
    let mut sorted: Vec<u64> = all.iter().map(|(amount, _)| *amount).collect();
    sorted.sort_unstable();
    sorted.reverse();
    sorted.resize(sorted.len().max(3), 0);
    let total: u64 = sorted.iter().sum();
    let (first, second) = (sorted[0], sorted[1]);
    let mut by_centre: BTreeMap<u16, (u64, u64)> = BTreeMap::new();
    for (amount, centre) in all {
        let held = by_centre.entry(*centre).or_default();
        held.0 += 1;
        held.1 += amount;
    }
    let people = all.len() as u64;
    let one_centre = by_centre
        .values()
        .any(|(n, sum)| n * 100 > people * 80 || (sum * 100 > total * 80));
    let is_secret = people > 0
        && (people < 5
            || one_centre
            || 10 * (first + second) > 9 * total
            || 10 * (total - first - second) < first);
    (is_secret && first > 0).then(|| (second + first + first.div_ceil(10), total))
}

/// Whether a world exists in which the group's sum lies between these.
fn exists(
    pool: &Pool,
    told: &[(Condition, u64)],
    wanted: (&Condition, u64, u64),
    floors: &[u32],
) -> Option<bool> {
    let cells = joint(pool);
    let narrow = |amount: u64| u32::try_from(amount).unwrap();
    let mut rules: Vec<gate::Told> = told
        .iter()
        .map(|(condition, value)| (members(&cells, condition), narrow(*value), narrow(*value)))
        .collect();
    rules.push((
        members(&cells, wanted.0),
        narrow(wanted.1),
        narrow(wanted.2),
    ));
    let (mut low, mut high) = (floors.to_vec(), vec![4_000; cells.len()]);
    search(&rules, &mut low, &mut high, &mut 4_000)
}

struct Known {
    counts: Vec<Fact>,
    sums: Vec<SumFact>,
}

fn request<'a>(
    pool: &'a Pool,
    told: &'a Known,
    amounts: &'a [Option<u64>],
    rules: &'a wegmarke_stats::rule::Rules,
) -> SumRequest<'a> {
    SumRequest {
        counts: &told.counts,
        sums: &told.sums,
        records: &pool.records,
        radices: &pool.radices,
        amounts,
        rules,
        sum_rules: SumRules::default(),
    }
}

/// What is told of sums: conditions and numbers; an empty group adds nothing.
fn list_told(told: &Known, shown: &[Option<u64>]) -> Vec<(Condition, u64)> {
    let sums =
        told.sums.iter().zip(shown).filter_map(|(fact, shown)| {
            Some((told.counts[fact.count].condition.clone(), (*shown)?))
        });
    let nobody = told.counts.iter().filter(|fact| fact.value == Some(0));
    sums.chain(nobody.map(|fact| (fact.condition.clone(), 0)))
        .collect()
}

fn conditions(pool: &Pool, told: &Known) -> BTreeSet<Condition> {
    let all = told
        .sums
        .iter()
        .map(|fact| &told.counts[fact.count].condition);
    let mut all: BTreeSet<Condition> = all.cloned().collect();
    if pool.records.columns[WHEN].contains(&NEW) {
        let new: Vec<Condition> = all
            .iter()
            .filter(|condition| !condition.0.contains_key(&WHEN))
            .map(|condition| condition.with(WHEN, codes([NEW])))
            .collect();
        all.extend(new);
    }
    all
}

/// Groups whose sum can be told too closely.
fn leaks(
    pool: &Pool,
    amounts: &[Option<u64>],
    told: &Known,
    shown: &[Option<u64>],
    given_up: &mut usize,
) -> Vec<Condition> {
    let facts = list_told(told, shown);
    let none = vec![0; joint(pool).len()];
    let mut found = Vec::new();
    for condition in conditions(pool, told) {
        let Some((most, total)) = secret(&contributions(pool, amounts, &condition)) else {
            continue;
        };
        let by = most.saturating_sub(total);
        for (least, most) in [(total + by, 4_000), (0, total.saturating_sub(by))] {
            match exists(pool, &facts, (&condition, least, most), &none) {
                Some(false) => found.push(condition.clone()),
                Some(true) => {}
                None => *given_up += 1,
            }
        }
    }
    found
}

/// A centre knows its own cases: what is left must not be the amount of one person.
fn look_as_each_centre(
    pool: &Pool,
    amounts: &[Option<u64>],
    told: &Known,
    shown: &[Option<u64>],
    given_up: &mut usize,
) {
    let facts = list_told(told, shown);
    let cells = joint(pool);
    let centres: BTreeSet<u16> = pool.records.centres.iter().copied().collect();
    for centre in centres {
        let own_of = |all: &[(u64, u16)]| -> Vec<(u64, u16)> {
            all.iter()
                .copied()
                .filter(|(_, of)| *of == centre)
                .collect()
        };
        let floor = |cell: &[u16; 4]| {
            let of = (0..4).map(|at| (at, codes([cell[at]]))).collect();
            let own = own_of(&contributions(pool, amounts, &Condition(of)));
            u32::try_from(sum(&own)).unwrap()
        };
        let floors: Vec<u32> = cells.iter().map(floor).collect();
        for condition in conditions(pool, told) {
            let all = contributions(pool, amounts, &condition);
            let rest: Vec<(u64, u16)> = all
                .iter()
                .copied()
                .filter(|(_, of)| *of != centre)
                .collect();
            if own_of(&all).is_empty() || rest.len() != 1 || rest[0].0 == 0 {
                continue;
            }
            let (total, by) = (sum(&all), rest[0].0.div_ceil(10).div_ceil(2));
            let more = exists(pool, &facts, (&condition, total + by, 4_000), &floors);
            let less = exists(
                pool,
                &facts,
                (&condition, 0, total.saturating_sub(by)),
                &floors,
            );
            match (more, less) {
                (Some(true), _) | (_, Some(true)) => {}
                (None, _) | (_, None) => *given_up += 1,
                _ => panic!("centre {centre} tells the amount of one person: {condition:?}"),
            }
        }
    }
}

/// Publishes as a careless hand would: counts and sums hidden by their own rule and nothing else. Whether that
/// gives somebody away, of which the audit must know.
fn is_blocked(
    pool: &Pool,
    designs: &[Design],
    amounts: &[Option<u64>],
    (attack, seed): (u8, u64),
    given_up: &mut usize,
) -> bool {
    let mut counts = list_facts(designs, &pool.records);
    for fact in &mut counts {
        fact.value = fact.value.filter(|count| *count >= 5);
    }
    if attack == 0 {
        counts.extend(earlier(pool, designs, true));
    }
    let sums = counts.iter().enumerate().map(|(count, fact)| {
        let all = contributions(pool, amounts, &fact.condition);
        let is_told = fact.value.is_some() && secret(&all).is_none();
        SumFact {
            count,
            told: if is_told {
                Told::Number(sum(&all))
            } else {
                Told::Hidden
            },
            familiar: false,
        }
    });
    let told = Known {
        sums: sums.collect(),
        counts,
    };
    let numbers: Vec<Option<u64>> = told.sums.iter().map(|fact| number(fact.told)).collect();
    let open = leaks(pool, amounts, &told, &numbers, given_up);
    if open.is_empty() {
        return false;
    }
    let findings = audit_sums(request(pool, &told, amounts, &rules())).unwrap();
    assert!(!findings.is_empty(), "seed {seed} escaped: {open:?}");
    assert!(findings.iter().any(|finding| !finding.tables.is_empty()));
    true
}

const fn open(count: usize) -> SumFact {
    SumFact {
        count,
        told: Told::Open,
        familiar: false,
    }
}

const fn number(told: Told) -> Option<u64> {
    match told {
        Told::Number(number) => Some(number),
        Told::Open | Told::Pinned | Told::Hidden => None,
    }
}

fn try_sums(attack: u8) {
    let started = Instant::now();
    let (mut blocked, mut harmless, mut passed, mut refused, mut given_up) = (0, 0, 0, 0, 0);
    let (mut shown_in_all, mut hidden_in_all) = (0, 0);
    for seed in (0..1_000).filter(|seed| seed % 4 == u64::from(attack)) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let pool = invent(&mut rng, attack.min(2));
        let designs = designs(&pool, &mut rng);
        let amounts = amounts(&pool, &mut rng, attack);
        let before = if attack == 0 {
            earlier_through_the_gate(&pool, &designs)
        } else {
            Vec::new()
        };
        let new = through(&pool, &designs, &before);
        if !new.report.findings.is_empty() {
            continue;
        }
        // The first release's sums through the gate, on what was known then.
        let mut told = Known {
            sums: (0..before.len()).map(open).collect(),
            counts: before.clone(),
        };
        let first = if before.is_empty() {
            Vec::new()
        } else {
            let outcome = pass_sums(request(&pool, &told, &amounts, &rules())).unwrap();
            assert!(
                outcome.findings.is_empty(),
                "seed {seed}: {:?}",
                outcome.findings
            );
            outcome.shown
        };
        let out: Vec<SumFact> = first
            .iter()
            .enumerate()
            .map(|(at, shown)| SumFact {
                count: new.facts.len() + at,
                told: match shown {
                    ShownSum::Number(number) => Told::Number(*number),
                    _ => Told::Hidden,
                },
                familiar: false,
            })
            .collect();
        told.counts = new.facts.iter().chain(&before).cloned().collect();
        if is_blocked(&pool, &designs, &amounts, (attack, seed), &mut given_up) {
            blocked += 1;
        } else {
            harmless += 1;
        }
        // The same through the gate.
        let asked = (0..new.facts.len()).map(open);
        told.sums = asked.chain(out).collect();
        let outcome: SumOutcome = pass_sums(request(&pool, &told, &amounts, &rules())).unwrap();
        if !outcome.findings.is_empty() {
            refused += 1;
            continue;
        }
        passed += 1;
        let numbers: Vec<Option<u64>> = outcome
            .shown
            .iter()
            .map(|shown| match shown {
                ShownSum::Number(number) => Some(*number),
                _ => None,
            })
            .collect();
        shown_in_all += numbers.iter().filter(|number| number.is_some()).count();
        hidden_in_all += numbers.iter().filter(|number| number.is_none()).count();
        for (fact, number) in told.sums.iter().zip(&numbers) {
            let count = &told.counts[fact.count];
            let all = contributions(&pool, &amounts, &count.condition);
            assert!(number.is_none_or(|number| number == sum(&all) && count.value.is_some()));
        }
        let leaks = leaks(&pool, &amounts, &told, &numbers, &mut given_up);
        assert!(leaks.is_empty(), "seed {seed}: {leaks:?}");
        look_as_each_centre(&pool, &amounts, &told, &numbers, &mut given_up);
    }
    println!(
        "sums, attack {attack}: careless {blocked} blocked, {harmless} harmless; through the gate {passed} passed, \
         {refused} refused; {shown_in_all} sums shown, {hidden_in_all} hidden; {given_up} searches given up; {:.1} s",
        started.elapsed().as_secs_f64()
    );
    assert!(blocked > 100 && passed > 150, "{blocked} {passed}");
    assert!(shown_in_all > 500, "{shown_in_all}");
}

#[test]
fn no_sum_escapes_by_the_difference_of_two_releases() {
    try_sums(0);
}

#[test]
fn no_sum_escapes_by_a_margin() {
    try_sums(1);
}

#[test]
fn no_sum_escapes_by_a_single_centre() {
    try_sums(2);
}

#[test]
fn no_sum_escapes_by_one_amount_that_is_nearly_all() {
    try_sums(3);
}

/// Two groups of ten people of four centres; in one of them somebody has nearly everything.
#[test]
fn a_dominated_sum_is_hidden_with_another_one_and_its_people_stay_told() {
    let mut pool = Pool {
        records: wegmarke_stats::table::Records {
            columns: vec![Vec::new(); 4],
            centres: Vec::new(),
        },
        radices: vec![2, 4, 2, 2],
    };
    let mut amounts = Vec::new();
    for group in 1..=3_u16 {
        for person in 0..10_u16 {
            for (column, code) in pool.records.columns.iter_mut().zip([BOTH, group, 1, 1]) {
                column.push(code);
            }
            pool.records.centres.push(person % 4);
            let is_large = group == 1 && person == 0;
            amounts.push(Some(if is_large { 900 } else { 10 }));
        }
    }
    let design: Design = table(&pool, "a", &[1]);
    let outcome = through(&pool, &[design], &[]);
    assert!(outcome.facts.iter().all(|fact| fact.value.is_some()));
    let told = Known {
        sums: (0..4).map(open).collect(),
        counts: outcome.facts,
    };
    let outcome = pass_sums(request(&pool, &told, &amounts, &rules())).unwrap();
    assert!(outcome.findings.is_empty());
    let hidden = |at: usize| !matches!(outcome.shown[at], ShownSum::Number(_));
    assert!(matches!(
        outcome.shown[0],
        ShownSum::Rule(Why::Dominated | Why::Dominance)
    ));
    assert!(
        (1..4).any(hidden),
        "one hidden sum alone follows from the total: {:?}",
        outcome.shown
    );
    // Where it must be shown, nothing is.
    let mut told = told;
    told.sums[0].told = Told::Pinned;
    let outcome = pass_sums(request(&pool, &told, &amounts, &rules())).unwrap();
    let named = outcome.findings.iter().map(|finding| finding.sums.clone());
    assert!(
        named.collect::<Vec<_>>().contains(&vec![0]),
        "{:?}",
        outcome.findings
    );
}
