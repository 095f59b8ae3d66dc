// SPDX-License-Identifier: EUPL-1.2
//! What can be found in a register, and what cannot.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

mod near;

use serde_json::{Value, json};
use wegmarke_domain::hand::Hand;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::statement::{Entry, decode, schema_of};
use wegmarke_domain::text::Lang;
use wegmarke_search::{Index, Question};

const PRACTICE: &str = "practice/p/2026/kok/1/measure/p/m";

fn entry(seq: u64, subject: &str, verb: &str, body: &Value) -> Entry {
    let subject: Subject = subject.parse().unwrap();
    let kind = format!("{}.{verb}", subject.noun);
    let read = decode(&kind, schema_of(&kind), body.to_string().as_bytes()).unwrap();
    Entry {
        seq,
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
    }
}

/// A plan with a measure, and one thing of every other noun that says a word nothing else says.
fn story() -> Vec<Entry> {
    let stated = [
        json!({"organisation": {"id": "kok", "name": {"de": "Netzwerk"}}}),
        json!({"plan": {"id": "p", "title": {"de": "Fahrplan"}}}),
        json!({"fact": {"id": "p/f", "plan": "p", "name": "Laufzeit", "value": "vierjährig"}}),
        json!({"field": {"id": "p/1", "number": "1", "title": {"de": "Vorbeugung"}}}),
        json!({"goal": {"id": "p/g", "title": {"de": "Abschreckung"}}}),
        json!({"measure": {"id": "p/m", "title": {"de": "Telefon"}, "field": "p/1",
            "themes": ["einwanderung"], "description": {"de": "Rund um die Uhr.", "en": "Round the clock."}}}),
        json!({"milestone": {"id": "p/s", "title": {"de": "Eröffnung"}, "unit": "Anrufe"}}),
        json!({"recommendation": {"id": "r", "issuer": "kok", "title": {"de": "Schutzräume"}}}),
        json!({"obligation": {"id": "o", "instrument": "Konvention", "title": {"de": "Bedenkzeit"}}}),
        json!({"response": {"id": "r/kok", "recommendation": "r", "by": "kok", "text": {"de": "Einverstanden."}}}),
        json!({"coverage": {"id": "r/p/kok", "recommendation": "r", "plan": "p", "author": "kok",
            "degree": "partial", "note": {"de": "Lückenhaft."}}}),
        json!({"evidence": {"id": "e", "claim": {"de": "Zugesagt"}, "measures": ["p/m"], "speaker": "Sprecherin"}}),
        json!({"finding": {"id": "number-twice-1", "code": "number_twice", "severity": "error",
            "file": "tabelle.csv", "column": "Nummer", "about": "measure/p/m", "args": {"name": "Doppelgänger"}}}),
        json!({"indicator": {"id": "p/i", "measures": ["p/m"], "title": {"de": "Gespräche"}, "kind": "output",
            "levels": [{"name": {"de": "Keine"}, "anchor": {"de": "Unbesetzt."}}, {"name": {"de": "Viele"}}]}}),
        json!({"value": {"id": "p/i/kok/2026-01-01", "indicator": "p/i", "organisation": "kok",
            "on": "2026-01-01", "reading": {"level": 1}, "parts": [["Saarland", {"level": 0}]]}}),
        json!({"funding": {"id": "p/m/2026/kok", "measure": "p/m", "year": 2026, "organisation": "kok",
            "budget_line": "Einzelplan"}}),
        json!({"round": {"id": "p/2026", "plan": "p", "title": {"de": "Jahresrunde"},
            "from": "2025-01-01", "until": "2025-12-31", "opens_at": "2026-06-02T12:00:00Z",
            "due_at": "2026-06-10T12:00:00Z", "replies_until": "2026-06-20T12:00:00Z"}}),
        json!({"context": {"id": "p/c", "title": {"de": "Gesetz"}, "effect": {"de": "Freizügigkeit"},
            "organisation": "kok"}}),
        json!({"status": {"id": "t", "plan": "p", "measure": "p/m", "text": {"de": "verspätet"},
            "organisation": "kok"}}),
        json!({"relation": {"id": "p/v", "measure": "p/m", "kind": "refers-to", "other": "p/m",
            "note": {"de": "bauen aufeinander auf"}, "organisation": "kok"}}),
        json!({"grouping": {"id": "r/r2/kok", "recommendation": "r", "other": "r2", "kind": "same",
            "note": {"de": "deckungsgleich"}, "organisation": "kok"}}),
        json!({"standard": {"id": "st", "title": {"de": "Verweisungsmechanismus"}, "force": "recommended",
            "issuer": "kok"}}),
        json!({"arrangement": {"id": "ar", "title": {"de": "Schutzwohnung"}, "kind": "shelter", "land": "de-by",
            "organisation": "kok"}}),
        json!({"answer": {"id": "st/de-by/kok", "standard": "st", "land": "de-by", "organisation": "kok",
            "degree": "partial", "note": {"de": "stückweise"}}}),
        json!({"inquiry": {"id": "in", "title": {"de": "Länderabfrage"}, "organisation": "kok", "standards": ["st"],
            "lands": ["de-by"], "asked": ["kok"], "asked_on": "2026-01-31", "due_on": "2026-03-31"}}),
        json!({"remark": {"id": "no-lead/measure/p/m/kok", "about": "measure/p/m", "stance": "contested",
            "organisation": "kok", "text": {"de": "Missverstanden."}}}),
    ];
    let mut entries: Vec<Entry> = stated
        .iter()
        .zip(0..)
        .map(|(thing, seq)| {
            let (noun, record) = thing.as_object().unwrap().iter().next().unwrap();
            let subject = format!("{noun}/{}", record["id"].as_str().unwrap());
            entry(seq, &subject, "stated", &json!({"record": record}))
        })
        .collect();
    let mut add = |subject: &str, verb: &str, body: &Value| {
        let seq = entries.len() as u64;
        entries.push(entry(seq, subject, verb, body));
    };
    add(
        "round/p/2026",
        "opened",
        &json!({"advance": {"to": "open"}}),
    );
    let observed = json!({"says": {"practice": {
        "observed": {"de": "Nachts besetzt.", "en": "Staffed at night."}, "land": "de-be", "reach": "some",
        "evidence": [{"title": {"de": "Zeugnis"}, "url": "https://example.org/zeugnis"}],
    }}});
    add(PRACTICE, "submitted", &observed);
    add(
        "round/p/2026",
        "revealed",
        &json!({"advance": {"to": "closing"}}),
    );
    entries
}

fn fold(entries: &[Entry]) -> Register {
    let mut register = Register::default();
    for entry in entries {
        register.apply(entry).unwrap();
    }
    register
}

fn found(index: &Index, words: &str) -> Vec<String> {
    let question = Question {
        words: words.to_owned(),
        ..Question::default()
    };
    let answer = index.search(&question).unwrap();
    answer.page(0, 50).map(ToString::to_string).collect()
}

#[test]
fn every_noun_is_found_by_what_it_says() {
    let index = Index::build(&fold(&story())).unwrap();
    let all = [
        ("Netzwerk", "organisation/kok"),
        ("Fahrplan", "plan/p"),
        ("Laufzeit", "fact/p/f"),
        ("vierjährig", "fact/p/f"),
        ("Vorbeugung", "field/p/1"),
        ("Abschreckung", "goal/p/g"),
        ("Telefon", "measure/p/m"),
        ("Einwanderung", "measure/p/m"),
        ("Anruf", "milestone/p/s"),
        ("Schutzraum", "recommendation/r"),
        ("Konvention", "obligation/o"),
        ("einverstanden", "response/r/kok"),
        ("lückenhaft", "coverage/r/p/kok"),
        ("Sprecherin", "evidence/e"),
        ("Doppelgänger", "finding/number-twice-1"),
        ("number_twice", "finding/number-twice-1"),
        ("Gespräch", "indicator/p/i"),
        ("unbesetzt", "indicator/p/i"),
        ("Saarland", "value/p/i/kok/2026-01-01"),
        ("Einzelplan", "funding/p/m/2026/kok"),
        ("Jahresrunde", "round/p/2026"),
        ("Freizügigkeit", "context/p/c"),
        ("verspätet", "status/t"),
        ("aufeinander", "relation/p/v"),
        ("deckungsgleich", "grouping/r/r2/kok"),
        ("Verweisungsmechanismus", "standard/st"),
        ("Schutzwohnung", "arrangement/ar"),
        ("stückweise", "answer/st/de-by/kok"),
        ("Länderabfrage", "inquiry/in"),
        ("missverstanden", "remark/no-lead/measure/p/m/kok"),
        ("nachts", PRACTICE),
        ("staffed", PRACTICE),
        ("Zeugnis", PRACTICE),
    ];
    for (words, subject) in all {
        assert_eq!(found(&index, words), [subject], "{words}");
    }
    let mut nouns: Vec<Noun> = all
        .iter()
        .map(|(_, subject)| subject.parse::<Subject>().unwrap().noun)
        .collect();
    nouns.dedup();
    let records = Noun::ALL.iter().filter(|noun| !noun.is_contribution());
    assert!(
        records.eq(nouns.iter().take(nouns.len() - 1)),
        "one of each"
    );
}

#[test]
fn nothing_is_found_that_is_sealed_erased_or_taken_back() {
    let all = story();
    let (revealed, before) = all.split_last().unwrap();
    // Also if the register knows what is sealed: one of an older day does.
    let sealed = Index::build(&fold(before)).unwrap();
    assert_eq!(found(&sealed, "nachts"), Vec::<String>::new());
    assert!(!found(&sealed, "kok").contains(&PRACTICE.to_owned()));

    let mut erased = all.clone();
    let at = erased.len() - 2;
    erased[at].statement = None;
    let erased = Index::build(&fold(&erased)).unwrap();
    assert_eq!(found(&erased, "nachts"), Vec::<String>::new());
    assert!(!found(&erased, "kok").contains(&PRACTICE.to_owned()));

    let mut withdrawn = all.clone();
    let correction =
        json!({"correction": {"corrects": revealed.seq - 1, "reason": {"de": "Irrtum."}}});
    withdrawn.push(entry(revealed.seq + 1, PRACTICE, "withdrawn", &correction));
    let withdrawn = Index::build(&fold(&withdrawn)).unwrap();
    assert_eq!(found(&withdrawn, "nachts"), Vec::<String>::new());
}

#[test]
fn ids_are_found_whole() {
    let index = Index::build(&fold(&story())).unwrap();
    let of_kok = found(&index, "kok");
    assert!(of_kok.contains(&"organisation/kok".to_owned()));
    assert!(of_kok.contains(&PRACTICE.to_owned()));
    // Everything about a thing bears its id: a part of a word in it finds nothing.
    assert_eq!(found(&index, "measur"), Vec::<String>::new());
}

#[test]
fn hits_are_counted_by_the_plans_they_belong_to() {
    let index = Index::build(&fold(&story())).unwrap();
    let of = |plan: &str, words: &str| {
        let question = Question {
            words: words.to_owned(),
            plan: Some(plan.to_owned()),
            noun: None,
        };
        index.search(&question).unwrap().total()
    };
    for words in [
        "Zugesagt",
        "Doppelgänger",
        "lückenhaft",
        "Jahresrunde",
        "nachts",
    ] {
        assert_eq!((of("p", words), of("q", words)), (1, 0), "{words}");
    }
    let question = Question {
        words: "Jahresrunde".to_owned(),
        ..Question::default()
    };
    let answer = index.search(&question).unwrap();
    assert_eq!(answer.by_plan, [("p".to_owned(), 1)]);
    assert_eq!(answer.by_noun, [(Noun::Round, 1)]);
}

#[test]
fn an_excerpt_is_in_the_language_of_the_reader_and_shows_no_codes() {
    let index = Index::build(&fold(&story())).unwrap();
    let excerpt = |subject: &str, words: &str, lang| {
        let pieces = index.excerpt(&subject.parse().unwrap(), words, lang);
        let pieces = pieces.into_iter().map(|(words, _)| words);
        pieces.collect::<String>()
    };
    assert_eq!(excerpt(PRACTICE, "nachts", Lang::DE), "Nachts besetzt.");
    assert_eq!(excerpt(PRACTICE, "night", Lang::DE), "Staffed at night.");
    assert_eq!(excerpt("milestone/p/s", "Anrufe", Lang::EN), "Anrufe");
    assert_eq!(excerpt("measure/p/m", "einwanderung", Lang::DE), "");
}

#[test]
fn an_index_is_compared_with_the_register_that_it_should_hold() {
    let fold = |entries: &[Entry]| {
        let mut register = Register::default();
        for entry in entries {
            register.apply(entry).unwrap();
        }
        register
    };
    let story = story();
    let (all, some) = (fold(&story), fold(&story[..3]));
    let index = Index::build(&all).unwrap();
    let same = index.compare(&all).unwrap();
    assert!(same.things > 10 && same.wrong.is_empty(), "{same:?}");
    let lacking = Index::build(&some).unwrap().compare(&all).unwrap();
    assert!(lacking.wrong.contains(&"measure/p/m".parse().unwrap()));
    let beyond = index.compare(&some).unwrap();
    assert!(!beyond.wrong.is_empty());
}
