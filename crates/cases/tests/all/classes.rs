// SPDX-License-Identifier: EUPL-1.2
//! A release of each class, from the pool to its files.

use std::fs;

use crate::program::{cases, every_file, make_pool, must, publish, start, told};

const NOISE: &str = "codebook = \"german-network\"\nyears = [2024]\ntitle = { de = \"a\", en = \"a\" }\n\
    [dp]\nnoise = \"gaussian\"\nepsilon = 1.0\ndelta = 1e-6\nrecords = 200\n\
    [[table]]\nid = \"t\"\ntitle = { de = \"a\", en = \"a\" }\nby = [\"gender\", \"report\"]\n\
    [[table]]\nid = \"g\"\ntitle = { de = \"a\", en = \"a\" }\nby = [\"gender\"]\n\
    [[table]]\nid = \"e\"\ntitle = { de = \"a\", en = \"a\" }\nby = [\"exploitation\"]\n";

#[test]
fn a_release_with_cell_keys_says_the_same_of_the_same_people_and_keeps_its_secret() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    make_pool(folder);
    let plan = "codebook = \"german-network\"\nyears = [2024]\ntitle = { de = \"a\", en = \"a\" }\n\
        [cell_keys]\ndeviation = 7\nvariance = 4.5\n\
        [[table]]\nid = \"t\"\ntitle = { de = \"a\", en = \"a\" }\nby = [\"gender\", \"report\"]\n";
    let first = publish(folder, plan, "first");
    assert_eq!(first["class"], "cell-keys");
    assert_eq!(first["parameters"]["variance"], "4.5");
    for file in every_file(&folder.join("first")) {
        let text = fs::read(&file).unwrap();
        let said = String::from_utf8_lossy(&text).to_lowercase();
        assert!(
            !said.contains("deviation\"") && !said.contains("deviation ="),
            "{}",
            file.display()
        );
    }
    let second = publish(folder, plan, "second");
    assert_eq!(
        first["tables"], second["tables"],
        "the same people, the same numbers"
    );
    assert!(first["tables"].to_string().contains("number"));

    // Where the deviation is too small for the smallest number shown, the plan is refused.
    fs::write(
        folder.join("plan.toml"),
        plan.replace("deviation = 7", "deviation = 4"),
    )
    .unwrap();
    let output = cases(
        folder,
        &["propose", "pool", "plan.toml", "--key", "one.key"],
    );
    assert!(
        told(&output).contains("greatest deviation"),
        "{}",
        told(&output)
    );
    let page = fs::read_to_string(folder.join("first/index.en.html")).unwrap();
    assert!(
        page.contains("a little off") && !page.contains('⟪'),
        "{page}"
    );

    // The workbook of OpenDocument says what the tables in CSV say.
    let ods = fs::read(folder.join("first/tables.ods")).unwrap();
    let mut book = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(ods)).unwrap();
    let range = calamine::Reader::worksheet_range(&mut book, "1 t").unwrap();
    let csv = fs::read_to_string(folder.join("first/tables/t.csv")).unwrap();
    assert_eq!(range.height(), csv.lines().count());
}

#[test]
fn sums_stand_beside_the_people_they_are_of_and_nobody_s_amount_follows() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    make_pool(folder);
    let plan = "codebook = \"german-network\"\nyears = [2024]\nzeros = \"show\"\ntitle = { de = \"a\", en = \"a\" }\n\
        [[table]]\nid = \"t\"\ntitle = { de = \"a\", en = \"a\" }\nby = [\"gender\", \"report\"]\nsum = \"nights\"\n";
    let first = publish(folder, plan, "first");
    let csv = fs::read_to_string(folder.join("first/tables/t.csv")).unwrap();
    let mut lines = csv.lines();
    assert_eq!(
        lines.next().unwrap(),
        "gender,report,state,count,sum_state,sum"
    );
    let hidden: Vec<&str> = csv
        .lines()
        .filter(|line| line.ends_with(",suppressed,"))
        .collect();
    let people = hidden.iter().filter(|line| line.contains(",number,"));
    assert!(
        people.clone().any(|line| line.starts_with("male,yes")),
        "one person has nearly all: {csv}"
    );
    assert!(people.count() > 1, "one hidden sum alone follows: {csv}");
    let shown = csv.lines().filter(|line| {
        let told: Vec<&str> = line.split(',').collect();
        told[4] == "number" && told[2] == "number"
    });
    assert!(shown.count() >= 4, "{csv}");
    assert_eq!(first["parameters"]["dominance"], "(2, 0.9)");
    assert_eq!(first["parameters"]["p_percent"], "0.1");
    assert_eq!(first["tables"][0]["sum"]["variable"], "nights");
    for name in ["tables.ods", "tables.xlsx"] {
        let file = fs::read(folder.join("first").join(name)).unwrap();
        let mut book = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(file)).unwrap();
        let range = calamine::Reader::worksheet_range(&mut book, "1 t").unwrap();
        assert_eq!(
            (range.height(), range.width()),
            (csv.lines().count(), 6),
            "{name}"
        );
    }
    let page = fs::read_to_string(folder.join("first/index.en.html")).unwrap();
    assert!(
        page.contains("Nights in protected accommodation, added up") && !page.contains('⟪'),
        "{page}"
    );

    // The same again says the same.
    assert_eq!(first["tables"], publish(folder, plan, "second")["tables"]);

    for (from, to, why) in [
        ("sum = \"nights\"", "sum = \"gender\"", "no number"),
        ("by = [\"gender\"", "by = [\"nights\"", "tells nobody apart"),
        ("years =", "p_percent = 0.05\nyears =", "at least 0.10"),
        (
            "years =",
            "dominance = { largest = 2, share = 0.95 }\nyears =",
            "at most 0.90",
        ),
        (
            "[[table]]",
            "[cell_keys]\ndeviation = 7\nvariance = 4.5\n[[table]]",
            "cell keys are for counts",
        ),
    ] {
        fs::write(folder.join("plan.toml"), plan.replacen(from, to, 1)).unwrap();
        let output = cases(
            folder,
            &["propose", "pool", "plan.toml", "--key", "one.key"],
        );
        assert!(!output.status.success(), "{to}");
        assert!(told(&output).contains(why), "{to}: {}", told(&output));
    }
}

#[test]
fn noise_is_paid_for_from_a_budget_that_ends() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    make_pool(folder);
    fs::write(folder.join("plan.toml"), NOISE).unwrap();
    let propose = ["propose", "pool", "plan.toml", "--key", "one.key"];
    let output = cases(folder, &propose);
    assert!(
        told(&output).contains("no privacy budget"),
        "{}",
        told(&output)
    );
    assert!(!cases(folder, &["budget", "pool"]).status.success());
    // Twice as much as one release in ε is enough for three in ρ and not for four.
    must(
        folder,
        &["budget", "pool", "--epsilon", "2", "--delta", "1e-6"],
    );
    let output = cases(
        folder,
        &["budget", "pool", "--epsilon", "9", "--delta", "1e-6"],
    );
    assert!(
        told(&output).contains("stays as it is"),
        "{}",
        told(&output)
    );

    let first = publish(folder, NOISE, "first");
    assert_eq!(first["class"], "dp");
    let sure = |name: &str| first["parameters"][name].as_str().unwrap().to_owned();
    assert_eq!(
        (sure("epsilon"), sure("delta")),
        ("1".to_owned(), "0.000001".to_owned())
    );
    assert_eq!(sure("spent"), sure("spent_in_all"));
    let cells = |release: &serde_json::Value, table: usize| -> Vec<u64> {
        let cells = release["tables"][table]["cells"]
            .as_array()
            .unwrap()
            .clone();
        cells
            .iter()
            .map(|cell| cell["number"].as_u64().unwrap())
            .collect()
    };
    // Both tables of everybody tell one total; 240 people, and the noise is of a few.
    let (wide, narrow) = (cells(&first, 0), cells(&first, 1));
    assert_eq!(wide.last(), narrow.last());
    assert!((160..320).contains(wide.last().unwrap()), "{wide:?}");
    assert_eq!(first["synthetic"]["records"].as_array().unwrap().len(), 200);
    let page = fs::read_to_string(folder.join("first/index.de.html")).unwrap();
    assert!(
        page.contains("Differential Privacy") && !page.contains('⟪'),
        "{page}"
    );
    let csv = fs::read_to_string(folder.join("first/tables/t.csv")).unwrap();
    assert!(
        !csv.contains("suppressed") && !csv.contains("none"),
        "{csv}"
    );

    let second = publish(folder, NOISE, "second");
    assert_ne!(first["tables"], second["tables"], "noise is never the same");
    assert_eq!(
        sure("spent"),
        second["parameters"]["spent"].as_str().unwrap()
    );
    assert_ne!(
        sure("spent"),
        second["parameters"]["spent_in_all"].as_str().unwrap()
    );
    // A proposal that nobody releases is paid for, too. Of two at once only one can be.
    let both = [start(folder, &propose), start(folder, &propose)];
    let ended: Vec<bool> = both
        .map(|mut child| child.wait().unwrap().success())
        .to_vec();
    assert_eq!(ended.iter().filter(|done| **done).count(), 1, "{ended:?}");
    let output = cases(folder, &propose);
    assert!(
        told(&output).contains("budget is spent"),
        "{}",
        told(&output)
    );
    let said = must(folder, &["ledger", "pool"]);
    assert_eq!(said.matches("budget.spent").count(), 3, "{said}");
    assert_eq!(said.matches("budget.set").count(), 1, "{said}");
    // Exact numbers go on: they are judged by the other gate, which noise tells nothing.
    let exact = NOISE.replace(
        &NOISE[NOISE.find("[dp]").unwrap()..NOISE.find("[[table]]").unwrap()],
        "",
    );
    assert_eq!(publish(folder, &exact, "third")["class"], "exact");

    for (from, to, why) in [
        ("noise = \"gaussian\"", "noise = \"laplace\"", "ε must be"),
        ("epsilon = 1.0", "epsilon = 0.0", "ε must be"),
        ("records = 200", "records = 0", "records are"),
        (
            "[dp]",
            "[cell_keys]\ndeviation = 7\nvariance = 4.5\n[dp]",
            "class of its own",
        ),
        (
            "by = [\"gender\"]",
            "by = [\"gender\"]\nsum = \"nights\"",
            "class of its own",
        ),
    ] {
        fs::write(folder.join("plan.toml"), NOISE.replacen(from, to, 1)).unwrap();
        let output = cases(folder, &propose);
        assert!(!output.status.success(), "{to}");
        assert!(told(&output).contains(why), "{to}: {}", told(&output));
    }
}

#[test]
fn synthetic_records_are_released_by_two_persons_and_their_proof_stays_in_the_pool() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    make_pool(folder);
    let plan = "codebook = \"german-network\"\nyears = [2024]\ntitle = { de = \"a\", en = \"a\" }\n\
        [synthetic]\nvariables = [\"gender\", \"report\"]\nlength = 2\nrecords = 200\nseed = 7\n";
    let first = publish(folder, plan, "first");
    assert_eq!(first["class"], "synthetic");
    let records = fs::read_to_string(folder.join("first/records.csv")).unwrap();
    assert_eq!(records.lines().count(), 201);
    assert!(
        records.starts_with("gender,report\n") && records.contains("female,no"),
        "{records}"
    );
    assert_eq!(first["synthetic"]["quality"][1]["leaked"], 0);
    assert_eq!(first["synthetic"]["quality"][1]["fabricated"], 0);
    for file in every_file(&folder.join("first")) {
        let said = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        for word in ["proof", "people\":", "seed"] {
            assert!(!said.contains(word), "{word} in {}", file.display());
        }
    }
    let page = fs::read_to_string(folder.join("first/index.en.html")).unwrap();
    assert!(page.contains("preserved") && !page.contains('⟪'), "{page}");
    let second = publish(folder, plan, "second");
    assert_eq!(
        first["synthetic"], second["synthetic"],
        "pool, plan and seed are enough"
    );
    // Tables beside them are another release.
    let both = format!(
        "{plan}[[table]]\nid = \"t\"\ntitle = {{ de = \"a\", en = \"a\" }}\nby = [\"gender\"]\n"
    );
    fs::write(folder.join("plan.toml"), both).unwrap();
    let output = cases(
        folder,
        &["propose", "pool", "plan.toml", "--key", "one.key"],
    );
    assert!(
        told(&output).contains("release of their own"),
        "{}",
        told(&output)
    );
}
