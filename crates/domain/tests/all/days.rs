// SPDX-License-Identifier: EUPL-1.2
//! Earlier days: in whatever order entries are dated, taking them day by day makes the register that taking
//! them by their numbers does.

use jiff::civil::Date;
use proptest::prelude::*;
use serde_json::json;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record;
use wegmarke_domain::register::{Counting, Register};
use wegmarke_domain::roll::{TableVisitor, Tabled};
use wegmarke_domain::rules::finding::Findings;
use wegmarke_domain::statement::Entry;
use wegmarke_domain::table::Table;

use super::cycle::{Line, entry, story};

/// Everything of a table that readers see.
struct Told;

impl TableVisitor for Told {
    type Out = Vec<String>;

    fn visit<T: Tabled>(self, table: &Table<T>) -> Vec<String> {
        let all = table.list_kept();
        let all = all.map(|kept| {
            let says = record::attributes(&*kept.record);
            format!("{says:?} {} {:?}", kept.stands, kept.steps)
        });
        all.collect()
    }
}

fn told(register: &Register) -> Vec<String> {
    let mut told: Vec<String> = register
        .log()
        .iter()
        .map(|line| format!("{line:?}"))
        .collect();
    for noun in Noun::ALL {
        told.extend(register.visit(*noun, Told).into_iter().flatten());
    }
    let plan = Subject::new(Noun::Plan, "p");
    told.extend(register.list_thread(&plan).map(|seq| seq.to_string()));
    let findings = Findings::of(register, jiff::civil::date(2026, 6, 28));
    told.extend(
        findings
            .list()
            .iter()
            .map(|found| format!("{found:?} {:?}", found.entries(register))),
    );
    told
}

/// The story, with changes of what it states, each line dated as it comes.
fn entries(days: &[i8]) -> Vec<Entry> {
    let mut lines: Vec<Line<'static>> = story();
    let change = |from: &str, to: &str| json!({"changes": {"title": {"from": {"de": from}, "to": {"de": to}}}});
    let measure = json!({"record": {"id": "p/late", "title": {"de": "A"}}});
    lines.push((27, "ed", "measure/p/late", "stated", measure));
    lines.push((27, "ed", "measure/p/late", "changed", change("A", "B")));
    lines.push((28, "ed", "measure/p/late", "changed", change("B", "C")));
    let all = lines.iter().enumerate();
    all.map(|(seq, line)| {
        let mut entry = entry(seq as u64, line);
        let day = days[seq % days.len()];
        // What is said in rounds carries no day of its own.
        if day > 0 && !entry.subject.noun.is_contribution() {
            entry.dated_on = Some(jiff::civil::date(2026, 6, day));
        }
        entry
    })
    .collect()
}

proptest! {
    #[test]
    fn a_day_is_the_same_whichever_way_it_is_folded(days in proptest::collection::vec(0_i8..29, 1..12), day in 1_i8..29) {
        let all = entries(&days);
        let mut known = Register::default();
        for entry in &all {
            known.apply_leniently(entry);
        }
        let mut counting = Counting::default();
        let since: Vec<Date> = known.log().iter().map(|line| counting.take(line)).collect();
        let day = jiff::civil::date(2026, 6, day);
        let mut by_number = Register::default();
        for (entry, since) in all.iter().zip(&since) {
            if *since <= day {
                by_number.apply_leniently(entry);
            }
        }
        let mut order: Vec<(Date, u64)> = since.iter().copied().zip(0..).collect();
        order.sort_unstable();
        let mut by_day = Register::default();
        for (_, seq) in order.iter().take_while(|(since, _)| *since <= day) {
            by_day.apply_leniently(&all[usize::try_from(*seq).unwrap()]);
        }
        prop_assert_eq!(told(&by_number), told(&by_day));
    }
}
