// SPDX-License-Identifier: EUPL-1.2
//! Two plans that were made for this project, with faults that were planted in them.

use wegmarke_grid::{Cause, Kind, Reading};

use crate::gold::{gold, score};
use crate::read;

const UNRULED: &[u8] = include_bytes!("../data/s2_norules_chromium.pdf");
const RULED: &[u8] = include_bytes!("../data/s1_grid_typst.pdf");

fn told(reading: &Reading, cause: Cause, word: &str) -> bool {
    reading.findings.iter().any(|finding| {
        finding.cause == cause
            && !finding.places.is_empty()
            && finding.words.iter().any(|words| words.contains(word))
    })
}

#[test]
fn the_ruled_plan_is_read_whole() {
    let reading = read(RULED.to_vec());
    let score = score(&reading, &gold(), true);
    assert!(score.rows >= 0.99 && score.extra == 0, "{score:?}");
    assert!(score.cells >= 0.98, "{score:?}");
    assert_eq!(reading.tables[0].kind, Kind::Ruled);
}

#[test]
fn every_fault_planted_in_the_ruled_plan_is_found() {
    let reading = read(RULED.to_vec());
    assert!(told(&reading, Cause::LeadEmpty, "2.14"));
    assert!(told(&reading, Cause::NumberGap, "3.17"));
    assert!(told(
        &reading,
        Cause::LeadUnknown,
        "Bundesministerium für Familie"
    ));
    assert!(told(&reading, Cause::CellEmpty, "5.12"));
    // And where nothing is wrong nobody is stopped.
    let stops = reading
        .findings
        .iter()
        .filter(|finding| finding.cause.code().starts_with("number-"));
    assert_eq!(stops.count(), 1);
}

#[test]
fn the_plan_without_rules_is_read_whole_and_its_faults_are_found() {
    let reading = read(UNRULED.to_vec());
    let score = score(&reading, &gold(), true);
    assert!(score.rows >= 0.95 && score.extra == 0, "{score:?}");
    assert!(score.cells >= 0.93, "{score:?}");
    assert_eq!(reading.tables[0].kind, Kind::Unruled);
    assert!(told(&reading, Cause::LeadEmpty, "2.14"));
    assert!(told(&reading, Cause::NumberGap, "3.17"));
    assert!(told(
        &reading,
        Cause::LeadUnknown,
        "Bundesministerium für Familie"
    ));
    assert!(told(&reading, Cause::CellEmpty, "5.12"));
    // Its pages do not carry the notes that three signs lead to: they stay, and that is asked.
    assert!(told(&reading, Cause::RaisedKept, "Ländern1"));
}

#[test]
fn every_word_is_somewhere() {
    let account = read(RULED.to_vec()).account;
    let sum = account.in_tables + account.in_headings + account.running + account.beside;
    assert_eq!(account.read, sum);
}

#[test]
fn a_changed_text_has_its_original_beside_it() {
    let reading = read(RULED.to_vec());
    let row = reading.tables[0]
        .rows
        .iter()
        .find(|row| row.number.as_deref() == Some("1.6"))
        .unwrap();
    let cell = &row.cells[1];
    assert!(cell.text.ends_with("Ländern"), "{}", cell.text);
    assert!(cell.raw.join(" ").ends_with("Ländern1"), "{:?}", cell.raw);
    let codes: Vec<&str> = cell
        .changed
        .iter()
        .map(wegmarke_grid::Change::code)
        .collect();
    assert!(
        codes.contains(&"footnote") && codes.contains(&"soft-hyphen"),
        "{codes:?}"
    );
    assert!(
        cell.places
            .iter()
            .all(|place| place.page == 1 && place.area.width() > 100.0)
    );
}
