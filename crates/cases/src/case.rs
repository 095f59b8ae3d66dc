// SPDX-License-Identifier: EUPL-1.2
//! Cases: read from a table by a codebook, all or nothing.
//!
//! An empty cell is "not recorded" and stays it. A case without consent is counted and not taken.

use std::collections::{BTreeMap, BTreeSet};

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::codebook::{Codebook, Kind, Variable};
use crate::problem::Problem;
use crate::sheet::Rows;

/// Between several answers in one cell.
const BETWEEN: [char; 2] = [';', '|'];
/// At most this many problems are told at once.
const MOST_PROBLEMS: usize = 200;

/// No amount of one case is greater: what is, is a mistake of typing.
const MOST_NUMBER: u64 = 10_000_000;

/// One case as it leaves the centre.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Keyed hash of the centre and its number: the same case again.
    pub id: String,
    /// Keyed hash of what describes a person: the same person at two centres, perhaps.
    pub likeness: String,
    /// Answers by variable; not recorded: not here.
    pub answers: BTreeMap<String, BTreeSet<String>>,
}

/// What a file gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Cases with consent.
    pub cases: Vec<Case>,
    /// How many did not consent.
    pub without_consent: usize,
    /// How many withdrew: gone from the next pool.
    pub withdrawn: Vec<String>,
}

/// Reads all rows.
///
/// # Errors
/// Every problem, up to a limit; nothing is taken then.
pub fn check(
    rows: &Rows,
    book: &Codebook,
    centre: &str,
    key: &[u8],
) -> Result<Checked, Vec<Problem>> {
    let mut problems = Vec::new();
    let heading = rows.first().map(Vec::as_slice).unwrap_or_default();
    let columns = bind(heading, book, &mut problems);
    let mut checked = Checked::default();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().skip(1) {
        if problems.len() >= MOST_PROBLEMS {
            break;
        }
        if row.iter().all(String::is_empty) {
            continue;
        }
        let line = at + 1;
        if row.len() > heading.len() && row[heading.len()..].iter().any(|cell| !cell.is_empty()) {
            problems.push(Problem {
                row: Some(line),
                ..Problem::of_file("cases-row-too-long")
            });
        }
        read_row(
            row,
            line,
            &columns,
            (book, centre, key),
            &mut seen,
            &mut checked,
            &mut problems,
        );
    }
    if problems.is_empty() {
        Ok(checked)
    } else {
        Err(problems)
    }
}

/// Which variable each column is.
fn bind<'b>(
    heading: &[String],
    book: &'b Codebook,
    problems: &mut Vec<Problem>,
) -> Vec<Option<&'b Variable>> {
    let mut bound = BTreeSet::new();
    let mut columns = Vec::new();
    for (at, cell) in heading.iter().enumerate() {
        let found = book.variables.iter().find(|variable| {
            variable.name == *cell || variable.title.de == *cell || variable.title.en == *cell
        });
        if found.is_none() && !cell.is_empty() {
            problems.push(Problem {
                row: Some(1),
                // By its letter: where the heading row is missing, this cell is somebody's.
                column: Some(letter(at)),
                ..Problem::of_file("cases-column-unknown")
            });
        }
        if let Some(variable) = found.filter(|variable| !bound.insert(variable.name.as_str())) {
            problems.push(Problem {
                row: Some(1),
                column: Some(variable.name.clone()),
                ..Problem::of_file("cases-column-twice")
            });
        }
        columns.push(found);
    }
    for kind in [Kind::CaseNumber, Kind::Consent, Kind::Year] {
        let missing = book
            .find_kind(kind)
            .filter(|variable| !bound.contains(variable.name.as_str()));
        if let Some(variable) = missing {
            problems.push(Problem {
                about: variable.name.clone(),
                ..Problem::of_file("cases-column-missing")
            });
        }
    }
    columns
}

/// The letters that spreadsheets give a column.
fn letter(mut at: usize) -> String {
    let mut letters = String::new();
    loop {
        let letter = b'A' + u8::try_from(at % 26).unwrap_or_default();
        letters.insert(0, char::from(letter));
        if at < 26 {
            return letters;
        }
        at = at / 26 - 1;
    }
}

fn read_row(
    row: &[String],
    line: usize,
    columns: &[Option<&Variable>],
    (book, centre, key): (&Codebook, &str, &[u8]),
    seen: &mut BTreeMap<String, usize>,
    checked: &mut Checked,
    problems: &mut Vec<Problem>,
) {
    let mut answers = BTreeMap::new();
    let (mut number, mut consent) = (String::new(), String::new());
    for (variable, cell) in columns.iter().zip(row) {
        let Some(variable) = variable else { continue };
        match read_cell(cell, variable) {
            Ok(given) if variable.kind == Kind::CaseNumber => number = given.into_iter().collect(),
            Ok(given) if variable.kind == Kind::Consent => consent = given.into_iter().collect(),
            Ok(given) if given.is_empty() => {}
            Ok(given) => {
                answers.insert(variable.name.clone(), given);
            }
            Err((key, about)) => problems.push(Problem {
                row: Some(line),
                column: Some(variable.name.clone()),
                key,
                about,
            }),
        }
    }
    let mut missing = |kind: Kind, is_missing: bool| {
        if let Some(variable) = book.find_kind(kind).filter(|_| is_missing) {
            problems.push(Problem {
                row: Some(line),
                column: Some(variable.name.clone()),
                ..Problem::of_file("cases-cell-needed")
            });
        }
    };
    missing(Kind::CaseNumber, number.is_empty());
    let year = book
        .find_kind(Kind::Year)
        .map_or("", |variable| variable.name.as_str());
    missing(Kind::Year, !answers.contains_key(year));
    let id = keyed(key, &["case", centre, &number]);
    if let Some(before) = seen.insert(id.clone(), line).filter(|_| !number.is_empty()) {
        problems.push(Problem {
            row: Some(line),
            column: None,
            key: "cases-number-twice",
            about: before.to_string(),
        });
    }
    match consent.as_str() {
        "yes" => checked.cases.push(Case {
            likeness: likeness(key, book, &answers),
            id,
            answers: on_export(book, answers),
        }),
        "withdrawn" => checked.withdrawn.push(id),
        _ => checked.without_consent += 1,
    }
}

/// What a cell says; or the key of what is wrong, and something of the codebook.
fn read_cell(cell: &str, variable: &Variable) -> Result<BTreeSet<String>, (&'static str, String)> {
    if cell.is_empty() {
        return Ok(BTreeSet::new());
    }
    let one = |text: &str| BTreeSet::from([text.to_owned()]);
    match variable.kind {
        Kind::CaseNumber => Ok(one(cell)),
        Kind::Year => match cell.parse::<u16>() {
            Ok(1990..=2100) => Ok(one(cell)),
            _ => Err(("cases-cell-year", String::new())),
        },
        Kind::Age => match cell.parse::<u16>() {
            Ok(age @ 0..=120) => Ok(one(&age.to_string())),
            _ => Err(("cases-cell-age", String::new())),
        },
        Kind::Number => match cell.parse::<u64>() {
            Ok(number @ 0..=MOST_NUMBER) => Ok(one(&number.to_string())),
            _ => Err(("cases-cell-number", MOST_NUMBER.to_string())),
        },
        Kind::Country => {
            let is_code = cell.len() == 3 && cell.bytes().all(|byte| byte.is_ascii_uppercase());
            if is_code {
                Ok(one(cell))
            } else {
                Err(("cases-cell-country", String::new()))
            }
        }
        Kind::Consent | Kind::Code => match find_code(cell, variable) {
            Some(code) => Ok(one(code)),
            None => Err(("cases-cell-code", known_codes(variable))),
        },
        Kind::Answers => {
            let parts = cell
                .split(BETWEEN)
                .map(str::trim)
                .filter(|part| !part.is_empty());
            let codes: Option<BTreeSet<String>> = parts
                .map(|part| find_code(part, variable).map(str::to_owned))
                .collect();
            codes.ok_or_else(|| ("cases-cell-code", known_codes(variable)))
        }
    }
}

/// A code, or its word in either language.
fn find_code<'v>(cell: &str, variable: &'v Variable) -> Option<&'v str> {
    let found = variable.codes.iter().find(|code| {
        code.code == cell
            || code.de.eq_ignore_ascii_case(cell)
            || code.en.eq_ignore_ascii_case(cell)
    });
    found.map(|code| code.code.as_str())
}

fn known_codes(variable: &Variable) -> String {
    let codes: Vec<&str> = variable
        .codes
        .iter()
        .map(|code| code.code.as_str())
        .collect();
    codes.join(", ")
}

/// Ages become bands where the codebook has them: years stay inside the centre.
fn on_export(
    book: &Codebook,
    mut answers: BTreeMap<String, BTreeSet<String>>,
) -> BTreeMap<String, BTreeSet<String>> {
    for variable in book
        .variables
        .iter()
        .filter(|variable| variable.kind == Kind::Age)
    {
        let Some(given) = answers.get_mut(&variable.name) else {
            continue;
        };
        let age = given
            .iter()
            .next()
            .and_then(|age| age.parse::<u16>().ok())
            .unwrap_or_default();
        let band = variable
            .bands
            .iter()
            .find(|band| (band.from..=band.to).contains(&age));
        if let Some(band) = band {
            *given = BTreeSet::from([band.code.clone()]);
        }
    }
    answers
}

/// A keyed hash; without the key it says nothing, not even by trying all numbers.
fn keyed(key: &[u8], parts: &[&str]) -> String {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return String::new();
    };
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    hex::encode(mac.finalize().into_bytes())
}

/// What describes a person, as a keyed hash: all that others could know.
fn likeness(key: &[u8], book: &Codebook, answers: &BTreeMap<String, BTreeSet<String>>) -> String {
    let visible = book.variables.iter().filter(|variable| variable.visible);
    let told: Vec<String> = visible
        .map(|variable| {
            let given = answers.get(&variable.name).into_iter().flatten();
            given.map(String::as_str).collect::<Vec<_>>().join(";")
        })
        .collect();
    let mut parts = vec!["person"];
    parts.extend(told.iter().map(String::as_str));
    keyed(key, &parts)
}

#[cfg(test)]
mod tests {
    use super::{Checked, check};
    use crate::codebook::Codebook;
    use crate::problem::Problem;

    const HEAD: &str = "case,consent,year,gender,age,citizenship,land,exploitation";

    fn read(lines: &str) -> Result<Checked, Vec<Problem>> {
        let rows = crate::sheet::read(format!("{HEAD}\n{lines}").as_bytes()).unwrap();
        check(
            &rows,
            &Codebook::find_shipped("german-network").unwrap(),
            "north",
            b"key",
        )
    }

    #[test]
    fn cases_are_read_and_age_becomes_a_band() {
        let checked = read(
            "1,yes,2024,female,20,ROU,BE,sexual; labour\n2,no,2024,,,,,\n3,withdrawn,2024,,,,,",
        )
        .unwrap();
        assert_eq!(
            (
                checked.cases.len(),
                checked.without_consent,
                checked.withdrawn.len()
            ),
            (1, 1, 1)
        );
        let case = &checked.cases[0];
        assert_eq!(case.answers["age"].first().unwrap(), "18-21");
        assert_eq!(case.answers["exploitation"].len(), 2);
        assert!(!case.answers.contains_key("case") && !case.answers.contains_key("consent"));
        let again = read("1,yes,2024,Weiblich,20,ROU,BE,sexual; labour").unwrap();
        assert_eq!(
            again.cases[0].id, case.id,
            "the same case, whoever writes its words"
        );
        assert_eq!(again.cases[0].likeness, case.likeness);
    }

    #[test]
    fn every_problem_is_told_at_its_place_and_nothing_is_taken() {
        let problems =
            read("1,yes,2024,femail,20,ROU,BE,\n,yes,24,female,200,Rou,BE,\n1,yes,2024,,,,,")
                .unwrap_err();
        let told: Vec<(Option<usize>, &str, &str)> = problems
            .iter()
            .map(|p| (p.row, p.column.as_deref().unwrap_or(""), p.key))
            .collect();
        assert_eq!(
            told,
            [
                (Some(2), "gender", "cases-cell-code"),
                (Some(3), "year", "cases-cell-year"),
                (Some(3), "age", "cases-cell-age"),
                (Some(3), "citizenship", "cases-cell-country"),
                (Some(3), "case", "cases-cell-needed"),
                (Some(3), "year", "cases-cell-needed"),
                (Some(4), "", "cases-number-twice"),
            ]
        );
        assert_eq!(problems[6].about, "2");
    }

    #[test]
    fn a_number_is_whole_and_not_too_large() {
        let book = Codebook::find_shipped("german-network").unwrap();
        let read = |cell: &str| {
            let text = format!("case,consent,year,nights\n1,yes,2024,{cell}");
            check(
                &crate::sheet::read(text.as_bytes()).unwrap(),
                &book,
                "n",
                b"k",
            )
        };
        let nights = |cell: &str| read(cell).unwrap().cases[0].answers.get("nights").cloned();
        assert_eq!(nights("007").unwrap().first().unwrap(), "7");
        assert_eq!(
            nights("0").unwrap().first().unwrap(),
            "0",
            "nothing is an amount"
        );
        assert_eq!(nights(""), None, "and not recorded is none");
        for cell in ["-1", "1.5", "10000001", "many"] {
            assert_eq!(
                read(cell).unwrap_err()[0].key,
                "cases-cell-number",
                "{cell}"
            );
        }
    }

    #[test]
    fn headings_are_judged() {
        let rows = crate::sheet::read(b"case,consent,colour,case\n1,yes,red,2").unwrap();
        let book = Codebook::find_shipped("german-network").unwrap();
        let problems = check(&rows, &book, "north", b"key").unwrap_err();
        let keys: Vec<&str> = problems.iter().map(|problem| problem.key).collect();
        assert!(keys.starts_with(&[
            "cases-column-unknown",
            "cases-column-twice",
            "cases-column-missing"
        ]));
    }
}
