// SPDX-License-Identifier: EUPL-1.2
//! The fold: whatever follows from what was said before applies, whatever does not is refused, and
//! what the register keeps beside its records (versions, referrers, differences) is what the entries
//! say.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

mod history;

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use wegmarke_domain::finding::FindingState;
use wegmarke_domain::id::FindingId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::{self, Record};
use wegmarke_domain::register::{ApplyError, Register};
use wegmarke_domain::rules::version::{self, DifferenceKind};
use wegmarke_domain::shape::Kinded as _;
use wegmarke_domain::statement::Entry;
use wegmarke_domain::table::{StepKind, Table};

use history::{IDS, Standing, entry, histories, withheld};

fn fold(entries: &[Entry]) -> Result<Register, ApplyError> {
    let mut register = Register::default();
    for entry in entries {
        register.apply(entry)?;
    }
    Ok(register)
}

/// Runs `$body` with every table of a register.
macro_rules! with_tables {
    ($register:expr, $table:ident => $body:expr) => {
        with_tables!(@ $register, $table, $body; organisations plans facts fields goals measures
            milestones recommendations obligations responses coverages evidence findings contexts indicators values
            fundings statuses relations groupings standards arrangements answers inquiries remarks)
    };
    (@ $register:expr, $table:ident, $body:expr; $($name:ident)*) => {
        $({
            let $table = &$register.$name;
            $body
        })*
    };
}

fn standing(register: &Register) -> Standing {
    let mut all = Standing::new();
    with_tables!(register, table => {
        for record in table.list() {
            all.insert(record.subject(), Value::Object(record::attributes(record)));
        }
        assert_eq!(table.len(), table.list().count());
        assert_eq!(table.is_empty(), table.list().next().is_none());
    });
    all
}

/// Who names whom, worked out from the records alone.
fn referrers(register: &Register) -> BTreeSet<(Subject, Subject)> {
    let mut all = BTreeSet::new();
    with_tables!(register, table => for record in table.list() {
        record.refer(&mut |named| {
            all.insert((named, record.subject()));
        });
    });
    all
}

fn indexed_referrers(
    register: &Register,
    named: &BTreeSet<Subject>,
) -> BTreeSet<(Subject, Subject)> {
    let mut all = BTreeSet::new();
    for named in named {
        for noun in Noun::list_imported() {
            for id in register.list_referrers(named, noun) {
                all.insert((named.clone(), Subject::new(noun, id)));
            }
        }
    }
    all
}

/// Everything that any record of these tests may name.
fn nameable() -> BTreeSet<Subject> {
    let mut all: BTreeSet<Subject> = IDS
        .iter()
        .flat_map(|(noun, ids)| ids.iter().map(|id| Subject::new(*noun, *id)))
        .collect();
    all.insert(Subject::new(Noun::Organisation, "somebody"));
    all
}

/// The things of a plan in a version of it, rewound from what is kept.
fn at_version(register: &Register, version: u32) -> Standing {
    fn of<T: Record>(table: &Table<T>, version: u32, all: &mut Standing) {
        for kept in table.list_kept() {
            if let Some(record) = kept.at_version(version) {
                all.insert(record.subject(), Value::Object(record::attributes(&record)));
            }
        }
    }
    let mut all = Standing::new();
    of(&register.plans, version, &mut all);
    of(&register.fields, version, &mut all);
    of(&register.measures, version, &mut all);
    of(&register.milestones, version, &mut all);
    all
}

fn of_plan(mut standing: Standing) -> Standing {
    standing.retain(|subject, _| subject.plan().is_some());
    standing
}

/// A version with differences applied to it.
fn apply(mut version: Standing, differences: &[version::Difference], newer: &Standing) -> Standing {
    for difference in differences {
        let subject = difference.subject.clone();
        match &difference.kind {
            DifferenceKind::Added => {
                let added = newer[&subject].clone();
                assert!(
                    version.insert(subject, added).is_none(),
                    "it was there before"
                );
            }
            DifferenceKind::Dropped => {
                assert!(version.remove(&subject).is_some(), "nothing to drop")
            }
            DifferenceKind::Changed(changes) => {
                let object = version.get_mut(&subject).unwrap().as_object_mut().unwrap();
                for (name, change) in changes {
                    let held = match &change.to {
                        Some(to) => object.insert(name.to_string(), to.clone()),
                        None => object.remove(&**name),
                    };
                    assert_eq!(held, change.from, "{name} of {subject}");
                }
            }
        }
    }
    version
}

/// A case that failed becomes a plain test, not a seed in a file.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 128,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_follows_always_applies(history in histories()) {
        let register = fold(&history.entries).unwrap();
        prop_assert_eq!(register.size(), history.entries.len() as u64);
        prop_assert_eq!(&standing(&register), &history.standing);
        prop_assert_eq!(register.newest_version("p") as usize, history.openings.len());
        prop_assert_eq!(register.list_successions().count(), history.successions);
        for finding in &history.explained {
            let id = FindingId::new(&*finding.id);
            let open = matches!(register.finding_state(&id), FindingState::Open);
            prop_assert!(!open, "{} was explained", id);
        }
        for (line, entry) in register.log().iter().zip(&history.entries) {
            prop_assert_eq!((line.seq, &line.subject, &*line.kind), (entry.seq, &entry.subject, &*entry.kind));
        }
    }

    #[test]
    fn referrers_are_those_that_name(history in histories()) {
        let mut register = Register::default();
        for entry in &history.entries {
            register.apply(entry).unwrap();
            let indexed = indexed_referrers(&register, &nameable());
            prop_assert_eq!(indexed, referrers(&register), "after entry {}", entry.seq);
        }
    }

    #[test]
    fn a_version_is_what_stood_when_the_next_one_was_opened(history in histories()) {
        let register = fold(&history.entries).unwrap();
        prop_assert!(at_version(&register, 0).is_empty());
        let mut versions = vec![Standing::new()];
        for version in 1..=history.openings.len() {
            let end = history.openings.get(version).copied().unwrap_or(history.entries.len());
            let folded = of_plan(standing(&fold(&history.entries[..end]).unwrap()));
            prop_assert_eq!(&at_version(&register, u32::try_from(version).unwrap()), &folded);
            versions.push(folded);
        }
        for from in 0..versions.len() {
            for to in 0..versions.len() {
                let (a, b) = (u32::try_from(from).unwrap(), u32::try_from(to).unwrap());
                let differences = version::differences(&register, "p", a, b);
                let reached = apply(versions[from].clone(), &differences, &versions[to]);
                prop_assert_eq!(&reached, &versions[to], "from {} to {}", from, to);
                if from == to {
                    prop_assert!(differences.is_empty());
                }
            }
        }
    }

    #[test]
    fn withheld_entries_never_stop_the_fold(history in histories(), gaps in any::<[u64; 2]>()) {
        let is_gap = |seq: u64| gaps[usize::from(seq >= 64) % 2] >> (seq % 64) & 1 == 1;
        let entries: Vec<Entry> = history.entries.iter()
            .map(|entry| if is_gap(entry.seq) { withheld(entry) } else { entry.clone() })
            .collect();
        let register = fold(&entries).unwrap();
        prop_assert_eq!(register.size(), history.entries.len() as u64);
        // Versions are counted without gaps, so also those whose opening is withheld are known.
        prop_assert_eq!(register.newest_version("p") as usize, history.openings.len());
        let touched: BTreeSet<&Subject> = history.entries.iter()
            .filter(|entry| is_gap(entry.seq)).map(|entry| &entry.subject).collect();
        let shown = standing(&register);
        for subject in nameable() {
            let is_touched = touched.contains(&subject);
            prop_assert_eq!(register.is_withheld(&subject), is_touched);
            if !is_touched {
                prop_assert_eq!(shown.get(&subject), history.standing.get(&subject), "{}", subject);
            }
        }
        prop_assert_eq!(indexed_referrers(&register, &nameable()), referrers(&register));
    }

    #[test]
    fn an_entry_at_the_wrong_place_is_refused(history in histories(), at: prop::sample::Index) {
        prop_assume!(history.entries.len() > 1);
        let at = at.index(history.entries.len() - 1);
        // One entry too early, and one a second time.
        for given in [at + 1, at.saturating_sub(1)] {
            let mut register = fold(&history.entries[..at]).unwrap();
            if given != at {
                let error = register.apply(&history.entries[given]).unwrap_err();
                let (expected, given) = (at as u64, given as u64);
                prop_assert_eq!(error, ApplyError::OutOfOrder { expected, given });
            }
        }
    }
}

fn measure(id: &str, title: &str) -> Value {
    json!({"record": {"id": id, "title": {"de": title}}})
}

#[test]
fn what_contradicts_is_refused_and_named() {
    let subject = |noun, id: &str| Subject::new(noun, id);
    let a = || subject(Noun::Measure, "p/a");
    let gone = || subject(Noun::Measure, "p/gone");
    let before = [
        entry(0, a(), "measure.stated", &measure("p/a", "A")),
        entry(1, gone(), "measure.stated", &measure("p/gone", "G")),
        entry(2, gone(), "measure.dropped", &json!({})),
        entry(
            3,
            subject(Noun::Plan, "p"),
            "plan.versioned",
            &json!({"opened": {"plan": "p", "number": 1}}),
        ),
    ];
    let title = |from: &str, to: &str| json!({"changes": {"title": {"from": {"de": from}, "to": {"de": to}}}});
    let plan = |id: &str, number: u32| {
        (
            subject(Noun::Plan, "p"),
            "plan.versioned",
            json!({"opened": {"plan": id, "number": number}}),
        )
    };
    let cases = [
        (a(), "measure.stated", measure("p/a", "A")),
        (a(), "measure.stated", measure("p/b", "B")),
        (
            subject(Noun::Goal, "p/a"),
            "measure.stated",
            measure("p/a", "A"),
        ),
        (subject(Noun::Measure, "p/b"), "measure.dropped", json!({})),
        (
            subject(Noun::Measure, "p/b"),
            "measure.changed",
            title("A", "B"),
        ),
        (gone(), "measure.dropped", json!({})),
        (gone(), "measure.changed", title("G", "H")),
        (a(), "measure.changed", title("not A", "B")),
        (
            a(),
            "measure.changed",
            json!({"changes": {"lead": {"from": ["bmas"], "to": ["bmi"]}}}),
        ),
        (
            a(),
            "measure.changed",
            json!({"changes": {"title": {"from": {"de": "A"}}}}),
        ),
        (
            a(),
            "measure.changed",
            json!({"changes": {"id": {"from": "p/a", "to": "p/b"}}}),
        ),
        (
            a(),
            "measure.changed",
            json!({"changes": {"nature": {"to": "odd"}}}),
        ),
        (
            subject(Noun::Finding, "f"),
            "finding.explained",
            json!({"reason": {"de": "weil"}}),
        ),
        plan("q", 2),
        plan("p", 1),
        plan("p", 3),
    ];
    for (subject, kind, body) in cases {
        let mut register = fold(&before).unwrap();
        let shown = standing(&register);
        let wrong = entry(4, subject, kind, &body);
        let error = register.apply(&wrong).expect_err(kind);
        assert!(error.to_string().starts_with("entry 4"), "{error}");
        assert_eq!(
            standing(&register),
            shown,
            "a refused entry changed something: {error}"
        );
        // A selection of the log leaves it out instead.
        let mut older = fold(&before).unwrap();
        older.apply_leniently(&wrong);
        assert_eq!(standing(&older), shown);
    }
}

#[test]
fn what_was_dropped_and_comes_back_is_the_same_thing() {
    let a = || Subject::new(Noun::Measure, "p/a");
    let register = fold(&[
        entry(0, a(), "measure.stated", &measure("p/a", "A")),
        entry(1, a(), "measure.dropped", &json!({})),
        entry(2, a(), "measure.stated", &measure("p/a", "B")),
    ]);
    let register = register.unwrap();
    let kept = register.measures.find_kept("p/a").unwrap();
    assert!(kept.stands);
    let StepKind::Returned(changes) = &kept.steps[2].what else {
        panic!("{:?}", kept.steps);
    };
    assert_eq!(
        changes
            .read()
            .keys()
            .map(|name| &**name)
            .collect::<Vec<_>>(),
        ["title"]
    );
}

#[test]
fn what_rests_on_a_withheld_entry_is_taken_as_far_as_it_goes() {
    let a = || Subject::new(Noun::Measure, "p/a");
    let plan = || Subject::new(Noun::Plan, "p");
    let opening = |seq, number| {
        let body = json!({"opened": {"plan": "p", "number": number}});
        entry(seq, plan(), "plan.versioned", &body)
    };
    let led = |title: &str, lead: &str| json!({"record": {"id": "p/a", "title": {"de": title}, "lead": [lead]}});
    let register = fold(&[
        withheld(&opening(0, 1)),
        entry(1, a(), "measure.stated", &led("A", "bmas")),
        opening(2, 2),
        withheld(&entry(3, a(), "measure.dropped", &json!({}))),
        withheld(&opening(4, 3)),
        opening(5, 4),
        entry(6, a(), "measure.stated", &led("B", "bmi")),
    ]);
    let register = register.unwrap();
    let numbers: Vec<u32> = register
        .list_versions("p")
        .map(|opened| opened.version.number)
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
    assert_eq!(register.measures.len(), 1);
    assert_eq!(
        indexed_referrers(&register, &nameable()),
        referrers(&register)
    );
    assert!(register.is_withheld(&a()));
}
