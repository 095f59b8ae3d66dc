// SPDX-License-Identifier: EUPL-1.2
//! What opens a version, and what a complete file drops.

use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::statement::Statement;

use super::sheet::{Sheet, attribute, found, plan_sheet, said, sheet, standing};

/// Two plans with two things of each noun that belongs to a plan.
fn two_plans() -> Sheet {
    let mut all = plan_sheet().row(Noun::Plan, &[("id", "q"), ("title.de", "Q")]);
    for plan in ["p", "q"] {
        for id in ["1", "2"] {
            all = all.row(Noun::Field, &[("plan", plan), ("number", id)]);
            for noun in [Noun::Goal, Noun::Measure, Noun::Milestone] {
                all = all.row(noun, &[("plan", plan), ("id", id), ("title.de", id)]);
            }
        }
    }
    all.row(Noun::Organisation, &[("id", "bmi"), ("name.de", "BMI")])
}

/// A smaller file: of plan p the first of each noun, of plan q nothing.
fn half() -> Sheet {
    let mut half = plan_sheet().field("1");
    for noun in [Noun::Goal, Noun::Measure, Noun::Milestone] {
        half = half.row(noun, &[("plan", "p"), ("id", "1"), ("title.de", "1")]);
    }
    half
}

#[test]
fn a_version_holds_exactly_the_differences() {
    let mut register = two_plans().register();
    assert_eq!(register.newest_version("p"), 1);
    let more = half()
        .measure(&[("id", "3"), ("title.de", "3")])
        .file("b.csv");
    let outcome = more.import(&mut register);
    assert_eq!(said(&outcome), ["plan.versioned p", "measure.stated p/3"]);
    assert!(outcome.said.iter().all(|said| said.version == Some(2)));
    let Statement::PlanVersioned(version) = &outcome.said[0].statement else {
        panic!("{:?}", outcome.said[0]);
    };
    assert_eq!((version.plan.as_str(), version.number), ("p", 2));
    assert_eq!(version.files, more.request.files);
    assert_eq!(
        register.newest_version("q"),
        1,
        "the other plan is as it was"
    );
}

#[test]
fn what_belongs_to_no_version_opens_none() {
    let mut register = two_plans().register();
    let outcome = sheet()
        .row(
            Noun::Organisation,
            &[("id", "kok"), ("name.de", "KOK e. V.")],
        )
        .recommendation("r")
        .row(
            Noun::Fact,
            &[("plan", "p"), ("name", "Seiten"), ("value", "9")],
        )
        .row(
            Noun::Evidence,
            &[("id", "e"), ("plan", "p"), ("claim.de", "Es geschah.")],
        )
        .import(&mut register);
    let nouns: Vec<Noun> = outcome.said.iter().map(|said| said.subject.noun).collect();
    assert_eq!(
        nouns,
        [
            Noun::Organisation,
            Noun::Fact,
            Noun::Recommendation,
            Noun::Evidence
        ]
    );
    assert!(outcome.said.iter().all(|said| said.version.is_none()));
}

#[test]
fn only_a_complete_file_drops() {
    let mut register = two_plans().register();
    let before = standing(&register);
    let outcome = half().import(&mut register);
    assert_eq!(said(&outcome), [""; 0]);
    assert_eq!(standing(&register), before);

    let outcome = half().complete().import(&mut register);
    assert_eq!(
        said(&outcome),
        [
            "plan.versioned p",
            "field.dropped p/2",
            "goal.dropped p/2",
            "measure.dropped p/2",
            "milestone.dropped p/2"
        ]
    );
    for noun in [Noun::Field, Noun::Goal, Noun::Measure, Noun::Milestone] {
        let counts = outcome.counts[&noun];
        assert_eq!((counts.unchanged, counts.removed), (1, 1), "{noun}");
    }
    let mut expected = before;
    expected.retain(|thing, _| !said(&outcome).contains(&thing.replace("/p", ".dropped p")));
    assert_eq!(standing(&register), expected, "and nothing else is gone");
}

#[test]
fn a_table_that_only_adds_to_things_drops_none() {
    let mut register = two_plans().register();
    let status = sheet()
        .measure(&[("id", "1"), ("note.de", "läuft")])
        .maps(Noun::Measure, &["plan", "id", "note"])
        .complete();
    let outcome = status.import(&mut register);
    assert_eq!(said(&outcome), ["plan.versioned p", "measure.changed p/1"]);
}

#[test]
fn a_row_that_says_too_little_drops_nothing() {
    let judged = |degree: &'static str| {
        let cells = [
            ("recommendation", "b"),
            ("plan", "p"),
            ("author", "kok"),
            ("degree", degree),
        ];
        let other = [
            ("recommendation", "a"),
            ("plan", "p"),
            ("author", "kok"),
            ("degree", "met"),
        ];
        plan_sheet()
            .recommendation("a")
            .recommendation("b")
            .row(Noun::Coverage, &cells)
            .row(Noun::Coverage, &other)
            .complete()
    };
    let mut register = judged("partial").register();
    let outcome = judged("weiß nicht").import(&mut register);
    assert_eq!(found(&outcome), ["unknown_value"]);
    let degree = attribute(&register, "coverage/b/p/kok", "degree");
    assert_eq!(degree, Some("partial".into()));
}

#[test]
fn what_one_table_maps_says_nothing_about_the_rows_of_another() {
    let led = |plan: &'static str, lead: &'static str| {
        [
            ("plan", plan),
            ("id", "1"),
            ("title.de", "Eins"),
            ("lead", lead),
        ]
    };
    let mut register = two_plans().row(Noun::Measure, &led("q", "kok")).register();
    sheet()
        .row(Noun::Measure, &led("q", "kok"))
        .import(&mut register);
    let mut both = sheet().row(Noun::Measure, &led("p", "bmi"));
    let narrow = sheet()
        .row(
            Noun::Measure,
            &[("plan", "q"), ("id", "1"), ("title.de", "Anders")],
        )
        .maps(Noun::Measure, &["plan", "id", "title"]);
    both.request.drafts.extend(narrow.request.drafts);
    both.import(&mut register);
    let lead = attribute(&register, "measure/q/1", "lead");
    assert_eq!(lead, Some(serde_json::json!(["kok"])));
    let title = attribute(&register, "measure/q/1", "title");
    assert_eq!(title, Some(serde_json::json!({"de": "Anders"})));
}

#[test]
fn a_complete_file_speaks_only_for_those_whose_words_it_gives() {
    let recommended = |rows: &[(&str, &str)]| {
        let mut all = sheet();
        for (id, issuer) in rows {
            let cells = [("id", *id), ("issuer", *issuer), ("title.de", "Fordert")];
            all = all.row(Noun::Recommendation, &cells);
        }
        all
    };
    let judged = |mut all: Sheet, rows: &[(&str, &str, &str)]| {
        for (recommendation, plan, author) in rows {
            let cells = [
                ("recommendation", *recommendation),
                ("plan", *plan),
                ("author", *author),
                ("degree", "met"),
            ];
            all = all.row(Noun::Coverage, &cells);
        }
        all
    };
    let mut register = two_plans().register();
    let first = recommended(&[("a", "kok"), ("b", "kok"), ("c", "bmi")]);
    let first = judged(
        first,
        &[
            ("a", "p", "kok"),
            ("b", "p", "kok"),
            ("b", "q", "kok"),
            ("b", "p", "bmi"),
        ],
    );
    first.import(&mut register);
    let second = judged(recommended(&[("a", "kok")]), &[("a", "p", "kok")]).complete();
    let outcome = second.import(&mut register);
    assert_eq!(
        said(&outcome),
        ["recommendation.dropped b", "coverage.dropped b/p/kok"]
    );
}

#[test]
fn what_a_complete_file_drops_is_not_named_any_more() {
    let cited = |mut all: Sheet| {
        let cells = [
            ("recommendation", "r"),
            ("plan", "p"),
            ("author", "kok"),
            ("degree", "met"),
            ("field", "1"),
            ("measures_cited", "2"),
        ];
        all = all.row(Noun::Coverage, &cells);
        all.complete()
    };
    let measure = |id: &'static str, field: &'static str, number: &'static str| {
        [
            ("id", id),
            ("field", field),
            ("number", number),
            ("title.de", id),
        ]
    };
    let before = plan_sheet()
        .field("1")
        .field("2")
        .measure(&measure("m", "2", "1"))
        .measure(&measure("n", "1", "2"))
        .recommendation("r");
    let mut register = Register::default();
    assert_eq!(found(&cited(before).import(&mut register)), [""; 0]);
    // The measure that is cited is gone, and so is the field of the other one.
    let after = plan_sheet()
        .field("1")
        .measure(&measure("m", "2", "1"))
        .recommendation("r");
    let outcome = cited(after).import(&mut register);
    assert_eq!(
        found(&outcome),
        [
            "citation_unresolved",
            "number_without_field",
            "unknown_field"
        ]
    );
    assert_eq!(attribute(&register, "coverage/r/p/kok", "measures"), None);
    assert_eq!(attribute(&register, "measure/p/m", "field"), None);
}

#[test]
fn what_a_partial_file_does_not_mention_can_still_be_named() {
    let mut register = plan_sheet()
        .field("1")
        .measure(&[
            ("id", "m"),
            ("field", "1"),
            ("number", "1"),
            ("title.de", "M"),
        ])
        .recommendation("r")
        .register();
    let judged = [
        ("recommendation", "r"),
        ("plan", "p"),
        ("author", "kok"),
        ("degree", "met"),
        ("field", "1"),
        ("measures_cited", "1"),
    ];
    let step = [
        ("plan", "p"),
        ("id", "x"),
        ("title.de", "X"),
        ("measures", "m"),
    ];
    let outcome = sheet()
        .field("2")
        .measure(&[("id", "n"), ("field", "1"), ("title.de", "N")])
        .row(Noun::Milestone, &step)
        .recommendation("s")
        .row(Noun::Coverage, &judged)
        .import(&mut register);
    assert_eq!(found(&outcome), [""; 0]);
    let cited = attribute(&register, "coverage/r/p/kok", "measures");
    assert_eq!(cited, Some(serde_json::json!(["p/m"])));
}

#[test]
fn a_judgement_of_what_a_complete_file_drops_is_not_recorded() {
    let judged = |recommendations: &[&str]| {
        let mut all = plan_sheet();
        for id in recommendations {
            all = all.recommendation(id);
        }
        let cells = [
            ("recommendation", "b"),
            ("plan", "p"),
            ("author", "kok"),
            ("degree", "met"),
        ];
        all.row(Noun::Coverage, &cells).complete()
    };
    let mut register = Register::default();
    assert_eq!(found(&judged(&["a", "b"]).import(&mut register)), [""; 0]);
    let outcome = judged(&["a"]).import(&mut register);
    assert_eq!(found(&outcome), ["unknown_recommendation"]);
}

#[test]
fn the_day_of_a_statement_is_its_own_or_that_of_its_source() {
    let mut dated = plan_sheet()
        .row(
            Noun::Plan,
            &[("id", "q"), ("title.de", "Q"), ("adopted_on", "2024-12-11")],
        )
        .row(
            Noun::Measure,
            &[("plan", "q"), ("id", "m"), ("title.de", "M")],
        );
    dated.request.dated_on = Some(jiff::civil::date(2025, 6, 23));
    let outcome = dated.import(&mut Register::default());
    let days: Vec<String> = outcome
        .said
        .iter()
        .map(|said| format!("{} {}", said.subject, said.dated_on.unwrap()))
        .collect();
    assert_eq!(
        days,
        [
            "organisation/kok 2025-06-23",
            "plan/p 2025-06-23",
            "plan/p 2025-06-23",
            "plan/q 2024-12-11",
            "plan/q 2024-12-11",
            "measure/q/m 2025-06-23"
        ]
    );
}
