// SPDX-License-Identifier: EUPL-1.2
//! How rows point at things: ids that keep their difference, numbers, titles, the thing of the same row.

use serde_json::{Value, json};
use wegmarke_domain::finding::codes;
use wegmarke_domain::import::questions::Answer;
use wegmarke_domain::import::{Outcome, Tally};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;

use super::sheet::{Sheet, attribute, found, plan_sheet, said, sheet, standing};

fn measures(rows: &[(&str, &str)]) -> Sheet {
    let add = |file: Sheet, (id, title): &(&str, &str)| {
        file.measure(&[("id", id), ("number", id), ("title.de", title)])
    };
    rows.iter().fold(plan_sheet(), add)
}

/// What an import says, but for findings.
fn said_of_things(outcome: &Outcome) -> Vec<String> {
    let mut said = said(outcome);
    said.retain(|said| !said.starts_with("finding."));
    said
}

/// Ids of the plan's measures by their titles.
fn ids(register: &Register) -> Vec<(String, String)> {
    let measures = register.measures.list();
    let mut ids: Vec<(String, String)> = measures
        .map(|one| {
            (
                one.title.iter().next().unwrap().1.to_owned(),
                one.id.name().to_owned(),
            )
        })
        .collect();
    ids.sort();
    ids
}

#[test]
fn ids_keep_their_difference_whatever_the_order_of_rows() {
    let rows = [
        ("Ü1", "Übergreifend"),
        ("Ö1", "Öffentlichkeit"),
        ("1", "Erste"),
        ("A/1", "Strich"),
        ("A 1", "Leer"),
        ("А1", "Kyrillisch"),
        ("A1", "Lateinisch"),
    ];
    let mut turned = rows;
    turned.reverse();
    let register = measures(&rows).register();
    let given = ids(&register);
    assert_eq!(given, ids(&measures(&turned).register()));
    let find = |title: &str| given.iter().find(|(of, _)| of == title).unwrap().1.clone();
    assert_eq!(find("Übergreifend"), "Ue1");
    assert_eq!(find("Öffentlichkeit"), "Oe1");
    assert_eq!(find("Erste"), "1");
    assert_eq!(find("Lateinisch"), "A1");
    assert!(find("Strich").starts_with("A-1~") && find("Leer").starts_with("A-1~"));
    assert!(find("Kyrillisch").starts_with("A1~"));
    // Each is found again alone, and by who names it in another file.
    let mut register = register;
    for (id, title) in rows {
        let row = [("id", id), ("number", id), ("title.de", title)];
        assert_eq!(
            said_of_things(&sheet().measure(&row).import(&mut register)),
            [""; 0],
            "{id}"
        );
        let step = [
            ("plan", "p"),
            ("id", "s"),
            ("title.de", "S"),
            ("measures", id),
        ];
        sheet().row(Noun::Milestone, &step).import(&mut register);
        let named = attribute(&register, "milestone/p/s", "measures");
        assert_eq!(named, Some(json!([format!("p/{}", find(title))])), "{id}");
    }
}

#[test]
fn what_is_on_record_under_an_old_id_is_found() {
    // As the program once made them: Ü1 was 1, and A/1 was A-1.
    let mut register = measures(&[("1", "Übergreifend"), ("A-1", "Strich")])
        .maps(Noun::Measure, &["id", "plan", "title"])
        .register();
    let again = plan_sheet()
        .measure(&[("id", "Ü1"), ("title.de", "Übergreifend")])
        .measure(&[("id", "A/1"), ("title.de", "Strich")]);
    let again = again.maps(Noun::Measure, &["id", "plan", "title"]);
    assert_eq!(
        said_of_things(&again.complete().import(&mut register)),
        [""; 0]
    );
    // One that comes to it does not take its place.
    let more = plan_sheet()
        .measure(&[("id", "1"), ("title.de", "Erste")])
        .measure(&[("id", "Ü1"), ("title.de", "Übergreifend")])
        .maps(Noun::Measure, &["id", "plan", "title"]);
    let outcome = more.import(&mut register);
    assert_eq!(outcome.counts[&Noun::Measure].added, 1);
    assert_eq!(outcome.counts[&Noun::Measure].unchanged, 1);
}

fn evidence(cells: &[(&str, &str)]) -> Sheet {
    let mut all = vec![("plan", "p"), ("claim.de", "Läuft")];
    all.extend_from_slice(cells);
    sheet().row(Noun::Evidence, &all)
}

fn cited(register: &Register) -> Vec<Value> {
    let mut all: Vec<Value> = standing(register)
        .into_iter()
        .filter(|(thing, _)| thing.starts_with("evidence/"))
        .map(|(_, one)| one.get("measures").cloned().unwrap_or_default())
        .collect();
    all.sort_by_key(ToString::to_string);
    all
}

#[test]
fn evidence_points_by_id_number_and_title() {
    let before = plan_sheet()
        .measure(&[("id", "A1.1"), ("number", "A1.1"), ("title.de", "Leitplan")])
        .measure(&[
            ("id", "m12"),
            ("number", "12"),
            ("title.de", "Radwege ausbauen"),
        ])
        .measure(&[("id", "h"), ("number", "13"), ("title.de", "Halle 20")])
        .measure(&[
            ("id", "x"),
            ("number", "14"),
            ("title.de", "Beratung einrichten"),
        ])
        .measure(&[
            ("id", "y"),
            ("number", "15"),
            ("title.de", "Beratung einrichten"),
        ]);
    for (words, expected, code) in [
        ("A1.1", json!(["p/A1.1"]), None),
        ("12", json!(["p/m12"]), None),
        ("m12", json!(["p/m12"]), None),
        ("Leitplan", json!(["p/A1.1"]), None),
        ("radwege  ausbauen", json!(["p/m12"]), None),
        ("Radwege ausb", json!(["p/m12"]), None),
        ("Halle 20", json!(["p/h"]), None),
        ("A1.1, 12", json!(["p/A1.1", "p/m12"]), None),
        ("Beratung einrichten (15)", json!(["p/y"]), None),
        (
            "Beratung einrichten",
            Value::Null,
            Some(codes::CITATION_AMBIGUOUS),
        ),
        (
            "Beratung einr",
            Value::Null,
            Some(codes::CITATION_AMBIGUOUS),
        ),
        ("Unbekannt", Value::Null, Some(codes::CITATION_UNRESOLVED)),
    ] {
        let mut register = before.register();
        let outcome = evidence(&[("measure", words)]).import(&mut register);
        let told: Vec<&str> = code.into_iter().collect();
        assert_eq!(found(&outcome), told, "{words}");
        assert_eq!(cited(&register), [expected], "{words}");
    }
}

#[test]
fn a_row_points_at_its_own_thing() {
    let mut file = plan_sheet();
    for (id, title) in [
        ("m1", "Beratung einrichten"),
        ("m2", "Beratung einrichten"),
        ("m3", "Wege"),
    ] {
        file = file.measure(&[("id", id), ("title.de", title)]);
        let claim = format!("Zu {id}");
        let of_row = file.request.drafts.last().unwrap().row;
        let title = if id == "m3" { "this row" } else { title };
        file = file.row(
            Noun::Evidence,
            &[("plan", "p"), ("claim.de", &claim), ("measure", title)],
        );
        let draft = file.request.drafts.last_mut().unwrap();
        draft.row = of_row;
        if title == "this row" {
            draft.cells.last_mut().unwrap().column = None;
        }
    }
    let mut register = Register::default();
    let outcome = file.import(&mut register);
    assert_eq!(
        cited(&register),
        [json!(["p/m1"]), json!(["p/m2"]), json!(["p/m3"])]
    );
    assert!(!found(&outcome).contains(&codes::CITATION_AMBIGUOUS));
}

#[test]
fn the_same_words_on_another_date_or_address_are_another_piece() {
    let of = |date: &'static str, url: &'static str| {
        [("measure", "m"), ("dated_on", date), ("source.url", url)]
    };
    let (one, two, three) = (
        of("2024-12-31", "https://a.example"),
        of("2025-12-31", "https://a.example"),
        of("2024-12-31", "https://b.example"),
    );
    let base = measures(&[("m", "Radwege")]);
    let mut register = base.register();
    for row in [&one, &two, &three] {
        let outcome = evidence(row).import(&mut register);
        assert_eq!(outcome.counts[&Noun::Evidence].added, 1);
    }
    let all = evidence(&one);
    let mut all = all;
    for row in [&two, &three] {
        let mut cells = vec![("plan", "p"), ("claim.de", "Läuft")];
        cells.extend_from_slice(row);
        all = all.row(Noun::Evidence, &cells);
    }
    assert_eq!(said(&all.import(&mut register)), [""; 0]);
    // At once, and the other way round, too.
    let mut fresh = base.register();
    assert_eq!(all.import(&mut fresh).counts[&Noun::Evidence].added, 3);
    let mut turned = base.clone();
    all.request.drafts.reverse();
    turned.request.drafts.extend(all.request.drafts);
    let ids = |register: &Register| {
        let ids = register.evidence.list().map(|one| one.id.to_string());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(ids(&turned.register()), ids(&fresh));
}

#[test]
fn every_row_of_an_id_that_does_not_enter_is_told() {
    let outcome = measures(&[
        ("7", "Erste"),
        ("7", "Zweite"),
        ("7", "Dritte"),
        ("7", "Vierte"),
    ])
    .import(&mut Register::default());
    let doubles: Vec<Option<u32>> = outcome
        .findings
        .iter()
        .filter(|one| &*one.code == codes::DUPLICATE_ID)
        .map(|one| one.row)
        .collect();
    assert_eq!(doubles, [Some(5), Some(6), Some(7)]);
    let tally = Tally {
        read: 6,
        entered: 3,
        unchanged: 0,
        not_entered: 3,
    };
    assert_eq!(outcome.tally, tally);
}

#[test]
fn an_id_that_is_used_again_asks_and_does_what_is_answered() {
    let first = measures(&[("1", "Radwege ausbauen"), ("2", "Studie vergeben")]).complete();
    let second = measures(&[("1", "Kampagne planen"), ("2", "Studie vergeben")]).complete();
    let mut register = first.register();
    let outcome =
        wegmarke_domain::import::prepare(&register, &second.clone().answers(None).request);
    let [question] = &outcome.questions[..] else {
        panic!("{:?}", outcome.questions);
    };
    assert_eq!(question.thing.to_string(), "measure/p/1");
    assert_eq!(question.before["title"], json!({"de": "Radwege ausbauen"}));
    assert_eq!(question.after["title"], json!({"de": "Kampagne planen"}));
    assert_eq!(question.answer, None);

    let mut same = register.clone();
    let outcome = second.clone().answers(Some(Answer::Same)).import(&mut same);
    assert_eq!(outcome.counts[&Noun::Measure].changed, 1);

    let mut step = second.clone().answers(Some(Answer::Another));
    step = step.row(
        Noun::Milestone,
        &[
            ("plan", "p"),
            ("id", "s"),
            ("title.de", "S"),
            ("measures", "1"),
        ],
    );
    let outcome = step.import(&mut register);
    let counts = outcome.counts[&Noun::Measure];
    assert_eq!((counts.added, counts.removed, counts.unchanged), (1, 1, 1));
    assert_eq!(
        ids(&register),
        [
            ("Kampagne planen".to_owned(), "1~2".to_owned()),
            ("Studie vergeben".to_owned(), "2".to_owned())
        ]
    );
    let named = attribute(&register, "milestone/p/s", "measures");
    assert_eq!(named, Some(json!(["p/1~2"])));
    // The id means the new thing from now on, in partial files, too; and it may be used a third time.
    let partial = sheet().measure(&[
        ("id", "1"),
        ("number", "1"),
        ("title.de", "Kampagne planen"),
    ]);
    assert_eq!(said_of_things(&partial.import(&mut register)), [""; 0]);
    let third = measures(&[("1", "Verordnung ändern"), ("2", "Studie vergeben")]);
    let outcome = third.answers(Some(Answer::Another)).import(&mut register);
    assert_eq!(outcome.counts[&Noun::Measure].removed, 1);
    assert_eq!(ids(&register)[1].1, "1~3");
}

#[test]
fn what_was_only_reworded_asks_nothing() {
    let row = |title: &'static str, lead: &'static str| {
        plan_sheet()
            .row(Noun::Organisation, &[("id", "bmi"), ("name.de", "BMI")])
            .measure(&[("id", "1"), ("title.de", title), ("lead", lead)])
            .answers(None)
    };
    let mut register = row("Radwege ausbauen", "kok").register();
    for (title, lead, asks) in [
        ("Radwege weiter ausbauen", "bmi", 0),
        ("Fahrradstraßen einrichten", "kok", 0),
        ("Studie vergeben", "bmi", 1),
    ] {
        let outcome = wegmarke_domain::import::prepare(&register, &row(title, lead).request);
        assert_eq!(outcome.questions.len(), asks, "{title}");
    }
    row("Radwege ausbauen", "bmi").import(&mut register);
}

#[test]
fn findings_of_an_edition_that_was_replaced_are_closed() {
    let edition = |file: &str, goal: &'static str| {
        let cells = [
            ("plan", "p"),
            ("id", "x"),
            ("title.de", "Schritt"),
            ("goal", goal),
        ];
        let mut edition = plan_sheet().complete();
        edition.request.files.clear();
        for draft in &mut edition.request.drafts {
            draft.file = file.into();
        }
        edition.file(file).row(Noun::Milestone, &cells)
    };
    let wide = edition("plan-2025.csv", "viele").problem(
        codes::ROW_WIDTH,
        wegmarke_domain::finding::Severity::Warning,
        "goal",
    );
    let mut register = wide.register();
    assert_eq!(register.findings.len(), 2);
    // Another source says nothing about them.
    sheet().file("other.csv").import(&mut register);
    assert_eq!(register.findings.len(), 2);
    let newer = edition("plan-2026.csv", "7").edition_of("plan-2025.csv");
    let outcome = newer.import(&mut register);
    let dropped = said(&outcome);
    let dropped = dropped
        .iter()
        .filter(|said| said.starts_with("finding.dropped"));
    assert_eq!(dropped.count(), 2);
    assert_eq!(register.findings.len(), 0);
}

#[test]
fn what_stands_at_every_row_is_said_once_with_its_count() {
    let rows = |count: u32| {
        let mut file = plan_sheet().file("b.csv");
        for row in 0..count {
            let (id, title) = (format!("m{row}"), format!("Titel {row}"));
            file = file.measure(&[("id", &id), ("title.de", &title), ("nature", "seltsam")]);
        }
        file
    };
    let mut register = Register::default();
    let outcome = rows(8).import(&mut register);
    assert_eq!(found(&outcome), [codes::UNKNOWN_VALUE]);
    let finding = &outcome.findings[0];
    assert_eq!(
        (&*finding.args["count"], &*finding.args["words"]),
        ("8", "seltsam")
    );
    assert_eq!(finding.row, Some(2));
    // One more row is no other finding.
    let id = finding.id.clone();
    assert_eq!(rows(9).import(&mut register).findings[0].id, id);
    // Not at every row: each is told.
    let mut some = rows(4);
    some = some.measure(&[("id", "fine"), ("title.de", "Gut"), ("nature", "new")]);
    assert_eq!(found(&some.import(&mut Register::default())).len(), 4);
}
