// SPDX-License-Identifier: EUPL-1.2
//! Tables of documents, read as users have them read.

use std::path::{Path, PathBuf};

use serde_json::Value;
use wegmarke_testkit::data;

use super::run::Home;

fn made(name: &str) -> PathBuf {
    data::workspace().join("crates/pdf/tests/data").join(name)
}

fn table(home: &Home, file: &Path, more: &[&str]) -> String {
    let file = file.to_str().unwrap();
    home.wegmarke(&[&["table", file], more].concat()).succeeds()
}

#[test]
fn a_plan_goes_from_pdf_to_the_register() {
    let home = Home::new();
    home.init();
    let (xlsx, json) = (home.path().join("plan.xlsx"), home.path().join("plan.json"));
    let out = [
        "--xlsx",
        xlsx.to_str().unwrap(),
        "--json",
        json.to_str().unwrap(),
    ];
    let said = table(&home, &made("s1_grid_typst.pdf"), &out);
    assert!(said.contains("Table 1: 126 rows"), "{said}");
    assert!(said.contains("Stop, page 4: Lead missing"), "{said}");
    if said.contains("One reader only") {
        wegmarke_testkit::missing("pdftotext (Debian: poppler-utils)");
    }
    let read: Value = serde_json::from_slice(&std::fs::read(&json).unwrap()).unwrap();
    let cell = &read["tables"][0]["rows"][0]["cells"][1];
    assert_eq!(cell["places"][0]["page"], 1);
    assert!(cell["raw"].as_array().unwrap().len() > 1);
    assert_eq!(read["file_hash"].as_str().unwrap().len(), 64);
    let profile = home.path().join("ours.toml");
    std::fs::write(&profile, PROFILE).unwrap();
    let report = home.import(&xlsx, profile.to_str().unwrap(), &["--json"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["counts"]["measure"]["added"], 126);
    let again = home.import(&xlsx, profile.to_str().unwrap(), &["--json"]);
    let again: Value = serde_json::from_str(&again).unwrap();
    assert_eq!(again["entries"], 0);
}

/// A profile as one would write it for such a plan.
const PROFILE: &str = r#"
name = "ours"
title = "A plan that was read from PDF"
language = "de"
complete = true

[[table]]
file = "*.xlsx"
ignore = ["Heading 1", "Page", "Place", "Findings"]

[[table.record]]
noun = "plan"
[table.record.constants]
"id" = "nap"
"title.de" = "Nationaler Aktionsplan"

[[table.record]]
noun = "measure"
[table.record.constants]
"plan" = "nap"
[table.record.columns]
"number" = "Nr."
"title.de" = "Maßnahme"
"lead" = { column = "Federführung", split = "," }
"period" = "Zeitraum"
"outcome_indicator.de" = "Indikator"
"#;

#[test]
fn what_gives_no_table_is_named_for_what_it_is() {
    let home = Home::new();
    let file = |name: &str, bytes: &[u8]| {
        let path = home.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let cases = [
        (
            file("no.pdf", b"Nr,Name\n1,x\n"),
            "neither PDF nor .docx nor .odt",
        ),
        (file("empty.pdf", b""), "is empty"),
        (
            file("broken.pdf", b"%PDF-1.7\nnothing more"),
            "damaged or cut off",
        ),
        (file("locked.pdf", &locked()), "locked with a password"),
        (
            file("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
            "save an old .doc as .docx",
        ),
    ];
    for (file, words) in cases {
        let said = home.wegmarke(&["table", &file]);
        assert!(said.fails(words), "{file}");
    }
    let picture = file("scan.pdf", SCAN.as_bytes());
    let said = table(&home, Path::new(&picture), &[]);
    assert!(
        said.contains("Page without text") && said.contains("No table found"),
        "{said}"
    );
}

/// A page that is locked with a password.
fn locked() -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_owned(),
        format!(
            "<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{o}>/U<{o}>>>",
            o = "ab".repeat(32)
        ),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let start = file.len();
    let id = "00112233445566778899aabbccddeeff";
    file += &format!(
        "xref\n0 5\n{table}trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<{id}><{id}>]>>\n\
         startxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}

/// A page that has nothing to read on it.
const SCAN: &str = "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n\
    <</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]\
    /Contents 4 0 R>>\nendobj\n4 0 obj\n<</Length 22>>stream\n0 g 9 9 99 99 re f\nendstream\nendobj\n\
    trailer<</Size 5/Root 1 0 R>>\n%%EOF\n";
