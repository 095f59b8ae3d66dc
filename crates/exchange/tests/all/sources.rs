// SPDX-License-Identifier: EUPL-1.2
//! Every source in the shared folder against a few lines of Python that count the raw file, and again:
//! the second import says nothing. Profiles of sources without a free licence stand beside this file.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use wegmarke_domain::register::Register;
use wegmarke_exchange::find_profile;
use wegmarke_testkit::data::find_shared;

use super::real_imports::import_text;

/// Name for the counts, path under the shared folder, profile.
const SOURCES: [(&str, &str, &str); 15] = [
    (
        "muenster-1",
        "muenster/muenster_sachstand_2019-12-09.csv",
        "muenster",
    ),
    ("muenster-2", "muenster/muenster_sachstand.csv", "muenster"),
    (
        "barometer-1",
        "french-barometer/synthese-national_2021-01-12.csv",
        "french-barometer",
    ),
    (
        "barometer-2",
        "french-barometer/synthese-national_2021-05-07.csv",
        "french-barometer",
    ),
    (
        "planning",
        "french-planning",
        include_str!("sources/french-planning.toml"),
    ),
    (
        "buenos-aires",
        "buenos-aires",
        include_str!("sources/buenos-aires.toml"),
    ),
    ("barcelona", "barcelona/action_plans.csv", "barcelona"),
    ("sao-paulo", "sao-paulo", "sao-paulo"),
    (
        "uk",
        "uk-promises",
        include_str!("sources/uk-promises.toml"),
    ),
    (
        "denmark",
        "denmark-upr/denmark_cycle3_excerpt.csv",
        include_str!("sources/denmark-upr.toml"),
    ),
    (
        "irena",
        "irena/data_2026-04-02.json",
        include_str!("sources/irena.toml"),
    ),
    (
        "karlsruhe",
        "karlsruhe/kennzahlenwerte_2024-09-24.csv",
        include_str!("sources/karlsruhe.toml"),
    ),
    (
        "karlsruhe-sheet",
        "karlsruhe/ODD24_Monitoring_Klimaschutz_KA2022.csv",
        include_str!("sources/karlsruhe-sheet.toml"),
    ),
    ("upr", "upr/upr_germany_all_sessions_1-20.csv", "upr"),
    ("dol", "dol-child-labour/suggested_actions_a-l.csv", "dol"),
];

/// What Python counts in the raw file.
fn counted(source: &str, folder: &Path) -> BTreeMap<String, usize> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/sources.py");
    let run = Command::new("python3")
        .arg(script)
        .arg(folder)
        .arg(source)
        .output();
    let run = run.unwrap_or_else(|error| panic!("python3 counts the raw files: {error}"));
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let lines = String::from_utf8(run.stdout).unwrap();
    let pairs = lines.lines().map(|line| line.split_once(' ').unwrap());
    pairs
        .map(|(noun, count)| (noun.to_owned(), count.parse().unwrap()))
        .collect()
}

#[test]
fn every_source_enters_as_it_is_counted() {
    let mut wrong = Vec::new();
    for (source, path, profile) in SOURCES {
        let Some(path) = find_shared(path) else {
            return;
        };
        let folder = find_shared(".").unwrap();
        let text = find_profile(profile).unwrap_or(profile);
        let outcome = import_text(&mut Register::default(), text, &path);
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &outcome.findings {
            *told.entry(&finding.code).or_default() += 1;
        }
        println!("{source}: {:?} {told:?}", outcome.counts);
        for (noun, count) in counted(source, &folder) {
            let met = outcome.counts.iter().find(|(met, _)| met.as_str() == noun);
            let met = met.map_or(0, |(_, counts)| counts.added);
            if met != count as u64 {
                wrong.push(format!("{source}: {noun} {met}, in the file {count}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every report of Münster names its own measure and has its time.
#[test]
fn reports_of_muenster_name_their_measures() {
    let Some(path) = find_shared("muenster/muenster_sachstand.csv") else {
        return;
    };
    let profile = find_profile("muenster").unwrap();
    assert!(profile.lines().count() <= 30);
    let mut register = Register::default();
    import_text(&mut register, profile, &path);
    for one in register.evidence.list() {
        let id = one.id.to_string();
        let told = serde_json::to_value(one).unwrap();
        let cited = told["cited"].as_str().unwrap_or_default();
        let measure = id.rsplit_once('-').map(|(measure, _)| measure);
        assert!(
            register
                .measures
                .find(&format!("muenster-klima/{}", measure.unwrap()))
                .is_some(),
            "{id}"
        );
        assert!(!cited.is_empty(), "{told}");
        assert!(told["dated_on"].to_string().contains("20"), "{told}");
    }
}
