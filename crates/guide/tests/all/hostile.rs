//! Content that is wrong, by accident or on purpose: the error names file, line, key and what to do.

use wegmarke_guide::{Content, Problem};

use crate::example;

/// The problems when one file of the example is another one.
fn problems_of(name: &str, text: impl AsRef<[u8]>) -> Vec<Problem> {
    let mut files = example();
    files.insert(name.to_owned(), text.as_ref().to_vec());
    Content::read(&files).1
}

const CARD: &str = "kind = \"rule\"\nmark = \"known\"\n[de]\ntitle = \"T\"\ntext = \"X\"\n[en]\ntitle = \"T\"\ntext = \"X\"\n";
const SERVICE: &str = "kind = \"independent\"\nneeds = [\"wages\"]\ngroups = [\"men\"]\nmark = \"known\"\n[de]\nname = \"N\"\ntext = \"X\"\n[en]\nname = \"N\"\ntext = \"X\"\n";

#[test]
fn what_is_right_is_taken() {
    assert_eq!(problems_of("cards/a.toml", CARD), []);
    assert_eq!(problems_of("services/a.toml", SERVICE), []);
}

#[test]
fn each_error_has_its_place() {
    let card = |from: &str, to: &str| CARD.replacen(from, to, 1);
    let service = |line: &str| format!("{line}\n{SERVICE}");
    let long = "x".repeat(8_001);
    for (name, text, code, line, key) in [
        (
            "cards/a.toml",
            card("kind = \"rule\"", "kind = \"rule"),
            "not-toml",
            1,
            "",
        ),
        (
            "cards/a.toml",
            format!("{CARD}\n[de]\ntitle = \"again\"\n"),
            "not-toml",
            10,
            "",
        ),
        (
            "cards/a.toml",
            card("rule", "ruling"),
            "unknown-word",
            1,
            "kind",
        ),
        (
            "cards/a.toml",
            card("mark = \"known\"\n", ""),
            "missing",
            1,
            "mark",
        ),
        (
            "cards/a.toml",
            card("title = \"T\"", "titel = \"T\""),
            "unknown-key-near",
            4,
            "de.titel",
        ),
        (
            "cards/a.toml",
            card("title = \"T\"", "title = 7"),
            "want-text",
            4,
            "de.title",
        ),
        (
            "cards/a.toml",
            card("text = \"X\"", "text = \"a\\u202Eb\""),
            "text-unseen",
            5,
            "de.text",
        ),
        (
            "cards/a.toml",
            card("text = \"X\"", &format!("text = \"{long}\"")),
            "text-too-long",
            5,
            "de.text",
        ),
        (
            "cards/a.toml",
            card("rule", "deadline"),
            "missing",
            1,
            "period",
        ),
        (
            "cards/a.toml",
            format!("{CARD}[period]\nmonths = 3\ndays = 4\n"),
            "want-period",
            9,
            "period",
        ),
        (
            "cards/a.toml",
            format!("{CARD}[period]\nmonths = 0\n"),
            "want-period",
            9,
            "period",
        ),
        (
            "cards/a.toml",
            card("rule", "consequence"),
            "missing",
            3,
            "de.must",
        ),
        (
            "cards/a.toml",
            format!("checked_on = \"yesterday\"\n{CARD}"),
            "want-day",
            1,
            "checked_on",
        ),
        (
            "cards/a.toml",
            format!("offices = [\"nobody\"]\n{CARD}"),
            "names-nothing",
            0,
            "offices",
        ),
        (
            "cards/a.toml",
            format!("source = \"book\"\n{CARD}"),
            "want-tables",
            1,
            "source",
        ),
        (
            "cards/a.toml",
            format!("{CARD}[[source]]\ntitle = \"S\"\nurl = \"javascript:alert(1)\"\n"),
            "want-url",
            11,
            "source.url",
        ),
        (
            "cards/a.toml",
            format!("{CARD}[[source]]\ntitle = \"S\"\nurl = \"https://a\\\"b\"\n"),
            "want-url",
            11,
            "source.url",
        ),
        ("cards/A b.toml", CARD.to_owned(), "want-id", 0, ""),
        ("cards/deep/a.toml", CARD.to_owned(), "unknown-file", 0, ""),
        (
            "services/a.toml",
            service("address = \"Street 1\""),
            "no-address",
            1,
            "address",
        ),
        (
            "services/a.toml",
            service("phone = \"call me\""),
            "want-phone",
            1,
            "phone",
        ),
        (
            "services/a.toml",
            service("mail = \"a@b\""),
            "want-mail",
            1,
            "mail",
        ),
        (
            "services/a.toml",
            service("age = \"age1xyz\""),
            "want-age",
            1,
            "age",
        ),
        (
            "services/a.toml",
            service("lands = [\"de-be\", \"de-be\"]"),
            "twice",
            1,
            "lands",
        ),
        (
            "services/a.toml",
            service("free = \"yes\""),
            "want-flag",
            1,
            "free",
        ),
        (
            "services/a.toml",
            service("languages = \"de\""),
            "want-list",
            1,
            "languages",
        ),
        (
            "services/a.toml",
            SERVICE.replace("independent", "authority"),
            "authority-without-card",
            1,
            "office",
        ),
        (
            "services/a.toml",
            format!(
                "{SERVICE}[[capacity]]\ngroup = \"men\"\nstate = \"has-capacity\"\nat = \"soon\"\n"
            ),
            "want-moment",
            14,
            "capacity.at",
        ),
        (
            "services/a.toml",
            format!("{SERVICE}[[refused]]\nquarter = \"2026\"\ngroup = \"men\"\ncount = -1\n"),
            "want-number",
            14,
            "refused.count",
        ),
        (
            "services/a.toml",
            format!("{SERVICE}[[refused]]\nquarter = \"aäää\"\ngroup = \"men\"\ncount = 1\n"),
            "want-quarter",
            12,
            "refused.quarter",
        ),
        (
            "words/de.ftl",
            "base-title = A\n= broken\n".to_owned(),
            "not-fluent",
            2,
            "",
        ),
        (
            "words/xx.ftl",
            "base-title = A\n".to_owned(),
            "unknown-language",
            0,
            "",
        ),
        (
            "texts/guide.toml",
            String::new(),
            "text-without-language",
            0,
            "",
        ),
        ("texts/gide.de.toml", String::new(), "unknown-text", 0, ""),
        (
            "texts/guide.fr.toml",
            "[rights]\ntitle = \"T\"\n".to_owned(),
            "missing",
            1,
            "rights.text",
        ),
        (
            "texts/guide.fr.toml",
            "rights = \"T\"\n".to_owned(),
            "want-table",
            1,
            "rights",
        ),
        (
            "site.toml",
            "editor = \"E\"\n".to_owned(),
            "missing",
            1,
            "exit",
        ),
        (
            "exercises/a.toml",
            "indicators = \"none\"\n".to_owned(),
            "names-nothing",
            0,
            "indicators",
        ),
        ("note.exe", String::new(), "unknown-file", 0, ""),
    ] {
        let problems = problems_of(name, &text);
        let found = problems.iter().any(|one| {
            one.file == name
                && one.code == code
                && one.key == key
                && one.line == line
                && one.is_error
        });
        assert!(found, "{name}: {code} in line {line}, {key}: {problems:#?}");
    }
    assert_eq!(
        problems_of("cards/a.toml", [0xff, 0xfe])[0].code,
        "not-utf8"
    );
    assert_eq!(
        problems_of("cards/a.toml", vec![b'a'; 2_000_000])[0].code,
        "file-too-long"
    );
    let mut files = example();
    files.remove("site.toml");
    assert!(
        Content::read(&files)
            .1
            .iter()
            .any(|one| one.code == "no-site")
    );
}

#[test]
fn markup_in_content_stays_text() {
    let mut files = example();
    let evil = r#"<script>alert(1)</script>\" onclick=\"x"#;
    files.insert(
        "cards/a.toml".to_owned(),
        CARD.replace("\"T\"", &format!("\"{evil}\"")).into_bytes(),
    );
    files.insert(
        "services/a.toml".to_owned(),
        SERVICE
            .replace("\"N\"", &format!("\"{evil}\""))
            .into_bytes(),
    );
    let (content, problems) = Content::read(&files);
    assert_eq!(problems, []);
    let site = wegmarke_guide::build(&content, crate::noon(), b"").unwrap();
    for (name, bytes) in &site {
        let page = String::from_utf8_lossy(bytes);
        assert!(!page.contains("<script>alert"), "{name}");
        assert!(!page.contains("\" onclick"), "{name}");
    }
    assert!(crate::text(&site, "de/cards/a/index.html").contains("alert(1)"));
}
