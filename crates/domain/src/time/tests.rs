// SPDX-License-Identifier: EUPL-1.2
//! Times as sources write them, in four languages.

use jiff::civil::date;

use super::{DayOrder, TimeError, Timespan, find_day_order, parse_day, parse_day_in};

/// `2026-01-01..2026-12-31`, `2026-01-01..`, `..2030-12-31`, or nothing.
fn read(words: &str) -> String {
    let span = match Timespan::parse(words) {
        Ok(span) => span,
        Err(error) => return format!("{error:?}"),
    };
    assert_eq!(&*span.as_written, words);
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    match (span.from, span.until) {
        (None, None) => String::new(),
        (from, until) => format!("{}..{}", day(from), day(until)),
    }
}

fn assert_read(table: &[(&str, &str)]) {
    let wrong = table.iter().filter(|(words, want)| read(words) != *want);
    let wrong: Vec<String> = wrong
        .map(|(words, want)| format!("{words:?}: {} instead of {want}", read(words)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every text with its year, in the interval of that year.
fn assert_in_2026(table: &[(&[&str], &str, &str)]) {
    for (texts, from, until) in table {
        let want = format!("2026-{from}..2026-{until}");
        let cases: Vec<(&str, &str)> = texts.iter().map(|text| (*text, &*want)).collect();
        assert_read(&cases);
    }
}

#[test]
fn days_and_months() {
    assert_in_2026(&[
        (
            &[
                "2026-06-30",
                "30.06.2026",
                "30.6.2026",
                "30. 6. 2026",
                "30.06.26",
                "30/06/2026",
                "30. Juni 2026",
                "30 Juni 2026",
                "den 30. Juni 2026",
                "Dienstag, 30. Juni 2026",
                "30 June 2026",
                "30th June 2026",
                "30th of June 2026",
                "June 30, 2026",
                "30 giugno 2026",
                "il 30 giugno 2026",
                "30 juin 2026",
                "le 30 juin 2026",
                "2026-06-30T14:30:00",
                "2026-06-30T14:30:00Z",
                "30.06.2026, 14:30 Uhr",
                "30.06.2026 00:00:00",
            ],
            "06-30",
            "06-30",
        ),
        (
            &["1° gennaio 2026", "1er janvier 2026", "1st January 2026"],
            "01-01",
            "01-01",
        ),
        (
            &[
                "Juni 2026",
                "JUNI 2026",
                "Jun. 2026",
                "Juni\u{a0}2026",
                "im Juni 2026",
                "06/2026",
                "6/2026",
                "06.2026",
                "2026-06",
                "2026/06",
                "June 2026",
                "June, 2026",
                "giugno 2026",
                "nel giugno 2026",
                "juin 2026",
                "Juni '26",
                "Juni 2026 (geplant)",
                "voraussichtlich Juni 2026",
            ],
            "06-01",
            "06-30",
        ),
        (
            &["Dezember 2026", "12/2026", "Dez. 2026", "décembre 2026"],
            "12-01",
            "12-31",
        ),
        (
            &["März 2026", "Mrz. 2026", "mars 2026", "marzo 2026"],
            "03-01",
            "03-31",
        ),
        (&["Anfang Juni 2026"], "06-01", "06-10"),
        (
            &["Mitte Juni 2026", "mid-June 2026", "mi-juin 2026"],
            "06-11",
            "06-20",
        ),
        (
            &[
                "Ende Juni 2026",
                "end of June 2026",
                "fine giugno 2026",
                "fin juin 2026",
            ],
            "06-21",
            "06-30",
        ),
        (
            &["KW 12/2026", "12. KW 2026", "2026-W12", "week 12, 2026"],
            "03-16",
            "03-22",
        ),
    ]);
}

#[test]
fn parts_of_a_year() {
    assert_in_2026(&[
        (
            &[
                "2026",
                "Jahr 2026",
                "im Jahr 2026",
                "in 2026",
                "nel 2026",
                "en 2026",
                "anno 2026",
            ],
            "01-01",
            "12-31",
        ),
        (
            &[
                "Anfang 2026",
                "early 2026",
                "inizio 2026",
                "début 2026",
                "Jahresbeginn 2026",
            ],
            "01-01",
            "04-30",
        ),
        (
            &[
                "Mitte 2026",
                "mid-2026",
                "mid 2026",
                "metà 2026",
                "mi-2026",
                "Mitte des Jahres 2026",
            ],
            "05-01",
            "08-31",
        ),
        (
            &[
                "Ende 2026",
                "late 2026",
                "end of 2026",
                "fine 2026",
                "fin 2026",
                "Jahresende 2026",
                "zum Ende des Jahres 2026",
            ],
            "09-01",
            "12-31",
        ),
        (
            &[
                "1. Halbjahr 2026",
                "I. Halbjahr 2026",
                "1. HJ 2026",
                "HJ 1/2026",
                "H1 2026",
                "1H 2026",
                "erstes Halbjahr 2026",
                "im ersten Halbjahr 2026",
                "first half of 2026",
                "primo semestre 2026",
                "1° semestre 2026",
                "1er semestre 2026",
                "premier semestre 2026",
            ],
            "01-01",
            "06-30",
        ),
        (
            &[
                "2. Halbjahr 2026",
                "2. HJ 2026",
                "H2/2026",
                "second half 2026",
            ],
            "07-01",
            "12-31",
        ),
        (
            &[
                "Q3 2026",
                "Q3/2026",
                "2026-Q3",
                "2026 Q3",
                "3Q 2026",
                "Q3 '26",
                "3. Quartal 2026",
                "III. Quartal 2026",
                "III/2026",
                "III / 2026",
                "drittes Quartal 2026",
                "third quarter of 2026",
                "3rd quarter 2026",
                "3° trimestre 2026",
                "terzo trimestre 2026",
                "3e trimestre 2026",
                "troisième trimestre 2026",
                "T3 2026",
            ],
            "07-01",
            "09-30",
        ),
        (
            &["Ende Q3 2026", "Ende des 3. Quartals 2026"],
            "09-01",
            "09-30",
        ),
        (
            &["Sommer 2026", "summer 2026", "estate 2026", "été 2026"],
            "06-01",
            "08-31",
        ),
        (
            &["Herbst 2026", "autumn 2026", "autunno 2026", "automne 2026"],
            "09-01",
            "11-30",
        ),
        (
            &[
                "Frühjahr 2026",
                "Frühling 2026",
                "spring 2026",
                "primavera 2026",
            ],
            "03-01",
            "05-31",
        ),
    ]);
    assert_read(&[
        ("2021 - 4° trimestre", "2021-10-01..2021-12-31"),
        ("Winter 2026/27", "2026-12-01..2027-02-28"),
        ("Winter 2026/2027", "2026-12-01..2027-02-28"),
    ]);
}

#[test]
fn ranges_have_both_ends() {
    let both = "2026-01-01..2027-12-31";
    let table = [
        "2026/2027",
        "2026/27",
        "2026-2027",
        "2026 – 2027",
        "2026—2027",
        "2026 bis 2027",
        "2026 to 2027",
        "von 2026 bis 2027",
        "from 2026 to 2027",
        "from 2026 until 2027",
        "between 2026 and 2027",
        "zwischen 2026 und 2027",
        "dal 2026 al 2027",
        "tra il 2026 e il 2027",
        "de 2026 à 2027",
        "entre 2026 et 2027",
        "Jahre 2026-2027",
        "Zeitraum: 2026-2027",
        "01.01.2026 - 31.12.2027",
        "01.01.2026–31.12.2027",
        "01.01.2026 bis 31.12.2027",
        "01.01.2026-31.12.2027",
        "2026-01-01 - 2027-12-31",
        "2026-01-01/2027-12-31",
        "2026-01-01-2027-12-31",
        "ab 01.01.2026 bis 31.12.2027",
        "vom 01.01.2026 bis zum 31.12.2027",
        "dal 01/01/2026 al 31/12/2027",
        "du 1er janvier 2026 au 31 décembre 2027",
        "du 01/01/2026 au 31/12/2027",
        "1. Januar 2026 bis 31. Dezember 2027",
        "1 January 2026 to 31 December 2027",
        "Q1 2026 – Q4 2027",
        "Anfang 2026 bis Ende 2027",
        "01/2026 - 12/2027",
        "Januar 2026 bis Dezember 2027",
    ];
    let table = table.map(|words| (words, both));
    // The thirds of a year begin and end with it.
    assert_read(&table);
    assert_in_2026(&[
        (
            &[
                "01.01. bis 31.12.2026",
                "01.01.-31.12.2026",
                "1.1. – 31.12.2026",
                "Januar bis Dezember 2026",
                "Q1-Q4 2026",
                "1. - 4. Quartal 2026",
            ],
            "01-01",
            "12-31",
        ),
        (
            &[
                "Q1-Q3 2026",
                "Q1–Q3/2026",
                "Januar – September 2026",
                "01-09/2026",
            ],
            "01-01",
            "09-30",
        ),
        (
            &[
                "1.-15. März 2026",
                "1. bis 15. März 2026",
                "01.-15.03.2026",
                "dal 1° al 15 marzo 2026",
                "du 1er au 15 mars 2026",
            ],
            "03-01",
            "03-15",
        ),
    ]);
    assert_read(&[
        ("2025/26", "2025-01-01..2026-12-31"),
        ("2026-28", "2026-01-01..2028-12-31"),
        ("2015 – 2019", "2015-01-01..2019-12-31"),
    ]);
}

#[test]
fn open_ends() {
    for words in [
        "ab 2026",
        "ab 01.01.2026",
        "ab Januar 2026",
        "ab Anfang 2026",
        "seit 2026",
        "seit Januar 2026",
        "from 2026",
        "since 2026",
        "dal 2026",
        "a partire dal 2026",
        "depuis 2026",
        "à partir de janvier 2026",
        "2026 ff.",
        "2026ff",
        "2026 fortlaufend",
        "fortlaufend ab 2026",
        "seit 2026 laufend",
        "ab 2026, fortlaufend",
        "ongoing since 2026",
        "from 2026 onwards",
        "dal 2026 in poi",
        "2026 –",
    ] {
        assert_read(&[(words, "2026-01-01..")]);
    }
    for words in [
        "bis 2030",
        "bis Ende 2030",
        "bis 31.12.2030",
        "bis zum 31.12.2030",
        "spätestens 2030",
        "bis spätestens 31. Dezember 2030",
        "bis Dezember 2030",
        "until 2030",
        "by 2030",
        "by the end of 2030",
        "by end of December 2030",
        "no later than 2030",
        "entro il 2030",
        "entro fine 2030",
        "entro il 31 dicembre 2030",
        "fino al 2030",
        "jusqu'en 2030",
        "jusqu’au 31 décembre 2030",
        "d'ici fin 2030",
        "au plus tard le 31 décembre 2030",
    ] {
        assert_read(&[(words, "..2030-12-31")]);
    }
}

#[test]
fn other_words_are_never_an_interval_by_accident() {
    for words in [
        "vier Jahre",
        "jährlich",
        "laufend",
        "fortlaufend",
        "kontinuierlich",
        "ongoing",
        "in corso",
        "en cours",
        "nach Inkrafttreten",
        "nach Inkrafttreten des Gesetzes 2026",
        "Conseguita",
        "1",
        "20. Legislaturperiode",
        "31.12.2026 oder später",
        "01.02.2026 und 01.08.2026",
        "2026, 2028",
        "2027-2026",
        "31.12.2027 - 01.01.2026",
        "2011/12",
        "Dez 26",
        "Winter 2026",
        "Schuljahr 2026/27",
        "2026 (Beschluss 2025)",
        "in 4 Jahren 2026",
        "12 Monate ab 2026",
        "01.01.2026 bis Inkrafttreten",
        "Beginn 2026 der Beratung",
        "Stand 01.03.2026",
        "04.26",
        "01.06. - Ende",
        "bis 2026/27",
        "nach 2026",
        "vor 2027",
        "Nr. 3/2026",
        "2026 bis",
        "bis",
        "ca. 2026",
        "1.500",
        "30. Juni",
        "",
    ] {
        assert_read(&[(words, "")]);
    }
}

#[test]
fn impossible_days_are_told_from_other_words() {
    for words in [
        "2024-02-30",
        "31.11.2026",
        "31. November 2025",
        "30. Februar 2026",
        "30 février 2026",
        "February 30, 2026",
        "31.06.2026",
        "31/11/2025",
        "Q5 2026",
        "5. Quartal 2026",
        "2026-13",
        "13/2026",
        "3. Halbjahr 2026",
        "KW 54/2026",
        "00/2026",
        "01.01.2026 - 31.11.2026",
        "bis 31.11.2026",
        "ab 30. Februar 2026",
        "32.01.2026",
        "01.13.2026",
        "29.02.2026",
    ] {
        assert_read(&[(words, "Impossible")]);
    }
    assert_eq!(parse_day("2024-02-30"), Err(TimeError::Impossible));
    assert_eq!(parse_day("31.11.2025"), Err(TimeError::Impossible));
    assert_eq!(parse_day("2025-13-01"), Err(TimeError::Impossible));
    assert_eq!(parse_day("bald"), Err(TimeError::NotADate));
    assert_eq!(parse_day("Juni 2026"), Err(TimeError::NotADate));
    assert_eq!(parse_day("45637"), Ok(date(2024, 12, 11)));
    assert_eq!(parse_day("11.12.24"), Ok(date(2024, 12, 11)));
}

#[test]
fn day_and_month_are_never_guessed() {
    for (text, order) in [
        ("04/07/2026", Some(DayOrder::Unproven)),
        ("04/27/2026", Some(DayOrder::MonthFirst)),
        ("27/04/2026", Some(DayOrder::DayFirst)),
        ("27.04.2026", Some(DayOrder::DayFirst)),
        ("04/07/2026 - 04/27/2026", Some(DayOrder::MonthFirst)),
        ("05/05/2026", None),
        ("04.07.2026", None),
        ("2026-04-07", None),
        ("2026/04/27", None),
        ("Q3/2026", None),
    ] {
        assert_eq!(find_day_order(text), order, "{text}");
    }
    let read = |text, order| parse_day_in(text, order);
    let (april, july) = (date(2026, 4, 7), date(2026, 7, 4));
    assert_eq!(
        read("04/07/2026", DayOrder::Unproven),
        Err(TimeError::Ambiguous)
    );
    assert_eq!(read("04/07/2026", DayOrder::MonthFirst), Ok(april));
    assert_eq!(read("04/07/2026", DayOrder::DayFirst), Ok(july));
    assert_eq!(read("07.04.2026", DayOrder::Unproven), Ok(april));
    assert_eq!(
        read("04/27/2026", DayOrder::Unproven),
        Ok(date(2026, 4, 27))
    );
    assert_eq!(
        read("04/27/2026", DayOrder::DayFirst),
        Err(TimeError::Impossible)
    );
    assert_eq!(
        Timespan::parse_in("04/01/2026 - 07/02/2026", DayOrder::Unproven),
        Err(TimeError::Ambiguous)
    );
}
