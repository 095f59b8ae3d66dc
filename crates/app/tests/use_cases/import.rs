// SPDX-License-Identifier: EUPL-1.2
//! Importing real files: exact counts, dry runs, successions, bad files.

use std::collections::{BTreeMap, BTreeSet};

use wegmarke_app::AppError;
use wegmarke_app::import::Import;
use wegmarke_domain::coverage::Degree;
use wegmarke_domain::finding::codes;
use wegmarke_domain::import::succession::Accepted;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::organisation::SuccessionKind;
use wegmarke_domain::rules::covering::{self, By};
use wegmarke_testkit::data;

use crate::fixture::{Home, accepting, counts, dry, findings, import};

#[tokio::test(flavor = "multi_thread")]
async fn the_german_package_with_every_defect_it_has() {
    let home = Home::embedded();
    let app = home.open().await;
    let report = app
        .import(import(&data::germany(), "germany"))
        .await
        .unwrap();
    for (noun, added) in [
        (Noun::Plan, 2),
        (Noun::Field, 9),
        (Noun::Measure, 51),
        (Noun::Recommendation, 65),
        (Noun::Coverage, 79),
        (Noun::Evidence, 12),
        (Noun::Obligation, 15),
        (Noun::Fact, 13),
        // 17 actors, and the one that imports.
        (Noun::Organisation, 18),
    ] {
        assert_eq!(counts(&report, noun), [added, 0, 0, 0], "{noun}");
    }
    assert_eq!(report.entries, app.state().size());

    let mut told: BTreeMap<&str, Vec<(&str, Option<u32>)>> = BTreeMap::new();
    for finding in &report.findings {
        told.entry(&finding.code)
            .or_default()
            .push((&finding.file, finding.row));
    }
    // What SOURCES.md says was left in on purpose, each at its place.
    let at = |code: &str| told[code].clone();
    let outside = [("coverage.csv", Some(47)), ("measures.csv", Some(11))];
    assert_eq!(at(codes::NUMBER_OUTSIDE_FIELD), outside);
    assert_eq!(at(codes::NUMBER_TWICE), [("measures.csv", Some(5))]);
    assert_eq!(at(codes::CONFLICTING_FACTS), [("plan-facts.csv", Some(6))]);
    let rows = |code: &str| -> Vec<_> { told[code].iter().filter_map(|(_, row)| *row).collect() };
    assert_eq!(rows(codes::NUMBER_WITHOUT_FIELD), [19, 20, 21, 22, 23]);
    assert_eq!(rows(codes::NUMBERS_SHARE_TEXT), [3, 7, 12, 19, 22]);
    assert_eq!(told[codes::TOTAL_DIFFERS].len(), 6);
    assert_eq!(told[codes::CITATION_AMBIGUOUS].len(), 1);
    let in_words = [("measures.csv", Some(36)), ("plans.csv", Some(2))];
    assert_eq!(at(codes::TIME_IN_WORDS), in_words);
    assert_eq!(report.findings.len(), 41);
    for finding in &report.findings {
        if finding.row.is_none() {
            assert_eq!(&*finding.code, codes::UNKNOWN_ORGANISATION, "{finding:?}");
        }
    }
    // The matrix holds every judgement once, as the KOK gave it, and what nobody judged beside them.
    let state = app.state();
    let lines = covering::list_lines(&state.register);
    let matrix = covering::matrix(&state.register, &lines, By::Plan);
    let count = |degree| {
        matrix
            .values()
            .filter_map(|row| row.get(&degree))
            .sum::<usize>()
    };
    let degrees = [
        Degree::Met,
        Degree::Partial,
        Degree::NotMet,
        Degree::Contradicted,
        Degree::Unclear,
    ];
    assert_eq!(
        degrees.map(|degree| count(Some(degree))),
        [7, 21, 37, 0, 14]
    );
    let demands: BTreeSet<_> = lines.iter().map(|line| line.demand.subject()).collect();
    let of = |noun| demands.iter().filter(|demand| demand.noun == noun).count();
    assert_eq!((of(Noun::Recommendation), of(Noun::Obligation)), (65, 15));
    // Binding duties start as not judged, for each plan, and no lawyer has looked at them.
    let duties = lines
        .iter()
        .filter(|line| line.demand.subject().noun == Noun::Obligation);
    assert_eq!(duties.clone().count(), 30);
    assert!(duties.clone().all(|line| line.judgement.is_none()));
    let mut obligations = state.register.obligations.list();
    assert!(obligations.all(|one| one.checked_by_lawyer.value() == Some(&false)));
    // Findings are on record, not only in the report.
    assert_eq!(app.state().register.findings.len(), report.findings.len());

    let again = app
        .import(import(&data::germany(), "germany"))
        .await
        .unwrap();
    assert_eq!(again.entries, 0);
    assert_eq!(counts(&again, Noun::Measure), [0, 0, 0, 51]);
    home.verify().await.unwrap();
}

/// Each is decided on its own, while the other may write: one of them says all, the other nothing.
#[tokio::test(flavor = "multi_thread")]
async fn two_imports_at_once_are_as_one_after_the_other() {
    let home = Home::embedded();
    let app = home.open().await;
    let germany = data::germany();
    let of = || app.import(import(&germany, "germany"));
    let (one, two) = tokio::join!(of(), of());
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.entries.min(two.entries), 0);
    assert_eq!(one.entries + two.entries, app.state().size());
    home.verify().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_italian_catalogue_in_two_versions() {
    let (Some(first), Some(second)) = (
        data::find_shared("italy-recovery-plan/PNRR_MeT_OA_programmazione.csv"),
        data::find_shared("italy-recovery-plan/PNRR_MeT_OA_programmazione_v02.csv"),
    ) else {
        return;
    };
    let home = Home::embedded();
    let app = home.open().await;
    let one = app
        .import(import(&first, "italy-recovery-plan"))
        .await
        .unwrap();
    assert_eq!(counts(&one, Noun::Milestone), [1147, 0, 0, 0]);
    assert_eq!(findings(&one, codes::TWO_LEADS), 2);

    // A dry run says the same as the import, and writes nothing.
    let before = app.version();
    let tried = app
        .import(dry(import(&second, "italy-recovery-plan")))
        .await
        .unwrap();
    assert_eq!(app.version(), before);
    let two = app
        .import(import(&second, "italy-recovery-plan"))
        .await
        .unwrap();
    assert_eq!(
        (tried.entries, &tried.changes, &tried.counts),
        (two.entries, &two.changes, &two.counts)
    );
    let [added, removed, _, _] = counts(&two, Noun::Milestone);
    assert_eq!((added, removed), (3, 0));
    let changes = &two.changes[&Noun::Milestone];
    assert_eq!(changes.get("lead"), Some(&8), "{changes:?}");
    assert_eq!(changes.get("title"), Some(&1), "{changes:?}");
    assert_eq!(findings(&two, codes::TWO_LEADS), 3);
    assert_eq!(two.proposed.len(), 1, "{:?}", two.proposed);
    assert_eq!(two.proposed[0].items, 7);

    let plans: Vec<_> = app
        .state()
        .register
        .plans
        .list()
        .map(|plan| plan.id.clone())
        .collect();
    for plan in &plans {
        assert_eq!(app.state().register.newest_version(plan.as_str()), 2);
    }
    let again = app
        .import(import(&second, "italy-recovery-plan"))
        .await
        .unwrap();
    assert_eq!(again.entries, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_succession_is_applied_when_it_is_accepted_and_not_before() {
    let (Some(first), Some(second)) = (
        data::find_shared("italy-recovery-plan/MeT_Attuazione_2021-T4.csv"),
        data::find_shared("italy-recovery-plan/MeT_Attuazione_2021-T4_v02.csv"),
    ) else {
        return;
    };
    let home = Home::embedded();
    let app = home.open().await;
    app.import(import(&first, "italy-self-report"))
        .await
        .unwrap();
    let tried = app
        .import(dry(import(&second, "italy-self-report")))
        .await
        .unwrap();
    assert!(tried.proposed.len() > 10, "{:?}", tried.proposed);
    assert_eq!(tried.transfers.len(), 1, "{:?}", tried.transfers);
    assert_eq!(app.state().register.list_successions().count(), 0);

    let accept: Vec<Accepted> = tried
        .proposed
        .iter()
        .map(|proposal| Accepted {
            old: proposal.old.clone(),
            new: proposal.new.clone(),
            kind: SuccessionKind::Renamed,
            on: None,
            items: proposal.items,
            withdraw: false,
        })
        .collect();
    let done = app
        .import(accepting(
            import(&second, "italy-self-report"),
            accept.clone(),
        ))
        .await
        .unwrap();
    assert!(done.proposed.is_empty(), "{:?}", done.proposed);
    assert_eq!(done.transfers, tried.transfers);
    assert_eq!(
        app.state().register.list_successions().count(),
        accept.len()
    );
    let again = app
        .import(accepting(import(&second, "italy-self-report"), accept))
        .await
        .unwrap();
    assert_eq!(again.entries, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_files_change_nothing() {
    let home = Home::embedded();
    let app = home.open().await;
    app.import(import(&data::germany(), "germany"))
        .await
        .unwrap();
    let before = app.version();
    let folder = tempfile::tempdir().unwrap();
    let package = folder.path().join("package");
    std::fs::create_dir(&package).unwrap();
    for entry in std::fs::read_dir(data::germany()).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, package.join(path.file_name().unwrap())).unwrap();
    }
    // One bad file among good ones stops them all.
    let measures = package.join("measures.csv");
    let whole = std::fs::read_to_string(&measures).unwrap();
    let bad: [&[u8]; 3] = [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"PK\x03\x04 cut off",
        b"plan,\"an open quote\nnap-mh,2\n",
    ];
    for bytes in bad {
        std::fs::write(&measures, bytes).unwrap();
        let error = app.import(import(&package, "germany")).await.unwrap_err();
        assert!(matches!(error, AppError::Read(_)), "{error}");
        assert!(error.to_string().contains("measures.csv"), "{error}");
        assert_eq!(app.version(), before);
    }
    // With the good file back it is the same package as before.
    std::fs::write(&measures, whole).unwrap();
    let report = app.import(import(&package, "germany")).await.unwrap();
    assert_eq!(report.entries, 0);

    let nobody = Import {
        by: "  ".to_owned(),
        ..import(&data::germany(), "germany")
    };
    let error = app.import(nobody).await.unwrap_err();
    assert!(matches!(error, AppError::NotFound(_)), "{error}");

    let nowhere = folder.path().join("nowhere.csv");
    let error = app.import(import(&nowhere, "germany")).await.unwrap_err();
    assert!(matches!(error, AppError::Read(_)), "{error}");
    home.verify().await.unwrap();
}
