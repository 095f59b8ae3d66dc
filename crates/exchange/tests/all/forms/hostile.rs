// SPDX-License-Identifier: EUPL-1.2
//! Forms that cannot be written, and files that are no forms.

use std::io::{Cursor, Write as _};

use jiff::civil::date;
use wegmarke_exchange::form::{Cell, Column, ColumnKind, Form, FormError, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::sample::{self, assert_untouched, column, form, label, row};

use crate::told::words;

fn refusal(form: &Form) -> FormError {
    let (xlsx, ods) = (form.to_xlsx().unwrap_err(), form.to_ods().unwrap_err());
    assert_eq!(xlsx.to_string(), ods.to_string());
    xlsx
}

#[test]
fn all_cells_that_do_not_fit_are_told() {
    let long = "x".repeat(1024 * 1024);
    let mut form = sample::sample();
    form.rows[1].cells[1] = Some(Cell::Text(long.clone()));
    form.rows[2].cells[2] = Some(Cell::Choice("gone".to_owned()));
    form.rows[3].cells[3] = Some(Cell::Date(date(1905, 12, 31)));
    form.rows[4].cells[4] = Some(Cell::Text("7".to_owned()));
    form.help[0].text = long;
    let error = refusal(&form);
    assert_eq!(error.code(), "form_cells");
    let told = words(&error.message());
    for words in [
        "row 4, column “Was wurde getan?”: a text of 1048576 characters, where a cell takes 32767",
        "row 5, column “Stand”: “gone”, which is none of the choices",
        "row 6, column “Fällig am”: 1905-12-31, a day before 1906",
        "row 7, column “Mittel in Mio. Euro”: a value of another kind",
        "row 2, column “Hilfe”: a text of 1048576",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[test]
fn the_longest_text_fits_as_excel_counts() {
    let columns = || vec![column("text", "Text", ColumnKind::Text { multiline: true })];
    // 𝔘 counts twice.
    for (longest, more) in [("ä".repeat(32_767), "ä"), ("𝔘".repeat(16_383), "𝔘")] {
        let fits = form(
            columns(),
            vec![row("a", vec![Some(Cell::Text(longest.clone()))])],
        );
        assert_untouched(&fits, &fits.to_xlsx().unwrap());
        assert_untouched(&fits, &fits.to_ods().unwrap());
        let longer = format!("{longest}{more}");
        let error = refusal(&form(
            columns(),
            vec![row("a", vec![Some(Cell::Text(longer))])],
        ));
        assert!(words(&error.message()).contains("row 3"), "{error}");
    }
}

#[test]
fn names_that_would_not_be_found_again() {
    type Change = fn(&mut Form);
    let changes: [(Change, &str); 8] = [
        (
            |form| form.columns[1].key = "state".into(),
            "key “state” of the form is there twice",
        ),
        (
            |form| form.columns[1].key = "_id".into(),
            "key “_id” of the form is reserved",
        ),
        (
            |form| form.columns[1].key = " ".into(),
            "key “ ” of the form is blank",
        ),
        (
            |form| form.rows[1].id = "0042".into(),
            "id “0042” of the form is there twice",
        ),
        (|form| form.rows[1].id = "a\u{1}".into(), "is not clean"),
        (|form| form.rows[1].id = "_heading".into(), "is reserved"),
        (
            |form| form.rows[1].revision = Some("a ".into()),
            "revision “a ” of the form is not clean",
        ),
        (
            |form| {
                form.columns[2].kind = ColumnKind::Choice {
                    choices: vec![
                        ("a".into(), label("Ja", &[])),
                        ("b".into(), label(" JA ", &[])),
                    ],
                };
            },
            "label “ja” of the form is there twice",
        ),
    ];
    for (change, words) in changes {
        let mut form = sample::sample();
        change(&mut form);
        let error = refusal(&form);
        assert_eq!(error.code(), "form_name");
        assert!(
            crate::told::words(&error.message()).contains(words),
            "{words}: {error}"
        );
    }
}

#[test]
fn forms_too_large_to_come_back() {
    let many = |count: usize| {
        (0..count)
            .map(|at| row(&at.to_string(), vec![None]))
            .collect()
    };
    let columns = || vec![column("text", "Text", ColumnKind::Text { multiline: true })];
    let error = refusal(&form(columns(), many(40_000)));
    assert_eq!(
        words(&error.message()),
        "the form has more than 100000 cells; split it into several forms"
    );
    let keys = (0..201)
        .map(|at| column(&format!("k{at}"), "x", ColumnKind::Date))
        .collect();
    assert_eq!(refusal(&form(keys, Vec::new())).code(), "form_too_many");
    let uneven = form(columns(), vec![row("a", Vec::new())]);
    assert_eq!(
        words(&refusal(&uneven).message()),
        "row 3 of the form has 0 cells for 1 columns"
    );
    // The largest blank form packs best; it must not be taken for a bomb.
    let wide: Vec<Column> = (0..200)
        .map(|at| column(&format!("k{at}"), "x", ColumnKind::Date))
        .collect();
    let rows = (0..495).map(|at| row(&at.to_string(), vec![None; 200]));
    let largest = form(wide, rows.collect());
    let read = read("largest.ods", &largest.to_ods().unwrap());
    assert_eq!(read.unwrap().stamp, largest.stamp);
}

// --- files that are no forms ---

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn ods(sheets: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet>\
         {sheets}</office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[("content.xml", xml.as_bytes())])
}

#[test]
fn files_that_are_no_forms() {
    let mut other = rust_xlsxwriter::Workbook::new();
    other
        .add_worksheet()
        .write_string(0, 0, "Maßnahme")
        .unwrap();
    let stamp = "<table:table table:name=\"s\"><table:table-row><table:table-cell>\
        <text:p>_form</text:p></table:table-cell></table:table-row></table:table>";
    let bomb = archive(&[("content.xml", &vec![b' '; 17 * 1024 * 1024])]);
    let whole = sample::sample().to_ods().unwrap();
    let files: [(&[u8], &str, &str); 10] = [
        (b"", "empty", "empty"),
        (b"Nr;Stand\n1;offen\n", "not_a_form", "it is a plain text"),
        (b"%PDF-1.7", "not_a_form", "it is a PDF document"),
        (
            b"\xD0\xCF\x11\xE0",
            "not_a_form",
            "an old Excel or Word file",
        ),
        (
            &archive(&[("word/document.xml", b"<w/>")]),
            "not_a_form",
            "a Word document",
        ),
        (
            &other.save_to_buffer().unwrap(),
            "not_a_form",
            "its hidden sheet is missing",
        ),
        (&ods(stamp), "not_a_form", "its hidden sheet is missing"),
        (&bomb, "zip_claims_too_much", "nothing was unpacked"),
        (&whole[..whole.len() / 2], "damaged", "damaged or cut off"),
        (&vec![b'P'; 17 * 1024 * 1024], "too_large", "16777216"),
    ];
    for (bytes, code, words) in files {
        let error = read("bericht.ods", bytes).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        let told = crate::told::words(&error.message());
        assert!(
            told.contains(words) && told.contains("bericht.ods"),
            "{words}: {told}"
        );
    }
}

#[test]
fn repeated_cells_cost_nothing_and_end_early() {
    let full = "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"9000\">\
        <table:table-cell table:number-columns-repeated=\"100\"><text:p>x</text:p></table:table-cell>\
        </table:table-row></table:table>";
    // Each sheet alone would be allowed.
    let error = read("f.ods", &ods(&full.repeat(2))).unwrap_err();
    assert_eq!(error.code(), "too_many", "{error}");
    let blank = "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1048576\">\
        <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";
    let error = read("f.ods", &ods(&blank.repeat(50))).unwrap_err();
    assert_eq!(error.code(), "not_a_form", "{error}");
}
