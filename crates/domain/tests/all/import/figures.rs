// SPDX-License-Identifier: EUPL-1.2
//! What organisations say in their own name, from files: indicators with their values, money, how far
//! things are, and how measures go together.

use serde_json::{Value, json};
use wegmarke_domain::finding::codes;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::statement::{Said, decode};

use super::sheet::{Sheet, attribute, found, plan_sheet, said, sheet, standing, take_in};

type Cells = &'static [(&'static str, &'static str)];

const INDICATOR: [(&str, &str); 4] = [
    ("plan", "p"),
    ("title.de", "Beratene Menschen"),
    ("kind", "output"),
    ("unit.de", "Personen"),
];

/// A plan with two measures and one recommendation.
fn known() -> Sheet {
    plan_sheet()
        .row(Noun::Organisation, &[("id", "bmi"), ("name.de", "BMI")])
        .measure(&[("id", "m"), ("title.de", "Eins")])
        .measure(&[("id", "n"), ("title.de", "Zwei")])
        .recommendation("r")
}

fn all_of(register: &Register, noun: Noun) -> Vec<(String, Value)> {
    let prefix = format!("{noun}/");
    let all = standing(register).into_iter();
    all.filter(|(id, _)| id.starts_with(&prefix)).collect()
}

#[test]
fn a_row_states_an_indicator_and_its_values() {
    let value = |on, reading| [("plan", "p"), ("on", on), ("reading", reading)];
    let input = known()
        .row(Noun::Indicator, &INDICATOR)
        .beside(Noun::Value, &value("2024", "12"))
        .beside(Noun::Value, &value("2025-06-30", "15.50"))
        .beside(Noun::Value, &value("Q1 2026", "17"));
    let register = input.register();
    let stated = all_of(&register, Noun::Value);
    let own = |id: &str, on: &str, reading: &str, period: Option<Value>| {
        let indicator = "p/beratene-menschen";
        let mut object = json!({
            "id": format!("{indicator}/{id}"), "indicator": indicator, "organisation": "kok",
            "on": on, "reading": { "number": reading },
        });
        if let Some(period) = period {
            object["period"] = period;
        }
        (format!("value/{indicator}/{id}"), object)
    };
    let period = |words: &str, from: &str, until: &str| {
        Some(json!({ "as_written": words, "from": from, "until": until }))
    };
    assert_eq!(
        stated,
        [
            own(
                "kok/2024-12-31",
                "2024-12-31",
                "12",
                period("2024", "2024-01-01", "2024-12-31")
            ),
            own("kok/2025-06-30", "2025-06-30", "15.5", None),
            own(
                "kok/2026-03-31",
                "2026-03-31",
                "17",
                period("Q1 2026", "2026-01-01", "2026-03-31")
            ),
        ]
    );
}

#[test]
fn a_value_of_nothing_known_is_told_and_none() {
    let cases: [(Cells, &[&str]); 4] = [
        (
            &[("indicator", "Unbekannt"), ("on", "2024"), ("reading", "1")],
            &[codes::UNKNOWN_INDICATOR],
        ),
        (
            &[
                ("indicator", "Beratene Menschen"),
                ("on", "bald"),
                ("reading", "1"),
            ],
            &[codes::IMPOSSIBLE_DATE],
        ),
        (
            &[
                ("indicator", "Beratene Menschen"),
                ("on", "ab 2024"),
                ("reading", "1"),
            ],
            &[codes::IMPOSSIBLE_DATE],
        ),
        (
            &[
                ("indicator", "Beratene Menschen"),
                ("on", "2024"),
                ("reading", "viele"),
            ],
            &[codes::INCOMPLETE_ROW, codes::TEXT_FOR_NUMBER],
        ),
    ];
    for (cells, codes) in cases {
        let mut register = known().row(Noun::Indicator, &INDICATOR).register();
        let row = [&[("plan", "p")], cells].concat();
        let outcome = sheet().row(Noun::Value, &row).import(&mut register);
        assert_eq!(found(&outcome), codes, "{cells:?}");
        assert_eq!(all_of(&register, Noun::Value), [], "{cells:?}");
    }
}

#[test]
fn a_level_is_read_by_its_name() {
    let register = known().row(Noun::Indicator, &INDICATOR).register();
    let levels = json!([{ "name": { "de": "kaum" } }, { "name": { "de": "Gut" } }]);
    let mut worded = standing(&register)["indicator/p/beratene-menschen"].clone();
    worded["levels"] = levels;
    let said = Said::new(
        "indicator/p/beratene-menschen".parse().unwrap(),
        decode(
            "indicator.stated",
            1,
            json!({ "record": worded }).to_string().as_bytes(),
        )
        .unwrap()
        .statement,
    );
    let mut register = known().register();
    let mut outcome = sheet().import(&mut register);
    outcome.said = vec![said];
    take_in(&mut register, &outcome);
    let cells = [
        ("plan", "p"),
        ("indicator", "beratene-menschen"),
        ("on", "2024-12-31"),
        ("reading", "gut"),
    ];
    sheet().row(Noun::Value, &cells).import(&mut register);
    let id = "value/p/beratene-menschen/kok/2024-12-31";
    assert_eq!(
        attribute(&register, id, "reading"),
        Some(json!({ "level": 1 }))
    );
}

#[test]
fn what_is_frozen_is_told_and_stays() {
    let value = [("plan", "p"), ("on", "2024"), ("reading", "12")];
    let with = |more: &[(&'static str, &'static str)]| {
        let mut cells = INDICATOR.to_vec();
        cells.extend_from_slice(more);
        cells
    };
    let before = known()
        .row(Noun::Indicator, &with(&[("target", "90")]))
        .beside(Noun::Value, &value);
    let thing = "indicator/p/beratene-menschen";

    let mut register = before.register();
    let moved = sheet().row(Noun::Indicator, &with(&[("target", "10")]));
    let outcome = moved.import(&mut register);
    assert_eq!(found(&outcome), [codes::FIGURE_FROZEN]);
    assert_eq!(
        attribute(&register, thing, "target"),
        Some(json!({ "number": "90" }))
    );

    let mut unit = with(&[("target", "90")]);
    unit[3] = ("unit.de", "Fälle");
    let outcome = sheet().row(Noun::Indicator, &unit).import(&mut register);
    assert_eq!(found(&outcome), [codes::FIGURE_FROZEN]);
    assert_eq!(
        attribute(&register, thing, "unit"),
        Some(json!({ "de": "Personen" }))
    );

    let reasoned = with(&[
        ("target", "10"),
        ("reason.de", "Der Haushalt gab nicht mehr her."),
    ]);
    let outcome = sheet()
        .row(Noun::Indicator, &reasoned)
        .import(&mut register);
    assert_eq!(found(&outcome), [] as [&str; 0]);
    assert_eq!(
        attribute(&register, thing, "target"),
        Some(json!({ "number": "10" }))
    );
}

#[test]
fn money_is_of_a_measure_and_a_year() {
    let register = known()
        .row(
            Noun::Funding,
            &[
                ("plan", "p"),
                ("measure", "m"),
                ("year", "2026"),
                ("organisation", "BMI"),
                ("planned", "250000.00"),
                ("security", "secured"),
            ],
        )
        .register();
    let money = json!({
        "id": "p/m/2026/bmi", "measure": "p/m", "year": 2026, "organisation": "bmi",
        "planned": "250000", "security": "secured",
    });
    assert_eq!(
        all_of(&register, Noun::Funding),
        [("funding/p/m/2026/bmi".to_owned(), money)]
    );
}

#[test]
fn a_status_is_of_what_its_row_is_about() {
    let says = [
        ("plan", "p"),
        ("dated_on", "30.06.2025"),
        ("delivery", "limited"),
        ("grade", "gelb"),
    ];
    let of = |more: &[(&'static str, &'static str)]| [&says, more].concat();
    let register = known()
        .measure(&[("id", "o"), ("title.de", "Drei")])
        .beside(Noun::Status, &of(&[]))
        .row(
            Noun::Status,
            &of(&[("measure", "m"), ("organisation", "BMI")]),
        )
        .row(Noun::Status, &of(&[("recommendation", "r")]))
        .register();
    let about = |(_, status): (String, Value)| {
        let told = ["measure", "recommendation", "organisation"];
        told.map(|name| status[name].as_str().unwrap_or_default().to_owned())
    };
    let mut all: Vec<_> = all_of(&register, Noun::Status)
        .into_iter()
        .map(about)
        .collect();
    all.sort();
    assert_eq!(
        all,
        [["", "r", "kok"], ["p/m", "", "bmi"], ["p/o", "", "kok"]]
    );
}

#[test]
fn another_grade_of_the_same_day_is_a_change_and_another_day_another_status() {
    let status = |day, grade| {
        let cells = [
            ("plan", "p"),
            ("measure", "m"),
            ("dated_on", day),
            ("grade", grade),
        ];
        sheet().row(Noun::Status, &cells)
    };
    let mut register = known().register();
    let first = status("2024-12-31", "gelb").import(&mut register);
    let changed = status("2024-12-31", "grün").import(&mut register);
    let next = status("2025-12-31", "grün").import(&mut register);
    let kinds = [first, changed, next].map(|outcome| {
        let said = said(&outcome).remove(0);
        said.split(' ').next().unwrap().to_owned()
    });
    assert_eq!(kinds, ["status.stated", "status.changed", "status.stated"]);
}

#[test]
fn a_status_that_says_nothing_is_told_and_none() {
    let mut register = known().register();
    let cells = [("plan", "p"), ("measure", "m"), ("dated_on", "2024")];
    let outcome = sheet().row(Noun::Status, &cells).import(&mut register);
    assert_eq!(found(&outcome), [codes::INCOMPLETE_ROW]);
    assert_eq!(all_of(&register, Noun::Status), []);
}

#[test]
fn a_relation_reaches_into_another_plan() {
    let relation = |kind, other: &'static str| {
        let mut cells = vec![("plan", "p"), ("measure", "m"), ("kind", kind)];
        cells.extend((!other.is_empty()).then_some(("other", other)));
        cells
    };
    let register = known()
        .row(Noun::Plan, &[("id", "q"), ("title.de", "Plan Q")])
        .row(
            Noun::Measure,
            &[("plan", "q"), ("id", "n"), ("title.de", "Zwei")],
        )
        .row(Noun::Relation, &relation("depends-on", "n"))
        .row(Noun::Relation, &relation("same-as", "q/n"))
        .row(Noun::Relation, &relation("missing-counterpart", ""))
        .register();
    let mut ends: Vec<_> = all_of(&register, Noun::Relation)
        .into_iter()
        .map(|(id, one)| (id, one["other"].as_str().unwrap_or_default().to_owned()))
        .collect();
    ends.sort();
    let of = |id: &str, other: &str| (format!("relation/p/{id}"), other.to_owned());
    assert_eq!(
        ends,
        [
            of("m-depends-on-n-kok", "p/n"),
            of("m-missing-counterpart-kok", ""),
            of("m-same-as-q.n-kok", "q/n"),
        ]
    );
}

/// That two measures do not belong together is said with a reason, or not at all.
#[test]
fn a_suggestion_is_turned_down_with_a_reason() {
    let row = |note: &'static str| {
        let mut cells = vec![
            ("plan", "p"),
            ("measure", "m"),
            ("kind", "unrelated"),
            ("other", "n"),
        ];
        cells.extend((!note.is_empty()).then_some(("note.de", note)));
        cells
    };
    let mut register = known().register();
    let outcome = sheet().row(Noun::Relation, &row("")).import(&mut register);
    assert_eq!(found(&outcome), [codes::INCOMPLETE_ROW]);
    assert_eq!(all_of(&register, Noun::Relation), []);
    let outcome = sheet()
        .row(Noun::Relation, &row("Nur die Wörter gleichen sich."))
        .import(&mut register);
    assert_eq!(found(&outcome), [""; 0]);
    assert_eq!(all_of(&register, Noun::Relation).len(), 1);
}

/// That two demands ask for the same is one statement, whichever a row names first, and takes a reason.
#[test]
fn two_demands_are_put_together_with_a_reason() {
    let mut register = known().recommendation("b").register();
    let row = |ends: [&'static str; 2], note: &'static str| {
        let mut cells = vec![
            ("recommendation", ends[0]),
            ("other", ends[1]),
            ("kind", "same"),
        ];
        cells.extend((!note.is_empty()).then_some(("note.de", note)));
        sheet().row(Noun::Grouping, &cells)
    };
    for refused in [row(["r", "b"], ""), row(["r", "r"], "Dieselbe.")] {
        let outcome = refused.import(&mut register);
        assert_eq!(found(&outcome), [codes::INCOMPLETE_ROW]);
        assert_eq!(all_of(&register, Noun::Grouping), []);
    }
    for ends in [["r", "b"], ["b", "r"]] {
        let outcome = row(ends, "Beide verlangen Beratung.").import(&mut register);
        assert_eq!(found(&outcome), [""; 0]);
        let all = all_of(&register, Noun::Grouping);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].0, "grouping/b/r/kok");
        assert_eq!(all[0].1["recommendation"], json!("b"));
    }
}

/// A file judges obligations in a column of their own; whoever hands in all judgements of recommendations
/// says nothing of those.
#[test]
fn an_obligation_is_judged_by_a_file() {
    let duty = [("id", "o"), ("instrument", "2011/36/EU"), ("title.de", "X")];
    let mut register = known().row(Noun::Obligation, &duty).register();
    let judged = |on: &'static str, id: &'static str| {
        vec![
            (on, id),
            ("plan", "p"),
            ("author", "kok"),
            ("degree", "contradicted"),
        ]
    };
    let outcome = sheet()
        .row(Noun::Coverage, &judged("obligation", "o"))
        .import(&mut register);
    assert_eq!(found(&outcome), [""; 0]);
    let about = "coverage/obligation/o/p/kok";
    assert_eq!(attribute(&register, about, "obligation"), Some(json!("o")));
    assert_eq!(attribute(&register, about, "recommendation"), None);
    // One that the same row states is meant where no column names one.
    let other = [
        ("id", "o2"),
        ("instrument", "2011/36/EU"),
        ("title.de", "Y"),
    ];
    let cells = judged("obligation", "o2");
    let outcome = sheet()
        .row(Noun::Obligation, &other)
        .beside(Noun::Coverage, &cells[1..])
        .import(&mut register);
    assert_eq!(found(&outcome), [""; 0]);
    assert!(standing(&register).contains_key("coverage/obligation/o2/p/kok"));
    let outcome = sheet()
        .row(Noun::Coverage, &judged("recommendation", "r"))
        .complete()
        .import(&mut register);
    assert_eq!(found(&outcome), [""; 0]);
    let ids: Vec<String> = all_of(&register, Noun::Coverage)
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert_eq!(
        ids,
        [
            "coverage/obligation/o/p/kok",
            "coverage/obligation/o2/p/kok",
            "coverage/r/p/kok"
        ]
    );
    let outcome = sheet()
        .row(Noun::Coverage, &judged("obligation", "o"))
        .complete()
        .import(&mut register);
    assert_eq!(said(&outcome), ["coverage.dropped obligation/o2/p/kok"]);
}

/// What cannot be recorded carries nothing: no value of it, no state; what names it among others does not.
#[test]
fn nothing_enters_that_rests_on_something_incomplete() {
    let value = [("plan", "p"), ("on", "2024"), ("reading", "7")];
    let input = known()
        // Without a kind.
        .row(Noun::Indicator, &[("plan", "p"), ("title.de", "Ohne Art")])
        .beside(Noun::Value, &value)
        .measure(&[("id", "k")])
        .row(
            Noun::Status,
            &[("plan", "p"), ("measure", "k"), ("grade", "gelb")],
        )
        .row(
            Noun::Funding,
            &[
                ("plan", "p"),
                ("measure", "k"),
                ("year", "2026"),
                ("spent", "1"),
            ],
        )
        .row(
            Noun::Milestone,
            &[
                ("plan", "p"),
                ("id", "s"),
                ("title.de", "Schritt"),
                ("measures", "k"),
                ("measures", "m"),
            ],
        );
    let (register, outcome) = (
        input.register(),
        input.clone().import(&mut Register::default()),
    );
    for noun in [Noun::Indicator, Noun::Value, Noun::Status, Noun::Funding] {
        assert_eq!(all_of(&register, noun), [], "{noun}");
    }
    assert_eq!(
        all_of(&register, Noun::Milestone)[0].1["measures"],
        json!(["p/m"])
    );
    let told = |code: &str| {
        let findings = outcome.findings.iter();
        findings.filter(|finding| &*finding.code == code).count()
    };
    assert_eq!(told(codes::INCOMPLETE_ROW), 5);
    assert_eq!(told(codes::CITATION_UNRESOLVED), 1);
}

/// A late file names a body by its old name: it is the one that came after it that speaks. What stood
/// under the old name stays there.
#[test]
fn who_speaks_follows_successions() {
    let status = |grade: &'static str, on: &'static str| {
        [
            ("plan", "p"),
            ("measure", "m"),
            ("organisation", "Altes Haus"),
            ("dated_on", on),
            ("grade", grade),
        ]
    };
    let before = known().row(Noun::Status, &status("gelb", "2024"));
    let mut register = before.register();
    sheet()
        .row(
            Noun::Organisation,
            &[("id", "neu"), ("name.de", "Neues Haus")],
        )
        .accept("Altes Haus", "Neues Haus")
        .import(&mut register);
    let late = sheet()
        .row(Noun::Status, &status("gelb", "2024"))
        .row(Noun::Status, &status("grün", "2025"))
        .row(
            Noun::Funding,
            &[
                ("plan", "p"),
                ("measure", "m"),
                ("year", "2026"),
                ("organisation", "Altes Haus"),
                ("spent", "1"),
            ],
        )
        .row(
            Noun::Response,
            &[
                ("recommendation", "r"),
                ("by", "Altes Haus"),
                ("position", "noted"),
            ],
        );
    late.import(&mut register);
    let spoke: Vec<String> = all_of(&register, Noun::Status)
        .iter()
        .map(|(_, one)| one["organisation"].to_string())
        .collect();
    assert_eq!(spoke, ["\"altes-haus\"", "\"neu\""]);
    assert_eq!(all_of(&register, Noun::Funding)[0].1["organisation"], "neu");
    let response = &all_of(&register, Noun::Response)[0];
    assert_eq!(
        (&*response.0, &response.1["by"]),
        ("response/r/neu", &json!("neu"))
    );
}

#[test]
fn money_has_its_currency_or_does_not_enter() {
    let money = |currency: &'static str, year: &'static str| {
        [
            ("plan", "p"),
            ("measure", "m"),
            ("year", year),
            ("currency", currency),
            ("planned", "7"),
        ]
    };
    let input = known()
        .row(Noun::Funding, &money("£", "2024"))
        .row(Noun::Funding, &money("CHF", "2025"))
        .row(Noun::Funding, &money("$", "2026"))
        .row(
            Noun::Funding,
            &[("plan", "p"), ("measure", "n"), ("year", "2026")],
        );
    let register = input.register();
    let stated: Vec<String> = all_of(&register, Noun::Funding)
        .iter()
        .map(|(_, one)| one["currency"].to_string())
        .collect();
    assert_eq!(stated, ["\"GBP\"", "\"CHF\""]);
}
