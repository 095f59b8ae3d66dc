// SPDX-License-Identifier: EUPL-1.2
//! Separated values from all kinds of programs.

use std::collections::BTreeMap;

use wegmarke_domain::finding::codes;

use super::{MEASURES, MILESTONES, column, read, reading, refusal, told};

#[test]
fn what_excel_writes_above_the_headings_is_no_heading() {
    for (text, lines) in [
        ("sep=;\r\nNr;Titel;Amt\r\n1;Beratung;BMAS\r\n", 0),
        (
            "Übersicht;;\r\nStand 2026;;\r\nNr;Titel;Amt\r\n1;Beratung;BMAS\r\n",
            1,
        ),
        (
            "Übersicht, Stand 2026\n\nNr;Titel;Amt\n1;Beratung;BMAS\n",
            1,
        ),
        ("Aktionsplan\nNr,Titel,Amt\n1,Beratung,BMAS\n", 1),
    ] {
        let reading = reading(MEASURES, text.as_bytes());
        assert_eq!(column(&reading, "title.de"), ["Beratung"], "{text}");
        assert_eq!(column(&reading, "lead"), ["BMAS"], "{text}");
        let told = told(&reading);
        assert_eq!(
            told.get(codes::TITLE_LINES).copied().unwrap_or(0),
            lines,
            "{text}"
        );
        assert_eq!(told.len(), lines, "{told:?}");
    }
}

#[test]
fn a_stray_byte_is_told_at_its_place() {
    let mut bytes = "Nr;Titel;Amt\n1;Prüfung der Länder;Ämter\n2;Gef"
        .as_bytes()
        .to_vec();
    bytes.extend(b"\xF6rderte Stellen;L\xE4nder\n3;st\xC3;A\n");
    let reading = reading(MEASURES, &bytes);
    let titles = ["Prüfung der Länder", "Geförderte Stellen", "st\u{fffd}"];
    assert_eq!(column(&reading, "title.de"), titles);
    let doubts = reading.doubts.iter();
    let places: Vec<_> = doubts
        .map(|doubt| (doubt.code, doubt.row, doubt.column.as_deref()))
        .collect();
    let place = |row, column| (codes::DOUBTFUL_LETTER, Some(row), Some(column));
    assert_eq!(places, [place(3, "B"), place(3, "C"), place(4, "B")]);
}

#[test]
fn a_column_proves_its_numbers_or_is_told() {
    let table = |goals: &str| {
        let rows = goals.split(' ').enumerate();
        let rows: String = rows.map(|(at, goal)| format!("{at};T;{goal}\n")).collect();
        format!("Nr;Titel;Ziel\n{rows}")
    };
    let notation = |signs: &str| {
        MILESTONES.replace(
            "complete = false\n",
            &format!("complete = false\n{signs}\n"),
        )
    };
    for (profile, goals, want, doubts) in [
        (
            notation(""),
            "1.500 12,5 2.500.000",
            vec!["1500", "12.5", "2500000"],
            0,
        ),
        (notation(""), "1.500 1.000,50", vec!["1500", "1000.50"], 0),
        (notation(""), "1.500 10", vec!["", "10"], 1),
        (
            notation("decimal = \",\""),
            "1.500 10",
            vec!["1500", "10"],
            0,
        ),
        (
            notation("thousands = \",\""),
            "1.500 1,000",
            vec!["1.500", "1000"],
            0,
        ),
        // The column shows something else than the profile says.
        (
            notation("decimal = \",\""),
            "1.500 0.25",
            vec!["", "0.25"],
            1,
        ),
    ] {
        let reading = reading(&profile, table(goals).as_bytes());
        assert_eq!(column(&reading, "goal"), want, "{goals}");
        let told = told(&reading);
        assert_eq!(
            told.get(codes::DOUBTFUL_NUMBER).copied().unwrap_or(0),
            doubts,
            "{goals}"
        );
    }
}

#[test]
fn another_column_of_numbers_helps() {
    let profile = MILESTONES.replace(
        "goal =",
        "baseline = { column = \"Anfang\", optional = true }\ngoal =",
    );
    let text = "Nr;Titel;Anfang;Ziel\n1;T;1.000;12.345,5\n2;U;2.000;3\n";
    let reading = reading(&profile, text.as_bytes());
    assert_eq!(column(&reading, "baseline"), ["1000", "2000"]);
    assert_eq!(told(&reading), BTreeMap::new());
}

#[test]
fn columns_without_a_heading_that_hold_something_are_told() {
    let text = "Nr;Titel;;Amt;\n1;Beratung;nur bis 2026;BMAS;gekürzt\n2;Schulung;;BMAS;\n";
    let reading = reading(MEASURES, text.as_bytes());
    let doubts = reading.doubts.iter();
    let places: Vec<_> = doubts
        .map(|doubt| (doubt.code, doubt.column.as_deref()))
        .collect();
    let place = |column| (codes::COLUMN_WITHOUT_HEADING, Some(column));
    assert_eq!(places, [place("#3"), place("#5")]);
}

#[test]
fn days_that_were_numbers_are_told_in_texts_too() {
    let text = "Nr;Titel\n1.1;A\n01. Feb;B\nMrz 01;C\n";
    let reading = reading(MEASURES, text.as_bytes());
    assert_eq!(told(&reading), BTreeMap::from([(codes::DAY_FOR_NUMBER, 1)]));
    assert_eq!(reading.doubts[0].args["words"], "01. Feb · Mrz 01");
}

#[test]
fn what_is_called_a_table_and_is_none_is_named() {
    for (bytes, words) in [
        (&b"%PDF-1.7"[..], "a PDF document"),
        (b"<table><tr><td>x</td></tr></table>", "a web page"),
        (b"\xEF\xBB\xBF\r\n<HTML xmlns:x=\"y\">", "a web page"),
        (b"<meta charset=utf-8><table>", "a web page"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a web archive"),
        (
            b"<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            "Excel 2003",
        ),
        (b"{\\rtf1", "a text document"),
        (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    ] {
        let (code, message) = refusal(MEASURES, bytes);
        assert_eq!(code, "not_a_table", "{message}");
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn two_columns_of_one_name_are_refused_with_both_places() {
    let (code, message) = refusal(MEASURES, b"Nr;Titel;Amt;Titel\n1;a;b;c\n");
    assert_eq!(code, "duplicate_heading");
    assert!(message.contains('2') && message.contains('4'), "{message}");
    assert!(read(MEASURES, b"Nr;Titel;X;X\n1;a;b;c\n").is_ok());
}
