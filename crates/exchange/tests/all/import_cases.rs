// SPDX-License-Identifier: EUPL-1.2
//! Small files that once went wrong, read with their profiles and imported: what stands afterwards.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use wegmarke_domain::finding::codes;
use wegmarke_domain::hand::Hand;
use wegmarke_domain::import::questions::Answers;
use wegmarke_domain::import::succession::Accepted;
use wegmarke_domain::import::{Outcome, Request, prepare};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::organisation::SuccessionKind;
use wegmarke_domain::record;
use wegmarke_domain::register::Register;
use wegmarke_domain::statement::Entry;
use wegmarke_exchange::{Profile, Reading, read};

/// A profile of one plan: tables of a noun with their columns.
fn profile(head: &str, tables: &[(&str, &str)]) -> Profile {
    let mut text = format!("name = \"case\"\n{head}\n");
    for (at, (file, record)) in tables.iter().enumerate() {
        text.push_str(&format!("[[table]]\nfile = \"{file}\"\noptional = true\n"));
        if at == 0 {
            text.push_str(
                "[[table.record]]\nnoun = \"plan\"\nrepeats = true\n[table.record.constants]\n\
                 \"id\" = \"p\"\n\"title.de\" = \"Plan\"\n",
            );
        }
        text.push_str(record);
        text.push('\n');
    }
    Profile::parse(&text, "case").unwrap_or_else(|error| panic!("{error}\n{text}"))
}

const GERMAN: &str =
    "language = \"de\"\ncomplete = true\nnot_stated = [\"k. A.\", \"keine Angabe\"]";

const MEASURES: &str = r#"
[[table.record]]
noun = "measure"
[table.record.constants]
"plan" = "p"
[table.record.columns]
"id" = "id"
"title.de" = "title"
"lead" = { column = "lead", optional = true }
"#;

const NAMELESS: &str = r#"
[[table.record]]
noun = "measure"
[table.record.constants]
"plan" = "p"
[table.record.columns]
"title.de" = "title"
"lead" = "lead"
"#;

const REPORTS: &str = r#"
[[table.record]]
noun = "evidence"
[table.record.constants]
"plan" = "p"
"kind" = "self-report"
[table.record.columns]
"measure" = "measure"
"dated_on" = "date"
"claim.de" = "text"
"#;

/// Imports files and says what they say; the same files then say nothing.
fn import(register: &mut Register, profile: &Profile, files: &[(&str, &str)]) -> Outcome {
    import_accepting(register, profile, files, Vec::new())
}

fn import_accepting(
    register: &mut Register,
    profile: &Profile,
    files: &[(&str, &str)],
    accept: Vec<Accepted>,
) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let Reading {
        drafts,
        doubts,
        files,
        read: rows,
        again,
        seals: _,
    } = read(folder.path(), profile).unwrap_or_else(|error| panic!("{error}"));
    let request = Request {
        by: "Probe".to_owned(),
        drafts,
        doubts,
        files,
        bundles: BTreeMap::new(),
        complete: profile.complete,
        dated_on: profile.dated_on,
        language: profile.language,
        day_order: profile.day_order,
        accept,
        same: Answers::default(),
        read: rows,
        editions: BTreeSet::new(),
        same_version: false,
        reason: None,
        again,
    };
    let outcome = prepare(register, &request);
    assert!(outcome.questions.is_empty(), "{:?}", outcome.questions);
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
    let tally = outcome.tally;
    assert_eq!(
        tally.read,
        tally.entered + tally.unchanged + tally.not_entered
    );
    outcome
}

fn codes_of(outcome: &Outcome) -> Vec<&str> {
    let mut codes: Vec<&str> = outcome.findings.iter().map(|one| &*one.code).collect();
    codes.retain(|code| *code != codes::UNKNOWN_ORGANISATION);
    codes.sort_unstable();
    codes
}

fn measures(register: &Register) -> BTreeMap<String, Value> {
    let measures = register.measures.list();
    measures
        .map(|one| (one.id.to_string(), Value::Object(record::attributes(one))))
        .collect()
}

#[test]
fn ids_that_differ_in_signs_are_different_ids() {
    let profile = profile(GERMAN, &[("measures.csv", MEASURES)]);
    let file = "id,title\nÜ1,Übergreifend\nÖ1,Öffentlichkeit\n1,Erste\nA/1,Strich\nA 1,Leer\n";
    let mut register = Register::default();
    let outcome = import(&mut register, &profile, &[("measures.csv", file)]);
    assert_eq!(register.measures.len(), 5);
    assert_eq!(outcome.tally.entered, 5);
    // And so they do where rows of one id are united.
    let repeats = MEASURES.replace("noun = \"measure\"", "noun = \"measure\"\nrepeats = true");
    let profile = self::profile(GERMAN, &[("measures.csv", &repeats)]);
    let outcome = import(&mut register, &profile, &[("measures.csv", file)]);
    assert_eq!(outcome.said.len(), 0);
}

#[test]
fn names_in_other_scripts_are_read_aloud() {
    let profile = profile(GERMAN, &[("measures.csv", NAMELESS)]);
    let rows = [
        "Мера первая,Министерство труда",
        "Мера вторая,Министерство юстиции",
        "Μέτρο τρία,Υπουργείο Εργασίας",
    ];
    let file = |order: [usize; 3]| {
        let rows: Vec<&str> = order.iter().map(|at| rows[*at]).collect();
        format!("title,lead\n{}\n", rows.join("\n"))
    };
    let mut register = Register::default();
    import(
        &mut register,
        &profile,
        &[("measures.csv", &file([0, 1, 2]))],
    );
    let ids: Vec<String> = measures(&register).into_keys().collect();
    assert_eq!(ids, ["p/mera-pervaia", "p/mera-vtoraia", "p/metro-tria"]);
    assert!(register.organisations.find("ministerstvo-truda").is_some());
    let turned = import(
        &mut register,
        &profile,
        &[("measures.csv", &file([2, 0, 1]))],
    );
    assert_eq!(turned.said.len(), 0);
}

#[test]
fn an_old_name_in_a_late_file_is_understood() {
    let profile = profile(
        "language = \"en\"\ncomplete = false",
        &[("*.csv", MEASURES)],
    );
    let v1 = "id,title,lead\n1,One,Old ministry\n2,Two,Old ministry\n3,Three,Other office\n";
    let v2 = v1.replace("Old", "New");
    let mut register = Register::default();
    import(&mut register, &profile, &[("v1.csv", v1)]);
    let tried = import(&mut register, &profile, &[("v2.csv", &v2)]);
    assert_eq!(tried.proposed.len(), 1);
    let accepted = Accepted {
        old: "Old ministry".to_owned(),
        new: "New ministry".to_owned(),
        kind: SuccessionKind::Renamed,
        on: None,
        items: 2,
        withdraw: false,
    };
    import_accepting(
        &mut register,
        &profile,
        &[("v2.csv", &v2)],
        vec![accepted.clone()],
    );
    let late = import(&mut register, &profile, &[("late.csv", v1)]);
    assert_eq!((late.said.len(), late.proposed.len()), (0, 0));
    // Accepted the wrong way round it would run in a circle.
    let wrong = Accepted {
        old: accepted.new.clone(),
        new: accepted.old.clone(),
        ..accepted.clone()
    };
    let outcome = import_accepting(&mut register, &profile, &[("late.csv", v1)], vec![wrong]);
    assert_eq!(codes_of(&outcome), [codes::SUCCESSION_CIRCLE]);
    assert_eq!(register.list_successions().count(), 1);
    // It is taken back, by the same way.
    let withdrawn = Accepted {
        withdraw: true,
        ..accepted
    };
    import_accepting(&mut register, &profile, &[("v2.csv", &v2)], vec![withdrawn]);
    assert_eq!(register.list_successions().count(), 0);
}

#[test]
fn what_looks_the_same_is_the_same() {
    let profile = profile(GERMAN, &[("*.csv", NAMELESS)]);
    let before = "title,lead\nPrüfung der Länder,Bundesministerium für Arbeit\nÖffentlichkeitsarbeit stärken,Länder\nSchulung anbieten,BMI\n";
    let mut register = Register::default();
    import(&mut register, &profile, &[("before.csv", before)]);
    let nfd = before
        .replace('ü', "u\u{308}")
        .replace('ä', "a\u{308}")
        .replace('Ö', "O\u{308}");
    let word = before
        .replace("Prüfung der", "Prüfung  der")
        .replace("der Länder", "der\u{a0}Länder")
        .replace("keitsarbeit", "keits\u{ad}arbeit");
    for (name, after) in [("nfd.csv", nfd), ("word.csv", word)] {
        let outcome = import(&mut register, &profile, &[(name, &after)]);
        assert_eq!(outcome.said.len(), 0, "{name}: {:#?}", outcome.said.first());
    }
    assert_eq!(
        (register.measures.len(), register.organisations.len()),
        (3, 4)
    );
}

#[test]
fn cells_that_say_nothing_are_no_organisation() {
    let profile = profile(GERMAN, &[("*.csv", NAMELESS)]);
    let leads = [
        "k. A.",
        "k.\u{a0}A.",
        "k.A.",
        "k. A",
        "–",
        "-",
        "—",
        "./.",
        "?",
        "--",
        "\u{200b}",
        "\u{ad}",
        "\u{a0}",
        "Amt",
    ];
    let mut file = String::from("title;lead\n");
    for (at, lead) in leads.iter().enumerate() {
        file.push_str(&format!("Vorhaben {at};{lead}\n"));
    }
    let mut register = Register::default();
    let outcome = import(&mut register, &profile, &[("a.csv", &file)]);
    let names: Vec<String> = register
        .organisations
        .list()
        .map(|one| one.id.to_string())
        .collect();
    assert_eq!(names, ["amt", "probe"]);
    assert_eq!(codes_of(&outcome), [codes::UNKNOWN_VALUE; 6]);
}

#[test]
fn reports_point_at_measures_and_are_told_apart_by_their_dates() {
    let profile = profile(
        "language = \"de\"\ncomplete = false",
        &[("measures.csv", MEASURES), ("reports-*.csv", REPORTS)],
    );
    let list = "id,title\nA1.1,Energieleitplan aufstellen\n12,Radwege\n";
    let report = |date: &str| {
        format!("measure,date,text\nA1.1,{date},Läuft\n12,{date},Läuft\nRadwege,{date},Gebaut\n")
    };
    let (one, two) = (report("2024-12-31"), report("2025-12-31"));
    let mut register = Register::default();
    import(
        &mut register,
        &profile,
        &[("measures.csv", list), ("reports-2024.csv", &one)],
    );
    import(
        &mut register,
        &profile,
        &[("measures.csv", list), ("reports-2025.csv", &two)],
    );
    assert_eq!(register.evidence.len(), 6);
    let linked = register
        .evidence
        .list()
        .filter(|one| one.measures.len() == 1);
    assert_eq!(linked.count(), 6);
}

#[test]
fn a_report_in_the_row_of_its_measure_is_about_that_measure() {
    let own = REPORTS
        .replace("\"measure\" = \"measure\"\n\"dated_on\" = \"date\"\n", "")
        .replace("\"kind\"", "\"measure\" = \"this row\"\n\"kind\"");
    let by_title = REPORTS.replace(
        "\"measure\" = \"measure\"\n\"dated_on\" = \"date\"\n",
        "\"measure\" = \"title\"\n",
    );
    let file = "id,title,text\nm1,Beratungsstelle einrichten,in Mainz\nm2,Beratungsstelle einrichten,in Kiel\nm3,Radwege,gebaut\nm4,Halle 20,gebaut\n";
    for reports in [own, by_title] {
        let both = format!("{MEASURES}{reports}");
        let profile = profile(GERMAN, &[("measures.csv", &both)]);
        let mut register = Register::default();
        let outcome = import(&mut register, &profile, &[("measures.csv", file)]);
        let mut linked: Vec<Value> = register
            .evidence
            .list()
            .map(|one| json!(one.measures))
            .collect();
        linked.sort_by_key(ToString::to_string);
        assert_eq!(
            linked,
            [
                json!(["p/m1"]),
                json!(["p/m2"]),
                json!(["p/m3"]),
                json!(["p/m4"])
            ],
            "{:?}",
            outcome.findings
        );
        assert_eq!(codes_of(&outcome), [""; 0]);
    }
}

#[test]
fn every_double_row_is_told() {
    let profile = profile(GERMAN, &[("measures.csv", MEASURES)]);
    let file = "id,title\n7,Erste\n7,Zweite\n7,Dritte\n7,Vierte\n";
    let outcome = import(
        &mut Register::default(),
        &profile,
        &[("measures.csv", file)],
    );
    assert_eq!(codes_of(&outcome), [codes::DUPLICATE_ID; 3]);
    let tally = outcome.tally;
    assert_eq!((tally.read, tally.entered, tally.not_entered), (4, 1, 3));
    assert_eq!(outcome.counts[&Noun::Measure].added, 1);
}
