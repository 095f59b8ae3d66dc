// SPDX-License-Identifier: EUPL-1.2
//! Nothing that a profile may map is swallowed: it changes what is on record, or gives a finding.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use wegmarke_domain::draft::{Slot, list_slots};
use wegmarke_domain::finding::codes;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::shape::{Kind, Own};

use super::sheet::{NONE, Sheet, attribute, found, plan_sheet, sheet, standing};

type Cells = Vec<(String, String)>;

/// Everything that a row may name.
fn known() -> Sheet {
    let recommendation = |sheet: Sheet, id| sheet.recommendation(id);
    let sheet = plan_sheet()
        .row(Noun::Organisation, &[("id", "bmi"), ("name.de", "BMI")])
        .row(Noun::Plan, &[("id", "q"), ("title.de", "Plan Q")])
        .field("1")
        .field("2")
        .row(
            Noun::Goal,
            &[("plan", "p"), ("id", "g"), ("title.de", "Ziel")],
        )
        .measure(&[
            ("id", "m"),
            ("title.de", "Eins"),
            ("field", "1"),
            ("number", "1"),
        ])
        .measure(&[
            ("id", "n"),
            ("title.de", "Zwei"),
            ("field", "1"),
            ("number", "2"),
        ])
        .row(
            Noun::Milestone,
            &[("plan", "p"), ("id", "s"), ("title.de", "Schritt")],
        );
    let indicator = |sheet: Sheet, id| {
        let cells = [
            ("plan", "p"),
            ("id", id),
            ("title.de", id),
            ("kind", "output"),
        ];
        sheet.row(Noun::Indicator, &cells)
    };
    let sheet = ["i", "j"].into_iter().fold(sheet, indicator);
    let duty = |sheet: Sheet, id| {
        let cells = [("id", id), ("instrument", id), ("title.de", id)];
        sheet.row(Noun::Obligation, &cells)
    };
    let sheet = ["o", "o2"].into_iter().fold(sheet, duty);
    let standard = |sheet: Sheet, id| {
        let cells = [("id", id), ("title.de", id), ("force", "recommended")];
        sheet.row(Noun::Standard, &cells)
    };
    let sheet = ["s", "t"].into_iter().fold(sheet, standard).row(
        Noun::Arrangement,
        &[
            ("id", "a"),
            ("title.de", "A"),
            ("kind", "procedure"),
            ("land", "de-be"),
        ],
    );
    ["r", "r2"].into_iter().fold(sheet, recommendation)
}

/// The least that a row of a noun says.
fn least(noun: Noun) -> &'static [(&'static str, &'static str)] {
    match noun {
        Noun::Organisation => &[("id", "x"), ("name.de", "X")],
        Noun::Plan => &[("id", "x"), ("title.de", "X")],
        Noun::Fact => &[("plan", "p"), ("name", "X"), ("value", "x")],
        Noun::Field => &[("plan", "p"), ("number", "9")],
        Noun::Goal | Noun::Measure | Noun::Milestone => {
            &[("plan", "p"), ("id", "x"), ("title.de", "X")]
        }
        Noun::Recommendation => &[("id", "x"), ("issuer", "kok"), ("title.de", "X")],
        Noun::Obligation => &[("id", "x"), ("instrument", "X"), ("title.de", "X")],
        Noun::Response => &[("recommendation", "r"), ("by", "kok")],
        Noun::Coverage => &[
            ("recommendation", "r"),
            ("plan", "p"),
            ("author", "kok"),
            ("degree", "unclear"),
        ],
        Noun::Context => &[
            ("plan", "p"),
            ("id", "x"),
            ("title.de", "X"),
            ("organisation", "kok"),
        ],
        Noun::Evidence => &[("id", "x"), ("plan", "p"), ("claim.de", "X")],
        Noun::Indicator => &[
            ("plan", "p"),
            ("id", "x"),
            ("title.de", "X"),
            ("kind", "process"),
        ],
        Noun::Value => &[
            ("plan", "p"),
            ("indicator", "i"),
            ("on", "2030-01-31"),
            ("reading", "8"),
        ],
        Noun::Funding => &[
            ("plan", "p"),
            ("measure", "m"),
            ("year", "2030"),
            ("spent", "1"),
        ],
        Noun::Status => &[("id", "x"), ("plan", "p"), ("grade", "gelb")],
        Noun::Relation => &[
            ("plan", "p"),
            ("id", "x"),
            ("measure", "m"),
            ("kind", "overlaps"),
        ],
        Noun::Grouping => &[
            ("recommendation", "r"),
            ("other", "r2"),
            ("kind", "same"),
            ("note.de", "X"),
        ],
        Noun::Standard => &[
            ("id", "x"),
            ("title.de", "X"),
            ("force", "recommended"),
            ("obligation", "o"),
        ],
        Noun::Arrangement => &[
            ("id", "x"),
            ("title.de", "X"),
            ("kind", "focal-point"),
            ("land", "de-by"),
            ("office.de", "Leitstelle"),
            ("group", "men"),
            ("places", "4"),
        ],
        Noun::Answer => &[
            ("standard", "s"),
            ("land", "de-by"),
            ("degree", "unclear"),
            ("note.de", "X"),
        ],
        Noun::Inquiry => &[
            ("id", "x"),
            ("title.de", "X"),
            ("asked", "kok"),
            ("asked_on", "2030-01-31"),
            ("due_on", "2030-02-28"),
        ],
        noun => panic!("no file brings a {noun}"),
    }
}

/// What a part needs beside it to mean something.
fn company(slot: &str) -> Option<(String, String)> {
    let (stem, part) = slot.rsplit_once('.')?;
    match part {
        "quarter" => Some((format!("{stem}.year"), "2030".to_owned())),
        "derived" => Some((format!("{stem}.from"), "2030-01-01".to_owned())),
        _ => None,
    }
}

/// Texts that read as a value of the kind.
fn list_readable(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::Text | Kind::Line => vec!["3"],
        Kind::Word(words) => words.list.iter().map(|(word, _)| *word).collect(),
        Kind::Count | Kind::Number | Kind::Own(Own::Reading | Own::Euro) => vec!["7"],
        Kind::Own(Own::Part) => vec!["Frauen: 7", "Männer: suppressed"],
        Kind::Year => vec!["2031"],
        Kind::Flag => vec!["ja"],
        Kind::Day | Kind::Span => vec!["2031-01-31"],
        Kind::Instant => vec!["2031-01-31T12:00:00Z"],
        Kind::Link(Noun::Organisation) => vec!["bmi"],
        Kind::Link(Noun::Plan) => vec!["q"],
        Kind::Link(Noun::Field) => vec!["2"],
        Kind::Link(Noun::Goal) => vec!["g"],
        Kind::Link(Noun::Measure) => vec!["n", "2"],
        Kind::Link(Noun::Milestone) => vec!["s"],
        Kind::Link(Noun::Recommendation) => vec!["r2"],
        Kind::Link(Noun::Indicator) => vec!["j"],
        Kind::Link(Noun::Obligation) => vec!["o2"],
        Kind::Link(Noun::Standard) => vec!["t"],
        Kind::Link(Noun::Arrangement) => vec!["a"],
        Kind::Subject => vec!["measure/p/m"],
        Kind::List(kind) => list_readable(*kind),
        Kind::Link(_) => vec!["other"],
        Kind::Source | Kind::Row(_) | Kind::Own(_) => panic!("no cell holds {kind:?}"),
    }
}

fn list_nouns() -> impl Iterator<Item = (Noun, Vec<Slot>)> {
    let nouns = Noun::list_imported().filter(|noun| *noun != Noun::Finding);
    nouns.map(|noun| (noun, list_slots(noun)))
}

fn row(noun: Noun, cells: &Cells) -> Sheet {
    let cells: Vec<(&str, &str)> = cells
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    sheet().row(noun, &cells)
}

/// The least row, with a text in a slot.
fn filled(noun: Noun, slot: &Slot, text: Option<&str>) -> Cells {
    let name = slot.name.replace('*', "de");
    let least = least(noun)
        .iter()
        .filter(|(known, _)| text.is_none() || *known != name);
    let mut cells: Cells = least
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    cells.extend(company(&slot.name));
    cells.extend(text.map(|text| (name, text.to_owned())));
    cells
}

fn said(cells: &Cells, noun: Noun) -> BTreeMap<String, Value> {
    let mut register = known().register();
    row(noun, cells).import(&mut register);
    standing(&register)
}

#[test]
fn nothing_that_a_profile_maps_is_swallowed() {
    for (noun, slots) in list_nouns() {
        for slot in slots {
            let before = said(&filled(noun, &slot, None), noun);
            for text in list_readable(slot.kind) {
                if least(noun).contains(&(&*slot.name, text)) {
                    continue;
                }
                let after = said(&filled(noun, &slot, Some(text)), noun);
                assert_ne!(before, after, "{noun} {} = {text:?}", slot.name);
            }
        }
    }
}

#[test]
fn what_does_not_read_is_a_finding_about_its_thing() {
    for (noun, slots) in list_nouns() {
        for slot in slots {
            let text = match slot.kind {
                Kind::Word(_) | Kind::Count | Kind::Number | Kind::Year | Kind::Flag => "¿",
                Kind::Day | Kind::Span => "2031-02-30",
                _ => continue,
            };
            let mut register = known().register();
            let cells = filled(noun, &slot, Some(text));
            let outcome = row(noun, &cells).import(&mut register);
            let told = format!("{noun} {} = {text:?}", slot.name);
            // A judgement without a degree is none.
            if found(&outcome) == [codes::INCOMPLETE_ROW] && &*slot.name == "degree" {
                continue;
            }
            // Without them there is no such thing, but what it would be of.
            let noun = match (noun, &*slot.name) {
                (Noun::Value, "on") => Noun::Indicator,
                (Noun::Funding, "year") => Noun::Measure,
                (Noun::Answer, "land") => Noun::Standard,
                _ => noun,
            };
            let about = outcome.findings.iter().filter_map(|one| one.about.as_ref());
            assert!(about.clone().any(|about| about.noun == noun), "{told}");
        }
    }
}

#[test]
fn the_sign_for_none_is_never_taken_for_words() {
    for (noun, slots) in list_nouns() {
        for slot in slots {
            let after = said(&filled(noun, &slot, Some(NONE)), noun);
            let told = json!(after).to_string();
            assert!(!told.contains("\\u0000"), "{noun} {}: {told}", slot.name);
        }
    }
}

#[test]
fn words_of_an_impossible_day_are_kept() {
    for column in ["dated_on", "dated_on.as_written"] {
        let cells = [("id", "x"), ("claim.de", "X"), (column, "2025-02-30")];
        let mut register = Register::default();
        let outcome = plan_sheet()
            .row(Noun::Evidence, &cells)
            .import(&mut register);
        assert_eq!(found(&outcome), [codes::IMPOSSIBLE_DATE], "{column}");
        assert_eq!(
            attribute(&register, "evidence/x", "dated_on"),
            Some(json!({ "as_written": "2025-02-30" })),
            "{column}"
        );
    }
}

#[test]
fn all_milestones_of_a_row_are_read() {
    let cells = [
        ("id", "x"),
        ("claim.de", "X"),
        ("plan", "p"),
        ("milestone", "t"),
        ("milestone", "s"),
    ];
    let mut register = Register::default();
    plan_sheet()
        .row(Noun::Evidence, &cells)
        .import(&mut register);
    assert_eq!(
        attribute(&register, "evidence/x", "milestones"),
        Some(json!(["p/s", "p/t"]))
    );
}

/// Without its plan a citation names nothing, and that is said.
#[test]
fn a_citation_of_no_plan_is_a_finding() {
    for (column, cited) in [("measure", Some(json!("II 3"))), ("milestone", None)] {
        let cells = [("id", "x"), ("claim.de", "X"), (column, "II 3")];
        let mut register = Register::default();
        let outcome = plan_sheet()
            .row(Noun::Evidence, &cells)
            .import(&mut register);
        assert_eq!(found(&outcome), [codes::CITATION_UNRESOLVED], "{column}");
        assert_eq!(attribute(&register, "evidence/x", "cited"), cited);
    }
}

#[test]
fn parts_of_a_time_go_together() {
    for (parts, expected) in [
        (
            &[("due", "bald"), ("due.year", "2030")][..],
            json!({ "as_written": "bald", "from": "2030-01-01", "until": "2030-12-31" }),
        ),
        (
            &[("due", "2030"), ("due.until", "2030-06-30")],
            json!({ "as_written": "2030", "until": "2030-06-30" }),
        ),
        (
            &[("due.from", "2030"), ("due.derived", "sì")],
            json!({ "as_written": "2030-01-01 –", "from": "2030-01-01", "derived": true }),
        ),
    ] {
        let mut cells = vec![("plan", "p"), ("id", "x"), ("title.de", "X")];
        cells.extend_from_slice(parts);
        let mut register = Register::default();
        plan_sheet()
            .row(Noun::Milestone, &cells)
            .import(&mut register);
        assert_eq!(
            attribute(&register, "milestone/p/x", "due"),
            Some(expected),
            "{parts:?}"
        );
    }
}
