// SPDX-License-Identifier: EUPL-1.2
//! Written and read, without anybody in between.

use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::Decimal;
use wegmarke_exchange::form::{
    Cell, Column, ColumnKind, Form, FormRow, HelpLine, Label, SheetNames,
};

use super::sample::{self, assert_untouched, form, part};

#[test]
fn every_kind_comes_back() {
    let form = sample::sample();
    assert_untouched(&form, &form.to_xlsx().unwrap());
    assert_untouched(&form, &form.to_ods().unwrap());
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let form = sample::sample();
    assert_eq!(form.to_xlsx().unwrap(), sample::sample().to_xlsx().unwrap());
    assert_eq!(form.to_ods().unwrap(), sample::sample().to_ods().unwrap());
    let mut later = form.clone();
    later.created_at = "2026-11-24T10:00:00Z".parse().unwrap();
    assert_ne!(form.to_xlsx().unwrap(), later.to_xlsx().unwrap());
    assert_ne!(form.to_ods().unwrap(), later.to_ods().unwrap());
}

#[test]
fn a_form_without_rows_or_columns() {
    for form in [
        form(sample::columns(), Vec::new()),
        form(Vec::new(), Vec::new()),
    ] {
        assert_untouched(&form, &form.to_xlsx().unwrap());
        assert_untouched(&form, &form.to_ods().unwrap());
    }
}

#[test]
fn labels_that_were_renamed_since_are_understood() {
    let form = sample::sample();
    let mut columns = sample::columns();
    let ColumnKind::Choice { choices } = &mut columns[2].kind else {
        panic!("a choice");
    };
    for (_, label) in choices {
        *label = sample::label(&format!("Neu: {}", label.text), &[]);
    }
    for bytes in [form.to_xlsx().unwrap(), form.to_ods().unwrap()] {
        let answers = sample::filled(&bytes).answers(&columns, |_| true);
        assert_eq!(answers.problems, []);
        assert_eq!(sample::content(&answers), sample::untouched(&form));
    }
}

#[test]
fn open_document_begins_with_its_kind() {
    let bytes = sample::sample().to_ods().unwrap();
    let kind = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK";
    assert_eq!(&bytes[30..30 + kind.len()], kind);
}

#[test]
fn xlsx_is_protected_hidden_fixed_and_repeated() {
    let bytes = sample::sample().to_xlsx().unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for mark in [
        "<sheetProtection sheet=\"1\"",
        "state=\"frozen\"",
        "<row r=\"1\" spans=\"1:9\" hidden=\"1\"",
        "orientation=\"landscape\"",
        "promptTitle=\"Stand\"",
        "<formula1>'Nicht ändern'!$D$2:$D$4</formula1>",
        "<formula1>'Nicht ändern'!$F$2:$F$3</formula1>",
    ] {
        assert!(sheet.contains(mark), "{mark}: {sheet}");
    }
    assert!(!sheet.contains("<f>"), "{sheet}");
    assert!(!sheet.contains("password"), "{sheet}");
    let book = part(&bytes, "xl/workbook.xml");
    assert!(
        book.contains("name=\"Nicht ändern\" sheetId=\"3\" state=\"hidden\""),
        "{book}"
    );
    assert!(book.contains("_xlnm.Print_Titles"), "{book}");
}

// --- any form ---

/// Any characters at all, those that XML forbids included.
fn text() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        4 => any::<char>(),
        4 => proptest::char::range(' ', '~'),
        2 => proptest::sample::select(vec![
            '\n', '\r', '\t', ' ', '\0', '\u{b}', '\u{85}', '\u{feff}', '\u{ffff}', '_', 'x', '&', '\u{200b}',
        ]),
    ];
    vec(sign, 0..24).prop_map(String::from_iter)
}

fn label(number: usize) -> impl Strategy<Value = Label> {
    // The number makes labels different; no other text of the form begins with it.
    text().prop_map(move |text| Label {
        text: format!("{number}|{text}"),
        also: Vec::new(),
    })
}

fn kind() -> impl Strategy<Value = ColumnKind> {
    let choices = (label(0), label(1), label(2)).prop_map(|(first, second, third)| {
        let choices = [("a", first), ("b", second), ("c", third)];
        ColumnKind::Choice {
            choices: choices.map(|(code, words)| (code.to_owned(), words)).into(),
        }
    });
    prop_oneof![
        3 => any::<bool>().prop_map(|multiline| ColumnKind::Text { multiline }),
        1 => choices,
        1 => Just(ColumnKind::Date),
        1 => Just(ColumnKind::Decimal),
        1 => Just(ColumnKind::Integer),
        1 => (label(0), label(1)).prop_map(|(yes, no)| ColumnKind::Flag { yes, no }),
    ]
}

fn column(at: usize) -> impl Strategy<Value = Column> {
    let parts = (
        text(),
        proptest::option::of(text()),
        kind(),
        any::<bool>(),
        any::<u8>(),
    );
    parts.prop_map(move |(heading, note, kind, locked, width)| Column {
        key: format!("key.{at}"),
        heading,
        note,
        kind,
        locked,
        hidden: false,
        width,
    })
}

fn day() -> impl Strategy<Value = Date> {
    let days = 0..(date(9999, 12, 31) - date(1906, 1, 1)).get_days();
    days.prop_map(|days| date(1906, 1, 1).saturating_add(jiff::Span::new().days(days)))
}

fn cell(kind: &ColumnKind) -> BoxedStrategy<Cell> {
    match kind {
        ColumnKind::Text { .. } => text().prop_map(Cell::Text).boxed(),
        ColumnKind::Choice { .. } => proptest::sample::select(vec!["a", "b", "c"])
            .prop_map(|code| Cell::Choice(code.to_owned()))
            .boxed(),
        ColumnKind::Date => day().prop_map(Cell::Date).boxed(),
        ColumnKind::Decimal => (any::<i64>(), 0..20_u32)
            .prop_map(|(digits, scale)| Cell::Decimal(Decimal::new(digits, scale)))
            .boxed(),
        ColumnKind::Integer => any::<i64>().prop_map(Cell::Integer).boxed(),
        ColumnKind::Flag { .. } => any::<bool>().prop_map(Cell::Flag).boxed(),
    }
}

fn any_form() -> impl Strategy<Value = Form> {
    let columns = (column(0), column(1), column(2), column(3));
    let columns = columns.prop_map(|columns| Vec::from(<[Column; 4]>::from(columns)));
    let rows = columns.prop_flat_map(|columns| {
        let cells: Vec<_> = columns
            .iter()
            .map(|column| proptest::option::of(cell(&column.kind)))
            .collect();
        (Just(columns), vec(cells, 0..5))
    });
    let texts = (text(), text(), text(), text(), text(), text());
    (rows, texts).prop_map(
        |((columns, rows), (title, first, second, third, heading, help))| {
            let rows = rows.into_iter().enumerate().map(|(at, cells)| FormRow {
                id: format!("id {at}"),
                revision: None,
                cells,
            });
            Form {
                title,
                sheets: SheetNames {
                    form: first,
                    help: second,
                    stamp: third,
                },
                help: vec![HelpLine {
                    heading,
                    text: help,
                }],
                ..form(columns, rows.collect())
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_form_comes_back(form in any_form()) {
        assert_untouched(&form, &form.to_xlsx().unwrap());
        assert_untouched(&form, &form.to_ods().unwrap());
    }
}
