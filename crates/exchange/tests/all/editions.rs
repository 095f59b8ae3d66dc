// SPDX-License-Identifier: EUPL-1.2
//! From bytes to the record: whatever the kind of file, the order of its rows and columns, and whether
//! its letters are composed, the same is on record; every row is counted once; and a second edition says
//! exactly what was edited.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;
use wegmarke_domain::import::Outcome;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record;
use wegmarke_domain::register::Register;
use wegmarke_exchange::{Profile, read_bytes};

use super::reading::same::{Table, csv, ods, xlsx};
use super::real_imports::take_in;

const PROFILE: &str = r#"
name = "t"
language = "de"
complete = true
not_stated = ["k. A."]
plan = { id = "p", title = "Plan" }
[[table]]
file = "*"
skip = { column = "Titel", starts_with = "Summe" }
[[table.record]]
noun = "measure"
columns = { id = "Nr", title = "Titel", lead = { column = "Federführung", split = ";" }, period = "Zeit", note = "Bemerkung", themes = { column = "Thema", split = "," } }
"#;
const HEADING: [&str; 6] = ["Nr", "Titel", "Federführung", "Zeit", "Bemerkung", "Thema"];
/// What a change of a column is called on record.
const ATTRIBUTES: [&str; 6] = ["id", "title", "lead", "period", "note", "themes"];

fn import(register: &mut Register, bytes: &[u8]) -> Outcome {
    let profile = Profile::parse(PROFILE, "t.toml").unwrap_or_else(|error| panic!("{error}"));
    let reading = read_bytes("t", bytes, &profile).unwrap_or_else(|error| panic!("{error}"));
    take_in(register, &profile, reading)
}

/// What is on record, but for findings: they name rows.
fn standing(register: &Register) -> BTreeMap<String, Value> {
    let measures = register.measures.list();
    let measures = measures.map(|one| (one.id.to_string(), Value::Object(record::attributes(one))));
    let bodies = register.organisations.list();
    let bodies = bodies.map(|one| (one.id.to_string(), Value::Object(record::attributes(one))));
    measures.chain(bodies).collect()
}

fn table(rows: &[Vec<String>]) -> Table {
    let heading = HEADING.map(str::to_owned).to_vec();
    std::iter::once(heading)
        .chain(rows.iter().cloned())
        .collect()
}

fn any_row() -> impl Strategy<Value = Vec<String>> {
    (
        "[A-ZÄÖÜ][a-zäöüß]{3,9} [a-zäöü]{2,6}",
        "(BMÄ|Länder|Prüfstelle|k\\. A\\.)(; (Ämter|Höfe))?",
        "(Ende |Q1 )?202[5-9]|laufend|Frühjahr 2026",
        "|Größere Übersicht[a-z]{0,3}",
        "(Schutz|Würde)(, (Bildung|Café))?",
    )
        .prop_map(|(title, lead, time, note, theme)| {
            vec![String::new(), title, lead, time, note, theme]
        })
}

fn any_rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(any_row(), 1..10).prop_map(|mut rows| {
        for (at, row) in rows.iter_mut().enumerate() {
            row[0] = format!("M{at}");
        }
        rows
    })
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn the_way_a_table_comes_changes_nothing_on_record(
        rows in any_rows(),
        columns in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(),
        seed in any::<usize>(),
    ) {
        let mut rows = rows;
        for row in &mut rows {
            row[0] = row[0].replace('M', "Ü");
        }
        let mut register = Register::default();
        import(&mut register, &csv(&table(&rows)));
        let first = standing(&register);
        let mut moved = rows.clone();
        let middle = seed % moved.len();
        moved.rotate_left(middle);
        let turned: Table = table(&moved)
            .iter()
            .map(|row| columns.iter().map(|at| row[*at].clone()).collect())
            .collect();
        let apart: Table = turned
            .iter()
            .map(|row| row.iter().map(|cell| cell.nfd().collect()).collect())
            .collect();
        for (way, bytes) in [
            ("XLSX", xlsx(&table(&rows))),
            ("ODS", ods(&table(&rows))),
            ("turned", csv(&turned)),
            ("NFD", csv(&apart)),
            ("XLSX in NFD", xlsx(&apart)),
            ("ODS in NFD", ods(&apart)),
        ] {
            let mut anew = Register::default();
            import(&mut anew, &bytes);
            prop_assert_eq!(standing(&anew), first.clone(), "{}", way);
            // And over what is on record it is no news.
            let mut over = register.clone();
            let outcome = import(&mut over, &bytes);
            let said = outcome.said.iter().filter(|said| said.subject.noun != Noun::Finding);
            prop_assert_eq!(said.count(), 0, "{}", way);
        }
    }

    #[test]
    fn every_row_is_counted_once_and_told_where_it_does_not_enter(
        rows in any_rows(),
        spoiled in prop::collection::vec((0_usize..10, 0_usize..4), 0..6),
    ) {
        let mut rows = rows;
        // Rows that say nothing, have the id of another, lack what they need, or are left out on purpose.
        for (at, how) in &spoiled {
            let at = at % rows.len();
            match how {
                0 => rows[at] = vec![String::new(); 6],
                1 => rows[at][0] = rows[0][0].clone(),
                2 => rows[at][1] = String::new(),
                _ => rows[at][1] = "Summe".to_owned(),
            }
        }
        let counted = rows.iter().filter(|row| {
            row.iter().any(|cell| !cell.is_empty()) && !row[1].starts_with("Summe")
        });
        let counted = counted.count();
        let mut register = Register::default();
        let outcome = import(&mut register, &csv(&table(&rows)));
        let tally = outcome.tally;
        prop_assert_eq!(tally.read, counted as u64);
        prop_assert_eq!(tally.read, tally.entered + tally.unchanged + tally.not_entered);
        let told = outcome.findings.iter().filter_map(|one| match &*one.code {
            "duplicate_id" | "incomplete_row" => Some(1),
            "unread_row" => one.args.get("count")?.parse().ok(),
            _ => None,
        });
        // A row of which a part entered, such as the plan of the first one, is told too.
        prop_assert!(tally.not_entered <= told.sum::<u64>());
        // The second time all that entered is unchanged.
        let again = import(&mut register, &csv(&table(&rows))).tally;
        prop_assert_eq!((again.entered, again.not_entered), (0, tally.not_entered));
        prop_assert_eq!(again.unchanged, tally.entered + tally.unchanged);
    }

    #[test]
    fn a_second_edition_yields_exactly_its_edits(
        rows in any_rows(),
        edits in prop::collection::vec((0_usize..10, 1_usize..6), 0..8),
        gone in prop::collection::btree_set(0_usize..10, 0..3),
        new in prop::collection::vec(any_row(), 0..3),
        kind in 0_usize..3,
    ) {
        let mut register = Register::default();
        import(&mut register, &csv(&table(&rows)));
        let mut second = rows.clone();
        let mut wanted: BTreeSet<(String, &str)> = BTreeSet::new();
        for (at, column) in edits {
            let at = at % second.len();
            let text = match column {
                1 => format!("{} in neuer Fassung", rows[at][1]),
                2 => "Neues Amt".to_owned(),
                3 => "2031".to_owned(),
                4 => "Anders".to_owned(),
                _ => "Neues Thema".to_owned(),
            };
            second[at][column] = text;
            if !gone.contains(&at) {
                wanted.insert((rows[at][0].clone(), ATTRIBUTES[column]));
            }
        }
        let dropped: BTreeSet<String> = gone.iter().filter_map(|at| rows.get(*at)).map(|row| row[0].clone()).collect();
        second.retain(|row| !dropped.contains(&row[0]));
        // A complete file without a row speaks of no measure at all.
        prop_assume!(!second.is_empty());
        let added: Vec<String> = (0..new.len()).map(|at| format!("N{at}")).collect();
        for (id, mut row) in added.iter().zip(new) {
            row[0].clone_from(id);
            second.insert(second.len() / 2, row);
        }
        let write = [csv, xlsx, ods][kind];
        let outcome = import(&mut register, &write(&table(&second)));
        let id = |said: &str| said.rsplit_once('/').map_or(String::new(), |(_, id)| id.to_owned());
        let (mut changed, mut stated, mut removed) = (BTreeSet::new(), 0, BTreeSet::new());
        for said in outcome.said.iter().filter(|said| said.subject.noun == Noun::Measure) {
            let own = id(&said.subject.id);
            match said.statement.kind() {
                "measure.changed" => {
                    let body = said.body().unwrap();
                    for name in body["changes"].as_object().unwrap().keys() {
                        let name = ATTRIBUTES.iter().find(|known| **known == name.as_str());
                        changed.insert((own.clone(), *name.unwrap()));
                    }
                }
                "measure.dropped" => {
                    removed.insert(own);
                }
                _ => stated += 1,
            }
        }
        prop_assert_eq!(changed, wanted);
        prop_assert_eq!(removed, dropped);
        prop_assert_eq!(stated, added.len());
    }
}
