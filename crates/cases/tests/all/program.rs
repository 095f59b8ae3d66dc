// SPDX-License-Identifier: EUPL-1.2
//! From tables of centres to a release, as people do it; and what must not be found on the way.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

pub(crate) fn cases(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wegmarke-cases"))
        .args(["--lang", "en"])
        .args(words)
        .current_dir(folder)
        .output()
        .unwrap()
}

pub(crate) fn told(output: &Output) -> String {
    let both = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8(both).unwrap()
}

pub(crate) fn must(folder: &Path, words: &[&str]) -> String {
    let output = cases(folder, words);
    assert!(output.status.success(), "{words:?}: {}", told(&output));
    told(&output)
}

pub(crate) fn every_file(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(every_file(&path));
        } else {
            all.push(path);
        }
    }
    all
}

/// The number of the example's first proposal: six deliveries, their entry and that of the budget came before.
const FIRST: &str = "9";

#[test]
fn the_example_has_a_release_of_each_class_and_one_that_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let said = must(folder, &["demo", "example"]);
    assert_eq!(said.matches("Released.").count(), 4, "{said}");
    assert!(said.contains("The release is stopped"), "{said}");
    let objection = said
        .lines()
        .find(|line| line.contains("can be worked out"))
        .unwrap();
    assert!(
        objection.contains("1/gender-age"),
        "both releases are named: {objection}"
    );

    for (number, class) in [(1, "exact"), (2, "exact"), (3, "dp"), (4, "synthetic")] {
        let release = format!("example/release-{number}");
        must(folder, &["verify", &release]);
        let text = fs::read_to_string(folder.join(release).join("release.json")).unwrap();
        let told: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(told["class"], class, "{number}");
        assert_eq!(
            told["tables"][0]["sum"].is_object(),
            number == 2,
            "{number}"
        );
    }
    let said = must(folder, &["verify", "example/release-1"]);
    assert!(
        said.contains("“Datenstelle”") && said.contains("“Leitung”"),
        "{said}"
    );
    let said = must(folder, &["ledger", "example/pool"]);
    for kind in ["pool.received", "release.published", "release.stopped"] {
        assert!(said.contains(kind), "{said}");
    }
    // The first proposal again: a second time it is outdated, and never by its own person.
    let output = cases(
        folder,
        &[
            "release",
            "example/pool",
            FIRST,
            "--key",
            "example/first.key",
            "--out",
            "x",
        ],
    );
    assert!(told(&output).contains("second person"), "{}", told(&output));
    let output = cases(
        folder,
        &[
            "release",
            "example/pool",
            FIRST,
            "--key",
            "example/second.key",
            "--out",
            "x",
        ],
    );
    assert!(told(&output).contains("Propose again"), "{}", told(&output));
    assert!(!folder.join("x").exists());

    for (file, from, to) in [
        ("tables/report.csv", "number", "none"),
        ("release.json", "\"exact\"", "\"other\""),
        ("signatures.json", "Leitung", "Leitunh"),
        ("SHA256SUMS", "a", "b"),
    ] {
        let path = folder.join("example/release-1").join(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let output = cases(folder, &["verify", "example/release-1"]);
        // The name beside a signature is not what is signed; the key is.
        assert_eq!(
            output.status.success(),
            file == "signatures.json",
            "{file}: {}",
            told(&output)
        );
        fs::write(&path, text).unwrap();
    }
    let page = fs::read_to_string(folder.join("example/release-1/index.en.html")).unwrap();
    for word in ["suppressed", "not recorded", "Total"] {
        assert!(page.contains(word), "{word}");
    }
    assert!(!page.contains('⟪') && !page.contains("<script"), "{page}");
}

/// A hundred invented names and numbers stand in tables, where they belong and where they do not.
#[test]
fn no_name_or_number_is_found_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let canaries: Vec<String> = (0..100)
        .map(|n| format!("Kanari{n:03}Vogel{}", 7919 * (n + 1)))
        .collect();
    must(folder, &["init", "pool"]);
    must(folder, &["key", "one", "--out", "one.key"]);
    must(folder, &["key", "two", "--out", "two.key"]);
    let head = "case,consent,year,gender,age,citizenship,report\n";
    let mut handed = Vec::new();
    let mut said = String::new();
    for (at, centre) in ["a", "b", "c", "d"].iter().enumerate() {
        let mut table = head.to_owned();
        for n in 0..60 {
            let number = canaries.get(at * 25 + n % 25).filter(|_| n < 25);
            let number = number.cloned().unwrap_or_else(|| n.to_string());
            let gender = ["female", "male"][n % 2];
            let consent = ["yes", "yes", "yes", "withdrawn"][n % 4];
            table.push_str(&format!(
                "{number},{consent},2024,{gender},{},ROU,{}\n",
                18 + n % 20,
                ["yes", "no"][(n / 2) % 2]
            ));
        }
        fs::write(folder.join("in.csv"), &table).unwrap();
        let out = format!("{centre}.age");
        let words = [
            "hand-over",
            "in.csv",
            "--centre",
            centre,
            "--to",
            "pool/for-centres.toml",
            "--out",
            &out,
        ];
        said.push_str(&must(folder, &words));
        handed.push(out);
        // Names in the wrong place: told by row and column, and not repeated.
        for broken in [
            table.replacen("female", &canaries[at], 1),
            table.replacen("2024", &canaries[at], 1),
            table.replacen("ROU", &canaries[at], 1),
            table.replacen(head, "", 1),
            table.replacen("report", &canaries[at], 1),
            format!("{table}\"{}", canaries[at]),
        ] {
            fs::write(folder.join("in.csv"), broken).unwrap();
            let output = cases(folder, &["check", "in.csv"]);
            assert!(!output.status.success());
            said.push_str(&told(&output));
        }
    }
    fs::remove_file(folder.join("in.csv")).unwrap();
    let mut words = vec!["receive", "pool"];
    words.extend(handed.iter().map(String::as_str));
    said.push_str(&must(folder, &words));
    let plan = "codebook = \"german-network\"\nyears = [2024]\ntitle = { de = \"a\", en = \"a\" }\n[[table]]\nid = \"t\"\ntitle = { de = \"a\", en = \"a\" }\nby = [\"gender\", \"report\"]\n";
    fs::write(folder.join("plan.toml"), plan).unwrap();
    said.push_str(&must(folder, &["pool", "pool"]));
    said.push_str(&must(
        folder,
        &["propose", "pool", "plan.toml", "--key", "one.key"],
    ));
    // The second person comes on another day, or at least in another second.
    std::thread::sleep(Duration::from_millis(2_100));
    said.push_str(&must(
        folder,
        &["release", "pool", "6", "--key", "two.key", "--out", "out"],
    ));
    said.push_str(&must(folder, &["ledger", "pool"]));
    let mut searched: Vec<(String, Vec<u8>)> =
        vec![("what was said".to_owned(), said.into_bytes())];
    let files = every_file(folder);
    assert!(files.len() > 12);
    searched.extend(
        files
            .iter()
            .map(|file| (file.display().to_string(), fs::read(file).unwrap())),
    );
    for (name, content) in &searched {
        for canary in &canaries {
            let hit = content
                .windows(canary.len())
                .any(|part| part == canary.as_bytes());
            assert!(!hit, "{canary} is in {name}");
        }
    }
}

/// A pool of four centres, and the keys of two persons.
pub(crate) fn make_pool(folder: &Path) {
    must(folder, &["init", "pool"]);
    must(folder, &["key", "one", "--out", "one.key"]);
    must(folder, &["key", "two", "--out", "two.key"]);
    for (at, centre) in ["a", "b", "c", "d"].iter().enumerate() {
        let mut table = "case,consent,year,gender,report,nights\n".to_owned();
        for n in 0..60 {
            let gender = ["female", "female", "male"][(n + at) % 3];
            let report = ["yes", "no", "no", "", "no"][(n * 7 + at) % 5];
            // One man who reported was there for years: his nights are nearly all of his group.
            let is_long = at == 0 && n == 5;
            let nights = if is_long { 9_000 } else { n * 7 % 90 };
            table.push_str(&format!("{n},yes,2024,{gender},{report},{nights}\n"));
        }
        fs::write(folder.join("in.csv"), &table).unwrap();
        let out = format!("{centre}.age");
        let to = "pool/for-centres.toml";
        must(
            folder,
            &[
                "hand-over",
                "in.csv",
                "--centre",
                centre,
                "--to",
                to,
                "--out",
                &out,
            ],
        );
        must(folder, &["receive", "pool", &out]);
    }
}

/// Proposes and releases; the release as JSON.
pub(crate) fn publish(folder: &Path, plan: &str, out: &str) -> serde_json::Value {
    fs::write(folder.join("plan.toml"), plan).unwrap();
    let said = must(
        folder,
        &["propose", "pool", "plan.toml", "--key", "one.key"],
    );
    let proposal = said
        .lines()
        .find(|line| line.starts_with("Proposal "))
        .unwrap();
    let number = proposal.split(' ').nth(1).unwrap();
    must(
        folder,
        &["release", "pool", number, "--key", "two.key", "--out", out],
    );
    must(folder, &["verify", out]);
    let text = fs::read_to_string(folder.join(out).join("release.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// What was typed wrong is told in the language that is asked for, with how it is written.
#[test]
fn what_cannot_be_read_is_told_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    for (words, german, english) in [
        (
            &["ledgre"][..],
            "Den Befehl „ledgre“ gibt es nicht. ledger“",
            "There is no command “ledgre”. ledger”",
        ),
        (
            &["init"],
            "Es fehlt: <FOLDER>. wegmarke-cases init",
            "Missing: <FOLDER>. wegmarke-cases init",
        ),
        (
            &["init", "x", "--fast"],
            "„--fast“ gibt es bei diesem Befehl nicht.",
            "This command has no “--fast”.",
        ),
        (
            &["serve", "x", "--port", "many"],
            "„many“ geht bei --port <PORT> nicht",
            "“many” is not possible for --port <PORT>",
        ),
        (
            &["budget", "x", "--epsilon", "1"],
            "Es fehlt: --delta",
            "Missing: --delta",
        ),
    ] {
        for (lang, wanted) in [("de", german), ("en", english)] {
            let output = Command::new(env!("CARGO_BIN_EXE_wegmarke-cases"))
                .args(["--lang", lang])
                .args(words)
                .current_dir(folder.path())
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(2), "{words:?}");
            let said = told(&output);
            for part in wanted.split_inclusive(['.', '?']) {
                assert!(
                    said.contains(part.trim().trim_end_matches('.')),
                    "{part}: {said}"
                );
            }
        }
    }
    assert!(every_file(folder.path()).is_empty(), "nothing was done");
}

pub(crate) fn start(folder: &Path, words: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_wegmarke-cases"))
        .args(["--lang", "en"])
        .args(words)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Two processes write one pool: every entry has its place, and of two releases that were checked beside the
/// same earlier ones only one comes out.
#[test]
fn two_processes_write_one_pool() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    make_pool(folder);
    for _ in 0..6 {
        let words = ["receive", "pool", "a.age"];
        let mut both = [start(folder, &words), start(folder, &words)];
        for child in &mut both {
            assert!(child.wait().unwrap().success());
        }
    }
    let said = must(folder, &["ledger", "pool"]);
    let received = said.lines().filter(|line| line.contains("pool.received"));
    assert_eq!(received.count(), 4 + 12, "{said}");

    let plan = "codebook = \"german-network\"\nyears = [2024]\ntitle = { de = \"a\", en = \"a\" }\n[[table]]\nid = \"t\"\ntitle = { de = \"a\", en = \"a\" }\nby = [\"gender\"]\n";
    fs::write(folder.join("plan.toml"), plan).unwrap();
    let proposals: Vec<String> = (0..2)
        .map(|_| {
            let said = must(
                folder,
                &["propose", "pool", "plan.toml", "--key", "one.key"],
            );
            let line = said
                .lines()
                .find(|line| line.starts_with("Proposal "))
                .unwrap();
            line.split(' ').nth(1).unwrap().to_owned()
        })
        .collect();
    let mut both: Vec<std::process::Child> = proposals
        .iter()
        .map(|number| {
            let out = format!("out-{number}");
            start(
                folder,
                &["release", "pool", number, "--key", "two.key", "--out", &out],
            )
        })
        .collect();
    let released = both.iter_mut().filter_map(|child| child.wait().ok());
    assert_eq!(
        released.filter(std::process::ExitStatus::success).count(),
        1
    );
    let said = must(folder, &["ledger", "pool"]);
    assert_eq!(said.matches("release.published").count(), 1, "{said}");
}

#[test]
fn forms_of_authorities_come_together_in_every_kind_of_file() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (authority, file) in [
        ("police", "police.csv"),
        ("court", "court.ods"),
        ("border", "border.xlsx"),
    ] {
        must(
            folder,
            &[
                "form",
                "--authority",
                authority,
                "--year",
                "2024",
                "--out",
                file,
            ],
        );
    }
    let form = fs::read_to_string(folder.join("police.csv")).unwrap();
    let line = "police,2024,victims,total,total,,";
    assert!(form.contains(line), "{form}");
    fs::write(
        folder.join("police.csv"),
        form.replace(line, "police,2024,victims,total,total,7,"),
    )
    .unwrap();
    let words = [
        "collect",
        "police.csv",
        "court.ods",
        "border.xlsx",
        "--expected",
        "police",
        "--expected",
        "court",
        "--expected",
        "ministry",
        "--year",
        "2024",
        "--out",
        "all.csv",
    ];
    let said = must(folder, &words);
    for word in [
        "court: nothing delivered",
        "ministry: nothing delivered",
        "wording to be verified",
        "not for publishing",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let all = fs::read_to_string(folder.join("all.csv")).unwrap();
    assert!(
        all.contains("2024,victims,total,total,police,given,7,"),
        "{all}"
    );
    assert!(
        all.contains("2024,victims,total,total,court,not_delivered,,"),
        "{all}"
    );
    assert!(
        !cases(folder, &words).status.success(),
        "nothing is overwritten"
    );
    fs::write(
        folder.join("police.csv"),
        form.replace(line, "police,2023,victims,total,total,7,"),
    )
    .unwrap();
    let output = cases(
        folder,
        &[
            "collect",
            "police.csv",
            "--year",
            "2024",
            "--out",
            "other.csv",
        ],
    );
    assert!(told(&output).contains("not the year"), "{}", told(&output));
    assert!(!folder.join("other.csv").exists());
}

#[test]
fn figures_of_others_are_reviewed_without_telling_what_follows() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let figures = "Indicator,Dimension,Category,Sex,Age,Year,txtVALUE\nv,Total,Total,Total,Total,2020,1234\nv,Total,Total,Female,Total,2020,1231\nv,Total,Total,Male,Total,2020,<5\n";
    fs::write(folder.join("figures.csv"), figures).unwrap();
    let output = cases(folder, &["figures", "figures.csv"]);
    let said = told(&output);
    assert!(
        !output.status.success() && said.contains("One suppressed cell follows"),
        "{said}"
    );
    assert!(
        !said
            .lines()
            .any(|line| line.contains(": 3") || line.contains(" 3 ")),
        "{said}"
    );
}

/// Killed at any moment, the pool opens, holds what was accepted, and its ledger holds.
#[test]
fn a_kill_loses_nothing_that_was_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    must(folder, &["init", "pool"]);
    let mut accepted = 0;
    for n in 0..12_u64 {
        let table = format!("case,consent,year\n{n},yes,2024\n");
        fs::write(folder.join("in.csv"), table).unwrap();
        let words = [
            "hand-over",
            "in.csv",
            "--centre",
            "a",
            "--to",
            "pool/for-centres.toml",
            "--out",
            "in.age",
        ];
        must(folder, &words);
        let mut child = Command::new(env!("CARGO_BIN_EXE_wegmarke-cases"))
            .args(["receive", "pool", "in.age"])
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(3 * n));
        let _may_be_over = child.kill();
        accepted += u64::from(child.wait().unwrap().success());
        let said = must(folder, &["ledger", "pool"]);
        let entries = said
            .lines()
            .filter(|line| line.contains("pool.received"))
            .count();
        let said = must(folder, &["pool", "pool"]);
        let cases: u64 = said.split(' ').find_map(|word| word.parse().ok()).unwrap();
        assert_eq!(cases, entries as u64, "whole or not at all: {said}");
        assert!(cases >= accepted, "{cases} {accepted}");
    }
}

#[test]
fn an_estimate_is_never_one_number() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let table = "a,b,c,count\n0,0,1,41\n0,1,0,5\n1,0,0,5\n1,1,0,54\n1,0,1,6\n1,1,1,12\n";
    fs::write(folder.join("lists.csv"), table).unwrap();
    let words = [
        "estimate",
        "lists.csv",
        "--out",
        "page.html",
        "--repetitions",
        "200",
    ];
    let said = must(folder, &words);
    for word in ["Stepwise", "269", "Least BIC", "157", "Whitehead"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let page = fs::read_to_string(folder.join("page.html")).unwrap();
    assert!(
        page.contains("<svg") && page.contains("Whitehead") && !page.contains('⟪'),
        "{page}"
    );
    assert!(
        !cases(folder, &words).status.success(),
        "nothing is overwritten"
    );
    // Lists that share nobody say nothing about anybody.
    fs::write(folder.join("lists.csv"), "a,b,count\n1,0,5\n0,1,6\n").unwrap();
    let output = cases(folder, &["estimate", "lists.csv", "--out", "other.html"]);
    assert!(
        !output.status.success() && told(&output).contains("No estimate"),
        "{}",
        told(&output)
    );
}

#[test]
fn every_combination_is_counted_once() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("t.csv"), "a,b,c\nx,y,\nx,z,w\nx,y,w\n").unwrap();
    let said = must(
        folder,
        &["count", "t.csv", "--length", "2", "--out", "all.csv"],
    );
    assert!(
        said.starts_with("3 rows, 9 combinations, together 15;"),
        "{said}"
    );
    let all = fs::read_to_string(folder.join("all.csv")).unwrap();
    let mut lines: Vec<&str> = all.lines().collect();
    lines.sort_unstable();
    let want = [
        "a:x,3",
        "a:x;b:y,2",
        "a:x;b:z,1",
        "a:x;c:w,2",
        "b:y,2",
        "b:y;c:w,1",
        "b:z,1",
        "b:z;c:w,1",
        "c:w,2",
    ];
    assert_eq!(lines, want);
}
