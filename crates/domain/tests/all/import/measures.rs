// SPDX-License-Identifier: EUPL-1.2
//! Which measure a row is about, and which of its attributes a file speaks about.

use serde_json::{Value, json};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::table::StepKind;

use super::sheet::{NONE, Sheet, attribute, found, plan_sheet, said, sheet, standing};

/// Measures without ids of their own: field, number, title.
fn numbered(rows: &[(&str, &str, &str)]) -> Sheet {
    let mut numbered = sheet().field("1").field("2");
    for (field, number, title) in rows {
        numbered = numbered.measure(&[("field", field), ("number", number), ("title.de", title)]);
    }
    numbered
}

/// A register with the plan and these measures in its first version.
fn recorded(rows: &[(&str, &str, &str)]) -> Register {
    let mut register = plan_sheet().register();
    numbered(rows).import(&mut register);
    register
}

/// Field, number and title of every measure that stands, by id.
fn list(register: &Register) -> Vec<(String, String, String, String)> {
    let list = register.measures.list().map(|measure| {
        let plain = |value: Option<&str>| value.unwrap_or_default().to_owned();
        let field = measure.field.value().map(|id| id.as_str());
        (
            measure.id.to_string(),
            plain(field),
            plain(measure.number.value().map(|number| &**number)),
            measure.title.iter().next().unwrap().1.to_owned(),
        )
    });
    list.collect()
}

#[test]
fn a_measure_keeps_its_id_as_long_as_it_is_beyond_doubt() {
    for (what, row) in [
        ("renumbered", ("1", "4", "Beratung")),
        ("moved", ("2", "9", "Beratung")),
        ("retitled", ("1", "3", "Hilfe")),
        ("shouted", ("1", "3", " BERATUNG")),
    ] {
        let mut register = recorded(&[("1", "3", "Beratung"), ("1", "5", "Schulung")]);
        let (field, number, title) = row;
        let outcome = numbered(&[row, ("1", "5", "Schulung")])
            .complete()
            .import(&mut register);
        assert_eq!(
            said(&outcome)[1..],
            ["measure.changed p/beratung"],
            "{what}"
        );
        let expected = ["p/beratung", &format!("p/{field}"), number, title];
        let [ref found, _] = list(&register)[..] else {
            panic!("{what}");
        };
        assert_eq!([&found.0, &found.1, &found.2, &found.3], expected, "{what}");
    }
}

#[test]
fn a_number_belongs_to_its_version() {
    let mut register = recorded(&[("1", "3", "Beratung")]);
    let first = register.newest_version("p");
    numbered(&[("1", "4", "Beratung")]).import(&mut register);
    assert_eq!(register.newest_version("p"), first + 1);
    let kept = register.measures.find_kept("p/beratung").unwrap();
    let number = |version| kept.at_version(version).unwrap().number;
    assert_eq!(number(first).value().map(|number| &**number), Some("3"));
    assert_eq!(number(first + 1).value().map(|number| &**number), Some("4"));
    assert!(kept.at_version(first - 1).is_none());
}

#[test]
fn what_is_in_doubt_is_another_measure() {
    let mut register = recorded(&[("1", "3", "Beratung"), ("1", "5", "Schulung")]);
    // Neither the title nor the place says which of the two it was.
    let outcome = numbered(&[("2", "1", "Netzwerk"), ("1", "5", "Schulung")])
        .complete()
        .import(&mut register);
    assert_eq!(
        said(&outcome)[1..],
        ["measure.stated p/netzwerk", "measure.dropped p/beratung"]
    );
    // Two rows want the one place: neither gets it.
    let outcome = numbered(&[("1", "5", "Erste"), ("1", "5", "Zweite")]).import(&mut register);
    assert_eq!(
        said(&outcome)[1..3],
        ["measure.stated p/erste", "measure.stated p/zweite"]
    );
}

#[test]
fn equal_titles_stay_apart() {
    let rows = [
        ("1", "1", "Faire Integration"),
        ("1", "2", "Faire Integration"),
    ];
    let mut register = recorded(&rows);
    let ids: Vec<String> = list(&register).into_iter().map(|one| one.0).collect();
    assert_eq!(ids, ["p/faire-integration", "p/faire-integration-2"]);
    let outcome = numbered(&[rows[1], rows[0]]).import(&mut register);
    let counts = outcome.counts[&Noun::Measure];
    assert_eq!((counts.unchanged, counts.changed, counts.added), (2, 0, 0));
}

#[test]
fn many_rows_alike_are_paired_in_their_order() {
    let mut alike = sheet();
    for row in 0..12 {
        let text = format!("Nummer {row}");
        alike = alike.measure(&[("title.de", "Treffen"), ("description.de", &text)]);
    }
    let mut register = plan_sheet().register();
    // The import itself looks that the same file says nothing new.
    let outcome = alike.import(&mut register);
    assert_eq!(outcome.counts[&Noun::Measure].added, 12);
    let renewed = |row: u8| format!("Neu {row}");
    let mut changed = sheet();
    for row in 0..12 {
        changed = changed.measure(&[("title.de", "Treffen"), ("description.de", &renewed(row))]);
    }
    let mut later = register.clone();
    changed.import(&mut later);
    let tenth = attribute(&later, "measure/p/treffen-10", "description");
    assert_eq!(tenth, Some(json!({"de": renewed(9)})));
    // One more of them is one more, and one alone is still the one it was.
    let text = [("title.de", "Treffen"), ("description.de", "Nummer 12")];
    let outcome = alike.clone().measure(&text).import(&mut register);
    let counts = outcome.counts[&Noun::Measure];
    assert_eq!((counts.unchanged, counts.added), (12, 1));
    let outcome = sheet().measure(&text).import(&mut register);
    assert_eq!(outcome.counts[&Noun::Measure].unchanged, 1);
}

#[test]
fn rows_that_say_the_same_keep_their_places() {
    // Findings name the first and the last of them.
    let rows = [("1", "1", "Treffen"); 12];
    let mut register = recorded(&rows);
    let outcome = numbered(&rows[..11]).import(&mut register);
    assert_eq!(outcome.counts[&Noun::Measure].unchanged, 11);
    assert_eq!(found(&outcome), ["number_twice", "numbers_share_text"]);
    let about = outcome.findings[0].about.as_ref().unwrap().to_string();
    assert_eq!(about, "measure/p/treffen");
}

#[test]
fn an_id_is_never_used_for_another_measure() {
    let mut register = recorded(&[("1", "3", "Beratung"), ("1", "5", "Schulung")]);
    let without = numbered(&[("1", "5", "Schulung")]).complete();
    assert_eq!(
        said(&without.import(&mut register))[1..],
        ["measure.dropped p/beratung"]
    );
    let outcome = numbered(&[("1", "3", "Beratung")]).import(&mut register);
    assert_eq!(said(&outcome)[1..], ["measure.stated p/beratung-2"]);
}

#[test]
fn a_measure_with_an_id_of_its_own_returns() {
    let both = sheet()
        .measure(&[("id", "m"), ("title.de", "Beratung")])
        .measure(&[("id", "n"), ("title.de", "Schulung")])
        .complete();
    let one = sheet()
        .measure(&[("id", "n"), ("title.de", "Schulung")])
        .complete();
    let mut register = plan_sheet().register();
    both.import(&mut register);
    let before = standing(&register);
    let outcome = one.import(&mut register);
    assert_eq!(outcome.counts[&Noun::Measure].removed, 1);
    assert!(register.measures.find("p/m").is_none());
    both.import(&mut register);
    assert_eq!(standing(&register), before);
    let steps = &register.measures.find_kept("p/m").unwrap().steps;
    let kinds: Vec<&StepKind> = steps.iter().map(|step| &step.what).collect();
    assert!(
        matches!(kinds[..], [StepKind::Stated, StepKind::Dropped, StepKind::Returned(changes)] if changes.read().is_empty()),
        "{kinds:?}"
    );
}

#[test]
fn rows_with_and_without_ids_do_not_take_each_others_measure() {
    let mut register = recorded(&[("1", "3", "Beratung")]);
    let mixed = sheet()
        .measure(&[("id", "beratung"), ("title.de", "Beratung")])
        .measure(&[("title.de", "Beratung")]);
    let outcome = mixed.import(&mut register);
    let counts = outcome.counts[&Noun::Measure];
    assert_eq!((counts.added, counts.changed), (1, 1));
}

#[test]
fn what_the_profile_does_not_map_is_not_touched() {
    let full = [
        ("id", "m"),
        ("title.de", "Beratung"),
        ("lead", "kok"),
        ("note.de", "Rest"),
    ];
    let mut register = plan_sheet().register();
    sheet().measure(&full).import(&mut register);
    let narrow = |cells: &[(&str, &str)]| {
        let mapped = ["id", "plan", "title", "lead"];
        sheet().measure(cells).maps(Noun::Measure, &mapped)
    };
    let outcome = narrow(&[("id", "m"), ("title.de", "Hilfe")]).import(&mut register);
    assert_eq!(outcome.changes[&Noun::Measure].len(), 2, "title and lead");
    assert_eq!(attribute(&register, "measure/p/m", "lead"), None);
    let note = attribute(&register, "measure/p/m", "note");
    assert_eq!(note, Some(json!({"de": "Rest"})));
    // A title that is not mapped is not missing either.
    let status = sheet()
        .measure(&[("id", "m"), ("note.de", "Neu")])
        .maps(Noun::Measure, &["id", "plan", "note"]);
    let outcome = status.import(&mut register);
    assert_eq!(said(&outcome)[1..], ["measure.changed p/m"]);
    let title = attribute(&register, "measure/p/m", "title");
    assert_eq!(title, Some(json!({"de": "Hilfe"})));
}

#[test]
fn what_is_given_for_new_measures_only_leaves_the_others_alone() {
    let with_note = |id: &'static str, note: &'static str| {
        let cells = [("id", id), ("title.de", "Beratung"), ("note.de", note)];
        sheet().measure(&cells).only_new(Noun::Measure, &["note"])
    };
    let mut register = plan_sheet().register();
    with_note("m", "Eins").import(&mut register);
    let note = attribute(&register, "measure/p/m", "note");
    assert_eq!(note, Some(json!({"de": "Eins"})));
    assert_eq!(said(&with_note("m", "Zwei").import(&mut register)), [""; 0]);
}

#[test]
fn stated_as_none_is_not_the_same_as_not_stated() {
    let with = |cell: Option<(&'static str, &'static str)>| {
        let mut cells = vec![("id", "m"), ("title.de", "Beratung")];
        cells.extend(cell);
        sheet().measure(&cells)
    };
    for (name, cell, value) in [
        ("lead", ("lead", "kok"), json!(["kok"])),
        ("partners", ("partners", "kok"), json!(["kok"])),
        ("themes", ("themes", "Arbeit"), json!(["Arbeit"])),
        ("nature", ("nature", "new"), json!("new")),
        ("funding", ("funding.de", "Bund"), json!({"de": "Bund"})),
        ("number", ("number", "1"), json!("1")),
        (
            "period",
            ("period.as_written", "bald"),
            json!({"as_written": "bald"}),
        ),
    ] {
        let mut register = plan_sheet().register();
        let mut holds = |cell, expected: Option<Value>| {
            let outcome = with(cell).import(&mut register);
            assert_eq!(
                attribute(&register, "measure/p/m", name),
                expected,
                "{name}"
            );
            outcome
        };
        holds(None, None);
        for (cell, expected) in [
            (Some((cell.0, NONE)), Some(Value::Null)),
            (Some(cell), Some(value.clone())),
            (Some((cell.0, NONE)), Some(Value::Null)),
            (None, None),
            (Some(cell), Some(value.clone())),
            (None, None),
        ] {
            let outcome = holds(cell, expected);
            let changes = &outcome.changes[&Noun::Measure];
            assert_eq!(changes.keys().collect::<Vec<_>>(), [name]);
        }
    }
}

#[test]
fn numbers_are_compared_as_numbers() {
    let goal = |goal| {
        let cells = [
            ("plan", "p"),
            ("id", "x"),
            ("title.de", "Schritt"),
            ("goal", goal),
        ];
        sheet().row(Noun::Milestone, &cells)
    };
    let mut register = plan_sheet().register();
    goal("10").import(&mut register);
    for same in ["10.0", "10.00", "+10", "10 %", "010"] {
        assert_eq!(said(&goal(same).import(&mut register)), [""; 0], "{same}");
    }
    let outcome = goal("10.01").import(&mut register);
    assert_eq!(outcome.changes[&Noun::Milestone]["goal"], 1);
    // Decimal commas are the profile's business: what comes here with one is not guessed at.
    let outcome = goal("10,01").import(&mut register);
    assert_eq!(found(&outcome), ["text_for_number"]);
    let kept = attribute(&register, "milestone/p/x", "goal");
    assert_eq!(
        kept,
        Some(json!("10.01")),
        "what does not read takes nothing away"
    );
}

#[test]
fn lists_have_no_order_and_no_doubles() {
    let led = |leads: &[&'static str]| {
        let mut cells = vec![("id", "m"), ("title.de", "Beratung")];
        for name in ["lead", "themes"] {
            cells.extend(leads.iter().map(|lead| (name, *lead)));
        }
        sheet()
            .row(Noun::Organisation, &[("id", "bmi"), ("name.de", "BMI")])
            .measure(&cells)
    };
    let mut register = plan_sheet().register();
    led(&["kok", "bmi"]).import(&mut register);
    assert_eq!(
        said(&led(&["bmi", "kok", "bmi"]).import(&mut register)),
        [""; 0]
    );
    assert_eq!(
        attribute(&register, "measure/p/m", "lead"),
        Some(json!(["bmi", "kok"]))
    );
}

#[test]
fn rows_of_one_id_unite_their_lists() {
    let row = |cells: &[(&'static str, &'static str)]| {
        let mut all = vec![("plan", "p"), ("id", "m"), ("title.de", "Beratung")];
        all.extend_from_slice(cells);
        all
    };
    let mut register = plan_sheet().register();
    let united = sheet()
        .row(Noun::Organisation, &[("id", "bmi"), ("name.de", "BMI")])
        .repeated(Noun::Measure, &row(&[("partners", "kok"), ("themes", "b")]))
        .repeated(Noun::Measure, &row(&[("partners", "bmi"), ("themes", "b")]))
        .repeated(Noun::Measure, &row(&[("themes", "a"), ("number", "1")]));
    let outcome = united.import(&mut register);
    assert_eq!(found(&outcome), ["number_without_field"]);
    for (name, value) in [
        ("partners", json!(["bmi", "kok"])),
        ("themes", json!(["a", "b"])),
        ("number", json!("1")),
    ] {
        assert_eq!(attribute(&register, "measure/p/m", name), Some(value));
    }
}

#[test]
fn a_part_that_is_mapped_leaves_the_others_alone() {
    let first = sheet().measure(&[
        ("id", "m"),
        ("title.de", "Beratung ausbauen"),
        ("title.en", "Extend counselling"),
        ("source.document", "Plan of 2024"),
        ("period.as_written", "bald"),
        ("themes", "Arbeit"),
    ]);
    let second = sheet()
        .measure(&[
            ("id", "m"),
            ("title.en", "Extend counselling centres"),
            ("source.url", "https://example.org/p1"),
            ("period.until", "2027-12-31"),
        ])
        .maps_slots(
            Noun::Measure,
            &["plan", "id", "title.en", "source.url", "period.until"],
        );
    let mut register = plan_sheet().register();
    first.import(&mut register);
    let outcome = second.import(&mut register);
    assert_eq!(
        outcome.changes[&Noun::Measure].keys().collect::<Vec<_>>(),
        ["period", "source", "title"]
    );
    for (name, expected) in [
        (
            "title",
            json!({"de": "Beratung ausbauen", "en": "Extend counselling centres"}),
        ),
        (
            "source",
            json!({"document": "Plan of 2024", "urls": ["https://example.org/p1"]}),
        ),
        (
            "period",
            json!({"as_written": "bald", "until": "2027-12-31"}),
        ),
        ("themes", json!(["Arbeit"])),
    ] {
        assert_eq!(
            attribute(&register, "measure/p/m", name),
            Some(expected),
            "{name}"
        );
    }
    // A part that is mapped and not given any more is gone, and only that.
    sheet()
        .measure(&[("id", "m"), ("title.de", "Beratung ausbauen")])
        .maps_slots(
            Noun::Measure,
            &["plan", "id", "title.de", "title.en", "source.url"],
        )
        .import(&mut register);
    for (name, expected) in [
        ("title", json!({"de": "Beratung ausbauen"})),
        ("source", json!({"document": "Plan of 2024"})),
    ] {
        assert_eq!(
            attribute(&register, "measure/p/m", name),
            Some(expected),
            "{name}"
        );
    }
}

#[test]
fn languages_of_one_thing_may_stand_in_several_tables() {
    let mut register = plan_sheet().register();
    let outcome = sheet()
        .repeated(
            Noun::Measure,
            &[("plan", "p"), ("id", "m"), ("title.de", "Beratung")],
        )
        .file("b.csv")
        .repeated(
            Noun::Measure,
            &[("plan", "p"), ("id", "m"), ("title.en", "Advice")],
        )
        .import(&mut register);
    assert_eq!(found(&outcome), [""; 0]);
    assert_eq!(
        attribute(&register, "measure/p/m", "title"),
        Some(json!({"de": "Beratung", "en": "Advice"}))
    );
}

#[test]
fn what_cannot_be_resolved_keeps_what_is_on_record() {
    let step = |cells: &[(&'static str, &'static str)]| {
        let mut all = vec![("plan", "p"), ("id", "s"), ("title.de", "Schritt")];
        all.extend_from_slice(cells);
        sheet().row(Noun::Milestone, &all)
    };
    let mut register = plan_sheet().register();
    sheet()
        .measure(&[("id", "m"), ("title.de", "M")])
        .measure(&[("id", "n"), ("title.de", "N")])
        .import(&mut register);
    let right = [
        ("goal", "7"),
        ("type", "quantitative"),
        ("due", "Q2 2026"),
        ("measures", "m"),
    ];
    step(&right).import(&mut register);
    let before = attribute(&register, "milestone/p/s", "due");
    for (wrong, code) in [
        (("goal", "viele"), "text_for_number"),
        (("type", "etwas"), "unknown_value"),
        (("due", "31.02.2026"), "impossible_date"),
        (("measures", "nowhere"), "unknown_measure"),
    ] {
        let mut cells = right;
        for cell in &mut cells {
            if cell.0 == wrong.0 {
                *cell = wrong;
            }
        }
        let outcome = step(&cells).import(&mut register);
        assert_eq!(found(&outcome), [code]);
        for (name, expected) in [
            ("goal", json!("7")),
            ("type", json!("quantitative")),
            ("measures", json!(["p/m"])),
        ] {
            assert_eq!(
                attribute(&register, "milestone/p/s", name),
                Some(expected),
                "{code}"
            );
        }
        assert_eq!(attribute(&register, "milestone/p/s", "due"), before);
    }
    // What resolves beside it comes in.
    step(&[("measures", "n"), ("measures", "nowhere")]).import(&mut register);
    assert_eq!(
        attribute(&register, "milestone/p/s", "measures"),
        Some(json!(["p/m", "p/n"]))
    );
}

#[test]
fn what_only_looks_different_is_no_change() {
    let mut register = plan_sheet().register();
    sheet()
        .measure(&[
            ("title.de", "Prüfung der „Länder“"),
            ("description.de", "Erstens.\nZweitens."),
            ("themes", "a b"),
        ])
        .import(&mut register);
    for (title, description, theme) in [
        (
            "Pru\u{308}fung  der\u{a0}\"La\u{308}nder\"",
            "Erstens. Zweitens.",
            "a  b",
        ),
        (
            "Prü\u{ad}fung der »Länder«",
            "Erstens.Zweitens.",
            "a\u{a0}b",
        ),
    ] {
        let cells = [
            ("title.de", title),
            ("description.de", description),
            ("themes", theme),
        ];
        assert_eq!(
            said(&sheet().measure(&cells).complete().import(&mut register)),
            [""; 0]
        );
    }
}

#[test]
fn where_rows_stand_decides_nothing() {
    let rows = [
        [("title.de", "Treffen"), ("description.de", "eins")],
        [("title.de", "Treffen"), ("description.de", "zwei")],
        [("title.de", "Über"), ("description.de", "drei")],
        [("title.de", "Ueber"), ("description.de", "vier")],
    ];
    let of = |order: [usize; 4]| {
        let mut file = plan_sheet();
        for at in order {
            file = file.measure(&rows[at]);
        }
        standing(&file.register())
    };
    let first = of([0, 1, 2, 3]);
    for order in [[3, 2, 1, 0], [1, 3, 0, 2]] {
        assert_eq!(of(order), first);
    }
}
