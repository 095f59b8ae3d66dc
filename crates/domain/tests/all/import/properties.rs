// SPDX-License-Identifier: EUPL-1.2
//! Whatever a file holds: what it says follows, saying it again says nothing, and going back to an
//! older file goes back to what it said.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use wegmarke_domain::finding::codes;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;

use super::sheet::{NONE, Sheet, plan_sheet, sheet, standing};

type Words = &'static [&'static str];
type Cells = Vec<(&'static str, &'static str)>;

const NAMES: Words = &[
    "kok", "KOK", "bmas", "B.M.A.S.", "Ámt", "amt-2", "–", "?", NONE,
];
const TITLES: Words = &[
    "Beratung",
    "BERATUNG",
    "Beratungsprogramm",
    "Ärzte 2",
    "…",
    "مشروع",
    NONE,
];
const IDS: Words = &["a", "b", "A", "a-2", "beratung", "../x", NONE];
const PLANS: Words = &["p", "P", "Plan", "q", "nowhere", NONE];
const NUMBERS: Words = &[
    "10",
    "10.0",
    "+10",
    "0",
    "-0.0",
    "-3",
    "1e3",
    "7 %",
    "10,0",
    "viele",
    "99999999999999999999999999999999",
    NONE,
];
const COUNTS: Words = &["0", "1", "2", "2.0", "-1", "4294967296", NONE];
const DAYS: Words = &[
    "2025-06-23",
    "23.06.2025",
    "2025-02-30",
    "45637",
    "2025",
    "2025-06",
    "bald",
    "9-9-9",
    NONE,
];
const SPANS: Words = &[
    "Q2 2026",
    "ab 2026",
    "2024-13-01",
    "vier Jahre",
    "2015 – 2019",
    "31.11.2025",
    NONE,
];
const PRINTED: Words = &["1", "2", "01", "0", "II", "1.1", "9", NONE];
const CITED: Words = &[
    "1",
    "2",
    "1-3",
    "II 1",
    "HF 1, Maßnahme 2",
    "Feld 1 Nr. 0-9",
    "whole plan",
    "(alle)",
    "Beratungsprogramm",
    "1-4000000000",
    "x",
    NONE,
];
const WORDS: Words = &[
    "new",
    "ODD",
    "met",
    "not met",
    "Self_Report",
    "ministry",
    "quantitative",
    "accepted",
    "ja",
    "nein",
    NONE,
];

/// What a row of a noun may hold.
fn columns(noun: Noun) -> Vec<(&'static str, Words)> {
    let mut columns = match noun {
        Noun::Organisation => vec![
            ("id", IDS),
            ("name.de", NAMES),
            ("short.de", NAMES),
            ("voice", WORDS),
        ],
        Noun::Plan => vec![
            ("id", &["p", "q", "p", NONE][..]),
            ("title.de", TITLES),
            ("adopted_on", DAYS),
            ("lead", NAMES),
            ("coordination", NAMES),
            ("measures_stated", COUNTS),
            ("fields_stated", COUNTS),
            ("living_document", WORDS),
            ("period.as_written", SPANS),
            ("period.from", DAYS),
            ("period.until", DAYS),
            ("period.derived", WORDS),
        ],
        Noun::Fact => vec![
            ("plan", PLANS),
            ("name", TITLES),
            ("value", NUMBERS),
            ("source.document", TITLES),
        ],
        Noun::Field => vec![
            ("plan", PLANS),
            ("id", PRINTED),
            ("number", PRINTED),
            ("title.de", TITLES),
            ("parent", PRINTED),
            ("measures_stated", COUNTS),
        ],
        Noun::Goal => vec![
            ("plan", PLANS),
            ("id", IDS),
            ("title.de", TITLES),
            ("field", PRINTED),
        ],
        Noun::Measure => vec![
            ("plan", PLANS),
            ("id", IDS),
            ("field", PRINTED),
            ("number", PRINTED),
            ("goal", IDS),
            ("title.de", TITLES),
            ("title.en", TITLES),
            ("description.de", TITLES),
            ("lead", NAMES),
            ("lead", NAMES),
            ("partners", NAMES),
            ("nature", WORDS),
            ("themes", TITLES),
            ("themes", TITLES),
            ("period.as_written", SPANS),
            ("cited_as", CITED),
            ("source.url", TITLES),
        ],
        Noun::Milestone => vec![
            ("plan", PLANS),
            ("id", IDS),
            ("measures", IDS),
            ("measures", IDS),
            ("type", WORDS),
            ("title.de", TITLES),
            ("lead", NAMES),
            ("unit", TITLES),
            ("baseline", NUMBERS),
            ("goal", NUMBERS),
            ("direction", WORDS),
            ("due.from", DAYS),
            ("due.until", DAYS),
            ("due.year", DAYS),
            ("due.quarter", PRINTED),
        ],
        Noun::Recommendation => vec![
            ("id", IDS),
            ("issuer", NAMES),
            ("title.de", TITLES),
            ("topics", TITLES),
            ("topics", TITLES),
            ("addressee", NAMES),
            ("issued_on", SPANS),
            ("years", SPANS),
        ],
        Noun::Obligation => vec![
            ("id", IDS),
            ("instrument", TITLES),
            ("title.de", TITLES),
            ("checked_by_lawyer", WORDS),
        ],
        Noun::Response => vec![
            ("recommendation", IDS),
            ("by", NAMES),
            ("position", WORDS),
            ("text.de", TITLES),
            ("on", DAYS),
        ],
        Noun::Coverage => vec![
            ("recommendation", IDS),
            ("obligation", IDS),
            ("plan", PLANS),
            ("field", PRINTED),
            ("measures_cited", CITED),
            ("measures_cited", CITED),
            ("degree", WORDS),
            ("author", NAMES),
            ("dated_on", DAYS),
            ("note.de", TITLES),
        ],
        Noun::Evidence => vec![
            ("id", IDS),
            ("plan", PLANS),
            ("measure", CITED),
            ("milestone", IDS),
            ("claim.de", TITLES),
            ("kind", WORDS),
            ("speaker", NAMES),
            ("dated_on", SPANS),
        ],
        _ => vec![],
    };
    if noun == Noun::Organisation {
        columns.push(("kind", WORDS));
    }
    columns
}

/// Some of these columns, with some of their words; a plan of its own is named more often than not.
fn cells(columns: Vec<(&'static str, Words)>) -> impl Strategy<Value = Cells> {
    let cells: Vec<_> = columns
        .into_iter()
        .map(|(name, words)| {
            let likely = if matches!(name, "plan" | "title.de" | "degree" | "recommendation") {
                0.95
            } else {
                0.5
            };
            prop::option::weighted(likely, (Just(name), select(words)))
        })
        .collect();
    cells.prop_map(|cells| cells.into_iter().flatten().collect())
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn any_row() -> impl Strategy<Value = (Noun, Cells, bool)> {
    let nouns: Vec<Noun> = Noun::list_imported()
        .filter(|noun| *noun != Noun::Finding)
        .collect();
    select(nouns).prop_flat_map(|noun| (Just(noun), cells(columns(noun)), any::<bool>()))
}

/// A file of any rows, under one of several profiles.
fn any_sheet() -> impl Strategy<Value = Sheet> {
    let rows = prop::collection::vec(any_row(), 0..20);
    (rows, any::<[bool; 3]>(), select(NAMES)).prop_map(|(rows, [complete, known, new], by)| {
        let mut file = if known {
            plan_sheet().field("1").field("2")
        } else {
            sheet()
        };
        for (noun, cells, repeats) in rows {
            file = if repeats {
                file.repeated(noun, &cells)
            } else {
                file.row(noun, &cells)
            };
        }
        if complete {
            file = file.complete();
        }
        if new {
            file = file
                .only_new(Noun::Measure, &["lead", "title"])
                .only_new(Noun::Milestone, &["goal"]);
        }
        if by == NONE { file } else { file.by(by) }
    })
}

/// A complete file of two plans with their fields and the organisations that speak, in which any
/// number of further things with ids of their own stand. Nothing in it exists only because an
/// earlier file said so.
fn whole_sheet() -> impl Strategy<Value = Sheet> {
    const LEADS: Words = &["KOK", "BMAS", "Neue Stelle", "Andere Stelle", NONE];
    const OWN: Words = &["a", "b", "c"];
    const TITLE: Words = &["Beratung", "Schulung", "Beratungsprogramm"];
    const CITES: Words = &["1", "1-3", "2", "Beratungsprogramm", NONE];
    const FIELD: Words = &["1", "2", "9", NONE];
    const PLAN: Words = &["p", "q"];
    let columns = |noun| match noun {
        Noun::Measure => vec![
            ("plan", PLAN),
            ("id", OWN),
            ("title.de", TITLE),
            ("field", FIELD),
            ("number", PRINTED),
            ("lead", LEADS),
            ("themes", TITLES),
            ("period.as_written", SPANS),
            ("nature", WORDS),
        ],
        Noun::Milestone => vec![
            ("plan", PLAN),
            ("id", OWN),
            ("title.de", TITLE),
            ("measures", OWN),
            ("lead", LEADS),
            ("baseline", NUMBERS),
            ("goal", NUMBERS),
            ("due.from", DAYS),
        ],
        Noun::Recommendation => vec![
            ("id", OWN),
            ("issuer", &["kok"][..]),
            ("title.de", TITLE),
            ("years", SPANS),
        ],
        Noun::Coverage => vec![
            ("recommendation", OWN),
            ("plan", PLAN),
            ("author", &["kok"][..]),
            ("degree", &["met", "partial"][..]),
            ("field", FIELD),
            ("measures_cited", CITES),
        ],
        _ => vec![
            ("id", OWN),
            ("claim.de", TITLE),
            ("plan", PLAN),
            ("measure", CITES),
            ("speaker", &["KOK", "Frau Muster"][..]),
        ],
    };
    let nouns = vec![
        Noun::Measure,
        Noun::Milestone,
        Noun::Recommendation,
        Noun::Coverage,
        Noun::Evidence,
    ];
    let row = select(nouns).prop_flat_map(move |noun| {
        let all = columns(noun)
            .into_iter()
            .map(|(name, words)| (Just(name), select(words)));
        (Just(noun), all.collect::<Vec<_>>())
    });
    prop::collection::vec(row, 0..15).prop_map(|rows| {
        let mut file = plan_sheet()
            .row(Noun::Organisation, &[("id", "bmas"), ("name.de", "BMAS")])
            .row(Noun::Plan, &[("id", "q"), ("title.de", "Q")])
            .recommendation("r");
        for plan in ["p", "q"] {
            for number in ["1", "2"] {
                file = file.row(
                    Noun::Field,
                    &[("plan", plan), ("number", number), ("measures_stated", "3")],
                );
            }
            for noun in [Noun::Measure, Noun::Milestone] {
                file = file.row(
                    noun,
                    &[("plan", plan), ("id", "first"), ("title.de", "Erste")],
                );
            }
            let cells = [
                ("recommendation", "r"),
                ("plan", plan),
                ("author", "kok"),
                ("degree", "met"),
            ];
            file = file.row(Noun::Coverage, &cells);
        }
        for (noun, cells) in rows {
            file = file.row(noun, &cells);
        }
        file.complete()
    })
}

/// A complete file of measures without ids.
fn nameless_sheet() -> impl Strategy<Value = Sheet> {
    let columns = vec![
        ("plan", &["p"][..]),
        ("field", &["1", "2"][..]),
        ("number", &["1", "2", "3"][..]),
        ("title.de", &["Beratung", "Schulung", "Treffen"][..]),
        ("description.de", &["lang", "kurz"][..]),
    ];
    let row = columns
        .into_iter()
        .map(|(name, words)| (Just(name), select(words)));
    prop::collection::vec(row.collect::<Vec<_>>(), 1..14).prop_map(|rows| {
        let mut file = plan_sheet().field("1").field("2");
        for cells in rows {
            file = file.row(Noun::Measure, &cells);
        }
        file
    })
}

/// What stands after some files, one after the other.
fn after(files: &[&Sheet]) -> (Register, BTreeMap<String, Value>) {
    let mut register = Register::default();
    for file in files {
        file.import(&mut register);
    }
    let standing = standing(&register);
    (register, standing)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_files_follow_and_say_it_once(files in prop::collection::vec(any_sheet(), 1..4)) {
        let mut register = Register::default();
        for file in &files {
            // What follows, and that it is said for good, is looked at there.
            let outcome = file.import(&mut register);
            let tally = outcome.tally;
            prop_assert_eq!(tally.read, tally.entered + tally.unchanged + tally.not_entered);
            // Whatever did not enter is told.
            prop_assert!(tally.not_entered == 0 || !outcome.findings.is_empty());
        }
    }

    #[test]
    fn a_second_edition_says_exactly_what_was_edited(edits in prop::collection::vec((0_usize..8, 0_usize..5), 0..6)) {
        let row = |at: usize, edited: &[usize]| {
            let tell = |part: usize, words: &str| {
                if edited.contains(&part) { format!("{words} neu gefasst") } else { words.to_owned() }
            };
            [
                ("id", format!("m{at}")),
                ("title.de", tell(0, &format!("Maßnahme Nummer {at}"))),
                ("description.de", tell(1, &format!("Beschreibung von {at}"))),
                ("themes", tell(2, &format!("Thema {at}"))),
                ("note.de", tell(3, &format!("Bemerkung {at}"))),
                ("period.as_written", tell(4, "bald")),
            ]
        };
        let file = |edits: &[(usize, usize)]| {
            let mut file = plan_sheet();
            for at in 0..8 {
                let edited: Vec<usize> = edits.iter().filter(|(of, _)| *of == at).map(|(_, part)| *part).collect();
                let cells = row(at, &edited);
                let cells: Vec<(&str, &str)> = cells.iter().map(|(name, text)| (*name, text.as_str())).collect();
                file = file.measure(&cells);
            }
            file.complete()
        };
        let mut register = file(&[]).register();
        let outcome = file(&edits).import(&mut register);
        let names = ["title", "description", "themes", "note", "period"];
        let wanted: std::collections::BTreeSet<(String, String)> =
            edits.iter().map(|(at, part)| (format!("p/m{at}"), names[*part].to_owned())).collect();
        let mut got = std::collections::BTreeSet::new();
        for said in &outcome.said {
            if said.statement.kind() == "measure.changed" {
                let body = said.body().unwrap();
                for name in body["changes"].as_object().unwrap().keys() {
                    got.insert((said.subject.id.to_string(), name.clone()));
                }
            }
        }
        prop_assert_eq!(got, wanted);
        let count = outcome.counts[&Noun::Measure];
        prop_assert_eq!((count.added, count.removed), (0, 0));
    }

    #[test]
    fn going_back_to_a_file_goes_back_to_what_it_said(a in whole_sheet(), b in whole_sheet()) {
        let (register, first) = after(&[&a]);
        let (_, back) = after(&[&a, &b, &a]);
        let told = |thing: &str, of: &BTreeMap<String, Value>| {
            let mut attributes = of.get(thing).cloned();
            // What does not read leaves what the file between said.
            let doubts = register.findings.list().filter(|one| {
                one.about.as_ref().is_some_and(|about| about.to_string() == thing)
            });
            for column in doubts.filter_map(|one| one.column.as_deref()) {
                let column = column.split('.').next().unwrap_or(column);
                let names = match column {
                    "measure" | "measures_cited" => vec!["measures", "cited"],
                    column => vec![column],
                };
                if let Some(Value::Object(all)) = &mut attributes {
                    all.retain(|name, _| !names.contains(&name.as_str()));
                }
            }
            attributes
        };
        // A measure whose field or number does not read keeps that of the file between; what cites it by
        // them may be found now.
        let keeps_place = register.findings.list().any(|one| {
            let of_measure = one.about.as_ref().is_some_and(|about| about.noun == Noun::Measure);
            of_measure && matches!(one.column.as_deref(), Some("field" | "number"))
        });
        for (thing, attributes) in &first {
            if keeps_place && attributes["code"] == codes::CITATION_UNRESOLVED {
                continue;
            }
            prop_assert_eq!(told(thing, &back), told(thing, &first), "{}", thing);
        }
        // Only what belongs to no plan version and to nobody's list stays from the file between.
        for (thing, attributes) in back.iter().filter(|(thing, _)| !first.contains_key(*thing)) {
            let stays = thing.starts_with("organisation/")
                || thing.starts_with("evidence/")
                || attributes["code"] == codes::UNKNOWN_ORGANISATION;
            prop_assert!(stays, "{} {}", thing, attributes);
        }
    }

    #[test]
    fn measures_without_ids_come_back_as_they_were(
        a in nameless_sheet(),
        b in nameless_sheet(),
        complete: bool,
    ) {
        let (a, b) = if complete { (a.complete(), b.complete()) } else { (a, b) };
        let nameless = |files: &[&Sheet]| {
            let (register, _) = after(files);
            let measures = register.measures.list().map(|measure| {
                let mut attributes = wegmarke_domain::record::attributes(measure);
                attributes.remove("id");
                Value::Object(attributes).to_string()
            });
            let mut measures: Vec<String> = measures.collect();
            measures.sort();
            measures
        };
        let (first, back) = (nameless(&[&a]), nameless(&[&a, &b, &a]));
        if complete {
            prop_assert_eq!(back, first);
        } else {
            let mut rest = back;
            for measure in first {
                let at = rest.iter().position(|one| *one == measure);
                prop_assert!(at.is_some(), "{}", measure);
                rest.remove(at.unwrap_or_default());
            }
        }
    }
}

proptest! {
    // Each case is four imports.
    #![proptest_config(ProptestConfig { cases: 32, ..config() })]

    #[test]
    fn the_order_of_rows_decides_nothing(a in whole_sheet(), b in nameless_sheet(), seed: u64) {
        for file in [&a, &b] {
            // Of several rows of one id the first one holds: they are no case of this.
            let mut seen = std::collections::BTreeSet::new();
            let mut file = file.clone();
            file.request.drafts.retain(|draft| {
                let id = draft.cells.iter().find(|cell| &*cell.attribute == "id");
                let key = |name: &str| {
                    let cell = draft.cells.iter().find(|cell| &*cell.attribute == name);
                    cell.map(|cell| cell.text.clone())
                };
                let no_id = matches!(draft.noun, Noun::Coverage | Noun::Field);
                let plan = key("plan").filter(|_| draft.noun.is_in_plan() || draft.noun == Noun::Coverage);
                let of = (draft.noun, plan, key("recommendation"), key("number").filter(|_| draft.noun == Noun::Field), id.map(|id| id.text.clone()));
                (id.is_none() && !no_id) || seen.insert(of)
            });
            let mut turned = file.clone();
            let drafts = &mut turned.request.drafts;
            let mut state = seed | 1;
            for at in (1..drafts.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let other = usize::try_from(state >> 33).unwrap_or(0) % (at + 1);
                drafts.swap(at, other);
            }
            for draft in &mut turned.request.drafts {
                // Letters that are not composed, and columns in another order.
                draft.cells.reverse();
            }
            let (_, first) = after(&[&file]);
            let (_, second) = after(&[&turned]);
            let things = |all: &BTreeMap<String, Value>| -> BTreeMap<String, Value> {
                let all = all.iter().filter(|(thing, _)| !thing.starts_with("finding/"));
                all.map(|(thing, value)| (thing.clone(), value.clone())).collect()
            };
            prop_assert_eq!(things(&first), things(&second));
        }
    }
}
