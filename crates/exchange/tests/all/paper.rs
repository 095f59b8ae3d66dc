// SPDX-License-Identifier: EUPL-1.2
//! Tables of text documents, from their XML.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::io::{Cursor, Write as _};
use std::path::Path;

use wegmarke_exchange::paper::grid::{Cause, Kind, Known, Reading};
use wegmarke_exchange::paper::read_tables;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn read(name: &str, bytes: &[u8]) -> Reading {
    // No process is started for these.
    read_tables(name, bytes, Path::new("/none"), &Known::default()).unwrap()
}

/// What both documents below say.
fn is_right(reading: &Reading) {
    assert_eq!(reading.tables.len(), 1);
    let table = &reading.tables[0];
    assert_eq!(table.kind, Kind::Document);
    let titles: Vec<&str> = table.columns.iter().map(|column| &*column.title).collect();
    assert_eq!(titles, ["Nr.", "Maßnahme", "Federführung"]);
    let texts: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| &*cell.text).collect())
        .collect();
    assert_eq!(
        texts,
        [
            ["1.1", "Beratung & Schutz\nfür alle", "BMI"],
            ["1.2", "Fort- und Weiterbildung", "BMI"],
            ["1.4", "Innen außen", "BMI"],
        ]
    );
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.headings == ["Handlungsfeld I", "Ziel A"])
    );
    let has = |cause| {
        reading
            .findings
            .iter()
            .any(|finding| finding.cause == cause)
    };
    assert!(has(Cause::TrackedChanges) && has(Cause::NestedTable) && has(Cause::NumberGap));
    let account = reading.account;
    assert_eq!(
        account.read,
        account.in_tables + account.in_headings + account.beside
    );
}

#[test]
fn a_docx_with_merged_cells_repeated_heads_and_tracked_changes() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let merged = |kind: &str, text: &str| {
        format!(
            "<w:tc><w:tcPr><w:vMerge{kind}/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        )
    };
    let head = ["Nr.", "Maßnahme", "Federführung"].map(cell).concat();
    let document = format!(
        "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"H1\"/></w:pPr><w:r><w:t>Handlungsfeld I</w:t></w:r></w:p>\
         <w:p><w:r><w:t>Other words.</w:t></w:r></w:p><w:tbl>\
         <w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>\
         <w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"3\"/></w:tcPr><w:p><w:r><w:t>Ziel A</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr>{}<w:tc><w:p><w:r><w:t>Bera</w:t></w:r><w:r><w:t>tung &amp; Schutz</w:t></w:r></w:p>\
         <w:p><w:r><w:t>für</w:t></w:r><w:del><w:r><w:delText>manche</w:delText></w:r></w:del>\
         <w:ins><w:r><w:t xml:space=\"preserve\"> alle</w:t></w:r></w:ins></w:p></w:tc>{}</w:tr>\
         <w:tr><w:trPr><w:del/></w:trPr>{}{}{}</w:tr>\
         <w:tr>{}{}{}</w:tr>\
         <w:tr>{}<w:tc><w:p><w:r><w:t>Innen</w:t></w:r></w:p>\
         <w:tbl><w:tr>{}</w:tr></w:tbl><w:p/></w:tc>{}</w:tr></w:tbl></w:body></w:document>",
        cell("1.1"),
        merged(" w:val=\"restart\"", "BMI"),
        cell("1.9"),
        cell("Gestrichen"),
        cell("AA"),
        cell("1.2"),
        cell("Fort- und Weiterbildung"),
        merged("", ""),
        cell("1.4"),
        cell("außen"),
        merged("", ""),
    );
    let styles = "<w:styles><w:style w:styleId=\"H1\"><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style></w:styles>";
    let bytes = packed(&[
        ("word/document.xml", &document),
        ("word/styles.xml", styles),
    ]);
    let mut reading = read("plan.docx", &bytes);
    // A table in a cell is told on a line of its own.
    joined(&mut reading);
    is_right(&reading);
}

#[test]
fn an_odt_with_merged_cells_repeated_heads_and_tracked_changes() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let head = ["Nr.", "Maßnahme", "Federführung"].map(cell).concat();
    let document = format!(
        "<office:document-content><office:body><office:text><text:tracked-changes><text:changed-region>\
         <text:deletion><text:p>manche</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:h text:outline-level=\"1\">Handlungsfeld I</text:h><text:p>Other words.</text:p><table:table>\
         <table:table-header-rows><table:table-row>{head}</table:table-row></table:table-header-rows>\
         <table:table-row><table:table-cell table:number-columns-spanned=\"3\"><text:p>Ziel A</text:p></table:table-cell>\
         <table:covered-table-cell table:number-columns-repeated=\"2\"/></table:table-row>\
         <table:table-row>{}<table:table-cell><text:p>Beratung &amp; <text:span>Schutz</text:span></text:p>\
         <text:p>für<text:change text:change-id=\"c\"/><text:s/>alle<text:note><text:note-body><text:p>A note.</text:p>\
         </text:note-body></text:note></text:p></table:table-cell>\
         <table:table-cell table:number-rows-spanned=\"3\"><text:p>BMI</text:p></table:table-cell></table:table-row>\
         <table:table-row>{}{}<table:covered-table-cell/></table:table-row>\
         <table:table-row>{}<table:table-cell><text:p>Innen</text:p>\
         <table:table><table:table-row>{}</table:table-row></table:table></table:table-cell>\
         <table:covered-table-cell/></table:table-row></table:table></office:text></office:body></office:document-content>",
        cell("1.1"),
        cell("1.2"),
        cell("Fort- und Weiterbildung"),
        cell("1.4"),
        cell("außen"),
    );
    let kind = "application/vnd.oasis.opendocument.text";
    let bytes = packed(&[("mimetype", kind), ("content.xml", &document)]);
    let mut reading = read("plan.odt", &bytes);
    joined(&mut reading);
    is_right(&reading);
}

/// Lines of the last row's measure as one: where the inner table stands is not what is compared.
fn joined(reading: &mut Reading) {
    let cell = reading.tables[0]
        .rows
        .last_mut()
        .map(|row| &mut row.cells[1]);
    if let Some(cell) = cell {
        cell.text = cell.text.replace('\n', " ");
    }
}

#[test]
fn other_files_are_named() {
    let none = Path::new("/none");
    for (bytes, code) in [
        (&b"plain words"[..], "unknown-kind"),
        (&packed(&[("x.txt", "x")])[..], "unknown-kind"),
        (&b""[..], "empty"),
        (&b"%PDF-1.7 but nobody to read it"[..], "broken"),
    ] {
        let error = read_tables("file", bytes, none, &Known::default()).unwrap_err();
        assert_eq!(error.code(), code);
    }
}

/// A glossary behind the list has as many columns, and is another table.
#[test]
fn a_small_table_with_another_head_is_a_table_of_its_own() {
    let tables: [&[&[&str]]; 4] = [
        &[
            &["Nr.", "Maßnahme", "Federführung"],
            &["1", "Beratung ausbauen", "BMAS"],
            &["2", "Leitfaden erstellen", "BMFSFJ"],
            &["3", "Studie vergeben", "BMI"],
        ],
        // The same list goes on in a table of its own, without its head.
        &[&["4", "Netz aufbauen", "BMI"], &["5", "Fonds", "BMF"]],
        &[
            &["Abkürzung", "Bedeutung", "Sitz"],
            &[
                "BMAS",
                "Bundesministerium für Arbeit und Soziales",
                "Berlin",
            ],
            &["BMI", "Bundesministerium des Innern", "Berlin"],
        ],
        &[&["Stand", "Mai 2026"], &["Auflage", "zweite"]],
    ];
    let write = |cell: &dyn Fn(&str) -> String, [row, table]: [&str; 2]| -> String {
        let tables = tables.iter().map(|rows| {
            let rows: String = rows
                .iter()
                .map(|cells| {
                    let cells: String = cells.iter().map(|text| cell(text)).collect();
                    format!("<{row}>{cells}</{row}>")
                })
                .collect();
            format!("<{table}>{rows}</{table}>")
        });
        tables.collect::<Vec<_>>().join("<w:p/>")
    };
    let word = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let docx = write(&word, ["w:tr", "w:tbl"]);
    let docx = packed(&[
        (
            "word/document.xml",
            &format!("<w:document><w:body>{docx}</w:body></w:document>"),
        ),
        ("word/styles.xml", "<w:styles/>"),
    ]);
    let open = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let odt = write(&open, ["table:table-row", "table:table"]).replace("<w:p/>", "<text:p/>");
    let odt = format!(
        "<office:document-content><office:body><office:text>{odt}</office:text></office:body></office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.text";
    let odt = packed(&[("mimetype", kind), ("content.xml", &odt)]);
    for (name, bytes) in [("plan.docx", docx), ("plan.odt", odt)] {
        let reading = read(name, &bytes);
        let rows: Vec<usize> = reading
            .tables
            .iter()
            .map(|table| table.rows.len())
            .collect();
        assert_eq!(rows, [5, 3, 2]);
        let unknown = reading
            .findings
            .iter()
            .filter(|one| one.cause == Cause::HeadUnknown);
        assert_eq!(unknown.count(), 2);
    }
}
