// SPDX-License-Identifier: EUPL-1.2
//! What a wrong profile is told, and that `docs/profiles.md` names every key.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use wegmarke_exchange::{Profile, ProfileError, find_profile, profiles, read_bytes};

use crate::told::words;

const START: &str = "name = \"t\"\nlanguage = \"de\"\ncomplete = true\n";
const RECORD: &str = "[[table]]\nfile = \"a.csv\"\n[[table.record]]\nnoun = \"measure\"\n";

fn error(text: &str) -> ProfileError {
    Profile::parse(text, "p.toml").unwrap_err()
}

#[test]
fn every_fault_is_pointed_at() {
    let column = |column: &str| {
        format!("{START}{RECORD}[table.record.columns]\n\"title.de\" = \"T\"\n{column}\n")
    };
    for (text, message) in [
        (
            format!("{START}lanuage = 1\n"),
            "p.toml:4:1: “lanuage” is not a key of this part; did you mean “language”?",
        ),
        (
            "name = \"t\"\nlanguage = \"deutsch\"\ncomplete = true\n[[table]]\nfile = \"a\"\n[[table.record]]\nnoun = \"plan\"\ncolumns = { id = \"id\" }\n".to_owned(),
            "p.toml:2:12: “deutsch” is not a language; write two small letters, such as \"de\"",
        ),
        (
            format!("{START}dated_on = \"23.6.2025\"\n"),
            "p.toml:4:12: “23.6.2025” is not a day; write it as \"2025-06-23\"",
        ),
        (
            START.to_owned(),
            "p.toml:1:8: the profile reads nothing; add a [[table]] or a [[tree]]",
        ),
        (
            column("").replace("measure", "mesure"),
            "p.toml:7:8: “mesure” is not a noun; did you mean “measure”?",
        ),
        (
            column("\"titel.de\" = \"x\""),
            "p.toml:10:1: “titel.de” is not an attribute of measure; did you mean “title.de”?",
        ),
        (
            column("\"lead\" = { colum = \"x\" }"),
            "p.toml:10:12: “colum” is not a key of this part; did you mean “column”?",
        ),
        (
            column("\"number\" = { column = \"x\", split = \";\" }"),
            "p.toml:10:12: “number” is not a list; `split` without `part`, and `columns` without `join`, are for lead, partners, themes, groups, forms, strands, phases, source.url",
        ),
        (
            column("\"level\" = \"x\"").replace("measure", "organisation").replace("title", "name"),
            "p.toml:10:1: “level” is not an attribute of organisation; allowed: id, name.*, short.*, kind, voice, description.*, contact.*",
        ),
        (
            column("\"period\" = \"x\"\n\"period.as_written\" = \"y\""),
            "p.toml:11:1: “period” and “period.as_written” are the same words; keep one of them",
        ),
        (
            column("\"number\" = { column = \"x\", join = \"-\" }"),
            "p.toml:10:12: “-” joins nothing; `join` is for several `columns` and not for `split`",
        ),
        (
            column("\"lead\" = { optional = true }"),
            "p.toml:10:10: “lead” needs either `column`, `columns` or `flags`; `column` is one heading (or several accepted ones), `columns` are several cells of one list, `flags` are columns of yes and no",
        ),
        (
            column("\"lead\" = { column = \"x\", when = { equals = \"a\", present = true } }"),
            "p.toml:10:10: the test asks nothing, or several things; use exactly one of equals, starts_with, ends_with, contains, present; a second question goes into `and` or `or`",
        ),
        (
            column("[table.record.values.lead]\n\"a\" = \"b\""),
            "p.toml:10:22: values are translated for “lead”, which no column gives; allowed: title.de",
        ),
        (
            column("[table.record.constants]\n\"title.de\" = \"x\""),
            "p.toml:9:1: “title.de” is both a constant and a column; keep one of them",
        ),
        (
            column("").replace("noun = \"measure\"", "noun = \"measure\"\nleaf = true"),
            "p.toml:8:8: a table has no depth and no leaves; say `parent` in the table if rows name the rows above them, or use `when` to choose rows",
        ),
        (
            column("").replace("noun = \"measure\"", "noun = \"measure\"\nwhen = { equals = \"x\" }"),
            "p.toml:8:8: the test names no column; add column = \"…\" to it",
        ),
        (
            column("").replace("noun = \"measure\"", "noun = \"measure\"\nunder = \"x\""),
            "p.toml:8:9: rows of a table stand under no key; use `when` to choose rows of a table",
        ),
        (
            column("\"number\" = { column = \"x\", part = 1 }"),
            "p.toml:10:12: `part` counts the items of `split`, from 1; add split = \"…\", and write 1 for the first item or -1 for the last",
        ),
        (
            column("\"number\" = { column = \"x\", pattern = \"(\" }"),
            "p.toml:10:12: “(” is no regular expression; a pair of brackets stands around what is wanted, such as \"([0-9]{4})\"",
        ),
        (
            column("\"number\" = { column = \"x\", when = { equals = \"a\", and = { column = \"b\", present = true }, or = { column = \"c\", present = true } } }"),
            "p.toml:10:12: the test has both `and` and `or`; put one of them into the test of the other",
        ),
        (
            column("").replace("[[table]]", "plan = { title = \"x\" }\n[[table]]"),
            "p.toml:4:8: the plan has no id; add id = \"…\" to it",
        ),
        (
            column("").replace("[[table.record]]", "[[table.lookup]]\nfile = \"b\"\nname = \"row\"\ncolumn = \"x\"\n[[table.record]]"),
            "p.toml:8:8: “row” cannot be the name of a lookup; choose another word without a point, such as \"axis\"",
        ),
        (
            column("").replace("file = \"a.csv\"", "file = \"a.csv\"\nencoding = \"utf8x\""),
            "p.toml:6:12: “utf8x” is not an encoding; did you mean “utf-8”?",
        ),
        (
            column("").replace("file = \"a.csv\"", "file = \"a.csv\"\ndelimiter = \";;\""),
            "p.toml:6:13: “;;” is not one character; write exactly one, such as \",\"",
        ),
    ] {
        assert_eq!(words(&error(&text).message()), message, "{text}");
    }
}

#[test]
fn what_is_no_toml_is_pointed_at() {
    let met = error("name = \"t\"\nlanguage = \n");
    assert_eq!(met.code(), "profile_syntax");
    assert_eq!((met.at().line, met.at().file.as_str()), (2, "p.toml"));
    let met = error(&format!("{START}not_stated = 5\n"));
    assert_eq!(
        (met.code(), met.at().line, met.at().column),
        ("profile_syntax", 4, 14)
    );
    assert!(
        words(&met.message()).ends_with("see docs/profiles.md for the keys"),
        "{met}"
    );
    let met = error("name = \"t\"\nlanguage = \"de\"\n");
    assert!(words(&met.message()).contains("complete"), "{met}");
}

#[test]
fn the_profiles_that_come_with_the_program_parse() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../profiles");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let known: BTreeSet<String> = profiles()
        .iter()
        .map(|(name, _)| format!("{name}.toml"))
        .collect();
    assert_eq!(files, known);
    for (name, text) in profiles() {
        let profile = Profile::parse(text, name).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(profile.name, *name);
    }
}

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/profiles.md");
    std::fs::read_to_string(path).unwrap()
}

/// First cells of the table under a heading of the page.
fn documented(heading: &str) -> BTreeSet<String> {
    let page = page();
    let section = page
        .split("\n## ")
        .find(|part| part.starts_with(heading))
        .unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| row.split('`').next().unwrap().to_owned())
        .collect()
}

/// The keys the program allows, as it lists them for a key that resembles none.
fn allowed(text: &str) -> BTreeSet<String> {
    let message = words(&error(text).message());
    let (_, keys) = message
        .split_once("allowed: ")
        .unwrap_or_else(|| panic!("{message}"));
    keys.split(", ").map(str::to_owned).collect()
}

#[test]
fn the_page_names_every_key() {
    let odd = "qqqqqqqqqqqqqqqqqqqqq = 1\n";
    let inner = odd.trim();
    let column = |column: &str| format!("{START}{RECORD}columns = {{ \"lead\" = {column} }}\n");
    for (heading, text) in [
        ("The profile", format!("{START}{odd}")),
        ("A table", format!("{START}[[table]]\n{odd}")),
        ("A tree", format!("{START}[[tree]]\n{odd}")),
        (
            "A lookup",
            format!("{START}[[table]]\n[[table.lookup]]\n{odd}"),
        ),
        (
            "Shifted columns",
            format!("{START}[[table]]\n[[table.shifted]]\n{odd}"),
        ),
        ("A record", format!("{START}{RECORD}{odd}")),
        ("A column", column(&format!("{{ {inner} }}"))),
        (
            "A test",
            column(&format!("{{ column = \"x\", when = {{ {inner} }} }}")),
        ),
    ] {
        assert_eq!(documented(heading), allowed(&text), "{heading}");
    }
}

#[test]
fn the_example_of_the_page_parses() {
    let page = page();
    let example = page
        .split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    Profile::parse(example, "docs/profiles.md").unwrap_or_else(|error| panic!("{error}"));
}

proptest! {
    #[test]
    fn arbitrary_profiles_never_panic(
        text in "(name|language|complete|table|record|columns|noun|[\\[\\]{}=\"\n. a-z*?#]){0,80}",
    ) {
        if let Err(error) = Profile::parse(&text, "any.toml") {
            let lines = text.matches('\n').count() + 1;
            prop_assert!(error.at().line <= lines, "{}", error);
        }
    }

    #[test]
    fn changed_profiles_never_panic(
        at in any::<prop::sample::Index>(),
        with in "[\\[\\]{}=\"\n. a-z*?#0-9]{0,6}",
    ) {
        let text = find_profile("italy-recovery-plan").unwrap_or_default();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = places[at.index(places.len())];
        let (before, after) = text.split_at(at);
        if let Ok(profile) = Profile::parse(&format!("{before}{with}{after}"), "any.toml") {
            let _ = read_bytes("any", b"a;b\n1;2\n", &profile);
        }
    }
}
