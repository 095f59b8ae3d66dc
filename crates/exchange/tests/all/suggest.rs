// SPDX-License-Identifier: EUPL-1.2
//! Proposals for files that nobody has described: they parse, read what they name and keep the
//! rest as comments.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use wegmarke_domain::noun::Noun;
use wegmarke_exchange::{Profile, read, suggest};
use wegmarke_testkit::data::find_shared;

fn proposal(file: &str, text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(file);
    std::fs::write(&path, text).unwrap();
    let proposal = suggest(&path).unwrap();
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
        let proposal = suggest(&path).unwrap();
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
