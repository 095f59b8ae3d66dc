// SPDX-License-Identifier: EUPL-1.2
//! One table as CSV, XLSX and ODS, its columns and rows in any order: the same is read.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use wegmarke_exchange::Reading;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{MILESTONES, reading};

pub(crate) type Table = Vec<Vec<String>>;

pub(crate) fn csv(table: &Table) -> Vec<u8> {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let rows = table
        .iter()
        .map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(";"));
    rows.collect::<Vec<_>>().join("\n").into_bytes()
}

pub(crate) fn xlsx(table: &Table) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0_u32..).zip(table) {
        for (column, cell) in (0_u16..).zip(row) {
            sheet.write_string(at, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

pub(crate) fn ods(table: &Table) -> Vec<u8> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let cell = |text: &String| {
        let lines = text
            .split('\n')
            .map(|line| format!("<text:p>{}</text:p>", escaped(line)));
        format!(
            "<table:table-cell office:value-type=\"string\">{}</table:table-cell>",
            lines.collect::<String>()
        )
    };
    let rows = table.iter().map(|row| {
        let cells: String = row.iter().map(cell).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    });
    let xml = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"T\">{}\
         </table:table></office:spreadsheet></office:body></office:document-content>",
        rows.collect::<String>()
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("content.xml", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(xml.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// What was read, whatever the order: the cells of each row by attribute, and what was told.
fn said(reading: &Reading) -> (Vec<Vec<(String, String)>>, Vec<String>) {
    let drafts = reading.drafts.iter().map(|draft| {
        let cells = draft.cells.iter();
        let cells = cells.map(|cell| (cell.attribute.to_string(), cell.text.clone()));
        let mut cells: Vec<_> = cells.collect();
        cells.sort();
        cells
    });
    let mut drafts: Vec<_> = drafts.collect();
    drafts.sort();
    let doubts = reading.doubts.iter().map(|doubt| {
        let count = doubt.args.get("count").map_or("", String::as_str);
        format!("{} {:?} {count}", doubt.code, doubt.column)
    });
    let mut doubts: Vec<String> = doubts.collect();
    doubts.sort();
    (drafts, doubts)
}

fn any_table() -> impl Strategy<Value = Table> {
    let number = prop_oneof![
        "[1-9][0-9]{0,2}[.,][0-9]{1,3}",
        "[1-9][0-9]{0,3}",
        "1\\.234,5",
        "12 %"
    ];
    let due = prop_oneof![
        "0[1-9]/0[1-9]/2026",
        "(1[3-9]|2[0-8])/0[1-9]/2026",
        "Ende 2026",
        "Q[1-4] 2026",
        "laufend"
    ];
    let text = prop_oneof!["[A-Za-zäöüß]{1,8}( <b>x</b>| &amp;| < 5|\ny)?", "Maßnahme"];
    let row = (text.clone(), number, due, text);
    prop::collection::vec(row, 1..8).prop_map(|rows| {
        let heading = ["Nr", "Titel", "Ziel", "Frist", "Hinweis"]
            .map(str::to_owned)
            .to_vec();
        let rows = rows
            .into_iter()
            .enumerate()
            .map(|(at, (title, goal, due, note))| vec![format!("m{at}"), title, goal, due, note]);
        std::iter::once(heading).chain(rows).collect()
    })
}

proptest! {
    #[test]
    fn the_kind_of_file_and_the_order_change_nothing(
        table in any_table(),
        columns in Just(vec![0_usize, 1, 2, 3, 4]).prop_shuffle(),
        turned: bool,
    ) {
        let first = said(&reading(MILESTONES, &csv(&table)));
        prop_assert_eq!(&said(&reading(MILESTONES, &xlsx(&table))), &first);
        prop_assert_eq!(&said(&reading(MILESTONES, &ods(&table))), &first);
        let mut moved: Table = table
            .iter()
            .map(|row| columns.iter().map(|at| row[*at].clone()).collect())
            .collect();
        if turned {
            moved[1..].reverse();
        }
        for file in [csv(&moved), xlsx(&moved), ods(&moved)] {
            prop_assert_eq!(&said(&reading(MILESTONES, &file)), &first);
        }
    }
}
