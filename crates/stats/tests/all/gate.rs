// SPDX-License-Identifier: EUPL-1.2
//! A thousand releases with planted attacks, against a search that tries every world.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use wegmarke_stats::audit::audit;
use wegmarke_stats::gate::{Outcome, Request, list_facts, pass};
use wegmarke_stats::rule::{Rules, Zeros};
use wegmarke_stats::table::{Axis, Codes, Condition, Design, Fact, Records};

/// Which releases a record was in: both, or only the new one.
pub(crate) const WHEN: usize = 0;
pub(crate) const BOTH: u16 = 1;
pub(crate) const NEW: u16 = 2;

pub(crate) struct Pool {
    pub(crate) records: Records,
    pub(crate) radices: Vec<usize>,
}

pub(crate) fn codes(all: impl IntoIterator<Item = u16>) -> Codes {
    all.into_iter().collect()
}

fn axis(pool: &Pool, variable: usize) -> Axis {
    let every = 1..u16::try_from(pool.radices[variable]).unwrap();
    Axis {
        categories: every.map(|code| (variable, codes([code]))).collect(),
    }
}

pub(crate) fn table(pool: &Pool, name: &str, variables: &[usize]) -> Design {
    Design {
        name: name.to_owned(),
        population: Condition::default(),
        axes: variables
            .iter()
            .map(|variable| axis(pool, *variable))
            .collect(),
    }
}

/// Records of three variables with two or three codes and of some centres; `attack` says what is planted.
pub(crate) fn invent(rng: &mut ChaCha8Rng, attack: u8) -> Pool {
    let radices: Vec<usize> = [3, rng.gen_range(3..=4), 3, 3].to_vec();
    let centres = rng.gen_range(3..=5_u16);
    let mut records = Records {
        columns: vec![Vec::new(); 4],
        centres: Vec::new(),
    };
    let mut add = |row: [u16; 4], centre: u16| {
        for (column, code) in records.columns.iter_mut().zip(row) {
            column.push(code);
        }
        records.centres.push(centre);
    };
    let top: Vec<u16> = radices
        .iter()
        .map(|radix| u16::try_from(radix - 1).unwrap())
        .collect();
    for _ in 0..rng.gen_range(25..70) {
        let mut row = [BOTH, 1, 1, 1];
        for at in 1..4 {
            row[at] = rng.gen_range(1..=top[at]).min(rng.gen_range(1..=top[at]));
        }
        if attack == 3 && row[1] == 1 {
            row[2] = 1;
        }
        let centre = if attack == 2 && row[1] == top[1] {
            0
        } else {
            rng.gen_range(0..centres)
        };
        add(row, centre);
    }
    if attack == 0 {
        for _ in 0..rng.gen_range(1..=4) {
            let row = [NEW, rng.gen_range(1..=top[1]), rng.gen_range(1..=top[2]), 1];
            add(row, rng.gen_range(0..centres));
        }
    }
    Pool { records, radices }
}

/// Tries every world: how many numbers up to `enough` are possible for `wanted`, if each joint cell is at
/// least its floor. `None`: the search was given up.
fn possible(
    pool: &Pool,
    facts: &[Fact],
    wanted: &Condition,
    floors: &[u32],
    enough: u32,
) -> Option<u32> {
    let cells = joint(pool);
    let mut rules: Vec<Told> = Vec::new();
    for fact in facts {
        let exact = fact.value.map(|value| (value, value));
        if let Some((least, most)) = exact.or(fact.within) {
            rules.push((members(&cells, &fact.condition), least, most));
        }
    }
    let target = members(&cells, wanted);
    let most = u32::try_from(pool.records.len()).unwrap() + 12;
    let mut found = 0;
    for value in 0..=most {
        let mut rules = rules.clone();
        rules.push((target.clone(), value, value));
        let mut left = 3_000;
        let mut low = floors.to_vec();
        let mut high = vec![most; cells.len()];
        match search(&rules, &mut low, &mut high, &mut left) {
            Some(true) => found += 1,
            Some(false) => {}
            None => return None,
        }
        if found >= enough {
            break;
        }
    }
    Some(found)
}

/// Cells, and the least and the greatest number that they can be together.
pub(crate) type Told = (Vec<usize>, u32, u32);

pub(crate) fn joint(pool: &Pool) -> Vec<[u16; 4]> {
    let top: Vec<u16> = pool
        .radices
        .iter()
        .map(|radix| u16::try_from(radix - 1).unwrap())
        .collect();
    // The public knows that a record is in both releases or in the new one.
    let when = pool.records.columns[WHEN]
        .iter()
        .copied()
        .max()
        .unwrap_or(1);
    let mut cells = Vec::new();
    for w in 1..=when {
        for a in 1..=top[1] {
            for b in 1..=top[2] {
                cells.extend((1..=top[3]).map(|c| [w, a, b, c]));
            }
        }
    }
    cells
}

pub(crate) fn members(cells: &[[u16; 4]], condition: &Condition) -> Vec<usize> {
    let meets = |at: &usize| condition.holds(|variable| cells[*at][variable]);
    (0..cells.len()).filter(meets).collect()
}

/// Narrows by every rule until nothing changes, then tries the numbers of one cell.
pub(crate) fn search(
    rules: &[Told],
    low: &mut [u32],
    high: &mut [u32],
    left: &mut u32,
) -> Option<bool> {
    *left = left.checked_sub(1)?;
    loop {
        let mut changed = false;
        for (members, told_least, told_most) in rules {
            let least: u32 = members.iter().map(|m| low[*m]).sum();
            let most: u32 = members.iter().map(|m| high[*m]).sum();
            if least > *told_most || most < *told_least {
                return Some(false);
            }
            for member in members {
                let top = told_most - (least - low[*member]);
                let bottom = told_least.saturating_sub(most - high[*member]);
                if top < high[*member] {
                    high[*member] = top;
                    changed = true;
                    break;
                }
                if bottom > low[*member] {
                    low[*member] = bottom;
                    changed = true;
                    break;
                }
            }
            if changed {
                break;
            }
        }
        if !changed {
            break;
        }
    }
    let bound: BTreeSet<usize> = rules
        .iter()
        .flat_map(|(members, ..)| members)
        .copied()
        .collect();
    let open = bound.into_iter().filter(|cell| low[*cell] < high[*cell]);
    let Some(cell) = open.min_by_key(|cell| high[*cell] - low[*cell]) else {
        return Some(true);
    };
    for value in low[cell]..=high[cell] {
        let (mut lower, mut higher) = (low.to_vec(), high.to_vec());
        lower[cell] = value;
        higher[cell] = value;
        if search(rules, &mut lower, &mut higher, left)? {
            return Some(true);
        }
    }
    Some(false)
}

/// What must stay unknown, told without the crate: cells of tables with few people, or nobody, or nearly
/// all of one centre; and those who are only in the new release.
fn secrets(pool: &Pool, facts: &[Fact]) -> Vec<Condition> {
    let mut conditions: BTreeSet<Condition> = facts.iter().map(|f| f.condition.clone()).collect();
    let whole = pool.records.columns[WHEN].contains(&NEW);
    if whole {
        let all = conditions
            .clone()
            .into_iter()
            .filter(|c| !c.0.contains_key(&WHEN));
        conditions.extend(all.map(|c| c.with(WHEN, codes([NEW]))));
    }
    let secret = |condition: &Condition| {
        let count = pool.records.count(condition);
        let is_difference = condition.0.get(&WHEN) == Some(&codes([NEW]));
        (count == 0 && !is_difference) || (count > 0 && count < 5) || too_much(pool, condition)
    };
    conditions.into_iter().filter(secret).collect()
}

pub(crate) fn shares(pool: &Pool, condition: &Condition) -> BTreeMap<u16, u32> {
    let mut shares = BTreeMap::new();
    for row in 0..pool.records.len() {
        if condition.holds(|variable| pool.records.columns[variable][row]) {
            *shares.entry(pool.records.centres[row]).or_default() += 1;
        }
    }
    shares
}

fn too_much(pool: &Pool, condition: &Condition) -> bool {
    let shares = shares(pool, condition);
    let sum: u32 = shares.values().sum();
    shares.values().any(|share| share * 100 > sum * 80)
}

pub(crate) fn earlier(pool: &Pool, designs: &[Design], hide: bool) -> Vec<Fact> {
    let mut facts = list_facts(designs, &pool.records);
    for fact in &mut facts {
        fact.table += 100;
        fact.condition = fact.condition.with(WHEN, codes([BOTH]));
        let count = pool.records.count(&fact.condition);
        fact.value = (!hide || count >= 5).then_some(count);
    }
    facts
}

pub(crate) fn rules() -> Rules {
    Rules {
        neutral: vec![WHEN],
        ..Rules::new(5, 4)
    }
}

pub(crate) fn designs(pool: &Pool, rng: &mut ChaCha8Rng) -> Vec<Design> {
    match rng.gen_range(0..3) {
        0 => vec![table(pool, "ab", &[1, 2])],
        1 => vec![table(pool, "ab", &[1, 2]), table(pool, "ac", &[1, 3])],
        _ => vec![
            table(pool, "ab", &[1, 2]),
            table(pool, "ac", &[1, 3]),
            table(pool, "bc", &[2, 3]),
        ],
    }
}

/// What a release shows of what it should not: told by trying every world.
pub(crate) fn leaks(pool: &Pool, facts: &[Fact], given_up: &mut usize) -> Vec<Condition> {
    let none = vec![0; joint(pool).len()];
    let mut found = Vec::new();
    for secret in secrets(pool, facts) {
        match possible(pool, facts, &secret, &none, 5) {
            Some(numbers) if numbers < 5 => found.push(secret),
            Some(_) => {}
            None => *given_up += 1,
        }
    }
    found
}

/// A quarter of a thousand releases, all with the same attack planted.
fn try_releases(attack: u8) {
    let started = Instant::now();
    let (mut blocked, mut harmless, mut passed, mut refused, mut given_up) = (0, 0, 0, 0, 0);
    for seed in (0..1_000).filter(|seed| seed % 4 == u64::from(attack)) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let pool = invent(&mut rng, attack);
        let designs = designs(&pool, &mut rng);
        // As a careless hand would publish: small numbers hidden and nothing else.
        let mut facts = list_facts(&designs, &pool.records);
        for fact in &mut facts {
            let count = fact.value.unwrap();
            fact.value = (count >= 5 || (attack == 3 && count == 0)).then_some(count);
        }
        if attack == 0 {
            facts.extend(earlier(&pool, &designs, true));
        }
        let report = audit(&facts, &pool.records, &pool.radices, &rules()).unwrap();
        let leaks_there = leaks(&pool, &facts, &mut given_up);
        if leaks_there.is_empty() {
            harmless += 1;
        } else {
            assert!(
                !report.findings.is_empty(),
                "seed {seed} escaped: {leaks_there:?}"
            );
            assert!(
                report
                    .findings
                    .iter()
                    .any(|finding| !finding.tables.is_empty())
            );
            blocked += 1;
        }

        // The same tables through the gate.
        let before = if attack == 0 {
            earlier_through_the_gate(&pool, &designs)
        } else {
            Vec::new()
        };
        let outcome = through(&pool, &designs, &before);
        if outcome.report.findings.is_empty() {
            passed += 1;
            let all: Vec<Fact> = outcome.facts.iter().chain(&before).cloned().collect();
            let leaks = leaks(&pool, &all, &mut given_up);
            assert!(leaks.is_empty(), "seed {seed}: {leaks:?}");
            look_as_each_centre(&pool, &all, &mut given_up, seed);
        } else {
            refused += 1;
        }
    }
    println!(
        "250 releases, attack {attack}: careless {blocked} blocked, {harmless} harmless; through the gate {passed} passed, \
         {refused} refused; {given_up} searches given up; {:.1} s",
        started.elapsed().as_secs_f64()
    );
    assert!(blocked > 200 && passed > 200, "{blocked} {passed}");
}

#[test]
fn of_a_thousand_releases_none_escapes_by_the_difference_of_two_releases() {
    try_releases(0);
}

#[test]
fn of_a_thousand_releases_none_escapes_by_a_margin() {
    try_releases(1);
}

#[test]
fn of_a_thousand_releases_none_escapes_by_a_single_centre() {
    try_releases(2);
}

#[test]
fn of_a_thousand_releases_none_escapes_by_a_full_row() {
    try_releases(3);
}

pub(crate) fn through(pool: &Pool, designs: &[Design], before: &[Fact]) -> Outcome {
    let familiar = BTreeSet::new();
    pass(Request {
        designs,
        before,
        records: &pool.records,
        radices: &pool.radices,
        rules: &rules(),
        familiar: &familiar,
        pinned: &familiar,
    })
    .unwrap()
}

/// What an honest first release left behind.
pub(crate) fn earlier_through_the_gate(pool: &Pool, designs: &[Design]) -> Vec<Fact> {
    let first: Vec<Design> = designs
        .iter()
        .map(|design| Design {
            population: Condition::default().with(WHEN, codes([BOTH])),
            ..design.clone()
        })
        .collect();
    let mut facts = through(pool, &first, &[]).facts;
    for fact in &mut facts {
        fact.table += 100;
    }
    facts
}

/// A centre knows its own cases: half of the numbers must remain for it.
fn look_as_each_centre(pool: &Pool, facts: &[Fact], given_up: &mut usize, seed: u64) {
    let cells = joint(pool);
    let centres: BTreeSet<u16> = pool.records.centres.iter().copied().collect();
    for centre in centres {
        let mut floors = vec![0; cells.len()];
        for row in 0..pool.records.len() {
            if pool.records.centres[row] == centre {
                let key: Vec<u16> = pool
                    .records
                    .columns
                    .iter()
                    .map(|column| column[row])
                    .collect();
                let at = cells
                    .iter()
                    .position(|cell| cell.as_slice() == key.as_slice())
                    .unwrap();
                floors[at] += 1;
            }
        }
        for secret in secrets(pool, facts) {
            let (count, own) = (
                pool.records.count(&secret),
                shares(pool, &secret)
                    .get(&centre)
                    .copied()
                    .unwrap_or_default(),
            );
            if own == 0 || own == count || count - own >= 5 {
                continue;
            }
            match possible(pool, facts, &secret, &floors, 3) {
                Some(numbers) => assert!(numbers >= 3, "seed {seed}, centre {centre}: {secret:?}"),
                None => *given_up += 1,
            }
        }
    }
}

/// What the audit calls open is open, and what it does not is not: both ways, cell by cell.
#[test]
fn the_verdict_about_every_cell_is_that_of_a_search_through_all_worlds() {
    let (mut open, mut safe, mut given_up) = (0, 0, 0);
    for seed in 5_000..5_150 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let pool = invent(&mut rng, 1);
        let designs = designs(&pool, &mut rng);
        let mut facts = list_facts(&designs, &pool.records);
        for fact in &mut facts {
            let count = fact.value.unwrap();
            // Some larger ones are hidden, too, so that a part of the small ones is protected.
            let is_hidden = count < 5 || rng.gen_range(0..2) == 0;
            fact.value = (!is_hidden).then_some(count);
        }
        let report = audit(&facts, &pool.records, &pool.radices, &rules()).unwrap();
        let public = report.findings.iter().filter(|f| f.attacker.is_none());
        let told: BTreeSet<&Condition> = public
            .flat_map(|finding| &finding.facts)
            .map(|fact| &facts[*fact].condition)
            .collect();
        let none = vec![0; joint(&pool).len()];
        for secret in secrets(&pool, &facts) {
            match possible(&pool, &facts, &secret, &none, 5) {
                Some(numbers) => {
                    let is_open = numbers < 5;
                    assert_eq!(told.contains(&secret), is_open, "seed {seed}: {secret:?}");
                    open += u32::from(is_open);
                    safe += u32::from(!is_open);
                }
                None => given_up += 1,
            }
        }
    }
    println!("{open} cells open, {safe} protected, {given_up} searches given up");
    assert!(
        open > 150 && safe > 100 && given_up < 200,
        "{open} {safe} {given_up}"
    );
}

#[test]
fn a_difference_of_bands_is_a_group() {
    // 40 adults, of whom 38 are older than 20: two are 18 to 20, and nobody said so.
    let mut records = Records {
        columns: vec![Vec::new(), Vec::new()],
        centres: Vec::new(),
    };
    for row in 0..40_u16 {
        records.columns[0].push(BOTH);
        records.columns[1].push(if row < 2 { 19 } else { 30 });
        records.centres.push(row % 4);
    }
    let older = |from: u16| Fact {
        table: usize::from(from),
        place: vec![Some(0)],
        condition: Condition::default().with(1, codes(from..60)),
        value: Some(if from > 20 { 38 } else { 40 }),
        within: None,
    };
    let rules = Rules {
        zeros: Zeros::Show,
        ..Rules::new(5, 2)
    };
    let report = audit(&[older(18), older(21)], &records, &[3, 60], &rules).unwrap();
    assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
    let finding = &report.findings[0];
    assert_eq!((finding.possible, finding.needed), (1, 5));
    assert_eq!(
        finding.tables,
        BTreeSet::from([18, 21]),
        "both tables are named"
    );
    assert!(
        audit(&[older(18)], &records, &[3, 60], &rules)
            .unwrap()
            .findings
            .is_empty()
    );
}
