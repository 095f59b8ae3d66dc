// SPDX-License-Identifier: EUPL-1.2
//! `.xlsb`, which no free program writes: made here, record by record, as MS-XLSB says.

use std::io::{Cursor, Write as _};

use wegmarke_domain::finding::codes;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::same::{Table, csv};
use super::{MILESTONES, column, read, reading, refusal, told};

/// A record: its type and its length in groups of seven bits, then what it holds.
fn record(book: &mut Vec<u8>, kind: u16, holds: &[u8]) {
    let low = |value: usize| u8::try_from(value & 0x7f).unwrap();
    let kind = usize::from(kind);
    match kind >> 7 {
        0 => book.push(low(kind)),
        rest => book.extend([low(kind) | 0x80, low(rest)]),
    }
    let mut length = holds.len();
    while length > 0x7f {
        book.push(low(length) | 0x80);
        length >>= 7;
    }
    book.push(low(length));
    book.extend(holds);
}

/// A text: how many units of UTF-16, and they.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u32::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

/// A sheet: numbers as numbers, everything else as text.
fn sheet(table: &Table) -> Vec<u8> {
    let mut sheet = Vec::new();
    record(&mut sheet, 0x81, &[]);
    record(&mut sheet, 0x94, &[0; 16]);
    record(&mut sheet, 0x91, &[]);
    for (row, cells) in (0_u32..).zip(table) {
        let mut header = row.to_le_bytes().to_vec();
        header.extend([0; 13]);
        record(&mut sheet, 0, &header);
        for (column, text) in (0_u32..).zip(cells) {
            // Column, and a style that is none.
            let mut cell = column.to_le_bytes().to_vec();
            cell.extend([0; 4]);
            match text.parse::<f64>() {
                Ok(number) => {
                    cell.extend(number.to_le_bytes());
                    record(&mut sheet, 5, &cell);
                }
                Err(_) => {
                    cell.extend(wide(text));
                    record(&mut sheet, 6, &cell);
                }
            }
        }
    }
    record(&mut sheet, 0x92, &[]);
    record(&mut sheet, 0x82, &[]);
    sheet
}

/// A workbook of sheets with names; a hidden one has a mark.
fn xlsb(sheets: &[(&str, bool, &Table)]) -> Vec<u8> {
    let mut book = Vec::new();
    record(&mut book, 0x83, &[]);
    record(&mut book, 0x8f, &[]);
    let mut relations = String::new();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, bytes: &[u8]| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    };
    for (at, (name, is_hidden, table)) in (1_u32..).zip(sheets) {
        let mut bundle = u32::from(*is_hidden).to_le_bytes().to_vec();
        bundle.extend(at.to_le_bytes());
        bundle.extend(wide(&format!("rId{at}")));
        bundle.extend(wide(name));
        record(&mut book, 0x9c, &bundle);
        relations += &format!("<Relationship Id=\"rId{at}\" Target=\"worksheets/sheet{at}.bin\"/>");
        part(&format!("xl/worksheets/sheet{at}.bin"), &sheet(table));
    }
    record(&mut book, 0x90, &[]);
    record(&mut book, 0x84, &[]);
    part("[Content_Types].xml", b"<Types/>");
    part("xl/workbook.bin", &book);
    let relations = format!("<Relationships>{relations}</Relationships>");
    part("xl/_rels/workbook.bin.rels", relations.as_bytes());
    zip.finish().unwrap().into_inner()
}

fn table(rows: &[[&str; 3]]) -> Table {
    let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec());
    rows.collect()
}

#[test]
fn the_binary_format_of_excel_is_read_as_the_others() {
    let rows = table(&[
        ["Nr", "Titel", "Ziel"],
        ["1", "Plätze für Ältere – größer", "1250.5"],
        ["2", "Stellen", "12"],
    ]);
    let notes = table(&[["Notiz", "", ""], ["nichts", "", ""], ["", "", ""]]);
    let read = reading(
        MILESTONES,
        &xlsb(&[("Plan", false, &rows), ("Mehr", false, &notes)]),
    );
    let same = reading(MILESTONES, &csv(&rows));
    for attribute in ["id", "title.de", "goal"] {
        assert_eq!(
            column(&read, attribute),
            column(&same, attribute),
            "{attribute}"
        );
    }
    assert_eq!(column(&read, "title.de")[0], "Plätze für Ältere – größer");
    let told = told(&read);
    assert_eq!(told.get(codes::OLD_FORMAT), Some(&1), "{told:?}");
    assert_eq!(told.get(codes::UNREAD_SHEET), Some(&1), "{told:?}");
}

#[test]
fn a_hidden_sheet_of_it_is_not_the_first() {
    let old = table(&[
        ["Nr", "Titel", "Ziel"],
        ["1", "Alt", "1"],
        ["2", "Alt", "2"],
    ]);
    let new = table(&[
        ["Nr", "Titel", "Ziel"],
        ["1", "Neu", "1"],
        ["2", "Neu", "2"],
    ]);
    let read = reading(
        MILESTONES,
        &xlsb(&[("Alt", true, &old), ("Neu", false, &new)]),
    );
    assert_eq!(column(&read, "title.de"), ["Neu", "Neu"]);
}

#[test]
fn one_that_is_cut_off_is_named() {
    let rows = table(&[
        ["Nr", "Titel", "Ziel"],
        ["1", "Neu", "1"],
        ["2", "Neu", "2"],
    ]);
    let whole = xlsb(&[("Neu", false, &rows)]);
    let (code, _) = refusal(MILESTONES, &whole[..whole.len() / 2]);
    assert_eq!(code, "damaged");
    // A book without its sheets.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.bin", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(&[0x83, 1, 0]).unwrap();
    let cut = zip.finish().unwrap().into_inner();
    let (code, words) = refusal(MILESTONES, &cut);
    assert_eq!(code, "damaged");
    assert!(words.contains("XLSB"), "{words}");
    assert!(read_is_safe(&whole));
}

/// Whatever byte is another one, it is read or refused.
fn read_is_safe(whole: &[u8]) -> bool {
    (0..whole.len()).step_by(7).all(|at| {
        let mut bytes = whole.to_vec();
        bytes[at] ^= 0x55;
        read(MILESTONES, &bytes).is_ok() || read(MILESTONES, &bytes).is_err()
    })
}
