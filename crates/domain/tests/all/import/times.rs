// SPDX-License-Identifier: EUPL-1.2
//! Times in the words of a source: what a column proves, and what stays words.

use wegmarke_domain::finding::codes;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::text::Lang;
use wegmarke_domain::time::DayOrder;

use super::sheet::{Sheet, found, plan_sheet, sheet};

/// Milestones that are due in these words.
fn due(words: &[&str]) -> Sheet {
    let mut file = sheet();
    for (at, words) in words.iter().enumerate() {
        let id = format!("m{at}");
        let cells = [
            ("plan", "p"),
            ("id", &id),
            ("title.de", "Titel"),
            ("due", words),
        ];
        file = file.row(Noun::Milestone, &cells);
    }
    file
}

/// The first days of all milestones, and the codes that were found.
fn first_days(file: &Sheet) -> (Vec<String>, Vec<String>) {
    let mut register = plan_sheet().register();
    let outcome = file.import(&mut register);
    let found = found(&outcome).into_iter().map(str::to_owned).collect();
    (days(&register), found)
}

fn days(register: &Register) -> Vec<String> {
    let all = register.milestones.list();
    let days = all.map(|one| one.due.value().and_then(|span| span.from));
    days.map(|day| day.map_or_else(String::new, |day| day.to_string()))
        .collect()
}

#[test]
fn a_column_proves_which_number_is_the_day() {
    let both = ["04/07/2026", "04/27/2026"];
    let table = [
        (due(&both), vec!["2026-04-07", "2026-04-27"], vec![]),
        (
            due(&["04/07/2026", "27/04/2026"]),
            vec!["2026-07-04", "2026-04-27"],
            vec![],
        ),
        // Nothing proves it: German has one order, English has two.
        (
            due(&both[..1]),
            vec!["2026-07-04"],
            vec![codes::DOUBTFUL_DATE],
        ),
        (
            english(due(&both[..1])),
            vec![""],
            vec![codes::DOUBTFUL_DATE],
        ),
        (
            stated(due(&both[..1]), DayOrder::MonthFirst),
            vec!["2026-04-07"],
            vec![],
        ),
        // A column that shows both, or not what was said: only what is certain is read.
        (
            due(&["27/04/2026", "04/27/2026", "04/07/2026"]),
            vec!["2026-04-27", "2026-04-27", ""],
            vec![codes::DOUBTFUL_DATE],
        ),
        (
            stated(due(&both), DayOrder::DayFirst),
            vec!["", "2026-04-27"],
            vec![codes::DOUBTFUL_DATE],
        ),
    ];
    for (at, (file, want, codes)) in table.into_iter().enumerate() {
        let (days, found) = first_days(&file);
        assert_eq!(days, want, "{at}");
        assert_eq!(found, codes, "{at}");
    }
}

#[test]
fn another_column_of_the_file_proves_it_too() {
    let cells = [
        ("plan", "p"),
        ("id", "m"),
        ("title.de", "Titel"),
        ("due.from", "04/07/2026"),
        ("due.until", "04/27/2026"),
    ];
    let (days, found) = first_days(&sheet().row(Noun::Milestone, &cells));
    assert_eq!(days, ["2026-04-07"]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn words_that_are_no_time_are_kept_and_told_once() {
    let mut register = plan_sheet().register();
    let outcome = due(&["laufend", "nach Inkrafttreten", "2026", "laufend"]).import(&mut register);
    assert_eq!(found(&outcome), [codes::TIME_IN_WORDS]);
    let told = &outcome.findings[0].args;
    assert_eq!(told["count"], "3");
    assert_eq!(told["words"], "laufend · nach Inkrafttreten");
    let first = register.milestones.list().next().unwrap();
    let span = first.due.value().unwrap();
    assert_eq!(&*span.as_written, "laufend");
    assert_eq!((span.from, span.until), (None, None));
}

#[test]
fn an_end_that_is_no_day_keeps_its_words() {
    let row = |from, until| {
        let cells = [
            ("plan", "p"),
            ("id", "m"),
            ("title.de", "Titel"),
            ("due.from", from),
            ("due.until", until),
        ];
        sheet().row(Noun::Milestone, &cells)
    };
    for (from, until, written, days) in [
        (
            "2026",
            "Ende 2027",
            "2026-01-01 – 2027-12-31",
            "2026-01-01 2027-12-31",
        ),
        ("2026", "offen", "2026-01-01 – offen", "2026-01-01 "),
        ("ongoing", "", "ongoing –", " "),
        (
            "ab Juni 2026",
            "bis 2027",
            "2026-06-01 – 2027-12-31",
            "2026-06-01 2027-12-31",
        ),
    ] {
        let mut register = plan_sheet().register();
        row(from, until).import(&mut register);
        let milestone = register.milestones.list().next().unwrap();
        let span = milestone.due.value().unwrap();
        let day =
            |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
        assert_eq!(&*span.as_written, written);
        assert_eq!(format!("{} {}", day(span.from), day(span.until)), days);
    }
}

fn english(mut file: Sheet) -> Sheet {
    file.request.language = Lang::EN;
    file
}

fn stated(mut file: Sheet, order: DayOrder) -> Sheet {
    file.request.day_order = Some(order);
    file
}

#[test]
fn an_end_that_becomes_a_day_takes_its_words_with_it() {
    let row = |from| {
        let cells = [
            ("plan", "p"),
            ("id", "m"),
            ("title.de", "Titel"),
            ("due.from", from),
        ];
        sheet().row(Noun::Milestone, &cells)
    };
    let mut register = plan_sheet().register();
    for (from, written) in [
        ("bald", "bald –"),
        ("2026-06-30", "2026-06-30 –"),
        ("offen", "offen –"),
    ] {
        row(from).import(&mut register);
        let milestone = register.milestones.list().next().unwrap();
        assert_eq!(&*milestone.due.value().unwrap().as_written, written);
    }
}
