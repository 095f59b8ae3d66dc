//! The program, as people call it.
#![expect(clippy::unwrap_used, reason = "what cannot go on fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn way(folder: &Path, words: &[&str]) -> Output {
    say(folder, "en", words)
}

fn say(folder: &Path, lang: &str, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wegmarke-wegweiser"))
        .args(["--at", "2026-11-27T12:00:00Z", "--lang", lang])
        .args(words)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8([output.stdout.as_slice(), &output.stderr].concat()).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

/// A copy of the German example to spoil.
fn content() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(
        &root().join("example/wegweiser"),
        &folder.path().join("content"),
    );
    folder
}

#[test]
fn the_example_is_checked_and_built_and_built_again() {
    let folder = content();
    let folder = folder.path();
    let output = way(folder, &["check", "content"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(told(&output).contains("gaps:"), "{}", told(&output));
    assert!(
        !way(folder, &["check", "content", "--strict"])
            .status
            .success()
    );

    let output = way(folder, &["build", "content", "site"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(folder.join("site/de/index.html").is_file() && folder.join("site/_headers").is_file());
    let output = way(folder, &["build", "content", "site"]);
    assert!(
        told(&output).contains("Built: 0 files written"),
        "{}",
        told(&output)
    );

    // A service that is withdrawn is gone, on every page.
    fs::remove_file(folder.join("content/services/nordlicht.toml")).unwrap();
    let output = way(folder, &["build", "content", "site"]);
    assert!(
        output.status.success() && !told(&output).contains(" 0 files written"),
        "{}",
        told(&output)
    );
    let page = fs::read_to_string(folder.join("site/de/find/de-hh/index.html")).unwrap();
    assert!(!page.contains("Nordlicht"));
}

#[test]
fn an_error_is_told_in_both_languages_and_nothing_is_built() {
    let folder = content();
    let folder = folder.path();
    fs::write(
        folder.join("content/services/nordlicht.toml"),
        "kind = \"independent\"\nadress = \"x\"\nstreet = \"y\"\n",
    )
    .unwrap();
    let output = way(folder, &["build", "content", "site"]);
    assert!(!output.status.success());
    assert!(!folder.join("site").exists());
    let said = told(&output);
    assert!(
        said.contains(
            "services/nordlicht.toml, line 3, street: Addresses of buildings do not belong"
        ),
        "{said}"
    );
    let output = say(folder, "de", &["check", "content"]);
    assert!(!output.status.success());
    let said = told(&output);
    assert!(
        said.contains("services/nordlicht.toml, Zeile 3, street: Anschriften gehören nicht"),
        "{said}"
    );
}

#[test]
fn a_check_is_recorded_and_shown_until_something_changes() {
    let folder = content();
    let folder = folder.path();
    let page = || {
        assert!(way(folder, &["build", "content", "site"]).status.success());
        fs::read_to_string(folder.join("site/en/index.html")).unwrap()
    };
    assert!(page().contains("Draft: no native speaker"));
    let output = way(
        folder,
        &[
            "checked",
            "content",
            "--language",
            "en",
            "--item",
            "texts/guide",
            "--by",
            "Jo Reader",
        ],
    );
    assert!(output.status.success(), "{}", told(&output));
    assert!(page().contains("Checked by Jo Reader on 2026-11-27."));
    let original = folder.join("content/texts/guide.de.toml");
    let text = fs::read_to_string(&original).unwrap();
    fs::write(
        &original,
        text.replacen("Ihr Pass gehört Ihnen.", "Ihr Pass ist Ihrer.", 1),
    )
    .unwrap();
    assert!(page().contains("this text was changed since it was checked"));
    assert!(
        told(&way(folder, &["check", "content"]))
            .contains("The original of “texts/guide/rights” was changed")
    );
    assert!(
        !way(folder, &["checked", "content", "--item", "nothing"])
            .status
            .success()
    );
}

/// Sources of the library, where the codes of problems are.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    text
}

#[test]
fn every_problem_has_words() {
    let text = sources(&root().join("crates/guide/src"));
    let german = fs::read_to_string(root().join("locales/de/wegweiser.ftl")).unwrap();
    let written = german
        .lines()
        .filter_map(|line| line.strip_prefix("way-problem-")?.split(' ').next());
    let written: Vec<&str> = written.collect();
    assert!(written.len() > 40);
    for code in &written {
        assert!(text.contains(&format!("\"{code}\"")), "nobody tells {code}");
    }
    for call in [
        "Problem::error(file, \"",
        "tell(key, \"",
        "refuse(\"",
        "told(\"",
        "tell(\"",
    ] {
        for part in text.split(call).skip(1) {
            let code = part.split('"').next().unwrap();
            let is_code = code.contains('-')
                && code
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit());
            assert!(!is_code || written.contains(&code), "{code} has no words");
        }
    }
}

/// A desk's key, and a file encrypted to it.
fn sheet(folder: &Path, words: &str) -> PathBuf {
    let public = match fs::read_to_string(folder.join("desk.key")) {
        Ok(text) => text,
        Err(_) => {
            assert!(way(folder, &["desk-key", "desk.key"]).status.success());
            fs::read_to_string(folder.join("desk.key")).unwrap()
        }
    };
    let public = public
        .lines()
        .next()
        .unwrap()
        .trim_start_matches("# public key: ")
        .to_owned();
    let recipient: age::x25519::Recipient = public.parse().unwrap();
    let file = folder.join("sheet.age");
    fs::write(&file, age::encrypt(&recipient, words.as_bytes()).unwrap()).unwrap();
    file
}

#[test]
fn a_desk_opens_its_sheets_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let good = r#"{"kind":"wegmarke/referral-sheet/v1","lang":"de","lines":[{"name":"alias","values":["Birke"],"words":["Birke"]},{"name":"needs","values":["shelter","wages"],"words":["Unterkunft","Lohn"]}]}"#;
    sheet(folder, good);
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &fs::metadata(folder.join("desk.key")).unwrap().permissions(),
    );
    assert_eq!(mode & 0o777, 0o600);
    let output = way(folder, &["open", "sheet.age", "--key", "desk.key"]);
    let said = told(&output);
    assert!(
        output.status.success()
            && said.contains("Alias: Birke")
            && said.contains("Unterkunft, Lohn"),
        "{said}"
    );
    assert!(
        !way(folder, &["desk-key", "desk.key"]).status.success(),
        "no key is overwritten"
    );

    // Whoever has the public key can write anything; it does not reach the terminal.
    sheet(
        folder,
        &good.replace("\"Birke\"]}", "\"\\u001b[2J\\u202eBirke\"]}"),
    );
    let said = told(&way(folder, &["open", "sheet.age", "--key", "desk.key"]));
    assert!(
        !said.contains('\u{1b}') && !said.contains('\u{202e}') && said.contains("Birke"),
        "{said}"
    );
    for bad in [
        "",
        "{}",
        "[]",
        &good.replace("/v1", "/v2"),
        &good.replace("\"lang\"", "\"long\""),
    ] {
        sheet(folder, bad);
        let output = way(folder, &["open", "sheet.age", "--key", "desk.key"]);
        assert!(
            !output.status.success() && told(&output).contains("no referral sheet"),
            "{}",
            told(&output)
        );
    }
    assert!(way(folder, &["desk-key", "other.key"]).status.success());
    let output = way(folder, &["open", "sheet.age", "--key", "other.key"]);
    assert!(told(&output).contains("does not open with this key"));
    let output = way(folder, &["open", "desk.key", "--key", "desk.key"]);
    assert!(told(&output).contains("does not open with this key"));
    let output = way(folder, &["open", "sheet.age", "--key", "sheet.age"]);
    assert!(!output.status.success());
}
