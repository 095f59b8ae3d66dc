// SPDX-License-Identifier: EUPL-1.2
//! `docs/profiles.md` lists every key, every attribute and every allowed word, printed from the code.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod examples;
mod keys;

use wegmarke_domain::draft::{Slot, list_slots};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::shape::{Kind, Own, Words};

/// What a cell holds, in the words of the table of kinds on the page.
fn kind(noun: Noun, slot: &Slot) -> String {
    match (noun, &*slot.name) {
        (_, "id") => "id".to_owned(),
        (Noun::Coverage | Noun::Evidence, "measures_cited" | "measure") => "citations".to_owned(),
        (Noun::Value, "on") => "day or period".to_owned(),
        (_, name) if name.starts_with("source.") => "source".to_owned(),
        _ => held(slot.kind),
    }
}

fn held(kind: Kind) -> String {
    let word = match kind {
        Kind::Text => "text",
        Kind::Line => "words",
        Kind::Count => "count",
        Kind::Year => "year",
        Kind::Number => "number",
        Kind::Flag => "yes or no",
        Kind::Day => "day",
        Kind::Instant => "instant",
        Kind::Span => "time",
        Kind::Source => "source",
        Kind::Subject => "subject",
        Kind::Link(noun) => noun.as_str(),
        Kind::Word(words) => return format!("[{0}](#{0})", words.family()),
        Kind::List(kind) => return format!("list: {}", held(*kind)),
        Kind::Own(Own::Reading) => "reading",
        Kind::Own(Own::Part) => "part: reading",
        Kind::Own(Own::Euro) => "money",
        Kind::Row(_) | Kind::Own(_) => panic!("no cell holds {kind:?}"),
    };
    word.to_owned()
}

/// One line for each attribute, with the names of its parts.
fn attributes(noun: Noun) -> String {
    let mut text =
        format!("### {noun}\n\n| attribute | kind | what it is |\n| --- | --- | --- |\n");
    let slots = list_slots(noun);
    let stem = |slot: &Slot| slot.name.split('.').next().unwrap().to_owned();
    for parts in slots.chunk_by(|one, other| stem(one) == stem(other)) {
        let names: Vec<String> = parts
            .iter()
            .map(|slot| format!("`{}`", slot.name))
            .collect();
        let first = &parts[0];
        let kind = kind(noun, first);
        let doc = match &*kind {
            "id" if noun.is_in_plan() => "Its id inside the plan.",
            _ => first.doc,
        };
        text.push_str(&format!("| {} | {kind} | {doc} |\n", names.join(", ")));
    }
    text
}

fn words(words: &Words) -> String {
    let mut text = format!(
        "### {}\n\n| word | meaning |\n| --- | --- |\n",
        words.family()
    );
    for (word, meaning) in words.list {
        text.push_str(&format!("| `{word}` | {} |\n", meaning.trim()));
    }
    text
}

fn printed() -> String {
    let nouns = || Noun::list_imported().filter(|noun| *noun != Noun::Finding);
    let mut lists: Vec<&Words> = Vec::new();
    for slot in nouns().flat_map(list_slots) {
        let kind = match slot.kind {
            Kind::List(kind) => *kind,
            kind => kind,
        };
        if let Kind::Word(words) = kind
            && !lists.contains(&words)
        {
            lists.push(words);
        }
    }
    let attributes: Vec<String> = nouns().map(attributes).collect();
    let lists: Vec<String> = lists.into_iter().map(words).collect();
    format!(
        "{}\n## Words of closed lists\n\nCapital letters, spaces and underscores make no difference: \
         `Not met` is `not-met`.\n\n{}\n",
        attributes.join("\n"),
        lists.join("\n"),
    )
}

/// The page is printed from the code: its keys, and all between its first noun and its limits.
/// `UPDATE_DOCS=1` writes it anew.
#[test]
fn the_page_is_printed_from_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/profiles.md");
    let page = std::fs::read_to_string(path).unwrap();
    let (head, rest) = page.split_once("## The profile\n").unwrap();
    let (_, rest) = rest.split_once("## Nouns and their attributes\n").unwrap();
    let (nouns, rest) = rest.split_once("### organisation\n").unwrap();
    let (_, foot) = rest.split_once("## Limits\n").unwrap();
    let expected = format!(
        "{head}{}## Nouns and their attributes\n{nouns}{}## Limits\n{foot}",
        keys::parts(),
        printed(),
    );
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &expected).unwrap();
    }
    assert_eq!(page, expected, "run this test with UPDATE_DOCS=1");
}
