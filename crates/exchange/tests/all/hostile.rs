// SPDX-License-Identifier: EUPL-1.2
//! Files as they really come, and files made to do harm: read as meant, or refused with words.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use rust_xlsxwriter::{Formula, Workbook};
use wegmarke_domain::finding::codes;
use wegmarke_exchange::{Profile, ReadError, Reading, read_bytes};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::told::words;

const TABLE: &str = r#"
name = "t"
language = "de"
complete = false
[[table]]
file = "*"
[[table.record]]
noun = "measure"
[table.record.columns]
"plan" = "Plan"
"title.de" = "Maßnahme"
"note.de" = { column = "Notiz", optional = true }
"#;

const TREE: &str = r#"
name = "t"
language = "de"
complete = false
[[tree]]
file = "*"
children = "children"
[[tree.record]]
noun = "measure"
[tree.record.columns]
"title.de" = "title"
"plan" = { column = "root.title", optional = true }
"#;

fn reading(bytes: &[u8]) -> Result<Reading, ReadError> {
    read_bytes("t.csv", bytes, &Profile::parse(TABLE, "t.toml").unwrap())
}

fn tree(text: &str) -> Result<Reading, ReadError> {
    read_bytes(
        "t.json",
        text.as_bytes(),
        &Profile::parse(TREE, "t.toml").unwrap(),
    )
}

fn titles(bytes: &[u8]) -> Vec<(u32, String)> {
    let reading = reading(bytes).unwrap_or_else(|error| panic!("{error}"));
    let titles = reading.drafts.iter().map(|draft| {
        let mut cells = draft.cells.iter();
        let title = cells.find(|cell| &*cell.attribute == "title.de").unwrap();
        (draft.row, title.text.clone())
    });
    titles.collect()
}

/// The code and the message of a refusal.
fn refusal(bytes: &[u8]) -> (&'static str, String) {
    let error = reading(bytes).unwrap_err();
    let message = words(&error.message());
    assert!(message.contains("t.csv"), "{message}");
    (error.code(), message)
}

fn assert_refused(bytes: &[u8], code: &str, words: &[&str]) {
    let (met, message) = refusal(bytes);
    assert_eq!(met, code, "{message}");
    for word in words {
        assert!(message.contains(word), "{word} is missing: {message}");
    }
}

const TEXT: &str = "Plan;Maßnahme;Notiz\np;Fürsorge für „Ältere“ – größer;ä\n";

fn mac(text: &str) -> Vec<u8> {
    let byte = |sign: char| {
        (0..=255_u8).find(|byte| {
            let (letter, _) =
                encoding_rs::MACINTOSH.decode_without_bom_handling(std::slice::from_ref(byte));
            letter.chars().eq([sign])
        })
    };
    text.chars().map(|sign| byte(sign).unwrap()).collect()
}

#[test]
fn encodings() {
    let utf16 = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    let marked = format!("\u{feff}{TEXT}");
    let inside = TEXT.replace("Maßnahme", "\u{feff}Maßnahme");
    let files: [Vec<u8>; 7] = [
        TEXT.into(),
        marked.clone().into(),
        inside.into(),
        encoding_rs::WINDOWS_1252.encode(TEXT).0.into(),
        mac(TEXT),
        utf16(&marked)
            .into_iter()
            .flat_map(u16::to_le_bytes)
            .collect(),
        utf16(&marked)
            .into_iter()
            .flat_map(u16::to_be_bytes)
            .collect(),
    ];
    for file in files {
        assert_eq!(
            titles(&file),
            [(2, "Fürsorge für „Ältere“ – größer".to_owned())]
        );
    }
}

#[test]
fn a_lone_return_in_a_file_of_line_feeds_is_text() {
    let met = titles("Plan;Maßnahme\np;eins\rzwei\np;drei\n".as_bytes());
    assert_eq!(met, [(2, "eins\nzwei".to_owned()), (3, "drei".to_owned())]);
    let met = titles("Plan;Maßnahme\rp;eins\rp;zwei\r".as_bytes());
    assert_eq!(met, [(2, "eins".to_owned()), (3, "zwei".to_owned())]);
}

#[test]
fn formulas_are_refused_with_their_place() {
    assert_refused(
        "Plan;Maßnahme\np;a\np;=HYPERLINK(\"x\")\n".as_bytes(),
        "formula",
        &["row 3", "Maßnahme", "=HYPERLINK"],
    );
    assert_refused("Plan;=A1\np;a\n".as_bytes(), "formula", &["row 1", "“2”"]);
    assert_refused(
        &xlsx(|sheet| {
            sheet
                .write_formula(4, 1, Formula::new("=1+1").set_result("2"))
                .unwrap();
        }),
        "formula",
        &["row 5", "Maßnahme", "=1+1"],
    );
    let cell = r#"<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>"#;
    assert_refused(
        &ods(&format!(
            "{HEAD}<table:table-row><table:table-cell/>{cell}</table:table-row>"
        )),
        "formula",
        &["row 2", "Maßnahme", "=1+1"],
    );
}

#[test]
fn what_is_no_table_is_said() {
    for (bytes, code) in [
        (&b""[..], "empty"),
        (b" \r\n\t", "empty"),
        (b"\xEF\xBB\xBF", "empty"),
        (b";;;\n;;;\n", "empty"),
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n", "not_a_table"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "damaged"),
        (b"<!DOCTYPE html><html></html>", "not_a_table"),
        (b"Plan\0;x", "not_a_table"),
        (b"just one word", "not_a_table"),
        (b"PK\x03\x04", "damaged"),
        ("Plan;Maßnahme\np;\"offen\n".as_bytes(), "damaged"),
        (&TEXT.as_bytes()[..TEXT.len() - 2], "damaged"),
        (
            "Plan;Maßnahme;Plan\na;b;c\n".as_bytes(),
            "duplicate_heading",
        ),
        (b"Plan;Foo\na;b\n", "missing_column"),
    ] {
        assert_refused(bytes, code, &[]);
    }
    assert_refused(
        "Plan;Maßnahme;Plan\n".as_bytes(),
        "duplicate_heading",
        &["1", "3", "Plan"],
    );
    assert_refused(
        "Plan;Massnahme\n".as_bytes(),
        "missing_column",
        &["did you mean “Massnahme”"],
    );
}

#[test]
fn wide_tables_and_long_cells() {
    let mut wide = "Plan;Maßnahme".to_owned();
    for at in 0..9_998 {
        let _ = write!(wide, ";c{at}");
    }
    wide.push_str("\np;x\n");
    let met = reading(wide.as_bytes()).unwrap();
    assert_eq!(met.drafts.len(), 1);
    let unmapped = met
        .doubts
        .iter()
        .filter(|one| one.code == codes::UNMAPPED_COLUMN);
    assert_eq!(unmapped.count(), 9_998);

    let long = "x".repeat(1024 * 1024);
    assert_eq!(
        titles(format!("Plan;Maßnahme\np;{long}\n").as_bytes()),
        [(2, long.clone())]
    );
    let text = format!("Plan;Maßnahme\np;a\np;{long}y\n");
    assert_refused(
        text.as_bytes(),
        "cell_too_long",
        &["row 3", "column 2", "1048576"],
    );

    let delimiters = ";".repeat(2_000_000);
    assert_refused(delimiters.as_bytes(), "too_many", &["16384 columns"]);
    let rows = format!("Plan;Maßnahme\n{}", "\n".repeat(1_100_000));
    assert_refused(rows.as_bytes(), "too_many", &["1048576 rows"]);
}

#[test]
fn trees_are_measured_before_they_are_built() {
    let met = tree(r#"[{"title":"a","children":[{"title":"b"}]}]"#).unwrap();
    assert_eq!(met.drafts.len(), 2);
    for (text, code) in [
        (format!("[{}]", vec!["{}"; 200_001].join(",")), "too_many"),
        ("[".repeat(100_000), "too_many"),
        ("{\"children\":[".repeat(60), "too_many"),
        (r#"[{"title":"a""#.to_owned(), "damaged"),
        ("[1,2]".to_owned(), "not_a_table"),
        ("[]".to_owned(), "empty"),
        ("{]".to_owned(), "not_a_table"),
        (
            format!(r#"[{{"title":"{}"}}]"#, "x".repeat(1024 * 1024 + 1)),
            "cell_too_long",
        ),
    ] {
        let error = tree(&text).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
    }
    // The text of a root, once more for each of its children.
    let child = r#"{"title":"b"}"#;
    let children = vec![child; 2_000].join(",");
    let text = format!(
        r#"[{{"title":"{}","children":[{children}]}}]"#,
        "x".repeat(1_000_000)
    );
    assert_eq!(tree(&text).unwrap_err().code(), "too_large");
}

// --- spreadsheets ---

fn xlsx(more: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet();
    let sheet = book.add_worksheet();
    sheet.set_name("Daten").unwrap();
    for (row, cells) in [["Plan", "Maßnahme", "Notiz"], ["p", "Erste", "1"]]
        .iter()
        .enumerate()
    {
        for (column, text) in (0_u16..).zip(cells) {
            sheet
                .write_string(u32::try_from(row).unwrap(), column, *text)
                .unwrap();
        }
    }
    more(sheet);
    book.save_to_buffer().unwrap()
}

const HEAD: &str = "<table:table-row><table:table-cell><text:p>Plan</text:p></table:table-cell>\
    <table:table-cell><text:p>Maßnahme</text:p></table:table-cell></table:table-row>";

fn archive(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

fn ods(rows: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet>\
         <table:table table:name=\"Leer\"/><table:table table:name=\"Daten\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    archive("content.xml", xml.as_bytes())
}

fn row(text: &str, repeated: &str) -> String {
    format!(
        "<table:table-row {repeated}><table:table-cell><text:p>p</text:p></table:table-cell>\
        <table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>"
    )
}

#[test]
fn the_first_sheet_that_is_not_blank_is_read() {
    let file = xlsx(|sheet| {
        sheet.write_string(9, 0, "p").unwrap();
        sheet.write_number(9, 1, 12.0).unwrap();
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("dd.mm.yyyy");
        sheet.write_string(10, 0, "p").unwrap();
        sheet
            .write_datetime_with_format(10, 1, &day, &format)
            .unwrap();
    });
    let want = [(2, "Erste"), (10, "12"), (11, "2026-03-01")];
    assert_eq!(
        titles(&file),
        want.map(|(row, text)| (row, text.to_owned()))
    );
}

#[test]
fn open_document_cells_are_read_as_shown_or_as_typed() {
    let blank = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let note = "Zwei<text:line-break/>Zeilen<text:s text:c=\"2\"/>&amp;<office:annotation><text:p>nein</text:p></office:annotation>";
    let typed = "<table:table-row><table:table-cell><text:p>p</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"float\" office:value=\"1.50\"><text:p>1,5 €</text:p></table:table-cell></table:table-row>";
    let rows = [
        HEAD,
        &row(note, ""),
        &row("x", "table:number-rows-repeated=\"2\""),
        typed,
        blank,
    ]
    .concat();
    let want = [(2, "Zwei\nZeilen  &"), (3, "x"), (4, "x"), (5, "1.5")];
    assert_eq!(
        titles(&ods(&rows)),
        want.map(|(row, text)| (row, text.to_owned()))
    );
}

#[test]
fn repeated_cells_are_counted_before_they_are_repeated() {
    let many = row("x", "table:number-rows-repeated=\"4000000000\"");
    assert_refused(&ods(&[HEAD, &many].concat()), "too_many", &["rows"]);
    let wide = "<table:table-row><table:table-cell table:number-columns-repeated=\"2000000000\"><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_refused(&ods(&[HEAD, wide].concat()), "too_many", &["columns"]);
    let block = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16000\"><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_refused(&ods(&[HEAD, block].concat()), "too_many", &["cells"]);
}

#[test]
fn sheets_are_found_by_name() {
    let named = TABLE.replace("file = \"*\"", "file = \"*\"\nsheet = \"Datum\"");
    let profile = Profile::parse(&named, "t.toml").unwrap();
    for file in [xlsx(|_| ()), ods(HEAD)] {
        let error = read_bytes("t.ods", &file, &profile).unwrap_err();
        assert_eq!(error.code(), "missing_sheet");
        assert!(
            words(&error.message()).contains("did you mean “Daten”"),
            "{error}"
        );
    }
}

#[test]
fn damaged_spreadsheets_are_refused() {
    for file in [xlsx(|_| ()), ods(&[HEAD, &row("x", "")].concat())] {
        assert!(reading(&file).is_ok());
        for length in (0..file.len()).step_by(37) {
            assert!(reading(&file[..length]).is_err(), "{length}");
        }
    }
    assert_refused(&ods("<table:table-row>"), "damaged", &[]);
    assert_refused(&ods("&egal;<text:p>"), "damaged", &[]);
    assert_refused(&archive("readme.txt", b"x"), "not_a_table", &["unpack"]);
}

#[test]
fn archives_that_claim_or_hold_too_much_are_refused_at_once() {
    // The sizes stand in the local header and in the directory at the end.
    let mut lie = ods(HEAD);
    let truth = u32::try_from(HEAD.len()).unwrap();
    let claim = (10_u64 * 1024 * 1024 * 1024).min(u64::from(u32::MAX) - 1);
    let claim = u32::try_from(claim).unwrap().to_le_bytes();
    let directory = lie
        .windows(4)
        .rposition(|four| four == b"PK\x01\x02")
        .unwrap();
    assert!(u32::from_le_bytes(lie[directory + 24..directory + 28].try_into().unwrap()) > truth);
    lie[directory + 24..directory + 28].copy_from_slice(&claim);
    assert_refused(
        &lie,
        "zip_claims_too_much",
        &["4294967294", "nothing was unpacked"],
    );

    // Ten gibibytes, claimed in the long form of the directory.
    assert_refused(
        &zip64(10 * 1024 * 1024 * 1024),
        "zip_claims_too_much",
        &["10737418240"],
    );

    // Honest about its size, and still a bomb.
    let bomb = archive("content.xml", &vec![b' '; 40 * 1024 * 1024]);
    assert!(bomb.len() < 100_000);
    assert_refused(&bomb, "zip_claims_too_much", &[]);
}

/// An archive of one stored part of three bytes whose directory claims another size.
fn zip64(claim: u64) -> Vec<u8> {
    let mut file = Vec::new();
    let name = b"content.xml";
    let short = |file: &mut Vec<u8>, number: u16| file.extend(number.to_le_bytes());
    let long = |file: &mut Vec<u8>, number: u32| file.extend(number.to_le_bytes());
    long(&mut file, 0x0403_4b50);
    for number in [45, 0, 0, 0, 0] {
        short(&mut file, number);
    }
    for number in [0, 3, 3] {
        long(&mut file, number);
    }
    short(&mut file, 11);
    short(&mut file, 0);
    file.extend(name);
    file.extend(b"<a>");
    let directory = u32::try_from(file.len()).unwrap();
    long(&mut file, 0x0201_4b50);
    for number in [45, 45, 0, 0, 0, 0] {
        short(&mut file, number);
    }
    for number in [0, 3, u32::MAX] {
        long(&mut file, number);
    }
    for number in [11, 12, 0, 0, 0] {
        short(&mut file, number);
    }
    long(&mut file, 0);
    long(&mut file, 0);
    file.extend(name);
    short(&mut file, 1);
    short(&mut file, 8);
    file.extend(claim.to_le_bytes());
    let size = u32::try_from(file.len()).unwrap() - directory;
    long(&mut file, 0x0605_4b50);
    for number in [0, 0, 1, 1] {
        short(&mut file, number);
    }
    long(&mut file, size);
    long(&mut file, directory);
    short(&mut file, 0);
    file
}

/// More cases where `PROPTEST_CASES` asks for them, as `cargo xtask fuzz` does.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default().cases;
    ProptestConfig::with_cases(asked.max(300))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = reading(&bytes);
        let _ = read_bytes("t.json", &bytes, &Profile::parse(TREE, "t.toml").unwrap());
    }

    #[test]
    fn arbitrary_tables_never_panic(text in "(Plan;Maßnahme|[;,\"\r\n=a]){0,200}") {
        let _ = reading(text.as_bytes());
    }

    #[test]
    fn changed_spreadsheets_never_panic(
        at in any::<prop::sample::Index>(), byte in any::<u8>(), open in any::<bool>(),
    ) {
        let mut file = if open { ods(&[HEAD, &row("x", "")].concat()) } else { xlsx(|_| ()) };
        let at = at.index(file.len());
        file[at] = byte;
        let _ = reading(&file);
    }

    #[test]
    fn arbitrary_old_files_never_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..3_000),
        numbers in prop::collection::vec(prop::sample::select(vec![0_u8, 1, 2, 0xFE, 0xFF]), 0..600),
    ) {
        let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        file.extend([0; 18]);
        file.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
        file.extend(&numbers);
        file.extend(&bytes);
        let _ = reading(&file);
    }

    #[test]
    fn changed_old_files_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut file = include_bytes!("reading/alt.xls").to_vec();
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let _ = reading(&file);
    }

    #[test]
    fn arbitrary_sheets_never_panic(text in "(<table:table-(row|cell)( table:number-(rows|columns)-repeated=\"[0-9]{1,3}\")?>|</table:table-(row|cell)>|<text:p>|</text:p>|[&;<a]){0,30}") {
        let _ = reading(&ods(&text));
    }
}
