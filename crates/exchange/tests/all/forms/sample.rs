// SPDX-License-Identifier: EUPL-1.2
//! A form with every kind of column and texts that do harm elsewhere, and what it must give back.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use jiff::Timestamp;
use jiff::civil::date;
use rust_decimal::Decimal;
use wegmarke_exchange::form::{
    Answers, Cell, Column, ColumnKind, Filled, Form, FormRow, HelpLine, Label, SheetNames, Stamp,
    read,
};

/// Texts that must come back as they went, in any program.
pub const TEXTS: [&str; 20] = [
    "Fürsorge für „Ältere“ – größer als < & >",
    "=1+1",
    "=HYPERLINK(\"https://example.org\";\"x\")",
    "+49 30 1234",
    "-3",
    "@SUM(A1)",
    "'quoted",
    "0123",
    "1/2",
    "12,50",
    "TRUE",
    "31.12.2026",
    "<script>alert('x')</script>",
    "zero\u{200b}width\u{200d} and \u{2066}isolated\u{2069}",
    "\u{202e}right to left\u{202c} עברית العربية",
    "\ttwo  blanks   three\tand a tab\u{b}",
    "first line\nsecond line\n\n  fourth, indented",
    "_x000D_ and _x0041_ and _x005F_",
    "👩‍👩‍👧 𝔘𝔫𝔦 e\u{301}",
    "]]> &amp; &#10; --> ${x} {{y}} %s",
];

pub fn label(text: &str, also: &[&str]) -> Label {
    Label {
        text: text.to_owned(),
        also: also.iter().map(|also| (*also).to_owned()).collect(),
    }
}

pub fn column(key: &str, heading: &str, kind: ColumnKind) -> Column {
    Column {
        key: key.to_owned(),
        heading: heading.to_owned(),
        note: Some(format!("Hinweis zu {heading}\nin zwei Zeilen")),
        kind,
        locked: false,
        hidden: false,
        width: 24,
    }
}

pub fn columns() -> Vec<Column> {
    let states = [
        (
            "open",
            label("Offen, noch nicht begonnen", &["Open", "Not started"]),
        ),
        ("under_way", label("In Arbeit", &["Under way"])),
        ("done", label("=Fertig", &["Done"])),
    ];
    let states = states
        .map(|(code, words)| (code.to_owned(), words))
        .to_vec();
    let mut number = column("number", "Nr.", ColumnKind::Text { multiline: false });
    number.locked = true;
    vec![
        number,
        column(
            "report",
            "Was wurde getan?",
            ColumnKind::Text { multiline: true },
        ),
        column("state", "Stand", ColumnKind::Choice { choices: states }),
        column("due_on", "Fällig am", ColumnKind::Date),
        column("budget", "Mittel in Mio. Euro", ColumnKind::Decimal),
        column("places", "Plätze", ColumnKind::Integer),
        column(
            "public",
            "Öffentlich?",
            ColumnKind::Flag {
                yes: label("Ja", &["Yes"]),
                no: label("Nein", &["No"]),
            },
        ),
    ]
}

pub fn stamp() -> Stamp {
    Stamp {
        form: "reports".to_owned(),
        schema: 1,
        plan: "nap-2024".to_owned(),
        round: Some("2026-h2".to_owned()),
        organisation: "bmas".to_owned(),
        register_size: 812,
    }
}

pub fn form(columns: Vec<Column>, rows: Vec<FormRow>) -> Form {
    Form {
        title: "Bericht & Stand 2026".to_owned(),
        sheets: SheetNames {
            form: "Maßnahmen: Ihr Ressort".to_owned(),
            help: "Hilfe".to_owned(),
            stamp: "Nicht ändern".to_owned(),
        },
        columns,
        rows,
        help: vec![HelpLine {
            heading: "Stand".to_owned(),
            text: "=Wählen Sie aus.\nNichts davon ist endgültig.".to_owned(),
        }],
        stamp: stamp(),
        created_at: "2026-11-23T10:00:00Z".parse::<Timestamp>().unwrap(),
    }
}

pub fn row(id: &str, cells: Vec<Option<Cell>>) -> FormRow {
    FormRow {
        id: id.to_owned(),
        revision: Some(format!("r-{id}")),
        cells,
    }
}

/// One row for each of the texts, and one that is blank.
pub fn sample() -> Form {
    let codes = ["open", "under_way", "done"];
    let mut rows = vec![row("m-blank", vec![None; 7])];
    for (at, text) in TEXTS.into_iter().enumerate() {
        let count = i64::try_from(at).unwrap();
        rows.push(row(
            &format!("m-{at:03}"),
            vec![
                Some(Cell::Text(format!("{at}"))),
                Some(Cell::Text(text.to_owned())),
                Some(Cell::Choice(codes[at % 3].to_owned())),
                Some(Cell::Date(
                    date(2026, 12, 1).saturating_add(jiff::Span::new().days(count)),
                )),
                Some(Cell::Decimal(Decimal::new(count * 125_001 - 3, 3))),
                Some(Cell::Integer(count - 5)),
                Some(Cell::Flag(at % 2 == 0)),
            ],
        ));
    }
    rows.push(row(
        "0042",
        vec![
            None,
            None,
            None,
            Some(Cell::Date(date(9999, 12, 31))),
            Some(Cell::Decimal("12345678901234567.891".parse().unwrap())),
            Some(Cell::Integer(i64::MIN)),
            None,
        ],
    ));
    form(columns(), rows)
}

type Content = Vec<(String, Option<String>, BTreeMap<String, Option<Cell>>)>;

/// What must come back when nobody touched the form.
pub fn untouched(form: &Form) -> Content {
    let rows = form.rows.iter().map(|row| {
        let cells = form.columns.iter().zip(&row.cells).map(|(column, cell)| {
            let cell = cell.as_ref().and_then(|cell| column.untouched(cell));
            (column.key.clone(), cell)
        });
        (row.id.clone(), row.revision.clone(), cells.collect())
    });
    rows.collect()
}

pub fn content(answers: &Answers) -> Content {
    let rows = answers.rows.iter().map(|row| {
        let cells = row.cells.iter();
        let cells = cells.map(|(key, cell)| (key.clone(), cell.value.clone()));
        (row.id.clone(), row.revision.clone(), cells.collect())
    });
    rows.collect()
}

/// The form of a file, read.
pub fn filled(bytes: &[u8]) -> Filled {
    read("form.ods", bytes).unwrap_or_else(|error| panic!("{error}"))
}

/// The file gives back exactly what the form holds.
pub fn assert_untouched(form: &Form, bytes: &[u8]) {
    let filled = filled(bytes);
    let ids: BTreeSet<&str> = form.rows.iter().map(|row| &*row.id).collect();
    let answers = filled.answers(&form.columns, |id| ids.contains(id));
    assert_eq!(answers.problems, []);
    let (met, want) = (content(&answers), untouched(form));
    for (met, want) in met.iter().zip(&want) {
        assert_eq!(met, want);
    }
    assert_eq!(met.len(), want.len());
    assert_eq!(filled.stamp, form.stamp);
}

/// One part of a spreadsheet file.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut part = zip.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}
