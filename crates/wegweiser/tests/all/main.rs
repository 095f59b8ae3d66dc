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

#[test]
fn what_is_wrong_with_a_command_line_is_said_in_the_language_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let said = |words: &[&str], variable: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_wegmarke-wegweiser"))
            .args(words)
            .env("WEGMARKE_WEGWEISER_LANG", variable)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(output.stdout.is_empty());
        told(&output)
    };
    for (words, german, english) in [
        (
            &["bauen"][..],
            "Den Befehl „bauen“ gibt es nicht",
            "There is no command “bauen”",
        ),
        (&["build", "x"], "Es fehlt:", "Missing:"),
        (
            &["serve", "x", "--port", "many"],
            "geht bei --port",
            "--port",
        ),
        (&["check", "x", "--lang", "fr"], "Es geht: de, en", "de, en"),
        (&[], "Nichts wurde getan", "Nothing was done"),
    ] {
        let told = said(words, "de");
        assert!(told.contains(german), "{words:?}: {told}");
        assert!(!told.contains("Usage:"), "{words:?}: {told}");
        let told = said(words, "en");
        assert!(told.contains(english), "{words:?}: {told}");
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

#[test]
fn cards_go_into_a_spreadsheet_and_come_back() {
    let folder = content();
    let folder = folder.path();
    copy(&folder.join("content"), &folder.join("before"));
    for ending in ["xlsx", "ods"] {
        let sheet = format!("cards.{ending}");
        let output = way(folder, &["cards", "content", &sheet]);
        assert!(output.status.success(), "{}", told(&output));
        let said = told(&way(folder, &["take-cards", "content", &sheet, "--yes"]));
        assert!(
            said.contains("No difference.") && said.contains("0 cards are taken"),
            "{ending}: {said}"
        );
        assert!(
            !way(folder, &["cards", "content", &sheet]).status.success(),
            "no spreadsheet is overwritten"
        );
    }
    // An editor changes one cell, as a spreadsheet program would save it.
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 11, 20).unwrap();
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for (column, (heading, cell)) in (0_u16..).zip([
        ("id", "police"),
        ("kind", "consequence"),
        ("mark", "known"),
        ("de.title", "Die Polizei weiß davon"),
        ("de.text", "=1+1"),
        ("de.must", "a"),
        ("de.may", "b"),
        ("de.will_not", "c"),
    ]) {
        sheet.write_string(0, column, heading).unwrap();
        sheet.write_string(1, column, cell).unwrap();
    }
    sheet.write_string(0, 8, "checked_on").unwrap();
    sheet
        .write_datetime_with_format(1, 8, &day, &format)
        .unwrap();
    book.save(folder.join("edited.xlsx")).unwrap();
    let said = told(&way(folder, &["take-cards", "content", "edited.xlsx"]));
    for line in [
        "cards/police.toml, de.title",
        "- Die Polizei erfährt davon",
        "+ Die Polizei weiß davon",
        "+ 2026-11-20",
        "+ =1+1",
        "Nothing is written",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(told(&way(folder, &["differences", "before", "content"])).contains("No difference."));
    let output = way(folder, &["take-cards", "content", "edited.xlsx", "--yes"]);
    assert!(
        told(&output).contains("One card is taken."),
        "{}",
        told(&output)
    );
    let said = told(&way(folder, &["differences", "before", "content"]));
    assert!(
        said.contains("+ Die Polizei weiß davon") && !said.contains("cards/prosecutor"),
        "{said}"
    );
    assert!(way(folder, &["check", "content"]).status.success());
}

#[test]
fn signs_and_exercises_go_into_a_spreadsheet_and_come_back() {
    let folder = content();
    let folder = folder.path();
    copy(&folder.join("content"), &folder.join("before"));
    for (command, take, none) in [
        ("signs", "take-signs", "0 lists are taken"),
        ("exercises", "take-exercises", "0 exercises are taken"),
    ] {
        for ending in ["xlsx", "ods"] {
            let sheet = format!("{command}.{ending}");
            let output = way(folder, &[command, "content", &sheet]);
            assert!(output.status.success(), "{}", told(&output));
            let said = told(&way(folder, &[take, "content", &sheet, "--yes"]));
            assert!(
                said.contains("No difference.") && said.contains(none),
                "{sheet}: {said}"
            );
        }
    }
    // Somebody brings a list in: one row for it, one for each item, in the words that they may use.
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0_u32..).zip([
        [
            "list",
            "kind",
            "dimension",
            "number",
            "whole",
            "mark",
            "de.title",
            "de.text",
            "en.title",
            "en.text",
        ],
        [
            "theirs",
            "list",
            "",
            "",
            "2",
            "known",
            "Liste",
            "Worum es geht.",
            "List",
            "What it is about.",
        ],
        [
            "theirs",
            "sign",
            "deception",
            "1",
            "",
            "",
            "",
            "Eins.",
            "",
            "One.",
        ],
        [
            "theirs", "sign", "coercion", "2", "", "", "", "Zwei.", "", "Two.",
        ],
    ]) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save(folder.join("theirs.xlsx")).unwrap();
    let said = told(&way(folder, &["take-signs", "content", "theirs.xlsx"]));
    assert!(
        said.contains("+ Eins.") && said.contains("Nothing is written"),
        "{said}"
    );
    assert!(!folder.join("content/indicators/theirs.toml").exists());
    let said = told(&say(
        folder,
        "de",
        &["take-signs", "content", "theirs.xlsx", "--yes"],
    ));
    assert!(said.contains("Eine Liste ist übernommen."), "{said}");
    assert!(way(folder, &["build", "content", "site"]).status.success());
    let page = fs::read_to_string(folder.join("site/en/recognise/theirs/index.html")).unwrap();
    assert!(
        page.contains("<li>One.</li>") && page.contains("There is no score"),
        "{page}"
    );
    assert!(
        !page.contains("It is not contained here"),
        "all of it is there: {page}"
    );
    let page = fs::read_to_string(folder.join("site/en/recognise/work/index.html")).unwrap();
    assert!(
        page.contains("has 67 items. It is not contained here"),
        "{page}"
    );
}

#[test]
fn a_spreadsheet_that_is_wrong_changes_nothing() {
    let folder = content();
    let folder = folder.path();
    copy(&folder.join("content"), &folder.join("before"));
    let write = |rows: &[&[&str]]| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0_u32..).zip(rows) {
            for (column, cell) in (0_u16..).zip(*cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
        book.save(folder.join("wrong.xlsx")).unwrap();
        let output = way(folder, &["take-cards", "content", "wrong.xlsx", "--yes"]);
        assert!(!output.status.success());
        told(&output)
    };
    assert!(
        write(&[
            &["id", "kind", "mark", "de.titel"],
            &["a", "rule", "known", "T"]
        ])
        .contains("There is no column “de.titel”")
    );
    assert!(write(&[&["id", "kind"], &["a", "rule"]]).contains("“mark” is missing"));
    assert!(
        write(&[&["id", "kind", "mark"], &["../../x", "rule", "known"]])
            .contains("Row 2 has no id")
    );
    assert!(
        write(&[
            &["id", "kind", "mark"],
            &["a", "rule", "known"],
            &["a", "rule", "known"]
        ])
        .contains("two rows")
    );
    let said = write(&[
        &[
            "id",
            "kind",
            "mark",
            "period",
            "checked_on",
            "de.title",
            "de.text",
        ],
        &["a", "ruling", "known", "3 moons", "soon", "T", "X"],
    ]);
    assert!(
        said.contains("cards/a.toml") && said.contains("kind") && said.contains("checked_on"),
        "{said}"
    );
    fs::write(folder.join("wrong.xlsx"), "PK nothing").unwrap();
    assert!(
        !way(folder, &["take-cards", "content", "wrong.xlsx", "--yes"])
            .status
            .success()
    );
    assert!(told(&way(folder, &["differences", "before", "content"])).contains("No difference."));
}

#[test]
fn content_is_signed_and_an_entry_is_taken_from_its_service_only() {
    let folder = content();
    let folder = folder.path();
    let key = |name: &str| {
        let said = told(&way(folder, &["signing-key", name]));
        said.trim().rsplit(' ').next().unwrap().to_owned()
    };
    let (editor, service) = (key("editor.key"), key("service.key"));
    assert!(
        way(folder, &["sign", "content", "--key", "editor.key"])
            .status
            .success()
    );
    assert!(
        way(folder, &["verify", "content", "--known", &editor])
            .status
            .success()
    );
    assert!(
        !way(folder, &["verify", "content", "--known", &service])
            .status
            .success()
    );
    assert!(
        way(folder, &["build", "content", "site"]).status.success(),
        "a signed content builds"
    );
    assert!(!folder.join("site/content.sig").exists());

    let entry = folder.join("nordlicht.toml");
    let old = fs::read_to_string(folder.join("content/services/nordlicht.toml")).unwrap();
    let new = |version: u32| {
        fs::write(
            &entry,
            format!(
                "version = {version}\n{}",
                old.replace("0000 100 001", "0000 200 001")
            ),
        )
        .unwrap();
        assert!(
            way(folder, &["sign", "nordlicht.toml", "--key", "service.key"])
                .status
                .success()
        );
    };
    let take = || way(folder, &["take-entry", "content", "nordlicht.toml"]);
    new(2);
    assert!(told(&take()).contains("has no key for “nordlicht”"));
    fs::write(
        folder.join("content/keys.toml"),
        format!("nordlicht = \"{editor}\"\n"),
    )
    .unwrap();
    assert!(told(&take()).contains("another key"));
    fs::write(
        folder.join("content/keys.toml"),
        format!("nordlicht = \"{service}\"\n"),
    )
    .unwrap();
    new(1);
    assert!(
        told(&take()).contains("not newer"),
        "an entry that was replaced does not come back"
    );
    new(2);
    let signed = fs::read_to_string(&entry).unwrap();
    fs::write(&entry, signed.replace("0000 200 001", "0000 300 001")).unwrap();
    assert!(told(&take()).contains("does not hold"));
    fs::write(&entry, &signed).unwrap();
    let output = take();
    assert!(output.status.success(), "{}", told(&output));
    assert!(
        fs::read_to_string(folder.join("content/services/nordlicht.toml"))
            .unwrap()
            .contains("0000 200 001")
    );
    assert!(told(&take()).contains("not newer"));
    let said = told(&way(folder, &["verify", "content"]));
    assert!(
        said.contains("does not hold"),
        "what was signed before is something else: {said}"
    );
    // A signature on the entry of one service is none on another's.
    fs::copy(&entry, folder.join("rheinufer.toml")).unwrap();
    fs::copy(folder.join("nordlicht.sig"), folder.join("rheinufer.sig")).unwrap();
    assert!(told(&way(folder, &["verify", "rheinufer.toml"])).contains("does not hold"));
}

#[test]
fn counts_are_bundled_without_small_numbers_and_signed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let heading = "quarter,land,group,outcome,count";
    fs::write(folder.join("counts.csv"), format!("{heading}\n2026-Q3,de-be,women,placed,12\n2026-Q3,de-be,women,referred,3\n2026-Q3,de-be,men,placed,8\n")).unwrap();
    let output = way(folder, &["counts", "counts.csv", "--out", "bundle.csv"]);
    assert!(
        told(&output).contains("3 numbers, 3 of them not told"),
        "{}",
        told(&output)
    );
    assert!(
        told(&output).contains("no sum of a year")
            && told(&output).contains("  2026, de-be, women, referred\n"),
        "{}",
        told(&output)
    );
    let bundle = fs::read_to_string(folder.join("bundle.csv")).unwrap();
    assert!(
        !bundle.contains(",3\n") && bundle.contains("women,referred,suppressed,"),
        "{bundle}"
    );
    assert!(
        !way(folder, &["counts", "counts.csv", "--out", "bundle.csv"])
            .status
            .success()
    );
    assert!(way(folder, &["signing-key", "centre.key"]).status.success());
    assert!(
        way(folder, &["sign", "bundle.csv", "--key", "centre.key"])
            .status
            .success()
    );
    assert!(way(folder, &["verify", "bundle.csv"]).status.success());
    fs::write(
        folder.join("bundle.csv"),
        bundle.replace("2026-Q3", "2026-Q4"),
    )
    .unwrap();
    assert!(!way(folder, &["verify", "bundle.csv"]).status.success());
    fs::write(
        folder.join("wrong.csv"),
        format!("{heading}\n2026-Q3,de-be,women,placed,many\n"),
    )
    .unwrap();
    let output = way(folder, &["counts", "wrong.csv", "--out", "x.csv"]);
    assert!(
        told(&output).contains("“count” cannot be read in line 2")
            && !folder.join("x.csv").exists()
    );
}
