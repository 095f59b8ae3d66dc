//! Every gap that is told can arise, and each only when it is one.

use wegmarke_guide::check::find_gaps;
use wegmarke_guide::state::{State, mark, write_states};
use wegmarke_guide::{Content, Files};

use crate::{example, noon, text};

fn gaps(files: &Files) -> Vec<(String, String, &'static str)> {
    let (content, problems) = Content::read(files);
    assert_eq!(problems, []);
    find_gaps(&content, noon())
        .into_iter()
        .map(|gap| (gap.file, gap.key, gap.code))
        .collect()
}

fn has(files: &Files, file: &str, code: &str) -> bool {
    gaps(files)
        .iter()
        .any(|(of, _, found)| of == file && *found == code)
}

fn change(files: &mut Files, name: &str, from: &str, to: &str) {
    let old = text(files, name);
    assert!(old.contains(from), "{name} has no {from}");
    files.insert(name.to_owned(), old.replacen(from, to, 1).into_bytes());
}

#[test]
fn a_language_that_is_missing_is_told() {
    let mut files = example();
    assert!(!has(&files, "texts/guide.fr.toml", "language-missing"));
    files.remove("texts/guide.fr.toml");
    assert!(has(&files, "texts/guide.fr.toml", "language-missing"));
    files.remove("words/ar.ftl");
    assert!(has(&files, "words/ar.ftl", "language-missing"));
    change(&mut files, "words/th.ftl", "base-exit", "base-exyt");
    assert!(
        has(&files, "words/th.ftl", "word-missing") && has(&files, "words/th.ftl", "word-unknown")
    );
    change(
        &mut files,
        "cards/police.toml",
        "[en]",
        "[en]\nlimit = \"Only here.\"",
    );
    assert!(!has(&files, "cards/police.toml", "language-missing"));
    let card = text(&files, "cards/police.toml");
    files.insert(
        "cards/police.toml".to_owned(),
        card.split("[en]").next().unwrap().as_bytes().to_vec(),
    );
    assert!(has(&files, "cards/police.toml", "language-missing"));
}

#[test]
fn what_is_old_is_told() {
    let mut files = example();
    for (on, is_old) in [("2025-11-26", true), ("2025-11-27", false)] {
        let mut files = files.clone();
        change(
            &mut files,
            "cards/residence-59-7.toml",
            "checked_on = 2026-11-27",
            &format!("checked_on = {on}"),
        );
        assert_eq!(
            has(&files, "cards/residence-59-7.toml", "older-than-a-year"),
            is_old,
            "{on}"
        );
    }
    for (at, code) in [
        ("2026-11-25T12:00:00Z", None),
        ("2026-11-25T11:59:59Z", Some("capacity-old")),
        ("2026-11-27T12:00:01Z", Some("capacity-ahead")),
    ] {
        let mut files = files.clone();
        change(
            &mut files,
            "services/lindenhaus.toml",
            "at = 2026-11-27T06:00:00Z",
            &format!("at = {at}"),
        );
        for one in ["capacity-old", "capacity-ahead"] {
            assert_eq!(
                has(&files, "services/lindenhaus.toml", one),
                code == Some(one),
                "{at} {one}"
            );
        }
    }
    assert!(has(
        &files,
        "cards/directive-11-4.toml",
        "source-without-date"
    ));
    let card = text(&files, "cards/directive-11-4.toml");
    let start = card.find("[[source]]").unwrap();
    let end = card.find("[de]").unwrap();
    files.insert(
        "cards/directive-11-4.toml".to_owned(),
        [&card[..start], &card[end..]].concat().into_bytes(),
    );
    assert!(has(&files, "cards/directive-11-4.toml", "no-source"));
}

#[test]
fn a_translation_out_of_step_is_told() {
    let mut files = example();
    assert!(!has(&files, "texts/guide.fr.toml", "original-changed"));
    change(
        &mut files,
        "texts/guide.de.toml",
        "Ihr Pass gehört Ihnen.",
        "Ihr Pass gehört nur Ihnen.",
    );
    assert!(has(&files, "texts/guide.fr.toml", "original-changed"));
    assert!(!has(&files, "texts/guide.de.toml", "original-changed"));
    files.remove("states.toml");
    assert!(has(&files, "texts/guide.fr.toml", "translation-unnoted"));
}

#[test]
fn a_check_holds_for_what_was_checked() {
    let mut files = example();
    let (content, _) = Content::read(&files);
    let items = content.items();
    let find = |lang: &str| {
        items
            .iter()
            .find(|one| one.id == "texts/guide/rights" && one.lang == lang)
            .unwrap()
    };
    let mut states = content.states.clone();
    states.entry("fr".to_owned()).or_default().insert(
        "texts/guide/rights".to_owned(),
        State {
            of: mark(&find("de").text),
            is: mark(&find("fr").text),
            checked_by: Some("Jeanne".to_owned()),
            checked_on: Some("2026-11-27".parse().unwrap()),
        },
    );
    states
        .entry("fr".to_owned())
        .or_default()
        .insert("texts/guide/gone".to_owned(), State::default());
    files.insert("states.toml".to_owned(), write_states(&states).into_bytes());
    assert_eq!(
        Content::read(&files).0.states,
        states,
        "what is written is what is read"
    );
    assert!(!has(&files, "texts/guide.fr.toml", "changed-since-check"));
    assert!(has(&files, "states.toml", "state-of-nothing"));
    let fr = text(&files, "texts/guide.fr.toml");
    let old = fr
        .split("[rights]\ntitle = \"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    change(&mut files, "texts/guide.fr.toml", &old, "Autre chose");
    assert!(has(&files, "texts/guide.fr.toml", "changed-since-check"));
}

#[test]
fn a_promise_without_its_limit_hinders() {
    for (file, from, to) in [
        (
            "texts/guide.fr.toml",
            "[exit]\ntitle = \"",
            "[exit]\ntitle = \"Anonyme: ",
        ),
        (
            "cards/police.toml",
            "[de]\ntitle = \"",
            "[de]\ntitle = \"Rechtsberatung: ",
        ),
        (
            "services/nordlicht.toml",
            "[en]\nname = \"",
            "[en]\nname = \"Encrypted ",
        ),
        ("words/ar.ftl", "guide-heading = ", "guide-heading = مجهول "),
    ] {
        let mut files = example();
        change(&mut files, file, from, to);
        let (content, problems) = Content::read(&files);
        assert_eq!(problems, []);
        let found = find_gaps(&content, noon());
        let claim = found
            .iter()
            .find(|gap| gap.code == "claim-without-limit")
            .unwrap();
        assert!(claim.is_error && claim.file == file, "{claim:?}");
    }
}
