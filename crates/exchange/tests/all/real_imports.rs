// SPDX-License-Identifier: EUPL-1.2
//! The real files through the rule of an import: what the register says of them afterwards.
//!
//! The files are found through `WEGMARKE_DATA` or `../shared/data` beside the project.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sha2::{Digest as _, Sha256};
use wegmarke_domain::finding::codes;
use wegmarke_domain::hand::Hand;
use wegmarke_domain::import::questions::Answers;
use wegmarke_domain::import::{Outcome, Request, prepare};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::finding::{Findings, Rule};
use wegmarke_domain::statement::Entry;
use wegmarke_exchange::{Profile, Reading, find_profile, read};
use wegmarke_testkit::data::find_shared;

/// Imports a file and returns what came of it; the register then says it.
fn import(register: &mut Register, profile: &str, path: &Path) -> Outcome {
    import_text(register, find_profile(profile).unwrap(), path)
}

/// Imports a file with the text of a profile, and again: the second time nothing is said.
pub(super) fn import_text(register: &mut Register, text: &str, path: &Path) -> Outcome {
    let profile = Profile::parse(text, "profile.toml").unwrap_or_else(|error| panic!("{error}"));
    let reading = read(path, &profile).unwrap_or_else(|error| panic!("{error}"));
    take_in(register, &profile, reading)
}

/// Imports what was read, and again: the second time nothing is said.
pub(super) fn take_in(register: &mut Register, profile: &Profile, reading: Reading) -> Outcome {
    let Reading {
        drafts,
        doubts,
        files,
        read: rows,
        again,
        seals: _,
    } = reading;
    let request = Request {
        by: "test".to_owned(),
        drafts,
        doubts,
        files,
        bundles: BTreeMap::new(),
        complete: profile.complete,
        dated_on: profile.dated_on,
        language: profile.language,
        day_order: profile.day_order,
        accept: Vec::new(),
        same: Answers::default(),
        read: rows,
        editions: BTreeSet::new(),
        same_version: false,
        reason: None,
        again,
    };
    let outcome = prepare(register, &request);
    for said in &outcome.said {
        let entry = Entry {
            seq: register.size(),
            at: jiff::Timestamp::UNIX_EPOCH,
            by: outcome.by.clone(),
            hand: Hand::Account,
            signed: None,
            kind: said.statement.kind().into(),
            subject: said.subject.clone(),
            dated_on: said.dated_on,
            version: said.version,
            invented: said.invented,
            statement: Some(said.statement.clone()),
        };
        register
            .apply(&entry)
            .unwrap_or_else(|error| panic!("{error}"));
    }
    let again = prepare(register, &request);
    assert_eq!(again.said.len(), 0, "{:#?}", again.said.first());
    outcome
}

fn count(outcome: &Outcome, code: &str) -> usize {
    outcome
        .findings
        .iter()
        .filter(|finding| &*finding.code == code)
        .count()
}

#[test]
fn self_reports_leave_the_catalogue_alone() {
    let folder = "italy-recovery-plan";
    let (Some(catalogue), Some(first), Some(second)) = (
        find_shared(&format!("{folder}/PNRR_MeT_OA_programmazione.csv")),
        find_shared(&format!("{folder}/MeT_Attuazione_2021-T4.csv")),
        find_shared(&format!("{folder}/MeT_Attuazione_2021-T4_v02.csv")),
    ) else {
        return;
    };
    let mut register = Register::default();
    import(&mut register, "italy-recovery-plan", &catalogue);
    let titles = |register: &Register| -> BTreeMap<String, String> {
        let milestones = register.milestones.list();
        milestones
            .map(|one| {
                (
                    one.id.to_string(),
                    format!("{:?}", record::attributes(one).get("title")),
                )
            })
            .collect()
    };
    let before = titles(&register);
    assert_eq!(before.len(), 1147);
    let outcome = import(&mut register, "italy-self-report", &first);
    assert_eq!(titles(&register), before);
    assert_eq!(outcome.counts[&Noun::Evidence].added, 51);
    // One milestone has two leads in the catalogue and one in the report.
    let milestones = outcome.counts[&Noun::Milestone];
    let counted = (milestones.added, milestones.changed, milestones.unchanged);
    assert_eq!(counted, (0, 1, 50));
    assert_eq!(count(&outcome, codes::INCOMPLETE_ROW), 0);
    let outcome = import(&mut register, "italy-self-report", &second);
    assert_eq!(outcome.counts[&Noun::Evidence].added, 0);
    assert!(outcome.counts[&Noun::Evidence].changed > 0);
    let changes = &outcome.changes[&Noun::Milestone];
    assert_eq!(
        changes.iter().collect::<Vec<_>>(),
        [(&"lead".to_owned(), &51)]
    );
    assert_eq!(titles(&register), before);
}

#[test]
fn a_self_report_alone_brings_its_milestones() {
    let Some(path) = find_shared("italy-recovery-plan/MeT_Attuazione_2021-T4.csv") else {
        return;
    };
    let mut register = Register::default();
    let outcome = import(&mut register, "italy-self-report", &path);
    assert_eq!(outcome.counts[&Noun::Evidence].added, 51);
    assert_eq!(outcome.counts[&Noun::Milestone].added, 51);
    assert_eq!(count(&outcome, codes::INCOMPLETE_ROW), 0);
}

#[test]
fn only_the_filler_of_milestones_is_dropped() {
    for file in [
        "PNRR_MeT_OA_programmazione.csv",
        "PNRR_MeT_OA_programmazione_v02.csv",
    ] {
        let Some(path) = find_shared(&format!("italy-recovery-plan/{file}")) else {
            return;
        };
        let mut register = Register::default();
        import(&mut register, "italy-recovery-plan", &path);
        let milestones: Vec<_> = register.milestones.list().map(record::attributes).collect();
        let text = |one: &serde_json::Map<String, serde_json::Value>, attribute: &str| {
            one.get(attribute)
                .map(|value| value.to_string().replace('"', ""))
        };
        let qualitative = milestones
            .iter()
            .filter(|one| text(one, "type").as_deref() == Some("qualitative"));
        let goals: Vec<String> = qualitative.filter_map(|one| text(one, "goal")).collect();
        assert_eq!(goals, ["2000000000"], "{file}");
        let zero = milestones
            .iter()
            .filter(|one| text(one, "baseline").as_deref() == Some("0"));
        assert!(zero.count() > 100, "{file}: the zeros of targets are meant");
    }
}

#[test]
fn every_recommendation_of_the_review_has_an_id_of_its_own() {
    let Some(path) = find_shared("upr/upr_germany_all_sessions_1-20.csv") else {
        return;
    };
    let mut register = Register::default();
    let outcome = import(&mut register, "upr", &path);
    assert_eq!(
        register.recommendations.list().count(),
        275,
        "{:#?}",
        outcome.findings
    );
    assert_eq!(register.responses.list().count(), 275);
}

#[test]
fn parts_of_a_country_are_addressed_by_themselves() {
    let Some(path) = find_shared("dol-child-labour/suggested_actions_a-l.csv") else {
        return;
    };
    let mut register = Register::default();
    let outcome = import(&mut register, "dol", &path);
    assert_eq!(outcome.counts[&Noun::Recommendation].added, 1099);
    let addressees = register.recommendations.list().filter(|one| {
        format!("{:?}", record::attributes(*one).get("addressee")).contains(": FBiH")
    });
    assert_eq!(addressees.count(), 2);
}

#[test]
fn the_tree_of_mainz() {
    let Some(path) = find_shared("mainz-climate-plan/mainz_task_tree.json") else {
        return;
    };
    let mut register = Register::default();
    let outcome = import(&mut register, "mainz", &path);
    assert_eq!(outcome.counts[&Noun::Field].added, 14);
    assert_eq!(outcome.counts[&Noun::Evidence].added, 26);
    let linked = register
        .evidence
        .list()
        .filter(|one| record::attributes(*one).contains_key("measures"));
    assert_eq!(linked.count(), 26, "{:#?}", outcome.findings);
}

/// Every entry that an import writes, with the SHA-256 of all of a kind: what a log holds already
/// must be written the same for ever.
fn told(name: &str, outcome: &Outcome) -> String {
    let mut kinds: BTreeMap<&str, (usize, Sha256)> = BTreeMap::new();
    for said in &outcome.said {
        let (count, hash) = kinds.entry(said.statement.kind()).or_default();
        *count += 1;
        hash.update(format!("{}\n{}\n", said.subject, said.body().unwrap()));
    }
    let lines = kinds.into_iter().map(|(kind, (count, hash))| {
        format!("{name} {kind} {count} {}\n", hex::encode(hash.finalize()))
    });
    lines.collect()
}

const GOLDEN: &str = include_str!("golden/imports.txt");

/// The lines of `golden/imports.txt` that begin with a name.
fn golden(name: &str) -> String {
    let lines = GOLDEN.lines();
    lines
        .filter(|line| line.split(' ').next() == Some(name))
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn the_bytes_of_the_example_stay() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../example/germany");
    let outcome = import(&mut Register::default(), "germany", &example);
    assert_eq!(told("germany", &outcome), golden("germany"));
}

/// What is wrong with how the example's sources cite measures is found by a rule, too.
#[test]
fn every_citation_defect_of_the_example_is_found() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../example/germany");
    let mut register = Register::default();
    import(&mut register, "germany", &example);
    let findings = Findings::of(&register, jiff::civil::date(2026, 1, 1));
    let defects = [
        codes::CITATION_UNRESOLVED,
        codes::CITATION_AMBIGUOUS,
        codes::CITATION_WITHOUT_FIELD,
        codes::NUMBER_OUTSIDE_FIELD,
        codes::NUMBER_TWICE,
        codes::NUMBER_WITHOUT_FIELD,
        codes::NUMBERS_SHARE_TEXT,
    ];
    let cited: BTreeSet<Subject> = findings
        .list()
        .iter()
        .filter(|found| found.rule == Rule::Citation)
        .flat_map(|found| found.rests_on.clone())
        .collect();
    let mut met = 0;
    for finding in register.findings.list() {
        if !defects.contains(&&*finding.code) {
            continue;
        }
        met += 1;
        let about = finding.about.as_ref().unwrap();
        assert!(cited.contains(about), "{}: {about}", finding.id);
    }
    assert_eq!(met, 20);
}

#[test]
fn the_bytes_of_the_real_files_stay() {
    let mut register = Register::default();
    for (name, profile, file) in [
        (
            "italy-1",
            "italy-recovery-plan",
            "italy-recovery-plan/PNRR_MeT_OA_programmazione.csv",
        ),
        (
            "italy-2",
            "italy-recovery-plan",
            "italy-recovery-plan/PNRR_MeT_OA_programmazione_v02.csv",
        ),
        (
            "italy-3",
            "italy-self-report",
            "italy-recovery-plan/MeT_Attuazione_2021-T4.csv",
        ),
        ("upr", "upr", "upr/upr_germany_all_sessions_1-20.csv"),
        ("dol", "dol", "dol-child-labour/suggested_actions_a-l.csv"),
        ("mainz", "mainz", "mainz-climate-plan/mainz_task_tree.json"),
    ] {
        let Some(path) = find_shared(file) else {
            return;
        };
        let outcome = import(&mut register, profile, &path);
        assert_eq!(told(name, &outcome), golden(name));
    }
}
