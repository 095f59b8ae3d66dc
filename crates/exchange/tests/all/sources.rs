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
pub(super) const SOURCES: [(&str, &str, &str); 17] = [
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
    ("mainz", "mainz-climate-plan/mainz_task_tree.json", "mainz"),
    (
        "italy-report",
        "italy-recovery-plan/MeT_Attuazione_2021-T4.csv",
        "italy-self-report",
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

/// Colours are kept as they stand, and mean the same in both editions, which write them otherwise.
#[test]
fn colours_of_muenster_are_kept_and_mean_the_same() {
    for file in [
        "muenster_sachstand.csv",
        "muenster_sachstand_2019-12-09.csv",
    ] {
        let Some(path) = find_shared(&format!("muenster/{file}")) else {
            return;
        };
        let mut register = Register::default();
        import_text(&mut register, find_profile("muenster").unwrap(), &path);
        let (mut grades, mut of_reports) = (BTreeMap::new(), 0);
        for one in register.statuses.list() {
            let told = serde_json::to_value(one).unwrap();
            let grade = told["grade"].as_str().unwrap_or_default().to_owned();
            let delivery = told["delivery"].as_str().unwrap_or_default().to_owned();
            *grades.entry((grade, delivery)).or_insert(0) += 1;
            of_reports += usize::from(told["dated_on"].to_string().contains("20"));
            assert_eq!(told["organisation"], "code-for-muenster");
            let measure = told["measure"].as_str().unwrap();
            assert!(register.measures.find(measure).is_some(), "{told}");
        }
        let met: Vec<(&str, &str)> = grades
            .keys()
            .map(|(grade, delivery)| (grade.as_str(), delivery.as_str()))
            .collect();
        let wanted = [
            ("green", "substantial"),
            ("orange", "limited"),
            ("red", "not-started"),
        ];
        assert_eq!(met, wanted, "{file}");
        // The one report without a colour has none here, either.
        assert_eq!(of_reports, 161, "{file}");
    }
}

/// All states that made a recommendation are on record, and the grade on the source's own scale.
#[test]
fn recommendations_to_denmark_have_all_their_issuers() {
    let Some(path) = find_shared("denmark-upr/denmark_cycle3_excerpt.csv") else {
        return;
    };
    let mut register = Register::default();
    let text = include_str!("sources/denmark-upr.toml");
    import_text(&mut register, text, &path);
    let first = register.recommendations.find("dk-60.1").unwrap();
    assert_eq!(
        (first.issuer.as_str(), first.issuers().count()),
        ("italy", 9)
    );
    let told = register
        .statuses
        .list()
        .map(|one| serde_json::to_value(one).unwrap());
    let told: Vec<_> = told
        .filter(|one| one["recommendation"] == "dk-60.1")
        .collect();
    let grade = "A – Largely implemented / action largely satisfactory";
    assert_eq!(told[0]["grade"], grade);
    assert_eq!(told[0]["delivery"], "substantial");
}

/// Values with signs of their language are the numbers that Python sums up.
#[test]
fn values_of_the_sheet_of_karlsruhe_are_its_numbers() {
    let Some(path) = find_shared("karlsruhe/ODD24_Monitoring_Klimaschutz_KA2022.csv") else {
        return;
    };
    let mut register = Register::default();
    let text = include_str!("sources/karlsruhe-sheet.toml");
    import_text(&mut register, text, &path);
    let values: BTreeMap<String, String> = register
        .values
        .list()
        .map(|one| {
            let told = serde_json::to_value(one).unwrap();
            (
                one.id.to_string(),
                told["reading"]["number"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned(),
            )
        })
        .collect();
    let of = |year: &str| {
        let found = values
            .iter()
            .find(|(id, _)| id.contains("inwohnerzahl") && id.ends_with(year));
        found.map(|(_, number)| number.as_str())
    };
    assert_eq!(of("2022-12-31"), Some("306502"));
    assert_eq!(of("2010-12-31"), Some("283048"));
}
