//! The German example: it has no error, and its gaps are those that are meant to be there.

use std::collections::BTreeSet;
use std::fs;

use wegmarke_guide::Content;
use wegmarke_guide::check::find_gaps;

use crate::{example, noon, root};

#[test]
fn the_example_is_whole_in_every_language() {
    let (content, problems) = Content::read(&example());
    assert_eq!(problems, []);
    assert_eq!(content.site.languages.len(), 13);
    let known = [
        "drafts",
        "never-checked",
        "source-without-date",
        "capacity-old",
        "items-missing",
    ];
    let gaps = find_gaps(&content, noon());
    let others: Vec<_> = gaps
        .iter()
        .filter(|gap| !known.contains(&gap.code))
        .collect();
    assert!(others.is_empty(), "{others:#?}");
    // What is not there must not look as if it were: each of these gaps is in the example to be seen.
    for code in known {
        assert!(gaps.iter().any(|gap| gap.code == code), "{code}");
    }
}

#[test]
fn nobody_is_said_to_have_checked_what_nobody_checked() {
    let (content, _) = Content::read(&example());
    for card in content.cards.values() {
        assert_eq!(card.standing.checked_by, None, "{}", card.id);
        assert_eq!(card.standing.lawyer, None, "{}", card.id);
    }
    for service in content.services.values() {
        // Invented numbers ring nowhere.
        let is_dead = service
            .phone
            .as_deref()
            .is_none_or(|phone| phone.starts_with("0000"));
        assert_eq!(
            service.is_invented,
            is_dead && service.phone.is_some(),
            "{}",
            service.id
        );
        if service.is_invented {
            assert!(
                service
                    .mail
                    .as_deref()
                    .is_none_or(|mail| mail.ends_with("@example.org")),
                "{}",
                service.id
            );
        }
    }
}

/// Literals that follow a call.
fn called(text: &str, call: &str) -> Vec<String> {
    let all = text.match_indices(call).filter_map(|(at, _)| {
        let rest = text[at + call.len()..].trim_start().strip_prefix('"')?;
        Some(rest.split('"').next()?.to_owned())
    });
    all.collect()
}

#[test]
fn every_word_that_is_shown_is_written_and_every_written_word_is_shown() {
    let (content, _) = Content::read(&example());
    let written = content.words["de"].texts();
    let mut sources = String::new();
    for folder in [
        "crates/guide/src",
        "crates/guide/src/page",
        "crates/guide/templates",
    ] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                sources.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let keys = ["t(", "t_with("]
        .iter()
        .flat_map(|call| called(&sources, call));
    let missing: BTreeSet<_> = keys
        .filter(|key| key.contains('-') && !written.contains_key(key))
        .collect();
    assert_eq!(missing, BTreeSet::new());
    let families: BTreeSet<String> = called(&sources, "word(").into_iter().collect();
    // Families whose name is not a literal where they are asked for.
    let more = [
        "need",
        "group",
        "nationality",
        "age",
        "residence",
        "work",
        "cooperation",
        "kinds",
        "month",
        "lang",
        "path",
        "urgency",
        "consent",
        "sheet-step",
        "receipt",
        "places",
        "land",
        "access",
    ];
    let is_of_family = |key: &str| {
        let mut all = families.iter().map(String::as_str).chain(more);
        all.any(|family| key.starts_with(&format!("{family}-")))
    };
    let unused = written
        .keys()
        .filter(|key| !sources.contains(&format!("\"{key}\"")) && !is_of_family(key));
    assert_eq!(unused.collect::<Vec<_>>(), Vec::<&String>::new());
}
