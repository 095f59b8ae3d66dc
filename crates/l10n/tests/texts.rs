// SPDX-License-Identifier: EUPL-1.2
//! The texts fit together: both languages have the same messages with the same
//! values in them, every message is used, and every key in use is written.

#![expect(
    clippy::unwrap_used,
    reason = "a text that cannot be read fails the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent::FluentResource;
use wegmarke_l10n::{Lang, Locale};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Key, and the text as written, of every message of a language.
fn messages(lang: Lang) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let folder = root().join("locales").join(lang.code());
    for file in files(&folder, &["ftl"]) {
        let text = fs::read_to_string(&file).unwrap();
        if let Err((_, errors)) = FluentResource::try_new(text.clone()) {
            panic!("{}: {errors:?}", file.display());
        }
        let mut key = None::<String>;
        for line in text.lines() {
            let starts = line.chars().next().is_some_and(|c| c.is_ascii_lowercase());
            if let (true, Some((name, rest))) = (starts, line.split_once('=')) {
                let name = name.trim().to_owned();
                assert!(
                    found.insert(name.clone(), rest.trim().to_owned()).is_none(),
                    "{}: {name} is written twice",
                    file.display()
                );
                key = Some(name);
            } else if line.starts_with(' ') || line.is_empty() {
                if let Some(text) = key.as_ref().and_then(|key| found.get_mut(key)) {
                    text.push('\n');
                    text.push_str(line.trim());
                }
            } else {
                key = None;
            }
        }
    }
    assert!(!found.is_empty(), "no texts under {}", folder.display());
    found
}

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target") {
                found.extend(files(&path, endings));
            }
        } else if path
            .extension()
            .is_some_and(|e| endings.iter().any(|want| *want == e))
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Names in `{ $name }`, wherever they stand.
fn values(text: &str) -> BTreeSet<&str> {
    text.split('$')
        .skip(1)
        .map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
            &rest[..end.unwrap_or(rest.len())]
        })
        .collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let (de, en) = (messages(Lang::De), messages(Lang::En));
    let only_de: Vec<_> = de.keys().filter(|key| !en.contains_key(*key)).collect();
    let only_en: Vec<_> = en.keys().filter(|key| !de.contains_key(*key)).collect();
    assert!(only_de.is_empty(), "only in German: {only_de:#?}");
    assert!(only_en.is_empty(), "only in English: {only_en:#?}");
    for (key, text) in &de {
        assert_eq!(values(text), values(&en[key]), "values of {key}");
    }
}

#[test]
fn no_message_is_empty() {
    for lang in Lang::PUBLIC {
        for (key, text) in messages(lang) {
            assert!(!text.trim().is_empty(), "{}: {key} is empty", lang.code());
            assert!(
                Locale::of(lang).has(&key),
                "{}: {key} is not found when running",
                lang.code()
            );
        }
    }
}

/// Literals that follow a call such as `.t("`, in code and templates.
fn called(text: &str, call: &str) -> Vec<String> {
    text.match_indices(call)
        .filter(|(at, _)| {
            !text[..*at]
                .chars()
                .next_back()
                .is_some_and(|c| c.is_alphanumeric() || c == '_')
        })
        .filter_map(|(at, _)| {
            let rest = text[at + call.len()..].trim_start().strip_prefix('"')?;
            let end = rest.find('"')?;
            Some(rest[..end].to_owned())
        })
        .collect()
}

/// Families of the closed lists that nouns have: their words are told by kind, not by a call.
fn closed_lists() -> BTreeSet<String> {
    let mut families = BTreeSet::new();
    for file in files(&root().join("crates/domain/src"), &["rs"]) {
        let text = fs::read_to_string(&file).unwrap();
        for (at, _) in text.match_indices("words! {\n") {
            let mut lines = text[at..].lines().skip(1).map(str::trim_start);
            let name = lines
                .find(|line| !line.starts_with("///"))
                .unwrap_or_default();
            let name = name.split(' ').next().unwrap_or_default();
            let mut family = String::new();
            for c in name.chars() {
                if c.is_ascii_uppercase() && !family.is_empty() {
                    family.push('-');
                }
                family.push(c.to_ascii_lowercase());
            }
            families.insert(family);
        }
    }
    // And those of messages, which name theirs.
    let messages = fs::read_to_string(root().join("crates/domain/src/message.rs")).unwrap();
    families.extend(called(&messages, "=>"));
    families
}

#[test]
fn every_key_in_use_is_written_and_every_written_key_is_in_use() {
    let written = messages(Lang::De);
    let mut sources = String::new();
    let mut missing = BTreeSet::new();
    let mut families = BTreeSet::new();
    for crate_name in ["pages", "web", "cli", "usage", "cases", "wegweiser"] {
        for file in files(
            &root().join("crates").join(crate_name),
            &["rs", "html", "svg", "txt"],
        ) {
            let text = fs::read_to_string(&file).unwrap();
            for call in ["t(", "t_with(", "tn("] {
                for key in called(&text, call) {
                    let looks_like_a_key = key.contains('-')
                        && key
                            .chars()
                            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
                    if looks_like_a_key && !written.contains_key(&key) {
                        missing.insert(format!("{key} ({})", file.display()));
                    }
                }
            }
            families.extend(called(&text, "word("));
            for call in ["find_word(", "word_with(", "stated_word(", "stated_list("] {
                families.extend(called(&text, call));
            }
            sources.push_str(&text);
        }
    }
    assert!(missing.is_empty(), "used but not written: {missing:#?}");
    families.extend(closed_lists());
    let unused: Vec<_> = written
        .keys()
        .filter(|key| !sources.contains(&format!("\"{key}\"")))
        .filter(|key| {
            !families
                .iter()
                .any(|family| key.starts_with(&format!("{family}-")))
        })
        .collect();
    assert!(unused.is_empty(), "written but not used: {unused:#?}");
}

#[test]
fn numbers_choose_the_plural_form() {
    for (lang, n, want) in [
        (Lang::De, 1_u64, "1 Maßnahme"),
        (Lang::De, 1_147, "1.147 Maßnahmen"),
        (Lang::En, 1, "1 measure"),
        (Lang::En, 0, "0 measures"),
        (Lang::Pseudo, 2, "⟦2 measures⟧"),
    ] {
        assert_eq!(
            Locale::of(lang).t_with("count-measures", &[("n", n.into())]),
            want
        );
    }
}

#[test]
fn an_unknown_key_is_visible_and_harmless() {
    assert_eq!(Locale::of(Lang::De).t("no-such-key"), "⟪no-such-key⟫");
    assert_eq!(
        Locale::of(Lang::De).word("no-such-family", "some_code"),
        "some_code"
    );
}

#[test]
fn a_right_to_left_name_stays_in_its_place() {
    let text = Locale::of(Lang::En).t_with("shown-in", &[("language", "العربية".into())]);
    assert!(text.contains("\u{2068}العربية\u{2069}"), "{text}");
}
