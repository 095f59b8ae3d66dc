// SPDX-License-Identifier: EUPL-1.2
//! Each code of findings by the least that makes it, and where it has to stand.

use wegmarke_domain::finding::{Severity, codes};
use wegmarke_domain::noun::Noun;

use super::sheet::{Sheet, found, plan_sheet, sheet};

/// The least that makes a finding, and where it has to stand.
struct Case {
    code: &'static str,
    /// What is on record before, without a finding.
    before: Sheet,
    input: Sheet,
    severity: Severity,
    row: u32,
    column: Option<&'static str>,
    about: Option<&'static str>,
}

fn case(code: &'static str, input: Sheet, severity: Severity, row: u32) -> Case {
    Case {
        code,
        before: plan_sheet(),
        input,
        severity,
        row,
        column: None,
        about: None,
    }
}

impl Case {
    fn before(self, before: Sheet) -> Self {
        Self { before, ..self }
    }

    fn column(mut self, column: &'static str) -> Self {
        self.column = Some(column);
        self
    }

    fn about(mut self, about: &'static str) -> Self {
        self.about = Some(about);
        self
    }
}

fn numbers() -> Vec<Case> {
    let one = [
        ("id", "m"),
        ("field", "1"),
        ("number", "1"),
        ("title.de", "Eins"),
    ];
    let same_number = [
        ("id", "n"),
        ("field", "1"),
        ("number", "1"),
        ("title.de", "Zwei"),
    ];
    let same_title = [
        ("id", "n"),
        ("field", "1"),
        ("number", "2"),
        ("title.de", "Eins"),
    ];
    let counted = [("plan", "p"), ("number", "1"), ("measures_stated", "1")];
    vec![
        case(
            codes::NUMBER_OUTSIDE_FIELD,
            sheet().row(Noun::Field, &counted).measure(&same_title),
            Severity::Error,
            3,
        )
        .about("measure/p/n"),
        case(
            codes::NUMBER_TWICE,
            sheet().field("1").measure(&one).measure(&same_number),
            Severity::Error,
            4,
        )
        .about("measure/p/n"),
        case(
            codes::NUMBER_WITHOUT_FIELD,
            sheet().measure(&[("id", "m"), ("number", "1"), ("title.de", "Eins")]),
            Severity::Warning,
            2,
        )
        .about("measure/p/m"),
        case(
            codes::NUMBERS_SHARE_TEXT,
            sheet().field("1").measure(&one).measure(&same_title),
            Severity::Warning,
            3,
        )
        .about("measure/p/m"),
        case(
            codes::TOTAL_DIFFERS,
            sheet().row(Noun::Field, &counted),
            Severity::Warning,
            2,
        )
        .about("field/p/1"),
    ]
}

fn rows() -> Vec<Case> {
    let milestone = [
        ("plan", "p"),
        ("id", "x"),
        ("title.de", "Schritt"),
        ("lead", "kok"),
    ];
    let retitled = [("plan", "p"), ("id", "x"), ("title.de", "Anderer")];
    let led = [("plan", "p"), ("id", "x"), ("lead", "bmi")];
    let fact = [("plan", "p"), ("name", "Maßnahmen"), ("value", "126")];
    let other_fact = [("plan", "p"), ("name", "Maßnahmen"), ("value", "127")];
    let bmi = plan_sheet().row(Noun::Organisation, &[("id", "bmi"), ("name.de", "BMI")]);
    vec![
        case(
            codes::DUPLICATE_ID,
            sheet()
                .row(Noun::Milestone, &milestone)
                .row(Noun::Milestone, &milestone),
            Severity::Error,
            3,
        )
        .about("milestone/p/x"),
        case(
            codes::TWO_LEADS,
            sheet()
                .repeated(Noun::Milestone, &milestone)
                .repeated(Noun::Milestone, &led),
            Severity::Error,
            3,
        )
        .before(bmi)
        .about("milestone/p/x"),
        case(
            codes::TWO_CONTENTS,
            sheet()
                .repeated(Noun::Milestone, &milestone)
                .repeated(Noun::Milestone, &retitled),
            Severity::Warning,
            3,
        )
        .about("milestone/p/x"),
        case(
            codes::CONFLICTING_FACTS,
            sheet().row(Noun::Fact, &fact).row(Noun::Fact, &other_fact),
            Severity::Error,
            3,
        )
        .about("plan/p"),
        case(
            codes::INCOMPLETE_ROW,
            sheet().row(Noun::Milestone, &[("plan", "p"), ("title.de", "Schritt")]),
            Severity::Error,
            2,
        ),
    ]
}

/// Rows about the referral mechanism that seem to name a person, or where a shelter is.
fn persons() -> Vec<Case> {
    let cells = [
        ("id", "x"),
        ("title.de", "Kontaktstelle"),
        ("kind", "focal-point"),
        ("land", "de-by"),
        ("office.de", "Frau Erika Mustermann, Leitstelle"),
    ];
    let input = sheet().row(Noun::Arrangement, &cells);
    vec![case(codes::PERSON_NAMED, input, Severity::Error, 2)]
}

fn cells() -> Vec<Case> {
    let milestone = |cell: (&'static str, &'static str)| {
        let cells = [("plan", "p"), ("id", "x"), ("title.de", "Schritt"), cell];
        sheet().row(Noun::Milestone, &cells)
    };
    let baseline = [
        ("plan", "p"),
        ("id", "x"),
        ("title.de", "Schritt"),
        ("baseline", "10"),
        ("goal", "10.0"),
    ];
    let measure = |cell: (&'static str, &'static str)| {
        sheet().measure(&[("id", "m"), ("title.de", "Eins"), cell])
    };
    vec![
        case(
            codes::IMPOSSIBLE_DATE,
            milestone(("due.from", "2025-02-30")),
            Severity::Error,
            2,
        )
        .column("due.from")
        .about("milestone/p/x"),
        case(
            codes::TIME_IN_WORDS,
            milestone(("due", "nach Inkrafttreten")),
            Severity::Note,
            2,
        )
        .column("due"),
        case(
            codes::DOUBTFUL_DATE,
            milestone(("due", "04/07/2026")),
            Severity::Note,
            2,
        )
        .column("due"),
        case(
            codes::GOAL_EQUALS_BASELINE,
            sheet().row(Noun::Milestone, &baseline),
            Severity::Warning,
            2,
        )
        .about("milestone/p/x"),
        case(
            codes::TEXT_FOR_NUMBER,
            milestone(("goal", "viele")),
            Severity::Error,
            2,
        )
        .column("goal")
        .about("milestone/p/x"),
        case(
            codes::UNKNOWN_VALUE,
            measure(("nature", "odd")),
            Severity::Warning,
            2,
        )
        .column("nature")
        .about("measure/p/m"),
        case(
            codes::UNKNOWN_ORGANISATION,
            measure(("lead", "BMAS")),
            Severity::Note,
            2,
        )
        .column("lead")
        .about("organisation/bmas"),
        case(
            codes::UNKNOWN_FIELD,
            measure(("field", "9")),
            Severity::Warning,
            2,
        )
        .column("field")
        .about("measure/p/m"),
        case(
            codes::UNKNOWN_PLAN,
            sheet().row(Noun::Field, &[("plan", "nowhere"), ("number", "1")]),
            Severity::Note,
            2,
        )
        .column("plan"),
        case(
            codes::UNKNOWN_MEASURE,
            milestone(("measures", "nowhere")),
            Severity::Warning,
            2,
        )
        .column("measures")
        .about("milestone/p/x"),
    ]
}

/// A judgement of the importer that cites a measure of the plan.
pub(super) fn coverage(recommendation: &str, field: Option<&str>, cited: &str) -> Sheet {
    let mut cells = vec![
        ("recommendation", recommendation),
        ("plan", "p"),
        ("author", "kok"),
        ("degree", "met"),
        ("measures_cited", cited),
    ];
    cells.extend(field.map(|field| ("field", field)));
    sheet().row(Noun::Coverage, &cells)
}

/// A judgement of what it names.
fn judged<'a>(names: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let judgement = [("plan", "p"), ("author", "kok"), ("degree", "met")];
    names.iter().copied().chain(judgement).collect()
}

fn citations() -> Vec<Case> {
    let cited = |code, field: Option<&str>, cited: &str| {
        case(code, coverage("r", field, cited), Severity::Warning, 2)
            .before(cited_plan())
            .column("measures_cited")
            .about("coverage/r/p/kok")
    };
    vec![
        cited(codes::CITATION_UNRESOLVED, Some("1"), "7"),
        cited(codes::CITATION_AMBIGUOUS, Some("1"), "1"),
        cited(codes::CITATION_WITHOUT_FIELD, None, "1"),
        case(
            codes::UNKNOWN_INDICATOR,
            sheet().row(
                Noun::Value,
                &[
                    ("plan", "p"),
                    ("indicator", "nowhere"),
                    ("on", "2024"),
                    ("reading", "1"),
                ],
            ),
            Severity::Warning,
            2,
        )
        .column("indicator"),
        case(
            codes::FIGURE_FROZEN,
            sheet().row(Noun::Indicator, &measured("Fälle")),
            Severity::Error,
            2,
        )
        .before(
            plan_sheet()
                .row(Noun::Indicator, &measured("Personen"))
                .beside(
                    Noun::Value,
                    &[("plan", "p"), ("on", "2024"), ("reading", "1")],
                ),
        )
        .about("indicator/p/i"),
        case(
            codes::UNKNOWN_RECOMMENDATION,
            coverage("nowhere", Some("1"), "2"),
            Severity::Warning,
            2,
        )
        .before(cited_plan())
        .column("recommendation"),
        case(
            codes::UNKNOWN_OBLIGATION,
            sheet().row(Noun::Coverage, &judged(&[("obligation", "nowhere")])),
            Severity::Warning,
            2,
        )
        .before(cited_plan())
        .column("obligation"),
        case(
            codes::TWO_DEMANDS,
            sheet().row(
                Noun::Coverage,
                &judged(&[("obligation", "o"), ("recommendation", "r")]),
            ),
            Severity::Warning,
            2,
        )
        .before(cited_plan())
        .column("obligation"),
    ]
}

/// An indicator with its unit.
fn measured(unit: &str) -> [(&str, &str); 5] {
    [
        ("plan", "p"),
        ("id", "i"),
        ("title.de", "Beratungen"),
        ("kind", "output"),
        ("unit.de", unit),
    ]
}

/// A plan in which number 1 stands twice, and number 2 once.
fn cited_plan() -> Sheet {
    let [first, second, third] =
        [("m", "1", "Eins"), ("n", "1", "Zwei"), ("o", "2", "Drei")].map(|(id, number, title)| {
            [
                ("id", id),
                ("field", "1"),
                ("number", number),
                ("title.de", title),
            ]
        });
    plan_sheet()
        .field("1")
        .measure(&first)
        .measure(&second)
        .measure(&third)
        .recommendation("r")
}

fn readers_doubts() -> Vec<Case> {
    [
        (codes::ROW_WIDTH, Severity::Warning),
        (codes::UNMAPPED_COLUMN, Severity::Note),
        (codes::SPREADSHEET_ERROR, Severity::Error),
        (codes::ROW_UNMATCHED, Severity::Warning),
        (codes::CELL_UNFIT, Severity::Warning),
        (codes::DOUBTFUL_NUMBER, Severity::Warning),
        (codes::SIGNATURE_UNCHECKED, Severity::Warning),
        (codes::DAY_FOR_NUMBER, Severity::Warning),
        (codes::SCALED_NUMBER, Severity::Warning),
        (codes::UNREAD_SHEET, Severity::Note),
        (codes::UNREAD_FILE, Severity::Note),
        (codes::UNREAD_ROW, Severity::Warning),
        (codes::COLUMNS_SHIFTED, Severity::Note),
        (codes::UNREAD_PARTS, Severity::Note),
        (codes::TITLE_LINES, Severity::Note),
        (codes::HIDDEN_ROWS, Severity::Warning),
        (codes::HIDDEN_COLUMNS, Severity::Warning),
        (codes::HIDDEN_SHEET, Severity::Warning),
        (codes::COLUMN_WITHOUT_HEADING, Severity::Warning),
        (codes::MERGED_CELLS, Severity::Note),
        (codes::MARKUP, Severity::Note),
        (codes::DOUBTFUL_LETTER, Severity::Warning),
        (codes::ENCODING_GUESSED, Severity::Warning),
        (codes::GARBLED_LETTERS, Severity::Warning),
        (codes::KEY_TWICE, Severity::Warning),
        (codes::SWALLOWED_ROWS, Severity::Warning),
        (codes::OLD_FORMAT, Severity::Note),
    ]
    .map(|(code, severity)| {
        let input = sheet().problem(code, severity, "Spalte");
        case(code, input, severity, 2).column("Spalte")
    })
    .into()
}

/// What nobody may accept: it belongs to no row.
#[test]
fn a_succession_that_runs_in_a_circle_is_an_error() {
    let cells = [("id", "bmi"), ("name.de", "BMI")];
    let before = plan_sheet().row(Noun::Organisation, &cells);
    let mut register = before.accept("kok", "bmi").register();
    for circle in [("bmi", "kok"), ("kok", "kok")] {
        let outcome = sheet().accept(circle.0, circle.1).import(&mut register);
        assert_eq!(found(&outcome), [codes::SUCCESSION_CIRCLE]);
        assert_eq!(outcome.findings[0].severity, Severity::Error);
        assert_eq!(register.list_successions().count(), 1);
    }
    // Taken back, it is none any more, and the other way round is free.
    let outcome = sheet()
        .withdraw("kok", "bmi")
        .accept("bmi", "kok")
        .import(&mut register);
    assert_eq!(found(&outcome), [""; 0]);
    let (_, succession) = register.list_successions().next().unwrap();
    assert_eq!(
        (succession.before[0].as_str(), succession.corrects),
        ("bmi", None)
    );
    assert_eq!(register.list_successions().count(), 1);
}

#[test]
fn every_code_is_found_where_it_stands() {
    let mut open: Vec<&str> = codes::ALL.to_vec();
    for case in [
        numbers(),
        rows(),
        persons(),
        cells(),
        citations(),
        readers_doubts(),
    ]
    .into_iter()
    .flatten()
    {
        let code = case.code;
        let mut register = case.before.register();
        let outcome = case.input.import(&mut register);
        assert_eq!(found(&outcome), [code]);
        let finding = &outcome.findings[0];
        let about = finding.about.as_ref().map(ToString::to_string);
        assert_eq!(
            (
                &*finding.file,
                finding.row,
                finding.column.as_deref(),
                finding.severity
            ),
            ("a.csv", Some(case.row), case.column, case.severity),
            "{code}"
        );
        assert_eq!(about.as_deref(), case.about, "{code}");
        assert_eq!(register.findings.find(finding.id.as_str()), Some(finding));
        let at = open.iter().position(|open| *open == code);
        open.remove(at.unwrap_or_else(|| panic!("{code} has two cases, or is not one of ALL")));
    }
    open.retain(|code| *code != codes::SUCCESSION_CIRCLE);
    assert_eq!(open, [""; 0], "codes without a case");
}
