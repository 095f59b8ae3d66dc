// SPDX-License-Identifier: EUPL-1.2
//! The profiles against the real files, counted.
//!
//! The files are found through `WEGMARKE_DATA` or `../shared/data` beside the project.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use wegmarke_domain::draft::Told;
use wegmarke_domain::finding::codes;
use wegmarke_domain::noun::Noun;
use wegmarke_exchange::{Profile, Reading, find_profile, read};
use wegmarke_testkit::data::{find_shared, germany};

fn profile(name: &str) -> Profile {
    let text = find_profile(name).unwrap();
    Profile::parse(text, &format!("{name}.toml")).unwrap_or_else(|error| panic!("{error}"))
}

fn reading(name: &str, path: &Path) -> Reading {
    let reading = read(path, &profile(name)).unwrap_or_else(|error| panic!("{error}"));
    for draft in &reading.drafts {
        for cell in &draft.cells {
            assert!(!cell.text.is_empty(), "{draft:?}");
            assert_eq!(cell.text, cell.text.trim(), "{draft:?}");
        }
    }
    reading
}

fn counts(reading: &Reading) -> BTreeMap<Noun, usize> {
    let mut counts = BTreeMap::new();
    for draft in &reading.drafts {
        *counts.entry(draft.noun).or_insert(0) += 1;
    }
    counts
}

fn texts<'r>(reading: &'r Reading, noun: Noun, attribute: &str) -> Vec<&'r str> {
    let drafts = reading.drafts.iter().filter(|draft| draft.noun == noun);
    drafts
        .flat_map(|draft| &draft.cells)
        .filter(|cell| &*cell.attribute == attribute)
        .map(|cell| cell.text.as_str())
        .collect()
}

/// Of what the rows of a noun speak.
fn told(reading: &Reading, noun: Noun) -> Arc<Told> {
    let mut drafts = reading.drafts.iter();
    Arc::clone(&drafts.find(|draft| draft.noun == noun).unwrap().told)
}

fn distinct(reading: &Reading, noun: Noun, attribute: &str) -> usize {
    texts(reading, noun, attribute)
        .into_iter()
        .collect::<BTreeSet<_>>()
        .len()
}

/// Nothing is wrong but that texts came with the signs of web pages in them.
fn assert_markup_alone(reading: &Reading) {
    let codes: BTreeSet<&str> = reading.doubts.iter().map(|doubt| doubt.code).collect();
    assert_eq!(
        codes,
        BTreeSet::from([codes::MARKUP]),
        "{:#?}",
        reading.doubts
    );
}

/// Every column is read or left out on purpose, and nothing else is wrong.
fn assert_no_problem(reading: &Reading) {
    assert!(reading.doubts.is_empty(), "{:#?}", reading.doubts);
}

#[test]
fn german_package() {
    for folder in find_shared("germany").into_iter().chain([germany()]) {
        let reading = reading("germany", &folder);
        assert_no_problem(&reading);
        let wanted = BTreeMap::from([
            (Noun::Organisation, 17),
            (Noun::Plan, 2),
            (Noun::Fact, 19),
            (Noun::Field, 9),
            (Noun::Measure, 51),
            (Noun::Recommendation, 65),
            (Noun::Obligation, 15),
            (Noun::Coverage, 79),
            (Noun::Evidence, 12),
        ]);
        assert_eq!(counts(&reading), wanted);
        assert_eq!(reading.files.len(), 9);
        assert!(reading.files.values().all(|hash| hash.len() == 64));
        // "keine Angaben" is not stated, "vier Jahre" is.
        assert_eq!(
            texts(&reading, Noun::Plan, "period.as_written"),
            ["vier Jahre"]
        );
        assert!(told(&reading, Noun::Measure).find("title").is_some());
        assert_eq!(texts(&reading, Noun::Evidence, "source.url").len(), 10);
        assert_eq!(texts(&reading, Noun::Evidence, "source.document").len(), 2);
    }
}

#[test]
fn italian_catalogue() {
    for (file, milestones, errors) in [
        ("PNRR_MeT_OA_programmazione.csv", 1147, 0),
        ("PNRR_MeT_OA_programmazione_v02.csv", 1150, 1),
    ] {
        let Some(path) = find_shared(&format!("italy-recovery-plan/{file}")) else {
            return;
        };
        let reading = reading("italy-recovery-plan", &path);
        assert_eq!(
            distinct(&reading, Noun::Milestone, "id"),
            milestones,
            "{file}"
        );
        assert_eq!(counts(&reading)[&Noun::Plan], 1, "{file}");
        let codes: Vec<&str> = reading.doubts.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, vec![codes::SPREADSHEET_ERROR; errors], "{file}");
        let goals = texts(&reading, Noun::Milestone, "goal");
        assert!(goals.contains(&"18.06") && goals.iter().all(|goal| !goal.contains(',')));
        let due = texts(&reading, Noun::Milestone, "due.quarter");
        assert!(due.iter().all(|due| due.starts_with('Q')));
        let types: BTreeSet<_> = texts(&reading, Noun::Milestone, "type")
            .into_iter()
            .collect();
        assert_eq!(types, BTreeSet::from(["qualitative", "quantitative"]));
    }
}

#[test]
fn italian_rows_are_all_read() {
    for (file, rows) in [
        ("PNRR_MeT_OA_programmazione.csv", 1642),
        ("PNRR_MeT_OA_programmazione_v02.csv", 1489),
    ] {
        let Some(path) = find_shared(&format!("italy-recovery-plan/{file}")) else {
            return;
        };
        let text = find_profile("italy-recovery-plan")
            .unwrap()
            .replace("repeats = true", "");
        let once = Profile::parse(&text, "once.toml").unwrap();
        let reading = read(&path, &once).unwrap();
        assert_eq!(counts(&reading)[&Noun::Milestone], rows, "{file}");
        let last = reading.drafts.iter().map(|draft| draft.row).max();
        assert_eq!(last, Some(u32::try_from(rows).unwrap() + 1), "{file}");
    }
}

#[test]
fn italian_self_reports() {
    for file in [
        "MeT_Attuazione_2021-T4.csv",
        "MeT_Attuazione_2021-T4_v02.csv",
    ] {
        let Some(path) = find_shared(&format!("italy-recovery-plan/{file}")) else {
            return;
        };
        let reading = reading("italy-self-report", &path);
        assert_markup_alone(&reading);
        assert_eq!(counts(&reading)[&Noun::Milestone], 51, "{file}");
        assert_eq!(counts(&reading)[&Noun::Evidence], 51, "{file}");
        assert_eq!(distinct(&reading, Noun::Evidence, "id"), 51, "{file}");
        let told = told(&reading, Noun::Milestone);
        assert!(
            told.find("lead").is_some()
                && told.find("title").is_none()
                && told.is_only_new("title"),
            "{told:?}"
        );
        let urls = texts(&reading, Noun::Evidence, "source.url");
        // Some addresses of the source lack their scheme; they are kept as written.
        let is_address = |url: &&str| url.starts_with("http") || url.starts_with("www.");
        assert!(urls.len() > 51 && urls.iter().all(is_address), "{file}");
    }
}

#[test]
fn mainz_tree() {
    let Some(path) = find_shared("mainz-climate-plan/mainz_task_tree.json") else {
        return;
    };
    let reading = reading("mainz", &path);
    assert_no_problem(&reading);
    let counts = counts(&reading);
    let nodes = counts[&Noun::Field] + counts[&Noun::Measure] + counts[&Noun::Recommendation];
    // 55 nodes, one of which explains the tool.
    assert_eq!(nodes, 54);
    assert_eq!(counts[&Noun::Field], 14);
    assert_eq!(counts[&Noun::Recommendation], 10);
    assert_eq!(counts[&Noun::Evidence], 26);
    let claims: BTreeSet<_> = texts(&reading, Noun::Evidence, "claim.de")
        .into_iter()
        .collect();
    let words = [
        "Abgeschlossen",
        "Gescheitert",
        "In Arbeit",
        "Verzögert / fehlt",
    ];
    assert_eq!(claims, BTreeSet::from(words));
}

#[test]
fn upr() {
    let Some(path) = find_shared("upr/upr_germany_all_sessions_1-20.csv") else {
        return;
    };
    let reading = reading("upr", &path);
    assert_no_problem(&reading);
    let wanted = BTreeMap::from([(Noun::Recommendation, 275), (Noun::Response, 275)]);
    assert_eq!(counts(&reading), wanted);
    let position = texts(&reading, Noun::Response, "position");
    assert_eq!(
        position.iter().filter(|word| **word == "accepted").count(),
        228
    );
    assert_eq!(position.iter().filter(|word| **word == "noted").count(), 47);
}

#[test]
fn child_labour() {
    let Some(path) = find_shared("dol-child-labour/suggested_actions_a-l.csv") else {
        return;
    };
    let reading = reading("dol", &path);
    assert_markup_alone(&reading);
    assert_eq!(
        counts(&reading),
        BTreeMap::from([(Noun::Recommendation, 1099)])
    );
    assert!(texts(&reading, Noun::Recommendation, "years").contains(&"2018 – 2019"));
}
