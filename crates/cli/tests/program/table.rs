// SPDX-License-Identifier: EUPL-1.2
//! Tables of documents, read as users have them read.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

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

#[test]
fn columns_are_drawn_at_the_command_line() {
    let home = Home::new();
    let json = home.path().join("drawn.json");
    let plan = made("s2_norules_chromium.pdf");
    let drawn = [
        "--draw",
        "1-13: 38 104 140 166",
        "--json",
        json.to_str().unwrap(),
    ];
    let said = table(&home, &plan, &drawn);
    assert!(said.contains("Table 2:"), "{said}");
    let read: Value = serde_json::from_slice(&std::fs::read(&json).unwrap()).unwrap();
    assert_eq!(read["tables"][1]["kind"], "drawn");
    let file = plan.to_str().unwrap();
    for (wrong, words) in [
        ("1-13", "The lines cannot be read"),
        ("1-99: 40", "The document does not have these pages"),
    ] {
        assert!(
            home.wegmarke(&["table", file, "--draw", wrong])
                .fails(words)
        );
    }
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

/// A PDF of so many pages that show nothing, whose content is `stream` (already with its dictionary).
fn pages(count: usize, stream: &[u8], dictionary: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..count).map(|at| format!("{} 0 R", at + 4)).collect();
    let mut file = format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
         2 0 obj\n<</Type/Pages/Count {count}/Kids[{}]>>\nendobj\n\
         3 0 obj\n<<{dictionary}/Length {}>>stream\n",
        kids.join(" "),
        stream.len(),
    )
    .into_bytes();
    file.extend(stream);
    file.extend(b"\nendstream\nendobj\n");
    for at in 0..count {
        let page = format!(
            "{} 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 3 0 R>>\nendobj\n",
            at + 4
        );
        file.extend(page.into_bytes());
    }
    let size = count + 4;
    file.extend(format!("trailer<</Size {size}/Root 1 0 R>>\n%%EOF\n").into_bytes());
    file
}

#[test]
fn a_document_of_too_many_pages_is_refused_and_one_of_as_many_as_may_be_is_read() {
    let home = Home::new();
    for (count, words) in [(500, None), (501, Some("more than 500 pages"))] {
        let path = home.path().join(format!("{count}.pdf"));
        std::fs::write(&path, pages(count, b"0 g 9 9 99 99 re f", "")).unwrap();
        let said = home.wegmarke(&["table", path.to_str().unwrap()]);
        match words {
            Some(words) => assert!(said.fails(words)),
            None => assert!(said.succeeds().contains("No table found")),
        }
    }
}

/// A content that unpacks to a gigabyte takes the process that reads it, and nothing else.
#[test]
fn what_unpacks_to_more_than_the_memory_of_the_process_is_refused() {
    let home = Home::new();
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let block = vec![b' '; 1 << 20];
    for _ in 0..1024 {
        packed.write_all(&block).unwrap();
    }
    let packed = packed.finish().unwrap();
    assert!(packed.len() < 16 << 20);
    let path = home.path().join("bomb.pdf");
    std::fs::write(&path, pages(1, &packed, "/Filter/FlateDecode")).unwrap();
    let start = Instant::now();
    let said = home.wegmarke(&["table", path.to_str().unwrap()]);
    assert!(said.code.is_some(), "the program itself lives");
    assert!(
        said.success && said.out.contains("No table found") || said.err.contains("bomb.pdf"),
        "{}{}",
        said.out,
        said.err
    );
    // Thirty seconds by the wall are all that a file gets.
    assert!(start.elapsed() < Duration::from_secs(40));
}

/// What the process may use is set before it reads a byte, and nothing takes it back.
#[cfg(target_os = "linux")]
#[test]
fn the_process_that_reads_a_pdf_has_its_limits_before_it_reads() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_wegmarke"));
    program.arg("read-pdf");
    program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = program.spawn().unwrap();
    let of = |file: &str| {
        std::fs::read_to_string(format!("/proc/{}/{file}", child.id())).unwrap_or_default()
    };
    let limit = |name: &str| {
        let limits = of("limits");
        let line = limits
            .lines()
            .find(|line| line.starts_with(name))
            .unwrap_or_default()
            .to_owned();
        let words: Vec<String> = line[name.len().min(line.len())..]
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        (
            words.first().cloned().unwrap_or_default(),
            words.get(1).cloned().unwrap_or_default(),
        )
    };
    // It begins anew under its limits; the filter comes last.
    let start = Instant::now();
    let is_ready = || of("status").lines().any(|line| line == "Seccomp:\t2");
    while !is_ready() && start.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(is_ready(), "{}", of("status"));
    for (name, most) in [
        ("Max address space", (512_u64 << 20).to_string()),
        ("Max cpu time", "30".to_owned()),
        ("Max open files", "64".to_owned()),
        ("Max file size", "0".to_owned()),
        ("Max core file size", "0".to_owned()),
    ] {
        assert_eq!(limit(name), (most.clone(), most), "{name}");
    }
    drop(child.stdin.take());
    assert!(child.wait().is_ok());
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
