// SPDX-License-Identifier: EUPL-1.2
//! The bridge without a pipe: what the two other programs make is read here as it is, with file in hand and its
//! signature checked. They are run as programs; nothing of theirs is linked.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use wegmarke_domain::rules::permission::Role;

use super::round::{file, token};
use super::run::{Home, Server, get};

const PLAN: &str = "name = \"plan\"\nlanguage = \"de\"\ncomplete = false\n[[table]]\nfile = \"*\"\n[[table.record]]\n\
    noun = \"plan\"\nconstants = { id = \"p\", \"title.de\" = \"Plan\", lead = \"Amt\" }\n[[table.record]]\n\
    noun = \"indicator\"\nconstants = { plan = \"p\", kind = \"output\" }\n\
    columns = { id = \"Nr\", \"title.de\" = \"Titel\" }\n";
const INDICATORS: &str =
    "Nr;Titel\ngender-age;Fälle\nreport;Anzeigen\nplaced;Plätze\nrefused-no-place;Abgewiesen\n";
const COUNTS: &str = "quarter,land,group,outcome,count\n2026-Q3,de-be,women,placed,12\n\
    2026-Q3,de-be,women,refused-no-place,17\n2026-Q3,de-be,men,placed,3\n2026-Q3,de-be,men,refused-no-place,9\n";

/// Another program of this workspace, made if it is not there yet.
fn program(package: &str, name: &str) -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--package", package, "--bin", name]);
    assert!(
        cargo
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()
            .unwrap()
            .success()
    );
    Path::new(env!("CARGO_BIN_EXE_wegmarke")).with_file_name(name)
}

#[track_caller]
fn run(program: &Path, folder: &Path, words: &[&str]) {
    let output = Command::new(program)
        .args(words)
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words:?}: {told}");
}

fn home() -> Home {
    let home = Home::new();
    home.init();
    let write = |name: &str, text: &str| std::fs::write(home.path().join(name), text).unwrap();
    write("plan.toml", PLAN);
    write("indicators.csv", INDICATORS);
    let profile = home.path().join("plan.toml");
    home.import(
        &home.path().join("indicators.csv"),
        profile.to_str().unwrap(),
        &[],
    );
    home
}

fn entries(home: &Home) -> String {
    let held = home.wegmarke(&["verify"]).succeeds();
    let mut numbers = held
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| !n.is_empty());
    numbers.next().unwrap().to_owned()
}

#[test]
fn what_a_pool_released_becomes_values_and_evidence() {
    let home = home();
    let cases = program("wegmarke-cases", "wegmarke-cases");
    run(&cases, home.path(), &["demo", "cases"]);
    let folder = home.path().join("cases/release-1");
    let import = |path: &str, more: &[&str]| {
        let words = [
            "import",
            path,
            "--profile",
            "wegmarke-cases",
            "--plan",
            "p",
            "--as",
            "Amt",
        ];
        home.wegmarke(&[&words[..], more].concat())
    };
    let path = folder.to_str().unwrap();
    let before = entries(&home);
    let stranger = "ab".repeat(32);
    assert!(import(path, &["--signed-by", &stranger]).fails("signed by somebody else"));
    assert_eq!(entries(&home), before);

    let told = import(path, &[]).succeeds();
    assert!(told.contains("Signature not checked"), "{told}");
    let signatures = std::fs::read_to_string(folder.join("signatures.json")).unwrap();
    let key = signatures
        .split('"')
        .find(|word| word.len() == 64)
        .unwrap()
        .to_owned();
    let checked = import(path, &["--signed-by", &key]).succeeds();
    assert!(!checked.contains("Signature not checked"), "{checked}");
    let again = import(path, &["--signed-by", &key]).succeeds();
    assert!(again.contains("Written: 0 entries"), "{again}");

    let before = entries(&home);
    let release = folder.join("release.json");
    let text = std::fs::read_to_string(&release).unwrap();
    std::fs::write(&release, text.replacen("\"suppressed\"", "\"none\"", 1)).unwrap();
    assert!(import(path, &["--signed-by", &key]).fails("does not hold"));
    assert_eq!(entries(&home), before);

    let server = Server::start(&home.options(), "serve");
    let page = get(server.port, "/en/indicator/p/gender-age").body;
    let sums = std::fs::read(folder.join("SHA256SUMS")).unwrap();
    assert!(page.contains(&sha256(&sums)), "{page}");
    for words in [
        "suppressed",
        "not recorded",
        "one key is the one that was asked for",
        "weiblich",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(server.stop());
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    hex::encode(sha2::Sha256::digest(bytes))
}

#[test]
fn what_a_centre_counted_becomes_values_and_what_is_not_told_stays_so() {
    let home = home();
    let way = program("wegmarke-wegweiser", "wegmarke-wegweiser");
    std::fs::write(home.path().join("counts.csv"), COUNTS).unwrap();
    let steps: [&[&str]; 2] = [
        &["counts", "counts.csv", "--out", "bundle.csv"],
        &["signing-key", "centre.key"],
    ];
    for words in steps {
        run(&way, home.path(), words);
    }
    let bundle = home.path().join("bundle.csv");
    let import = |more: &[&str]| {
        let path = bundle.to_str().unwrap();
        let words = [
            "import",
            path,
            "--profile",
            "wegmarke-wegweiser",
            "--plan",
            "p",
            "--as",
            "Amt",
        ];
        home.wegmarke(&[&words[..], more].concat())
    };
    assert!(import(&[]).fails("is not signed"));
    run(
        &way,
        home.path(),
        &["sign", "bundle.csv", "--key", "centre.key"],
    );
    let text = std::fs::read_to_string(&bundle).unwrap();
    let key = text
        .lines()
        .last()
        .unwrap()
        .split(',')
        .nth(1)
        .unwrap()
        .to_owned();
    let told = import(&["--signed-by", &key]).succeeds();
    assert!(!told.contains("Signature not checked"), "{told}");
    // A key that an organisation registered is recognised, and may be asked for by its name.
    let token = token(&home, "amt", Role::Publisher);
    let register = json!({"do": "register-key", "key": format!("ed25519 {key}")});
    let register = file(&home, "say.json", &register);
    home.with_token(&token, &["say", &register]).succeeds();
    assert!(import(&["--signed-by", "Redaktion"]).fails("signed by somebody else"));
    import(&["--signed-by", "Amt"]).succeeds();
    std::fs::write(&bundle, text.replacen("suppressed,", "number,1", 1)).unwrap();
    assert!(import(&["--signed-by", &key]).fails("does not hold"));

    let server = Server::start(&home.options(), "serve");
    let page = get(server.port, "/en/indicator/p/placed").body;
    for words in [
        "September 2026",
        "Berlin · Women",
        "Berlin · Men",
        "suppressed",
        "registered here",
        &sha256(text.as_bytes()),
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // The number that is hidden stands nowhere.
    assert!(!page.contains(">3<"), "{page}");
    assert!(server.stop());
}
