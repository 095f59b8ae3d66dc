// SPDX-License-Identifier: EUPL-1.2
//! Forms as people send them back: moved, sorted, changed, and wrong.

use std::io::{Cursor, Write as _};

use jiff::civil::date;
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use wegmarke_exchange::form::{Answers, Cell, ColumnKind, Trouble};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::sample::{self, column, filled, form, part, row};

const STAMP: [[&str; 2]; 6] = [
    ["_form", "reports"],
    ["schema", "1"],
    ["plan", "nap-2024"],
    ["round", "2026-h2"],
    ["organisation", "bmas"],
    ["register_size", "812"],
];

/// A filled form by hand: the stamp first and elsewhere, one sheet in between, then the form.
fn by_hand(texts: &[&[&str]], more: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let stamp = book.add_worksheet();
    for (at, [name, fact]) in (4..).zip(STAMP) {
        stamp.write_string(at, 2, name).unwrap();
        stamp.write_string(at, 3, fact).unwrap();
    }
    book.add_worksheet().write_string(0, 0, "Notizen").unwrap();
    let sheet = book.add_worksheet();
    for (row, texts) in (0..).zip(texts) {
        for (column, text) in (0..).zip(*texts) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
    more(sheet);
    book.save_to_buffer().unwrap()
}

fn answers(bytes: &[u8]) -> Answers {
    filled(bytes).answers(&sample::columns(), |id| id.starts_with("m-"))
}

/// Problems as row, column, code, given text.
fn problems(answers: &Answers) -> Vec<(Option<u32>, &str, &'static str, &str)> {
    let problems = answers.problems.iter().map(|problem| {
        let column = problem.column.as_deref().or(problem.key.as_deref());
        (
            problem.row,
            column.unwrap_or_default(),
            problem.trouble.code(),
            problem.given.as_str(),
        )
    });
    problems.collect()
}

fn value(answers: &Answers, id: &str, key: &str) -> Option<Cell> {
    let row = answers
        .rows
        .iter()
        .find(|row| row.id == id)
        .expect("the row");
    row.cells.get(key).expect("the cell").value.clone()
}

const KEYS: [&str; 9] = [
    "due_on",
    "_revision",
    "state",
    "report",
    "_id",
    "budget",
    "places",
    "public",
    "number",
];

#[test]
fn rows_and_columns_are_found_wherever_they_are() {
    let bytes = by_hand(
        &[
            &["", "r-2", "Open", "wandered above the keys", "m-2"],
            &[],
            &KEYS,
            &["Egal", "", "Status (neu)", "Was?", "_heading"],
            &[
                "31.12.2026",
                "r-1",
                " in ARBEIT ",
                " Text \u{b}",
                "m-1",
                "1.234,5",
                "12",
                "ja",
                "7",
            ],
            &["", "", "", "", "", "", "", "", ""],
            &[
                "2026-01-02",
                "",
                "done",
                "=1+1",
                "m-3",
                "0,25",
                "-3",
                "No",
                "",
            ],
            &[],
        ],
        |sheet| {
            let day = ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
            let style = Format::new().set_num_format("dd.mm.yyyy");
            sheet.write_string(9, 4, "m-4").unwrap();
            sheet
                .write_datetime_with_format(9, 0, &day, &style)
                .unwrap();
            sheet.write_number(9, 5, 1.234).unwrap();
            sheet.write_boolean(9, 7, true).unwrap();
            sheet.write_number(9, 3, 42.5).unwrap();
            sheet.write_string(10, 4, "m-5").unwrap();
            sheet.write_number(10, 0, 46_387.0).unwrap();
        },
    );
    let answers = answers(&bytes);
    assert_eq!(answers.problems, []);
    let places: Vec<_> = answers
        .rows
        .iter()
        .map(|row| {
            (
                row.row,
                &*row.id,
                row.revision.as_deref().unwrap_or_default(),
            )
        })
        .collect();
    let want = [
        (1, "m-2", "r-2"),
        (5, "m-1", "r-1"),
        (7, "m-3", ""),
        (10, "m-4", ""),
        (11, "m-5", ""),
    ];
    assert_eq!(places, want);
    assert_eq!(answers.rows[1].cells["state"].column, "C");
    let text = |text: &str| Some(Cell::Text(text.to_owned()));
    let choice = |code: &str| Some(Cell::Choice(code.to_owned()));
    for (id, key, want) in [
        ("m-2", "state", choice("open")),
        ("m-2", "report", text("wandered above the keys")),
        ("m-2", "due_on", None),
        ("m-1", "due_on", Some(Cell::Date(date(2026, 12, 31)))),
        ("m-1", "state", choice("under_way")),
        ("m-1", "report", text("Text")),
        (
            "m-1",
            "budget",
            Some(Cell::Decimal(Decimal::new(12_345, 1))),
        ),
        ("m-1", "places", Some(Cell::Integer(12))),
        ("m-1", "public", Some(Cell::Flag(true))),
        ("m-3", "state", choice("done")),
        ("m-3", "report", text("=1+1")),
        ("m-3", "public", Some(Cell::Flag(false))),
        ("m-4", "due_on", Some(Cell::Date(date(2026, 3, 1)))),
        ("m-4", "budget", Some(Cell::Decimal(Decimal::new(1_234, 3)))),
        ("m-4", "public", Some(Cell::Flag(true))),
        ("m-4", "report", text("42.5")),
        ("m-5", "due_on", Some(Cell::Date(date(2026, 12, 31)))),
    ] {
        assert_eq!(value(&answers, id, key), want, "{id} {key}");
    }
    assert_eq!(filled(&bytes).stamp, sample::stamp());
}

#[test]
fn all_problems_are_told_at_once() {
    let bytes = by_hand(
        &[
            &[
                "_id", "report", "state", "due_on", "budget", "places", "public", "state", "other",
            ],
            &[
                "_heading",
                "Bericht",
                "Stand",
                "Tag",
                "Mittel",
                "Plätze",
                "Öffentlich",
                "",
                "",
                "",
            ],
            &["m-1", "x", "vielleicht", "Ende 2026", "viel", "1,5", "jein"],
            &["m-1", "y"],
            &[
                "m-2",
                "z",
                "",
                "",
                "1.234",
                "",
                "",
                "",
                "gesehen",
                "mein Vermerk",
            ],
            &["n-1", "fremd"],
            &["", "neu", "Offen"],
            &["m-3"],
        ],
        |sheet| {
            let formula = Formula::new("=2+2").set_result("4");
            sheet.write_formula(7, 5, formula).unwrap();
            sheet.write_number(7, 3, 2026.0).unwrap();
            sheet
                .merge_range(7, 1, 8, 2, "über zwei", &Format::new())
                .unwrap();
            sheet
                .write_formula(9, 0, Formula::new("=\"m-4\"").set_result("m-4"))
                .unwrap();
        },
    );
    let answers = answers(&bytes);
    let want = [
        (Some(1), "H", "double_column", "state"),
        (None, "_revision", "missing_column", ""),
        (None, "number", "missing_column", ""),
        (Some(5), "I", "unknown_column", "gesehen"),
        (Some(5), "J", "unknown_column", "mein Vermerk"),
        (Some(8), "B", "merged", "B8:C9"),
        (Some(3), "C", "not_a_choice", "vielleicht"),
        (Some(3), "D", "not_a_day", "Ende 2026"),
        (Some(3), "E", "not_a_number", "viel"),
        (Some(3), "F", "not_whole", "1,5"),
        (Some(3), "G", "not_a_choice", "jein"),
        (Some(4), "A", "double_id", "m-1"),
        (Some(5), "E", "unclear_number", "1.234"),
        (Some(6), "A", "unknown_id", "n-1"),
        (Some(7), "B", "row_without_id", "neu"),
        (Some(8), "D", "day_too_early", "2026"),
        (Some(8), "F", "formula", "=2+2"),
        (Some(10), "A", "unknown_id", "=\"m-4\""),
    ];
    assert_eq!(problems(&answers), want);
    let keys: Vec<_> = answers.problems[6..11]
        .iter()
        .map(|problem| problem.key.as_deref().unwrap())
        .collect();
    assert_eq!(keys, ["state", "due_on", "budget", "places", "public"]);
    // Nothing is said of a cell with a problem, and of one whose column is missing.
    let ids: Vec<&str> = answers.rows.iter().map(|row| &*row.id).collect();
    assert_eq!(ids, ["m-1", "m-2", "m-3"]);
    let keys: Vec<&str> = answers.rows[2].cells.keys().map(String::as_str).collect();
    assert_eq!(keys, ["budget", "public"]);
}

#[test]
fn a_copied_sheet_is_told() {
    let bytes = sample::sample().to_ods().unwrap();
    let content = part(&bytes, "content.xml");
    let sheet = content.find("<table:table table:name").unwrap();
    let end = content.find("</table:table>").unwrap() + "</table:table>".len();
    let copy = content[sheet..end].replacen("Maßnahmen", "Kopie", 1);
    let bytes = with_content(
        &bytes,
        &format!("{}{copy}{}", &content[..end], &content[end..]),
    );
    let answers = answers(&bytes);
    let copies = problems(&answers);
    assert_eq!(copies[0], (None, "", "second_sheet", "Kopie Ihr Ressort"));
}

#[test]
fn open_document_formulas_and_merged_cells() {
    let columns = vec![
        column("a", "A", ColumnKind::Integer),
        column("b", "B", ColumnKind::Integer),
    ];
    let rows = vec![row(
        "m-1",
        vec![Some(Cell::Integer(7)), Some(Cell::Integer(8))],
    )];
    let form = form(columns, rows);
    let bytes = form.to_ods().unwrap();
    let content = part(&bytes, "content.xml");
    let seven = "office:value=\"7\"";
    for (words, trouble, given) in [
        (
            "table:formula=\"of:=3+4\" office:value=\"7\"",
            Trouble::Formula,
            "=3+4",
        ),
        (
            "table:number-columns-spanned=\"2\" office:value=\"7\"",
            Trouble::Merged,
            "C3:D3",
        ),
    ] {
        let bytes = with_content(&bytes, &content.replace(seven, words));
        let answers = filled(&bytes).answers(&form.columns, |_| true);
        let problems: Vec<_> = answers
            .problems
            .iter()
            .map(|problem| (problem.trouble, &*problem.given))
            .collect();
        assert_eq!(problems, [(trouble, given)]);
        assert!(!answers.rows[0].cells.contains_key("a"));
    }
}

#[test]
fn problems_are_listed_up_to_a_thousand() {
    let texts: Vec<Vec<String>> = (0..1_200).map(|at| vec![format!("x-{at}")]).collect();
    let mut rows: Vec<Vec<&str>> = vec![vec!["_id", "_revision"]];
    rows.extend(
        texts
            .iter()
            .map(|row| row.iter().map(String::as_str).collect()),
    );
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let answers = answers(&by_hand(&rows, |_| {}));
    assert_eq!(answers.problems.len(), 1_001);
    assert_eq!(answers.problems[1_000].trouble, Trouble::More);
}

/// An ODS file with other sheets.
fn with_content(bytes: &[u8], content: &str) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let part = old.by_index_raw(at).unwrap();
        if part.name().unwrap() != "content.xml" {
            new.raw_copy_file(part).unwrap();
        }
    }
    new.start_file("content.xml", SimpleFileOptions::default())
        .unwrap();
    new.write_all(content.as_bytes()).unwrap();
    new.finish().unwrap().into_inner()
}
