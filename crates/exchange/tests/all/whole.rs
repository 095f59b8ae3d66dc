// SPDX-License-Identifier: EUPL-1.2
//! The twelve sources as a table: how many rows and columns say something, and what of it enters.
//!
//! Which columns say something is counted by a few lines of Python; a column enters if its profile reads
//! it. Each that does not has a reason in the profile. `cargo nextest run -p wegmarke-exchange whole
//! --no-capture` prints the table.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use regex::Regex;
use toml::Value;
use wegmarke_domain::register::Register;
use wegmarke_exchange::find_profile;
use wegmarke_testkit::data::find_shared;

use super::real_imports::import_text;
use super::sources::SOURCES;

/// The twelve of which the report spoke, by the name of their last edition.
const TWELVE: [&str; 12] = [
    "muenster-2",
    "karlsruhe",
    "karlsruhe-sheet",
    "mainz",
    "barometer-2",
    "planning",
    "buenos-aires",
    "barcelona",
    "sao-paulo",
    "uk",
    "denmark",
    "irena",
];

/// Reasons that begin so are of columns that mean something, and for which there is no place.
const NO_PLACE: &str = "no place: ";

fn fits(pattern: &str, name: &str) -> bool {
    let escaped = regex::escape(pattern)
        .replace("\\*", ".*")
        .replace("\\?", ".");
    Regex::new(&format!("^(?s:{escaped})$"))
        .unwrap()
        .is_match(name)
}

/// Why a column of a file does not enter, as the profile says; `None`: it enters.
fn find_reason(profile: &Value, file: &str, column: &str) -> Option<String> {
    let parts = ["table", "tree"]
        .into_iter()
        .filter_map(|part| profile.get(part)?.as_array());
    let parts = parts.flatten().filter(|part| match part.get("file") {
        Some(Value::Array(names)) => names.iter().any(|name| fits(name.as_str().unwrap(), file)),
        Some(name) => fits(name.as_str().unwrap(), file),
        None => false,
    });
    let reasons = parts.filter_map(|part| part.get("ignore"));
    reasons
        .flat_map(|ignored| {
            ignored
                .as_table()
                .unwrap_or_else(|| panic!("{file}: what is left out has its reason"))
        })
        .find(|(name, _)| *name == column || fits(name, column))
        .map(|(_, reason)| reason.as_str().unwrap().to_owned())
}

fn columns(folder: &Path, path: &str) -> Vec<(String, String)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/sources.py");
    let run = Command::new("python3")
        .arg(script)
        .arg(folder)
        .args(["columns", path])
        .output();
    let run = run.unwrap_or_else(|error| panic!("python3 looks at the raw files: {error}"));
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let lines = String::from_utf8(run.stdout).unwrap();
    let pairs = lines.lines().map(|line| line.split_once('\t').unwrap());
    pairs
        .map(|(file, column)| (file.to_owned(), column.to_owned()))
        .collect()
}

#[test]
fn eleven_of_twelve_sources_go_in_whole() {
    let Some(folder) = find_shared(".") else {
        return;
    };
    let mut whole = 0;
    println!("source           rows  entered  told   columns  meaningful  entered");
    for wanted in TWELVE {
        let (source, path, profile) = SOURCES.into_iter().find(|one| one.0 == wanted).unwrap();
        let text = find_profile(profile).unwrap_or(profile);
        let parsed: Value = toml::from_str(text).unwrap();
        let ignored_files = parsed
            .get("ignore_files")
            .and_then(Value::as_array)
            .cloned();
        let ignored_files = ignored_files.unwrap_or_default();
        let outcome = import_text(&mut Register::default(), text, &find_shared(path).unwrap());
        let tally = outcome.tally;
        assert_eq!(
            tally.read,
            tally.entered + tally.unchanged + tally.not_entered,
            "{source}"
        );
        let unnamed = outcome
            .findings
            .iter()
            .filter(|finding| &*finding.code == "unmapped_column");
        assert_eq!(unnamed.count(), 0, "{source} has columns that nobody named");
        let all = columns(&folder, path);
        let all: BTreeSet<(String, String)> = all
            .into_iter()
            .filter(|(file, _)| {
                let ignored = |name: &Value| fits(name.as_str().unwrap(), file);
                !ignored_files.iter().any(ignored)
            })
            // The nodes of several files of one kind are one table.
            .map(|(file, column)| match file.ends_with(".json") {
                true => (path.rsplit('/').next().unwrap().to_owned() + "*", column),
                false => (file, column),
            })
            .collect();
        let mut left = Vec::new();
        for (file, column) in &all {
            let file = match parsed.get("tree") {
                Some(trees) => trees[0]["file"].as_str().unwrap().replace('*', "x"),
                None => file.clone(),
            };
            left.extend(find_reason(&parsed, &file, column).map(|reason| (column, reason)));
        }
        let homeless = left
            .iter()
            .filter(|(_, reason)| reason.starts_with(NO_PLACE))
            .count();
        let meaningful = all.len() - left.len() + homeless;
        println!(
            "{source:16} {:5} {:8} {:5} {:9} {meaningful:11} {:8}",
            tally.read,
            tally.entered + tally.unchanged,
            tally.not_entered,
            all.len(),
            meaningful - homeless
        );
        for (column, reason) in &left {
            println!("                 not entered: {column} ({reason})");
        }
        whole += usize::from(homeless == 0);
    }
    println!("whole: {whole} of {}", TWELVE.len());
    assert!(whole >= 11, "{whole}");
}
