// SPDX-License-Identifier: EUPL-1.2
//! What `docs/asvs.md` says against what is there: every requirement once, every test that is named,
//! and the sums. And what it says of all of the code, where no test of one crate can.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::root::Root;

const PAGE: &str = "docs/asvs.md";

/// Numbers and levels, as the standard has them.
const NUMBERS: &str = include_str!("../asvs.txt");

const STATES: [&str; 4] = ["met", "partly", "not met", "does not apply"];

/// How the names of folders and files begin that are evidence.
const PLACES: [&str; 7] = [
    "assets/", "benches/", "crates/", "docs/", "e2e/", "xtask/", "locales/",
];

/// One requirement on the page.
struct Row {
    number: String,
    level: String,
    state: String,
    why: String,
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(Root::find().unwrap().join(path)).unwrap()
}

fn list_rows(page: &str) -> Vec<Row> {
    let lines = page.lines().filter(|line| line.starts_with("| "));
    let cells = lines.map(|line| {
        let line = line.trim_matches('|');
        line.split(" | ").map(str::trim).collect::<Vec<_>>()
    });
    cells
        .filter(|cells| cells.len() == 5 && cells[0].starts_with(|c: char| c.is_ascii_digit()))
        .map(|cells| Row {
            number: cells[0].to_owned(),
            level: cells[1].to_owned(),
            state: cells[3].to_owned(),
            why: cells[4].to_owned(),
        })
        .collect()
}

fn list_numbers() -> Vec<(&'static str, &'static str)> {
    let lines = NUMBERS.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(' ').unwrap()).collect()
}

/// What stands between backticks and names something in this checkout: a file, or a file and a test.
fn list_evidence(why: &str) -> Vec<&str> {
    let code = why.split('`').skip(1).step_by(2);
    let is_file = |name: &str| {
        let path = name.split("::").next().unwrap_or_default();
        let is_ours = PLACES.iter().any(|place| path.starts_with(place));
        is_ours || path.ends_with(".md") || path.ends_with(".toml") || path.ends_with(".lock")
    };
    code.filter(|name| is_file(name)).collect()
}

/// Why this is no evidence; `None` if it is some.
fn find_fault(evidence: &str) -> Option<String> {
    let (path, test) = match evidence.split_once("::") {
        Some((path, test)) => (path, Some(test)),
        None => (evidence, None),
    };
    let file = Root::find().unwrap().join(path);
    let Ok(text) = fs::read_to_string(&file) else {
        return Some(format!("there is no {path}"));
    };
    let test = test?;
    let there = if path.ends_with(".rs") {
        text.contains(&format!("fn {test}("))
    } else {
        text.contains(test)
    };
    (!there).then(|| format!("{path} has no `{test}`"))
}

/// The rows of the table of sums: state, then how many of level 1, of level 2, of both.
fn sums(rows: &[Row]) -> Vec<String> {
    let count = |state: &str, level: &str| {
        let fits = |row: &&Row| row.state == state && (level.is_empty() || row.level == level);
        rows.iter().filter(fits).count()
    };
    let of = |state: &str| [count(state, "1"), count(state, "2"), count(state, "")];
    let lines = STATES.iter().map(|state| {
        let [first, second, both] = of(state);
        format!("| {state} | {first} | {second} | {both} |")
    });
    lines.collect()
}

#[test]
fn every_requirement_is_judged_once() {
    let rows = list_rows(&read(PAGE));
    let judged: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| (row.number.as_str(), row.level.as_str()))
        .collect();
    assert_eq!(list_numbers().len(), 253);
    assert_eq!(judged, list_numbers());
    let mut odd = Vec::new();
    for row in &rows {
        if !STATES.contains(&row.state.as_str()) || row.why.is_empty() {
            odd.push(format!("{}: {}", row.number, row.state));
        }
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}

#[test]
fn what_is_met_has_evidence_and_all_evidence_is_there() {
    let rows = list_rows(&read(PAGE));
    let mut faults = Vec::new();
    for row in &rows {
        let evidence = list_evidence(&row.why);
        if row.state == "met" && evidence.is_empty() {
            faults.push(format!("{} names nothing", row.number));
        }
        let bad = evidence.into_iter().filter_map(find_fault);
        faults.extend(bad.map(|fault| format!("{}: {fault}", row.number)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_sums_are_those_of_the_rows() {
    let page = read(PAGE);
    let right = sums(&list_rows(&page));
    let wrong: Vec<_> = right.iter().filter(|line| !page.contains(*line)).collect();
    assert!(wrong.is_empty(), "they should be\n{}", right.join("\n"));
}

#[test]
fn evidence_that_is_not_there_is_noticed() {
    let why = "by `crates/none.rs::a` and `xtask/src/asvs.rs::no_such`, not `eval`";
    let evidence = list_evidence(why);
    assert_eq!(evidence.len(), 2);
    assert!(evidence.iter().all(|one| find_fault(one).is_some()));
    let real = "xtask/src/asvs.rs::evidence_that_is_not_there_is_noticed";
    assert_eq!(find_fault(real), None);
    assert_eq!(find_fault("docs/asvs.md"), None);
}

/// The sources of the program itself, without what only tests are made of.
fn list_sources() -> Vec<(PathBuf, String)> {
    let root = Root::find().unwrap();
    let mut files = Vec::new();
    for entry in fs::read_dir(root.join("crates")).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.ends_with("testkit") {
            collect(&folder.join("src"), &mut files);
        }
    }
    assert!(files.len() > 300, "{}", files.len());
    let texts = files.into_iter().map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        (path, lines.collect::<Vec<_>>().join("\n"))
    });
    texts.collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|found| found == "rs") {
            files.push(path);
        }
    }
}

/// Files whose code holds one of these.
fn list_holders(words: &[&str]) -> Vec<PathBuf> {
    let holds = |text: &str| words.iter().any(|word| text.contains(word));
    let found = list_sources().into_iter().filter(|(_, text)| holds(text));
    found.map(|(path, _)| path).collect()
}

/// What starts a program: itself with limits, and what reads a PDF there. Neither gets a word of a
/// stranger among its arguments; the file comes by standard input.
const STARTERS: [&str; 3] = [
    "crates/exchange/src/paper/process.rs",
    "crates/pdf/src/limit.rs",
    "crates/pdf/src/poppler.rs",
];

#[test]
fn only_what_reads_a_pdf_starts_programs() {
    let words = [
        "process::Command",
        "process::{Child, Command",
        "Command::new(\"",
        "posix_spawn",
    ];
    let mut holders = list_holders(&words);
    holders.sort();
    let root = Root::find().unwrap();
    assert_eq!(holders, STARTERS.map(|path| root.join(path)));
}

#[test]
fn cookies_are_of_this_host() {
    // One function writes them, and what it writes is what the page says.
    let writer = "crates/web/src/work/cookie.rs";
    let text = read(writer);
    assert!(text.contains("; Path=/; Secure; HttpOnly; SameSite={same_site}{age}"));
    let names = text
        .lines()
        .filter(|line| line.contains("const ") && line.contains("&str = \""));
    let names: Vec<&str> = names.collect();
    assert!(names.len() >= 4, "{names:?}");
    assert!(
        names.iter().all(|line| line.contains("\"__Host-")),
        "{names:?}"
    );
    let others = list_holders(&["SameSite=", "HttpOnly"]);
    assert_eq!(others, [Root::find().unwrap().join(writer)]);
}

#[test]
fn our_scripts_write_text_and_keep_nothing() {
    for script in [
        "assets/draft.js",
        "assets/passkey.js",
        "assets/sign.js",
        "assets/keep.js",
    ] {
        let text = read(script);
        assert!(text.contains("\"use strict\"") && text.contains("textContent"));
        for word in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "localStorage",
            "sessionStorage",
            "indexedDB",
            "document.cookie",
            "postMessage",
            "__proto__",
        ] {
            assert!(!text.contains(word), "{script}: {word}");
        }
    }
}

/// What opens connections: libraries, and what the standard library and tokio have for it.
const OPENERS: [&str; 6] = [
    "lettre",
    "object_store",
    "openidconnect",
    "reqwest",
    "sqlx",
    "ureq",
];
const RAW: [&str; 4] = [
    "TcpStream::connect",
    "UnixStream::connect",
    "UdpSocket",
    "TcpSocket",
];

#[test]
fn every_crate_that_can_open_a_connection_is_on_the_page() {
    let page = read("docs/operating.md");
    let (_, rest) = page.split_once("## Whom the program asks").unwrap();
    let (table, _) = rest.split_once("\n## ").unwrap();
    let root = Root::find().unwrap();
    let mut openers = BTreeMap::new();
    for entry in fs::read_dir(root.join("crates")).unwrap() {
        let folder = entry.unwrap().path();
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let of_program = manifest
            .split("[dev-dependencies]")
            .next()
            .unwrap_or_default();
        let takes = |library: &&str| {
            let mut lines = of_program.lines();
            lines.any(|line| {
                line.starts_with(&format!("{library}.")) || line.starts_with(&format!("{library} "))
            })
        };
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        if let Some(library) = OPENERS.iter().find(|library| takes(library)) {
            openers.insert(name, *library);
        }
    }
    assert!(openers.len() >= 5, "{openers:?}");
    let unnamed = openers
        .iter()
        .filter(|(name, _)| !table.contains(&format!("`{name}`")));
    assert_eq!(unnamed.collect::<Vec<_>>(), []);
    assert_eq!(list_holders(&RAW), Vec::<PathBuf>::new());
}
