// SPDX-License-Identifier: EUPL-1.2
//! What is suggested, why, and what people make of it.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use serde_json::{Value, json};
use wegmarke_coherence::Coherence;
use wegmarke_coherence::suggest::{Judged, list_between, list_lone, list_of};
use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::{MeasureId, OrganisationId};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::register::Register;
use wegmarke_domain::statement::{Entry, decode, schema_of};

fn say(register: &mut Register, subject: &str, verb: &str, body: &Value) {
    let subject: Subject = subject.parse().unwrap();
    let kind = format!("{}.{verb}", subject.noun);
    let read = decode(&kind, schema_of(&kind), body.to_string().as_bytes()).unwrap();
    let entry = Entry {
        seq: register.size(),
        at: "2026-06-10T12:00:00Z".parse().unwrap(),
        by: OrganisationId::new("kok"),
        hand: Hand::Account,
        signed: None,
        subject,
        kind: kind.into(),
        dated_on: read.dated_on,
        version: read.version,
        invented: read.invented,
        statement: Some(read.statement),
    };
    register.apply(&entry).unwrap();
}

fn state(register: &mut Register, noun: &str, record: &Value) {
    let subject = format!("{noun}/{}", record["id"].as_str().unwrap());
    say(register, &subject, "stated", &json!({ "record": record }));
}

/// Two plans of four and three measures; two pairs belong together, the one by a compound, the other by
/// a translation.
fn register() -> Register {
    let mut register = Register::default();
    for plan in ["p", "q"] {
        state(
            &mut register,
            "plan",
            &json!({"id": plan, "title": {"de": plan}}),
        );
    }
    for (id, lang, title) in [
        ("p/a", "de", "Bundesweite Erstberatungsplattform aufbauen"),
        ("p/b", "de", "Schulung der Polizei zu Menschenhandel"),
        ("p/c", "de", "Lieferketten offenlegen"),
        ("p/d", "de", "Bundesweite Erstberatungsplattform aufbauen"),
        ("q/a", "de", "Online-Beratung auf einer Plattform"),
        ("q/b", "en", "Police training on trafficking"),
        ("q/c", "de", "Mietzuschuss erhöhen"),
    ] {
        state(
            &mut register,
            "measure",
            &json!({"id": id, "title": {lang: title}}),
        );
    }
    register
}

fn pairs(register: &Register) -> Vec<(String, String, Judged, usize)> {
    let coherence = Coherence::build(register);
    let all = list_between(register, &coherence, "p", "q");
    let all = all.iter();
    all.map(|one| {
        let ids = [one.one.id.to_string(), one.other.id.to_string()];
        let [one_id, other_id] = ids;
        (one_id, other_id, one.judged(), one.more)
    })
    .collect()
}

fn pair(one: &str, other: &str, judged: Judged, more: usize) -> (String, String, Judged, usize) {
    (one.to_owned(), other.to_owned(), judged, more)
}

#[test]
fn compounds_and_translations_belong_together_and_one_title_stands_once() {
    let register = register();
    let mut found = pairs(&register);
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(
        found,
        [
            pair("p/a", "q/a", Judged::Open, 1),
            pair("p/b", "q/b", Judged::Open, 0),
        ]
    );
    let coherence = Coherence::build(&register);
    let lone = |one, other| -> Vec<String> {
        let all = list_lone(&register, &coherence, one, other).into_iter();
        all.map(|measure| measure.id.to_string()).collect()
    };
    assert_eq!(lone("p", "q"), ["p/c"]);
    assert_eq!(lone("q", "p"), ["q/c"]);
    let near = list_of(&register, &coherence, &MeasureId::new("q/a"));
    assert_eq!(near[0].other.id.as_str(), "p/a");
}

#[test]
fn the_words_that_led_to_it_are_told() {
    let coherence = Coherence::build(&register());
    let why = coherence.why("p/b", "q/b");
    let words: Vec<String> = why
        .words
        .iter()
        .map(|[one, other]| format!("{one} ~ {other}"))
        .collect();
    for expected in [
        "Schulung ~ training",
        "Polizei ~ Police",
        "Menschenhandel ~ trafficking",
    ] {
        assert!(words.iter().any(|one| one == expected), "{words:?}");
    }
}

#[test]
fn what_is_said_decides_and_what_words_do_not_suggest_is_shown_too() {
    let mut register = register();
    let relation = |id: &str, one: &str, kind: &str, other: &str| {
        json!({"id": id, "measure": one, "kind": kind, "other": other, "organisation": "kok",
            "note": {"de": "Gelesen."}})
    };
    state(
        &mut register,
        "relation",
        &relation("p/1", "p/a", "unrelated", "q/a"),
    );
    state(
        &mut register,
        "relation",
        &relation("q/1", "q/b", "same-as", "p/b"),
    );
    state(
        &mut register,
        "relation",
        &relation("p/2", "p/c", "depends-on", "q/c"),
    );
    let mut found = pairs(&register);
    found.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    assert_eq!(
        found,
        [
            pair("p/a", "q/a", Judged::Dismissed, 0),
            pair("p/b", "q/b", Judged::Related, 0),
            pair("p/c", "q/c", Judged::Related, 0),
            pair("p/d", "q/a", Judged::Open, 0),
        ]
    );
}

#[test]
fn the_same_register_gives_the_same_and_an_unchanged_one_is_not_compared_again() {
    let mut register = register();
    let coherence = Coherence::build(&register);
    assert_eq!(
        coherence.between("p", "q"),
        Coherence::build(&register).between("p", "q")
    );
    say(
        &mut register,
        "measure/p/c",
        "changed",
        &json!({"changes": {"title": {"from": {"de": "Lieferketten offenlegen"},
            "to": {"de": "Mietzuschuss erhöhen und auszahlen"}}}}),
    );
    let after = coherence.after(&register);
    assert_eq!(
        after.between("p", "q"),
        Coherence::build(&register).between("p", "q")
    );
    assert!(after.near("p/c").iter().any(|pair| &*pair.ids[1] == "q/c"));
    assert!(
        !coherence
            .near("p/c")
            .iter()
            .any(|pair| &*pair.ids[1] == "q/c")
    );
}

/// Of many measures one is compared alone; what comes of it is what all would give, but for weights.
#[test]
fn one_changed_measure_of_many_is_compared_alone() {
    let mut register = Register::default();
    let words = [
        "Wasser", "Schule", "Wald", "Hafen", "Straße", "Klinik", "Museum", "Brücke",
    ];
    state(
        &mut register,
        "plan",
        &json!({"id": "p", "title": {"de": "p"}}),
    );
    for number in 0..2_100_usize {
        let title = format!(
            "{} {number} am {}",
            words[number % 8],
            words[number / 8 % 8]
        );
        let id = format!("p/{number:04}");
        state(
            &mut register,
            "measure",
            &json!({"id": id, "title": {"de": title}}),
        );
    }
    let coherence = Coherence::build(&register);
    let before = register.measures.find("p/0007").unwrap().title.clone();
    let from = serde_json::to_value(before).unwrap();
    let to = serde_json::to_value(&register.measures.find("p/2000").unwrap().title).unwrap();
    say(
        &mut register,
        "measure/p/0007",
        "changed",
        &json!({"changes": {"title": {"from": from, "to": to}}}),
    );
    let after = coherence.after(&register);
    assert_eq!(&*after.near("p/0007")[0].ids[1], "p/2000");
    assert_eq!(&*after.near("p/2000")[0].ids[1], "p/0007");
    assert_eq!(after.len(), 2_100);
}
