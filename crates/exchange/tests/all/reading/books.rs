// SPDX-License-Identifier: EUPL-1.2
//! Spreadsheets: what they show, and what they hide.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use wegmarke_domain::finding::codes;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{MEASURES, MILESTONES, column, read, reading, refusal, told};

fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn row(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, text) in (0_u16..).zip(cells) {
        if !text.is_empty() {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
}

fn format(code: &str) -> Format {
    Format::new().set_num_format(code)
}

fn day(text: &str) -> ExcelDateTime {
    ExcelDateTime::parse_from_str(text).unwrap()
}

/// The same file with a part written anew.
fn changed(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = Vec::new();
        file.read_to_end(&mut text).unwrap();
        if name == part {
            text = change(String::from_utf8(text).unwrap()).into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&text).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:automatic-styles>{styles}\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet>\
         </office:body></office:document-content>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("content.xml", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(xml.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn text_cells(cells: &[&str]) -> String {
    let cells = cells.iter().map(|text| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    });
    cells.collect()
}

fn text_row(cells: &[&str]) -> String {
    format!("<table:table-row>{}</table:table-row>", text_cells(cells))
}

#[test]
fn numbers_are_read_as_they_are_shown() {
    let file = book(|sheet| {
        row(sheet, 0, &["Nr", "Titel", "Ziel", "Frist", "Hinweis"]);
        for (at, (code, number, goal)) in [
            ("0.00", 1.1, ("0 %", 0.255)),
            ("000", 7.0, ("#,##0.00 \"€\"", 1234.5)),
            ("General", 2.0, ("0.000", 1.234)),
        ]
        .into_iter()
        .enumerate()
        {
            let at = u32::try_from(at).unwrap() + 1;
            sheet
                .write_number_with_format(at, 0, number, &format(code))
                .unwrap();
            sheet.write_string(at, 1, "T").unwrap();
            sheet
                .write_number_with_format(at, 2, goal.1, &format(goal.0))
                .unwrap();
            sheet
                .write_number_with_format(at, 4, 0.5, &format("0%"))
                .unwrap();
        }
        for (at, (code, text)) in [
            ("dd.mm.yyyy hh:mm", "2026-12-31T14:30:00"),
            ("mmmm yyyy", "2026-06-01"),
            ("yyyy", "2026-01-01"),
        ]
        .into_iter()
        .enumerate()
        {
            let at = u32::try_from(at).unwrap() + 1;
            sheet
                .write_datetime_with_format(at, 3, day(text), &format(code))
                .unwrap();
        }
    });
    let reading = reading(MILESTONES, &file);
    assert_eq!(column(&reading, "id"), ["1.10", "007", "2"]);
    assert_eq!(column(&reading, "goal"), ["25.5 %", "1234.50", "1.234"]);
    assert_eq!(
        column(&reading, "due"),
        ["2026-12-31T14:30:00", "2026-06", "2026"]
    );
    assert_eq!(column(&reading, "note.de"), ["50 %"; 3]);
    assert_eq!(told(&reading), BTreeMap::new());
}

#[test]
fn numbers_shown_in_millions_are_told() {
    let file = book(|sheet| {
        row(sheet, 0, &["Nr", "Titel", "Ziel", "Einheit"]);
        row(sheet, 1, &["1", "T", "", "Mio. Euro"]);
        let millions = format("#,##0.0,,\" Mio.\"");
        sheet
            .write_number_with_format(1, 2, 12_500_000, &millions)
            .unwrap();
    });
    let of_xlsx = reading(MILESTONES, &file);
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"12500000\"><text:p>12,5 Mio.</text:p></table:table-cell>";
    let table = format!(
        "<table:table table:name=\"T\">{}<table:table-row>{}{cell}</table:table-row></table:table>",
        text_row(&["Nr", "Titel", "Ziel"]),
        text_cells(&["1", "T"]),
    );
    let of_ods = reading(MILESTONES, &ods("", &table));
    for reading in [of_xlsx, of_ods] {
        assert_eq!(column(&reading, "goal"), ["12.5"]);
        assert_eq!(told(&reading), BTreeMap::from([(codes::SCALED_NUMBER, 1)]));
    }
}

#[test]
fn days_where_none_belong_are_told_once() {
    let file = book(|sheet| {
        row(sheet, 0, &["Nr", "Titel"]);
        for at in 1..4 {
            let month = format!("2026-0{at}-01");
            sheet
                .write_datetime_with_format(at, 0, day(&month), &self::format("dd. mmm"))
                .unwrap();
            sheet.write_string(at, 1, "T").unwrap();
        }
    });
    let of_xlsx = reading(MEASURES, &file);
    let cell = "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-01-01\"><text:p>01. Jan</text:p></table:table-cell>";
    let table = format!(
        "<table:table table:name=\"T\">{}<table:table-row>{cell}{}</table:table-row></table:table>",
        text_row(&["Nr", "Titel"]),
        text_cells(&["T"]),
    );
    let of_ods = reading(MEASURES, &ods("", &table));
    for reading in [of_xlsx, of_ods] {
        assert_eq!(told(&reading), BTreeMap::from([(codes::DAY_FOR_NUMBER, 1)]));
    }
}

#[test]
fn days_from_1904() {
    let file = book(|sheet| {
        row(sheet, 0, &["Nr", "Titel", "Frist"]);
        for (at, (code, number)) in [
            ("dd.mm.yyyy", 44_925.0),
            ("General", 44_925.0),
            ("dd.mm.yyyy hh:mm", 44_925.604_166),
        ]
        .into_iter()
        .enumerate()
        {
            let at = u32::try_from(at).unwrap() + 1;
            row(sheet, at, &[&at.to_string(), "T"]);
            sheet
                .write_number_with_format(at, 2, number, &format(code))
                .unwrap();
        }
    });
    let file = changed(&file, "xl/workbook.xml", |xml| {
        xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    let due = column(&reading(MILESTONES, &file), "due");
    assert!(
        due.iter().all(|due| due.starts_with("2026-12-31")),
        "{due:?}"
    );
}

#[test]
fn merged_cells_hold_for_all_their_rows() {
    let file = book(|sheet| {
        row(sheet, 0, &["Nr", "Titel", "Amt"]);
        for (at, title) in (1..).zip(["Eins", "Zwei", "", "Drei"]) {
            row(
                sheet,
                at,
                &[if title.is_empty() { "" } else { title }, title],
            );
        }
        let plain = Format::new();
        sheet.merge_range(1, 2, 2, 2, "BMAS", &plain).unwrap();
        sheet
            .merge_range(3, 0, 3, 2, "Zwischentitel", &plain)
            .unwrap();
    });
    let of_xlsx = reading(MEASURES, &file);
    let spans = |rows: u32, columns: u32, text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"{rows}\" table:number-columns-spanned=\"{columns}\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let table = format!(
        "<table:table table:name=\"T\">{}\
         <table:table-row>{}{}</table:table-row>\
         <table:table-row>{}<table:covered-table-cell/></table:table-row>\
         <table:table-row>{}</table:table-row>{}</table:table>",
        text_row(&["Nr", "Titel", "Amt"]),
        text_cells(&["Eins", "Eins"]),
        spans(2, 1, "BMAS"),
        text_cells(&["Zwei", "Zwei"]),
        spans(1, 3, "Zwischentitel"),
        text_row(&["Drei", "Drei", ""]),
    );
    let of_ods = reading(MEASURES, &ods("", &table));
    for reading in [of_xlsx, of_ods] {
        assert_eq!(column(&reading, "lead"), ["BMAS", "BMAS", "", ""]);
        assert_eq!(told(&reading), BTreeMap::from([(codes::MERGED_CELLS, 1)]));
        assert_eq!(reading.doubts[0].row, Some(4));
    }
}

#[test]
fn a_sheet_that_nobody_sees_is_not_taken_for_the_first() {
    let mut workbook = Workbook::new();
    let old = workbook.add_worksheet().set_name("Alt").unwrap();
    row(old, 0, &["Nr", "Titel"]);
    row(old, 1, &["9", "Überholt"]);
    old.set_hidden(true);
    let sheet = workbook.add_worksheet().set_name("Neu").unwrap();
    row(sheet, 0, &["Nr", "Titel"]);
    row(sheet, 1, &["1", "Beratung"]);
    sheet.set_active(true);
    row(
        workbook.add_worksheet().set_name("Legende").unwrap(),
        0,
        &["x"],
    );
    workbook.add_worksheet().set_name("Leer").unwrap();
    let of_xlsx = workbook.save_to_buffer().unwrap();
    let styles = "<style:style style:name=\"h\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
    let table = |name: &str, style: &str, rows: &[String]| {
        format!(
            "<table:table table:name=\"{name}\" table:style-name=\"{style}\">{}</table:table>",
            rows.concat()
        )
    };
    let tables = [
        table(
            "Alt",
            "h",
            &[text_row(&["Nr", "Titel"]), text_row(&["9", "Überholt"])],
        ),
        table(
            "Neu",
            "v",
            &[text_row(&["Nr", "Titel"]), text_row(&["1", "Beratung"])],
        ),
        table("Legende", "v", &[text_row(&["x"])]),
        table("Leer", "v", &[]),
    ];
    let of_ods = ods(styles, &tables.concat());
    for file in [&of_xlsx, &of_ods] {
        let met = reading(MEASURES, file);
        assert_eq!(column(&met, "title.de"), ["Beratung"]);
        let sheets: Vec<&str> = met
            .doubts
            .iter()
            .map(|doubt| &*doubt.args["sheet"])
            .collect();
        assert_eq!(sheets, ["Alt", "Legende"]);
        let ignoring = MEASURES.replace(
            "file = \"*\"",
            "file = \"*\"\nignore_sheets = [\"Leg*\", \"Alt\"]",
        );
        assert_eq!(told(&reading(&ignoring, file)), BTreeMap::new());
        let named = ignoring.replace("file = \"*\"", "file = \"*\"\nsheet = \"Alt\"");
        let met = reading(&named, file);
        assert_eq!(column(&met, "title.de"), ["Überholt"]);
        assert_eq!(
            told(&met),
            BTreeMap::from([(codes::HIDDEN_SHEET, 1), (codes::UNREAD_SHEET, 1)])
        );
    }
}

#[test]
fn what_is_hidden_in_a_sheet_is_told() {
    let file = book(|sheet| {
        row(sheet, 0, &["Nr", "Titel", "Amt", "intern"]);
        for at in 1..5 {
            row(sheet, at, &[&at.to_string(), "T", "A", "x"]);
        }
        sheet.set_row_hidden(2).unwrap();
        sheet.set_row_hidden(4).unwrap();
        sheet.set_column_hidden(2).unwrap();
        sheet.set_column_hidden(3).unwrap();
    });
    let of_xlsx = reading(
        &MEASURES.replace("file = \"*\"", "file = \"*\"\nignore = [\"intern\"]"),
        &file,
    );
    let rows = [
        text_row(&["Nr", "Titel", "Amt"]),
        text_row(&["1", "T", "A"]),
        text_row(&["2", "T", "A"]).replace(
            "<table:table-row>",
            "<table:table-row table:visibility=\"filter\">",
        ),
        text_row(&["3", "T", "A"]),
        text_row(&["4", "T", "A"]).replace(
            "<table:table-row>",
            "<table:table-row table:visibility=\"collapse\">",
        ),
    ];
    let columns = "<table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:visibility=\"collapse\"/>";
    let table = format!(
        "<table:table table:name=\"T\">{columns}{}</table:table>",
        rows.concat()
    );
    let of_ods = reading(MEASURES, &ods("", &table));
    for reading in [of_xlsx, of_ods] {
        assert_eq!(reading.drafts.len(), 4);
        assert_eq!(
            told(&reading),
            BTreeMap::from([(codes::HIDDEN_ROWS, 1), (codes::HIDDEN_COLUMNS, 1)])
        );
        let mut doubts = reading.doubts.iter();
        let rows = doubts
            .find(|doubt| doubt.code == codes::HIDDEN_ROWS)
            .unwrap();
        assert_eq!(rows.args["rows"], "3, 5");
        let columns = reading
            .doubts
            .iter()
            .find(|doubt| doubt.code == codes::HIDDEN_COLUMNS);
        assert_eq!(columns.unwrap().args["words"], "Amt");
    }
}

#[test]
fn addresses_behind_links_are_kept() {
    let file = book(|sheet| {
        row(sheet, 0, &["Nr", "Titel", "Link"]);
        row(sheet, 1, &["1", "T"]);
        sheet
            .write_url_with_text(1, 2, "https://example.org/m1", "hier")
            .unwrap();
        row(sheet, 2, &["2", "T", "https://example.org/m2"]);
    });
    let of_xlsx = reading(MEASURES, &file);
    let cell = "<table:table-cell office:value-type=\"string\"><text:p><text:a xlink:href=\"https://example.org/m1\">hier</text:a></text:p></table:table-cell>";
    let table = format!(
        "<table:table table:name=\"T\">{}<table:table-row>{}{cell}</table:table-row>{}</table:table>",
        text_row(&["Nr", "Titel", "Link"]),
        text_cells(&["1", "T"]),
        text_row(&["2", "T", "https://example.org/m2"]),
    );
    let of_ods = reading(MEASURES, &ods("", &table));
    for reading in [of_xlsx, of_ods] {
        let addresses = ["https://example.org/m1", "https://example.org/m2"];
        assert_eq!(column(&reading, "source.url"), addresses);
        assert_eq!(told(&reading), BTreeMap::new());
    }
    // As a column of its own; and told where nobody reads it.
    let own = MILESTONES.replace("\"Hinweis\"", "\"Link (link)\"");
    assert_eq!(
        column(&reading(&own, &file), "note.de"),
        ["https://example.org/m1", ""]
    );
    let unmapped = reading(MILESTONES, &file);
    let names: Vec<_> = unmapped
        .doubts
        .iter()
        .map(|doubt| doubt.column.as_deref().unwrap())
        .collect();
    assert_eq!(names, ["Link", "Link (link)"]);
}

#[test]
fn locked_and_other_documents_are_named() {
    let zip = |parts: &[(&str, &str)]| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let manifest = ("META-INF/manifest.xml", "<manifest:encryption-data/>");
    for (parts, code, words) in [
        (&[("content.xml", "x"), manifest][..], "locked", "password"),
        (
            &[("word/document.xml", "x")],
            "not_a_table",
            "a Word document",
        ),
        (
            &[("ppt/presentation.xml", "x")],
            "not_a_table",
            "a presentation",
        ),
        (&[("Index/Document.iwa", "x")], "not_a_table", "Numbers"),
        (
            &[
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("content.xml", "<a/>"),
            ],
            "not_a_table",
            "a text document",
        ),
    ] {
        let (met, message) = refusal(MEASURES, &zip(parts));
        assert_eq!(met, code, "{message}");
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn a_cover_is_not_taken_for_the_table() {
    let mut workbook = Workbook::new();
    row(
        workbook.add_worksheet().set_name("Deckblatt").unwrap(),
        0,
        &["Aktionsplan", "2026"],
    );
    let sheet = workbook.add_worksheet().set_name("Liste").unwrap();
    row(sheet, 0, &["Nr", "Titel"]);
    row(sheet, 1, &["1", "Beratung"]);
    let met = reading(MEASURES, &workbook.save_to_buffer().unwrap());
    assert_eq!(column(&met, "title.de"), ["Beratung"]);
    assert_eq!(met.doubts[0].args["sheet"], "Deckblatt");
}

#[test]
fn titles_above_the_headings_of_a_sheet() {
    let file = book(|sheet| {
        row(sheet, 0, &["Nationaler Aktionsplan – Maßnahmen"]);
        row(sheet, 1, &["Stand: 01.03.2026"]);
        row(sheet, 3, &["Nr", "Titel", "Amt"]);
        row(sheet, 4, &["1", "Beratung", "BMAS"]);
    });
    let met = reading(MEASURES, &file);
    assert_eq!(column(&met, "lead"), ["BMAS"]);
    assert_eq!(told(&met), BTreeMap::from([(codes::TITLE_LINES, 1)]));
    assert_eq!(met.doubts[0].args["rows"], "1, 2");
    assert!(read(MEASURES, &book(|sheet| row(sheet, 3, &["Titel"]))).is_err());
}

/// Saved by LibreOffice as Excel 97 to 2003.
const OLD: &[u8] = include_bytes!("alt.xls");

#[test]
fn old_excel_files_are_read() {
    let met = reading(MILESTONES, OLD);
    assert_eq!(
        column(&met, "title.de"),
        ["Beratung ausbauen", "Maßnahme „Ältere“"]
    );
    assert_eq!(column(&met, "goal"), ["12", "1.5"]);
    assert_eq!(column(&met, "due"), ["2026-12-31", "2027-06-30"]);
    assert_eq!(
        told(&met),
        BTreeMap::from([(codes::OLD_FORMAT, 1), (codes::UNMAPPED_COLUMN, 1)])
    );
    for length in (0..OLD.len()).step_by(211) {
        // The last sector holds nothing: it may be missing.
        if let Ok(cut) = read(MILESTONES, &OLD[..length]) {
            assert_eq!(cut.drafts, met.drafts, "{length}");
        }
    }
}

#[test]
fn other_office_files_of_old_are_named() {
    // The names of streams stand in the directory as UTF-16.
    let renamed = |name: &str| {
        let wide = |text: &str| {
            text.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>()
        };
        let old = wide("Workbook");
        let at = OLD.windows(old.len()).position(|part| part == old).unwrap();
        let mut file = OLD.to_vec();
        file[at..at + 40].fill(0);
        let new = wide(name);
        file[at..at + new.len()].copy_from_slice(&new);
        file
    };
    for (name, code, words) in [
        ("EncryptedPackage", "locked", "password"),
        ("WordDocument", "not_a_table", "a Word document"),
        ("Contents", "not_a_table", "an Office file"),
    ] {
        let (met, message) = refusal(MILESTONES, &renamed(name));
        assert_eq!(met, code, "{message}");
        assert!(message.contains(words), "{message}");
    }
}
