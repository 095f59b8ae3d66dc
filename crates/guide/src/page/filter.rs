// SPDX-License-Identifier: EUPL-1.2
//! Lists that are narrowed without a script: a choice that is made hides what does not fit, by style alone.

use std::fmt::Write as _;

use crate::LICENCE;
use crate::card::{BRANCHES, Branches};
use crate::content::Content;
use crate::page::Frame;
use crate::service::{GROUPS, NEEDS};

/// One question with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Its name.
    pub name: &'static str,
    /// What is asked.
    pub label: String,
    /// Code and words of each answer.
    pub options: Vec<(String, String)>,
}

/// Languages that services speak, by tag.
pub fn spoken(content: &Content) -> Vec<String> {
    let all = content
        .services
        .values()
        .flat_map(|service| service.languages.iter().cloned());
    let mut all: Vec<String> = all.collect();
    all.sort();
    all.dedup();
    all
}

fn of_words(f: &Frame<'_>, name: &'static str, codes: &[&'static str]) -> Filter {
    let options = codes
        .iter()
        .map(|code| ((*code).to_owned(), f.words.word(name, code)));
    Filter {
        name,
        label: f.words.word("filter", name),
        options: options.collect(),
    }
}

/// Questions of the directory.
pub fn of_services(f: &Frame<'_>) -> Vec<Filter> {
    let languages = spoken(f.content)
        .into_iter()
        .map(|tag| (tag.clone(), name_of(f, &tag)));
    vec![
        of_words(f, "need", &NEEDS),
        of_words(f, "group", &GROUPS),
        Filter {
            name: "language",
            label: f.t("filter-language"),
            options: languages.collect(),
        },
        of_words(f, BRANCHES[0].0, BRANCHES[0].1),
    ]
}

/// Questions of the cards.
pub fn of_cards(f: &Frame<'_>) -> Vec<Filter> {
    BRANCHES
        .iter()
        .map(|(name, answers)| of_words(f, name, answers))
        .collect()
}

/// The name of a language in the language of the page; its tag where there is no word.
pub fn name_of(f: &Frame<'_>, tag: &str) -> String {
    let key = format!("lang-{tag}");
    if f.words.texts().contains_key(&key) {
        f.t(&key)
    } else {
        f.content.site.name(tag).to_owned()
    }
}

/// Marks of something that is for these branches.
pub fn classes_of(branches: &Branches) -> String {
    let mut classes = String::new();
    for (name, answers) in BRANCHES {
        for answer in branches.get(name).map_or(answers, Vec::as_slice) {
            let _infallible = write!(classes, " {name}-{answer}");
        }
    }
    classes
}

/// The style that hides.
pub fn style(content: &Content) -> String {
    let mut css = format!("/* {LICENCE} */\n");
    let mut rule = |name: &str, code: &str| {
        let _infallible = writeln!(
            css,
            "body:has(#f-{name}-{code}:checked) .list .one:not(.{name}-{code}){{display:none}}"
        );
    };
    for need in NEEDS {
        rule("need", need);
    }
    for group in GROUPS {
        rule("group", group);
    }
    for tag in spoken(content) {
        rule("language", &tag);
    }
    for (name, answers) in BRANCHES {
        for answer in answers {
            rule(name, answer);
        }
    }
    css
}
