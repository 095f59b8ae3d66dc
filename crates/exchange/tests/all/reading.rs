// SPDX-License-Identifier: EUPL-1.2
//! Files as offices send them: what a spreadsheet shows is what is read, and whatever does not enter is
//! told.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod books;
pub(crate) mod same;
mod texts;
mod xlsb;

use std::collections::BTreeMap;

use wegmarke_domain::finding::codes;
use wegmarke_exchange::{Profile, ReadError, Reading, read_bytes};

use crate::told::words;

/// Milestones with numbers, of a source that says nothing about its signs.
const MILESTONES: &str = r#"
name = "t"
language = "de"
complete = false
[[table]]
file = "*"
[[table.record]]
noun = "milestone"
constants = { plan = "p" }
[table.record.columns]
id = { column = "Nr", optional = true }
"title.de" = { column = "Titel", optional = true }
goal = { column = "Ziel", optional = true }
unit = { column = "Einheit", optional = true }
due = { column = "Frist", optional = true }
"note.de" = { column = "Hinweis", optional = true }
"#;

const MEASURES: &str = r#"
name = "t"
language = "de"
complete = false
[[table]]
file = "*"
[[table.record]]
noun = "measure"
constants = { plan = "p" }
[table.record.columns]
number = "Nr"
"title.de" = "Titel"
lead = { column = "Amt", optional = true }
"source.url" = { column = "Link", optional = true }
"#;

fn read(profile: &str, bytes: &[u8]) -> Result<Reading, ReadError> {
    read_bytes("t", bytes, &Profile::parse(profile, "t.toml").unwrap())
}

fn reading(profile: &str, bytes: &[u8]) -> Reading {
    read(profile, bytes).unwrap_or_else(|error| panic!("{error}"))
}

/// What the rows say of an attribute, row by row.
fn column(reading: &Reading, attribute: &str) -> Vec<String> {
    let cells = reading.drafts.iter().map(|draft| {
        let mut cells = draft.cells.iter();
        let cell = cells.find(|cell| &*cell.attribute == attribute);
        cell.map_or_else(String::new, |cell| cell.text.clone())
    });
    cells.collect()
}

/// The codes of what was told, with how often.
fn told(reading: &Reading) -> BTreeMap<&'static str, usize> {
    let mut told = BTreeMap::new();
    for doubt in &reading.doubts {
        *told.entry(doubt.code).or_default() += 1;
    }
    told
}

fn refusal(profile: &str, bytes: &[u8]) -> (&'static str, String) {
    let error = read(profile, bytes).unwrap_err();
    (error.code(), words(&error.message()))
}

#[test]
fn every_row_and_file_that_does_not_enter_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let profile = r#"
name = "ours"
language = "de"
complete = false
ignore_files = ["LIESMICH*"]
[[table]]
file = "m.csv"
[[table.record]]
noun = "measure"
constants = { plan = "p" }
when = { column = "Art", equals = "M" }
unless = { column = "Titel", starts_with = "Summe" }
columns = { title = "Titel" }
"#;
    let rows = "Art;Titel\nM;Eins\nX;Zwei\n;Drei\nM;Summe: 1\nX;Vier\n";
    for (file, text) in [
        ("m.csv", rows),
        ("alt.csv", "Titel\n"),
        ("LIESMICH.txt", "x"),
        ("ours.toml", profile),
        ("other.toml", "x = 1"),
    ] {
        std::fs::write(folder.path().join(file), text).unwrap();
    }
    std::fs::create_dir(folder.path().join("Anlagen")).unwrap();
    let profile = Profile::parse(profile, "ours.toml").unwrap();
    let reading = wegmarke_exchange::read(folder.path(), &profile).unwrap();
    assert_eq!(column(&reading, "title.de"), ["Eins"]);
    let files = reading.doubts.iter();
    let files = files.filter(|doubt| doubt.code == codes::UNREAD_FILE);
    let files: Vec<&str> = files.map(|doubt| &*doubt.file).collect();
    assert_eq!(files, ["alt.csv", "other.toml", "Anlagen/"]);
    let mut rows = reading.doubts.iter();
    let rows = rows.find(|doubt| doubt.code == codes::UNREAD_ROW).unwrap();
    assert_eq!(rows.row, Some(3));
    // The sum is left out on purpose.
    assert_eq!(
        (&*rows.args["count"], &*rows.args["rows"]),
        ("3", "3, 4, 6")
    );
}

#[test]
fn what_would_be_told_at_every_row_is_told_once() {
    let mut text = "Nr;Titel\n".to_owned();
    for at in 0..100 {
        text.push_str(&format!("{at};Titel;zu;viel\n"));
    }
    let reading = reading(MEASURES, text.as_bytes());
    assert_eq!(told(&reading), BTreeMap::from([(codes::ROW_WIDTH, 1)]));
    let args = &reading.doubts[0].args;
    assert_eq!((&*args["count"], &*args["rows"]), ("100", "2–101"));
}

#[test]
fn markup_is_taken_as_text_and_told_once_for_a_column() {
    let text = "Nr;Titel;Amt\n1;\"<p>Beratung &amp; Hilfe</p>\";A\n2;Wert < 5 und a < b;B\n3;<b>Neu</b>;C\n";
    let reading = reading(MEASURES, text.as_bytes());
    let titles = ["Beratung & Hilfe", "Wert < 5 und a < b", "Neu"];
    assert_eq!(column(&reading, "title.de"), titles);
    assert_eq!(told(&reading), BTreeMap::from([(codes::MARKUP, 1)]));
    assert_eq!(reading.doubts[0].args["count"], "2");
}

/// What stands in a cell and is read nowhere is told; what another column reads is read.
#[test]
fn parts_of_a_cell_that_nobody_reads_are_told() {
    let text = b"Nr,Titel,Amt\n1,Hotline,BMI; BMAS; BMJ\n2,Haus,BMI\n3,Netz,BMI; k. A.\n";
    let mapped = |lead: &str| MEASURES.replace("{ column = \"Amt\", optional = true }", lead);
    let none = "complete = false\nnot_stated = [\"k. A.\"]";
    for (lead, partners, count) in [
        (
            "{ column = \"Amt\", split = \";\", part = 1 }",
            "",
            Some("1"),
        ),
        ("{ column = \"Amt\", split = \";\" }", "", None),
        (
            "{ column = \"Amt\", split = \";\", part = 1 }",
            "partners = { column = \"Amt\", split = \";\", part = 2 }\n",
            Some("1"),
        ),
        (
            "{ column = \"Amt\", split = \";\", part = 1 }",
            "\"note.de\" = \"Amt\"\n",
            None,
        ),
    ] {
        let profile = mapped(lead) + partners;
        let reading = reading(&profile.replace("complete = false", none), text);
        let left = reading
            .doubts
            .iter()
            .find(|one| one.code == codes::UNREAD_PARTS);
        let met = left.map(|one| &*one.args["count"]);
        assert_eq!(met, count, "{lead} {partners}");
        if let Some(left) = left {
            assert_eq!((left.row, left.column.as_deref()), (Some(2), Some("Amt")));
        }
    }
}

/// What nobody sees in a heading makes no difference: letters in parts, soft hyphens; in keys of JSON, too.
#[test]
fn headings_that_look_alike_are_alike() {
    for heading in ["Fo\u{308}rderung", "För\u{ad}derung", "Förderung\u{200b}"] {
        let profile = MEASURES.replace("Titel", "Förderung");
        let text = format!("Nr,{heading}\n1,Hotline\n");
        assert_eq!(
            column(&reading(&profile, text.as_bytes()), "title.de"),
            ["Hotline"]
        );
        let profile = MEASURES.replace("Titel", "Fo\u{308}rderung");
        assert_eq!(
            column(&reading(&profile, text.as_bytes()), "title.de"),
            ["Hotline"]
        );
        let profile = profile.replace("table", "tree");
        let text = format!("[{{\"Nr\": 1, \"{heading}\": \"Hotline\"}}]");
        assert_eq!(
            column(&reading(&profile, text.as_bytes()), "title.de"),
            ["Hotline"]
        );
    }
}
