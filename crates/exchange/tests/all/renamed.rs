// SPDX-License-Identifier: EUPL-1.2
//! Editions that call their columns otherwise.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use wegmarke_exchange::{Profile, ReadError, find_profile, read, read_accepting};
use wegmarke_testkit::data::find_shared;

fn profile(name: &str) -> Profile {
    Profile::parse(find_profile(name).unwrap(), name).unwrap()
}

fn proposed(path: &Path, profile: &Profile) -> Vec<(String, String, bool)> {
    match read(path, profile) {
        Err(ReadError::RenamedHeadings { renamed }) => {
            let pairs = renamed.into_iter();
            pairs
                .map(|one| (one.gone, one.new, one.same_place))
                .collect()
        }
        other => panic!("{other:?}"),
    }
}

/// A third edition of the catalogue, made from the second one: five headings are others.
#[test]
fn the_italian_catalogue_with_other_headings() {
    let Some(path) = find_shared("italy-recovery-plan/PNRR_MeT_OA_programmazione_v02.csv") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let (head, rest) = text.split_once('\n').unwrap();
    let renames = [
        ("Amministrazione Titolare", "Ente responsabile"),
        ("Nr. Seq. M&T", "Codice M&T"),
        ("Nome Milestone-Target", "Denominazione"),
        ("Valore-obiettivo Target", "Obiettivo"),
        ("Anno di conseguimento", "Anno"),
    ];
    let mut new = head.to_owned();
    for (gone, name) in renames {
        assert!(new.contains(gone), "{gone}");
        new = new.replacen(gone, name, 1);
    }
    let folder = tempfile::tempdir().unwrap();
    let third = folder.path().join("PNRR_3.csv");
    std::fs::write(&third, format!("{new}\n{rest}")).unwrap();
    let mut met = proposed(&third, &profile("italy-recovery-plan"));
    met.sort();
    let mut expected: Vec<_> = renames
        .iter()
        .map(|(gone, new)| ((*gone).to_owned(), (*new).to_owned(), true))
        .collect();
    expected.sort();
    assert_eq!(met, expected);
    let mut accepting = profile("italy-recovery-plan");
    let (reading, renamed) = read_accepting(&third, &mut accepting).unwrap();
    assert_eq!(renamed.len(), 5);
    let second = folder.path().join("PNRR_2.csv");
    std::fs::write(&second, &text).unwrap();
    let before = read(&second, &profile("italy-recovery-plan")).unwrap();
    let cells = |reading: &wegmarke_exchange::Reading| -> Vec<Vec<(String, String)>> {
        let drafts = reading.drafts.iter();
        let cells = drafts.map(|draft| draft.cells.iter());
        cells
            .map(|cells| {
                cells
                    .map(|cell| (cell.attribute.to_string(), cell.text.clone()))
                    .collect()
            })
            .collect()
    };
    assert_eq!(cells(&reading), cells(&before));
}

const PROFILE: &str = r#"name = "p"
language = "de"
complete = true
plan = { id = "p", title = "Plan" }
[[table]]
file = "m.csv"
headings = ["Nr", "Titel", "Art", "Kosten", "Ende"]
ignore = ["Kosten"]
[[table.record]]
noun = "measure"
columns = { number = "Nr", title = "Titel", nature = "Art", "period.until" = "Ende" }
values = { nature = { neu = "new", weiter = "continued" } }
"#;

#[test]
fn only_the_same_kind_of_values_is_proposed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.csv");
    let profile = Profile::parse(PROFILE, "p").unwrap();
    for (text, expected) in [
        // The words of the list are the same.
        (
            "Nr;Titel;Sorte;Kosten;Ende\n1;a b;neu;5;2026\n",
            vec![("Art", "Sorte", true)],
        ),
        // Other words: nothing is proposed.
        ("Nr;Titel;Sorte;Kosten;Ende\n1;a b;rot;5;2026\n", vec![]),
        // Elsewhere, but called much alike.
        (
            "Ende der Maßnahme;Nr;Titel;Art;Kosten\n2026;1;a b;neu;5\n",
            vec![],
        ),
        (
            "Nr;Titel;Art;Kosten;Abschluss\n1;a b;neu;5;2026\n",
            vec![("Ende", "Abschluss", true)],
        ),
        // Two that went and two that came: each in its place.
        (
            "Nr;Name;Sorte;Kosten;Ende\n1;a b;neu;5;2026\n",
            vec![("Art", "Sorte", true), ("Titel", "Name", true)],
        ),
    ] {
        std::fs::write(&path, text).unwrap();
        match read(&path, &profile) {
            Err(ReadError::RenamedHeadings { .. }) => {
                let mut met = proposed(&path, &profile);
                met.sort();
                let met: Vec<(&str, &str, bool)> = met
                    .iter()
                    .map(|(gone, new, place)| (&**gone, &**new, *place))
                    .collect();
                assert_eq!(met, expected, "{text}");
            }
            Err(ReadError::MissingColumn { .. }) => assert!(expected.is_empty(), "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
}
