// SPDX-License-Identifier: EUPL-1.2
//! Proposals for files that nobody has described: they parse, read what they name and keep the
//! rest as comments.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_exchange::{Profile, ReadError, read, suggest};
use wegmarke_testkit::data::find_shared;

use super::real_imports::take_in;
use super::told::{in_english, in_german};

fn proposal(file: &str, text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(file);
    std::fs::write(&path, text).unwrap();
    let proposal = suggest(&path, &in_english).unwrap();
    Profile::parse(&proposal, "proposal.toml")
        .unwrap_or_else(|error| panic!("{error}\n{proposal}"));
    proposal
}

fn assert_lines(proposal: &str, lines: &[&str]) {
    for line in lines {
        let found = proposal.lines().any(|met| met == *line);
        assert!(found, "{line} is missing in\n{proposal}");
    }
}

#[test]
fn a_german_list_of_measures() {
    let proposal = proposal(
        "Aktionsplan 2026.csv",
        "Nr.;Handlungsfeld;Maßnahme;Federführung;Beteiligte Ressorts;Laufzeit;Mondphase\n\
         1;Schutz;Hotline;BMI;BMAS; 2026;voll\n2;Schutz;Fortbildung;\"BMI; BMJ\";;2027;neu\n",
    );
    assert_lines(
        &proposal,
        &[
            "language = \"de\"",
            "noun = \"measure\"",
            "\"number\" = \"Nr.\"",
            "\"field\" = \"Handlungsfeld\"",
            "\"title.de\" = \"Maßnahme\"",
            "\"lead\" = { column = \"Federführung\", split = \";\" }",
            "\"partners\" = \"Beteiligte Ressorts\"",
            "\"period.as_written\" = \"Laufzeit\"",
            "#   \"Mondphase\"",
            "plan = { id = \"aktionsplan-2026\", title = \"Aktionsplan 2026\" }",
        ],
    );
}

#[test]
fn words_of_closed_lists_are_asked_for() {
    let proposal = proposal(
        "m.csv",
        "Maßnahme;Verbindlichkeit;Zeitraum;Period\na;soll;2026;2027\nb;Implement;2026;2027\n",
    );
    assert_lines(
        &proposal,
        &[
            "\"commitment\" = \"Verbindlichkeit\"",
            "# Say what these words mean: implement, continue, support, strive, examine",
            "# [table.record.values.\"commitment\"]",
            "# \"soll\" = \"\"",
        ],
    );
    assert!(!proposal.contains("Implement"), "{proposal}");
}

#[test]
fn spellings_do_not_matter() {
    let one = proposal("m.csv", "Massnahme,FEDERFUEHRUNG,Traeger\nx,y,z\n");
    assert_lines(
        &one,
        &[
            "\"title.de\" = \"Massnahme\"",
            "\"lead\" = \"FEDERFUEHRUNG\"",
        ],
    );
    let two = proposal("m.csv", "title_en,title_de,lead-agency,Notes\nx,y,z,n\n");
    assert_lines(
        &two,
        &[
            "\"title.en\" = \"title_en\"",
            "\"title.de\" = \"title_de\"",
            "\"lead\" = \"lead-agency\"",
            "\"note.en\" = \"Notes\"",
        ],
    );
}

#[test]
fn nothing_recognised_is_said() {
    let proposal = proposal("x.csv", "qqq;www\n1;2\n");
    assert!(proposal.contains("Nothing was recognised"), "{proposal}");
    assert_lines(&proposal, &["#   \"qqq\"", "#   \"www\""]);
}

#[test]
fn headings_are_written_as_toml() {
    let proposal = proposal("a \"b\"\\c.csv", "\"Maß\"\"nahme\"\"\";Träger\\x\na;b\n");
    assert!(proposal.contains("Träger"), "{proposal}");
}

#[test]
fn real_files_are_recognised() {
    for (file, noun) in [
        ("germany/measures.csv", Noun::Measure),
        ("germany/actors.csv", Noun::Organisation),
        ("germany/recommendations.csv", Noun::Recommendation),
        ("germany/obligations.csv", Noun::Obligation),
        ("germany/coverage.csv", Noun::Coverage),
        ("germany/evidence.csv", Noun::Evidence),
        ("germany/plan-facts.csv", Noun::Fact),
        (
            "italy-recovery-plan/PNRR_MeT_OA_programmazione_v02.csv",
            Noun::Milestone,
        ),
        (
            "upr/upr_germany_all_sessions_1-20.csv",
            Noun::Recommendation,
        ),
        (
            "dol-child-labour/suggested_actions_a-l.csv",
            Noun::Recommendation,
        ),
        ("mainz-climate-plan/mainz_task_tree.json", Noun::Measure),
    ] {
        let Some(path) = find_shared(file) else {
            continue;
        };
        let proposal = suggest(&path, &in_english).unwrap();
        let profile =
            Profile::parse(&proposal, file).unwrap_or_else(|error| panic!("{error}\n{proposal}"));
        let reading = read(&path, &profile).unwrap_or_else(|error| panic!("{error}"));
        let found = reading.drafts.iter().filter(|draft| draft.noun == noun);
        assert!(found.count() > 5, "{file} is no {noun}:\n{proposal}");
        if std::env::var_os("SHOW").is_some() {
            println!("{proposal}");
        }
    }
}

#[path = "../../../../benches/src/suggest/judge.rs"]
mod judge;

/// Against the labelled truth: four fifths of the columns that mean something, nine of ten nouns, and
/// every proposal reads its file.
#[test]
fn proposals_are_what_the_sources_hold() {
    let Some(folder) = find_shared(".") else {
        return;
    };
    let truth = include_str!("../../../../benches/src/suggest/truth.toml");
    let judged = judge::judge(truth, &folder);
    println!("{}", judge::printed(&judged));
    let columns: usize = judged.iter().map(|one| one.columns).sum();
    let right: usize = judged.iter().map(|one| one.right).sum();
    let nouns = judged.iter().filter(|one| one.noun_is_right).count();
    for one in &judged {
        assert!(one.reads.is_ok(), "{} {:?}", one.source, one.reads);
    }
    assert!(right * 5 >= columns * 4, "{right} of {columns}");
    assert!(
        nouns * 10 >= judged.len() * 9,
        "{nouns} of {}",
        judged.len()
    );
}

/// Every table, tree and folder of the visible sources: the proposal parses, reads what it was made from,
/// and imports, with its count; and again it says nothing.
#[test]
fn every_proposal_imports() {
    let Some(folder) = find_shared(".") else {
        return;
    };
    let mut paths: Vec<std::path::PathBuf> = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&path).unwrap() {
            let file = entry.unwrap().path();
            let ending = file.extension().and_then(|ending| ending.to_str());
            if matches!(ending, Some("csv" | "json" | "xls" | "xlsx" | "ods")) {
                paths.push(file);
            }
        }
        paths.push(path);
    }
    paths.sort();
    let (mut entered, mut nothing) = (0, Vec::new());
    for path in &paths {
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        // A folder without any table has no proposal, which is said.
        let proposal = match suggest(path, &in_english) {
            Ok(proposal) => proposal,
            Err(error) => {
                let is_refused = matches!(error, ReadError::Formula { .. });
                assert!(path.is_dir() || is_refused, "{name}: {error}");
                continue;
            }
        };
        let profile = Profile::parse(&proposal, &name)
            .unwrap_or_else(|error| panic!("{name}: {error}\n{proposal}"));
        let reading =
            read(path, &profile).unwrap_or_else(|error| panic!("{name}: {error}\n{proposal}"));
        let drafts = reading.drafts.len();
        let outcome = take_in(&mut Register::default(), &profile, reading);
        let tally = outcome.tally;
        let counts: Vec<String> = outcome
            .counts
            .iter()
            .map(|(noun, count)| format!("{noun} {}", count.added))
            .collect();
        println!(
            "{name}: {} of {} rows, {}",
            tally.entered,
            tally.read,
            counts.join(", ")
        );
        assert_eq!(
            tally.read,
            tally.entered + tally.unchanged + tally.not_entered,
            "{name}"
        );
        // A part of a package names plans or demands that lie in its other files, and some lists name no
        // issuer: then nothing enters, and each row is told with what it lacks.
        if drafts > 0 && tally.entered == 0 {
            let lacks = ["unknown_plan", "unknown_recommendation", "incomplete_row"];
            let told = outcome
                .findings
                .iter()
                .filter(|one| lacks.contains(&&*one.code));
            let told: u64 = told
                .map(|one| outcome.times.get(one.id.as_str()).copied().unwrap_or(1))
                .sum();
            assert!(
                told >= tally.not_entered,
                "{name}: {told} of {}",
                tally.not_entered
            );
            nothing.push(name);
        }
        entered += usize::from(tally.entered > 0);
    }
    println!("{entered} of {} enter; nothing of {nothing:?}", paths.len());
    assert!(entered * 4 >= paths.len() * 3, "{entered}");
}

/// What stands beside the lines is in the language of who asks, and nothing of it is missing in one.
#[test]
fn notes_are_in_the_language_of_the_reader() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.csv");
    std::fs::write(
        &path,
        "Maßnahme;Art;Farbe;2021;2022;2023\nHotline;grün;x1;1;2;3\n",
    )
    .unwrap();
    let (german, english) = (suggest(&path, &in_german), suggest(&path, &in_english));
    let (german, english) = (german.unwrap(), english.unwrap());
    let notes = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.starts_with("# "));
        lines.map(str::to_owned).collect()
    };
    assert!(german.contains("Prüfen Sie jede Zeile"), "{german}");
    assert!(english.contains("Check every line"), "{english}");
    assert_eq!(notes(&german).len(), notes(&english).len());
    assert!(!german.contains('⟪') && !german.contains("{ $"), "{german}");
    let without =
        |text: &str| -> String { text.lines().filter(|line| !line.starts_with('#')).collect() };
    assert_eq!(without(&german), without(&english));
}

/// The headings above the rows of a reviewed document are groups, and no text of each row.
#[test]
fn headings_of_a_document_are_no_descriptions() {
    let mut text = "Nr.;Maßnahme;Federführung;Überschrift 1;Überschrift 2\n".to_owned();
    for row in 1..=12 {
        let (group, part) = (row / 7, row / 3);
        text.push_str(&format!(
            "1.{row};Beratung Nummer {row} für alle ausbauen;BMAS;{group} Schutz und Hilfe;\
             {part} Betroffene beraten, begleiten und in ihren Rechten stärken, wo immer sie leben\n"
        ));
    }
    let proposal = proposal("plan.csv", &text);
    assert_lines(
        &proposal,
        &[
            "\"title.de\" = \"Maßnahme\"",
            "\"field\" = \"Überschrift 1\"",
            "#   \"Überschrift 2\"",
        ],
    );
    assert!(!proposal.contains("description"), "{proposal}");
}
